#!/usr/bin/env python3
"""Makes land.bin from the `world-atlas` package (Natural Earth's land, no borders). Python 3 alone, no packages.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 make.py package/land-10m.json land.bin

The format is told in README.md. The same input gives the same bytes.
"""

import hashlib
import heapq
import json
import math
import sys

# What was looked at when the levels were chosen; other input may do, but say so in README.md.
SOURCE = "9b9f584709c119d63fbadf484ce425260497697b7166be7a2fe360e8c0b171a8"
# The tolerance of each level in thousandths of a degree, coarse to fine: no detail smaller than a triangle of the
# tolerance's square is kept. And quanta to a degree: about four to the tolerance.
LEVELS = [(2000, 2), (800, 5), (340, 12), (130, 31), (50, 80)]
# A ring stays whole if it is as large as a square of so many tolerances. A smaller one stays as a single point if it is
# as large as a square of a tenth of one, and so many tolerances from whatever else stays.
WHOLE, SPECK, APART = 1.3, 0.1, 4.0
# Points of a piece; from so many steps on a piece has a box.
PIECE = 64
BOXED = 16


def decode(topology):
    """The rings of the land, longitudes running on past 180 degrees where a ring does, without the seams there."""
    (scale_x, scale_y), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round(x * scale_x + west, 5), round(y * scale_y + south, 5)))
        arcs.append(points)
    whole, chains = [], []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                points = []
                for index in ring:
                    arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                    points += arc[1:] if points else arc
                points.pop()
                broken = unseamed(points)
                chains += broken
                if not broken:
                    whole.append(points)
    whole += joined(chains)
    return [unrolled(ring) for ring in whole]


def unseamed(points):
    """A ring cut along the antimeridian, as what is left without that edge; nothing if it is not cut."""
    at_seam = lambda point: abs(point[0]) >= 180
    count = len(points)
    seams = [i for i in range(count) if at_seam(points[i]) and at_seam(points[(i + 1) % count])]
    chains = []
    for here, then in zip(seams, seams[1:] + seams[:1]):
        steps = (then - here - 1) % count
        if steps:
            chains.append([points[(here + 1 + k) % count] for k in range(steps + 1)])
    return chains


def joined(chains):
    """Chains that end at the antimeridian, joined to rings across it."""
    near = lambda a, b: abs(a[1] - b[1]) < 0.004
    rings = []
    while chains:
        chain = chains.pop()
        while not near(chain[0], chain[-1]):
            (following,) = [other for other in chains if near(other[0], chain[-1])]
            chains.remove(following)
            chain = chain + following[1:]
        rings.append(chain[:-1])
    return rings


def unrolled(ring):
    """Longitudes without leaps. What goes round the pole runs from -180 to 180 and closes along latitude -90."""
    def next_to(lon, before):
        return lon - 360 * round((lon - before) / 360)

    out = [ring[0]]
    for lon, lat in ring[1:]:
        out.append((next_to(lon, out[-1][0]), lat))
    turn = next_to(out[0][0], out[-1][0]) - out[0][0]
    if abs(turn) > 1:
        first = next(i for i, (lon, _) in enumerate(out) if abs(lon % 360 - 180) < 1e-9)
        out = out[first:] + [(lon + turn, lat) for lon, lat in out[:first]]
        out.append((out[0][0] + turn, out[0][1]))
        if turn < 0:
            out.reverse()
        shift = -180 - out[0][0]
        return [(lon + shift, lat) for lon, lat in out] + [(180.0, -90.0), (-180.0, -90.0)]
    middle = (min(lon for lon, _ in out) + max(lon for lon, _ in out)) / 2
    shift = -360 * round(middle / 360)
    return [(lon + shift, lat) for lon, lat in out]


def narrowing(lat):
    return math.cos(math.radians(min(85.0, abs(lat))))


def weights(points):
    """How much each point matters (Visvalingam and Whyatt): the area of the triangle it makes with its neighbours when
    all that matter less are gone, in square degrees of latitude. A polar ring keeps its corners."""
    count, endless = len(points), float("inf")
    before = [(i - 1) % count for i in range(count)]
    after = [(i + 1) % count for i in range(count)]
    weight, current, gone = [endless] * count, [endless] * count, [False] * count
    polar = points[-1][1] == -90
    fixed = {0, count - 3, count - 2, count - 1} if polar else set()

    def area(i):
        (ax, ay), (bx, by), (cx, cy) = points[before[i]], points[i], points[after[i]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2 * narrowing(by)

    for i in range(count):
        if i not in fixed:
            current[i] = area(i)
    heap = [(current[i], i) for i in range(count) if i not in fixed]
    heapq.heapify(heap)
    left, least = count, 0.0
    while heap and left > 3:
        value, i = heapq.heappop(heap)
        if gone[i] or value != current[i]:
            continue
        least = max(least, value)
        weight[i], gone[i] = least, True
        left -= 1
        before[after[i]], after[before[i]] = before[i], after[i]
        for j in (before[i], after[i]):
            if j not in fixed:
                current[j] = area(j)
                heapq.heappush(heap, (current[j], j))
    return weight


def size(points):
    """The area of a ring in square degrees of latitude."""
    twice = sum(x * v - u * y for (x, y), (u, v) in zip(points, points[1:] + points[:1]))
    return abs(twice) / 2 * narrowing(sum(lat for _, lat in points) / len(points))


def middle(points):
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2


class Taken:
    """Where land is already, to tell what lies apart from it."""

    def __init__(self, distance):
        self.distance, self.cells = distance, {}

    def add(self, points):
        for lon, lat in points:
            lon = (lon + 180) % 360 - 180
            self.cells.setdefault((int(lon // self.distance), int(lat // self.distance)), []).append((lon, lat))

    def near(self, lon, lat):
        lon = (lon + 180) % 360 - 180
        narrow = narrowing(lat)
        reach = math.ceil(1 / narrow)
        column, row = int(lon // self.distance), int(lat // self.distance)
        for x in range(column - reach, column + reach + 1):
            for y in range(row - 1, row + 2):
                for other_lon, other_lat in self.cells.get((x, y), ()):
                    if math.hypot((other_lon - lon) * narrow, other_lat - lat) < self.distance:
                        return True
        return False


def level(rings, tolerance, quanta):
    """The rings of a level, in quanta: what is large enough, and of the rest what lies apart, as single points."""
    least = tolerance * tolerance
    taken = Taken(APART * tolerance)
    kept = []
    for area, points, weight in sorted(rings, key=lambda ring: -ring[0]):
        if area >= least * WHOLE**2:
            kept.append([point for point, much in zip(points, weight) if much > least])
            taken.add(points)
        elif area >= least * SPECK**2 and not taken.near(*middle(points)):
            kept.append([middle(points)])
            taken.add(points)
    out = []
    for points in kept:
        ring = []
        for lon, lat in points:
            point = (round(lon * quanta), round(lat * quanta))
            if not ring or point != ring[-1]:
                ring.append(point)
        while len(ring) > 1 and ring[-1] == ring[0]:
            ring.pop()
        out.append(ring if len(ring) > 2 else ring[:1])
    # Those near each other stand together: their beginnings are written as differences.
    return sorted(out, key=lambda ring: (ring[0][1] // (10 * quanta), ring[0][0], ring[0][1]))


def number(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def difference(value):
    return number(value << 1 if value >= 0 else (-value << 1) - 1)


def encode(rings):
    out = bytearray()
    from_x = from_y = 0
    for ring in rings:
        pieces = [ring[i : i + PIECE] for i in range(0, len(ring), PIECE)]
        out += number(len(pieces))
        for index, piece in enumerate(pieces):
            x, y = piece[0]
            out += difference(x - from_x) + difference(y - from_y) + number(len(piece) - 1)
            from_x, from_y = x, y
            steps = b"".join(difference(c - a) + difference(d - b) for (a, b), (c, d) in zip(piece, piece[1:]))
            if len(piece) - 1 >= BOXED:
                # The way to the next piece, or back to the beginning, lies in the box too.
                held = piece + [pieces[(index + 1) % len(pieces)][0]]
                xs, ys = [point[0] for point in held], [point[1] for point in held]
                for reach in (x - min(xs), y - min(ys), max(xs) - x, max(ys) - y, len(steps)):
                    out += number(reach)
            out += steps
    return bytes(out)


def main():
    source, target = sys.argv[1:]
    with open(source, "rb") as file:
        text = file.read()
    if hashlib.sha256(text).hexdigest() != SOURCE:
        print("other input than the levels were chosen for", file=sys.stderr)
    rings = [(size(points), points, weights(points)) for points in decode(json.loads(text))]
    head, body = bytearray(b"LAND" + bytes([1, len(LEVELS)])), bytearray()
    for tolerance, quanta in LEVELS:
        made = level(rings, tolerance / 1000, quanta)
        data = encode(made)
        head += tolerance.to_bytes(2, "little") + quanta.to_bytes(2, "little") + len(data).to_bytes(4, "little")
        body += data
        points, specks = sum(map(len, made)), sum(len(ring) == 1 for ring in made)
        print(f"{tolerance / 1000:.3f} deg: {len(made)} rings ({specks} of one point), {points} points, {len(data)} bytes")
    with open(target, "wb") as file:
        file.write(head + body)
    print(f"{len(head) + len(body)} bytes")


if __name__ == "__main__":
    main()

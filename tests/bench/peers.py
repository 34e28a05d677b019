"""Runs programs in terminals of their own, in turn, and prints what each costs. `peers.sh` says which programs.

Each is told as `name|command|text|keys`: what stands on its screen once it is shown, and what is pressed besides steps:
`page`, and letters, by `type` at once or by `space` after that key.

Shown is when that text has come; complete is when the last byte came before half a second in which nothing was drawn. A key's
figures are when the last byte of what it drew came and how many there were, of the median of ten. Time counts from the start of
the process, of which the empty one tells how much is the system's.
"""

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import termios
import time

ROWS, COLUMNS = 40, 120
KEYS, IDLE = 10, 5.0
DOWN, PAGE_DOWN = b"\x1b[B", b"\x1b[6~"
# What some ask a terminal, and what one answers.
ANSWERS = {b"\x1b[6n": b"\x1b[1;1R", b"\x1b[c": b"\x1b[?62;22c", b"\x1b[0c": b"\x1b[?62;22c"}
SEQUENCE = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[()][A-Z0-9]|[=>78])")


class Terminal:
    """A program in a terminal."""

    def __init__(self, command, home):
        own, other = pty.openpty()
        fcntl.ioctl(own, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        kept = ("PATH", "LANG", "TERMINFO", "LD_LIBRARY_PATH")
        environment = {name: os.environ[name] for name in kept if name in os.environ}
        environment.update(TERM="xterm-256color", COLORTERM="truecolor", HOME=home, LC_ALL="C.UTF-8", LESS="")
        environment.update(XDG_STATE_HOME=home, XDG_CONFIG_HOME=home, XDG_DATA_HOME=home, XDG_CACHE_HOME=home)
        self.started = time.perf_counter()
        # Whoever leads a session and opens a terminal has it.
        opened = [(os.POSIX_SPAWN_OPEN, 0, os.ttyname(other), os.O_RDWR, 0)]
        opened += [(os.POSIX_SPAWN_DUP2, 0, descriptor) for descriptor in (1, 2)]
        self.process = os.posix_spawn("/bin/sh", ["sh", "-c", "exec " + command], environment, file_actions=opened, setsid=True)
        os.close(other)
        self.own = own
        self.seen = b""

    def read(self, patience, until=None):
        """Reads until nothing was drawn for so long, or a text has come; tells when the last byte of what was drawn came and
        how many had by then. Nothing, if the text has not come."""
        last, count, undrawn, waited = None, 0, 0, time.perf_counter()
        while (left := waited + patience - time.perf_counter()) > 0 and select.select([self.own], [], [], left)[0]:
            try:
                part = os.read(self.own, 65536)
            except OSError:
                break
            if not part:
                break
            self.seen, undrawn = self.seen + part, undrawn + len(part)
            # Some write a few sequences now and then that draw nothing.
            if SEQUENCE.sub(b"", part):
                last = waited = time.perf_counter()
                count, undrawn = count + undrawn, 0
            for question, answer in ANSWERS.items():
                if question in part:
                    os.write(self.own, answer)
            if until is not None and until in SEQUENCE.sub(b"", self.seen):
                return last, count
        return (last, count) if until is None else (None, count)

    def watch(self, time_left):
        """Counts what comes by itself in a while."""
        end, before = time.perf_counter() + time_left, len(self.seen)
        while (left := end - time.perf_counter()) > 0:
            self.read(left)
        return len(self.seen) - before

    def press(self, key):
        pressed = time.perf_counter()
        os.write(self.own, key)
        last, count = self.read(0.25)
        return ((last - pressed) * 1000 if last else 0.0), count

    def processes(self):
        """It and what it has started."""
        found, waiting = [], [self.process]
        while waiting:
            process = waiting.pop()
            found.append(process)
            try:
                with open(f"/proc/{process}/task/{process}/children") as children:
                    waiting += [int(child) for child in children.read().split()]
            except OSError:
                pass
        return found

    def pss(self):
        total = 0
        for process in self.processes():
            try:
                with open(f"/proc/{process}/smaps_rollup") as rollup:
                    total += sum(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
            except OSError:
                pass
        return total / 1024

    def threads(self):
        return sum(len(os.listdir(f"/proc/{process}/task")) for process in self.processes())

    def worked(self):
        """Milliseconds on a processor."""
        ticks = 0
        for process in self.processes():
            with open(f"/proc/{process}/stat") as stat:
                fields = stat.read().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks * 1000 / os.sysconf("SC_CLK_TCK")

    def end(self):
        try:
            os.kill(self.process, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.process, 0)
        os.close(self.own)


def told(figures, digits=1):
    return f"{statistics.median(figures):.{digits}f}" if figures else "–"


def main():
    rounds, work = int(sys.argv[1]), sys.argv[2]
    peers = [peer.split("|") for peer in sys.argv[3:]]
    # A command may hold the sign itself; the name stands before it, and the two others after.
    peers = [(peer[0], "|".join(peer[1:-2]), peer[-2].encode(), peer[-1].split()) for peer in peers]
    starts = {name: ([], [], []) for name, *_ in peers}
    for _ in range(rounds):
        for name, command, text, _keys in peers:
            terminal = Terminal(command, work)
            last, count = terminal.read(3.0, until=text)
            shown = last
            later, more = terminal.read(0.5)
            terminal.end()
            if shown is None:
                print(f"{name} has not shown {text.decode()!r}", file=sys.stderr)
            else:
                for figures, figure in zip(starts[name], (shown, later or shown, count + more)):
                    figures.append(figure if figures is starts[name][2] else (figure - terminal.started) * 1000)
    print(f"{rounds} rounds in turn, medians, {COLUMNS}x{ROWS}")
    print(f"| {'':24} | shown ms | complete ms | first B | PSS MiB start / after keys | threads | idle {IDLE:.0f} s | step ms / B | page | letter |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name, command, text, keys in peers:
        shown, complete, count = starts[name]
        row = [told(shown, 2), told(complete, 2), told(count, 0)]
        if name == "empty process":
            print(f"| {name:24} | " + " | ".join(row + ["–"] * 6) + " |")
            continue
        terminal = Terminal(command, work)
        if terminal.read(3.0, until=text)[0] is None:
            terminal.end()
            print(f"| {name:24} | " + " | ".join(row + ["–"] * 6) + " |", flush=True)
            continue
        terminal.read(0.5)
        before = terminal.pss()
        worked = terminal.worked()
        idle = terminal.watch(IDLE)
        worked = terminal.worked() - worked
        threads = terminal.threads()
        if "space" in keys:
            terminal.press(b"g")
        pressed = [[terminal.press(key) for _ in range(KEYS)] for key in [DOWN] + [PAGE_DOWN] * ("page" in keys)]
        pressed += [[]] * (2 - len(pressed))
        if "space" in keys:
            terminal.press(b" ")
        pressed.append([terminal.press(bytes([letter])) for letter in b"committee"] if {"space", "type"} & set(keys) else [])
        after = terminal.pss()
        if not after:
            print(f"{name} has ended while keys were pressed", file=sys.stderr)
        terminal.end()
        row += [f"{before:.1f} / {after:.1f}", str(threads), f"{idle} B, {worked:.0f} ms"]
        for each in pressed:
            row.append(f"{told([ms for ms, _ in each], 2)} / {told([count for _, count in each], 0)}" if each else "–")
        print(f"| {name:24} | " + " | ".join(row) + " |", flush=True)


main()

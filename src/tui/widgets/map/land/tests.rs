use super::*;

const FILE: &[u8] = include_bytes!("../../../../../assets/map/land.bin");
const WORLD: Frame = Frame { west: -180.0, east: 180.0, south: -90.0, north: 90.0 };

fn land() -> Land<'static> {
    Land::open(FILE).unwrap_or_else(|error| panic!("{error}"))
}

/// Whether all of a level reads, to its last byte.
fn reads(level: Level<'_>) -> bool {
    let mut end = &level.bytes[..0];
    for (mut pieces, _) in level.rings() {
        if pieces.by_ref().any(|piece| piece.points().count() != piece.steps as usize + 1) || pieces.left > 0 {
            return false;
        }
        end = pieces.bytes;
    }
    end.is_empty() && level.rings().next().is_some()
}

/// Whether a point lies on land, by the crossings west of it; what is farther away is told roughly.
fn is_land(level: Level<'_>, (lon, lat): (f64, f64)) -> bool {
    is_land_within(level, (lon, lat), 0.5)
}

fn is_land_within(level: Level<'_>, (lon, lat): (f64, f64), degrees: f64) -> bool {
    let near = Frame { west: lon - degrees, east: lon + degrees, south: lat - degrees, north: lat + degrees };
    let crossings = level.within(near).map(|ring| {
        let points: Vec<_> = ring.points().collect();
        let ends = points.iter().skip(1).chain(points.first());
        let crosses = |((x, y), (u, v)): (&(f64, f64), &(f64, f64))| {
            (*y <= lat) != (*v <= lat) && x + (u - x) * (lat - y) / (v - y) < lon
        };
        points.iter().zip(ends).filter(|ends| crosses(*ends)).count()
    });
    crossings.sum::<usize>() % 2 == 1
}

#[test]
fn every_level_reads_to_its_end() {
    let land = land();
    assert!(land.levels.len() >= 4);
    for pair in land.levels.windows(2) {
        assert!(pair[0].tolerance > pair[1].tolerance);
        assert!(pair[0].within(WORLD).count() < pair[1].within(WORLD).count());
    }
    for level in &land.levels {
        assert!(reads(*level), "{}", level.tolerance);
    }
}

#[test]
fn land_and_sea_are_told_apart_at_every_level() {
    // Delhi, Nagoya's hinterland, Brasilia, Berlin, Chukotka from both sides, the pole.
    let land_points = [
        (77.2, 28.6),
        (137.8, 35.9),
        (-47.9, -15.8),
        (13.4, 52.5),
        (-175.0, 66.9),
        (185.0, 66.9),
        (175.0, 67.5),
        (10.0, -89.0),
    ];
    // The Bay of Bengal, the Pacific from both sides, the North Sea, the Atlantic, the Caspian.
    let sea_points = [(88.0, 15.0), (170.0, 30.0), (-190.0, 30.0), (3.5, 56.0), (-30.0, 0.0), (51.0, 42.0)];
    for level in land().levels {
        for point in land_points {
            assert!(is_land(level, point), "{point:?} at {}", level.tolerance);
        }
        for point in sea_points {
            assert!(!is_land(level, point), "{point:?} at {}", level.tolerance);
        }
    }
}

#[test]
fn the_finer_levels_have_small_islands() {
    let named = [
        ("Lakshadweep", (71.5, 74.5, 9.8, 12.5), 3),
        ("Andamans", (92.0, 94.0, 10.4, 14.0), 2),
        ("Tsushima", (129.1, 129.6, 34.0, 34.8), 1),
        ("Ryukyus", (123.0, 130.0, 24.0, 28.9), 7),
        ("Ogasawara", (141.0, 143.0, 24.0, 28.0), 2),
        ("Maldives", (72.0, 74.0, 0.0, 7.0), 1),
        ("Rügen", (13.0, 13.8, 54.25, 54.75), 1),
        ("Fernando de Noronha", (-33.0, -32.0, -4.5, -3.0), 1),
    ];
    for level in land().levels.into_iter().filter(|level| level.tolerance < 0.2) {
        for (name, (west, east, south, north), least) in named {
            let bounds = Frame { west, east, south, north };
            let whole = |ring: &Ring<'_>| {
                ring.points().all(|(lon, lat)| (west..=east).contains(&lon) && (south..=north).contains(&lat))
            };
            let islands = level.within(bounds).filter(|ring| whole(ring)).count();
            assert!(islands >= least, "{name}: {islands} at {}", level.tolerance);
        }
    }
}

#[test]
fn no_border_is_drawn() {
    // Far from any sea, on both sides of land borders: no way leads through.
    let inland = [
        (71.0, 88.0, 27.0, 48.0),
        (97.5, 105.0, 24.0, 50.0),
        (15.0, 28.0, -15.0, 20.0),
        (7.0, 20.0, 47.0, 51.0),
        (-63.0, -52.0, -24.0, -5.0),
    ];
    for level in land().levels {
        for (west, east, south, north) in inland {
            let bounds = Frame { west, east, south, north };
            let seen = level.within(bounds).flat_map(|ring| ring.points());
            assert!(
                !seen.into_iter().any(|(lon, lat)| { (west..=east).contains(&lon) && (south..=north).contains(&lat) })
            );
        }
    }
}

#[test]
fn what_is_outside_is_left_out_or_told_roughly() {
    let level = land().for_pitch(0.01).expect("there are levels");
    let japan = Frame { west: 128.0, east: 146.0, south: 30.0, north: 46.0 };
    let count = |bounds| level.within(bounds).map(|ring| ring.points().count()).sum::<usize>();
    assert!(count(japan) * 8 < count(WORLD), "{} of {}", count(japan), count(WORLD));
    let pacific = Frame { west: 170.0, east: 200.0, south: 50.0, north: 72.0 };
    let turned = Frame { west: -190.0, east: -160.0, ..pacific };
    assert_eq!(count(pacific), count(turned), "one view, whichever way its longitudes are told");
}

#[test]
fn what_is_told_roughly_changes_nothing_within() {
    for level in land().levels {
        for (lon, lat) in (0..48).map(|n| (f64::from(n * 131 % 355 - 178), f64::from(n * 37 % 138 - 60))) {
            assert_eq!(is_land(level, (lon, lat)), is_land_within(level, (lon, lat), 179.9), "{lon} {lat}");
        }
    }
}

#[test]
fn the_level_follows_the_dots() {
    let tolerance = |pitch| land().for_pitch(pitch).map_or(0.0, |level| level.tolerance);
    assert!(tolerance(5.0) > tolerance(1.0) && tolerance(1.0) > tolerance(0.2) && tolerance(0.2) > tolerance(0.05));
    assert!((tolerance(1e-6) - tolerance(0.05)).abs() < 1e-9, "the finest");
}

#[test]
fn damage_is_told_and_never_panics() {
    assert_eq!(Land::open(b"").err(), Some(LandError::Unknown));
    assert_eq!(Land::open(b"LAND\x02\x00").err(), Some(LandError::Version(2)));
    assert_eq!(Land::open(&FILE[..1000]).err(), Some(LandError::Broken));
    assert!(LandError::Broken.to_string().contains("damaged"));
    let mut bytes = FILE[..].to_vec();
    for index in (46..bytes.len()).step_by(97) {
        bytes[index] ^= 0xA5;
    }
    let land = Land::open(&bytes).expect("the lengths are as they were");
    let points: usize =
        land.levels.iter().flat_map(|level| level.within(WORLD)).map(|ring| ring.points().count()).sum();
    assert!(points < 10_000_000, "{points}");
}

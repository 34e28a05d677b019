//! The time zone in which the reader is: what `TZ` names, or else what the system is set to.
//!
//! jiff finds it too, but lists the whole database of zones first, some hundred directories and files, to know the name
//! of the one it finds. Nothing here tells a zone's name: its file is read as it stands. Whatever is not as plain as that
//! (a name in other letters, a database elsewhere, another kind of system) is left to jiff. Not what a clock says: that is
//! [`super`]'s.

use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;

/// The zone last found, and when.
static KNOWN: RwLock<Option<(Instant, TimeZone)>> = RwLock::new(None);

/// So long it is taken to be the same: somebody may travel while a program or a server runs.
const TRUSTED: Duration = Duration::from_secs(5 * 60);

/// The reader's zone; UTC where nothing tells one.
pub(super) fn of_reader() -> TimeZone {
    if let Some((found, zone)) = &*KNOWN.read().unwrap_or_else(PoisonError::into_inner)
        && found.elapsed() < TRUSTED
    {
        return zone.clone();
    }
    let zone = plainly_set().unwrap_or_else(TimeZone::system);
    *KNOWN.write().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), zone.clone()));
    zone
}

#[cfg(not(unix))]
fn plainly_set() -> Option<TimeZone> {
    None
}

#[cfg(unix)]
fn plainly_set() -> Option<TimeZone> {
    use std::env;
    use std::path::Path;

    if env::var_os("TZDIR").is_some() {
        return None;
    }
    let (set, database) = (Path::new("/etc/localtime"), Path::new("/usr/share/zoneinfo"));
    match env::var_os("TZ") {
        None => unix::in_file(set),
        Some(name) => unix::named(name.to_str()?, database),
    }
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::path::{Component, Path};

    use jiff::tz::TimeZone;

    /// The zone that a file describes.
    pub(super) fn in_file(path: &Path) -> Option<TimeZone> {
        TimeZone::tzif("", &fs::read(path).ok()?).ok()
    }

    /// The zone that `TZ` names: by a rule, or by its file in a database. An empty one is UTC's, by custom.
    pub(super) fn named(name: &str, database: &Path) -> Option<TimeZone> {
        if name.is_empty() || name.eq_ignore_ascii_case("UTC") {
            return Some(TimeZone::UTC);
        }
        let file = match name.strip_prefix(':') {
            Some(file) => file,
            None => match TimeZone::posix(name) {
                Ok(zone) => return Some(zone),
                Err(_) => name,
            },
        };
        // A path into some database names the zone after the last of these.
        let file = file.rsplit_once("zoneinfo/").map_or(file, |(_, file)| file);
        let is_plain = Path::new(file).components().all(|part| matches!(part, Component::Normal(_)));
        is_plain.then(|| in_file(&database.join(file)))?
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::path::Path;

    use jiff::civil::date;

    use super::*;

    /// A file of a zone that has always gone by one rule: two empty tables of one kind of time, and the rule.
    fn file(rule: &str) -> Vec<u8> {
        let table = [&b"TZif2"[..], &[0; 31], &[0, 0, 0, 1], &[0, 0, 0, 4], &[0; 6], b"LMT\0"];
        let table = table.concat();
        [&table[..], &table, b"\n", rule.as_bytes(), b"\n"].concat()
    }

    fn hours(zone: &TimeZone, month: i8) -> f64 {
        let moment = date(2026, month, 1).at(0, 0, 0, 0).to_zoned(zone.clone());
        moment.map_or(f64::NAN, |moment| f64::from(moment.offset().seconds()) / 3600.0)
    }

    #[test]
    fn a_zone_is_read_from_its_file() {
        let directory = tempfile::tempdir().unwrap();
        let path = |name: &str| directory.path().join(name);
        fs::create_dir(path("Asia")).unwrap();
        fs::write(path("Asia/Colombo"), file("<+0530>-5:30")).unwrap();
        fs::write(path("localtime"), file("JST-9")).unwrap();
        fs::write(path("torn"), &file("JST-9")[..30]).unwrap();
        assert_eq!(unix::in_file(&path("localtime")).map(|zone| hours(&zone, 1)), Some(9.0));
        assert_eq!((unix::in_file(&path("torn")), unix::in_file(&path("none"))), (None, None));
        let named = |name: &str| unix::named(name, directory.path()).map(|zone| hours(&zone, 1));
        for name in ["Asia/Colombo", ":Asia/Colombo", "/usr/share/zoneinfo/Asia/Colombo", ":../zoneinfo/Asia/Colombo"] {
            assert_eq!(named(name), Some(5.5), "{name}");
        }
        assert_eq!((named(""), named("utc"), named("UTC")), (Some(0.0), Some(0.0), Some(0.0)));
        for left_to_jiff in ["Asia", "asia/kolkata", "torn", "none", ":JST-9", "../localtime", "/localtime", "."] {
            assert_eq!(named(left_to_jiff), None, "{left_to_jiff}");
        }
    }

    #[test]
    fn a_rule_needs_no_file() {
        let named = |name: &str| unix::named(name, Path::new("/nowhere"));
        assert_eq!(named("JST-9").map(|zone| hours(&zone, 7)), Some(9.0));
        let new_york = named("EST5EDT,M3.2.0,M11.1.0").unwrap();
        assert_eq!((hours(&new_york, 1), hours(&new_york, 7)), (-5.0, -4.0));
    }

    #[test]
    fn the_zone_of_this_machine_is_the_one_that_jiff_finds() {
        let (ours, jiffs) = (of_reader(), TimeZone::system());
        for year in [1947, 1970, 2007, 2026, 2050] {
            for month in 1..=12 {
                let moment = date(year, month, 15).at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp();
                assert_eq!(ours.to_offset(moment), jiffs.to_offset(moment), "{moment}");
            }
        }
    }
}

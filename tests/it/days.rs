//! Days and zones: what the program says of today, on days that differ in what happened on them, at the ends of a
//! month and a year, and where the date is another than elsewhere.
//!
//! Nothing here, nor in any other test, knows what day it is.

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, date};

use crate::harness::{Player, TODAY, frozen};
use crate::program::{Ran, command, finish};
use crate::pty::{CLASSIC, Terminal};

/// Zones at both ends of the earth's day, and the one between.
const ZONES: [&str; 3] = ["Pacific/Kiritimati", "America/Adak", "UTC"];

/// A day of 2027 with an anniversary or without one.
fn day(with_anniversary: bool) -> DateTime {
    let has_one = |day: &Date| !maitri::data::on_this_day::on_this_day(frozen().dataset(), *day).day.is_empty();
    let days = date(2027, 1, 2).series(1.day());
    let day = days.take(365).find(|day| has_one(day) == with_anniversary).expect("the year has both kinds of days");
    day.at(12, 0, 0, 0)
}

/// A leap day, on which the frozen pack has an anniversary.
const LEAP_DAY: DateTime = date(2028, 2, 29).at(12, 0, 0, 0);
/// The last minute of a year, and the first of the next.
const TURN: [DateTime; 2] = [date(2026, 12, 31).at(23, 59, 0, 0), date(2027, 1, 1).at(0, 0, 0, 0)];

/// The moments at which everything must hold.
fn moments() -> [DateTime; 5] {
    [day(true), day(false), LEAP_DAY, TURN[0], TURN[1]]
}

/// Runs a command at a moment of a zone.
fn run_at(moment: DateTime, zone: &str, arguments: &[&str]) -> Ran {
    finish(command(arguments).env(TODAY.0, moment.to_string()).env("TZ", zone))
}

#[test]
fn the_first_screen_is_that_of_its_day() {
    for moment in moments() {
        for zone in ZONES {
            let now = moment.to_string();
            let mut terminal = Terminal::start(CLASSIC, &[], &[(TODAY.0, &now), ("TZ", zone)]);
            let mut player = Player::open_at(moment, CLASSIC);
            terminal.expect(&player, &format!("the first screen at {moment} in {zone}"));
            terminal.follow(&mut player, b"k", "k");
            terminal.send(b"q");
            assert_eq!(terminal.exit_code(), 0);
        }
    }
}

#[test]
fn an_anniversary_stands_in_the_title_on_its_day_alone() {
    let head = |moment| Player::open_at(moment, (120, 40)).rows().swap_remove(0);
    let narrow = Player::open_at(LEAP_DAY, CLASSIC).rows().swap_remove(0);
    assert!(narrow.contains(" records from "), "cut it would tell nothing: {narrow}");
    assert!(head(day(true)).contains("On this day in "), "{}", head(day(true)));
    assert!(head(day(false)).contains(" records from "), "{}", head(day(false)));
    assert!(head(LEAP_DAY).contains("On this day in 1952: "), "{}", head(LEAP_DAY));
    for beside in [LEAP_DAY - 1.day(), LEAP_DAY + 1.day()] {
        assert!(!head(beside).contains("1952"), "{beside}: {}", head(beside));
    }
    // What lasted from one year into the next.
    for moment in TURN {
        assert!(head(moment).contains("Fourth Monsoon Summit"), "{moment}: {}", head(moment));
    }
}

#[test]
fn commands_that_say_today_go_by_the_readers_own_day() {
    for moment in moments() {
        let day = moment.date().to_string();
        for zone in ZONES {
            let told = run_at(moment, zone, &["today"]);
            assert_eq!(told.stdout, run_at(moment, zone, &["today", "--date", &day]).stdout, "{moment} in {zone}");
            // The day of study ends at four in the morning.
            let study_day = moment.checked_sub(4.hours()).expect("a day before").date().to_string();
            for name in ["due", "stats"] {
                let told = run_at(moment, zone, &[name, "--json"]);
                let asked = run_at(moment, zone, &[name, "--json", "--date", &study_day]);
                assert_eq!((told.code, &told.stdout), (0, &asked.stdout), "{name} at {moment} in {zone}: {told:?}");
                assert!(told.stdout.contains(&study_day), "{name} at {moment} in {zone}: {}", told.stdout);
            }
        }
    }
}

#[test]
fn a_day_that_is_none_is_said_and_passed_over() {
    let ran = finish(command(&["today", "--date", "2026-02-03"]).env(TODAY.0, "yesterday"));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "nobody asked what day it is");
    let ran = finish(command(&["today"]).env(TODAY.0, "yesterday"));
    assert!(ran.code == 0 && ran.stderr.starts_with("maitri: MAITRI_TODAY counts for nothing: "), "{ran:?}");
}

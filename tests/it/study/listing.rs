//! `maitri cards`: found by words and standing, decided about, each with its history.

use super::commands::typed;
use crate::program::{Ran, run, succeed};

/// What a command says with progress kept in this directory.
fn cards(directory: &tempfile::TempDir, words: &[&str]) -> Ran {
    let state = format!("--state-dir={}", directory.path().display());
    run(&[&["cards"], words, &[state.as_str()]].concat())
}

#[test]
fn cards_are_found_by_all_their_words() {
    let directory = tempfile::tempdir().unwrap();
    let all = cards(&directory, &[]).stdout;
    let some = cards(&directory, &["monsoon", "HELD"]).stdout;
    assert!(
        some.contains("second-monsoon-summit/place  new\n    Second Monsoon Summit — where was it held?\n    → Tokyo")
    );
    assert!(some.lines().count() < all.lines().count() / 4, "{some}");
    let none = cards(&directory, &["no such words"]);
    assert_eq!((none.code, none.stdout.as_str()), (1, ""), "{none:?}");
    let json = cards(&directory, &["--json", "second monsoon place"]).stdout;
    assert!(json.contains("\"id\":\"second-monsoon-summit/place\"") && json.contains("\"suspended\":false"), "{json}");
}

#[test]
fn what_cannot_be_kept_is_not_said_to_be() {
    let directory = tempfile::tempdir().unwrap();
    let place = "second-monsoon-summit/place";
    let other = maitri::store::reviews::Log::open(directory.path()).unwrap();
    let refused = cards(&directory, &["bad", place, "two answers"]);
    assert!(refused.code != 0 && refused.stdout.is_empty(), "{refused:?}");
    assert!(refused.stderr.contains("nothing is kept here"), "{refused:?}");
    drop(other);
    assert!(cards(&directory, &["--only", "bad"]).stdout.starts_with("0 cards."));
}

#[test]
fn what_is_decided_is_kept_and_told() {
    let directory = tempfile::tempdir().unwrap();
    let place = "second-monsoon-summit/place";
    assert_eq!(cards(&directory, &["suspend", place]).stdout, format!("{place} is set aside.\n"));
    assert!(cards(&directory, &["--only", "aside"]).stdout.contains("set aside; new"));
    assert_eq!(cards(&directory, &["unsuspend", place]).stdout, format!("{place} is asked again.\n"));
    assert_eq!(cards(&directory, &["bury", place, "rao-visit/place"]).stdout.lines().count(), 2);
    let buried = cards(&directory, &["--only", "aside"]).stdout;
    assert!(buried.contains("not before ") && buried.ends_with("2 cards.\n"), "{buried}");
    cards(&directory, &["bad", place, "two", "answers\u{1b}[31m"]);
    let bad = cards(&directory, &["--only", "bad"]).stdout;
    assert!(bad.contains("bad: two answers") && !bad.contains('\u{1b}'), "{bad}");
    cards(&directory, &["good", place]);
    assert!(cards(&directory, &["--only", "bad"]).stdout.starts_with("0 cards."));
    // Nothing of this is an answer: an undo has nothing to take back.
    assert!(cards(&directory, &["history", place]).stdout.contains("never answered"));
}

#[test]
fn a_card_that_is_not_there_is_told_with_the_nearest() {
    let directory = tempfile::tempdir().unwrap();
    let ran = cards(&directory, &["suspend", "rao-visit/place", "second-monsoon-sumit/place"]);
    assert!(ran.code == 1 && ran.stderr.contains("did you mean “second-monsoon-summit/place”?"), "{ran:?}");
    assert!(cards(&directory, &["--only", "aside"]).stdout.starts_with("0 cards."), "none or all");
}

#[test]
fn a_day_asked_for_is_the_day_that_counts() {
    let directory = tempfile::tempdir().unwrap();
    let state = format!("--state-dir={}", directory.path().display());
    let quiz =
        |day: &str, input: &str| typed(directory.path(), &["quiz", "--plain", "--cards", "1", "--date", day], input);
    quiz("2027-01-01", "\ng\n");
    let told = succeed(&["due", "--json", "--date", "2027-01-01", &state]);
    assert!(told.contains("\"day\":\"2027-01-01\""), "{told}");
    let asked = succeed(&["cards", "--json", &state]);
    let card = asked.lines().find(|line| line.contains("\"reviews\":1")).expect("an answered card");
    let id = card.split('"').nth(3).expect("its id");
    let history = succeed(&["cards", "history", id, &state]);
    assert!(history.contains("2027-01-01  good"), "{history}");
    // Ten days later it is due.
    let due = succeed(&["cards", "--only", "due", "--date", "2027-01-11", &state]);
    assert!(due.contains(id), "{due}");
    let ran = quiz("2027-01-12", "\nhello\ng\n");
    assert!(ran.stdout.contains("“hello” is no grade; type a or g."), "{ran:?}");
}

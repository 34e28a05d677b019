//! Marks in lists: on the screen, on the command line, between two programs, and where a program is killed.

mod commands;
mod crash;

use std::path::Path;
use std::sync::Arc;

use maitri::store::shared_shelf::SharedDirectory;
use maitri::tui::marks::Marks;
use maitri::tui::whereabouts::Whereabouts;

use crate::harness::{ASCII, DARK, Noted, Player, frozen, snap};
use crate::pty::CLASSIC;

/// The id of the frozen pack.
const ID: &str = "india-japan";

/// The marks kept in a directory.
fn kept(directory: &Path) -> Marks {
    let (marks, notices) = Marks::open(frozen().dataset(), ID, &SharedDirectory(directory.to_owned()));
    assert_eq!(notices, Vec::<String>::new());
    marks
}

/// A reader whose marks are kept there.
fn player(directory: &Path, keys: &str) -> Player {
    let mut player = Player::marking(kept(directory), CLASSIC);
    player.press(keys);
    player
}

/// The lists and how much is in each.
fn told(marks: &Marks) -> String {
    let lists = marks.lists();
    lists.all().iter().map(|list| format!("{} {}", list.name, list.marks.len())).collect::<Vec<_>>().join(", ")
}

/// Three lists, two of them with something in them.
const LISTS: &str = "mkmkmMnto revise<enter>c<esc>kkmMnweak<enter><esc>";

#[test]
fn the_lists_overlay() {
    for size in crate::harness::SIZES.into_iter().chain([(200, 60)]) {
        let keys = format!("{LISTS}M");
        snap!(keys.as_str(), size);
    }
}

#[test]
fn the_lists_overlay_in_ascii() {
    let keys = format!("{LISTS}M");
    snap!(keys.as_str(), CLASSIC, ASCII);
}

#[test]
fn what_is_in_a_list() {
    for size in crate::harness::SIZES.into_iter().chain([(200, 60)]) {
        let keys = format!("{LISTS}M<home><enter>jefor the map<enter>");
        snap!(keys.as_str(), size);
    }
}

#[test]
fn what_is_in_a_list_in_ascii() {
    let keys = format!("{LISTS}M<home><enter>");
    snap!(keys.as_str(), CLASSIC, ASCII);
}

#[test]
fn naming_a_list_that_is_there_already() {
    let keys = format!("{LISTS}MnWeak<enter>");
    snap!(keys.as_str(), CLASSIC, DARK);
}

#[test]
fn deleting_a_list_is_asked_for() {
    let keys = format!("{LISTS}M<home>x");
    snap!(keys.as_str(), CLASSIC, DARK);
}

#[test]
fn marks_last_and_go_where_one_says() {
    let directory = tempfile::tempdir().unwrap();
    let mut first = player(directory.path(), LISTS);
    assert_eq!(told(&kept(directory.path())), "marked 3, to revise 1, weak 0");
    // The lists overlay puts the record at hand in several.
    first.press("M<end><space><home><space><esc>");
    assert_eq!(told(&kept(directory.path())), "marked 4, to revise 1, weak 1");
    let again = player(directory.path(), "M");
    assert!(again.text().contains("to revise") && again.text().contains("marks go here"), "{}", again.text());
    let item = first.place().spot.item.unwrap();
    assert_eq!(kept(directory.path()).lists_of(item), ["marked", "to revise", "weak"]);
    // m takes the mark out of the list that marks go into, and out of no other.
    first.press("m");
    assert!(first.text().contains("Taken out of “to revise”."), "{}", first.text());
    assert_eq!(kept(directory.path()).lists_of(item), ["marked", "weak"]);
}

#[test]
fn lists_are_renamed_ordered_and_deleted_on_the_screen() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = player(directory.path(), LISTS);
    player.press("M<end>K");
    assert_eq!(told(&kept(directory.path())), "marked 3, weak 0, to revise 1");
    player.press("KJJ");
    assert_eq!(told(&kept(directory.path())), "marked 3, to revise 1, weak 0");
    player.press("r<c-u>weakest<enter>");
    assert_eq!(told(&kept(directory.path())), "marked 3, to revise 1, weakest 0");
    player.press("xj");
    assert_eq!(told(&kept(directory.path())), "marked 3, to revise 1, weakest 0", "any other key keeps it");
    player.press("<end>xx");
    assert_eq!(told(&kept(directory.path())), "marked 3, to revise 1");
    assert!(!player.text().contains("weakest"));
}

#[test]
fn what_is_in_a_list_is_ordered_noted_and_taken_out() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = player(directory.path(), LISTS);
    player.press("M<home><enter>");
    let order = || kept(directory.path()).lists().get("marked").unwrap().marks.clone();
    let before = order();
    player.press("J");
    let after = order();
    assert_eq!([&after[0], &after[1], &after[2]], [&before[1], &before[0], &before[2]]);
    player.press("e why so<enter>");
    assert_eq!(order()[1].note, "why so");
    assert!(player.text().contains("why so"), "{}", player.text());
    player.press("x");
    assert_eq!(order().len(), 2);
    // Enter goes there.
    player.press("<home><enter>");
    let there = player.place().spot.item.unwrap();
    assert_eq!(frozen().dataset().find(&after[0].of), Some(there));
}

#[test]
fn a_list_is_copied_whole() {
    let directory = tempfile::tempdir().unwrap();
    let player = player(directory.path(), &format!("{LISTS}M<home>Y"));
    assert!(player.text().contains("clipboard") || player.text().contains("Copied"), "{}", player.text());
}

#[test]
fn two_programs_see_each_others_marks() {
    let directory = tempfile::tempdir().unwrap();
    let mut one = player(directory.path(), "m");
    let mut other = player(directory.path(), "kkm");
    one.press("km");
    assert_eq!(told(&kept(directory.path())), "marked 3");
    other.press("M");
    assert!(other.text().contains('3'), "{}", other.text());
    other.press("<esc>");
    assert_eq!(other.text().matches("•").count(), one.text().matches("•").count());
}

#[test]
fn what_is_gone_stays_in_its_list() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(
        directory.path().join("marks.jsonl"),
        "{\"maitri\":\"marks\",\"version\":1}\n\
         {\"pack\":\"india-japan\",\"change\":{\"mark\":{\"list\":\"weak\",\"of\":\"no-such-record\"}}}\n\
         {\"pack\":\"other\",\"change\":{\"mark\":{\"list\":\"weak\",\"of\":\"elsewhere\"}}}\n",
    )
    .unwrap();
    let mut player = player(directory.path(), "M<end><enter>");
    assert!(player.text().contains("no-such-record (gone)") && !player.text().contains("elsewhere"));
    player.press("<enter>");
    assert!(player.text().contains("does not have it any more"), "{}", player.text());
    player.press("<esc><esc>m");
    assert_eq!(told(&kept(directory.path())), "marked 1, weak 1");
}

#[test]
fn cards_of_a_list_are_asked() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = player(directory.path(), &format!("2<end>{LISTS}M<home>d"));
    assert!(player.text().contains("shows the answer") || player.text().contains("No card asks"), "{}", player.text());
    player.press("<esc>");
    assert!(player.text().contains("Marked"), "{}", player.text());
}

#[test]
fn without_a_place_marks_last_as_long_as_the_visit() {
    let mut player = Player::after("mkm", CLASSIC);
    player.press("M");
    assert!(player.text().contains("marks go here") && player.text().contains('2'), "{}", player.text());
}

#[test]
fn marks_made_on_another_tab_narrow_this_one() {
    let mut player = Player::after("/is:marked<enter>", CLASSIC);
    player.press("2<home>m1");
    let shown = player.rows();
    player.press("2m1");
    assert_ne!(player.rows(), shown, "the filter asks again for what was marked elsewhere");
}

#[test]
fn the_place_and_the_marks_are_two_things() {
    let noted = Arc::new(Noted::at(Whereabouts::default()));
    let player = Player::resumed(&noted, CLASSIC);
    assert!(!player.text().contains('•'));
}

#[test]
fn an_id_that_became_part_of_another_leads_there() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(
        directory.path().join("marks.jsonl"),
        "{\"maitri\":\"marks\",\"version\":1}\n\
         {\"pack\":\"india-japan\",\"change\":{\"mark\":{\"list\":\"weak\",\"of\":\"bell-town\"}}}\n",
    )
    .unwrap();
    let marks = kept(directory.path());
    let dataset = frozen().dataset();
    let item = dataset.find("bell-town").unwrap();
    assert_ne!(dataset.get(item).unwrap().id(), "bell-town");
    assert_eq!((marks.items("weak"), marks.contains(item)), (vec![item], true));
    // Marked once more by its id of now, it does not stand there twice; and one key takes both away.
    marks.put_in(dataset, "weak", item).unwrap();
    assert_eq!(marks.items("weak"), [item]);
    marks.take_out(dataset, "weak", item).unwrap();
    assert_eq!(told(&kept(directory.path())), "marked 0, weak 0");
}

#[test]
fn what_is_in_a_list_is_found_by_its_name_or_the_beginning_of_it() {
    let directory = tempfile::tempdir().unwrap();
    let mut player = player(directory.path(), LISTS);
    let count = |player: &Player| player.position().rsplit('/').next().unwrap_or_default().to_owned();
    for (query, found) in [
        ("in:marked", "3"),
        ("in:MARK", "3"),
        ("in:\"to revise\"", "1"),
        ("in:to", "1"),
        ("in:weak", "0"),
        ("in:none", "0"),
        ("is:marked !in:marked", "1"),
    ] {
        player.press(&format!("/{query}<enter>"));
        assert_eq!(count(&player), found, "{query}");
        player.press("<esc>");
    }
    player.press("M<home>/");
    assert_eq!(count(&player), "3");
    assert!(player.text().contains("in:\"marked\""), "{}", player.text());
}

#[test]
fn a_mark_that_could_not_be_kept_stays_and_is_kept_with_the_next() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data");
    let marks = kept(&data);
    let (dataset, other) = (frozen().dataset(), directory.path().join("data/marks.lock"));
    let ids: Vec<_> = dataset.items().map(|(id, _)| id).take(3).collect();
    marks.toggle(dataset, ids[0]).unwrap();
    // A directory stands where the lock would be.
    std::fs::remove_file(&other).unwrap();
    std::fs::create_dir(&other).unwrap();
    assert!(marks.toggle(dataset, ids[1]).is_err());
    std::fs::remove_dir(&other).unwrap();
    let third = kept(&data);
    third.toggle(dataset, ids[2]).unwrap();
    marks.refresh(dataset);
    assert_eq!(marks.all(), ids, "it holds beside what another program marks");
    assert_eq!(kept(&data).all(), [ids[0], ids[2]]);
    marks.toggle(dataset, ids[0]).unwrap();
    assert_eq!(kept(&data).all(), [ids[1], ids[2]], "and is kept as soon as something can be");
}

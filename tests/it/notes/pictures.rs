//! The editor of a note at every size, as it is seen.

use maitri::store::shared_shelf::SharedDirectory;

use crate::harness::{ASCII, DARK, Look, Player, Size};

const SIZES: [Size; 4] = [(60, 16), (80, 24), (120, 40), (200, 60)];

/// A note of some lines, one of them longer than the editor is wide, in three scripts.
const NOTE: &str = "nHarbours first, coal later: the ministers put what they could agree on before what they could not, \
and the dispute over the pilots was left to a letter.<enter><enter>मैत्री 日本<enter>\
How many harbours? :: three";

fn picture(name: &str, keys: &str, look: Look, size: Size) {
    let directory = tempfile::tempdir().unwrap();
    let mut player = Player::with_notes(look, Some(&SharedDirectory(directory.path().to_owned())), size);
    player.press("<space>harbours-treaty<enter>");
    player.press(keys);
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(format!("keys: {keys}"));
    settings.set_snapshot_suffix(format!("{}x{}", size.0, size.1));
    settings.bind(|| insta::assert_snapshot!(name, player.picture()));
}

#[test]
fn a_note_being_written() {
    for size in SIZES {
        picture("note_editor", NOTE, DARK, size);
    }
}

#[test]
fn a_note_being_written_in_ascii() {
    picture("note_editor_ascii", NOTE, ASCII, (80, 24));
}

#[test]
fn a_note_that_is_not_kept_yet() {
    for size in SIZES {
        picture("note_asks", &format!("{NOTE}<esc>"), DARK, size);
    }
}

#[test]
fn a_record_with_a_note_and_its_sign_in_the_list() {
    for size in SIZES {
        picture("noted", &format!("{NOTE}<c-s><esc>m"), DARK, size);
    }
}

//! Reading a record: its links and sources, its sections, how wide it is, and the way back.

use crate::harness::{ASCII, DARK, LIGHT, MONO, Player, frozen, snap};

const CLASSIC: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (120, 40);
const HUGE: (u16, u16) = (200, 60);

/// What stands behind the pointer at which the cursor is.
fn here(player: &Player) -> String {
    let rows = player.rows();
    let row = player.cursor().and_then(|at| rows.get(usize::from(at.y)).cloned()).unwrap_or_default();
    row.rsplit('▸').next().unwrap_or_default().to_owned()
}

#[test]
fn record_over_the_whole_screen() {
    snap!("<space>bronze<space>bell<enter>z", LARGE);
}

#[test]
fn record_over_much_room() {
    snap!("<space>bronze<space>bell<enter>z<tab>", HUGE);
}

#[test]
fn record_with_a_margin_in_ascii() {
    snap!("<space>bronze<space>bell<enter>z]", LARGE, ASCII);
}

#[test]
fn record_with_a_margin_in_light() {
    snap!("<space>bronze<space>bell<enter>z<tab>", LARGE, LIGHT);
}

#[test]
fn record_with_a_margin_without_colours() {
    snap!("<space>bronze<space>bell<enter>z<tab>", LARGE, MONO);
}

#[test]
fn sections_folded() {
    snap!("<space>bronze<space>bell<enter>F", CLASSIC);
}

#[test]
fn a_source_told_whole() {
    snap!("<space>bronze<space>bell<enter><shift-tab><enter>", CLASSIC);
}

#[test]
fn the_first_link_is_one_key_away_and_the_last_is_followed_by_the_sources() {
    for size in [(60, 16), CLASSIC, LARGE, HUGE] {
        let mut player = Player::after("<space>bronze<space>bell<enter><tab>", size);
        let first = here(&player);
        let rows = player.rows();
        let at = usize::from(player.cursor().expect("the link").y);
        assert!((1..=2).any(|up| rows[at - up].contains("Links")), "{rows:#?}");
        // Round and back to it.
        player.press("<shift-tab>");
        assert!(here(&player).contains("] "), "the last stop is a source: {}", here(&player));
        player.press("<tab>");
        assert_eq!(here(&player), first);
    }
}

#[test]
fn one_comes_back_to_the_very_link() {
    for size in [(60, 16), CLASSIC, LARGE, HUGE] {
        for wide in ["", "z"] {
            let mut player = Player::after(&format!("<space>bronze<space>bell<enter>{wide}<tab><tab><tab>"), size);
            let (rows, link) = (player.rows(), here(&player));
            player.press("<enter>");
            assert_ne!(player.rows(), rows, "the link is followed");
            player.press("<tab><backspace>");
            assert_eq!(here(&player), link, "{size:?}");
            player.press("<alt-right><backspace>");
            assert_eq!((player.rows(), here(&player)), (rows, link), "{size:?}");
        }
    }
}

#[test]
fn tab_goes_to_another_tab_from_a_list_only() {
    let mut player = Player::after("<enter><tab>", LARGE);
    assert!(player.rows()[2].contains("Timeline"), "{:#?}", player.rows());
    player.press("<esc><tab>");
    assert!(player.rows()[2].contains("Agreements"), "{:#?}", player.rows());
}

#[test]
fn a_click_on_a_relation_goes_to_its_links() {
    let mut player = Player::after("<space>bronze<space>bell<enter>", (100, 30));
    let rows = player.rows();
    let (y, row) = rows.iter().enumerate().find(|(_, row)| row.contains("Links  ")).expect("the line");
    let x = row.split("see also").next().expect("the relation").chars().count();
    player.click(u16::try_from(x).unwrap(), u16::try_from(y).unwrap());
    assert!(here(&player).contains("See also") || player.rows().iter().any(|row| row.contains("See also")));
}

#[test]
fn a_fold_holds_in_every_record_of_a_visit() {
    let mut player = Player::after("<space>bronze<space>bell<enter>", LARGE);
    let facts = |player: &Player| player.rows().into_iter().find(|row| row.contains("Facts")).unwrap_or_default();
    assert!(!facts(&player).contains("folded"));
    player.press("]");
    assert!(here(&player).contains("Facts"), "{}", here(&player));
    player.press("f");
    assert!(facts(&player).contains("folded"), "{:#?}", player.rows());
    player.press("<space>monsoon<space>dialogue<enter>g");
    let other = player.rows();
    assert!(!other.iter().any(|row| row.contains("Facts")) || facts(&player).contains("folded"), "{other:#?}");
    player.press("<backspace>");
    assert!(here(&player).contains("Facts  "), "one comes back to the very heading: {}", here(&player));
    player.press("<enter>");
    assert!(!facts(&player).contains("folded"), "{:#?}", player.rows());
}

#[test]
fn what_is_wide_goes_back_beside_its_list() {
    let mut player = Player::after("<enter>", CLASSIC);
    let is_wide = |player: &Player| !player.rows()[2].contains("Timeline");
    assert!(is_wide(&player), "at this size it has the whole screen");
    player.press("z");
    assert!(!is_wide(&player));
    player.press("<esc>z");
    assert!(is_wide(&player));
    player.press("<esc>");
    assert!(!is_wide(&player), "the list is back");
}

#[test]
fn at_every_width_a_record_is_whole() {
    // The words of a record are the same however wide it is, and nothing of it is cut.
    let words = |width: u16| -> Vec<String> {
        let mut player = Player::on(frozen(), DARK, (width, 200));
        player.press("<space>bronze<space>bell<enter>z");
        if width < 100 {
            player.press("z");
        }
        let rows = player.rows();
        assert!(!rows.iter().skip(3).any(|row| row.contains('…')), "{width}: {rows:#?}");
        let text = rows[3..rows.len() - 2].join(" ");
        let mut words: Vec<String> =
            text.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 7).map(str::to_owned).collect();
        words.sort();
        words.dedup();
        words
    };
    let all = words(120);
    for width in [60, 61, 73, 99, 100, 101, 104, 131, 200, 300] {
        let told = words(width);
        let missing: Vec<_> = all.iter().filter(|word| !told.contains(word)).collect();
        assert!(missing.is_empty(), "{width}: {missing:?}");
    }
}

//! Reading a record: its links and sources, its sections, how wide it is, and the way back.

use maitri::data::series::format_value;
use maitri::data::{Item, ItemId};
use maitri::tui::reader::Browser;
use maitri::view::citation::style::{Style, cited};
use maitri::view::document::{Block, document};
use ratatui::style::Modifier;

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
        // Where it has the whole screen anyway, z puts it away.
        for wide in if size.0 < 100 { &[""][..] } else { &["", "z"] } {
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

#[test]
fn what_is_looked_for_in_a_record_is_lit() {
    snap!("<space>bronze<space>bell<enter>/eastern");
}

#[test]
fn what_is_found_is_stepped_through_and_left() {
    for size in [(60, 16), CLASSIC, LARGE, HUGE] {
        let mut player = Player::after("<space>bronze<space>bell<enter>f", size);
        player.press("/bell");
        let count = |player: &Player| {
            let row = player.rows().into_iter().find(|row| row.contains("/bell")).unwrap_or_default();
            row.split(" of ").nth(1).and_then(|rest| rest.split(' ').next().map(str::to_owned)).unwrap_or_default()
        };
        let all: usize = count(&player).parse().unwrap_or_else(|_| panic!("{:#?}", player.rows()));
        assert!(all > 2);
        player.press("<enter>");
        let at = |player: &Player, number: usize| player.text().contains(&format!("{number} of {all} places"));
        let first = (1..=all).find(|number| at(&player, *number)).expect("one is at one of them");
        for step in 1..=all {
            player.press("n");
            assert!(at(&player, (first + step - 1) % all + 1), "{:#?}", player.rows());
        }
        player.press("N");
        assert!(at(&player, (first + all - 2) % all + 1), "{:#?}", player.rows());
        player.press("<esc>");
        assert!(!player.text().contains("/bell"));
        player.press("/qqqq");
        assert!(player.text().contains("not in this record"), "{:#?}", player.rows());
        player.press("<esc>");
        // `n` is a note again.
        player.press("n");
        assert!(player.text().contains("Notes are for"), "{:#?}", player.rows());
    }
}

#[test]
fn what_is_folded_or_quoted_is_found_all_the_same() {
    let mut player = Player::after("<space>bronze<space>bell<enter>F/lamps", CLASSIC);
    assert!(player.text().contains("not in this record"), "{:#?}", player.rows());
    player.press("<c-u>tonnes");
    assert!(player.text().contains("1 of 1 place"), "{:#?}", player.rows());
    player.press("<c-u>");
    player.paste("灯台の光");
    assert!(player.text().contains("1 of 1 place"), "{:#?}", player.rows());
    player.press("<esc>");
    assert!(player.text().contains("folded"), "folds are as they were");
}

#[test]
fn a_lineage_in_columns() {
    snap!("<space>second<space>monsoon<space>summit<enter>L", LARGE);
}

#[test]
fn a_lineage_in_little_room() {
    snap!("<space>second<space>monsoon<space>summit<enter>L", (60, 16));
}

#[test]
fn a_lineage_on_the_classic_screen() {
    snap!("<space>second<space>monsoon<space>summit<enter>L<right>", CLASSIC);
}

#[test]
fn a_lineage_in_much_room_and_ascii() {
    snap!("<space>second<space>monsoon<space>summit<enter>L<left>", HUGE, ASCII);
}

#[test]
fn a_lineage_is_walked_and_come_back_to() {
    for size in [(60, 16), CLASSIC, LARGE, HUGE] {
        let mut player = Player::after("<space>second<space>monsoon<space>summit<enter>L<right>", size);
        let rows = player.rows();
        player.press("<enter>");
        assert!(player.text().contains("Third Monsoon Summit") && player.rows() != rows, "{:#?}", player.rows());
        player.press("<backspace>");
        assert_eq!(player.rows(), rows, "back in the lineage, at the same one");
        // Its own lineage begins elsewhere.
        player.press("L");
        assert_ne!(player.rows(), rows);
        player.press("<esc>");
        assert!(!player.text().contains("Lineage"), "{:#?}", player.rows());
    }
}

#[test]
fn going_back_skips_no_place_where_one_was() {
    for size in [(60, 16), CLASSIC, LARGE] {
        // The list on which two records were put side by side.
        let mut player = Player::after("02=<down><down>", size);
        let list = player.place();
        player.press("=");
        assert!(player.text().contains("Side by side"), "{size:?}: {}", player.text());
        player.press("<backspace>");
        assert_eq!(player.place(), list, "{size:?}");
        player.press("<alt-right>");
        assert!(player.text().contains("Side by side"), "{size:?}: forward to what was closed: {}", player.text());
        player.press("<backspace>");
        assert_eq!(player.place(), list, "{size:?}");
        player.press("<backspace>");
        assert!(player.place().is_overview, "{size:?}: {}", player.text());

        // The record of which one saw the lineage.
        let mut player = Player::after("0<space>second<space>monsoon<space>summit<enter>", size);
        let record = player.place();
        player.press("L<right>");
        let lineage = player.rows();
        player.press("<enter><backspace>");
        assert_eq!(player.rows(), lineage, "{size:?}");
        player.press("<backspace>");
        let here = player.place();
        assert_eq!(
            (here.spot.item, here.spot.focus, here.over),
            (record.spot.item, record.spot.focus, None),
            "{size:?}"
        );
        player.press("<backspace>");
        assert!(player.place().is_overview, "{size:?}: {}", player.text());

        // The map from which one read of a place, be it closed in one way or the other.
        for close in ["<backspace>", "<esc><enter><esc><enter><backspace>", "<esc>"] {
            let mut player = Player::after("05v", size);
            let map = player.place();
            player.press("<enter>");
            assert_ne!(player.place(), map, "{size:?}");
            player.press(close);
            let here = player.place();
            assert!(here.spot.on_map && here.is_beside(&map), "{size:?} {close}: {}", player.text());
            player.press("<backspace>");
            assert!(player.place().is_overview, "{size:?} {close}: {}", player.text());
        }
    }
}

#[test]
fn of_what_nothing_led_to_that_is_said() {
    let mut player = Player::after("<space>bronze<space>bell<enter>L", CLASSIC);
    assert!(player.text().contains("Nothing here says what came before it"), "{:#?}", player.rows());
    player.press("<down>");
    assert!(!player.text().contains("Nothing here says"));
}

#[test]
fn two_records_side_by_side() {
    snap!("2=<down>=", LARGE);
}

#[test]
fn two_records_field_by_field_in_little_room() {
    snap!("2=<down>=", (60, 16));
}

#[test]
fn two_records_side_by_side_on_the_classic_screen() {
    snap!("2=<down>=<pgdn>", CLASSIC);
}

#[test]
fn words_in_which_two_records_differ_are_marked() {
    for look in [DARK, ASCII, MONO] {
        let mut player = Player::looking(look, LARGE);
        player.press("<space>lantern<enter>");
        player.press("=<esc><down>=");
        let marked: Vec<&str> = player
            .buffer()
            .content
            .iter()
            .filter(|cell| cell.modifier.contains(Modifier::BOLD | Modifier::UNDERLINED))
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        assert!(!marked.is_empty(), "{}", player.text());
    }
}

#[test]
fn two_records_in_much_room_without_colours() {
    snap!("2=<down>=", HUGE, MONO);
}

#[test]
fn what_waits_to_be_put_beside_another_can_be_let_go() {
    let mut player = Player::after("2=", CLASSIC);
    assert!(player.text().contains("= on another record puts it beside"), "{:#?}", player.rows());
    player.press("=");
    assert!(player.text().contains("no longer waits"), "{:#?}", player.rows());
    player.press("<enter>=<esc><down>=");
    assert!(player.text().contains("Side by side"), "{:#?}", player.rows());
    let rows = player.rows();
    player.press("<right>");
    assert!(!player.text().contains("Side by side"));
    player.press("<backspace>");
    assert_eq!(player.rows(), rows, "one comes back to it");
    player.press("==<esc>");
    assert!(!player.text().contains("Side by side"));
}

#[test]
fn a_line_that_cites_is_taken_away_without_leaving() {
    let mut player = Player::after("2<enter>", CLASSIC);
    let rows = player.rows();
    player.press("y");
    let told = player.rows();
    // What is said takes the last two rows, where it is longer than one.
    assert_eq!(told[..told.len() - 2], rows[..rows.len() - 2], "the screen stays");
    assert!(told[told.len() - 2..].concat().contains("Sent to the clipboard"), "{told:#?}");
    player.press("y");
    assert!(player.text().contains("select it here"), "asked for again it is shown: {:#?}", player.rows());
    player.press("<esc>y");
    assert!(!player.text().contains("select it here"), "and then sent as before: {:#?}", player.rows());
}

#[test]
fn a_source_is_opened_or_its_address_shown() {
    #[derive(Debug)]
    struct Noting(std::sync::Arc<std::sync::Mutex<Vec<String>>>, bool);
    impl Browser for Noting {
        fn open(&self, address: &str) -> Result<(), String> {
            self.0.lock().expect("no panic").push(address.to_owned());
            if self.1 { Ok(()) } else { Err("There is no browser.".to_owned()) }
        }
    }
    let opened = std::sync::Arc::default();
    for (works, says) in [(true, "Your browser was asked to open https://example.org"), (false, "There is no browser.")]
    {
        let mut player = Player::browsing(Box::new(Noting(std::sync::Arc::clone(&opened), works)), CLASSIC);
        player.press("<space>bronze<space>bell<enter>o");
        assert!(player.text().contains("goes from source to source"), "{:#?}", player.rows());
        player.press("o");
        assert!(player.text().contains(says), "{:#?}", player.rows());
    }
    assert_eq!(*opened.lock().expect("no panic"), ["https://example.org/brief"; 2]);
    // Without a browser the address is there to be copied.
    let player = Player::after("<space>bronze<space>bell<enter>oo", CLASSIC);
    assert!(player.text().contains("https://example.org/brief"), "{:#?}", player.rows());
}

#[test]
fn a_record_whose_name_has_scrolled_away_has_it_in_its_frame() {
    let dataset = frozen().dataset();
    let bell = dataset.ids().filter_map(|id| dataset.get(id)).find(|item| item.title().contains("bronze bell"));
    let name = bell.expect("it is there").title();
    let mut player = Player::after("<space>bronze<space>bell<enter>", CLASSIC);
    let frame = |player: &Player| player.rows()[2].clone();
    assert!(!frame(&player).contains(name), "{}", frame(&player));
    player.press("<pgdn>");
    assert!(frame(&player).contains(name), "{}", frame(&player));
    player.press("<home>");
    assert!(!frame(&player).contains(name), "{}", frame(&player));
}

#[test]
fn a_record_taken_away_whole_keeps_its_indents_in_little_room() {
    for width in [40, 60, 79] {
        let mut player = Player::after("<space>bronze<space>bell<enter>Y", (width, 60));
        let rows = player.rows();
        // Where a label stands beside its text what goes on stands below the text; else the label stands alone.
        let reading = rows.iter().position(|row| row.starts_with("best reading")).expect("a field");
        let next = &rows[reading + 1];
        let indent = next.len() - next.trim_start().len();
        assert_eq!(indent, if width < 44 { 2 } else { 16 }, "{rows:#?}");
        player.resize((200, 60));
        let wide = player.rows();
        assert!(wide.iter().all(|row| maitri::text::width(row) <= 80 || row.contains("clipboard")), "{wide:#?}");
    }
}

#[test]
fn what_is_typed_in_is_left_with_nothing_typed_as_it_is_elsewhere() {
    for (before, opens) in [("", "<space>"), ("", "/"), ("", "f"), ("", ":"), ("", "?"), ("<enter>", "/")] {
        for leave in ["<esc>", "<backspace>"] {
            let rows = Player::after(before, CLASSIC).rows();
            let mut player = Player::after(&format!("{before}{opens}"), CLASSIC);
            assert_ne!(player.rows(), rows);
            player.press("xy<backspace><backspace>");
            assert_ne!(player.rows(), rows, "{opens}: the last letter is taken away first");
            player.press(leave);
            assert_eq!(player.rows(), rows, "{opens}{leave}");
        }
    }
    // The finder that the overview opens leads back there.
    let overview = Player::after("0", LARGE);
    let door = overview.rows().iter().position(|row| row.contains("Where sources disagree")).expect("a door");
    let row = u16::try_from(door).expect("a row");
    let column = overview.rows()[door].split("Where sources").next().map_or(0, |before| before.chars().count());
    let mut player = Player::after("0", LARGE);
    player.click(u16::try_from(column).expect("a column"), row);
    assert!(player.text().contains("Find "), "{}", player.text());
    player.press("<c-u><backspace>");
    assert!(player.text().contains("Where sources disagree"), "{}", player.text());
}

#[test]
fn the_preview_of_a_hit_scrolls_while_one_types() {
    let mut player = Player::after("<space>sea", LARGE);
    let rows = player.rows();
    player.press("<alt-down><alt-down>");
    assert_ne!(player.rows(), rows);
    player.press("<alt-up><alt-up>");
    assert_eq!(player.rows(), rows);
    player.wheel(100, 10, false);
    assert_ne!(player.rows(), rows, "the wheel moves what it points at");
    let hits =
        |player: &Player| player.rows().iter().map(|row| row.chars().take(60).collect::<String>()).collect::<Vec<_>>();
    assert_eq!(hits(&player), rows.iter().map(|row| row.chars().take(60).collect::<String>()).collect::<Vec<_>>());
}

#[test]
fn a_line_that_cites_is_one_line_in_every_style() {
    let dataset = frozen().dataset();
    let bell = dataset.ids().find(|id| dataset.get(*id).is_some_and(|item| item.title().contains("bronze bell")));
    let told: Vec<String> =
        Style::ALL.into_iter().map(|style| cited(dataset, bell.expect("it is there"), style)).collect();
    assert_eq!(told, CITED);
    for id in dataset.ids() {
        for style in Style::ALL {
            let line = cited(dataset, id, style);
            assert!(!line.is_empty() && !line.contains('\n'), "{line}");
            let (open, closed) = (line.matches('{').count(), line.matches('}').count());
            assert!(style != Style::Bibtex || open == closed && line.starts_with("@misc{"), "{line}");
        }
    }
}

/// The bell as each style has it.
const CITED: [&str; 4] = [
    "Dharmadeva consecrates the bronze bell of Nara, 604 (604). Test Office, Tokyo, May 2024 (grade A): Test Brief on the \
     Two Countries, ¶2, and 3 other sources. https://example.org/brief",
    "Test Office, Tokyo. (May 2024). Test Brief on the Two Countries (¶2) [On Dharmadeva consecrates the bronze bell of \
     Nara, 604 (604)]. https://example.org/brief",
    "Test Office, Tokyo, “Test Brief on the Two Countries,” May 2024, ¶2, on Dharmadeva consecrates the bronze bell of \
     Nara, 604 (604), https://example.org/brief.",
    "@misc{bronze-bell, author = {{Test Office, Tokyo}}, title = {{Test Brief on the Two Countries}}, year = {2024}, note \
     = {On Dharmadeva consecrates the bronze bell of Nara, 604 (604), May 2024, ¶2}, url = {https://example.org/brief}}",
];

#[test]
fn a_record_tells_at_its_head_that_sources_disagree_about_it() {
    let dataset = frozen().dataset();
    let disputed = dataset.ids().filter_map(|id| Some((id, dataset.record(id)?.conflicts.len())));
    let mut seen = [0, 0];
    for (id, count) in disputed {
        let mut player = Player::open((80, 24));
        player.open_item(id);
        let is_told = player.text().contains("≠ Sources disagree on");
        assert_eq!(is_told, count > 0, "{}", player.text());
        seen[usize::from(is_told)] += 1;
    }
    assert!(seen[0] > 50 && seen[1] > 2, "{seen:?}");
}

#[test]
fn what_sources_disagree_on_is_told_of_each_hit_and_gone_to() {
    let dataset = frozen().dataset();
    let disputed = |id: &ItemId| match dataset.get(*id) {
        Some(Item::Record(record)) => !record.conflicts.is_empty(),
        Some(Item::Series(series)) => series.points.iter().any(|point| !point.also.is_empty()),
        None => false,
    };
    let count = dataset.ids().filter(disputed).count();
    for size in [(80, 24), (120, 40)] {
        let mut player = Player::after("<space>has:conflict", size);
        let hits = player.rows();
        let mut charts = 0;
        for row in 0..count {
            player.press(&format!("<space>has:conflict{}<enter>", "<down>".repeat(row)));
            let item = player.place().spot.item.expect("a record");
            let text = player.text().split_whitespace().collect::<Vec<_>>().join(" ");
            // How what is at issue begins where it is told, and in the list of hits.
            let begins: Vec<(String, String)> = match dataset.get(item).expect("an item") {
                Item::Record(record) => {
                    let points = record.conflicts.iter().map(|conflict| conflict.point.chars().take(12).collect());
                    points.map(|point: String| (point.clone(), point)).collect()
                }
                Item::Series(series) => {
                    charts += 1;
                    let points = series.points.iter().filter(|point| !point.also.is_empty());
                    let told = |value| format!("also {}", format_value(value));
                    let each = points.map(|point| (told(point.also[0].value), format!("{}: also", point.period)));
                    each.collect()
                }
            };
            let is_told = begins.iter().any(|(there, _)| text.contains(there));
            assert!(is_told, "{begins:?} at {size:?}: {}", player.text());
            let of_hit = hits.iter().find(|row| begins.iter().any(|(_, hit)| row.contains(&format!("≠ {hit}"))));
            assert!(of_hit.is_some(), "{begins:?}: {}", hits.join("\n"));
        }
        assert!(charts > 0, "{}", hits.join("\n"));
    }
}

#[test]
fn a_source_of_which_nothing_is_quoted_says_so() {
    let dataset = frozen().dataset();
    let is_bare = |id: &ItemId| {
        let document = document(dataset, *id);
        document
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Source(note) if note.address.is_none() && note.quoted() == note.name))
    };
    let id = dataset.ids().find(is_bare).expect("some source is not quoted");
    let mut player = Player::open((80, 24));
    player.open_item(id);
    let mut told = 0;
    for _ in 0..60 {
        player.press("<tab>");
        let before = player.rows();
        if before.iter().any(|row| row.contains("▸[")) {
            player.press("<enter>");
            let says = player.rows().join(" ").contains("Nothing is quoted of this source");
            assert!(says || player.rows()[..23] != before[..23], "{}", player.text());
            told += usize::from(says);
        }
    }
    assert!(told > 0, "{}", player.text());
}

//! Lists as they are looked at: every row whole at every width, the newest where one begins, the line between list and
//! record where one left it, and what is not shown told.

use maitri::tui::action::Effect;
use maitri::tui::layout::panes;
use ratatui::layout::Rect;

use crate::harness::{DARK, Player, library};

const CLASSIC: (u16, u16) = (80, 24);

/// The rows of the list within its frame, without what stands beside it, on a screen of this width and of forty rows.
fn list_rows(player: &Player, width: u16) -> Vec<String> {
    let list = panes(Rect::new(0, 2, width, 37), false).list.expect("a list");
    let rows = player.rows().into_iter().skip(3).take(usize::from(list.height) - 2);
    rows.map(|row| row.chars().skip(1).take(usize::from(list.width) - 2).collect()).collect()
}

#[test]
fn no_row_is_cut_within_a_number_or_runs_over_its_edge_at_any_width() {
    for keys in ["", "2", "4", "s"] {
        for width in (60..=300).step_by(7) {
            let mut player = Player::on(library(), DARK, (width, 40));
            player.press(keys);
            let rows = list_rows(&player, width);
            let columns = maitri::text::width(&rows[0]);
            // Below the ruler, or the heads of columns.
            for row in &rows[4..] {
                assert_eq!(maitri::text::width(row), columns, "{keys} at {width}: {row}");
                let year: String = row.chars().skip(2).take(4).collect::<String>().trim().to_owned();
                let is_number = !year.is_empty() && year.chars().all(|c| c.is_ascii_digit());
                assert!(!is_number || (3..=4).contains(&year.len()), "a year stands whole: {keys} at {width}: {row}");
            }
        }
    }
}

#[test]
fn every_name_on_the_ruler_is_whole_at_every_width() {
    let pack = &library().dataset().pack;
    let names: Vec<&str> = pack.eras.iter().flat_map(|era| [era.name.as_str(), era.short_name()]).chain([""]).collect();
    for width in 60..=300 {
        let mut player = Player::on(library(), DARK, (width, 40));
        for keys in ["", "+", "+", "+"] {
            player.press(keys);
            let ruler = list_rows(&player, width).swap_remove(2);
            for name in ruler.split('│').map(str::trim) {
                assert!(names.contains(&name), "{width}: {ruler}");
            }
        }
    }
}

#[test]
fn the_timeline_opens_with_the_newest_and_turns_round() {
    let selected = |player: &Player| {
        let row = player.rows().into_iter().find(|row| row.starts_with("│▸")).expect("a selected row");
        row.split('│').nth(1).unwrap_or_default().to_owned()
    };
    let mut player = Player::open(CLASSIC);
    let count = |player: &Player| player.position();
    let (at, all) = count(&player).split_once('/').map(|(at, all)| (at.to_owned(), all.to_owned())).expect("a count");
    assert_eq!(at, all);
    let newest = selected(&player);
    player.press("s");
    assert_eq!((selected(&player), count(&player)), (newest.clone(), format!("1/{all}")), "the newest is first now");
    player.press("<end>s");
    assert_eq!((selected(&player), count(&player)), (newest, format!("{all}/{all}")), "and last again");
    // Whoever stands within stays there.
    player.press("<up><up><up>");
    let within = selected(&player);
    player.press("s");
    let title = |row: &str| row.chars().skip(14).collect::<String>();
    assert_eq!(title(&selected(&player)), title(&within));
}

#[test]
fn what_is_undated_is_told_where_a_time_is_asked_for() {
    for keys in ["/year:2000..", "5/year:2000..", "<space>year:2000.."] {
        let text = Player::after(keys, CLASSIC).text();
        assert!(text.contains(" undated not shown"), "{keys}:\n{text}");
    }
    // By a facet as well, and by both only what passes the other facets.
    for keys in
        ["fdecades<space><esc><esc>", "5fdecades<space><esc><esc>", "5/year:2000..<enter>fdecades<space><esc><esc>"]
    {
        let text = Player::after(keys, CLASSIC).text();
        assert!(text.contains(" undated not shown"), "{keys}:\n{text}");
    }
    let undated = |keys: &str| {
        let text = Player::after(keys, CLASSIC).text();
        let told = text.split(" undated not shown").next().filter(|told| told.len() < text.len()).map(str::to_owned);
        told.map_or(0, |told| told.rsplit(' ').next().and_then(|word| word.parse::<usize>().ok()).expect("a number"))
    };
    let (all, some) = (undated("5/year:2000..<enter>"), undated("5/year:2000..<enter>fecon<space><esc><esc>"));
    assert!(some < all, "{some} of {all}");
    // Nothing is, where all that is listed is dated; nor where no time is asked for.
    for keys in ["2/year:2000..", "5/lantern"] {
        let text = Player::after(keys, CLASSIC).text();
        assert!(!text.contains("undated"), "{keys}:\n{text}");
    }
}

#[test]
fn lanes_are_walked_up_and_down_and_along() {
    let mut player = Player::after("b", CLASSIC);
    assert!(player.text().contains("│  all "), "{}", player.text());
    let lane = |player: &Player| {
        let rows = player.rows();
        let lane = rows.iter().find(|row| row.starts_with("│▸")).expect("a lane");
        lane.chars().skip(3).take(15).collect::<String>().trim().to_owned()
    };
    let mut met = vec![lane(&player)];
    while player.press("<up>") != Effect::Nothing {
        met.push(lane(&player));
    }
    while player.press("<down>") != Effect::Nothing {
        met.push(lane(&player));
    }
    let sectors = &crate::harness::frozen().dataset().pack.sectors;
    for sector in sectors {
        assert!(met.iter().any(|lane| sector.starts_with(lane.trim_end_matches('…'))), "{sector}: {met:?}");
    }
    // Along a lane one meets what is of it alone.
    let here = lane(&player);
    for _ in 0..5 {
        player.press("<left>");
        assert_eq!(lane(&player), here);
    }
    player.press("<esc>");
    assert!(!player.text().contains("│  all "), "{}", player.text());
}

#[test]
fn the_line_between_list_and_record_stays_where_one_left_it() {
    // Where there is room for more steps than these: the line stands where they led, not where it could go at most.
    const ROOMY: (u16, u16) = (120, 40);
    let mut left = Player::noting("2>>>", ROOMY);
    let moved = left.rows();
    assert_ne!(moved[2..], Player::noting("2", ROOMY).rows()[2..]);
    assert_ne!(moved[2..], Player::noting("2>>>>", ROOMY).rows()[2..]);
    let kept = left.leave();
    assert_eq!(kept.place().lists["Agreements"].split, 3);
    let back = Player::resumed(&kept, ROOMY);
    assert_eq!(back.rows()[2..], moved[2..]);
    // Where there is no line, none moves.
    let mut single = Player::open((60, 16));
    assert_eq!(single.press(">"), Effect::Nothing);
}

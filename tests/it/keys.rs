//! What keys do, whatever it looks like: where they lead, what ends the program, what changes nothing.

use maitri::tui::action::Effect;
use maitri::tui::key::Key;

use crate::harness::{Player, Size, frozen};

const USUAL: Size = (100, 30);
/// Where much is walked through: there is little to draw.
const SMALL: Size = (60, 16);

#[test]
fn q_and_control_c_quit() {
    for keys in
        ["q", "<c-c>", "2q", "3q", "4q", "5q", "<enter>q", "f<c-c>", "yq", "/lantern<enter>q", "<space>mta<enter>q"]
    {
        assert_eq!(Player::open(USUAL).press(keys), Effect::Quit, "{keys}");
    }
    for keys in ["<space>q", "<space>kobe q", "/q", "?q", ":q"] {
        assert_ne!(Player::open(USUAL).press(keys), Effect::Quit, "{keys}: typed text is no command");
        assert_eq!(Player::open(USUAL).press(&format!("{keys}<c-c>")), Effect::Quit, "{keys}");
    }
}

#[test]
fn escape_closes_one_thing_at_a_time() {
    for tab in ["1", "2", "3", "4", "5"] {
        let base = Player::after(tab, USUAL).text();
        for keys in ["<enter>", "?", ":", "<space>", "<space>kobe", "/lantern", "/", "/japan<enter>", "f", "y", "Y"] {
            let mut player = Player::after(tab, USUAL);
            player.press(keys);
            assert_ne!(player.text(), base, "{tab}{keys} shows something else");
            assert_eq!(player.press("<esc>"), Effect::Redraw, "{tab}{keys}");
            // The head of the list: what is selected, and so the pane beside it, may be another.
            let counted = |text: &str| text.lines().nth(2).and_then(|line| line.split('╮').next()).map(str::to_owned);
            assert_eq!(counted(&player.text()), counted(&base), "{tab}{keys}<esc>");
            assert_eq!(player.press("<esc>"), Effect::Nothing, "{tab}{keys}<esc>: nothing is left to close");
        }
    }
}

#[test]
fn tabs_go_round() {
    let first = Player::open(USUAL).text();
    for keys in ["<tab><tab><tab><tab><tab><tab>", "<shift-tab><tab>", "6<tab>", "2<shift-tab>", "1", "311"] {
        assert_eq!(Player::after(keys, USUAL).text(), first, "{keys}");
    }
    assert_eq!(Player::after("<shift-tab>", USUAL).text(), Player::after("6", USUAL).text());
    assert_eq!(Player::open(USUAL).press("1"), Effect::Nothing, "one is there already");
}

#[test]
fn letters_and_arrows_do_the_same() {
    for (letters, arrows) in [
        ("jjjk", "<down><down><down><up>"),
        ("Gg", "<end><home>"),
        ("ll", "<right><right>"),
        ("llh", "<right><right><left>"),
        ("2jl", "2<down><right>"),
        ("3h", "3<left>"),
        ("<enter>jjl", "<enter><down><down><enter>"),
        ("<enter>G", "<enter><end>"),
        ("<enter>h", "<enter><esc>"),
    ] {
        assert_eq!(Player::after(letters, USUAL).picture(), Player::after(arrows, USUAL).picture(), "{letters}");
    }
}

#[test]
fn a_list_is_walked_from_end_to_end() {
    for tab in ["1<home>", "2", "3", "4", "5"] {
        let mut player = Player::after(tab, SMALL);
        let (first, count) = counted(&player);
        assert_eq!((first, count > 5), (1, true), "{tab}");
        assert_eq!(player.press("<up>"), Effect::Nothing, "{tab}: nothing is above the first");
        for step in 2..=count {
            assert_eq!(player.press("<down>"), Effect::Redraw, "{tab}: {step} of {count}");
            assert_eq!(counted(&player), (step, count), "{tab}");
        }
        assert_eq!(player.press("<down>"), Effect::Nothing, "{tab}: nothing is below the last");
        assert_eq!(player.press("<end>"), Effect::Nothing, "{tab}: this is the end");
        player.press("<home>");
        assert_eq!(counted(&player), (1, count), "{tab}");
    }
}

#[test]
fn pages_reach_the_ends() {
    for tab in ["1<home>", "2", "3", "4", "5"] {
        let mut player = Player::after(tab, SMALL);
        let (_, count) = counted(&player);
        let mut pages = 0;
        while player.press("<pgdn>") == Effect::Redraw {
            pages += 1;
        }
        assert_eq!(counted(&player), (count, count), "{tab}");
        assert!(pages >= 1 && pages < count, "{tab}: {pages} pages for {count} items");
        while player.press("<pgup>") == Effect::Redraw {}
        assert_eq!(counted(&player), (1, count), "{tab}");
    }
}

/// The selected item's number and how many there are, as the footer tells.
fn counted(player: &Player) -> (usize, usize) {
    let note = player.position();
    let (at, of) = note.split_once('/').unwrap_or_else(|| panic!("no count:\n{}", player.text()));
    (at.parse().expect("a number"), of.parse().expect("a number"))
}

#[test]
fn a_filter_narrows_the_list_and_escape_widens_it() {
    for (tab, query) in [("1", "lantern"), ("2", "harbour"), ("3", "exports"), ("4", "university"), ("5", "lighthouse")]
    {
        let mut player = Player::after(tab, USUAL);
        let (_, all) = counted(&player);
        player.press(&format!("/{query}<enter>"));
        let (_, some) = counted(&player);
        assert!(0 < some && some < all, "{tab}: {some} of {all}");
        player.press("<esc>");
        assert_eq!(counted(&player).1, all, "{tab}");
    }
    assert_eq!(counted(&Player::after("/   <enter>", USUAL)).1, counted(&Player::open(USUAL)).1, "blanks let all pass");
}

#[test]
fn a_filter_may_leave_nothing() {
    for tab in ["1", "2", "3", "4", "5"] {
        for after in
            ["", "<enter>", "<enter><enter>", "<down><up><pgdn><end>", "<enter><down><left><right><enter><tab>"]
        {
            let mut player = Player::after(&format!("{tab}/qqqqzzzz{after}"), USUAL);
            player.draw();
        }
    }
}

#[test]
fn a_date_is_no_more_precise_than_its_source() {
    for zoom in ["<home>", "+<home>", "+++<home>"] {
        let text = Player::after(zoom, USUAL).text();
        let row = text.lines().find(|line| line.contains("▸")).unwrap_or_default();
        assert!(row.contains("lotus scroll") && !row.contains("200"), "{zoom}: {row}");
    }
}

#[test]
fn the_finder_goes_to_what_it_shows() {
    let titles = ["asha verma", "joint statement on quiet seas", "nara", "kaveri university"];
    for title in titles {
        let player = Player::after(&format!("<space>{}<enter>", title.replace(' ', "<space>")), USUAL);
        let text = player.text().to_lowercase();
        assert!(text.contains(title.split(' ').next_back().unwrap_or_default()), "{title}:\n{text}");
    }
    assert_eq!(Player::open(USUAL).press("<space>qqqqzzzz<enter>"), Effect::Nothing, "nothing is found to go to");
}

#[test]
fn the_finder_shows_its_language_and_tries_an_example() {
    let mut player = Player::after("<space>?", USUAL);
    assert!(player.text().contains("what can be typed"), "{}", player.text());
    player.press("<down><enter>");
    assert!(player.text().contains("summit 2014"), "the second line's example is tried:\n{}", player.text());
    let text = Player::after("<space>?kek", USUAL).text();
    assert!(!text.contains("what can be typed") && text.contains("kek"), "typing goes on in the line:\n{text}");
    let text = Player::after("<space>?<esc>", USUAL).text();
    assert!(text.contains("Find") && !text.contains("what can be typed"), "Esc goes back to the hits:\n{text}");
    let text = Player::after("<space>kek?", USUAL).text();
    assert!(text.contains("kek?"), "after a letter it is a sign like any other:\n{text}");
}

#[test]
fn what_is_marked_is_found_in_finder_and_filter() {
    let text = Player::after("2m<down>m<space>is:marked", USUAL).text();
    assert!(text.contains(" 2 of "), "{text}");
    let text = Player::after("2m<down>m/is:marked<enter>", USUAL).text();
    assert!(text.contains(" 2 of 14"), "{text}");
    // A mark taken away leaves the filtered list at once.
    let text = Player::after("2m<down>m/is:marked<enter>m", USUAL).text();
    assert!(text.contains(" 1 of 14"), "{text}");
}

#[test]
fn what_is_typed_is_searched_not_obeyed() {
    // Every letter that is a command elsewhere is text in the finder and in a filter.
    for start in ["<space>", "/"] {
        let mut player = Player::after(start, USUAL);
        for key in "q?123hjklgGst+-=/".chars() {
            assert_eq!(player.key(Key::Char(key)), Effect::Redraw, "{start} and {key}");
        }
        assert!(player.text().contains("q?123hjklgGst+-=/"), "{}", player.text());
    }
}

#[test]
fn back_and_forward_return_to_the_same_place() {
    // Each with the keys that lead somewhere else.
    for (start, there) in [
        ("", "<space>mta<enter>"),
        ("2<down><down>", "<space>nara<enter>"),
        ("3<down>", "<space>asha verma<enter>"),
        ("4<pgdn><enter>", "<space>kaveri<enter>"),
        ("5<end>", "<space>exports to japan<enter>"),
        ("<enter>", "<enter><enter>"),
    ] {
        let mut player = Player::after(start, USUAL);
        let (here_tab, here_place) = place(&player);
        player.press(there);
        let arrived = place(&player);
        assert_ne!(arrived, (here_tab.clone(), here_place.clone()), "{start}{there} leads elsewhere");
        assert_eq!(player.press("<backspace>"), Effect::Redraw, "{start}{there}");
        assert_eq!(place(&player), (here_tab.clone(), here_place.clone()), "{start}{there}: back");
        assert_eq!(player.press("<backspace>"), Effect::Nothing, "{start}{there}: there is nothing further back");
        assert_eq!(player.press("<alt-right>"), Effect::Redraw);
        assert_eq!(place(&player), arrived, "{start}{there}: forward");
        assert_eq!(player.press("<alt-right>"), Effect::Nothing);
        player.press("<alt-left>");
        assert_eq!(place(&player), (here_tab, here_place), "{start}{there}: back again");
    }
}

/// Where one is, as far as it shows: the tab, and which item of how many.
fn place(player: &Player) -> (String, String) {
    let tabs = player.picture();
    let tab = tabs.lines().find(|line| line.starts_with("1     ")).unwrap_or_default().to_owned();
    (tab, player.position())
}

#[test]
fn a_long_way_is_remembered() {
    let mut player = Player::open(USUAL);
    let start = place(&player);
    let queries = ["mta", "kaveri", "nara", "exports", "verma", "ocean assembly", "blue lantern", "coral rail"];
    let stations: Vec<_> = queries
        .iter()
        .map(|query| {
            player.press(&format!("<space>{query}<enter>"));
            place(&player)
        })
        .collect();
    for station in stations.iter().rev().skip(1).chain([&start]) {
        player.press("<backspace>");
        assert_eq!(&place(&player), station);
    }
    for station in &stations {
        player.press("<alt-right>");
        assert_eq!(&place(&player), station);
    }
}

#[test]
fn items_can_be_opened_and_read_to_their_end() {
    let mut player = Player::open(SMALL);
    for id in frozen().dataset().ids().step_by(11) {
        player.open_item(id);
        let title = frozen().dataset().get(id).expect("an item").title();
        let start: String = title.chars().take(20).collect();
        assert!(player.text().contains(&start), "{title}:\n{}", player.text());
        assert_ne!(player.press("<end><enter><pgup><esc><esc>"), Effect::Quit, "{title}");
    }
}

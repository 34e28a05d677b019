//! The map as one uses it: from a record to its place and back, with the mouse, from far and near.

use maitri::data::{ItemId, Kind};
use maitri::tui::action::Effect;

use crate::harness::{DARK, Player, Size, frozen, library};

/// On the real pack, after these keys.
fn real(keys: &str, size: Size) -> Player {
    let mut player = Player::on(library(), DARK, size);
    player.press(keys);
    player
}

/// The lower edges of the maps: what is selected stands on one of them.
fn caption(player: &Player) -> String {
    player.rows().into_iter().filter(|row| row.starts_with('╰')).collect()
}

/// Where a text shows first: column and row.
fn find(player: &Player, text: &str) -> (u16, u16) {
    let rows = player.rows();
    let found = rows.iter().zip(0..).find_map(|(row, y)| {
        let before = row.split_once(text)?.0;
        Some((u16::try_from(maitri::text::width(before)).ok()?, y))
    });
    found.unwrap_or_else(|| panic!("“{text}” does not show:\n{}", rows.join("\n")))
}

#[test]
fn a_record_leads_to_its_place_on_the_map_and_back() {
    for size in [(60, 16), (80, 24), (120, 40)] {
        // From within the record, and from the list.
        for keys in ["2/kochi declaration<enter><enter>", "2/kochi declaration<enter>"] {
            let mut player = Player::after(keys, size);
            let before = player.rows();
            player.press("v");
            assert!(caption(&player).contains("Kochi"), "{keys} at {size:?}: {:#?}", player.rows());
            player.press("<backspace>");
            assert_eq!(player.rows()[2..size.1 as usize - 1], before[2..size.1 as usize - 1], "{keys} at {size:?}");
        }
    }
}

#[test]
fn of_what_is_told_of_no_place_that_is_said() {
    let dataset = frozen().dataset();
    let is_place = |id| dataset.record(id).is_some_and(|record| record.kind == Kind::Place);
    let nowhere = |id: &ItemId| !is_place(*id) && !dataset.neighbours(*id).any(is_place);
    let mut player = Player::open((80, 24));
    player.open_item(dataset.ids().find(nowhere).expect("something is told of no place"));
    let before = player.rows();
    player.press("v");
    let rows = player.rows();
    assert!(rows[23].contains("No place is told of it"), "{rows:#?}");
    assert_eq!(rows[..23], before[..23]);
}

#[test]
fn a_click_on_a_name_or_a_sign_selects_it_and_another_opens_it() {
    let mut player = real("5v", (80, 24));
    let (column, row) = find(&player, "Tokyo");
    player.click(column, row);
    assert!(caption(&player).contains("Tokyo"), "{:#?}", player.rows());
    let sign = player.cursor().expect("a cursor");
    player.press("<pgdn>");
    assert!(!caption(&player).contains("Tokyo"));
    player.click(sign.x, sign.y);
    assert!(caption(&player).contains("Tokyo"), "its sign as well");
    player.click(sign.x, sign.y);
    assert!(player.rows().iter().any(|row| row.contains("Tokyo is the capital")), "{:#?}", player.rows());
}

#[test]
fn a_click_on_what_a_map_is_called_selects_the_country_and_one_at_sea_the_nearest_place() {
    let mut player = real("5v", (80, 24));
    let (column, row) = find(&player, "Japan ─");
    player.click(column, row);
    assert!(caption(&player).contains("Japan"), "{:#?}", player.rows());
    assert_eq!(player.cursor().map(|at| (at.x, at.y)), Some((column, row)), "the cursor is on its name");
    let (column, row) = find(&player, "Chennai");
    player.click(column + 8, row);
    assert!(caption(&player).contains("Chennai"), "{:#?}", player.rows());
}

#[test]
fn the_wheel_comes_closer_and_goes_farther() {
    let mut player = real("5v", (80, 24));
    let far = player.rows();
    let (column, row) = find(&player, "Chennai");
    player.wheel(column, row, true);
    assert_eq!(player.rows(), real("5v+", (80, 24)).rows());
    player.wheel(column, row, false);
    assert_eq!(player.rows(), far);
}

#[test]
fn arcs_join_the_places_of_two_countries_and_the_caption_names_the_other_ends() {
    for size in [(60, 16), (80, 24), (120, 40), (200, 60)] {
        let mut player = real("5v", size);
        player.open_item(library().dataset().find("kobe").expect("Kobe is in the dataset"));
        player.press("<esc>");
        let without = player.rows();
        player.press("a");
        assert!(caption(&player).contains("Kobe"), "{:#?}", player.rows());
        assert_ne!(player.rows(), without, "{size:?}");
        // By name, or where there is no room for that how many they are.
        let told = caption(&player);
        let is_told = told.contains("Ahmedabad") || (size.0 < 200 && told.contains("Kobe  with "));
        assert!(is_told || size.0 < 120, "{:#?}", player.rows());
        assert_eq!(player.press("a"), Effect::Redraw);
        assert_eq!(player.rows(), without, "{size:?}");
    }
}

#[test]
fn from_the_whole_to_one_degree_and_back() {
    let mut player = real("5v", (120, 40));
    // The list beside it may be scrolled otherwise.
    let maps =
        |player: &Player| -> Vec<String> { player.rows().iter().map(|row| row.chars().take(78).collect()).collect() };
    let countries = maps(&player);
    player.press("-");
    let whole = player.rows();
    assert!(whole[2].contains("Map ─"), "{whole:#?}");
    assert_eq!(player.press("-"), Effect::Nothing, "there is no more");
    player.press("+");
    assert_eq!(maps(&player), countries);
    let steps = (0..20).take_while(|_| player.press("+") == Effect::Redraw).count();
    assert!((3..9).contains(&steps), "{steps} steps");
    for _ in 0..steps {
        player.press("-");
    }
    assert_eq!(maps(&player), countries);
}

#[test]
fn what_signs_and_arcs_mean_is_told_below_the_maps_and_in_the_help() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        let mut player = real("5v", size);
        let told = player.text();
        assert!(told.contains("◦ up to") && told.contains("● more") && told.contains("● an exam asks it"), "{told}");
        assert!(!told.contains("joined by a record"), "{told}");
        player.press("a");
        assert!(player.text().contains("joined by a record"), "{}", player.text());
    }
    let player = real("5v-a", (120, 40));
    assert!(player.text().contains("other pairs"), "{}", player.text());
    // Where no row can be spared the help tells it.
    assert!(!real("5v", (60, 16)).text().contains("an exam asks it"));
    assert!(real("5v?joins", (60, 16)).text().contains("a record joins the two places"));
    assert!(!real("2?joins", (60, 16)).text().contains("a record joins"), "only where there is a map");
}

#[test]
fn arcs_stay_as_they_were_left_when_one_goes_away_and_back() {
    let mut player = real("5va", (120, 40));
    let joined = |player: &Player| player.text().contains("joined by a record");
    assert!(joined(&player));
    for keys in ["25", "vv", "<enter><esc>", "<space>cepa<enter><backspace>"] {
        player.press(keys);
        assert!(joined(&player), "{keys}: {}", player.text());
    }
    // Through a door to a record of the same screen, which shows without the map.
    player.press("3gjD");
    assert!(player.text().contains("Topics ─"), "{}", player.text());
    player.press("<esc>v");
    assert!(joined(&player), "{}", player.text());
}

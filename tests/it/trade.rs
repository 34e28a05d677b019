//! Charts: what is drawn holds at every width, series are walked and found again, and figures are taken away whole.

use std::path::Path;

use maitri::data::layer::Stack;
use maitri::data::series::format_value;
use maitri::data::{Dataset, ItemId, load};
use maitri::search::LazyIndex;
use maitri::store::packs;
use maitri::tui::action::Effect;
use maitri::tui::tour::TourWanted;
use maitri::view::figures::{Figures, Member, citable};
use proptest::prelude::*;

use crate::harness::{DARK, PACK, Player, frozen, library};

const CLASSIC: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (120, 40);

/// The series that charts are listed by at first.
fn charts(dataset: &'static Dataset<'static>) -> Vec<ItemId> {
    let all = maitri::view::sections::trade::charts(dataset, |_| false, &|_| true);
    maitri::view::sections::items(all).collect()
}

fn member<'d>(dataset: &'d Dataset<'d>, id: &str) -> Member<'d> {
    let id = dataset.find(id).unwrap_or_else(|| panic!("no {id}"));
    let figures = Figures::of(dataset, id).expect("figures");
    *figures.member(id).expect("a member")
}

#[test]
fn every_series_of_the_bundled_pack_stands_in_one_chart() {
    let dataset = library().dataset();
    let listed = charts(dataset);
    let mut told: Vec<ItemId> = listed
        .iter()
        .flat_map(|id| Figures::of(dataset, *id).expect("figures").members.into_iter().map(|member| member.id))
        .collect();
    told.sort_unstable();
    assert_eq!(told.len(), dataset.series.len());
    told.dedup();
    assert_eq!(told.len(), dataset.series.len());
    let titles: Vec<String> = listed
        .iter()
        .map(|id| Figures::of(dataset, *id).expect("figures").title().chars().take(30).collect())
        .collect();
    for title in &titles {
        assert_eq!(titles.iter().filter(|other| *other == title).count(), 1, "{title}");
    }
}

#[test]
fn the_widest_deficit_is_told_without_a_key() {
    let text = Player::after("3", LARGE).text();
    assert!(text.contains("widest deficit 14.4 in FY 2025-26, provisional"), "{text}");
    let wide = Player::after("3", (200, 60)).text();
    assert!(wide.contains("as reported 12.125 in FY 2024-25"), "{wide}");
    let narrow = Player::after("3", CLASSIC).text();
    assert!(narrow.contains("widest 14.4, provisional"), "how firm it is goes before when: {narrow}");
}

#[test]
fn nothing_comes_or_goes_as_one_moves() {
    let mut player = Player::after("3", LARGE);
    let place_of = |player: &Player, name: &str| {
        player.rows().iter().rposition(|row| row.contains(name)).unwrap_or_else(|| panic!("no {name}"))
    };
    let names = ["deficit  ", "Balance", "Imports  "];
    let first = names.map(|name| place_of(&player, name));
    for _ in 0..10 {
        player.press("<left>");
        assert_eq!(names.map(|name| place_of(&player, name)), first, "{}", player.text());
    }
}

#[test]
fn where_no_chart_has_room_every_series_is_told() {
    let text = Player::after("3<enter>", (40, 10)).text();
    assert!(text.contains("Imports") && text.contains("Balance"), "{text}");
}

#[test]
fn where_no_chart_has_room_figures_have_their_unit_and_how_firm_they_are() {
    for size in [(40, 10), (40, 12), (44, 12)] {
        let player = Player::after("3<enter>", size);
        let rows = player.rows();
        let head = rows.iter().find(|row| row.contains("FY 2025-26")).expect("the period");
        assert!(head.contains("US$ billion"), "{size:?}:\n{}", player.text());
        let exports = rows.iter().find(|row| row.contains("━ Exports")).expect("a row");
        let exports = exports.trim_end_matches(['│', ' ']);
        assert!(exports.ends_with(" p") || exports.ends_with("provisional"), "{size:?}:\n{}", player.text());
    }
}

#[test]
fn a_chart_without_parts_says_so() {
    let text = Player::after("3b", LARGE).text();
    assert!(text.contains("It has no parts to show."), "{text}");
}

#[test]
fn two_periods_are_compared() {
    let mut player = Player::after("3<left>v", LARGE);
    for _ in 0..5 {
        player.press("<left>");
    }
    let text = player.text();
    // Exports of FY 2011-12 and FY 2024-25: 5.05 and 6.125.
    assert!(text.contains("FY 2011-12 to FY 2024-25"), "{text}");
    assert!(text.contains("+1.075  +21.3 %  +1.5 % a year"), "{text}");
    // The balance is below zero: it has a difference alone.
    let balance = player.rows().into_iter().find(|row| row.contains("Balance")).expect("a row");
    assert!(balance.contains("-5.275") && !balance.contains('%'), "{balance}");
    player.press("<esc>");
    assert!(!player.text().contains("FY 2011-12 to FY 2024-25"), "Esc ends it");
}

/// The row that tells a series or a balance under the chart.
fn row_of(player: &Player, name: &str) -> String {
    let found = player.rows().into_iter().rev().find(|row| row.contains(name) && !row.contains("others:"));
    found.unwrap_or_else(|| panic!("no {name}:\n{}", player.text()))
}

#[test]
fn a_change_stands_beside_both_values_whichever_way_one_goes() {
    for (size, pane) in [(CLASSIC, ""), (LARGE, ""), ((200, 60), ""), ((60, 20), "<enter>")] {
        // To FY 2011-12 from FY 2024-25, and the other way.
        let mut back = Player::after(&format!("3{pane}<left>v"), size);
        (0..5).for_each(|_| _ = back.press("<left>"));
        let mut on = Player::after(&format!("3{pane}"), size);
        (0..6).for_each(|_| _ = on.press("<left>"));
        on.press("v");
        (0..5).for_each(|_| _ = on.press("<right>"));
        for name in ["Exports  ", "Imports  ", "Balance  ", "deficit  "] {
            let squeezed = row_of(&back, name).split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(row_of(&back, name), row_of(&on, name), "{size:?}");
            assert!(!squeezed.contains("→") || squeezed.contains('+') || squeezed.contains('-'), "{squeezed}");
        }
        let exports = row_of(&back, "Exports  ").split_whitespace().collect::<String>();
        // What is disputed is the earlier, which is also revised.
        assert!(exports.contains("5.05≠r→6.125+1.075"), "{size:?}: {exports}");
    }
}

#[test]
fn where_both_and_their_change_have_no_room_in_a_row_the_head_tells_it() {
    for size in [(40, 10), (40, 12), (44, 16)] {
        let mut player = Player::after("3<enter><left>v", size);
        (0..5).for_each(|_| _ = player.press("<left>"));
        let exports = row_of(&player, "━ Exports").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(exports.contains("5.05 ≠r→ 6.125") && !exports.contains("+1.075"), "{size:?}: {exports}");
        assert!(player.text().contains(" 2024-25  +1.5 % a year"), "{size:?}: {}", player.text());
    }
}

#[test]
fn a_series_that_is_gone_to_is_at_hand_in_its_chart_and_found_again() {
    let dataset = frozen().dataset();
    let balance = dataset.find("trade-balance").expect("a series");
    let mut player = Player::open(LARGE);
    player.open_item(balance);
    assert_eq!(player.place().spot.item, Some(balance));
    player.press("<esc>");
    assert!(player.text().contains("Exports, imports, deficit"), "{}", player.text());
    player.press("13");
    assert_eq!(player.place().spot.item, Some(balance), "still at the series one came from");
    // In the chart one walks to its neighbour, and the list stands by that.
    player.press("<enter><up>");
    assert_eq!(player.place().spot.item, dataset.find("imports"));
}

#[test]
fn a_figure_is_cited_in_one_line() {
    let dataset = frozen().dataset();
    let exports = member(dataset, "exports");
    let period = |text: &str| {
        let point = exports.series.points.iter().find(|point| point.period.notation() == text);
        point.unwrap_or_else(|| panic!("no {text}")).period
    };
    let line = citable::line(dataset, &exports, period("FY2024-25"), None).expect("a figure");
    assert!(
        line.starts_with("India's exports to Japan, FY 2024-25: 6.125 US$ billion, reported. Basis: Made up"),
        "{line}"
    );
    assert!(line.contains("(grade A)") && line.contains("¶36") && !line.contains('\n'), "{line}");
    let compared = citable::line(dataset, &exports, period("FY2024-25"), Some(period("FY2011-12"))).expect("two");
    assert!(
        compared.contains("5.05 (FY 2011-12, revised) to 6.125 (FY 2024-25, reported), US$ billion: +1.075"),
        "{compared}"
    );
    // What else was published is told with who did, without the sentences about it.
    assert!(compared.contains(" ≠ 5.01 by ") && !compared.contains("before revision"), "{compared}");
    let missing = member(dataset, "imports");
    assert_eq!(citable::line(dataset, &missing, period("FY2013-14"), None), None);
}

#[test]
fn marks_of_sources_that_differ_stand_at_the_figure() {
    let mut player = Player::after("3", LARGE);
    for _ in 0..6 {
        player.press("<left>");
    }
    let text = player.text();
    assert!(text.contains("FY 2011-12") && text.contains("≠ also 5.01: before revision"), "{text}");
}

#[test]
fn a_chart_is_found_by_its_own_name_and_by_what_it_calls_its_series() {
    for (keys, told) in
        [("3/goods sold", "Goods sold"), ("3/gifts sea", "Goods sold"), ("3/deficit", "Exports, imports, deficit")]
    {
        let text = Player::after(keys, CLASSIC).text();
        assert!(text.contains("1 of 9 charts") || text.contains("2 of 9 charts"), "{keys}: {text}");
        assert!(text.contains(told), "{keys}: {text}");
    }
}

/// What of a screen is a number that was cut: a digit with the sign of something left out.
fn cut_number(text: &str) -> Option<&str> {
    text.lines().find(|line| {
        line.char_indices().any(|(at, c)| c == '…' && line[..at].ends_with(|before: char| before.is_ascii_digit()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_number_is_cut_and_the_figure_at_hand_is_whole_at_any_size(
        width in 40_u16..=300, height in 10_u16..60, chart in 0_usize..25, steps in 0_usize..4, keys in 0_usize..4
    ) {
        let dataset = library().dataset();
        let listed = charts(dataset);
        let id = listed[chart % listed.len()];
        let mut player = Player::on(library(), DARK, (width, height));
        player.open_item(id);
        player.press("<esc>");
        player.press(["", "<enter>", "t", "<enter><down>"][keys]);
        for _ in 0..steps {
            player.press("<left>");
        }
        // Over the panes stands what is nothing of a chart's.
        let text = player.rows().split_off(2).join("\n");
        prop_assert_eq!(cut_number(&text), None, "{} {}×{}", chart, width, height);
        let figures = Figures::of(dataset, player.place().spot.item.expect("a series")).expect("figures");
        // With one pane the list hides the chart.
        if keys == 1 && figures.chart.is_none_or(|chart| chart.breakdown.is_none()) {
            let here = figures.member(player.place().spot.item.expect("a series")).expect("a member");
            let whole = |value: f64| text.contains(&format_value(value));
            prop_assert!(
                here.series.points.iter().any(|point| whole(point.value)) || text.contains('–'),
                "{}: {}", here.series.id, text
            );
        }
    }
}

/// Which column and row a text begins at, the last of its places on the screen.
fn place_of(player: &Player, text: &str) -> (u16, u16) {
    let rows = player.rows();
    let found = rows.iter().enumerate().rev().find_map(|(y, row)| Some((row.rsplit_once(text)?.0.to_owned(), y)));
    let (before, y) = found.unwrap_or_else(|| panic!("no {text}:\n{}", rows.join("\n")));
    (u16::try_from(maitri::text::width(&before)).expect("a column"), u16::try_from(y).expect("a row"))
}

fn click_on(player: &mut Player, text: &str) {
    let (column, row) = place_of(player, text);
    player.click(column, row);
}

#[test]
fn a_chart_in_a_row_stands_where_no_other_has_room() {
    let text = Player::after("3<enter>", (40, 10)).text();
    let row = text.lines().find(|row| row.contains("’07 ▄") && row.contains("█ ’25"));
    assert!(row.is_some_and(|row| row.contains('▇')), "no row of heights: {text}");
    // Above zero stands higher than below it; where there is room the years are told in full.
    let text = Player::after("3<enter><down><down>", (44, 10)).text();
    let row = text.lines().find(|row| row.contains("▁") && !row.contains("━"));
    assert!(row.is_some_and(|row| row.contains("’06 ▇") && row.contains("▁ ’25")), "{text}");
    let rows = Player::after("3/sold<enter><enter>", (40, 10)).text();
    assert!(rows.contains("tea") && rows.contains("cloth"), "{rows}");
}

#[test]
fn a_deficit_that_grows_grows_in_a_row_too_and_has_a_name() {
    let mut player = Player::on(below_zero(), DARK, (44, 10));
    player.press("3<enter><down><down>");
    let text = player.text();
    let is_height = |sign: char| ('▁'..='█').contains(&sign);
    let row = text.lines().find(|row| row.contains('▁') && row.contains('█')).unwrap_or_else(|| panic!("{text}"));
    assert!(row.contains("Balance  ’06 ▁") && row.contains("█ ’25"), "{text}");
    assert_eq!(
        (row.chars().find(|sign| is_height(*sign)), row.chars().rfind(|sign| is_height(*sign))),
        (Some('▁'), Some('█'))
    );
}

#[test]
fn where_a_stop_leaves_one_row_it_tells_the_figure() {
    let index = below_zero();
    let tour = index.dataset().pack.tours.iter().position(|tour| tour.name == "Figures").expect("a tour");
    let mut player = Player::on(index, DARK, (40, 10));
    player.begin_tour(TourWanted { tour, every: None });
    let text = player.text();
    assert!(text.contains("Balance  -14.4  FY 2025-26"), "{text}");
}

#[test]
fn what_is_drawn_while_at_hand_has_its_line_for_a_sign() {
    let row_of = |player: &Player| player.rows().into_iter().find(|row| row.contains("Balance     ")).expect("a row");
    let mut player = Player::after("3<enter>", LARGE);
    assert!(row_of(&player).contains("[ ]") && !player.text().contains("drawn while at hand"), "{}", player.text());
    player.press("<down><down>");
    assert!(!row_of(&player).contains("[ ]") && player.text().contains("drawn while at hand"), "{}", player.text());
    let sign = row_of(&player);
    player.press("x");
    assert!(!player.text().contains("drawn while at hand"), "{}", player.text());
    assert_eq!(row_of(&player), sign);
    player.press("x<up>");
    assert!(row_of(&player).contains("[ ]"), "{}", player.text());
}

#[test]
fn the_growth_by_the_year_is_told_at_every_size() {
    let mut player = Player::after("3<enter>v", LARGE);
    for _ in 0..6 {
        player.press("<left>");
    }
    assert!(player.text().contains("+2.4 % a year"), "{}", player.text());
    for width in 40..=300 {
        for height in [10, 16, 20, 24] {
            player.resize((width, height));
            assert!(player.text().contains("+2.4 % a year"), "{width}×{height}: {}", player.text());
        }
    }
    // Where rows have no line of their own below it is told with the periods.
    let mut player = Player::after("3/goods sold<enter><enter>v<left>", LARGE);
    for size in [(80, 20), (40, 10), LARGE] {
        player.resize(size);
        let text = player.text();
        assert!(text.contains("23-24 to ") && text.contains("+54.1 %"), "{size:?}: {text}");
    }
}

#[test]
fn a_click_on_a_chart_chooses_the_series_and_the_period() {
    let dataset = frozen().dataset();
    let mut player = Player::after("3", LARGE);
    for (name, id) in [("Balance", "trade-balance"), ("Imports  ", "imports"), ("Exports  ", "exports")] {
        click_on(&mut player, name);
        assert_eq!(player.place().spot.item, dataset.find(id), "{}", player.text());
    }
    // At the end of its line.
    let named = player.rows().iter().position(|row| row.contains("Imports")).expect("the end of a line");
    let column = maitri::text::width(player.rows()[named].split_once("Imports").expect("a name").0);
    player.click(u16::try_from(column).unwrap(), u16::try_from(named).unwrap());
    assert_eq!(player.place().spot.item, dataset.find("imports"));
    // Along the axis every period comes in its order, and a second click there changes nothing.
    let (_, row) = place_of(&player, "┴");
    let mut periods = Vec::new();
    for column in 44..110 {
        player.click(column, row - 5);
        let text = player.text();
        assert_eq!(player.click(column, row - 5), Effect::Nothing, "{column}: {text}");
        periods.extend(player.place().spot.figure.and_then(|figure| figure.period));
        periods.dedup();
    }
    let mut sorted = periods.clone();
    sorted.sort_by(maitri::data::period::Period::list_order);
    sorted.dedup();
    assert_eq!(periods, sorted);
    assert_eq!(periods.len(), 11, "{periods:?}");
}

#[test]
fn a_click_on_a_row_gives_the_keys_back_to_the_list() {
    let rows = |keys: &str| Player::after(keys, LARGE).rows();
    // The row of the chart one is in: it is gone back to, and not opened.
    let mut player = Player::after("3<enter>", LARGE);
    let cursor = Player::after("3", LARGE).cursor().expect("the list has the keys");
    assert_eq!(player.click(cursor.x + 3, cursor.y), Effect::Redraw);
    assert_eq!(player.rows(), rows("3"));
    player.click(cursor.x + 3, cursor.y);
    assert!(player.text().contains("Also: Indian exports"), "what is clicked once more is opened: {}", player.text());
    // Any other row.
    let mut player = Player::after("3<enter>", LARGE);
    let other = Player::after("3<down>", LARGE).cursor().expect("the list has the keys");
    player.click(other.x + 3, other.y);
    assert_eq!(player.rows(), rows("3<down>"));
    player.press("<down>");
    assert_eq!(player.rows(), rows("3<down><down>"));
}

#[test]
fn a_click_in_rows_parts_and_tables_chooses_too() {
    let dataset = frozen().dataset();
    let figure = |player: &mut Player| player.place().spot.figure.and_then(|figure| figure.period);
    let mut rows = Player::after("3/goods sold<enter>", LARGE);
    click_on(&mut rows, "cloth");
    assert_eq!(rows.place().spot.item, dataset.find("export-goods-cloth"), "{}", rows.text());
    let mut table = Player::after("3t", LARGE);
    click_on(&mut table, "FY 2012-13");
    assert_eq!(figure(&mut table).map(|period| period.to_string()).as_deref(), Some("FY 2012-13"));
    click_on(&mut table, "12.4");
    assert_eq!(table.place().spot.item, dataset.find("imports"), "{}", table.text());
    let mut parts = Player::after("3/all goods<enter>", LARGE);
    let first = parts.text();
    click_on(&mut parts, "cloth");
    assert!(parts.text() != first, "{first}");
    parts.press("<enter>");
    assert_eq!(parts.place().spot.item, dataset.find("export-goods-cloth"));
}

#[test]
fn what_is_drawn_and_compared_is_remembered_with_the_place() {
    let mut player = Player::noting("3<enter><down><down>x<left>v<left><left>", LARGE);
    let before = player.text();
    assert!(before.contains(" to FY"), "{before}");
    let noted = player.leave().place();
    let view = &noted.lists["Trade"].view;
    assert_eq!((view.since.as_str(), view.toggled.as_slice()), ("FY2024-25", ["trade-balance".to_owned()].as_slice()));
    // To a record and back one compares as before.
    player.press("<enter>");
    player.press("1");
    player.press("3<esc>");
    assert!(player.text().contains(" to FY"), "{}", player.text());
    let mut player = Player::after("3<enter><left>v<left><left>", LARGE);
    let before = player.rows();
    player.press(" monsoon trade<enter>");
    assert!(player.rows() != before);
    player.press("<backspace>");
    assert_eq!(player.rows(), before);
}

#[test]
fn a_figure_that_sources_differ_on_leads_to_where_that_is_told() {
    let dataset = frozen().dataset();
    let mut player = Player::after("3", LARGE);
    assert!(player.text().contains("deficit ≠ D"), "{}", player.text());
    player.press("D");
    let place = player.place();
    assert_eq!((place.spot.item, place.spot.focus), (dataset.find("exports"), maitri::tui::list_detail::Focus::Detail));
    assert!(player.text().contains("rounded up"), "{}", player.text());
    let text = Player::after("3/goods sold<enter>D", LARGE).text();
    assert!(text.contains("Sources do not disagree about it."), "{text}");
}

#[test]
fn the_disputes_of_a_chart_are_led_to_one_after_the_other() {
    let dataset = library().dataset();
    let chart = dataset.pack.charts.iter().find(|chart| chart.disputes.len() > 1).expect("a chart with two disputes");
    let first = dataset.find(&chart.members[0].0).expect("a series");
    let mut player = Player::on(library(), DARK, LARGE);
    player.open_item(first);
    player.press("<esc>");
    for dispute in &chart.disputes {
        player.press("D");
        let item = player.place().spot.item.expect("a record");
        let record = dataset.record(item).expect("a record");
        let told = record.conflicts.iter().find(|conflict| conflict.id.as_deref() == Some(dispute.as_str()));
        let point = &told.unwrap_or_else(|| panic!("{} does not tell {dispute}", record.id)).point;
        let words: Vec<&str> = point.split(' ').take(3).collect();
        assert!(player.text().contains(&words.join(" ")), "{point}: {}", player.text());
        player.press("<backspace>");
        assert_eq!(player.place().spot.item, Some(first));
    }
}

#[test]
fn a_chart_is_found_by_its_name_everywhere_and_opens_as_a_chart() {
    let dataset = frozen().dataset();
    for size in [CLASSIC, LARGE, (60, 16)] {
        let mut player = Player::after(" exports imports deficit", size);
        assert!(size.0 < 80 || player.text().contains("chart: "), "{}", player.text());
        player.press("<enter>");
        let place = player.place();
        assert_eq!(place.tab, maitri::view::tab::Tab::Trade);
        assert_eq!(
            (place.spot.item, place.spot.focus),
            (dataset.find("exports"), maitri::tui::list_detail::Focus::List)
        );
        assert!(player.text().contains("Exports, imports, deficit"), "{}", player.text());
        assert!(player.text().contains("US$ billion"), "the chart shows: {}", player.text());
    }
    // What is meant by its own name is read.
    let mut player = Player::after(" india's exports to japan<enter>", LARGE);
    assert_eq!(player.place().spot.focus, maitri::tui::list_detail::Focus::Detail);
}

#[test]
fn no_key_leads_to_a_table_or_to_figures_with_nothing_to_see() {
    for pack in [frozen(), library()] {
        for id in charts(pack.dataset()) {
            for size in [CLASSIC, (40, 10)] {
                let mut player = Player::on(pack, DARK, size);
                player.open_item(id);
                player.press("<esc><enter>");
                for key in ["t", "t", "b", "t", "b"] {
                    let before = player.text();
                    player.press(key);
                    let text = player.text();
                    let pane: String = player.rows()[3..usize::from(size.1) - 2].concat();
                    assert!(pane.contains(|c: char| c.is_ascii_digit()), "{key}: {text}");
                    assert!(text != before, "{key} at {}: {text}", pack.dataset().get(id).expect("it").id());
                }
            }
        }
    }
}

#[test]
fn the_hints_that_matter_most_are_told_first() {
    for (keys, size, hints) in [
        ("3", (80, 24), vec!["v compare", "t table"]),
        ("3", (90, 24), vec!["v compare", "t table", "D dispute"]),
        ("3<enter>", (80, 24), vec!["v compare", "t table", "↑↓←→ walk"]),
        ("3<enter>", (90, 24), vec!["v compare", "t table", "D dispute"]),
    ] {
        let foot = Player::after(keys, size).rows().pop().expect("a footer");
        for hint in hints {
            assert!(foot.contains(hint), "{keys} at {size:?}: {foot}");
        }
    }
    let foot = Player::after("3/goods sold<enter>", (120, 40)).rows().pop().expect("a footer");
    assert!(!foot.contains("dispute"), "{foot}");
}

/// The frozen pack with a layer of these files on it.
fn under_layer(files: &[(&str, &str)]) -> &'static LazyIndex<'static> {
    let directory = tempfile::tempdir().expect("a directory");
    for (name, text) in files {
        std::fs::write(directory.path().join(name), text).expect("a file");
    }
    let read = |path: &Path| packs::read(path).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let stack = Box::leak(Box::new(Stack::new(read(Path::new(PACK)), vec![read(directory.path())])));
    let opened = stack.open(load::load_first).unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert!(opened.left_out.is_empty(), "{:#?}", opened.left_out);
    Box::leak(Box::new(LazyIndex::new(Box::leak(Box::new(opened.dataset)))))
}

const LAYER: &str = r#"extends: "india-japan", id: "doubts", title: "Doubts", edition: "2026-12-01",
    sources: [(id: "doubts-page", title: "Doubts", publisher: "Example Agency", grade: B, date: "2026-12-01", paragraphs: 3)],"#;

/// A pack in which no balance is above zero, with a tour that stops at it.
fn below_zero() -> &'static LazyIndex<'static> {
    under_layer(&[
        (
            "pack.ron",
            &format!(
                r#"({LAYER} tours: [(name: "Figures", about: "One stop.", stops: [
                    (to: "trade-balance", view: Chart, caption: "The deficit grew, year upon year, as machines came in and little went out for them.", cites: ["doubts-page ¶1"]),
                ])])"#
            ),
        ),
        (
            "doubts.ron",
            r#"[(amend: "trade-balance", cite: "doubts-page ¶1", points: {"FY1999-00": (value: -0.4, cite: "doubts-page ¶1")})]"#,
        ),
    ])
}

#[test]
fn a_layer_that_contests_a_figure_marks_the_chart() {
    let before = Player::after("3/companies<enter>", LARGE).text();
    assert!(!before.contains('≠'), "{before}");
    let contested = under_layer(&[
        ("pack.ron", &format!("({LAYER})")),
        (
            "doubts.ron",
            r#"[(amend: "companies", cite: "doubts-page ¶1", points: {"2018-10": (also: [(value: 1700, note: "by another list", cite: "doubts-page ¶1")])})]"#,
        ),
    ]);
    let mut player = Player::on(contested, DARK, LARGE);
    player.press("3/companies<enter>");
    assert!(player.text().contains("Companies and establishments ≠ D"), "{}", player.text());
    player.press("D");
    assert_eq!(player.place().spot.item, contested.dataset().find("companies"));
    assert!(player.text().contains("by another list"), "{}", player.text());
}

#[test]
fn a_dispute_that_a_layer_names_of_a_chart_is_told_and_led_to() {
    let disputed = under_layer(&[
        (
            "pack.ron",
            &format!(
                r#"({LAYER} charts: [(id: "companies", title: "Companies and establishments", members: [], disputes: ["company-count"])])"#
            ),
        ),
        (
            "disputes.ron",
            r#"[(id: "company-count", point: "How many companies there are", claims: [("A thousand.", "doubts-page ¶1"), ("Fewer.", "test-note ¶3")], reading: "A thousand, by the list.")]"#,
        ),
        ("doubts.ron", r#"[(amend: "harbours-treaty", cite: "doubts-page ¶1", add: (conflicts: ["company-count"]))]"#),
    ]);
    let mut player = Player::on(disputed, DARK, LARGE);
    player.press("3/companies<enter>");
    assert!(player.text().contains("Companies and establishments ≠ D"), "{}", player.text());
    player.press("D");
    assert_eq!(player.place().spot.item, disputed.dataset().find("harbours-treaty"));
    assert!(player.text().contains("How many companies there are"), "{}", player.text());
    player.press("<backspace>");
    assert!(player.text().contains("Companies and establishments ≠ D"), "{}", player.text());
}

#[test]
fn a_key_for_the_chart_opens_it_where_only_the_list_has_room() {
    for (key, told) in [
        ("<left>", "FY 2024-25"),
        ("v", "compared"),
        ("<left>v<left>", " to 2024-25"),
        ("t", "2024-25"),
        ("<right>", "FY 2025-26"),
    ] {
        let mut player = Player::after("3", (40, 12));
        let list = player.text();
        player.press(key);
        let text = player.text();
        assert!(text != list && text.contains(told), "{key}: {told}\n{text}");
    }
    // Where both show, the keys stay with the list.
    let mut player = Player::after("3<left><down>", CLASSIC);
    assert!(player.text().contains("▸"), "{}", player.text());
    player.press("<up>");
    assert!(player.text().contains("FY 2024-25"), "{}", player.text());
}

#[test]
fn a_chart_in_a_row_names_the_first_year_that_shows() {
    // So many figures have no room beside the name: each that shows has a column, and the first and the last are named.
    let bars = |text: &str| {
        let row = text.lines().find(|row| row.matches('’').count() == 2 && row.contains('█')).map(str::to_owned);
        let row = row.unwrap_or_else(|| panic!("no row of heights:\n{text}"));
        let ends: Vec<i32> = row.split('’').skip(1).map(|end| end[..2].parse().expect("a year")).collect();
        let count = row.chars().filter(|c| ('▁'..='█').contains(c)).count();
        (ends, count)
    };
    let mut player = Player::on(library(), DARK, (40, 12));
    player.open_item(library().dataset().find("exports").expect("a series"));
    player.press("<esc><enter>");
    let (ends, count) = bars(&player.text());
    assert_eq!(ends[1] - ends[0] + 1, i32::try_from(count).expect("few"), "{}", player.text());
    // Who stands at an early year sees that.
    (0..30).for_each(|_| _ = player.press("<left>"));
    let (early, _) = bars(&player.text());
    let first = library().dataset().series_of(library().dataset().find("exports").expect("a series"));
    let first = i32::from(first.expect("a series").points[0].period.year() % 100);
    assert_eq!(early[0], first, "{}", player.text());
}

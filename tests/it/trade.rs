//! Charts: what is drawn holds at every width, series are walked and found again, and figures are taken away whole.

use maitri::data::series::format_value;
use maitri::data::{Dataset, ItemId};
use maitri::view::figures::{Figures, Member, citable};
use proptest::prelude::*;

use crate::harness::{DARK, Player, frozen, library};

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
    assert!(narrow.contains("widest 14.4, FY 2025-26") || narrow.contains("widest deficit 14.4"), "{narrow}");
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

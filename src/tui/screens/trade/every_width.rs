//! What holds of every chart of the bundled pack at every width: no number is cut and nothing is written over another,
//! every line that is drawn is named, and none is but dots. Each chart is drawn at each width of a screen, at heights
//! in turn.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashSet};
use std::sync::OnceLock;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::drawing::{divide, draw_shown};
use super::readout::OTHERS;
use super::shown::Shown;
use crate::data::pack::Source;
use crate::data::pack::charts::ChartShape;
use crate::data::series::format_value;
use crate::data::{Dataset, ItemId};
use crate::search::LazyIndex;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::reader::Reader;
use crate::tui::screens::listing::Listing;
use crate::tui::theme::{Depth, Theme};
use crate::tui::widgets::chart::{axis, sample};
use crate::view::figures::change::{Change, difference, signed};
use crate::view::sections::items;
use crate::view::sections::trade::charts;

const WIDTHS: std::ops::RangeInclusive<u16> = 40..=300;
const HEIGHTS: [u16; 5] = [10, 16, 24, 40, 60];
/// Rows of a screen that are no part of its body.
const AROUND: u16 = 3;

fn library() -> &'static LazyIndex<'static> {
    static LIBRARY: OnceLock<LazyIndex<'static>> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        LazyIndex::new(Box::leak(Box::new(dataset)))
    })
}

fn all(dataset: &Dataset<'_>) -> Vec<ItemId> {
    items(charts(dataset, |_| false, &|_| true)).collect()
}

/// Draws every chart at every width, as a chart or as a table, its first period compared with that one stands at or none,
/// and looks at what comes of it.
fn sweep((as_table, is_compared): (bool, bool), look: impl Fn(Context<'_>, &Shown<'_>, &Buffer, &str)) {
    let reader = Reader::new(Theme::named("dark", Depth::Ansi16).unwrap_or_else(|error| panic!("{error}")));
    let ctx = Context::new(library(), &reader);
    for (number, id) in all(ctx.dataset).into_iter().enumerate() {
        let at =
            |since| Shown::of(ctx.dataset, id, &BTreeSet::new(), (None, since)).unwrap_or_else(|| panic!("no chart"));
        let shown = at(at(None).periods.first().copied().filter(|_| is_compared));
        for width in WIDTHS {
            let height = HEIGHTS[(usize::from(width) + number) % HEIGHTS.len()];
            let body = Rect::new(0, 0, width, height - AROUND);
            let pane = divide(body, true).1.unwrap_or(body);
            let mut buf = Buffer::empty(pane);
            draw_shown(ctx, &shown, (shown.figures.title(), true, as_table), pane, &mut buf);
            let place = format!("{} at {width}×{height}:\n{}", shown.figures.title(), text(&buf));
            look(ctx, &shown, &buf, &place);
        }
    }
}

fn rows(buf: &Buffer) -> Vec<String> {
    let row = |y: u16| (buf.area.left()..buf.area.right()).filter_map(|x| Some(buf.cell((x, y))?.symbol())).collect();
    (buf.area.top()..buf.area.bottom()).map(row).collect()
}

fn text(buf: &Buffer) -> String {
    rows(buf).join("\n")
}

/// What may stand between numbers and beside them.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| !(c.is_alphanumeric() || ".,-–+’/¶%’".contains(c)));
    parts
        .map(|part| part.trim_matches(|c: char| ".,-–+/".contains(c)))
        .filter(|part| part.contains(|c: char| c.is_ascii_digit()))
}

/// Every number that the chart may tell, whole.
fn known(ctx: Context<'_>, shown: &Shown<'_>) -> HashSet<String> {
    let mut known = HashSet::new();
    let mut add = |text: &str| known.extend(numbers(text).map(str::to_owned));
    let drawn = &shown.chart;
    for plots in [&drawn.plots, &drawn.below] {
        let values = || plots.iter().flat_map(|plot| plot.points.iter().map(|point| point.value));
        let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
        for rows in 0..=HEIGHTS[4] {
            axis::ticks(low, high, rows).marks.iter().for_each(|(_, label)| add(label));
        }
    }
    for (_, full, short) in &drawn.years.instead {
        add(full);
        add(short);
    }
    let (first, last) = drawn.span.unwrap_or((0.0, 0.0));
    #[expect(clippy::cast_possible_truncation, reason = "years of the calendar")]
    for year in (first as i32 - 2)..=(last as i32 + 2) {
        add(&format!("{year:04}-{:02} {year:04} ’{:02}", (year + 1).rem_euclid(100), year.rem_euclid(100)));
    }
    for number in 0..=shown.periods.len().max(shown.figures.members.len()) {
        add(&number.to_string());
    }
    if let Some(chart) = shown.figures.chart {
        chart.texts().for_each(|text| add(text));
    }
    for (_, record) in shown.figures.events(ctx.dataset) {
        add(&record.title);
    }
    for period in shown.periods.iter().chain(shown.rows.iter()) {
        shown.gap(*period).into_iter().for_each(|gap| add(&format_value(gap.size)));
    }
    for member in &shown.figures.members {
        let series = member.series;
        add(&format!("{} {} {} {}", member.name, series.title, series.unit, series.basis));
        series.note.iter().for_each(|note| add(note));
        for point in &series.points {
            add(&format!("{} {} {}", format_value(point.value), point.period, point.period.axis_label()));
            add(&super::period_name::in_short(&point.period.to_string()));
            point.note.iter().for_each(|note| add(note));
            for also in &point.also {
                add(&format!("{} {}", format_value(also.value), also.note));
            }
            for cite in point.cite.iter().flatten() {
                let source = ctx.dataset.pack.source(cite.source);
                add(&source.map_or_else(String::new, Source::byline));
                add(&format!("{} {}", cite.source, cite.paragraph_text()));
            }
            let change = Change::on_the_year_before(series, point);
            change.and_then(|change| change.percent_in_words()).iter().for_each(|change| add(change));
        }
        if let [before, point] = series.points.as_slice() {
            let change = Change::between(before, point);
            add(&change.difference_in_words());
            [change.percent_in_words(), change.yearly_in_words()].iter().flatten().for_each(|change| add(change));
        }
    }
    if let Some(periods) = shown.compared() {
        for member in &shown.figures.members {
            if let [Some(from), Some(to)] = periods.map(|period| member.at(period)) {
                let change = Change::between(from, to);
                add(&change.difference_in_words());
                [change.percent_in_words(), change.yearly_in_words()].iter().flatten().for_each(|change| add(change));
            }
        }
        if let [Some(from), Some(to)] = periods.map(|period| shown.gap(period)) {
            add(&signed(difference(to.size, from.size)));
        }
    }
    known
}

#[test]
fn no_number_is_cut_or_written_over() {
    let last: RefCell<Option<(String, HashSet<String>)>> = RefCell::default();
    let faults: RefCell<Vec<String>> = RefCell::default();
    for how in [(false, false), (true, false), (false, true)] {
        last.take();
        sweep(how, |ctx, shown, buf, place| {
            let mut last = last.borrow_mut();
            let title = shown.figures.title();
            if last.as_ref().is_none_or(|(of, _)| of != title) {
                *last = Some((title.to_owned(), known(ctx, shown)));
            }
            let known = last.as_ref().map_or_else(|| panic!("nothing known"), |(_, known)| known);
            // The frame has a title that may be cut.
            for row in rows(buf).iter().skip(1) {
                for number in numbers(row) {
                    // From one to another of what there is, and of how many.
                    let is_known = |number: &str| number.is_empty() || known.contains(number);
                    if !is_known(number) && !number.split(['–', '/']).all(is_known) {
                        faults.borrow_mut().push(format!("“{number}” in {place}"));
                    }
                }
            }
        });
    }
    let faults = faults.into_inner();
    // Some of them are enough to begin with.
    let first: Vec<&String> = faults.iter().step_by(faults.len().div_ceil(8).max(1)).collect();
    assert!(first.is_empty(), "{} faults: {}", faults.len(), first.into_iter().cloned().collect::<Vec<_>>().join("\n"));
}

#[test]
fn no_difference_stands_beside_the_earlier_value_alone() {
    sweep((false, true), |_, shown, buf, place| {
        let Some(periods) = shown.compared().filter(|_| shown.is_drawn()) else { return };
        if shown.figures.shape() == ChartShape::Rows {
            return;
        }
        for member in shown.figures.members.iter().filter(|member| member.is_drawn()) {
            let [Some(from), Some(to)] = periods.map(|period| member.at(period)) else { continue };
            let difference = Change::between(from, to).difference_in_words();
            let (from, to) = (format_value(from.value), format_value(to.value));
            for row in rows(buf).iter().filter(|row| row.contains(&format!(" {}", member.name))) {
                let told: Vec<&str> = numbers(row).collect();
                let has = |number: &str| told.contains(&number.trim_matches(['+', '-']));
                assert!(!has(&difference) || !has(&from) || has(&to), "{from}, {to}, {difference}: {row} in {place}");
            }
        }
    });
}

#[test]
fn every_line_is_named_and_none_is_but_dots() {
    sweep((false, false), |ctx, shown, buf, place| {
        if shown.figures.shape() == ChartShape::Rows || !shown.is_drawn() {
            return;
        }
        let rows = rows(buf);
        // A head has something under it, which stands where the names do.
        for pair in rows.windows(2) {
            if let Some((before, _)) =
                pair[0].split_once(OTHERS).filter(|(_, rest)| !rest.contains(char::is_alphanumeric))
            {
                let under: String = pair[1].chars().skip(before.chars().count()).take(5).collect();
                assert!(under.starts_with("    ") && !under.ends_with(' '), "nothing under a head in {place}");
            }
        }
        let looks = shown.looks();
        for (index, member) in shown.figures.members.iter().enumerate() {
            let is_seen = member.is_drawn() && (shown.visible[index] || index == shown.at_hand);
            // What has an axis of its own is left out where that has no room.
            let is_told = |row: &String| row.contains(member.name);
            let first = member.name.split(' ').next().unwrap_or_default();
            let is_begun = |row: &String| row.contains(&format!("{} {first}", sample(ctx, looks[index])));
            assert!(
                !is_seen || rows.iter().any(|row| is_told(row) || is_begun(row)),
                "{} unnamed in {place}",
                member.name
            );
        }
        for plot in shown.chart.plots.iter().chain(&shown.chart.below) {
            let joined = plot.points.windows(2).any(|pair| pair[1].time - pair[0].time <= 1.01);
            // Columns stand by themselves.
            let is_column = rows.iter().any(|row| row.contains(ctx.symbols.bar));
            assert!(joined || is_column, "{} is but dots in {place}", plot.name);
        }
    });
}

#[test]
fn what_is_found_of_a_chart_is_kept_as_long_as_the_same_is_chosen() {
    let reader = Reader::new(Theme::named("dark", Depth::Ansi16).unwrap_or_else(|error| panic!("{error}")));
    let ctx = Context::new(library(), &reader);
    let mut trade = super::Trade::default();
    trade.refresh(ctx);
    let found = |trade: &mut super::Trade| {
        trade.hold(ctx);
        trade.shown(ctx).map_or_else(|| panic!("no chart"), |shown| std::sync::Arc::clone(&shown.chart))
    };
    let one = found(&mut trade);
    assert!(std::sync::Arc::ptr_eq(&one, &found(&mut trade)), "it was made anew");
    trade.since = trade.shown(ctx).and_then(|shown| shown.periods.first().copied());
    assert!(!std::sync::Arc::ptr_eq(&one, &found(&mut trade)), "another choice shows what was found before");
}

#[test]
fn parts_are_not_compared_nor_drawn_one_by_one_and_are_come_back_to() {
    let reader = Reader::new(Theme::named("dark", Depth::Ansi16).unwrap_or_else(|error| panic!("{error}")));
    let ctx = Context::new(library(), &reader);
    let mut trade = super::Trade::default();
    trade.refresh(ctx);
    let with_parts = all(ctx.dataset).into_iter().find(|id| trade.parts_of(*id).is_some());
    trade.list_detail.select(with_parts.unwrap_or_else(|| panic!("no parts")));
    assert!(trade.parts().is_some());
    let of_parts = trade.figure_at_hand().unwrap_or_default();
    trade.charting = true;
    assert_eq!([Action::Since, Action::Toggle].map(|action| trade.can_own(ctx, action)), [Some(false); 2]);
    assert!(trade.nothing_to_do(ctx, Action::Since).is_some());
    trade.since = trade.stands_at(ctx);
    trade.update_own(ctx, Action::Close);
    assert!(!trade.charting && trade.since.is_some(), "what does not show was closed");
    trade.update_own(ctx, Action::Parts);
    assert!(trade.parts().is_none());
    trade.return_to_figure(of_parts);
    assert!(trade.parts().is_some());
}

#[test]
fn in_one_row_a_chart_tells_its_figure() {
    let reader = Reader::new(Theme::named("dark", Depth::Ansi16).unwrap_or_else(|error| panic!("{error}")));
    let ctx = Context::new(library(), &reader);
    for id in all(ctx.dataset) {
        let shown = Shown::of(ctx.dataset, id, &BTreeSet::new(), (None, None)).unwrap_or_else(|| panic!("no chart"));
        if shown.figures.shape() == ChartShape::Rows || !shown.is_drawn() {
            continue;
        }
        for width in WIDTHS {
            let pane = Rect::new(0, 0, width, 3);
            let mut buf = Buffer::empty(pane);
            draw_shown(ctx, &shown, (shown.figures.title(), true, false), pane, &mut buf);
            let value = shown.point().map_or_else(|| "–".to_owned(), |point| format_value(point.value));
            assert!(rows(&buf)[1].contains(&value), "{value} at {width}:\n{}", text(&buf));
        }
    }
}

//! What stands under a chart: the period one stands at, and of each series its exact value there. Every line has its
//! place, whatever there is to tell: nothing moves as one goes from period to period.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::one_row;
use super::shown::Shown;
use super::spots::Spots;
use super::telling::{source_of, told_of_change, whole_words};
use super::values::{Table, change};
use crate::data::date::PartialDate;
use crate::data::period::Period;
use crate::data::series::{DataPoint, format_value};
use crate::text::{clip, width};
use crate::tui::context::Context;
use crate::tui::widgets::scroll::Scroll;
use crate::view::figures::Member;

/// How many lines of each sort there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lines {
    /// One a series, of those around the one at hand.
    members: u16,
    /// The difference of two.
    gap: u16,
    /// The source of the figure one stands at.
    source: u16,
    /// What is to be known of it.
    note: u16,
    /// Whether the unit is told with the period: no chart tells it.
    with_unit: bool,
}

/// From these heights on the source shows, and a line or two of what is to be known.
const WITH_SOURCE: u16 = 13;
/// Below this height rows of their own have all the room but a line.
pub(super) const LOW: u16 = 9;
const WITH_NOTE: u16 = 17;
const WITH_NOTES: u16 = 26;
/// Over what is told beside a chart and not of the year at hand.
pub(super) const OTHERS: &str = "other counts, of other years";

impl Lines {
    /// As many as a pane of this height has room for beside a chart.
    pub(super) fn of(shown: &Shown<'_>, height: u16) -> Self {
        let gap = u16::from(shown.figures.chart.is_some_and(|chart| chart.fill.is_some()));
        let source = u16::from(height >= WITH_SOURCE);
        let note = u16::from(height >= WITH_NOTE) + u16::from(height >= WITH_NOTES);
        // What is told beside has a head of its own.
        let beside = usize::from(shown.figures.members.iter().any(|member| !member.is_drawn()) && shown.is_drawn());
        let all = u16::try_from(shown.figures.members.len() + beside).unwrap_or(u16::MAX);
        let room = (height * 9 / 20).saturating_sub(1 + gap + source + note);
        let mut members = room.clamp(1, all.max(1));
        // A head with nothing under it tells nothing: its row is the chart's, whichever year is at hand.
        let drawn = shown.figures.members.iter().filter(|member| member.is_drawn()).count();
        if beside > 0 && members < all && usize::from(members) == drawn + 1 {
            members -= 1;
        }
        Self { members, gap, source, note, with_unit: false }
    }

    /// As many as a pane of this height holds where no chart has room: a line of every series, then the difference,
    /// then what is told of the figure at hand.
    pub(super) fn without_chart(shown: &Shown<'_>, height: u16) -> Self {
        /// So high a pane has room for every line there is.
        const HIGH: u16 = 1000;
        let mut full = Self::of(shown, HIGH);
        let drawn = shown.figures.members.iter().filter(|member| member.is_drawn()).count();
        // The difference can be told from the series that it is of.
        if usize::from(height) < 1 + drawn + usize::from(full.gap) {
            full.gap = 0;
        }
        let mut members = full.members.min(height.saturating_sub(1 + full.gap));
        // A head with nothing under it tells nothing.
        if members < full.members && usize::from(members) == shown.others_from + 1 {
            members -= 1;
        }
        let members = members.max(1);
        let left = height.saturating_sub(1 + full.gap + members);
        let source = full.source.min(left);
        Self { members, gap: full.gap, source, note: full.note.min(left - source), with_unit: true }
    }

    /// Without a line a series: they have rows of their own.
    pub(super) fn without_members(height: u16) -> Self {
        let (source, note) = (u16::from(height >= LOW), u16::from(height >= LOW) + u16::from(height >= WITH_NOTE));
        Self { members: 0, gap: 0, source, note, with_unit: false }
    }

    /// All of them, with that of the period.
    pub(super) fn height(self) -> u16 {
        1 + self.members + self.gap + self.source + self.note
    }
}

/// Draws the lines; the one at hand stands out where the keys go here. Gives where each series stands.
pub(super) fn draw(
    ctx: Context<'_>,
    shown: &Shown<'_>,
    (lines, focused): (Lines, bool),
    area: Rect,
    buf: &mut Buffer,
) -> Spots {
    let mut spots = Spots::default();
    let Some(period) = shown.period() else { return spots };
    let has_one_row = area.height == 1;
    if has_one_row && lines.members > 0 && shown.since.is_none() {
        return one_row::draw(ctx, shown, (period, focused), area, buf);
    }
    let columns = usize::from(area.width);
    let height = if has_one_row { 0 } else { usize::from(lines.members) };
    let all = shown.figures.members.len();
    // The head of other counts is a line before the first of them.
    let with_head = height > 0 && shown.others_from < all;
    let line_of = |index: usize| index + usize::from(with_head && index >= shown.others_from);
    let mut scroll = Scroll { selected: line_of(shown.at_hand), offset: 0 };
    scroll.fit(all + usize::from(with_head), height, 0);
    let in_sight = |index: &usize| (scroll.offset..scroll.offset + height).contains(&line_of(*index));
    let seen = (0..all).find(in_sight).zip((0..all).rfind(in_sight));
    let table = Table::of(ctx, shown, columns);
    // Where no row below tells how the series at hand changed, it is told with the periods; where its row has no room
    // for the growth by the year, that is.
    let in_row = |change| shown.member().filter(|_| height > 0).map(|member| table.told_of(member, change));
    let changes = match change(shown).map(|change| (change, in_row(change).unwrap_or_default())) {
        Some((change, in_row)) if in_row.is_empty() => {
            let is_told = height > 0 && shown.member().is_some_and(|member| table.tells_both(shown, member));
            let both = both(ctx, shown)
                .filter(|_| !is_told)
                .map(|both| format!("{both}  {}", told_of_change(change, columns)));
            let [whole, short] = [columns, columns / 2].map(|room| told_of_change(change, room));
            // The difference of two values that stand there is easily seen, the growth by the year is not.
            let growth = change.yearly_in_words().filter(|_| is_told);
            both.into_iter().chain([whole]).chain(growth).chain([short]).collect()
        }
        Some((change, in_row)) => {
            change.yearly_in_words().filter(|growth| !in_row.contains(growth)).into_iter().collect()
        }
        None => Vec::new(),
    };
    let mut rows = vec![head(ctx, shown, (period, &changes), (seen, lines.with_unit), columns)];
    let looks = shown.looks();
    for line in (scroll.offset..all + usize::from(with_head)).take(height) {
        if with_head && line == shown.others_from {
            // Not where none of them has room under it.
            let is_last = line + 1 == scroll.offset + height;
            rows.push(Line::styled(if is_last { "" } else { OTHERS }, ctx.theme.dim.style()));
            continue;
        }
        let index = line - usize::from(with_head && line > shown.others_from);
        if let Some(member) = shown.figures.members.get(index) {
            let y = area.y.saturating_add(u16::try_from(rows.len()).unwrap_or(u16::MAX));
            spots.series.push((Rect { y, height: 1, ..area }.intersection(area), member.id));
            let look = looks.get(index).copied().unwrap_or_default();
            rows.push(table.row(ctx, shown, (index, look), member, period));
        }
    }
    // What stands below keeps its place where there is no head.
    rows.resize(1 + height, Line::default());
    let at_hand = 1 + line_of(shown.at_hand).saturating_sub(scroll.offset);
    if lines.gap > 0 {
        rows.push(table.gap(ctx, shown, period));
    }
    let points = shown.points();
    if lines.source > 0 {
        rows.push(Line::styled(source_of(ctx.dataset, &points, columns), ctx.theme.source.style()));
    }
    rows.extend(notes(ctx, &points, usize::from(lines.note), columns));
    for (index, (line, y)) in rows.iter().zip(area.top()..area.bottom()).enumerate() {
        buf.set_line(area.x, y, line, area.width);
        if focused && index == at_hand && height > 0 {
            buf.set_style(Rect { y, height: 1, ..area }, ctx.theme.selected.style());
        }
    }
    spots
}

/// The values of the series at hand that are compared, the earlier first: `5.15 ≠ → 6.04`.
fn both(ctx: Context<'_>, shown: &Shown<'_>) -> Option<String> {
    let [from, to] = shown.compared()?.map(|period| {
        let point = shown.member()?.at(period)?;
        let sign = if point.also.is_empty() { String::new() } else { format!(" {}", ctx.symbols.conflict) };
        Some(format!("{}{sign}", format_value(point.value)))
    });
    Some(format!("{} {} {}", from?, ctx.symbols.becomes, to?))
}

/// The two periods that are compared, the earlier first, and the change from one to the other in the first of these
/// forms that has room: the periods give way to it.
fn compared([from, to]: [Period; 2], changes: &[String], columns: usize) -> String {
    let names = [format!("{from} to {to}"), format!("{} to {}", from.axis_label(), to.axis_label())];
    let Some(last) = changes.last() else { return names.into_iter().next().unwrap_or_default() };
    let forms = changes.iter().flat_map(|change| names.iter().map(move |name| format!("{name}  {change}")));
    forms.into_iter().find(|told| width(told) <= columns).unwrap_or_else(|| last.clone())
}

/// The period, or the two that are compared, with the change that is told nowhere else, in the first of its forms that
/// has room; the unit, where no chart tells it; what happened then; and how many series there are, if not all show.
fn head(
    ctx: Context<'_>,
    shown: &Shown<'_>,
    (period, changes): (Period, &[String]),
    (seen, with_unit): (Option<(usize, usize)>, bool),
    columns: usize,
) -> Line<'static> {
    let dim = ctx.theme.dim.style();
    let since = shown.compared();
    let named = since.map_or_else(|| period.to_string(), |periods| compared(periods, changes, columns));
    let mut spans = vec![Span::styled(clip(&named, columns).into_owned(), ctx.theme.title.style())];
    let mut room = columns.saturating_sub(width(&named));
    let mut add = |text: String, style: Style| {
        let fits = width(&text) <= room;
        if fits {
            room -= width(&text);
            spans.push(Span::styled(text, style));
        }
        fits
    };
    // Said before the rest: it answers a key.
    if since.is_none() && shown.since.is_some() {
        let _ = add("   compared with this one: go to another".to_owned(), dim)
            || add("   compared: go to another".to_owned(), dim);
    }
    let unit = format!("   {}", shown.figures.unit());
    let told = width(&named) + if with_unit && add(unit.clone(), dim) { width(&unit) } else { 0 };
    let all = shown.figures.members.len();
    let position = format!("   {} of {}", shown.position.map_or(0, |at| at + 1), shown.periods.len());
    let position = Some(position).filter(|_| since.is_none());
    let series = seen.filter(|(first, last)| last - first + 1 < all).map(|(first, last)| {
        let which = if last > first { format!("{}–{}", first + 1, last + 1) } else { (first + 1).to_string() };
        [format!("   series {which} of {all}"), format!("   {which}/{all}")]
    });
    // That not all series show is told before anything that can be counted on the screen.
    let before = position
        .as_ref()
        .filter(|position| series.as_ref().is_none_or(|[whole, _]| told + width(position) + width(whole) <= columns));
    if let Some(position) = before {
        add(position.clone(), dim);
    }
    if let Some([whole, short]) = series {
        let _ = add(whole, dim) || add(short, dim);
    }
    if let Some(position) = position.as_ref().filter(|_| before.is_none()) {
        add(position.clone(), dim);
    }
    let stays = shown.visible.get(shown.at_hand) == Some(&true);
    if since.is_none() && !stays && shown.member().is_some_and(Member::is_drawn) {
        add("   drawn while at hand".to_owned(), dim);
    }
    let within = |when: &PartialDate| period.earliest() <= when.earliest() && when.latest() <= period.latest();
    for (_, record) in shown.figures.events(ctx.dataset) {
        if record.when.as_ref().is_some_and(within) {
            add(format!("   {} {}", ctx.symbols.event, record.title), ctx.theme.core.style());
        }
    }
    Line::from(spans)
}

/// What is to be known of figures, and what else was published, in so many lines: of two that are compared with the
/// period of each.
fn notes(ctx: Context<'_>, points: &[&DataPoint<'_>], rows: usize, columns: usize) -> Vec<Line<'static>> {
    let of = |point: &DataPoint<'_>, after: &str| match points.len() {
        0 | 1 => String::new(),
        _ => format!("{}{after}", point.period.axis_label()),
    };
    let mut told: Vec<String> = Vec::new();
    for point in points {
        told.extend(point.also.iter().map(|also| {
            let (sign, value) = (ctx.symbols.conflict, format_value(also.value));
            format!("{sign} {}also {value}: {}", of(point, " "), also.note)
        }));
        told.extend(point.note.iter().map(|note| format!("{}{note}", of(point, ": "))));
    }
    let is_disputed = points.iter().any(|point| !point.also.is_empty());
    let style = if is_disputed { ctx.theme.conflict.style() } else { ctx.theme.dim.style() };
    let text = told.join(" · ");
    whole_words(&text, rows, columns).into_iter().map(|line| Line::styled(line, style)).collect()
}

//! Drawing Trade: the list of charts, and beside it the chart at hand in whatever form it has: lines or columns over
//! its values, rows, figures, the parts of a whole, a table.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};

use super::known::Known;
use super::readout::{LOW, Lines};
use super::shown::Shown;
use super::spots::Spots;
use super::telling::whole_words;
use super::{Trade, caption, disputes, readout, rows, single, spark, table};
use crate::data::pack::charts::ChartShape;
use crate::data::{Item, ItemId};
use crate::text::width;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layout;
use crate::tui::list_detail::Filter;
use crate::tui::screens::listing::drawing::{cell, list_pane, title_spans};
use crate::tui::widgets::chart::line_style;
use crate::tui::widgets::layer_sign;
use crate::tui::widgets::pane::{Pane, draw_note};

/// Columns of the list where the chart is beside it, and the part of the width it takes between them.
const LIST: [u16; 2] = [34, 60];
const LIST_SHARE: u16 = 36;
/// The fewest columns and rows of a chart on an axis, and the fewest rows of a pane that has one in a row.
const AXIS: (u16, u16) = (12, 4);
const SMALL: u16 = 3;
/// Columns of the span of years in a row, and from which width on it shows.
const YEARS: usize = 9;
const WITH_YEARS: usize = 40;
/// From this height on rows tell in a sentence what they are, in so many columns at most.
const ABOUT_FROM: u16 = 18;
const ABOUT: usize = 90;
/// Room for the list and for the chart: a third beside or above it, or one of the two alone.
pub(super) fn divide(area: Rect, charting: bool) -> (Option<Rect>, Option<Rect>) {
    let panes = layout::panes(area, charting);
    let (Some(list), Some(detail)) = (panes.list, panes.detail) else {
        return (panes.list, panes.detail);
    };
    let [list, chart] = if list.y == detail.y {
        let share = u32::from(area.width) * u32::from(LIST_SHARE) / 100;
        let columns = u16::try_from(share).unwrap_or(u16::MAX).clamp(LIST[0], LIST[1]);
        area.layout(&Layout::horizontal([Constraint::Length(columns), Constraint::Fill(1)]))
    } else {
        area.layout(&Layout::vertical([Constraint::Percentage(34), Constraint::Fill(1)]))
    };
    (Some(list), Some(chart))
}

/// The pane where no chart is selected.
pub(super) fn nothing(ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
    let _ = Pane::new("", false).draw(ctx, area, buf);
}

impl Trade {
    pub(super) fn draw_list(&mut self, ctx: Context<'_>, area: Option<Rect>, buf: &mut Buffer) -> Option<Position> {
        let area = area?;
        let (inner, prompt) = list_pane(ctx, &self.list_detail, "Figures", "charts", area, buf);
        let known = self.known.as_deref();
        let line = |filter: Option<&Filter>, id, columns| row(ctx, known, filter, (id, columns));
        prompt.or(self.list_detail.draw_list(ctx, inner, buf, line))
    }

    pub(super) fn draw_figures(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
        let focused = self.charting;
        let spots = if let Some((parts, position)) = self.parts() {
            let pane = Pane::new(&parts.title, focused);
            // How many there are above and below is known once they are drawn; the frame does not touch them.
            let inner = layout::text(Pane::inner(area), area.width);
            let (more, spots) = parts.draw(ctx, position, (self.part, focused), inner, buf);
            let _ = pane.more(more.0, more.1).draw(ctx, area, buf);
            spots
        } else {
            self.hold(ctx);
            let Some(shown) = self.held.as_ref().map(|held| held.shown(ctx.dataset)) else { return };
            let sign = if disputes::is_marked(&shown) {
                let key = ctx.keymap.name(Scope::Trade, Action::Dispute);
                format!(" {} {key}", ctx.symbols.conflict)
            } else {
                String::new()
            };
            let title = format!("{}{}", shown.figures.title(), sign.trim_end());
            draw_shown(ctx, &shown, (&title, focused, self.as_table), area, buf)
        };
        self.spots = Spots { pane: area, ..spots };
    }
}

/// The figures of a chart in their form, in a pane.
pub(super) fn draw_shown(
    ctx: Context<'_>,
    shown: &Shown<'_>,
    (title, focused, as_table): (&str, bool, bool),
    area: Rect,
    buf: &mut Buffer,
) -> Spots {
    let pane = Pane::new(title, focused);
    if shown.figures.shape() == ChartShape::Rows && !as_table {
        let inner = layout::text(Pane::inner(area), area.width);
        let (more, spots) = draw_rows(ctx, shown, focused, inner, buf);
        let _ = pane.more(more.0, more.1).draw(ctx, area, buf);
        return spots;
    }
    let inner = pane.draw(ctx, area, buf);
    let inner = layout::text(inner, inner.width);
    if as_table {
        table::draw(ctx, shown, focused, inner, buf)
    } else if shown.is_drawn() {
        let spots = draw_chart(ctx, shown, focused, inner, buf);
        let told: Vec<ItemId> = spots.series.iter().map(|(_, id)| *id).collect();
        draw_note(ctx, area, &others(shown, &told, usize::from(area.width).saturating_sub(6)), buf);
        spots
    } else {
        single::draw(ctx, shown, focused, inner, buf)
    }
}

/// The series that have no row of their own for want of room, by their names in so many columns; the last are counted
/// where not all have room, and nothing is told where none has.
fn others(shown: &Shown<'_>, told: &[ItemId], columns: usize) -> String {
    let members = shown.figures.members.iter().filter(|member| !told.contains(&member.id));
    let names: Vec<&str> = members.map(|member| member.name).collect();
    let forms = (1..=names.len()).rev().map(|count| {
        let more = if count < names.len() { format!(" and {} more", names.len() - count) } else { String::new() };
        format!("others: {}{more}", names.iter().take(count).copied().collect::<Vec<_>>().join(", "))
    });
    forms.into_iter().find(|told| width(told) <= columns).unwrap_or_default()
}

/// Lines or columns over the values of a period.
fn draw_chart(ctx: Context<'_>, shown: &Shown<'_>, focused: bool, area: Rect, buf: &mut Buffer) -> Spots {
    let lines = Lines::of(shown, area.height);
    if area.width < AXIS.0 || area.height < lines.height() + 1 + AXIS.1 {
        return draw_small(ctx, shown, focused, area, buf);
    }
    let below = lines.height().min(area.height);
    let air = u16::from(area.height > below + 12);
    let [over, chart, _, values] = area.layout(&Layout::vertical([
        Constraint::Length(1),
        Constraint::Fill(1),
        Constraint::Length(air),
        Constraint::Length(below),
    ]));
    buf.set_line(over.x, over.y, &caption::line(ctx, shown, chart.height, usize::from(over.width)), over.width);
    let drawn = shown.chart.draw(ctx, chart, buf);
    Spots { chart: Some(drawn), ..readout::draw(ctx, shown, (lines, focused), values, buf) }
}

/// Where no chart on axes has room: a row of heights of the series at hand, and the values.
fn draw_small(ctx: Context<'_>, shown: &Shown<'_>, focused: bool, area: Rect, buf: &mut Buffer) -> Spots {
    let heights = u16::from(area.height >= SMALL);
    let lines = Lines::without_chart(shown, area.height - heights);
    let [row, values] = area.layout(&Layout::vertical([Constraint::Length(heights), Constraint::Fill(1)]));
    let member = shown.member().filter(|_| heights > 0);
    if let Some((member, look)) = member.zip(shown.looks().get(shown.at_hand)) {
        spark::draw(ctx, (member.name, member.series), (shown.period(), line_style(ctx, *look)), row, buf);
    }
    readout::draw(ctx, shown, (lines, focused), values, buf)
}

/// Rows of values over what is to be known of the one at hand.
fn draw_rows(
    ctx: Context<'_>,
    shown: &Shown<'_>,
    focused: bool,
    area: Rect,
    buf: &mut Buffer,
) -> ((usize, usize), Spots) {
    let lines = Lines::without_members(area.height);
    let about = shown.figures.chart.and_then(|chart| chart.about.as_ref()).filter(|_| area.height > ABOUT_FROM);
    let about = about.map_or_else(Vec::new, |about| whole_words(about, 2, usize::from(area.width).min(ABOUT)));
    let told = u16::try_from(about.len()).unwrap_or(0);
    let rows = u16::try_from(rows::height(shown)).unwrap_or(u16::MAX);
    let [over, table, _, values] = area.layout(&Layout::vertical([
        Constraint::Length(told + told.min(1)),
        Constraint::Max(rows),
        Constraint::Length(u16::from(area.height >= LOW)),
        Constraint::Length(lines.height()),
    ]));
    for (line, y) in about.iter().zip(over.top()..over.bottom()) {
        buf.set_stringn(over.x, y, line, usize::from(over.width), ctx.theme.dim.style());
    }
    // The rows themselves are what is pointed at.
    let _ = readout::draw(ctx, shown, (lines, false), values, buf);
    rows::draw(ctx, shown, focused, table, buf)
}

/// A chart, or in it the series that is at hand or was found.
fn row<'c>(
    ctx: Context<'c>,
    known: Option<&Known>,
    filter: Option<&Filter>,
    (id, columns): (ItemId, usize),
) -> Line<'c> {
    let (told, years) = known.map_or_else(Default::default, |known| known.row(ctx.dataset, id));
    let with_years = columns >= WITH_YEARS;
    let with_sign = !ctx.dataset.pack.layers.is_empty();
    let title = columns.saturating_sub(if with_years { YEARS + 1 } else { 0 } + if with_sign { 2 } else { 0 });
    let mut spans = title_spans(ctx, filter, told, title);
    if with_years {
        spans.push(Span::raw(" "));
        spans.push(cell(&years, YEARS, ctx.theme.dim.style()));
    }
    if with_sign {
        spans.push(Span::raw(" "));
        let series = ctx.dataset.series_of(id);
        spans.extend(series.map(|series| layer_sign::span(ctx, Item::Series(series))));
    }
    Line::from(spans)
}

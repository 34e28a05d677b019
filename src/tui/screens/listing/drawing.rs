//! How lists, their rows and the record beside them are drawn: the same on every tab that lists records.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::data::record::Weight;
use crate::data::{Item, ItemId, Kind};
use crate::search::undated_in_words;
use crate::text::{clip, pad, width, wrap};
use crate::tui::action::Action;
use crate::tui::alike::Alike;
use crate::tui::context::Context;
use crate::tui::follower::leave;
use crate::tui::keymap::Scope;
use crate::tui::layout;
use crate::tui::list_detail::{Filter, Focus, ListDetail};
use crate::tui::widgets::layer_sign;
use crate::tui::widgets::marked;
use crate::tui::widgets::notice::{Notice, draw_above};
use crate::tui::widgets::pane::Pane;

/// The frame of a list: its title tells what is listed and, where it is narrowed, how much of it and by
/// what. Gives the room for the rows, and the cursor's place while a filter is typed.
pub(in crate::tui::screens) fn list_pane(
    ctx: Context<'_>,
    list_detail: &ListDetail,
    title: &str,
    counted: &str,
    area: Rect,
    buf: &mut Buffer,
) -> (Rect, Option<Position>) {
    let shown = list_detail.list.items();
    let count = count_in_words(list_detail);
    let facets = match list_detail.chosen.in_words(ctx.dataset) {
        words if words.is_empty() => words,
        words => format!(" · {words}"),
    };
    let title = format!("{title} {} {count} {counted}{facets}", ctx.symbols.dash);
    let note = pane_note(list_detail);
    let notice = Notice::placed(&note, area);
    let mut inner = Pane::new(&title, list_detail.is_at_list()).note(notice.on_edge).draw(ctx, area, buf);
    let mut cursor = None;
    if let Some(filter) = list_detail.filter.as_ref().filter(|_| inner.height > 1) {
        let place = filter.prompt.draw(ctx, "/", Rect { height: 1, ..inner }, buf);
        cursor = filter.typing.then_some(place);
        inner = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
    }
    inner = draw_above(ctx, notice.above, inner, buf);
    if shown == 0 {
        draw_wrapped(ctx, &why_none(ctx, list_detail), inner, buf);
    }
    (inner, cursor)
}

/// What is told of the query, and of what it or the facets leave out, at the lower edge of a list.
fn pane_note(list_detail: &ListDetail) -> String {
    let results = list_detail.filter.as_ref().map(Filter::results);
    let undated = list_detail.undated;
    results.map_or_else(|| undated_in_words(undated).unwrap_or_default(), |results| results.notice_beside(undated))
}

/// Puts what the signs of the rows that show mean on the lower edge of their frame, unless it has no room whole. That
/// an event is one goes without saying.
fn draw_legend(ctx: Context<'_>, list_detail: &ListDetail, area: Rect, buf: &mut Buffer) {
    let shown = list_detail.list.shown().filter_map(|(id, _)| ctx.dataset.get(*id)).map(|item| item.kind());
    let shown: Vec<Kind> = shown.collect();
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Event && shown.contains(kind));
    let sign = |kind: Kind| format!("{} {}", ctx.symbols.kind(kind), kind.name().to_lowercase());
    let legend = kinds.map(sign).collect::<Vec<_>>().join("  ");
    let columns = width(&legend) + 2;
    let Some(left) = usize::from(area.width).checked_sub(columns + 3).filter(|_| !legend.is_empty()) else { return };
    let x = area.x + u16::try_from(left + 1).unwrap_or(0);
    buf.set_stringn(x, area.bottom().saturating_sub(1), format!(" {legend} "), columns, ctx.theme.dim.style());
}

/// Why a list has no rows, and what to press.
fn why_none(ctx: Context<'_>, list_detail: &ListDetail) -> String {
    let (drop, find) = (ctx.keymap.name(Scope::List, Action::Close), ctx.keymap.name(Scope::Global, Action::Find));
    let wrong = list_detail.filter.as_ref().and_then(|filter| filter.results().wrong());
    if let Some(wrong) = wrong {
        format!("{wrong} {drop} drops the filter.")
    } else if list_detail.is_outdated() {
        "The list is being made …".to_owned()
    } else if list_detail.is_narrowed() {
        format!("Nothing here matches. {drop} drops the filter, and then the facets; {find} searches everything.")
    } else if ctx.dataset.is_empty() {
        "This pack holds no records and no figures yet.".to_owned()
    } else {
        format!("Nothing in this pack belongs here; {find} searches everything.")
    }
}

/// How many items a list shows, and of how many where it is narrowed; not those of another list that shows until it is
/// made.
pub(in crate::tui::screens) fn count_in_words(list_detail: &ListDetail) -> String {
    if list_detail.is_outdated() {
        return "…".to_owned();
    }
    let shown = list_detail.list.items();
    if list_detail.is_narrowed() { format!("{shown} of {}", list_detail.total) } else { shown.to_string() }
}

/// A sentence in place of rows: why there are none, and what to press.
fn draw_wrapped(ctx: Context<'_>, sentence: &str, area: Rect, buf: &mut Buffer) {
    let columns = usize::from(area.width);
    for (text, y) in wrap(sentence, columns).into_iter().zip(area.top()..area.bottom()) {
        buf.set_stringn(area.x, y, text, columns, ctx.theme.dim.style());
    }
}

/// Draws a list and the record beside it, below it or instead of it. `above` draws what stands over
/// the rows and gives the room left; `line` draws a row, handed the filter that is to show in it.
pub(in crate::tui::screens) fn draw_list_detail<'c>(
    ctx: Context<'c>,
    list_detail: &mut ListDetail,
    (title, counted): (&str, &str),
    area: Rect,
    buf: &mut Buffer,
    above: impl Fn(&ListDetail, Rect, &mut Buffer) -> Rect,
    line: impl Fn(Option<&Filter>, ItemId, usize) -> Line<'c>,
) -> Option<Position> {
    list_detail.body = area;
    let panes = layout::split_panes(area, list_detail.focus == Focus::Detail, list_detail.split);
    let mut cursor = None;
    if let Some(area) = panes.list {
        let (inner, prompt) = list_pane(ctx, list_detail, title, counted, area, buf);
        let has_rows = list_detail.list.items() > 0;
        let inner = if has_rows { above(list_detail, inner, buf) } else { inner };
        cursor = prompt.or(list_detail.draw_list(ctx, inner, buf, line));
        let is_edge_free = Notice::placed(&pane_note(list_detail), area).on_edge.is_empty();
        if list_detail.has_kind_signs && is_edge_free {
            draw_legend(ctx, list_detail, area, buf);
        }
    }
    if let Some(area) = panes.detail {
        let focused = list_detail.is_at_detail();
        let place = list_detail.detail.draw(ctx, area, buf, focused);
        cursor = if focused { place } else { cursor };
    }
    match panes.linked {
        // What the record leads to is known once it is laid out.
        Some(area) if list_detail.detail.waits() => leave(area, buf),
        Some(area) => {
            list_detail.linked.show_linked(&list_detail.detail);
            list_detail.linked.draw(ctx, area, buf, false);
        }
        None => {}
    }
    if let Some(detail) = panes.detail.filter(|_| list_detail.focus == Focus::List) {
        list_detail.beside = panes.linked.map_or(detail, |linked| detail.union(linked));
    }
    cursor
}

/// A title with what the filter matched in it marked, cut and filled up to so many columns.
pub(in crate::tui::screens) fn title_spans<'c>(
    ctx: Context<'c>,
    filter: Option<&Filter>,
    title: &str,
    columns: usize,
) -> Vec<Span<'c>> {
    clipped_title_spans(ctx, filter, &clip(title, columns), columns)
}

/// The same of a title that is cut already.
pub(in crate::tui::screens) fn clipped_title_spans<'c>(
    ctx: Context<'c>,
    filter: Option<&Filter>,
    shown: &str,
    columns: usize,
) -> Vec<Span<'c>> {
    let fill = " ".repeat(columns.saturating_sub(width(shown)));
    let marks = filter.map_or_else(Vec::new, |filter| filter.results().marks(shown));
    let plain = ctx.theme.text.style();
    let mut spans: Vec<Span<'c>> = marked::spans(shown, &marks, plain, ctx.theme.matched.style())
        .into_iter()
        .map(|span| Span::styled(span.content.into_owned(), span.style))
        .collect();
    spans.push(Span::raw(fill));
    spans
}

/// The sign of what an exam asks, or the same room left blank.
pub(in crate::tui::screens) fn core_sign<'c>(ctx: Context<'c>, item: Item<'_, '_>) -> Span<'c> {
    match item {
        Item::Record(record) if record.weight == Weight::Core => Span::styled(ctx.symbols.core, ctx.theme.core.style()),
        _ => Span::raw(" "),
    }
}

/// A row of a plain list: the title in all the room that its remark leaves, the remark at the end, and the sign of what
/// an exam asks.
pub(in crate::tui::screens) fn plain_row<'c>(
    ctx: Context<'c>,
    filter: Option<&Filter>,
    item: Item<'c, 'c>,
    remark: &str,
    columns: usize,
) -> Line<'c> {
    row(ctx, filter, item, (remark, columns), |room| clip(item.title(), room))
}

/// The same, with the title cut so that it can be told from those that begin alike.
pub(in crate::tui::screens) fn told_apart_row<'c>(
    ctx: Context<'c>,
    filter: Option<&Filter>,
    (id, alike): (ItemId, &Alike),
    remark: &str,
    columns: usize,
) -> Line<'c> {
    let Some(item) = ctx.dataset.get(id) else { return Line::default() };
    row(ctx, filter, item, (remark, columns), |room| alike.clip(id, item.title(), room))
}

fn row<'c>(
    ctx: Context<'c>,
    filter: Option<&Filter>,
    item: Item<'c, 'c>,
    (remark, columns): (&str, usize),
    cut: impl FnOnce(usize) -> Cow<'c, str>,
) -> Line<'c> {
    let remark = remark_before_signs(remark, columns);
    let room = columns.saturating_sub(width(&remark) + SIGNS);
    let mut spans = clipped_title_spans(ctx, filter, &cut(room), room);
    spans.push(Span::styled(remark, ctx.theme.dim.style()));
    spans.push(layer_sign::span(ctx, item));
    spans.push(core_sign(ctx, item));
    Line::from(spans)
}

/// Columns of the signs at the end of a row: what a layer did, and what an exam asks.
pub(in crate::tui::screens) const SIGNS: usize = 2;

/// A remark as it stands at the end of a row of so many columns, with the blank before it; nothing where there is none.
pub(in crate::tui::screens) fn remark_before_signs(remark: &str, columns: usize) -> String {
    /// A remark takes no more than one column of so many.
    const SHARE: usize = 3;
    if remark.is_empty() { String::new() } else { format!(" {}", clip(remark, columns / SHARE)) }
}

/// A column of a table: text in a style, clipped and filled up.
pub(in crate::tui::screens) fn cell<'c>(text: &str, columns: usize, style: ratatui::style::Style) -> Span<'c> {
    Span::styled(pad(text, columns), style)
}

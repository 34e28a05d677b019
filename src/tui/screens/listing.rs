//! What the tabs that list records have in common: filtering, narrowing, revealing, and how lists,
//! rows and records are drawn.
//!
//! A tab says what it lists and how a row looks ([`Listing`]); moving about and reading are the
//! [`ListDetail`]'s.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{Screen, Spot};
use crate::data::record::Weight;
use crate::data::{Item, ItemId};
use crate::search::facets::Chosen;
use crate::text::{clip, pad, width};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layout;
use crate::tui::list_detail::{Focus, ListDetail};
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::sectioned_list::Row;
use crate::tui::widgets::{list, marked};

/// What a tab adds to a [`ListDetail`].
pub trait Listing {
    /// The keys it has besides those of any list.
    fn scope(&self) -> Option<Scope> {
        None
    }

    /// Its list and record.
    fn browser(&self) -> &ListDetail;

    /// Its list and record.
    fn browser_mut(&mut self) -> &mut ListDetail;

    /// What it lists, of the items that pass.
    fn rows(&self, ctx: Context<'_>, passes: &dyn Fn(ItemId) -> bool) -> Vec<Row>;

    /// Leaves a view in which an item cannot show, before it is revealed.
    fn make_way(&mut self, _ctx: Context<'_>, _id: ItemId) {}

    /// Does what only this screen does; `None` leaves it to the browser.
    fn special(&mut self, _ctx: Context<'_>, _action: Action) -> Option<Effect> {
        None
    }

    /// Draws itself and gives the cursor's place.
    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position>;
}

impl<L: Listing> Screen for L {
    fn scopes(&self) -> Vec<Scope> {
        let browser = self.browser();
        if browser.is_typing() {
            return vec![Scope::Filter];
        }
        match browser.focus {
            Focus::List => self.scope().into_iter().chain([Scope::List, Scope::Global]).collect(),
            Focus::Detail => vec![Scope::Detail, Scope::Global],
        }
    }

    fn refresh(&mut self, ctx: Context<'_>) {
        let browser = self.browser();
        let count = |rows: &[Row]| rows.iter().filter(|row| matches!(row, Row::Item(_))).count();
        let rows = self.rows(ctx, &|id| browser.passes(ctx, id));
        let total = if browser.is_narrowed() { count(&self.rows(ctx, &|_| true)) } else { count(&rows) };
        let browser = self.browser_mut();
        browser.total = total;
        browser.set_rows(rows);
    }

    fn update(&mut self, ctx: Context<'_>, action: Action) -> Effect {
        if self.browser().is_typing() {
            return update_typing(self, ctx, action);
        }
        if self.browser().focus == Focus::List
            && let Some(effect) = self.special(ctx, action)
        {
            return effect;
        }
        match (action, self.browser().focus) {
            (Action::Filter, _) => {
                self.browser_mut().begin_filter();
                Effect::Redraw
            }
            (Action::Close, Focus::List) if self.browser().filter.is_some() => {
                drop_filter(self, ctx);
                Effect::Redraw
            }
            (Action::Close, Focus::List) if !self.browser().chosen.is_empty() => {
                self.browser_mut().chosen.clear();
                self.refresh(ctx);
                Effect::Redraw
            }
            _ => self.browser_mut().update(action),
        }
    }

    fn edit(&mut self, ctx: Context<'_>, key: crate::tui::key::Key) -> Option<Effect> {
        let filter = self.browser_mut().filter.as_mut().filter(|filter| filter.typing)?;
        let changed = filter.prompt.edit(key)?;
        if changed {
            filter.search(ctx);
            self.refresh(ctx);
        }
        Some(Effect::redraw_if(changed))
    }

    fn reveal(&mut self, ctx: Context<'_>, id: ItemId) -> bool {
        self.make_way(ctx, id);
        if !self.browser_mut().outline.select(id) {
            if !self.rows(ctx, &|candidate| candidate == id).contains(&Row::Item(id)) {
                return false;
            }
            self.browser_mut().chosen.clear();
            drop_filter(self, ctx);
            self.browser_mut().outline.select(id);
        }
        self.browser_mut().follow_selection();
        true
    }

    fn marks_changed(&mut self, ctx: Context<'_>) {
        let browser = self.browser_mut();
        // The filter may ask for what is marked, and so may the facets.
        if let Some(filter) = &mut browser.filter {
            filter.search(ctx);
        }
        if browser.is_narrowed() {
            self.refresh(ctx);
        }
    }

    fn shown(&self) -> Option<ItemId> {
        self.browser().shown()
    }

    fn forget_places(&mut self) {
        self.browser_mut().forget_places();
    }

    fn click(&mut self, at: Position) -> Effect {
        self.browser_mut().click(at)
    }

    fn wheel(&mut self, at: Position, by: isize) -> Effect {
        self.browser_mut().wheel(at, by)
    }

    fn spot(&self) -> Spot {
        let browser = self.browser();
        Spot { item: browser.outline.selected(), focus: browser.focus }
    }

    fn set_focus(&mut self, focus: Focus) {
        self.browser_mut().focus = focus;
    }

    fn note(&self) -> String {
        let outline = &self.browser().outline;
        format!("{}/{}", outline.position(), outline.items())
    }

    fn outline(&self, ctx: Context<'_>, passes: &dyn Fn(ItemId) -> bool) -> Vec<Row> {
        self.rows(ctx, passes)
    }

    fn chosen(&self) -> Option<&Chosen> {
        Some(&self.browser().chosen)
    }

    fn choose(&mut self, ctx: Context<'_>, chosen: Chosen) {
        if self.browser().chosen != chosen {
            self.browser_mut().chosen = chosen;
            self.refresh(ctx);
        }
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        Listing::draw(self, ctx, area, buf)
    }
}

fn update_typing<L: Listing>(listing: &mut L, ctx: Context<'_>, action: Action) -> Effect {
    match action {
        Action::Open => {
            listing.browser_mut().keep_filter();
            Effect::Redraw
        }
        Action::Close => {
            drop_filter(listing, ctx);
            Effect::Redraw
        }
        _ => listing.browser_mut().update(action),
    }
}

fn drop_filter<L: Listing>(listing: &mut L, ctx: Context<'_>) {
    listing.browser_mut().filter = None;
    listing.refresh(ctx);
}

/// The frame of a list: its title tells what is listed and, where it is narrowed, how much of it and by
/// what. Gives the room for the rows, and the cursor's place while a filter is typed.
pub(super) fn list_pane(
    ctx: Context<'_>,
    browser: &ListDetail,
    title: &str,
    counted: &str,
    area: Rect,
    buf: &mut Buffer,
) -> (Rect, Option<Position>) {
    let shown = browser.outline.items();
    let count = if browser.is_narrowed() { format!("{shown} of {}", browser.total) } else { shown.to_string() };
    let facets = match browser.chosen.in_words(ctx.dataset) {
        words if words.is_empty() => words,
        words => format!(" · {words}"),
    };
    let title = format!("{title} {} {count} {counted}{facets}", ctx.symbols.dash);
    let note = browser.filter.as_ref().and_then(|filter| filter.results().notice()).unwrap_or_default();
    let mut inner = Pane::new(&title, browser.focus == Focus::List).note(&note).draw(ctx, area, buf);
    let mut cursor = None;
    if let Some(filter) = browser.filter.as_ref().filter(|_| inner.height > 1) {
        let place = filter.prompt.draw(ctx, "/", Rect { height: 1, ..inner }, buf);
        cursor = filter.typing.then_some(place);
        inner = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
    }
    if shown == 0 {
        let (drop, find) = (ctx.keymap.name(Scope::List, Action::Close), ctx.keymap.name(Scope::Global, Action::Find));
        let sentence =
            format!("Nothing here matches. {drop} drops the filter, and then the facets; {find} searches everything.");
        draw_sentence(ctx, &sentence, inner, buf);
    }
    (inner, cursor)
}

/// A sentence in place of rows: why there are none, and what to press.
pub(super) fn draw_sentence(ctx: Context<'_>, sentence: &str, area: Rect, buf: &mut Buffer) {
    let columns = usize::from(area.width);
    for (text, y) in crate::text::wrap(sentence, columns).into_iter().zip(area.top()..area.bottom()) {
        buf.set_stringn(area.x, y, text, columns, ctx.theme.dim.style());
    }
}

/// Draws a list and the record beside it, below it or instead of it. `above` draws what stands over
/// the rows and gives the room left; `line` draws a row.
pub(super) fn draw_browser<'c>(
    ctx: Context<'c>,
    browser: &mut ListDetail,
    (title, counted): (&str, &str),
    area: Rect,
    buf: &mut Buffer,
    above: impl Fn(&ListDetail, Rect, &mut Buffer) -> Rect,
    line: impl Fn(&ListDetail, ItemId, usize) -> Line<'c>,
) -> Option<Position> {
    let panes = layout::panes(area, browser.focus == Focus::Detail);
    let mut cursor = None;
    if let Some(area) = panes.list {
        let (inner, prompt) = list_pane(ctx, browser, title, counted, area, buf);
        let inner = above(browser, inner, buf);
        browser.page = usize::from(inner.height);
        let focused = browser.focus == Focus::List;
        let mut outline = std::mem::take(&mut browser.outline);
        let row = list::draw(ctx, &mut outline, inner, buf, focused, |id, columns| line(browser, id, columns));
        browser.outline = outline;
        cursor = prompt.or(row);
    }
    if let Some(area) = panes.detail {
        let focused = browser.focus == Focus::Detail;
        let place = browser.reader.draw(ctx, area, buf, focused);
        cursor = if focused { place } else { cursor };
    }
    if let Some(area) = panes.linked {
        browser.linked.show(browser.reader.linked());
        browser.linked.draw(ctx, area, buf, false);
    }
    cursor
}

/// A title with what the filter matched in it marked, filled up to so many columns.
pub(super) fn title_spans<'c>(ctx: Context<'c>, browser: &ListDetail, title: &'c str, columns: usize) -> Vec<Span<'c>> {
    let shown = clip(title, columns);
    let fill = " ".repeat(columns.saturating_sub(width(&shown)));
    let marks = browser.filter.as_ref().map_or_else(Vec::new, |filter| filter.results().marks(&shown));
    let plain = ctx.theme.text.style();
    let mut spans: Vec<Span<'c>> = marked::spans(&shown, &marks, plain, ctx.theme.matched.style())
        .into_iter()
        .map(|span| Span::styled(span.content.into_owned(), span.style))
        .collect();
    spans.push(Span::raw(fill));
    spans
}

/// The sign of what an exam asks, or the same room left blank.
pub(super) fn core_sign<'c>(ctx: Context<'c>, item: Item<'_, '_>) -> Span<'c> {
    match item {
        Item::Record(record) if record.weight == Weight::Core => Span::styled(ctx.symbols.core, ctx.theme.core.style()),
        _ => Span::raw(" "),
    }
}

/// A row of a plain list: the title, a remark where there is room, and the sign of what an exam asks.
pub(super) fn plain_row<'c>(
    ctx: Context<'c>,
    browser: &ListDetail,
    item: Item<'c, 'c>,
    remark: &str,
    columns: usize,
) -> Line<'c> {
    /// From this width on the remark has a column of its own; below, it stands only if it is short.
    const WITH_COLUMN: usize = 50;
    const COLUMN: usize = 14;
    let room = if columns >= WITH_COLUMN { COLUMN } else { width(remark).min(COLUMN) };
    let mut spans = title_spans(ctx, browser, item.title(), columns.saturating_sub(room + 3));
    spans.push(Span::raw(" "));
    spans.push(cell(remark, room, ctx.theme.dim.style()));
    spans.push(Span::raw(" "));
    spans.push(core_sign(ctx, item));
    Line::from(spans)
}

/// A column of a table: text in a style, clipped and filled up.
pub(super) fn cell<'c>(text: &str, columns: usize, style: ratatui::style::Style) -> Span<'c> {
    Span::styled(pad(text, columns), style)
}

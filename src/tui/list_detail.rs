//! A list and the record beside it: what every screen has in common, apart from what it lists.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use ratatui::text::Line;

use crate::data::ItemId;
use crate::search::facets::Chosen;
use crate::search::session::FIRST_HITS;
use crate::search::{Predicate, Results, SearchSession};
use crate::text::{counted, is_hostile};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::detail_pane::DetailPane;
use crate::tui::layout::{self, step_split};
use crate::tui::widgets::prompt::Prompt;
use crate::tui::widgets::sectioned_list::{SectionedList, item_line};
use crate::view::sections::Row;

/// Where the keys go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// To the list.
    #[default]
    List,
    /// To the record.
    Detail,
}

/// A list, its filter, and the record of the selected item.
#[derive(Debug, Default)]
pub struct ListDetail {
    /// The list.
    pub list: SectionedList<ItemId>,
    /// The record.
    pub detail: DetailPane,
    /// What the record's selected link leads to, where there is room to show it.
    pub linked: DetailPane,
    /// Where the keys go.
    pub focus: Focus,
    /// Whether they go neither to the list nor to the record, but to what stands beside it, such as a chart.
    pub away: bool,
    /// How many overlays lie over both: the keys go to the uppermost, if there is any.
    pub overlays: usize,
    /// The filter, while one is typed or kept.
    pub filter: Option<Filter>,
    /// The facets chosen.
    pub chosen: Chosen,
    /// How often marks had changed when the list was last made.
    pub marks: u64,
    /// How many items the list has without filter and facets.
    pub total: usize,
    /// By how many steps the line between list and record is moved.
    pub split: i16,
    /// Where both were last drawn.
    pub body: Rect,
    /// Whether its rows have signs of kinds, whose meaning is told beneath them.
    pub has_kind_signs: bool,
    /// How many items what is asked would list as well if they were dated.
    pub undated: usize,
    /// How often other rows were put in the list.
    changes: u64,
    /// Whether the record showed over the whole screen when last drawn.
    is_wide: bool,
}

/// Up to so many items are searched while the key waits.
const AT_ONCE: usize = 20_000;
/// Items looked at between two looks whether a key has come: a millisecond's worth or two, or some where each is asked
/// for more than words.
const SLICE: usize = 50_000;

/// A query that narrows a list.
#[derive(Debug)]
pub struct Filter {
    /// What has been typed.
    pub prompt: Prompt,
    /// Whether it is still being typed.
    pub typing: bool,
    /// Whether the search for it has still to be begun.
    is_due: bool,
    session: SearchSession,
}

impl Filter {
    fn new() -> Self {
        Self { prompt: Prompt::default(), typing: true, is_due: false, session: SearchSession::new() }
    }

    /// One that was kept in an earlier run, if it asks for anything. It is searched for at once if that can be: the first
    /// screen does not wait for the index.
    #[must_use]
    pub fn kept(ctx: Context<'_>, text: &str) -> Option<Self> {
        if text.trim().is_empty() || text.contains(is_hostile) {
            return None;
        }
        let mut filter = Self { prompt: Prompt::with(text), typing: false, is_due: true, ..Self::new() };
        if ctx.index.ready().is_some() {
            filter.search(ctx);
        }
        Some(filter)
    }

    /// What was found, if anything is asked for and all was looked through.
    #[must_use]
    pub fn found(&self) -> Option<&Results> {
        (!self.has_work() && !self.prompt.text().trim().is_empty()).then(|| self.results())
    }

    /// Searches again after the text changed, or what it asks for; of a huge pack that goes on while one types.
    pub fn search(&mut self, ctx: Context<'_>) {
        self.is_due = true;
        if ctx.dataset.len() <= AT_ONCE {
            self.finish(ctx);
        }
    }

    /// Searches to the end.
    fn finish(&mut self, ctx: Context<'_>) {
        ctx.index.get();
        while self.has_work() {
            self.work(ctx);
        }
    }

    /// Whether it is not yet searched for to the end.
    #[must_use]
    pub fn has_work(&self) -> bool {
        self.is_due || self.session.is_searching()
    }

    /// Searches a little further, once there is an index; tells whether all was looked through.
    pub fn work(&mut self, ctx: Context<'_>) -> bool {
        let Some(index) = ctx.index.ready() else { return false };
        let own = ctx.reader.own();
        let predicate = Predicate::ALL.of(&own);
        if std::mem::take(&mut self.is_due) {
            self.session.begin(index, self.prompt.text(), predicate, FIRST_HITS);
        }
        self.session.advance(index, predicate, SLICE)
    }

    /// What was found last.
    #[must_use]
    pub fn results(&self) -> &Results {
        self.session.results()
    }
}

impl ListDetail {
    /// Puts rows in the list, of those that pass the filter, and shows the selected one's record. Where what was selected is
    /// not among them one begins anew, at the first item.
    pub fn set_rows(&mut self, rows: Vec<Row>) {
        self.set_rows_beginning(rows, false);
    }

    /// The same, beginning anew at the last item where that is asked for.
    pub fn set_rows_beginning(&mut self, rows: Vec<Row>, at_end: bool) {
        let before = self.selected();
        self.list.set_rows(rows);
        self.changes += 1;
        if at_end && before != self.selected() {
            self.list.last();
        }
        self.show_selected();
    }

    /// Selects the first item, or the last, and shows its record.
    pub fn begin(&mut self, at_end: bool) {
        if at_end {
            self.list.last();
        } else {
            self.list.first();
        }
        self.show_selected();
    }

    /// How often other rows were put in the list: what was made of them holds as long as this is the same.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// The selected item; none in an empty list.
    #[must_use]
    pub fn selected(&self) -> Option<ItemId> {
        self.list.selected().copied()
    }

    /// Selects an item and shows its record; tells whether it is listed.
    pub fn select(&mut self, id: ItemId) -> bool {
        let found = self.list.select(&id);
        self.show_selected();
        found
    }

    /// Moves the selection by so many items and shows the record; tells whether it moved.
    pub fn step(&mut self, by: isize) -> bool {
        let moved = self.list.step(by);
        self.show_selected();
        moved
    }

    fn show_selected(&mut self) {
        self.detail.show(self.selected());
    }

    /// Whether an item passes the filter and the facets.
    #[must_use]
    pub fn passes(&self, ctx: Context<'_>, id: ItemId) -> bool {
        let own = ctx.reader.own();
        let found = self.filter.as_ref().and_then(Filter::found);
        Predicate::ALL.of(&own).found_by(found).with_facets(&self.chosen).passes(ctx.dataset, id)
    }

    /// For each item of the dataset whether it passes; nothing if all do. Items are gone through in their order, for of a
    /// huge pack that takes a fraction of what it takes in any other.
    #[must_use]
    pub fn passing(&self, ctx: Context<'_>) -> Option<Vec<bool>> {
        self.passing_with(ctx, &self.chosen)
    }

    /// The same of the filter alone, or beside other facets.
    #[must_use]
    pub fn passing_with(&self, ctx: Context<'_>, chosen: &Chosen) -> Option<Vec<bool>> {
        let own = ctx.reader.own();
        let found = self.filter.as_ref().and_then(Filter::found);
        let predicate = Predicate::ALL.of(&own).with_facets(chosen);
        match found {
            None if chosen.is_empty() => None,
            None => Some(ctx.dataset.ids().map(|id| predicate.passes(ctx.dataset, id)).collect()),
            Some(found) => {
                let mut passing = vec![false; ctx.dataset.len()];
                for id in found.matching.iter().filter(|id| predicate.passes(ctx.dataset, **id)) {
                    if let Some(passes) = passing.get_mut(id.index()) {
                        *passes = true;
                    }
                }
                Some(passing)
            }
        }
    }

    /// The item whose record shows.
    #[must_use]
    pub fn shown(&self) -> Option<ItemId> {
        self.detail.item().or(self.selected())
    }

    /// Whether the list shows less than it has.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        self.filter.is_some() || !self.chosen.is_empty()
    }

    /// What is listed, as a word for so many: `records`, of which there may be one alone.
    #[must_use]
    pub fn things(&self, thing: &str) -> String {
        let many = counted(self.total.max(self.list.items()), thing);
        many.split_once(' ').map_or_else(String::new, |(_, word)| word.to_owned())
    }

    /// Whether the keys go to the list.
    #[must_use]
    pub fn is_at_list(&self) -> bool {
        self.focus == Focus::List && !self.away && self.overlays == 0
    }

    /// Whether they go to the record.
    #[must_use]
    pub fn is_at_detail(&self) -> bool {
        self.focus == Focus::Detail && self.overlays == 0
    }

    /// Whether the keys go into the filter's line.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        self.filter.as_ref().is_some_and(|filter| filter.typing)
    }

    /// Begins typing a filter, or goes on with the one there is.
    pub fn begin_filter(&mut self) {
        self.focus = Focus::List;
        self.filter.get_or_insert_with(Filter::new).typing = true;
    }

    /// Whether the list is about to be another: its filter is not yet searched for to the end.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.filter.as_ref().is_some_and(Filter::has_work)
    }

    /// Searches for the filter to the end, if there is one; tells whether anything was left to do.
    pub fn finish_filter(&mut self, ctx: Context<'_>) -> bool {
        let Some(filter) = self.filter.as_mut().filter(|filter| filter.has_work()) else { return false };
        filter.finish(ctx);
        true
    }

    /// Ends typing a filter; an empty one is dropped.
    pub fn keep_filter(&mut self) {
        let filter = self.filter.take().filter(|filter| !filter.prompt.text().trim().is_empty());
        self.filter = filter.map(|filter| Filter { typing: false, ..filter });
    }

    /// Notes that neither the list nor the record shows, until they are drawn again.
    pub fn hide(&mut self) {
        self.list.hide();
        self.detail.hide();
    }

    /// Selects the row that is clicked, opens it if it was selected already, or follows a link of the record.
    pub fn click(&mut self, ctx: Context<'_>, at: Position) -> Effect {
        if let Some(&id) = self.list.item_at(at) {
            let again = self.focus == Focus::List && self.selected() == Some(id);
            if self.is_typing() {
                self.keep_filter();
            }
            self.detail.deselect_link();
            self.select(id);
            self.focus = if again { Focus::Detail } else { Focus::List };
            return Effect::Redraw;
        }
        if !self.detail.shows_at(at) {
            return Effect::Nothing;
        }
        if self.is_typing() {
            self.keep_filter();
        }
        let entered = self.focus != Focus::Detail;
        self.focus = Focus::Detail;
        self.detail.follow_at(ctx, at).unwrap_or(Effect::redraw_if(entered))
    }

    /// Moves the list or the record, whichever is pointed at, by so many lines.
    pub fn wheel(&mut self, at: Position, by: isize) -> Effect {
        if self.list.shows_at(at) {
            return Effect::redraw_if(self.step(by));
        }
        Effect::redraw_if(self.detail.shows_at(at) && self.detail.scroll_by(by))
    }

    /// Does what any list and any record does.
    pub fn update(&mut self, ctx: Context<'_>, action: Action) -> Effect {
        if action == Action::Widen {
            return self.widen(ctx);
        }
        if matches!(action, Action::WidenList | Action::NarrowList) {
            let before = self.split;
            self.split = step_split(self.body, before, action == Action::WidenList);
            return Effect::redraw_if(self.split != before);
        }
        match self.focus {
            Focus::List => self.update_list(action),
            Focus::Detail => self.update_detail(ctx, action),
        }
    }

    /// Shows the record over the whole screen, or beside its list again.
    fn widen(&mut self, ctx: Context<'_>) -> Effect {
        if self.selected().is_none() {
            return Effect::Nothing;
        }
        let is_wide = self.focus == Focus::Detail && self.is_wide;
        if is_wide && self.body.width < layout::READ_BESIDE {
            // Beside its list it would have less room than a text needs: it is put away.
            self.focus = Focus::List;
            return Effect::Redraw;
        }
        self.focus = Focus::Detail;
        ctx.reader.reading.set_wide(!is_wide);
        Effect::Redraw
    }

    /// Whether the record is read over the whole screen, which is so many columns wide: as was said last, or else where
    /// there is no room for much of it beside the list.
    pub fn reads_widely(&mut self, ctx: Context<'_>, columns: u16) -> bool {
        let wants = ctx.reader.reading.is_wide().unwrap_or(columns < layout::READ_BESIDE);
        self.is_wide = wants && self.focus == Focus::Detail && self.selected().is_some();
        self.is_wide
    }

    fn update_list(&mut self, action: Action) -> Effect {
        let moved = match action {
            Action::Previous => self.list.step_heading(false),
            Action::Next => self.list.step_heading(true),
            Action::Open if self.selected().is_some() => {
                self.focus = Focus::Detail;
                return Effect::Redraw;
            }
            action => self.list.walk(action) == Some(true),
        };
        if moved {
            self.show_selected();
        }
        Effect::redraw_if(moved)
    }

    fn update_detail(&mut self, ctx: Context<'_>, action: Action) -> Effect {
        match (action, self.detail.finding()) {
            (Action::FindHere, _) => return self.detail.begin_find(),
            (Action::Open, Some(true)) => return self.detail.keep_find(),
            (Action::Close, Some(is_typing)) => return self.detail.drop_find(is_typing),
            _ => {}
        }
        if matches!(action, Action::Close | Action::Previous) {
            self.focus = Focus::List;
            self.detail.deselect_link();
            return Effect::Redraw;
        }
        self.detail.update(ctx, action)
    }

    /// Draws the rows, with signs before those the reader has marked or has a note on, and gives the place of the selected one.
    /// `line` draws an item in so many columns; it is handed the filter, to show what that matched.
    pub fn draw_list<'l>(
        &mut self,
        ctx: Context<'_>,
        area: Rect,
        buf: &mut Buffer,
        line: impl Fn(Option<&Filter>, ItemId, usize) -> Line<'l>,
    ) -> Option<Position> {
        let focused = self.is_at_list();
        let Self { list, filter, .. } = self;
        let cursor = list.draw(ctx, area, buf, focused, |id, columns| line(filter.as_ref(), *id, columns));
        draw_signs(ctx, list.shown().map(|(id, row)| (*id, row)), buf);
        cursor
    }
}

/// Puts signs before the rows of what the reader has marked or has a note on, beside the pointer.
pub fn draw_signs(ctx: Context<'_>, rows: impl Iterator<Item = (ItemId, Rect)>, buf: &mut Buffer) {
    let notes = ctx.reader.notes.texts();
    for (id, row) in rows {
        let sign = match (ctx.reader.marks.contains(id), notes.has(id)) {
            (false, false) => continue,
            (true, false) => ctx.symbols.mark,
            (false, true) => ctx.symbols.noted,
            (true, true) => ctx.symbols.marked_and_noted,
        };
        let inner = item_line(row);
        if inner.x > row.x
            && let Some(cell) = buf.cell_mut((inner.x - 1, row.y))
        {
            cell.set_symbol(sign);
            // The bar of the selection stays of one colour.
            if !cell.modifier.contains(Modifier::REVERSED) {
                cell.set_style(ctx.theme.core.style());
            }
        }
    }
}

//! What the tabs that list records have in common: filtering, narrowing, revealing.
//!
//! A tab says what it lists and how a row looks ([`Listing`]); moving about and reading are the [`ListDetail`]'s; how
//! lists and rows are drawn is in [`drawing`], and how a list is made anew in [`remaking`].

mod as_layer;
pub(super) mod drawing;
mod remaking;
#[cfg(test)]
mod tests;

use std::cell::{Cell, RefCell};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::data::ItemId;
use crate::search::facets::{Chosen, Facet};
use crate::study::notes::Target;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::detail_pane::ReadingPlace;
use crate::tui::history::{Figure, Spot};
use crate::tui::keymap::Scope;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::list_detail::{Filter, Focus, ListDetail, Passing, Remaking};
use crate::tui::whereabouts::{ListView, ListWhereabouts};
use crate::view::sections::order::{Order, Ordered};
use crate::view::sections::{Passes, Row, items};

/// Items looked at between two looks whether a key has come: some milliseconds' worth. What a pack of no more lists is
/// listed at once.
const SLICE: usize = 25_000;

/// What a tab adds to a [`ListDetail`], and what only lists can be asked for. A listing is a layer by itself.
pub trait Listing: Layer {
    /// The keys it has besides those of any list.
    fn scope(&self) -> Option<Scope> {
        None
    }

    /// Its list and record.
    fn list_detail(&self) -> &ListDetail;

    /// Its list and record.
    fn list_detail_mut(&mut self) -> &mut ListDetail;

    /// In which order it lists what it lists; none where it has an order of its own.
    fn order(&self) -> Option<Order> {
        None
    }

    /// What it lists, of the items that pass.
    fn sections(&self, ctx: Context<'_>, passes: Passes<'_>) -> Vec<Row> {
        let Some(order) = self.order() else { return Vec::new() };
        Ordered::new(ctx.dataset, order).sections(ctx.dataset, passes)
    }

    /// Whether one begins at the last item, where that is what one came for.
    fn begins_at_end(&self) -> bool {
        false
    }

    /// Whether the item is selected with which the list opens.
    fn is_where_it_opens(&self) -> bool {
        let list = &self.list_detail().list;
        if self.begins_at_end() { list.position() == list.items() } else { list.position() <= 1 }
    }

    /// How many items of those that are asked for would be listed if they were dated.
    fn undated(&self, ctx: Context<'_>) -> usize {
        let undated = self.list_detail().undated(ctx, true);
        if undated.is_empty() {
            return 0;
        }
        items(self.sections(ctx, &|id| undated.binary_search(&id).is_ok())).count()
    }

    /// Whether it has more than one order.
    fn sorts(&self) -> bool {
        self.scope() != Some(Scope::Trade)
    }

    /// Leaves a view in which an item cannot show, before it is revealed.
    fn leave_view_without(&mut self, _ctx: Context<'_>, _id: ItemId) {}

    /// What a note is written on here, the first of these unless another is chosen.
    fn noted(&self, ctx: Context<'_>) -> Vec<Target> {
        self.list_detail().shown().map_or_else(Vec::new, |item| Target::all_at(ctx.dataset, item))
    }

    /// Lists anew after something that is the reader's own changed: the filter may ask for that, and so may the facets.
    fn search_again(&mut self, ctx: Context<'_>) {
        let list_detail = self.list_detail_mut();
        if let Some(filter) = &mut list_detail.filter {
            filter.search();
        }
        if list_detail.is_narrowed() && !list_detail.is_searching() {
            self.begin_refresh(ctx);
        }
    }

    /// What is taken away as a line to cite, where that is not the record.
    fn taken(&self, _ctx: Context<'_>) -> Option<String> {
        None
    }

    /// Searches for the filter and lists what it finds to the end, where a key asks for what is listed.
    fn finish_filter(&mut self, ctx: Context<'_>) {
        if self.list_detail_mut().finish_filter(ctx) {
            self.begin_refresh(ctx);
        }
        self.finish_refresh(ctx);
    }

    /// Does what only this screen does; `None` leaves it to what any list does.
    fn update_own(&mut self, _ctx: Context<'_>, _action: Action) -> Option<Effect> {
        None
    }

    /// Does what only this screen does and what leads elsewhere.
    fn lead(&mut self, _ctx: Context<'_>, _action: Action) -> Option<Outcome> {
        None
    }

    /// Whether an action that only this screen knows would do anything; `None` of what any list knows.
    fn can_own(&self, _ctx: Context<'_>, _action: Action) -> Option<bool> {
        None
    }

    /// The figure one stands at and what it is compared with, to come back to.
    fn figure_at_hand(&self) -> Option<Figure> {
        None
    }

    /// Stands at a figure as one did.
    fn return_to_figure(&mut self, _figure: Figure) {}

    /// The ids of the series that show though they do not at first, or the other way round.
    fn toggled(&self, _ctx: Context<'_>) -> Vec<String> {
        Vec::new()
    }

    /// What is said where a key of its own has nothing to do.
    fn nothing_to_do(&self, _ctx: Context<'_>, _action: Action) -> Option<&'static str> {
        None
    }

    /// Whether its list can be a map, so that a key for that is its own.
    fn has_map(&self) -> bool {
        false
    }

    /// Shows a place on its map, if it has one.
    fn show_on_map(&mut self, _ctx: Context<'_>, _place: ItemId) {}

    /// Does what a click means that is neither on a row nor on a record.
    fn click_own(&mut self, _ctx: Context<'_>, _at: Position) -> Option<Effect> {
        None
    }

    /// Does what a turn of the wheel means that is neither over the list nor over a record.
    fn wheel_own(&mut self, _ctx: Context<'_>, _at: Position, _by: isize) -> Option<Effect> {
        None
    }

    /// Draws the list and what belongs to it, and gives the cursor's place.
    fn draw_body(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position>;

    /// Lists anew, after the filter, the facets, the marks or the order changed, for whoever asks for what is listed.
    fn refresh(&mut self, ctx: Context<'_>) {
        self.remake(ctx, Remaking::new(false));
        self.finish_refresh(ctx);
    }

    /// The same where nobody asks: what was listed stays until keys that wait are heard and all is found, if that takes
    /// long.
    fn begin_refresh(&mut self, ctx: Context<'_>) {
        self.remake(ctx, Remaking::new(false));
    }

    /// Begins to make the list anew; it is done at once where that takes no longer than a key may.
    fn remake(&mut self, ctx: Context<'_>, remaking: Remaking) {
        self.list_detail_mut().remaking = Some(Box::new(remaking));
        if ctx.dataset.len() <= SLICE {
            self.finish_refresh(ctx);
        }
    }

    /// Makes the list anew to the end, if that was begun.
    fn finish_refresh(&mut self, ctx: Context<'_>) {
        while !self.go_on_refreshing(ctx, usize::MAX) {}
    }

    /// Goes on to make the list anew, by so many items; tells whether it is done.
    fn go_on_refreshing(&mut self, ctx: Context<'_>, items: usize) -> bool {
        remaking::go_on(self, ctx, items)
    }

    /// Lists what passes.
    fn list_anew(&mut self, ctx: Context<'_>, passing: &Passing) {
        let at_end = self.begins_at_end();
        // Whatever might be listed is asked for once.
        let asked = Cell::new(0);
        let rows = self.sections(ctx, &|id| {
            asked.set(asked.get() + 1);
            passing.has(id)
        });
        let total = asked.get();
        let undated = self.undated(ctx);
        let list_detail = self.list_detail_mut();
        list_detail.total = total;
        list_detail.undated = undated;
        list_detail.set_rows_beginning(rows, at_end);
    }

    /// What passes of all that may be listed, in the order of the dataset: facets are counted of that. It is asked for,
    /// and nothing need be listed.
    fn narrowable(&self, ctx: Context<'_>, passing: &Passing) -> Vec<ItemId> {
        let passed = RefCell::new(vec![false; ctx.dataset.len()]);
        self.sections(ctx, &|id| {
            if let Some(passed) = passed.borrow_mut().get_mut(id.index()) {
                *passed = passing.has(id);
            }
            false
        });
        ctx.dataset.ids().zip(passed.into_inner()).filter(|(_, passed)| *passed).map(|(id, _)| id).collect()
    }

    /// Counts what its rows and what stands over them tell of the whole list, by so many items more; tells whether all
    /// is counted. Drawing does not go through it.
    fn count(&mut self, _ctx: Context<'_>, _items: usize) -> bool {
        true
    }

    /// Lists in another order. Whoever stood at an end of the list, as it opens, begins at the beginning of the order;
    /// whoever stood within stays at the item.
    fn reorder(&mut self, ctx: Context<'_>) {
        let list = &self.list_detail().list;
        let at_an_end = [1, list.items()].contains(&list.position());
        self.remake(ctx, Remaking::new(at_an_end));
    }

    /// Drops the filter and lists everything the facets leave.
    fn drop_filter(&mut self, ctx: Context<'_>) {
        self.list_detail_mut().filter = None;
        self.begin_refresh(ctx);
    }

    /// Narrows the list by these facets.
    fn narrow(&mut self, ctx: Context<'_>, chosen: Chosen) {
        if self.list_detail().chosen != chosen {
            self.list_detail_mut().chosen = chosen;
            self.begin_refresh(ctx);
        }
    }

    /// Selects an item, dropping the filter if that hides it; tells whether it is listed here at all.
    fn reveal(&mut self, ctx: Context<'_>, id: ItemId) -> bool {
        self.leave_view_without(ctx, id);
        self.finish_filter(ctx);
        if self.list_detail_mut().select(id) {
            return true;
        }
        if !self.sections(ctx, &|candidate| candidate == id).contains(&Row::Item(id)) {
            return false;
        }
        self.list_detail_mut().chosen.clear();
        self.drop_filter(ctx);
        self.finish_refresh(ctx);
        self.list_detail_mut().select(id)
    }

    /// How one looks at it, besides what any list has.
    fn view(&self) -> ListView {
        ListView::default()
    }

    /// Looks at it like this, as far as that can be done here; what it lists is listed anew afterwards.
    fn look(&mut self, _ctx: Context<'_>, _view: &ListView) {}

    /// Takes up what no door changes, but holds until a reader does, from a remembered view.
    fn take_up(&mut self, _view: &ListView) {}

    /// Where one is in the list, in words that outlast a run.
    fn whereabouts(&self, ctx: Context<'_>) -> ListWhereabouts {
        let list_detail = self.list_detail();
        let id = |item: ItemId| ctx.dataset.get(item).map_or_else(String::new, |item| item.id().to_owned());
        ListWhereabouts {
            item: list_detail.selected().map(id).unwrap_or_default(),
            reading: list_detail.focus == Focus::Detail,
            filter: list_detail.filter.as_ref().map(|filter| filter.prompt.text().to_owned()).unwrap_or_default(),
            facets: list_detail.chosen.facets().map(|facet| facet.word(ctx.dataset)).collect(),
            split: list_detail.split,
            view: ListView { toggled: self.toggled(ctx), ..self.view() },
        }
    }

    /// Goes on where one was; what is no more is passed over.
    fn go_on(&mut self, ctx: Context<'_>, before: &ListWhereabouts) {
        self.take_up(&before.view);
        self.look(ctx, &before.view);
        let list_detail = self.list_detail_mut();
        list_detail.chosen = before.facets.iter().filter_map(|word| Facet::of_word(word, ctx.dataset)).collect();
        list_detail.filter = Filter::kept(ctx, &before.filter);
        list_detail.split = before.split;
        self.refresh(ctx);
        let item = ctx.dataset.find(&before.item);
        if item.is_some_and(|item| self.list_detail_mut().select(item)) && before.reading {
            self.set_focus(Focus::Detail);
        }
    }

    /// Lists anew what has changed meanwhile: once a filter is searched for to the end, which goes on by a slice here,
    /// and where marks changed, for which the filter or the facets may ask; tells whether there was something.
    fn catch_up(&mut self, ctx: Context<'_>) -> bool {
        let is_new = self.note_marks(ctx);
        let list_detail = self.list_detail_mut();
        let filter = list_detail.filter.as_mut().filter(|filter| filter.has_work());
        let is_done = match filter.map(|filter| filter.work(ctx)) {
            Some(true) => {
                self.begin_refresh(ctx);
                !self.list_detail().is_unfinished()
            }
            Some(false) => false,
            None => self.go_on_listing(ctx),
        };
        is_new || is_done
    }

    /// Goes on by a slice to make the list anew, if that was begun and its filter is searched for; tells whether
    /// something more is listed by that.
    fn go_on_listing(&mut self, ctx: Context<'_>) -> bool {
        let list_detail = self.list_detail();
        let is_due = list_detail.remaking.is_some() && !list_detail.is_searching();
        let before = list_detail.changes();
        is_due && (self.go_on_refreshing(ctx, SLICE) || self.list_detail().changes() != before)
    }

    /// Whether its filter is not yet searched for to the end, or what it lists is not listed yet.
    fn has_due_filter(&self) -> bool {
        self.list_detail().is_unfinished()
    }

    /// Lists anew where marks changed, for which the facets may ask; a filter is searched for again later. Tells
    /// whether it did.
    fn note_marks(&mut self, ctx: Context<'_>) -> bool {
        let changes = ctx.reader.marks.changes();
        let list_detail = self.list_detail_mut();
        let is_new = std::mem::replace(&mut list_detail.marks, changes) != changes && list_detail.is_narrowed();
        match &mut list_detail.filter {
            Some(filter) if is_new => filter.search(),
            None if is_new => self.begin_refresh(ctx),
            _ => return false,
        }
        is_new
    }

    /// Filters the list by this, in place of another filter.
    fn filter_by(&mut self, ctx: Context<'_>, text: &str) {
        self.list_detail_mut().filter = Filter::kept(ctx, text);
        self.set_focus(Focus::List);
        self.refresh(ctx);
    }

    /// Where one is in the list, to come back to it.
    fn spot(&self) -> Spot {
        let list_detail = self.list_detail();
        Spot {
            item: list_detail.selected(),
            focus: list_detail.focus,
            place: list_detail.detail.place(),
            on_map: self.view().map,
            figure: self.figure_at_hand(),
        }
    }

    /// Puts the keys here.
    fn set_focus(&mut self, focus: Focus) {
        self.list_detail_mut().focus = focus;
    }

    /// Goes on reading the record where one was.
    fn return_to(&mut self, place: ReadingPlace) {
        self.list_detail_mut().detail.return_to(place);
    }

    /// Notes that one goes elsewhere: what was done here last is over.
    fn leave_off(&mut self) {}

    /// Notes that nothing of it shows, until it is drawn again.
    fn hide(&mut self) {
        self.list_detail_mut().hide();
    }
}

//! A list and the record beside it: what every screen has in common, apart from what it lists. What a list is narrowed
//! by is in [`filter`] and [`narrowing`], how its rows are drawn in [`drawing`].

mod drawing;
mod filter;
mod narrowing;
mod remaking;

use ratatui::layout::{Position, Rect};

pub use self::drawing::draw_signs;
pub use self::filter::Filter;
pub use self::remaking::{Passing, Remaking, Stage};
use crate::data::ItemId;
use crate::search::facets::Chosen;
use crate::text::counted;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::detail_pane::DetailPane;
use crate::tui::layout::{self, step_split};
use crate::tui::web_link::WebLink;
use crate::tui::widgets::sectioned_list::SectionedList;
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
#[derive(Clone, Debug, Default)]
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
    /// How far it is made anew, while it is.
    pub remaking: Option<Box<Remaking>>,
    /// By how many steps the line between list and record is moved.
    pub split: i16,
    /// Where both were last drawn.
    pub body: Rect,
    /// Where it was last told of the selected item beside the list, while the keys go to that; else empty.
    pub beside: Rect,
    /// Whether its rows have signs of kinds, whose meaning is told beneath them.
    pub has_kind_signs: bool,
    /// How many items what is asked would list as well if they were dated.
    pub undated: usize,
    /// How often other rows were put in the list.
    changes: u64,
    /// Whether the record showed over the whole screen when last drawn.
    is_wide: bool,
}

impl ListDetail {
    /// Puts rows in the list, of those that pass the filter, and shows the selected one's record. Where what was
    /// selected is not among them one begins anew, at the first item.
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

    /// The item whose record shows.
    #[must_use]
    pub fn shown(&self) -> Option<ItemId> {
        self.detail.item().or(self.selected())
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

    /// Notes that neither the list nor the record shows, until they are drawn again.
    pub fn hide(&mut self) {
        self.beside = Rect::ZERO;
        self.list.hide();
        self.detail.hide();
        self.linked.hide();
    }

    /// Where the sources that show lead to the web.
    #[must_use]
    pub fn web_links(&self) -> Vec<WebLink> {
        [&self.detail, &self.linked].into_iter().flat_map(DetailPane::web_links).collect()
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
}

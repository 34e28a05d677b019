//! A list and the record beside it: what every screen has in common, apart from what it lists.

use ratatui::layout::{Position, Rect};

use crate::data::ItemId;
use crate::search::facets::Chosen;
use crate::search::{Predicate, Results, SearchSession};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::detail_pane::DetailPane;
use crate::tui::widgets::prompt::Prompt;
use crate::tui::widgets::sectioned_list::{Row, SectionedList};

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
    pub outline: SectionedList,
    /// The record.
    pub reader: DetailPane,
    /// What the record's selected link leads to, where there is room to show it.
    pub linked: DetailPane,
    /// Where the keys go.
    pub focus: Focus,
    /// The filter, while one is typed or kept.
    pub filter: Option<Filter>,
    /// The facets chosen.
    pub chosen: Chosen,
    /// How many items the list has without filter and facets.
    pub total: usize,
    /// Rows the list showed when last drawn: how far a page reaches.
    pub page: usize,
}

/// A query that narrows a list.
#[derive(Debug)]
pub struct Filter {
    /// What has been typed.
    pub prompt: Prompt,
    /// Whether it is still being typed.
    pub typing: bool,
    session: SearchSession,
}

impl Filter {
    fn new() -> Self {
        Self { prompt: Prompt::default(), typing: true, session: SearchSession::new() }
    }

    /// What was found, if anything is asked for.
    fn found(&self) -> Option<&Results> {
        (!self.prompt.text().trim().is_empty()).then(|| self.results())
    }

    /// Searches again after the text changed.
    pub fn search(&mut self, ctx: Context<'_>) {
        let marked = |id| ctx.reader.marks.contains(id);
        self.session.update(ctx.index.get(), self.prompt.text(), Predicate::ALL.marked_by(&marked));
    }

    /// What was found last.
    #[must_use]
    pub fn results(&self) -> &Results {
        self.session.results()
    }
}

impl ListDetail {
    /// Puts rows in the list, of those that pass the filter, and shows the selected one's record.
    pub fn set_rows(&mut self, rows: Vec<Row>) {
        self.outline.set_rows(rows);
        self.follow_selection();
    }

    /// Shows the record of what is selected.
    pub fn follow_selection(&mut self) {
        self.reader.show(self.outline.selected());
    }

    /// Whether an item passes the filter and the facets.
    #[must_use]
    pub fn passes(&self, ctx: Context<'_>, id: ItemId) -> bool {
        let marked = |id| ctx.reader.marks.contains(id);
        let found = self.filter.as_ref().and_then(Filter::found);
        Predicate::ALL.marked_by(&marked).found_by(found).with_facets(&self.chosen).passes(ctx.dataset, id)
    }

    /// The item whose record shows.
    #[must_use]
    pub fn shown(&self) -> Option<ItemId> {
        self.reader.item().or(self.outline.selected())
    }

    /// Whether the list shows less than it has.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        self.filter.is_some() || !self.chosen.is_empty()
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

    /// Ends typing a filter; an empty one is dropped.
    pub fn keep_filter(&mut self) {
        let filter = self.filter.take().filter(|filter| !filter.prompt.text().trim().is_empty());
        self.filter = filter.map(|filter| Filter { typing: false, ..filter });
    }

    /// Notes that neither the list nor the record shows, until they are drawn again.
    pub fn forget_places(&mut self) {
        self.outline.place(Rect::ZERO);
        self.reader.forget_place();
    }

    /// Selects the row that is clicked, opens it if it was selected already, or follows a link of the record.
    pub fn click(&mut self, at: Position) -> Effect {
        if let Some(id) = self.outline.item_at(at) {
            let again = self.focus == Focus::List && self.outline.selected() == Some(id);
            if self.is_typing() {
                self.keep_filter();
            }
            self.reader.leave();
            self.outline.select(id);
            self.follow_selection();
            self.focus = if again { Focus::Detail } else { Focus::List };
            return Effect::Redraw;
        }
        if !self.reader.shows_at(at) {
            return Effect::Nothing;
        }
        if self.is_typing() {
            self.keep_filter();
        }
        let entered = self.focus != Focus::Detail;
        self.focus = Focus::Detail;
        self.reader.link_at(at).map_or(Effect::redraw_if(entered), Effect::Go)
    }

    /// Moves the list or the record, whichever is pointed at, by so many lines.
    pub fn wheel(&mut self, at: Position, by: isize) -> Effect {
        if self.outline.shows_at(at) {
            let moved = self.outline.step(by);
            self.follow_selection();
            return Effect::redraw_if(moved);
        }
        Effect::redraw_if(self.reader.shows_at(at) && self.reader.scroll_by(by))
    }

    /// Does what any list and any record does.
    pub fn update(&mut self, action: Action) -> Effect {
        match self.focus {
            Focus::List => self.update_list(action),
            Focus::Detail => self.update_detail(action),
        }
    }

    fn update_list(&mut self, action: Action) -> Effect {
        let page = isize::try_from(self.page.max(2) - 1).unwrap_or(isize::MAX);
        let moved = match action {
            Action::Up => self.outline.step(-1),
            Action::Down => self.outline.step(1),
            Action::PageUp => self.outline.step(-page),
            Action::PageDown => self.outline.step(page),
            Action::First => self.outline.first(),
            Action::Last => self.outline.last(),
            Action::Previous => self.outline.step_heading(false),
            Action::Next => self.outline.step_heading(true),
            Action::Open if self.outline.selected().is_some() => {
                self.focus = Focus::Detail;
                return Effect::Redraw;
            }
            _ => false,
        };
        if moved {
            self.follow_selection();
        }
        Effect::redraw_if(moved)
    }

    fn update_detail(&mut self, action: Action) -> Effect {
        if matches!(action, Action::Close | Action::Previous) {
            self.focus = Focus::List;
            self.reader.leave();
            return Effect::Redraw;
        }
        self.reader.update(action)
    }
}

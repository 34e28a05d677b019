//! The pane in which a record is read: beside a list, below it, or over the whole screen.
//!
//! What it shows is a [document](crate::view::document), of an item with the reader's notes or of the dataset itself,
//! laid out once for each item, width and change of those notes; where there is room, in a column of text and a margin
//! for where it leads and who says so. How one moves about in it is in [`walk`], what leads out of it in [`web`].

mod columns;
mod drawing;
mod find;
mod laid_out;
mod paint;
mod walk;
mod web;

use ratatui::layout::{Position, Rect};

pub(crate) use paint::style_of;

use self::find::Find;
use self::laid_out::{Asked, LaidOut};
use crate::data::ItemId;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::follower::Follower;
use crate::view::document::OwnNote;
use crate::view::document::layout::LineTarget;

/// What is read and how far.
#[derive(Clone, Debug, Default)]
pub struct DetailPane {
    subject: Subject,
    offset: usize,
    /// The link, source or heading that is selected.
    selected: Option<LineTarget>,
    /// The document as it was last laid out; nothing before it is first drawn.
    text: LaidOut,
    /// Rows there was room for when last drawn.
    height: usize,
    /// Where the text was drawn, and the margin; empty if they do not show.
    areas: [Rect; 2],
    layouts: usize,
    asked: Asked,
    find: Option<Find>,
    /// A text to scroll to once it is laid out.
    sought: Option<Sought>,
    /// Why it stands here: how it stands to what is read beside it.
    relation: Option<&'static str>,
    /// What of it was drawn where: beside a list it follows that.
    follower: Follower<Subject>,
}

/// A text that one came for: it is gone to again where the document is laid out for another size, until one goes on.
#[derive(Clone, Debug)]
struct Sought {
    text: String,
    /// The first line that showed once it was gone to.
    offset: Option<usize>,
}

/// What a document is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Subject {
    #[default]
    Nothing,
    Item(ItemId),
    Dataset,
}

/// How far one had read, to come back to the very line and link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadingPlace {
    offset: usize,
    selected: Option<LineTarget>,
    more: usize,
}

/// The reader's notes that are told at an item.
pub(crate) fn own_notes(ctx: Context<'_>, item: ItemId) -> Vec<OwnNote> {
    ctx.reader.notes.at(ctx.dataset, item).iter().map(|note| OwnNote::new(ctx.dataset, note)).collect()
}

/// These items, each with the reader's notes that are told at it.
pub(crate) fn with_own_notes(ctx: Context<'_>, items: &[ItemId]) -> Vec<(ItemId, Vec<OwnNote>)> {
    items.iter().map(|item| (*item, own_notes(ctx, *item))).collect()
}

impl DetailPane {
    /// A pane in which is told of the dataset.
    #[must_use]
    pub fn of_dataset() -> Self {
        Self { subject: Subject::Dataset, ..Self::default() }
    }

    /// Shows this item, from its beginning if it is another than before.
    pub fn show(&mut self, item: Option<ItemId>) {
        let subject = item.map_or(Subject::Nothing, Subject::Item);
        if self.subject != subject {
            let Self { height, layouts, follower, .. } = *self;
            *self = Self { subject, height, layouts, follower, ..Self::default() };
        }
    }

    /// Shows what the selected link of another pane leads to, or the first, and says so.
    pub fn show_linked(&mut self, from: &Self) {
        let index = match from.selected {
            Some(LineTarget::Link(index)) => index,
            _ => 0,
        };
        self.show(from.link_target());
        self.relation = from.text.relation(index);
    }

    /// Whether it waited to show what it is about when last drawn.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.follower.waits()
    }

    /// Scrolls to the line that begins with this text, once it is laid out.
    pub fn seek(&mut self, text: &str) {
        self.sought = Some(Sought { text: text.to_owned(), offset: None });
    }

    /// How often a document has been laid out here: once for each item, width and set of signs.
    #[must_use]
    pub fn layouts(&self) -> usize {
        self.layouts
    }

    /// What is read.
    #[must_use]
    pub fn item(&self) -> Option<ItemId> {
        match self.subject {
            Subject::Item(item) => Some(item),
            Subject::Nothing | Subject::Dataset => None,
        }
    }

    /// How far one has read.
    #[must_use]
    pub fn place(&self) -> ReadingPlace {
        ReadingPlace { offset: self.offset, selected: self.selected, more: self.asked.more }
    }

    /// Goes on reading where one was.
    pub fn return_to(&mut self, place: ReadingPlace) {
        (self.offset, self.selected, self.asked.more) = (place.offset, place.selected, place.more);
        // That place is told in lines of another layout than what was last shown here may have.
        self.text.made_for = None;
    }

    /// What the selected link leads to; the first that there is, if none is selected.
    #[must_use]
    pub fn link_target(&self) -> Option<ItemId> {
        let selected = self.selected.and_then(|target| self.text.item(target));
        selected.or(self.text.links.first().copied())
    }

    /// Lets go of the selected link, as the keys go elsewhere.
    pub fn deselect_link(&mut self) {
        self.selected = None;
    }

    /// Notes that the document does not show, until it is drawn again.
    pub fn hide(&mut self) {
        self.areas = [Rect::ZERO; 2];
    }

    /// Whether this is where the document was last drawn.
    #[must_use]
    pub fn shows_at(&self, at: Position) -> bool {
        self.areas.iter().any(|area| area.contains(at))
    }

    /// Follows the link drawn at this place, folds the section whose heading it is, or goes to the links counted there;
    /// if anything is there.
    pub fn follow_at(&mut self, ctx: Context<'_>, at: Position) -> Option<Effect> {
        let (margin, area) = self.areas.iter().enumerate().find(|(_, area)| area.contains(at))?;
        let row = self.column_offset(margin == 1) + usize::from(at.y - area.y);
        let column = usize::from(at.x - area.x);
        let line = self.text.lines.get(margin)?.get(row)?;
        if let Some((_, link)) = line.jumps.iter().find(|(columns, _)| columns.contains(&column)) {
            let target = LineTarget::Link(*link);
            self.select(target);
            return Some(Effect::Redraw);
        }
        let target = line.target?;
        Some(self.follow_target(ctx, target))
    }

    fn follow_target(&mut self, ctx: Context<'_>, target: LineTarget) -> Effect {
        match target {
            LineTarget::Link(_) => return self.text.item(target).map_or(Effect::Nothing, Effect::Go),
            LineTarget::More(_) => self.asked.more += 1,
            LineTarget::Section(number) => {
                if let Some(heading) = self.text.headings.get(number) {
                    ctx.reader.reading.toggle(heading);
                }
            }
            LineTarget::Source(number) => {
                if !self.asked.sources.remove(&number) {
                    self.asked.sources.insert(number);
                }
            }
        }
        Effect::Redraw
    }

    /// Moves about in the document, or does what the selected link, source or heading is for.
    pub fn update(&mut self, ctx: Context<'_>, action: Action) -> Effect {
        let before = (self.offset, self.selected);
        match action {
            Action::Up => self.up(),
            Action::Down => self.down(),
            Action::PageUp => self.scroll_to(self.offset.saturating_sub(self.height.max(1))),
            Action::PageDown => self.scroll_to(self.offset + self.height.max(1)),
            Action::HalfUp => self.scroll_to(self.offset.saturating_sub(self.height.div_ceil(2).max(1))),
            Action::HalfDown => self.scroll_to(self.offset + self.height.div_ceil(2).max(1)),
            Action::First => self.scroll_to(0),
            Action::Last => self.scroll_to(usize::MAX),
            Action::NextLink => self.step_link(true),
            Action::PreviousLink => self.step_link(false),
            Action::NextLinks => self.step_relation(true),
            Action::PreviousLinks => self.step_relation(false),
            Action::NextSection => self.step_section(true),
            Action::PreviousSection => self.step_section(false),
            Action::NextMatch => return self.step_found(true),
            Action::PreviousMatch => return self.step_found(false),
            Action::Open | Action::Next => return self.follow(ctx),
            Action::Fold => return self.fold(ctx),
            Action::FoldAll => {
                ctx.reader.reading.toggle_all(self.text.headings.iter().map(String::as_str));
                self.selected = None;
                return Effect::Redraw;
            }
            _ => {}
        }
        Effect::redraw_if(before != (self.offset, self.selected))
    }

    /// Folds the section that is selected, or else the one at the top, or unfolds it.
    fn fold(&mut self, ctx: Context<'_>) -> Effect {
        let Some(target) = self.section_at_hand() else { return Effect::Nothing };
        self.select(target);
        self.follow_target(ctx, target)
    }

    /// Moves about in the document without selecting links.
    pub fn scroll(&mut self, action: Action) -> Effect {
        let before = self.offset;
        let page = self.height.max(1);
        match action {
            Action::Up => self.scroll_to(before.saturating_sub(1)),
            Action::Down => self.scroll_to(before + 1),
            Action::PageUp => self.scroll_to(before.saturating_sub(page)),
            Action::PageDown => self.scroll_to(before + page),
            Action::HalfUp => self.scroll_to(before.saturating_sub(page.div_ceil(2))),
            Action::HalfDown => self.scroll_to(before + page.div_ceil(2)),
            _ => {}
        }
        Effect::redraw_if(before != self.offset)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::search::LazyIndex;
    use crate::tui::reader::Reader;
    use crate::tui::symbols;
    use crate::tui::theme::{Depth, Theme};

    #[test]
    fn a_document_is_laid_out_once_for_an_item_a_width_and_a_set_of_signs() {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let theme = Theme::named("dark", Depth::Ansi16).unwrap_or_else(|error| panic!("{error}"));
        let (index, reader) = (LazyIndex::new(&dataset), Reader::new(theme.clone()));
        let in_ascii = Reader { symbols: symbols::ASCII.clone(), ..Reader::new(theme) };
        let (usual, ascii) = (Context::new(&index, &reader), Context::new(&index, &in_ascii));
        let [first, second] = [dataset.ids().next(), dataset.ids().nth(1)];
        let mut pane = DetailPane::default();
        let mut layouts_after = |ctx, item, (width, height), action: Option<Action>| {
            let area = Rect::new(0, 0, width, height);
            pane.show(item);
            if let Some(action) = action {
                pane.update(ctx, action);
            }
            pane.draw(ctx, area, &mut Buffer::empty(area), true);
            pane.layouts()
        };
        assert_eq!(layouts_after(usual, None, (60, 10), None), 0, "there is nothing to lay out");
        assert_eq!(layouts_after(usual, first, (60, 10), None), 1);
        for action in [Action::Down, Action::PageDown, Action::Last, Action::Up, Action::Open, Action::First] {
            assert_eq!(layouts_after(usual, first, (60, 10), Some(action)), 1, "{action:?} lays nothing out");
        }
        assert_eq!(layouts_after(usual, first, (60, 20), None), 1, "height does not matter");
        assert_eq!(layouts_after(usual, first, (61, 20), None), 2, "width does");
        assert_eq!(layouts_after(ascii, first, (61, 20), None), 3, "and so do signs");
        assert_eq!(layouts_after(ascii, second, (61, 20), None), 4, "another item");
        assert_eq!(layouts_after(ascii, second, (61, 20), None), 4);
    }

    #[test]
    fn that_nothing_is_selected_does_not_stay_while_one_types() {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let theme = Theme::named("dark", Depth::Ansi16).unwrap_or_else(|error| panic!("{error}"));
        let (index, reader) = (LazyIndex::new(&dataset), Reader::new(theme));
        let still = Context::new(&index, &reader);
        let moving = Context { is_moving: true, ..still };
        let area = Rect::new(0, 0, 60, 10);
        let mut pane = DetailPane::default();
        let mut waits_after = |ctx, item| {
            pane.show(item);
            pane.draw(ctx, area, &mut Buffer::empty(area), false);
            pane.waits()
        };
        assert!(!waits_after(still, None));
        assert!(!waits_after(moving, dataset.ids().next()), "what is selected shows at once");
        assert!(waits_after(moving, dataset.ids().nth(1)), "and stays while one goes on");
    }
}

//! The pane in which a record is read: beside a list, below it, or over the whole screen.
//!
//! What it shows is a [document](crate::view::document), of an item with the reader's notes or of the dataset itself, laid out
//! once for each item, width and change of those notes; this scrolls it and
//! selects among its links.

mod laid_out;
mod paint;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub(crate) use paint::style_of;

use self::laid_out::{LaidOut, Target, made_for};
use self::paint::paint;
use crate::data::ItemId;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::widgets::pane::Pane;
use crate::view::document::OwnNote;

/// What is read and how far.
#[derive(Clone, Debug, Default)]
pub struct DetailPane {
    subject: Subject,
    offset: usize,
    link: Option<usize>,
    /// The document as it was last laid out; nothing before it is first drawn.
    text: LaidOut,
    /// Rows there was room for when last drawn.
    height: usize,
    /// Where the text was drawn; empty if it does not show.
    area: Rect,
    layouts: usize,
    /// How often more was asked for than is told at first.
    opened: usize,
}

/// What a document is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Subject {
    #[default]
    Nothing,
    Item(ItemId),
    Dataset,
}

/// The reader's notes that are told at an item.
pub(crate) fn own_notes(ctx: Context<'_>, item: ItemId) -> Vec<OwnNote> {
    ctx.reader.notes.at(ctx.dataset, item).iter().map(|note| OwnNote::new(ctx.dataset, note)).collect()
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
            *self = Self { subject, height: self.height, layouts: self.layouts, ..Self::default() };
        }
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

    /// What the selected link leads to; the first that there is, if none is selected.
    #[must_use]
    pub fn link_target(&self) -> Option<ItemId> {
        match self.text.links.get(self.link.unwrap_or(0))?.0 {
            Target::Item(item) => Some(item),
            Target::More => None,
        }
    }

    /// Lets go of the selected link, as the keys go elsewhere.
    pub fn deselect_link(&mut self) {
        self.link = None;
    }

    /// Notes that the document does not show, until it is drawn again.
    pub fn hide(&mut self) {
        self.area = Rect::ZERO;
    }

    /// Whether this is where the document was last drawn.
    #[must_use]
    pub fn shows_at(&self, at: Position) -> bool {
        self.area.contains(at)
    }

    /// Follows the link drawn at this place, if there is one.
    pub fn follow_at(&mut self, at: Position) -> Option<Effect> {
        let here = self.offset + usize::from(at.y.checked_sub(self.area.y)?);
        let link = self.text.links.iter().find(|&&(_, line)| line == here);
        let target = link.filter(|_| self.shows_at(at)).map(|&(target, _)| target)?;
        Some(self.follow_target(target))
    }

    fn follow_target(&mut self, target: Target) -> Effect {
        match target {
            Target::Item(item) => Effect::Go(item),
            Target::More => {
                self.opened += 1;
                Effect::Redraw
            }
        }
    }

    /// Scrolls by so many lines; tells whether that moved anything.
    pub fn scroll_by(&mut self, by: isize) -> bool {
        let before = self.offset;
        self.scroll_to(before.saturating_add_signed(by));
        before != self.offset
    }

    /// Moves about in the document, or follows the selected link.
    pub fn update(&mut self, action: Action) -> Effect {
        let before = (self.offset, self.link);
        match action {
            Action::Up => self.up(),
            Action::Down => self.down(),
            Action::PageUp => self.scroll_to(self.offset.saturating_sub(self.height.max(1))),
            Action::PageDown => self.scroll_to(self.offset + self.height.max(1)),
            Action::First => self.scroll_to(0),
            Action::Last => self.scroll_to(usize::MAX),
            Action::Open | Action::Next => return self.follow(),
            _ => {}
        }
        Effect::redraw_if(before != (self.offset, self.link))
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
            _ => {}
        }
        Effect::redraw_if(before != self.offset)
    }

    fn last_offset(&self) -> usize {
        self.text.lines.len().saturating_sub(self.height)
    }

    fn shows(&self, line: usize) -> bool {
        (self.offset..self.offset + self.height).contains(&line)
    }

    /// To the next link if it shows, else one line on; when nothing is left to scroll, to the link all the same.
    fn down(&mut self) {
        let next = self
            .link
            .map_or_else(|| self.text.links.iter().position(|&(_, line)| line >= self.offset), |link| Some(link + 1));
        let target = next.and_then(|index| self.text.links.get(index)).map(|&(_, line)| line);
        match target {
            Some(line) if self.shows(line) => self.link = next,
            _ => self.scroll_to(self.offset + 1),
        }
    }

    fn up(&mut self) {
        let before = self.link.and_then(|link| link.checked_sub(1));
        let target = before.and_then(|index| self.text.links.get(index)).map(|&(_, line)| line);
        match target {
            Some(line) if self.shows(line) => self.link = before,
            _ => {
                self.scroll_to(self.offset.saturating_sub(1));
                if before.is_none() && self.offset == 0 {
                    self.link = None;
                }
            }
        }
    }

    /// Scrolls; a selected link that no longer shows is let go.
    fn scroll_to(&mut self, offset: usize) {
        self.offset = offset.min(self.last_offset());
        let line = self.link.and_then(|link| self.text.links.get(link)).map(|&(_, line)| line);
        if line.is_some_and(|line| !self.shows(line)) {
            self.link = None;
        }
    }

    /// Follows the selected link; with none selected, selects the first that shows, or scrolls to the first.
    fn follow(&mut self) -> Effect {
        if let Some(&(target, _)) = self.link.and_then(|link| self.text.links.get(link)) {
            return self.follow_target(target);
        }
        let visible = self.text.links.iter().position(|&(_, line)| self.shows(line));
        let Some(link) = visible.or((!self.text.links.is_empty()).then_some(0)) else {
            return Effect::Nothing;
        };
        if let Some(&(_, line)) = self.text.links.get(link)
            && !self.shows(line)
        {
            self.scroll_to(line.saturating_sub(1));
        }
        self.link = Some(link);
        Effect::Redraw
    }

    /// Draws the document in a frame and gives the cursor's place.
    pub fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer, focused: bool) -> Option<Position> {
        if self.subject == Subject::Nothing {
            let inner = Pane::new("", focused).draw(ctx, area, buf);
            buf.set_stringn(inner.x, inner.y, "Nothing is selected.", usize::from(inner.width), ctx.theme.dim.style());
            return None;
        }
        // One column of air at either side of the text.
        let columns = area.width.saturating_sub(4);
        if self.text.made_for != Some(made_for(ctx, columns, self.opened)) {
            self.text = LaidOut::new(ctx, self.subject, columns, self.opened);
            self.layouts += 1;
        }
        self.height = usize::from(area.height.saturating_sub(2));
        self.offset = self.offset.min(self.last_offset());
        let below = self.text.lines.len().saturating_sub(self.offset + self.height);
        let note = if below > 0 { format!("{below} more {}", ctx.symbols.more[1]) } else { String::new() };
        let inner = Pane::new(self.text.kind, focused).note(&note).draw(ctx, area, buf);
        self.area = inner;
        let x = inner.x + 1.min(inner.width);
        let mut cursor = None;
        let link = self.link.and_then(|link| self.text.links.get(link)).map(|&(_, line)| line);
        let shown = self.text.lines.iter().enumerate().skip(self.offset);
        for ((number, line), y) in shown.zip(inner.top()..inner.bottom()) {
            let selected = focused && Some(number) == link;
            buf.set_line(x, y, &paint(ctx, line, focused, selected), columns);
            if selected {
                buf.set_stringn(x, y, ctx.symbols.pointer, usize::from(columns), ctx.theme.selected.style());
                cursor = Some(Position::new(x, y));
            }
        }
        cursor.or((!inner.is_empty()).then_some(Position::new(x, inner.y)))
    }
}

#[cfg(test)]
mod tests {
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
                pane.update(action);
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
}

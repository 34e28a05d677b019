//! The pane in which a record is read: beside a list, below it, or over the whole screen.
//!
//! What it shows is a [document](crate::view::document), of an item with the reader's notes or of the dataset itself, laid
//! out once for each item, width and change of those notes; where there is room, in a column of text and a margin for where
//! it leads and who says so. How one moves about in it is in [`walk`].

mod columns;
mod find;
mod laid_out;
mod paint;
mod walk;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub(crate) use paint::style_of;

use self::columns::{Columns, GAP};
use self::find::Find;
use self::laid_out::{Asked, LaidOut, MadeFor};
use self::paint::paint;
use crate::data::ItemId;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::widgets::pane::Pane;
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
    sought: Option<String>,
    /// Why it stands here: how it stands to what is read beside it.
    relation: Option<&'static str>,
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

    /// Shows what the selected link of another pane leads to, or the first, and says so.
    pub fn show_linked(&mut self, from: &Self) {
        let index = match from.selected {
            Some(LineTarget::Link(index)) => index,
            _ => 0,
        };
        self.show(from.link_target());
        self.relation = from.text.relation(index);
    }

    /// Scrolls to the line that begins with this text, once it is laid out.
    pub fn seek(&mut self, text: &str) {
        self.sought = Some(text.to_owned());
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

    /// Follows the link drawn at this place, folds the section whose heading it is, or goes to the links counted there; if
    /// anything is there.
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
            _ => {}
        }
        Effect::redraw_if(before != self.offset)
    }

    /// Draws the document in a frame and gives the cursor's place.
    pub fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer, focused: bool) -> Option<Position> {
        if self.subject == Subject::Nothing {
            let inner = Pane::new("", focused).draw(ctx, area, buf);
            buf.set_stringn(inner.x, inner.y, "Nothing is selected.", usize::from(inner.width), ctx.theme.dim.style());
            return None;
        }
        // One column of air at either side of the text.
        let columns = Columns::of(area.width.saturating_sub(4));
        let made_for = MadeFor::new(ctx, columns, &self.asked);
        if self.text.made_for.as_ref() != Some(&made_for) {
            self.text = LaidOut::new(ctx, self.subject, columns, &self.asked);
            self.layouts += 1;
            self.look();
        }
        self.height = usize::from(area.height.saturating_sub(2)) - usize::from(self.find.is_some() && area.height > 3);
        if let Some(sought) = self.sought.take() {
            self.offset = self.text.line_of(&sought).unwrap_or(self.offset);
        }
        self.settle();
        let below = self.lines_below();
        let note = if below > 0 { format!("{below} more {}", ctx.symbols.more[1]) } else { String::new() };
        let linked = self.relation.zip(self.item().and_then(|item| ctx.dataset.get(item)));
        let linked = linked.map(|(relation, item)| format!("{relation}: {}", item.title()));
        let title = linked.as_deref().unwrap_or(self.text.kind);
        let inner = Pane::new(title, focused).note(&note).draw(ctx, area, buf);
        let (inner, place) = self.draw_find(ctx, inner, buf);
        self.areas = columns.place(inner);
        let [text, margin] = self.areas;
        if !margin.is_empty() {
            draw_rule(ctx, Rect { x: text.right() + GAP / 2, width: 1, ..inner }, buf);
        }
        let cursor = self.draw_lines(ctx, text, buf, (false, focused));
        let in_margin = self.draw_lines(ctx, margin, buf, (true, focused));
        place.or(cursor).or(in_margin).or((!text.is_empty()).then_some(text.as_position()))
    }

    /// Draws the lines of the text, or those of the margin, and gives the place of what is selected among them.
    fn draw_lines(
        &self,
        ctx: Context<'_>,
        area: Rect,
        buf: &mut Buffer,
        (in_margin, focused): (bool, bool),
    ) -> Option<Position> {
        let columns = area.width;
        let stop = self.selected.and_then(|target| self.text.stop(target)).filter(|stop| stop.in_margin == in_margin);
        let mut cursor = None;
        let lines = self.text.lines.get(usize::from(in_margin))?;
        let shown = lines.iter().enumerate().skip(self.column_offset(in_margin));
        for ((row, line), y) in shown.zip(area.top()..area.bottom()) {
            let stop = stop.filter(|stop| focused && (stop.row..stop.row + stop.rows).contains(&row));
            let lit = self.find.as_ref().map_or_else(Vec::new, |find| find.lit(in_margin, row));
            buf.set_line(area.x, y, &paint(ctx, line, (focused, stop.is_some()), &lit), columns);
            if let Some(stop) = stop.filter(|stop| stop.row == row) {
                // A link has room for the pointer before it; what else can be selected has the air at its side.
                let x =
                    if matches!(stop.target, LineTarget::Link(_) | LineTarget::More(_)) { area.x } else { area.x - 1 };
                buf.set_stringn(x, y, ctx.symbols.pointer, usize::from(columns), ctx.theme.selected.style());
                cursor = Some(Position::new(x, y));
            }
        }
        cursor
    }
}

/// Draws the rule between text and margin.
fn draw_rule(ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
    for y in area.top()..area.bottom() {
        buf.set_stringn(area.x, y, ctx.symbols.vertical, 1, ctx.theme.border.style());
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
}

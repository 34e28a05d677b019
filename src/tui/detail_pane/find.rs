//! Finding in the record that is read: a line to type in, what was found, and stepping through it. While something is
//! looked for, nothing of the record is folded and every source is told whole.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::DetailPane;
use crate::text::{counted, width};
use crate::tui::action::Effect;
use crate::tui::context::Context;
use crate::tui::key::Key;
use crate::tui::widgets::prompt::{Pasted, Prompt};
use crate::view::document::occurrences::{Occurrence, occurrences};

/// What is looked for in a record.
#[derive(Clone, Debug, Default)]
pub(super) struct Find {
    prompt: Prompt,
    is_typing: bool,
    /// Whether what is typed has not been looked for yet.
    is_due: bool,
    /// Where it stands in the text, and then in the margin.
    found: Vec<(bool, Occurrence)>,
    /// Which of them one is at.
    here: usize,
    /// Where one was before, to go back there, and to look from there on.
    offset: usize,
}

impl Find {
    /// The letters of a line that are to be lit, and whether one is at them.
    pub(super) fn lit(&self, in_margin: bool, row: usize) -> Vec<(std::ops::Range<usize>, bool)> {
        let here = self.here;
        let of_column = self.found.iter().enumerate().filter(|(_, (margin, _))| *margin == in_margin);
        let parts = of_column.flat_map(|(number, (_, parts))| parts.iter().map(move |part| (number, part)));
        parts.filter(|(_, part)| part.0 == row).map(|(number, part)| (part.1.clone(), number == here)).collect()
    }

    fn row(&self) -> Option<(bool, usize)> {
        let (in_margin, parts) = self.found.get(self.here)?;
        Some((*in_margin, parts.first()?.0))
    }
}

impl DetailPane {
    /// Whether something is looked for here, and whether that is still being typed.
    #[must_use]
    pub fn finding(&self) -> Option<bool> {
        self.find.as_ref().map(|find| find.is_typing)
    }

    /// Begins to look for something, or goes on typing what is looked for.
    pub fn begin_find(&mut self) -> Effect {
        let offset = self.offset;
        let find = self.find.get_or_insert_with(|| Find { offset, ..Find::default() });
        find.is_typing = true;
        self.selected = None;
        self.asked.everything = true;
        Effect::Redraw
    }

    /// Ends typing; what was found stays lit, if anything was asked for.
    pub fn keep_find(&mut self) -> Effect {
        self.look_if_due();
        match &mut self.find {
            Some(find) if !find.prompt.text().trim().is_empty() => find.is_typing = false,
            _ => return self.drop_find(false),
        }
        Effect::Redraw
    }

    /// Looks for it no longer, and goes back to where one was, or stays.
    pub fn drop_find(&mut self, goes_back: bool) -> Effect {
        if let Some(find) = self.find.take() {
            self.asked.everything = false;
            if goes_back {
                self.offset = find.offset;
            }
        }
        Effect::Redraw
    }

    /// Takes a key while one types; `None` if one does not, or the key edits nothing.
    pub fn edit_find(&mut self, key: Key) -> Option<Effect> {
        let find = self.find.as_mut().filter(|find| find.is_typing)?;
        let before = find.prompt.text().len();
        let changed = find.prompt.edit(key)?;
        find.is_due |= before != find.prompt.text().len();
        Some(Effect::redraw_if(changed))
    }

    /// Takes what is pasted while one types.
    pub fn paste_find(&mut self, text: &str) -> Option<Pasted> {
        let find = self.find.as_mut().filter(|find| find.is_typing)?;
        let pasted = find.prompt.paste(text);
        find.is_due |= pasted.changed;
        Some(pasted)
    }

    /// Whether what is typed has not been looked for yet.
    #[must_use]
    pub fn has_due_find(&self) -> bool {
        self.find.as_ref().is_some_and(|find| find.is_due)
    }

    /// Looks for it, if that is still to be done; tells whether it was.
    pub fn look_if_due(&mut self) -> bool {
        let is_due = self.has_due_find();
        if is_due {
            self.look();
        }
        is_due
    }

    /// Looks for it in what was laid out anew, and stays at the same place of those at which it stands.
    pub(super) fn look_again(&mut self) {
        let before = self.find.as_ref().map(|find| (find.here, find.found.len()));
        self.look();
        if let (Some((here, count)), Some(find)) = (before, &mut self.find)
            && count == find.found.len()
        {
            find.here = here;
            self.show_found();
        }
    }

    /// Looks for what is typed by now, and goes to the first of it from where one was.
    fn look(&mut self) {
        let Some(find) = &mut self.find else { return };
        find.is_due = false;
        let wanted = find.prompt.text();
        let columns = self.text.lines.iter().zip([false, true]);
        let of_column =
            |(lines, in_margin)| occurrences(lines, wanted).into_iter().map(move |found| (in_margin, found));
        find.found = columns.flat_map(|(lines, in_margin): (&Vec<_>, bool)| of_column((lines, in_margin))).collect();
        let from = find.offset;
        let is_after = |(_, parts): &(bool, Occurrence)| parts.first().is_some_and(|(row, _)| *row >= from);
        find.here = find.found.iter().position(is_after).unwrap_or(0);
        if find.found.is_empty() {
            self.offset = from;
        } else {
            self.show_found();
        }
    }

    /// To the next place at which it stands, or to the one before; from the last to the first.
    pub fn step_found(&mut self, forward: bool) -> Effect {
        self.look_if_due();
        let Some(find) = self.find.as_mut().filter(|find| !find.found.is_empty()) else { return Effect::Nothing };
        let count = find.found.len();
        find.here = (find.here + if forward { 1 } else { count - 1 }) % count;
        self.selected = None;
        self.show_found();
        Effect::Redraw
    }

    fn show_found(&mut self) {
        if let Some((in_margin, row)) = self.find.as_ref().and_then(Find::row) {
            self.show_row(in_margin, row);
        }
    }

    /// Draws the line one types in over the text, where something is looked for, and gives the room left and the
    /// cursor's place while one types.
    pub(super) fn draw_find(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> (Rect, Option<Position>) {
        let Some(find) = self.find.as_ref().filter(|_| area.height > 1) else { return (area, None) };
        let air = 1.min(area.width / 2);
        let line = Rect { x: area.x + air, y: area.y, width: area.width - 2 * air, height: 1 };
        let told = match (find.found.len(), find.prompt.text().trim().is_empty()) {
            (_, true) => String::new(),
            (0, false) => "not in this record".to_owned(),
            (count, false) => format!("{} of {}", find.here + 1, counted(count, "place")),
        };
        let columns = u16::try_from(width(&told)).unwrap_or(0);
        let fits = columns + 12 < line.width;
        let room = if fits { line.width - columns - 1 } else { line.width };
        let place = find.prompt.draw(ctx, "/", Rect { width: room, ..line }, buf);
        if fits {
            buf.set_stringn(line.right() - columns, line.y, &told, usize::from(columns), ctx.theme.dim.style());
        }
        let rest = Rect { y: area.y + 1, height: area.height - 1, ..area };
        (rest, find.is_typing.then_some(place))
    }
}

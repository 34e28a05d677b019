//! A note being written: an editor of a few lines over whatever it is on.
//!
//! What is written is kept when it is asked for, and whoever closes what is not kept is asked once. Until then it is a
//! draft ([`unkept`]), which is gone on with where a program ended before. What is thrown away a key brings back, until
//! the note is next kept or the program ends. What a note is on can be another part of the same record: a dispute, the
//! figure one stands at, the card. How notes are kept is known in [`crate::tui::notes`].

mod unkept;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget as _};

use self::unkept::Unkept;
use crate::study::notes::{LONGEST, Target, Writing, as_file, cleaned};
use crate::text::{counted, wrap};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::notes::Keeping;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::prompt::Pasted;
use crate::tui::widgets::text_area::TextArea;

/// Columns at most: longer lines are hard to read. Rows at least and at most: a short note leaves in sight what it is
/// on.
const WIDTH: u16 = 82;
const ROWS: (u16, u16) = (8, 20);
/// What a visitor is told.
const NOT_HERE: &str = "Notes are for those who run maitri on a machine of their own: nothing of a visit is kept.";

/// A note being written.
#[derive(Debug)]
pub struct NoteEditor {
    /// What it may be on, of which this one is.
    targets: Vec<Target>,
    at: usize,
    title: String,
    area: TextArea,
    /// What stood there before one began to write.
    before: String,
    said: Option<String>,
    /// Whether closing was asked for, though something is not kept.
    asked: bool,
    keeping: Keeping,
    unkept: Unkept,
}

impl NoteEditor {
    /// An editor of the note on the first of these.
    fn new(ctx: Context<'_>, targets: Vec<Target>) -> Self {
        let mut editor = Self {
            targets,
            at: 0,
            title: String::new(),
            area: TextArea::default(),
            before: String::new(),
            said: None,
            asked: false,
            keeping: ctx.reader.notes.keeping(),
            unkept: Unkept::default(),
        };
        editor.turn_to(ctx, 0);
        editor
    }

    /// The same laid over what shows; a visitor is told that there is none.
    #[must_use]
    pub fn open(ctx: Context<'_>, targets: Vec<Target>) -> Outcome {
        if ctx.reader.notes.keeping() == Keeping::Visit {
            return Outcome::Say(NOT_HERE.to_owned());
        }
        Outcome::Open(Box::new(Self::new(ctx, targets)))
    }

    /// Goes to the note on another part.
    fn turn_to(&mut self, ctx: Context<'_>, at: usize) {
        let Some(target) = self.targets.get(at) else { return };
        self.at = at;
        (self.said, self.asked) = (None, false);
        self.before = ctx.reader.notes.text(ctx.dataset, target);
        self.area = TextArea::new(&self.before, LONGEST);
        if self.before.is_empty()
            && let Some(text) = ctx.reader.notes.taken_away(ctx.dataset, target)
        {
            self.area = TextArea::new("", LONGEST).following(&text);
            self.said = Some("There was a note here: Ctrl-Z brings it back.".to_owned());
        }
        if let Some(text) = ctx.reader.notes.thrown_away(ctx.dataset, target) {
            // One step on from what is kept: redone, not undone.
            self.area.replace(&text);
            let _ = self.area.edit(Key::Ctrl('z'));
            self.said = Some("A change was thrown away here: Ctrl-Y brings it back.".to_owned());
        }
        if let Some((draft, text, file)) = ctx.reader.notes.take_draft(ctx.dataset, target) {
            self.area = TextArea::new(&self.before, LONGEST);
            self.area.replace(&cleaned(&text));
            // What was kept since then stands before it once it is kept.
            self.before = draft.before;
            self.unkept = Unkept::left(file);
            self.said = Some("This was not kept when maitri ended. Ctrl-Z goes back to what is kept.".to_owned());
        }
        self.title = target.in_words(ctx.dataset);
    }

    /// Whether anything is not kept: a change, or what was left the last time, though it was undone since then.
    fn is_unkept(&self) -> bool {
        self.has_changed() || self.unkept.is_left()
    }

    fn has_changed(&self) -> bool {
        cleaned(self.area.text()) != self.before
    }

    /// Keeps what is written; where that fails it stays as it is.
    fn save(&mut self, ctx: Context<'_>) -> bool {
        let Some(target) = self.targets.get(self.at) else { return true };
        self.asked = false;
        let writing = Writing::Edited { before: &self.before, text: self.area.text() };
        match ctx.reader.notes.write(ctx.dataset, target, writing) {
            Ok(()) => {
                self.unkept.discard();
                true
            }
            Err(error) => {
                self.said = Some(format!("Not kept: {error}. What you wrote stays here."));
                self.keep_draft(ctx);
                false
            }
        }
    }

    /// Keeps what is written as a draft, so that it is there if the program ends.
    fn keep_draft(&mut self, ctx: Context<'_>) {
        let Some(target) = self.targets.get(self.at).filter(|_| self.keeping == Keeping::Kept) else { return };
        if let Err(error) = self.unkept.put(ctx, target, &self.before, self.area.text()) {
            self.said.get_or_insert_with(|| format!("{error}: what you write here is lost if maitri ends."));
        }
    }

    fn close(&mut self, ctx: Context<'_>) -> Outcome {
        if !self.is_unkept() || self.asked {
            self.throw_away(ctx);
            return Outcome::Close;
        }
        self.asked = true;
        Effect::Redraw.into()
    }

    /// Throws away what is not kept; what it said can be brought back here.
    fn throw_away(&mut self, ctx: Context<'_>) {
        let text = if self.has_changed() {
            Some(cleaned(self.area.text()))
        } else {
            // A draft that was left behind, and undone since then.
            self.unkept.left_text().map(|text| cleaned(&text))
        };
        if let Some((text, target)) = text.zip(self.targets.get(self.at)) {
            ctx.reader.notes.throw_away(ctx.dataset, target, text);
        }
        self.unkept.discard();
    }

    fn lend(&mut self, ctx: Context<'_>) -> Outcome {
        let Some(target) = self.targets.get(self.at) else { return Effect::Nothing.into() };
        self.asked = false;
        let notes = &ctx.reader.notes;
        let lent =
            notes.can_lend().and_then(|()| self.unkept.put(ctx, target, &self.before, &as_file(self.area.text())));
        match lent.map(|()| self.unkept.lend()) {
            Ok(Some(file)) => Outcome::Edit(file),
            Ok(None) => Effect::Nothing.into(),
            Err(error) => {
                self.said = Some(format!("{error}."));
                Effect::Redraw.into()
            }
        }
    }

    /// What is told above the text.
    fn remark(&self, ctx: Context<'_>) -> Option<String> {
        let key = |action| ctx.keymap.name(Scope::Note, action);
        if self.asked && !self.has_changed() {
            return Some(format!(
                "What was not kept the last time is still there: Ctrl-Y brings it back; {} once more throws it away.",
                key(Action::Close)
            ));
        }
        if self.asked {
            let later = match ctx.keymap.name(Scope::List, Action::Note) {
                open if open.is_empty() => String::new(),
                open => format!("; {open}, Ctrl-Y brings it back"),
            };
            return Some(format!(
                "This is not kept yet. {} keeps it; {} once more throws the change away{later}.",
                key(Action::Save),
                key(Action::Close)
            ));
        }
        if self.area.left_out() > 0 {
            let left_out = counted(self.area.left_out(), "character");
            return Some(format!("A note holds {} KiB, and this one is full: {left_out} left out.", LONGEST / 1024));
        }
        let nowhere = "It counts until you leave: this system tells no home directory to keep it in.";
        self.said.clone().or_else(|| (self.keeping == Keeping::Nowhere).then(|| nowhere.to_owned()))
    }
}

impl Layer for NoteEditor {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Note]
    }

    fn edit(&mut self, ctx: Context<'_>, key: Key) -> Option<Effect> {
        let length = self.area.text().len();
        let changed = self.area.edit(key)?;
        let was_said = std::mem::take(&mut self.asked) | self.said.take().is_some();
        if length != self.area.text().len() && self.unkept.is_due(key) {
            self.keep_draft(ctx);
        }
        Some(Effect::redraw_if(changed || was_said))
    }

    fn paste(&mut self, ctx: Context<'_>, text: &str) -> Option<Pasted> {
        let changed = self.area.paste(text);
        let was_said = std::mem::take(&mut self.asked) | self.said.take().is_some();
        if changed {
            self.keep_draft(ctx);
        }
        // What had no room is told in its frame.
        Some(Pasted { changed: changed || was_said, told: None })
    }

    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome {
        match action {
            Action::Close => self.close(ctx),
            Action::Save => {
                if self.save(ctx) {
                    return Outcome::Close;
                }
                Effect::Redraw.into()
            }
            Action::Edit => self.lend(ctx),
            Action::Next if self.targets.len() > 1 => {
                // What is written here is kept before one goes on.
                if !self.has_changed() || self.save(ctx) {
                    if self.unkept.is_left() {
                        self.unkept.let_go();
                    }
                    self.unkept.discard();
                    self.turn_to(ctx, (self.at + 1) % self.targets.len());
                }
                Effect::Redraw.into()
            }
            _ => Effect::Nothing.into(),
        }
    }

    fn unsaved(&self) -> Option<&'static str> {
        let sentence = "The note is not kept; quit again throws it away.";
        self.is_unkept().then_some(sentence)
    }

    fn asks(&self) -> Option<Action> {
        self.asked.then_some(Action::Close)
    }

    fn edited(&mut self, ctx: Context<'_>, told: Option<String>) -> Option<Effect> {
        let left = self.unkept.take_back()?;
        self.asked = false;
        let failed = left.as_ref().err().map(|error| format!("{error}."));
        if failed.is_some() {
            // Where it lies is told: it is neither written over nor thrown away.
            self.unkept.let_go();
        }
        if let Ok(text) = left.map(|text| cleaned(&text))
            && text != self.area.text()
        {
            self.area.replace(&text);
        }
        let said: Vec<String> = told.into_iter().chain(failed).collect();
        self.said = (!said.is_empty()).then(|| said.join(" "));
        if self.has_changed() {
            self.keep_draft(ctx);
        }
        Some(Effect::Redraw)
    }

    fn leave(&mut self, ctx: Context<'_>, by_choice: bool) {
        if self.unkept.is_lent() {
            // It has what the editor wrote, which is later than what is here.
            return;
        }
        if by_choice || !self.is_unkept() {
            self.unkept.discard();
        } else if self.has_changed() {
            self.keep_draft(ctx);
        }
    }

    fn note(&self) -> String {
        if self.targets.len() > 1 { format!("{}/{}", self.at + 1, self.targets.len()) } else { String::new() }
    }

    fn wheel(&mut self, ctx: Context<'_>, _at: Position, by: isize) -> Effect {
        let key = if by < 0 { Key::Up } else { Key::Down };
        (0..by.unsigned_abs()).for_each(|_| _ = self.edit(ctx, key));
        Effect::Redraw
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let mut written = self.area.clone();
        let cursor = self.draw_text(ctx, &mut written, area, buf);
        self.area = written;
        cursor
    }

    fn draw_copy(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.draw_text(ctx, &mut self.area.clone(), area, buf)
    }
}

impl NoteEditor {
    fn draw_text(&self, ctx: Context<'_>, written: &mut TextArea, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let width = area.width.min(WIDTH);
        let remark = self.remark(ctx).unwrap_or_default();
        let columns = width.saturating_sub(4);
        let lines = if remark.is_empty() { Vec::new() } else { wrap(&remark, usize::from(columns)) };
        // The frame, what is told, the text, and a row to go on in.
        let wanted = u16::try_from(3 + lines.len() + written.height(columns)).unwrap_or(u16::MAX);
        let height = wanted.clamp(ROWS.0, ROWS.1).min(area.height);
        let area = Rect { x: area.x + (area.width - width) / 2, y: area.bottom() - height, width, height };
        Clear.render(area, buf);
        let inner = Pane::inner(area);
        let text = Rect { x: inner.x + 1.min(inner.width), width: inner.width.saturating_sub(2), ..inner };
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(text.height.saturating_sub(1));
        let page = Rect { y: text.y + rows, height: text.height - rows, ..text };
        let (above, below) = written.fit(page);
        let title = format!("Your note {} {}", ctx.symbols.dash, self.title);
        let _ = Pane::new(&title, true).more(above, below).draw(ctx, area, buf);
        if text.is_empty() {
            return None;
        }
        for (line, y) in lines.iter().zip(text.top()..text.top() + rows) {
            buf.set_stringn(text.x, y, line, usize::from(text.width), ctx.theme.warning.style());
        }
        Some(written.draw(ctx, page, buf))
    }
}

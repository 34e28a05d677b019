//! A note being written: an editor of a few lines over whatever it is on.
//!
//! What is written is kept when it is asked for, and whoever closes what is not kept is asked once. What a note is on can
//! be another part of the same record: a dispute, the figure one stands at, the card. How notes are kept is known in
//! [`crate::tui::notes`].

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget as _};

use crate::study::notes::{LONGEST, Target, cleaned};
use crate::text::wrap;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::notes::Keeping;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::text_area::TextArea;

/// Columns and rows at most: longer lines are hard to read.
const SIZE: (u16, u16) = (82, 20);

/// A note being written.
#[derive(Debug)]
pub struct NoteEditor {
    /// What it may be on, of which this one is.
    targets: Vec<Target>,
    at: usize,
    title: String,
    area: TextArea,
    /// What stood there before.
    before: String,
    said: Option<String>,
    /// Whether closing was asked for, though something is not kept.
    asked: bool,
    keeping: Keeping,
    /// The file an editor has.
    lent: Option<PathBuf>,
}

impl NoteEditor {
    /// An editor of the note on the first of these.
    #[must_use]
    pub fn new(ctx: Context<'_>, targets: Vec<Target>) -> Self {
        let mut editor = Self {
            targets,
            at: 0,
            title: String::new(),
            area: TextArea::default(),
            before: String::new(),
            said: None,
            asked: false,
            keeping: ctx.reader.notes.keeping(),
            lent: None,
        };
        editor.turn_to(ctx, 0);
        editor
    }

    /// The same laid over what shows.
    #[must_use]
    pub fn open(ctx: Context<'_>, targets: Vec<Target>) -> Outcome {
        Outcome::Open(Box::new(Self::new(ctx, targets)))
    }

    /// Goes to the note on another part.
    fn turn_to(&mut self, ctx: Context<'_>, at: usize) {
        let Some(target) = self.targets.get(at) else { return };
        self.at = at;
        self.before = ctx.reader.notes.text(ctx.dataset, target);
        self.area = TextArea::new(&self.before, LONGEST);
        if self.before.is_empty()
            && let Some(text) = ctx.reader.notes.taken_away(ctx.dataset, target)
        {
            self.area = TextArea::new("", LONGEST).following(&text);
            self.said = Some("There was a note here: Ctrl-Z brings it back.".to_owned());
        }
        self.title = target.in_words(ctx.dataset);
    }

    fn has_changed(&self) -> bool {
        cleaned(self.area.text()) != self.before
    }

    /// Keeps what is written; where that fails it stays as it is.
    fn save(&mut self, ctx: Context<'_>) -> bool {
        let Some(target) = self.targets.get(self.at) else { return true };
        match ctx.reader.notes.write(ctx.dataset, target, &self.before, self.area.text()) {
            Ok(()) => true,
            Err(error) => {
                self.said = Some(format!("Not kept: {error}. What you wrote stays here."));
                false
            }
        }
    }

    fn close(&mut self) -> Outcome {
        if !self.has_changed() || self.asked {
            return Outcome::Close;
        }
        self.asked = true;
        Effect::Redraw.into()
    }

    fn lend(&mut self, ctx: Context<'_>) -> Outcome {
        match ctx.reader.notes.lend(self.area.text()) {
            Ok(file) => {
                self.lent = Some(file.clone());
                Outcome::Edit(file)
            }
            Err(error) => {
                self.said = Some(format!("{error}."));
                Effect::Redraw.into()
            }
        }
    }

    /// What is told above the text.
    fn remark(&self, ctx: Context<'_>) -> Option<String> {
        let key = |action| ctx.keymap.name(Scope::Note, action);
        match self.keeping {
            Keeping::Visit => {
                return Some(format!(
                    "Notes are for those who run maitri on a machine of their own: nothing of a visit is kept. {} closes.",
                    key(Action::Close)
                ));
            }
            _ if self.asked => {
                return Some(format!(
                    "This is not kept yet. {} keeps it; {} once more throws the change away.",
                    key(Action::Save),
                    key(Action::Close)
                ));
            }
            _ if self.area.is_full() => {
                return Some(format!("A note holds {} KiB, and this one is full.", LONGEST / 1024));
            }
            _ => {}
        }
        let nowhere = "It counts until you leave: this system tells no home directory to keep it in.";
        self.said.clone().or_else(|| (self.keeping == Keeping::Nowhere).then(|| nowhere.to_owned()))
    }
}

impl Layer for NoteEditor {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Note]
    }

    fn edit(&mut self, _ctx: Context<'_>, key: Key) -> Option<Effect> {
        if self.keeping == Keeping::Visit {
            return matches!(key, Key::Char(_)).then_some(Effect::Nothing);
        }
        let changed = self.area.edit(key)?;
        let was_said = std::mem::take(&mut self.asked) | self.said.take().is_some();
        Some(Effect::redraw_if(changed || was_said))
    }

    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome {
        match action {
            Action::Close => self.close(),
            _ if self.keeping == Keeping::Visit => Effect::Nothing.into(),
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
                    self.turn_to(ctx, (self.at + 1) % self.targets.len());
                }
                Effect::Redraw.into()
            }
            _ => Effect::Nothing.into(),
        }
    }

    fn unsaved(&self) -> Option<&'static str> {
        let sentence = "The note is not kept; quit again throws it away.";
        (self.has_changed() && self.keeping != Keeping::Visit).then_some(sentence)
    }

    fn edited(&mut self, ctx: Context<'_>, told: Option<String>) -> Option<Effect> {
        let file = self.lent.take()?;
        match ctx.reader.notes.take_back(&file) {
            Ok(text) => {
                let text = cleaned(&text);
                if text != self.area.text() {
                    self.area.replace(&text);
                }
                self.said = told;
            }
            Err(error) => self.said = told.or(Some(format!("{error}."))),
        }
        Some(Effect::Redraw)
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
        let (width, height) = (area.width.min(SIZE.0), area.height.min(SIZE.1));
        let area = Rect { x: area.x + (area.width - width) / 2, y: area.bottom() - height, width, height };
        Clear.render(area, buf);
        let inner = Pane::inner(area);
        let text = Rect { x: inner.x + 1.min(inner.width), width: inner.width.saturating_sub(2), ..inner };
        let remark = self.remark(ctx).unwrap_or_default();
        let lines = if remark.is_empty() { Vec::new() } else { wrap(&remark, usize::from(text.width)) };
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(text.height.saturating_sub(1));
        let page = Rect { y: text.y + rows, height: text.height - rows, ..text };
        let (above, below) = self.area.fit(page);
        let title = format!("Your note {} {}", ctx.symbols.dash, self.title);
        let _ = Pane::new(&title, true).more(above, below).draw(ctx, area, buf);
        if text.is_empty() {
            return None;
        }
        for (line, y) in lines.iter().zip(text.top()..text.top() + rows) {
            buf.set_stringn(text.x, y, line, usize::from(text.width), ctx.theme.warning.style());
        }
        if self.keeping == Keeping::Visit {
            return Some(Position::new(text.x, text.y));
        }
        Some(self.area.draw(ctx, page, buf))
    }
}

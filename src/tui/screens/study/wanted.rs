//! Which paper one wants: size, pace and marks, or those of an exam that the pack describes; which topics, how hard,
//! and whether only what an exam asks. Values are changed with a key, numbers may be typed, and one key begins.

mod draft;
mod drawing;

use std::num::IntErrorKind;

pub(super) use self::draft::Draft;
use self::draft::Field;
use super::Turn;
use super::begin::Begin;
use crate::text::narrow::{narrow, narrowed};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::key::Key;
use crate::tui::widgets::prompt::Pasted;
use crate::tui::widgets::sectioned_list::SectionedList;
use crate::view::sections::Row;

/// What stands beside the topics.
const COUNTS: &str = "  Written questions; some are on several";

/// What one wants, as it is filled in.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// A sentence to be read once.
    pub(super) said: Option<String>,
    draft: Draft,
    list: SectionedList<Field>,
    /// The number being typed, if one is: the next digit goes on with it.
    typing: Option<u32>,
    /// Written questions on each topic, and those that fit what is asked for.
    topics: Vec<usize>,
    fitting: usize,
}

impl Wanted {
    /// A paper to be asked for: as one was asked for last, if any was.
    pub(super) fn new(ctx: Context<'_>, wish: Option<Draft>) -> Self {
        let pack = &ctx.dataset.pack;
        let fields = Field::ALL.into_iter().filter(|field| *field != Field::Exam || !pack.exams.is_empty());
        let topics = (0..pack.sectors.len()).map(|at| Row::Item(Field::Topic(at)));
        // Of a pack without a bank nothing stands beside the topics.
        let counts = (ctx.dataset.question_count() > 0).then(|| Row::Heading(COUNTS.into()));
        let rows = [Row::Heading("Paper".into())]
            .into_iter()
            .chain(fields.map(Row::Item))
            .chain([Row::Heading("Topics: all, unless some are chosen".into())])
            .chain(counts)
            .chain(topics);
        let draft = wish.unwrap_or_else(|| Draft::of(ctx.dataset));
        let list = SectionedList::new(rows.collect()).showing_row_above();
        let mut wanted = Self { said: None, draft, list, typing: None, topics: Vec::new(), fitting: 0 };
        wanted.count(ctx);
        wanted
    }

    /// The paper as it is asked for now.
    pub(super) fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Counts what fits, after something changed.
    fn count(&mut self, ctx: Context<'_>) {
        self.fitting = self.draft.coverage.written(ctx.dataset);
        let one = |at| self.draft.of_topic(ctx.dataset, at).written(ctx.dataset);
        self.topics = (0..ctx.dataset.pack.sectors.len()).map(one).collect();
    }

    /// Takes a digit, or takes one back, where a number stands. Elsewhere a digit does nothing.
    pub(super) fn edit(&mut self, ctx: Context<'_>, key: Key) -> Option<Effect> {
        let digit = if let Key::Char(digit) = key { narrow(digit).to_digit(10) } else { None };
        let field = *self.list.selected()?;
        let number = match (self.draft.number(field), digit) {
            (Some(_), Some(digit)) => self.typing.unwrap_or_default().saturating_mul(10).saturating_add(digit),
            (Some(number), None) if key == Key::Backspace => self.typing.unwrap_or(number) / 10,
            // Nor is it the number of a tab here.
            (None, Some(_)) => return Some(Effect::Nothing),
            _ => return None,
        };
        self.said = None;
        self.draft.set_number(field, number);
        // None is not asked for, but may be gone on from.
        self.typing = if number == 0 { Some(0) } else { self.draft.number(field) };
        self.count(ctx);
        Some(Effect::Redraw)
    }

    /// Takes a number that was pasted, where one stands.
    pub(super) fn paste(&mut self, ctx: Context<'_>, text: &str) -> Option<Pasted> {
        let field = *self.list.selected()?;
        self.draft.number(field)?;
        let told = match number(text) {
            Some(number) => {
                self.draft.set_number(field, number);
                self.typing = self.draft.number(field);
                self.count(ctx);
                None
            }
            None => Some("What was pasted is left out: it is no number.".to_owned()),
        };
        self.said = None;
        Some(Pasted { changed: true, told })
    }

    pub(super) fn update(&mut self, ctx: Context<'_>, action: Action) -> Turn {
        let said = self.said.take().is_some();
        self.typing = None;
        if let Some(moved) = self.list.walk(action) {
            return Turn::Stay(Effect::redraw_if(moved || said));
        }
        match action {
            Action::Close => Turn::Leave,
            Action::Open => Turn::Begin(Begin::Exam(self.draft.options())),
            Action::Previous | Action::Next | Action::Toggle => {
                let Some(field) = self.list.selected().copied() else { return Turn::Stay(Effect::Nothing) };
                self.draft.step(ctx.dataset, field, action != Action::Previous);
                self.count(ctx);
                Turn::Stay(Effect::Redraw)
            }
            _ => Turn::Stay(Effect::redraw_if(said)),
        }
    }
}

/// The number that a text is; the largest, of one that is larger.
fn number(text: &str) -> Option<u32> {
    match narrowed(text.trim()).parse::<u32>() {
        Err(error) if *error.kind() == IntErrorKind::PosOverflow => Some(u32::MAX),
        read => read.ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_number_too_large_is_the_largest() {
        assert_eq!([" 40\n", "４０", "४०", "99999999999"].map(number), [Some(40), Some(40), Some(40), Some(u32::MAX)]);
        assert_eq!(["", "-99999999999", "4.5", "forty"].map(number), [None; 4]);
    }
}

//! From a card's answer to the next card: the grade is entered, in a sitting that counts, and can be taken back.

use super::{Asking, Sight, Stage};
use crate::clock::Now;
use crate::study::Collection;
use crate::study::scheduler::memory::Grade;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::screens::study::Turn;

impl Asking {
    pub(super) fn answer(&mut self, collection: &Collection, now: Now, chosen: Option<usize>) {
        self.took = now.ms_since(self.since);
        let options = match std::mem::replace(&mut self.stage, Stage::Question) {
            Stage::Choice(options, at) => Some((options, chosen.unwrap_or(at))),
            _ => None,
        };
        self.stage = Stage::Answer(options);
        self.sight = Sight::Sought;
        self.record.show(self.card(collection).map(|card| card.owner));
    }

    /// Enters a grade and goes on; one that can't be entered is said, and can be given again. Says whether it was.
    pub(super) fn grade(&mut self, ctx: Context<'_>, collection: &mut Collection, grade: Grade, now: Now) -> bool {
        let Some(card) = self.sitting.card().cloned() else { return false };
        if self.counts
            && let Err(error) = collection.answer(&card, grade, self.took, now)
        {
            let end = ctx.keymap.name(Scope::Answer, Action::Close);
            self.said = Some(format!("{error}. Make room and grade again, or {end}."));
            self.is_refused = true;
            return false;
        }
        self.sitting.answer(grade, self.took);
        self.next(collection, now);
        self.end_if_done(ctx, collection, now);
        if self.counts && collection.is_leech(&card, collection.day(now)) && !grade.is_known() {
            let key = ctx.keymap.name(Scope::Answer, Action::Compare);
            self.said =
                Some(format!("That card has slipped often. After its next answer {key} shows what it is taken for."));
        }
        true
    }

    pub(super) fn next(&mut self, collection: &Collection, now: Now) {
        self.stage = Stage::Question;
        self.since = now.elapsed;
        self.rewind();
        self.typed = None;
        self.line = self.first_line(collection);
    }

    pub(super) fn undo(&mut self, collection: &mut Collection, now: Now) -> Turn {
        if self.take_up_again(collection, now) {
            return Turn::Stay(Effect::Redraw);
        }
        if !self.counts {
            let undone = self.sitting.undo();
            self.next(collection, now);
            return Turn::Stay(Effect::redraw_if(undone));
        }
        match collection.undo() {
            Ok(None) => self.said = Some("There is no answer to take back.".to_owned()),
            Ok(Some(card)) if self.sitting.last() == Some(&card) => {
                self.sitting.undo();
                self.next(collection, now);
                self.said = Some("Taken back: answer it again.".to_owned());
            }
            // Given in an earlier sitting: it is asked here again.
            Ok(Some(card)) => {
                self.sitting.ask_now(card);
                self.next(collection, now);
                self.said = Some("An earlier answer is taken back: answer it again.".to_owned());
            }
            Err(error) => self.said = Some(error.to_string()),
        }
        Turn::Stay(Effect::Redraw)
    }
}

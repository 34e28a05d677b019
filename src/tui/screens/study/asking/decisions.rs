//! What one decides about a card while it is asked: it is set aside, put off, or said to be a bad one.

use super::typing::Line;
use super::{Asking, Stage};
use crate::clock::Now;
use crate::study::review::Decision;
use crate::study::shelf::NotKept;
use crate::study::{CardId, Collection};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;

impl Asking {
    /// Sets the card aside for good, and it leaves the sitting; one that was set aside is asked again from now on, and
    /// so is one that was put off, where cards are only looked at.
    pub(super) fn suspend(&mut self, ctx: Context<'_>, collection: &mut Collection, now: Now) {
        let Some(card) = self.sitting.card().cloned() else { return };
        let decided = collection.progress().decided();
        let is_put_off = !self.counts && decided.rests(&card, collection.day(now));
        if decided.is_suspended(&card) || is_put_off {
            let said = collection.decide(&card, Decision::Resume, now);
            self.said = Some(told(said, "The card is asked again from now on."));
            self.around = None;
            return;
        }
        let decided = collection.decide(&card, Decision::Suspend, now);
        self.put_away((ctx, collection), card, decided, ("The card is set aside and not asked again", now));
        // What takes it back holds while it is the last thing done: later the row on the overview does.
        if let Some(said) = self.said.as_mut().filter(|_| self.away.is_some()) {
            said.push_str(" Later the row “Set aside” has it again.");
        }
    }

    /// Puts the card off to the next day of study.
    pub(super) fn bury(&mut self, ctx: Context<'_>, collection: &mut Collection, now: Now) {
        let Some(card) = self.sitting.card().cloned() else { return };
        let decided = collection.bury(&card, now);
        self.put_away((ctx, collection), card, decided, ("The card comes tomorrow", now));
    }

    fn put_away(
        &mut self,
        (ctx, collection): (Context<'_>, &Collection),
        card: CardId,
        decided: Result<(), NotKept>,
        (done, now): (&str, Now),
    ) {
        match decided {
            Ok(()) => {
                self.sitting.put_away(&card);
                self.away = Some(card);
                self.next(collection, now);
                self.end_if_done(ctx, collection, now);
                let key = ctx.keymap.name(Scope::Question, Action::Undo);
                self.said = Some(format!("{done}; {key} takes that back."));
            }
            Err(error) => self.said = Some(error.to_string()),
        }
    }

    /// Asks the card put away last after all; says whether there was one.
    pub(super) fn take_up_again(&mut self, collection: &mut Collection, now: Now) -> bool {
        let Some(card) = self.away.take() else { return false };
        let resumed = collection.decide(&card, Decision::Resume, now);
        if resumed.is_ok() {
            self.ended = None;
            self.sitting.ask_now(card);
            self.next(collection, now);
        }
        self.said = Some(told(resumed, "Taken back: the card is asked."));
        true
    }

    /// Asks why the card is bad, or takes it back that it is.
    pub(super) fn flag(&mut self, collection: &mut Collection, now: Now) {
        let Some(card) = self.sitting.card().cloned() else { return };
        if collection.progress().decided().flag(&card).is_some() {
            let unflagged = collection.decide(&card, Decision::Unflag, now);
            self.said = Some(told(unflagged, "The card is no bad one any more."));
        } else {
            self.line = Some(Line::why());
        }
    }

    /// Keeps why the card is bad.
    pub(super) fn flagged(&mut self, collection: &mut Collection, why: &str, now: Now) {
        let Some(card) = self.sitting.card().cloned() else { return };
        let flagged = collection.decide(&card, Decision::Flag(why.trim().to_owned()), now);
        self.said = Some(told(flagged, "Kept as a bad card: `maitri cards --only bad` lists those."));
    }

    /// Whether decisions can be taken: on a card that shows.
    pub(super) fn may_decide(&self) -> bool {
        matches!(self.stage, Stage::Question | Stage::Answer(_))
    }
}

fn told(done: Result<(), NotKept>, sentence: &str) -> String {
    done.map_or_else(|error| error.to_string(), |()| sentence.to_owned())
}

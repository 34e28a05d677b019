//! The room one shares with others: following its presenter or quizzing those who follow, and hearing what they do.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::App;
use crate::study::room::Stage;
use crate::tui::action::{Action, Effect};
use crate::tui::keymap::Scope;
use crate::tui::overlays::following::Following;
use crate::tui::overlays::quiz::Quiz;

/// What is said where one is alone.
const ALONE: &str = "You are not in a room with others: `maitri serve --presenter` makes one.";

impl App<'_> {
    /// Follows the presenter, if one has a seat to do so; else tells who presents how to quiz the others.
    pub fn follow_room(&mut self) {
        let Some(seat) = &self.ctx.reader.room else { return };
        if seat.presents() {
            let key = self.ctx.keymap.name(Scope::Global, Action::Room);
            self.frame.say(Some(format!("You present: who follows sees this screen. {key} quizzes the room.")));
        } else {
            self.layers.open(Box::new(Following::default()));
        }
    }

    /// Goes to the quiz of the room, or back to its presenter.
    pub(super) fn enter_room(&mut self) -> Effect {
        let Some(seat) = &self.ctx.reader.room else {
            self.frame.say(Some(ALONE.to_owned()));
            return Effect::Redraw;
        };
        if seat.presents() {
            let about = self.layers.list(self.ctx).and_then(|list| list.list_detail().shown());
            self.layers.open(Box::new(Quiz::new(about)));
        } else {
            self.layers.open(Box::new(Following::default()));
        }
        Effect::Redraw
    }

    /// Shares what shows with those who follow, if one presents.
    pub fn share(&self, buffer: &Buffer, cursor: Option<Position>) {
        if let Some(seat) = &self.ctx.reader.room {
            seat.share(buffer, cursor, self.ctx.theme);
        }
    }

    /// Looks at the room; tells whether that changes what shows.
    pub(super) fn hear_room(&mut self, now: Duration) -> bool {
        let Some(seat) = &self.ctx.reader.room else { return false };
        let has_changed = seat.look(now);
        let is_summoned = self.summon();
        is_summoned || has_changed && self.shows_room()
    }

    /// How long until the clock of the room shows something else: where it shows, and for whoever presents, who has it end.
    pub(super) fn room_alarm(&self) -> Option<Duration> {
        let seat = self.ctx.reader.room.as_ref()?;
        if seat.presents() || self.shows_room() { seat.until_next_second() } else { None }
    }

    /// Has the others know whether one quizzes them, after whatever was done; and is told no more of what one went to.
    pub(super) fn settle_in_room(&mut self) {
        let Some(seat) = &self.ctx.reader.room else { return };
        if seat.presents() {
            seat.set_quizzing(self.layers.has(Scope::Quiz));
        }
        self.summon();
    }

    /// Tells who explores by themselves that the room is asked something, or no longer; tells whether that is another.
    fn summon(&mut self) -> bool {
        let Some(seat) = &self.ctx.reader.room else { return false };
        let sight = seat.sight();
        let is_open = |id| match sight.room.stage() {
            Stage::Asked(round) => round.answer_of(id).is_none(),
            _ => false,
        };
        let waits = !self.shows_room() && seat.member().is_some_and(|member| is_open(member.id));
        let key = self.ctx.keymap.name(Scope::Global, Action::Room);
        self.frame.summon(waits.then(|| format!("The room is asked a question: {key} goes there.")))
    }

    fn shows_room(&self) -> bool {
        self.layers.has(Scope::Following) || self.layers.has(Scope::Quiz)
    }
}

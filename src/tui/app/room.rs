//! The room one shares with others: following its presenter or quizzing those who follow, and hearing what they do.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use super::App;
use crate::study::room::Stage;
use crate::tui::action::{Action, Effect};
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::layout;
use crate::tui::overlays::following::Following;
use crate::tui::overlays::quiz::Quiz;
use crate::tui::room::Seat;
use crate::tui::room::mirror::SharedFrame;
use crate::tui::room::pages::told_apart;

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

    /// Shares what was drawn with those who follow, if one presents, and draws it for smaller screens of theirs too;
    /// whoever follows tells how large theirs is, while they see it.
    pub fn share(&mut self, buffer: &Buffer, cursor: Option<Position>) {
        let Some(seat) = &self.ctx.reader.room else { return };
        if !seat.presents() {
            return seat.see_at(self.layers.has(Scope::Following).then_some(buffer.area.as_size()));
        }
        let Some(sizes) = seat.sizes(buffer.area.as_size()) else { return };
        let theme = self.ctx.theme;
        let mut frames = vec![SharedFrame::new(buffer.clone(), cursor, theme)];
        let is_free = !sizes.is_empty() && self.is_free(Key::Right);
        let is_beside = !self.layers.top(self.ctx).beside().is_empty();
        frames.extend(sizes.into_iter().map(|Size { width, height }| {
            let mut smaller = Buffer::empty(Rect { width, height, ..Rect::ZERO });
            let cursor = self.draw_copy(is_free, smaller.area, &mut smaller);
            let has_one = layout::panes(layout::screen(smaller.area).body, false).detail.is_none();
            SharedFrame::new(smaller, cursor, theme).of_one_pane(is_beside && has_one)
        }));
        if let Some(seat) = &self.ctx.reader.room {
            seat.share(frames);
        }
    }

    /// Looks at the room; tells whether that changes what shows.
    pub(super) fn hear_room(&mut self, now: Duration) -> bool {
        let Some(seat) = &self.ctx.reader.room else { return false };
        let before = told_apart(&seat.sight());
        let has_changed = seat.look(now);
        if self.shows_room() && told_apart(&seat.sight()) != before {
            // What was said was of what showed before.
            self.frame.say(None);
        }
        let is_to_be_drawn = seat.is_to_be_drawn();
        let is_summoned = self.summon();
        is_summoned || is_to_be_drawn || has_changed && self.shows_room()
    }

    /// Whether one presented until another did.
    #[must_use]
    pub fn is_taken_over(&self) -> bool {
        self.ctx.reader.room.as_ref().is_some_and(Seat::is_taken_over)
    }

    /// Whether one presents; and whether anybody follows.
    #[must_use]
    pub fn presents(&self) -> Option<bool> {
        let seat = self.ctx.reader.room.as_ref().filter(|seat| seat.presents())?;
        Some(seat.sight().room.here() > 0)
    }

    /// What would be lost if one left now, in a sentence: the question that the room is asked.
    pub(super) fn is_asking_room(&self) -> Option<&'static str> {
        let seat = self.ctx.reader.room.as_ref().filter(|seat| seat.presents())?;
        matches!(seat.sight().room.stage(), Stage::Asked(_))
            .then_some("The room is asked a question; quit again ends it.")
    }

    /// How long until the clock of the room shows something else: where it shows, and for whoever presents, who has it
    /// end.
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

    pub(super) fn shows_room(&self) -> bool {
        self.layers.has(Scope::Following) || self.layers.has(Scope::Quiz)
    }
}

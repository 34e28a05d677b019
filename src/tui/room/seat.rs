//! One session's seat in a room: what it sees of the room, and what it may do there. It is given up with the session.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ratatui::layout::Size;

use super::mirror::SharedFrame;
use super::{Hall, Hears, SeatId, Sight};
use crate::data::{Dataset, ItemId};
use crate::study::room::next::next;
use crate::study::room::round::{AnswerRefusal, LONGEST, SHORTEST, USUAL};
use crate::study::room::{Member, MemberId, Outcome, Room, Stage};

/// What one is in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Whose screen the others see.
    Presenter,
    /// Who follows, as this member.
    Follower(MemberId),
}

/// A seat.
#[derive(Debug)]
pub struct Seat {
    hall: Arc<Hall>,
    id: SeatId,
    role: Role,
    sight: Mutex<Sight>,
    /// For how long the next question is put, in seconds.
    limit: AtomicU64,
}

/// By so much the time is made longer or shorter.
const STEP: Duration = Duration::from_secs(5);

impl Seat {
    pub(super) fn new(hall: Arc<Hall>, id: SeatId, role: Role) -> Self {
        let sight = Mutex::new(hall.look(id, Duration::ZERO));
        Self { hall, id, role, sight, limit: AtomicU64::new(USUAL.as_secs()) }
    }

    /// What one is.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// Whether one presents.
    #[must_use]
    pub fn presents(&self) -> bool {
        self.role == Role::Presenter
    }

    /// Whether one presented until another took the seat over.
    #[must_use]
    pub fn is_taken_over(&self) -> bool {
        self.presents() && !self.sight().leads
    }

    /// What one sees of the room, as it was when last looked at.
    #[must_use]
    pub fn sight(&self) -> Sight {
        self.sight.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Looks at the room again; tells whether there is anything else to be seen.
    pub fn look(&self, now: Duration) -> bool {
        let sight = self.hall.look(self.id, now);
        let mut seen = self.sight.lock().unwrap_or_else(PoisonError::into_inner);
        let frame = |sight: &Sight| sight.frame.as_ref().map(Arc::as_ptr);
        let has_changed = !Arc::ptr_eq(&seen.room, &sight.room)
            || seen.has_presenter != sight.has_presenter
            || frame(&seen) != frame(&sight)
            || seconds_left(&seen) != seconds_left(&sight);
        *seen = sight;
        has_changed
    }

    /// How long until the clock of a question that is open shows another second, or its time is out.
    #[must_use]
    pub fn until_next_second(&self) -> Option<Duration> {
        let sight = self.sight();
        let Stage::Asked(round) = sight.room.stage() else { return None };
        let left = round.left(sight.now);
        let part = Duration::from_nanos(u64::from(left.subsec_nanos()));
        Some(if part.is_zero() { left.min(Duration::from_secs(1)) } else { part })
    }

    /// Which member one is, if one follows.
    #[must_use]
    pub fn member(&self) -> Option<Member> {
        match self.role {
            Role::Presenter => None,
            Role::Follower(id) => self.sight().room.member(id).cloned(),
        }
    }

    /// Answers the question of this number, if that is the one that is asked; a presenter does not.
    ///
    /// # Errors
    /// Why the answer does not count.
    pub fn answer(&self, number: usize, option: usize) -> Result<(), AnswerRefusal> {
        let Role::Follower(member) = self.role else { return Err(AnswerRefusal::NotHere) };
        let now = self.sight().now;
        let mut refused = None;
        self.hall.change(self.id, |state| {
            let is_another = matches!(state.room.stage(), Stage::Asked(round) if round.number() != number);
            let answered = if is_another {
                Err(AnswerRefusal::Another)
            } else {
                Arc::make_mut(&mut state.room).answer(member, option, now)
            };
            match answered {
                Ok(outcomes) => {
                    let hears = if outcomes.is_empty() { Hears::Presenter } else { Hears::All };
                    (outcomes, hears)
                }
                Err(refusal) => {
                    refused = Some(refusal);
                    (Vec::new(), Hears::Nobody)
                }
            }
        });
        self.look(now);
        refused.map_or(Ok(()), Err)
    }

    /// For how long the next question is put.
    #[must_use]
    pub fn limit(&self) -> Duration {
        Duration::from_secs(self.limit.load(Ordering::Relaxed))
    }

    /// Has it put for longer, or shorter, as far as that goes; tells whether it did.
    pub fn step_limit(&self, longer: bool) -> bool {
        let before = self.limit();
        let after = if longer { before + STEP } else { before.saturating_sub(STEP) }.clamp(SHORTEST, LONGEST);
        self.limit.store(after.as_secs(), Ordering::Relaxed);
        before != after
    }

    /// Puts the next question of the bank, one about this item if there is one left; tells whether there was any.
    pub fn put_next(&self, dataset: &Dataset<'_>, about: Option<ItemId>) -> bool {
        let sight = self.sight();
        let Some(question) = next(dataset, sight.room.was_put(), about, self.hall.seed) else { return false };
        self.lead(|room, now| room.put(question, self.limit(), now));
        true
    }

    /// Ends the question that is open.
    pub fn end(&self) {
        self.lead(Room::end);
    }

    /// Shows how all stand, or the question again.
    pub fn show_board(&self, shows: bool) {
        self.lead(|room, _| {
            room.show_board(shows);
            Vec::new()
        });
    }

    /// Begins the quiz, or ends it.
    pub fn set_quizzing(&self, is_quizzing: bool) {
        if matches!(self.sight().room.stage(), Stage::Elsewhere) == is_quizzing {
            self.lead(|room, now| room.set_quizzing(is_quizzing, now));
        }
    }

    /// The sizes for which a presenter's screen of this one is to be drawn besides, for those who see it on smaller
    /// ones; `None` while nobody sees it at all.
    #[must_use]
    pub fn sizes(&self, own: Size) -> Option<Vec<Size>> {
        self.hall.sizes(self.id, own)
    }

    /// Shares what this screen shows, if one presents: as it is, and then as it is on others.
    pub fn share(&self, frames: Vec<SharedFrame>) {
        if self.presents() {
            self.hall.share(self.id, frames.into_iter().map(Arc::new).collect());
        }
    }

    /// Tells on a screen of which size one sees the presenter's, or that one does no longer.
    pub fn see_at(&self, size: Option<Size>) {
        if !self.presents() {
            self.hall.sees_at(self.id, size);
        }
    }

    /// Whether what one shows as a presenter is to be drawn for others: they see it on screens of other sizes by now.
    #[must_use]
    pub fn is_to_be_drawn(&self) -> bool {
        self.sight().is_to_be_drawn
    }

    /// Does what only a presenter may.
    fn lead(&self, does: impl FnOnce(&mut Room, Duration) -> Vec<Outcome>) {
        if !self.presents() {
            return;
        }
        let now = self.sight().now;
        self.hall.change(self.id, |state| {
            if state.presenter != Some(self.id) {
                return (Vec::new(), Hears::Nobody);
            }
            (does(Arc::make_mut(&mut state.room), now), Hears::All)
        });
        self.look(now);
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let now = self.sight().now;
        self.hall.leave(self.id, self.role, now);
    }
}

/// The seconds that a clock shows, where one runs.
fn seconds_left(sight: &Sight) -> Option<u64> {
    match sight.room.stage() {
        Stage::Asked(round) => Some(seconds(round.left(sight.now))),
        _ => None,
    }
}

/// The seconds a clock shows: the last one until nothing is left.
pub(super) fn seconds(left: Duration) -> u64 {
    left.as_secs() + u64::from(left.subsec_nanos() > 0)
}

//! A room that sessions share: one presents, others follow. Each session has a [`Seat`] in it; what they share is
//! behind one lock, which nobody holds for longer than a change takes. Whoever sits in it sees a [picture](Sight) of it
//! that changes only when it is told the time, so that drawing is a function of state.
//!
//! What may be done in a room, and who is right, is [`crate::study::room`]'s. What keys do is for
//! [`crate::tui::overlays`].

pub mod mirror;
pub mod pages;
mod seat;
pub mod sizes;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ratatui::layout::Size;

use crate::study::room::{Outcome, Room, Stage};
use mirror::SharedFrame;

pub use seat::{Role, Seat};

/// What has a session look at the room again, from whatever thread: it only leaves word, and never waits.
pub type Wake = Arc<dyn Fn() + Send + Sync>;
/// What keeps the answers to each question once it is over.
pub type Results = Box<dyn FnMut(&[Outcome]) + Send>;

/// The room as all who are in it share it.
pub struct Hall {
    state: Mutex<State>,
    results: Mutex<Option<Results>>,
    /// What the order of the questions depends on.
    seed: u64,
}

struct State {
    room: Arc<Room>,
    /// Who presents, if somebody does.
    presenter: Option<SeatId>,
    /// What their screen shows, as it is and then on smaller ones; nothing before it was drawn.
    frames: Vec<Arc<SharedFrame>>,
    seats: Vec<Taken>,
    /// How many seats were taken so far.
    taken: u64,
}

/// A seat that is taken.
struct Taken {
    id: SeatId,
    wake: Wake,
    /// The size of the screen on which the presenter's is seen, while it is.
    sees_at: Option<Size>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct SeatId(u64);

/// What one sees of a room.
#[derive(Clone, Debug, Default)]
pub struct Sight {
    /// Who is in it, and what is asked.
    pub room: Arc<Room>,
    /// Whether somebody presents.
    pub has_presenter: bool,
    /// Whether that is whoever looks.
    leads: bool,
    /// What their screen shows, as it is best seen from here.
    pub frame: Option<Arc<SharedFrame>>,
    /// Whether somebody sees it on a screen for which it was not drawn.
    is_to_be_drawn: bool,
    /// When it was looked at.
    pub now: Duration,
}

/// Who hears of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hears {
    All,
    Presenter,
    Nobody,
}

impl fmt::Debug for Hall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hall").field("seed", &self.seed).finish_non_exhaustive()
    }
}

impl Hall {
    /// An empty room, with what keeps its results, if anything does.
    #[must_use]
    pub fn new(seed: u64, results: Option<Results>) -> Arc<Self> {
        let room = Arc::new(Room::default());
        let state = State { room, presenter: None, frames: Vec::new(), seats: Vec::new(), taken: 0 };
        Arc::new(Self { state: Mutex::new(state), results: Mutex::new(results), seed })
    }

    /// The seat of the presenter, of whom there is one at a time: whoever had it before has lost it, and the quiz that
    /// was theirs is over.
    #[must_use]
    pub fn present(self: &Arc<Self>, wake: Wake, now: Duration) -> Seat {
        let id = self.state().take(wake);
        self.change(id, |state| {
            (state.presenter, state.frames) = (Some(id), Vec::new());
            (Arc::make_mut(&mut state.room).abandon(now), Hears::All)
        });
        Seat::new(Arc::clone(self), id, Role::Presenter)
    }

    /// The seat of a follower of this nickname; `None` where the room is full.
    #[must_use]
    pub fn follow(self: &Arc<Self>, nickname: Option<&str>, wake: Wake) -> Option<Seat> {
        let mut state = self.state();
        let member = Arc::make_mut(&mut state.room).join(nickname)?;
        let id = state.take(wake);
        state.wake(id, Hears::Presenter);
        drop(state);
        Some(Seat::new(Arc::clone(self), id, Role::Follower(member)))
    }

    fn leave(&self, id: SeatId, role: Role, now: Duration) {
        self.change(id, |state| {
            state.seats.retain(|seat| seat.id != id);
            match role {
                // Another has the seat.
                Role::Presenter if state.presenter != Some(id) => (Vec::new(), Hears::Nobody),
                Role::Presenter => {
                    (state.presenter, state.frames) = (None, Vec::new());
                    (Arc::make_mut(&mut state.room).abandon(now), Hears::All)
                }
                Role::Follower(member) => {
                    let outcomes = Arc::make_mut(&mut state.room).leave(member, now);
                    let hears = if outcomes.is_empty() { Hears::Presenter } else { Hears::All };
                    (outcomes, hears)
                }
            }
        });
    }

    /// The sizes for which a presenter's screen of this one is to be drawn besides; `None` while nobody would see even
    /// that.
    fn sizes(&self, id: SeatId, own: Size) -> Option<Vec<Size>> {
        let state = self.state();
        state.is_seen(id).then(|| state.sizes(own))
    }

    /// Shares what the presenter's screen shows, as it is and then for these other sizes.
    fn share(&self, id: SeatId, mut frames: Vec<Arc<SharedFrame>>) {
        let mut state = self.state();
        if !state.is_seen(id) || state.frames == frames {
            return;
        }
        // Of what is the same as before nobody has to be told.
        for frame in &mut frames {
            if let Some(same) = state.frames.iter().find(|before| *before == frame) {
                *frame = Arc::clone(same);
            }
        }
        state.frames = frames;
        state.wake(id, Hears::All);
    }

    /// Takes note of the size of the screen on which somebody sees the presenter's, or that they do no longer.
    fn sees_at(&self, id: SeatId, size: Option<Size>) {
        let mut state = self.state();
        let before = state.frame(id);
        let Some(seat) = state.seats.iter_mut().find(|seat| seat.id == id) else { return };
        if std::mem::replace(&mut seat.sees_at, size) == size {
            return;
        }
        if state.frame(id).as_ref().map(Arc::as_ptr) != before.as_ref().map(Arc::as_ptr) {
            state.wake_one(id);
        }
        if state.is_to_be_drawn() {
            state.wake(id, Hears::Presenter);
        }
    }

    /// What is to be seen now; a question whose time is out is over by that.
    fn look(&self, id: SeatId, now: Duration) -> Sight {
        self.change(id, |state| {
            let is_over = matches!(state.room.stage(), Stage::Asked(round) if round.left(now).is_zero());
            if !is_over {
                return (Vec::new(), Hears::Nobody);
            }
            (Arc::make_mut(&mut state.room).settle(now), Hears::All)
        });
        let state = self.state();
        let (has_presenter, leads) = (state.presenter.is_some(), state.presenter == Some(id));
        let is_to_be_drawn = state.is_seen(id) && state.is_to_be_drawn();
        Sight { room: Arc::clone(&state.room), has_presenter, leads, frame: state.frame(id), is_to_be_drawn, now }
    }

    /// Changes the room, has what came of it kept, and tells who is to hear of it.
    fn change(&self, by: SeatId, does: impl FnOnce(&mut State) -> (Vec<Outcome>, Hears)) {
        let mut state = self.state();
        let (outcomes, hears) = does(&mut state);
        state.wake(by, hears);
        drop(state);
        if !outcomes.is_empty()
            && let Some(results) = self.results.lock().unwrap_or_else(PoisonError::into_inner).as_mut()
        {
            results(&outcomes);
        }
    }

    /// One session that failed does not take the room from the others.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn take(&mut self, wake: Wake) -> SeatId {
        self.taken = self.taken.saturating_add(1);
        let id = SeatId(self.taken);
        self.seats.push(Taken { id, wake, sees_at: None });
        id
    }

    /// Whether this is the presenter's, whose screen others see: who is asked something does not.
    fn is_seen(&self, id: SeatId) -> bool {
        self.presenter == Some(id) && matches!(self.room.stage(), Stage::Elsewhere)
    }

    /// The sizes for which a presenter's screen of this one is to be drawn besides.
    fn sizes(&self, own: Size) -> Vec<Size> {
        sizes::wanted(own, self.seats.iter().filter_map(|seat| seat.sees_at))
    }

    /// Whether what the presenter's screen shows was not drawn for all sizes for which it is to be.
    fn is_to_be_drawn(&self) -> bool {
        let Some((own, others)) = self.frames.split_first() else { return false };
        self.sizes(own.size()) != others.iter().map(|frame| frame.size()).collect::<Vec<_>>()
    }

    /// What somebody sees of the presenter's screen.
    fn frame(&self, id: SeatId) -> Option<Arc<SharedFrame>> {
        let sees_at = self.seats.iter().find(|seat| seat.id == id).and_then(|seat| seat.sees_at);
        let at = sees_at.map_or(0, |room| sizes::best(self.frames.iter().map(|frame| frame.size()), room));
        self.frames.get(at).cloned()
    }

    /// Has one look at the room again.
    fn wake_one(&self, id: SeatId) {
        self.seats.iter().filter(|seat| seat.id == id).for_each(|seat| (seat.wake)());
    }

    /// Has others look at the room again.
    fn wake(&self, by: SeatId, hears: Hears) {
        let presenter = self.presenter;
        let is_meant = |seat: &&Taken| match hears {
            Hears::All => seat.id != by,
            Hears::Presenter => seat.id != by && Some(seat.id) == presenter,
            Hears::Nobody => false,
        };
        self.seats.iter().filter(is_meant).for_each(|seat| (seat.wake)());
    }
}

#[cfg(test)]
mod tests;

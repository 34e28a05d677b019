//! Walking a tour: its stops are shown on screens of its own, so that where the reader was stays as it is, and its
//! caption stands in a band at the foot (`touring/band.rs`).
//!
//! Until some other key is pressed the keys of [`Scope::Tour`] walk it. Any other explores from there; the tour then
//! waits, and goes on by the key of [`Action::Tour`], or by its own key where nothing else needs that.

mod band;

use std::time::Duration;

use self::band::Page;
use super::App;
use crate::data::Pack;
use crate::data::pack::tours::{StopView, TourStop};
use crate::tui::action::{Action, Effect};
use crate::tui::history::History;
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::layers::Layers;
use crate::tui::tour::{TourWanted, Walk};
use crate::view::tab::Tab;

/// A tour, and where the reader was before.
#[derive(Debug)]
pub(super) struct Touring {
    walk: Walk,
    before: (Layers, History),
    /// Which page of the caption shows.
    page: Page,
    /// Whether the end was told of, after which one is back.
    is_ending: bool,
}

/// What is said at the end of a tour, and once one is back.
const ENDS: &str = "The tour ends here: once more leads back to where you were.";
const ENDED: &str = "The tour is over: this is where you were.";

impl App<'_> {
    /// Begins a tour; nothing happens where there is nothing to see on it. The time must have been told if it is to
    /// walk by itself.
    pub fn begin_tour(&mut self, wanted: TourWanted) -> Effect {
        let Some(walk) = Walk::begin(self.ctx.dataset, wanted, self.elapsed()) else { return Effect::Nothing };
        self.end_tour();
        self.frame.forget_resumed();
        self.layers.close_all();
        let mut screens = Layers::new(Tab::default());
        // What is studied has but one log.
        std::mem::swap(&mut screens.screens.study, &mut self.layers.screens.study);
        let before = (std::mem::replace(&mut self.layers, screens), std::mem::take(&mut self.history));
        self.touring = Some(Box::new(Touring { walk, before, page: Page::default(), is_ending: false }));
        self.show_stop();
        Effect::Redraw
    }

    /// Ends it: one is where one was before. Tells whether there was one.
    pub(super) fn end_tour(&mut self) -> bool {
        let Some(touring) = self.touring.take() else { return false };
        let (mut layers, history) = touring.before;
        std::mem::swap(&mut layers.screens.study, &mut self.layers.screens.study);
        (self.layers, self.history) = (layers, history);
        true
    }

    /// Shows the stop one is at.
    fn show_stop(&mut self) {
        let Some(touring) = &mut self.touring else { return };
        (touring.page, touring.is_ending) = (Page::default(), false);
        let Some(stop) = touring.walk.stop().cloned() else { return };
        match stop.view {
            StopView::Chart => self.show_chart(stop.item, stop.periods),
            view => self.show(stop.item, view, stop.dispute.as_deref()),
        }
        self.history.forget();
    }

    /// Whether a tour is walked, and no key has stopped it.
    pub(super) fn is_walking(&self) -> bool {
        self.touring.as_ref().is_some_and(|touring| !touring.walk.is_paused())
    }

    /// What a key does while a tour is walked or waits; `None` leaves it to the screen.
    pub(super) fn take_tour_key(&mut self, key: Key) -> Option<Effect> {
        let (ctx, now, walks) = (self.ctx, self.elapsed(), self.is_walking());
        let is_free = walks || self.is_free(key);
        let goes_on = walks && self.is_own_key(key);
        let touring = self.touring.as_mut()?;
        let action = if goes_on { Some(Action::Next) } else { ctx.keymap.lookup(&[Scope::Tour], key) };
        if touring.turn_page(action) {
            touring.walk.touched(now);
            return Some(Effect::Redraw);
        }
        match action {
            Some(Action::Next) if is_free => self.walk_on(),
            Some(Action::Previous) if walks => {
                touring.walk.back();
                touring.walk.touched(now);
                self.show_stop();
            }
            // Whoever asks for the end needs not be told.
            Some(Action::Close) if walks => _ = self.end_tour(),
            _ => {
                let leaves = ctx.keymap.lookup(&[Scope::Global], key) == Some(Action::Quit);
                if !leaves {
                    self.pause_tour();
                }
                return None;
            }
        }
        Some(Effect::Redraw)
    }

    /// To the next stop, or to the last once more where it waits there. Whoever presses on at the last does not do so
    /// in what was there before: it is told that it ends before it does.
    fn walk_on(&mut self) {
        let now = self.elapsed();
        let Some(touring) = &mut self.touring else { return };
        let waited = touring.walk.is_paused();
        let is_there = touring.walk.forward();
        touring.walk.touched(now);
        if is_there || waited {
            self.show_stop();
        } else if touring.is_ending {
            self.end_tour();
            self.frame.say(Some(ENDED.to_owned()));
        } else {
            touring.is_ending = true;
            self.frame.say(Some(ENDS.to_owned()));
        }
    }

    /// Whether this is the key with which one goes on with a tour from anywhere.
    fn is_own_key(&mut self, key: Key) -> bool {
        let key = key.on_latin_keyboard().unwrap_or(key);
        let ctx = self.ctx;
        ctx.keymap.lookup(&self.layers.top(ctx).scopes(), key) == Some(Action::Tour)
    }

    /// Whether the key that goes on with a tour means nothing that would be missed here: in a list or a record, where
    /// the next heading and the link have keys besides.
    pub(super) fn is_free(&mut self, key: Key) -> bool {
        let ctx = self.ctx;
        let scopes = self.layers.top(ctx).scopes();
        let others = [Scope::List, Scope::Detail, Scope::Timeline, Scope::Topics, Scope::Global];
        key == Key::Right && scopes.iter().all(|scope| others.contains(scope))
    }

    /// Explores from here: the tour waits.
    pub(super) fn pause_tour(&mut self) {
        let now = self.elapsed();
        if let Some(touring) = &mut self.touring {
            touring.is_ending = false;
            touring.walk.pause();
            touring.walk.touched(now);
        }
    }

    /// Goes on with the tour that waits; tells whether one does.
    pub(super) fn resume_tour(&mut self) -> bool {
        let waits = self.touring.is_some();
        self.walk_on();
        waits
    }

    /// Tells the tour the time; tells whether it went on by itself. What would be lost by that, or is being typed,
    /// holds it.
    pub(super) fn tick_tour(&mut self) -> bool {
        let now = self.elapsed();
        if self.touring.as_ref().is_some_and(|touring| touring.walk.is_due(now)) {
            let (loses, types) = (self.would_lose(), self.is_typing());
            if (loses || types) && self.touring.as_mut().is_some_and(|touring| touring.walk.hold(now, loses)) {
                return false;
            }
        }
        if let Some(touring) = &mut self.touring
            && touring.walk.is_due(now)
            && touring.turn_page(Some(Action::Next))
        {
            touring.walk.stay(now);
            return true;
        }
        let goes_on = self.touring.as_mut().is_some_and(|touring| touring.walk.tick(now));
        if goes_on {
            self.layers.close_all();
            self.show_stop();
        }
        goes_on
    }

    /// Whether a note is not kept yet, or one sits in a paper.
    fn would_lose(&self) -> bool {
        let sits = self.layers.tab() == Tab::Study && !self.layers.is_at_overview();
        self.layers.unsaved().is_some() || sits && self.layers.screens.study.is_sitting()
    }

    /// Whether letters are text where the keys go now.
    pub fn is_typing(&mut self) -> bool {
        self.layers.top(self.ctx).scopes().into_iter().any(Scope::takes_text)
    }

    /// How long until it goes on by itself.
    pub(super) fn tour_alarm(&self) -> Option<Duration> {
        self.touring.as_ref()?.walk.alarm(self.elapsed())
    }
}

impl Touring {
    fn stop<'p, 'a>(&self, pack: &'p Pack<'a>) -> Option<&'p TourStop<'a>> {
        pack.tours.get(self.walk.tour)?.stops.get(self.walk.stop()?.number)
    }

    /// Turns to another page of the caption; tells whether there is one that way.
    fn turn_page(&mut self, action: Option<Action>) -> bool {
        let to = match action {
            _ if self.walk.is_paused() => None,
            Some(Action::Next) => Some(self.page.number + 1).filter(|page| *page < self.page.count),
            Some(Action::Previous) => self.page.number.checked_sub(1),
            _ => None,
        };
        self.page.number = to.unwrap_or(self.page.number);
        to.is_some()
    }
}

//! What changes as time passes: the day, a clock that was asked for, a tour that walks by itself.

use std::time::Duration;

use super::App;
use crate::clock::Now;
use crate::tui::action::Effect;
use crate::view::tab::Tab;

impl App<'_> {
    /// Tells the time: before each key, and when the [`alarm`](Self::alarm) rings.
    pub fn set_time(&mut self, now: Now) -> Effect {
        self.ctx.reader.notes.set_time(now);
        self.now = Some(now);
        let is_another_day = self.layers.screens.overview.set_day(now.wall.date());
        if is_another_day {
            self.layers.screens.overview.forget_due();
            self.make_overview();
        }
        let goes_on = self.tick_tour();
        let shows = self.shows_clock();
        let waited = self.layers.screens.study.waits();
        let ticked = self.layers.screens.study.set_time(self.ctx, now, shows);
        if self.layers.screens.study.waits() != waited {
            // The time of a paper that waited is up: the overview does not go on telling of it.
            self.layers.screens.overview.forget_due();
        }
        let is_overview = is_another_day && self.layers.is_at_overview();
        let hears = self.hear_room(now.elapsed);
        Effect::redraw_if(goes_on || hears || is_overview || ticked == Effect::Redraw && self.shows_clock())
    }

    /// How long after the time last told something changes on the screen by itself, if anything does.
    /// As long as this is nothing, nothing runs.
    #[must_use]
    pub fn alarm(&self) -> Option<Duration> {
        let clock = if self.shows_clock() { self.layers.screens.study.alarm() } else { None };
        clock.into_iter().chain(self.tour_alarm()).chain(self.room_alarm()).min()
    }

    /// The time last told, by the clock that never goes back.
    pub(super) fn elapsed(&self) -> Duration {
        self.now.map_or(Duration::ZERO, |now| now.elapsed)
    }

    /// Whether one sits in a paper, be it that something lies over it.
    pub(super) fn is_at_paper(&self) -> bool {
        let is_study = self.layers.tab() == Tab::Study && !self.layers.is_at_overview();
        is_study && self.layers.screens.study.is_at_paper()
    }

    /// Says that the clock of a paper goes on, where one has just left that, whichever way.
    pub(super) fn tell_of_clock(&mut self, was_at_paper: bool) {
        if was_at_paper
            && !self.is_at_paper()
            && let Some(told) = self.layers.screens.study.told_of_clock()
        {
            self.frame.say(Some(told.to_owned()));
        }
    }

    /// Whether a clock that runs by itself would show.
    fn shows_clock(&self) -> bool {
        self.layers.tab() == Tab::Study && !self.layers.is_at_overview() && self.layers.overlay().is_none()
    }
}

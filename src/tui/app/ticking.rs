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
        let told = self.time_left();
        let ticked = self.layers.screens.study.set_time(self.ctx, now, shows);
        let is_cut_off = self.tell_of_end();
        let is_another = is_cut_off || told != self.time_left();
        if self.layers.screens.study.waits() != waited {
            // The time of a paper that waited is up: the overview does not go on telling of it.
            self.layers.screens.overview.forget_due();
        }
        let is_overview = is_another_day && self.layers.is_at_overview();
        let hears = self.hear_room(now.elapsed);
        let has_ticked = ticked == Effect::Redraw && self.shows_clock();
        Effect::redraw_if(goes_on || hears || is_overview || is_another || has_ticked)
    }

    /// How long after the time last told something changes on the screen by itself, if anything does.
    /// As long as this is nothing, nothing runs.
    #[must_use]
    pub fn alarm(&self) -> Option<Duration> {
        let clock = if self.shows_clock() { self.layers.screens.study.alarm() } else { None };
        let title = self.layers.screens.study.time_left(self.shows_clock()).map(|(_, until)| until);
        clock.into_iter().chain(title).chain(self.tour_alarm()).chain(self.room_alarm()).min()
    }

    /// The time last told, by the clock that never goes back.
    pub(super) fn elapsed(&self) -> Duration {
        self.now.map_or(Duration::ZERO, |now| now.elapsed)
    }

    /// The time left of a paper whose clock does not show, for the title line.
    pub(super) fn time_left(&self) -> Option<String> {
        self.layers.screens.study.time_left(self.shows_clock()).map(|(told, _)| told)
    }

    /// Says that the clock has handed a paper in, where its report does not show by itself; tells whether it did.
    fn tell_of_end(&mut self) -> bool {
        let study = &mut self.layers.screens.study;
        let (told, is_at_report) = (study.take_cut_off(), study.is_at_report());
        let told = told.filter(|_| !(is_at_report && self.shows_clock()));
        told.is_some_and(|told| self.frame.say(Some(told)))
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

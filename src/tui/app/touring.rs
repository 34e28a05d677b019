//! Walking a tour: its stops are shown on screens of its own, so that where the reader was stays as it is, and its caption
//! stands in a band at the foot.
//!
//! Until some other key is pressed the keys of [`Scope::Tour`] walk it. Any other explores from there; the tour then waits,
//! and goes on by the key of [`Action::Tour`], or by its own key where nothing else needs that.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::App;
use crate::data::Pack;
use crate::data::cite::Cites;
use crate::data::pack::tours::TourStop;
use crate::text::{width, wrap};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::history::History;
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::layers::Layers;
use crate::tui::layout::ScreenAreas;
use crate::tui::tour::{TourWanted, Walk};
use crate::tui::widgets::hints;
use crate::view::tab::Tab;

/// A tour, and where the reader was before.
#[derive(Debug)]
pub(super) struct Touring {
    walk: Walk,
    before: (Layers, History),
}

impl App<'_> {
    /// Begins a tour; nothing happens where there is nothing to see on it. The time must have been told if it is to walk by
    /// itself.
    pub fn begin_tour(&mut self, wanted: TourWanted) -> Effect {
        let Some(walk) = Walk::begin(self.ctx.dataset, wanted, self.elapsed) else { return Effect::Nothing };
        self.end_tour();
        self.frame.forget_resumed();
        self.layers.close_all();
        let mut screens = Layers::new(Tab::default());
        // What is studied has but one log.
        std::mem::swap(&mut screens.screens.study, &mut self.layers.screens.study);
        let before = (std::mem::replace(&mut self.layers, screens), std::mem::take(&mut self.history));
        self.touring = Some(Box::new(Touring { walk, before }));
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
        let Some(stop) = self.touring.as_ref().and_then(|touring| touring.walk.stop()).cloned() else { return };
        self.show(stop.item, stop.view, stop.dispute.as_deref());
        self.history.forget();
    }

    /// Whether a tour is walked, and no key has stopped it.
    pub(super) fn is_walking(&self) -> bool {
        self.touring.as_ref().is_some_and(|touring| !touring.walk.is_paused())
    }

    /// What a key does while a tour is walked or waits; `None` leaves it to the screen.
    pub(super) fn take_tour_key(&mut self, key: Key) -> Option<Effect> {
        let (ctx, now) = (self.ctx, self.elapsed);
        let is_free = self.is_walking() || self.is_free(key);
        let walk = &mut self.touring.as_mut()?.walk;
        let action = ctx.keymap.lookup(&[Scope::Tour], key);
        let goes_on = match action {
            Some(Action::Next) if is_free => walk.forward(),
            Some(Action::Previous) if !walk.is_paused() => walk.back() || walk.stop().is_some(),
            Some(Action::Close) if !walk.is_paused() => false,
            _ => {
                let leaves = ctx.keymap.lookup(&[Scope::Global], key) == Some(Action::Quit);
                if !leaves {
                    walk.pause();
                    walk.touched(now);
                }
                return None;
            }
        };
        walk.touched(now);
        if goes_on {
            self.show_stop();
        } else {
            self.end_tour();
        }
        Some(Effect::Redraw)
    }

    /// Whether the key that goes on with a tour means nothing that would be missed here: in a list or a record, where the
    /// next heading and the link have keys besides.
    pub(super) fn is_free(&mut self, key: Key) -> bool {
        let ctx = self.ctx;
        let scopes = self.layers.top(ctx).scopes();
        let others = [Scope::List, Scope::Detail, Scope::Timeline, Scope::Topics, Scope::Global];
        key == Key::Right && scopes.iter().all(|scope| others.contains(scope))
    }

    /// Explores from here: the tour waits.
    pub(super) fn pause_tour(&mut self) {
        let now = self.elapsed;
        if let Some(touring) = &mut self.touring {
            touring.walk.pause();
            touring.walk.touched(now);
        }
    }

    /// Goes on with the tour that waits; tells whether one does.
    pub(super) fn resume_tour(&mut self) -> bool {
        let Some(touring) = &mut self.touring else { return false };
        if touring.walk.forward() {
            self.show_stop();
        } else {
            self.end_tour();
        }
        true
    }

    /// Tells the tour the time; tells whether it went on by itself. What would be lost by that, or is being typed, holds it.
    pub(super) fn tick_tour(&mut self) -> bool {
        let now = self.elapsed;
        if self.touring.as_ref().is_some_and(|touring| touring.walk.is_due(now)) {
            let (loses, types) = (self.would_lose(), self.is_typing());
            if (loses || types) && self.touring.as_mut().is_some_and(|touring| touring.walk.hold(now, loses)) {
                return false;
            }
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

    fn is_typing(&mut self) -> bool {
        self.layers.top(self.ctx).scopes().into_iter().any(Scope::takes_text)
    }

    /// How long until it goes on by itself.
    pub(super) fn tour_alarm(&self) -> Option<Duration> {
        self.touring.as_ref()?.walk.alarm(self.elapsed)
    }
}

impl Touring {
    fn stop<'p, 'a>(&self, pack: &'p Pack<'a>) -> Option<&'p TourStop<'a>> {
        pack.tours.get(self.walk.tour)?.stops.get(self.walk.stop()?.number)
    }

    /// Parts the screen: the band takes its rows from the body.
    pub(super) fn areas(&self, ctx: Context<'_>, areas: ScreenAreas) -> (ScreenAreas, Rect) {
        let rows = if self.walk.is_paused() { 1 } else { self.rows(ctx, areas.body).len() + 1 };
        let rows = u16::try_from(rows).unwrap_or(u16::MAX).min(areas.body.height.saturating_sub(3));
        let height = areas.body.height - rows;
        let band = Rect { y: areas.body.y + height, height: rows, ..areas.body };
        (ScreenAreas { body: Rect { height, ..areas.body }, ..areas }, band)
    }

    /// The caption, and where there is room who says so.
    fn rows(&self, ctx: Context<'_>, body: Rect) -> Vec<(String, bool)> {
        /// From this height on there is room for the sources.
        const WITH_SOURCES: u16 = 18;
        /// Wider lines are hard to read from afar.
        const WIDEST: u16 = 100;
        let Some(stop) = self.stop(&ctx.dataset.pack) else { return Vec::new() };
        let columns = usize::from(body.width.min(WIDEST).saturating_sub(4));
        let mut rows: Vec<(String, bool)> =
            wrap(&stop.caption, columns).into_iter().map(|row| (row.to_owned(), false)).collect();
        let sources = sources(&ctx.dataset.pack, stop);
        if body.height >= WITH_SOURCES && !sources.is_empty() {
            rows.extend(wrap(&sources, columns).into_iter().map(|row| (row.to_owned(), true)));
        }
        rows
    }

    /// Draws the band: the tour's name and how far one is on a rule, and below that the caption; of a tour that waits one row,
    /// with what goes on.
    pub(super) fn draw(&self, ctx: Context<'_>, body: Rect, free: bool, band: Rect, buf: &mut Buffer) {
        let theme = ctx.theme;
        let name = ctx.dataset.pack.tours.get(self.walk.tour).map_or("", |tour| tour.name.as_str());
        let (at, count) = self.walk.position();
        let columns = usize::from(band.width);
        if self.walk.is_paused() {
            let own = ctx.keymap.name(Scope::Tour, Action::Next);
            let key = ctx.keymap.name(Scope::Global, Action::Tour);
            let keys = if free { format!("{own} or {key}") } else { key };
            let forms = [
                format!("{name} waits at {at}/{count}"),
                format!("Tour waits at {at}/{count}"),
                format!("Tour {at}/{count}"),
            ];
            let told = format!("  {keys} goes on");
            let form = forms.iter().find(|form| width(form) + width(&told) + 2 <= columns).or(forms.last());
            let line = Line::from(vec![
                Span::styled(format!(" {}", form.map_or("", String::as_str)), theme.heading.style()),
                Span::styled(told, theme.dim.style()),
            ]);
            buf.set_line(band.x, band.y, &line, band.width);
            return;
        }
        let (name, position) = (format!(" {name} "), format!(" {at}/{count} "));
        let rule = ctx.symbols.horizontal.repeat(columns);
        buf.set_stringn(band.x, band.y, rule, columns, theme.border.style());
        buf.set_stringn(band.x + 1, band.y, &name, columns.saturating_sub(2), theme.heading.style());
        let x = band.right().saturating_sub(u16::try_from(width(&position)).unwrap_or(0) + 1);
        buf.set_stringn(x.max(band.x), band.y, position, columns, theme.heading.style());
        for ((row, is_source), y) in self.rows(ctx, body).iter().zip(band.y + 1..band.bottom()) {
            let style = if *is_source { theme.dim.style() } else { theme.title.style() };
            buf.set_stringn(band.x + 2, y, row, columns.saturating_sub(2), style);
        }
    }

    /// Draws in the footer what walks it.
    pub(super) fn draw_foot(ctx: Context<'_>, foot: Rect, buf: &mut Buffer) {
        let hints = ctx.keymap.hints(&[Scope::Tour], &|_| true);
        hints::draw(ctx, hints, "any other key explores", foot, buf);
    }
}

/// Who says what a caption tells, each with the grade.
fn sources(pack: &Pack<'_>, stop: &TourStop<'_>) -> String {
    let mut told: Vec<String> = Vec::new();
    for source in stop.cites.iter().flat_map(Cites::iter).flatten().filter_map(|cite| pack.source(cite.source)) {
        let name = match source.grade {
            Some(grade) => format!("{} ({})", source.publisher, grade.letter()),
            None => source.publisher.to_string(),
        };
        if !told.contains(&name) {
            told.push(name);
        }
    }
    told.join("; ")
}

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
use crate::text::{ELLIPSIS, counted, width, wrap};
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
    /// Which page of the caption shows, from 0, and how many it took when last drawn: one but on small screens.
    page: usize,
    pages: usize,
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
        self.touring = Some(Box::new(Touring { walk, before, page: 0, pages: 1 }));
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
        touring.page = 0;
        let Some(stop) = touring.walk.stop().cloned() else { return };
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
        let touring = self.touring.as_mut()?;
        let action = ctx.keymap.lookup(&[Scope::Tour], key);
        if touring.turn_page(action) {
            touring.walk.touched(now);
            return Some(Effect::Redraw);
        }
        let walk = &mut touring.walk;
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

    /// Turns to another page of the caption; tells whether there is one that way.
    fn turn_page(&mut self, action: Option<Action>) -> bool {
        let to = match action {
            _ if self.walk.is_paused() => None,
            Some(Action::Next) => Some(self.page + 1).filter(|page| *page < self.pages),
            Some(Action::Previous) => self.page.checked_sub(1),
            _ => None,
        };
        self.page = to.unwrap_or(self.page);
        to.is_some()
    }

    /// Parts the screen: the band takes its rows from the body. A caption without room for all its rows has pages, all of
    /// them as high, so that what is shown above stays where it is.
    pub(super) fn areas(&mut self, ctx: Context<'_>, areas: ScreenAreas) -> (ScreenAreas, Rect) {
        let (rows, room) = (self.rows(ctx, areas.body).len(), room(areas.body));
        self.pages = rows.div_ceil(room).max(1);
        self.page = self.page.min(self.pages - 1);
        let rows = if self.walk.is_paused() { 1 } else { rows.min(room) + 1 };
        let rows = u16::try_from(rows).unwrap_or(u16::MAX).min(areas.body.height);
        let height = areas.body.height - rows;
        let band = Rect { y: areas.body.y + height, height: rows, ..areas.body };
        (ScreenAreas { body: Rect { height, ..areas.body }, ..areas }, band)
    }

    /// The rows of the caption, and what stands in each of who says so: below the caption where there is room, else in short
    /// after its end.
    fn rows(&self, ctx: Context<'_>, body: Rect) -> Vec<(String, String)> {
        /// From this height on there is room for all the sources.
        const WITH_SOURCES: u16 = 18;
        /// Wider lines are hard to read from afar.
        const WIDEST: u16 = 100;
        let Some(stop) = self.stop(&ctx.dataset.pack) else { return Vec::new() };
        let columns = usize::from(body.width.min(WIDEST).saturating_sub(4));
        let mut rows: Vec<(String, String)> =
            wrap(&stop.caption, columns).into_iter().map(|row| (row.to_owned(), String::new())).collect();
        let forms = sources(&ctx.dataset.pack, stop);
        if body.height >= WITH_SOURCES {
            let all = forms.first().into_iter().flat_map(|all| wrap(all, columns));
            rows.extend(all.map(|row| (String::new(), row.to_owned())));
        } else {
            add_in_short(&mut rows, forms, columns, room(body));
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
        let rows = self.rows(ctx, body);
        let shown = rows.chunks(room(body)).nth(self.page).unwrap_or_default();
        for ((row, source), y) in shown.iter().zip(band.y + 1..band.bottom()) {
            let line = Line::from(vec![
                Span::styled(row.as_str(), theme.title.style()),
                Span::styled(source.as_str(), theme.dim.style()),
            ]);
            buf.set_line(band.x + 2, y, &line, band.width.saturating_sub(2));
        }
        if self.page + 1 < self.pages {
            // The last column is no row's: that there is more stands after the last of them.
            buf.set_stringn(band.right().saturating_sub(1), band.bottom() - 1, ELLIPSIS, 1, theme.dim.style());
        }
    }

    /// Draws in the footer what walks it.
    pub(super) fn draw_foot(ctx: Context<'_>, foot: Rect, buf: &mut Buffer) {
        let hints = ctx.keymap.hints(&[Scope::Tour], &|_| true);
        hints::draw(ctx, hints, "any other key explores", foot, buf);
    }
}

/// Rows of a caption at once: three rows of the screen it is about stay above the rule.
fn room(body: Rect) -> usize {
    usize::from(body.height.saturating_sub(4)).max(1)
}

/// Tells after the end of a caption who says so, in the fullest form that fits there, or into a row that is free below.
fn add_in_short(rows: &mut Vec<(String, String)>, forms: Vec<String>, columns: usize, room: usize) {
    let is_row_free = !rows.len().is_multiple_of(room);
    let left = rows.last().map_or(0, |(last, _)| columns.saturating_sub(width(last) + 2));
    let fits = |form: &String| width(form) <= left || is_row_free && width(form) <= columns;
    // Where neither has room the last form, the shortest, has a page of its own.
    let at = forms.iter().position(fits).unwrap_or(forms.len().saturating_sub(1));
    let Some(form) = forms.into_iter().nth(at) else { return };
    match rows.last_mut() {
        Some((_, source)) if width(&form) <= left => *source = format!("  {form}"),
        _ => rows.push((String::new(), form)),
    }
}

/// Who says what a caption tells, each with the grade: all of them, then in shorter forms.
fn sources(pack: &Pack<'_>, stop: &TourStop<'_>) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    let mut grades: Vec<String> = Vec::new();
    for source in stop.cites.iter().flat_map(Cites::iter).flatten().filter_map(|cite| pack.source(cite.source)) {
        let grade = source.grade.map(|grade| grade.letter().to_string());
        let name = match &grade {
            Some(grade) => format!("{} ({grade})", source.publisher),
            None => source.publisher.to_string(),
        };
        if !told.contains(&name) {
            told.push(name);
        }
        grades.extend(grade.filter(|grade| !grades.contains(grade)));
    }
    let Some(first) = told.first() else { return Vec::new() };
    let mut forms = vec![told.join("; ")];
    if told.len() > 1 {
        forms.push(format!("{first} and {} more", told.len() - 1));
    }
    let number = counted(told.len(), "source");
    forms.push(if grades.is_empty() { number } else { format!("{number} ({})", grades.join(", ")) });
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of a caption whose last row is this, of so many rows where three have room.
    fn with(last: &str, count: usize) -> Vec<(String, String)> {
        let mut rows = vec![(last.to_owned(), String::new()); count];
        let forms = ["Harbour Gazette (A); Example Press (B)", "Harbour Gazette (A) and 1 more", "2 sources (A, B)"];
        add_in_short(&mut rows, forms.map(str::to_owned).to_vec(), 36, 3);
        rows
    }

    #[test]
    fn sources_stand_after_the_caption_in_short() {
        let last = |rows: &[(String, String)]| rows.last().map(|(_, source)| source.clone()).unwrap_or_default();
        let rows = with("Tea.", 3);
        assert_eq!((rows.len(), last(&rows).as_str()), (3, "  Harbour Gazette (A) and 1 more"));
        let rows = with("Tea goes one way", 3);
        assert_eq!((rows.len(), last(&rows).as_str()), (3, "  2 sources (A, B)"));
        let rows = with("Tea goes one way", 2);
        assert_eq!((rows.len(), last(&rows).as_str()), (3, "Harbour Gazette (A) and 1 more"));
        let rows = with("Tea goes one way, the other machines", 3);
        assert_eq!((rows.len(), last(&rows).as_str()), (4, "2 sources (A, B)"));
    }
}

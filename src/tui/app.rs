//! The application: a tab, its screens, what lies over them, and where one has been.
//!
//! A key becomes an action, an action becomes a change, a change becomes one drawing. Nothing here
//! knows a terminal: [`crate::term`] brings keys and takes pictures, and so do the tests.

mod mouse;

use std::time::Duration;

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::clock::Now;
use crate::data::ItemId;
use crate::data::on_this_day::on_this_day;
use crate::study::exam::options::ExamOptions;
use crate::text::{clip, width};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::key::Key;
use crate::tui::keymap::{Keymap, Scope};
use crate::tui::layout;
use crate::tui::list_detail::Focus;
use crate::tui::overlays::Overlay;
use crate::tui::overlays::copied::Copied;
use crate::tui::overlays::facets::Facets;
use crate::tui::overlays::finder::Finder;
use crate::tui::overlays::help::Help;
use crate::tui::screens::{Screen, Screens, Spot, Tab};
use crate::tui::theme::Role;
use crate::tui::widgets::hints;
use crate::tui::widgets::sectioned_list::Row;
use crate::view::citation::citation;
use crate::view::document::layout::whole;

/// The whole state of the program.
#[derive(Debug)]
pub struct App<'a> {
    ctx: Context<'a>,
    tab: Tab,
    screens: Screens,
    overlay: Option<Overlay>,
    copied: Option<String>,
    /// Whether the screen was too small to show anything when last drawn.
    too_small: bool,
    /// What happened on a day like today, for the title line.
    anniversary: Option<String>,
    /// What is wrong outside of the explorer and should be known: it takes the anniversary's place.
    warning: Option<String>,
    back: Vec<Location>,
    forward: Vec<Location>,
    /// What is to be told in place of the hints.
    notice: Option<String>,
    /// Where it was last drawn.
    area: Rect,
}

/// Where one is: a tab, and where on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// The tab.
    pub tab: Tab,
    /// Where on it.
    pub spot: Spot,
}

/// Items indexed between two looks whether a key has come: some milliseconds' worth. A dataset of no more
/// items is indexed at once.
const INDEXED_AT_A_TIME: usize = 4000;

/// Places remembered; the oldest are forgotten.
const HISTORY: usize = 500;

impl<'a> App<'a> {
    /// The application as it opens, on this tab.
    #[must_use]
    pub fn new(ctx: Context<'a>, tab: Tab) -> Self {
        Self {
            ctx,
            tab,
            screens: Screens::new(),
            overlay: None,
            copied: None,
            too_small: false,
            anniversary: None,
            warning: None,
            back: Vec::new(),
            forward: Vec::new(),
            notice: None,
            area: Rect::ZERO,
        }
    }

    /// Puts a warning into the title line, to stay there.
    pub fn warn(&mut self, warning: String) {
        self.warning = Some(warning);
    }

    /// Tells something in place of the hints, or no longer.
    pub fn set_notice(&mut self, notice: Option<String>) -> Effect {
        let changed = notice != self.notice;
        self.notice = notice;
        Effect::redraw_if(changed)
    }

    /// Tells the time: before each key, and when the [`alarm`](Self::alarm) rings.
    pub fn set_time(&mut self, now: Now) -> Effect {
        let ticked = self.screens.study.set_time(now);
        Effect::redraw_if(ticked == Effect::Redraw && self.shows_clock())
    }

    /// How long after the time last told something changes on the screen by itself, if anything does.
    /// As long as this is nothing, nothing runs.
    #[must_use]
    pub fn alarm(&self) -> Option<Duration> {
        if self.shows_clock() { self.screens.study.alarm() } else { None }
    }

    fn shows_clock(&self) -> bool {
        self.tab == Tab::Study && self.overlay.is_none()
    }

    /// Whether something is left to be done that the reader waits for but need not wait for to type on: the
    /// index of a huge pack, and a search in it.
    #[must_use]
    pub fn has_work(&self) -> bool {
        self.is_searching() || self.ctx.index.ready().is_none()
    }

    fn is_searching(&self) -> bool {
        matches!(&self.overlay, Some(Overlay::Finder(finder)) if finder.is_searching())
    }

    /// Does all that shows on the screen, where nobody types on meanwhile.
    pub fn settle(&mut self) {
        while self.is_searching() {
            self.work();
        }
    }

    /// Does a few milliseconds of it.
    pub fn work(&mut self) -> Effect {
        let ctx = self.ctx;
        if ctx.index.ready().is_none() {
            let before = ctx.index.per_cent();
            ctx.index.advance(INDEXED_AT_A_TIME);
            let is_shown = matches!(self.overlay, Some(Overlay::Finder(_)));
            return Effect::redraw_if(is_shown && before != ctx.index.per_cent());
        }
        match &mut self.overlay {
            Some(Overlay::Finder(finder)) => finder.work(ctx),
            _ => Effect::Nothing,
        }
    }

    /// Remembers in the title line what happened on this day of another year, if anything did: the most
    /// important, and of those the latest.
    pub fn remember(&mut self, today: Date) -> Effect {
        let dataset = self.ctx.dataset;
        let day = on_this_day(dataset, today).day;
        let records = day.into_iter().filter_map(|id| dataset.record(id));
        let best = records.min_by_key(|record| (record.weight, std::cmp::Reverse(record.when.map(|when| when.year()))));
        self.anniversary = best.and_then(|record| {
            let year = record.when?.year();
            Some(format!("On this day in {year}: {}", record.title))
        });
        Effect::redraw_if(self.anniversary.is_some() && self.warning.is_none())
    }

    /// Opens the record of an item, as if it had been found.
    pub fn open(&mut self, item: ItemId) {
        self.go(item);
        self.back.clear();
    }

    /// Does what can be done while the first screen is being looked at, unless it takes long.
    pub fn prepare(&self) {
        self.ctx.index.advance(INDEXED_AT_A_TIME);
    }

    fn screen(&mut self) -> &mut dyn Screen {
        self.screens.at(self.ctx, self.tab)
    }

    /// The scopes that hold, the most specific first.
    fn scopes(&mut self) -> Vec<Scope> {
        match &self.overlay {
            Some(overlay) => overlay.scopes(),
            None => self.screen().scopes(),
        }
    }

    /// The text to be sent to the clipboard, if some was asked for since this was last called.
    pub fn take_copied(&mut self) -> Option<String> {
        self.copied.take()
    }

    /// Takes a key. The effect tells whether to draw, or to leave.
    pub fn key(&mut self, key: Key) -> Effect {
        if self.too_small && key != Key::Esc {
            // Nothing shows, so nothing can be typed or chosen; one can close what is open, and leave.
            let leaves = self.ctx.keymap.lookup(&[Scope::Global], key) == Some(Action::Quit);
            return if leaves { Effect::Quit } else { Effect::Nothing };
        }
        if let Some(effect) = self.edit(key) {
            return effect;
        }
        match self.ctx.keymap.lookup(&self.scopes(), key) {
            Some(action) => self.update(action),
            None => Effect::Nothing,
        }
    }

    /// Gives a key to the line in which text is typed, if there is one and it takes the key.
    fn edit(&mut self, key: Key) -> Option<Effect> {
        let ctx = self.ctx;
        match &mut self.overlay {
            Some(Overlay::Finder(finder)) => finder.edit(ctx, key),
            Some(Overlay::Help(help)) => help.edit(key),
            Some(Overlay::Facets(_) | Overlay::Copied(_)) => None,
            None => self.screen().edit(ctx, key),
        }
    }

    /// Does what an action means here and now.
    pub fn update(&mut self, action: Action) -> Effect {
        let effect = match action {
            Action::Quit => Effect::Quit,
            Action::Close if self.overlay.is_some() => {
                if !self.finder_goes_back() {
                    self.overlay = None;
                }
                Effect::Redraw
            }
            _ => self.update_overlay(action),
        };
        self.follow(effect)
    }

    /// Goes where an effect leads, if it leads anywhere.
    fn follow(&mut self, effect: Effect) -> Effect {
        let Effect::Go(item) = effect else { return effect };
        self.overlay = None;
        self.go(item);
        Effect::Redraw
    }

    /// Whether the finder, if it is open, only goes back to its hits instead of closing.
    fn finder_goes_back(&mut self) -> bool {
        match &mut self.overlay {
            Some(Overlay::Finder(finder)) => finder.close_language(),
            _ => false,
        }
    }

    fn update_overlay(&mut self, action: Action) -> Effect {
        let ctx = self.ctx;
        match &mut self.overlay {
            None => self.update_base(action),
            Some(Overlay::Finder(finder)) => finder.update(ctx, action),
            Some(Overlay::Help(help)) if action == Action::Open => match help.chosen(ctx) {
                Some(action) => {
                    self.overlay = None;
                    self.update(action);
                    Effect::Redraw
                }
                None => Effect::Nothing,
            },
            Some(Overlay::Help(help)) => help.update(ctx, action),
            Some(overlay) if knows(ctx.keymap, overlay.scopes().first().copied(), action) => match overlay {
                Overlay::Copied(copied) => copied.update(action),
                Overlay::Facets(facets) => {
                    let effect = facets.update(ctx, action);
                    let chosen = facets.chosen().clone();
                    self.screen().choose(ctx, chosen);
                    effect
                }
                Overlay::Finder(_) | Overlay::Help(_) => Effect::Nothing,
            },
            // What can be done everywhere makes the overlay go.
            Some(_) => {
                self.overlay = None;
                match self.update_base(action) {
                    Effect::Nothing => Effect::Redraw,
                    effect => effect,
                }
            }
        }
    }

    fn update_base(&mut self, action: Action) -> Effect {
        let ctx = self.ctx;
        match action {
            Action::Find => self.lay_over(Overlay::Finder(Box::new(Finder::new(ctx)))),
            Action::Help | Action::Palette => {
                let scopes = self.screen().scopes();
                self.lay_over(Overlay::Help(Help::new(scopes, action == Action::Palette)))
            }
            Action::Facets => {
                let screen = self.screen();
                let Some(chosen) = screen.chosen().cloned() else { return Effect::Nothing };
                let all = screen.outline(ctx, &|_| true).into_iter();
                let items = all.filter_map(|row| if let Row::Item(id) = row { Some(id) } else { None }).collect();
                let facets = Facets::new(ctx, items, chosen);
                self.lay_over(Overlay::Facets(facets))
            }
            Action::Mark | Action::Copy | Action::CopyAll => match self.screen().shown() {
                Some(item) => self.take(action, item),
                None => self.update_screen(action),
            },
            Action::Drill => match self.screen().shown() {
                Some(item) => self.drill(item),
                None => Effect::Nothing,
            },
            action => self.update_screen(action),
        }
    }

    fn lay_over(&mut self, overlay: Overlay) -> Effect {
        self.overlay = Some(overlay);
        Effect::Redraw
    }

    /// Marks an item, or takes it away as text.
    fn take(&mut self, action: Action, item: ItemId) -> Effect {
        let ctx = self.ctx;
        if action == Action::Mark {
            ctx.reader.marks.toggle(item);
            self.screen().marks_changed(ctx);
            return Effect::Redraw;
        }
        let text = match (action, ctx.reader.marks.all()) {
            (Action::Copy, _) => citation(ctx.dataset, item),
            (_, marked) if marked.is_empty() => whole(ctx.dataset, item),
            (_, marked) => marked.iter().map(|id| whole(ctx.dataset, *id)).collect::<Vec<_>>().join("\n\n\n"),
        };
        self.copied = Some(text.clone());
        self.lay_over(Overlay::Copied(Copied::new(text)))
    }

    fn update_screen(&mut self, action: Action) -> Effect {
        let ctx = self.ctx;
        match action {
            Action::NextTab => self.change_tab(self.tab.step(true)),
            Action::PreviousTab => self.change_tab(self.tab.step(false)),
            Action::GoToTab(number) => match Tab::ALL.get(usize::from(number)) {
                Some(&tab) => self.change_tab(tab),
                None => Effect::Nothing,
            },
            Action::Back => self.travel(true),
            Action::Forward => self.travel(false),
            action => self.screen().update(ctx, action),
        }
    }

    fn change_tab(&mut self, tab: Tab) -> Effect {
        self.overlay = None;
        let changed = tab != self.tab;
        self.tab = tab;
        Effect::redraw_if(changed)
    }

    /// Where one is.
    pub fn place(&mut self) -> Location {
        let tab = self.tab;
        Location { tab, spot: self.screen().spot() }
    }

    /// Remembers this place, to come back to it.
    fn leave_here(&mut self) -> Location {
        let here = self.place();
        self.back.push(here);
        if self.back.len() > HISTORY {
            self.back.remove(0);
        }
        self.forward.clear();
        here
    }

    /// Goes to an item: on this tab if it is listed here, else on the tab where it is at home.
    fn go(&mut self, item: ItemId) {
        let here = self.leave_here();
        let ctx = self.ctx;
        if !self.screen().reveal(ctx, item) {
            let home = ctx.dataset.get(item).map_or(here.tab, Tab::home);
            self.tab = home;
            self.screen().reveal(ctx, item);
        }
        self.screen().set_focus(Focus::Detail);
    }

    fn travel(&mut self, back: bool) -> Effect {
        let here = self.place();
        let (from, to) = if back { (&mut self.back, &mut self.forward) } else { (&mut self.forward, &mut self.back) };
        let Some(place) = from.pop() else {
            return Effect::Nothing;
        };
        to.push(here);
        let ctx = self.ctx;
        self.overlay = None;
        self.tab = place.tab;
        if let Some(item) = place.spot.item {
            self.screen().reveal(ctx, item);
        }
        self.screen().set_focus(place.spot.focus);
        Effect::Redraw
    }

    /// To the Study tab, where the cards about an item are asked.
    fn drill(&mut self, item: ItemId) -> Effect {
        self.leave_here();
        self.screens.study.drill(self.ctx, item);
        self.tab = Tab::Study;
        Effect::Redraw
    }

    /// Begins the mock exam that was asked for; the time must have been told.
    pub fn begin_exam(&mut self, sitting: ExamOptions) {
        self.tab = Tab::Study;
        self.screens.study.begin_exam(self.ctx, sitting);
    }

    /// Draws everything and gives the cursor's place.
    pub fn draw(&mut self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.area = area;
        self.too_small = !layout::is_large_enough(area);
        if self.too_small {
            draw_too_small(self.ctx, area, buf);
            return None;
        }
        let (ctx, parts) = (self.ctx, layout::screen(area));
        let note = match (&self.warning, &self.anniversary) {
            (Some(warning), _) => Some((warning.as_str(), ctx.theme.warning)),
            (None, anniversary) => anniversary.as_deref().map(|anniversary| (anniversary, ctx.theme.dim)),
        };
        draw_head(ctx, note, parts.head, buf);
        draw_tabs(ctx, self.tab, parts.tabs, buf);
        // The finder takes the whole body; under anything else the screen still shows.
        let covered = matches!(self.overlay, Some(Overlay::Finder(_)));
        self.screen().forget_places();
        let mut cursor = if covered { None } else { self.screen().draw(ctx, parts.body, buf) };
        match &mut self.overlay {
            Some(Overlay::Finder(finder)) => cursor = finder.draw(ctx, parts.body, buf),
            Some(Overlay::Help(help)) => cursor = help.draw(ctx, parts.body, buf),
            Some(Overlay::Facets(facets)) => cursor = facets.draw(ctx, parts.body, buf),
            Some(Overlay::Copied(copied)) => {
                let above = Rect { height: area.height - parts.foot.height, ..area };
                cursor = copied.draw(ctx, above, buf);
            }
            None => {}
        }
        let note = match &self.overlay {
            None => self.screen().note(),
            Some(_) => String::new(),
        };
        let scopes = self.scopes();
        match &self.notice {
            Some(notice) => hints::draw_notice(ctx, notice, parts.foot, buf),
            None => hints::draw(ctx, &scopes, &note, parts.foot, buf),
        }
        cursor
    }
}

/// Whether an action is one of those a scope has keys for.
fn knows(keymap: &Keymap, scope: Option<Scope>, action: Action) -> bool {
    keymap.bindings().iter().any(|binding| Some(binding.scope) == scope && binding.action == action)
}

fn draw_too_small(ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
    let (width, height) = layout::SMALLEST;
    let quit = ctx.keymap.name(Scope::Global, Action::Quit);
    let sentence = format!("maitri needs {width}×{height}; this is {}×{}. {quit} quits.", area.width, area.height);
    if area.height > 0 {
        buf.set_stringn(
            area.x,
            area.y,
            clip(&sentence, usize::from(area.width)),
            usize::from(area.width),
            ctx.theme.text.style(),
        );
    }
}

/// The program and the pack; at the right a note with its looks, or else how much there is.
fn draw_head(ctx: Context<'_>, note: Option<(&str, Role)>, area: Rect, buf: &mut Buffer) {
    let pack = &ctx.dataset.pack;
    let line = Line::from(vec![
        Span::raw(" "),
        Span::styled("maitri", ctx.theme.heading.style()),
        Span::raw("  "),
        Span::styled(pack.title.as_str(), ctx.theme.title.style()),
    ]);
    buf.set_line(area.x, area.y, &line, area.width);
    let counts = || format!("{} records from {} sources", ctx.dataset.records.len(), pack.sources.len());
    let (note, role) = note.map_or_else(|| (counts(), ctx.theme.dim), |(note, role)| (note.to_owned(), role));
    let room = usize::from(area.width).saturating_sub(line.width() + 4);
    let note = Line::styled(format!("{} ", clip(&note, room)), role.style()).right_aligned();
    ratatui::widgets::Widget::render(note, area, buf);
}

/// The tabs with their places, the blanks before them left out.
fn tab_places(area: Rect) -> Vec<(Tab, Rect)> {
    let names: usize = Tab::ALL.iter().map(|tab| width(tab.name())).sum();
    // Each tab has its number and blanks around both, which are given up one by one where room is short.
    let room = usize::from(area.width).saturating_sub(names) / Tab::ALL.len();
    let (before, around) = match room {
        5.. => (2, "1  ".len()),
        3.. => (1, "1 ".len()),
        _ => (1, "1".len()),
    };
    let mut x = area.x;
    let place = |tab: Tab| {
        let columns = u16::try_from(around + width(tab.name())).unwrap_or(u16::MAX);
        let start = x.saturating_add(before).min(area.right());
        x = start.saturating_add(columns).min(area.right());
        (tab, Rect { x: start, width: x - start, ..area })
    };
    Tab::ALL.into_iter().map(place).collect()
}

fn draw_tabs(ctx: Context<'_>, here: Tab, area: Rect, buf: &mut Buffer) {
    for (index, (tab, place)) in tab_places(area).into_iter().enumerate() {
        let columns = usize::from(place.width);
        let style = if tab == here { ctx.theme.selected.style() } else { ctx.theme.text.style() };
        let between = if columns > width(tab.name()) + 1 { " " } else { "" };
        buf.set_stringn(place.x, place.y, format!("{}{between}{} ", index + 1, tab.name()), columns, style);
    }
}

//! The application: layers one over the other, what stands round them, and where one has been.
//!
//! A key becomes an action, an action becomes a change, a change becomes one drawing. The layer in front is asked
//! first; here is done what is the same on every screen, and what leads from one layer to another. Nothing here
//! knows a terminal: [`crate::term`] brings keys and takes pictures, and so do the tests.

mod changes;
mod mouse;
mod showing;
mod touring;

use std::path::PathBuf;
use std::time::Duration;

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::clock::Now;
use crate::data::ItemId;
use crate::data::pack::tours::StopView;
use crate::study::exam::options::ExamOptions;
use crate::study::mains::coming::MainsFilter;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::frame::ScreenFrame;
use crate::tui::history::{History, Over, Spot};
use crate::tui::key::Key;
use crate::tui::keymap::{Hint, Scope, purpose};
use crate::tui::layer::{Layer, Outcome};
use crate::tui::layers::Layers;
use crate::tui::list_detail::Focus;
use crate::tui::overlays::about::About;
use crate::tui::overlays::copied::Copied;
use crate::tui::overlays::finder::Finder;
use crate::tui::overlays::help::Help;
use crate::tui::overlays::lineage::LineageView;
use crate::tui::overlays::lists::Lists;
use crate::tui::overlays::palette::{Palette, RECENT};
use crate::tui::overlays::side_by_side::SideBySide;
use crate::tui::overlays::tours::Tours;
use crate::tui::screens::overview::Due;
use crate::tui::whereabouts::{ListView, Moment, Whereabouts};
use crate::view::about::news;
use crate::view::tab::Tab;

use self::touring::Touring;

pub use crate::tui::history::Location;

/// The whole state of the program.
#[derive(Debug)]
pub struct App<'a> {
    ctx: Context<'a>,
    layers: Layers,
    frame: ScreenFrame,
    history: History,
    /// The tour one is on.
    touring: Option<Box<Touring>>,
    /// The time last told, by the clock that never goes back.
    elapsed: Duration,
    /// The same by all clocks, if it was told.
    now: Option<Now>,
    /// Text on its way to the clipboard.
    copied: Option<String>,
    /// The line that was taken away last, which is shown when it is asked for again.
    copied_line: Option<String>,
    /// A file on its way to the reader's editor.
    edit: Option<PathBuf>,
    /// Where one was when that was last kept.
    kept: Option<Whereabouts>,
    /// Whether the theme is left to the terminal's background; and that, once it is known.
    follows_background: bool,
    background: Option<bool>,
}

/// Whether an action would change or say anything where a layer is in front, and one can go these ways back and forward.
fn can(top: &dyn Layer, ctx: Context<'_>, (back, forward): (bool, bool), action: Action) -> bool {
    match action {
        Action::Back => back,
        Action::Forward => forward,
        action => top.can(ctx, action),
    }
}

/// What the title line says until a key comes.
const WHERE_YOU_LEFT: &str = "Where you left off";

/// What is said where a list of marks is to narrow the list at hand, and there is none.
const NO_LIST_HERE: &str = "There is no list on this tab to narrow; go to another, or open the list of marks.";

/// Items indexed between two looks whether a key has come: some milliseconds' worth. A dataset of no more
/// items is indexed at once.
const INDEXED_AT_A_TIME: usize = 4000;

impl<'a> App<'a> {
    /// The application as it opens, on this tab.
    #[must_use]
    pub fn new(ctx: Context<'a>, tab: Tab) -> Self {
        let (layers, history) = (Layers::new(tab), History::default());
        let key = ctx.keymap.name(Scope::Global, Action::About);
        let frame = ScreenFrame::with_news(news(ctx.dataset, ctx.reader.seen).map(|news| format!("{key}: {news}")));
        let follows_background = ctx.reader.follows_background;
        Self {
            ctx,
            layers,
            frame,
            history,
            touring: None,
            elapsed: Duration::ZERO,
            now: None,
            copied: None,
            copied_line: None,
            edit: None,
            kept: None,
            follows_background,
            background: None,
        }
    }

    /// Goes to the overview, which opens first where nothing else is asked for or remembered.
    pub fn open_overview(&mut self) {
        self.layers.go_to_overview();
        self.make_overview();
    }

    /// Makes what the overview tells, if it shows and the day is known.
    fn make_overview(&mut self) {
        if self.layers.is_at_overview() {
            self.layers.screens.overview.make(self.ctx);
        }
    }

    /// Goes on where one was when the program was left, but on the tab it opens on; and says so, where that is not where
    /// anybody begins.
    pub fn go_on(&mut self, before: Whereabouts) {
        let ctx = self.ctx;
        before.done.iter().rev().for_each(|name| ctx.reader.recent.ask(name));
        self.layers.screens.go_on(ctx, before);
        let tab = self.layers.tab();
        let first = ctx.keymap.name(Scope::List, Action::First);
        let resumed = match self.layers.list(ctx) {
            Some(list) if list.whereabouts(ctx).is_plain() && list.is_where_it_opens() => {
                (tab != Tab::default()).then(|| WHERE_YOU_LEFT.to_owned())
            }
            Some(list) if list.list_detail().focus == Focus::List => {
                Some(format!("{WHERE_YOU_LEFT}; {first}: to the first"))
            }
            _ => Some(WHERE_YOU_LEFT.to_owned()),
        };
        if let Some(resumed) = resumed {
            self.frame.tell_resumed(resumed);
        }
    }

    /// Keeps where one is, if anything keeps it: always when the program is left, meanwhile where it is another place
    /// than was kept.
    pub fn keep(&mut self, moment: Moment) {
        if moment == Moment::Leaving {
            self.end_tour();
        }
        let Some(memory) = self.ctx.reader.memory.as_ref().filter(|_| self.touring.is_none()) else { return };
        let mut here = self.layers.screens.whereabouts(self.ctx, self.layers.tab());
        here.done = (0..RECENT).map_while(|number| self.ctx.reader.recent.earlier(number)).collect();
        if self.layers.is_at_overview() {
            // No tab: one comes back to the overview.
            here.tab.clear();
        }
        if moment == Moment::Leaving || self.kept.as_ref() != Some(&here) {
            memory.keep(&here, &self.ctx.reader.queries.of_this_run(), moment);
            self.kept = Some(here);
        }
    }

    /// Ends: keeps where one is, and what is written and not kept, unless one chose to leave without it.
    pub fn leave(&mut self, by_choice: bool) {
        self.layers.leave(self.ctx, by_choice);
        self.keep(Moment::Leaving);
    }

    /// Whether what is typed is a text that Ctrl-Z undoes a step of.
    pub fn undoes(&mut self) -> bool {
        self.layers.top(self.ctx).scopes().contains(&Scope::Note)
    }

    /// What has to change for a place to be worth keeping: the tab, whether one reads, what lies over it, whether a filter
    /// is typed, whether the editor is to open.
    fn stage(&mut self) -> (Option<Tab>, Focus, bool, bool, bool) {
        let list = self.layers.list(self.ctx);
        let (focus, typing) = list.map_or_else(Default::default, |list| {
            let list_detail = list.list_detail();
            (list_detail.focus, list_detail.is_typing())
        });
        let tab = (!self.layers.is_at_overview()).then(|| self.layers.tab());
        (tab, focus, typing, self.layers.overlay().is_some(), self.edit.is_some())
    }

    /// Puts a warning into the title line, to stay there.
    pub fn warn(&mut self, warning: String) {
        self.frame.warn(warning);
    }

    /// Tells something in place of the hints, or no longer.
    pub fn set_notice(&mut self, notice: Option<String>) -> Effect {
        self.frame.set_notice(notice)
    }

    /// Remembers in the title line what happened on this day of another year, if anything did.
    pub fn remember(&mut self, today: Date) -> Effect {
        self.frame.remember(self.ctx.dataset, today)
    }

    /// Tells the time: before each key, and when the [`alarm`](Self::alarm) rings.
    pub fn set_time(&mut self, now: Now) -> Effect {
        self.ctx.reader.notes.set_time(now);
        (self.elapsed, self.now) = (now.elapsed, Some(now));
        let is_another_day = self.layers.screens.overview.set_day(now.wall.date());
        if is_another_day {
            self.layers.screens.overview.forget_due();
            self.make_overview();
        }
        let goes_on = self.tick_tour();
        let shows = self.shows_clock();
        let waited = self.layers.screens.study.waits();
        let ticked = self.layers.screens.study.set_time(now, shows);
        if self.layers.screens.study.waits() != waited {
            // The time of a paper that waited is up: the overview does not go on telling of it.
            self.layers.screens.overview.forget_due();
        }
        let is_overview = is_another_day && self.layers.is_at_overview();
        Effect::redraw_if(goes_on || is_overview || ticked == Effect::Redraw && self.shows_clock())
    }

    /// How long after the time last told something changes on the screen by itself, if anything does.
    /// As long as this is nothing, nothing runs.
    #[must_use]
    pub fn alarm(&self) -> Option<Duration> {
        let clock = if self.shows_clock() { self.layers.screens.study.alarm() } else { None };
        clock.into_iter().chain(self.tour_alarm()).min()
    }

    fn shows_clock(&self) -> bool {
        self.layers.tab() == Tab::Study && !self.layers.is_at_overview() && self.layers.overlay().is_none()
    }

    /// Whether something is left to be done that the reader waits for but need not wait for to type on: the
    /// index of a huge pack, and a search in it.
    #[must_use]
    pub fn has_work(&self) -> bool {
        self.is_waited_for() || self.ctx.index.ready().is_none()
    }

    /// Whether what is left to be done is what shows.
    #[must_use]
    pub fn is_waited_for(&self) -> bool {
        self.layers.has_work() || self.layers.screens.has_due_filter() || self.counts_due()
    }

    /// Whether the overview shows and has yet to be told what is due.
    fn counts_due(&self) -> bool {
        self.layers.is_at_overview() && self.now.is_some() && !self.layers.screens.overview.knows_due()
    }

    /// Counts what is due, for the overview.
    fn count_due(&mut self, now: Now) -> Effect {
        let due = self.layers.screens.study.due(self.ctx, now);
        self.layers.screens.overview.set_due(Due::Told(due));
        Effect::Redraw
    }

    /// Shows that something is being worked on, or no longer.
    pub fn set_working(&mut self, working: bool) -> Effect {
        self.frame.set_working(working)
    }

    /// Does all that shows on the screen, where nobody types on meanwhile; tells whether there was anything.
    pub fn finish_work(&mut self) -> bool {
        let is_waited_for = self.is_waited_for();
        while self.is_waited_for() {
            self.work();
        }
        is_waited_for
    }

    /// Does a few milliseconds of it.
    pub fn work(&mut self) -> Effect {
        let ctx = self.ctx;
        if let Some(now) = self.now.filter(|_| self.counts_due()) {
            return self.count_due(now);
        }
        if ctx.index.ready().is_none() {
            let before = ctx.index.per_cent();
            ctx.index.advance(INDEXED_AT_A_TIME);
            if ctx.index.ready().is_some() && self.layers.screens.catch_up(ctx) {
                return Effect::Redraw;
            }
            // Whoever waits for the index shows how far it is.
            return Effect::redraw_if(self.is_waited_for() && before != ctx.index.per_cent());
        }
        if self.layers.screens.catch_up(ctx) {
            return Effect::Redraw;
        }
        self.layers.top(ctx).work(ctx)
    }

    /// Does what can be done while the first screen is being looked at, unless it takes long.
    pub fn prepare(&self) {
        self.ctx.index.advance(INDEXED_AT_A_TIME);
    }

    /// The text to be sent to the clipboard, if some was asked for since this was last called.
    pub fn take_copied(&mut self) -> Option<String> {
        self.copied.take()
    }

    /// The file to be opened in the reader's editor, if one was asked for since this was last called.
    pub fn take_edit(&mut self) -> Option<PathBuf> {
        self.edit.take()
    }

    /// Goes on once the editor has ended, with what is to be said of that; the time must have been told.
    pub fn edited(&mut self, told: Option<String>) -> Effect {
        let ctx = self.ctx;
        let of_overlay =
            self.layers.overlay().is_some().then(|| self.layers.top(ctx).edited(ctx, told.clone())).flatten();
        of_overlay.unwrap_or_else(|| self.layers.screens.study.edited(ctx, told))
    }

    /// Takes a key. The effect tells whether to draw, or to leave.
    pub fn key(&mut self, key: Key) -> Effect {
        self.answering(|app| app.take_key(key))
    }

    fn take_key(&mut self, key: Key) -> Effect {
        let ctx = self.ctx;
        if self.frame.is_too_small() && key != Key::Esc {
            // Nothing shows, so nothing can be typed or chosen; one can close what is open, and leave.
            let leaves = ctx.keymap.lookup(&[Scope::Global], key) == Some(Action::Quit);
            return if leaves { self.quit() } else { Effect::Nothing };
        }
        if let Some(effect) = self.take_tour_key(key) {
            return effect;
        }
        let top = self.layers.top(ctx);
        if let Some(effect) = top.edit(ctx, key) {
            return effect;
        }
        let action = ctx.keymap.lookup(&top.scopes(), key);
        action.map_or(Effect::Nothing, |action| self.act(action))
    }

    /// Takes a text that was pasted, as one; where nothing is typed it is none of the keys it might be.
    pub fn paste(&mut self, text: &str) -> Effect {
        self.answering(|app| app.take_paste(text))
    }

    fn take_paste(&mut self, text: &str) -> Effect {
        let ctx = self.ctx;
        if self.frame.is_too_small() {
            return Effect::Nothing;
        }
        self.pause_tour();
        self.layers.top(ctx).paste(ctx, text).unwrap_or_else(|| {
            self.frame.say(Some("What was pasted is left out: nothing is typed here.".to_owned()));
            Effect::Redraw
        })
    }

    /// Does what an action means here and now.
    pub fn update(&mut self, action: Action) -> Effect {
        self.answering(|app| app.act(action))
    }

    /// Does something; whatever it is but leaving once more answers the question whether to leave with no. Where one gets to
    /// by it is kept, if that is worth it.
    fn answering(&mut self, does: impl FnOnce(&mut Self) -> Effect) -> Effect {
        let was_asked = self.frame.is_asking();
        let was_told = self.frame.forget_resumed() | self.frame.say(None);
        let was_walking = self.is_walking();
        let before = self.stage();
        let effect = does(self);
        let ctx = self.ctx;
        if let Some(warning) = ctx.reader.notes.take_outdated() {
            self.frame.take_back(&warning);
        }
        let is_anew = self.layers.list(ctx).is_some_and(|list| list.catch_up(ctx));
        if before != self.stage() {
            self.keep(Moment::Meanwhile);
        }
        let is_answered = was_asked && effect != Effect::Quit && self.frame.ask(None);
        // A tour that waits now has a smaller band.
        let waits = was_walking && !self.is_walking();
        let changed = is_answered || was_told || is_anew || waits;
        if changed && effect == Effect::Nothing { Effect::Redraw } else { effect }
    }

    fn act(&mut self, action: Action) -> Effect {
        if action == Action::Quit {
            return self.quit();
        }
        let notes = &self.ctx.reader.notes;
        let before = notes.changes();
        let place = self.place_by_map();
        let outcome = self.layers.top(self.ctx).update(self.ctx, action);
        self.step_by_map(place);
        if notes.changes() != before
            && let Some(list) = self.layers.list(self.ctx)
        {
            list.search_again(self.ctx);
        }
        self.follow(outcome)
    }

    /// Leaves; where a paper is not handed in, only if asked once more.
    fn quit(&mut self) -> Effect {
        match self.layers.unsaved().or_else(|| self.layers.screens.study.unfinished()) {
            Some(sentence) if !self.frame.is_asking() => {
                self.frame.ask(Some(sentence));
                Effect::Redraw
            }
            _ => Effect::Quit,
        }
    }

    /// Does what the layer in front leaves to be done.
    fn follow(&mut self, outcome: Outcome) -> Effect {
        match outcome {
            Outcome::Done(Effect::Go(item)) => self.go(item),
            Outcome::Done(effect) => return effect,
            Outcome::Pass(action) => return self.update_anywhere(action),
            Outcome::Yield(action) => {
                let scopes = self.layers.top(self.ctx).scopes();
                let is_help = matches!(action, Action::Help | Action::Palette);
                let is_there = scopes.iter().any(|scope| matches!(scope, Scope::Help | Scope::Palette));
                // The keys of what lies over the screen are shown over that.
                if is_help && !is_there {
                    self.open_help(&scopes, action == Action::Palette);
                    return Effect::Redraw;
                }
                // The palette does what was chosen to what lies below it; else what is in front is where one is.
                if !scopes.contains(&Scope::Palette) {
                    match action {
                        Action::Back => {
                            let here = self.place();
                            self.history.uncover(here);
                            self.layers.close();
                            return Effect::Redraw;
                        }
                        Action::Forward => {
                            self.travel(false);
                            return Effect::Redraw;
                        }
                        _ => {}
                    }
                }
                self.layers.close();
                if self.act(action) == Effect::Quit {
                    return Effect::Quit;
                }
            }
            Outcome::Close => self.layers.close(),
            Outcome::Open(overlay) => self.layers.open(overlay),
            Outcome::Narrow(chosen) => {
                if let Some(list) = self.layers.list(self.ctx) {
                    list.narrow(self.ctx, chosen);
                }
            }
            Outcome::FilterBy(text) => {
                self.layers.close_all();
                if let Some(list) = self.layers.list(self.ctx) {
                    list.filter_by(self.ctx, &text);
                } else {
                    self.frame.say(Some(NO_LIST_HERE.to_owned()));
                }
            }
            Outcome::Sit(title, items) => {
                self.leave_here();
                self.layers.screens.study.ask_list(self.ctx, &title, &items);
                self.layers.go_to(Tab::Study);
            }
            Outcome::Say(sentence) => _ = self.frame.say(Some(sentence)),
            Outcome::Copy(text) => {
                self.copied = Some(text.clone());
                self.layers.open(Box::new(Copied::new(text)));
            }
            Outcome::CopyLine(line) => {
                if self.copied_line.as_ref() == Some(&line) {
                    self.copied_line = None;
                    return self.follow(Outcome::Copy(line));
                }
                let key = self.ctx.keymap.name(Scope::Detail, Action::Copy);
                self.frame.say(Some(format!("Sent to the clipboard ({key} again shows it): {line}")));
                self.copied = Some(line.clone());
                self.copied_line = Some(line);
            }
            Outcome::Visit(address) => return self.visit(address),
            Outcome::Edit(file) => self.edit = Some(file),
            Outcome::Map(place) => {
                self.leave_here();
                self.layers.go_to(Tab::Topics);
                if let Some(list) = self.layers.list(self.ctx) {
                    list.show_on_map(self.ctx, place);
                }
            }
            Outcome::Change(change) => self.change(change),
            Outcome::Drill(item) => {
                self.leave_here();
                self.layers.screens.study.drill(self.ctx, item);
                self.layers.go_to(Tab::Study);
            }
            Outcome::Chart(series) => {
                self.leave_here();
                self.show(series, StopView::Chart, None);
            }
            Outcome::Tour(wanted) => return self.begin_tour(wanted),
        }
        Effect::Redraw
    }

    /// Lays the keys of these scopes over what is in front, or what can be done where they hold.
    fn open_help(&mut self, scopes: &[Scope], palette: bool) {
        let (ctx, tab) = (self.ctx, self.layers.tab());
        if palette {
            let ways = self.history.ways();
            let top = self.layers.top(ctx);
            let palette = Palette::new(ctx, scopes, &|action| can(top, ctx, ways, action));
            return self.layers.open(Box::new(palette));
        }
        let own = scopes.iter().find_map(|scope| Some((scope.name().to_owned(), scope.purpose()?)));
        let place = own.unwrap_or_else(|| (tab.name().to_owned(), purpose::of_tab(tab)));
        self.layers.open(Box::new(Help::new(scopes.to_vec(), place)));
    }

    /// Opens an address in the reader's browser; where there is none, or it fails, the address is there to be copied.
    fn visit(&mut self, address: String) -> Effect {
        let opened = self.ctx.reader.browser.as_ref().map(|browser| browser.open(&address));
        match opened {
            Some(Ok(())) => {
                self.frame.say(Some(format!("Your browser was asked to open {address}")));
                Effect::Redraw
            }
            Some(Err(why)) => {
                let effect = self.follow(Outcome::Copy(address));
                self.frame.say(Some(why));
                effect
            }
            None => self.follow(Outcome::Copy(address)),
        }
    }

    /// Does what is the same on every screen.
    fn update_anywhere(&mut self, action: Action) -> Effect {
        let ctx = self.ctx;
        let tab = self.layers.tab();
        let there = match action {
            Action::Find => {
                self.layers.open(Box::new(Finder::new(ctx)));
                return Effect::Redraw;
            }
            Action::Help | Action::Palette => {
                let scopes = self.layers.screen(ctx).scopes();
                self.open_help(&scopes, action == Action::Palette);
                return Effect::Redraw;
            }
            Action::About => {
                self.frame.forget_news();
                self.ctx.reader.read_news();
                self.layers.open(Box::new(About::new()));
                return Effect::Redraw;
            }
            Action::Lists => {
                let item = match self.layers.list(ctx) {
                    Some(list) => list.list_detail().shown(),
                    None => self.layers.screens.study.shown(),
                };
                self.layers.open(Box::new(Lists::new(ctx, item)));
                return Effect::Redraw;
            }
            Action::Overview => {
                let here = self.place();
                let moved = self.layers.go_to_overview();
                if moved && !here.is_overview {
                    self.history.leave(here);
                    self.arrive_at_overview();
                } else {
                    self.make_overview();
                }
                return Effect::redraw_if(moved);
            }
            Action::Tour => {
                if self.resume_tour() {
                    return Effect::Redraw;
                }
                let outcome = Tours::open(ctx);
                return self.follow(outcome);
            }
            // From before the first tab one goes to the first, or backwards to the last.
            Action::NextTab if self.layers.is_at_overview() => Tab::ALL.first().copied(),
            Action::PreviousTab if self.layers.is_at_overview() => Tab::ALL.last().copied(),
            Action::Close if self.layers.is_at_overview() => Some(tab),
            Action::Back | Action::Forward => return self.travel(action == Action::Back),
            Action::NextTab => Some(tab.step(true)),
            Action::PreviousTab => Some(tab.step(false)),
            Action::GoToTab(number) => Tab::ALL.get(usize::from(number)).copied(),
            _ => None,
        };
        if there.is_some() && self.layers.is_at_overview() {
            self.leave_here();
        }
        Effect::redraw_if(there.is_some_and(|there| self.layers.go_to(there)))
    }

    /// Where one is.
    pub fn place(&mut self) -> Location {
        let spot = self.layers.list(self.ctx).map_or_else(Spot::default, |list| list.spot());
        let over = self.layers.overlay().and_then(Layer::over);
        Location { tab: self.layers.tab(), is_overview: self.layers.is_at_overview(), spot, over }
    }

    /// Where one is if that is on a map or at a record read beside it, with nothing over it.
    fn place_by_map(&mut self) -> Option<Location> {
        if self.layers.overlay().is_some() {
            return None;
        }
        Some(self.place()).filter(|here| here.spot.on_map)
    }

    /// Remembers the map where one went from it to a record, which may cover it; and no longer where one has closed that.
    fn step_by_map(&mut self, before: Option<Location>) {
        let Some(before) = before else { return };
        let Some(here) = self.place_by_map() else { return };
        match (before.spot.focus, here.spot.focus) {
            (Focus::List, Focus::Detail) => self.history.leave(before),
            (Focus::Detail, Focus::List) => self.history.arrive(&here),
            _ => {}
        }
    }

    /// Remembers this place, to come back to it.
    fn leave_here(&mut self) {
        let here = self.place();
        self.history.leave(here);
    }

    /// Opens the record of an item, as if it had been found.
    pub fn open(&mut self, item: ItemId) {
        self.frame.forget_resumed();
        self.go(item);
        self.history.forget();
    }

    /// Goes to an item: on this tab if it is listed here, else on the tab where it is at home.
    fn go(&mut self, item: ItemId) {
        self.leave_here();
        self.layers.close_all();
        if !self.reveal(item)
            && let Some(found) = self.ctx.dataset.get(item)
        {
            self.layers.go_to(Tab::home(found));
            self.reveal(item);
        }
        self.set_focus(Focus::Detail);
    }

    /// Makes the overview anew for what was answered elsewhere meanwhile.
    fn arrive_at_overview(&mut self) {
        self.layers.screens.overview.forget_due();
        self.make_overview();
    }

    /// Goes back to where one was, or forward again.
    fn travel(&mut self, back: bool) -> Effect {
        let here = self.place();
        let there = if back { self.history.back(here) } else { self.history.forward(here) };
        let Some(Location { tab, is_overview, spot, over }) = there else { return Effect::Nothing };
        self.layers.go_to(tab);
        if is_overview {
            self.layers.go_to_overview();
            self.arrive_at_overview();
            return Effect::Redraw;
        }
        let ctx = self.ctx;
        if let Some(list) = self.layers.list(ctx) {
            let view = list.view();
            if view.map != spot.on_map {
                list.look(ctx, &ListView { map: spot.on_map, ..view });
                list.refresh(ctx);
            }
        }
        if let Some(item) = spot.item {
            self.reveal(item);
        }
        self.set_focus(spot.focus);
        if let Some(list) = self.layers.list(self.ctx) {
            list.return_to(spot.place);
        }
        match over {
            Some(Over::Lineage(root, selected)) => {
                if let Some(lineage) = LineageView::at(self.ctx, root, selected) {
                    self.layers.open(Box::new(lineage));
                }
            }
            Some(Over::SideBySide(one, other)) => {
                self.layers.open(Box::new(SideBySide::new(self.ctx, one, other)));
            }
            None => {}
        }
        Effect::Redraw
    }

    fn reveal(&mut self, item: ItemId) -> bool {
        let ctx = self.ctx;
        self.layers.list(ctx).is_some_and(|list| list.reveal(ctx, item))
    }

    fn set_focus(&mut self, focus: Focus) {
        if let Some(list) = self.layers.list(self.ctx) {
            list.set_focus(focus);
        }
    }

    /// Begins the mock exam that was asked for; the time must have been told.
    pub fn begin_exam(&mut self, options: ExamOptions) {
        self.frame.forget_resumed();
        self.layers.go_to(Tab::Study);
        self.layers.screens.study.begin_exam(self.ctx, options);
    }

    /// Goes to the questions of the main examination that were asked for; the time must have been told.
    pub fn begin_mains(&mut self, filter: MainsFilter) {
        self.frame.forget_resumed();
        self.layers.go_to(Tab::Study);
        self.layers.screens.study.begin_mains(self.ctx, filter);
    }

    /// The scopes that hold now, and what the footer has to hint at.
    pub fn hinted(&mut self) -> (Vec<Scope>, Vec<Hint>) {
        let (ctx, ways) = (self.ctx, self.history.ways());
        let top = self.layers.top(ctx);
        let scopes = top.scopes();
        let hints = ctx.keymap.hints(&scopes, &|action| can(top, ctx, ways, action));
        (scopes, hints)
    }

    /// Draws everything and gives the cursor's place.
    pub fn draw(&mut self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let ctx = self.ctx;
        let tab = (!self.layers.is_at_overview()).then(|| self.layers.tab());
        let whole = self.frame.draw_head(ctx, tab, area, buf)?;
        let parts = self.touring.as_mut().map(|touring| touring.areas(ctx, whole));
        let areas = parts.map_or(whole, |(areas, _)| areas);
        let cursor = self.layers.draw(ctx, &areas, buf);
        let is_free = self.is_free(Key::Right);
        if let (Some(touring), Some((_, band))) = (&self.touring, parts) {
            touring.draw(ctx, whole.body, is_free, band, buf);
        }
        if self.is_walking() && !self.frame.is_asking() {
            Touring::draw_foot(ctx, areas.foot, buf);
            return cursor;
        }
        let (_, hints) = self.hinted();
        self.frame.draw_foot(ctx, hints, &self.layers.top(ctx).note(), areas.foot, buf);
        cursor
    }
}

//! The application: layers one over the other, what stands round them, and where one has been.
//!
//! A key becomes an action, an action becomes a change, a change becomes one drawing. The layer in front is asked
//! first; here is done what is the same on every screen, and what leads from one layer to another, each purpose in a
//! file of its own; this one holds the state and draws it. Nothing here knows a terminal: [`crate::term`] brings keys
//! and takes pictures, and so do the tests.

mod anywhere;
mod asked;
mod background;
mod changes;
mod keeping;
mod keys;
mod mouse;
mod opening;
mod outbox;
mod outcome;
mod room;
mod showing;
mod ticking;
mod touring;
mod travel;
mod working;

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::clock::Now;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::frame::ScreenFrame;
use crate::tui::history::History;
use crate::tui::key::Key;
use crate::tui::keymap::{Hint, Scope};
use crate::tui::layer::Layer;
use crate::tui::layers::Layers;
use crate::tui::web_link::WebLink;
use crate::tui::whereabouts::Whereabouts;
use crate::view::about::news;
use crate::view::tab::Tab;

use self::asked::Asked;
use self::background::Background;
use self::keys::Burst;
use self::outbox::Outbox;
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
    /// The time last told, if it was told.
    now: Option<Now>,
    /// What is on its way out of the program.
    outbox: Outbox,
    /// Where one was when that was last kept.
    kept: Option<Whereabouts>,
    background: Background,
    burst: Burst,
    asked: Asked,
}

/// Whether an action would change or say anything where a layer is in front, and one can go these ways back and
/// forward.
fn can(top: &dyn Layer, ctx: Context<'_>, (back, forward): (bool, bool), action: Action) -> bool {
    match action {
        Action::Back => back,
        Action::Forward => forward,
        Action::Room => ctx.reader.room.is_some(),
        action => top.can(ctx, action),
    }
}

impl<'a> App<'a> {
    /// The application as it opens, on this tab.
    #[must_use]
    pub fn new(ctx: Context<'a>, tab: Tab) -> Self {
        let (layers, history) = (Layers::new(tab), History::default());
        let key = ctx.keymap.name(Scope::Global, Action::About);
        let frame = ScreenFrame::with_news(news(ctx.dataset, ctx.reader.seen).map(|news| format!("{key}: {news}")));
        let background = Background::of(ctx.reader);
        let outbox = Outbox::default();
        Self {
            ctx,
            layers,
            frame,
            history,
            touring: None,
            now: None,
            outbox,
            kept: None,
            background,
            burst: Burst::default(),
            asked: Asked::default(),
        }
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

    /// The scopes that hold now, and what the footer has to hint at.
    pub fn hinted(&mut self) -> (Vec<Scope>, Vec<Hint>) {
        let (ctx, ways) = (self.ctx, self.history.ways());
        let top = self.layers.top(ctx);
        let scopes = top.scopes();
        let hints = ctx.keymap.hints(&scopes, &|action| can(top, ctx, ways, action));
        (scopes, hints)
    }

    /// Where what shows leads to addresses of the web, as it was last drawn: of what lies below something else nothing
    /// does.
    pub fn web_links(&mut self) -> Vec<WebLink> {
        if self.frame.is_too_small() { Vec::new() } else { self.layers.top(self.ctx).web_links() }
    }

    /// Where what shows tells more of what is selected, as it was last drawn; empty where it does not.
    pub fn beside(&mut self) -> Rect {
        if self.frame.is_too_small() { Rect::ZERO } else { self.layers.top(self.ctx).beside() }
    }

    /// Notes whether a key is held that moves a selection, or letters are typed that may: what follows it then waits
    /// when drawn.
    pub fn set_moving(&mut self, is_moving: bool) {
        self.ctx.is_moving = is_moving;
    }

    /// Draws everything and gives the cursor's place.
    pub fn draw(&mut self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let cursor = self.draw_all(area, buf);
        self.note_drawn();
        self.ctx.symbols.finish(area, buf);
        cursor
    }

    fn draw_all(&mut self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let ctx = self.ctx;
        let tab = (!self.layers.is_at_overview()).then(|| self.layers.tab());
        let left = self.time_left();
        let whole = self.frame.draw_head(ctx, (tab, left.as_deref()), area, buf)?;
        // A quiz and a presenter's screen have all of it.
        let has_band = !self.shows_room();
        let parted = self.touring.as_mut().filter(|_| has_band).map(|touring| touring.part(ctx, whole));
        let areas = parted.map_or(whole, |parted| parted.areas);
        let cursor = self.layers.draw(ctx, &areas, buf);
        let is_free = self.is_free(Key::Right);
        if let (Some(touring), Some(parted)) = (&self.touring, parted) {
            touring.draw(ctx, &parted, is_free, buf);
        }
        if self.is_walking() && !self.frame.is_speaking() {
            Touring::draw_foot(ctx, areas.foot, buf);
            return cursor;
        }
        let (_, hints) = self.hinted();
        self.frame.draw_foot(ctx, hints, &self.layers.top(ctx).note(), areas.foot, buf);
        cursor
    }

    /// Draws once more what was drawn last, on a screen of another size, all but the hints, and gives the cursor's
    /// place there; nothing here changes by that. `is_free` is whether the key that goes on with a tour means nothing
    /// else.
    fn draw_copy(&self, is_free: bool, area: Rect, buf: &mut Buffer) -> Option<Position> {
        // What waits keeps what this screen shows, which a copy never showed.
        let ctx = Context { is_moving: false, is_copy: true, ..self.ctx };
        let tab = (!self.layers.is_at_overview()).then(|| self.layers.tab());
        let left = self.time_left();
        let whole = self.frame.clone().draw_head(ctx, (tab, left.as_deref()), area, buf)?;
        let parted = self.touring.as_ref().map(|touring| touring.parted(ctx, whole));
        let areas = parted.map_or(whole, |parted| parted.areas);
        let cursor = self.layers.draw_copy(ctx, &areas, buf);
        if let (Some(touring), Some(parted)) = (&self.touring, parted) {
            touring.draw(ctx, &parted, is_free, buf);
        }
        self.ctx.symbols.finish(area, buf);
        cursor
    }
}

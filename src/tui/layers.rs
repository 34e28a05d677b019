//! The layers at the moment: the overview or the screen of the tab one is on, and what lies over it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Extent, Layer};
use crate::tui::layout::ScreenAreas;
use crate::tui::screens::Screens;
use crate::tui::screens::listing::Listing;
use crate::view::tab::Tab;

/// The screens, of which one is at the bottom, and the overlays above it.
#[derive(Debug)]
pub struct Layers {
    tab: Tab,
    /// Whether the overview shows instead of the tab.
    at_overview: bool,
    /// All screens.
    pub screens: Screens,
    overlays: Vec<Box<dyn Layer>>,
}

impl Layers {
    /// The screen of a tab, and nothing over it.
    #[must_use]
    pub fn new(tab: Tab) -> Self {
        Self { tab, at_overview: false, screens: Screens::default(), overlays: Vec::new() }
    }

    /// The tab one is on, or would be if the overview were left.
    #[must_use]
    pub fn tab(&self) -> Tab {
        self.tab
    }

    /// Goes to a tab, whatever lay over the other; tells whether it is another.
    pub fn go_to(&mut self, tab: Tab) -> bool {
        self.close_all();
        self.screens.leave_off(self.tab);
        let was_overview = std::mem::take(&mut self.at_overview);
        std::mem::replace(&mut self.tab, tab) != tab || was_overview
    }

    /// Goes to the overview; tells whether one was elsewhere.
    pub fn go_to_overview(&mut self) -> bool {
        let was_covered = !self.overlays.is_empty();
        self.close_all();
        self.screens.leave_off(self.tab);
        !std::mem::replace(&mut self.at_overview, true) || was_covered
    }

    /// Whether the overview is at the bottom.
    #[must_use]
    pub fn is_at_overview(&self) -> bool {
        self.at_overview
    }

    /// The layer in front.
    pub fn top(&mut self, ctx: Context<'_>) -> &mut dyn Layer {
        match self.overlays.last_mut() {
            Some(overlay) => overlay.as_mut(),
            None if self.at_overview => &mut self.screens.overview,
            None => self.screens.at(ctx, self.tab),
        }
    }

    /// The overlay in front, if there is one.
    #[must_use]
    pub fn overlay(&self) -> Option<&dyn Layer> {
        self.overlays.last().map(AsRef::as_ref)
    }

    /// Whether something lies over the screen in which the keys of this scope hold, be it not in front.
    #[must_use]
    pub fn has(&self, scope: Scope) -> bool {
        self.overlays.iter().any(|overlay| overlay.scopes().contains(&scope))
    }

    /// What would be lost by leaving now, in a sentence, be it not in front.
    #[must_use]
    pub fn unsaved(&self) -> Option<&'static str> {
        self.overlays.iter().rev().find_map(|overlay| overlay.unsaved())
    }

    /// What answers a question with yes that something asks here, be it not in front.
    #[must_use]
    pub fn asks(&self) -> Option<Action> {
        self.overlays.iter().rev().find_map(|overlay| overlay.asks()).or_else(|| self.bottom()?.asks())
    }

    /// Whether what is in front asks something.
    #[must_use]
    pub fn front_asks(&self) -> bool {
        self.overlay().or_else(|| self.bottom()).is_some_and(|front| front.asks().is_some())
    }

    /// The screen at the bottom, as far as it has shown before.
    fn bottom(&self) -> Option<&dyn Layer> {
        if self.at_overview { Some(&self.screens.overview as &dyn Layer) } else { self.screens.shown(self.tab) }
    }

    /// Leaves what is not kept to be gone on with, or throws it away if the reader chose to leave.
    pub fn leave(&mut self, ctx: Context<'_>, by_choice: bool) {
        self.overlays.iter_mut().for_each(|overlay| overlay.leave(ctx, by_choice));
    }

    /// Whether the layer in front has something left to be done.
    #[must_use]
    pub fn has_work(&self) -> bool {
        let of_screen = || !self.at_overview && self.screens.has_work(self.tab);
        self.overlay().map_or_else(of_screen, Layer::has_work)
    }

    /// Whether what was typed in what is in front is still to be looked for.
    #[must_use]
    pub fn is_search_due(&self) -> bool {
        let of_screen = || !self.at_overview && self.screens.is_search_due(self.tab);
        self.overlay().map_or_else(of_screen, Layer::is_search_due)
    }

    /// The screen at the bottom.
    pub fn screen(&mut self, ctx: Context<'_>) -> &mut dyn Layer {
        if self.at_overview { &mut self.screens.overview } else { self.screens.at(ctx, self.tab) }
    }

    /// The screen at the bottom, if it is a list.
    pub fn list(&mut self, ctx: Context<'_>) -> Option<&mut (dyn Listing + 'static)> {
        if self.at_overview { None } else { self.screens.list(ctx, self.tab) }
    }

    /// Lays something over.
    pub fn open(&mut self, overlay: Box<dyn Layer>) {
        self.overlays.push(overlay);
    }

    /// Takes the overlay in front away.
    pub fn close(&mut self) {
        self.overlays.pop();
    }

    /// Takes all overlays away.
    pub fn close_all(&mut self) {
        self.overlays.clear();
    }

    /// Draws once more what was drawn last, in the room of another screen, and gives the cursor's place there; nothing
    /// here changes by that.
    pub fn draw_copy(&self, ctx: Context<'_>, areas: &ScreenAreas, buf: &mut Buffer) -> Option<Position> {
        let covering = self.covering();
        let mut cursor = None;
        if covering.is_none() {
            cursor = self.bottom()?.draw_copy(ctx, areas.body, buf);
        }
        for overlay in self.overlays.iter().skip(covering.unwrap_or(0)) {
            cursor = overlay.draw_copy(ctx, room_of(overlay.as_ref(), areas), buf);
        }
        cursor
    }

    /// The uppermost overlay below which nothing shows.
    fn covering(&self) -> Option<usize> {
        self.overlays.iter().rposition(|overlay| overlay.extent() != Extent::Part)
    }

    /// Draws what shows, from the bottom up, and gives the cursor's place in the layer in front.
    pub fn draw(&mut self, ctx: Context<'_>, areas: &ScreenAreas, buf: &mut Buffer) -> Option<Position> {
        // What is not drawn now does not show, and cannot be clicked.
        let overlays = self.overlays.len();
        if let Some(list) = self.list(ctx) {
            list.hide();
            // What does not have the keys does not look as if it had.
            list.list_detail_mut().overlays = overlays;
        }
        let covering = self.covering();
        let mut cursor = None;
        if covering.is_none() {
            cursor = self.screen(ctx).draw(ctx, areas.body, buf);
        }
        for overlay in self.overlays.iter_mut().skip(covering.unwrap_or(0)) {
            let area = room_of(overlay.as_ref(), areas);
            cursor = overlay.draw(ctx, area, buf);
        }
        cursor
    }
}

/// The room of an overlay.
fn room_of(overlay: &dyn Layer, areas: &ScreenAreas) -> Rect {
    match overlay.extent() {
        Extent::Part | Extent::Body => areas.body,
        Extent::Screen => Rect { height: areas.foot.y - areas.head.y, ..areas.head },
    }
}

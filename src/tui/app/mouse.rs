//! What a click and a turn of the wheel do, where the mouse is listened to: what a key would do at
//! the place pointed at.

use ratatui::layout::Position;

use super::{App, tab_places};
use crate::tui::action::{Action, Effect};
use crate::tui::layout;
use crate::tui::overlays::Overlay;

/// Lines a notch of the wheel moves.
const NOTCH: isize = 3;

impl App<'_> {
    /// Goes to what is clicked: a tab, a row, a hit of the finder, a link.
    pub fn click(&mut self, at: Position) -> Effect {
        if self.too_small {
            return Effect::Nothing;
        }
        let tab = tab_places(layout::screen(self.area).tabs).into_iter().find(|(_, place)| place.contains(at));
        if let Some((tab, _)) = tab {
            let covered = self.overlay.is_some();
            return Effect::redraw_if(self.change_tab(tab) == Effect::Redraw || covered);
        }
        let effect = match &mut self.overlay {
            Some(Overlay::Finder(finder)) => finder.click(at),
            Some(_) => Effect::Nothing,
            None => self.screen().click(at),
        };
        self.follow(effect)
    }

    /// Moves what is pointed at by some lines, upwards or down.
    pub fn wheel(&mut self, at: Position, up: bool) -> Effect {
        if self.too_small {
            return Effect::Nothing;
        }
        if self.overlay.is_none() {
            return self.screen().wheel(at, if up { -NOTCH } else { NOTCH });
        }
        let action = if up { Action::Up } else { Action::Down };
        let moved = (0..NOTCH).filter(|_| self.update(action) == Effect::Redraw).count();
        Effect::redraw_if(moved > 0)
    }
}

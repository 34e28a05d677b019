//! What a click and a turn of the wheel do, where the mouse is listened to: what a key would do at
//! the place pointed at.

use ratatui::layout::Position;

use super::App;
use crate::tui::action::{Action, Effect};
use crate::tui::layer::Extent;

/// Lines a notch of the wheel moves.
const NOTCH: isize = 3;

impl App<'_> {
    /// Goes to what is clicked: a tab, a row, a hit of the finder, a link.
    pub fn click(&mut self, at: Position) -> Effect {
        self.answering(|app| app.take_click(at))
    }

    fn take_click(&mut self, at: Position) -> Effect {
        if self.frame.is_too_small() {
            return Effect::Nothing;
        }
        self.pause_tour();
        // What is covered does not show.
        let shows_tabs = self.layers.overlay().is_none_or(|overlay| overlay.extent() != Extent::Screen);
        if shows_tabs && self.frame.is_name_at(at) {
            return self.act(Action::Overview);
        }
        if let Some(tab) = self.frame.tab_at(at).filter(|_| shows_tabs) {
            let covered = self.layers.overlay().is_some();
            if self.layers.is_at_overview() {
                self.leave_here();
            }
            return Effect::redraw_if(self.layers.go_to(tab) || covered);
        }
        let place = self.place_by_map();
        let outcome = self.layers.top(self.ctx).clicked(self.ctx, at);
        self.step_by_map(place);
        self.follow(outcome)
    }

    /// Moves what is pointed at by some lines, upwards or down.
    pub fn wheel(&mut self, at: Position, up: bool) -> Effect {
        if self.frame.is_too_small() {
            return Effect::Nothing;
        }
        self.answering(|app| {
            // Who turns it reads.
            app.pause_tour();
            app.layers.top(app.ctx).wheel(app.ctx, at, if up { -NOTCH } else { NOTCH })
        })
    }
}

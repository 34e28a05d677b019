//! What an action does that means the same on every screen.

use super::App;
use crate::tui::action::{Action, Effect};
use crate::tui::overlays::about::About;
use crate::tui::overlays::finder::Finder;
use crate::tui::overlays::lists::ListsView;
use crate::tui::overlays::tours::Tours;
use crate::view::tab::Tab;

impl App<'_> {
    /// Does what is the same on every screen.
    pub(super) fn update_anywhere(&mut self, action: Action) -> Effect {
        let ctx = self.ctx;
        let tab = self.layers.tab();
        let there = match action {
            Action::Find => {
                self.layers.open(Box::new(Finder::asking("")));
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
                self.layers.open(Box::new(ListsView::new(ctx, item)));
                return Effect::Redraw;
            }
            Action::Room => return self.enter_room(),
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
}

//! Keeping where one is, to go on there in the next run; `opening.rs` goes on.

use super::App;
use crate::tui::list_detail::Focus;
use crate::tui::overlays::palette::RECENT;
use crate::tui::whereabouts::Moment;
use crate::view::tab::Tab;

impl App<'_> {
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

    /// What has to change for a place to be worth keeping: the tab, whether one reads, what lies over it, whether a
    /// filter is typed, whether the editor is to open.
    pub(super) fn stage(&mut self) -> (Option<Tab>, Focus, bool, bool, bool) {
        let list = self.layers.list(self.ctx);
        let (focus, typing) = list.map_or_else(Default::default, |list| {
            let list_detail = list.list_detail();
            (list_detail.focus, list_detail.is_typing())
        });
        let tab = (!self.layers.is_at_overview()).then(|| self.layers.tab());
        (tab, focus, typing, self.layers.overlay().is_some(), self.outbox.opens_editor())
    }
}

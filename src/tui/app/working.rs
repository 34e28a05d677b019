//! What takes longer than a key may: it is done a few milliseconds at a time, while nobody types.

use super::App;
use crate::clock::Now;
use crate::tui::action::Effect;
use crate::tui::screens::overview::Due;

/// Items indexed between two looks whether a key has come: some milliseconds' worth. A dataset of no more
/// items is indexed at once, when something is first searched for; a larger one while nobody types.
const INDEXED_AT_A_TIME: usize = 4000;

/// A pack of so many items is searched in a few milliseconds.
const SEARCHED_AT_ONCE: usize = 20_000;

impl App<'_> {
    /// Whether something is left to be done that the reader waits for but need not wait for to type on: the
    /// index of a huge pack, and a search in it.
    #[must_use]
    pub fn has_work(&self) -> bool {
        self.is_waited_for() || self.is_index_due()
    }

    /// Whether the index is to be built by now: that of a large pack takes long, and whoever types a filter will want
    /// it.
    fn is_index_due(&self) -> bool {
        let is_due = || self.ctx.dataset.len() > INDEXED_AT_A_TIME || self.layers.screens.types_filter();
        self.ctx.index.ready().is_none() && is_due()
    }

    /// Whether what is left to be done is what shows.
    #[must_use]
    pub fn is_waited_for(&self) -> bool {
        self.layers.has_work() || self.layers.screens.has_due_filter() || self.counts_due()
    }

    /// Whether all that is left to be done is a search that takes no longer than a frame, so that one frame may show
    /// both what was typed and what it found.
    #[must_use]
    pub fn is_quick_search_due(&self) -> bool {
        let most = if self.ctx.index.ready().is_some() { SEARCHED_AT_ONCE } else { INDEXED_AT_A_TIME };
        self.ctx.dataset.len() <= most && self.layers.is_search_due()
    }

    /// Whether the overview shows and has yet to be told what is due.
    fn counts_due(&self) -> bool {
        self.layers.is_at_overview() && self.now.is_some() && !self.layers.screens.overview.knows_due()
    }

    /// Counts what is due, for the overview.
    fn count_due(&mut self, now: Now) -> Effect {
        let Some(due) = self.layers.screens.study.due(self.ctx, now) else { return Effect::Nothing };
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
        // What one has left, or what lies below, waits for what is in front.
        let (tab, is_front_due) = (self.layers.tab(), self.layers.has_work());
        if !is_front_due && let Some(is_listed) = self.layers.screens.go_on_listing(ctx, tab) {
            return Effect::redraw_if(is_listed);
        }
        if ctx.index.ready().is_none() {
            let before = ctx.index.per_cent();
            ctx.index.advance(INDEXED_AT_A_TIME);
            let is_told = ctx.dataset.len() > INDEXED_AT_A_TIME && self.is_waited_for();
            if ctx.index.ready().is_none() || is_told {
                // Whoever waits for the index shows how far it is.
                let is_next = ctx.index.ready().is_some() && !is_front_due;
                let is_listed = is_next && self.layers.screens.catch_up(ctx, tab);
                return Effect::redraw_if(is_listed || is_told && before != ctx.index.per_cent());
            }
        }
        if is_front_due {
            return self.layers.top(ctx).work(ctx);
        }
        Effect::redraw_if(self.layers.screens.catch_up(ctx, tab))
    }
}

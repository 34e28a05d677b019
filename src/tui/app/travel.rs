//! Where one is, and getting from there to an item, back and forward.

use super::App;
use crate::data::ItemId;
use crate::tui::action::Effect;
use crate::tui::history::{Location, Over, Spot};
use crate::tui::layer::Layer;
use crate::tui::list_detail::Focus;
use crate::tui::overlays::lineage::LineageView;
use crate::tui::overlays::side_by_side::SideBySide;
use crate::tui::whereabouts::ListView;
use crate::view::tab::Tab;

impl App<'_> {
    /// Where one is.
    pub fn place(&mut self) -> Location {
        let spot = self.layers.list(self.ctx).map_or_else(Spot::default, |list| list.spot());
        let over = self.layers.overlay().and_then(Layer::over);
        Location { tab: self.layers.tab(), is_overview: self.layers.is_at_overview(), spot, over }
    }

    /// Where one is if that is on a map or at a record read beside it, with nothing over it.
    pub(super) fn place_by_map(&mut self) -> Option<Location> {
        if self.layers.overlay().is_some() {
            return None;
        }
        Some(self.place()).filter(|here| here.spot.on_map)
    }

    /// Remembers the map where one went from it to a record, which may cover it; and no longer where one has closed
    /// that.
    pub(super) fn step_by_map(&mut self, before: Option<Location>) {
        let Some(before) = before else { return };
        let Some(here) = self.place_by_map() else { return };
        match (before.spot.focus, here.spot.focus) {
            (Focus::List, Focus::Detail) => self.history.leave(before),
            (Focus::Detail, Focus::List) => self.history.arrive(&here),
            _ => {}
        }
    }

    /// Remembers this place, to come back to it.
    pub(super) fn leave_here(&mut self) {
        let here = self.place();
        self.history.leave(here);
    }

    /// Goes to an item: on this tab if it is listed here, else on the tab where it is at home.
    pub(super) fn go(&mut self, item: ItemId) {
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

    /// Goes back to where one was, or forward again.
    pub(super) fn travel(&mut self, back: bool) -> Effect {
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
            if let Some(figure) = spot.figure {
                list.return_to_figure(figure);
            }
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

    /// Makes what the overview tells, if it shows and the day is known.
    pub(super) fn make_overview(&mut self) {
        if self.layers.is_at_overview() {
            self.layers.screens.overview.make(self.ctx);
        }
    }

    /// Makes the overview anew for what was answered elsewhere meanwhile.
    pub(super) fn arrive_at_overview(&mut self) {
        self.layers.screens.overview.forget_due();
        self.make_overview();
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
}

//! Showing an item in one view or another: where the stops of a tour and the doors of the overview lead.

use super::App;
use crate::data::ItemId;
use crate::data::pack::tours::StopView;
use crate::data::period::Period;
use crate::tui::list_detail::Focus;
use crate::tui::overlays::lineage::LineageView;
use crate::tui::whereabouts::ListView;
use crate::view::sections::topics::place_of;
use crate::view::tab::Tab;

/// A view that a screen has: what has none of its own yet is shown in the reader.
enum Shown {
    /// A list, seen like this, with this item selected.
    Listed(Tab, ListView, ItemId),
    /// The map, with this place selected.
    Mapped(ItemId),
    /// The record itself.
    Read,
}

impl App<'_> {
    /// Shows the chart of a series at a period, compared with another: the newest, and with none, where none is named.
    pub(super) fn show_chart(&mut self, series: ItemId, [period, since]: [Option<Period>; 2]) {
        self.show(series, StopView::Chart, None);
        let ctx = self.ctx;
        let named = |period: Option<Period>| period.map(|period| period.notation()).unwrap_or_default();
        if let Some(list) = self.layers.list(ctx) {
            list.look(
                ctx,
                &ListView { chart: true, period: named(period), since: named(since), ..ListView::default() },
            );
        }
    }

    /// Shows an item in a view, as far as a screen has that; and of a dispute its place in the record.
    pub(super) fn show(&mut self, item: ItemId, view: StopView, dispute: Option<&str>) {
        let ctx = self.ctx;
        match self.view_of(item, view) {
            Shown::Listed(tab, look, item) => {
                self.layers.go_to(tab);
                if let Some(list) = self.layers.list(ctx) {
                    list.look(ctx, &look);
                    list.refresh(ctx);
                    if !list.list_detail_mut().select(item) {
                        list.reveal(ctx, item);
                    }
                    // What stands around it shows too.
                    list.list_detail_mut().list.centre();
                    list.set_focus(Focus::List);
                }
            }
            Shown::Mapped(place) => {
                self.layers.go_to(Tab::Topics);
                if let Some(list) = self.layers.list(ctx) {
                    list.show_on_map(ctx, place);
                }
            }
            Shown::Read => {
                let home = ctx.dataset.get(item).map_or_else(Tab::default, Tab::home);
                self.layers.go_to(home);
                if let Some(list) = self.layers.list(ctx) {
                    list.look(ctx, &ListView::default());
                    list.refresh(ctx);
                    list.reveal(ctx, item);
                    list.set_focus(Focus::Detail);
                    if let Some(point) = dispute {
                        list.list_detail_mut().detail.seek(point);
                    }
                }
                let lineage = (view == StopView::Lineage).then(|| LineageView::of(ctx, item)).flatten();
                if let Some(lineage) = lineage {
                    self.layers.open(Box::new(lineage));
                }
            }
        }
    }

    /// Where an item is shown: the one place that tells the views of tours apart.
    fn view_of(&self, item: ItemId, view: StopView) -> Shown {
        match view {
            StopView::Map => place_of(self.ctx.dataset, item).map_or(Shown::Read, Shown::Mapped),
            StopView::Timeline => Shown::Listed(Tab::Timeline, ListView::default(), item),
            StopView::Lanes => Shown::Listed(Tab::Timeline, ListView { lanes: true, ..ListView::default() }, item),
            StopView::Chart => Shown::Listed(Tab::Trade, ListView { chart: true, ..ListView::default() }, item),
            StopView::Disagreement | StopView::Reader | StopView::Lineage => Shown::Read,
        }
    }
}

//! Trade: figures over time. A list of charts; beside it the chart at hand, of which one series is at hand, with its
//! exact values for the period one stands at; `t` has the same as a table.
//!
//! Keys go to the list, or into the chart, where they walk its series; entering the record of a series tells its basis,
//! its notes and the source of every value.

mod breakdown;
mod caption;
mod disputes;
mod drawing;
#[cfg(test)]
mod every_width;
mod gap;
mod held;
mod known;
mod measures;
mod one_row;
mod period_name;
mod readout;
mod rows;
mod shown;
mod single;
mod spark;
mod spots;
mod table;
mod telling;
mod values;
mod walking;

use std::collections::BTreeSet;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::held::Held;
use self::known::Known;
use self::spots::Spots;
use super::listing::Listing;
use crate::data::ItemId;
use crate::data::period::Period;
use crate::study::notes::Target;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::follower::Follower;
use crate::tui::history::Figure;
use crate::tui::keymap::Scope;
use crate::tui::layer::Outcome;
use crate::tui::list_detail::{Focus, ListDetail, Passing};
use crate::tui::whereabouts::ListView;
use crate::view::figures::citable;
use crate::view::sections::trade::charts;
use crate::view::sections::{Passes, Row, items};

/// The figures.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Trade {
    list_detail: ListDetail,
    /// The series at hand in each chart that has been gone into: it stands for the chart in the list.
    at_hand: BTreeSet<ItemId>,
    /// The series that show though they do not at first, and those that do not though they do.
    toggled: BTreeSet<ItemId>,
    /// The part at hand, in a chart of parts.
    part: Option<ItemId>,
    /// The period one stands at; the last there is if none was chosen, or if the chart lacks it.
    period: Option<Period>,
    /// The period that is compared with.
    since: Option<Period>,
    as_table: bool,
    /// Whether a chart that has parts shows its series instead.
    without_parts: bool,
    /// Whether the keys go into the chart.
    charting: bool,
    /// Whether what was done last is seen in the chart, though the keys go to the list.
    acts_on_chart: bool,
    /// Whether only the list was drawn last, for want of room.
    is_unseen: bool,
    /// What is told of every chart of the pack, found once something is listed.
    known: Option<Arc<Known>>,
    /// The chart at hand, as it was found for what is chosen of it.
    held: Option<Held>,
    /// Where what can be clicked was drawn last.
    spots: Spots,
    /// Whose figures were drawn where: they follow the list.
    follower: Follower<ItemId>,
    /// The dispute that was gone to last: the series at hand then, and the number of it among those of the chart.
    disputed: Option<(ItemId, usize)>,
}

/// Said where a key would lead from the parts of a whole to figures of it that there are none of.
const ONLY_PARTS: &str = "It has no figures besides its parts.";
/// Said where parts would be compared with another period.
const PARTS_OF_ONE_PERIOD: &str = "Parts show one period at a time: they are not compared with another.";

impl Listing for Trade {
    fn scope(&self) -> Option<Scope> {
        Some(if self.charting { Scope::Chart } else { Scope::Trade })
    }

    fn list_detail(&self) -> &ListDetail {
        &self.list_detail
    }

    fn list_detail_mut(&mut self) -> &mut ListDetail {
        &mut self.list_detail
    }

    fn sections(&self, ctx: Context<'_>, passes: Passes<'_>) -> Vec<Row> {
        charts(ctx.dataset, |id| self.at_hand.contains(&id), passes)
    }

    /// Every series may be narrowed to, while a chart is one row.
    fn list_anew(&mut self, ctx: Context<'_>, passing: &Passing) {
        if self.known.is_none() {
            self.known = Some(Arc::new(Known::of(ctx.dataset)));
        }
        let total = items(self.sections(ctx, &|_| true)).count();
        let named = self.named_by_filter(ctx);
        let rows = self.sections(ctx, &|id| passing.has(id) || named.contains(&id));
        self.list_detail.total = total;
        self.list_detail.set_rows(rows);
    }

    /// Of a chart the series by which it stands in the list.
    fn narrowable(&self, ctx: Context<'_>, passing: &Passing) -> Vec<ItemId> {
        let mut all: Vec<ItemId> = items(self.sections(ctx, &|id| passing.has(id))).collect();
        all.sort_unstable();
        all
    }

    fn leave_view_without(&mut self, ctx: Context<'_>, id: ItemId) {
        self.take_in_hand(ctx, id);
    }

    fn view(&self) -> ListView {
        let named = |period: Option<Period>| period.map(|period| period.notation()).unwrap_or_default();
        let (period, since) = (named(self.period), named(self.since));
        let (table, chart, figures) = (self.as_table, self.charting, self.without_parts);
        ListView { table, chart, figures, period, since, ..ListView::default() }
    }

    fn toggled(&self, ctx: Context<'_>) -> Vec<String> {
        let id = |item: &ItemId| Some(ctx.dataset.series_of(*item)?.id.to_string());
        self.toggled.iter().filter_map(id).collect()
    }

    /// Which series are drawn is the reader's own: what asks for a look of its own leaves them.
    fn look(&mut self, ctx: Context<'_>, view: &ListView) {
        let read = |text: &str| {
            let period = text.parse::<Period>().ok();
            period.map(|period| period.counted_in(ctx.dataset.pack.fiscal_year))
        };
        (self.period, self.since) = (read(&view.period), read(&view.since));
        (self.as_table, self.charting, self.without_parts) = (view.table, view.chart, view.figures);
        if !view.toggled.is_empty() {
            let known = view.toggled.iter().filter_map(|id| ctx.dataset.find(id));
            self.toggled = known.filter(|id| ctx.dataset.series_of(*id).is_some()).collect();
        }
    }

    fn figure_at_hand(&self) -> Option<Figure> {
        Some(Figure {
            period: self.period,
            since: self.since,
            is_in_chart: self.charting,
            is_table: self.as_table,
            is_without_parts: self.without_parts,
        })
    }

    fn return_to_figure(&mut self, figure: Figure) {
        (self.period, self.since) = (figure.period, figure.since);
        (self.charting, self.as_table) = (figure.is_in_chart, figure.is_table);
        self.without_parts = figure.is_without_parts;
    }

    /// The figure one has gone to, or the series and then the figure one stands at.
    fn noted(&self, ctx: Context<'_>) -> Vec<Target> {
        let Some(item) = self.list_detail.shown() else { return Vec::new() };
        let mut all = Target::all_at(ctx.dataset, item);
        if let Some((member, period)) = self.figure(ctx) {
            let point = Target::Point { series: member.series.id.to_string(), period: period.notation() };
            let is_chosen = self.period == Some(period) && self.list_detail.focus == Focus::List;
            all.insert(if is_chosen { 0 } else { all.len().min(1) }, point);
        }
        all
    }

    fn taken(&self, ctx: Context<'_>) -> Option<String> {
        let (member, period) = self.figure(ctx)?;
        citable::line(ctx.dataset, &member, period, self.since.filter(|_| self.parts().is_none()))
    }

    fn nothing_to_do(&self, ctx: Context<'_>, action: Action) -> Option<&'static str> {
        let selected = self.list_detail.selected()?;
        let has_parts = self.parts_of(selected).is_some();
        match action {
            Action::Parts if !has_parts => Some("It has no parts to show."),
            Action::Parts if self.shows_parts(selected) && !self.has_figures(ctx) => Some(ONLY_PARTS),
            Action::ToggleTable if !self.as_table && !self.has_figures(ctx) => Some(ONLY_PARTS),
            Action::Since if self.parts().is_some() => Some(PARTS_OF_ONE_PERIOD),
            Action::Dispute if !self.is_disputed(ctx) => Some("Sources do not disagree about it."),
            _ => None,
        }
    }

    fn can_own(&self, ctx: Context<'_>, action: Action) -> Option<bool> {
        match action {
            Action::Dispute => Some(self.is_disputed(ctx)),
            Action::Parts => Some(self.list_detail.selected().is_some_and(|id| self.parts_of(id).is_some())),
            Action::Since if self.parts().is_some() => Some(false),
            Action::Toggle if self.charting => Some(self.can_toggle(ctx).is_some()),
            _ => None,
        }
    }

    fn lead(&mut self, ctx: Context<'_>, action: Action) -> Option<Outcome> {
        if action == Action::Dispute { self.lead_to_dispute(ctx) } else { None }
    }

    fn update_own(&mut self, ctx: Context<'_>, action: Action) -> Option<Effect> {
        let is_of_chart = matches!(
            action,
            Action::Previous | Action::Next | Action::Since | Action::ToggleTable | Action::Parts | Action::Toggle
        );
        // Where the list alone has room, what a key changes in the chart would be seen by nobody.
        let opens = is_of_chart && self.is_unseen && self.list_detail.selected().is_some();
        if opens {
            (self.charting, self.list_detail.away, self.is_unseen) = (true, true, false);
        }
        let done = self.act(ctx, action);
        // What led nowhere is seen nowhere.
        let is_seen = self.acts_on_chart || opens || done.as_ref().is_some_and(|effect| *effect != Effect::Nothing);
        self.acts_on_chart = is_of_chart && is_seen;
        if opens { Some(Effect::Redraw) } else { done }
    }

    fn click_own(&mut self, ctx: Context<'_>, at: Position) -> Option<Effect> {
        if self.list_detail.focus == Focus::List && self.spots.pane.contains(at) {
            self.acts_on_chart = true;
            return Some(self.point_at(ctx, at));
        }
        let &clicked = self.list_detail.list.item_at(at)?;
        self.acts_on_chart = false;
        let was_charting = self.leave_chart();
        // The row of the chart one was in is gone back to, and not opened.
        let is_back = was_charting && self.list_detail.focus == Focus::List;
        (is_back && self.list_detail.selected() == Some(clicked)).then_some(Effect::Redraw)
    }

    fn wheel_own(&mut self, _ctx: Context<'_>, at: Position, _by: isize) -> Option<Effect> {
        self.acts_on_chart &= !self.list_detail.list.shows_at(at);
        None
    }

    fn leave_off(&mut self) {
        self.acts_on_chart = false;
    }

    fn hide(&mut self) {
        self.list_detail.hide();
        self.spots = Spots::default();
    }

    fn draw_body(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let reading = self.list_detail.focus == Focus::Detail;
        self.list_detail.away = self.charting && !reading;
        self.spots = Spots::default();
        let copies_chart = ctx.is_copy && self.acts_on_chart && !self.list_detail.is_typing();
        let (list, chart) = drawing::divide(area, self.charting || reading || copies_chart);
        self.is_unseen = chart.is_none() && !ctx.is_copy;
        let mut cursor = self.draw_list(ctx, list, buf);
        if let Some(chart) = chart {
            if list.is_some() && !reading && !self.charting {
                self.list_detail.beside = chart;
            }
            match self.list_detail.selected() {
                _ if reading => cursor = self.list_detail.detail.draw(ctx, chart, buf, true),
                Some(id) if self.charting => {
                    self.follower.shows(id, chart);
                    self.draw_figures(ctx, chart, buf);
                }
                Some(id) if self.follower.waits_with(ctx, id, chart, buf) => {}
                Some(_) => self.draw_figures(ctx, chart, buf),
                None => drawing::nothing(ctx, chart, buf),
            }
        }
        cursor.or(chart.map(|chart| Position::new(chart.x, chart.y)))
    }
}

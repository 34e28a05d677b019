//! Walking the figures: from period to period, from series to series or part to part, and by clicks; which series are
//! drawn.

use std::collections::BTreeSet;
use std::sync::Arc;

use ratatui::layout::Position;

use super::Trade;
use super::breakdown::Breakdown;
use super::held::{Choice, Held};
use super::shown::Shown;
use crate::data::ItemId;
use crate::data::pack::charts::ChartShape;
use crate::data::period::Period;
use crate::text::fold::fold;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::screens::listing::Listing;
use crate::view::figures::{Figures, Member};
use crate::view::sections::items;

/// How far a page reaches among the series of a chart.
const PAGE: isize = 8;

impl Trade {
    /// Does what is Trade's own, if an action is.
    pub(super) fn act(&mut self, ctx: Context<'_>, action: Action) -> Option<Effect> {
        match action {
            Action::Previous | Action::Next => Some(self.step(ctx, action == Action::Next)),
            Action::Commodities => {
                let pack = &ctx.dataset.pack;
                let is_detail =
                    |id: ItemId| ctx.dataset.series_of(id).is_some_and(|series| pack.is_detail(&series.group));
                let from_detail = self.list_detail.selected().is_some_and(is_detail);
                let first = items(self.sections(ctx, &|_| true)).find(|id| is_detail(*id) != from_detail)?;
                Some(Effect::redraw_if(self.reveal(ctx, first)))
            }
            Action::Open if !self.charting => {
                self.charting = self.list_detail.selected().is_some();
                self.list_detail.away = self.charting;
                Some(Effect::redraw_if(self.charting))
            }
            Action::Open => self.parts().and(self.part).map(Effect::Go),
            // Among parts nothing shows of what is compared with: it is not they that a key would take it from.
            Action::Close if self.parts().is_none() && self.since.take().is_some() => Some(Effect::Redraw),
            Action::Close if self.leave_chart() => Some(Effect::Redraw),
            Action::ToggleTable => {
                self.as_table = !self.as_table;
                Some(Effect::Redraw)
            }
            Action::Parts => {
                let has_parts = self.list_detail.selected().is_some_and(|id| self.parts_of(id).is_some());
                if has_parts {
                    // From the table one gets to the parts: it is not they that it shows.
                    self.without_parts = !self.as_table && !self.without_parts;
                    self.as_table = false;
                }
                Some(Effect::redraw_if(has_parts))
            }
            Action::Since => {
                let here = self.stands_at(ctx);
                self.since = if self.since.is_some() { None } else { here };
                Some(Effect::redraw_if(here.is_some()))
            }
            Action::Toggle if self.charting => Some(self.toggle(ctx)),
            _ if self.charting => self.walk(ctx, action),
            _ => None,
        }
    }

    /// Gives the keys back to the list; tells whether the chart had them.
    pub(super) fn leave_chart(&mut self) -> bool {
        let was_charting = std::mem::take(&mut self.charting);
        self.list_detail.away &= !was_charting;
        was_charting
    }

    /// Puts a series in hand in its chart, in place of the one that was.
    pub(super) fn take_in_hand(&mut self, ctx: Context<'_>, id: ItemId) {
        let Some(chart) = Figures::of(ctx.dataset, id).filter(|chart| chart.members.len() > 1) else { return };
        if self.at_hand.contains(&id) {
            return;
        }
        for member in &chart.members {
            self.at_hand.remove(&member.id);
        }
        self.at_hand.insert(id);
        self.refresh(ctx);
    }

    /// The series that a filter of plain words finds by what their chart calls itself and them: the index knows series
    /// by their own titles alone.
    pub(super) fn named_by_filter(&self, ctx: Context<'_>) -> BTreeSet<ItemId> {
        let mut named = BTreeSet::new();
        let Some(filter) = self.list_detail.filter.as_ref().filter(|_| self.list_detail.chosen.is_empty()) else {
            return named;
        };
        let text = fold(filter.prompt.text());
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.is_empty() {
            return named;
        }
        for chart in &ctx.dataset.pack.charts {
            for (id, name, _) in &chart.members {
                let told = fold(&format!("{} {name}", chart.title));
                if words.iter().all(|word| told.contains(word)) {
                    named.extend(ctx.dataset.find(id));
                }
            }
        }
        named
    }

    /// The chart of the selected row as it is looked at: as it was found, if nothing else was chosen since.
    pub(super) fn shown<'c>(&self, ctx: Context<'c>) -> Option<Shown<'c>> {
        let (id, periods) = (self.list_detail.selected()?, (self.period, self.since));
        match self.held.as_ref().filter(|held| held.is_for(id, &self.toggled, periods)) {
            Some(held) => Some(held.shown(ctx.dataset)),
            None => Shown::of(ctx.dataset, id, &self.toggled, periods),
        }
    }

    /// Finds what shows of the selected row, unless that is at hand.
    pub(super) fn hold(&mut self, ctx: Context<'_>) {
        let Some(id) = self.list_detail.selected() else { return };
        let (period, since) = (self.period, self.since);
        if self.held.as_ref().is_none_or(|held| !held.is_for(id, &self.toggled, (period, since))) {
            self.held = Held::of(ctx.dataset, Choice { id, toggled: self.toggled.clone(), period, since });
        }
    }

    /// The parts that a row can show.
    pub(super) fn parts_of(&self, id: ItemId) -> Option<&Breakdown> {
        self.known.as_ref()?.parts(id)
    }

    /// Whether the parts of a row show, and not its figures.
    pub(super) fn shows_parts(&self, id: ItemId) -> bool {
        !self.as_table && !self.without_parts && self.parts_of(id).is_some()
    }

    /// Whether the chart of the selected row has a figure of its own.
    pub(super) fn has_figures(&self, ctx: Context<'_>) -> bool {
        self.shown(ctx).is_some_and(|shown| !shown.periods.is_empty())
    }

    /// The parts of the selected row, where it shows those, and the number of the period one stands at.
    pub(super) fn parts(&self) -> Option<(&Breakdown, usize)> {
        let selected = self.list_detail.selected().filter(|id| self.shows_parts(*id))?;
        let parts = self.parts_of(selected)?;
        let number = |period: Option<Period>| parts.periods.iter().position(|known| Some(*known) == period);
        let position =
            number(self.period).or_else(|| number(parts.fullest())).or_else(|| parts.periods.len().checked_sub(1))?;
        Some((parts, position))
    }

    /// The periods one can stand at, and the number of that one does.
    pub(super) fn steps(&self, ctx: Context<'_>) -> Option<(Arc<[Period]>, usize)> {
        if let Some((parts, position)) = self.parts() {
            return Some((Arc::clone(&parts.periods), position));
        }
        let shown = self.shown(ctx)?;
        let position = shown.position?;
        Some((shown.periods, position))
    }

    pub(super) fn stands_at(&self, ctx: Context<'_>) -> Option<Period> {
        let (periods, position) = self.steps(ctx)?;
        periods.get(position).copied()
    }

    pub(super) fn step(&mut self, ctx: Context<'_>, forward: bool) -> Effect {
        let Some((periods, here)) = self.steps(ctx) else { return Effect::Nothing };
        let there = if forward { Some(here + 1) } else { here.checked_sub(1) };
        let period = there.and_then(|there| periods.get(there).copied());
        if period.is_some() {
            self.period = period;
        }
        Effect::redraw_if(period.is_some())
    }

    /// The series and the period whose figure one stands at, if there is one.
    pub(super) fn figure<'c>(&self, ctx: Context<'c>) -> Option<(Member<'c>, Period)> {
        let period = self.stands_at(ctx)?;
        let member = match self.parts().and_then(|(parts, _)| parts.series(ctx.dataset, self.part?)) {
            Some((series, name)) => Figures::of(ctx.dataset, ctx.dataset.find(&series.id)?)
                .and_then(|figures| figures.members.into_iter().find(|member| member.series.id == series.id))
                .map(|member| Member { name, ..member })?,
            None => *self.shown(ctx)?.member()?,
        };
        member.at(period)?;
        Some((member, period))
    }

    /// Walks the series of the chart, or its parts.
    pub(super) fn walk(&mut self, ctx: Context<'_>, action: Action) -> Option<Effect> {
        let by = match action {
            Action::Up => -1,
            Action::Down => 1,
            Action::PageUp => -PAGE,
            Action::PageDown => PAGE,
            Action::HalfUp => -(PAGE / 2),
            Action::HalfDown => PAGE / 2,
            Action::First => isize::MIN,
            Action::Last => isize::MAX,
            _ => return None,
        };
        if let Some((parts, position)) = self.parts() {
            let all = parts.in_order(position);
            let here = self.part.and_then(|part| all.iter().position(|id| *id == part));
            let there = match here {
                Some(here) => moved(here, by, all.len()),
                None => moved(0, by.saturating_sub(1).max(0), all.len()),
            };
            self.part = all.get(there).copied();
            return Some(Effect::redraw_if(here != Some(there)));
        }
        let shown = self.shown(ctx)?;
        let there = moved(shown.at_hand, by, shown.figures.members.len());
        let id = shown.figures.members.get(there)?.id;
        let is_other = there != shown.at_hand;
        if is_other {
            self.take_in_hand(ctx, id);
            self.list_detail.select(id);
        }
        Some(Effect::redraw_if(is_other))
    }

    /// The series at hand, where it can be drawn or not: rows and parts all show, and what is told beside a chart never
    /// is.
    pub(super) fn can_toggle(&self, ctx: Context<'_>) -> Option<ItemId> {
        let shown =
            self.shown(ctx).filter(|shown| self.parts().is_none() && shown.figures.shape() != ChartShape::Rows)?;
        shown.member().filter(|member| member.is_drawn()).map(|member| member.id)
    }

    /// Shows the series at hand, or lets it go.
    pub(super) fn toggle(&mut self, ctx: Context<'_>) -> Effect {
        let Some(id) = self.can_toggle(ctx) else { return Effect::Nothing };
        if !self.toggled.remove(&id) {
            self.toggled.insert(id);
        }
        Effect::Redraw
    }

    /// Chooses the series and the period that show at a place, and goes into the chart.
    pub(super) fn point_at(&mut self, ctx: Context<'_>, at: Position) -> Effect {
        let (series, period) = self.spots.at(self.shown(ctx).as_ref(), at);
        let before = (self.charting, self.period, self.part, self.list_detail.selected());
        if self.list_detail.is_typing() {
            self.list_detail.keep_filter();
        }
        self.charting = self.list_detail.selected().is_some();
        self.list_detail.away = self.charting;
        self.period = period.or(self.period);
        match series {
            Some(part) if self.parts().is_some() => self.part = Some(part),
            Some(id) => {
                self.take_in_hand(ctx, id);
                self.list_detail.select(id);
            }
            None => {}
        }
        Effect::redraw_if(before != (self.charting, self.period, self.part, self.list_detail.selected()))
    }
}

/// A place so many further among so many, or the last on the way.
fn moved(here: usize, by: isize, count: usize) -> usize {
    here.saturating_add_signed(by).min(count.saturating_sub(1))
}

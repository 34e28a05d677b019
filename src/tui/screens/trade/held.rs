//! What was found of a chart, kept as long as the same is chosen of it: numbers of the dataset, of which a frame makes
//! what it draws without sorting or searching.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::measures::Measures;
use super::shown::Shown;
use crate::data::pack::charts::MemberRole;
use crate::data::period::Period;
use crate::data::{Dataset, ItemId};
use crate::tui::widgets::chart::Chart;
use crate::view::figures::{Figures, Member, Place};

/// What is chosen of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// The series at hand.
    pub(super) id: ItemId,
    /// The series that show though they do not at first, or the other way round.
    pub(super) toggled: BTreeSet<ItemId>,
    /// The period one stands at, where one was chosen.
    pub(super) period: Option<Period>,
    /// That which is compared with.
    pub(super) since: Option<Period>,
}

/// A chart as it was found for a choice.
#[derive(Clone, Debug)]
pub(super) struct Held {
    choice: Choice,
    /// Its number in the pack; none of a series that stands alone.
    chart: Option<usize>,
    members: Vec<HeldMember>,
    at_hand: usize,
    visible: Arc<[bool]>,
    others_from: usize,
    periods: Arc<[Period]>,
    rows: Arc<[Period]>,
    position: Option<usize>,
    since: Option<Period>,
    measures: Measures,
    drawn: Arc<Chart>,
}

/// A series of it, without what the dataset has.
#[derive(Clone, Copy, Debug)]
struct HeldMember {
    id: ItemId,
    /// Its number among the series that the pack names.
    number: Option<usize>,
    role: MemberRole,
    place: Place,
    is_first: bool,
    in_order: bool,
}

impl Held {
    /// What is to be shown for a choice.
    pub(super) fn of(dataset: &Dataset<'_>, choice: Choice) -> Option<Self> {
        let shown = Shown::of(dataset, choice.id, &choice.toggled, (choice.period, choice.since))?;
        let chart = shown.figures.chart;
        let number = |id: &str| chart?.members.iter().position(|(member, ..)| member == id);
        let members = shown.figures.members.iter().map(|member| HeldMember {
            id: member.id,
            number: number(&member.series.id),
            role: member.role,
            place: member.place,
            is_first: member.is_first,
            in_order: member.in_order,
        });
        let members = members.collect();
        let chart = chart.and_then(|chart| dataset.pack.charts.iter().position(|other| other.id == chart.id));
        let Shown { at_hand, visible, others_from, periods, rows, position, since, measures, chart: drawn, .. } = shown;
        Some(Self {
            choice,
            chart,
            members,
            at_hand,
            visible,
            others_from,
            periods,
            rows,
            position,
            since,
            measures,
            drawn,
        })
    }

    /// Whether it was found for this choice.
    pub(super) fn is_for(
        &self,
        id: ItemId,
        toggled: &BTreeSet<ItemId>,
        (period, since): (Option<Period>, Option<Period>),
    ) -> bool {
        let held = &self.choice;
        held.id == id && held.period == period && held.since == since && held.toggled == *toggled
    }

    /// The chart with what the dataset has of it.
    pub(super) fn shown<'d>(&self, dataset: &'d Dataset<'d>) -> Shown<'d> {
        let chart = self.chart.and_then(|number| dataset.pack.charts.get(number));
        let member = |held: &HeldMember| {
            let series = dataset.series_of(held.id)?;
            let named = held.number.and_then(|number| chart?.members.get(number));
            let name = named.map_or(series.title.as_str(), |(_, name, _)| name.as_str());
            let HeldMember { id, role, place, is_first, in_order, .. } = *held;
            Some(Member { id, series, name, role, place, is_first, in_order })
        };
        Shown {
            figures: Figures { chart, members: self.members.iter().filter_map(member).collect() },
            at_hand: self.at_hand,
            visible: Arc::clone(&self.visible),
            others_from: self.others_from,
            periods: Arc::clone(&self.periods),
            rows: Arc::clone(&self.rows),
            position: self.position,
            since: self.since,
            measures: self.measures.clone(),
            chart: Arc::clone(&self.drawn),
        }
    }
}

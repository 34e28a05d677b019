//! What a pack says of how it is shown: the ladder, the tours and which institution's meetings are the summits. All of
//! it leads to what there is, is short enough for its place, and names its sources.

use std::collections::HashSet;

use super::Report;
use crate::data::body::Body;
use crate::data::cite::Cites;
use crate::data::date::Order;
use crate::data::pack::charts::ChartShape;
use crate::data::pack::ladder::LadderStep;
use crate::data::pack::tours::{StopView, Tour, TourStop};
use crate::data::period::Period;
use crate::data::text::Text;
use crate::data::{Item, ItemId};
use crate::text::width;

impl<'r> Report<'r, '_> {
    /// Steps: each in order of time, with a name that fits and a record that there is.
    pub(super) fn ladder(&mut self) {
        let dataset = self.dataset;
        let mut before: Option<&LadderStep<'_>> = None;
        for step in &dataset.pack.ladder {
            let names = [("name", &step.name, LadderStep::WIDEST), ("short", &step.short, LadderStep::WIDEST_SHORT)];
            for (part, name, widest) in names {
                self.fits(&format!("ladder.{part}"), name, widest);
            }
            self.reference("pack", "ladder.record", &step.record);
            for paper in &step.papers {
                self.reference("pack", "ladder.papers", paper);
                if paper == &step.record {
                    let message = format!("“{paper}” is the step itself; leave it out of its papers");
                    self.say("pack", "ladder.papers", paper, message);
                }
            }
            if let Some(before) = before.filter(|before| step.when.compare(&before.when) != Order::After) {
                let message = format!(
                    "“{}” ({}) stands after “{}” ({}); the lowest step, and the earliest, comes first",
                    step.name, step.when, before.name, before.when
                );
                self.say("pack", "ladder", &step.name, message);
            }
            before = Some(step);
            self.sourced("ladder.cites", &step.cites, &step.name);
        }
    }

    /// Tours: each known by one name, and every stop at something that its view can show.
    pub(super) fn tours(&mut self) {
        let dataset = self.dataset;
        let mut seen: HashSet<String> = HashSet::new();
        let mut disputes: Option<HashSet<&'r str>> = None;
        for tour in &dataset.pack.tours {
            let is_first = seen.insert(tour.name.to_lowercase());
            if !self.minds(|only| &only.tours, &tour.name) {
                continue;
            }
            self.fits("tours.name", &tour.name, Tour::WIDEST);
            self.text_near("pack", "tours.about", &tour.about, &tour.name);
            if !is_first {
                let message = format!("another tour is called “{}”; a tour is asked for by its name", tour.name);
                self.say("pack", "tours.name", &tour.name, message);
            }
            if tour.stops.is_empty() {
                self.say("pack", "tours.stops", &tour.name, "a tour has stops; name what it shows first");
            }
            for stop in &tour.stops {
                self.stop(stop, &mut disputes);
            }
        }
    }

    fn stop(&mut self, stop: &'r TourStop<'_>, disputes: &mut Option<HashSet<&'r str>>) {
        let at = &stop.to;
        self.text_near("pack", "tours.caption", &stop.caption, at);
        let length = stop.caption.chars().count();
        if length > TourStop::LONGEST {
            let longest = TourStop::LONGEST;
            let message = format!("this caption has {length} characters; at most {longest} are read in passing");
            self.say("pack", "tours.caption", at, message);
        }
        self.sourced("tours.cites", &stop.cites, at);
        let dataset = self.dataset;
        let Some(id) = dataset.find(at) else {
            let all = || {
                let shared = dataset.records.iter().flat_map(|record| &record.conflicts);
                shared.filter_map(|conflict| conflict.id.as_deref()).collect()
            };
            let is_dispute = disputes.get_or_insert_with(all).contains(at.as_str());
            if !is_dispute && !self.unread.may_hold(at) {
                let message = format!("{}, and no dispute either", self.no_such_record(at));
                self.say("pack", "tours.to", at, message);
            } else if is_dispute && stop.view != StopView::Disagreement {
                let message =
                    format!("“{at}” is a dispute, and {:?} shows none; let its view be Disagreement", stop.view);
                self.say("pack", "tours.view", at, message);
            }
            return;
        };
        if let Some(message) = self.unfit(id, stop.view) {
            self.say("pack", "tours.view", at, format!("“{at}” {message}"));
        }
        self.periods(id, stop);
    }

    /// The periods a guide speaks of are those of a chart, and there are figures of them.
    fn periods(&mut self, id: ItemId, stop: &'r TourStop<'_>) {
        let dataset = self.dataset;
        for (field, period) in [("tours.period", stop.period), ("tours.since", stop.since)] {
            let Some(period) = period.map(|period| period.counted_in(dataset.pack.fiscal_year)) else { continue };
            let series = dataset.series_of(id).filter(|_| stop.view == StopView::Chart);
            let problem = match series {
                None => Some(format!("only a chart stands at a period; leave out {}", period.notation())),
                Some(series) if series.points.iter().any(|point| point.period == period) => None,
                Some(_) => Some(format!("“{}” has no figure of {}", stop.to, period.notation())),
            };
            if let Some(message) = problem {
                self.say("pack", field, &stop.to, message);
            }
        }
        let [period, since] =
            [stop.period, stop.since].map(|at| at.map(|period| period.counted_in(dataset.pack.fiscal_year)));
        let at = period.or_else(|| self.stands_at(id));
        if let Some(since) = since.filter(|since| stop.view == StopView::Chart && at == Some(*since)) {
            let message = format!(
                "{} is where the chart stands, and nothing is compared with itself; name another period",
                since.notation()
            );
            self.say("pack", "tours.since", &stop.to, message);
        }
    }

    /// Where one stands in the chart of a series if no period is named: at the newest of the series in it.
    fn stands_at(&self, id: ItemId) -> Option<Period> {
        let (dataset, series) = (self.dataset, self.dataset.series_of(id)?);
        let chart = dataset.pack.charts.iter().find(|chart| chart.has(&series.id));
        if chart.is_some_and(|chart| chart.shape == ChartShape::Rows) {
            // There it is the fullest that one stands at.
            return None;
        }
        let members = chart.into_iter().flat_map(|chart| &chart.members);
        let others = members.filter_map(|(id, ..)| dataset.series_of(dataset.find(id)?));
        let periods = others.chain([series]).flat_map(|series| &series.points).map(|point| point.period);
        periods.max_by(Period::list_order)
    }

    /// Why a view cannot show an item.
    fn unfit(&self, id: ItemId, view: StopView) -> Option<&'static str> {
        match (self.dataset.get(id)?, view) {
            (Item::Series(_), StopView::Chart) => None,
            (Item::Series(_), _) => Some("is a series; let its view be Chart"),
            (Item::Record(_), StopView::Chart) => {
                Some("is no series, and only these have charts; let its view be Reader")
            }
            (Item::Record(record), StopView::Timeline | StopView::Lanes) if record.when.is_none() => {
                Some("has no date, and so no place in time; let its view be Reader")
            }
            (Item::Record(record), StopView::Disagreement) if record.conflicts.is_empty() => {
                Some("has no dispute; let its view be Reader")
            }
            (Item::Record(_), _) => None,
        }
    }

    /// Summits are the meetings of an institution that has some.
    pub(super) fn summits(&mut self) {
        let dataset = self.dataset;
        let Some(id) = &dataset.pack.summits else { return };
        let Some(found) = dataset.find(id) else { return self.reference("pack", "summits", id) };
        let meets = dataset.record(found).is_some_and(
            |record| matches!(&record.body, Body::Institution(institution) if !institution.meetings.is_empty()),
        );
        if !meets {
            let message = format!("“{id}” has no meetings; name the institution whose meetings are the summits");
            self.say("pack", "summits", id, message);
        }
    }

    /// A name, which is never cut and so must fit its place.
    fn fits(&mut self, part: &str, name: &Text<'_>, widest: usize) {
        self.text("pack", part, name);
        let taken = width(name);
        if taken > widest {
            let message = format!("“{name}” takes {taken} columns, and there is room for {widest}; shorten it");
            self.say("pack", part, name, message);
        }
    }

    fn sourced(&mut self, part: &str, cites: &[Cites<'_>], at: &Text<'_>) {
        if cites.is_empty() {
            self.say("pack", part, at, super::NOTHING_CITED);
        }
        for cites in cites {
            self.cites("pack", part, cites, at);
        }
    }
}

//! Charts name series, records and disputes that there are, each series stands in one of them, and what is said of a
//! member is said of a member.

use std::collections::{HashMap, HashSet};

use super::{Report, THE_OTHER};
use crate::data::pack::charts::{ChartOf, MemberRole};
use crate::data::text::Text;
use crate::text::{clip, width};

/// Columns within which titles of charts are to differ.
const TITLE: usize = 30;
/// Columns of a name in a chart.
const NAME: usize = 18;

impl Report<'_, '_> {
    /// Judges every chart.
    pub(super) fn charts(&mut self) {
        let dataset = self.dataset;
        let series: HashMap<&str, &str> =
            dataset.series.iter().map(|series| (series.id.as_str(), series.unit.as_str())).collect();
        let mut ids: HashSet<&str> = HashSet::new();
        let mut homes: HashMap<&str, &Text<'_>> = HashMap::new();
        for chart in &dataset.pack.charts {
            self.own_id(&mut ids, "chart", &chart.id);
            for text in chart.texts() {
                self.text_near("pack", "charts", text, &chart.id);
            }
            if let Some(group) = &chart.group {
                self.group_of_chart(&chart.id, group);
            }
            if chart.members.is_empty() {
                self.say("pack", "charts", &chart.id, "a chart has members; name its series");
            }
            self.chart_members(chart, &series, &mut homes);
            self.chart_fill(chart, &series);
            self.chart_references(chart);
        }
    }

    /// Its series are there, in no other chart, and each has a name of its own.
    fn chart_members<'t>(
        &mut self,
        chart: &'t ChartOf<'_>,
        series: &HashMap<&str, &str>,
        homes: &mut HashMap<&'t str, &'t Text<'t>>,
    ) {
        let mut names: HashSet<String> = HashSet::new();
        for (id, name, _) in &chart.members {
            if !series.contains_key(id.as_str()) && !self.unread.may_hold(id) {
                self.say("pack", "charts", id, format!("there is no series “{id}”"));
            }
            match homes.insert(id, &chart.id) {
                Some(other) if *other == chart.id => {
                    self.say("pack", "charts", id, format!("“{id}” stands in this chart twice"));
                }
                Some(other) => {
                    let message =
                        format!("“{id}” stands in the chart “{other}” already; a series belongs to one chart");
                    self.say_beside("pack", "charts", id, message, (other, THE_OTHER));
                }
                None => {}
            }
            if !names.insert(name.to_lowercase()) {
                let message = format!("two series of this chart are called “{name}”; give each a name of its own");
                self.say("pack", "charts", id, message);
            }
        }
        let role = |id: &Text<'_>| chart.members.iter().find(|(known, ..)| known == id).map(|(.., role)| *role);
        for (field, ids) in [("visible", &chart.visible), ("second", &chart.second), ("figures", &chart.figures)] {
            for id in ids {
                match role(id) {
                    None => self.say(
                        "pack",
                        "charts",
                        id,
                        format!("`{field}` names “{id}”, which is no member of this chart"),
                    ),
                    Some(MemberRole::PartYear) => {
                        let message = format!("`{field}` names “{id}”, which is PartYear: such figures are not drawn");
                        self.say("pack", "charts", id, message);
                    }
                    Some(MemberRole::Main | MemberRole::Member | MemberRole::Basis) => {}
                }
            }
        }
    }

    /// Between two members of one unit there is a space.
    fn chart_fill(&mut self, chart: &ChartOf<'_>, series: &HashMap<&str, &str>) {
        let Some(fill) = &chart.fill else { return };
        for id in [&fill.of, &fill.less] {
            if !chart.has(id) {
                self.say("pack", "charts", id, format!("`fill` names “{id}”, which is no member of this chart"));
            }
        }
        if fill.of == fill.less {
            self.say("pack", "charts", &fill.less, "a series less itself is nothing; `fill` names two series");
        }
        let unit = |id: &str| series.get(id).copied();
        if let (Some(of), Some(less)) = (unit(&fill.of), unit(&fill.less))
            && of != less
        {
            let message =
                format!("“{}” is in {of} and “{}” in {less}; `fill` names series of one unit", fill.of, fill.less);
            self.say("pack", "charts", &fill.less, message);
        }
    }

    /// Events are dated records, disputes are told somewhere, and the breakdown is one of the pack.
    fn chart_references(&mut self, chart: &ChartOf<'_>) {
        let dataset = self.dataset;
        for id in &chart.events {
            let is_dated =
                dataset.find(id).and_then(|id| dataset.record(id)).is_some_and(|record| record.when.is_some());
            if !is_dated && !self.unread.may_hold(id) {
                self.say("pack", "charts", id, format!("there is no dated record “{id}”"));
            }
        }
        for id in &chart.disputes {
            // What stands in no file at hand was judged with its own pack, whose records stay packed.
            if self.files.locate(id).is_none() || self.unread.may_hold(id) {
                continue;
            }
            let mut disputes = dataset.records.iter().flat_map(|record| &record.conflicts);
            if !disputes.any(|conflict| conflict.id.as_ref() == Some(id)) {
                self.say("pack", "charts", id, format!("no record names a dispute “{id}”"));
            }
        }
        if let Some(title) = &chart.breakdown
            && !dataset.pack.breakdowns.iter().any(|breakdown| breakdown.title == *title)
        {
            self.say("pack", "charts", title, format!("there is no breakdown “{title}”"));
        }
    }

    /// What reads alike in a list, and names with more letters than a chart has room for.
    pub(super) fn chart_names(&mut self) {
        let mut seen: HashMap<String, &Text<'_>> = HashMap::new();
        for chart in &self.dataset.pack.charts {
            let beginning = clip(&chart.title, TITLE).to_lowercase();
            if let Some(other) = seen.insert(beginning, &chart.title) {
                let message = format!("in {TITLE} columns this chart reads like another; tell them apart earlier");
                self.say_beside("pack", "charts", &chart.title, message, (other, THE_OTHER));
            }
            for (id, name, _) in chart.members.iter().filter(|(_, name, _)| width(name) > NAME) {
                let message = format!("“{name}” has more than {NAME} columns and is cut in a chart; say it shorter");
                self.say("pack", "charts", id, message);
            }
        }
    }
}

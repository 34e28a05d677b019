//! What goes with what is withdrawn: it is taken out of the lists that name it, and so are links to it; that is noted.

use std::collections::HashSet;

use super::super::instruction::Namespace;
use super::Laying;
use crate::data::Dataset;
use crate::data::check;
use crate::data::resolve::Parts;
use crate::data::text::Text;

impl<'a> Laying<'a> {
    /// Takes what is withdrawn, and the disputes that nothing names since, out of the lists that name it. A question or
    /// a card about nothing else goes with it.
    pub(super) fn drop_withdrawn(&mut self, parts: &mut Parts<'a>, disputes: &[Text<'a>]) {
        if parts.withdrawn.is_empty() {
            return;
        }
        let gone = parts.withdrawn.clone();
        let stays = |id: &Text<'_>| !gone.contains(id.as_str());
        let mut went = 0;
        parts.questions.change(
            |all| all,
            |all| {
                let before = all.len();
                for question in all.iter_mut() {
                    question.records.retain(stays);
                }
                all.retain(|question| !question.records.is_empty());
                went += before - all.len();
            },
        );
        parts.cards.change(
            |all| all,
            |all| {
                let before = all.len();
                all.retain(|card| stays(&card.record));
                went += before - all.len();
            },
        );
        parts.mains.change(
            |all| all,
            |all| {
                for question in all {
                    let points = question.body.iter_mut().map(|point| &mut point.records);
                    let ends = [&mut question.introduction.records, &mut question.conclusion.records];
                    points.chain(ends).for_each(|records| records.retain(stays));
                }
            },
        );
        let pack = &mut parts.pack;
        pack.changes.iter_mut().for_each(|change| change.records.retain(stays));
        pack.charts.retain_mut(|chart| chart.keep(|id| stays(id) && !disputes.contains(id)));
        for breakdown in &mut pack.breakdowns {
            breakdown.parts.retain(|(id, _)| stays(id));
            breakdown.total = breakdown.total.take().filter(stays);
        }
        pack.breakdowns.retain(|breakdown| !breakdown.parts.is_empty());
        for step in &mut pack.ladder {
            step.papers.retain(stays);
        }
        pack.ladder.retain(|step| stays(&step.record));
        for tour in &mut pack.tours {
            tour.stops.retain(|stop| stays(&stop.to));
        }
        pack.tours.retain(|tour| !tour.stops.is_empty());
        pack.summits = pack.summits.take().filter(stays);
        if went > 0 {
            let first =
                self.woven.things.iter().filter(|thing| thing.text.is_none()).find_map(|thing| thing.steps.last());
            let message = match went {
                1 => "one question or card goes with it: it is about nothing else".to_owned(),
                went => format!("{went} questions and cards go with it: they are about nothing else"),
            };
            self.notes.extend(first.map(|step| self.woven.problem(step.place, String::new(), message)));
        }
    }

    /// Notes each link that is dropped, for what it leads to is withdrawn.
    pub(super) fn dropped_links(&mut self, dataset: &Dataset<'_>, withdrawn: &HashSet<&str>) {
        if withdrawn.is_empty() {
            return;
        }
        for (_, item) in dataset.items() {
            let gone = |id: &str| withdrawn.contains(id) && dataset.find(id).is_none();
            for link in item.raw_links().iter().filter(|link| gone(&link.to)) {
                let mut things = self.woven.things.iter();
                let thing =
                    things.find(|thing| thing.key.namespace == Namespace::Items && thing.key.id == link.to.as_str());
                let Some(step) = thing.and_then(|thing| thing.steps.last()) else { continue };
                let message = format!("the link of “{}” to this is dropped", item.id());
                let note = self.woven.problem(step.place, link.to.to_string(), message);
                let there = check::link_place(dataset, &self.woven.files, item, link);
                self.notes.push(match there {
                    Some(place) => self.woven.translated(note.beside(place)),
                    None => note,
                });
            }
        }
    }
}

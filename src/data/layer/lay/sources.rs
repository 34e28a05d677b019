//! Sources that layers took away, or of which they left less, where what there was is still cited.

use std::collections::{BTreeMap, HashMap};

use super::super::instruction::Namespace;
use super::super::woven::Thing;
use super::Laying;
use crate::data::cite::{Cite, Cites};
use crate::data::origin::Deed;
use crate::data::pack::Source;
use crate::data::{Dataset, Item};

impl<'a> Laying<'a> {
    /// Tells of sources that layers withdrew, or of which less can be cited than could, where that is cited all the
    /// same by what was there before: every statement names its source.
    pub(super) fn missed_sources(&mut self, dataset: &Dataset<'a>) {
        let woven = self.woven;
        let last = |thing: &Thing| thing.steps.last().map_or(0, |step| step.layer);
        let is_changed = |thing: &&Thing| {
            thing.key.namespace == Namespace::Sources && thing.steps.iter().any(|step| step.deed != Deed::Added)
        };
        let changed: HashMap<&str, &Thing> =
            woven.things.iter().filter(is_changed).map(|thing| (thing.key.id.as_str(), thing)).collect();
        if changed.is_empty() {
            return;
        }
        // What a later layer says of a source that is gone is that one's fault, and told there.
        let touched: HashMap<&str, usize> = woven
            .things
            .iter()
            .filter(|thing| thing.key.namespace != Namespace::Sources)
            .map(|thing| (thing.key.id.as_str(), last(thing)))
            .collect();
        let mut missed: BTreeMap<&str, (String, usize)> = BTreeMap::new();
        each_use(dataset, &mut |who, cite| {
            let Some(thing) = changed.get(cite.source) else { return };
            let citable = dataset.pack.source(cite.source).map_or(0, Source::citable);
            let is_missed = cite.paragraphs.iter().any(|(_, to)| *to > citable);
            if !is_missed || touched.get(who).is_some_and(|layer| *layer > last(thing)) {
                return;
            }
            let first = || (format!("“{who}” cites {}", cite.paragraph_text()), 0);
            missed.entry(thing.key.id.as_str()).or_insert_with(first).1 += 1;
        });
        for (id, (first, count)) in missed {
            let Some(step) = changed.get(id).and_then(|thing| thing.steps.last()) else { continue };
            let more = if count > 1 { format!(" (and so {} times more)", count - 1) } else { String::new() };
            let message = if dataset.pack.source(id).is_none() {
                format!("“{id}” is withdrawn here, and {first} of it{more}; let that cite another source first")
            } else {
                format!(
                    "“{id}” has less to cite by this than it had, and {first} of it{more}; let that cite another first"
                )
            };
            self.problems.push(woven.problem(step.place, id.to_owned(), message));
        }
    }
}

/// Every cite of a pack, with the id of what cites.
fn each_use(dataset: &Dataset<'_>, visit: &mut dyn FnMut(&str, &Cite<'_>)) {
    let mut each = |who: &str, cites: &mut dyn Iterator<Item = &Cites<'_>>| {
        cites.flat_map(Cites::iter).flatten().for_each(|cite| visit(who, &cite));
    };
    for (_, item) in dataset.items() {
        let mut also: Vec<&Cites<'_>> = item.cites();
        if let Item::Series(series) = item {
            also.extend(series.points.iter().flat_map(|point| &point.also).map(|other| &other.cite));
        }
        each(item.id(), &mut also.into_iter());
    }
    for question in dataset.questions() {
        let items = question.items.iter().map(|item| &item.cite);
        each(&question.id, &mut items.chain([&question.cites]));
    }
    for card in dataset.cards() {
        each(&card.id, &mut [&card.cites].into_iter());
    }
    for question in dataset.mains() {
        let ends = [&question.introduction.cite, &question.conclusion.cite];
        let sourced = question.set.iter().chain(&question.worth_citing).map(|sourced| &sourced.1);
        each(&question.id, &mut ends.into_iter().chain(question.body.iter().map(|point| &point.cite)).chain(sourced));
    }
    for era in &dataset.pack.eras {
        each(&era.name, &mut era.cites.iter());
    }
    for step in &dataset.pack.ladder {
        each(&step.name, &mut step.cites.iter());
    }
    for stop in dataset.pack.tours.iter().flat_map(|tour| &tour.stops) {
        each(&stop.to, &mut stop.cites.iter());
    }
    for preset in &dataset.pack.exams {
        each(&preset.name, &mut [&preset.cite].into_iter());
    }
}

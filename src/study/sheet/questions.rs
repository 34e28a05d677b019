//! The likely questions of a sheet: written ones of the bank about its records, or on its topic.

use std::collections::HashSet;

use super::subjects::Subjects;
use super::{Likely, Statement, cited};
use crate::data::ItemId;
use crate::data::question::BankQuestion;
use crate::data::record::Weight;
use crate::data::text::Text;

/// Questions on a sheet about its records themselves, or on its topic.
const QUESTIONS: usize = 3;
/// With fewer than this, what is asked about their neighbours comes in.
const LEAST: usize = 2;
/// The difficulty that is asked first: neither what anybody knows nor what few do.
const USUAL: u8 = 2;

/// The questions, the likeliest first: each of another form and about another record, as far as that goes.
pub(super) fn questions<'d>(subjects: &Subjects<'d>) -> Vec<Likely<'d>> {
    let dataset = subjects.dataset;
    let mut ranked: Vec<(Rank, &BankQuestion<'_>)> = dataset
        .questions()
        .iter()
        .enumerate()
        .filter_map(|(at, question)| Some((rank(subjects, question, at)?, question)))
        // Few of them are told: what is unpacked to be looked at is given up again.
        .filter(|(_, question)| question.apart().as_ref().unwrap_or(question).right().is_some())
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let own = ranked.iter().filter(|(rank, _)| !rank.is_near).count();
    let most = if own >= LEAST { QUESTIONS.min(own) } else { LEAST };
    spread(ranked.into_iter().map(|(_, question)| question), most).into_iter().filter_map(answered).collect()
}

/// How likely a question is, what is likeliest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// Whether it is about a neighbour only.
    is_near: bool,
    /// Where its subject stands among those of the sheet, or how much it matters.
    place: (usize, Weight),
    /// How far it is from the usual difficulty.
    off: u8,
    /// Where it stands in the bank.
    at: usize,
}

fn rank(subjects: &Subjects<'_>, question: &BankQuestion<'_>, at: usize) -> Option<Rank> {
    // Of a huge pack few are on a topic, and what the others ask of is not looked up.
    if subjects.sector.as_ref().is_some_and(|sector| *question.topic != **sector) {
        return None;
    }
    let about: Vec<ItemId> = question.records.iter().filter_map(|record| subjects.dataset.find(record)).collect();
    let off = question.difficulty.abs_diff(USUAL);
    let first = about.first().and_then(|id| subjects.dataset.record(*id));
    let weight = first.map_or(Weight::Detail, |record| record.weight);
    if subjects.sector.is_some() {
        return Some(Rank { is_near: false, place: (0, weight), off, at });
    }
    // A question is above all about the first of its records.
    let of = |asked: &dyn Fn(ItemId) -> bool| about.iter().position(|id| asked(*id));
    if let Some(place) = of(&|id| subjects.items.contains(&id)) {
        return Some(Rank { is_near: false, place: (place, weight), off, at });
    }
    let is_near = |id: ItemId| subjects.near.iter().position(|near| near.item == id);
    let place = about.iter().take(1).find_map(|id| is_near(*id))?;
    Some(Rank { is_near: true, place: (place, weight), off, at })
}

/// So many of these, each of another form and about another record first.
fn spread<'d>(ranked: impl Iterator<Item = &'d BankQuestion<'d>>, most: usize) -> Vec<&'d BankQuestion<'d>> {
    let ranked: Vec<&BankQuestion<'_>> = ranked.collect();
    let mut chosen: Vec<usize> = Vec::new();
    let (mut forms, mut records) = (HashSet::new(), HashSet::new());
    for (at, question) in ranked.iter().enumerate() {
        let record = question.records.first().map(Text::as_str);
        if chosen.len() < most && !forms.contains(&question.form) && !records.contains(&record) {
            forms.insert(question.form);
            records.insert(record);
            chosen.push(at);
        }
    }
    for at in 0..ranked.len() {
        if chosen.len() < most && !chosen.contains(&at) {
            chosen.push(at);
        }
    }
    chosen.sort_unstable();
    chosen.into_iter().filter_map(|at| ranked.get(at).copied()).collect()
}

fn answered<'d>(question: &'d BankQuestion<'d>) -> Option<Likely<'d>> {
    let reason = Statement::new("", question.explanation.as_str(), cited([&question.cites]));
    Some(Likely { question, right: question.right()?, reason })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::bundled;
    use crate::study::sheet::{Gathering, Request};

    #[test]
    fn of_the_questions_on_a_topic_only_those_that_are_told_stay_unpacked() {
        let dataset = bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let topic = dataset.questions().first().map(|question| question.topic.to_string()).unwrap_or_default();
        let on_topic = dataset.questions().iter().filter(|question| *question.topic == *topic).count();
        let gathered = Gathering::new(&dataset, Request::Sector(topic)).finished(&dataset);
        let told = questions(&Subjects::new(&dataset, &gathered));
        let unpacked = dataset.questions().iter().filter(|question| question.apart().is_none()).count();
        assert!(!told.is_empty() && told.len() < on_topic, "{} of {on_topic}", told.len());
        assert_eq!(unpacked, told.len());
    }
}

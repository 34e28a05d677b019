//! The question of the main examination on a sheet: the likeliest of those written on its topic, or whose outlines name
//! its records. How one answers it is for [`crate::study::mains`].

use std::cmp::Reverse;

use hashbrown::HashSet;

use super::bearing::MOST;
use super::subjects::Subjects;
use super::{LikelyMains, Statement, cited};
use crate::data::ItemId;
use crate::data::mains::{MainsQuestion, Sourced};
use crate::data::pack::grade::Grade;

/// The likeliest question, if there is one: of a topic first what was really set, of records first what has most to do
/// with them.
pub(super) fn mains<'d>(subjects: &Subjects<'d>) -> Option<LikelyMains<'d>> {
    let items: HashSet<ItemId> = subjects.items.iter().copied().collect();
    let ranked = subjects.dataset.mains().iter().enumerate().filter_map(|(at, question)| {
        let named = question.all_records().filter_map(|(_, id)| subjects.dataset.find(id));
        let named = named.filter(|id| items.contains(id)).count();
        let form = usize::from(question.set.is_none());
        let rank = match &subjects.sector {
            Some(sector) => (question.topic == **sector).then_some((form, Reverse(named), Reverse(0), at))?,
            None => (named > 0).then_some((0, Reverse(named), Reverse(1 - form), at))?,
        };
        Some((rank, question))
    });
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, question)| outlined(subjects, question))
}

/// A question with where it was set and the names of its points.
fn outlined<'d>(subjects: &Subjects<'d>, question: &'d MainsQuestion<'d>) -> LikelyMains<'d> {
    let set = question.set.as_ref().map(|Sourced(examination, cites)| {
        let text = format!("Set in: {}.", examination.trim_end_matches('.'));
        Statement::new("", text, cited([cites]))
    });
    let points = question.labels().collect::<Vec<_>>().join("; ");
    let mut cites = cited(question.body.iter().map(|point| &point.cite));
    // Those on which most points rest.
    cites.sort_by_cached_key(|cite| {
        let rests = |cites: &crate::data::cite::Cites<'_>| cites.iter().flatten().any(|of| of.source == cite.source);
        let borne = question.body.iter().filter(|point| rests(&point.cite)).count();
        (Reverse(borne), subjects.dataset.pack.grade(cite.source).unwrap_or(Grade::D))
    });
    let more = cites.len().saturating_sub(MOST);
    cites.truncate(MOST);
    let outline = Statement { more, ..Statement::new("", format!("Points: {points}."), cites) };
    LikelyMains { question, set, outline }
}

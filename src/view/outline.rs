//! What the outline of a question of the main examination tells, passage by passage: for the screen and for print.

use super::citation::graded_name;
use super::document::layout::plain;
use super::document::notes;
use crate::data::cite::{Cites, by_source};
use crate::data::mains::{MainsQuestion, OutlinePart, OutlinePoint, Sourced};
use crate::data::text::Text;
use crate::data::{Dataset, ItemId};

/// What a passage of an outline is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// What question and directive ask for.
    Wants,
    /// How an answer may begin.
    Introduction,
    /// A point, by its label.
    Point(String),
    /// How it may end.
    Conclusion,
    /// Something worth citing.
    Worth,
    /// What answers get wrong.
    Mistake,
    /// A source with its grade, by its number.
    Source(usize),
}

impl Place {
    /// What stands above passages of this sort.
    #[must_use]
    pub fn heading(&self) -> &'static str {
        match self {
            Self::Wants => "What it wants",
            Self::Introduction => "Introduction",
            Self::Point(_) => "Points",
            Self::Conclusion => "Conclusion",
            Self::Worth => "Worth citing",
            Self::Mistake => "Mistakes to avoid",
            Self::Source(_) => "Sources",
        }
    }
}

/// A passage with what it rests on.
#[derive(Clone, Debug)]
pub struct Passage {
    /// What it is.
    pub place: Place,
    /// What it says, with the numbers of its sources.
    pub text: String,
    /// The records that it names.
    pub records: Vec<ItemId>,
}

/// The passages of an outline, in the order in which it is read, the sources last.
#[must_use]
pub fn passages<'d>(dataset: &'d Dataset<'d>, question: &'d MainsQuestion<'d>) -> Vec<Passage> {
    let MainsQuestion { introduction, body, conclusion, worth_citing, mistakes, wants, .. } = question;
    let cites = [&introduction.cite].into_iter().chain(body.iter().map(|point| &point.cite));
    let cites = cites.chain([&conclusion.cite]).chain(worth_citing.iter().map(|Sourced(_, cites)| cites));
    let sources = by_source(cites.flat_map(Cites::iter).flatten());
    let passage = |place, text: &str, records: &[Text<'_>], cites: Option<&'d Cites<'d>>| Passage {
        place,
        text: format!("{text}{}", plain(&notes(&sources, cites))),
        records: records.iter().filter_map(|id| dataset.find(id)).collect(),
    };
    let end = |place, part: &'d OutlinePart<'d>| passage(place, &part.text, &part.records, Some(&part.cite));
    let mut all = vec![passage(Place::Wants, wants, &[], None), end(Place::Introduction, introduction)];
    let point = |point: &'d OutlinePoint<'d>| {
        passage(Place::Point(point.label.to_string()), &point.text, &point.records, Some(&point.cite))
    };
    all.extend(body.iter().map(point));
    all.push(end(Place::Conclusion, conclusion));
    all.extend(worth_citing.iter().map(|Sourced(text, cites)| passage(Place::Worth, text, &[], Some(cites))));
    all.extend(mistakes.iter().map(|text| passage(Place::Mistake, text, &[], None)));
    all.extend(
        (1..)
            .zip(&sources)
            .map(|(number, cite)| passage(Place::Source(number), &graded_name(dataset, cite), &[], None)),
    );
    all
}

/// Where a question was really set, with the source of that; nothing for one in its form.
#[must_use]
pub fn set_in(dataset: &Dataset<'_>, question: &MainsQuestion<'_>) -> Option<String> {
    let Sourced(examination, cites) = question.set.as_ref()?;
    let sources = cites.iter().flatten().map(|cite| {
        let source = dataset.pack.source(cite.source);
        source.map_or_else(|| cite.to_string(), |source| format!("{}: {}", source.graded_byline(), source.title))
    });
    Some(format!("Set in: {examination} [{}]", sources.collect::<Vec<_>>().join("; ")))
}

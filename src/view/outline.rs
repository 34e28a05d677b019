//! What the outline of a question of the main examination tells, passage by passage: for the screen and for print.

use super::citation::sources;
use crate::data::cite::Cites;
use crate::data::mains::{MainsQuestion, OutlinePart, Sourced};
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
        }
    }
}

/// A passage with what it rests on.
#[derive(Clone, Debug)]
pub struct Passage {
    /// What it is.
    pub place: Place,
    /// What it says.
    pub text: String,
    /// The records that it names.
    pub records: Vec<ItemId>,
    /// Its sources, each with its grade.
    pub sources: Vec<String>,
}

/// The passages of an outline, in the order in which it is read.
#[must_use]
pub fn passages<'d>(dataset: &'d Dataset<'d>, question: &MainsQuestion<'d>) -> Vec<Passage> {
    let passage = |place, text: &str, records: &[Text<'_>], cites: Option<&Cites<'d>>| Passage {
        place,
        text: text.to_owned(),
        records: records.iter().filter_map(|id| dataset.find(id)).collect(),
        sources: cites.map_or_else(Vec::new, |cites| sources(dataset, &[cites])),
    };
    let end = |place, part: &OutlinePart<'d>| passage(place, &part.text, &part.records, Some(&part.cite));
    let mut all =
        vec![passage(Place::Wants, &question.wants, &[], None), end(Place::Introduction, &question.introduction)];
    all.extend(
        question.body.iter().map(|point| {
            passage(Place::Point(point.label.to_string()), &point.text, &point.records, Some(&point.cite))
        }),
    );
    all.push(end(Place::Conclusion, &question.conclusion));
    all.extend(question.worth_citing.iter().map(|Sourced(text, cites)| passage(Place::Worth, text, &[], Some(cites))));
    all.extend(question.mistakes.iter().map(|text| passage(Place::Mistake, text, &[], None)));
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

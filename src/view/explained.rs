//! Why the answer to a question of a paper is right: each reason with the numbers of its sources, and these sources by
//! name, of one question for the screen or of a whole key for print. As plain text a key names sources by their ids
//! ([`crate::study::exam::print`]).

use super::citation::graded_name;
use super::document::layout::plain;
use super::document::notes;
use crate::data::Dataset;
use crate::data::cite::{Cite, Cites, by_source};
use crate::study::exam::{Note, Question};

/// The reasons of a question, in the order of its key, with the numbers of what they rest on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explained {
    /// What is said of each line or option.
    pub reasons: Vec<String>,
    /// What there is to be learnt of it.
    pub explanation: Option<String>,
}

/// Those of some questions, and after them the sources by name and grade, in the order of their numbers.
#[must_use]
pub fn explained(dataset: &Dataset<'_>, questions: &[&Question]) -> (Vec<Explained>, Vec<String>) {
    let cites: Vec<Vec<Vec<Cites<'_>>>> = questions.iter().map(|question| cites_of(question)).collect();
    let all = cites.iter().flatten().flatten();
    let sources: Vec<Cite<'_>> = by_source(all.flat_map(Cites::iter).flatten());
    let told = |(question, cites): (&&Question, &Vec<Vec<Cites<'_>>>)| {
        let told = |(note, cites): (&Note, &Vec<Cites<'_>>)| {
            format!("{}{}", note.text.trim_end(), plain(&notes(&sources, cites)))
        };
        let mut reasons: Vec<String> = notes_of(question).zip(cites).map(told).collect();
        let explanation = question.explanation.as_ref().and_then(|_| reasons.pop());
        Explained { reasons, explanation }
    };
    let each = questions.iter().zip(&cites).map(told).collect();
    (each, sources.iter().map(|cite| graded_name(dataset, cite)).collect())
}

/// Every note of the key to a question, what there is to be learnt last.
fn notes_of(question: &Question) -> impl Iterator<Item = &Note> {
    question.notes.iter().chain(&question.explanation)
}

/// What each of them cites.
fn cites_of(question: &Question) -> Vec<Vec<Cites<'_>>> {
    notes_of(question).map(|note| note.cites.iter().map(|cite| Cites::from(cite.as_str())).collect()).collect()
}

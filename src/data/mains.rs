//! Questions in the form of the main examination: what is asked, and the outline that a strict teacher would give back.
//!
//! An answer is a text of the reader's own; what can be held against it is the outline, point by point. What such a
//! question must be is for [`super::check`]; how one answers it, and what is kept of that, for [`crate::study::mains`].

use serde::{Deserialize, Serialize};

use super::cite::Cites;
use super::text::Text;

use crate::text::counted;

/// A question to be answered in a text of so many words.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MainsQuestion<'a> {
    /// Unique over the file, kebab-case, and never changed: answers are kept by it.
    #[serde(borrow)]
    pub id: Text<'a>,
    /// The sector of the pack that it counts for.
    pub topic: Text<'a>,
    /// The line of a syllabus that it serves, where an exam has one.
    #[serde(default)]
    pub syllabus: Option<Text<'a>>,
    /// What a full answer brings.
    pub marks: u16,
    /// How many words one has for it.
    pub words: u16,
    /// What one is told to do: “Critically examine”.
    pub directive: Text<'a>,
    /// The question, with its directive.
    pub question: Text<'a>,
    /// The examination it was really set in, and where that is said; nothing for a question in its form.
    #[serde(default)]
    pub set: Option<Sourced<'a>>,
    /// What question and directive ask for, and how the parts are to be weighed.
    pub wants: Text<'a>,
    /// How an answer may begin.
    pub introduction: OutlinePart<'a>,
    /// The points of an answer, in order.
    pub body: Vec<OutlinePoint<'a>>,
    /// How it may end.
    pub conclusion: OutlinePart<'a>,
    /// Figures, quotations and documents that lift an answer.
    pub worth_citing: Vec<Sourced<'a>>,
    /// What answers to this question usually get wrong.
    pub mistakes: Vec<Text<'a>>,
}

/// A text with its source: `("…", "brief ¶3")`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Sourced<'a>(
    /// What is said.
    #[serde(borrow)]
    pub Text<'a>,
    /// Where it is said.
    pub Cites<'a>,
);

/// The beginning or the end of an outline.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OutlinePart<'a> {
    /// What it says.
    #[serde(borrow)]
    pub text: Text<'a>,
    /// Ids of the records it rests on.
    #[serde(default)]
    pub records: Vec<Text<'a>>,
    /// Where that is said; an end that only weighs what was said may have none.
    #[serde(default)]
    pub cite: Cites<'a>,
}

/// One argument of an outline.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OutlinePoint<'a> {
    /// A name of a few words, unique in the question: what was in an answer is kept by it.
    #[serde(borrow)]
    pub label: Text<'a>,
    /// The argument with its evidence.
    pub text: Text<'a>,
    /// Ids of the records it rests on.
    #[serde(default)]
    pub records: Vec<Text<'a>>,
    /// Where that is said.
    pub cite: Cites<'a>,
}

impl<'a> MainsQuestion<'a> {
    /// `15 marks, 250 words`.
    #[must_use]
    pub fn measure(&self) -> String {
        format!("{}, {}", counted(self.marks, "mark"), counted(self.words, "word"))
    }

    /// The names of its points, in order.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.body.iter().map(|point| point.label.as_str())
    }

    /// Every record that its outline names, with what part names it.
    pub fn all_records(&self) -> impl Iterator<Item = (String, &Text<'a>)> {
        let ends = [("introduction", &self.introduction), ("conclusion", &self.conclusion)];
        let ends = ends.into_iter().flat_map(|(part, end)| end.records.iter().map(move |id| (part.to_owned(), id)));
        let points = self.body.iter().enumerate();
        ends.chain(points.flat_map(|(at, point)| point.records.iter().map(move |id| (format!("body[{at}]"), id))))
    }

    /// Every text in the pack's own words, and which part it is: not a question that was set elsewhere.
    pub(super) fn each_own_text<'r>(&'r self, visit: &mut dyn FnMut(&str, &'r Text<'a>)) {
        if self.set.is_none() {
            visit("question", &self.question);
        }
        visit("wants", &self.wants);
        visit("introduction", &self.introduction.text);
        for (at, point) in self.body.iter().enumerate() {
            visit(&format!("body[{at}]"), &point.text);
        }
        visit("conclusion", &self.conclusion.text);
        for (at, Sourced(text, _)) in self.worth_citing.iter().enumerate() {
            visit(&format!("worth_citing[{at}]"), text);
        }
        for (at, text) in self.mistakes.iter().enumerate() {
            visit(&format!("mistakes[{at}]"), text);
        }
    }
}

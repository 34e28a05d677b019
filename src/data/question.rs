//! Written questions: the bank from which papers are set, as data with its sources.
//!
//! A question says what is asked, which of its items hold and why, and what is to be learnt from it. Its options and
//! its key are not written but follow from that, so that the two can never contradict each other. What a good bank must
//! be is for [`super::check`]; who sits a paper and how it is marked is for [`crate::study::exam`].

pub(super) mod packed;

use std::ops::Deref;

use serde::{Deserialize, Serialize};

use self::packed::Packed;
use super::cite::Cites;
use super::text::Text;

/// How a written question is put.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[serde(deny_unknown_fields)]
pub enum QuestionForm {
    /// How many of three or four statements are correct.
    HowMany,
    /// Which of the statements are correct.
    Which,
    /// How many of some pairs are correctly matched.
    Pairs,
    /// Two statements, and whether the second explains the first.
    Explains,
    /// In which order things happened.
    Order,
    /// Which one answer is right.
    Best,
}

impl QuestionForm {
    /// Every form.
    pub const ALL: [Self; 6] = [Self::HowMany, Self::Which, Self::Pairs, Self::Explains, Self::Order, Self::Best];

    /// The words shown for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::HowMany => "How many are correct",
            Self::Which => "Which are correct",
            Self::Pairs => "Pairs",
            Self::Explains => "Statement I and Statement II",
            Self::Order => "Chronological order",
            Self::Best => "Single answer",
        }
    }

    /// What is asked of the items; nothing where the stem asks.
    #[must_use]
    pub fn ask(self) -> &'static str {
        match self {
            Self::HowMany => "How many of the statements given above are correct?",
            Self::Which => "Which of the statements given above is/are correct?",
            Self::Pairs => "How many of the pairs given above are correctly matched?",
            Self::Explains => "Which one of the following is correct in respect of the above statements?",
            Self::Order => "Which is the correct chronological order, from the earliest?",
            Self::Best => "",
        }
    }

    /// How a line is named, from 0: `1` or, where the options name statements so, `I`.
    #[must_use]
    pub fn line_name(self, line: usize) -> String {
        const ROMAN: [&str; OPTIONS] = ["I", "II", "III", "IV"];
        match self {
            Self::Explains | Self::Which => ROMAN.get(line).copied().unwrap_or("?").to_owned(),
            Self::HowMany | Self::Pairs | Self::Order | Self::Best => (line + 1).to_string(),
        }
    }
}

/// A written question.
///
/// Its head, by which papers are put together, is at hand at once; its [`Wording`], to which it dereferences, is unpacked
/// when it is first asked for, because most of a bank is not in the paper.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Written<'a>", bound(deserialize = "'de: 'a"))]
pub struct BankQuestion<'a> {
    /// Unique over the bank.
    pub id: Text<'a>,
    /// How it is put.
    pub form: QuestionForm,
    /// From 1, what anybody should know, to 3, what few do.
    pub difficulty: u8,
    /// The sector of the pack that it counts for.
    pub topic: Text<'a>,
    /// The line of a syllabus that it serves, where an exam has one.
    pub syllabus: Option<Text<'a>>,
    /// Ids of the records it is about, the most important first.
    pub records: Vec<Text<'a>>,
    wording: Packed<'a>,
}

/// What a question says.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Wording<'a> {
    /// What stands above the items, or the whole question.
    #[serde(borrow)]
    pub stem: Text<'a>,
    /// Statements, pairs, things to order, or four answers.
    pub items: Vec<QuestionItem<'a>>,
    /// For [`QuestionForm::Which`] and [`QuestionForm::Order`]: four options, each the numbers of items from 1.
    pub choices: Vec<Vec<u8>>,
    /// For [`QuestionForm::Explains`], where both statements hold: whether the second explains the first.
    pub explains: Option<bool>,
    /// What is to be learnt from it, in two to four sentences.
    pub explanation: Text<'a>,
    /// What the explanation rests on.
    pub cites: Cites<'a>,
}

impl<'a> Deref for BankQuestion<'a> {
    type Target = Wording<'a>;

    fn deref(&self) -> &Wording<'a> {
        self.wording.get()
    }
}

/// A written question.
///
/// As a pack's file writes it: head and wording in one. The comments of its fields are what authors of packs are told.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "BankQuestion")]
struct Written<'a> {
    /// Unique over the bank, kebab-case, and never changed: answers are kept by it.
    #[serde(borrow)]
    id: Text<'a>,
    /// How it is put.
    form: QuestionForm,
    /// From 1, what anybody should know, to 3, what few do.
    difficulty: u8,
    /// The sector of the pack that it counts for.
    topic: Text<'a>,
    /// The line of a syllabus that it serves, where an exam has one.
    #[serde(default)]
    syllabus: Option<Text<'a>>,
    /// Ids of the records it is about, the most important first.
    records: Vec<Text<'a>>,
    /// What stands above the items, or the whole question.
    stem: Text<'a>,
    /// Statements, pairs, things to order, or four answers.
    items: Vec<QuestionItem<'a>>,
    /// For [`QuestionForm::Which`] and [`QuestionForm::Order`]: four options, each the numbers of items from 1.
    #[serde(default)]
    choices: Vec<Vec<u8>>,
    /// For [`QuestionForm::Explains`], where both statements hold: whether the second explains the first.
    #[serde(default)]
    explains: Option<bool>,
    /// What is to be learnt from it, in two to four sentences.
    explanation: Text<'a>,
    /// What the explanation rests on.
    cites: Cites<'a>,
}

impl<'a> From<Written<'a>> for BankQuestion<'a> {
    fn from(written: Written<'a>) -> Self {
        let Written { id, form, difficulty, topic, syllabus, records, .. } = written;
        let Written { stem, items, choices, explains, explanation, cites, .. } = written;
        let wording = Packed::from(Wording { stem, items, choices, explains, explanation, cites });
        Self { id, form, difficulty, topic, syllabus, records, wording }
    }
}

/// A statement, a pair, a thing to order or an answer.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionItem<'a> {
    /// What it says; the left side of a pair.
    #[serde(borrow)]
    pub text: Text<'a>,
    /// The right side of a pair.
    #[serde(default)]
    pub with: Option<Text<'a>>,
    /// Whether it is correct.
    #[serde(default)]
    pub holds: bool,
    /// Its place in the right order, from 1.
    #[serde(default)]
    pub place: Option<u8>,
    /// Why it is right or wrong, in a sentence.
    pub why: Text<'a>,
    /// Where that is said.
    pub cite: Cites<'a>,
}

/// How many options a question has.
pub const OPTIONS: usize = 4;

/// The options where three statements are counted.
pub const COUNTS_OF_THREE: [&str; OPTIONS] = ["Only one", "Only two", "All three", "None"];
/// The options where four statements are counted.
pub const COUNTS_OF_FOUR: [&str; OPTIONS] = ["Only one", "Only two", "Only three", "All four"];
/// The options where three pairs are counted.
pub const PAIRS_OF_THREE: [&str; OPTIONS] = ["Only one pair", "Only two pairs", "All three pairs", "None of the pairs"];
/// The options where four pairs are counted.
pub const PAIRS_OF_FOUR: [&str; OPTIONS] = ["Only one pair", "Only two pairs", "Only three pairs", "All four pairs"];
/// The options of a question about two statements.
const EXPLANATIONS: [&str; OPTIONS] = [
    "Both Statement I and Statement II are correct and Statement II explains Statement I",
    "Both Statement I and Statement II are correct but Statement II does not explain Statement I",
    "Statement I is correct but Statement II is not correct",
    "Statement I is not correct but Statement II is correct",
];

impl BankQuestion<'_> {
    /// What a line of the question says; the answers of a single answer are options, not lines.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let line = |item: &QuestionItem<'_>| match &item.with {
            Some(with) => format!("{} : {with}", item.text),
            None => item.text.to_string(),
        };
        if self.form == QuestionForm::Best { Vec::new() } else { self.items.iter().map(line).collect() }
    }

    /// The options, in order.
    #[must_use]
    pub fn options(&self) -> Vec<String> {
        let fixed = |options: [&str; OPTIONS]| options.map(str::to_owned).to_vec();
        let of_three = self.items.len() == 3;
        match self.form {
            QuestionForm::HowMany => fixed(if of_three { COUNTS_OF_THREE } else { COUNTS_OF_FOUR }),
            QuestionForm::Pairs => fixed(if of_three { PAIRS_OF_THREE } else { PAIRS_OF_FOUR }),
            QuestionForm::Explains => fixed(EXPLANATIONS),
            QuestionForm::Which => self.choices.iter().map(|choice| self.named(choice)).collect(),
            QuestionForm::Order => self.choices.iter().map(|choice| joined(choice, " – ")).collect(),
            QuestionForm::Best => self.items.iter().map(|item| item.text.to_string()).collect(),
        }
    }

    /// `I only`, `I and III only`, `I, II and III`.
    fn named(&self, choice: &[u8]) -> String {
        let names: Vec<String> =
            choice.iter().map(|number| self.form.line_name(usize::from(*number).saturating_sub(1))).collect();
        let all = names.len() == self.items.len();
        let only = if all { "" } else { " only" };
        match names.as_slice() {
            [] => "None".to_owned(),
            [one] => format!("{one}{only}"),
            [before @ .., last] => format!("{} and {last}{only}", before.join(", ")),
        }
    }

    /// The option that is right, if exactly one is.
    #[must_use]
    pub fn right(&self) -> Option<usize> {
        let correct = self.items.iter().filter(|item| item.holds).count();
        let of_three = self.items.len() == 3;
        match self.form {
            QuestionForm::HowMany | QuestionForm::Pairs if of_three => Some(correct.checked_sub(1).unwrap_or(3)),
            QuestionForm::HowMany | QuestionForm::Pairs => correct.checked_sub(1),
            QuestionForm::Explains => match self.items.iter().map(|item| item.holds).collect::<Vec<_>>().as_slice() {
                [true, true] => Some(usize::from(self.explains != Some(true))),
                [true, false] => Some(2),
                [false, true] => Some(3),
                _ => None,
            },
            QuestionForm::Which => {
                let wanted: Vec<u8> = (1..).zip(&self.items).filter(|(_, item)| item.holds).map(|(at, _)| at).collect();
                only(self.choices.iter().map(|choice| *choice == wanted))
            }
            QuestionForm::Order => {
                let mut wanted: Vec<(u8, u8)> =
                    (1..).zip(&self.items).filter_map(|(at, item)| Some((item.place?, at))).collect();
                wanted.sort_unstable();
                let wanted: Vec<u8> = wanted.into_iter().map(|(_, at)| at).collect();
                only(self.choices.iter().map(|choice| *choice == wanted))
            }
            QuestionForm::Best => only(self.items.iter().map(|item| item.holds)),
        }
    }

    /// All its cites, in the order a reader meets them.
    pub fn all_cites(&self) -> impl Iterator<Item = &Cites<'_>> {
        self.items.iter().map(|item| &item.cite).chain([&self.cites])
    }
}

/// The number of the only one that fits.
fn only(fits: impl Iterator<Item = bool>) -> Option<usize> {
    let mut fitting = fits.enumerate().filter(|(_, fits)| *fits).map(|(at, _)| at);
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

fn joined(numbers: &[u8], by: &str) -> String {
    numbers.iter().map(u8::to_string).collect::<Vec<_>>().join(by)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(form: &str, items: &str, rest: &str) -> BankQuestion<'static> {
        let text = format!(
            "(id: \"q\", form: {form}, difficulty: 2, topic: \"Sea\", syllabus: \"GS II\", records: [\"r\"], \
             stem: \"S\", items: [{items}], {rest} explanation: \"E\", cites: \"brief ¶1\")"
        );
        crate::data::load::options().from_str(text.leak()).unwrap()
    }

    fn items(holds: &[bool]) -> String {
        let one = |holds: &bool| format!("(text: \"a\", holds: {holds}, why: \"w\", cite: \"brief ¶1\")");
        holds.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    fn right(form: &str, holds: &[bool], rest: &str) -> Option<String> {
        let question = question(form, &items(holds), rest);
        question.right().and_then(|right| question.options().get(right).cloned())
    }

    #[test]
    fn the_key_of_a_count_is_how_many_hold() {
        for form in ["HowMany", "Pairs"] {
            assert!(right(form, &[true, false, true], "").unwrap().starts_with("Only two"));
            assert!(right(form, &[false, false, false], "").unwrap().starts_with("None"));
            assert!(right(form, &[true; 4], "").unwrap().starts_with("All four"));
            assert_eq!(right(form, &[false; 4], ""), None, "no option says none of four");
        }
    }

    #[test]
    fn the_key_of_a_choice_is_the_statements_that_hold() {
        let choices = "choices: [[1], [1, 2], [2, 3], [1, 2, 3]],";
        assert_eq!(right("Which", &[true, true, false], choices).unwrap(), "I and II only");
        assert_eq!(right("Which", &[true, true, true], choices).unwrap(), "I, II and III");
        assert_eq!(right("Which", &[true, false, false], choices).unwrap(), "I only");
        assert_eq!(right("Which", &[true, false, true], choices), None, "no option says so");
    }

    #[test]
    fn the_key_of_two_statements_is_whether_they_hold_and_explain() {
        let told = |holds: [bool; 2], rest| question("Explains", &items(&holds), rest).right();
        assert_eq!(told([true, true], "explains: true,"), Some(0));
        assert_eq!(told([true, true], "explains: false,"), Some(1));
        assert_eq!(
            (told([true, false], ""), told([false, true], ""), told([false, false], "")),
            (Some(2), Some(3), None)
        );
    }

    #[test]
    fn the_key_of_an_order_follows_from_the_places() {
        let items =
            [3, 1, 2].map(|at| format!("(text: \"a\", place: {at}, why: \"w\", cite: \"brief ¶1\")")).join(", ");
        let question = question("Order", &items, "choices: [[1, 2, 3], [2, 3, 1], [3, 2, 1], [1, 3, 2]],");
        assert_eq!((question.right(), question.options()[1].as_str()), (Some(1), "2 – 3 – 1"));
    }

    #[test]
    fn one_answer_alone_is_right() {
        assert_eq!(question("Best", &items(&[false, true, false, false]), "").right(), Some(1));
        assert_eq!(question("Best", &items(&[true, true, false, false]), "").right(), None);
    }

    #[test]
    fn a_pair_is_told_on_one_line() {
        let pair = "(text: \"JIMEX\", with: \"navies\", holds: true, why: \"w\", cite: \"brief ¶1\")";
        let question = question("Pairs", &[pair; 3].join(", "), "");
        assert_eq!((question.lines()[0].as_str(), question.form.line_name(0).as_str()), ("JIMEX : navies", "1"));
    }
}

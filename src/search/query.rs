//! The query language: one parser for the finder, the filter and the command line.
//!
//! Words are joined by *and* in any order; the signs and fields stand in [`super::help::SYNTAX`].
//! Parsing never fails, because a query is parsed after every key: a term that may yet become one by what is typed next
//! is left out, any other that does not read finds nothing, and either is told of in one line. Who asks once, on the
//! command line, is refused by [`Query::fault`]. How a query is taken apart is in [`parser`]; what a word fits is for
//! [`crate::search::engine::term`], what a field means for [`super::predicate::field`].

mod parser;
mod scripts;
mod tokens;

use super::predicate::field::Field;
use crate::data::Pack;
use crate::search::engine::term::Mode;
use crate::text::fold::fold;

/// A query as typed, taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    pub(crate) clauses: Vec<Clause>,
    notice: Option<String>,
    /// The first thing in it that does not read.
    fault: Option<String>,
    /// Plain words, folded and as typed, where these differ.
    typed: Vec<(String, String)>,
    /// What is to be said of terms that ask for more than a word, though no sign says so.
    readings: Vec<String>,
}

/// What must hold of an item: at least one of these.
pub(crate) type Clause = Vec<Term>;

/// A word or a field, or the absence of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Term {
    pub(crate) negated: bool,
    pub(crate) test: Test,
}

/// What is asked of an item.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    /// Folded text that must stand in it.
    Word(String, Mode),
    /// A field that must have a value.
    Field(Field),
    /// What does not read, which nothing has.
    Nothing,
}

impl Query {
    /// Reads a query. `pack` names the sectors and sources that fields may ask for.
    #[must_use]
    pub fn parse(text: &str, pack: &Pack<'_>) -> Self {
        parser::parse(text, pack)
    }

    /// Why it does not ask what was typed: a term that does not read, or not yet. What it finds all the same is for a
    /// screen, whose reader types on.
    #[must_use]
    pub fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    /// Whether a term of it reads as nothing, so that what is found is no answer.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        self.terms().any(|term| term.test == Test::Nothing)
    }

    /// What the query lacks, in one line for the reader.
    #[must_use]
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// As what terms were read that look like words, each in a few words.
    pub(crate) fn readings(&self) -> &[String] {
        &self.readings
    }

    /// A folded plain word as it was typed.
    pub(crate) fn as_typed<'q>(&'q self, folded: &'q str) -> &'q str {
        self.typed.iter().find(|(word, _)| word == folded).map_or(folded, |(_, typed)| typed)
    }

    /// What was typed as one and is several words, as `us-2` is, folded.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = &str> {
        self.typed.iter().map(|(folded, _)| folded.as_str()).filter(|folded| folded.contains(' '))
    }

    /// A clause of words as it was typed, more or less: its words, those of a phrase in quotation marks.
    pub(crate) fn clause_as_typed(&self, clause: &Clause) -> String {
        let term = |term: &Term| match &term.test {
            Test::Word(word, Mode::Phrase | Mode::OpenPhrase) => format!("\"{word}\""),
            Test::Word(word, Mode::Exact) => format!("'{word}"),
            Test::Word(word, Mode::Start) => format!("^{word}"),
            Test::Word(word, Mode::End) => format!("{word}$"),
            Test::Word(word, _) => self.as_typed(word).to_owned(),
            Test::Field(_) | Test::Nothing => String::new(),
        };
        clause.iter().map(term).collect::<Vec<_>>().join(" | ")
    }

    /// The same query of some of its clauses alone.
    pub(crate) fn of(&self, is_kept: impl Fn(&Clause) -> bool) -> Self {
        let clauses = self.clauses.iter().filter(|clause| is_kept(clause)).cloned().collect();
        Self { clauses, ..self.clone() }
    }

    /// The same query where each plain word that is unknown and may be several words is those, if any is.
    pub(crate) fn parted(&self, is_unknown: impl Fn(&str) -> bool) -> Option<Self> {
        let (mut clauses, mut typed) = (Vec::new(), self.typed.clone());
        for clause in &self.clauses {
            let plain = match words_of(clause).as_deref() {
                Some([(word, Mode::Fuzzy)]) if is_unknown(word) => Some(*word),
                _ => None,
            };
            let parts = plain.map(|word| scripts::parts(self.as_typed(word))).unwrap_or_default();
            if parts.len() < 2 {
                clauses.push(clause.clone());
                continue;
            }
            for part in parts {
                let folded = fold(part);
                typed.extend((folded != part).then(|| (folded.clone(), part.to_owned())));
                clauses.push(vec![Term { negated: false, test: Test::Word(folded, Mode::Fuzzy) }]);
            }
        }
        let is_parted = (self.clauses.len() + 1..=parser::MAX_CLAUSES).contains(&clauses.len());
        is_parted.then(|| Self { clauses, typed, ..self.clone() })
    }

    /// Whether it asks for nothing, so that everything is found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// Whether it asks that something be of a time.
    pub(crate) fn asks_time(&self) -> bool {
        self.terms().any(|term| !term.negated && matches!(&term.test, Test::Field(field) if field.asks_time()))
    }

    /// Whether what is the reader's own decides anything.
    #[must_use]
    pub fn asks_own(&self) -> bool {
        self.terms().any(|term| matches!(&term.test, Test::Field(field) if field.asks_own()))
    }

    /// Whether it asks for what sources disagree on.
    #[must_use]
    pub(crate) fn asks_dispute(&self) -> bool {
        self.fields().any(|field| matches!(field, Field::Conflict))
    }

    /// The words that must stand in an item, in the order typed.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, Mode)> {
        self.terms().filter(|term| !term.negated).filter_map(|term| match &term.test {
            Test::Word(word, mode) => Some((word.as_str(), *mode)),
            Test::Field(_) | Test::Nothing => None,
        })
    }

    /// The fields that must have their value, in the order typed.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.terms().filter(|term| !term.negated).filter_map(|term| match &term.test {
            Test::Field(field) => Some(field),
            Test::Word(..) | Test::Nothing => None,
        })
    }

    fn terms(&self) -> impl Iterator<Item = &Term> {
        self.clauses.iter().flatten()
    }
}

/// The words of a clause that asks for nothing but words.
pub(crate) fn words_of(clause: &Clause) -> Option<Vec<(&str, Mode)>> {
    clause
        .iter()
        .map(|term| match &term.test {
            Test::Word(word, mode) if !term.negated => Some((word.as_str(), *mode)),
            _ => None,
        })
        .collect()
}

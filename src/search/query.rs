//! The query language: one parser for the finder, the filter and the command line.
//!
//! Words are joined by *and* in any order; the signs and fields stand in [`super::help::SYNTAX`].
//! Parsing never fails: what does not read yet is left out and told of in one line, because a query
//! is parsed after every key. What a word fits is for [`crate::search::engine::term`], what a field means for
//! [`super::predicate::field`].

use super::predicate::field::{self, Field};
use crate::data::Pack;
use crate::search::engine::term::Mode;
use crate::text::fold::fold;
use crate::text::sanitised;

/// The longest query read, in bytes; nobody types more, and a paste must not hang the program.
const MAX_QUERY: usize = 1000;
/// The most clauses read.
const MAX_CLAUSES: usize = 32;

/// The most alternatives read in one of them.
const MAX_ALTERNATIVES: usize = 16;

/// A query as typed, taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    pub(crate) clauses: Vec<Clause>,
    notice: Option<String>,
    /// Plain words, folded and as typed, where these differ.
    typed: Vec<(String, String)>,
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
}

impl Query {
    /// Reads a query. `pack` names the sectors and sources that fields may ask for.
    #[must_use]
    pub fn parse(text: &str, pack: &Pack<'_>) -> Self {
        let mut end = text.len().min(MAX_QUERY);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let mut parser = Parser { pack, clauses: Vec::new(), notice: None, typed: Vec::new(), alternative: false };
        let mut rest = text.get(..end).unwrap_or_default();
        while let Some((token, after)) = next_token(rest) {
            rest = after;
            parser.token(&token);
        }
        if parser.alternative {
            parser.note("something is missing after |".to_owned());
        }
        if end < text.len() || parser.clauses.len() > MAX_CLAUSES {
            parser.clauses.truncate(MAX_CLAUSES);
            parser.note("the query is too long; its end is not searched for".to_owned());
        }
        if parser.clauses.is_empty() && !text.trim().is_empty() {
            parser.note("there is no word in this yet".to_owned());
        }
        Self { clauses: parser.clauses, notice: parser.notice, typed: parser.typed }
    }

    /// What the query lacks, in one line for the reader.
    #[must_use]
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// A folded plain word as it was typed.
    pub(crate) fn as_typed<'q>(&'q self, folded: &'q str) -> &'q str {
        self.typed.iter().find(|(word, _)| word == folded).map_or(folded, |(_, typed)| typed)
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

    /// The words that must stand in an item, in the order typed.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, Mode)> {
        self.terms().filter(|term| !term.negated).filter_map(|term| match &term.test {
            Test::Word(word, mode) => Some((word.as_str(), *mode)),
            Test::Field(_) => None,
        })
    }

    /// The fields that must have their value, in the order typed.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.terms().filter(|term| !term.negated).filter_map(|term| match &term.test {
            Test::Field(field) => Some(field),
            Test::Word(..) => None,
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

/// A piece of a query.
#[derive(Debug, PartialEq)]
enum Token<'t> {
    /// `|`
    Or,
    /// Anything else up to a space outside quotation marks.
    Term(&'t str),
}

fn next_token(text: &str) -> Option<(Token<'_>, &str)> {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix('|') {
        return Some((Token::Or, rest));
    }
    let mut quoted = false;
    let mut before = ' ';
    let end = text.find(|c: char| {
        // A quotation mark opens only where a term or a value begins, so that 5" is a word.
        if c == '"' && (quoted || matches!(before, ' ' | ':' | '!')) {
            quoted = !quoted;
        }
        before = c;
        !quoted && (c.is_whitespace() || c == '|')
    });
    let (term, rest) = text.split_at_checked(end.unwrap_or(text.len()))?;
    (!term.is_empty()).then_some((Token::Term(term), rest))
}

struct Parser<'p> {
    pack: &'p Pack<'p>,
    clauses: Vec<Clause>,
    notice: Option<String>,
    typed: Vec<(String, String)>,
    /// Whether the next term is another way to satisfy the last clause.
    alternative: bool,
}

impl Parser<'_> {
    fn token(&mut self, token: &Token<'_>) {
        match *token {
            Token::Or if self.clauses.is_empty() || self.alternative => {
                self.note("something is missing before |".to_owned());
            }
            Token::Or => self.alternative = true,
            Token::Term(term) => match term.strip_prefix('!') {
                Some("") => self.note("a word is missing after !".to_owned()),
                Some(rest) => self.term(rest, true),
                None => self.term(term, false),
            },
        }
    }

    /// Keeps the first thing to say: one line is all there is.
    fn note(&mut self, notice: String) {
        self.notice.get_or_insert(notice);
    }

    fn term(&mut self, term: &str, negated: bool) {
        if let Some((name, value)) = term.split_once(':')
            && !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphabetic())
        {
            match field::parse(name, value.trim_matches('"'), self.pack) {
                Ok((field, notice)) => {
                    if let Some(notice) = notice {
                        self.note(notice);
                    }
                    self.add(Term { negated, test: Test::Field(field) });
                }
                Err(notice) => self.note(notice),
            }
            return;
        }
        let (mode, text) = self.mode(term);
        let text = fold(text);
        if text.is_empty() {
            return;
        }
        if mode == Mode::Fuzzy && text != term {
            self.typed.push((text.clone(), sanitised(term).into_owned()));
        }
        match mode {
            Mode::Fuzzy if negated => self.add(word(text, Mode::OpenPhrase, true)),
            Mode::Fuzzy if text.contains(' ') && self.alternative => self.add(word(text, Mode::OpenPhrase, negated)),
            // `act-east` is two words, each of which must be found.
            Mode::Fuzzy => text.split(' ').for_each(|part| self.add(word(part.to_owned(), Mode::Fuzzy, false))),
            _ => self.add(word(text, mode, negated)),
        }
    }

    /// How a term wants to be matched, and the term without the signs that say so.
    fn mode<'t>(&mut self, term: &'t str) -> (Mode, &'t str) {
        if let Some(rest) = term.strip_prefix('"') {
            if let Some((phrase, _)) = rest.split_once('"') {
                return (Mode::Phrase, phrase);
            }
            self.note("the quotation is not closed yet: add \"".to_owned());
            return (Mode::OpenPhrase, rest);
        }
        if let Some(rest) = term.strip_prefix('\'') {
            return (Mode::Exact, rest);
        }
        if let Some(rest) = term.strip_prefix('^') {
            return (Mode::Start, rest);
        }
        match term.strip_suffix('$') {
            Some(rest) if !rest.is_empty() && !rest.eq_ignore_ascii_case("us") => (Mode::End, rest),
            _ => (Mode::Fuzzy, term),
        }
    }

    fn add(&mut self, term: Term) {
        match self.clauses.last_mut() {
            Some(clause) if self.alternative && clause.len() >= MAX_ALTERNATIVES => {
                self.note("there are too many alternatives; the last are not searched for".to_owned());
            }
            Some(clause) if self.alternative => clause.push(term),
            _ => self.clauses.push(vec![term]),
        }
        self.alternative = false;
    }
}

fn word(text: String, mode: Mode, negated: bool) -> Term {
    Term { negated, test: Test::Word(text, mode) }
}

//! Taking a query apart: what each of its pieces asks, and what is to be said of those that ask nothing.

use super::tokens::{Narrowed, Token};
use super::{Query, Term, Test};
use crate::data::Pack;
use crate::search::engine::term::Mode;
use crate::search::predicate::field::{self, Unread};
use crate::text::fold::fold;
use crate::text::sanitised;

/// The longest query read, in bytes; nobody types more, and a paste must not hang the program.
const MAX_QUERY: usize = 1000;
/// The most clauses read.
pub(super) const MAX_CLAUSES: usize = 32;

/// The most alternatives read in one of them.
const MAX_ALTERNATIVES: usize = 16;

/// Takes a text apart. `pack` names the sectors and sources that fields may ask for.
pub(super) fn parse(text: &str, pack: &Pack<'_>) -> Query {
    let mut end = text.len().min(MAX_QUERY);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let narrowed = Narrowed::new(text.get(..end).unwrap_or_default());
    let mut parser = Parser { pack, query: Query::default(), alternative: false, is_last: false };
    let mut from = 0;
    while let Some(token) = narrowed.next(from) {
        let value = value_apart(&narrowed, &token, pack);
        from = value.as_ref().map_or(token.at.end, |value| value.at.end);
        parser.is_last = narrowed.ends(from);
        parser.token(&narrowed, &token, value.as_ref());
    }
    if parser.alternative {
        parser.fault("something is missing after |".to_owned());
    }
    if end < text.len() || parser.query.clauses.len() > MAX_CLAUSES {
        parser.query.clauses.truncate(MAX_CLAUSES);
        parser.fault("the query is too long; its end is not searched for".to_owned());
    }
    if parser.query.clauses.is_empty() && !text.trim().is_empty() {
        parser.fault("there is no word in this yet".to_owned());
    }
    parser.query
}

/// The value of a field that stands apart from it, as in `kind: agreement`, and the years behind the letters that a pack
/// writes before fiscal years.
fn value_apart(narrowed: &Narrowed<'_>, token: &Token, pack: &Pack<'_>) -> Option<Token> {
    let label = narrowed.of(&token.at);
    let letters = label.strip_prefix('!').unwrap_or(label);
    if field::is_fiscal(letters, pack) {
        let years = narrowed.next(token.at.end).filter(|years| !years.is_or)?;
        return field::as_years(&format!("{letters} {}", narrowed.of(&years.at)), pack).is_some().then_some(years);
    }
    let name = label.strip_suffix(':')?;
    if !field::wants_value(name.strip_prefix('!').unwrap_or(name)) {
        return None;
    }
    narrowed.next(token.at.end).filter(|value| !value.is_or && !narrowed.of(&value.at).starts_with('!'))
}

struct Parser<'p> {
    pack: &'p Pack<'p>,
    query: Query,
    /// Whether the next term is another way to satisfy the last clause.
    alternative: bool,
    /// Whether nothing follows, so that what stands here may be half typed.
    is_last: bool,
}

impl Parser<'_> {
    fn token(&mut self, narrowed: &Narrowed<'_>, token: &Token, value: Option<&Token>) {
        let (piece, typed) = (narrowed.of(&token.at), narrowed.typed(&token.at));
        if token.is_or {
            if self.query.clauses.is_empty() || self.alternative {
                self.unread(Unread::Wrong("something is missing before |".to_owned()));
            } else {
                self.alternative = true;
            }
            return;
        }
        let (piece, negated) = piece.strip_prefix('!').map_or((piece, false), |rest| (rest, true));
        match (piece, value) {
            (label, Some(value)) if field::is_fiscal(label, self.pack) => {
                self.years(&format!("{label} {}", narrowed.of(&value.at)), negated);
            }
            ("", _) => self.missing('!'),
            (name, Some(value)) => {
                self.field(name.strip_suffix(':').unwrap_or(name), narrowed.of(&value.at), negated);
            }
            (term, None) => self.term(term, typed, negated),
        }
    }

    /// Keeps the first thing to say: one line is all there is.
    fn note(&mut self, notice: String) {
        self.query.notice.get_or_insert(notice);
    }

    /// Says why something does not read.
    fn fault(&mut self, sentence: String) {
        self.query.fault.get_or_insert_with(|| sentence.clone());
        self.note(sentence);
    }

    /// Puts nothing in place of a term that does not read, or leaves it out while it may be typed on.
    fn unread(&mut self, unread: Unread) {
        let (sentence, may_go_on) = match unread {
            Unread::Begun(sentence) => (sentence, self.is_last),
            Unread::Wrong(sentence) => (sentence, false),
        };
        self.fault(sentence);
        if !may_go_on {
            self.add(Term { negated: false, test: Test::Nothing });
        }
    }

    fn missing(&mut self, sign: char) {
        self.unread(Unread::Begun(format!("a word is missing after {sign}")));
    }

    fn field(&mut self, name: &str, value: &str, negated: bool) {
        match field::parse(name, value.trim_matches('"'), self.pack) {
            Ok((field, notice)) => {
                if let Some(notice) = notice {
                    self.note(notice);
                }
                self.add(Term { negated, test: Test::Field(field) });
            }
            Err(unread) => self.unread(unread),
        }
    }

    fn term(&mut self, term: &str, typed: &str, negated: bool) {
        let field = term.split_once(':').map(|(name, value)| (name, name.strip_prefix('-').unwrap_or(name), value));
        if let Some((name, plain, value)) = field
            && !plain.is_empty()
            && plain.bytes().all(|byte| byte.is_ascii_alphabetic())
        {
            if plain == name {
                self.field(name, value, negated);
            } else {
                self.unread(Unread::Wrong(format!("what is not wanted has ! before it, as in !{plain}:{value}")));
            }
            return;
        }
        if self.years(term, negated) {
            return;
        }
        let (mode, text) = self.mode(term);
        let text = fold(text);
        if text.is_empty() {
            match mode {
                Mode::Exact => self.missing('\''),
                Mode::Start => self.missing('^'),
                Mode::Phrase => self.unread(Unread::Begun("nothing stands between the quotation marks".to_owned())),
                _ if negated => self.missing('!'),
                // A sign between words.
                _ => {}
            }
            return;
        }
        if mode == Mode::Fuzzy && text != typed {
            let typed = typed.strip_prefix(['!', '！']).filter(|_| negated).unwrap_or(typed);
            self.query.typed.push((text.clone(), sanitised(typed).into_owned()));
        }
        match mode {
            Mode::Fuzzy if negated => self.add(word(text, Mode::OpenPhrase, true)),
            Mode::Fuzzy if text.contains(' ') && self.alternative => self.add(word(text, Mode::OpenPhrase, negated)),
            // `act-east` is two words, each of which must be found.
            Mode::Fuzzy => text.split(' ').for_each(|part| self.add(word(part.to_owned(), Mode::Fuzzy, false))),
            _ => self.add(word(text, mode, negated)),
        }
    }

    /// Adds what is plainly an expression of years; whether it is one.
    fn years(&mut self, term: &str, negated: bool) -> bool {
        let Some(years) = field::as_years(term, self.pack) else { return false };
        let Ok((field, _)) = field::parse("year", &years, self.pack) else { return false };
        self.query.readings.push(format!("{term} is read as year:{years}"));
        self.add(Term { negated, test: Test::Field(field) });
        true
    }

    /// How a term wants to be matched, and the term without the signs that say so.
    fn mode<'t>(&mut self, term: &'t str) -> (Mode, &'t str) {
        if let Some(rest) = term.strip_prefix('"') {
            if let Some((phrase, _)) = rest.split_once('"') {
                return (Mode::Phrase, phrase);
            }
            self.fault("the quotation is not closed yet: add \"".to_owned());
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
        match self.query.clauses.last_mut() {
            Some(clause) if self.alternative && clause.len() >= MAX_ALTERNATIVES => {
                self.fault("there are too many alternatives; the last are not searched for".to_owned());
            }
            Some(clause) if self.alternative => clause.push(term),
            _ => self.query.clauses.push(vec![term]),
        }
        self.alternative = false;
    }
}

fn word(text: String, mode: Mode, negated: bool) -> Term {
    Term { negated, test: Test::Word(text, mode) }
}

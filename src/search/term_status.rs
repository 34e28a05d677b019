//! The status of the words of a query in a dataset: whether a word stands in it, and if not, which near ones. A word
//! that is only initials, or a country's code, is found, but may be meant otherwise too.
//!
//! This depends on the word, the dataset and the reader's notes alone, never on the rest of the query, on the list that
//! is searched or on the way the word was typed. Only what else one sign may be written as depends on whether the query
//! has other words: alone it is the beginning of something; and whether a word was typed as a part of a name with signs
//! in it, such as `us-2`, which is that name then.

use memchr::memmem;

use super::index::Index;
use super::joining::{JOINING, joining};
use super::query::{Query, words_of};
use super::results::Correction;
use super::synonyms::{mode_of, synonyms};
use crate::search::engine::acronym;
use crate::search::engine::corpus::Name;
use crate::search::engine::fit::{Fit, MIN_INSIDE, MIN_SCATTERED};
use crate::search::engine::large::WordLookup;
use crate::search::engine::occurrence_cursor::OccurrenceCursor;
use crate::search::engine::short_form::may_be_short;
use crate::search::engine::term::{Mode, Needle};
use crate::search::own::NoteTexts;
use crate::text::fold::fold;

/// Shorter words are not looked up: one letter begins something everywhere.
const MIN_LENGTH: usize = 2;
/// From this length on a word that stands only within others is no misspelling.
const SURE_INSIDE: usize = 5;

/// From this length on initials may be so by chance, and the word be a misspelt one.
const MIN_CHANCE: usize = 4;

/// One word and its status.
#[derive(Clone, Debug)]
struct TermStatus {
    word: String,
    /// Whether a word of some name is it or begins with it.
    named: bool,
    /// Whether it joins others, in English or in names of the pack.
    joins: bool,
    standing: Standing,
}

/// What a word is to a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// A word of it, or a part of one.
    Written,
    /// Initials of some name, which may be chance.
    Initials,
    /// Nothing that stands in it.
    Unknown,
}

/// The status of each plain word of a query.
#[derive(Clone, Debug, Default)]
pub(crate) struct TermStatuses(Vec<TermStatus>);

impl TermStatuses {
    /// Looks up the words of a query, save those looked up `before`. What stands in a reader's notes is a word too.
    pub(crate) fn of(index: &Index<'_>, notes: &NoteTexts, query: &Query, before: &Self) -> Self {
        let mut statuses = Self::default();
        for (word, mode) in query.words() {
            if mode == Mode::Fuzzy && word.len() >= MIN_LENGTH && statuses.get(word).is_none() {
                let again = before.get(word).cloned();
                statuses.0.push(again.unwrap_or_else(|| TermStatus::look_up(index, notes, word, before)));
            }
        }
        statuses
    }

    fn get(&self, word: &str) -> Option<&TermStatus> {
        self.0.iter().find(|status| status.word == word)
    }

    /// Whether no word of a name begins with a word, so that it may stand in one otherwise than written.
    pub(crate) fn is_loose(&self, word: &str) -> bool {
        word.len() >= MIN_SCATTERED && self.get(word).is_some_and(|status| !status.named)
    }

    /// How a plain word is matched.
    pub(crate) fn mode(&self, word: &str) -> Mode {
        match self.get(word) {
            Some(_) if self.is_loose(word) => Mode::Loose,
            Some(status) if status.is_begun() => Mode::Begun,
            _ => Mode::Fuzzy,
        }
    }

    /// Whether a word stands nowhere as written, be it within another.
    pub(crate) fn is_absent(&self, word: &str) -> bool {
        self.get(word).is_some_and(TermStatus::is_absent)
    }

    /// Whether a word only joins others, in English or in names of the pack.
    pub(crate) fn is_joining(&self, word: &str) -> bool {
        self.get(word).map_or_else(|| JOINING.contains(&word), |status| status.joins)
    }

    /// How each word looked up is matched.
    pub(crate) fn modes(&self) -> Vec<(String, Mode)> {
        self.0.iter().map(|status| (status.word.clone(), self.mode(&status.word))).collect()
    }

    /// The misspelt words of a query, each with the nearest that there are, if any is near; those that stand in the
    /// dataset by chance, as far as another is likelier, or in no name, where that has one of what they are more of; and
    /// those that are otherwise written too. `before` are earlier ones.
    pub(crate) fn corrections(&self, index: &Index<'_>, query: &Query, before: &[Correction]) -> Vec<Correction> {
        let mut corrections: Vec<Correction> = Vec::new();
        let is_alone = query.clauses.iter().filter_map(words_of).count() < 2;
        for typed in query.clauses.iter().filter_map(words_of) {
            let [(word, Mode::Fuzzy)] = typed.as_slice() else { continue };
            // One sign alone, as a year begins with it, is what it is.
            let is_begun = word.len() < MIN_LENGTH && is_alone;
            // What a name holds as it is written, `us-2`, is that name, and no part of it stands for something else.
            if joined(index, query, word) || is_beside_a_slip(index, query, word) {
                continue;
            }
            if is_begun || self.is_joining(word) || corrections.iter().any(|correction| correction.typed == *word) {
                continue;
            }
            if let Some(again) = before.iter().find(|correction| correction.typed == *word) {
                corrections.push(again.clone());
                continue;
            }
            let standing = self.get(word).map_or(Standing::Written, |status| status.standing);
            let synonyms = synonyms(word);
            let stands = |other: &&&str| stands(index, &Needle::new(other, mode_of(word, other)));
            let mut shown: Vec<String> = synonyms.iter().filter(stands).map(|&other| other.to_owned()).collect();
            let long_form = acronym::stands_for(word).filter(|_| standing == Standing::Unknown).map(fold);
            shown.extend(long_form.filter(|long| stands(&&long.as_str())));
            if standing == Standing::Unknown {
                shown.extend(with_a_letter_less(index, query, word));
            }
            // What is a word of English for another is no slip of a third.
            let meant =
                if shown.is_empty() { self.meant(index, word, standing) } else { Vec::from_iter(country(index, word)) };
            shown.extend(meant.into_iter().filter(|other| !synonyms.contains(&other.as_str())));
            if !shown.is_empty() {
                corrections.push(Correction { typed: (*word).to_owned(), shown, found: standing != Standing::Unknown });
            }
        }
        corrections
    }

    /// The words of a query that nothing has and that stand for nothing else.
    fn lacking<'q>(&self, query: &'q Query, corrections: &[Correction]) -> impl Iterator<Item = &'q str> {
        let is_lacking = move |word: &str| self.is_unknown(word) && corrections.iter().all(|one| one.typed != word);
        query.words().filter(move |(word, mode)| *mode == Mode::Fuzzy && is_lacking(word)).map(|(word, _)| word)
    }

    /// What is to be said of the first word of a query that nothing has and that is a well-known acronym.
    pub(crate) fn unknown_acronym(&self, query: &Query, corrections: &[Correction]) -> Option<String> {
        let said =
            |word: &str| Some(format!("no record has “{}” ({})", query.as_typed(word), acronym::stands_for(word)?));
        self.lacking(query, corrections).find_map(said)
    }

    /// What is to be said of a word alone that nothing has.
    pub(crate) fn unknown_word(&self, query: &Query, corrections: &[Correction]) -> Option<String> {
        let word = self.lacking(query, corrections).next().filter(|_| query.clauses.len() == 1)?;
        let word = query.as_typed(word);
        Some(format!("no record has “{word}”; try a broader word, another spelling or a year"))
    }

    /// Whether nothing has a word, not even as initials.
    pub(crate) fn is_unknown(&self, word: &str) -> bool {
        self.get(word).is_some_and(|status| status.standing == Standing::Unknown)
    }

    /// What a word may mean besides what it is.
    fn meant(&self, index: &Index<'_>, word: &str, standing: Standing) -> Vec<String> {
        let is_named = self.get(word).is_none_or(|status| status.named);
        // Asked of no word that is short and in a name: the vocabulary may have to be gathered first.
        let vocabulary = || (word.len() >= SURE_INSIDE).then(|| index.vocabulary());
        let singular = || vocabulary().filter(|_| !is_named).and_then(|words| words.singular(word));
        let may_be_short = !is_named && may_be_short(word);
        let written_out = || if may_be_short { index.vocabulary().written_out(word) } else { None };
        let likelier = || vocabulary().and_then(|words| words.likelier(word)).or_else(singular).or_else(written_out);
        match standing {
            Standing::Unknown => index.vocabulary().meant(word).into_iter().map(str::to_owned).collect(),
            Standing::Initials if word.len() >= MIN_CHANCE => {
                index.vocabulary().nearest(word).into_iter().map(str::to_owned).collect()
            }
            Standing::Initials | Standing::Written => {
                country(index, word).or_else(|| likelier().map(str::to_owned)).into_iter().collect()
            }
        }
    }
}

impl TermStatus {
    /// Whether words begin with the word, which is so short that what it stands within is hardly meant: `oda`, *Vadodara*.
    /// In a script without spaces words stand within others.
    fn is_begun(&self) -> bool {
        (MIN_INSIDE..SURE_INSIDE).contains(&self.word.len())
            && self.word.is_ascii()
            && self.standing == Standing::Written
    }

    /// Whether the word stands nowhere as written, be it within another.
    fn is_absent(&self) -> bool {
        self.word.len() >= SURE_INSIDE && self.standing != Standing::Written
    }

    fn look_up(index: &Index<'_>, notes: &NoteTexts, word: &str, before: &TermStatuses) -> Self {
        let long = word.len() >= SURE_INSIDE;
        let shorter = || before.0.iter().filter(|before| word.starts_with(&before.word));
        // What stands nowhere stands nowhere with more letters either: so nothing is read again for each.
        let nowhere = shorter().any(TermStatus::is_absent);
        let held = !nowhere && is_written(index, word, true, false);
        // Where a word begins one, what it begins with does too.
        let unnamed = shorter().any(|before| !before.named);
        let named = held && !unnamed && is_written(index, word, true, true);
        let is_noted = || notes.is_written(index.dataset(), word, !long);
        let is_told = || is_written(index, word, false, !long) || is_noted();
        let standing = if named || long && held || !nowhere && is_told() {
            Standing::Written
        } else if is_initials(index, word, if long { Fit::Begun } else { Fit::Initials }) {
            Standing::Initials
        } else {
            Standing::Unknown
        };
        let joins = joining(&index.dataset().pack)(word);
        Self { word: word.to_owned(), named, joins, standing }
    }
}

/// What was typed as one with signs, of which a word is a part and which is so short that a letter too much is no other name.
fn short_pieces<'q>(query: &'q Query, word: &str) -> impl Iterator<Item = &'q str> {
    const MOST: usize = 8;
    query.pieces().filter(move |pieces| pieces.len() <= MOST && pieces.split(' ').any(|piece| piece == word))
}

/// What a part of a word with signs is without a letter that was typed too much, where some name holds the whole so:
/// `uss-2`, *US-2*.
fn with_a_letter_less(index: &Index<'_>, query: &Query, word: &str) -> Option<String> {
    let lesser = || {
        let without = |at: usize| word.char_indices().filter(move |(place, _)| *place != at).map(|(_, letter)| letter);
        word.char_indices().map(move |(at, _)| without(at).collect::<String>())
    };
    short_pieces(query, word).find_map(|pieces| {
        lesser().filter(|lesser| lesser.len() >= MIN_LENGTH).find(|lesser| {
            let whole: Vec<&str> =
                pieces.split(' ').map(|piece| if piece == word { lesser.as_str() } else { piece }).collect();
            is_named(index, &Needle::new(&whole.join(" "), Mode::Phrase))
        })
    })
}

/// Whether a word was typed as a part of such a one, of which another part has the letter too much.
fn is_beside_a_slip(index: &Index<'_>, query: &Query, word: &str) -> bool {
    let mut beside = short_pieces(query, word).flat_map(|pieces| pieces.split(' '));
    beside.any(|other| other != word && with_a_letter_less(index, query, other).is_some())
}

/// Whether a word is all that some record is called.
pub(super) fn is_name(index: &Index<'_>, word: &str) -> bool {
    let corpus = index.corpus();
    let is_it = |name: &Name| !name.sort.is_date() && corpus.text(name) == word;
    let Some(large) = index.large() else { return corpus.every_name().iter().any(is_it) };
    large.may_hold(&Needle::new(word, Mode::Phrase)).any(|item| corpus.names_of(item).iter().any(is_it))
}

/// Whether a word was typed as a part of one, between signs, that some name holds so.
fn joined(index: &Index<'_>, query: &Query, word: &str) -> bool {
    let of_name = |pieces: &str| is_named(index, &Needle::new(pieces, Mode::Phrase));
    query.pieces().any(|pieces| pieces.split(' ').any(|piece| piece == word) && of_name(pieces))
}

/// The name of the country whose code a word is.
fn country(index: &Index<'_>, word: &str) -> Option<String> {
    let mut countries = index.dataset().pack.countries.iter().filter(|_| word.len() >= MIN_LENGTH);
    let country = countries.find(|country| country.code.eq_ignore_ascii_case(word))?;
    // A name may be signs alone, of which nothing is left.
    Some(fold(&country.name)).filter(|name| !name.is_empty())
}

/// Whether a word, or several after each other, stand in some name as they are to be matched.
fn is_named(index: &Index<'_>, needle: &Needle) -> bool {
    let corpus = index.corpus();
    let Some(large) = index.large() else { return needle.in_name(corpus.all_names().as_bytes(), u64::MAX).is_some() };
    large.may_hold(needle).any(|item| {
        let mut names = corpus.names_of(item).iter().map(|name| corpus.text(name).as_bytes());
        names.any(|name| needle.in_name(name, u64::MAX).is_some())
    })
}

/// Whether a word, or several after each other, stand anywhere as they are to be matched.
fn stands(index: &Index<'_>, needle: &Needle) -> bool {
    let (corpus, mut room) = (index.corpus(), Vec::new());
    let mut is_told = |item| needle.in_text(corpus.texts_of(item, &mut room).all).is_some();
    if is_named(index, needle) {
        return true;
    }
    if let Some(large) = index.large() {
        large.may_hold(needle).any(is_told)
    } else {
        let mut cursor = OccurrenceCursor::default();
        (0..corpus.len()).any(|item| cursor.in_texts(corpus, needle, item).is_some() && is_told(item))
    }
}

/// Whether a word stands anywhere in names or, if not `in_names`, in texts; if `begins`, as the beginning of a word.
fn is_written(index: &Index<'_>, word: &str, in_names: bool, begins: bool) -> bool {
    if let Some(large) = index.large() {
        return large.is_written(word, in_names, begins);
    }
    let text = if in_names { index.corpus().all_names() } else { index.corpus().texts().words() };
    let after = |sign: char| memmem::find(text.as_bytes(), format!("{sign}{word}").as_bytes()).is_some();
    // Texts begin with a space, names after a line end.
    if begins { after(' ') || after('\n') } else { memmem::find(text.as_bytes(), word.as_bytes()).is_some() }
}

/// Whether a word is made of the first letters of some name.
fn is_initials(index: &Index<'_>, word: &str, least: Fit) -> bool {
    let (corpus, needle) = (index.corpus(), Needle::new(word, Mode::Fuzzy));
    let gives = |name: &Name| {
        !name.sort.is_date()
            && needle.may_scatter(name.heads)
            && needle.in_name_from(corpus.text(name).as_bytes(), name.heads, None) >= Some(least)
    };
    let Some(large) = index.large() else { return corpus.every_name().iter().any(gives) };
    let Some(letters) = needle.subsequence() else { return false };
    large.may_abbreviate(letters).any(|item| corpus.names_of(item).iter().any(gives))
}

//! What a dataset knows of the words of a query: whether a word stands in it, and if not, which near ones. A word
//! that is only initials, or a country's code, is known, but may be meant otherwise too.
//!
//! This depends on the word and the dataset alone, never on the rest of the query, on the list that is
//! searched or on the way the word was typed.

use memchr::memmem;

use super::index::{Index, Name};
use super::plan::clause_words;
use super::query::Query;
use super::results::Correction;
use crate::data::ItemId;
use crate::search::engine::fold::fold;
use crate::search::engine::subsequence::Places;
use crate::search::engine::term::{Fit, MIN_SCATTERED, Mode, Needle};
use crate::search::large::block::Block;
use crate::search::large::postings::Sought;

/// Of shorter words nothing need be known: one letter begins something everywhere.
const MIN_KNOWN: usize = 2;
/// From this length on a word that stands only within others is no misspelling.
const KNOWN_INSIDE: usize = 5;

/// From this length on initials may be so by chance, and the word be a misspelt one.
const MIN_CHANCE: usize = 4;

/// Words that join others and may be missing: who remembers a title seldom remembers these.
const JOINING: [&str; 25] = [
    "the", "a", "an", "of", "and", "or", "in", "on", "at", "to", "for", "from", "by", "with", "between", "is", "was",
    "were", "did", "when", "who", "what", "which", "where", "how",
];

/// Whether a word only joins others.
pub(crate) fn is_joining(word: &str) -> bool {
    JOINING.contains(&word)
}

/// What is known of one word.
#[derive(Clone, Debug)]
struct KnownWord {
    word: String,
    /// Whether a word of some name is it or begins with it.
    named: bool,
    standing: Standing,
}

/// What a word is to a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// A word of it, or a part of one.
    Known,
    /// Initials of some name, which may be chance.
    Initials,
    Unknown,
}

/// What is known of the plain words of a query.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known(Vec<KnownWord>);

impl Known {
    /// Looks up the words of a query, save those already `asked`.
    pub(crate) fn of(index: &Index<'_>, query: &Query, asked: &Self) -> Self {
        let mut known = Self::default();
        for (word, mode) in query.words() {
            if mode == Mode::Fuzzy && word.len() >= MIN_KNOWN && known.get(word).is_none() {
                let again = asked.get(word).cloned();
                known.0.push(again.unwrap_or_else(|| KnownWord::look_up(index, word, asked)));
            }
        }
        known
    }

    fn get(&self, word: &str) -> Option<&KnownWord> {
        self.0.iter().find(|known| known.word == word)
    }

    /// Whether no word of a name begins with a word, so that its letters may be scattered.
    pub(crate) fn is_loose(&self, word: &str) -> bool {
        word.len() >= MIN_SCATTERED && self.get(word).is_some_and(|known| !known.named)
    }

    /// Whether a word stands nowhere as written, be it within another.
    pub(crate) fn is_absent(&self, word: &str) -> bool {
        word.len() >= KNOWN_INSIDE && self.get(word).is_some_and(|known| known.standing != Standing::Known)
    }

    /// The words whose letters may be scattered.
    pub(crate) fn loose(&self) -> Vec<String> {
        let words = self.0.iter().map(|known| &known.word);
        words.filter(|word| self.is_loose(word)).cloned().collect()
    }

    /// The misspelt words of a query, each with the nearest that there are, if any is near. `before` are
    /// earlier ones.
    pub(crate) fn corrections(&self, index: &Index<'_>, query: &Query, before: &[Correction]) -> Vec<Correction> {
        let mut corrections: Vec<Correction> = Vec::new();
        for typed in query.clauses.iter().filter_map(clause_words) {
            let [(word, Mode::Fuzzy)] = typed.as_slice() else { continue };
            if is_joining(word) || corrections.iter().any(|correction| correction.typed == *word) {
                continue;
            }
            if let Some(again) = before.iter().find(|correction| correction.typed == *word) {
                corrections.push(again.clone());
                continue;
            }
            let standing = self.get(word).map_or(Standing::Known, |known| known.standing);
            let shown: Vec<String> = match standing {
                Standing::Unknown => index.vocabulary().meant(word).into_iter().map(str::to_owned).collect(),
                Standing::Initials if word.len() >= MIN_CHANCE => {
                    index.vocabulary().nearest(word).into_iter().map(str::to_owned).collect()
                }
                Standing::Initials | Standing::Known => country(index, word).into_iter().collect(),
            };
            if !shown.is_empty() {
                corrections.push(Correction { typed: (*word).to_owned(), shown, found: standing != Standing::Unknown });
            }
        }
        corrections
    }
}

impl KnownWord {
    fn look_up(index: &Index<'_>, word: &str, asked: &Known) -> Self {
        let long = word.len() >= KNOWN_INSIDE;
        let held = stands(index, Arena::Names, word, false);
        // Where a word begins one, what it begins with does too.
        let unnamed = asked.0.iter().any(|before| !before.named && word.starts_with(&before.word));
        let named = held && !unnamed && stands(index, Arena::Names, word, true);
        let standing = if named || long && held || stands(index, Arena::Texts, word, !long) {
            Standing::Known
        } else if is_initials(index, word, if long { Fit::Begun } else { Fit::Initials }) {
            Standing::Initials
        } else {
            Standing::Unknown
        };
        Self { word: word.to_owned(), named, standing }
    }
}

/// The name of the country whose code a word is.
fn country(index: &Index<'_>, word: &str) -> Option<String> {
    let mut countries = index.dataset().pack.countries.iter().filter(|_| word.len() >= MIN_KNOWN);
    let country = countries.find(|country| country.code.eq_ignore_ascii_case(word))?;
    // A name may be signs alone, of which nothing is left.
    Some(fold(&country.name)).filter(|name| !name.is_empty())
}

/// Where a word may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arena {
    Names,
    Texts,
}

/// Whether a word stands anywhere, or anywhere as the beginning of one.
fn stands(index: &Index<'_>, arena: Arena, word: &str, begins: bool) -> bool {
    if !index.blocks().is_empty() {
        let sought = Sought::new(word, begins);
        let postings = index.blocks().iter().flat_map(Block::postings);
        let mut there = postings.filter(|(sort, _)| sort.is_name_or_date() == (arena == Arena::Names));
        return there.any(|(_, postings)| postings.holds(&sought));
    }
    let text = match arena {
        Arena::Names => index.all_names(),
        Arena::Texts => index.all_texts(),
    };
    let after = |sign: char| memmem::find(text.as_bytes(), format!("{sign}{word}").as_bytes()).is_some();
    // Texts begin with a space, names after a line end.
    if begins { after(' ') || after('\n') } else { memmem::find(text.as_bytes(), word.as_bytes()).is_some() }
}

/// Whether a word is made of the first letters of some name.
fn is_initials(index: &Index<'_>, word: &str, least: Fit) -> bool {
    let needle = Needle::new(word, Mode::Fuzzy);
    let gives = |name: &Name| {
        !name.field.is_date()
            && needle.may_spread(name.heads)
            && needle.in_name_from(index.text(name).as_bytes(), name.heads, None) >= Some(least)
    };
    if index.blocks().is_empty() {
        return index.every_name().iter().any(gives);
    }
    let Some(pairs) = needle.places().map(Places::pairs) else { return false };
    let initials = index.blocks().iter().flat_map(Block::initials);
    let mut likely = initials.enumerate().filter(|(_, initials)| pairs & !**initials == 0);
    likely.any(|(item, _)| index.names_of(ItemId::from_index(item)).iter().any(gives))
}

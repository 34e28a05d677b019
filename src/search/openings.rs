//! Texts that begin with the words of a query in a row, and names that have them so: who asks for the *prime minister of
//! japan* means whoever a text calls so, before a title that has the words apart. What that is worth is for
//! [`crate::search::engine::score`].

use super::index::Index;
use super::joining::GOING_ON;
use super::query::{Query, words_of};
use super::results::Correction;
use super::term_status::TermStatuses;
use crate::search::engine::large::WordLookup as _;
use crate::search::engine::occurrence_cursor::OccurrenceCursor;
use crate::search::engine::opening::Opening;
use crate::search::engine::term::{Mode, Needle};

/// How texts of a dataset begin with all words of a query in a row, as typed or with what stands in for them.
pub(super) fn openings(
    index: &Index<'_>,
    query: &Query,
    corrections: &[Correction],
    statuses: &TermStatuses,
) -> Vec<Opening> {
    in_a_row(query, corrections, statuses).iter().filter_map(|words| opening(index, words)).collect()
}

/// The plain words of a query in a row from the first that does not only join others, each as typed or as what stands in
/// for it; nothing of fewer words than say what a text is.
fn in_a_row(query: &Query, corrections: &[Correction], statuses: &TermStatuses) -> Vec<String> {
    const LEAST: usize = 3;
    const MOST_FORMS: usize = 8;
    let words = query.clauses.iter().map(|clause| match words_of(clause).as_deref() {
        Some([(word, Mode::Fuzzy)]) => Some(*word),
        _ => None,
    });
    let Some(words) = words.collect::<Option<Vec<&str>>>() else { return Vec::new() };
    let words: Vec<&str> = words.into_iter().skip_while(|word| statuses.is_joining(word)).collect();
    if words.len() < LEAST || words.iter().filter(|word| !statuses.is_joining(word)).count() < LEAST - 1 {
        return Vec::new();
    }
    // What was guessed is not what was typed.
    let is_guess = |word: &&str| corrections.iter().any(|correction| correction.typed == **word && !correction.found);
    if words.iter().any(is_guess) {
        return Vec::new();
    }
    let mut forms = vec![String::new()];
    for word in words {
        let stand_ins = corrections.iter().filter(|correction| correction.typed == word);
        let shown: Vec<&str> = stand_ins.flat_map(|one| one.shown.iter().map(String::as_str)).collect();
        let longer = |form: &String| {
            std::iter::once(word).chain(shown.clone()).map(|word| format!("{form} {word}")).collect::<Vec<_>>()
        };
        forms = forms.iter().flat_map(longer).take(MOST_FORMS).collect();
    }
    forms.iter().map(|form| form.trim_start().to_owned()).collect()
}

/// Some words in a row, if a text begins with them.
fn opening(index: &Index<'_>, words: &str) -> Option<Opening> {
    let (corpus, mut room) = (index.corpus(), Vec::new());
    let (opening, needle) = (Opening::new(words, GOING_ON), Needle::new(words, Mode::OpenPhrase));
    let mut begins_one = |item| opening.begins_a_line(corpus.texts_of(item, &mut room).all);
    let is_there = if let Some(large) = index.large() {
        large.may_hold(&needle).any(begins_one)
    } else {
        let mut cursor = OccurrenceCursor::default();
        (0..corpus.len()).any(|item| cursor.in_texts(corpus, &needle, item).is_some() && begins_one(item))
    };
    is_there.then_some(opening)
}

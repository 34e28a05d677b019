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

/// Texts of so many items are looked into; what begins none of those is worth nothing, so that nobody waits for words
/// that stand in half of a large dataset.
const MOST_LOOKS: usize = 4096;

/// How texts of a dataset begin with all words of a query in a row, as typed or with what stands in for them.
pub(super) fn openings(
    index: &Index<'_>,
    query: &Query,
    corrections: &[Correction],
    statuses: &TermStatuses,
) -> Vec<Opening> {
    let mut looks = MOST_LOOKS;
    let forms = in_a_row(query, corrections, statuses);
    forms.iter().filter_map(|words| opening(index, words, &mut looks)).collect()
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

/// Some words in a row, if a text begins with them of the items that hold them, of which so many more are looked into.
fn opening(index: &Index<'_>, words: &str, looks: &mut usize) -> Option<Opening> {
    let (corpus, mut room) = (index.corpus(), Vec::new());
    let (opening, needle) = (Opening::new(words, GOING_ON), Needle::new(words, Mode::OpenPhrase));
    let most = *looks;
    let begins_one = |item| {
        *looks = looks.saturating_sub(1);
        opening.begins_a_line(corpus.texts_of(item, &mut room).all)
    };
    let is_there = if let Some(large) = index.large() {
        large.may_hold(&needle).take(most).any(begins_one)
    } else {
        let mut cursor = OccurrenceCursor::default();
        let holding = (0..corpus.len()).filter(|&item| cursor.in_texts(corpus, &needle, item).is_some());
        holding.take(most).any(begins_one)
    };
    is_there.then_some(opening)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::bundled;
    use crate::search::index::Builder;

    #[test]
    fn no_more_texts_are_looked_into_than_may_be() {
        let dataset = bundled::dataset().unwrap();
        for mut builder in [Builder::by_letters(&dataset), Builder::by_words(&dataset)] {
            assert!(builder.advance(usize::MAX));
            let index = builder.finish();
            let found = |words: &str, mut looks: usize| (opening(&index, words, &mut looks).is_some(), looks);
            let (is_there, left) = found("prime minister of japan", MOST_LOOKS);
            assert!(is_there && left < MOST_LOOKS, "{left}");
            assert_eq!(found("prime minister of japan", 0), (false, 0));
            let (is_there, left) = found("of japan and", MOST_LOOKS);
            assert!(!is_there && left > MOST_LOOKS / 2, "a pack of this size is looked through: {left}");
            assert_eq!(found("of japan and", 3), (false, 0));
        }
    }
}

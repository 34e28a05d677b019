//! Words as the guards compare them: folded, those that say something told from those that only join others.
//!
//! How a text is folded is for [`crate::text::fold`]; what two texts with the same words mean for a reader is for the
//! guards.

/// Letters by which words of one stem are known: `signed` and `signing`.
const STEM: usize = 5;
/// So many stay at least where an ending is taken off.
const SHORTEST: usize = 3;

/// Words that say nothing by themselves, folded and in order.
const FILLERS: &[&str] = &[
    "a", "about", "after", "again", "against", "all", "also", "among", "an", "and", "any", "are", "as", "at", "be",
    "been", "before", "being", "between", "both", "but", "by", "can", "could", "did", "do", "does", "during", "each",
    "for", "from", "had", "has", "have", "he", "her", "him", "his", "how", "if", "in", "into", "is", "it", "its",
    "might", "more", "most", "must", "no", "not", "of", "on", "one", "only", "or", "other", "our", "out", "over",
    "per", "she", "should", "since", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "through", "to", "under", "until", "up", "upon", "via", "was", "we", "were",
    "what", "when", "where", "which", "while", "who", "whom", "whose", "will", "with", "within", "without", "would",
];

/// How numbers are written out, and the figures for them.
const NUMERALS: &[(&str, &str)] = &[
    ("eight", "8"),
    ("eighth", "8"),
    ("eleven", "11"),
    ("eleventh", "11"),
    ("fifth", "5"),
    ("first", "1"),
    ("five", "5"),
    ("four", "4"),
    ("fourth", "4"),
    ("nine", "9"),
    ("ninth", "9"),
    ("second", "2"),
    ("seven", "7"),
    ("seventh", "7"),
    ("six", "6"),
    ("sixth", "6"),
    ("ten", "10"),
    ("tenth", "10"),
    ("third", "3"),
    ("three", "3"),
    ("twelfth", "12"),
    ("twelve", "12"),
    ("two", "2"),
];

/// Months, folded; as stems they stay what they are.
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whether a folded word only joins others.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.binary_search(&word).is_ok()
}

/// The words of a folded text that say something.
pub(super) fn meaningful(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(' ').filter(|word| !word.is_empty() && !is_filler(word))
}

/// What stays of a folded word whatever its ending; a number becomes its figure, as `5` of `five` and `5th`.
pub(super) fn stem(word: &str) -> &str {
    if let Ok(at) = NUMERALS.binary_search_by(|(written, _)| (*written).cmp(word)) {
        return NUMERALS.get(at).map_or(word, |&(_, figure)| figure);
    }
    if MONTHS.contains(&word) {
        return word;
    }
    if is_figure(word) {
        let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
        return ordinal.unwrap_or(word);
    }
    let shorn = ["s", "ed", "ing"]
        .iter()
        .fold(word, |word, ending| word.strip_suffix(ending).filter(|rest| rest.len() >= SHORTEST).unwrap_or(word));
    match shorn.char_indices().nth(STEM) {
        Some((end, _)) => shorn.get(..end).unwrap_or(shorn),
        None => shorn,
    }
}

/// Whether a word is a figure: a number, a year, a day, or a month.
pub(super) fn is_figure(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || MONTHS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order() {
        assert!(FILLERS.is_sorted() && NUMERALS.is_sorted());
    }

    #[test]
    fn words_of_one_stem_and_numbers_meet() {
        for (one, other) in [
            ("signed", "signing"),
            ("visit", "visited"),
            ("goods", "good"),
            ("five", "5"),
            ("14th", "14"),
            ("third", "3rd"),
        ] {
            assert_eq!(stem(one), stem(other));
        }
        assert!(is_figure(stem("august")) && is_figure(stem("may")) && !is_figure(stem("mayor")));
        assert_ne!(stem("2018"), stem("2019"));
        assert_ne!(stem("gas"), stem("ga"));
    }

    #[test]
    fn joining_words_say_nothing() {
        assert_eq!(meaningful("it was signed in the port of oslo").collect::<Vec<_>>(), ["signed", "port", "oslo"]);
        assert_eq!(meaningful("").count(), 0);
    }
}

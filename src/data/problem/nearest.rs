//! The names that a wrong one was perhaps meant to be.

use crate::data::notation::work;

/// The known names nearest to a wrong one, best first: at most `most`, and none that is no likeness.
pub fn nearest<'n>(wrong: &str, known: impl IntoIterator<Item = &'n str>, most: usize) -> Vec<&'n str> {
    /// Below this Jaro–Winkler likeness a suggestion is noise.
    const ALIKE: f64 = 0.75;
    /// Whoever writes more than so many bytes made no slip of the pen.
    const LONGEST: usize = 200;
    if wrong.len() > LONGEST {
        return Vec::new();
    }
    let wrong = wrong.to_lowercase();
    let mut scored: Vec<(f64, &str)> = known
        .into_iter()
        .map(|name| {
            work::count(name.len());
            let lower = name.to_lowercase();
            let part = if wrong.len() > 1 && lower.contains(&wrong) { 0.9 } else { 0.0 };
            // Likeness is harsh on short names with two letters exchanged.
            let slip = wrong.len() >= 3 && strsim::osa_distance(&wrong, &lower) == 1;
            let slip = if slip { ALIKE } else { 0.0 };
            (strsim::jaro_winkler(&wrong, &lower).max(part).max(slip), name)
        })
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    // Of those that are as like, one that has it as a word of its own, and of these the shortest.
    let lacks_word = |name: &str| !name.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| word == wrong);
    scored.sort_by(|a, b| {
        let rank = |name: &str| (lacks_word(name), name.len());
        b.0.total_cmp(&a.0).then_with(|| rank(a.1).cmp(&rank(b.1))).then(a.1.cmp(b.1))
    });
    scored.into_iter().take(most).map(|(_, name)| name).collect()
}

/// The ids nearest to a wrong one, best first: first those of the same letters but for hyphens, or for one slip where
/// there are letters enough, which is none of a digit: another year is another record; then those that have it as words
/// of their own, those within which it stands, and those that a slip or two makes of it. Ids are many and share their
/// words, so that a mere likeness is a chance.
pub fn nearest_ids<'n>(wrong: &str, known: impl IntoIterator<Item = &'n str>, most: usize) -> Vec<&'n str> {
    /// Below this Jaro–Winkler likeness a suggestion is noise.
    const ALIKE: f64 = 0.92;
    /// One slip is forgiven in so many letters, and one in any id.
    const LETTERS: usize = 6;
    /// With one slip in so many letters or more hardly another was meant.
    const ENOUGH: usize = 5;
    /// Whoever writes more than so many bytes made no slip of the pen.
    const LONGEST: usize = 200;
    let bare = |id: &str| id.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let digits = |id: &str| id.chars().filter(char::is_ascii_digit).collect::<Vec<_>>();
    let (lower, letters) = (wrong.to_lowercase(), bare(wrong));
    if wrong.len() > LONGEST || letters.len() < 2 {
        return Vec::new();
    }
    let mut words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.dedup();
    let slips = (letters.len() / LETTERS).max(1);
    let step = |id: &str| {
        work::count(id.len());
        let other = bare(id);
        let has = |word: &&str| id.split('-').any(|own| own == *word);
        let is_near = other.len().abs_diff(letters.len()) <= slips;
        let apart = if is_near { strsim::osa_distance(&letters, &other) } else { usize::MAX };
        let has_digits_of = || digits(&letters) == digits(&other);
        if apart == 0 || apart == 1 && letters.len() >= ENOUGH && has_digits_of() {
            Some(0)
        } else if words.iter().all(has) {
            Some(1)
        } else if letters.len() > 2 && other.contains(&letters) {
            Some(2)
        } else if apart <= slips {
            Some(3)
        } else {
            (strsim::jaro_winkler(&letters, &other) >= ALIKE).then_some(4)
        }
    };
    let mut near: Vec<(i32, usize, &str)> =
        known.into_iter().filter_map(|id| Some((step(id)?, id.len(), id))).collect();
    near.sort_unstable();
    near.into_iter().take(most).map(|(.., id)| id).collect()
}

/// `; did you mean “facts”?`, or nothing where no known name is near.
pub fn did_you_mean<'n>(wrong: &str, known: impl IntoIterator<Item = &'n str>) -> String {
    nearest(wrong, known, 1).first().map_or_else(String::new, |name| format!("; did you mean “{name}”?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_likely_names_are_suggested() {
        assert_eq!(nearest("fatcs", ["facts", "links", "title"], 1), ["facts"]);
        assert_eq!(nearest("nwe", ["new", "reviews"], 1), ["new"]);
        let ids = ["a-darumas", "skytree-daruma-2025", "term-daruma", "visit-daruma-2"];
        assert_eq!(nearest("daruma", ids, 2), ["term-daruma", "visit-daruma-2"]);
        assert!(nearest("zzzz", ["facts", "links"], 3).is_empty());
        assert_eq!(did_you_mean("sumary", ["summary"]), "; did you mean “summary”?");
    }

    #[test]
    fn ids_are_near_by_their_words_or_by_a_slip() {
        let ids = ["oda", "todai-ji", "oda-loans", "visit-abe-2015", "abe", "nara-todaiji-2014", "cepa", "nara"];
        let summits = ["summit-2010", "summit-2011", "summit-2013", "summit-cancelled-2012"];
        assert_eq!(nearest_ids("summit-2012", summits, 1), ["summit-cancelled-2012"]);
        for (wrong, near) in [
            ("todaiji", vec!["todai-ji", "nara-todaiji-2014"]),
            ("abe-visit-2015", vec!["visit-abe-2015"]),
            ("visit-abe-2051", vec!["visit-abe-2015"]),
            ("loans", vec!["oda-loans"]),
            ("CEPPA", vec!["cepa"]),
            ("naar", vec!["nara"]),
            ("odessa", vec![]),
            ("todi", vec![]),
            ("-", vec![]),
        ] {
            assert_eq!(nearest_ids(wrong, ids, 3), near, "{wrong}");
        }
    }
}

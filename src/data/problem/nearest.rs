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
}

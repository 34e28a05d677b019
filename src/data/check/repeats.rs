//! Facts that repeat their summary: what a reader has just read is no fact more.
//!
//! A fact repeats when four in five of its words that say something stand in the title or the summary, in whatever
//! form, and all of its figures. Less than that catches facts that add a name or a reason; more lets pass those that
//! say the same with a verb of their own.

use std::collections::HashSet;

use super::Report;
use super::words::{is_figure, meaningful, stem};
use crate::data::record::Record;
use crate::text::fold::fold;

/// Of a hundred words of a fact, how many in its summary make it a repetition.
const REPEATED: usize = 80;

impl Report<'_, '_> {
    /// The facts of a record that tell nothing which its summary does not tell.
    pub(super) fn repeats(&mut self, record: &Record<'_>) {
        if record.facts.is_empty() {
            return;
        }
        let known = [&record.title, &record.summary].map(|text| fold(text)).join(" ");
        let known: HashSet<_> = meaningful(&known).map(stem).collect();
        for (index, fact) in record.facts.iter().enumerate() {
            if is_known(&known, &fold(&fact.statement)) {
                let at = if fact.statement.is_unescaped() { &fact.label } else { &fact.statement };
                let message =
                    "this fact repeats the summary; take it out, tell more in it, or tell it in the fact alone";
                self.say(&record.id, &format_args!("facts[{index}]"), at, message);
            }
        }
    }
}

/// Whether a folded statement says nothing beyond these words.
fn is_known(known: &HashSet<&str>, statement: &str) -> bool {
    let words: HashSet<_> = meaningful(statement).map(stem).collect();
    let told = words.iter().filter(|word| known.contains(*word)).count();
    !words.is_empty()
        && told * 100 >= words.len() * REPEATED
        && words.iter().filter(|word| is_figure(word)).all(|figure| known.contains(figure))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeats(summary: &str, statement: &str) -> bool {
        let known = fold(summary);
        is_known(&meaningful(&known).map(stem).collect(), &fold(statement))
    }

    #[test]
    fn a_fact_that_tells_nothing_new_repeats() {
        let summary = "Norway and Chile signed the accord at Oslo in May 1999; it covers five sorts of salmon.";
        assert!(repeats(summary, "It was signed at Oslo in May 1999."));
        assert!(repeats(summary, "The accord is covering 5 sorts of salmon."));
        assert!(!repeats(summary, "It was signed at Oslo on 4 May 1999."), "the day is new");
        assert!(!repeats(summary, "Trout and herring were left to later accords."));
        assert!(!repeats(summary, "—"));
    }
}

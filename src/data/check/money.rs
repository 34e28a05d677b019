//! Sums that a pack writes in money it does not know: no card could be made of them, and no wrong answer.

use std::collections::HashSet;

use super::Report;
use crate::data::pack::usage::WORLD_CURRENCIES;

/// Large numbers in English.
const MAGNITUDES: [&str; 3] = ["million", "billion", "trillion"];

impl Report<'_, '_> {
    /// Tells of each such currency once, where it is met first.
    pub(super) fn money(&mut self) {
        let dataset = self.dataset;
        let (pack, mut told) = (&dataset.pack, HashSet::<&str>::new());
        let is_known = |code: &str| {
            let own = pack.currencies.iter().flat_map(|currency| currency.before.iter().chain([&currency.code]));
            let is_name = pack.usage.numbered.iter().any(|word| word == code);
            WORLD_CURRENCIES.contains(&code) || is_name || own.into_iter().any(|known| known == code)
        };
        for record in &dataset.records {
            for fact in &record.facts {
                for code in currencies(&fact.statement, |word| pack.usage.magnitudes.iter().any(|known| known == word))
                {
                    if !is_known(code) && told.insert(code) {
                        let message = format!(
                            "“{code}” looks like money that pack.ron does not know; add `currencies: [(code: \"{code}\")]` \
                             there, or `usage: (numbered: [\"{code}\"])` if it is a name"
                        );
                        self.say(&record.id, "facts", &fact.statement, message);
                    }
                }
            }
        }
    }
}

/// The words of three capitals before a number and a magnitude: `NOK` of `NOK 30 million`.
fn currencies(text: &str, is_own: impl Fn(&str) -> bool) -> Vec<&str> {
    let words: Vec<&str> = text.split([' ', '\u{a0}']).map(|word| word.trim_matches(['(', ',', ';', '“'])).collect();
    let is_code = |word: &str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_large = |word: &str| {
        let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        MAGNITUDES.contains(&word) || is_own(word)
    };
    let triples = words.windows(3).filter_map(|words| match words {
        [code, number, magnitude] => {
            (is_code(code) && number.starts_with(|c: char| c.is_ascii_digit()) && is_large(magnitude)).then_some(*code)
        }
        _ => None,
    });
    triples.collect()
}

#[cfg(test)]
mod tests {
    use super::currencies;

    #[test]
    fn a_code_before_a_sum_is_seen() {
        let found = |text| currencies(text, |word| word == "crore");
        assert_eq!(found("It lent NOK 30 million (CLP 5.5 billion), and INR 9 crore."), ["NOK", "CLP", "INR"]);
        assert!(found("HS 8 million, ASM 135 and NOK million of 30 million").is_empty());
    }
}

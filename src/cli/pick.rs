//! Names on the command line, shortened as long as they stay unambiguous.

use super::errors::Failure;
use crate::data::Dataset;
use crate::search::prefix_match::{Meaning, meaning};
use crate::text::narrow::narrowed;
use crate::text::{self, sanitised};

/// What a name that may be shortened means. Names are in tiers: one of an earlier tier is preferred.
///
/// # Errors
/// A sentence that tells which names it may be, or the nearest, or all.
pub(crate) fn pick<T: Clone + PartialEq>(option: &str, value: &str, tiers: &[Vec<(&str, T)>]) -> Result<T, Failure> {
    let all = || tiers.iter().flatten().map(|(name, _)| *name);
    if value.trim().is_empty() {
        return Err(Failure::Refused(format!("{option} says nothing; it may be {}", listed(all(), "or"))));
    }
    // What is no name as it was typed may be one typed with another script's keyboard.
    let meant = match meaning(value, tiers, 3) {
        Meaning::Nothing(_) => meaning(&narrowed(value), tiers, 3),
        meant @ Meaning::Some(_) => meant,
    };
    match meant {
        Meaning::Some(several) => match several.as_slice() {
            [(_, only)] => Ok(only.clone()),
            several => {
                let names = listed(several.iter().map(|(name, _)| *name), "or");
                Err(Failure::Refused(format!("{option} {} may be {names}", sanitised(value))))
            }
        },
        Meaning::Nothing(near) => {
            let help = match near.as_slice() {
                [] => format!("it may be {}", listed(all(), "or")),
                [only] => format!("the nearest is {only}"),
                near => format!("the nearest are {}", listed(near.iter().copied(), "and")),
            };
            Err(Failure::Refused(format!("{option} knows no “{}”; {help}", sanitised(value))))
        }
    }
}

/// The sectors of a pack that these names mean.
///
/// # Errors
/// That of [`pick`], for the first that means none or several.
pub(crate) fn sectors(option: &str, values: &[String], dataset: &Dataset<'_>) -> Result<Vec<String>, Failure> {
    let names = [dataset.pack.sectors.iter().map(|sector| (sector.as_str(), sector.to_string())).collect()];
    values.iter().map(|value| pick(option, value, &names)).collect()
}

/// `A, B and C`, each once.
fn listed<'n>(names: impl Iterator<Item = &'n str>, word: &str) -> String {
    let mut once: Vec<&str> = Vec::new();
    for name in names {
        if !once.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            once.push(name);
        }
    }
    if once.is_empty() { "nothing".to_owned() } else { text::listed(once, word) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(value: &str) -> Result<u8, String> {
        let tiers = [vec![("Event", 1), ("Exercise", 2), ("Term", 3)], vec![("Exchange of notes", 4), ("Summit", 5)]];
        pick("--kind", value, &tiers).map_err(|failure| failure.to_string())
    }

    #[test]
    fn beginnings_are_enough() {
        assert_eq!(picked("event"), Ok(1));
        assert_eq!(picked("Exe"), Ok(2));
        assert_eq!(picked("sum"), Ok(5));
        assert_eq!(picked("exch"), Ok(4));
        assert_eq!(picked("ｓｕｍ"), Ok(5), "as an input method leaves it");
    }

    #[test]
    fn what_is_no_name_is_answered() {
        assert_eq!(picked("e"), Err("maitri: --kind e may be Event or Exercise".into()));
        assert_eq!(picked("sumit"), Err("maitri: --kind knows no “sumit”; the nearest is Summit".into()));
        assert_eq!(
            picked(" "),
            Err("maitri: --kind says nothing; it may be Event, Exercise, Term, Exchange of notes or Summit".into())
        );
        assert!(picked("qqq").is_err_and(|sentence| sentence.contains("Event, Exercise, Term")));
    }
}

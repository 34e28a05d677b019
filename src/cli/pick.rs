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

/// The same of one tier, where it is known what a name means that another command takes: why this one does not is told
/// then, and not that there is no such name.
///
/// # Errors
/// As [`pick`], or that sentence.
fn pick_or_tell<T: Clone + PartialEq>(
    option: &str,
    value: &str,
    names: Vec<(&str, T)>,
    (elsewhere, why): (&[&str], &str),
) -> Result<T, Failure> {
    let names = [names];
    let failure = match pick(option, value, &names) {
        Ok(picked) => return Ok(picked),
        Err(failure) => failure,
    };
    let others = [elsewhere.iter().map(|name| (*name, *name)).collect::<Vec<_>>()];
    if value.trim().is_empty() || !means_nothing(value, &names) {
        return Err(failure);
    }
    let Meaning::Some(meant) = meaning(&narrowed(value), &others, 0) else { return Err(failure) };
    let meant = meant.first().map_or("", |(_, name)| *name);
    let may_be = listed(names.iter().flatten().map(|(name, _)| *name), "or");
    Err(Failure::Refused(format!("{option} {meant}: {why}; it may be {may_be}")))
}

/// Whether a name means nothing in any tier.
fn means_nothing<T: Clone + PartialEq>(value: &str, tiers: &[Vec<(&str, T)>]) -> bool {
    matches!(meaning(&narrowed(value), tiers, 0), Meaning::Nothing(_))
}

/// The sectors of a pack that these names mean.
///
/// # Errors
/// That of [`pick`], for the first that means none or several; of a topic of cards, why it is none of papers.
pub(crate) fn sectors(option: &str, values: &[String], dataset: &Dataset<'_>) -> Result<Vec<String>, Failure> {
    let names = || dataset.pack.sectors.iter().map(|sector| (sector.as_str(), sector.to_string())).collect();
    let groups: Vec<&str> = dataset.series.iter().map(|series| series.group.name()).collect();
    let why = "of figures there are cards and a plan, but no written questions";
    values.iter().map(|value| pick_or_tell(option, value, names(), (&groups, why))).collect()
}

/// The topics of cards that these names mean.
///
/// # Errors
/// That of [`pick`], for the first that means none or several; of a sector without cards, why it has none.
pub(crate) fn card_topics(
    option: &str,
    values: &[String],
    (topics, dataset): (&[&str], &Dataset<'_>),
) -> Result<Vec<String>, Failure> {
    let names = || topics.iter().map(|name| (*name, (*name).to_owned())).collect();
    let sectors: Vec<&str> = dataset.pack.sectors.iter().map(crate::data::text::Text::as_str).collect();
    let why = "a card counts for the topic that its record names first, and none names this one first";
    values.iter().map(|value| pick_or_tell(option, value, names(), (&sectors, why))).collect()
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
    fn of_a_name_that_others_take_it_is_told_why_it_is_none_here() {
        let told = |value| {
            let names = vec![("Economy", 1), ("Education", 2)];
            pick_or_tell("--topic", value, names, (&["Trade"], "it has no papers"))
                .map_err(|failure| failure.to_string())
        };
        assert_eq!(
            told("trade"),
            Err("maitri: --topic Trade: it has no papers; it may be Economy or Education".into())
        );
        assert_eq!(told("econ"), Ok(1));
        assert_eq!(told("e"), Err("maitri: --topic e may be Economy or Education".into()));
        assert!(told("qqq").is_err_and(|sentence| sentence.contains("knows no “qqq”")));
        assert!(told(" ").is_err_and(|sentence| sentence.contains("says nothing")));
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

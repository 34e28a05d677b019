//! Numbers of things in words: the one place that knows singular and plural.

use std::fmt::Display;

/// A number of things by the name of one: `1 card`, `2 cards`, `3 entries`, `4 matches`, `5 series`.
#[must_use]
pub fn counted<N: Copy + Display + PartialEq + From<u8>>(number: N, thing: &str) -> String {
    if number == N::from(1) { format!("1 {thing}") } else { format!("{number} {}", plural(thing)) }
}

/// The word that agrees with a number of things: `is` or `are`, `this fits` or `these fit`.
#[must_use]
pub fn agreeing<N: Copy + PartialEq + From<u8>>(number: N, one: &'static str, several: &'static str) -> &'static str {
    if number == N::from(1) { one } else { several }
}

/// Several of what one is called.
fn plural(thing: &str) -> String {
    const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];
    if thing.ends_with("series") {
        return thing.to_owned();
    }
    match thing.strip_suffix('y') {
        Some(stem) if !stem.ends_with(VOWELS) => format!("{stem}ies"),
        _ if ["s", "x", "ch", "sh"].iter().any(|end| thing.ends_with(end)) => format!("{thing}es"),
        _ => format!("{thing}s"),
    }
}

/// How long something takes about: `1 minute`, `12 minutes`; to the nearest, but one at least.
#[must_use]
pub fn about_minutes(minutes: f32) -> String {
    let whole = minutes.round().max(1.0);
    format!("{whole:.0} {}", if whole > 1.0 { "minutes" } else { "minute" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_and_none_are_several() {
        let told = [(0, "card"), (1, "card"), (2, "card")].map(|(number, thing)| counted(number, thing));
        assert_eq!(told, ["0 cards", "1 card", "2 cards"]);
        assert_eq!((counted(1_u16, "mark"), counted(250_u32, "word")), ("1 mark".to_owned(), "250 words".to_owned()));
        assert_eq!((agreeing(1_usize, "is", "are"), agreeing(0_usize, "is", "are")), ("is", "are"));
    }

    #[test]
    fn words_have_their_own_plurals() {
        for (one, several) in [
            ("entry", "entries"),
            ("query", "queries"),
            ("day", "days"),
            ("survey", "surveys"),
            ("series", "series"),
            ("match", "matches"),
            ("index", "indexes"),
            ("new card", "new cards"),
        ] {
            assert_eq!(counted(2, one), format!("2 {several}"));
        }
    }

    #[test]
    fn what_takes_no_time_takes_a_minute() {
        assert_eq!([0.0, 1.4, 1.5].map(about_minutes), ["1 minute", "1 minute", "2 minutes"]);
    }
}

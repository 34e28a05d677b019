//! What a member of a room is called: a name that others may be shown. What somebody types on a command line is hostile
//! until it was here.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::text::fold::fold;
use crate::text::{prefix, width};

/// Columns of a nickname at most.
pub const WIDEST: usize = 20;
/// Marks that may stand on one letter: no writing needs more.
const MOST_MARKS: usize = 3;
/// Letters that are looked at.
const LONGEST: usize = 200;
/// The fillers of Hangul: letters to Unicode, and blank to everybody else.
const BLANK: [char; 4] = ['\u{115f}', '\u{1160}', '\u{3164}', '\u{ffa0}'];

/// A nickname as it is shown: letters and digits of any script, with what stands between them in names; it begins with
/// a letter or digit, so that no spreadsheet takes it for a formula. `None` where nothing is left.
#[must_use]
pub fn cleaned(typed: &str) -> Option<String> {
    let mut name = String::new();
    let mut marks = 0;
    for c in typed.chars().take(LONGEST).nfc() {
        let begins = name.is_empty();
        if is_combining_mark(c) {
            marks += 1;
            if !begins && !name.ends_with(' ') && marks <= MOST_MARKS {
                name.push(c);
            }
            continue;
        }
        // What is left out parts no marks from those before them.
        let length = name.len();
        if c.is_alphanumeric() && !BLANK.contains(&c) || !begins && matches!(c, '-' | '_' | '.' | '\'' | '’') {
            name.push(c);
        } else if c.is_whitespace() && !begins && !name.ends_with(' ') {
            name.push(' ');
        }
        if name.len() > length {
            marks = 0;
        }
    }
    let name: String = name.nfc().collect();
    let name = prefix(&name, WIDEST).trim_end();
    (width(name) > 0).then(|| name.to_owned())
}

/// Whether one would take the one for the other.
#[must_use]
pub fn are_alike(one: &str, other: &str) -> bool {
    let folded = fold(one);
    one == other || !folded.is_empty() && folded == fold(other)
}

/// The name, or where it is taken the name with a number behind it.
#[must_use]
pub fn apart(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut numbers = 2..;
    let mut apart = name.to_owned();
    while is_taken(&apart) {
        apart = numbers.next().map_or_else(String::new, |number| numbered(name, number));
    }
    apart
}

/// The number behind this name, if it is made of the other and a number.
#[must_use]
pub fn number(name: &str, of: &str) -> Option<usize> {
    let number = name.rsplit_once(' ')?.1.parse().ok()?;
    are_alike(name, &numbered(of, number)).then_some(number)
}

fn numbered(name: &str, number: usize) -> String {
    let number = format!(" {number}");
    format!("{}{number}", prefix(name, WIDEST.saturating_sub(number.len())).trim_end())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::is_hostile;

    #[test]
    fn what_could_harm_is_left_out() {
        let told = |typed: &str| cleaned(typed).unwrap_or_default();
        assert_eq!(told("  Asha   Rao\n"), "Asha Rao");
        assert_eq!(told("\u{1b}[31mred\u{202e}"), "31mred");
        assert_eq!(told("=HYPERLINK(\"x\")"), "HYPERLINKx");
        assert_eq!(
            (told("मैत्री"), told("東京"), told("O’Neil-Jr. 2")),
            ("मैत्री".into(), "東京".into(), "O’Neil-Jr. 2".into())
        );
        assert_eq!(told("a".repeat(500).as_str()).len(), WIDEST);
        assert_eq!(told(&format!("z{}", "\u{301}".repeat(90))).chars().count(), 4, "ź and three marks");
        assert_eq!([cleaned(""), cleaned(" \t"), cleaned("🙂\u{200d}")], [None, None, None]);
        assert_eq!([cleaned("\u{3164}"), cleaned("\u{115f}\u{1160}\u{ffa0}")], [None, None]);
        assert_eq!(told("한\u{3164}글"), "한글");
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let long = "a".repeat(WIDEST);
        assert_eq!(apart("Asha", |name| are_alike(name, "ASHA")), "Asha 2");
        assert_eq!(apart("Asha", |name| ["Asha", "Asha 2"].contains(&name)), "Asha 3");
        assert_eq!(apart(&long, |name| name == long), format!("{} 2", "a".repeat(WIDEST - 2)));
        assert_eq!(apart("Asha", |_| false), "Asha");
        assert_eq!(
            (number("Asha 12", "asha"), number("Asha", "Asha"), number("Kenji 2", "Asha")),
            (Some(12), None, None)
        );
        assert_eq!(number(&apart(&long, |name| name == long), &long), Some(2));
    }

    proptest! {
        #[test]
        fn every_nickname_can_be_shown(typed in "\\PC{0,60}|.{0,60}|[a \u{115f}\u{1160}\u{3164}\u{ffa0}]{0,9}", taken in 0_usize..40) {
            if let Some(name) = cleaned(&typed) {
                prop_assert!(width(&name) <= WIDEST && !name.chars().any(is_hostile), "{name:?}");
                prop_assert!(!name.contains(BLANK), "{name:?}");
                prop_assert!(name.starts_with(char::is_alphanumeric) && name.trim() == name, "{name:?}");
                prop_assert_eq!(cleaned(&name), Some(name.clone()));
                let names = std::cell::Cell::new(taken);
                let numbered = apart(&name, |_| names.replace(names.get().saturating_sub(1)) > 0);
                prop_assert!(width(&numbered) <= WIDEST, "{numbered:?}");
            }
        }
    }
}

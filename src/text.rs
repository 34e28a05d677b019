//! Text by display width: clip, wrap, pad, and clean what a terminal must never see.
//!
//! A width is what `unicode-width` says a string takes in columns, found in [`columns`]. Nothing here splits a grapheme
//! cluster. Knows nothing of styles or of the dataset. The form in which texts are compared is in [`fold`],
//! what is left of a text where nothing beyond ASCII shows in [`ascii`].

pub mod ascii;
mod columns;
mod counting;
pub mod fold;
pub mod html;
pub mod markdown;
pub mod narrow;
pub mod reflow;

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

pub use columns::{prefix, width};
pub use counting::{about_minutes, agreeing, counted};

/// Stands for what was cut away.
pub const ELLIPSIS: &str = "…";

/// Whether a text takes at most so many columns. Of a long one no more is measured than that takes.
fn fits(text: &str, columns: usize) -> bool {
    /// A column seldom takes so many bytes.
    const LONG: usize = 64;
    // No byte takes more than a column.
    text.len() <= columns
        || if text.len() <= columns.saturating_mul(LONG) {
            width(text) <= columns
        } else {
            prefix(text, columns).len() == text.len()
        }
}

/// The text if it fits in so many columns, else its beginning and an ellipsis, together no wider. It never ends within
/// a number: half of one is another.
#[must_use]
pub fn clip(text: &str, columns: usize) -> Cow<'_, str> {
    if fits(text, columns) {
        return Cow::Borrowed(text);
    }
    let Some(room) = columns.checked_sub(width(ELLIPSIS)) else {
        return Cow::Borrowed("");
    };
    let head = whole_numbers(text, prefix(text, room).len());
    Cow::Owned(format!("{}{ELLIPSIS}", head.trim_end()))
}

/// The beginning of a text of so many bytes, without the number it would end within.
fn whole_numbers(text: &str, end: usize) -> &str {
    let (head, after) = (text.get(..end).unwrap_or_default(), text.get(end..).unwrap_or_default());
    if is_within_number(head, after) { head.trim_end_matches(is_of_number) } else { head }
}

/// Whether a text that is parted in these two is parted within a number, as `2014`, `1,234` or `6.5`.
fn is_within_number(head: &str, after: &str) -> bool {
    let sign = ['.', ','];
    let is_digit = |c: char| c.is_ascii_digit();
    // One sign may stand between two digits, on this side or on that.
    let began = head.strip_suffix(sign).unwrap_or(head).ends_with(is_digit);
    let goes_on = after.strip_prefix(sign).unwrap_or(after).starts_with(is_digit);
    began && goes_on && !(head.ends_with(sign) && after.starts_with(sign))
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',')
}

/// The text if it fits in so many columns, else an ellipsis and its end, together no wider.
#[must_use]
pub fn clip_start(text: &str, columns: usize) -> Cow<'_, str> {
    if fits(text, columns) {
        return Cow::Borrowed(text);
    }
    let Some(room) = columns.checked_sub(width(ELLIPSIS)) else {
        return Cow::Borrowed("");
    };
    let mut start = text.len();
    for (index, _) in text.grapheme_indices(true).rev().take(columns.saturating_add(256)) {
        let tail = text.get(index..).unwrap_or_default();
        if width(tail) > room {
            break;
        }
        start = index;
    }
    let (head, mut tail) = (text.get(..start).unwrap_or_default(), text.get(start..).unwrap_or_default());
    if is_within_number(head, tail) {
        tail = tail.trim_start_matches(is_of_number);
    }
    Cow::Owned(format!("{ELLIPSIS}{tail}"))
}

/// The text if it fits in so many columns, else no wider with an ellipsis in the middle, so that what stands from this
/// byte on is seen: what tells the text from another that begins as it does. Where that is too long itself it ends in
/// an ellipsis too.
#[must_use]
pub fn clip_around(text: &str, columns: usize, from: usize) -> Cow<'_, str> {
    if fits(text, columns) {
        return Cow::Borrowed(text);
    }
    // From the beginning of the word in which it stands.
    let before = text.get(..from).unwrap_or_default();
    let word = before.rfind(' ').map_or(0, |space| space + 1);
    let rest = text.get(word..).unwrap_or_default();
    let least = columns / 3;
    let room = columns.saturating_sub(width(ELLIPSIS));
    let head = whole_numbers(text, prefix(text, room.saturating_sub(width(rest)).max(least)).len()).trim_end();
    if head.len() >= word {
        return clip(text, columns);
    }
    let left = room.saturating_sub(width(head));
    let tail = clip(rest, left);
    if tail == ELLIPSIS {
        return clip(text, columns);
    }
    let clipped = format!("{head}{ELLIPSIS}{tail}");
    // A sign that joins what stands apart may take more room than the parts did.
    if fits(&clipped, columns) { Cow::Owned(clipped) } else { clip(text, columns) }
}

/// The text clipped to so many columns and filled up with spaces to exactly that.
#[must_use]
pub fn pad(text: &str, columns: usize) -> String {
    let clipped = clip(text, columns);
    let fill = columns.saturating_sub(width(&clipped));
    format!("{clipped}{}", " ".repeat(fill))
}

/// As [`pad`], with the spaces on the left.
#[must_use]
pub fn pad_start(text: &str, columns: usize) -> String {
    let clipped = clip(text, columns);
    let fill = columns.saturating_sub(width(&clipped));
    format!("{}{clipped}", " ".repeat(fill))
}

/// Breaks a text into lines of at most so many columns, at spaces where it can.
///
/// A word wider than a line is broken between graphemes; a grapheme wider than a line is left
/// out, since it could not be drawn. A text of no words gives one empty line.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, columns, &mut lines);
    }
    lines
}

fn wrap_paragraph<'t>(paragraph: &'t str, columns: usize, lines: &mut Vec<&'t str>) {
    let before = lines.len();
    let mut rest = paragraph.trim();
    while !rest.is_empty() {
        let fits = prefix(rest, columns);
        let after = rest.get(fits.len()..).unwrap_or_default();
        if after.is_empty() {
            lines.push(rest);
            break;
        }
        let cut = if fits.is_empty() {
            // Nothing fits: pass over one grapheme, or there would be no end.
            rest = rest.graphemes(true).next().and_then(|first| rest.get(first.len()..)).unwrap_or_default();
            rest = rest.trim_start();
            continue;
        } else if after.starts_with(' ') {
            fits.len()
        } else {
            fits.rfind(' ')
                .filter(|&space| !fits.get(..space).unwrap_or_default().trim().is_empty())
                .unwrap_or(fits.len())
        };
        lines.push(rest.get(..cut).unwrap_or_default().trim_end());
        rest = rest.get(cut..).unwrap_or_default().trim_start();
    }
    if lines.len() == before {
        lines.push("");
    }
}

/// Whether a terminal might act on this character instead of showing it: control characters, the
/// marks that turn the direction of writing, and line separators.
#[must_use]
pub fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text with every hostile character replaced by `�`, so that it can be shown.
#[must_use]
pub fn sanitised(text: &str) -> Cow<'_, str> {
    if text.contains(is_hostile) { Cow::Owned(text.replace(is_hostile, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

/// Names in a row, with a word before the last: `A, B and C`; nothing where there are none.
#[must_use]
pub fn listed<'n>(names: impl IntoIterator<Item = &'n str>, word: &str) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} {word} {last}", rest.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn clipping_says_that_it_clipped() {
        assert_eq!(clip("Tokyo", 5), "Tokyo");
        assert_eq!(clip("Tokyo Bay", 6), "Tokyo…");
        assert_eq!(clip("Tokyo", 1), "…");
        assert_eq!(clip("Tokyo", 0), "");
        assert_eq!(clip_start("Tokyo", 3), "…yo");
    }

    #[test]
    fn what_tells_a_text_apart_is_kept() {
        let (one, other) = ("Joint Declaration on Security (2008)", "Joint Declaration on Security (2025)");
        assert_eq!(clip_around(one, 36, 31), one);
        assert_eq!(clip_around(one, 24, 31), "Joint Declaration…(2008)");
        assert_eq!(clip_around(other, 14, 31), "Joint D…(2025)");
        assert_eq!(clip_around("Harbour of the north and of all its islands", 24, 15), "Harbour…north and of al…");
        assert_eq!(clip_around("Harbour of the north", 12, 3), "Harbour of…");
        assert_eq!((clip_around(one, 1, 31), clip_around(one, 0, 31)), ("…".into(), "".into()));
    }

    #[test]
    fn a_text_never_ends_within_a_number() {
        assert_eq!(
            (clip("Summit of 2014 in Tokyo", 12), clip("Summit of 2014 in Tokyo", 15)),
            ("Summit of…".into(), "Summit of 2014…".into())
        );
        assert_eq!((clip("US$ 6,176.56 m", 8), clip("US$ 6,176.56 m", 10)), ("US$…".into(), "US$…".into()));
        assert_eq!((clip("1234", 3), clip("12, 34", 4)), ("…".into(), "12,…".into()));
        assert_eq!(
            (clip_start("in 2014 again", 9), clip_start("in 2014 again", 11)),
            ("… again".into(), "…2014 again".into())
        );
    }

    #[test]
    fn minutes_are_told_to_the_nearest() {
        let told = [0.0, 0.4, 1.4, 1.5, 3.000_000_2, 27.0].map(about_minutes);
        assert_eq!(told, ["1 minute", "1 minute", "1 minute", "2 minutes", "3 minutes", "27 minutes"]);
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(clip("東大寺", 6), "東大寺");
        assert_eq!(clip("東大寺", 5), "東大…");
        assert_eq!(pad("東", 4), "東  ");
        assert_eq!(wrap("東大寺の鐘", 4), ["東大", "寺の", "鐘"]);
    }

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(wrap("the quick brown fox", 9), ["the quick", "brown fox"]);
        assert_eq!(wrap("a supercalifragilistic word", 6), ["a", "superc", "alifra", "gilist", "ic", "word"]);
        assert_eq!(wrap("", 9), [""]);
        assert_eq!(wrap("one\n\ntwo", 9), ["one", "", "two"]);
        assert_eq!(wrap("東", 1), [""]);
    }

    #[test]
    fn escapes_and_direction_marks_are_taken_out() {
        assert_eq!(sanitised("a\u{1b}[31mb\u{202e}c\u{9b}"), "a\u{fffd}[31mb\u{fffd}c\u{fffd}");
        assert_eq!(sanitised("मैत्री 東京"), "मैत्री 東京");
    }

    /// Latin, Japanese, Devanagari, combining marks, emoji with joiners and flags, and spaces.
    fn any_writing() -> impl Strategy<Value = String> {
        let pieces = prop_oneof![
            Just("a"),
            Just("Maitri"),
            Just(" "),
            Just("  "),
            Just("日"),
            Just("本語"),
            Just("मै"),
            Just("त्री"),
            Just("e\u{301}"),
            Just("o\u{304}\u{323}"),
            Just("👩‍👩‍👧"),
            Just("🇮🇳"),
            Just("❤\u{fe0f}"),
            Just("ﾊﾟ"),
            Just("…"),
            Just("\u{200d}"),
        ];
        proptest::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
    }

    fn boundaries(text: &str) -> Vec<usize> {
        text.grapheme_indices(true).map(|(index, _)| index).chain([text.len()]).collect()
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_asked(text in any_writing(), columns in 0_usize..20) {
            prop_assert!(width(&clip(&text, columns)) <= columns);
            prop_assert!(width(&clip_start(&text, columns)) <= columns);
            for from in 0..=text.len() {
                prop_assert!(width(&clip_around(&text, columns, from)) <= columns);
            }
            prop_assert_eq!(width(&pad(&text, columns)), columns);
            for line in wrap(&text, columns) {
                prop_assert!(width(line) <= columns, "{:?} in {}", line, columns);
            }
        }

        #[test]
        fn no_number_is_split(text in "[0-9a,. ]{0,24}", columns in 0_usize..20) {
            let clipped = clip(&text, columns).into_owned();
            if let Some(head) = clipped.strip_suffix(ELLIPSIS) {
                let (mut from, mut at) = (0, 0);
                // What digits stand around the end, with one point or comma between two of them.
                let bytes = text.as_bytes();
                let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
                let sign = |at: usize| matches!(bytes.get(at), Some(b'.' | b','));
                while at < text.len() {
                    if digit(at) || (at > from && sign(at) && digit(at - 1) && digit(at + 1)) {
                        at += 1;
                        continue;
                    }
                    prop_assert!(!(from < head.len() && head.len() < at), "{:?} in {}: {:?}", text, columns, clipped);
                    at += 1;
                    from = at;
                }
                prop_assert!(!(from < head.len() && head.len() < at), "{:?} in {}: {:?}", text, columns, clipped);
            }
        }

        #[test]
        fn no_grapheme_is_split(text in any_writing(), columns in 0_usize..20) {
            let allowed = boundaries(&text);
            prop_assert!(allowed.contains(&prefix(&text, columns).len()));
            for line in wrap(&text, columns) {
                if !line.is_empty() {
                    let start = line.as_ptr() as usize - text.as_ptr() as usize;
                    prop_assert!(allowed.contains(&start) || text.get(..start).is_some_and(|before| before.ends_with(' ')));
                    let end = start + line.len();
                    prop_assert!(allowed.contains(&end) || text.get(end..).is_some_and(|after| after.starts_with(' ')));
                }
            }
        }

        #[test]
        fn wrapping_loses_no_word(text in "[a-zé ]{0,60}", columns in 1_usize..30) {
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&wrap(&text, columns).join(" ")), letters(&text));
        }
    }

    #[test]
    fn names_stand_in_a_row_with_a_word_before_the_last() {
        let told = [&[][..], &["A"], &["A", "B"], &["A", "B", "C"]].map(|names| listed(names.iter().copied(), "or"));
        assert_eq!(told, ["", "A", "A or B", "A, B or C"]);
    }

    #[test]
    fn one_thing_is_not_called_as_several_are() {
        let told = [(0, "card"), (1, "card"), (2, "card"), (1, "entry"), (3, "entry"), (2, "day")];
        let words = told.map(|(number, thing)| counted(number, thing));
        assert_eq!(words, ["0 cards", "1 card", "2 cards", "1 entry", "3 entries", "2 days"]);
    }
}

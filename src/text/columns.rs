//! Columns that a text takes on a terminal: what `unicode-width` says, sooner.
//!
//! A frame measures texts some thousand times, nearly all of them plain ASCII, where every byte is a column. So a text
//! is taken in pieces, and only those with something else in them are measured. What a width is good for, to clip or to
//! wrap, is [`super`]'s.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns a text takes on a terminal.
#[must_use]
pub fn width(text: &str) -> usize {
    Pieces(text).map(Piece::width).sum()
}

/// The longest beginning of the text that takes at most so many columns; shorter only where more signs
/// that take no room follow one another than any writing has.
#[must_use]
pub fn prefix(text: &str, columns: usize) -> &str {
    let (mut end, mut room) = (0, columns);
    for piece in Pieces(text) {
        let fitting = piece.prefix(room);
        end += fitting.len();
        if fitting.len() < piece.text.len() {
            break;
        }
        room = room.saturating_sub(piece.width());
    }
    text.get(..end).unwrap_or_default()
}

/// A piece of a text: of plain characters alone, or one that has to be measured.
#[derive(Clone, Copy, Debug)]
struct Piece<'t> {
    text: &'t str,
    is_plain: bool,
}

impl<'t> Piece<'t> {
    fn width(self) -> usize {
        if self.is_plain { self.text.len() } else { self.text.width() }
    }

    fn prefix(self, columns: usize) -> &'t str {
        /// Signs looked at beyond one a column.
        const WITHOUT_ROOM: usize = 256;
        if self.is_plain {
            return self.text.get(..columns).unwrap_or(self.text);
        }
        let ends = self.text.grapheme_indices(true).map(|(start, grapheme)| start + grapheme.len());
        let ends: Vec<usize> = ends.take(columns.saturating_add(WITHOUT_ROOM)).collect();
        let head = |end: usize| self.text.get(..end).unwrap_or_default();
        // Measured from the start each time: the width of a string is not the sum of its parts.
        let fitting = ends.partition_point(|end| head(*end).width() <= columns);
        fitting.checked_sub(1).and_then(|last| ends.get(last)).map_or("", |end| head(*end))
    }
}

/// The pieces of a text. What is plain belongs to what is measured where it stands beside that, since it may be joined
/// by what precedes it and by a mark that follows; between two plain characters nothing is joined.
struct Pieces<'t>(&'t str);

fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        let bytes = self.0.as_bytes();
        let plain_from = |from: usize| bytes.iter().skip(from).take_while(|byte| is_plain(**byte)).count();
        let first = plain_from(0);
        let plain = if first == bytes.len() { first } else { first.saturating_sub(1) };
        let (end, is_plain) = if plain > 0 {
            (plain, true)
        } else {
            // Up to between two plain ones, or the end.
            let mut end = first;
            loop {
                end += bytes.iter().skip(end).take_while(|byte| !is_plain(**byte)).count();
                let run = bytes.iter().skip(end).take(2).take_while(|byte| is_plain(**byte)).count();
                end += run.min(1);
                if run != 1 || end == bytes.len() {
                    break (end, false);
                }
            }
        };
        let (piece, rest) = self.0.split_at_checked(end)?;
        self.0 = rest;
        (!piece.is_empty()).then_some(Piece { text: piece, is_plain })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same as it is meant: every beginning measured.
    fn plainly_prefix(text: &str, columns: usize) -> &str {
        let ends = text.grapheme_indices(true).map(|(start, grapheme)| start + grapheme.len());
        ends.filter_map(|end| text.get(..end)).take_while(|head| head.width() <= columns).last().unwrap_or("")
    }

    /// Plain letters and digits among signs of every kind: wide ones, marks that join what is before them, joiners,
    /// emoji and their tags, ligatures, control characters.
    fn any_text() -> impl Strategy<Value = String> {
        let pieces = prop_oneof![
            4 => "[ -~]{1,3}",
            1 => any::<char>().prop_map(String::from),
            2 => proptest::sample::select(
                &[
                    "–", "’", "…", "é", "e\u{301}", "日", "本語", "ﾊﾟ", "मै", "त्री", "لا", "ل", "ا", "🇮🇳", "🇯", "👩‍👩‍👧", "👩", "\u{200d}",
                    "\u{fe0f}", "\u{fe0e}", "\u{20e3}", "1\u{fe0f}\u{20e3}", "❤\u{fe0f}", "\u{338}", "\n", "\r\n", "\t", "\u{ad}", "ក្ក",
                    "🏴\u{e0067}\u{e007f}", "🏽", "\u{600}", "ꓸ", "ᨃ", "\u{1a17}",
                ][..]
            ).prop_map(str::to_owned),
        ];
        proptest::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2048))]

        #[test]
        fn a_width_is_the_one_of_the_whole(text in any_text()) {
            prop_assert_eq!(width(&text), text.width());
        }

        #[test]
        fn a_beginning_is_as_long_as_there_is_room_for(text in any_text(), columns in 0_usize..24) {
            prop_assert_eq!(prefix(&text, columns), plainly_prefix(&text, columns));
        }
    }

    #[test]
    fn every_character_is_measured_among_plain_ones_as_it_stands() {
        for c in ('\0'..='\u{1ffff}').chain('\u{e0000}'..='\u{e0fff}') {
            let text = format!("1{c}2 {c}ab{c}");
            assert_eq!(width(&text), text.width(), "{c:?}");
            assert_eq!(prefix(&text, 3), plainly_prefix(&text, 3), "{c:?}");
        }
    }

    #[test]
    fn signs_without_room_do_not_go_on_for_ever() {
        let text = format!("a{}b", " \u{200b}".repeat(5000));
        assert!(prefix(&text, 3).len() < 2000);
    }
}

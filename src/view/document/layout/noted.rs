//! The numbers of sources in running text, told apart from the rest.

use super::{DocumentLine, NO_BREAK, TextRole};
use crate::data::cite::PILCROW;

/// A line of text after an indent, the numbers of its sources told apart from the rest.
pub(crate) fn noted(text: &str, indent: usize) -> DocumentLine {
    let mut pieces = Vec::new();
    if indent > 0 {
        pieces.push((TextRole::Text, " ".repeat(indent)));
    }
    let mut rest = text;
    while let Some((before, note, after)) = next_note(rest) {
        if !before.is_empty() {
            pieces.push((TextRole::Text, before.replace(NO_BREAK, " ")));
        }
        pieces.push((TextRole::Source, note.replace(NO_BREAK, " ")));
        rest = after;
    }
    if !rest.is_empty() || pieces.is_empty() {
        pieces.push((TextRole::Text, rest.replace(NO_BREAK, " ")));
    }
    DocumentLine { pieces, ..DocumentLine::default() }
}

/// Splits at the next `[12]` or `[12 ¶14, ¶16–¶18]`.
pub(crate) fn next_note(text: &str) -> Option<(&str, &str, &str)> {
    for (open, _) in text.match_indices('[') {
        let inner = text.get(open + 1..)?;
        let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let after = inner.get(digits..)?;
        let paragraphs = after.strip_prefix(NO_BREAK).is_some_and(|rest| rest.starts_with(PILCROW));
        let close = if paragraphs { after.find(']') } else { after.starts_with(']').then_some(0) };
        if let Some(close) = close.filter(|_| digits > 0) {
            let end = open + digits + close + 2;
            return Some((text.get(..open)?, text.get(open..end)?, text.get(end..)?));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_told_apart() {
        let roles = |text: &str| noted(text, 0).pieces;
        let (text, source) =
            (|text: &str| (TextRole::Text, text.to_owned()), |text: &str| (TextRole::Source, text.to_owned()));
        assert_eq!(roles("a [b] c\u{a0}[1][12]"), [text("a [b] c "), source("[1]"), source("[12]")]);
        let several = "a\u{a0}[1\u{a0}¶14,\u{a0}¶16–¶18] [2]; b [3 ¶1]";
        assert_eq!(
            roles(several),
            [text("a "), source("[1 ¶14, ¶16–¶18]"), text(" "), source("[2]"), text("; b [3 ¶1]")]
        );
    }
}

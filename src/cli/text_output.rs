//! Text output: what the screens show as lines of text, for pipes, for paper and for screen readers.
//!
//! No colours, no boxes, no escapes, and no line wider than asked. Nothing is cut: what does not fit
//! goes on in the next line, indented. What is listed and in which order the screens say; how a
//! record reads in one line is in [`entry`], which of them are wanted in [`selection`], figures in
//! [`chart`]. What becomes of a cell of a table for a spreadsheet, in [`cells`].

pub mod bar;
pub(crate) mod cells;
pub mod chart;
pub mod entry;
pub(crate) mod phrases;
pub mod selection;

use crate::text::{width, wrap};

/// Columns before what goes on from the line above.
const INDENT: usize = 2;

/// The text in lines of at most so many columns, those after the first indented.
#[must_use]
pub fn hanging(text: &str, columns: usize) -> Vec<String> {
    let text = text.trim();
    let lines = wrap(text, columns);
    let Some(first) = lines.first().filter(|_| lines.len() > 1 && columns > INDENT) else {
        return lines.into_iter().map(str::to_owned).collect();
    };
    let rest = text.strip_prefix(first).unwrap_or_default();
    let mut hanging = vec![(*first).to_owned()];
    hanging.extend(indented(rest, columns));
    hanging
}

/// The text in lines of at most so many columns, all indented where there is room for that.
#[must_use]
pub fn indented(text: &str, columns: usize) -> Vec<String> {
    let indent = if columns > INDENT { INDENT } else { 0 };
    wrap(text, columns - indent).into_iter().map(|line| format!("{}{line}", " ".repeat(indent))).collect()
}

/// The widest of some texts, in columns.
fn widest<'t>(texts: impl IntoIterator<Item = &'t str>) -> usize {
    texts.into_iter().map(width).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_does_not_fit_goes_on_below() {
        assert_eq!(hanging("the quick brown fox jumps", 11), ["the quick", "  brown fox", "  jumps"]);
        assert_eq!(hanging("the quick", 11), ["the quick"]);
        assert_eq!(hanging("", 11), [""]);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_and_no_letter_is_lost(text in "[a-zé\\- ]{0,120}", columns in 3_usize..60) {
            let lines = hanging(&text, columns);
            prop_assert!(lines.iter().all(|line| width(line) <= columns), "{lines:?}");
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}

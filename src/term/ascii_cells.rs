//! A screen for a terminal that shows nothing beyond ASCII: the signs that the explorer draws with are
//! [`symbols`](crate::tui::symbols) of ASCII already; this is for the text of the dataset.

use ratatui::buffer::Buffer;

use crate::text::ascii::ascii;
use crate::text::width;

/// Stands for what was cut away, and for what would say something else if it were.
const CUT: &str = "~";
/// The sign of a dispute, which is no cut of its two signs in a text.
const CONFLICT: &str = "≠";
const CONFLICT_IN_ASCII: &str = "!";

/// Makes each cell show ASCII, and nothing move: what takes a column takes one after it, and what there is nothing like
/// for is blank.
pub(super) fn to_ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if cell.symbol().is_ascii() {
            continue;
        }
        let columns = width(cell.symbol()).max(1);
        let whole = ascii(cell.symbol());
        let plain: String = whole.chars().take(columns).collect();
        // The cell beneath the second half of a wide character is blank already.
        let shown = match plain.as_str() {
            "" => " ",
            _ if cell.symbol() == CONFLICT => CONFLICT_IN_ASCII,
            // The dots of an ellipsis, fractions, comparisons and what is raised.
            cut if cut.len() < whole.len() && !cut.chars().all(char::is_alphabetic) => CUT,
            plain => plain,
        };
        cell.set_symbol(shown);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn nothing_moves() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 32, 1));
        buffer.set_string(0, 0, "Straße 東大寺 Ōsaka│मै…½ ≠±≥≤²१", Style::new());
        to_ascii(&mut buffer);
        let shown: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(shown, "Strase        Osaka| ~~ !~~~~1  ");
    }
}

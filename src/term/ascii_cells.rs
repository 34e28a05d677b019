//! A screen for a terminal that shows nothing beyond ASCII: the signs that the explorer draws with are
//! [`symbols`](crate::tui::symbols) of ASCII already; this is for the text of the dataset.

use ratatui::buffer::Buffer;

use crate::text::ascii::ascii;
use crate::text::{ELLIPSIS, width};

/// Stands for what was cut away, in one column.
const CUT: &str = "~";

/// Makes each cell show ASCII, and nothing move: what takes a column takes one after it, and what there is nothing like for
/// is blank.
pub(super) fn to_ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if cell.symbol().is_ascii() {
            continue;
        }
        if cell.symbol() == ELLIPSIS {
            cell.set_symbol(CUT);
            continue;
        }
        let columns = width(cell.symbol());
        let plain: String = ascii(cell.symbol()).chars().take(columns.max(1)).collect();
        // The cell beneath the second half of a wide character is blank already.
        cell.set_symbol(if plain.is_empty() { " " } else { &plain });
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn nothing_moves() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 1));
        buffer.set_string(0, 0, "Straße 東大寺 Ōsaka│मै…", Style::new());
        to_ascii(&mut buffer);
        let shown: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(shown, "Strase        Osaka| ~  ");
    }
}

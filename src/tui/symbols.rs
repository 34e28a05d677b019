//! The signs boxes, lists and charts are drawn with: Unicode, or ASCII for `--ascii`.
//!
//! Text of the dataset is not touched by this.

use ratatui::symbols::{Marker, border};

use crate::data::Kind;

/// One set of signs.
#[derive(Clone, Debug)]
pub struct Symbols {
    /// Frames.
    pub border: border::Set<'static>,
    /// Rule in pane titles.
    pub dash: &'static str,
    /// Before the selected row.
    pub pointer: &'static str,
    /// Before what the reader has marked.
    pub mark: &'static str,
    /// Before what the reader has a note on.
    pub noted: &'static str,
    /// Before what is both.
    pub marked_and_noted: &'static str,
    /// Before a facet that is chosen, and before one that is not.
    pub boxes: [&'static str; 2],
    /// After what an exam asks.
    pub core: &'static str,
    /// Before a record in lists of many kinds, by its kind.
    pub kinds: [(Kind, &'static str); Kind::ALL.len()],
    /// Beside the column a table is ordered by: the least first, and the greatest.
    pub sorted: [&'static str; 2],
    /// Before what sources disagree on.
    pub conflict: &'static str,
    /// Eight heights of a bar, lowest first, a blank before them.
    pub heights: [&'static str; 9],
    /// Nothing, little, some, much, most: days of a calendar.
    pub shades: [&'static str; 5],
    /// A full cell of a bar.
    pub bar: &'static str,
    /// What a bar has not filled.
    pub track: &'static str,
    /// A thin bar: a full cell, the half of one, and what it has not filled.
    pub meter: [&'static str; 3],
    /// What plots lines.
    pub marker: Marker,
    /// A vertical rule in a chart.
    pub vertical: &'static str,
    /// A horizontal rule in a chart.
    pub horizontal: &'static str,
    /// Where a tick meets the axis.
    pub tick: &'static str,
    /// Something that happened, on an axis of time.
    pub event: &'static str,
    /// A figure alone in a chart.
    pub point: &'static str,
    /// A vertical rule in a chart, of what is compared with.
    pub dashed: &'static str,
    /// What lines of a chart are made of where they are no dots, one look after another.
    pub lines: [&'static str; 4],
    /// What stands for them in a list, three columns each.
    pub samples: [&'static str; 4],
    /// What fills the space between two lines where a balance is below zero, and where it is above.
    pub fill_below: &'static str,
    /// See there.
    pub fill_above: &'static str,
    /// Columns of a bar in eighths of a cell, lengthwise: all but the full one.
    pub parts: [&'static str; 8],
    /// Whether a lower part of a cell in reverse is the upper part of it.
    pub is_reversible: bool,
    /// A place on a map of which little is told, more, most.
    pub places: [&'static str; 3],
    /// The selected place on a map.
    pub place_here: &'static str,
    /// A coast in the upper half of a cell, in the lower, in both, where it is not drawn in Braille.
    pub halves: [char; 3],
    /// A line between two places on a map, where it is not drawn in Braille.
    pub line: char,
    /// Says that there is more above, and below.
    pub more: [&'static str; 2],
}

/// For terminals of this century.
pub static UNICODE: Symbols = Symbols {
    border: border::ROUNDED,
    dash: "─",
    pointer: "▸",
    mark: "•",
    noted: "≡",
    marked_and_noted: "‡",
    boxes: ["[x]", "[ ]"],
    core: "◆",
    kinds: [
        (Kind::Event, "·"),
        (Kind::Agreement, "§"),
        (Kind::Institution, "⌂"),
        (Kind::Project, "■"),
        (Kind::Exercise, "×"),
        (Kind::Person, "○"),
        (Kind::Initiative, "»"),
        (Kind::Theme, "¶"),
        (Kind::Place, "◦"),
        (Kind::Term, "“"),
        (Kind::Series, "∿"),
    ],
    sorted: ["▴", "▾"],
    conflict: "≠",
    heights: [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    shades: ["·", "░", "▒", "▓", "█"],
    bar: "█",
    track: "·",
    meter: ["━", "╸", "─"],
    marker: Marker::Braille,
    vertical: "│",
    horizontal: "─",
    tick: "┴",
    event: "▲",
    point: "●",
    dashed: "╎",
    lines: ["━", "╍", "┉", "╸"],
    samples: ["━━━", "╍╍╍", "┉┉┉", "╸╶╸"],
    fill_below: "░",
    fill_above: "▒",
    parts: ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"],
    is_reversible: true,
    places: ["◦", "•", "●"],
    place_here: "◉",
    halves: ['▀', '▄', '█'],
    line: '─',
    more: ["↑", "↓"],
};

/// For everything else.
pub static ASCII: Symbols = Symbols {
    border: border::Set {
        top_left: "+",
        top_right: "+",
        bottom_left: "+",
        bottom_right: "+",
        vertical_left: "|",
        vertical_right: "|",
        horizontal_top: "-",
        horizontal_bottom: "-",
    },
    dash: "-",
    pointer: ">",
    mark: ".",
    noted: "=",
    marked_and_noted: "%",
    boxes: ["[x]", "[ ]"],
    core: "*",
    kinds: [
        (Kind::Event, "."),
        (Kind::Agreement, "S"),
        (Kind::Institution, "H"),
        (Kind::Project, "#"),
        (Kind::Exercise, "x"),
        (Kind::Person, "o"),
        (Kind::Initiative, ">"),
        (Kind::Theme, "P"),
        (Kind::Place, "o"),
        (Kind::Term, "\""),
        (Kind::Series, "~"),
    ],
    sorted: ["+", "-"],
    conflict: "!",
    heights: [" ", ".", ".", ":", ":", "=", "=", "#", "#"],
    shades: [".", "-", "+", "x", "#"],
    bar: "#",
    track: ".",
    meter: ["=", "-", "."],
    marker: Marker::Dot,
    vertical: "|",
    horizontal: "-",
    tick: "+",
    event: "^",
    point: "@",
    dashed: ":",
    lines: ["*", "o", "x", "%"],
    samples: ["***", "ooo", "xxx", "%%%"],
    fill_below: "-",
    fill_above: "+",
    parts: ["", "", "", "", "-", "-", "=", "="],
    is_reversible: false,
    places: ["o", "O", "#"],
    place_here: "@",
    halves: ['\'', '.', ':'],
    line: '~',
    more: ["^", "v"],
};

impl Symbols {
    /// The sign of a kind.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> &'static str {
        self.kinds.iter().find(|(of, _)| *of == kind).map_or(" ", |(_, sign)| sign)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_sign_of_one_column() {
        for symbols in [&UNICODE, &ASCII] {
            for kind in Kind::ALL {
                assert_eq!(crate::text::width(symbols.kind(kind).trim()), 1, "{kind:?}");
            }
        }
        assert!(ASCII.kinds.iter().all(|(_, sign)| sign.is_ascii()));
    }
}

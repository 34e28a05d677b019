//! The signs boxes, lists and charts are drawn with: Unicode, or ASCII for `--ascii`.
//!
//! Where that is wanted the typographic signs of sentences, of the program's own and of the dataset's, are drawn as
//! what ASCII has for them ([`Symbols::finish`]): a dash, a quotation mark, what stands for words cut away. The letters
//! of the dataset's names are not touched.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::symbols::{Marker, border};

use crate::data::Kind;
use crate::text::ascii::{ascii, fraction};
use crate::text::width;

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
    /// Between an earlier value and a later.
    pub becomes: &'static str,
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
    /// Lines across and upright to what only followed, and did not come of it.
    pub broken: [&'static str; 2],
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
    /// Whether nothing else than ASCII is drawn, but for letters of the dataset.
    pub is_ascii: bool,
}

/// What ASCII has in one column for a sign of text, so that nothing moves: what [`ascii`] says, and for signs that it
/// tells in several, what stands for words cut away among them, one of their own. Letters and digits are left as they
/// are, and so are signs of money, of which one letter says little.
fn stand_in(sign: char) -> Option<char> {
    match sign {
        _ if sign.is_ascii() || sign.is_alphanumeric() => None,
        '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20cf}' => None,
        '…' => Some('~'),
        '≠' => Some('!'),
        '±' => Some('+'),
        _ => {
            let mut buffer = [0; 4];
            let sign = sign.encode_utf8(&mut buffer);
            let told = ascii(sign);
            let mut signs = told.chars();
            signs.next().filter(|_| signs.next().is_none() && width(sign) == 1)
        }
    }
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
    becomes: "→",
    heights: [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    shades: ["·", "░", "▒", "▓", "█"],
    bar: "█",
    track: "·",
    meter: ["━", "╸", "─"],
    marker: Marker::Braille,
    vertical: "│",
    horizontal: "─",
    broken: ["╌", "┆"],
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
    is_ascii: false,
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
    becomes: "->",
    heights: [" ", ".", ".", ":", ":", "=", "=", "#", "#"],
    shades: [".", "-", "+", "x", "#"],
    bar: "#",
    track: ".",
    meter: ["=", "-", "."],
    marker: Marker::Dot,
    vertical: "|",
    horizontal: "-",
    broken: [".", ":"],
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
    is_ascii: true,
};

impl Symbols {
    /// The sign of a kind.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> &'static str {
        self.kinds.iter().find(|(of, _)| *of == kind).map_or(" ", |(_, sign)| sign)
    }

    /// What an arc between two places of a map looks like.
    #[must_use]
    pub fn arc(&self) -> String {
        if self.marker == Marker::Braille { "⡠⠒⢄".to_owned() } else { self.line.to_string().repeat(3) }
    }

    /// A text with fractions in it as it is drawn: `1⅓`, or `1 1/3` in ASCII. To be asked before the text is measured.
    #[must_use]
    pub fn fractions<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !self.is_ascii || !text.contains(|c| fraction(c).is_some()) {
            return Cow::Borrowed(text);
        }
        let mut told = String::new();
        for c in text.chars() {
            let Some(written) = fraction(c) else {
                told.push(c);
                continue;
            };
            if told.ends_with(|before: char| before.is_ascii_digit()) {
                told.push(' ');
            }
            told.push_str(written);
        }
        Cow::Owned(told)
    }

    /// Puts what ASCII has in the places of the signs of text in all that is drawn, where nothing else is wanted. What
    /// stands for words that are left out is three dots where it stands alone and has room; at a word that is cut it is
    /// one sign.
    pub fn finish(&self, area: Rect, buf: &mut Buffer) {
        if !self.is_ascii {
            return;
        }
        for at in area.intersection(buf.area).positions() {
            let of = |cell: &ratatui::buffer::Cell| {
                let c = cell.symbol().chars().next()?;
                Some((c, stand_in(c)?))
            };
            let Some((sign, stand_in)) = buf.cell(at).and_then(of) else { continue };
            let is_blank = |x: u16| buf.cell(Position::new(x, at.y)).is_some_and(|cell| cell.symbol() == " ");
            let is_alone = at.x > area.x && is_blank(at.x - 1) && is_blank(at.x + 1) && is_blank(at.x + 2);
            let columns = if sign == '…' && is_alone { at.x..at.x + 3 } else { at.x..at.x + 1 };
            let stand_in = if columns.len() == 3 { '.' } else { stand_in };
            for x in columns {
                if let Some(cell) = buf.cell_mut(Position::new(x, at.y)) {
                    cell.set_char(stand_in);
                }
            }
        }
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

    #[test]
    fn signs_of_text_are_drawn_in_ascii_without_moving_anything() {
        let drawn = |text: &str| {
            let mut buf = Buffer::with_lines([text]);
            ASCII.finish(buf.area, &mut buf);
            buf.content.iter().map(ratatui::buffer::Cell::symbol).collect::<String>()
        };
        assert_eq!(drawn("“Kōbe” – 5 × 2, Tōk…, working …   "), "\"Kōbe\" - 5 x 2, Tōk~, working ... ");
        assert_eq!(drawn("theme … asks"), "theme ~ asks", "there is no room for three");
        assert_eq!(
            drawn("≠ ±5 Ōé 2½ 10²"),
            "! +5 Ōé 2½ 10²",
            "letters and digits are for whoever writes to a terminal"
        );
    }

    #[test]
    fn a_sign_is_in_ascii_what_it_is_in_a_text_wherever_it_takes_one_column_there() {
        let own = ['…', '≠', '±'];
        for sign in ('\u{80}'..='\u{ffff}').filter(|sign| !own.contains(sign)) {
            let told = ascii(&sign.to_string());
            let is_money = matches!(sign, '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20cf}');
            let is_one = told.chars().count() == 1 && width(&sign.to_string()) == 1;
            let is_drawn = is_one && !sign.is_alphanumeric() && !is_money;
            assert_eq!(stand_in(sign).map(String::from), is_drawn.then_some(told), "{sign}");
        }
        assert_eq!(["°", "–", "·"].map(|sign| stand_in(sign.chars().next().unwrap())), ['o', '-', '-'].map(Some));
        assert!(own.iter().all(|sign| stand_in(*sign).is_some_and(|c| c.is_ascii())));
    }

    #[test]
    fn fractions_are_written_out_in_ascii() {
        assert_eq!(ASCII.fractions("1⅓ of 20, −⅔"), "1 1/3 of 20, −2/3");
        assert_eq!(UNICODE.fractions("1⅓ of 20"), "1⅓ of 20");
    }
}

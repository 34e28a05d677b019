//! The picture of a screen, for a snapshot: its text, where the cursor stands, and the looks of every run by role.

use std::fmt::Write as _;

use maitri::tui::theme::{Role, Theme};
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};

use super::Player;

impl Player {
    /// Text, cursor and colours, for a snapshot.
    pub(crate) fn picture(&self) -> String {
        let mut picture = self.text();
        let cursor = self.cursor.map_or_else(|| "none".to_owned(), |at| format!("column {}, row {}", at.x, at.y));
        let _ = write!(picture, "\n\ncursor: {cursor}\n{}", self.styles());
        picture
    }

    /// Runs of style, row by row: `5  border×1 title×9`; rows of the same runs share a line. Blanks of
    /// the plain style at a row's end are left out, and so are rows all plain.
    fn styles(&self) -> String {
        let area = self.buffer.area;
        let mut shared: Vec<(u16, u16, String)> = Vec::new();
        for y in area.top()..area.bottom() {
            let runs = self.runs(y);
            match shared.last_mut() {
                Some((_, last, same)) if *same == runs => *last = y,
                _ => shared.push((y, y, runs)),
            }
        }
        let mut text = String::new();
        for (first, last, runs) in shared.iter().filter(|(.., runs)| !runs.is_empty()) {
            let rows = if first == last { first.to_string() } else { format!("{first}–{last}") };
            let _ = writeln!(text, "{rows:<6}{runs}");
        }
        text
    }

    fn runs(&self, y: u16) -> String {
        let area = self.buffer.area;
        let mut runs: Vec<(String, usize)> = Vec::new();
        for x in area.left()..area.right() {
            let name = self.buffer.cell((x, y)).map(|cell| self.role_of(cell)).unwrap_or_default();
            match runs.last_mut() {
                Some((same, count)) if *same == name => *count += 1,
                _ => runs.push((name, 1)),
            }
        }
        if runs.last().is_some_and(|(name, _)| name == PLAIN) {
            runs.pop();
        }
        runs.iter().map(|(name, count)| format!("{name}×{count}")).collect::<Vec<_>>().join(" ")
    }

    /// The name of the role that looks like this cell, or what it looks like. Where several look the
    /// same, frames go with the signs of frames, and else the first of [`roles`] gives its name.
    fn role_of(&self, cell: &Cell) -> String {
        let looks = look_of(cell.style());
        if cell.symbol() == " " && looks.2.is_empty() && looks.1 == Color::Reset {
            return PLAIN.to_owned();
        }
        let is_frame = |symbol: &str| symbol.chars().all(|c| "─│╭╮╰╯+-|".contains(c));
        let mut roles = roles(self.ctx.theme);
        roles.sort_by_key(|(name, _)| name.starts_with("border") != is_frame(cell.symbol()));
        let role = roles.into_iter().find(|(_, role)| look_of(role.style()) == looks);
        role.map_or_else(|| described(looks), |(name, _)| name.to_owned())
    }
}

/// The name of what has no style.
const PLAIN: &str = ".";

/// What a style makes of a cell.
fn look_of(style: Style) -> (Color, Color, Modifier) {
    let mut cell = Cell::new(" ");
    cell.set_style(style);
    (cell.fg, cell.bg, cell.modifier)
}

fn described((fg, bg, modifier): (Color, Color, Modifier)) -> String {
    let mut parts = Vec::new();
    if fg != Color::Reset {
        parts.push(fg.to_string());
    }
    if bg != Color::Reset {
        parts.push(format!("on-{bg}"));
    }
    parts.extend(modifier.iter_names().map(|(name, _)| name.to_lowercase()));
    parts.join("+")
}

/// The roles by name.
fn roles(theme: &Theme) -> [(&'static str, Role); 24] {
    [
        (PLAIN, theme.text),
        ("title", theme.title),
        ("dim", theme.dim),
        ("heading", theme.heading),
        ("selected", theme.selected),
        ("selected-away", theme.selected_away),
        ("border", theme.border),
        ("border-focus", theme.border_focus),
        ("date", theme.date),
        ("matched", theme.matched),
        ("link", theme.link),
        ("source", theme.source),
        ("core", theme.core),
        ("conflict", theme.conflict),
        ("first", theme.first),
        ("second", theme.second),
        ("negative", theme.negative),
        ("positive", theme.positive),
        ("fill-negative", theme.fill_negative),
        ("fill-positive", theme.fill_positive),
        ("land", theme.land),
        ("sea", theme.sea),
        ("key", theme.key),
        ("warning", theme.warning),
    ]
}

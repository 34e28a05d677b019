//! The picture at the top of the README: the overview of the bundled dataset, drawn by the program itself and never by
//! hand.

use std::fmt::Write as _;
use std::path::Path;

use maitri::text::width;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::harness::{Player, TRUE, library};

/// Where the picture is.
const PICTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/overview.svg");
/// The variable with which this test draws it anew.
const RENEW: &str = "MAITRI_RENEW";
/// Pixels of a cell.
const CELL: (u16, u16) = (9, 20);
/// Text and background where a cell says nothing.
const PLAIN: (&str, &str) = ("#d8d8d8", "#161616");

fn hex(color: Color, plain: &str) -> String {
    match color {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        _ => plain.to_owned(),
    }
}

/// The colours of a cell, text before background.
fn colors(cell: &Cell) -> (String, String) {
    let (fg, bg) = (hex(cell.fg, PLAIN.0), hex(cell.bg, PLAIN.1));
    if cell.modifier.contains(Modifier::REVERSED) { (bg, fg) } else { (fg, bg) }
}

/// How many eighths of a cell a bar fills, if it is one.
fn eighths(symbol: &str) -> Option<u16> {
    let at = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"].iter().position(|bar| *bar == symbol)?;
    u16::try_from(at + 1).ok()
}

/// A screen as an SVG: runs of one look are one text, stretched to the columns it takes, so that any font will do.
fn svg(buffer: &Buffer) -> String {
    let (area, (w, h)) = (buffer.area, CELL);
    let (wide, high) = (area.width * w + 2 * w, area.height * h + h);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" font-family=\"ui-monospace, Menlo, Consolas, \
         'DejaVu Sans Mono', monospace\" font-size=\"15\">\n<title>maitri: the overview</title>\n<rect width=\"{wide}\" \
         height=\"{high}\" rx=\"8\" fill=\"{}\"/>\n",
        PLAIN.1
    );
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while x < area.right() {
            let look = |x: u16| buffer.cell((x, y)).map(|cell| (colors(cell), cell.modifier.contains(Modifier::BOLD)));
            let symbol = |x: u16| buffer.cell((x, y)).map_or(" ", Cell::symbol);
            let (from, Some(((fg, bg), bold))) = (x, look(x)) else { break };
            let mut text = String::new();
            let (left, top) = (w + from * w, h / 2 + y * h);
            if let Some(eighths) = eighths(symbol(x)) {
                let height = h * eighths / 8;
                let _ = writeln!(
                    out,
                    "<rect x=\"{left}\" y=\"{}\" width=\"{w}\" height=\"{height}\" fill=\"{fg}\"/>",
                    top + h - height
                );
                x += 1;
                continue;
            }
            // Two blanks part texts, so that a font of another width shifts nothing far.
            while x < area.right() && look(x) == look(from) && eighths(symbol(x)).is_none() && !text.ends_with("  ") {
                text.push_str(symbol(x));
                x += u16::try_from(width(symbol(x))).unwrap_or(1).max(1);
            }
            let columns = (x - from) * w;
            if bg != PLAIN.1 {
                let _ =
                    writeln!(out, "<rect x=\"{left}\" y=\"{top}\" width=\"{columns}\" height=\"{h}\" fill=\"{bg}\"/>");
            }
            if text.trim().is_empty() {
                continue;
            }
            let blanks = u16::try_from(text.len() - text.trim_start().len()).unwrap_or(0);
            let shown = text.trim().replace('&', "&amp;").replace('<', "&lt;");
            let length = u16::try_from(width(text.trim())).unwrap_or(0) * w;
            let weight = if bold { " font-weight=\"bold\"" } else { "" };
            let _ = writeln!(
                out,
                "<text x=\"{}\" y=\"{}\" textLength=\"{length}\" fill=\"{fg}\"{weight}>{shown}</text>",
                left + blanks * w,
                top + h * 3 / 4
            );
        }
    }
    out + "</svg>\n"
}

#[test]
fn the_picture_of_the_readme_is_the_overview() {
    let mut player = Player::on(library(), TRUE, (110, 36));
    player.press("0");
    let drawn = svg(player.buffer());
    if std::env::var_os(RENEW).is_some() {
        std::fs::write(PICTURE, &drawn).expect("the picture can be written");
    }
    let kept = std::fs::read_to_string(Path::new(PICTURE)).unwrap_or_default();
    assert!(
        kept == drawn,
        "the program draws its overview otherwise than assets/overview.svg; look at it, and renew that with \
         `{RENEW}=1 cargo test --test it the_picture_of_the_readme`"
    );
    assert!(
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"))
            .is_ok_and(|text| text.contains("(assets/overview.svg)"))
    );
}

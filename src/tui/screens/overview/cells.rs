//! What the overview tells under its headings: which lines there is room for, in columns or, on a small screen, one row
//! each.
//!
//! No number is ever cut: a line that tells some has several forms, and the fullest that fits is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::doors::{Door, Doors};
use crate::text::{clip, width, wrap};
use crate::tui::context::Context;
use crate::view::overview::{Cell, CellLine, Subject};

/// From this width on what is told stands in two columns, and from the next in three.
const TWO: u16 = 76;
const THREE: u16 = 150;
/// From this height on there is room for long sentences.
const AMPLE: u16 = 32;
/// Fewer figures than this tell no course.
const FEWEST: usize = 6;
/// Columns between columns.
const BETWEEN: u16 = 3;
/// Columns of a name before its row on a small screen.
const NAME: u16 = 10;

/// Which subjects stand below one another, in two columns and in three.
const IN_TWO: [&[Subject]; 2] = [&[Subject::Summits, Subject::Trade, Subject::Study], &[Subject::Days, Subject::News]];
const IN_THREE: [&[Subject]; 3] =
    [&[Subject::Summits], &[Subject::Trade, Subject::News], &[Subject::Days, Subject::Study]];

/// Draws the cells in as many columns as look well; what was found for that, where it was.
pub(super) fn draw(
    ctx: Context<'_>,
    cells: &[&Cell],
    laid: Option<Laid>,
    doors: &mut Doors,
    area: Rect,
    buf: &mut Buffer,
) {
    if area.width < TWO {
        return draw_rows(ctx, cells, doors, area, buf);
    }
    let laid = laid.unwrap_or_else(|| Laid::fitting(cells, area));
    for ((column, own), lines) in columns(cells, area).into_iter().zip(laid.columns) {
        draw_column(ctx, (&own, lines), doors, column, buf);
    }
}

/// The columns, each with what stands in it.
fn columns<'c>(cells: &[&'c Cell], area: Rect) -> Vec<(Rect, Vec<&'c Cell>)> {
    let columns: &[&[Subject]] = if area.width >= THREE { &IN_THREE } else { &IN_TWO };
    let count = u16::try_from(columns.len()).unwrap_or(1);
    let each = area.width.saturating_sub(BETWEEN * (count - 1)) / count;
    let own = |subjects: &[Subject]| {
        subjects.iter().filter_map(|subject| cells.iter().find(|cell| cell.about == *subject).copied()).collect()
    };
    let places = (area.x..).step_by(usize::from(each + BETWEEN)).map(|x| Rect { x, width: each, ..area });
    places.zip(columns).map(|(place, subjects)| (place, own(subjects))).collect()
}

/// What there is room for in each column, of each of its cells.
pub(super) struct Laid {
    columns: Vec<Vec<Vec<Shown>>>,
}

impl Laid {
    /// What there is room for in this area, where the cells stand in columns.
    pub(super) fn fitting(cells: &[&Cell], area: Rect) -> Self {
        Self { columns: columns(cells, area).into_iter().map(|(place, own)| fitting(&own, place)).collect() }
    }

    /// How many of so many rows are left free.
    pub(super) fn spare(&self, height: u16) -> u16 {
        let taken = |column: &Vec<Vec<Shown>>| -> usize {
            let of_cell = |lines: &Vec<Shown>| lines.iter().map(|shown| shown.rows.len()).sum::<usize>() + 2;
            let each = column.iter().filter(|lines| !lines.is_empty()).map(of_cell);
            // The last has no blank below it.
            each.sum::<usize>().saturating_sub(1)
        };
        let most = self.columns.iter().map(taken).max().unwrap_or(0);
        height.saturating_sub(u16::try_from(most).unwrap_or(u16::MAX))
    }
}

/// A line as it is drawn: its rows, and where in its cell it stands.
struct Shown {
    line: usize,
    rows: Vec<String>,
}

/// Draws cells below one another, each with its lines.
fn draw_column(
    ctx: Context<'_>,
    (cells, lines): (&[&Cell], Vec<Vec<Shown>>),
    doors: &mut Doors,
    area: Rect,
    buf: &mut Buffer,
) {
    let mut y = area.y;
    for (cell, lines) in cells.iter().zip(lines) {
        if y >= area.bottom() || lines.is_empty() {
            continue;
        }
        draw_heading(ctx, cell.heading, Rect { y, height: 1, ..area }, buf);
        y += 1;
        let gutter = gutter(cell);
        for shown in lines {
            let rows = u16::try_from(shown.rows.len()).unwrap_or(u16::MAX).min(area.bottom().saturating_sub(y));
            let place = Rect { y, height: rows, ..area };
            if let Some(line) = cell.lines.get(shown.line) {
                draw_line(ctx, (line, &shown.rows), (Door::Line(cell.about, shown.line), gutter), doors, place, buf);
            }
            y += rows;
        }
        y += 1;
    }
}

/// Which lines of each cell there is room for: first one of each, then the second, and so on.
fn fitting(cells: &[&Cell], area: Rect) -> Vec<Vec<Shown>> {
    let mut taken = 0;
    let mut shown: Vec<Vec<Shown>> = cells.iter().map(|_| Vec::new()).collect();
    let most = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
    for line in 0..most {
        for (cell, shown) in cells.iter().zip(&mut shown) {
            let is_sentence = matches!(cell.about, Subject::News | Subject::Days);
            // What comes after a line without room is not told either: a row of summits has no gaps. A sentence too
            // long for its rows is passed over.
            let Some(told) = cell.lines.get(line).filter(|_| is_sentence || shown.len() == line) else { continue };
            // Its heading, and the blank before that.
            let head = if shown.is_empty() { if taken == 0 { 1 } else { 2 } } else { 0 };
            let room = usize::from(area.height).saturating_sub(taken + head);
            let columns = usize::from(area.width).saturating_sub(usize::from(gutter(cell)));
            // Fewer sentences, but whole ones; the first is told, be it cut.
            let most = room.min(match (area.height, cell.about) {
                (AMPLE.., _) => 4,
                (_, Subject::News) if line == 0 => 3,
                _ => 2,
            });
            let is_whole = || told.texts.iter().any(|text| wrap(text, columns).len() <= most);
            if is_sentence && line > 0 && !is_whole() {
                continue;
            }
            let rows = rows_of(told, columns, most);
            if rows.is_empty() || rows.len() > room {
                continue;
            }
            taken += head + rows.len();
            shown.push(Shown { line, rows });
        }
    }
    shown
}

/// Columns before the texts of a cell: as wide as what leads its lines.
fn gutter(cell: &Cell) -> u16 {
    let widest = cell.lines.iter().map(|line| width(&line.lead)).max().unwrap_or(0);
    // Several lines of prose are told apart by a sign.
    let own = if cell.lines.len() > 1 { 2 } else { 0 };
    u16::try_from(if widest == 0 { own } else { widest + 2 }).unwrap_or(0)
}

/// The rows of a line in so many columns, and in at most so many: its fullest form that fits. Prose is broken, and cut
/// if need be; what tells figures is not.
fn rows_of(line: &CellLine, columns: usize, most: usize) -> Vec<String> {
    if most == 0 {
        return Vec::new();
    }
    if line.is_prose {
        let broken = |text: &String| wrap(text, columns).into_iter().map(str::to_owned).collect::<Vec<_>>();
        let mut rows = line.texts.iter().map(broken).find(|rows| rows.len() <= most);
        if rows.is_none() {
            rows = line.texts.last().map(|text| {
                let mut rows = broken(text);
                let rest = rows.split_off(most - 1).join(" ");
                rows.push(clip(&rest, columns).into_owned());
                rows
            });
        }
        return rows.unwrap_or_default();
    }
    let fits = |room: usize| line.texts.iter().find(|text| width(text) <= room).cloned();
    let beside = columns.saturating_sub(figures_width(line));
    let fullest = line.texts.iter().take(2).find(|text| width(text) <= beside).cloned();
    match (fullest, fits(columns)) {
        (Some(form), _) => vec![form],
        // The figures have a row of their own.
        (None, Some(form)) if most > 1 && !line.figures.is_empty() => vec![String::new(), form],
        (None, form) => form.into_iter().collect(),
    }
}

/// Columns of the figures before a text, and of the blank after them.
fn figures_width(line: &CellLine) -> usize {
    if line.figures.is_empty() { 0 } else { line.figures.len() + 1 }
}

fn draw_heading(ctx: Context<'_>, heading: &str, area: Rect, buf: &mut Buffer) {
    let columns = usize::from(area.width);
    let (x, _) = buf.set_stringn(area.x, area.y, heading, columns, ctx.theme.heading.style());
    let rule = ctx.symbols.horizontal.repeat(usize::from(area.right().saturating_sub(x + 1)));
    buf.set_stringn(x + 1, area.y, rule, columns, ctx.theme.border.style());
}

/// Draws a line: what leads it, its figures, its text; all of it in one bar where it is selected.
fn draw_line(
    ctx: Context<'_>,
    (line, rows): (&CellLine, &[String]),
    (door, gutter): (Door, u16),
    doors: &mut Doors,
    area: Rect,
    buf: &mut Buffer,
) {
    let is_here = doors.place(door, area);
    let columns = usize::from(area.width);
    if gutter > 0 {
        let lead = if line.lead.is_empty() { ctx.symbols.mark } else { &line.lead };
        buf.set_stringn(area.x, area.y, lead, columns, ctx.theme.date.style());
    }
    let mut x = area.x + gutter;
    let text = rows.first().map_or(0, |row| width(row));
    let room = columns.saturating_sub(usize::from(gutter) + text + usize::from(text > 0)).min(line.figures.len());
    if room >= FEWEST {
        // The latest of them, if not all fit.
        let figures = line.figures.get(line.figures.len() - room..).unwrap_or_default();
        draw_figures(ctx, figures, (x, area.y), buf);
        if text > 0 {
            x += u16::try_from(room + 1).unwrap_or(0);
        }
    }
    for (row, y) in rows.iter().zip(area.top()..area.bottom()) {
        buf.set_stringn(x, y, row, columns, ctx.theme.text.style());
    }
    if is_here {
        buf.set_style(area, ctx.theme.selected.style());
    }
}

/// Draws figures as heights; a year without one stays blank.
fn draw_figures(ctx: Context<'_>, figures: &[Option<f64>], (x, y): (u16, u16), buf: &mut Buffer) {
    let most = figures.iter().flatten().copied().fold(0.0, f64::max);
    let steps = ctx.symbols.heights.len() - 1;
    for (x, figure) in (x..).zip(figures) {
        let Some(figure) = figure.filter(|_| most > 0.0) else { continue };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a share of eight steps"
        )]
        let height = ((figure / most * steps as f64).ceil() as usize).clamp(1, steps);
        let sign = ctx.symbols.heights.get(height).copied().unwrap_or(" ");
        buf.set_stringn(x, y, sign, 1, ctx.theme.negative.style());
    }
}

/// Draws one row for each cell, and further rows where there is room, named at the left.
fn draw_rows(ctx: Context<'_>, cells: &[&Cell], doors: &mut Doors, area: Rect, buf: &mut Buffer) {
    let left = NAME.min(area.width / 3);
    let right = Rect { x: area.x + left, width: area.width - left, ..area };
    let mut room = usize::from(area.height);
    let mut shown: Vec<Row> = Vec::new();
    let most = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
    for line in 0..most {
        for (number, cell) in cells.iter().enumerate() {
            // What is told further of a figure is told where that is.
            let is_told = cell.about != Subject::Trade || line == 0 || shown.iter().any(|row| row.cell == number);
            let Some(told) = cell.lines.get(line).filter(|_| is_told) else { continue };
            let columns = usize::from(right.width);
            let beside = rows_of(told, columns.saturating_sub(lead_width(told)), 1.min(room));
            // A figure without its period is none: for both what leads it stands in place of the name.
            let in_place = beside.is_empty() && line == 0 && lead_width(told) <= usize::from(left);
            let rows = if in_place { rows_of(told, columns, 1.min(room)) } else { beside };
            if !rows.is_empty() {
                room -= rows.len();
                shown.push(Row { cell: number, line, rows, in_place });
            }
        }
    }
    shown.sort_by_key(|row| (row.cell, row.line));
    for (y, row) in (area.top()..area.bottom()).zip(&shown) {
        let Some(cell) = cells.get(row.cell) else { continue };
        let Some(told) = cell.lines.get(row.line) else { continue };
        let is_first = shown.iter().find(|other| other.cell == row.cell).is_some_and(|first| first.line == row.line);
        if is_first {
            let name = if row.in_place { &told.lead } else { short(cell) };
            buf.set_stringn(area.x, y, name, usize::from(left), ctx.theme.heading.style());
        }
        let place = Rect { y, height: 1, ..right };
        let gutter = if row.in_place { 0 } else { u16::try_from(lead_width(told)).unwrap_or(0) };
        draw_line(ctx, (told, &row.rows), (Door::Line(cell.about, row.line), gutter), doors, place, buf);
    }
}

/// A line of a cell in a row.
struct Row {
    cell: usize,
    line: usize,
    rows: Vec<String>,
    /// Whether what leads it stands where the name of its cell would.
    in_place: bool,
}

fn lead_width(line: &CellLine) -> usize {
    if line.lead.is_empty() { 0 } else { width(&line.lead) + 1 }
}

/// The heading of a cell where it stands before a row.
fn short(cell: &Cell) -> &'static str {
    match cell.about {
        Subject::Summits => "Summits",
        Subject::Trade => "Trade",
        Subject::Days => "This week",
        Subject::News => "New",
        Subject::Study => "Study",
        Subject::Ways => "Ways in",
    }
}

/// How many rows the ways in take: one, unless not even their shortest names fit beside one another.
pub(super) fn draw_ways(ctx: Context<'_>, cell: &Cell, doors: &mut Doors, area: Rect, buf: &mut Buffer) {
    let forms = cell.lines.iter().map(|line| line.texts.len()).max().unwrap_or(0);
    let named = |form: usize| {
        cell.lines.iter().map(move |line| line.texts.get(form).or(line.texts.last()).map_or("", String::as_str))
    };
    let taken = |form: usize| named(form).map(|name| width(name) + 2).sum::<usize>();
    let columns = usize::from(area.width);
    let form = (0..forms).find(|form| taken(*form) <= columns).unwrap_or(forms.saturating_sub(1));
    let free = columns.saturating_sub(taken(form));
    let gaps = cell.lines.len().saturating_sub(1).max(1);
    let gap = (free / gaps).min(4);
    let mut x = area.x;
    for (number, name) in named(form).enumerate() {
        let place = Rect { x, width: u16::try_from(width(name) + 2).unwrap_or(0), ..area };
        if place.right() > area.right() {
            break;
        }
        let role = if doors.place(Door::Line(cell.about, number), place) { ctx.theme.selected } else { ctx.theme.link };
        buf.set_stringn(place.x, place.y, format!(" {name} "), usize::from(place.width), role.style());
        x = place.right() + u16::try_from(gap).unwrap_or(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::overview::Way;

    #[test]
    fn sentences_are_whole_but_for_a_first_that_is_too_long() {
        let cell = |about, words: &[usize]| {
            let line = |words: &usize| CellLine::prose("", ["word"; 99][..*words].join(" "), Way::News);
            Cell { about, heading: "", lines: words.iter().map(line).collect() }
        };
        let told = |cell: &Cell| -> Vec<(usize, usize)> {
            let area = Rect::new(0, 0, 8, AMPLE - 1);
            let shown = fitting(&[cell], area).remove(0);
            assert!(shown.iter().skip(1).all(|shown| !shown.rows.concat().contains('…')));
            shown.iter().map(|shown| (shown.line, shown.rows.len())).collect()
        };
        // A row has room for one word, after the sign before each.
        assert_eq!(told(&cell(Subject::Days, &[1, 2, 3, 2])), [(0, 1), (1, 2), (3, 2)]);
        assert_eq!(told(&cell(Subject::News, &[3, 2, 3, 1])), [(0, 3), (1, 2), (3, 1)]);
        assert_eq!(told(&cell(Subject::News, &[9, 1])), [(0, 3), (1, 1)], "the first is cut");
    }
}

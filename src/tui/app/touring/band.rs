//! The band at the foot in which a tour tells: its caption, who says so, how far one is; and, while it waits, what goes
//! on.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Touring;
use crate::data::Pack;
use crate::data::cite::Cites;
use crate::data::pack::tours::TourStop;
use crate::text::{ELLIPSIS, clip, counted, width, wrap};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layout::ScreenAreas;
use crate::tui::widgets::hints;

/// A page of a caption, from 0, and how many it took when last drawn: one but on small screens.
#[derive(Clone, Copy, Debug)]
pub(in crate::tui::app) struct Page {
    pub(in crate::tui::app) number: usize,
    pub(in crate::tui::app) count: usize,
}

impl Default for Page {
    fn default() -> Self {
        Self { number: 0, count: 1 }
    }
}

/// What a tour tells at a stop.
struct Told {
    /// Rows of the caption, and what stands in each of who says so.
    rows: Vec<(String, String)>,
    /// How many of them a page has.
    of_page: usize,
}

/// A screen parted for a tour.
#[derive(Clone, Copy, Debug)]
pub(in crate::tui::app) struct Parted {
    /// What is left for what it shows.
    pub(in crate::tui::app) areas: ScreenAreas,
    /// The body of the whole.
    whole: Rect,
    band: Rect,
    page: Page,
}

impl Touring {
    /// Parts the screen, and stays on a page there is of the caption.
    pub(in crate::tui::app) fn part(&mut self, ctx: Context<'_>, areas: ScreenAreas) -> Parted {
        let parted = self.parted(ctx, areas);
        self.page = parted.page;
        parted
    }

    /// How a screen is parted: the band takes its rows from the body. A caption without room for all its rows has
    /// pages, all of them as high, so that what is shown above stays where it is.
    pub(in crate::tui::app) fn parted(&self, ctx: Context<'_>, areas: ScreenAreas) -> Parted {
        let Told { rows, of_page } = self.told(ctx, areas.body);
        let count = rows.len().div_ceil(of_page).max(1);
        let page = Page { number: self.page.number.min(count - 1), count };
        let rows = if self.walk.is_paused() { 1 } else { rows.len().min(of_page) + 1 };
        let rows = u16::try_from(rows).unwrap_or(u16::MAX).min(areas.body.height);
        let (whole, height) = (areas.body, areas.body.height - rows);
        let band = Rect { y: whole.y + height, height: rows, ..whole };
        Parted { areas: ScreenAreas { body: Rect { height, ..whole }, ..areas }, whole, band, page }
    }

    /// The caption in rows, and who says so: below it where there is room, else in short after its end, if it has room
    /// there.
    fn told(&self, ctx: Context<'_>, body: Rect) -> Told {
        /// From this height on there is room for all the sources.
        const WITH_SOURCES: u16 = 18;
        /// Wider lines are hard to read from afar.
        const WIDEST: u16 = 100;
        let Some(stop) = self.stop(&ctx.dataset.pack) else { return Told { rows: Vec::new(), of_page: 1 } };
        let columns = usize::from(body.width.min(WIDEST).saturating_sub(4));
        let (caption, of_page) = balanced(&stop.caption, columns, room(body));
        let mut rows: Vec<(String, String)> = caption.into_iter().map(|row| (row.to_owned(), String::new())).collect();
        let forms = sources(&ctx.dataset.pack, stop);
        if body.height >= WITH_SOURCES {
            let all = forms.first().into_iter().flat_map(|all| wrap(all, columns));
            rows.extend(all.map(|row| (String::new(), row.to_owned())));
        } else {
            add_in_short(&mut rows, forms, columns, of_page);
        }
        Told { rows, of_page }
    }

    /// Draws the band: the tour's name and how far one is on a rule, and below that the caption; of a tour that waits
    /// one row, with what goes on.
    pub(in crate::tui::app) fn draw(&self, ctx: Context<'_>, parted: &Parted, free: bool, buf: &mut Buffer) {
        let Parted { whole: body, band, page, .. } = *parted;
        let theme = ctx.theme;
        let name = ctx.dataset.pack.tours.get(self.walk.tour).map_or("", |tour| tour.name.as_str());
        let (at, count) = self.walk.position();
        let columns = usize::from(band.width);
        if self.walk.is_paused() {
            let own = ctx.keymap.name(Scope::Tour, Action::Next);
            let key = ctx.keymap.name(Scope::Global, Action::Tour);
            let keys = if free { format!("{own} or {key}") } else { key };
            let forms = [
                format!("{name} waits at {at}/{count}"),
                format!("Tour waits at {at}/{count}"),
                format!("Tour {at}/{count}"),
            ];
            let told = format!("  {keys} goes on");
            let form = forms.iter().find(|form| width(form) + width(&told) + 2 <= columns).or(forms.last());
            let line = Line::from(vec![
                Span::styled(format!(" {}", form.map_or("", String::as_str)), theme.heading.style()),
                Span::styled(told, theme.dim.style()),
            ]);
            buf.set_line(band.x, band.y, &line, band.width);
            return;
        }
        let Told { rows, of_page } = self.told(ctx, body);
        let shown = rows.chunks(of_page).nth(page.number).unwrap_or_default();
        let is_said = shown.iter().any(|(_, source)| !source.is_empty());
        let shortest = || sources(&ctx.dataset.pack, self.stop(&ctx.dataset.pack)?).pop();
        let source = if is_said { None } else { shortest() };
        let rule = ctx.symbols.horizontal.repeat(columns);
        buf.set_stringn(band.x, band.y, rule, columns, theme.border.style());
        // From its right end: how far one is, and who says what the page tells, where nothing on it tells that. The
        // name has what is left.
        let mut right = band.right();
        for (text, style) in [(Some(format!("{at}/{count}")), theme.heading), (source, theme.dim)] {
            let Some(text) = text.map(|text| format!(" {text} ")) else { continue };
            right = right.saturating_sub(u16::try_from(width(&text)).unwrap_or(0) + 1).max(band.x);
            buf.set_stringn(right, band.y, text, columns, style.style());
        }
        let room_of_name = usize::from(right.saturating_sub(band.x + 2));
        let name = format!(" {} ", clip(name, room_of_name.saturating_sub(2)));
        buf.set_stringn(band.x + 1, band.y, &name, room_of_name, theme.heading.style());
        for ((row, source), y) in shown.iter().zip(band.y + 1..band.bottom()) {
            let line = Line::from(vec![
                Span::styled(row.as_str(), theme.title.style()),
                Span::styled(source.as_str(), theme.dim.style()),
            ]);
            buf.set_line(band.x + 2, y, &line, band.width.saturating_sub(2));
        }
        if page.number + 1 < page.count {
            // The last column is no row's: that there is more stands after the last of them.
            buf.set_stringn(band.right().saturating_sub(1), band.bottom() - 1, ELLIPSIS, 1, theme.dim.style());
        }
    }

    /// Draws in the footer what walks it.
    pub(in crate::tui::app) fn draw_foot(ctx: Context<'_>, foot: Rect, buf: &mut Buffer) {
        let hints = ctx.keymap.hints(&[Scope::Tour], &|_| true);
        hints::draw(ctx, hints, "any other key explores", foot, buf);
    }
}

/// Rows of a caption at once: three rows of the screen it is about stay above the rule.
fn room(body: Rect) -> usize {
    usize::from(body.height.saturating_sub(4)).max(1)
}

/// A caption in rows of at most so many columns, and how many rows a page has, of which so many have room. Where it
/// takes several pages they have as many rows, and narrower rows keep the last from telling but a word or two.
fn balanced(caption: &str, columns: usize, room: usize) -> (Vec<&str>, usize) {
    let of_page = |rows: usize| if rows <= room { room } else { rows.div_ceil(rows.div_ceil(room)) };
    let whole = wrap(caption, columns);
    let pages = whole.len().div_ceil(room);
    // Where the last page has a row alone, that is to be as long as this at least.
    let is_enough = |rows: &[&str]| {
        let of_last = rows.chunks(of_page(rows.len())).next_back().unwrap_or_default();
        let [row] = of_last else { return true };
        width(row) * 2 >= columns
    };
    let narrower = (columns / 2..columns).rev().map(|columns| wrap(caption, columns));
    let rows = std::iter::once(whole.clone())
        .chain(narrower.take_while(|rows| rows.len().div_ceil(room) <= pages))
        .find(|rows| pages < 2 || is_enough(rows))
        .unwrap_or(whole);
    let of_page = of_page(rows.len());
    (rows, of_page)
}

/// Tells after the end of a caption who says so, in the fullest form that fits there, or into a row that is free below.
/// Where none does, the rule tells it.
fn add_in_short(rows: &mut Vec<(String, String)>, forms: Vec<String>, columns: usize, of_page: usize) {
    let is_row_free = !rows.len().is_multiple_of(of_page);
    let left = rows.last().map_or(0, |(last, _)| columns.saturating_sub(width(last) + 2));
    let fits = |form: &String| width(form) <= left || is_row_free && width(form) <= columns;
    let Some(form) = forms.into_iter().find(fits) else { return };
    match rows.last_mut() {
        Some((_, source)) if width(&form) <= left => *source = format!("  {form}"),
        _ => rows.push((String::new(), form)),
    }
}

/// Who says what a caption tells, each with the grade: all of them, then in shorter forms.
fn sources(pack: &Pack<'_>, stop: &TourStop<'_>) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    let mut grades: Vec<String> = Vec::new();
    for source in stop.cites.iter().flat_map(Cites::iter).flatten().filter_map(|cite| pack.source(cite.source)) {
        let grade = source.grade.map(|grade| grade.letter().to_string());
        let name = match &grade {
            Some(grade) => format!("{} ({grade})", source.publisher),
            None => source.publisher.to_string(),
        };
        if !told.contains(&name) {
            told.push(name);
        }
        grades.extend(grade.filter(|grade| !grades.contains(grade)));
    }
    let Some(first) = told.first() else { return Vec::new() };
    let mut forms = vec![told.join("; ")];
    if told.len() > 1 {
        forms.push(format!("{first} and {} more", told.len() - 1));
    }
    let number = counted(told.len(), "source");
    forms.push(if grades.is_empty() { number } else { format!("{number} ({})", grades.join(", ")) });
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of a caption whose last row is this, of so many rows where three have room.
    fn with(last: &str, count: usize) -> Vec<(String, String)> {
        let mut rows = vec![(last.to_owned(), String::new()); count];
        let forms = ["Harbour Gazette (A); Example Press (B)", "Harbour Gazette (A) and 1 more", "2 sources (A, B)"];
        add_in_short(&mut rows, forms.map(str::to_owned).to_vec(), 36, 3);
        rows
    }

    #[test]
    fn sources_stand_after_the_caption_in_short() {
        let last = |rows: &[(String, String)]| rows.last().map(|(_, source)| source.clone()).unwrap_or_default();
        let rows = with("Tea.", 3);
        assert_eq!((rows.len(), last(&rows).as_str()), (3, "  Harbour Gazette (A) and 1 more"));
        let rows = with("Tea goes one way", 3);
        assert_eq!((rows.len(), last(&rows).as_str()), (3, "  2 sources (A, B)"));
        let rows = with("Tea goes one way", 2);
        assert_eq!((rows.len(), last(&rows).as_str()), (3, "Harbour Gazette (A) and 1 more"));
        let rows = with("Tea goes one way, the other machines", 3);
        assert_eq!((rows.len(), last(&rows).as_str()), (3, ""), "no page is made for them alone");
    }

    #[test]
    fn no_page_of_a_caption_tells_but_its_last_words() {
        let caption = "Two harbours trade fish for tea from the first of May on, and neither asks for more.";
        for (columns, room) in (12..90).flat_map(|columns| (1..6).map(move |room| (columns, room))) {
            let (rows, of_page) = balanced(caption, columns, room);
            assert_eq!(rows.join(" "), caption, "{columns} columns, {room} rows");
            assert!(of_page <= room && rows.iter().all(|row| width(row) <= columns));
            assert_eq!(rows.len().div_ceil(of_page), wrap(caption, columns).len().div_ceil(room), "no page more");
            let pages: Vec<&[&str]> = rows.chunks(of_page).collect();
            if let [_, .., last] = pages.as_slice() {
                let words: usize = last.iter().map(|row| row.split(' ').count()).sum();
                assert!(words > 1, "{columns} columns, {room} rows: {pages:#?}");
            }
        }
        let (rows, of_page) = balanced("one two three four", 9, 1);
        assert_eq!((rows, of_page), (vec!["one two", "three", "four"], 1), "a word to a page where no more has room");
    }
}

//! How far one has come: recall on exam day, the reviews of half a year, the cards of the next fortnight.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::wording::exam_in_words;
use crate::study::Collection;
use crate::study::collection::FORTNIGHT;
use crate::study::scheduler::{Outlook, Today};
use crate::text::about_minutes;
use crate::tui::context::Context;
use crate::tui::layout;
use crate::tui::widgets::page::Page;
use crate::tui::widgets::pane::Pane;

/// Rows of the tallest bar of the forecast.
const TALLEST: usize = 2;

/// What the pane tells, counted once.
#[derive(Debug)]
pub(super) struct Standing {
    exam: Option<String>,
    outlook: Option<Outlook>,
    minutes: f32,
    known: usize,
    cards: usize,
    done_today: usize,
    /// Answers a day, from a Monday on.
    calendar: Vec<(Date, usize)>,
    forecast: Vec<(Date, usize)>,
    keeps: bool,
}

impl Standing {
    pub(super) fn new(collection: &Collection, today: &Today, day: Date) -> Self {
        Self {
            exam: exam_in_words(&collection.plan, day),
            outlook: collection.outlook(day, today),
            minutes: today.minutes,
            known: collection.progress().states().filter(|(_, state)| state.memory.is_some()).count(),
            cards: collection.deck.cards().len(),
            done_today: collection.progress().done(day).cards.len(),
            calendar: collection.calendar(day),
            forecast: collection.forecast(day, FORTNIGHT),
            keeps: collection.keeps(),
        }
    }
}

/// Draws the pane.
pub(super) fn draw(ctx: Context<'_>, standing: &Standing, area: Rect, buf: &mut Buffer, focused: bool) {
    let note = if standing.keeps { "" } else { "kept for this visit only" };
    let inner = Pane::new("Progress", focused).note(note).draw(ctx, area, buf);
    let text = layout::text(inner, inner.width);
    let mut page = Page::new(text.width);
    numbers(ctx, standing, &mut page);
    // Of what does not fit the calendar goes first: it tells of the past.
    let room = usize::from(text.height).saturating_sub(page.len());
    if room >= TALLEST + 4 {
        forecast(ctx, standing, &mut page);
    }
    let room = usize::from(text.height).saturating_sub(page.len());
    if room >= 9 {
        calendar(ctx, standing, &mut page);
    }
    page.draw(0, text, buf);
}

fn numbers(ctx: Context<'_>, standing: &Standing, page: &mut Page) {
    let theme = ctx.theme;
    match &standing.exam {
        Some(exam) => page.say(exam, theme.title.style()),
        None => page.say("No exam is set: `--exam 2027-05-30` aims at one.", theme.dim.style()),
    }
    if let Some(outlook) = &standing.outlook {
        page.say(&format!("Expected recall then {:>9}", per_cent(outlook.now)), theme.text.style());
        page.say(&format!("after today’s cards  {:>9}", per_cent(outlook.after)), theme.text.style());
    }
    let Standing { known, cards, done_today, .. } = standing;
    page.say(&format!("{known} of {cards} cards begun, {done_today} today"), theme.text.style());
    if standing.minutes > 0.0 {
        page.say(&format!("Today’s cards: about {}", about_minutes(standing.minutes)), theme.text.style());
    }
}

fn per_cent(part: f32) -> String {
    format!("{:.1}%", part * 100.0)
}

/// The cards due on each of the next days, as bars over the days of the month.
fn forecast(ctx: Context<'_>, standing: &Standing, page: &mut Page) {
    let most = standing.forecast.iter().map(|(_, cards)| *cards).max().unwrap_or(0);
    let all: usize = standing.forecast.iter().map(|(_, cards)| *cards).sum();
    page.gap();
    page.line(Line::from(vec![
        Span::styled("Next fortnight", ctx.theme.heading.style()),
        Span::styled(format!("  {all} due, {most} a day at most"), ctx.theme.dim.style()),
    ]));
    for row in (0..TALLEST).rev() {
        let bars = standing.forecast.iter().map(|(_, cards)| {
            let eighths = (cards * TALLEST * 8).div_ceil(most.max(1)).saturating_sub(row * 8).min(8);
            format!("{} ", ctx.symbols.heights.get(eighths).copied().unwrap_or(" ").repeat(2))
        });
        page.line(Line::styled(bars.collect::<String>(), ctx.theme.first.style()));
    }
    let days = standing.forecast.iter().map(|(day, _)| format!("{:>2} ", day.day()));
    page.line(Line::styled(days.collect::<String>(), ctx.theme.dim.style()));
}

/// The answers of each day, a week a column, as a shade and in the legend as numbers.
fn calendar(ctx: Context<'_>, standing: &Standing, page: &mut Page) {
    const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    let most = standing.calendar.iter().map(|(_, answers)| *answers).max().unwrap_or(0);
    page.gap();
    page.line(Line::from(vec![
        Span::styled("Last 26 weeks", ctx.theme.heading.style()),
        Span::styled(format!("  {most} a day at most"), ctx.theme.dim.style()),
    ]));
    for (weekday, name) in DAYS.iter().enumerate() {
        let mut spans = vec![Span::styled(format!("{name} "), ctx.theme.dim.style())];
        let days = standing.calendar.iter().skip(weekday).step_by(7);
        let cells = days.map(|(_, answers)| ctx.symbols.shades.get(shade(*answers, most)).copied().unwrap_or(" "));
        spans.push(Span::styled(cells.collect::<String>(), ctx.theme.first.style()));
        page.line(Line::from(spans));
    }
}

/// Which of five shades so many answers have, of the most on a day.
fn shade(answers: usize, most: usize) -> usize {
    (answers * 4).div_ceil(most.max(1)).min(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_shows() {
        assert_eq!([0, 1, 25, 26, 100].map(|answers| shade(answers, 100)), [0, 1, 1, 2, 4]);
        assert_eq!(shade(0, 0), 0);
    }
}

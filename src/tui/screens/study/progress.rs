//! How far one has come: recall on exam day, the cards of the next fortnight, the answers of half a year, and topic by
//! topic how much is known.

mod calendar;
pub(super) mod fortnight;
mod page;

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use self::calendar::LINES as CALENDAR;
pub(super) use self::page::ProgressPage;
use super::bars::{Group, bars};
use super::wording::{exam_in_words, no_exam};
use crate::study::Collection;
use crate::study::collection::FORTNIGHT;
use crate::study::scheduler::{Forecast, Outlook, Today};
use crate::text::{about_minutes, counted, pad, pad_start};
use crate::tui::context::Context;
use crate::tui::layout;
use crate::tui::widgets::bar::meter;
use crate::tui::widgets::page::Page;
use crate::tui::widgets::pane::Pane;

/// Columns of a label, and of the number after it.
const LABEL: usize = 18;
const NUMBER: usize = 8;
/// Columns of a line of numbers at most.
const WIDEST: u16 = 72;

/// What the pane tells, counted once.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    exam: Option<String>,
    outlook: Option<Outlook>,
    minutes: f32,
    begun: usize,
    cards: usize,
    done_today: usize,
    /// Cards asked again on a later day, and how many of them were known.
    kept: (usize, usize),
    /// Answers a day, from a Monday on.
    calendar: Vec<(Date, usize)>,
    pub(super) forecast: Forecast,
    topics: Vec<Group>,
    keeps: bool,
}

impl Standing {
    pub(super) fn new(ctx: Context<'_>, collection: &Collection, today: &Today, day: Date) -> Self {
        let topics = collection.topics(ctx.dataset, day).into_iter().map(|topic| {
            // A card never asked counts as not known.
            #[expect(clippy::cast_precision_loss, reason = "a count of cards")]
            let known = topic.recall.unwrap_or_default().clamp(0.0, 1.0) * topic.seen as f32;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no more than there are cards")]
            let known = known.round() as usize;
            Group { name: topic.name.to_owned(), right: known, all: topic.cards, counts: vec![topic.seen, topic.cards] }
        });
        Self {
            exam: exam_in_words(&collection.plan, day),
            outlook: collection.outlook(day, today),
            minutes: today.minutes,
            begun: collection.progress().states().filter(|(_, state)| state.memory.is_some()).count(),
            cards: collection.deck.cards().len(),
            done_today: collection.progress().counts(day).answers as usize,
            kept: collection.progress().kept(),
            calendar: collection.calendar(day),
            forecast: collection.forecast(day, FORTNIGHT),
            topics: topics.collect(),
            keeps: collection.keeps(),
        }
    }

    /// How many rows it takes where the topics have a pane of their own: the longer of the two.
    pub(super) fn rows(&self) -> usize {
        /// The numbers and what is said of them, and what is said of the topics.
        const NUMBERS: usize = 7;
        const OF_TOPICS: usize = 3;
        /// Rows of the fortnight's bars that look well.
        const BARS: usize = 4;
        let has_answers = self.calendar.iter().any(|(_, answers)| *answers > 0);
        let bars = if has_answers { BARS } else { 0 };
        (NUMBERS + fortnight::LEAST + bars + CALENDAR).max(self.topics.len() + OF_TOPICS)
    }

    /// How many cards were never asked.
    pub(super) fn unmet(&self) -> usize {
        self.cards.saturating_sub(self.begun)
    }
}

/// Draws the pane; where the topics have none of their own, they stand below all else if there is room.
pub(super) fn draw(ctx: Context<'_>, standing: &Standing, area: Rect, buf: &mut Buffer, alone: bool) {
    let note = if standing.keeps { "" } else { "kept for this visit only" };
    let inner = Pane::new("Progress", false).note(note).draw(ctx, area, buf);
    let text = layout::text(inner, WIDEST);
    let mut page = Page::new(text.width);
    numbers(ctx, standing, &mut page);
    // What there is no room for stands on the page of its own. Of what does not fit the calendar goes first: it tells
    // of the past. The fortnight grows with what room is left.
    let room = usize::from(text.height).saturating_sub(page.len());
    let has_both = room >= fortnight::LEAST + CALENDAR;
    if room >= fortnight::LEAST {
        fortnight::draw(ctx, &standing.forecast, &mut page, if has_both { room - CALENDAR } else { room });
    }
    if has_both {
        calendar::draw(ctx, &standing.calendar, &mut page);
    }
    // A line of air and a heading come with them.
    let left = usize::from(text.height).saturating_sub(page.len());
    if alone && has_both && left >= standing.topics.len() + 2 {
        topics(ctx, standing, &mut page);
    }
    page.draw(0, text, buf);
}

/// Draws how each topic stands, where there is room for that as well.
pub(super) fn draw_topics(ctx: Context<'_>, standing: &Standing, area: Rect, buf: &mut Buffer) {
    let inner = Pane::new("By topic", false).draw(ctx, area, buf);
    let text = layout::text(inner, WIDEST);
    let mut page = Page::new(text.width);
    page.say("The bar is what you would know today of all cards on it.", ctx.theme.dim.style());
    topics(ctx, standing, &mut page);
    page.draw(0, text, buf);
}

pub(super) fn topics(ctx: Context<'_>, standing: &Standing, page: &mut Page) {
    bars(ctx, page, ("Topic", 0), &["begun", "cards"], &standing.topics);
}

/// The numbers, a label and a thin bar each.
fn numbers(ctx: Context<'_>, standing: &Standing, page: &mut Page) {
    let theme = ctx.theme;
    match &standing.exam {
        Some(exam) => page.say(exam, theme.title.style()),
        None => page.say(&no_exam(ctx), theme.dim.style()),
    }
    let Standing { begun, cards, done_today, kept: (asked, known), .. } = *standing;
    if let Some(outlook) = &standing.outlook {
        measure(ctx, page, ("Recall then", &per_cent(outlook.now)), share(outlook.now));
        measure(ctx, page, ("after today", &per_cent(outlook.after)), share(outlook.after));
    }
    measure(ctx, page, (&format!("Begun of {cards}"), &begun.to_string()), (begun, cards));
    if asked > 0 {
        #[expect(clippy::cast_precision_loss, reason = "counts of answers")]
        let part = known as f32 / asked as f32;
        measure(ctx, page, ("Known when asked", &per_cent(part)), share(part));
    }
    let done = format!("{} today", counted(done_today, "answer"));
    let minutes =
        if standing.minutes > 0.0 { format!("{done}, about {} to go", about_minutes(standing.minutes)) } else { done };
    page.say(&minutes, theme.dim.style());
}

/// A label, a number and how much that is as a thin bar.
fn measure(ctx: Context<'_>, page: &mut Page, (label, number): (&str, &str), part: (usize, usize)) {
    let theme = ctx.theme;
    let columns = page.columns().saturating_sub(LABEL + NUMBER).min(32);
    let mut spans = vec![
        Span::styled(pad(label, LABEL), theme.dim.style()),
        Span::styled(format!("{} ", pad_start(number, NUMBER - 2)), theme.text.style()),
    ];
    if columns >= 4 {
        spans.extend(meter(ctx, part, columns, &theme.first));
    }
    page.line(Line::from(spans));
}

fn per_cent(part: f32) -> String {
    format!("{:.1}%", part * 100.0)
}

/// A share from 0 to 1 as a part of a thousand.
fn share(part: f32) -> (usize, usize) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to a thousand")]
    let part = (part.clamp(0.0, 1.0) * 1000.0).round() as usize;
    (part, 1000)
}

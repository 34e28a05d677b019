//! How a sitting went, when it ends: how many answers, how many known, what was hardest, what comes tomorrow. It is
//! counted once, when the sitting ends, and one key leads on from it.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::Line;

use super::super::bars::{Group, bars};
use super::super::columns::{columns, middle};
use super::super::exam::clock;
use super::super::progress::fortnight;
use super::Asking;
use crate::clock::Now;
use crate::study::collection::FORTNIGHT;
use crate::study::scheduler::Forecast;
use crate::study::{CardId, Collection};
use crate::text::{about_minutes, counted, pad};
use crate::tui::context::Context;
use crate::tui::layout;
use crate::tui::widgets::bar::meter;
use crate::tui::widgets::choice_page::Paging;
use crate::tui::widgets::page::Page;
use crate::tui::widgets::pane::Pane;

/// How many of the hardest cards are told.
const HARDEST: usize = 3;
/// Columns of a label.
const LABEL: usize = 11;
/// An answer that took longer than this was a pause: in milliseconds.
const PAUSE: u32 = 120_000;
/// What was known sooner than this was not hard: in milliseconds.
const AT_ONCE: u32 = 8_000;

/// How a sitting went.
#[derive(Clone, Debug)]
pub(super) struct Summary {
    answers: usize,
    known: usize,
    /// How many cards of it are left.
    left: usize,
    /// How long the answers took together.
    took: std::time::Duration,
    sectors: Vec<Group>,
    hardest: Vec<Hard>,
    /// How many cards tomorrow asks, how many of them are new, and how many minutes that takes; nothing of a sitting
    /// that does not count.
    tomorrow: Option<(usize, usize, f32)>,
    /// What falls due from this day on.
    forecast: Forecast,
    /// Whether what was answered is kept.
    keeps: bool,
}

/// A card that was hard.
#[derive(Clone, Debug)]
struct Hard {
    question: String,
    answer: String,
    /// How it was: `not known twice`, `24 s`.
    how: String,
}

impl Summary {
    fn new(ctx: Context<'_>, asking: &Asking, collection: &Collection, day: Date) -> Self {
        let (answers, known) = asking.sitting.score();
        let mut sectors: BTreeMap<&str, Group> = BTreeMap::new();
        let mut cards: BTreeMap<&CardId, (usize, u32)> = BTreeMap::new();
        let mut took = 0_u64;
        for given in asking.sitting.given() {
            took += u64::from(given.ms.min(PAUSE));
            let (failed, longest) = cards.entry(given.card).or_default();
            *failed += usize::from(!given.grade.is_known());
            *longest = (*longest).max(given.ms.min(PAUSE));
            let sector = collection.card(given.card).map_or("", |card| card.sector(ctx.dataset));
            let group = sectors.entry(sector).or_default();
            group.right += usize::from(given.grade.is_known());
            group.all += 1;
        }
        let named = |(name, group): (&str, Group)| {
            let counts = vec![group.right, group.all];
            Group { name: name.to_owned(), counts, ..group }
        };
        // What was not known most often, and of these what took longest.
        let mut hardest: Vec<(&CardId, (usize, u32))> = cards.into_iter().collect();
        hardest.retain(|(_, (failed, longest))| *failed > 0 || *longest >= AT_ONCE);
        hardest.sort_by_key(|(_, how)| std::cmp::Reverse(*how));
        let hard = |(id, (failed, ms)): (&CardId, (usize, u32))| {
            let card = collection.card(id)?;
            let how = match failed {
                0 => format!("known in {} s", ms / 1000),
                1 => "not known once".to_owned(),
                2 => "not known twice".to_owned(),
                times => format!("not known {times} times"),
            };
            let answer = card.answer().replace('\n', "; ");
            Some(Hard { question: card.question(asking.seed).replace('\n', " "), answer, how })
        };
        let tomorrow = asking.counts.then(|| collection.today(day.saturating_add(1.day())));
        Self {
            answers,
            known,
            left: asking.sitting.left(),
            took: std::time::Duration::from_millis(took),
            sectors: sectors.into_iter().map(named).collect(),
            hardest: hardest.into_iter().filter_map(hard).take(HARDEST).collect(),
            tomorrow: tomorrow.map(|today| (today.cards.len(), today.new, today.minutes)),
            forecast: collection.forecast(day, FORTNIGHT),
            keeps: collection.keeps(),
        }
    }

    /// How many, how many right, how long, what comes.
    fn numbers(&self, ctx: Context<'_>, page: &mut Page) {
        let theme = ctx.theme;
        let head = match (self.answers, self.known) {
            (1, known) => format!("One answer, {}", if known == 1 { "known" } else { "not known" }),
            (answers, known) if answers == known => format!("{answers} answers, all known"),
            (answers, known) => format!("{answers} answers, {known} known"),
        };
        page.say(&head, theme.title.style());
        let columns = page.columns().min(40);
        page.line(Line::from(meter(ctx, (self.known, self.answers), columns, &theme.first).to_vec()));
        page.gap();
        let mut told = |label: &str, text: &str| page.hang(&pad(label, LABEL), text, theme.text.style());
        let each = u32::try_from(self.answers).ok().and_then(|answers| self.took.checked_div(answers));
        let each = each.map_or(0, |each| each.as_secs());
        told("Time", &format!("{}, {each} s an answer", clock(self.took)));
        match self.left {
            0 => {}
            1 => told("Left", "one card, not asked"),
            left => told("Left", &format!("{left} cards, not asked")),
        }
        match self.tomorrow {
            None => told("Kept", "nothing: not scheduled"),
            Some((0, ..)) => told("Tomorrow", "nothing is due"),
            Some((cards, new, minutes)) => {
                let of_them = if new > 0 { format!(", {new} of them new") } else { String::new() };
                told("Tomorrow", &format!("{}{of_them}; about {}", counted(cards, "card"), about_minutes(minutes)));
            }
        }
        if self.tomorrow.is_some() && !self.keeps {
            told("Kept", "until the program ends");
        }
    }

    fn hard(&self, ctx: Context<'_>, page: &mut Page) {
        let theme = ctx.theme;
        if self.hardest.is_empty() {
            return;
        }
        page.gap();
        page.say("Hardest", theme.heading.style());
        for (number, hard) in self.hardest.iter().enumerate() {
            page.hang(&format!("{}  ", number + 1), &hard.question, theme.text.style());
            page.hang("   ", &format!("{} · {}", hard.answer, hard.how), theme.dim.style());
        }
    }

    /// Rows of a frame with what was asked in it.
    fn asked_rows(&self) -> u16 {
        u16::try_from(self.sectors.len() + 3).unwrap_or(u16::MAX)
    }

    fn draw_asked(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
        let inner = Pane::new("What was asked", false).draw(ctx, area, buf);
        let text = layout::text(inner, inner.width);
        let mut page = Page::new(text.width);
        self.by_sector(ctx, &mut page);
        // Its first line is the air above a heading.
        page.draw(1, text, buf);
    }

    fn draw_coming(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
        if usize::from(area.height) < fortnight::LEAST + 2 {
            return;
        }
        let inner = Pane::new("What comes", false).draw(ctx, area, buf);
        let text = layout::text(inner, inner.width);
        let mut page = Page::new(text.width);
        fortnight::draw(ctx, &self.forecast, &mut page, usize::from(text.height) + 1);
        page.draw(1, text, buf);
    }

    fn by_sector(&self, ctx: Context<'_>, page: &mut Page) {
        bars(ctx, page, ("By topic", 0), &["known", "of"], &self.sectors);
    }
}

impl Asking {
    /// Ends the sitting and tells how it went, if anything was answered in it; says whether it was.
    pub(super) fn end(&mut self, ctx: Context<'_>, collection: &Collection, day: Date) -> bool {
        if self.sitting.score().0 == 0 {
            return false;
        }
        self.stage = super::Stage::Question;
        (self.line, self.typed, self.offset) = (None, None, 0);
        self.ended = Some(Box::new(Summary::new(ctx, self, collection, day)));
        true
    }

    /// Tells how it went, if no card is left.
    pub(super) fn end_if_done(&mut self, ctx: Context<'_>, collection: &Collection, now: Now) {
        if self.sitting.card().is_none() {
            self.end(ctx, collection, collection.day(now));
        }
    }

    pub(super) fn draw_summary(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let summary = self.ended.as_deref()?;
        let places = columns(area);
        let title = format!("{} {} how it went", self.title, ctx.symbols.dash);
        let text = middle(Pane::inner(places.card));
        let mut page = Page::new(text.width);
        if let Some(said) = &self.said {
            page.say(said, ctx.theme.warning.style());
            page.gap();
        }
        summary.numbers(ctx, &mut page);
        summary.hard(ctx, &mut page);
        if places.right.is_none() {
            summary.by_sector(ctx, &mut page);
        }
        let rows = u16::try_from(page.len()).unwrap_or(u16::MAX);
        let inner = Pane::inner(places.card);
        let text = middle(inner);
        // A third of what room is left.
        let air = inner.height.saturating_sub(rows) / 3;
        let text = Rect { y: inner.y + air, height: inner.height - air, ..text };
        let last = page.len().saturating_sub(usize::from(text.height));
        let offset = self.offset.min(last);
        self.paging = Paging::of_text(usize::from(text.height));
        let _ = Pane::new(&title, true).more(offset, last - offset).draw(ctx, places.card, buf);
        page.draw(offset, text, buf);
        match (places.left, places.right) {
            (Some(left), Some(right)) => {
                summary.draw_asked(ctx, left, buf);
                summary.draw_coming(ctx, right, buf);
            }
            (None, Some(right)) if right.y == places.card.y => {
                let rows = summary.asked_rows().min(right.height);
                let [asked, coming] = right.layout(&Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]));
                summary.draw_asked(ctx, asked, buf);
                summary.draw_coming(ctx, coming, buf);
            }
            (_, Some(right)) => summary.draw_asked(ctx, right, buf),
            (_, None) => {}
        }
        (self.offset, self.last_offset) = (offset, last);
        (!text.is_empty()).then(|| text.as_position())
    }
}

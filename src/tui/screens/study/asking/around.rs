//! What stands around a card: how it went with it before, how far the sitting has come, and what comes next in it. It is
//! counted once for each card, and nothing of it gives the answer away.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::super::columns::{Columns, beside};
use super::Asking;
use crate::study::scheduler::memory::Grade;
use crate::study::scheduler::progress::Past;
use crate::study::scheduler::{State, days, is_leech};
use crate::study::{Card, CardId, Collection};
use crate::text::fold::fold;
use crate::text::{about_minutes, counted, pad, pad_start};
use crate::tui::context::Context;
use crate::tui::layout;
use crate::tui::widgets::bar::{bar, meter};
use crate::tui::widgets::page::Page;
use crate::tui::widgets::pane::Pane;

/// Cards told that come next, at most.
const NEXT: usize = 5;
/// Columns of a topic's name at most.
const LONGEST_NAME: usize = 22;

/// Everything told around one card.
#[derive(Debug)]
pub(super) struct Around {
    /// The card, and how many answers were given and cards left when this was counted.
    made_for: (CardId, usize, usize),
    /// What its record is called, where the question says as much.
    name: Option<String>,
    /// What it is of: the kind of record, and how likely an exam asks it.
    sort: String,
    /// The answers to it, the latest first.
    past: Vec<Past>,
    /// When it is due, how likely it is known, what else there is to say of it.
    standing: Vec<String>,
    /// How likely it is known today, from 0 to 1.
    recall: Option<f32>,
    /// Cards left that were seen on another day, that are new, and that come once more.
    left: [usize; 3],
    minutes: f32,
    coming: Vec<(String, &'static str)>,
    /// How many cards are left of each topic, the most first.
    topics: Vec<(String, usize)>,
}

impl Around {
    fn new(ctx: Context<'_>, asking: &Asking, (collection, card): (&Collection, &Card), day: Date) -> Self {
        let state = collection.state(&card.id);
        let item = ctx.dataset.get(card.owner);
        let name = Some(card.name(ctx.dataset)).filter(|name| says(&card.question(asking.seed), name));
        let kind = item.as_ref().map_or("", |item| item.kind().name());
        let core = if card.weight == crate::data::record::Weight::Core { ctx.symbols.core } else { "" };
        let sort = [kind, card.weight.name()].join(" · ");
        let mut past: Vec<Past> = collection.progress().history(&card.id).collect();
        past.reverse();
        let (given, _) = asking.sitting.score();
        let failed = failed(asking);
        let how = |id: &CardId| match (failed.get(id), collection.state(id)) {
            (Some(true), _) => AGAIN,
            (_, Some(state)) if state.memory.is_some() => REVIEW,
            _ => NEW,
        };
        let mut left = [0; 3];
        let mut topics: BTreeMap<&str, usize> = BTreeMap::new();
        for id in asking.sitting.coming() {
            let at = [REVIEW, NEW, AGAIN].into_iter().position(|word| word == how(id));
            if let Some(count) = at.and_then(|at| left.get_mut(at)) {
                *count += 1;
            }
            if let Some(card) = collection.card(id) {
                *topics.entry(card.sector(ctx.dataset)).or_default() += 1;
            }
        }
        let mut topics: Vec<(String, usize)> =
            topics.into_iter().map(|(topic, cards)| (topic.to_owned(), cards)).collect();
        topics.sort_by_key(|(_, cards)| std::cmp::Reverse(*cards));
        let coming = asking.sitting.coming().skip(1).take(NEXT);
        let coming = coming.filter_map(|id| Some((collection.card(id)?.sector(ctx.dataset).to_owned(), how(id))));
        #[expect(clippy::cast_precision_loss, reason = "a count of cards")]
        let minutes = asking.sitting.left() as f32 * collection.progress().seconds_a_card() / 60.0;
        Self {
            made_for: (card.id.clone(), given, asking.sitting.left()),
            name: name.map(str::to_owned),
            sort: format!("{sort} {core}").trim_end().to_owned(),
            past,
            standing: state.map_or_else(Vec::new, |state| standing(state, collection, card, day)),
            recall: state.filter(|state| state.memory.is_some()).map(|state| state.recall(&collection.model, day)),
            left,
            minutes,
            coming: coming.collect(),
            topics,
        }
    }

    /// How it went before, in a few words.
    pub(super) fn in_short(&self) -> String {
        match self.past.len() {
            0 => "new".to_owned(),
            all => format!("{} of {all} known", self.past.iter().filter(|past| past.grade.is_known()).count()),
        }
    }

    /// The card, by its past.
    fn card(&self, ctx: Context<'_>, columns: u16, rows: usize) -> Page {
        let theme = ctx.theme;
        let mut page = Page::new(columns);
        match &self.name {
            Some(name) => page.say(name, theme.title.style()),
            None => page.say("Its record shows with the answer.", theme.dim.style()),
        }
        page.say(&self.sort, theme.dim.style());
        page.gap();
        if self.past.is_empty() {
            page.say("Never asked: it is new.", theme.text.style());
            for sentence in &self.standing {
                page.say(sentence, theme.dim.style());
            }
            return page;
        }
        let known = self.past.iter().filter(|past| past.grade.is_known()).count();
        measure(ctx, &mut page, ("Known before", &format!("{known} of {}", self.past.len())), (known, self.past.len()));
        if let Some(recall) = self.recall {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share from 0 to 1")]
            let share = (recall.clamp(0.0, 1.0) * 1000.0).round() as usize;
            measure(ctx, &mut page, ("Recall today", &format!("{:.0} %", recall * 100.0)), (share, 1000));
        }
        for sentence in &self.standing {
            page.say(sentence, theme.text.style());
        }
        let room = rows.saturating_sub(page.len() + 1);
        if room < 2 {
            return page;
        }
        page.gap();
        // The last line tells how many more there are.
        let shown = if self.past.len() > room { room - 1 } else { self.past.len() };
        for past in self.past.iter().take(shown) {
            let style = if past.grade.is_known() { theme.text } else { theme.negative };
            page.line(Line::from(vec![
                Span::styled(pad(&past.day.strftime("%e %b %Y").to_string(), 13), theme.date.style()),
                Span::styled(pad(past.grade.name(), 6), style.style()),
                Span::styled(pad_start(&format!("{:.0} s", past.seconds), 6), theme.dim.style()),
            ]));
        }
        if let Some(more) = self.past.len().checked_sub(shown).filter(|more| *more > 0) {
            page.say(&format!("and {more} before"), theme.dim.style());
        }
        page
    }

    /// The sitting: how far it has come, what is left of it, and what comes next.
    fn sitting(&self, ctx: Context<'_>, asking: &Asking, columns: u16, rows: usize) -> Page {
        let theme = ctx.theme;
        let mut page = Page::new(columns);
        let (given, known) = asking.sitting.score();
        let all = known + asking.sitting.left();
        measure(ctx, &mut page, ("Done", &format!("{known} of {all}")), (known, all));
        if given > 0 {
            measure(ctx, &mut page, ("Known", &format!("{known} of {given}")), (known, given));
        }
        let most = self.left.iter().copied().max().unwrap_or(0).to_string().len();
        let counts = self.left.into_iter().zip(["seen before", NEW, AGAIN]).filter(|(count, _)| *count > 0);
        let counts = counts.map(|(count, word)| format!("{} {word}", pad_start(&count.to_string(), most)));
        page.gap();
        for (number, count) in counts.enumerate() {
            page.hang(&pad(if number == 0 { "Left" } else { "" }, LABEL), &count, theme.text.style());
        }
        page.hang(&pad("", LABEL), &format!("about {}", about_minutes(self.minutes)), theme.dim.style());
        self.coming(ctx, &mut page, rows);
        self.topics(ctx, &mut page, rows);
        page
    }

    /// The cards that come next, as far as there is room.
    fn coming(&self, ctx: Context<'_>, page: &mut Page, rows: usize) {
        let theme = ctx.theme;
        let shown = rows.saturating_sub(page.len() + 2).min(NEXT).min(self.coming.len());
        if shown == 0 {
            return;
        }
        page.gap();
        page.say("Coming next", theme.heading.style());
        for (sector, how) in self.coming.iter().take(shown) {
            let name = LONGEST_NAME.min(page.columns().saturating_sub(11));
            // What most of them are need not be said of each.
            let how = if *how == REVIEW { "" } else { *how };
            page.line(Line::from(vec![
                Span::styled(pad(sector, name), theme.text.style()),
                Span::styled(format!("  {how}"), theme.dim.style()),
            ]));
        }
    }

    /// What is left, by topic.
    fn topics(&self, ctx: Context<'_>, page: &mut Page, rows: usize) {
        let theme = ctx.theme;
        let room = rows.saturating_sub(page.len() + 2);
        let most = self.topics.first().map_or(0, |(_, cards)| *cards);
        if room < self.topics.len().min(3) || self.topics.len() < 2 {
            return;
        }
        let digits = most.to_string().len();
        let name = LONGEST_NAME.min(page.columns().saturating_sub(digits + 1));
        let columns = page.columns().saturating_sub(name + digits + 2).min(24);
        page.gap();
        page.say("Left by topic", theme.heading.style());
        for (topic, cards) in self.topics.iter().take(room) {
            let mut spans = vec![
                Span::styled(pad(topic, name), theme.text.style()),
                Span::styled(format!(" {} ", pad_start(&cards.to_string(), digits)), theme.text.style()),
            ];
            if columns >= 4 {
                let [filled, _] = bar(ctx, (*cards, most), columns, &theme.first);
                spans.push(filled);
            }
            page.line(Line::from(spans));
        }
    }
}

/// How a card stands to the learner.
const REVIEW: &str = "review";
const NEW: &str = "new";
const AGAIN: &str = "once more";

/// Columns of a label.
const LABEL: usize = 13;

/// A label, a number and how much that is as a bar.
fn measure(ctx: Context<'_>, page: &mut Page, (label, number): (&str, &str), parts: (usize, usize)) {
    /// Columns of the number, which stand right.
    const NUMBER: usize = 10;
    let theme = ctx.theme;
    let columns = page.columns().saturating_sub(LABEL + NUMBER + 1).min(24);
    let mut spans =
        vec![Span::styled(pad(label, LABEL), theme.dim.style()), Span::styled(pad(number, NUMBER), theme.text.style())];
    if columns >= 4 {
        spans.extend(meter(ctx, parts, columns, &theme.first));
    }
    page.line(Line::from(spans));
}

/// Of each card answered in this sitting, whether it was not known when it was asked last.
fn failed(asking: &Asking) -> HashMap<&CardId, bool> {
    asking.sitting.given().map(|given| (given.card, given.grade == Grade::Again)).collect()
}

/// Whether a question already says what a record is called, each word of it: who reads the name then learns nothing.
fn says(question: &str, name: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let folded = fold(text);
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (asked, named) = (words(question), words(name));
    !named.is_empty() && named.iter().all(|word| asked.contains(word))
}

/// Since when a card is due, and how often it slipped.
fn standing(state: &State, collection: &Collection, card: &Card, day: Date) -> Vec<String> {
    let due = collection.plan.due(state, day);
    let late = days(due, day);
    let mut told = Vec::new();
    if state.is_brought() {
        told.push("A mock exam brought it.".to_owned());
    } else if late > 0 {
        told.push(format!(
            "Due since {}, {}",
            due.strftime("%-d %B"),
            counted(usize::try_from(late).unwrap_or(0), "day")
        ));
    } else if late == 0 {
        told.push("Due today".to_owned());
    } else {
        told.push(format!("Due on {}", due.strftime("%-d %B %Y")));
    }
    if is_leech(state, day) {
        told.push(format!("Slipped {} in sixty days", counted(state.lapses.len(), "time")));
    }
    let others = collection.deck.about(card.owner).count().saturating_sub(1);
    if others > 0 {
        told.push(format!("{} of its record", counted(others, "other card")));
    }
    told
}

impl Asking {
    /// Counts what stands around the card, if that is not done.
    pub(super) fn look_around(&mut self, ctx: Context<'_>, collection: &Collection, day: Date) {
        let Some(card) = self.card(collection) else {
            self.around = None;
            return;
        };
        let (given, _) = self.sitting.score();
        let made_for = (card.id.clone(), given, self.sitting.left());
        if self.around.as_ref().is_none_or(|around| around.made_for != made_for) {
            self.around = Some(Box::new(Around::new(ctx, self, (collection, card), day)));
        }
    }

    /// Draws what stands around the card: with the answer its record takes the place of its past.
    pub(super) fn draw_around(
        &self,
        ctx: Context<'_>,
        (places, frame): (&Columns, Rect),
        is_answered: bool,
        buf: &mut Buffer,
    ) {
        let Some(around) = &self.around else { return };
        match (places.left, places.right) {
            (Some(left), right) => {
                let needed = around.sitting(ctx, self, left.width.saturating_sub(4), usize::from(left.height)).len();
                self.draw_sitting(ctx, around, beside(left, frame, rows_of(needed)), buf);
                if let Some(right) = right.filter(|_| !is_answered) {
                    draw_card(ctx, around, beside(right, frame, card_rows(ctx, around, right)), buf);
                }
            }
            (None, Some(right)) if !is_answered => {
                let [card, sitting] = if right.y > places.card.y {
                    right.layout(&Layout::horizontal([Constraint::Percentage(50), Constraint::Fill(1)]))
                } else {
                    let rows = card_rows(ctx, around, right);
                    right.layout(&Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]))
                };
                draw_card(ctx, around, card, buf);
                self.draw_sitting(ctx, around, sitting, buf);
            }
            (None, _) => {}
        }
    }

    fn draw_sitting(&self, ctx: Context<'_>, around: &Around, area: Rect, buf: &mut Buffer) {
        let inner = Pane::new("This sitting", false).draw(ctx, area, buf);
        let text = layout::text(inner, inner.width);
        around.sitting(ctx, self, text.width, usize::from(text.height)).draw(0, text, buf);
    }
}

/// Rows the card's past takes with its frame: half of all at most.
fn card_rows(ctx: Context<'_>, around: &Around, area: Rect) -> u16 {
    let rows = around.card(ctx, area.width.saturating_sub(4), usize::from(area.height / 2).saturating_sub(2)).len();
    rows_of(rows).min(area.height)
}

/// Rows of a frame with so many lines in it.
fn rows_of(lines: usize) -> u16 {
    u16::try_from(lines + 2).unwrap_or(u16::MAX)
}

fn draw_card(ctx: Context<'_>, around: &Around, area: Rect, buf: &mut Buffer) {
    let inner = Pane::new("This card", false).draw(ctx, area, buf);
    let text = layout::text(inner, inner.width);
    around.card(ctx, text.width, usize::from(text.height)).draw(0, text, buf);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_shows_only_where_the_question_says_it() {
        let question = "In which year did they hold their first Dialogue on Economic Security?";
        assert!(says(question, "First Dialogue on Economic Security"));
        assert!(!says(question, "First Dialogue on Economic Security, Tokyo"));
        assert!(!says("Which agreement took effect in 2011?", "CEPA"));
        assert!(!says(question, ""));
    }
}

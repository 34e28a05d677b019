//! What stands around a card: how it went with it before, how far the sitting has come, and what comes next in it. It
//! is counted once for each card, and nothing of it gives the answer away.

mod pages;

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use super::super::columns::Columns;
use super::Asking;
use crate::study::scheduler::memory::Grade;
use crate::study::scheduler::progress::Past;
use crate::study::scheduler::{State, days, is_leech};
use crate::study::{Card, CardId, Collection};
use crate::text::counted;
use crate::text::fold::fold;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layout;
use crate::tui::widgets::pane::Pane;

/// Cards told that come next, at most.
const NEXT: usize = 5;

/// Everything told around one card.
#[derive(Clone, Debug)]
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
    /// That it is not asked now, and what has it asked again.
    pub(super) rests: Option<String>,
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
            _ if collection.is_new(id) => NEW,
            _ => REVIEW,
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
            rests: rests(ctx, collection, &card.id, (day, asking.counts)),
            recall: state.filter(|state| state.memory.is_some()).map(|state| state.recall(&collection.model, day)),
            left,
            minutes,
            coming: coming.collect(),
            topics,
        }
    }
}

/// How a card stands to the learner.
const REVIEW: &str = "review";
const NEW: &str = "new";
const AGAIN: &str = "once more";

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

/// That a card is not asked now, in a sentence, and what has it asked again: one put off that only where cards are
/// looked at, for in a sitting the same key sets it aside.
fn rests(ctx: Context<'_>, collection: &Collection, card: &CardId, (day, counts): (Date, bool)) -> Option<String> {
    let decided = collection.progress().decided();
    let key = ctx.keymap.name(Scope::Question, Action::Suspend);
    if decided.is_suspended(card) {
        return Some(format!("Set aside for good; {key} has it asked again."));
    }
    let until = decided.buried_until(card, day)?.strftime("%-d %B %Y");
    Some(if counts {
        format!("Put off until {until}.")
    } else {
        format!("Put off until {until}; {key} has it asked before.")
    })
}

/// Since when a card is due, and how often it slipped.
fn standing(state: &State, collection: &Collection, card: &Card, day: Date) -> Vec<String> {
    let due = collection.plan.due(state, day);
    let late = days(due, day);
    let mut told = Vec::new();
    if state.is_brought() {
        told.push("A mock exam or a mark brought it.".to_owned());
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
    pub(super) fn draw_around(&self, ctx: Context<'_>, places: &Columns, is_answered: bool, buf: &mut Buffer) {
        let Some(around) = &self.around else { return };
        match (places.left, places.right) {
            (Some(left), right) => {
                self.draw_sitting(ctx, around, left, buf);
                if let Some(right) = right.filter(|_| !is_answered) {
                    draw_card(ctx, around, right, buf);
                }
            }
            (None, Some(right)) if !is_answered => {
                let [card, sitting] = if right.y > places.card.y {
                    right.layout(&Layout::horizontal([Constraint::Percentage(50), Constraint::Fill(1)]))
                } else {
                    let rows = card_rows(ctx, around, right);
                    // A frame without a line in it tells nothing.
                    let rows = if right.height - rows < LEAST { right.height } else { rows };
                    right.layout(&Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]))
                };
                draw_card(ctx, around, card, buf);
                self.draw_sitting(ctx, around, sitting, buf);
            }
            (None, _) => {}
        }
    }

    fn draw_sitting(&self, ctx: Context<'_>, around: &Around, area: Rect, buf: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let inner = Pane::new("This sitting", false).draw(ctx, area, buf);
        let text = layout::text(inner, inner.width);
        around.sitting(ctx, self, text.width, usize::from(text.height)).draw(0, text, buf);
    }
}

/// Rows of a frame that tells something.
const LEAST: u16 = 3;

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

//! How a sitting looks: the card, its options, its answer with the sources, and what each grade leads to.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::super::columns::{columns, middle};
use super::super::wording::in_words;
use super::{Asking, Sight, Stage, typing};
use crate::clock::Now;
use crate::study::cards::choice::AnswerOptions;
use crate::study::exam::print::letter;
use crate::study::notes::{Note, Target};
use crate::study::scheduler::memory::Grade;
use crate::study::{Card, Collection};
use crate::text::width;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::widgets::choice_page::{Choice, ChoicePage};
use crate::tui::widgets::page::Page;
use crate::tui::widgets::pane::Pane;
use crate::view::citation::sources;
use crate::view::document::OwnNote;

/// The sources named under an answer, at most.
const SOURCES: usize = 2;

impl Asking {
    pub(in crate::tui::screens::study) fn draw(
        &mut self,
        ctx: Context<'_>,
        collection: &Collection,
        now: Now,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        if self.ended.is_some() {
            return self.draw_summary(ctx, area, buf);
        }
        let places = columns(area);
        let answered = matches!(self.stage, Stage::Answer(_)) && self.card(collection).is_some();
        self.look_around(ctx, collection, collection.day(now));
        // Until the answer shows, its record would give it away.
        let record_area = places.right.filter(|_| answered);
        self.beside = record_area.is_some();
        if let Some(area) = record_area {
            self.record.draw(ctx, area, buf, false);
        }
        let text = middle(Pane::inner(places.card));
        let mut foot = Page::new(text.width);
        // Where its past does not show beside the card, a word tells it.
        let is_told = !answered && places.right.is_some();
        let (page, sought) = match self.card(collection) {
            Some(card) => {
                if answered {
                    self.grades(ctx, &mut foot, collection, card, now);
                }
                let (page, sought) = self.page(ctx, (collection, card), Some(is_told), (text.width, true));
                (self.with_options(ctx, page), sought)
            }
            None => (self.done(ctx, text.width).into(), 0..0),
        };
        // What is typed stands below all else.
        let line_rows = u16::from(self.line.is_some());
        let rows = |lines: usize| u16::try_from(lines).unwrap_or(u16::MAX);
        let needed = rows(page.len()).saturating_add(rows(foot.len())).saturating_add(line_rows).saturating_add(2);
        self.draw_around(ctx, &places, answered, buf);
        // Air above gives way to what is said.
        let inner = Pane::inner(places.card);
        let text = middle(inner);
        let air = (text.y - inner.y).min((inner.height + 2).saturating_sub(needed));
        let text = Rect { y: inner.y + air, height: inner.height - air, ..text };
        // The grades stand right below the answer, and always show.
        let foot_rows = rows(foot.len()).saturating_add(line_rows).min(text.height);
        let height = text.height - foot_rows;
        let room = usize::from(height);
        let is_choice = matches!(self.stage, Stage::Choice(..));
        let (page, sought) = match self.card(collection) {
            // The blank rows give way to the sources. The last row parts it from the grades.
            Some(card) if answered && page.len() > room + 1 => {
                let (page, sought) = self.page(ctx, (collection, card), Some(is_told), (text.width, false));
                (self.with_options(ctx, page), sought)
            }
            // The sort of card gives way to the question, where the options leave little room for it.
            Some(card) if is_choice && page.len() > room => {
                (self.with_options(ctx, self.page(ctx, (collection, card), None, (text.width, true)).0), sought)
            }
            _ => (page, sought),
        };
        self.last_offset = page.last(room);
        self.offset = self.offset.min(self.last_offset);
        if self.sight == Sight::Sought {
            self.offset = if is_choice {
                page.sought(self.offset, room)
            } else {
                self.offset.max(sought.end.saturating_sub(room)).min(sought.start)
            };
        }
        self.paging = page.paging(room, 0);
        let shown = rows(page.len().saturating_sub(self.offset)).min(height);
        // All of the room, where options are to stay in it.
        let page_area = Rect { height: if is_choice { height } else { shown }, ..text };
        let ((above, below), selected) = page.draw(ctx, self.scope(), self.offset, page_area, buf);
        // The gap before the grades is nothing to read.
        let below = below.saturating_sub(usize::from(answered));
        let _ = Pane::new(&self.title, true).note(&self.left()).more(above, below).draw(ctx, places.card, buf);
        let foot_area = Rect { y: text.y + shown, height: foot_rows, ..text };
        foot.draw(0, Rect { height: foot_rows.saturating_sub(line_rows), ..foot_area }, buf);
        if let Some(line) = self.line.as_ref().filter(|_| foot_rows > 0 && text.width > 0) {
            let area = Rect { y: foot_area.bottom() - 1, height: 1, ..text };
            return Some(line.prompt.draw(ctx, line.label(), area, buf));
        }
        if is_choice {
            return selected;
        }
        let at = if answered { 0 } else { sought.start };
        let row = u16::try_from(at.saturating_sub(self.offset)).unwrap_or(u16::MAX);
        (row < text.height).then_some(Position::new(text.x, text.y + row))
    }

    fn left(&self) -> String {
        match (self.sitting.left(), self.counts) {
            (0, _) => "done".to_owned(),
            (1, true) => "the last card".to_owned(),
            (left, true) => format!("{left} left"),
            (left, false) => format!("{left} left, nothing is scheduled"),
        }
    }

    /// What is asked with the options to choose from, if there are any.
    fn with_options(&self, ctx: Context<'_>, page: Page) -> ChoicePage {
        let Stage::Choice(options, at) = &self.stage else { return page.into() };
        let theme = ctx.theme;
        let columns = u16::try_from(page.columns()).unwrap_or(u16::MAX);
        let option = |(number, option): (usize, &String)| {
            let is_here = number == *at;
            let style = if is_here { theme.selected.style() } else { theme.text.style() };
            let pointer = if is_here { ctx.symbols.pointer } else { " " };
            Choice::new(format!("{pointer} ({}) ", letter(number)), option, columns, style).filled()
        };
        let options = options.shown.iter().enumerate().map(option).collect();
        ChoicePage::new(page, options).selecting(*at, self.sight == Sight::Sought)
    }

    /// What is asked and perhaps answered, without options, and the lines of it that are to be seen: the answer. Above
    /// it the sort of card, and in a word its past unless that `is_told` elsewhere; or neither. With blank rows between
    /// the parts, if it `has_air`.
    fn page(
        &self,
        ctx: Context<'_>,
        (collection, card): (&Collection, &Card),
        is_told: Option<bool>,
        (columns, has_air): (u16, bool),
    ) -> (Page, Range<usize>) {
        let theme = ctx.theme;
        let mut page = Page::new(columns);
        let air = |page: &mut Page| {
            if has_air {
                page.gap();
            }
        };
        let mut sought = 0..0;
        if let Some(said) = &self.said {
            page.say(said, theme.warning.style());
            air(&mut page);
        }
        if let Some(is_told) = is_told {
            let sort = card.topic.name();
            let sort =
                if card.is_drill() && collection.deck.is_mixed() { format!("Drill: {sort}") } else { sort.to_owned() };
            let before = self.around.as_ref().filter(|_| !is_told).map(|around| format!(" · {}", around.in_short()));
            let head = format!("{sort} · {}{}", card.sector(ctx.dataset), before.unwrap_or_default());
            page.say(&head, theme.dim.style());
            air(&mut page);
        }
        page.say(&card.question(self.seed), theme.title.style());
        air(&mut page);
        if let Some(why) = collection.progress().decided().flag(&card.id) {
            let why = if why.is_empty() { String::new() } else { format!(": {why}") };
            page.say(&format!("You called this card bad{why}"), theme.warning.style());
            air(&mut page);
        }
        if let Some(sentence) = self.around.as_ref().and_then(|around| around.rests.as_ref()) {
            page.say(sentence, theme.warning.style());
            air(&mut page);
        }
        match &self.stage {
            Stage::Choice(..) => {}
            Stage::Question if self.line.is_some() => {}
            Stage::Question => {
                let key = ctx.keymap.name(Scope::Question, Action::Open);
                page.say(&format!("{key} shows the answer."), theme.dim.style());
            }
            Stage::Answer(chosen) => {
                if let Some((options, at)) = chosen {
                    chosen_option(ctx, &mut page, options, *at);
                }
                if let Some((typed, verdict)) = &self.typed {
                    typing::judged(ctx, &mut page, typed, verdict);
                }
                rule(ctx, &mut page, "Answer");
                air(&mut page);
                let from = page.len();
                page.say(&card.answer(), theme.heading.style());
                sought = from..page.len();
                air(&mut page);
                if let Some(sentence) = collection.outdated(ctx.dataset, card) {
                    page.say(&sentence, theme.warning.style());
                    air(&mut page);
                }
                let sources = sources(ctx.dataset, &card.cites(ctx.dataset));
                for source in sources.iter().take(SOURCES) {
                    page.hang("  ", source, theme.source.style());
                }
                if let Some(more) = sources.len().checked_sub(SOURCES).filter(|more| *more > 0) {
                    page.say(&format!("  and {more} more, named in the record"), theme.source.style());
                }
                page.gap();
                self.own_notes(ctx, &mut page, card);
            }
        }
        (page, sought)
    }

    /// What the reader wrote about the card, and about its record where that does not show beside.
    fn own_notes(&self, ctx: Context<'_>, page: &mut Page, card: &Card) {
        let of_card = |note: &&Note| matches!(&note.on, Target::Card(id) if id == card.id.as_str());
        let notes = ctx.reader.notes.at(ctx.dataset, card.owner);
        for note in notes.iter().filter(|note| of_card(note) || !self.beside) {
            let OwnNote { head, text } = OwnNote::new(ctx.dataset, note);
            page.say(&head, ctx.theme.core.style());
            page.hang("  ", &text, ctx.theme.text.style());
            page.gap();
        }
    }

    fn grades(&self, ctx: Context<'_>, page: &mut Page, collection: &Collection, card: &Card, now: Now) {
        let theme = ctx.theme;
        // What is not known comes once more before the end, whenever the schedule would have it.
        let when =
            |grade: Grade, known: String| if grade.is_known() { known } else { "once more this sitting".to_owned() };
        let grades: Vec<(Grade, String)> = if self.counts {
            let intervals = collection.intervals(&card.id, collection.day(now)).into_iter();
            intervals.map(|(grade, days)| (grade, when(grade, in_words(days)))).collect()
        } else {
            Grade::TWO.into_iter().map(|grade| (grade, when(grade, "done with it".to_owned()))).collect()
        };
        for (grade, when) in grades {
            let action = Action::Grade(grade);
            let scopes =
                self.is_missed().then_some(Scope::Missed).into_iter().chain([Scope::Answer, Scope::FourGrades]);
            let key =
                scopes.map(|scope| ctx.keymap.name(scope, action)).find(|key| !key.is_empty()).unwrap_or_default();
            page.line(Line::from(vec![
                Span::styled(format!("{key:>5} "), theme.key.style()),
                Span::styled(format!("{:<6}", grade.name()), theme.text.style()),
                Span::styled(when, theme.dim.style()),
            ]));
        }
        if collection.is_leech(&card.id, collection.day(now)) {
            let key = ctx.keymap.name(Scope::Answer, Action::Compare);
            let sentence = format!("Slipped six times in sixty days: {key} shows it beside what it is taken for.");
            page.say(&sentence, theme.warning.style());
        }
    }

    /// What is said of a sitting in which nothing was asked.
    fn done(&self, ctx: Context<'_>, columns: u16) -> Page {
        let mut page = Page::new(columns);
        page.say("Nothing is left to be asked here.", ctx.theme.title.style());
        if let Some(said) = &self.said {
            page.gap();
            page.say(said, ctx.theme.warning.style());
        }
        page.gap();
        let back = ctx.keymap.name(self.scope(), Action::Close);
        page.say(&format!("{back} leads back."), ctx.theme.dim.style());
        page
    }
}

/// A line across with a word in it, that parts what is asked from what is told.
fn rule(ctx: Context<'_>, page: &mut Page, word: &str) {
    let dash = ctx.symbols.dash;
    let rest = page.columns().saturating_sub(width(word) + 4);
    page.line(Line::from(vec![
        Span::styled(dash.repeat(2), ctx.theme.border.style()),
        Span::styled(format!(" {word} "), ctx.theme.dim.style()),
        Span::styled(dash.repeat(rest), ctx.theme.border.style()),
    ]));
}

/// The options again, with the right one and the chosen one told by words: in a column, where all have room for it.
fn chosen_option(ctx: Context<'_>, page: &mut Page, options: &AnswerOptions, chosen: usize) {
    /// Columns before an option, and those of the longest word after it.
    const BEFORE: usize = 4;
    const AFTER: usize = 22;
    let longest = options.shown.iter().map(|option| width(option)).max().unwrap_or(0);
    let column = if BEFORE + longest + AFTER <= page.columns() { longest } else { 0 };
    for (number, option) in options.shown.iter().enumerate() {
        let (style, word) = match (number == options.right, number == chosen) {
            (true, true) => (ctx.theme.positive.style(), "(right, your choice)"),
            (true, false) => (ctx.theme.positive.style(), "(right)"),
            (false, true) => (ctx.theme.negative.style(), "(wrong, your choice)"),
            (false, false) => (ctx.theme.dim.style(), ""),
        };
        let fill = " ".repeat(column.saturating_sub(width(option)) + 1);
        page.hang(&format!("({}) ", letter(number)), format!("{option}{fill}{word}").trim_end(), style);
    }
    page.gap();
}

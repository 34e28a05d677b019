//! A question and the options to choose from, in one room. Where both do not fit, the question scrolls in its own part and
//! every option stays on the screen, with its first line at least: nobody is to look for an option while the time runs.
//!
//! Only of less than [`LEAST`] rows beside the options' own it is a page like any other, of which one sees a part. What
//! scrolls is one offset, as on such a page; the whole options stand at its end.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::text::{clip, width};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::widgets::page::Page;

/// Rows that the question has at least, where the options leave them if each has its first line, and the selected one all.
const QUESTION: usize = 3;
/// Rows besides one for each option, below which question and options are no longer parted: one of the question, and the
/// rule.
pub const LEAST: usize = 2;

/// A question and its options, or a page without any.
#[derive(Debug)]
pub struct ChoicePage {
    question: Page,
    options: Vec<Page>,
    selected: Option<usize>,
}

/// How a room of some rows is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shares {
    /// All follows one another and scrolls together.
    Together,
    /// The question has so many rows, a rule follows, and each option has so many.
    Parted { question: usize, options: Vec<usize> },
}

impl From<Page> for ChoicePage {
    fn from(page: Page) -> Self {
        Self { question: page, options: Vec::new(), selected: None }
    }
}

impl ChoicePage {
    /// A question with these options, of which one may be selected.
    #[must_use]
    pub fn new(mut question: Page, options: Vec<Page>, selected: Option<usize>) -> Self {
        question.trim();
        Self { question, options, selected }
    }

    /// How many lines it has.
    #[must_use]
    pub fn len(&self) -> usize {
        let options: usize = self.options.iter().map(Page::len).sum();
        self.question.len() + usize::from(!self.options.is_empty()) + options
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How far it can be scrolled where so many rows show.
    #[must_use]
    pub fn last(&self, rows: usize) -> usize {
        self.len().saturating_sub(rows)
    }

    /// How many rows scroll where so many show from this offset on: those of the question, where its options stay.
    #[must_use]
    pub fn scrolling(&self, offset: usize, rows: usize) -> usize {
        match self.shares(rows) {
            Shares::Parted { question, .. } if offset + question <= self.question.len() => question,
            Shares::Parted { .. } | Shares::Together => rows,
        }
    }

    /// The offset from which all options are seen, or else the selected one: no farther than is needed; of an option longer
    /// than the room, its head.
    #[must_use]
    pub fn sought(&self, offset: usize, rows: usize) -> usize {
        match self.shares(rows) {
            Shares::Parted { question, .. } => offset.min(self.question.len() - question.min(self.question.len())),
            Shares::Together => {
                let Some(selected) = self.selected else { return offset };
                let before: usize = self.options.iter().take(selected).map(Page::len).sum();
                let start = self.question.len() + 1 + before;
                let end = start + self.options.get(selected).map_or(0, Page::len);
                offset.max(end.saturating_sub(rows)).min(start)
            }
        }
    }

    /// How so many rows are shared.
    fn shares(&self, rows: usize) -> Shares {
        let count = self.options.len();
        if count == 0 || self.len() <= rows || rows < count + LEAST {
            return Shares::Together;
        }
        let whole: Vec<usize> = self.options.iter().map(Page::len).collect();
        let mut options = vec![1; count];
        let mut left = rows - 1 - count;
        // The selected one is read whole, if that leaves the question a row; the others grow alike.
        if let Some((rows, whole)) = self.selected.and_then(|at| options.get_mut(at).zip(whole.get(at))) {
            let more = whole.saturating_sub(*rows).min(left - self.question.len().min(1));
            *rows += more;
            left -= more;
        }
        left -= QUESTION.min(self.question.len()).min(left);
        loop {
            let before = left;
            for (rows, whole) in options.iter_mut().zip(&whole) {
                if left > 0 && *rows < *whole {
                    *rows += 1;
                    left -= 1;
                }
            }
            if left == 0 || left == before {
                break;
            }
        }
        Shares::Parted { question: rows - 1 - options.iter().sum::<usize>(), options }
    }

    /// Draws it from this offset on, with the keys of a scope; gives how many lines show neither above nor below and are not
    /// told of here, and where the selected option stands.
    pub fn draw(
        &self,
        ctx: Context<'_>,
        scope: Scope,
        offset: usize,
        area: Rect,
        buf: &mut Buffer,
    ) -> ((usize, usize), Option<Position>) {
        let rows = usize::from(area.height);
        let Shares::Parted { question, options } = self.shares(rows) else {
            return self.draw_together(offset, area, buf);
        };
        let last = self.question.len().saturating_sub(question);
        if offset > last {
            return self.draw_together(offset, area, buf);
        }
        let [upper, rule] = [question, 1].map(|rows| u16::try_from(rows).unwrap_or(u16::MAX));
        self.question.draw(offset, Rect { height: upper.min(area.height), ..area }, buf);
        // Of an option that is cut the rest comes after the question.
        let told = told(ctx, scope, (offset, self.last(rows).saturating_sub(offset)));
        let line = ruled(ctx, &told, usize::from(area.width));
        buf.set_line(area.x, area.y + upper, &line, area.width);
        let mut y = area.y.saturating_add(upper).saturating_add(rule);
        let mut cursor = None;
        for (number, (rows, option)) in options.iter().zip(&self.options).enumerate() {
            let height = u16::try_from(*rows).unwrap_or(u16::MAX).min(area.bottom().saturating_sub(y));
            if self.selected == Some(number) && height > 0 {
                cursor = Some(Position::new(area.x, y));
            }
            option.cut(*rows).draw(0, Rect { y, height, ..area }, buf);
            y = y.saturating_add(height);
        }
        ((0, 0), cursor)
    }

    /// Draws it as one page.
    fn draw_together(&self, offset: usize, area: Rect, buf: &mut Buffer) -> ((usize, usize), Option<Position>) {
        let mut page = self.question.clone();
        if !self.options.is_empty() {
            page.gap();
        }
        let mut cursor = None;
        for (number, option) in self.options.iter().enumerate() {
            if self.selected == Some(number) {
                let row = page.len().checked_sub(offset).and_then(|row| u16::try_from(row).ok());
                cursor = row.filter(|row| *row < area.height).map(|row| Position::new(area.x, area.y + row));
            }
            page.append(option.clone());
        }
        page.draw(offset, area, buf);
        let below = page.len().saturating_sub(offset + usize::from(area.height));
        ((offset, below), cursor)
    }
}

/// What does not show of a question, and of its options, and the keys that bring it: the most important first.
fn told(ctx: Context<'_>, scope: Scope, (above, below): (usize, usize)) -> Vec<String> {
    let [up, down] = ctx.symbols.more;
    let key = |action| ctx.keymap.name(scope, action);
    let mut told = Vec::new();
    if below > 0 {
        told.push(format!("{below} more {down}"));
    }
    if above > 0 {
        told.push(format!("{above} more {up}"));
    }
    let keys = [(above > 0, Action::PageUp), (below > 0, Action::PageDown)];
    let keys: Vec<String> = keys.into_iter().filter(|(leads, _)| *leads).map(|(_, action)| key(action)).collect();
    told.push(keys.into_iter().filter(|key| !key.is_empty()).collect::<Vec<_>>().join(", "));
    told.retain(|part| !part.is_empty());
    told
}

/// A rule across with this in it, as far as there is room.
fn ruled(ctx: Context<'_>, told: &[String], columns: usize) -> Line<'static> {
    let rule = ctx.symbols.border.horizontal_top;
    let fitting = (1..=told.len()).rev().map(|count| told.iter().take(count).cloned().collect::<Vec<_>>().join(" · "));
    let text = fitting.into_iter().find(|text| width(text) + 4 <= columns).unwrap_or_default();
    let text = if text.is_empty() { String::new() } else { format!(" {text} ") };
    let (text, before) = (clip(&text, columns).into_owned(), 1.min(columns.saturating_sub(width(&text))));
    let after = columns.saturating_sub(before + width(&text));
    let border = ctx.theme.border.style();
    Line::from(vec![
        Span::styled(rule.repeat(before), border),
        Span::styled(text, ctx.theme.dim.style()),
        Span::styled(rule.repeat(after), border),
    ])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::Style;

    use super::*;

    fn page(lines: usize) -> Page {
        let mut page = Page::new(20);
        (0..lines).for_each(|_| page.say("line", Style::default()));
        page
    }

    proptest! {
        #[test]
        fn every_option_shows_wherever_there_is_room_for_its_first_line(
            question in 0_usize..40, options in prop::collection::vec(1_usize..9, 1..6), rows in 0_usize..50,
            selected in prop::option::of(0_usize..6), offset in 0_usize..80,
        ) {
            let selected = selected.filter(|at| *at < options.len());
            let choice = ChoicePage::new(page(question), options.iter().map(|lines| page(*lines)).collect(), selected);
            let sought = choice.sought(offset.min(choice.last(rows)), rows);
            prop_assert!(sought <= choice.last(rows));
            prop_assert!(choice.scrolling(offset, rows) <= rows);
            match choice.shares(rows) {
                Shares::Together => prop_assert!(choice.len() <= rows || rows < options.len() + LEAST),
                Shares::Parted { question: upper, options: lower } => {
                    prop_assert_eq!(upper + 1 + lower.iter().sum::<usize>(), rows, "all of the room serves");
                    prop_assert!(upper >= 1.min(question) && upper <= question);
                    prop_assert!(lower.iter().zip(&options).all(|(rows, whole)| 1 <= *rows && rows <= whole));
                    prop_assert!(sought <= question - upper, "with the options on the screen");
                    let is_cut = lower.iter().zip(&options).any(|(rows, whole)| rows < whole);
                    if let Some(at) = selected.filter(|_| is_cut) {
                        let room = rows - 1 - upper - (options.len() - 1);
                        prop_assert!(lower[at] == options[at].min(room), "what is selected grows first");
                        let is_last = upper <= 1 && lower.iter().enumerate().all(|(one, rows)| one == at || *rows == 1);
                        prop_assert!(lower[at] == options[at] || is_last, "and is cut only where all else is a row");
                    }
                }
            }
        }
    }

    #[test]
    fn a_page_without_options_is_a_page() {
        let plain = ChoicePage::from(page(7));
        assert_eq!((plain.len(), plain.last(5), plain.scrolling(0, 5), plain.sought(9, 5)), (7, 2, 5, 9));
    }
}

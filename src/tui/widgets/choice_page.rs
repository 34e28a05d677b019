//! A question and the options to choose from, in one room. Where both do not fit, the question scrolls in its own part
//! and every option stays on the screen, with its first line at least: nobody is to look for an option while the time
//! runs. After the question one pages through the options that are cut, each of which shows whole in its turn. How an
//! option is cut is in [`option`], and what the rule between tells in [`rule`].
//!
//! Only where there is no row for the question beside one for each option it is a page like any other, of which one
//! sees a part.

mod option;
mod paging;
mod rule;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::widgets::page::Page;

pub use self::option::Choice;
use self::option::shared;
pub use self::paging::Paging;
use self::rule::{ruled, told};

/// Rows that the question has at least, where the options leave them if each has its first line. Only an option that
/// one has come to takes them, up to the last.
const QUESTION: usize = 3;

/// A question and its options, or a page without any.
#[derive(Debug)]
pub struct ChoicePage {
    question: Page,
    options: Vec<Choice>,
    /// How many bytes each option begins as another does.
    shared: Vec<usize>,
    selected: Option<usize>,
    /// Whether one has come to the selected one, and so reads that.
    is_sought: bool,
}

/// How a room of some rows is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shares {
    /// All follows one another and scrolls together.
    Together,
    /// The question has so many rows, a rule follows if there is room for it, and each option has so many.
    Parted { question: usize, has_rule: bool, options: Vec<usize> },
}

/// What of an option shows after its first line: from this line on, and how often one pages until then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Opened {
    option: usize,
    from: usize,
}

impl From<Page> for ChoicePage {
    fn from(page: Page) -> Self {
        Self { question: page, options: Vec::new(), shared: Vec::new(), selected: None, is_sought: false }
    }
}

impl ChoicePage {
    /// A question with these options.
    #[must_use]
    pub fn new(mut question: Page, options: Vec<Choice>) -> Self {
        question.trim();
        let shared = shared(&options);
        Self { question, options, shared, selected: None, is_sought: false }
    }

    /// The same with this option selected, and whether one has come to it.
    #[must_use]
    pub fn selecting(self, selected: usize, is_sought: bool) -> Self {
        Self { selected: Some(selected), is_sought, ..self }
    }

    /// How many lines it has.
    #[must_use]
    pub fn len(&self) -> usize {
        let options: usize = self.options.iter().map(Choice::rows).sum();
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
        match self.shares(rows) {
            Shares::Together => self.len().saturating_sub(rows),
            shares @ Shares::Parted { .. } => self.last_of_question(&shares) + self.opened(&shares, rows).len(),
        }
    }

    /// The last offset at which the question scrolls.
    fn last_of_question(&self, shares: &Shares) -> usize {
        match shares {
            Shares::Together => 0,
            Shares::Parted { question, .. } => self.question.len().saturating_sub(*question),
        }
    }

    /// How one pages where so many rows show, if so many lines of a page stand on the next.
    #[must_use]
    pub fn paging(&self, rows: usize, overlap: usize) -> Paging {
        let step = |rows: usize| rows.saturating_sub(overlap).max(1);
        match self.shares(rows) {
            Shares::Together => Paging::new(step(rows), usize::MAX),
            // Whoever pages on has left the option that one had come to, and the question has its rows again.
            Shares::Parted { question, .. } => {
                Paging::new(step(question), self.last_of_question(&self.shares_where(false, rows)))
            }
        }
    }

    /// The offset from which all options are seen, or else the selected one: no farther than is needed; of an option
    /// longer than the room, its head.
    #[must_use]
    pub fn sought(&self, offset: usize, rows: usize) -> usize {
        match self.shares(rows) {
            shares @ Shares::Parted { .. } => offset.min(self.last_of_question(&shares)),
            Shares::Together => {
                let Some(selected) = self.selected else { return offset };
                let before: usize = self.options.iter().take(selected).map(Choice::rows).sum();
                let start = self.question.len() + 1 + before;
                let end = start + self.options.get(selected).map_or(0, Choice::rows);
                offset.max(end.saturating_sub(rows)).min(start)
            }
        }
    }

    /// How so many rows are shared.
    fn shares(&self, rows: usize) -> Shares {
        self.shares_where(self.is_sought, rows)
    }

    /// How they are where one has come to the selected option, or not.
    fn shares_where(&self, is_sought: bool, rows: usize) -> Shares {
        let count = self.options.len();
        if count == 0 || self.len() <= rows || rows <= count {
            return Shares::Together;
        }
        let least = QUESTION.min(self.question.len());
        let has_rule = rows > count + least;
        let whole: Vec<usize> = self.options.iter().map(Choice::rows).collect();
        let mut options = vec![1; count];
        let mut left = rows - count - usize::from(has_rule);
        // The selected one is read whole, if that leaves the question a row; the others grow alike.
        let kept = if is_sought { 1.min(least) } else { least };
        if let Some((rows, whole)) = self.selected.and_then(|at| options.get_mut(at).zip(whole.get(at))) {
            let more = whole.saturating_sub(*rows).min(left.saturating_sub(kept));
            *rows += more;
            left -= more;
        }
        left -= least.min(left);
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
        let question = rows - usize::from(has_rule) - options.iter().sum::<usize>();
        Shares::Parted { question, has_rule, options }
    }

    /// Rows for an option that is opened, where each other has one.
    fn most_for_one(&self, rows: usize) -> usize {
        (rows + 1).saturating_sub(self.options.len())
    }

    /// What shows of the options that are cut, one page after the other.
    fn opened(&self, shares: &Shares, rows: usize) -> Vec<Opened> {
        let Shares::Parted { options, .. } = shares else { return Vec::new() };
        let below = self.most_for_one(rows).saturating_sub(1).max(1);
        let cut = self.options.iter().zip(options).enumerate().filter(|(_, (whole, rows))| **rows < whole.rows());
        let pages = cut.flat_map(|(option, (whole, _))| {
            // Its first line stays, and the rest goes by below it.
            let rest = whole.rows().saturating_sub(1);
            (0..rest.div_ceil(below))
                .map(move |page| Opened { option, from: 1 + (page * below).min(rest.saturating_sub(below)) })
        });
        pages.collect()
    }

    /// Draws it from this offset on, with the keys of a scope; gives how many lines show neither above nor below and
    /// are not told of here, and where the selected option stands.
    pub fn draw(
        &self,
        ctx: Context<'_>,
        scope: Scope,
        offset: usize,
        area: Rect,
        buf: &mut Buffer,
    ) -> ((usize, usize), Option<Position>) {
        let rows = usize::from(area.height);
        let shares = self.shares(rows);
        let last = self.last_of_question(&shares);
        let all = self.opened(&shares, rows);
        let opened = offset.checked_sub(last + 1).and_then(|at| all.get(at)).copied();
        let Shares::Parted { question, has_rule, options } = shares else {
            return self.draw_together(offset, area, buf);
        };
        let (question, has_rule, options) = match opened {
            None => (question, has_rule, options),
            Some(opened) => self.sharing_with(opened, rows),
        };
        let from = if opened.is_some() { self.question.len().saturating_sub(question) } else { offset.min(last) };
        // Each page that one can go on to, or back, hides some lines: so many are told of.
        let more = (offset, last + all.len() - offset.min(last + all.len()));
        let upper = u16::try_from(question).unwrap_or(u16::MAX).min(area.height);
        self.question.draw(from, Rect { height: upper, ..area }, buf);
        let mut y = area.y.saturating_add(upper);
        if has_rule {
            let line = ruled(ctx, &told(ctx, scope, more), usize::from(area.width));
            buf.set_line(area.x, y, &line, area.width);
            y = y.saturating_add(1);
        }
        let mut cursor = None;
        for (number, (rows, option)) in options.iter().zip(&self.options).enumerate() {
            let height = u16::try_from(*rows).unwrap_or(u16::MAX).min(area.bottom().saturating_sub(y));
            if self.selected == Some(number) && height > 0 {
                cursor = Some(Position::new(area.x, y));
            }
            let from = opened.filter(|opened| opened.option == number).map_or(1, |opened| opened.from);
            let skipped = self.shared.get(number).copied().unwrap_or_default();
            option.cut(*rows, from, skipped).draw(0, Rect { y, height, ..area }, buf);
            y = y.saturating_add(height);
        }
        (if has_rule { (0, 0) } else { more }, cursor)
    }

    /// How the rows are shared where one option is opened: what it leaves is the question's.
    fn sharing_with(&self, opened: Opened, rows: usize) -> (usize, bool, Vec<usize>) {
        let mut options = vec![1; self.options.len()];
        let whole = self.options.get(opened.option).map_or(1, Choice::rows);
        let most = self.most_for_one(rows);
        if let Some(one) = options.get_mut(opened.option) {
            *one = whole.min(most);
        }
        let left = most.saturating_sub(whole);
        let has_rule = left > 1;
        (left - usize::from(has_rule), has_rule, options)
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
            page.append(option.whole());
        }
        page.draw(offset, area, buf);
        let below = page.len().saturating_sub(offset + usize::from(area.height));
        ((offset, below), cursor)
    }
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

    /// An option that takes so many lines of 20 columns.
    fn choice(lines: usize) -> Choice {
        Choice::new("(a) ".to_owned(), "fifteen letters ".repeat(lines).trim(), 20, Style::default())
    }

    proptest! {
        #[test]
        fn every_option_shows_wherever_there_is_room_for_its_first_line(
            question in 0_usize..40, options in prop::collection::vec(1_usize..9, 1..6), rows in 0_usize..50,
            selected in prop::option::of(0_usize..6), is_sought in any::<bool>(), offset in 0_usize..80,
        ) {
            let selected = selected.filter(|at| *at < options.len());
            let choices: Vec<Choice> = options.iter().map(|lines| choice(*lines)).collect();
            prop_assert!(choices.iter().zip(&options).all(|(choice, lines)| choice.rows() == *lines));
            let page = ChoicePage::new(page(question), choices);
            let choice = if let Some(at) = selected { page.selecting(at, is_sought) } else { page };
            let sought = choice.sought(offset.min(choice.last(rows)), rows);
            prop_assert!(sought <= choice.last(rows));
            let (up, down) = choice.paging(rows, 1).steps(offset);
            prop_assert!(up >= 1 && down >= 1 && up.max(down) <= rows.max(1));
            match choice.shares(rows) {
                Shares::Together => prop_assert!(choice.len() <= rows || rows <= options.len()),
                Shares::Parted { question: upper, has_rule, options: lower } => {
                    let rule = usize::from(has_rule);
                    prop_assert_eq!(upper + rule + lower.iter().sum::<usize>(), rows, "all of the room serves");
                    prop_assert!(upper >= 1.min(question) && upper <= question + usize::from(question == 0));
                    prop_assert!(lower.iter().zip(&options).all(|(rows, whole)| 1 <= *rows && rows <= whole));
                    prop_assert!(sought <= question.saturating_sub(upper), "with the options on the screen");
                    let least = if is_sought && selected.is_some() { 1 } else { 3.min(rows - options.len()) };
                    prop_assert!(upper >= least.min(question));
                    let is_cut = lower.iter().zip(&options).any(|(rows, whole)| rows < whole);
                    if let Some(at) = selected.filter(|_| is_cut && is_sought) {
                        let room = rows - rule - upper - (options.len() - 1);
                        prop_assert!(lower[at] == options[at].min(room), "what is selected grows first");
                        let is_last = upper <= 1 && lower.iter().enumerate().all(|(one, rows)| one == at || *rows == 1);
                        prop_assert!(lower[at] == options[at] || is_last, "and is cut only where all else is a row");
                    }
                }
            }
        }

        #[test]
        fn who_pages_on_reads_every_line_and_every_option_keeps_its_first(
            question in 1_usize..20, options in prop::collection::vec(1_usize..9, 2..6), rows in 3_usize..30,
        ) {
            let choice = ChoicePage::new(page(question), options.iter().map(|lines| choice(*lines)).collect());
            let shares = choice.shares(rows);
            let Shares::Parted { question: upper, options: lower, .. } = &shares else { return Ok(()) };
            let (last, all) = (choice.last_of_question(&shares), choice.opened(&shares, rows));
            let mut seen: Vec<Vec<bool>> =
                options.iter().zip(lower).map(|(whole, rows)| (0..*whole).map(|line| line < *rows).collect()).collect();
            let mut read = vec![false; question];
            // Keys may come before a page is drawn: how one pages is the same all along.
            let paging = choice.paging(rows, 0);
            let mut offset: usize = 0;
            loop {
                if let Some(opened) = offset.checked_sub(last + 1).and_then(|at| all.get(at)) {
                    let (upper, has_rule, lower) = choice.sharing_with(*opened, rows);
                    prop_assert_eq!(upper + usize::from(has_rule) + lower.iter().sum::<usize>(), rows);
                    prop_assert!(lower.iter().all(|rows| *rows >= 1));
                    seen[opened.option][opened.from..][..lower[opened.option] - 1].fill(true);
                } else {
                    read[offset..][..(*upper).min(question)].fill(true);
                }
                if offset == choice.last(rows) {
                    break;
                }
                let (_, down) = paging.steps(offset);
                offset = (offset + down).min(choice.last(rows));
            }
            prop_assert!(read.iter().all(|line| *line) && seen.iter().flatten().all(|line| *line), "{:?}", seen);
        }
    }

    #[test]
    fn a_page_without_options_is_a_page() {
        let plain = ChoicePage::from(page(7));
        assert_eq!((plain.len(), plain.last(5), plain.paging(5, 0).steps(0), plain.sought(9, 5)), (7, 2, (5, 5), 9));
    }
}

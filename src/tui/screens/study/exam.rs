//! The mock exam while it runs: a question, its options, a clock, and a strip of all questions.

use std::ops::Range;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};

use super::result::Marked;
use super::{Turn, put};
use crate::clock::Now;
use crate::study::Collection;
use crate::study::exam::attempt::Attempt;
use crate::study::exam::kept::{Answered, Begun, HandedIn, PaperEntry};
use crate::study::exam::print::letter;
use crate::study::exam::report::{Answer, Confidence};
use crate::study::exam::{Paper, Question};
use crate::study::shelf::NotKept;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::layout;
use crate::tui::widgets::page::Page;
use crate::tui::widgets::pane::Pane;

/// Columns of text at most.
const WIDEST: u16 = 96;
/// Columns a question's number takes in the strip.
const CELL: usize = 5;
/// Rows of the strip at most.
const STRIP: usize = 3;
/// Below this height the strip is a sentence.
const WITH_STRIP: u16 = 16;

/// A paper being written.
#[derive(Debug)]
pub(super) struct Exam {
    /// A sentence to be read once.
    pub(super) said: Option<String>,
    paper: Paper,
    answers: Vec<Answer>,
    /// The question at hand, and the option selected in it.
    at: usize,
    option: usize,
    /// When this sitting began, and how much of the time was spent before it.
    began: Duration,
    spent: Duration,
    limit: Duration,
    /// Since when the question at hand is looked at.
    since: Duration,
    /// The first line shown, and how many were shown when last drawn.
    scroll: usize,
    shown: usize,
    /// Whether the selected option is still to be brought into view.
    seek: bool,
    /// Whether handing in was asked for once already.
    asked: bool,
    /// How it was set, as the log of papers has it.
    set: Box<Begun>,
    /// The question whose answer is not yet kept.
    changed: Option<usize>,
    /// Why answers are not kept, if they are not; empty where nothing is kept at all.
    unkept: Option<String>,
}

impl Exam {
    /// A paper that is begun now, and how it was set.
    pub(super) fn new(paper: Paper, set: Begun, now: Now) -> Self {
        Self {
            said: None,
            answers: vec![Answer::default(); paper.questions.len()],
            paper,
            at: 0,
            option: 0,
            began: now.elapsed,
            spent: Duration::ZERO,
            limit: set.limit(),
            since: now.elapsed,
            scroll: 0,
            shown: 0,
            seek: false,
            asked: false,
            set: Box::new(set),
            changed: None,
            unkept: None,
        }
    }

    /// A paper that was left, as it stood then; its clock goes on now.
    pub(super) fn resumed(ctx: Context<'_>, attempt: &Attempt, now: Now) -> Self {
        let (paper, answers, at) = (attempt.paper(ctx.dataset), attempt.answers.clone(), attempt.at);
        let option = answers.get(at).and_then(|answer| answer.choice).unwrap_or(0);
        Self { answers, at, option, spent: attempt.spent, ..Self::new(paper, attempt.begun.clone(), now) }
    }

    /// What it is called.
    pub(super) fn name(&self) -> i64 {
        self.set.paper
    }

    /// The entry with which it is begun.
    pub(super) fn begun(&self) -> PaperEntry {
        PaperEntry::Begun(self.set.clone())
    }

    /// Counts the time up to now, as one leaves the paper: it is kept with the question at hand.
    pub(super) fn pause(&mut self) {
        self.changed = Some(self.at);
    }

    /// The paper with its answers as they stand, as something to be read again.
    pub(super) fn attempt(&self, now: Now) -> Attempt {
        let (begun, answers) = (self.set.as_ref().clone(), self.answers.clone());
        Attempt { begun, answers, at: self.at, spent: self.took(now), is_over: true, is_discarded: false }
    }

    /// What changed since this was last asked for and is to be kept.
    pub(super) fn take_change(&mut self, now: Now) -> Option<PaperEntry> {
        let question = self.changed.take()?;
        if question == self.at {
            self.count_time(now);
        }
        let Answer { choice, confidence, struck, marked, seconds } = self.answers.get(question)?.clone();
        let (paper, at, spent) = (self.set.paper, self.at, in_ms(self.took(now)));
        Some(PaperEntry::Answered(Answered { paper, question, choice, confidence, struck, marked, seconds, at, spent }))
    }

    /// Whether all that was answered is kept.
    pub(super) fn set_kept(&mut self, kept: Result<(), NotKept>) {
        if let Err(error) = kept {
            self.unkept = Some(error.to_string());
        }
    }

    /// Whether it can be gone on with after the program has ended.
    pub(super) fn is_kept(&self) -> bool {
        self.unkept.is_none()
    }

    /// How much of the time is spent.
    fn took(&self, now: Now) -> Duration {
        (self.spent + now.elapsed.saturating_sub(self.began)).min(self.limit)
    }

    /// The entry with which it ends.
    pub(super) fn handed_in(&self, now: Now) -> PaperEntry {
        PaperEntry::HandedIn(HandedIn { paper: self.set.paper, took: in_ms(self.took(now)) })
    }

    fn left(&self, now: Now) -> Duration {
        self.limit.saturating_sub(self.took(now))
    }

    /// Whether the time is up.
    pub(super) fn is_over(&self, now: Now) -> bool {
        self.left(now).is_zero()
    }

    /// How long until the clock shows another second.
    pub(super) fn until_next_second(&self, now: Now) -> Duration {
        Duration::from_nanos(u64::from(self.left(now).subsec_nanos())) + Duration::from_millis(1)
    }

    /// The time left, as the clock shows it.
    pub(super) fn clock(&self, now: Now) -> String {
        clock(self.left(now))
    }

    /// Hands the paper in; what went wrong is made due tomorrow.
    pub(super) fn mark(mut self, collection: &mut Collection, now: Now) -> Marked {
        self.count_time(now);
        let took = self.took(now);
        Marked::new(self.set.paper, self.paper, self.answers, took, (collection, now))
    }

    fn question(&self) -> Option<&Question> {
        self.paper.questions.get(self.at)
    }

    /// Adds what was spent on the question at hand.
    fn count_time(&mut self, now: Now) {
        let spent = now.elapsed.saturating_sub(self.since).as_secs();
        if let Some(answer) = self.answers.get_mut(self.at) {
            answer.seconds = answer.seconds.saturating_add(u32::try_from(spent).unwrap_or(u32::MAX));
        }
        self.since = now.elapsed;
    }

    fn turn_to(&mut self, at: usize, now: Now) -> bool {
        let at = at.min(self.paper.questions.len().saturating_sub(1));
        let turned = at != self.at;
        if turned {
            self.count_time(now);
            self.changed = Some(self.at);
            self.at = at;
            self.option = self.answers.get(at).and_then(|answer| answer.choice).unwrap_or(0);
            self.rewind();
        }
        turned
    }

    /// Shows the question from its head.
    fn rewind(&mut self) {
        self.scroll = 0;
        self.seek = false;
    }

    /// Goes to an option, which is to be seen then.
    fn select(&mut self, option: usize) {
        self.option = option;
        self.seek = true;
    }

    /// Scrolls by a page less a line; how far that goes is known when it is drawn.
    fn scroll(&mut self, down: bool) {
        let page = self.shown.saturating_sub(1).max(1);
        self.scroll = if down { self.scroll.saturating_add(page) } else { self.scroll.saturating_sub(page) };
        self.seek = false;
    }

    pub(super) fn update(&mut self, action: Action, now: Now) -> Turn {
        let asked = std::mem::take(&mut self.asked);
        let said = self.said.take().is_some();
        let options = self.question().map_or(0, |question| question.options.len());
        let changed = match action {
            Action::Close => return Turn::Leave,
            Action::HandIn if asked || self.open() == 0 => return Turn::HandIn,
            Action::HandIn => {
                self.asked = true;
                true
            }
            Action::Next => self.turn_to(self.at + 1, now),
            Action::Previous => self.turn_to(self.at.saturating_sub(1), now),
            Action::First => {
                self.rewind();
                self.turn_to(0, now);
                true
            }
            Action::Last => self.turn_to(usize::MAX, now),
            // Above the first option stands the question.
            Action::Up if self.option == 0 => {
                self.scroll = self.scroll.saturating_sub(1);
                self.seek = false;
                true
            }
            Action::Up => {
                self.select(self.option.saturating_sub(1));
                true
            }
            Action::Down => {
                self.select((self.option + 1).min(options.saturating_sub(1)));
                true
            }
            Action::PageUp | Action::PageDown => {
                self.scroll(action == Action::PageDown);
                true
            }
            Action::Open => self.choose(self.option),
            Action::Choose(option) if usize::from(option) < options => self.choose(usize::from(option)),
            Action::Strike => self.strike(),
            Action::Confidence => self.change(|answer| answer.confidence = next(answer.confidence)),
            Action::Later => self.change(|answer| answer.marked = !answer.marked),
            _ => asked,
        };
        Turn::Stay(Effect::redraw_if(changed || asked || said))
    }

    fn change(&mut self, change: impl FnOnce(&mut Answer)) -> bool {
        self.changed = Some(self.at);
        self.answers.get_mut(self.at).is_some_and(|answer| {
            change(answer);
            true
        })
    }

    /// Chooses an option, or lets it go if it was chosen; a struck one is taken up again.
    fn choose(&mut self, option: usize) -> bool {
        self.select(option);
        self.change(|answer| {
            answer.struck.retain(|struck| *struck != option);
            answer.choice = if answer.choice == Some(option) { None } else { Some(option) };
        })
    }

    fn strike(&mut self) -> bool {
        let option = self.option;
        self.select(option);
        self.change(|answer| {
            if answer.struck.contains(&option) {
                answer.struck.retain(|struck| *struck != option);
            } else {
                answer.struck.push(option);
                answer.choice = answer.choice.filter(|choice| *choice != option);
            }
        })
    }

    /// How many questions have no answer.
    pub(super) fn open(&self) -> usize {
        self.answers.iter().filter(|answer| answer.choice.is_none()).count()
    }

    pub(super) fn draw(&mut self, ctx: Context<'_>, now: Now, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let count = self.paper.questions.len();
        let title = format!("Mock exam {} question {} of {count}", ctx.symbols.dash, self.at + 1);
        // No seed gives once more what is asked again.
        let seed = if self.set.again.is_none() { format!("seed {}", self.paper.spec.seed) } else { "again".to_owned() };
        let note = format!("{} left · {seed}", self.clock(now));
        let text = layout::text(Pane::inner(area), WIDEST);
        let strip = self.strip(ctx, text.width, text.height);
        let rows = u16::try_from(strip.len()).unwrap_or(u16::MAX).min(text.height);
        let [body, foot] = text.layout(&Layout::vertical([Constraint::Fill(1), Constraint::Length(rows)]));
        let (page, selected) = self.page(ctx, body.width);
        self.shown = usize::from(body.height);
        let last = page.len().saturating_sub(self.shown);
        if self.seek {
            // No farther than is needed; of an option longer than the room, its head.
            self.scroll = self.scroll.max(selected.end.saturating_sub(self.shown)).min(selected.start);
        }
        self.scroll = self.scroll.min(last);
        let _ = Pane::new(&title, true).note(&note).more(self.scroll, last - self.scroll).draw(ctx, area, buf);
        strip.draw(0, foot, buf);
        page.draw(self.scroll, body, buf);
        let row = selected.start.checked_sub(self.scroll).and_then(|row| u16::try_from(row).ok());
        row.filter(|row| *row < body.height).map(|row| Position::new(body.x, body.y + row))
    }

    /// The question with its options, and the lines of the selected one.
    fn page(&self, ctx: Context<'_>, columns: u16) -> (Page, Range<usize>) {
        let theme = ctx.theme;
        let mut page = Page::new(columns);
        let mut selected = 0..0;
        let (Some(question), Some(answer)) = (self.question(), self.answers.get(self.at)) else {
            page.say("The dataset gives no question.", theme.dim.style());
            return (page, selected);
        };
        put(ctx, &mut page, question);
        for (number, option) in question.options.iter().enumerate() {
            let from = page.len();
            let (sign, style) = match (answer.choice == Some(number), answer.struck.contains(&number)) {
                (true, _) => (ctx.symbols.point, theme.heading.style()),
                (_, true) => ("x", theme.dim.style().add_modifier(Modifier::CROSSED_OUT)),
                _ => (" ", theme.text.style()),
            };
            let pointer = if number == self.option { ctx.symbols.pointer } else { " " };
            page.hang(&format!("{pointer} {sign} ({}) ", letter(number)), option, style);
            if number == self.option {
                selected = from..page.len();
            }
        }
        (page, selected)
    }

    /// Where each question stands; where there is little room, in a sentence.
    fn strip(&self, ctx: Context<'_>, columns: u16, height: u16) -> Page {
        let theme = ctx.theme;
        let mut page = Page::new(columns);
        let open = self.open();
        let marked = self.answers.iter().filter(|answer| answer.marked).count();
        let sure = self.answers.get(self.at).and_then(|answer| answer.confidence);
        let sure = sure.map_or_else(String::new, |sure| format!(" · you are {}", said(sure)));
        if let Some(why) = self.unkept.as_ref().filter(|why| !why.is_empty()) {
            page.say(&format!("Answers are not kept: {why}."), theme.warning.style());
        }
        if let Some(said) = &self.said {
            page.say(said, theme.warning.style());
        }
        if self.asked {
            let s = if open == 1 { "question has" } else { "questions have" };
            page.say(&format!("{open} {s} no answer; finish once more hands the paper in."), theme.warning.style());
        } else {
            let answered = self.answers.len() - open;
            page.say(&format!("{answered} answered, {open} open, {marked} marked{sure}"), theme.dim.style());
        }
        if height < WITH_STRIP {
            return page;
        }
        let cells = self.answers.iter().enumerate().map(|(number, answer)| {
            let sign = match (answer.marked, answer.choice.is_some()) {
                (true, _) => "?",
                (_, true) => ctx.symbols.point,
                _ => " ",
            };
            let style = if number == self.at { theme.selected.style() } else { theme.dim.style() };
            Span::styled(format!("{:>3}{sign} ", number + 1), style)
        });
        let cells: Vec<Span<'static>> = cells.collect();
        // Of a long paper the rows around the question at hand.
        let across = (usize::from(columns) / CELL).max(1);
        let rows: Vec<&[Span<'static>]> = cells.chunks(across).collect();
        let first = (self.at / across).saturating_sub(STRIP / 2).min(rows.len().saturating_sub(STRIP));
        for row in rows.into_iter().skip(first).take(STRIP) {
            page.line(Line::from(row.to_vec()));
        }
        page
    }
}

/// A stretch of time as a clock shows it.
pub(super) fn clock(left: Duration) -> String {
    let left = left.as_secs();
    let (hours, minutes, seconds) = (left / 3600, left / 60 % 60, left % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

fn in_ms(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// The next in the round: not said, guess, unsure, sure.
fn next(confidence: Option<Confidence>) -> Option<Confidence> {
    match confidence {
        None => Some(Confidence::Guess),
        Some(Confidence::Guess) => Some(Confidence::Unsure),
        Some(Confidence::Unsure) => Some(Confidence::Sure),
        Some(Confidence::Sure) => None,
    }
}

fn said(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Guess => "guessing",
        Confidence::Unsure => "unsure",
        Confidence::Sure => "sure",
    }
}

//! Where the questions of a paper stand: how many are answered, left and marked, how much of the time is left; each
//! with its number, answer, mark and how sure one was.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Exam, StripRow};
use crate::clock::Now;
use crate::study::exam::print::letter;
use crate::study::exam::report::{Answer, Confidence};
use crate::study::wording::capital;
use crate::text::{agreeing, clip, pad, pad_start, width};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::widgets::bar::meter;
use crate::tui::widgets::page::Page;

/// Columns a question takes in the strip.
const CELL: usize = 7;
/// Rows of the strip at most.
const ROWS: usize = 3;
/// Below this height there is no strip, and below this not even how many are answered.
const WITH_STRIP: u16 = 16;
const WITH_COUNTS: u16 = 8;
/// The columns of the list: number, answer, mark and how sure; the question has the rest.
const COLUMNS: [(&str, usize); 4] = [("No.", 3), ("Answer", 6), ("Mark", 4), ("Sure?", 6)];

/// How far one is with the paper.
struct Counts {
    answered: usize,
    open: usize,
    marked: usize,
}

impl Counts {
    fn of(exam: &Exam) -> Self {
        let open = exam.open();
        let marked = exam.answers.iter().filter(|answer| answer.marked).count();
        Self { answered: exam.answers.len() - open, open, marked }
    }
}

/// What stands below a question: what must be said, and without a list where all questions stand.
pub(super) fn foot(ctx: Context<'_>, exam: &Exam, area: Rect, has_list: bool) -> Page {
    let theme = ctx.theme;
    let mut page = Page::new(area.width);
    // In little room it is read once, and the title tells it from then on.
    if let Some(why) = exam.failure().filter(|_| area.height >= WITH_COUNTS || exam.is_unkept_news) {
        page.say(&format!("{}.", capital(why)), theme.warning.style());
    }
    if let Some(said) = &exam.said {
        page.say(said, theme.warning.style());
    }
    let Counts { answered, open, marked } = Counts::of(exam);
    let sure = exam.answers.get(exam.at).and_then(|answer| answer.confidence);
    if exam.asked {
        let key = ctx.keymap.name(Scope::Exam, Action::HandIn);
        let standing = match open {
            0 => "Every question has an answer".to_owned(),
            open => format!("{open} {} no answer", agreeing(open, "question has", "questions have")),
        };
        page.say(&format!("{standing}; {key} once more hands the paper in."), theme.warning.style());
    } else if !has_list && area.height >= WITH_COUNTS {
        // Numbers keep their columns, so that nothing moves as they grow.
        let digits = exam.answers.len().to_string().len();
        let number = |count: usize| pad_start(&count.to_string(), digits);
        let sure = sure.map_or_else(String::new, |sure| format!("   you are {}", said(sure)));
        let told = format!("{} answered  {} open  {} marked{sure}", number(answered), number(open), number(marked));
        page.say(&told, theme.dim.style());
    }
    if !has_list && area.height >= WITH_STRIP {
        cells(ctx, exam, &mut page);
    }
    page
}

/// What the title tells where nothing below the question does: that answers are not kept, that this one is marked, and
/// how sure one is.
pub(super) fn told_in_title(exam: &Exam, height: u16) -> Option<String> {
    let answer = exam.answers.get(exam.at)?;
    let kept = exam.failure().map(|_| "not kept");
    let mark = answer.marked.then_some("marked");
    let told: Vec<&str> = kept.into_iter().chain(mark).chain(answer.confidence.map(said)).collect();
    (height < WITH_COUNTS && !told.is_empty()).then(|| told.join(" · "))
}

/// A cell for each question: its number, the answer and the mark. Of a long paper the rows around the question at hand.
fn cells(ctx: Context<'_>, exam: &Exam, page: &mut Page) {
    let theme = ctx.theme;
    let cells = exam.answers.iter().enumerate().map(|(number, answer)| {
        let mark = if answer.marked { "?" } else { " " };
        let style = if number == exam.at { theme.selected.style() } else { theme.dim.style() };
        Span::styled(format!("{:>3} {}{mark} ", number + 1, chosen(ctx, answer)), style)
    });
    let cells: Vec<Span<'static>> = cells.collect();
    let across = (page.columns() / CELL).max(1);
    let rows: Vec<&[Span<'static>]> = cells.chunks(across).collect();
    let first = (exam.at / across).saturating_sub(ROWS / 2).min(rows.len().saturating_sub(ROWS));
    for row in rows.into_iter().skip(first).take(ROWS) {
        page.line(Line::from(row.to_vec()));
    }
}

/// How many are answered, left and marked, and how much of the time is spent, with bars: so that one sees whether the
/// answers keep up with the clock.
pub(super) fn standing(ctx: Context<'_>, exam: &Exam, now: Now, page: &mut Page) {
    const LABEL: usize = 11;
    const NUMBER: usize = 8;
    let theme = ctx.theme;
    let all = exam.answers.len();
    let Counts { answered, open, marked } = Counts::of(exam);
    let seconds = |time: std::time::Duration| usize::try_from(time.as_secs()).unwrap_or(usize::MAX);
    let (left, limit) = (exam.left(now), exam.limit);
    let rows = [
        ("Answered", answered.to_string(), Some((answered, all))),
        ("Left", open.to_string(), None),
        ("Marked", marked.to_string(), None),
        (
            "Time spent",
            super::clock(limit.saturating_sub(left)),
            Some((seconds(limit.saturating_sub(left)), seconds(limit))),
        ),
    ];
    let columns = page.columns().saturating_sub(LABEL + NUMBER + 1).min(40);
    for (label, number, part) in rows {
        let mut spans = vec![
            Span::styled(pad(label, LABEL), theme.dim.style()),
            Span::styled(pad_start(&number, NUMBER), theme.text.style()),
            Span::raw(" "),
        ];
        if let Some(part) = part.filter(|_| columns >= 4) {
            let role = if label == "Answered" { &theme.first } else { &theme.second };
            spans.extend(meter(ctx, part, columns, role));
        }
        page.line(Line::from(spans));
    }
}

/// The headings of the list's columns.
pub(super) fn columns(ctx: Context<'_>, page: &mut Page) {
    let names: String = COLUMNS.iter().map(|(name, columns)| pad(name, columns + 1)).collect();
    page.line(Line::styled(format!("{names}Topic"), ctx.theme.dim.style()));
}

/// `  7 (b)    ?    unsure Economy · Pairs`
pub(super) fn row(
    ctx: Context<'_>,
    number: usize,
    question: &StripRow,
    answer: &Answer,
    (columns, has_forms): (usize, bool),
) -> Line<'static> {
    let theme = ctx.theme;
    let choice = answer.choice.map_or_else(|| ctx.symbols.track.to_owned(), |choice| format!("({})", letter(choice)));
    let mark = if answer.marked { "?" } else { "" };
    let sure = answer.confidence.map_or("", Confidence::name);
    let cells = [pad_start(&(number + 1).to_string(), 3), choice, mark.to_owned(), sure.to_owned()];
    let before: usize = COLUMNS.iter().map(|(_, columns)| columns + 1).sum();
    let mut spans: Vec<Span<'static>> = Vec::new();
    for (cell, (name, columns)) in cells.into_iter().zip(COLUMNS) {
        let style = if name == "Mark" { theme.warning } else { theme.dim };
        spans.push(Span::styled(format!("{} ", pad(&cell, columns)), style.style()));
    }
    let room = columns.saturating_sub(before);
    let told = clip(&told(question, has_forms), room).into_owned();
    let style = if answer.choice.is_some() { theme.dim } else { theme.text };
    spans.push(Span::styled(told, style.style()));
    Line::from(spans)
}

/// Columns that the rows of these questions take with their topics, and with their forms or without.
pub(super) fn widest(questions: &[StripRow], has_forms: bool) -> usize {
    let before: usize = COLUMNS.iter().map(|(_, columns)| columns + 1).sum();
    before + questions.iter().map(|question| width(&told(question, has_forms))).max().unwrap_or(0)
}

/// What a question is about, and how it is put.
fn told(question: &StripRow, has_form: bool) -> String {
    if has_form { format!("{} · {}", question.sector, question.form.name()) } else { question.sector.clone() }
}

/// The letter of what was chosen; where nothing was, a sign for that.
fn chosen(ctx: Context<'_>, answer: &Answer) -> String {
    answer.choice.map_or_else(|| ctx.symbols.track.to_owned(), |choice| letter(choice).to_string())
}

fn said(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Guess => "guessing",
        Confidence::Unsure => "unsure",
        Confidence::Sure => "sure",
    }
}

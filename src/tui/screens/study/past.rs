//! The papers one sat: when, how large, with which mark and about what; beside them how it went from paper to paper.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::Turn;
use super::begin::{Begin, Repeat};
use super::result::report::groups;
use crate::study::exam::attempt::Attempt;
use crate::study::exam::history::{Course, Trend, topics, trend, whole_cells};
use crate::study::exam::report::Report;
use crate::text::{clip, pad, pad_start, width};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layout;
use crate::tui::widgets::bar::meter;
use crate::tui::widgets::page::Page;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::sectioned_list::SectionedList;
use crate::view::sections::Row;

/// Columns of text at most.
const WIDEST: u16 = 72;
/// Columns of a date, of a size and of a mark in the list.
const COLUMNS: [usize; 3] = [12, 4, 11];
/// Columns of a group's name at most.
const NAME: usize = 26;
/// Columns of a bar and papers told one by one, the latest ones: the first of which the names have room beside.
const MEASURES: [Measure; 4] = [
    Measure { bar: 24, steps: 10 },
    Measure { bar: 10, steps: 10 },
    Measure { bar: 5, steps: 5 },
    Measure { bar: 0, steps: 5 },
];

/// How much is drawn beside a name.
#[derive(Clone, Copy, Debug)]
struct Measure {
    bar: usize,
    steps: usize,
}

/// A paper as the list has it.
#[derive(Clone, Debug)]
struct Sat {
    paper: i64,
    begun: String,
    size: String,
    mark: String,
    topics: String,
    report: Report,
}

/// The list with the trend.
#[derive(Clone, Debug)]
pub(super) struct Past {
    /// A sentence to be read once.
    pub(super) said: Option<String>,
    list: SectionedList<Sat>,
    trend: Trend,
    /// Whether the trend is read, where there is no room beside the list.
    reading: bool,
    offset: usize,
    last_offset: usize,
    height: usize,
}

impl Past {
    /// Papers, the latest first.
    pub(super) fn new(sat: &[Attempt]) -> Self {
        let rows = sat.iter().map(|attempt| Row::Item(Sat::of(attempt)));
        // The rows stand two columns in.
        let names = Row::Heading(format!("  {}", columns(["Begun", "Size", "Marks"], "Topics")).into());
        let list = SectionedList::new([names].into_iter().chain(rows).collect());
        let trend = trend(sat.iter().rev());
        Self { said: None, list, trend, reading: false, offset: 0, last_offset: 0, height: 0 }
    }

    pub(super) fn update(&mut self, action: Action) -> Turn {
        let said = self.said.take().is_some();
        let before = (self.list.selected_row(), self.offset, self.reading);
        let paper = self.list.selected().map(|sat| sat.paper);
        let begin = |begin: Option<Begin>| begin.map_or(Turn::Stay(Effect::Nothing), Turn::Begin);
        if let Some(repeat) = Repeat::asked(action) {
            return begin(paper.map(|paper| Begin::Again(paper, repeat)));
        }
        match action {
            Action::Close if self.reading => self.reading = false,
            Action::Close => return Turn::Leave,
            Action::Open => return begin(paper.map(Begin::ReadAgain)),
            Action::ToggleTable => self.reading = !self.reading,
            Action::Up | Action::Down if !self.reading => drop(self.list.walk(action)),
            Action::First | Action::Last => drop(self.list.walk(action)),
            _ => self.offset = action.scrolled(self.offset, self.height, self.last_offset).unwrap_or(self.offset),
        }
        let now = (self.list.selected_row(), self.offset, self.reading);
        Turn::Stay(Effect::redraw_if(said || before != now))
    }

    pub(super) fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let Places { list, detail, beside } = places(area, self.reading);
        let mut cursor = None;
        if let Some(area) = list {
            let title = format!("Past papers {} {}", ctx.symbols.dash, self.list.items());
            // Where there is no room for the trend, the frame tells how to see it.
            let key = ctx.keymap.name(Scope::Past, Action::ToggleTable);
            let note = if detail.is_none() { format!("{key} the trend") } else { String::new() };
            let inner = Pane::new(&title, !self.reading).note(&note).draw(ctx, area, buf);
            let mut notice = Page::new(inner.width.saturating_sub(1));
            if let Some(said) = &self.said {
                notice.say(said, ctx.theme.warning.style());
            }
            let (above, inner) = notice.above(inner);
            notice.draw(0, above, buf);
            cursor = self.list.draw(ctx, inner, buf, !self.reading, |sat, room| {
                let text = columns([&sat.begun, &sat.size, &ctx.symbols.fractions(&sat.mark)], &sat.topics);
                Line::styled(clip(&text, room).into_owned(), ctx.theme.text.style())
            });
        }
        if let Some(area) = detail {
            let text = layout::text(Pane::inner(area), WIDEST);
            let mut page = Page::new(text.width);
            tell(ctx, &self.trend, &mut page);
            self.height = usize::from(text.height);
            self.last_offset = page.len().saturating_sub(self.height);
            self.offset = self.offset.min(self.last_offset);
            let (above, below) = (self.offset, self.last_offset - self.offset);
            let _ = Pane::new("Trend", self.reading).more(above, below).draw(ctx, area, buf);
            page.draw(self.offset, text, buf);
            if self.reading {
                cursor = (!text.is_empty()).then_some(Position::new(text.x, text.y));
            }
        }
        if let (Some(area), Some(sat)) = (beside, self.list.selected()) {
            let text = layout::text(Pane::inner(area), WIDEST);
            let mut page = Page::new(text.width);
            let marks = ctx.symbols.fractions(&sat.mark);
            page.say(&format!("{}: {marks} marks", sat.begun), ctx.theme.title.style());
            groups(ctx, &mut page, &sat.report);
            let below = page.len().saturating_sub(usize::from(text.height));
            let _ = Pane::new("This paper", false).more(0, below).draw(ctx, area, buf);
            page.draw(0, text, buf);
        }
        cursor
    }
}

/// Where the list, the trend and the paper selected have their places.
struct Places {
    list: Option<Rect>,
    detail: Option<Rect>,
    beside: Option<Rect>,
}

fn places(area: Rect, reading: bool) -> Places {
    let panes = layout::panes(area, reading);
    Places { list: panes.list, detail: panes.detail, beside: panes.linked }
}

impl Sat {
    fn of(attempt: &Attempt) -> Self {
        let begun = &attempt.begun;
        let mark = attempt.in_short();
        Self {
            paper: begun.paper,
            begun: begun.moment(),
            report: attempt.report(),
            size: attempt.answers.len().to_string(),
            mark: mark.strip_suffix(" marks").unwrap_or(&mark).to_owned(),
            topics: if begun.again.is_some() { format!("again: {}", topics(attempt)) } else { topics(attempt) },
        }
    }
}

/// `22 Nov 12:00   25  12⅔ of 50    Economy`
fn columns(cells: [&str; 3], last: &str) -> String {
    let [begun, size, mark] = cells;
    let [date, count, marks] = COLUMNS;
    format!("{} {}  {} {last}", pad(begun, date), pad_start(size, count), pad(mark, marks))
}

/// The share of right answers of all groups, as bars, and paper by paper.
fn tell(ctx: Context<'_>, trend: &Trend, page: &mut Page) {
    page.say("Right of what was answered: in all papers, then one by one", ctx.theme.dim.style());
    let tables: [(&str, Vec<(&str, &Course)>); 4] = [
        ("All questions", vec![("All", &trend.whole)]),
        ("By topic, weakest first", trend.weakest_first()),
        ("By form", trend.forms.iter().map(|(form, course)| (form.name(), course)).collect()),
        ("By how sure you were", trend.confidence.iter().map(|(sure, course)| (sure.name(), course)).collect()),
    ];
    let names = tables.iter().flat_map(|(_, courses)| courses).map(|(name, _)| width(name));
    let name = names.max().unwrap_or(0).min(NAME);
    let papers = trend.whole.papers.len();
    let takes = |measure: &Measure| name + measure.bar + papers.min(measure.steps) + BESIDE;
    let measure = MEASURES.into_iter().find(|measure| takes(measure) <= page.columns());
    let measure = measure.unwrap_or(Measure { bar: 0, steps: 0 });
    for (heading, courses) in tables {
        group(ctx, page, heading, (name, measure), &courses);
    }
}

/// Columns beside a name, a bar and the steps: the share with its air.
const BESIDE: usize = 8;

fn group(
    ctx: Context<'_>,
    page: &mut Page,
    heading: &str,
    (name, measure): (usize, Measure),
    courses: &[(&str, &Course)],
) {
    if courses.is_empty() {
        return;
    }
    page.gap();
    page.line(Line::styled(heading.to_owned(), ctx.theme.heading.style()));
    let name = name.min(page.columns().saturating_sub(BESIDE));
    for (title, course) in courses {
        let share = course.whole.accuracy();
        let per_cent = share.map_or_else(|| "    -  ".to_owned(), |share| format!("{:>4.0} % ", share * 100.0));
        let (right, all) = (course.whole.right as usize, (course.whole.right + course.whole.wrong) as usize);
        let [filled, track] = meter(ctx, (right, all), measure.bar, &ctx.theme.first);
        page.line(Line::from(vec![
            Span::styled(pad(title, name), ctx.theme.text.style()),
            Span::raw(" "),
            filled,
            track,
            Span::styled(per_cent, ctx.theme.text.style()),
            Span::styled(steps(ctx, course, measure.steps), ctx.theme.first.style()),
        ]));
    }
}

/// The shares of so many papers, the latest, as heights; a paper that had none of it is a blank.
fn steps(ctx: Context<'_>, course: &Course, papers: usize) -> String {
    let all: Vec<Option<f64>> = course.steps().collect();
    let sign = |share: &Option<f64>| match share {
        Some(share) => ctx.symbols.heights.get(1 + whole_cells(*share, 7)),
        None => ctx.symbols.heights.first(),
    };
    let latest = all.iter().skip(all.len().saturating_sub(papers));
    latest.map(|share| sign(share).copied().unwrap_or(" ")).collect()
}

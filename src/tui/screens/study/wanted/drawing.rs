//! The fields with their values, and beside them what paper comes of them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Position, Rect};
use ratatui::text::{Line, Span};

use super::super::columns::two;
use super::Wanted;
use super::draft::{Draft, Field};
use crate::data::pack::preset::ExamPreset;
use crate::study::exam::print::{rules, size};
use crate::text::{agreeing, clip, counted, pad, width};
use crate::tui::context::Context;
use crate::tui::layout;
use crate::tui::widgets::page::Page;
use crate::tui::widgets::pane::Pane;

/// Columns of text at most.
const WIDEST: u16 = 88;
/// From this width on the fields need less of it.
const MUCH: u16 = 160;

impl Wanted {
    pub(in super::super) fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (fields, detail) = two(area, Constraint::Percentage(if area.width >= MUCH { 44 } else { 54 }), false);
        let mut page = Page::new(0);
        if let Some(area) = detail {
            let inner = Pane::new("What that is", false).draw(ctx, area, buf);
            let text = layout::text(inner, WIDEST);
            page = Page::new(text.width);
            self.tell(ctx, &mut page);
            page.draw(0, text, buf);
        }
        let area = fields?;
        // Where there is no room beside the fields, the frame tells the most of it.
        let note = if page.is_empty() { self.in_short(ctx) } else { String::new() };
        let inner = Pane::new("Which paper", true).note(&note).draw(ctx, area, buf);
        let mut notice = Page::new(inner.width.saturating_sub(1));
        if let Some(said) = &self.said {
            notice.say(said, ctx.theme.warning.style());
        }
        if let Some(preset) = self.exam(ctx).filter(|_| page.is_empty() && self.is_at(Field::Exam)) {
            for (source, _) in sources(ctx, preset) {
                notice.say(&source, ctx.theme.dim.style());
            }
        }
        let (above, inner) = notice.above(inner);
        notice.draw(0, above, buf);
        let Self { list, draft, topics, .. } = self;
        let selected = list.selected().copied();
        list.draw(ctx, inner, buf, true, |field, columns| {
            line(ctx, draft, topics, *field, selected == Some(*field), columns)
        })
    }

    fn in_short(&self, ctx: Context<'_>) -> String {
        let told = size(self.draft.questions as usize, self.draft.minutes(), &self.draft.scheme);
        ctx.symbols.fractions(&told).into_owned()
    }

    /// What paper comes of it, and where the exam it is like is described.
    fn tell(&self, ctx: Context<'_>, page: &mut Page) {
        let (theme, draft) = (ctx.theme, &self.draft);
        page.say(&self.in_short(ctx), theme.title.style());
        page.say(&ctx.symbols.fractions(&rules(&draft.scheme)), theme.text.style());
        page.gap();
        page.say(&self.fits(ctx), theme.text.style());
        if ctx.dataset.question_count() > 0 {
            page.say("A question may count for several topics.", theme.dim.style());
        }
        if let Some(preset) = self.exam(ctx) {
            page.gap();
            described(ctx, page, preset);
        }
    }

    /// The exam it is like.
    fn exam<'d>(&self, ctx: Context<'d>) -> Option<&'d ExamPreset<'d>> {
        ctx.dataset.pack.exams.get(self.draft.exam?)
    }

    fn is_at(&self, field: Field) -> bool {
        self.list.selected() == Some(&field)
    }

    /// How many questions there are for it.
    fn fits(&self, ctx: Context<'_>) -> String {
        let (all, wanted) = (ctx.dataset.question_count(), self.draft.questions as usize);
        let fit = agreeing(self.fitting, "fits", "fit");
        let there = format!("{} of {} {fit}", self.fitting, counted(all, "written question"));
        if all == 0 {
            let drills = if self.draft.coverage.levels.is_all() { "are made from cards" } else { "have no difficulty" };
            return format!("This pack has no written questions; drill questions {drills}.");
        }
        match (self.fitting >= wanted, self.draft.coverage.levels.is_all()) {
            (true, _) => format!("{there}."),
            (false, true) => format!("{there}; drill questions made from cards fill the paper up, as far as they go."),
            (false, false) => format!("{there}, and no more are asked: drill questions have no difficulty."),
        }
    }
}

/// Where an exam is described: each source as it is cited, and its passages.
fn sources<'d>(ctx: Context<'d>, preset: &ExamPreset<'d>) -> Vec<(String, Vec<&'d str>)> {
    let told = preset.cite.iter().flatten().filter_map(|cite| {
        let source = ctx.dataset.pack.source(cite.source)?;
        let passages = cite.paragraphs.iter().flat_map(|(from, to)| *from..=*to);
        let passages = passages.filter_map(|at| Some(source.passage(at)?.as_str())).collect();
        Some((format!("{}, {} {}", source.title, source.graded_byline(), cite.paragraph_text()), passages))
    });
    told.collect()
}

/// What an exam is, and where that is said.
fn described(ctx: Context<'_>, page: &mut Page, preset: &ExamPreset<'_>) {
    let whole = size(usize::from(preset.questions), preset.minutes, &preset.scheme());
    page.say(&format!("{}: {whole}", preset.name), ctx.theme.heading.style());
    for (source, passages) in sources(ctx, preset) {
        page.hang("- ", &source, ctx.theme.dim.style());
        for passage in passages {
            page.hang("  ", &format!("“{passage}”"), ctx.theme.dim.style());
        }
    }
}

/// `Questions                < 25 >`
fn line(
    ctx: Context<'_>,
    draft: &Draft,
    topics: &[usize],
    field: Field,
    is_selected: bool,
    columns: usize,
) -> Line<'static> {
    let pack = &ctx.dataset.pack;
    let [chosen, free] = ctx.symbols.boxes;
    let sign = |is_chosen| if is_chosen { chosen } else { free };
    let (name, value) = match field {
        Field::Exam => {
            let preset = draft.exam.and_then(|at| pack.exams.get(at));
            (
                "Pace and marks of".to_owned(),
                preset.map_or_else(|| "the exam of this pack".to_owned(), |preset| preset.name.to_string()),
            )
        }
        Field::Questions => ("Questions".to_owned(), draft.questions.to_string()),
        Field::Minutes => ("Minutes".to_owned(), draft.minutes().to_string()),
        Field::Right => {
            ("Marks for a right answer".to_owned(), ctx.symbols.fractions(&draft.scheme.right.to_string()).into_owned())
        }
        Field::Wrong => (
            "Taken off for a wrong one".to_owned(),
            ctx.symbols.fractions(&draft.scheme.wrong.to_string()).into_owned(),
        ),
        Field::Level => ("Difficulty".to_owned(), draft.coverage.levels.to_string()),
        Field::Core => {
            (format!("{} Only what an exam asks ({})", sign(draft.coverage.core), ctx.symbols.core), String::new())
        }
        Field::Topic(at) => {
            let name = pack.sectors.get(at).map_or("", |name| name.as_str());
            // Of a pack without a bank nothing is to be counted.
            let has_bank = ctx.dataset.question_count() > 0;
            let count = topics.get(at).filter(|_| has_bank).map(ToString::to_string).unwrap_or_default();
            (format!("{} {name}", sign(draft.has_topic(ctx.dataset, at))), count)
        }
    };
    let changes = is_selected && !matches!(field, Field::Core | Field::Topic(_));
    let value = if changes { format!("< {value} >") } else { format!("{value}  ") };
    let value = clip(&value, columns.saturating_sub(8)).into_owned();
    let room = columns.saturating_sub(width(&value) + 1);
    Line::from(vec![
        Span::styled(pad(&name, room), ctx.theme.text.style()),
        Span::styled(format!(" {value}"), ctx.theme.date.style()),
    ])
}

//! The exam plan: what fits until the exam at this pace, topic by topic, and what had better be left; a page that
//! scrolls. What it says is decided in [`crate::view::exam_plan`], and how it is made in the scheduler. While no exam
//! is ahead it tells how to set one, and what is due without.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::Turn;
use super::columns::reading;
use super::progress::{self, Standing, fortnight};
use super::wording::{exam_command, exam_in_words, no_exam};
use crate::study::Collection;
use crate::study::scheduler::exam_plan::{ExamPlan, Planning};
use crate::text::{about_minutes, counted, pad, width};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::overlays::palette::example_day;
use crate::tui::widgets::bar::meter;
use crate::tui::widgets::page::Page;
use crate::tui::widgets::pane::Pane;
use crate::view::exam_plan;

/// No line of text is wider: beyond, the eye loses it.
const WIDEST: u16 = 100;

/// Columns of a bar of the table at most, where there is room for half of that.
const BAR: usize = 20;

/// Lines of the fortnight where no exam is ahead.
const FORTNIGHT_ROWS: usize = 12;

/// The plan as it was when the page was opened.
#[derive(Clone, Debug)]
pub(super) struct PlanPage {
    exam: Option<String>,
    plan: Option<ExamPlan>,
    /// What there is to do where no exam is ahead.
    unplanned: Option<Unplanned>,
    /// The first line shown, and how far and by how much one may scroll, as last drawn.
    offset: usize,
    last_offset: usize,
    height: usize,
}

impl PlanPage {
    /// What there is to do on this day, if no exam is ahead.
    pub(super) fn without_exam(ctx: Context<'_>, collection: &Collection, day: Date) -> Self {
        let unplanned = Some(Unplanned::new(ctx, collection, day));
        Self { exam: exam_in_words(&collection.plan, day), plan: None, unplanned, offset: 0, last_offset: 0, height: 0 }
    }

    /// The plan that was made.
    pub(super) fn planned(ctx: Context<'_>, collection: &Collection, planning: Planning) -> Self {
        let exam = exam_in_words(planning.plan(), planning.day());
        let plan = Some(planning.finish(&collection.deck, ctx.dataset, collection.progress()));
        Self { exam, plan, unplanned: None, offset: 0, last_offset: 0, height: 0 }
    }

    /// Scrolls, or leaves.
    pub(super) fn update(&mut self, action: Action) -> Turn {
        if action == Action::Close {
            return Turn::Leave;
        }
        let offset = action.scrolled(self.offset, self.height, self.last_offset).unwrap_or(self.offset);
        let before = std::mem::replace(&mut self.offset, offset);
        Turn::Stay(Effect::redraw_if(before != offset))
    }

    pub(super) fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let inner = Pane::new("Exam plan", true).draw(ctx, area, buf);
        let text = reading(inner, WIDEST);
        let page = self.page(ctx, text.width);
        self.height = usize::from(text.height);
        self.last_offset = page.len().saturating_sub(self.height);
        self.offset = self.offset.min(self.last_offset);
        page.draw(self.offset, text, buf);
        (!text.is_empty()).then(|| text.as_position())
    }

    fn page(&self, ctx: Context<'_>, columns: u16) -> Page {
        let theme = ctx.theme;
        let mut page = Page::new(columns);
        match &self.exam {
            Some(exam) => page.say(exam, theme.title.style()),
            None => page.say(&no_exam(ctx), theme.title.style()),
        }
        if let Some(unplanned) = &self.unplanned {
            unplanned.tell(ctx, &mut page);
        }
        let Some(plan) = &self.plan else { return page };
        for sentence in exam_plan::sentences(plan) {
            page.say(&sentence, theme.text.style());
        }
        page.gap();
        let table = exam_plan::table(plan, usize::from(columns));
        let widest = table.iter().map(|line| width(line)).max().unwrap_or(0);
        let room = usize::from(columns).saturating_sub(widest + 2).min(BAR);
        for (number, line) in table.iter().enumerate() {
            let style = if number == 0 { theme.heading.style() } else { theme.text.style() };
            let mut spans = vec![Span::styled(pad(line, widest), style)];
            let topic = number.checked_sub(1).and_then(|number| plan.topics.get(number));
            if let Some(topic) = topic.filter(|_| room >= BAR / 2) {
                spans.push(Span::raw("  "));
                spans.extend(meter(ctx, (topic.met, topic.cards), room, &theme.first));
            } else if number == 0 && room >= BAR / 2 {
                spans.push(Span::styled("  met already", style));
            }
            page.line(Line::from(spans));
        }
        for sentence in exam_plan::assumptions(plan) {
            page.gap();
            page.say(&sentence, theme.dim.style());
        }
        page
    }
}

/// What there is to do while no exam is ahead.
#[derive(Clone, Debug)]
struct Unplanned {
    due: usize,
    new: usize,
    minutes: f32,
    /// Cards not met yet, and how many a day brings.
    unmet: usize,
    new_a_day: usize,
    day: Date,
    standing: Standing,
}

impl Unplanned {
    fn new(ctx: Context<'_>, collection: &Collection, day: Date) -> Self {
        let today = collection.today(day);
        let standing = Standing::new(ctx, collection, &today, day);
        Self {
            due: today.cards.len().saturating_sub(today.new),
            new: today.new,
            minutes: today.minutes,
            unmet: standing.unmet(),
            new_a_day: collection.plan.limits.new,
            day,
            standing,
        }
    }

    fn tell(&self, ctx: Context<'_>, page: &mut Page) {
        let theme = ctx.theme;
        if let Some(command) = exam_command(ctx) {
            let day = example_day(Some(self.day));
            page.say(
                &format!("For example {command} {day} and Enter; {command} none takes it back."),
                theme.text.style(),
            );
        }
        page.say(
            "From then on no card waits past that day, and this page tells what fits until it, topic by topic.",
            theme.text.style(),
        );
        page.gap();
        page.say("Without an exam", theme.heading.style());
        page.say(&self.today(), theme.text.style());
        page.say(&self.new_cards(), theme.text.style());
        fortnight::draw(ctx, &self.standing.forecast, page, FORTNIGHT_ROWS);
        page.gap();
        page.say("The bar is what you would know today of all cards on it.", theme.dim.style());
        progress::topics(ctx, &self.standing, page);
    }

    fn today(&self) -> String {
        let asked = match (self.due, self.new) {
            (0, 0) => return "Today nothing more is due.".to_owned(),
            (0, new) => counted(new, "new card"),
            (due, 0) => format!("{} seen before", counted(due, "card")),
            (due, new) => format!("{} seen before and {}", counted(due, "card"), counted(new, "new one")),
        };
        format!("Today {asked}, about {}.", about_minutes(self.minutes))
    }

    fn new_cards(&self) -> String {
        let cards = counted(self.unmet, "card");
        match (self.unmet, self.new_a_day) {
            (0, _) => "You have met every card; what is left is to keep them.".to_owned(),
            (_, 0) => format!("No new card comes, as a day has room for none; {cards} wait."),
            (unmet, new) => {
                let days = unmet.div_ceil(new);
                let last = i64::try_from(days.saturating_sub(1)).unwrap_or(i64::MAX);
                let last = self.day.checked_add(jiff::Span::new().try_days(last).unwrap_or_default());
                let until = last.map(|day| format!(", until {}", day.strftime("%-d %B %Y"))).unwrap_or_default();
                let pace = counted(new, "new card");
                format!("At {pace} a day the {cards} not met yet take {}{until}.", counted(days, "day"))
            }
        }
    }
}

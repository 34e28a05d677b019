//! What there is to study: today's cards by sector, what was marked, mock exams; and in its other face,
//! what one may cram.

mod asked;
mod offers;

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};

use self::asked::{AskedToday, Divided};
pub(super) use self::offers::about;
use self::offers::{cram_rows, rows};
use super::begin::Begin;
use super::exam::Exam;
use super::mains::Mains;
use super::papers::Papers;
use super::progress::{self, Standing};
use super::result::Marked;
use crate::clock::Now;
use crate::data::ItemId;
use crate::study::Collection;
use crate::text::{clip, pad, width};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::widgets::page::Page;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::sectioned_list::SectionedList;

/// What stands in the list: a name, what stands at its right, and what opening it begins.
#[derive(Clone, Debug)]
struct Offer {
    name: String,
    note: String,
    begin: Begin,
}

/// What waits on the overview.
pub(super) struct Waiting<'w> {
    /// A mock exam that was left.
    pub(super) exam: Option<&'w Exam>,
    /// Papers that were left or sat before.
    pub(super) papers: &'w Papers,
    /// The last result.
    pub(super) result: Option<&'w Marked>,
    /// The questions of the main examination.
    pub(super) mains: &'w Mains,
    /// The item drilled last.
    pub(super) drilled: Option<ItemId>,
}

/// The overview.
#[derive(Clone, Debug)]
pub(super) struct Overview {
    /// A sentence to be read once.
    pub(super) said: Option<String>,
    /// Whether discarding the paper at hand was asked for once already.
    asked: bool,
    cram: bool,
    list: SectionedList<Offer>,
    standing: Option<Standing>,
    asked_today: AskedToday,
    /// What the rows were made for: the day, how much was marked, what waits.
    made_for: Option<(Date, u64, bool, bool)>,
}

impl Default for Overview {
    fn default() -> Self {
        let list = SectionedList::default().showing_row_above();
        Self {
            said: None,
            asked: false,
            cram: false,
            list,
            standing: None,
            asked_today: AskedToday::default(),
            made_for: None,
        }
    }
}

impl Overview {
    /// Shows what one may cram, or what there is to study.
    pub(super) fn cram(&mut self, cram: bool) {
        self.cram = cram;
        self.stale();
    }

    /// Whether it shows what one may cram.
    pub(super) fn is_cramming(&self) -> bool {
        self.cram
    }

    /// Something was answered: everything is counted anew when next drawn.
    pub(super) fn stale(&mut self) {
        self.made_for = None;
    }

    /// A paper was left: the row with which one goes on is the first.
    pub(super) fn select_go_on(&mut self) {
        self.list.restart(Vec::new());
        self.stale();
    }

    /// What answers whether to discard a paper with yes, if that is asked.
    pub(super) fn asks(&self) -> Option<Action> {
        self.asked.then_some(Action::Discard)
    }

    /// Takes a key that answers whether to discard a paper with no; it does nothing else.
    pub(super) fn decline(&mut self, ctx: Context<'_>, key: Key) -> Option<Effect> {
        if !self.asked || ctx.keymap.lookup(&[Scope::Study], key) == Some(Action::Discard) {
            return None;
        }
        (self.asked, self.said) = (false, None);
        Some(Effect::Redraw)
    }

    /// What an action begins, or what it does to the list.
    pub(super) fn update(
        &mut self,
        ctx: Context<'_>,
        collection: &mut Collection,
        action: Action,
        now: Now,
    ) -> Result<Begin, Effect> {
        let said = self.said.take().is_some();
        let asked = std::mem::take(&mut self.asked);
        let before = self.list.selected_row();
        match action {
            Action::Discard => {
                let Some(Offer { begin, .. }) = self.list.selected() else { return Err(Effect::redraw_if(said)) };
                let paper = match begin {
                    Begin::GoOn => None,
                    Begin::Resume(paper) => Some(*paper),
                    _ => return Err(Effect::redraw_if(said)),
                };
                if asked {
                    return Ok(Begin::Discard(paper));
                }
                self.asked = true;
                let key = ctx.keymap.name(Scope::Study, Action::Discard);
                self.said =
                    Some(format!("Discard this paper for good? {key} once more does it, any other key keeps it."));
                return Err(Effect::Redraw);
            }
            Action::Up | Action::Down | Action::First | Action::Last => drop(self.list.walk(action)),
            Action::Cram => {
                self.cram = !self.cram;
                self.list.restart(Vec::new());
                self.stale();
                return Err(Effect::Redraw);
            }
            Action::Plan => return Ok(Begin::Plan),
            Action::Undo => {
                self.said = Some(match collection.undo_given() {
                    Ok(Some(card)) => {
                        let question = collection.card(&card).map_or_else(|| card.to_string(), |card| card.question(0));
                        format!("Taken back: {question}")
                    }
                    Ok(None) => "There is no answer to take back.".to_owned(),
                    Err(error) => error.to_string(),
                });
                self.stale();
                return Err(Effect::Redraw);
            }
            Action::Open => {
                if let Some(Offer { begin, .. }) = self.list.selected().cloned() {
                    if let Begin::Marked { items, .. } = &begin {
                        self.make_due(collection, items, now);
                    }
                    return Ok(begin);
                }
            }
            _ => {}
        }
        Err(Effect::redraw_if(said || before != self.list.selected_row()))
    }

    /// The cards of what was marked join the schedule today, whether one gets to them now or not.
    pub(super) fn make_due(&mut self, collection: &mut Collection, items: &[ItemId], now: Now) {
        let fresh = collection.unseen_about(items);
        if let Err(error) = collection.bring(&fresh, collection.day(now), now) {
            self.said = Some(error.to_string());
        }
    }

    /// Counts everything, if anything has changed since it was counted.
    fn count(&mut self, ctx: Context<'_>, collection: &Collection, day: Date, waiting: &Waiting<'_>) {
        let made_for = (day, ctx.reader.marks.changes(), waiting.exam.is_some(), waiting.result.is_some());
        if self.made_for == Some(made_for) {
            return;
        }
        self.made_for = Some(made_for);
        let today = collection.today(day);
        let rows = if self.cram { cram_rows(ctx, collection) } else { rows(ctx, collection, &today, day, waiting) };
        self.list.set_rows_in_place(rows);
        self.standing = Some(Standing::new(ctx, collection, &today, day));
        self.asked_today =
            if self.cram { AskedToday::default() } else { AskedToday::new(ctx, collection, &today, day) };
    }

    pub(super) fn draw(
        &mut self,
        ctx: Context<'_>,
        (collection, now): (&Collection, Now),
        waiting: &Waiting<'_>,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let day = collection.day(now);
        self.count(ctx, collection, day, waiting);
        // What is to be said first stands above the list, and what is said of something one did below it.
        let said = collection.notices().len() + usize::from(self.said.is_some());
        let rows = self.list.rows().len() + if said > 0 { 2 * said + 1 } else { 0 };
        let Divided { panes, asked } = self.asked_today.divide(area, rows.max(self.beside()));
        if let Some(area) = asked {
            self.asked_today.draw(ctx, area, buf);
        }
        let mut cursor = None;
        if let Some(area) = panes.list {
            let date = day.strftime("%A, %-d %B %Y").to_string();
            let title = if self.cram { "Cram: nothing is scheduled" } else { &date };
            let title = format!("Study {} {title}", ctx.symbols.dash);
            let inner = Pane::new(&title, true).note(&self.note(ctx)).draw(ctx, area, buf);
            let inner = Self::notices(ctx, collection, inner, buf);
            let inner = self.say_below(ctx, inner, buf);
            cursor = self.draw_list(ctx, inner, buf, waiting.exam.map(|exam| exam.clock(now)).as_deref());
        }
        if let (Some(area), Some(standing)) = (panes.detail, &self.standing) {
            progress::draw(ctx, standing, area, buf, panes.linked.is_none());
            if let Some(area) = panes.linked {
                progress::draw_topics(ctx, standing, area, buf);
            }
        }
        cursor
    }

    /// How many rows stand beside the list, so that none of them is lost.
    fn beside(&self) -> usize {
        self.standing.as_ref().map_or(0, Standing::rows)
    }

    /// What else can be done with the paper at hand.
    fn note(&self, ctx: Context<'_>) -> String {
        match self.list.selected() {
            Some(Offer { begin: Begin::GoOn | Begin::Resume(_), .. }) => {
                format!("{} discards it", ctx.keymap.name(Scope::Study, Action::Discard))
            }
            _ => String::new(),
        }
    }

    /// What is said of something one did stands below the list, so that its rows stay where one looks; gives the room
    /// left, which is half of all at least.
    fn say_below(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Rect {
        let Some(said) = &self.said else { return area };
        let mut page = Page::new(area.width.saturating_sub(1));
        page.say(said, ctx.theme.warning.style());
        let rows = u16::try_from(page.len()).unwrap_or(u16::MAX).min(area.height / 2);
        let [list, below] = area.layout(&Layout::vertical([Constraint::Fill(1), Constraint::Length(rows)]));
        page.draw(0, Rect { x: below.x + 1.min(below.width), width: below.width.saturating_sub(1), ..below }, buf);
        list
    }

    /// What has to be said first; gives the room left.
    fn notices(ctx: Context<'_>, collection: &Collection, area: Rect, buf: &mut Buffer) -> Rect {
        let mut page = Page::new(area.width.saturating_sub(1));
        for sentence in collection.notices() {
            page.say(sentence, ctx.theme.warning.style());
        }
        if !page.is_empty() {
            page.gap();
        }
        page.draw_above(area, buf)
    }

    fn draw_list(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer, clock: Option<&str>) -> Option<Position> {
        self.list.draw(ctx, area, buf, true, |offer, columns| match (&offer.begin, clock) {
            (Begin::GoOn, Some(clock)) => line(ctx, &offer.name, &format!("{clock} left"), columns),
            _ => line(ctx, &offer.name, &offer.note, columns),
        })
    }
}

fn line(ctx: Context<'_>, name: &str, note: &str, columns: usize) -> Line<'static> {
    let note = clip(&ctx.symbols.fractions(note), columns / 2).into_owned();
    let room = columns.saturating_sub(width(&note) + 2);
    Line::from(vec![
        Span::styled(pad(name, room), ctx.theme.text.style()),
        Span::styled(format!(" {note} "), ctx.theme.dim.style()),
    ])
}

//! What all in a room see of a quiz: a head that stays, with the clock while one may answer, and below it a page that
//! scrolls. Followers and the presenter see the same, but for what is said of oneself.

mod asked;
mod board;
mod told;
mod waiting;

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget as _};

use super::{Seat, Sight};
use crate::study::exam::Question;
use crate::study::room::{Member, Stage};
use crate::text::{clip, width};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layout;
use crate::tui::theme::Role;
use crate::tui::widgets::bar::meter;
use crate::tui::widgets::choice_page::{ChoicePage, Paging};
use crate::tui::widgets::page::Page;

/// Columns of text at most.
const WIDEST: u16 = 96;
/// From this height on a blank stands below the head.
const LEAST_WITH_AIR: u16 = 13;

/// Who looks.
#[derive(Clone, Debug)]
struct Viewer {
    presents: bool,
    /// Who that is among the members, if one follows.
    member: Option<Member>,
}

/// What is said in the head: the title, what stands at its right, what is a part of what, and how it stands with
/// whoever looks.
struct Head<'t> {
    title: String,
    aside: String,
    part: Option<(usize, usize)>,
    standing: String,
    role: &'t Role,
    /// The lines of the page that are to be seen before others.
    seek: Range<usize>,
}

/// How far the page is scrolled, and what of it was last drawn.
#[derive(Clone, Debug, Default)]
pub struct Scroll {
    offset: usize,
    paging: Paging,
    last: usize,
    /// What it is the page of: of another one sees the beginning.
    of: (u8, usize),
}

impl Scroll {
    /// Scrolls, if the action does; tells whether anything else is to be seen.
    pub fn update(&mut self, action: Action) -> bool {
        let offset = action.paged(self.offset, self.paging.steps(self.offset), self.last).unwrap_or(self.offset);
        std::mem::replace(&mut self.offset, offset) != offset
    }

    /// Whether an action scrolls, and there is something to scroll.
    #[must_use]
    pub fn can(&self, action: Action) -> Option<bool> {
        action.paged(0, self.paging.steps(0), self.last).map(|_| self.last > 0)
    }
}

/// Draws what is going on, and gives what stands at the right of the footer.
pub fn draw(ctx: Context<'_>, seat: &Seat, scroll: &mut Scroll, area: Rect, buf: &mut Buffer) -> String {
    Clear.render(area, buf);
    let sight = seat.sight();
    let viewer = Viewer { presents: seat.presents(), member: seat.member() };
    let text = layout::text(area, WIDEST);
    let (head, page) = match sight.room.stage() {
        Stage::Elsewhere => plain(waiting::absent(ctx, &viewer, text.width)),
        Stage::Waiting => plain(waiting::waiting(ctx, (&sight, seat.limit()), &viewer, text.width)),
        Stage::Asked(round) => asked::asked(ctx, (&sight, round), &viewer, text.width),
        Stage::Told(round) => plain(told::told(ctx, (&sight, round), &viewer, text.width)),
        Stage::Board => plain(board::board(ctx, &sight, &viewer, text.width)),
    };
    let of = told_apart(&sight);
    let is_new = scroll.of != of;
    scroll.of = of;
    // The blank below the head gives way to what is asked.
    let head_rows = if text.height < LEAST_WITH_AIR { 3 } else { 4 };
    let rows = Layout::vertical([Constraint::Length(head_rows.min(text.height / 2)), Constraint::Fill(1)]);
    let [above, below] = text.layout(&rows);
    head.draw(ctx, above, buf);
    let rows = usize::from(below.height);
    scroll.last = page.last(rows);
    if is_new {
        // No farther than is needed.
        scroll.offset = head.seek.end.saturating_sub(rows).min(head.seek.start);
    }
    scroll.offset = scroll.offset.min(scroll.last);
    scroll.paging = page.paging(rows, 0);
    let scope = if viewer.presents { Scope::Quiz } else { Scope::Following };
    let ((above, below), _) = page.draw(ctx, scope, scroll.offset, below, buf);
    // What is told on the page is not told again.
    let [up, down] = ctx.symbols.more;
    match (above, below) {
        (0, 0) => String::new(),
        (above, 0) => format!("{above} more {up}"),
        (0, below) => format!("{below} more {down}"),
        (above, below) => format!("{above} {up} {below} more {down}"),
    }
}

/// What has no options.
fn plain((head, page): (Head<'_>, Page)) -> (Head<'_>, ChoicePage) {
    (head, page.into())
}

/// What tells one page from another, to be read from its beginning.
#[must_use]
pub fn told_apart(sight: &Sight) -> (u8, usize) {
    match sight.room.stage() {
        Stage::Elsewhere => (0, usize::from(sight.has_presenter)),
        Stage::Waiting => (1, 0),
        Stage::Asked(round) => (2, round.number()),
        Stage::Told(round) => (3, round.number()),
        Stage::Board => (4, 0),
    }
}

impl Head<'_> {
    fn draw(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
        let columns = usize::from(area.width);
        let title = clip(&self.title, columns.saturating_sub(width(&self.aside) + 2));
        let gap = columns.saturating_sub(width(&title) + width(&self.aside));
        let mut title = vec![Span::styled(title.into_owned(), ctx.theme.heading.style()), Span::raw(" ".repeat(gap))];
        title.push(Span::styled(self.aside.clone(), ctx.theme.title.style()));
        let rule = match self.part {
            Some(part) => Line::from(meter(ctx, part, columns, &ctx.theme.first).to_vec()),
            None => Line::styled(ctx.symbols.meter[2].repeat(columns), ctx.theme.border.style()),
        };
        let standing = Line::styled(clip(&self.standing, columns).into_owned(), self.role.style());
        for (line, y) in [Line::from(title), rule, standing].into_iter().zip(area.top()..area.bottom()) {
            buf.set_line(area.x, y, &line, area.width);
        }
    }
}

/// Puts a question on a page, up to its options.
fn put(ctx: Context<'_>, page: &mut Page, question: &Question) {
    let (title, text): (Style, Style) = (ctx.theme.title.style(), ctx.theme.text.style());
    page.say(&question.lead, title);
    for (number, line) in question.lines.iter().enumerate() {
        page.hang(&format!("  {}. ", question.line_name(number)), line, text);
    }
    if !question.ask.is_empty() {
        page.say(&question.ask, title);
    }
    page.gap();
}

/// How many of those who are here have answered: `17 of 40 have answered`.
fn answered(answered: usize, here: usize) -> String {
    format!("{answered} of {} answered", here.max(answered))
}

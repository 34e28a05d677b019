//! Today's cards as they will be asked, without their answers, and those that come after: where the screen is so large
//! that it would stand empty below what there is to study.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::offers::helping;
use crate::study::scheduler::Today;
use crate::study::{Card, CardId, Collection};
use crate::text::{clip, counted, pad, width};
use crate::tui::context::Context;
use crate::tui::layout::{self, Panes};
use crate::tui::widgets::pane::Pane;

/// From this width on it lies below everything, and not below the list alone.
const BELOW_ALL: u16 = 180;
/// From this height on there is room for it.
const LEAST: u16 = 34;
/// Rows it has at least.
const ROWS: u16 = 8;
/// More cards than this are not looked up: no screen shows them.
const MOST: usize = 100;
/// From this width on the topic of a card is told.
const WITH_TOPIC: u16 = 100;
/// Columns of how a card stands to the learner, and between two columns.
const STANDING: usize = 4;
const BETWEEN: usize = 2;

/// A card, in what is told of it.
#[derive(Clone, Debug)]
struct Asked {
    topic: String,
    standing: &'static str,
    question: String,
}

/// The cards of a day in the order in which they are asked, and those that come after where one asks for more.
#[derive(Clone, Debug, Default)]
pub(super) struct AskedToday {
    today: Vec<Asked>,
    all: usize,
    then: Vec<Asked>,
}

/// The room for what there is to study, and for this, where there is any.
#[derive(Clone, Copy, Debug)]
pub(super) struct Divided {
    pub(super) panes: Panes,
    pub(super) asked: Option<Rect>,
}

impl AskedToday {
    pub(super) fn new(ctx: Context<'_>, collection: &Collection, today: &Today, day: Date) -> Self {
        let asked = |card: &Card| Asked {
            topic: card.sector(ctx.dataset).to_owned(),
            standing: match collection.state(&card.id) {
                _ if collection.is_new(&card.id) => "new",
                Some(state) if collection.plan.due(state, day) < day => "late",
                _ => "due",
            },
            // Of what has several lines the first asks.
            question: card.question(0).lines().next().unwrap_or_default().to_owned(),
        };
        let told = |cards: &[CardId]| -> Vec<Asked> {
            cards.iter().take(MOST).filter_map(|id| collection.card(id)).map(asked).collect()
        };
        let then = if today.cards.is_empty() { Vec::new() } else { told(&helping(collection, today, day)) };
        Self { today: told(&today.cards), all: today.cards.len(), then }
    }

    /// Divides the body. The list takes so many rows.
    pub(super) fn divide(&self, body: Rect, list: usize) -> Divided {
        let panes = layout::panes(body, false);
        let needed = u16::try_from(list + 2).unwrap_or(u16::MAX);
        if self.today.is_empty() || body.height < LEAST.max(needed.saturating_add(ROWS)) {
            return Divided { panes, asked: None };
        }
        let parts = Layout::vertical([Constraint::Length(needed), Constraint::Fill(1)]);
        if body.width >= BELOW_ALL {
            let [above, below] = body.layout(&parts);
            return Divided { panes: layout::panes(above, false), asked: Some(below) };
        }
        // Beside the list lies what takes all rows.
        let Some(list) = panes.list.filter(|list| list.height == body.height) else {
            return Divided { panes, asked: None };
        };
        let [list, below] = list.layout(&parts);
        Divided { panes: Panes { list: Some(list), ..panes }, asked: Some(below) }
    }

    pub(super) fn draw(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
        let title = format!("Asked today {} {}", ctx.symbols.dash, counted(self.all, "card"));
        let rows = usize::from(area.height.saturating_sub(2));
        let inner = Pane::new(&title, false).more(0, self.all.saturating_sub(rows)).draw(ctx, area, buf);
        let text = layout::text(inner, u16::MAX);
        let all = || self.today.iter().chain(&self.then);
        let topic =
            if area.width >= WITH_TOPIC { all().map(|asked| width(&asked.topic)).max().unwrap_or(0) } else { 0 };
        let line = |asked: &Asked| Self::line(ctx, asked, topic, usize::from(text.width));
        let then = [Line::default(), Line::styled("With another helping", ctx.theme.heading.style())];
        let then = then.into_iter().filter(|_| !self.then.is_empty()).chain(self.then.iter().map(line));
        for (line, y) in self.today.iter().map(line).chain(then).zip(text.top()..text.bottom()) {
            buf.set_line(text.x, y, &line, text.width);
        }
    }

    fn line(ctx: Context<'_>, asked: &Asked, topic: usize, columns: usize) -> Line<'static> {
        let mut before = pad(asked.standing, STANDING + BETWEEN);
        if topic > 0 {
            before.push_str(&pad(&asked.topic, topic + BETWEEN));
        }
        let room = columns.saturating_sub(width(&before));
        Line::from(vec![
            Span::styled(before, ctx.theme.dim.style()),
            Span::styled(clip(&asked.question, room).into_owned(), ctx.theme.text.style()),
        ])
    }
}

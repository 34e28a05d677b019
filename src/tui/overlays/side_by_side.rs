//! Two records side by side, field by field: what is the same is dim, what differs is not, and the words in which two
//! that are much alike differ are marked. In little room one stands below the other in each field. What is aligned with
//! what is for [`crate::view::side_by_side`].

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use crate::data::ItemId;
use crate::text::{clip, wrap};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::history::Over;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Extent, Layer, Outcome};
use crate::tui::widgets::pane::Pane;
use crate::view::document::layout::plain;
use crate::view::side_by_side::{Field, side_by_side};

/// From this width of the room on the two stand beside each other.
const BESIDE: usize = 70;
/// Columns of the labels beside them, and those between the two.
const LABEL: usize = 15;
const BETWEEN: usize = 3;
/// Columns of one side that are read with ease.
const WIDEST: usize = 76;

/// The overlay.
#[derive(Clone, Debug)]
pub struct SideBySide {
    items: [ItemId; 2],
    fields: Vec<Field>,
    /// The lines for a width.
    lines: (usize, Vec<SideLine>),
    /// How many lines at the beginning tell what the two are called, and how many of them stay while the others move.
    titles: usize,
    pinned: usize,
    offset: usize,
    height: usize,
}

/// A line of the two.
#[derive(Clone, Debug, Default)]
struct SideLine {
    label: String,
    is_heading: bool,
    /// Whether both say the same; nothing where nothing is said.
    is_same: Option<bool>,
    /// What either says; below each other only the first is used.
    sides: [Pieces; 2],
    /// Which of the two the line is of, where they stand below each other.
    of: Option<usize>,
}

/// Pieces of a line, and whether only this side has them.
type Pieces = Vec<(String, bool)>;

impl SideBySide {
    /// These two.
    #[must_use]
    pub fn new(ctx: Context<'_>, one: ItemId, other: ItemId) -> Self {
        let fields = side_by_side(ctx.dataset, one, other);
        Self { items: [one, other], fields, lines: (0, Vec::new()), titles: 0, pinned: 0, offset: 0, height: 0 }
    }

    /// How far one can go down.
    fn last(&self) -> usize {
        self.lines.1.len().saturating_sub(self.pinned + self.height)
    }

    fn layout(&mut self, ctx: Context<'_>, columns: usize) {
        if self.lines.0 == columns && !self.lines.1.is_empty() {
            return;
        }
        let mut lines = Vec::new();
        let mut section = "";
        for (number, field) in self.fields.iter().enumerate() {
            if field.section != section {
                section = &field.section;
                lines.push(SideLine::default());
                lines.push(SideLine { label: section.to_owned(), is_heading: true, ..SideLine::default() });
            }
            if columns >= BESIDE {
                beside(ctx, field, side_width(columns), &mut lines);
            } else {
                below(ctx, field, columns, &mut lines);
            }
            if number == 0 {
                self.titles = lines.len();
            }
        }
        self.lines = (columns, lines);
    }

    fn draw_line(ctx: Context<'_>, line: &SideLine, area: Rect, buf: &mut Buffer) {
        let theme = ctx.theme;
        let columns = usize::from(area.width);
        if line.is_heading {
            buf.set_stringn(area.x, area.y, &line.label, columns, theme.heading.style());
            return;
        }
        let said: Style = if line.is_same == Some(true) { theme.dim.style() } else { theme.text.style() };
        let told = |pieces: &Pieces| {
            let style = |is_marked: bool| if is_marked { theme.matched.style() } else { said };
            pieces.iter().map(|(text, is_marked)| Span::styled(text.clone(), style(*is_marked))).collect::<Line<'_>>()
        };
        let columns_in = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
        let at = |x: usize| area.x.saturating_add(u16::try_from(x).unwrap_or(u16::MAX)).min(area.right());
        if let Some(of) = line.of {
            let mark = if line.label.is_empty() { "  ".to_owned() } else { format!("{} ", line.label) };
            buf.set_stringn(
                area.x,
                area.y,
                &mark,
                columns,
                if of == 0 { theme.date.style() } else { theme.key.style() },
            );
            let [text, _] = &line.sides;
            buf.set_line(at(2), area.y, &told(text), columns_in(columns.saturating_sub(2)));
            return;
        }
        let width = side_width(columns);
        let [one, other] = &line.sides;
        buf.set_stringn(area.x, area.y, &line.label, columns, theme.date.style());
        if columns >= BESIDE {
            buf.set_line(at(LABEL + 1), area.y, &told(one), columns_in(width));
            let sign = match line.is_same {
                Some(true) => "=",
                Some(false) => ctx.symbols.vertical,
                None => " ",
            };
            buf.set_stringn(at(LABEL + 1 + width + 1), area.y, sign, 1, theme.border.style());
            buf.set_line(at(LABEL + 1 + width + BETWEEN), area.y, &told(other), columns_in(width));
        }
    }
}

/// Columns of either side, beside the labels.
fn side_width(columns: usize) -> usize {
    (columns.saturating_sub(LABEL + 1 + BETWEEN) / 2).min(WIDEST)
}

/// What one side of a field says in lines of so many columns; a dash where it says nothing.
fn said(ctx: Context<'_>, field: &Field, side: usize, columns: usize) -> Vec<Pieces> {
    let Some(text) = field.sides.get(side).and_then(Option::as_ref) else {
        return vec![vec![(ctx.symbols.dash.to_owned(), false)]];
    };
    let marked = field.differing.get(side).map_or(&[][..], Vec::as_slice);
    let mut from = 0;
    let pieces_of = |line: &str| {
        let start = text.get(from..).and_then(|rest| rest.find(line)).map_or(from, |found| from + found);
        from = start + line.len();
        pieces(line, start, marked)
    };
    wrap(text, columns).into_iter().map(pieces_of).collect()
}

/// A line that begins at this byte of its text, in pieces that are marked and others.
fn pieces(line: &str, start: usize, marked: &[Range<usize>]) -> Pieces {
    let mut pieces = Pieces::new();
    let mut push = |text: Option<&str>, is_marked: bool| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            pieces.push((plain(text), is_marked));
        }
    };
    let within = |at: usize| at.clamp(start, start + line.len()) - start;
    let mut told = 0;
    for range in marked {
        let (from, to) = (within(range.start), within(range.end));
        if from < to {
            push(line.get(told..from), false);
            push(line.get(from..to), true);
            told = to;
        }
    }
    push(line.get(told..), false);
    pieces
}

/// A field with both sides beside each other.
fn beside(ctx: Context<'_>, field: &Field, width: usize, lines: &mut Vec<SideLine>) {
    let (one, other) = (said(ctx, field, 0, width), said(ctx, field, 1, width));
    let label = wrap(&field.label, LABEL).into_iter().map(str::to_owned).collect::<Vec<_>>();
    for row in 0..one.len().max(other.len()).max(label.len()) {
        let of = |lines: &[Pieces]| lines.get(row).cloned().unwrap_or_default();
        let (label, sides) = (label.get(row).cloned().unwrap_or_default(), [of(&one), of(&other)]);
        lines.push(SideLine { label, sides, is_same: Some(field.is_same()), ..SideLine::default() });
    }
}

/// A field with the one side below the other; what both say is told once.
fn below(ctx: Context<'_>, field: &Field, columns: usize, lines: &mut Vec<SideLine>) {
    if !field.label.is_empty() {
        let label = clip(&field.label, columns).into_owned();
        lines.push(SideLine { label, ..SideLine::default() });
    }
    let is_same = field.is_same();
    for number in 0..if is_same { 1 } else { 2 } {
        let mark = if is_same { "=".to_owned() } else { (number + 1).to_string() };
        for (row, text) in said(ctx, field, number, columns.saturating_sub(2)).into_iter().enumerate() {
            let label = if row == 0 { mark.clone() } else { String::new() };
            let sides = [text, Pieces::new()];
            lines.push(SideLine { label, sides, is_same: Some(is_same), of: Some(number), ..SideLine::default() });
        }
    }
}

impl Layer for SideBySide {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::SideBySide, Scope::Global]
    }

    fn extent(&self) -> Extent {
        Extent::Body
    }

    fn over(&self) -> Option<Over> {
        let [one, other] = self.items;
        Some(Over::SideBySide(one, other))
    }

    /// Scrolls, goes to one of the two, or goes.
    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome {
        let [one, other] = self.items;
        let last = self.last();
        if let Some(offset) = action.scrolled(self.offset, self.height, last) {
            let before = std::mem::replace(&mut self.offset, offset);
            return Effect::redraw_if(before != offset).into();
        }
        match action {
            Action::Close => Outcome::Close,
            Action::Previous => Effect::Go(one).into(),
            Action::Next | Action::Open => Effect::Go(other).into(),
            Action::SideBySide => {
                *self = Self::new(ctx, other, one);
                Effect::Redraw.into()
            }
            action if action.is_everywhere() => Outcome::Yield(action),
            _ => Effect::Nothing.into(),
        }
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        Clear.render(area, buf);
        let alike = self.fields.iter().filter(|field| field.is_same()).count();
        let of_both = self.fields.iter().filter(|field| field.sides.iter().all(Option::is_some)).count();
        let alone = self.fields.len() - of_both;
        let differ = of_both - alike;
        let title = format!("Side by side {} {alike} alike, {differ} differ, {alone} in one only", ctx.symbols.dash);
        let columns = usize::from(area.width.saturating_sub(4));
        self.layout(ctx, columns);
        let height = usize::from(area.height.saturating_sub(2));
        // Titles that leave little room for what is said under them move as everything does.
        self.pinned = if self.titles * 3 <= height { self.titles } else { 0 };
        self.height = height - self.pinned;
        let last = self.last();
        self.offset = self.offset.min(last);
        let inner = Pane::new(&title, true).more(self.offset, last - self.offset).draw(ctx, area, buf);
        let room = Rect { x: inner.x + 1.min(inner.width), width: inner.width.saturating_sub(2), ..inner };
        let titles = self.lines.1.iter().take(self.pinned);
        for (line, y) in
            titles.chain(self.lines.1.iter().skip(self.pinned + self.offset)).zip(room.top()..room.bottom())
        {
            Self::draw_line(ctx, line, Rect { y, height: 1, ..room }, buf);
        }
        (!room.is_empty()).then_some(room.as_position())
    }

    fn draw_copy(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.clone().draw(ctx, area, buf)
    }
}

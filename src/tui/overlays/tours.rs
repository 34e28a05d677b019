//! The tours of the pack, to choose one from.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use crate::text::{counted, width, wrap};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::layout;
use crate::tui::tour::TourWanted;
use crate::tui::widgets::pane::Pane;

/// The overlay.
#[derive(Clone, Debug, Default)]
pub struct Tours {
    selected: usize,
    /// How many there are.
    count: usize,
    /// Where each was last drawn.
    drawn: Vec<Rect>,
}

/// Columns it takes at most.
const WIDTH: u16 = 66;

impl Tours {
    /// What comes of asking for a tour: the only one begins, of several one is chosen.
    #[must_use]
    pub fn open(ctx: Context<'_>) -> Outcome {
        match ctx.dataset.pack.tours.len() {
            0 => Outcome::Say("This pack tells no tour; `tours` of its pack.ron would.".to_owned()),
            1 => Outcome::Tour(TourWanted { tour: 0, every: None }),
            count => Outcome::Open(Box::new(Self { count, ..Self::default() })),
        }
    }

    fn walk(&mut self, there: usize) -> Outcome {
        let there = there.min(self.count.saturating_sub(1));
        Effect::redraw_if(std::mem::replace(&mut self.selected, there) != there).into()
    }
}

impl Layer for Tours {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Tours, Scope::Global]
    }

    fn update(&mut self, _ctx: Context<'_>, action: Action) -> Outcome {
        match action {
            Action::Close | Action::Tour => Outcome::Close,
            Action::Open => Outcome::Tour(TourWanted { tour: self.selected, every: None }),
            Action::Up => self.walk(self.selected.saturating_sub(1)),
            Action::Down => self.walk(self.selected + 1),
            Action::First => self.walk(0),
            Action::Last => self.walk(usize::MAX),
            action if action.is_everywhere() => Outcome::Yield(action),
            _ => Effect::Nothing.into(),
        }
    }

    fn clicked(&mut self, _ctx: Context<'_>, at: Position) -> Outcome {
        match self.drawn.iter().position(|area| area.contains(at)) {
            Some(tour) => Outcome::Tour(TourWanted { tour, every: None }),
            None => Effect::Nothing.into(),
        }
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let tours = &ctx.dataset.pack.tours;
        let columns = usize::from(WIDTH.min(area.width).saturating_sub(6));
        let told: Vec<Vec<&str>> = tours.iter().map(|tour| wrap(&tour.about, columns)).collect();
        let rows = told.iter().map(|about| about.len() + 2).sum::<usize>() + 1;
        let area = layout::overlay(area, WIDTH, u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(1));
        Clear.render(area, buf);
        let inner = Pane::new("Tours", true).draw(ctx, area, buf);
        let inner = layout::text(inner, inner.width);
        self.drawn.clear();
        let mut cursor = None;
        // What does not fit above the selected one goes first.
        let taken = |tours: std::ops::RangeInclusive<usize>| {
            tours.filter_map(|tour| told.get(tour)).map(|about| about.len() + 2).sum::<usize>()
        };
        let room = usize::from(inner.height) + 1;
        let first = (0..=self.selected).find(|first| taken(*first..=self.selected) <= room).unwrap_or(self.selected);
        let mut y = inner.y;
        for (number, (tour, about)) in tours.iter().zip(&told).enumerate() {
            let height = u16::try_from(about.len() + 1).unwrap_or(u16::MAX);
            if number < first || y.saturating_add(height) > inner.bottom() {
                self.drawn.push(Rect::ZERO);
                continue;
            }
            let place = Rect { y, height, ..inner };
            self.drawn.push(place);
            buf.set_stringn(place.x, y, &tour.name, usize::from(place.width), ctx.theme.title.style());
            let stops = counted(tour.stops.len(), "stop");
            let at = place.right().saturating_sub(u16::try_from(width(&stops)).unwrap_or(0));
            buf.set_stringn(at, y, &stops, usize::from(place.width), ctx.theme.dim.style());
            for (line, y) in about.iter().zip(y + 1..) {
                buf.set_stringn(place.x, y, line, usize::from(place.width), ctx.theme.dim.style());
            }
            if number == self.selected {
                buf.set_style(Rect { height: 1, ..place }, ctx.theme.selected.style());
                cursor = Some(Position::new(place.x, y));
            }
            y += height + 1;
        }
        cursor
    }

    fn draw_copy(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.clone().draw(ctx, area, buf)
    }
}

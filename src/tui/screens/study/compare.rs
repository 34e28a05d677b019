//! A record beside those it is taken for, for a card that won't stick.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::Turn;
use crate::data::ItemId;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::detail_pane::DetailPane;

/// Below this width the two stand one above the other.
const BESIDE: u16 = 80;

/// A record and its likes.
#[derive(Clone, Debug)]
pub(super) struct Compare {
    own: DetailPane,
    likes: Vec<ItemId>,
    at: usize,
    like: DetailPane,
}

impl Compare {
    /// A record beside others; nothing if there are none.
    pub(super) fn new(own: ItemId, likes: Vec<ItemId>) -> Option<Self> {
        let first = likes.first().copied();
        first?;
        let mut compare = Self { own: DetailPane::default(), likes, at: 0, like: DetailPane::default() };
        compare.own.show(Some(own));
        compare.like.show(first);
        Some(compare)
    }

    /// The one at the right.
    pub(super) fn shown(&self) -> Option<ItemId> {
        self.likes.get(self.at).copied()
    }

    pub(super) fn update(&mut self, action: Action) -> Turn {
        let count = self.likes.len().max(1);
        match action {
            Action::Close => return Turn::Leave,
            Action::Source => return Turn::Stay(self.shown().map_or(Effect::Nothing, Effect::Go)),
            Action::Next => self.at = (self.at + 1) % count,
            Action::Previous => self.at = (self.at + count - 1) % count,
            Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::HalfUp | Action::HalfDown => {
                // Both scroll, so that like stays beside like.
                let effects = [self.own.scroll(action), self.like.scroll(action)];
                return Turn::Stay(Effect::redraw_if(effects.contains(&Effect::Redraw)));
            }
            _ => return Turn::Stay(Effect::Nothing),
        }
        self.like.show(self.shown());
        Turn::Stay(Effect::redraw_if(count > 1))
    }

    pub(super) fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let halves = [Constraint::Percentage(50), Constraint::Fill(1)];
        let layout = if area.width >= BESIDE { Layout::horizontal(halves) } else { Layout::vertical(halves) };
        let [own, like] = area.layout(&layout);
        self.own.draw(ctx, own, buf, false);
        self.like.draw(ctx, like, buf, true)
    }
}

//! What is told of the dataset, over the screen: its edition, what is new in it, how much it holds. What it says is
//! [`crate::view::about`]; its links lead to the records that changed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::detail_pane::DetailPane;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::layout;
use crate::tui::web_link::WebLink;

/// The overlay.
#[derive(Clone, Debug)]
pub struct About {
    pane: DetailPane,
}

/// Columns it takes at most.
const WIDTH: u16 = 90;

impl About {
    /// All that is told, from its beginning.
    #[must_use]
    pub fn new() -> Self {
        Self { pane: DetailPane::of_dataset() }
    }
}

impl Default for About {
    fn default() -> Self {
        Self::new()
    }
}

impl Layer for About {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::About, Scope::Global]
    }

    /// Scrolls, follows a link, or goes.
    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome {
        match action {
            Action::Close | Action::About => Outcome::Close,
            action if action.is_everywhere() => Outcome::Yield(action),
            action => self.pane.update(ctx, action).into(),
        }
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let area = layout::overlay(area, WIDTH, area.height);
        Clear.render(area, buf);
        self.pane.draw(ctx, area, buf, true)
    }

    fn draw_copy(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.clone().draw(ctx, area, buf)
    }

    fn web_links(&self) -> Vec<WebLink> {
        self.pane.web_links()
    }

    fn click(&mut self, ctx: Context<'_>, at: Position) -> Effect {
        self.pane.follow_at(ctx, at).unwrap_or(Effect::Nothing)
    }
}

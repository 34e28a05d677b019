//! All of the progress on a page of its own that scrolls, whatever room there is beside the list: the numbers, what falls
//! due, the answers of half a year, and every topic, what one knows least of first. What is counted is said in
//! [`super::Standing`].

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::Turn;
use super::super::bars::Group;
use super::super::columns::reading;
use super::{Standing, calendar, fortnight, numbers, topics};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::widgets::page::Page;
use crate::tui::widgets::pane::Pane;

/// Columns of text at most.
const WIDEST: u16 = 72;
/// Lines of the fortnight.
const FORTNIGHT: usize = 12;

/// The progress as it was when the page was opened.
#[derive(Clone, Debug)]
pub(in crate::tui::screens::study) struct ProgressPage {
    standing: Standing,
    /// The first line shown, and how far and by how much one may scroll, as last drawn.
    offset: usize,
    last_offset: usize,
    height: usize,
}

impl ProgressPage {
    /// A page of what was counted.
    pub(in crate::tui::screens::study) fn new(mut standing: Standing) -> Self {
        weakest_first(&mut standing.topics);
        Self { standing, offset: 0, last_offset: 0, height: 0 }
    }

    /// Scrolls, or leaves.
    pub(in crate::tui::screens::study) fn update(&mut self, action: Action) -> Turn {
        if action == Action::Close {
            return Turn::Leave;
        }
        let offset = action.scrolled(self.offset, self.height, self.last_offset).unwrap_or(self.offset);
        let before = std::mem::replace(&mut self.offset, offset);
        Turn::Stay(Effect::redraw_if(before != offset))
    }

    pub(in crate::tui::screens::study) fn draw(
        &mut self,
        ctx: Context<'_>,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let text = reading(Pane::inner(area), WIDEST);
        let page = self.page(ctx, text.width);
        self.height = usize::from(text.height);
        self.last_offset = page.len().saturating_sub(self.height);
        self.offset = self.offset.min(self.last_offset);
        let (above, below) = (self.offset, self.last_offset - self.offset);
        let note = if self.standing.keeps { "" } else { "kept for this visit only" };
        let _ = Pane::new("Progress", true).note(note).more(above, below).draw(ctx, area, buf);
        page.draw(self.offset, text, buf);
        (!text.is_empty()).then(|| text.as_position())
    }

    fn page(&self, ctx: Context<'_>, columns: u16) -> Page {
        let mut page = Page::new(columns);
        numbers(ctx, &self.standing, &mut page);
        page.gap();
        page.say("What you would know today of all cards on a topic, the least first:", ctx.theme.dim.style());
        topics(ctx, &self.standing, &mut page);
        fortnight::draw(ctx, &self.standing.forecast, &mut page, FORTNIGHT);
        calendar::draw(ctx, &self.standing.calendar, &mut page);
        page
    }
}

/// The topics by the share that is known of each, the least first; of those alike the order stays.
fn weakest_first(topics: &mut [Group]) {
    topics.sort_by(|one, other| (one.right * other.all).cmp(&(other.right * one.all)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_topic_of_which_least_is_known_stands_first() {
        let group = |name: &str, right, all| Group { name: name.to_owned(), right, all, ..Group::default() };
        let mut topics = [group("a", 9, 10), group("b", 2, 40), group("c", 0, 3), group("d", 0, 8), group("e", 1, 2)];
        weakest_first(&mut topics);
        assert_eq!(topics.map(|topic| topic.name), ["c", "d", "b", "e", "a"]);
    }
}

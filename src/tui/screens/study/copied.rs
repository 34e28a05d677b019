//! The Study tab drawn a second time at another size, for those who follow a presenter: a copy of what shows is, and
//! thrown away. The cards are not copied, nor what is kept.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Activity, Study};
use crate::tui::context::Context;

impl Study {
    pub(super) fn draw_copied(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        if let Some(preparing) = &self.preparing {
            return preparing.draw(ctx, area, buf);
        }
        let (Some(collection), Some(now)) = (&self.collection, self.now) else { return None };
        match self.open.last() {
            None => {
                let waiting = self.waiting();
                self.overview.clone().draw(ctx, (collection, now), &waiting, area, buf)
            }
            Some(Activity::Asking(asking)) => asking.clone().draw(ctx, collection, now, area, buf),
            Some(Activity::Compare(compare)) => compare.clone().draw(ctx, area, buf),
            Some(Activity::Wanted(wanted)) => wanted.clone().draw(ctx, area, buf),
            Some(Activity::Exam(exam)) => exam.clone().draw(ctx, now, area, buf),
            Some(Activity::Past(past)) => past.clone().draw(ctx, area, buf),
            Some(Activity::Result(result)) => result.clone().draw(ctx, area, buf),
            Some(Activity::Plan(plan)) => plan.clone().draw(ctx, area, buf),
            Some(Activity::Progress(progress)) => progress.clone().draw(ctx, area, buf),
            Some(Activity::Mains) => self.mains.copy().draw(ctx, area, buf),
        }
    }
}

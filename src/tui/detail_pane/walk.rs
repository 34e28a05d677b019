//! Moving about in a document: scrolling, and stepping from link to link and from section to section.
//!
//! Text and margin scroll together, each no further than to its end.

use super::laid_out::{LaidOut, Stop};
use super::{DetailPane, Effect};
use crate::tui::context::Context;
use crate::view::document::layout::LineTarget;

/// Lines that show above and below what was gone to, where there is room.
const AROUND: usize = 2;

/// Whether one gets there from link to link.
fn is_link(target: LineTarget) -> bool {
    matches!(target, LineTarget::Link(_) | LineTarget::More(_))
}

fn is_section(target: LineTarget) -> bool {
    matches!(target, LineTarget::Section(_))
}

impl DetailPane {
    /// The first line that shows of the text, or of the margin.
    pub(super) fn column_offset(&self, in_margin: bool) -> usize {
        self.offset.min(self.last_of(in_margin))
    }

    fn last_of(&self, in_margin: bool) -> usize {
        self.text.lines.get(usize::from(in_margin)).map_or(0, |lines| lines.len().saturating_sub(self.height))
    }

    /// The first line that showed of this layout when last drawn: of its text or, once one had scrolled past the end of
    /// that, of its margin.
    pub(super) fn first_row(&self, of: &LaidOut) -> (bool, usize) {
        let last = of.lines.first().map_or(0, |lines| lines.len().saturating_sub(self.height));
        let has_margin = of.lines.get(1).is_some_and(|lines| !lines.is_empty());
        let is_past = has_margin && self.offset > last;
        (is_past, if is_past { self.offset } else { self.offset.min(last) })
    }

    fn last_offset(&self) -> usize {
        self.last_of(false).max(self.last_of(true))
    }

    /// Lines that are still to come.
    pub(super) fn lines_below(&self) -> usize {
        self.last_offset().saturating_sub(self.offset)
    }

    fn has_margin(&self) -> bool {
        self.text.lines.get(1).is_some_and(|lines| !lines.is_empty())
    }

    fn shows(&self, stop: Stop) -> bool {
        let from = self.column_offset(stop.in_margin);
        (from..from + self.height).contains(&stop.row)
    }

    fn stop_selected(&self) -> Option<Stop> {
        self.selected.and_then(|target| self.text.stop(target))
    }

    /// After the document was laid out anew: nowhere beyond its end, and what is selected shows.
    pub(super) fn settle(&mut self) {
        self.offset = self.offset.min(self.last_offset());
        match self.stop_selected() {
            Some(stop) if !self.shows(stop) => self.scroll_to_show(stop),
            Some(_) => {}
            None => self.selected = None,
        }
    }

    /// Scrolls by so many lines; tells whether that moved anything.
    pub fn scroll_by(&mut self, by: isize) -> bool {
        let before = self.offset;
        self.scroll_to(before.saturating_add_signed(by));
        before != self.offset
    }

    /// Scrolls; what is selected and no longer shows is let go.
    pub(super) fn scroll_to(&mut self, offset: usize) {
        self.offset = offset.min(self.last_offset());
        if self.stop_selected().is_none_or(|stop| !self.shows(stop)) {
            self.selected = None;
        }
    }

    fn scroll_to_show(&mut self, stop: Stop) {
        self.show_row(stop.in_margin, stop.row);
    }

    /// Scrolls just so far that this line of the text, or of the margin, shows, with some around it.
    pub(super) fn show_row(&mut self, in_margin: bool, row: usize) {
        let from = self.column_offset(in_margin);
        let around = AROUND.min(self.height.saturating_sub(1) / 2);
        let (first, last) = (row.saturating_sub(around), row + around);
        if first < from {
            self.offset = first;
        } else if last >= from + self.height {
            self.offset = (last + 1).saturating_sub(self.height);
        }
        self.offset = self.offset.min(self.last_offset());
    }

    /// Selects something, wherever it stands.
    pub(super) fn select(&mut self, target: LineTarget) {
        let Some(stop) = self.text.stop(target) else { return };
        self.selected = Some(target);
        if is_section(target) {
            // One goes to a section to read it.
            if !stop.in_margin || !self.shows(stop) {
                self.offset = stop.row.min(self.last_offset());
            }
        } else {
            self.scroll_to_show(stop);
        }
    }

    /// To the link after the selected one, or before it, wherever that stands; from the last to the first. Sources come
    /// after all links.
    pub(super) fn step_link(&mut self, forward: bool) {
        let is_stop = |stop: &&Stop| !is_section(stop.target);
        let stops: Vec<LineTarget> = self.text.stops.iter().filter(is_stop).map(|stop| stop.target).collect();
        self.step_among(&stops, forward);
    }

    /// To the first link of the next relation, or of the one before.
    pub(super) fn step_relation(&mut self, forward: bool) {
        let firsts: Vec<LineTarget> = self.text.firsts.iter().map(|link| LineTarget::Link(*link)).collect();
        // From a link in the midst of its kind one goes from that kind's first.
        let here = match self.selected {
            Some(LineTarget::Link(link)) => {
                let is_before = |first: &&LineTarget| matches!(first, LineTarget::Link(first) if *first <= link);
                firsts.iter().rev().find(is_before).copied()
            }
            _ => None,
        };
        match here {
            Some(first) if !forward && self.selected != Some(first) => self.select(first),
            here => {
                self.selected = here;
                self.step_among(&firsts, forward);
            }
        }
    }

    /// To the heading after the one at hand, or before it.
    pub(super) fn step_section(&mut self, forward: bool) {
        let sections: Vec<Stop> = self.text.stops.iter().filter(|stop| is_section(stop.target)).copied().collect();
        let here = self.stop_selected();
        let place = |stop: &Stop| (stop.in_margin, stop.row);
        let from = here.map_or((false, self.offset), |stop| place(&stop));
        let next = if forward {
            // At the top of the text its first heading may stand on the first line.
            sections.iter().find(|stop| place(stop) > from || (here.is_none() && place(stop) == from))
        } else {
            sections.iter().rev().find(|stop| place(stop) < from)
        };
        match next {
            Some(stop) => self.select(stop.target),
            None if !forward => self.scroll_to(0),
            None => {}
        }
    }

    /// The heading that is selected, or that of the section in which something is, or the one at the top.
    pub(super) fn section_at_hand(&self) -> Option<LineTarget> {
        let (in_margin, row) = match self.stop_selected() {
            Some(stop) => (stop.in_margin, stop.row),
            None => (false, self.offset),
        };
        let sections = self.text.stops.iter().filter(|stop| is_section(stop.target) && stop.in_margin == in_margin);
        let before = sections.clone().rfind(|stop| stop.row <= row);
        before.or(sections.into_iter().next()).map(|stop| stop.target)
    }

    fn step_among(&mut self, targets: &[LineTarget], forward: bool) {
        let here = self.selected.and_then(|selected| targets.iter().position(|target| *target == selected));
        let next = match (here, forward) {
            (None, true) => targets.first(),
            (None, false) => targets.last(),
            (Some(here), true) => targets.get(here + 1).or(targets.first()),
            (Some(here), false) => here.checked_sub(1).and_then(|before| targets.get(before)).or(targets.last()),
        };
        if let Some(next) = next {
            self.select(*next);
        }
    }

    /// To the next link or source if it shows, else one line on; when nothing is left to scroll, to the link all the
    /// same. Beside a margin, in which links show from the beginning, one scrolls until one of them was gone to.
    pub(super) fn down(&mut self) {
        let can_scroll = self.offset < self.last_offset();
        let next = match self.stop_selected() {
            Some(here) => self.next_stop(|stop| (stop.in_margin, stop.row) > (here.in_margin, here.row)),
            None if self.has_margin() && can_scroll => None,
            None => self.next_stop(|stop| stop.row >= self.column_offset(stop.in_margin)),
        };
        match next {
            Some(stop) if self.shows(stop) => self.selected = Some(stop.target),
            _ => self.scroll_to(self.offset + 1),
        }
    }

    pub(super) fn up(&mut self) {
        let before = self.stop_selected().and_then(|here| {
            let is_before =
                |stop: &&Stop| !is_section(stop.target) && (stop.in_margin, stop.row) < (here.in_margin, here.row);
            self.text.stops.iter().rev().find(is_before).copied()
        });
        match before {
            Some(stop) if self.shows(stop) => self.selected = Some(stop.target),
            _ => {
                self.scroll_to(self.offset.saturating_sub(1));
                if before.is_none() && self.offset == 0 {
                    self.selected = None;
                }
            }
        }
    }

    fn next_stop(&self, is_wanted: impl Fn(&Stop) -> bool) -> Option<Stop> {
        self.text.stops.iter().find(|stop| !is_section(stop.target) && is_wanted(stop)).copied()
    }

    /// Does what the selected link, source or heading is for; with none selected, selects the first link that shows, or
    /// goes to the first.
    pub(super) fn follow(&mut self, ctx: Context<'_>) -> Effect {
        if let Some(target) = self.selected {
            return self.follow_target(ctx, target);
        }
        let mut links = self.text.stops.iter().filter(|stop| is_link(stop.target));
        let first = links.clone().find(|stop| self.shows(**stop)).or(links.next()).map(|stop| stop.target);
        let Some(first) = first else { return Effect::Nothing };
        self.select(first);
        Effect::Redraw
    }
}

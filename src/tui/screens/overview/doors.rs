//! What of the overview can be opened, where it was last drawn, and which lies next to which.

use ratatui::layout::{Position, Rect};

use crate::tui::action::Action;
use crate::view::overview::{Overview, Subject, Way};

/// Something that can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Door {
    /// A step of the relationship, by its number.
    Step(usize),
    /// A paper of a step, by both numbers.
    Paper(usize, usize),
    /// The years.
    Years,
    /// A line of what is told, by its number.
    Line(Subject, usize),
}

impl Default for Door {
    fn default() -> Self {
        Self::Line(Subject::Ways, 0)
    }
}

impl Door {
    /// Where it leads.
    pub(super) fn way(self, told: &Overview) -> Option<Way> {
        match self {
            Self::Step(step) => told.steps.get(step).map(|step| Way::Item(step.item)),
            Self::Paper(step, paper) => told.steps.get(step)?.papers.get(paper).map(|paper| Way::Item(paper.2)),
            Self::Years => Some(Way::Timeline),
            Self::Line(subject, line) => {
                let cell = told.cells.iter().find(|cell| cell.about == subject)?;
                cell.lines.get(line).map(|line| line.way)
            }
        }
    }
}

/// The doors as they were last drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Doors {
    /// The one that is selected.
    pub(super) selected: Door,
    drawn: Vec<(Rect, Door)>,
}

impl Doors {
    /// Forgets where all were drawn.
    pub(super) fn clear(&mut self) {
        self.drawn.clear();
    }

    /// Notes where one is drawn; tells whether it is selected.
    pub(super) fn place(&mut self, door: Door, area: Rect) -> bool {
        self.drawn.push((area, door));
        door == self.selected
    }

    /// Where the selected one was drawn.
    pub(super) fn here(&self) -> Option<Rect> {
        self.drawn.iter().find(|(_, door)| *door == self.selected).map(|(area, _)| *area)
    }

    /// Selects one that shows, if the selected one does not; tells whether it had to.
    pub(super) fn settle(&mut self) -> bool {
        let first = self.drawn.iter().find(|(_, door)| matches!(door, Door::Line(Subject::Ways, _)));
        match (self.here(), first.or(self.drawn.first())) {
            (None, Some((_, door))) => {
                self.selected = *door;
                true
            }
            _ => false,
        }
    }

    /// The one that was drawn at a place.
    pub(super) fn at(&self, at: Position) -> Option<Door> {
        self.drawn.iter().find(|(area, _)| area.contains(at)).map(|(_, door)| *door)
    }

    /// Goes to the nearest in a direction; tells whether there is one.
    pub(super) fn walk(&mut self, action: Action) -> bool {
        let Some(here) = self.here() else { return self.settle() };
        let away = |(area, _): &&(Rect, Door)| distance(here, *area, action);
        let there = match action {
            Action::First => self.drawn.iter().min_by_key(|(area, _)| (area.y, area.x)),
            Action::Last => self.drawn.iter().max_by_key(|(area, _)| (area.y, area.x)),
            _ => self.drawn.iter().filter(|door| away(door).is_some()).min_by_key(|door| away(door)),
        };
        let Some((_, door)) = there.filter(|(_, door)| *door != self.selected) else { return false };
        self.selected = *door;
        true
    }
}

/// How far one place is from another in a direction; `None` if it does not lie that way. What stands over or under
/// counts as nearer than what stands aside.
fn distance(here: Rect, there: Rect, action: Action) -> Option<u32> {
    /// Columns that weigh as much as a row.
    const ASPECT: u32 = 3;
    /// How many times that much columns weigh where one goes up or down.
    const ASIDE: u32 = 4;
    let gap = |a: (u16, u16), b: (u16, u16)| u32::from(b.0.saturating_sub(a.1).max(a.0.saturating_sub(b.1)));
    let across = gap((here.x, here.right()), (there.x, there.right()));
    let along = gap((here.y, here.bottom()), (there.y, there.bottom()));
    let is_that_way = match action {
        Action::Up => there.bottom() <= here.y,
        Action::Down => there.y >= here.bottom(),
        Action::Previous => there.right() <= here.x,
        Action::Next => there.x >= here.right(),
        _ => false,
    };
    let weight = match action {
        // What stands in the same column is meant, be the next one's a little nearer.
        Action::Up | Action::Down => along * ASPECT + across * ASIDE,
        _ => across + along * ASPECT * ASPECT,
    };
    is_that_way.then_some(weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_walks_to_what_lies_next() {
        let mut doors = Doors::default();
        let line = |number| Door::Line(Subject::Days, number);
        for (number, (x, y)) in [(0, 0), (0, 1), (40, 0), (40, 3)].into_iter().enumerate() {
            doors.place(line(number), Rect::new(x, y, 30, 1));
        }
        assert!(doors.settle() && doors.selected == line(0));
        for (action, there) in
            [(Action::Down, 1), (Action::Next, 2), (Action::Down, 3), (Action::Previous, 1), (Action::Up, 0)]
        {
            assert!(doors.walk(action) && doors.selected == line(there), "{action:?}: {:?}", doors.selected);
        }
        assert!(!doors.walk(Action::Up) && !doors.walk(Action::Previous));
        assert_eq!(doors.at(Position::new(41, 3)), Some(line(3)));
    }
}

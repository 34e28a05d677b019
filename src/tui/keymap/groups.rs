//! What keys are for: the groups in which the help tells those of the place one is at.

use crate::tui::action::Action;

/// A purpose keys may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// To go up and down, back and forth.
    Move,
    /// To open, to close, to go on from here.
    Open,
    /// To see fewer things, or others first.
    Narrow,
    /// To see the same otherwise.
    Look,
    /// To keep, to write, to take away.
    Keep,
    /// To learn.
    Learn,
}

impl Group {
    /// All, in the order of the help.
    pub const ALL: [Self; 6] = [Self::Move, Self::Open, Self::Narrow, Self::Look, Self::Keep, Self::Learn];

    /// Its heading.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Open => "Open and close",
            Self::Narrow => "Narrow and order",
            Self::Look => "Look otherwise",
            Self::Keep => "Keep and take away",
            Self::Learn => "Learn",
        }
    }

    /// What an action is for.
    #[must_use]
    pub fn of(action: Action) -> Self {
        use Action as A;
        match action {
            A::Up
            | A::Down
            | A::PageUp
            | A::PageDown
            | A::HalfUp
            | A::HalfDown
            | A::First
            | A::Last
            | A::Previous
            | A::Next => Self::Move,
            A::Open | A::Close | A::Source | A::Quit | A::Edit | A::HandIn | A::Discard => Self::Open,
            A::Filter | A::Facets | A::Sort | A::Toggle | A::Clear => Self::Narrow,
            A::Mark | A::Note | A::Copy | A::CopyAll | A::Sheet | A::Write | A::Save | A::Lists => Self::Keep,
            A::Drill
            | A::Grade(_)
            | A::Choose(_)
            | A::Options
            | A::Strike
            | A::Confidence
            | A::Later
            | A::Undo
            | A::Type
            | A::Suspend
            | A::Bury
            | A::Flag
            | A::Cram
            | A::Plan
            | A::Again
            | A::AgainMixed
            | A::AgainWrong
            | A::PutNext
            | A::EndQuestion
            | A::Board
            | A::MoreTime
            | A::LessTime => Self::Learn,
            // What only some screens do is most often another look at the same.
            _ => Self::Look,
        }
    }
}

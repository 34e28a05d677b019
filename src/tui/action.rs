//! What a key means ([`Action`]) and what the application must do about it ([`Effect`]).
//!
//! Screens see actions, never keys: which key means what is in [`crate::tui::keymap`].

use serde::{Deserialize, Serialize};

use crate::data::ItemId;
use crate::study::scheduler::memory::Grade;

/// What a key means, whatever shows at the moment. By these names users give keys to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Action {
    /// Up by one.
    Up,
    /// Down by one.
    Down,
    /// Up by a page.
    PageUp,
    /// Down by a page.
    PageDown,
    /// Up by half a page.
    HalfUp,
    /// Down by half a page.
    HalfDown,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// To the heading before, the period before in a chart, the record before in a lane, or westward on a map.
    Previous,
    /// To the heading after, the period after in a chart, the record after in a lane, or eastward on a map.
    Next,
    /// To the link after, wherever it stands in a record.
    NextLink,
    /// To the link before.
    PreviousLink,
    /// To the first link of the next relation.
    NextLinks,
    /// To the first link of the relation before.
    PreviousLinks,
    /// To the next section of a record.
    NextSection,
    /// To the section before.
    PreviousSection,
    /// Fold a section, or unfold it.
    Fold,
    /// Fold all sections, or unfold all.
    FoldAll,
    /// A record over the whole screen, and back beside its list.
    Widen,
    /// Find something in the record that is read.
    FindHere,
    /// To the next place at which that stands.
    NextMatch,
    /// To the place before.
    PreviousMatch,
    /// What came before a record, and what came after.
    Lineage,
    /// A record beside another, field by field.
    SideBySide,
    /// Open the source that is selected, where it is to be read.
    OpenSource,
    /// Scroll what is told of the hit at hand up.
    PreviewUp,
    /// Scroll that down.
    PreviewDown,
    /// Open what is selected.
    Open,
    /// Close what is open, or go back to the list.
    Close,
    /// To the next tab.
    NextTab,
    /// To the tab before.
    PreviousTab,
    /// To the tab of this number, from 0.
    GoToTab(u8),
    /// To the overview.
    Overview,
    /// Choose a tour, or go on with the one that waits.
    Tour,
    /// Open the finder over everything.
    Find,
    /// Filter the list at hand.
    Filter,
    /// Show the keys.
    Help,
    /// What is told of the dataset, and what is new in it.
    About,
    /// To where one was before.
    Back,
    /// Undo going back.
    Forward,
    /// Fewer years to a heading, or a closer look at a map.
    ZoomIn,
    /// More years to a heading, or more of a map.
    ZoomOut,
    /// Order the list by the next column.
    Sort,
    /// A lane for each sector, or one ruler for all.
    Lanes,
    /// To the commodities, or back to the trade.
    Commodities,
    /// The parts of a whole as bars, or its figures over time.
    Parts,
    /// Compare with the period one stands at, or no longer.
    Since,
    /// To where sources disagree about what shows.
    Dispute,
    /// The same figures as a table, or as a chart again.
    ToggleTable,
    /// More room for the list, less for the record.
    WidenList,
    /// Less room for the list, more for the record.
    NarrowList,
    /// The places on a map, or the list again; elsewhere, the place of what is selected there.
    ToggleMap,
    /// Arcs between the places on a map that something joins.
    Arcs,
    /// All countries in one map, or each for itself again.
    Whole,
    /// Narrow the list by sectors, kinds, decades and more.
    Facets,
    /// Choose what is selected, or let it go.
    Toggle,
    /// Let everything chosen go.
    Clear,
    /// Mark what is selected, or take its mark away.
    Mark,
    /// The lists of what is marked.
    Lists,
    /// Have marks go into the selected list from now on.
    Current,
    /// Make a list.
    Create,
    /// Call the selected list otherwise, or note something of the selected mark.
    Rename,
    /// Put what is selected before the one above.
    MoveUp,
    /// Put what is selected after the one below.
    MoveDown,
    /// Take away a line that cites what is selected.
    Copy,
    /// Take away the whole record.
    CopyAll,
    /// List everything that can be done here, by name.
    Palette,
    /// Ask the cards about what is selected.
    Drill,
    /// A sheet of what is selected, to print and hand out.
    Sheet,
    /// Write what is read to a file.
    Write,
    /// Say how the answer went.
    Grade(Grade),
    /// Four options to choose from.
    Options,
    /// Choose the option of this number, from 0.
    Choose(u8),
    /// Strike out the selected option, or take it up again.
    Strike,
    /// Say how sure one is.
    Confidence,
    /// Leave a card for later, or look at a question again later.
    Later,
    /// What was asked before, in a line where one types.
    Earlier,
    /// What was asked after that.
    Newer,
    /// Take back the last answer.
    Undo,
    /// To the record behind a card or a question.
    Source,
    /// A record beside those it is taken for.
    Compare,
    /// Type the answer before it shows.
    Type,
    /// Set a card aside for good, or ask it again.
    Suspend,
    /// Leave a card for another day.
    Bury,
    /// Say that a card is bad, and why.
    Flag,
    /// Between what is due and what one wants to cram.
    Cram,
    /// What fits until the exam.
    Plan,
    /// Hand in the paper.
    HandIn,
    /// Write in the reader's own editor.
    Edit,
    /// Write a note on what is selected.
    Note,
    /// Keep what was written.
    Save,
    /// Sit a paper once more, as it stood.
    Again,
    /// Sit a paper once more, in another order.
    AgainMixed,
    /// Sit only what went wrong in a paper.
    AgainWrong,
    /// Leave a paper for good.
    Discard,
    /// Quiz those who follow, or follow the presenter again.
    Room,
    /// Put the next question to the room.
    PutNext,
    /// End the question that is put.
    EndQuestion,
    /// How all in the room stand, or the question again.
    Board,
    /// More time for the next question.
    MoreTime,
    /// Less time for the next question.
    LessTime,
    /// Leave the program.
    Quit,
}

impl Action {
    /// Whether it means the same on every screen: to find, to be helped, to go to a tab, back or out.
    #[must_use]
    pub fn is_everywhere(self) -> bool {
        matches!(
            self,
            Self::Find
                | Self::Overview
                | Self::Tour
                | Self::Help
                | Self::Palette
                | Self::About
                | Self::Lists
                | Self::NextTab
                | Self::PreviousTab
                | Self::GoToTab(_)
                | Self::Back
                | Self::Forward
                | Self::Room
                | Self::Quit
        )
    }

    /// Whether it moves a selection, or what shows, by a step or a page: what one does again and again by holding a
    /// key.
    #[must_use]
    pub fn moves(self) -> bool {
        matches!(
            self,
            Self::Up
                | Self::Down
                | Self::PageUp
                | Self::PageDown
                | Self::HalfUp
                | Self::HalfDown
                | Self::Previous
                | Self::Next
                | Self::NextLink
                | Self::PreviousLink
        )
    }

    /// Whether it leaves the program, or something that is kept, written or sent elsewhere: no burst of keys that may
    /// be a pasted text does that.
    #[must_use]
    pub fn lasts(self) -> bool {
        matches!(
            self,
            Self::Quit
                | Self::Grade(_)
                | Self::HandIn
                | Self::Discard
                | Self::Bury
                | Self::Suspend
                | Self::Flag
                | Self::Undo
                | Self::Choose(_)
                | Self::Strike
                | Self::Confidence
                | Self::Later
                | Self::Again
                | Self::AgainMixed
                | Self::AgainWrong
                | Self::Cram
                | Self::Toggle
                | Self::Clear
                | Self::Mark
                | Self::Current
                | Self::Create
                | Self::Rename
                | Self::MoveUp
                | Self::MoveDown
                | Self::PutNext
                | Self::EndQuestion
                | Self::Write
                | Self::Note
                | Self::Save
                | Self::Edit
                | Self::OpenSource
                | Self::Copy
                | Self::CopyAll
        )
    }

    /// As [`scrolled`](Self::scrolled), where a page upwards and one downwards are not the same.
    #[must_use]
    pub fn paged(self, offset: usize, (up, down): (usize, usize), last: usize) -> Option<usize> {
        self.scrolled(offset, if matches!(self, Self::PageUp | Self::HalfUp) { up } else { down }, last)
    }

    /// The first line shown of a text after it, if it scrolls: of a text shown from this line on, in so many lines,
    /// whose last page begins at this one.
    #[must_use]
    pub fn scrolled(self, offset: usize, height: usize, last: usize) -> Option<usize> {
        let offset = match self {
            Self::Up => offset.saturating_sub(1),
            Self::Down => offset + 1,
            Self::PageUp => offset.saturating_sub(height),
            Self::PageDown => offset + height,
            Self::HalfUp => offset.saturating_sub(height.div_ceil(2)),
            Self::HalfDown => offset + height.div_ceil(2),
            Self::First => 0,
            Self::Last => last,
            _ => return None,
        };
        Some(offset.min(last))
    }
}

/// What the application must do after an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing changed: nothing is drawn.
    Nothing,
    /// Something changed: draw.
    Redraw,
    /// Go to this item, wherever it lives.
    Go(ItemId),
    /// Leave the program.
    Quit,
}

impl Effect {
    /// `Redraw` if something changed.
    #[must_use]
    pub fn redraw_if(changed: bool) -> Self {
        if changed { Self::Redraw } else { Self::Nothing }
    }
}

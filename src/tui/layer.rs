//! What the explorer is laid of: the screen of a tab at the bottom, at most some overlays above it.
//!
//! The topmost layer is asked first. What is not its own matter it answers with an [`Outcome`], for the layer
//! below or the application. What only lists have is a [`Listing`](crate::tui::screens::listing::Listing)'s.

use std::fmt::Debug;
use std::path::PathBuf;

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::data::ItemId;
use crate::data::period::Period;
use crate::search::facets::Chosen;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::history::Over;
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::tour::TourWanted;
use crate::tui::web_link::WebLink;
use crate::tui::widgets::prompt::Pasted;
use crate::view::citation::style::Style;

/// A screen or an overlay.
pub trait Layer: Debug + Send {
    /// The scopes that hold while it is the topmost, the most specific first.
    fn scopes(&self) -> Vec<Scope>;

    /// Takes a key that edits text; `None` if no text is typed or the key is none of those.
    fn edit(&mut self, _ctx: Context<'_>, _key: Key) -> Option<Effect> {
        None
    }

    /// Takes a text that was pasted, uncleaned; `None` if no text is typed.
    fn paste(&mut self, _ctx: Context<'_>, _text: &str) -> Option<Pasted> {
        None
    }

    /// Does what an action means here.
    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome;

    /// Draws itself in the room that its [`extent`](Self::extent) asks for and gives the cursor's place.
    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position>;

    /// Draws it as it is now in the room of another screen: nothing that is seen, clicked or scrolled here changes by
    /// that.
    fn draw_copy(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position>;

    /// How much it covers.
    fn extent(&self) -> Extent {
        Extent::Part
    }

    /// Whether an action would change or say anything now: what would not is neither hinted nor offered.
    fn can(&self, _ctx: Context<'_>, _action: Action) -> bool {
        true
    }

    /// What stands at the right of the footer.
    fn note(&self) -> String {
        String::new()
    }

    /// Where it leads to addresses of the web, as it was last drawn.
    fn web_links(&self) -> Vec<WebLink> {
        Vec::new()
    }

    /// Where it tells more of what is selected, as it was last drawn: over a slow line that comes after the rest. Empty
    /// where it does not.
    fn beside(&self) -> Rect {
        Rect::ZERO
    }

    /// What is remembered of it, to come back to it, if anything is.
    fn over(&self) -> Option<Over> {
        None
    }

    /// What would be lost by leaving now, in a sentence.
    fn unsaved(&self) -> Option<&'static str> {
        None
    }

    /// What, done once more, answers with yes what it asks before something is lost, if it asks anything. Whether that
    /// counts is the application's matter.
    fn asks(&self) -> Option<Action> {
        None
    }

    /// Leaves what is not kept to be gone on with, for the program ends; if that is by the reader's choice it is thrown
    /// away.
    fn leave(&mut self, _ctx: Context<'_>, _by_choice: bool) {}

    /// Goes on once the reader's own editor has ended, with what is to be said of that; `None` if it was not asked for
    /// here.
    fn edited(&mut self, _ctx: Context<'_>, _told: Option<String>) -> Option<Effect> {
        None
    }

    /// Does what a click on this place means.
    fn click(&mut self, _ctx: Context<'_>, _at: Position) -> Effect {
        Effect::Nothing
    }

    /// The same where it may lead elsewhere.
    fn clicked(&mut self, ctx: Context<'_>, at: Position) -> Outcome {
        self.click(ctx, at).into()
    }

    /// Moves what shows at this place by so many lines: where there is only one thing that moves, wherever one
    /// points.
    fn wheel(&mut self, ctx: Context<'_>, _at: Position, by: isize) -> Effect {
        let action = if by < 0 { Action::Up } else { Action::Down };
        let step = |_: &usize| matches!(self.update(ctx, action), Outcome::Done(Effect::Redraw));
        Effect::redraw_if((0..by.unsigned_abs()).filter(step).count() > 0)
    }

    /// Whether something is left to be done that need not be waited for to type on.
    fn has_work(&self) -> bool {
        false
    }

    /// Whether that is, first of all, to look for what was typed.
    fn is_search_due(&self) -> bool {
        false
    }

    /// Does a few milliseconds of that.
    fn work(&mut self, _ctx: Context<'_>) -> Effect {
        Effect::Nothing
    }
}

/// How much a layer covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Some of the body or, where nothing lies below, all of it.
    Part,
    /// The whole body; what lies below does not show.
    Body,
    /// Everything but the footer.
    Screen,
}

/// What comes of an action, for the application to act on.
#[derive(Debug)]
pub enum Outcome {
    /// It is done.
    Done(Effect),
    /// It is not this layer's matter but the application's.
    Pass(Action),
    /// The layer goes, and what lies below it does the action.
    Yield(Action),
    /// The layer goes.
    Close,
    /// Another is laid over it.
    Open(Box<dyn Layer>),
    /// All overlays go, and the list below is filtered by this.
    FilterBy(String),
    /// The cards about these items are asked, in a sitting of this name.
    Sit(String, Vec<ItemId>),
    /// Something is said in place of the hints, until a key comes.
    Say(String),
    /// The list below is narrowed by these facets.
    Narrow(Chosen),
    /// A text is taken away.
    Copy(String),
    /// These records are taken away whole, with the reader's notes on them.
    CopyRecords(Vec<ItemId>),
    /// A line is taken away, which is said below; asked for again, it is shown.
    CopyLine(String),
    /// An address is opened in the reader's browser, or shown to be copied.
    Visit(String),
    /// The cards about an item are asked.
    Drill(ItemId),
    /// A place is shown on the map.
    Map(ItemId),
    /// The chart of a series is shown, at this period if one is named.
    Chart(ItemId, Option<Period>),
    /// A record is shown at the dispute about this point.
    Dispute(ItemId, String),
    /// A tour begins.
    Tour(TourWanted),
    /// A file is opened in the reader's own editor.
    Edit(PathBuf),
    /// The layer goes, and something is done that needed an answer.
    Change(Change),
}

/// What is done with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// This theme is taken, or `auto`: what the terminal tells of its background.
    Theme(String),
    /// Lines that cite something are written in this style.
    Citation(Style),
    /// The exam is on this day, or on none.
    Exam(Option<Date>),
    /// A mock exam of so many questions begins.
    Paper(usize),
    /// All that is marked is written to a file of this name.
    Export(String),
    /// The finder opens with this in it.
    Find(String),
    /// The tour of this number begins.
    Tour(usize),
}

impl From<Effect> for Outcome {
    fn from(effect: Effect) -> Self {
        Self::Done(effect)
    }
}

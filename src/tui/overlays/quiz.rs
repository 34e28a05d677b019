//! Quizzing the room, as its presenter does it: a question of the bank put to all who follow, ended, and what came of
//! it. As long as this is laid over, those who follow see the quiz in place of the presenter's screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::data::ItemId;
use crate::study::room::Stage;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Extent, Layer, Outcome};
use crate::tui::room::Seat;
use crate::tui::room::pages::{self, Scroll};

/// What is said where the pack has nothing to ask.
const NO_BANK: &str = "This pack has no bank of questions to put.";

/// The overlay.
#[derive(Clone, Debug)]
pub struct Quiz {
    /// What was at hand when it was begun: questions about it are put first.
    about: Option<ItemId>,
    /// Whether it was asked if the quiz is to end, though a question is open.
    asked: bool,
    scroll: Scroll,
    note: String,
}

impl Quiz {
    /// A quiz that begins where this is at hand.
    #[must_use]
    pub fn new(about: Option<ItemId>) -> Self {
        Self { about, asked: false, scroll: Scroll::default(), note: String::new() }
    }

    fn lead(&self, ctx: Context<'_>, seat: &Seat, action: Action) -> Outcome {
        let sight = seat.sight();
        let is_open = matches!(sight.room.stage(), Stage::Asked(_));
        match action {
            Action::PutNext if !is_open && !seat.put_next(ctx.dataset, self.about) => {
                return Outcome::Say(NO_BANK.to_owned());
            }
            Action::EndQuestion if is_open => seat.end(),
            Action::Board if !is_open => seat.show_board(!matches!(sight.room.stage(), Stage::Board)),
            Action::MoreTime | Action::LessTime if seat.step_limit(action == Action::MoreTime) => {
                return Outcome::Say(format!("The next question is put for {} seconds.", seat.limit().as_secs()));
            }
            Action::PutNext => {}
            _ => return Effect::Nothing.into(),
        }
        Effect::Redraw.into()
    }
}

impl Layer for Quiz {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Quiz]
    }

    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome {
        let Some(seat) = &ctx.reader.room else { return Outcome::Close };
        let is_open = matches!(seat.sight().room.stage(), Stage::Asked(_));
        let was_asked = std::mem::take(&mut self.asked);
        match action {
            Action::Close if is_open && !was_asked => {
                self.asked = true;
                let key = |action| ctx.keymap.name(Scope::Quiz, action);
                let (close, end) = (key(Action::Close), key(Action::EndQuestion));
                Outcome::Say(format!("The room is asked: {close} again drops that, {end} ends it with its answer."))
            }
            Action::Close => Outcome::Close,
            action if action.is_everywhere() => Outcome::Yield(action),
            action if self.scroll.can(action).is_some() => Effect::redraw_if(self.scroll.update(action)).into(),
            action => self.lead(ctx, seat, action),
        }
    }

    fn asks(&self) -> Option<Action> {
        self.asked.then_some(Action::Close)
    }

    fn can(&self, ctx: Context<'_>, action: Action) -> bool {
        let Some(seat) = &ctx.reader.room else { return false };
        let sight = seat.sight();
        let stage = sight.room.stage();
        match action {
            Action::PutNext | Action::MoreTime | Action::LessTime => !matches!(stage, Stage::Asked(_)),
            Action::EndQuestion => matches!(stage, Stage::Asked(_)),
            Action::Board => matches!(stage, Stage::Told(_) | Stage::Board | Stage::Waiting),
            action => self.scroll.can(action).unwrap_or(true),
        }
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let seat = ctx.reader.room.as_ref()?;
        self.note = pages::draw(ctx, seat, &mut self.scroll, area, buf);
        None
    }

    fn draw_copy(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.clone().draw(ctx, area, buf)
    }

    fn extent(&self) -> Extent {
        Extent::Screen
    }

    fn note(&self) -> String {
        self.note.clone()
    }
}

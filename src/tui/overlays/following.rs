//! Following a presenter: their screen in place of one's own, and the questions they put, to be answered. Only looked
//! at: no key that is pressed here does anything to the presenter.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::study::room::Stage;
use crate::study::room::round::AnswerRefusal;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Extent, Layer, Outcome};
use crate::tui::room::pages::{self, Scroll};

/// From this width on a part of the presenter’s screen is called so.
const SPELLED_OUT: u16 = 56;

/// The overlay.
#[derive(Clone, Debug, Default)]
pub struct Following {
    scroll: Scroll,
    /// What stands at the right of the footer.
    note: String,
    /// The number of the question that was last drawn, from 1.
    shown: usize,
}

/// Whether a question is asked that the reader has not answered.
fn is_asked(ctx: Context<'_>) -> bool {
    let Some(seat) = &ctx.reader.room else { return false };
    let (sight, member) = (seat.sight(), seat.member());
    match (sight.room.stage(), member) {
        (Stage::Asked(round), Some(member)) => round.answer_of(member.id).is_none(),
        _ => false,
    }
}

impl Layer for Following {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Following]
    }

    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome {
        match action {
            Action::Close => Outcome::Close,
            Action::Choose(option) => {
                let answered = ctx.reader.room.as_ref().map(|seat| seat.answer(self.shown, usize::from(option)));
                match answered {
                    // What is said of it would still stand there when something is.
                    Some(Err(AnswerRefusal::NothingAsked)) | None => Effect::Nothing.into(),
                    Some(Err(refusal)) => Outcome::Say(refusal.to_string()),
                    Some(Ok(())) => Effect::Redraw.into(),
                }
            }
            action if action.is_everywhere() => Outcome::Yield(action),
            action => Effect::redraw_if(self.scroll.update(action)).into(),
        }
    }

    fn can(&self, ctx: Context<'_>, action: Action) -> bool {
        match action {
            Action::Choose(_) => is_asked(ctx),
            action => self.scroll.can(action).unwrap_or(true),
        }
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let seat = ctx.reader.room.as_ref()?;
        let sight = seat.sight();
        self.shown = match sight.room.stage() {
            Stage::Asked(round) | Stage::Told(round) => round.number(),
            _ => 0,
        };
        if let (Some(frame), Stage::Elsewhere) = (&sight.frame, sight.room.stage()) {
            let part = frame.share_in_words(area.as_size());
            self.scroll = Scroll::default();
            // The key that leads away from it is told beside this.
            let whose =
                if area.width < SPELLED_OUT && !part.is_empty() { "theirs" } else { "the presenter’s screen" };
            self.note = format!("{part}{whose}");
            return frame.draw(ctx.theme, area, buf);
        }
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

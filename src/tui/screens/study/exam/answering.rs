//! What keys do to a paper: to another question, to an option, choosing, striking out, marking, scrolling.

use super::super::Turn;
use super::Exam;
use crate::clock::Now;
use crate::study::exam::kept::KeptQuestion;
use crate::study::exam::report::{Answer, Confidence};
use crate::tui::action::{Action, Effect};
use crate::tui::widgets::choice_page::Paging;

impl Exam {
    fn turn_to(&mut self, at: usize, now: Now) -> bool {
        let at = at.min(self.answers.len().saturating_sub(1));
        let turned = at != self.at;
        if turned {
            self.count_time(now);
            self.since = now.elapsed;
            self.changed = Some(self.at);
            self.at = at;
            self.option = self.answers.get(at).and_then(|answer| answer.choice).unwrap_or(0);
            self.rewind();
        }
        turned
    }

    /// Shows the question from its head.
    fn rewind(&mut self) {
        (self.scroll, self.paging) = (0, Paging::default());
        self.seek = false;
    }

    /// Goes to an option, which is to be seen then.
    fn select(&mut self, option: usize) {
        self.option = option;
        self.seek = true;
    }

    /// Scrolls by a page of the question or of the options, or by half of that; how far that goes is known when it is
    /// drawn.
    fn scroll(&mut self, action: Action) {
        self.scroll = action.paged(self.scroll, self.paging.steps(self.scroll), usize::MAX).unwrap_or(self.scroll);
        self.seek = false;
    }

    /// What answers whether to hand in the paper with yes, if that is asked.
    pub(in crate::tui::screens::study) fn asks(&self) -> Option<Action> {
        self.asked.then_some(Action::HandIn)
    }

    pub(in crate::tui::screens::study) fn update(&mut self, action: Action, now: Now) -> Turn {
        let asked = std::mem::take(&mut self.asked);
        let said = self.said.take().is_some() | std::mem::take(&mut self.is_unkept_news);
        let options = self.question().map_or(0, KeptQuestion::option_count);
        let changed = match action {
            // First of all it answers what is asked.
            Action::Close if asked => true,
            Action::Close => return Turn::Leave,
            Action::HandIn if asked => return Turn::HandIn,
            Action::HandIn => {
                self.asked = true;
                true
            }
            Action::Next => self.turn_to(self.at + 1, now),
            Action::Previous => self.turn_to(self.at.saturating_sub(1), now),
            Action::First => {
                self.rewind();
                self.turn_to(0, now);
                true
            }
            Action::Last => self.turn_to(usize::MAX, now),
            // Above the first option stands the question.
            Action::Up if self.option == 0 => {
                self.scroll = self.scroll.saturating_sub(1);
                self.seek = false;
                true
            }
            Action::Up => {
                self.select(self.option.saturating_sub(1));
                true
            }
            Action::Down => {
                self.select((self.option + 1).min(options.saturating_sub(1)));
                true
            }
            Action::PageUp | Action::PageDown | Action::HalfUp | Action::HalfDown => {
                self.scroll(action);
                true
            }
            Action::Open => self.choose_or_let_go(self.option),
            Action::Choose(option) if usize::from(option) < options => self.choose(usize::from(option)),
            Action::Strike => self.strike(),
            Action::Confidence => self.change(|answer| answer.confidence = next(answer.confidence)),
            Action::Later => self.change(|answer| answer.marked = !answer.marked),
            _ => asked,
        };
        Turn::Stay(Effect::redraw_if(changed || asked || said))
    }

    fn change(&mut self, change: impl FnOnce(&mut Answer)) -> bool {
        self.changed = Some(self.at);
        self.answers.get_mut(self.at).is_some_and(|answer| {
            change(answer);
            true
        })
    }

    /// Chooses an option, however often that is asked for; a struck one is taken up again.
    fn choose(&mut self, option: usize) -> bool {
        self.select(option);
        self.change(|answer| {
            answer.struck.retain(|struck| *struck != option);
            answer.choice = Some(option);
        })
    }

    /// Chooses an option, or lets it go if it was chosen.
    fn choose_or_let_go(&mut self, option: usize) -> bool {
        let is_chosen = self.answers.get(self.at).is_some_and(|answer| answer.choice == Some(option));
        if is_chosen { self.change(|answer| answer.choice = None) } else { self.choose(option) }
    }

    fn strike(&mut self) -> bool {
        let option = self.option;
        self.select(option);
        self.change(|answer| {
            if answer.struck.contains(&option) {
                answer.struck.retain(|struck| *struck != option);
            } else {
                answer.struck.push(option);
                answer.choice = answer.choice.filter(|choice| *choice != option);
            }
        })
    }
}

/// The next in the round: not said, guess, unsure, sure.
fn next(confidence: Option<Confidence>) -> Option<Confidence> {
    match confidence {
        None => Some(Confidence::Guess),
        Some(Confidence::Guess) => Some(Confidence::Unsure),
        Some(Confidence::Unsure) => Some(Confidence::Sure),
        Some(Confidence::Sure) => None,
    }
}

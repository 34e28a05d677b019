//! The line in which an answer is typed before it shows, or why a card is bad.

use ratatui::style::Style;
use ratatui::text::{Line as Row, Span};

use crate::study::review::LONGEST_WHY;
use crate::study::typed::{Letters, Stretch, Verdict};
use crate::tui::context::Context;
use crate::tui::widgets::page::Page;
use crate::tui::widgets::prompt::Prompt;

/// What is typed.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) prompt: Prompt,
    pub(super) purpose: Purpose,
}

/// What for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// An answer.
    Answer,
    /// Why the card is bad.
    Why,
}

impl Line {
    pub(super) fn answer() -> Self {
        Self { prompt: Prompt::at_most(LONGEST_WHY), purpose: Purpose::Answer }
    }

    pub(super) fn why() -> Self {
        Self { prompt: Prompt::at_most(LONGEST_WHY), purpose: Purpose::Why }
    }

    /// What stands before the line.
    pub(super) fn label(&self) -> &'static str {
        match self.purpose {
            Purpose::Answer => "Your answer: ",
            Purpose::Why => "What is bad about it? ",
        }
    }
}

/// Shows what was typed beside what is right.
pub(super) fn judged(ctx: Context<'_>, page: &mut Page, typed: &str, verdict: &Verdict) {
    let theme = ctx.theme;
    match verdict {
        Verdict::Same => page.say(&format!("You typed it: {typed}"), theme.positive.style()),
        Verdict::Other => page.say(&format!("You typed: {typed}"), theme.negative.style()),
        Verdict::Near(Letters { typed, right }) => {
            // Colour never tells alone: what is odd stands in brackets.
            page.line(row("You typed: ", typed, theme.negative.style(), theme.text.style()));
            page.line(row("It is:     ", right, theme.positive.style(), theme.text.style()));
        }
    }
    page.gap();
}

fn row(label: &str, stretches: &[Stretch], odd: Style, plain: Style) -> Row<'static> {
    let spans = stretches.iter().map(|stretch| {
        if stretch.is_odd {
            Span::styled(format!("[{}]", stretch.text), odd)
        } else {
            Span::styled(stretch.text.clone(), plain)
        }
    });
    Row::from(std::iter::once(Span::styled(label.to_owned(), plain)).chain(spans).collect::<Vec<_>>())
}

//! Why the answer to a question is right, item by item and on the whole, and what that rests on: each source by its name
//! and grade below the lines that cite it by its number. What was answered is for whoever shows it.

use crate::study::exam::Question;
use crate::tui::context::Context;
use crate::tui::widgets::page::Page;
use crate::view::explained::{Explained, explained};

/// Writes it at the end of a page.
pub(in crate::tui) fn explain(ctx: Context<'_>, page: &mut Page, question: &Question) {
    let text = ctx.theme.text.style();
    let (mut explained, sources) = explained(ctx.dataset, &[question]);
    let Explained { reasons, explanation } = explained.pop().unwrap_or_default();
    for (number, reason) in reasons.iter().enumerate() {
        let label = question.note_name(number).map_or_else(|| "  ".to_owned(), |name| format!("  {name} "));
        page.hang(&label, reason, text);
    }
    if let Some(explanation) = &explanation {
        page.gap();
        page.say(explanation, text);
    }
    if sources.is_empty() {
        return;
    }
    page.gap();
    page.say("Sources", ctx.theme.heading.style());
    for (number, source) in (1..).zip(&sources) {
        page.hang(&format!("{number:>3} "), source, ctx.theme.source.style());
    }
}

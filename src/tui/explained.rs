//! Why the answer to a question is right, item by item and on the whole, and what that rests on: each source by its name
//! and grade below the ids that the lines cite. What was answered is for whoever shows it.

use crate::study::exam::Question;
use crate::study::exam::print::{explanation, sources};
use crate::tui::context::Context;
use crate::tui::widgets::page::Page;

/// Writes it at the end of a page.
pub(in crate::tui) fn explain(ctx: Context<'_>, page: &mut Page, question: &Question) {
    let text = ctx.theme.text.style();
    for (number, note) in question.notes.iter().enumerate() {
        let label = question.note_name(number).map_or_else(|| "  ".to_owned(), |name| format!("  {name} "));
        page.hang(&label, &explanation(note, ctx.dataset), text);
    }
    if let Some(note) = &question.explanation {
        page.gap();
        page.say(&explanation(note, ctx.dataset), text);
    }
    let sources = sources(std::slice::from_ref(question), ctx.dataset);
    if sources.is_empty() {
        return;
    }
    page.gap();
    page.say("Sources", ctx.theme.heading.style());
    for source in sources {
        let told = format!("{}: {}; {}", source.id, source.title, source.graded_byline());
        page.hang("  ", &told, ctx.theme.source.style());
    }
}

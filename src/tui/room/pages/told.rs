//! What came of a question: how many took each option, which is right, and why, with the sources and their grades.

use ratatui::text::{Line, Span};

use super::{Head, Viewer, answered, put};
use crate::study::exam::print::letter;
use crate::study::room::round::{End, Round};
use crate::text::pad_start;
use crate::tui::context::Context;
use crate::tui::explained::explain;
use crate::tui::room::Sight;
use crate::tui::widgets::bar::meter;
use crate::tui::widgets::page::Page;

/// Columns before a bar: its number.
const BEFORE: usize = 10;
/// Columns of a bar at most.
const LONGEST: usize = 40;

/// What is seen of it.
pub(super) fn told<'t>(
    ctx: Context<'t>,
    (sight, round): (&Sight, &Round),
    viewer: &Viewer,
    columns: u16,
) -> (Head<'t>, Page) {
    let question = round.question();
    // Whoever came later was not asked.
    let asked = viewer.member.as_ref().filter(|member| round.was_put_to(member.id));
    let mine = asked.map(|member| round.answer_of(member.id).map(|given| given.option));
    let right = letter(question.right);
    let (standing, role) = match mine {
        None => {
            let standing = format!(
                "{}, {} right.",
                answered(round.answered(), round.asked().unwrap_or_else(|| sight.room.here())),
                round.right()
            );
            (standing, &ctx.theme.text)
        }
        Some(None) => (format!("You said nothing; ({right}) is right."), &ctx.theme.dim),
        Some(Some(option)) if option == question.right => {
            (format!("You said ({right}): right, a point."), &ctx.theme.positive)
        }
        Some(Some(option)) => (format!("You said ({}); ({right}) is right.", letter(option)), &ctx.theme.negative),
    };
    let aside = match round.end() {
        Some(End::AllAnswered) => "all have answered",
        Some(End::ByPresenter) => "ended",
        Some(End::TimeOut) | None => "time is out",
    };
    let title = format!("Question {}", round.number());
    let mut page = Page::new(columns);
    put(ctx, &mut page, question);
    let from = page.len();
    for (number, (option, count)) in question.options.iter().zip(round.tally()).enumerate() {
        let is_right = number == question.right;
        let is_mine = mine.flatten() == Some(number);
        let (role, word) = match (is_right, is_mine) {
            (true, true) => (&ctx.theme.positive, " (right, your answer)"),
            (true, false) => (&ctx.theme.positive, " (right)"),
            (false, true) => (&ctx.theme.negative, " (wrong, your answer)"),
            (false, false) => (&ctx.theme.text, ""),
        };
        page.hang(&format!("  ({}) ", letter(number)), &format!("{option}{word}"), role.style());
        let columns = usize::from(columns).saturating_sub(BEFORE).min(LONGEST);
        let count_told = Span::styled(format!("{}  ", pad_start(&count.to_string(), BEFORE - 2)), role.style());
        let filled_with = if is_right { &ctx.theme.positive } else { &ctx.theme.first };
        let [filled, track] = meter(ctx, (count, round.answered().max(1)), columns, filled_with);
        page.line(Line::from(vec![count_told, filled, track]));
    }
    let seek = from..page.len();
    page.gap();
    explain(ctx, &mut page, question);
    (Head { title, aside: aside.to_owned(), part: None, standing, role, seek }, page)
}

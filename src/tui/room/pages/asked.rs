//! A question that may be answered, with its options and the clock.

use super::{Head, Viewer, answered, put};
use crate::study::exam::print::letter;
use crate::study::room::round::Round;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::room::Sight;
use crate::tui::room::seat::seconds;
use crate::tui::widgets::choice_page::{Choice, ChoicePage};
use crate::tui::widgets::page::Page;

/// What is seen of it.
pub(super) fn asked<'t>(
    ctx: Context<'t>,
    (sight, round): (&Sight, &Round),
    viewer: &Viewer,
    columns: u16,
) -> (Head<'t>, ChoicePage) {
    let mine = viewer.member.as_ref().and_then(|member| round.answer_of(member.id)).map(|given| given.option);
    let left = round.left(sight.now);
    let (standing, role) = match mine {
        _ if viewer.presents => (format!("{}.", answered(round.answered(), sight.room.here())), &ctx.theme.text),
        Some(option) => (format!("You said ({}). The first answer counts.", letter(option)), &ctx.theme.text),
        None => (format!("Press {}: the first counts.", keys(ctx, round)), &ctx.theme.key),
    };
    let ms = |time: std::time::Duration| usize::try_from(time.as_millis()).unwrap_or(usize::MAX);
    let head = Head {
        title: format!("Question {}", round.number()),
        aside: format!("{} s left", seconds(left)),
        part: Some((ms(left), ms(round.limit()))),
        standing,
        role,
        seek: 0..0,
    };
    let mut page = Page::new(columns);
    put(ctx, &mut page, round.question());
    let options = round.question().options.iter().enumerate().map(|(number, option)| {
        let (sign, role) =
            if mine == Some(number) { (ctx.symbols.pointer, &ctx.theme.heading) } else { (" ", &ctx.theme.text) };
        Choice::new(format!("{sign} ({}) ", letter(number)), option, columns, role.style())
    });
    let page = ChoicePage::new(page, options.collect());
    (head, if let Some(mine) = mine { page.selecting(mine, false) } else { page })
}

/// The keys that answer: `a, b, c or d`.
fn keys(ctx: Context<'_>, round: &Round) -> String {
    let options = (0_u8..).zip(&round.question().options);
    let key = |number| ctx.keymap.name(Scope::Following, Action::Choose(number));
    let keys: Vec<String> = options.map(|(number, _)| key(number)).collect();
    match keys.split_last() {
        Some((last, others @ [_, ..])) => format!("{} or {last}", others.join(", ")),
        _ => keys.concat(),
    }
}

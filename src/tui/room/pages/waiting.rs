//! A room in which nothing is asked yet, and one in which nobody presents.

use std::time::Duration;

use super::{Head, Viewer};
use crate::text::counted;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::room::Sight;
use crate::tui::widgets::page::Page;

/// What is seen before the first question.
pub(super) fn waiting<'t>(
    ctx: Context<'t>,
    (sight, limit): (&Sight, Duration),
    viewer: &Viewer,
    columns: u16,
) -> (Head<'t>, Page) {
    let here = sight.room.here();
    let follow = if here == 1 { "follows" } else { "follow" };
    let seconds = if viewer.presents { format!("{} s a question", limit.as_secs()) } else { String::new() };
    let head = Head {
        title: "Quiz".to_owned(),
        aside: seconds,
        part: None,
        standing: format!("{here} {follow}."),
        role: &ctx.theme.text,
        seek: 0..0,
    };
    let mut page = Page::new(columns);
    let text = ctx.theme.text.style();
    if viewer.presents {
        let put = ctx.keymap.name(Scope::Quiz, Action::PutNext);
        page.say(&format!("{put} puts a question of the pack’s bank to all who follow."), text);
    } else {
        page.say("The presenter will put questions to all who follow.", text);
        tell_name(ctx, &mut page, viewer);
    }
    page.gap();
    let rules = "The first answer of each counts, until the time is out or all have answered. A right answer is a \
                 point; nothing is given for speed.";
    page.say(rules, ctx.theme.dim.style());
    if viewer.presents {
        page.gap();
        // Each on a line of its own: a name may be in any script.
        for member in sight.room.members().iter().filter(|member| member.is_here) {
            page.hang("  ", &member.nickname, text);
        }
    }
    (head, page)
}

/// What a follower sees while nobody presents, and before the presenter's first frame.
pub(super) fn absent<'t>(ctx: Context<'t>, viewer: &Viewer, columns: u16) -> (Head<'t>, Page) {
    let head = Head {
        title: "Nobody presents".to_owned(),
        aside: String::new(),
        part: None,
        standing: "The presenter’s screen will show here.".to_owned(),
        role: &ctx.theme.text,
        seek: 0..0,
    };
    let mut page = Page::new(columns);
    let leave = ctx.keymap.name(Scope::Following, Action::Close);
    let back = ctx.keymap.name(Scope::Global, Action::Room);
    page.say(&format!("Wait here, or explore by yourself: {leave} leaves, {back} comes back."), ctx.theme.text.style());
    tell_name(ctx, &mut page, viewer);
    (head, page)
}

fn tell_name(ctx: Context<'_>, page: &mut Page, viewer: &Viewer) {
    let Some(member) = &viewer.member else { return };
    let points = usize::try_from(member.points).unwrap_or(usize::MAX);
    if points > 0 {
        page.say(&format!("You have {}.", counted(points, "point")), ctx.theme.text.style());
    }
    // Last in its line: it may be in any script.
    page.say(&format!("You are {}", member.nickname), ctx.theme.title.style());
}

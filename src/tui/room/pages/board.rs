//! How all stand: rank, points, and the name, which is last in its row for it may be in any script.

use ratatui::text::{Line, Span};

use super::{Head, Viewer};
use crate::study::room::board::{Place, board as places};
use crate::text::{clip, counted, pad_start, width};
use crate::tui::context::Context;
use crate::tui::room::Sight;
use crate::tui::widgets::page::Page;

/// What is seen of it.
pub(super) fn board<'t>(ctx: Context<'t>, sight: &Sight, viewer: &Viewer, columns: u16) -> (Head<'t>, Page) {
    let places = places(&sight.room);
    let is_mine = |place: &Place<'_>| viewer.member.as_ref().is_some_and(|member| member.id == place.member.id);
    let standing = match places.iter().find(|place| is_mine(place)) {
        Some(place) => format!("You have {}: rank {} of {}.", points(place), place.rank, places.len()),
        None => "A right answer is a point.".to_owned(),
    };
    let questions = counted(sight.room.was_put().len(), "question");
    let title = "Board".to_owned();
    let head = Head { title, aside: questions, part: None, standing, role: &ctx.theme.text, seek: 0..0 };
    let mut page = Page::new(columns);
    if places.is_empty() {
        page.say("Nobody follows yet.", ctx.theme.dim.style());
    }
    for place in &places {
        let is_mine = is_mine(place);
        let sign = if is_mine { ctx.symbols.pointer } else { " " };
        let role = match (is_mine, place.member.is_here) {
            (true, _) => &ctx.theme.heading,
            (false, true) => &ctx.theme.text,
            (false, false) => &ctx.theme.dim,
        };
        let before = format!("{sign} {} {}  ", pad_start(&place.rank.to_string(), 4), pad_start(&points(place), 11));
        let left = if place.member.is_here { "" } else { "(left) " };
        let name = format!("{left}{}", place.member.nickname);
        let name = clip(&name, usize::from(columns).saturating_sub(width(&before))).into_owned();
        page.line(Line::from([before, name].map(|text| Span::styled(text, role.style())).to_vec()));
    }
    (head, page)
}

fn points(place: &Place<'_>) -> String {
    counted(usize::try_from(place.member.points).unwrap_or(usize::MAX), "point")
}

//! The row below the maps that tells what the signs, colours and arcs on them mean: as much of it as there is room for
//! whole, what one has just asked for first.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::atlas::Atlas;
use super::shown::Shown;
use crate::text::{counted, width};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;

/// Columns between two things told, and before the first.
const BETWEEN: usize = 3;
const BEFORE: usize = 2;

/// The row, in so many columns; and whether it tells how many places are on none of the maps.
pub(super) fn row(ctx: Context<'_>, atlas: &Atlas, shown: &Shown, columns: u16) -> (Line<'static>, bool) {
    let mut line = Line::default();
    for part in parts(ctx, atlas, shown) {
        let gap = if line.spans.is_empty() { BEFORE } else { BETWEEN };
        let taken: usize = part.iter().map(Span::width).sum();
        if line.width() + gap + taken <= usize::from(columns) {
            line.push_span(Span::raw(" ".repeat(gap)));
            line.extend(part);
        }
    }
    let elsewhere = elsewhere(ctx, shown);
    let room = usize::from(columns).saturating_sub(line.width());
    let is_told = !elsewhere.is_empty() && width(&elsewhere) + BETWEEN < room;
    if is_told {
        // At the right, under the frame that has no room for it.
        line.push_span(Span::raw(" ".repeat(room - width(&elsewhere) - 1)));
        line.push_span(Span::styled(elsewhere, ctx.theme.dim.style()));
    }
    (line, is_told)
}

/// How many places are on none of the maps, and the key that shows them; nothing where one map shows the whole.
pub(super) fn elsewhere(ctx: Context<'_>, shown: &Shown) -> String {
    let is_of_country = shown.insets.iter().any(|inset| inset.country.is_some());
    if shown.elsewhere == 0 || !is_of_country {
        return String::new();
    }
    format!("{}: {} elsewhere", ctx.keymap.name(Scope::Map, Action::ZoomOut), shown.elsewhere)
}

/// What there is to tell, in the order in which it has room.
fn parts(ctx: Context<'_>, atlas: &Atlas, shown: &Shown) -> Vec<Vec<Span<'static>>> {
    let theme = ctx.theme;
    let told = |sign: &str, style: Style, words: &str| {
        vec![Span::styled(sign.to_owned(), style), Span::styled(format!(" {words}"), theme.dim.style())]
    };
    let (core, other) = (theme.core.style(), theme.second.style());
    let mut parts = Vec::new();
    if let Some(arcs) = &shown.arcs {
        let arc = ctx.symbols.arc();
        parts.push(told(&arc, theme.first.style(), "joined by a record"));
        if arcs.are_all {
            parts.push(told(&arc, other, "other pairs"));
        }
    }
    // How large a sign is one sees without words.
    let largest = ctx.symbols.places.last().copied().unwrap_or(ctx.symbols.point);
    parts.push(told(largest, core, "an exam asks it"));
    parts.extend(sizes(ctx, atlas).map(|(sign, words)| told(sign, other, &words)));
    if shown.insets.iter().any(|inset| inset.layout.numbers().next().is_some()) {
        parts.push(told("1", other, "in the list"));
    }
    parts
}

/// The signs of places by size, and how many records each stands for; none where all look alike.
fn sizes(ctx: Context<'_>, atlas: &Atlas) -> impl Iterator<Item = (&'static str, String)> {
    let [small, middle, large] = ctx.symbols.places;
    let [larger, largest] = atlas.larger;
    let most = |least: usize| least.saturating_sub(1);
    let small = (larger > 1).then(|| (small, format!("up to {}", counted(most(larger), "record"))));
    let middle = (largest > larger && larger > 0).then(|| (middle, format!("up to {}", most(largest))));
    let large = small.is_some().then(|| (large, "more".to_owned()));
    [small, middle, large].into_iter().flatten()
}

//! The rule between a question and its options, which tells how much of both does not show and which keys bring it.

use ratatui::text::{Line, Span};

use crate::text::{clip, width};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;

/// What does not show of a question, and of its options, and the keys that bring it: the most important first.
pub(super) fn told(ctx: Context<'_>, scope: Scope, (above, below): (usize, usize)) -> Vec<String> {
    let [up, down] = ctx.symbols.more;
    let key = |action| ctx.keymap.name(scope, action);
    let mut told = Vec::new();
    if below > 0 {
        told.push(format!("{below} more {down}"));
    }
    if above > 0 {
        told.push(format!("{above} more {up}"));
    }
    let keys = [(above > 0, Action::PageUp), (below > 0, Action::PageDown)];
    let keys: Vec<String> = keys.into_iter().filter(|(leads, _)| *leads).map(|(_, action)| key(action)).collect();
    told.push(keys.into_iter().filter(|key| !key.is_empty()).collect::<Vec<_>>().join(", "));
    told.retain(|part| !part.is_empty());
    told
}

/// A rule across with this in it, as far as there is room.
pub(super) fn ruled(ctx: Context<'_>, told: &[String], columns: usize) -> Line<'static> {
    let rule = ctx.symbols.border.horizontal_top;
    let fitting = (1..=told.len()).rev().map(|count| told.iter().take(count).cloned().collect::<Vec<_>>().join(" · "));
    let text = fitting.into_iter().find(|text| width(text) + 4 <= columns).unwrap_or_default();
    let text = if text.is_empty() { String::new() } else { format!(" {text} ") };
    let (text, before) = (clip(&text, columns).into_owned(), 1.min(columns.saturating_sub(width(&text))));
    let after = columns.saturating_sub(before + width(&text));
    let border = ctx.theme.border.style();
    Line::from(vec![
        Span::styled(rule.repeat(before), border),
        Span::styled(text, ctx.theme.dim.style()),
        Span::styled(rule.repeat(after), border),
    ])
}

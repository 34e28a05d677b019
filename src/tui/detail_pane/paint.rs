//! The roles of a document's lines as styles.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::tui::context::Context;
use crate::view::document::layout::{DocumentLine, TextRole};

/// Puts a line's roles into styles. While the keys go elsewhere the numbers of sources are plain: each step
/// in a list draws the whole record anew, and every style costs bytes on a thin line. The letters that are lit, in
/// bytes of the line and in their order, are those of what is looked for, and it is told whether one is at them.
pub(super) fn paint<'l>(
    ctx: Context<'_>,
    line: &'l DocumentLine,
    (focused, selected): (bool, bool),
    lit: &[(Range<usize>, bool)],
) -> Line<'l> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (role, text) in &line.pieces {
        let style = match role {
            TextRole::Link | TextRole::Heading | TextRole::Source if selected => ctx.theme.selected.style(),
            TextRole::Source if !focused => ctx.theme.text.style(),
            role => style_of(ctx, *role),
        };
        let within = |at: usize| at.clamp(start, start + text.len()) - start;
        let mut told = 0;
        for (range, is_here) in lit {
            let (from, to) = (within(range.start), within(range.end));
            if from < to {
                let role = if *is_here { ctx.theme.selected } else { ctx.theme.matched };
                spans.push(Span::styled(text.get(told..from).unwrap_or_default(), style));
                spans.push(Span::styled(text.get(from..to).unwrap_or_default(), role.style()));
                told = to;
            }
        }
        spans.push(Span::styled(text.get(told..).unwrap_or_default(), style));
        start += text.len();
    }
    Line::from(spans)
}

/// The style of a role in which something is read.
pub(crate) fn style_of(ctx: Context<'_>, role: TextRole) -> Style {
    let theme = ctx.theme;
    match role {
        TextRole::Text => theme.text.style(),
        TextRole::Title => theme.title.style(),
        TextRole::Dim => theme.dim.style(),
        TextRole::Heading => theme.heading.style(),
        TextRole::Label => theme.date.style(),
        TextRole::Source => theme.source.style(),
        TextRole::Link => theme.link.style(),
        TextRole::Dispute => theme.conflict.style(),
        TextRole::Own => theme.core.style(),
    }
}

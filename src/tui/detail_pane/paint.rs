//! The roles of a document's lines as styles.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::tui::context::Context;
use crate::view::document::layout::{DocumentLine, TextRole};

/// Puts a line's roles into styles. While the keys go elsewhere the numbers of sources are plain: each step
/// in a list draws the whole record anew, and every style costs bytes on a thin line.
pub(super) fn paint<'l>(ctx: Context<'_>, line: &'l DocumentLine, focused: bool, selected: bool) -> Line<'l> {
    let spans = line.pieces.iter().map(|(role, text)| {
        let style = match role {
            TextRole::Link | TextRole::Heading | TextRole::Source if selected => ctx.theme.selected.style(),
            TextRole::Source if !focused => ctx.theme.text.style(),
            role => style_of(ctx, *role),
        };
        Span::styled(text.as_str(), style)
    });
    Line::from(spans.collect::<Vec<_>>())
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

//! The sign in lists and legends of what a layer added or changed. What it did is told in the document.

use ratatui::text::Span;

use crate::data::Item;
use crate::tui::context::Context;

/// `+` of what a layer added, `~` of what one changed, and the same room left blank of what is the pack's own.
#[must_use]
pub fn span(ctx: Context<'_>, item: Item<'_, '_>) -> Span<'static> {
    match sign(ctx, item) {
        Some(sign) => Span::styled(sign, ctx.theme.dim.style()),
        None => Span::raw(" "),
    }
}

/// The sign alone; nothing of what is the pack's own.
#[must_use]
pub fn sign(ctx: Context<'_>, item: Item<'_, '_>) -> Option<&'static str> {
    let dataset = ctx.dataset;
    if dataset.pack.layers.is_empty() {
        return None;
    }
    let id = dataset.find(item.id())?;
    if dataset.layers.is_of_base(id) {
        return (!dataset.layers.of_item(id).is_empty()).then_some("~");
    }
    Some("+")
}

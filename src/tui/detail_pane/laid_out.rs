//! A document laid out for a width, with the ways that lead on from it. What of it shows is for
//! [`super::DetailPane`].

use super::{Subject, own_notes};
use crate::data::ItemId;
use crate::tui::context::Context;
use crate::view::about::about;
use crate::view::document::layout::{self, DocumentLine};
use crate::view::document::{document_up_to, with_notes};

/// Links of one relation, and values, that are told at first, and so many more each time they are asked for: laying out
/// what a hub leads to takes longer than a key may.
const AT_FIRST: usize = 200;
const MORE: usize = 1000;

/// Where a line leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Item(ItemId),
    /// To more of the document.
    More,
}

/// A document laid out, which holds until another item, another width or other signs are asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct LaidOut {
    /// The width, the sign and the state of the reader's notes that it is laid out for, and how often more was asked for.
    pub(super) made_for: Option<(u16, &'static str, u64, usize)>,
    /// What kind of thing it is about.
    pub(super) kind: &'static str,
    pub(super) lines: Vec<DocumentLine>,
    /// Each link's target and the line it stands on.
    pub(super) links: Vec<(Target, usize)>,
}

impl LaidOut {
    pub(super) fn new(ctx: Context<'_>, subject: Subject, columns: u16, opened: usize) -> Self {
        let document = match subject {
            Subject::Item(item) => {
                with_notes(document_up_to(ctx.dataset, item, AT_FIRST + opened * MORE), own_notes(ctx, item))
            }
            Subject::Dataset | Subject::Nothing => about(ctx.dataset, ctx.reader.seen),
        };
        let lines = layout::lines(&document, usize::from(columns), ctx.symbols.conflict);
        let target = |line: &DocumentLine| match line.link {
            Some(link) => document.links.get(link).copied().map(Target::Item),
            None => line.opens_more.then_some(Target::More),
        };
        let targets = lines.iter().enumerate().filter_map(|(row, line)| Some((target(line)?, row))).collect();
        let made_for = Some(made_for(ctx, columns, opened));
        Self { made_for, kind: document.kind, lines, links: targets }
    }
}

/// What a layout depends on besides its subject.
pub(super) fn made_for(ctx: Context<'_>, columns: u16, opened: usize) -> (u16, &'static str, u64, usize) {
    (columns, ctx.symbols.conflict, ctx.reader.notes.changes(), opened)
}

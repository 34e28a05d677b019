//! The ways from a document to the web: the addresses of its sources, and where they show.

use super::laid_out::told;
use super::{DetailPane, Subject};
use crate::text::width;
use crate::tui::context::Context;
use crate::tui::web_link::WebLink;
use crate::view::document::Block;
use crate::view::document::layout::LineTarget;

impl DetailPane {
    /// The address of the selected source, or of the only one there is; where one has to choose, the first is selected
    /// and `None` is given.
    pub fn address_at_hand(&mut self) -> Option<Result<String, &'static str>> {
        let here = match (self.selected, self.text.addresses.as_slice()) {
            (Some(LineTarget::Source(number)), _) => number,
            (_, []) => return Some(Err("This record names no source.")),
            (_, [(only, _)]) => *only,
            (_, [(first, _), ..]) => {
                let first = *first;
                self.select(LineTarget::Source(first));
                return None;
            }
        };
        Some(self.address(here).map(str::to_owned).ok_or("No address is told of this source."))
    }

    /// Whether a source is selected of which nothing is quoted, nor more told than shows.
    #[must_use]
    pub fn is_at_bare_source(&self, ctx: Context<'_>) -> bool {
        let (Some(LineTarget::Source(number)), Subject::Item(item)) = (self.selected, self.subject) else {
            return false;
        };
        // What is quoted is looked up of this one alone.
        told(ctx, item, &self.asked).blocks.iter().any(|block| match block {
            Block::Source(note) => note.number == number && note.address.is_none() && note.quoted() == note.name,
            _ => false,
        })
    }

    fn address(&self, source: usize) -> Option<&str> {
        self.text.addresses.iter().find(|(number, _)| *number == source)?.1.as_deref()
    }

    /// Where its sources were last drawn, as far as it is told where they are to be read.
    #[must_use]
    pub fn web_links(&self) -> Vec<WebLink> {
        let mut links = Vec::new();
        for (area, in_margin) in self.areas.iter().zip([false, true]) {
            let rows = self.text.lines.get(usize::from(in_margin)).map_or(&[][..], Vec::as_slice);
            for (line, row) in rows.iter().skip(self.column_offset(in_margin)).zip(area.top()..area.bottom()) {
                let Some(LineTarget::Source(number)) = line.target else { continue };
                let Some(address) = self.address(number) else { continue };
                let text = line.text();
                let indent = width(&text) - width(text.trim_start());
                let column = |at: usize| area.x.saturating_add(u16::try_from(at).unwrap_or(u16::MAX)).min(area.right());
                let columns = column(indent)..column(width(text.trim_end()));
                links.push(WebLink { row, columns, address: address.to_owned() });
            }
        }
        links
    }
}

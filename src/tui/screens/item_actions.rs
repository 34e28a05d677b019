//! What can be done with the item one looks at, on whatever screen: mark it, take it away as text, be asked about
//! it, write a note on it, see it on a sheet or on the map.

use crate::data::ItemId;
use crate::study::marks::lists::FIRST;
use crate::study::notes::Target;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::detail_pane::own_notes;
use crate::tui::layer::Outcome;
use crate::tui::marks::not_kept;
use crate::tui::overlays::note::NoteEditor;
use crate::tui::overlays::sheet::Sheet;
use crate::view::citation::citation;
use crate::view::document::layout::whole_with;
use crate::view::sections::topics::place_of;

/// Does what an action does with an item; `None` if it is none of these actions.
pub(super) fn update(ctx: Context<'_>, action: Action, item: ItemId) -> Option<Outcome> {
    Some(match action {
        Action::Mark => {
            let marks = &ctx.reader.marks;
            let list = marks.lists().current().to_owned();
            match marks.toggle(ctx.dataset, item) {
                // The sign before the row says so, unless there may be doubt about the list.
                Ok(_) if list == FIRST => Effect::Redraw.into(),
                Ok(true) => Outcome::Say(format!("In “{list}” now.")),
                Ok(false) => Outcome::Say(format!("Taken out of “{list}”.")),
                Err(error) => Outcome::Say(not_kept(&error.to_string())),
            }
        }
        Action::Copy => Outcome::Copy(citation(ctx.dataset, item)),
        Action::CopyAll => Outcome::Copy(match ctx.reader.marks.all() {
            marked if marked.is_empty() => whole_with(ctx.dataset, item, own_notes(ctx, item)),
            marked => marked
                .iter()
                .map(|id| whole_with(ctx.dataset, *id, own_notes(ctx, *id)))
                .collect::<Vec<_>>()
                .join("\n\n\n"),
        }),
        Action::Drill => Outcome::Drill(item),
        Action::Note => NoteEditor::open(ctx, Target::all_at(ctx.dataset, item)),
        Action::ToggleMap => match place_of(ctx.dataset, item) {
            Some(place) => Outcome::Map(place),
            None => Outcome::Say("No place is told of it that a map could show.".to_owned()),
        },
        Action::Sheet => Outcome::Open(Box::new(Sheet::new(ctx.dataset, item))),
        _ => return None,
    })
}

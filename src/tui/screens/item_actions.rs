//! What can be done with the item one looks at, on whatever screen: mark it, take it away as text, be asked about
//! it, write a note on it, see it on a sheet or on the map.

use crate::data::ItemId;
use crate::study::marks::lists::FIRST;
use crate::study::notes::Target;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layer::Outcome;
use crate::tui::marks::not_kept;
use crate::tui::overlays::lineage::LineageView;
use crate::tui::overlays::note::NoteEditor;
use crate::tui::overlays::sheet::Sheet;
use crate::tui::overlays::side_by_side::SideBySide;
use crate::view::citation::style::cited;
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
        Action::Copy => Outcome::CopyLine(cited(ctx.dataset, item, ctx.citation)),
        Action::CopyAll => Outcome::CopyRecords(match ctx.reader.marks.all() {
            marked if marked.is_empty() => vec![item],
            marked => marked,
        }),
        Action::Drill => Outcome::Drill(item),
        Action::Note => NoteEditor::open(ctx, Target::all_at(ctx.dataset, item)),
        Action::ToggleMap => match place_of(ctx.dataset, item) {
            Some(place) => Outcome::Map(place),
            None => Outcome::Say("No place is told of it that a map could show.".to_owned()),
        },
        Action::Lineage => match LineageView::of(ctx, item) {
            Some(lineage) => Outcome::Open(Box::new(lineage)),
            None => Outcome::Say("Nothing here says what came before it, or after it.".to_owned()),
        },
        Action::SideBySide => side_by_side(ctx, item),
        Action::Sheet => Outcome::Open(Box::new(Sheet::new(ctx.dataset, item))),
        _ => return None,
    })
}

/// Has an item wait to be put beside another, or puts the one that waits beside it.
fn side_by_side(ctx: Context<'_>, item: ItemId) -> Outcome {
    let reading = &ctx.reader.reading;
    let key = ctx.keymap.name(Scope::Detail, Action::SideBySide);
    let title = ctx.dataset.get(item).map_or("", |item| item.title());
    match reading.waiting() {
        Some(waiting) if waiting == item => {
            reading.set_waiting(None);
            Outcome::Say(format!("“{title}” no longer waits to be put beside another."))
        }
        Some(waiting) => {
            reading.set_waiting(None);
            Outcome::Open(Box::new(SideBySide::new(ctx, waiting, item)))
        }
        None => {
            reading.set_waiting(Some(item));
            Outcome::Say(format!("{key} on another record puts it beside “{title}”; {key} here again lets it go."))
        }
    }
}

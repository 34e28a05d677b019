//! Making a list anew a slice at a time: what passes is found, then its order where nobody found that before, then it
//! is listed, and then what stands over the list is counted. What each tab lists, and how, it tells itself
//! ([`Listing`]).

use super::Listing;
use crate::tui::context::Context;
use crate::tui::list_detail::{Remaking, Stage};
use crate::view::sections::order::Ordering;

/// Goes on by so many items; tells whether it is done.
pub(super) fn go_on(listing: &mut (impl Listing + ?Sized), ctx: Context<'_>, items: usize) -> bool {
    let Some(remaking) = listing.list_detail_mut().remaking.take() else { return true };
    let Remaking { stage, begins } = *remaking;
    let stage = match stage {
        Stage::Passing(mut passing) => {
            let list_detail = listing.list_detail();
            let order = listing.order().filter(|order| !order.is_known(ctx.dataset));
            match (passing.advance(ctx, list_detail, &list_detail.chosen, items), order) {
                (false, _) => Stage::Passing(passing),
                (true, Some(order)) => Stage::Ordering(passing, Ordering::new(order)),
                (true, None) => Stage::Listing(passing),
            }
        }
        Stage::Ordering(passing, mut ordering) => {
            if ordering.go_on(ctx.dataset, items) {
                Stage::Listing(passing)
            } else {
                Stage::Ordering(passing, ordering)
            }
        }
        Stage::Listing(passing) => {
            listing.list_anew(ctx, &passing);
            if begins {
                let at_end = listing.begins_at_end();
                listing.list_detail_mut().begin(at_end);
            }
            Stage::Counting
        }
        Stage::Counting if listing.count(ctx, items) => return true,
        Stage::Counting => Stage::Counting,
    };
    listing.list_detail_mut().remaking = Some(Box::new(Remaking { stage, begins }));
    false
}

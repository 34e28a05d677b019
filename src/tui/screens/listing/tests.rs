use super::*;
use crate::search::LazyIndex;
use crate::tui::reader::Reader;
use crate::tui::screens::agreements::Agreements;
use crate::tui::theme::{Depth, Theme};

/// Does something with the agreements of the bundled dataset, of which nothing is listed yet.
fn with_agreements(test: impl FnOnce(Context<'_>, &mut Agreements)) {
    let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
    let theme = Theme::named("dark", Depth::Ansi16).unwrap_or_else(|error| panic!("{error}"));
    let (index, reader) = (LazyIndex::new(&dataset), Reader::new(theme));
    let ctx = Context::new(&index, &reader);
    ctx.index.get();
    test(ctx, &mut Agreements::default());
}

/// Begins to make the list anew, as of a huge pack, and goes on by so many slices of a few items.
fn begin(ctx: Context<'_>, listing: &mut dyn Listing, slices: usize) {
    listing.list_detail_mut().remaking = Some(Box::new(Remaking::new(false)));
    for _ in 0..slices {
        assert!(!listing.go_on_refreshing(ctx, 3));
    }
}

#[test]
fn a_copy_that_draws_has_nothing_of_what_is_half_made() {
    with_agreements(|ctx, agreements| {
        begin(ctx, agreements, 4);
        let stage =
            |agreements: &Agreements| agreements.list_detail().remaking.as_ref().map(|it| format!("{:?}", it.stage));
        let nothing = format!("{:?}", Remaking::new(false).stage);
        assert!(stage(agreements).is_some_and(|stage| stage.starts_with("Ordering")), "{:?}", stage(agreements));
        assert_eq!(stage(&agreements.clone()), Some(nothing));
        // It shows what shows, at every stage.
        let area = Rect::new(0, 0, 80, 22);
        loop {
            let (mut own, mut copied) = (Buffer::empty(area), Buffer::empty(area));
            agreements.draw(ctx, area, &mut own);
            agreements.draw_copy(ctx, area, &mut copied);
            assert_eq!(own, copied);
            if agreements.go_on_refreshing(ctx, 100) {
                break;
            }
        }
    });
}

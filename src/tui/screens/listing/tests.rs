use super::*;
use crate::data::Kind;
use crate::data::record::Weight;
use crate::search::{LazyIndex, Predicate};
use crate::tui::reader::Reader;
use crate::tui::screens::agreements::Agreements;
use crate::tui::theme::{Depth, Theme};
use crate::tui::widgets::prompt::Prompt;

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

/// What passes filter and facets, asked for in one go.
fn passing(ctx: Context<'_>, listing: &dyn Listing) -> Vec<ItemId> {
    let (own, list_detail) = (ctx.reader.own(), listing.list_detail());
    let found = list_detail.filter.as_ref().and_then(Filter::found);
    let predicate = Predicate::ALL.of(&own).found_by(found).with_facets(&list_detail.chosen);
    ctx.dataset.ids().filter(|id| predicate.passes(ctx.dataset, *id)).collect()
}

#[test]
fn what_is_half_asked_is_asked_anew_where_another_filter_is_typed_before_an_item_is_revealed() {
    with_agreements(|ctx, agreements| {
        agreements.filter_by(ctx, "japan");
        let listed = agreements.list_detail().list.items();
        agreements.list_detail_mut().list.last();
        let last = agreements.list_detail().selected().unwrap();
        agreements.filter_by(ctx, "india");
        begin(ctx, agreements, 1);
        let filter = agreements.list_detail_mut().filter.as_mut().unwrap();
        filter.prompt = Prompt::with("japan");
        filter.search();
        assert!(agreements.reveal(ctx, last));
        let list_detail = agreements.list_detail();
        assert_eq!(list_detail.filter.as_ref().map(|filter| filter.prompt.text()), Some("japan"));
        assert_eq!((list_detail.list.items(), list_detail.selected()), (listed, Some(last)));
    });
}

#[test]
fn whatever_is_asked_for_by_halves_and_then_otherwise_passes_as_if_asked_for_at_once() {
    with_agreements(|ctx, agreements| {
        let facets = [None, Some(Facet::Weight(Weight::Core)), Some(Facet::Kind(Kind::Agreement))];
        let facets = facets.map(|facet| facet.into_iter().collect::<Chosen>());
        let with_facets = |filter| facets.iter().map(move |chosen| (filter, chosen.clone()));
        let asked: Vec<(&str, Chosen)> = ["", "india", "japan"].into_iter().flat_map(with_facets).collect();
        for (before, after) in asked.iter().flat_map(|before| asked.iter().map(move |after| (before, after))) {
            let mut asking = Passing::default();
            for ((filter, chosen), items) in [(before, 3), (after, usize::MAX)] {
                agreements.list_detail_mut().filter = Filter::kept(ctx, filter);
                agreements.list_detail_mut().chosen = chosen.clone();
                asking.advance(ctx, agreements.list_detail(), chosen, items);
            }
            let passed: Vec<ItemId> = ctx.dataset.ids().filter(|id| asking.has(*id)).collect();
            assert_eq!(passed, passing(ctx, agreements), "{before:?}, then {after:?}");
        }
    });
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

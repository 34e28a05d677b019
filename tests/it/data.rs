//! What holds of the bundled dataset whatever is added to it.

use std::collections::HashSet;

use maitri::data::check::quality::{MAX_RECORD_BYTES, quality};
use maitri::data::check::soundness;
use maitri::data::link::LinkEnd;
use maitri::data::{Kind, load};
use maitri::view::sections::{Row, sections};
use maitri::view::tab::Tab;

use crate::harness::library;
use crate::program::succeed;

#[test]
fn the_dataset_is_sound_and_clean() {
    let files = maitri::data::bundled::files();
    let dataset = load::load(&files).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let problems: Vec<_> = soundness(&dataset, &files).into_iter().chain(quality(&dataset, &files)).collect();
    let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn no_record_is_longer_than_it_may_be() {
    let export = succeed(&["export", "--format", "jsonl"]);
    // The names of the sources that a line repeats are no part of what its record tells.
    let own = |line: &str| line.rsplit_once(",\"sources\":[").map_or(line, |(own, _)| own).to_owned();
    let longest = export.lines().map(own).max_by_key(String::len).expect("a line");
    let head: String = longest.chars().take(60).collect();
    assert!(longest.len() <= MAX_RECORD_BYTES, "{} bytes: {head}", longest.len());
}

#[test]
fn there_is_enough_of_every_kind() {
    let dataset = library().dataset();
    let kinds: HashSet<_> = dataset.items().map(|(_, item)| item.kind()).collect();
    for kind in Kind::ALL {
        assert!(kinds.contains(&kind), "nothing of the kind {}", kind.id());
    }
}

#[test]
fn every_link_can_be_followed_both_ways() {
    let dataset = library().dataset();
    for from in dataset.ids() {
        for &end in dataset.links(from) {
            assert_ne!(from, end.to, "{:?} links to itself", dataset.get(from));
            let is_way_back = |back: &&LinkEnd| {
                back.to == from
                    && back.relation == end.relation
                    && (back.is_backward != end.is_backward || end.relation.is_mutual())
            };
            let named = |id| dataset.get(id).map(|item| item.id());
            let ways_back = dataset.links(end.to).iter().filter(is_way_back).count();
            assert_eq!(ways_back, 1, "{:?} and {:?} as {:?}", named(from), named(end.to), end.relation);
            let (writer, reader) = if end.is_backward { (end.to, from) } else { (from, end.to) };
            let mut written = dataset.get(writer).into_iter().flat_map(|item| item.raw_links());
            let written = written.find(|link| link.relation == end.relation && dataset.find(&link.to) == Some(reader));
            let cites = written.map(|link| &link.cites).filter(|cites| !cites.is_empty());
            assert!(written.is_some(), "{:?} {:?}", named(writer), named(reader));
            assert_eq!(dataset.cites_of_link(from, end), cites, "{:?} {:?}", named(writer), named(reader));
        }
    }
}

#[test]
fn every_series_runs_from_the_oldest_to_the_newest() {
    for series in &library().dataset().series {
        assert!(!series.points.is_empty(), "{}", series.id);
        let sorted = series.points.is_sorted_by(|a, b| a.period.list_order(&b.period).is_lt());
        assert!(sorted, "{}", series.id);
    }
}

#[test]
fn everything_that_has_a_home_is_listed_there() {
    let dataset = library().dataset();
    let rows = Tab::ALL.map(|tab| (tab, sections(dataset, tab, &|_| true)));
    for (id, item) in dataset.items() {
        let at_home = |(tab, rows): &(Tab, Vec<Row>)| *tab == Tab::home(item) && rows.contains(&Row::Item(id));
        assert!(rows.iter().any(at_home), "{} is not on its tab", item.id());
    }
}

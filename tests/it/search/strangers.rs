//! Queries as strangers to the dataset type them: each set was held out while the ranking was made, and put
//! to it afterwards. What that first trial gave stands in `strangers.tsv` above each set.
//!
//! Misses were then mended by other names and by ranking that holds for every query; a few are left as they are.

use super::{Rate, best_three, with_index};

/// What is typed, and the id of what is meant.
const QUERIES: &str = include_str!("strangers.tsv");

#[test]
fn what_strangers_type_finds_what_they_mean() {
    with_index(|dataset, index| {
        let mut rate = Rate::default();
        for line in QUERIES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (query, wanted) = line.split_once('\t').unwrap_or_else(|| panic!("{line:?} has no id"));
            // What became part of another record is found as that.
            let item =
                dataset.find(wanted).and_then(|id| dataset.get(id)).unwrap_or_else(|| panic!("{wanted} is no id"));
            rate.count(query, item.id(), &best_three(dataset, index, query));
        }
        rate.demand("strangers", 96.0, 98.0);
    });
}

//! The dated records in the order of time. What of them is listed, and how a date is compared with another, is not
//! here.

use super::date::PartialDate;
use super::{Dataset, ItemId};

/// Every dated record with its date, oldest first, and of one day as their titles are.
///
/// Of a huge pack this is what most room is taken for while it opens. So each list is given its room at once, for one
/// that grows leaves behind what it was, and titles are compared day by day.
pub(super) fn dated(dataset: &Dataset<'_>) -> Vec<(ItemId, PartialDate)> {
    let mut numbered: Vec<(u64, ItemId)> = Vec::with_capacity(dataset.records.len());
    let number = |(id, record): (ItemId, &super::Record<'_>)| Some((record.when?.list_number(), id));
    numbered.extend(dataset.numbered_records().filter_map(number));
    numbered.sort_unstable();
    let mut titled = Vec::new();
    for day in numbered.chunk_by_mut(|(one, _), (other, _)| one == other) {
        order_by_titles(dataset, day, &mut titled);
    }
    let mut dated = Vec::with_capacity(numbered.len());
    dated.extend(numbered.into_iter().filter_map(|(_, id)| Some((id, dataset.record(id)?.when?))));
    dated
}

/// Puts the records of one day in the order of their titles, in room that all days share. Titles lie all over the
/// memory: where their beginnings differ, none is gone to a second time.
fn order_by_titles(dataset: &Dataset<'_>, day: &mut [(u64, ItemId)], titled: &mut Vec<([u64; 2], ItemId)>) {
    if day.len() < 2 {
        return;
    }
    let title = |id: ItemId| dataset.record(id).map(|record| &record.title);
    titled.clear();
    titled.extend(day.iter().map(|(_, id)| (title(*id).map(super::text::Text::beginning).unwrap_or_default(), *id)));
    titled.sort_unstable_by(|(begins, one), (other_begins, other)| {
        begins.cmp(other_begins).then_with(|| title(*one).cmp(&title(*other))).then_with(|| one.cmp(other))
    });
    for ((_, place), (_, id)) in day.iter_mut().zip(titled.iter()) {
        *place = *id;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::data::files::{File, Files};
    use crate::data::{bundled, load};

    /// The dated records as a plain sort has them.
    fn plainly(dataset: &Dataset<'_>) -> Vec<(ItemId, PartialDate)> {
        let mut all: Vec<_> = dataset.numbered_records().filter(|(_, record)| record.when.is_some()).collect();
        all.sort_by_key(|(_, record)| record.place_in_time());
        all.into_iter().filter_map(|(id, record)| Some((id, record.when?))).collect()
    }

    #[test]
    fn the_bundled_records_stand_in_the_order_of_time() {
        let dataset = bundled::dataset().unwrap();
        assert_eq!(dated(&dataset), plainly(&dataset));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn records_of_one_day_stand_as_their_titles_do(
            // Titles that part early, late, after what is compared of them as numbers, or not but for their case.
            told in proptest::collection::vec((0_usize..4, "[ab]{1,2}|one and the same begin[ab]{1,3}|[aA]é"), 0..40),
        ) {
            let days = ["2011", "2011-08", "2011-08-01", ""];
            let head = "(title: \"T\", edition: \"2025\", countries: [(code: \"no\", name: \"Norway\", adjective: \
                        \"Norwegian\"), (code: \"cl\", name: \"Chile\", adjective: \"Chilean\")], sectors: [\"Sea\"], \
                        sources: [(id: \"s\", title: \"S\", publisher: \"P\", paragraphs: 9)])";
            let record = |(number, (day, title)): (usize, &(usize, String))| {
                let when = if days[*day].is_empty() { String::new() } else { format!("when: \"{}\",", days[*day]) };
                format!(
                    "(id: \"r{number}\", title: \"{title}\", {when} sectors: [\"Sea\"], weight: Detail, summary: \"S.\", \
                     cites: [\"s ¶1\"], body: Event(kind: Milestone))"
                )
            };
            let records = format!("[{}]", told.iter().enumerate().map(record).collect::<Vec<_>>().join(","));
            let list = vec![
                File { name: "pack.ron".into(), text: head.into() },
                File { name: "events.ron".into(), text: records.into() },
            ];
            load::with_dataset(&Files { list }, |dataset| {
                assert_eq!(dataset.records.len(), told.len());
                assert_eq!(dated(dataset), plainly(dataset));
            });
        }
    }
}

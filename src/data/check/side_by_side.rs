//! Everything that is judged of each record and series by itself, and that no two are called alike: side by side where
//! there are many. What is told is the same either way, and in the same order. What is judged the other files know.

use std::num::NonZero;
use std::thread::{available_parallelism, scope};

use super::Report;
use crate::data::problem::{MOST, Problem};
use crate::data::record::Record;

/// Up to so many records are judged in one go: that takes less than beginning another thread is worth.
const FEW: usize = 10_000;

impl Report<'_, '_> {
    /// Judges all records and series.
    pub(super) fn items(&mut self) {
        let records = &self.dataset.records;
        let at_once = if records.len() > FEW { available_parallelism().map_or(1, NonZero::get) } else { 1 };
        self.items_in_parts(records.len().div_ceil(at_once));
    }

    fn items_in_parts(&mut self, in_a_part: usize) {
        let dataset = self.dataset;
        let parts: Vec<&[Record<'_>]> = dataset.records.chunks(in_a_part.max(1)).collect();
        if parts.len() < 2 {
            self.duplicates();
            for record in &dataset.records {
                self.record(record);
            }
        } else {
            let blank = || Report { problems: Vec::new(), ..*self };
            let told: Vec<Vec<Problem>> = scope(|scope| {
                let judge = |part: &[Record<'_>]| {
                    let mut report = blank();
                    for record in part {
                        report.record(record);
                    }
                    report.problems
                };
                let threads: Vec<_> = parts.into_iter().map(|part| scope.spawn(move || judge(part))).collect();
                let mut alike = blank();
                alike.duplicates();
                let mut told = vec![alike.problems];
                for thread in threads {
                    // A panic of a thread goes on in this one.
                    told.push(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
                }
                told
            });
            let room = MOST.saturating_sub(self.problems.len());
            self.problems.extend(told.into_iter().flatten().take(room));
        }
        for series in &dataset.series {
            self.series(series);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::files::{File, Files};
    use crate::data::load;

    #[test]
    fn what_is_told_is_the_same_however_many_are_judged_side_by_side() {
        let head = "(title: \"T\", edition: \"2025\", countries: [(code: \"no\", name: \"Norway\", adjective: \
                    \"Norwegian\"), (code: \"cl\", name: \"Chile\", adjective: \"Chilean\")], sectors: [\"Sea\"], \
                    sources: [(id: \"s\", title: \"S\", publisher: \"P\", paragraphs: 9)])";
        // Each third has a title that another has, each fifth cites what there is not, each seventh has an empty text.
        let record = |at: usize| {
            let (title, cite) =
                (if at.is_multiple_of(3) { at / 6 } else { at + 1000 }, if at.is_multiple_of(5) { 10 } else { 1 });
            let summary = if at.is_multiple_of(7) { "" } else { "S." };
            format!(
                "(id: \"a{at}\", title: \"A{title}\", sectors: [\"Sea\"], weight: Detail, summary: \"{summary}\", \
                 cites: [\"s ¶{cite}\"], body: Event(kind: Milestone))"
            )
        };
        for count in [40, 400] {
            let records = format!("[{}]", (0..count).map(record).collect::<Vec<_>>().join(",\n"));
            let file = |(name, text): (&str, String)| File { name: name.to_owned(), text: text.into() };
            let files = Files { list: [("pack.ron", head.to_owned()), ("events.ron", records)].map(file).into() };
            let told = load::with_dataset(&files, |dataset| {
                [1, 7, 100, 1000].map(|in_a_part| {
                    let mut report = Report::new(dataset, &files);
                    report.items_in_parts(in_a_part);
                    report.problems.iter().map(ToString::to_string).collect::<Vec<_>>()
                })
            });
            assert!(told[0].len() >= 20, "{}", told[0].len());
            assert!(told.iter().all(|other| *other == told[0]), "{told:?}");
        }
    }
}

//! What must not rest on weak sources alone, in a pack that grades its sources: what is told first of what an exam
//! asks, the newest figure of a series, and the reading of a dispute.
//!
//! What only weak sources say may stand in a pack, if the words beside it say so. Which words do is for
//! [`Usage::hedges`](crate::data::pack::usage::Usage::hedges).

use super::Report;
use crate::data::cite::{Cites, by_source};
use crate::data::pack::grade::Grade;
use crate::data::record::{Record, Weight};
use crate::data::series::{Series, Status};
use crate::data::text::Text;

impl Report<'_, '_> {
    /// Everything that rests on weaker sources than it may; nothing in a pack without grades.
    pub(super) fn grades(&mut self) {
        let dataset = self.dataset;
        if !dataset.pack.has_grades() {
            return;
        }
        for source in dataset.pack.sources.iter().filter(|source| source.grade.is_none()) {
            let message = "this source has no grade, while others of the pack have one; add `grade: A`, B, C or D";
            self.say(&source.id, "grade", &source.id, message);
        }
        for record in &dataset.records {
            self.head(record);
            self.readings(record);
        }
        for series in &dataset.series {
            self.newest(series);
        }
    }

    /// The best grade among what is cited; nothing where some source has none, which is told elsewhere.
    fn best<'c>(&self, cites: impl IntoIterator<Item = &'c Cites<'c>>) -> Option<Grade> {
        let sources = by_source(cites.into_iter().flat_map(Cites::iter).flatten());
        let grades: Option<Vec<Grade>> = sources.iter().map(|cite| self.dataset.pack.grade(cite.source)).collect();
        grades?.into_iter().min()
    }

    /// The title, date and summary of what an exam asks.
    fn head(&mut self, record: &Record<'_>) {
        if record.weight != Weight::Core || self.is_hedged([&record.summary]) {
            return;
        }
        if let Some(grade) = self.best(&record.cites).filter(|grade| !grade.is_firm()) {
            let at = record.cites.first().map_or(&record.id, Cites::as_text);
            let message = format!(
                "this Core record rests on no source better than grade {} and its summary does not say so; cite a \
                 better one, or write {}",
                grade.letter(),
                self.examples()
            );
            self.say(&record.id, "cites", at, message);
        }
    }

    /// The reading of each dispute.
    fn readings(&mut self, record: &Record<'_>) {
        for (index, conflict) in record.conflicts.iter().enumerate() {
            if self.best([&conflict.support]) == Some(Grade::D) {
                let message = "a source of grade D alone decides this dispute; support the reading by a better one, or \
                               leave `support` out and say that it is open";
                let part = format_args!("conflicts[{index}].support");
                self.say(&record.id, &part, conflict.support.as_text(), message);
            }
        }
    }

    /// The newest figure of a series, which stands for it.
    fn newest(&mut self, series: &Series<'_>) {
        let Some(point) = series.points.last() else { return };
        if point.status == Status::Provisional
            || self.is_hedged([&series.basis].into_iter().chain(&series.note).chain(&point.note))
        {
            return;
        }
        if let Some(grade) = self.best([&point.cite]).filter(|grade| !grade.is_firm()) {
            let message = format!(
                "the newest figure, of {}, rests on no source better than grade {} and no word says so; cite a better \
                 one, make it Provisional, or write {} in its note",
                point.period,
                grade.letter(),
                self.examples()
            );
            let part = format!("points[{}]", series.points.len() - 1);
            self.say(&series.id, &part, point.cite.as_text(), message);
        }
    }

    /// Whether a text says that it rests on weak sources.
    fn is_hedged<'t, 'a: 't>(&self, texts: impl IntoIterator<Item = &'t Text<'a>>) -> bool {
        let usage = &self.dataset.pack.usage;
        texts.into_iter().any(|text| {
            let text = text.to_lowercase();
            usage.hedges().any(|hedge| has_words(&text, hedge))
        })
    }

    /// A few of the words that would do.
    fn examples(&self) -> String {
        let some = self.dataset.pack.usage.hedges().take(2).map(|hedge| format!("“{hedge}”"));
        some.collect::<Vec<_>>().join(" or ")
    }
}

/// Whether these words stand in a text, and not only as the end of other words; an ending may follow them.
fn has_words(text: &str, words: &str) -> bool {
    !words.is_empty()
        && text.match_indices(words).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            !before.is_some_and(char::is_alphanumeric)
        })
}

#[cfg(test)]
mod tests {
    use super::has_words;

    #[test]
    fn words_stand_as_words() {
        assert!(has_words("an exam note says so", "says"));
        assert!(has_words("two exam notes list it", "exam note"));
        assert!(!has_words("he naysays it", "says"));
        assert!(!has_words("anything", ""));
    }
}

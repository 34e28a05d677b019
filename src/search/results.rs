//! What a search answers.

use super::query::Query;
use crate::data::ItemId;
use crate::search::engine::plural::singulars;
use crate::search::engine::term::Mode;
use crate::search::engine::text_sort::FoundIn;

/// An item found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The item.
    pub id: ItemId,
    /// How good it is, for this query only.
    pub score: u32,
    /// The furthest place that had to be looked at to find every word.
    pub place: FoundIn,
}

/// A word that does not stand in the dataset, or hardly, and those shown instead or beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The word, folded.
    pub typed: String,
    /// What stands in for it.
    pub shown: Vec<String>,
    /// Whether it was found as well, only perhaps not as it was meant or not all that is: as initials, as a country's
    /// code, within or at the beginning of rarer words, or as the short form or other name of what stands in for it.
    pub found: bool,
}

/// What a query found.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// The best, in order.
    pub top: Vec<Hit>,
    /// Everything that fits, in the order of the dataset.
    pub matching: Vec<ItemId>,
    /// What would fit if it were dated: everything else that is asked for holds of it, and nothing of it is of any
    /// time. In the order of the dataset.
    pub undated: Vec<ItemId>,
    /// Words that stood in for misspelt ones, or beside those that may be meant otherwise.
    pub corrections: Vec<Correction>,
    /// The query as understood.
    pub query: Query,
    /// Words that the query has no more, as they were typed: nothing holds all that it had.
    pub left_out: Vec<String>,
    /// What is to be said of what the query asks of the reader's own.
    pub(crate) of_own: Option<String>,
    /// What is to be said of a well-known acronym that nothing has.
    pub(crate) lacking: Option<String>,
    /// What is to be said of a word alone that nothing has.
    pub(crate) unknown: Option<String>,
    /// How each plain word is matched, by what it is to the dataset.
    pub(crate) modes: Vec<(String, Mode)>,
}

/// How many things are not shown because they have no date; nothing where none are.
#[must_use]
pub fn undated_in_words(undated: usize) -> Option<String> {
    (undated > 0).then(|| format!("{undated} undated not shown"))
}

impl Results {
    /// How many fit.
    #[must_use]
    pub fn total(&self) -> usize {
        self.matching.len()
    }

    /// What to tell the reader in one line: what the query lacks, or what was corrected.
    #[must_use]
    pub fn notice(&self) -> Option<String> {
        match self.query.notice() {
            Some(notice) => Some(notice.to_owned()),
            None if self.of_own.is_some() => self.of_own.clone(),
            None => Some(self.corrected()).filter(|text| !text.is_empty()),
        }
    }

    /// That nothing holds all the words, and without which this is found; nothing where none are left out.
    #[must_use]
    pub fn without(&self) -> Option<String> {
        let words: Vec<String> = self.left_out.iter().map(|word| format!("“{word}”")).collect();
        let found = self.total();
        (!words.is_empty()).then(|| format!("nothing has all the words; without {}: {found}", words.join(" and ")))
    }

    /// Why nothing is found where a term does not read, as a sentence in the place of the hits.
    #[must_use]
    pub fn wrong(&self) -> Option<String> {
        let fault = self.query.fault().filter(|_| self.query.is_wrong())?;
        Some(format!("This does not read: {fault}."))
    }

    /// What there is none of, so that nothing is found: of the reader's own, a well-known acronym, a word.
    #[must_use]
    pub fn lacking(&self) -> Option<&str> {
        self.of_own
            .as_deref()
            .or(self.lacking.as_deref())
            .or(self.unknown.as_deref())
            .filter(|_| self.matching.is_empty())
    }

    /// The notice, after how many things are not shown because they have no date; nothing where there is nothing to
    /// tell.
    #[must_use]
    pub fn notice_beside(&self, undated: usize) -> String {
        undated_in_words(undated).into_iter().chain(self.notice()).collect::<Vec<_>>().join(" · ")
    }

    fn told(&self, Correction { typed, shown, found }: &Correction) -> String {
        // The word is told as it was typed, not as it was compared.
        let (typed, shown) = (self.query.as_typed(typed), without_plurals(typed, shown).join(", "));
        if *found {
            format!("{typed}, and {shown} too")
        } else {
            format!("“{typed}” is in no record; taken for {shown}")
        }
    }

    fn corrected(&self) -> String {
        let each = self.corrections.iter().map(|one| self.told(one));
        let lacking = self.lacking.clone().filter(|_| self.matching.is_empty());
        let read = self.query.readings().iter().cloned();
        read.chain(each).chain(lacking).collect::<Vec<_>>().join("; ")
    }
}

/// What stands in for a word, each thing once: not *mous* beside *mou*.
fn without_plurals<'s>(typed: &str, shown: &'s [String]) -> Vec<&'s str> {
    let is_plural = |many: &str| singulars(many).any(|one| one == typed || shown.contains(&one));
    shown.iter().map(String::as_str).filter(|shown| !is_plural(shown)).collect()
}

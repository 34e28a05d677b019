//! Papers as they are kept: one entry when a paper is begun, one for each change of an answer, one when it is handed
//! in.
//!
//! A paper is kept whole, with its questions and their key, so that it can be gone on with and read again whatever
//! becomes of the dataset. Lines are written once and read for ever: a field may be added, none may change its meaning.
//! Where they are kept is not known here: a [`Shelf`](crate::study::shelf::Shelf) is handed in.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::report::{Answer, Confidence};
use super::{Form, Note, Paper, Question};
use crate::clock::{day_in_log, in_log, moment_in_log};
use crate::data::pack::exam::ExamScheme;
use crate::data::{Dataset, ItemId};
use crate::study::cards::Deck;
use crate::study::cards::card::CardId;
use crate::text::sanitised;

/// More questions than any paper has, more lines or options than any question, and more bytes than any text of one.
const MOST_QUESTIONS: usize = 1000;
const MOST_LINES: usize = 12;
const LONGEST: usize = 8000;
/// How difficult a question can be.
const DIFFICULTIES: std::ops::RangeInclusive<u8> = 1..=3;

/// Something that happened to a paper.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperEntry {
    /// It was begun. A paper is large, and everybody who has to do with it has the same.
    Begun(#[serde(with = "shared")] Arc<Begun>),
    /// One of its answers changed, or another question was turned to.
    Answered(Answered),
    /// It was handed in, or its time was up.
    HandedIn(HandedIn),
    /// It was left for good, and is not to be gone on with.
    Discarded(Discarded),
    /// Something that only a later edition of this program knows: kept, and passed over.
    #[serde(skip)]
    Unknown(String),
}

/// A paper as it was set.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Begun {
    /// What it is called: the moment it was begun, in milliseconds since 1970.
    pub paper: i64,
    /// The day and time of that on the reader's clock: `2026-11-22 12:00`.
    pub on: String,
    /// What it was set by.
    pub seed: u64,
    /// How long one has.
    pub minutes: u32,
    /// How it is marked.
    pub scheme: ExamScheme,
    /// The paper whose questions it asks once more, or the latest of several, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<i64>,
    /// The questions with their key.
    pub questions: Vec<KeptQuestion>,
}

/// A question with its key, its records by their ids.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct KeptQuestion {
    pub(super) form: Form,
    lead: String,
    lines: Vec<String>,
    ask: String,
    options: Vec<String>,
    pub(super) right: usize,
    notes: Vec<KeptNote>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    explanation: Option<KeptNote>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) difficulty: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) written: Option<String>,
    cards: Vec<CardId>,
    sector: String,
}

/// A note of a key.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
struct KeptNote {
    text: String,
    record: String,
    cites: Vec<String>,
}

/// The answer to one question, as it stands now.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Answered {
    /// Which paper.
    pub paper: i64,
    /// Which question, from 0.
    pub question: usize,
    /// The option chosen.
    pub choice: Option<usize>,
    /// How sure one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// The options struck out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub struck: Vec<usize>,
    /// Whether it is marked to come back to.
    #[serde(default, skip_serializing_if = "is_false")]
    pub marked: bool,
    /// How long one looked at it, in seconds.
    pub seconds: u32,
    /// The question one is at now.
    pub at: usize,
    /// How much of the time is spent, in milliseconds.
    pub spent: u64,
}

/// The end of a paper.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct HandedIn {
    /// Which paper.
    pub paper: i64,
    /// How long it took, in milliseconds.
    pub took: u64,
}

/// A paper that was left for good.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Discarded {
    /// Which paper.
    pub paper: i64,
}

/// A shared paper in a line, as if it were nobody else's.
mod shared {
    use std::sync::Arc;

    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    use super::Begun;

    pub(super) fn serialize<S: Serializer>(begun: &Arc<Begun>, serializer: S) -> Result<S::Ok, S::Error> {
        begun.as_ref().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<Begun>, D::Error> {
        Begun::deserialize(deserializer).map(Arc::new)
    }
}

/// What this edition knows can happen to a paper.
const KNOWN: [&str; 4] = ["begun", "answered", "handed_in", "discarded"];

impl PaperEntry {
    /// The entry of a line, if it is one and no larger than what this program writes.
    #[must_use]
    pub fn from_line(line: &str) -> Option<Self> {
        let Ok(entry) = serde_json::from_str::<Self>(line) else { return Self::unknown(line) };
        let is_sound = match &entry {
            Self::Begun(begun) => begun.is_sound(),
            Self::Answered(_) | Self::HandedIn(_) | Self::Discarded(_) | Self::Unknown(_) => true,
        };
        is_sound.then_some(entry)
    }

    /// Its line.
    #[must_use]
    pub fn to_line(&self) -> String {
        match self {
            Self::Unknown(line) => line.clone(),
            // Every entry is made of texts and numbers, which always write.
            Self::Begun(_) | Self::Answered(_) | Self::HandedIn(_) | Self::Discarded(_) => {
                serde_json::to_string(self).unwrap_or_default()
            }
        }
    }

    /// What a later edition wrote: it has the shape of an entry, and another name.
    fn unknown(line: &str) -> Option<Self> {
        let entry: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).ok()?;
        let is_new = entry.len() == 1 && !entry.keys().any(|name| KNOWN.contains(&name.as_str()));
        (is_new && entry.values().all(serde_json::Value::is_object)).then(|| Self::Unknown(line.to_owned()))
    }
}

/// The text without what a terminal would obey but its line ends, cut where no question is as long.
fn clean(text: String) -> String {
    let short = if text.len() > LONGEST { text.chars().take(LONGEST / 4).collect() } else { text };
    short.split('\n').map(sanitised).collect::<Vec<_>>().join("\n")
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

impl Begun {
    /// A paper that is begun now.
    #[must_use]
    pub fn new(dataset: &Dataset<'_>, paper: Paper, minutes: u32, (moment, on): (i64, DateTime)) -> Self {
        let questions = paper.questions.into_iter().map(|question| KeptQuestion::of(dataset, question)).collect();
        let on = in_log(on);
        Self { paper: moment, on, seed: paper.spec.seed, minutes, scheme: paper.scheme, again: None, questions }
    }

    /// How long one has.
    #[must_use]
    pub fn limit(&self) -> Duration {
        Duration::from_secs(u64::from(self.minutes) * 60)
    }

    /// Whether it is a paper that can be shown: of questions with a key among a few options.
    fn is_sound(&self) -> bool {
        let few = |count: usize| count <= MOST_LINES;
        let sound = |question: &KeptQuestion| {
            let KeptQuestion { lines, options, right, notes, .. } = question;
            few(lines.len()) && few(options.len()) && few(notes.len()) && *right < options.len()
        };
        self.questions.len() <= MOST_QUESTIONS && self.questions.iter().all(sound)
    }

    /// When it was begun, in short: `22 Nov 12:00`.
    #[must_use]
    pub fn moment(&self) -> String {
        self.begun("%-d %b %H:%M")
    }

    /// When it was begun: `2026-11-22 12:00`.
    #[must_use]
    pub fn moment_in_full(&self) -> String {
        clean(self.on.clone())
    }

    /// The day it was begun, in short: `22 Nov`.
    #[must_use]
    pub fn day(&self) -> String {
        self.begun("%-d %b")
    }

    /// The day it was begun, if that reads.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        day_in_log(&self.on)
    }

    fn begun(&self, format: &str) -> String {
        moment_in_log(&self.on).map_or_else(|| clean(self.on.clone()), |on| on.strftime(format).to_string())
    }
}

impl KeptQuestion {
    fn of(dataset: &Dataset<'_>, question: Question) -> Self {
        let Question { form, lead, lines, ask, options, right, notes, explanation, .. } = question;
        let Question { difficulty, written, cards, sector, .. } = question;
        let kept = |note: Note| {
            let record = dataset.get(note.item).map_or("", |item| item.id()).to_owned();
            KeptNote { text: note.text, record, cites: note.cites }
        };
        let (notes, explanation) = (notes.into_iter().map(kept).collect(), explanation.map(kept));
        Self { form, lead, lines, ask, options, right, notes, explanation, difficulty, written, cards, sector }
    }

    /// Whether all it is about is still in a dataset: its records, its cards, and the written question.
    #[must_use]
    pub fn is_of(&self, (dataset, deck): (&Dataset<'_>, &Deck), written: &HashSet<&str>) -> bool {
        let mut notes = self.notes.iter().chain(&self.explanation);
        notes.all(|note| note.record.is_empty() || dataset.find(&note.record).is_some())
            && self.cards.iter().all(|card| deck.knows(card))
            && self.is_asked(written)
    }

    /// Whether it is still asked: a written question may be withdrawn in a later edition, of which these are the ids.
    #[must_use]
    pub fn is_asked(&self, written: &HashSet<&str>) -> bool {
        self.written.as_deref().is_none_or(|id| written.contains(id))
    }

    /// Whether an answer is right.
    #[must_use]
    pub fn is_right(&self, answer: &Answer) -> bool {
        answer.choice == Some(self.right)
    }

    /// What tells it from other questions, wherever it is asked: a written one by its id.
    #[must_use]
    pub fn identity(&self) -> String {
        match &self.written {
            Some(id) => id.clone(),
            None => format!("{}\n{}", self.lead, self.lines.join("\n")),
        }
    }

    /// How it is put.
    #[must_use]
    pub fn form(&self) -> Form {
        self.form
    }

    /// How many options it has.
    #[must_use]
    pub fn option_count(&self) -> usize {
        self.options.len()
    }

    /// The sector it counts for.
    #[must_use]
    pub fn sector(&self) -> String {
        clean(self.sector.clone())
    }

    /// How difficult it is: as it was kept, or as the dataset has it now, for earlier editions did not keep that.
    fn difficulty(&self, dataset: &Dataset<'_>) -> Option<u8> {
        let kept = self.difficulty.filter(|level| DIFFICULTIES.contains(level));
        kept.or_else(|| {
            let id = self.written.as_deref()?;
            dataset.questions().iter().find(|question| question.id == id).map(|question| question.difficulty)
        })
    }

    /// The question as it is shown: what stood in a file is clean only once it is cleaned.
    #[must_use]
    pub fn told(&self, dataset: &Dataset<'_>) -> Question {
        let Self { form, lead, lines, ask, options, right, notes, explanation, written, cards, sector, .. } =
            self.clone();
        let all = |texts: Vec<String>| texts.into_iter().map(clean).collect();
        let (lead, ask, sector) = (clean(lead), clean(ask), clean(sector));
        let (lines, options) = (all(lines), all(options));
        let told = |note: KeptNote| {
            // A record that is no more leaves its note without one.
            let item = dataset.find(&note.record).unwrap_or(ItemId(u32::MAX));
            Note { text: clean(note.text), item, cites: all(note.cites) }
        };
        let (notes, explanation) = (notes.into_iter().map(told).collect(), explanation.map(told));
        let (claims, difficulty) = (Vec::new(), self.difficulty(dataset));
        Question {
            form,
            lead,
            lines,
            ask,
            options,
            right,
            notes,
            explanation,
            difficulty,
            written,
            claims,
            cards,
            sector,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A paper of this name with so many questions, begun.
    pub(in crate::study::exam) fn begun(paper: i64, questions: usize) -> PaperEntry {
        let question = KeptQuestion {
            form: Form::Single,
            lead: "Which?".to_owned(),
            lines: Vec::new(),
            ask: String::new(),
            options: vec!["One".to_owned(), "Two".to_owned()],
            right: 1,
            notes: vec![KeptNote { text: "So.".to_owned(), record: "r".to_owned(), cites: vec!["b ¶1".to_owned()] }],
            explanation: None,
            difficulty: None,
            written: Some("which".to_owned()),
            cards: vec!["r/when".into()],
            sector: "Sea".to_owned(),
        };
        let on = "2026-11-22 12:00".to_owned();
        let questions = vec![question; questions];
        PaperEntry::Begun(Arc::new(Begun {
            paper,
            on,
            seed: 7,
            minutes: 12,
            scheme: ExamScheme::default(),
            again: None,
            questions,
        }))
    }

    /// An answer in it.
    pub(in crate::study::exam) fn answered(paper: i64, question: usize, choice: usize, spent: u64) -> PaperEntry {
        PaperEntry::Answered(Answered {
            paper,
            question,
            choice: Some(choice),
            confidence: Some(Confidence::Sure),
            struck: vec![0],
            marked: false,
            seconds: 9,
            at: question,
            spent,
        })
    }

    #[test]
    fn entries_are_read_as_they_were_written() {
        for entry in [begun(1, 2), answered(1, 0, 1, 4_000), PaperEntry::HandedIn(HandedIn { paper: 1, took: 3 })] {
            let line = serde_json::to_string(&entry).unwrap();
            assert!(!line.contains('\n'));
            assert_eq!(PaperEntry::from_line(&line).unwrap(), entry, "{line}");
        }
    }

    #[test]
    fn what_no_paper_is_is_no_entry() {
        let line = serde_json::to_string(&begun(1, 2)).unwrap();
        assert!(PaperEntry::from_line(&line.replace("\"right\":1", "\"right\":7")).is_none());
        assert!(PaperEntry::from_line(&serde_json::to_string(&begun(1, 1001)).unwrap()).is_none());
        assert!(PaperEntry::from_line("{\"begun\":{}}").is_none() && PaperEntry::from_line("").is_none());
    }

    #[test]
    fn what_a_terminal_would_obey_is_cleaned() {
        assert_eq!(clean("a\u{1b}[2J\n\u{202e}b".to_owned()), "a\u{fffd}[2J\n\u{fffd}b");
        assert!(clean("x".repeat(100_000)).len() <= LONGEST);
    }
}

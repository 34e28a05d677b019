//! Copies: runs of eight words that a record, a question, an outline or a card shares with a source. A pack is written
//! in its own words.
//!
//! What stands in quotation marks is quoted, and what is nothing but names cannot be said otherwise; both are left
//! alone. The passages of a pack's sources are held against it by [`quality`](super::quality); [`against`] does the
//! same with whole documents, which a pack does not hold.

mod names;
mod originals;

use std::fmt::Display;

use super::quotations::unquoted;
use super::{Report, sort};
use crate::data::Dataset;
use crate::data::files::{File, Files};
use crate::data::particular::{Particular, Value};
use crate::data::problem::Problem;
use crate::data::record::Record;
use crate::data::text::Text;
use crate::text::clip;
use crate::text::fold::{Traced, fold};
use names::Names;
use originals::{Originals, Run, Sorted, Word};

/// So many words in a row are no chance.
const RUN: usize = 8;
/// The most columns of a run that are quoted.
const QUOTED: usize = 200;

/// A paragraph of a document.
#[derive(Debug)]
pub struct Paragraph {
    /// Where it stands: `brief-2024 ¶14`.
    name: String,
    text: String,
}

/// The paragraphs of documents whose paragraphs are numbered: a line `[7] …` begins the seventh. A document's name
/// without its ending is the id of its source. Headings, and what stands before the first paragraph, are none.
#[must_use]
pub fn paragraphs(documents: &[File]) -> Vec<Paragraph> {
    let mut all = Vec::new();
    for document in documents {
        let name = document.base_name();
        let source = name.rsplit_once('.').map_or(name, |(source, _)| source);
        let mut open: Option<Paragraph> = None;
        for line in document.text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
            if let Some((number, text)) = numbered(line) {
                all.extend(open.replace(Paragraph { name: format!("{source} ¶{number}"), text: text.to_owned() }));
            } else if let Some(paragraph) = &mut open {
                paragraph.text.push(' ');
                paragraph.text.push_str(line);
            }
        }
        all.extend(open);
    }
    all
}

/// The number that a line begins with in brackets, and the rest of it.
fn numbered(line: &str) -> Option<(&str, &str)> {
    let (number, text) = line.strip_prefix('[')?.split_once(']')?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some((number, text.trim()))
}

/// Every run of words that records share with these.
#[must_use]
pub fn against(dataset: &Dataset<'_>, files: &Files, paragraphs: &[Paragraph]) -> Vec<Problem> {
    let mut originals = Originals::default();
    for Paragraph { name, text } in paragraphs {
        originals.add(name.clone(), &fold(text));
    }
    let mut report = Report::new(dataset, files);
    report.copies_of(originals);
    let mut problems: Vec<Problem> = report.problems.into_iter().map(Problem::into_warning).collect();
    sort(&mut problems);
    problems
}

impl Report<'_, '_> {
    /// Every run of words that records share with what their pack quotes of its sources.
    pub(super) fn copies(&mut self) {
        let mut originals = Originals::default();
        for source in &self.dataset.pack.sources {
            for (index, passage) in source.passages.iter().enumerate() {
                originals.add(format!("{} ¶{}", source.id, index + 1), &fold(passage));
            }
        }
        self.copies_of(originals);
    }

    fn copies_of(&mut self, originals: Originals) {
        let originals = originals.sorted();
        if originals.is_empty() {
            return;
        }
        let names = Names::of(self.dataset, &originals);
        for record in &self.dataset.records {
            each_own_text(record, &mut |part, text| self.copied(&record.id, part, text, &originals, &names));
        }
        for question in self.dataset.questions() {
            let mut look = |part: &str, text| self.copied(&question.id, &part, text, &originals, &names);
            look("stem", &question.stem);
            look("explanation", &question.explanation);
            for item in &question.items {
                look("items", &item.text);
                look("items", &item.why);
            }
        }
        for card in self.dataset.cards() {
            self.copied(&card.id, &"ask", &card.ask, &originals, &names);
        }
        for question in self.dataset.mains() {
            question.each_own_text(&mut |part, text| self.copied(&question.id, &part, text, &originals, &names));
        }
    }

    fn copied(&mut self, id: &Text<'_>, part: &dyn Display, text: &Text<'_>, from: &Sorted, names: &Names) {
        for (start, stretch) in unquoted(text) {
            let runs = from.runs(&fold(stretch));
            if runs.is_empty() {
                continue;
            }
            let traced = Traced::new(stretch);
            for Run { words, original } in runs {
                let [first, .., last] = words.as_slice() else { continue };
                let range = traced.original(first.start, last.end);
                let run = stretch.get(range.clone()).unwrap_or_default();
                if written_words(run) < RUN || is_all_names(&words, &traced, stretch, names) {
                    continue;
                }
                let place = text.get(start + range.start..start + range.end).unwrap_or_default();
                let at = if text.is_unescaped() { id } else { place };
                let message = format!(
                    "“{}”: these words stand so in {original}; say it in your own words, or put them in quotation marks",
                    clip(run, QUOTED)
                );
                self.say(id, part, at, message);
            }
        }
    }
}

/// How many words a text has as it is written: folding makes three of `S&T`.
fn written_words(text: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'').filter(|word| !word.is_empty()).count()
}

/// Whether all words of a run are of names, or join these: of names that the pack knows, or written with a capital.
fn is_all_names(words: &[Word], traced: &Traced<'_>, text: &str, names: &Names) -> bool {
    let numbers: Vec<u32> = words.iter().map(|word| word.number).collect();
    let of_names = names.named(&numbers);
    words.iter().zip(of_names).all(|(word, is_named)| {
        let written = text.get(traced.original(word.start, word.end)).unwrap_or_default();
        is_named || names.is_joining(word.number) || written.starts_with(char::is_uppercase)
    })
}

/// Calls back with each text of a record that tells something in the pack's own words, and which part it is.
fn each_own_text<'r>(record: &'r Record<'_>, visit: &mut dyn FnMut(&dyn Display, &'r Text<'r>)) {
    visit(&"summary", &record.summary);
    for (index, fact) in record.facts.iter().enumerate() {
        visit(&format_args!("facts[{index}]"), &fact.statement);
    }
    for (index, conflict) in record.conflicts.iter().enumerate() {
        visit(&format_args!("conflicts[{index}].reading"), &conflict.reading);
        for claim in &conflict.claims {
            visit(&format_args!("conflicts[{index}].claims"), &claim.statement);
        }
    }
    for Particular { field, value, .. } in record.body.particulars() {
        match value {
            Value::Text(text) => text.iter().for_each(|text| visit(&field, text)),
            Value::Entries(_, entries) => {
                for (index, entry) in entries.iter().enumerate() {
                    entry.note.iter().for_each(|text| visit(&format_args!("{field}[{index}]"), text));
                }
            }
            Value::Sort(_)
            | Value::Branch(_)
            | Value::State(_)
            | Value::Side(_)
            | Value::Parties(_)
            | Value::Names(_)
            | Value::Date(_)
            | Value::Position(..)
            | Value::Meanings(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    fn told(text: &'static str) -> Vec<(String, String)> {
        let document = File { name: "there/brief.txt".to_owned(), text: Cow::Borrowed(text) };
        paragraphs(&[document]).into_iter().map(|paragraph| (paragraph.name, paragraph.text)).collect()
    }

    #[test]
    fn words_are_counted_as_they_are_written() {
        assert_eq!(written_words("Joint S&T Committee, co-chaired by Norway’s"), 8);
        assert_eq!(written_words(" – "), 0);
    }

    #[test]
    fn paragraphs_are_told_by_their_numbers() {
        let text = "A brief\nsource id: brief\n\n## Head\n[1] One\ngoes on.\n## Head\n[2] Two [sic] it is.\n[x] no\n";
        let expected = [("brief ¶1", "One goes on."), ("brief ¶2", "Two [sic] it is. [x] no")];
        assert_eq!(told(text), expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
        assert!(told("03 432.79\n04 10.27").is_empty());
    }
}

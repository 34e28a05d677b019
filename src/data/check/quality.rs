//! What a reader relies on beyond soundness, learnt from writing the bundled dataset: nobody signs an
//! agreement alone, a body meets or has a purpose, a reading reads a name, nothing is an island, no acronym goes
//! unexplained, what matters rests on no weak source alone and says something, and nothing is told twice or in a
//! source's words.

use std::collections::HashSet;

use super::super::body::Body;
use super::super::date::Order;
use super::super::files::Files;
use super::super::problem::Problem;
use super::super::record::Record;
use super::super::{Dataset, Item, ItemId};
use super::{Report, sort};
use crate::data::kinds::Kind;
use crate::data::native::read_names;

/// The longest a record may be when exported as one line of JSON, in bytes, without the list of its sources: what is
/// longer is several things.
pub const MAX_RECORD_BYTES: usize = 6000;

/// Everything a careful editor would send back, as warnings: none of it keeps a pack from being opened.
#[must_use]
pub fn quality(dataset: &Dataset<'_>, files: &Files) -> Vec<Problem> {
    let mut report = Report::new(dataset, files);
    let explained = explained_acronyms(dataset);
    for (id, item) in dataset.items() {
        let Item::Record(record) = item else { continue };
        report.island(id, record);
        report.purpose(record);
        report.unexplained(record, &explained);
        report.unread_names(record);
        report.empty(record);
        report.repeats(record);
    }
    report.grades();
    report.money();
    report.links();
    report.chart_names();
    report.bank_quality();
    report.cards_quality();
    report.mains_quality();
    report.copies();
    report.twins();
    let mut problems: Vec<Problem> = report.problems.into_iter().map(Problem::into_warning).collect();
    sort(&mut problems);
    problems
}

impl Report<'_, '_> {
    fn island(&mut self, id: ItemId, record: &Record<'_>) {
        // What is alone in its pack has nothing to be linked with.
        if self.dataset.len() > 1 && self.dataset.links(id).is_empty() {
            self.say(
                &record.id,
                "links",
                &record.id,
                "this record is linked with no other; link it from or to its neighbours",
            );
        }
    }

    fn purpose(&mut self, record: &Record<'_>) {
        let id = record.id.as_str();
        match &record.body {
            Body::Agreement(agreement) if agreement.parties.is_empty() => {
                self.say(id, "parties", id, "an agreement has parties; name the signing bodies, or the governments");
            }
            Body::Agreement(agreement) => {
                if let (Some(when), Some(signed)) = (record.when, agreement.signed)
                    && agreement.in_force.is_none()
                    && when.compare(&signed) != Order::Unknown
                {
                    self.say(id, "when", id, format!("the record is dated {when} but was signed {signed}"));
                }
            }
            Body::Institution(institution) if institution.meetings.is_empty() && institution.mandate.is_none() => {
                self.say(id, "mandate", id, "say what this body is for (`mandate`) or when it met (`meetings`)");
            }
            Body::Event(_)
            | Body::Institution(_)
            | Body::Project(_)
            | Body::Exercise(_)
            | Body::Person(_)
            | Body::Initiative(_)
            | Body::Theme(_)
            | Body::Place(_)
            | Body::Term(_) => {}
        }
    }

    fn unread_names(&mut self, record: &Record<'_>) {
        let read = read_names(&record.native, &record.read_as);
        let named: HashSet<&str> = read.names.iter().map(|name| name.native.language.as_str()).collect();
        for reading in read.of_nothing {
            let language = &reading.language;
            let message = if named.contains(language.as_str()) {
                format!("there are more readings than names of “{language}”; write as many, in the order of the names")
            } else {
                format!(
                    "this reads no name: `native` has none of “{language}”; write it there, or take the reading out"
                )
            };
            self.say(&record.id, "read_as", &reading.name, message);
        }
    }

    fn unexplained(&mut self, record: &Record<'_>, explained: &HashSet<String>) {
        if record.kind == Kind::Term {
            return;
        }
        let mut told: HashSet<String> = HashSet::new();
        record.each_statement(&mut |part, text| {
            for word in acronyms(text) {
                if !explained.contains(word) && told.insert(word.to_owned()) {
                    self.say(&record.id, part, text, format!("no term explains “{word}”; add one, or write it out"));
                }
            }
        });
    }
}

/// Every acronym that a term explains or that is another name of a record: `CEPA`, `MoU`.
fn explained_acronyms(dataset: &Dataset<'_>) -> HashSet<String> {
    let mut known = HashSet::new();
    // A pack that lists its money has explained it.
    for currency in &dataset.pack.currencies {
        let signs = currency.before.iter().chain(&currency.after).chain([&currency.code]);
        known.extend(signs.map(ToString::to_string));
    }
    for record in &dataset.records {
        let names = record.aka.iter().map(super::super::text::Text::as_str);
        let title = (record.kind == Kind::Term).then_some(record.title.as_str());
        for name in names.chain(title) {
            known.insert(name.to_owned());
            known.extend(acronyms(name).map(str::to_owned));
        }
    }
    known
}

/// The words of a text that are acronyms: two capitals or more, and more capitals than other letters.
pub(crate) fn acronyms(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '&' && c != '+').map(|word| word.trim_end_matches('s')).filter(
        |word| {
            let capitals = word.chars().filter(|c| c.is_uppercase()).count();
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            capitals >= 2 && capitals * 2 > letters && !is_roman_numeral(word)
        },
    )
}

fn is_roman_numeral(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

#[cfg(test)]
mod tests {
    use super::acronyms;

    #[test]
    fn acronyms_are_found_and_names_are_not() {
        let found: Vec<_> =
            acronyms("The MoC of METI and NITI Aayog under JCMs; World War II, Tokyo, DoT, R&D").collect();
        assert_eq!(found, ["MoC", "METI", "NITI", "JCM", "DoT", "R&D"]);
    }
}

//! Cloze cards: a fact of a record with one value hidden.

use std::collections::HashMap;

use super::Maker;
use super::dispute::{Point, contested, disputed};
use crate::dataset::body::Body;
use crate::dataset::record::{Fact, Record};
use crate::study::card::{Evidence, Face, Topic, Value};
use crate::study::spans::{Kind, Span, spans};
use crate::study::words;

/// Makes a cloze of every fact that has a value to hide.
pub(super) fn make(maker: &mut Maker<'_, '_>) {
    for (id, record) in maker.records() {
        let contested = contested(maker.dataset, id);
        let mut labels: HashMap<String, u32> = HashMap::new();
        for (index, fact) in record.facts.iter().enumerate() {
            let label = words::folded(&fact.label);
            let times = labels.entry(label.clone()).or_insert(0);
            *times += 1;
            let part = if *times == 1 { label } else { format!("{label} {times}") };
            if let Some((span, face)) = cloze(record, fact, &contested) {
                let value = match span.kind {
                    Kind::Date(date) => Value::Date(date),
                    Kind::Amount { .. } => Value::Words,
                };
                let card = maker.id(id, Topic::Fact, &part);
                maker.push(card, id, Topic::Fact, Evidence::Fact(index), value, face);
            }
        }
    }
}

/// The first value of the fact that can be hidden: exact, undisputed, and told nowhere else on the card.
fn cloze(record: &Record<'_>, fact: &Fact<'_>, contested: &str) -> Option<(Span, Face)> {
    let statement = fact.statement.as_str();
    spans(statement).into_iter().find_map(|span| {
        let (before, hidden, after) =
            (statement.get(..span.range.start)?, statement.get(span.range.clone())?, statement.get(span.range.end..)?);
        if is_aside(before, after) || asked_already(record, &span.kind) {
            return None;
        }
        let heading = heading(record, fact, hidden)?;
        let shown = format!("{heading} {before} … {after}");
        let told = match &span.kind {
            Kind::Date(date) => super::gives_away(&shown, hidden, &Value::Date(*date)) || disputed(record, Point::Date),
            Kind::Amount { .. } => words::says(&shown, number(hidden)),
        };
        let fits = !told && !contested.contains(&format!(" {} ", words::folded(hidden)));
        // A sentence that is all value leaves nothing to go by.
        let enough = words::content(&format!("{before} {after}")).len() >= 2;
        let sentence =
            Face::Cloze { heading, before: before.to_owned(), hidden: hidden.to_owned(), after: after.to_owned() };
        (fits && enough).then_some((span, sentence))
    })
}

/// What the sentence is about, without its date; with the label where that helps and tells nothing.
fn heading(record: &Record<'_>, fact: &Fact<'_>, hidden: &str) -> Option<String> {
    let stem = words::stem(&record.title);
    let label = fact.label.as_str();
    let told = |text: &str| {
        words::says(text, hidden)
            || words::words(hidden).any(|word| {
                word.len() > 1
                    && word.bytes().all(|b| b.is_ascii_digit())
                    && words::words(text).any(|other| other == word)
            })
    };
    if told(stem) {
        return None;
    }
    let plain = told(label) || words::says(stem, label) || label.bytes().any(|byte| byte.is_ascii_digit());
    Some(if plain { stem.to_owned() } else { format!("{stem} · {label}") })
}

/// Whether the value is no news of its own: when a source was written, one end of a range, or only
/// the date put behind somebody's office.
fn is_aside(before: &str, after: &str) -> bool {
    const SOURCES: &[&str] =
        &["note", "notes", "brief", "page", "paper", "report", "reports", "edition", "documents", "list", "press"];
    let last = words::words(before).next_back().unwrap_or_default();
    let source =
        matches!(last, "of" | "about") && words::words(before).rev().take(3).any(|word| SOURCES.contains(&word));
    source
        || matches!(last, "to" | "and" | "from" | "between" | "or")
        || (before.trim_end().ends_with(',') && words::words(after).next().is_none())
}

/// Whether the date is the record's own, which has its own card.
fn asked_already(record: &Record<'_>, kind: &Kind) -> bool {
    let Kind::Date(date) = kind else { return false };
    let own = match &record.body {
        Body::Agreement(agreement) => [agreement.signed, agreement.in_force],
        Body::Institution(institution) => [institution.established, None],
        Body::Event(_) => [record.when, None],
        _ => [None, None],
    };
    own.into_iter().flatten().any(|own| own == *date)
}

/// The digits of an amount.
fn number(hidden: &str) -> &str {
    hidden.split([' ', '\u{a0}']).find(|word| word.bytes().any(|byte| byte.is_ascii_digit())).unwrap_or(hidden)
}

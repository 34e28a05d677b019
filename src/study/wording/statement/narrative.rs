//! Headlines and notes told as sentences: what happened in the past tense, and what is said of a
//! record with the record as its subject. What can't be told safely is not.

use crate::data::body::{Body, EventKind};
use crate::data::record::Record;
use crate::data::text::Text;
use crate::data::{Dataset, Item, Kind};
use crate::study::wording::{self, Lexicon};

/// Verbs of headlines with their past tense.
const VERBS: &[(&str, &str)] = &[
    ("agrees", "agreed"),
    ("attends", "attended"),
    ("begin", "began"),
    ("begins", "began"),
    ("consecrates", "consecrated"),
    ("dissents", "dissented"),
    ("enters", "entered"),
    ("establish", "established"),
    ("gives", "gave"),
    ("goes", "went"),
    ("inaugurates", "inaugurated"),
    ("is", "was"),
    ("leads", "led"),
    ("links", "linked"),
    ("meet", "met"),
    ("meets", "met"),
    ("receives", "received"),
    ("stays", "stayed"),
    ("takes", "took"),
    ("visit", "visited"),
    ("visits", "visited"),
];
/// Participles that end a headline or go on in it, as in “Clean Energy Partnership launched”.
const DONE: &[&str] = &["announced", "elevated", "established", "formed", "launched", "opened", "unveiled"];

/// An event up to its date: `The 10th India–Japan Energy Dialogue was held in Delhi`.
pub(crate) fn told(dataset: &Dataset<'_>, record: &Record<'_>) -> Option<String> {
    let things = &dataset.pack.usage.things;
    let Body::Event(event) = &record.body else { return None };
    let stem = wording::stem(&record.title);
    // Two things at once are no sentence.
    if stem.contains(';') {
        return None;
    }
    if let Some((whole, part)) = stem.split_once(": ") {
        // “13th annual summit: Prime Minister Narendra Modi visits Japan”: the rest is its occasion.
        return wording::has_ordinal(whole).then(|| headline(part, things)).flatten();
    }
    if let Some(sentence) = headline(stem, things) {
        return Some(sentence);
    }
    let (name, place) = match event.place.as_deref() {
        Some(place) => match stem.strip_suffix(place).and_then(|rest| rest.strip_suffix(", ")) {
            Some(name) => (name, format!(" in {place}")),
            None => (stem, String::new()),
        },
        None => (stem, String::new()),
    };
    // A list of things, or a headline whose verb is not known, can't be told.
    if name.contains(", ") || name.contains(" a ") {
        return None;
    }
    let be = if wording::is_plural(name) { "were" } else { "was" };
    let done = match event.kind {
        EventKind::Summit | EventKind::Meeting | EventKind::Conference => format!("{be} held"),
        EventKind::Speech => format!("{be} given"),
        _ => return None,
    };
    Some(format!("{} {done}{place}", wording::capital(&the(name, &|owner| is_person(dataset, owner)))))
}

/// A meeting of any sort up to its place: `The first Energy Dialogue was held`.
pub(crate) fn held(dataset: &Dataset<'_>, record: &Record<'_>) -> Option<String> {
    let Body::Event(event) = &record.body else { return None };
    let meets = matches!(event.kind, EventKind::Summit | EventKind::Meeting | EventKind::Conference);
    told(dataset, record).filter(|told| meets && told.ends_with(" held"))
}

/// Whether a sentence needs nothing said before it: it has no second thought, counts on from nothing, and speaks of no
/// `the department` that was named elsewhere.
pub(crate) fn stands_alone(sentence: &str) -> bool {
    const POINTING: &[&str] = &[
        "later",
        "then",
        "there",
        "also",
        "again",
        "another",
        "latter",
        "this",
        "these",
        "those",
        "such",
        "still",
        "now",
        "here",
        "meanwhile",
        "each",
        "same",
        "others",
        "instead",
        "too",
        "second",
        "third",
    ];
    const NAMED_BEFORE: &[&str] = &[
        "agreement",
        "arrangement",
        "award",
        "bodies",
        "body",
        "committee",
        "company",
        "conference",
        "corridor",
        "declaration",
        "delegation",
        "department",
        "dialogue",
        "edition",
        "event",
        "exercise",
        "figure",
        "forum",
        "fund",
        "grant",
        "group",
        "initiative",
        "line",
        "loan",
        "loans",
        "meeting",
        "memorandum",
        "minister",
        "ministers",
        "ministry",
        "mission",
        "package",
        "partnership",
        "plan",
        "president",
        "programme",
        "project",
        "projects",
        "report",
        "scheme",
        "secretary",
        "ship",
        "ships",
        "statement",
        "station",
        "summit",
        "treaty",
        "visit",
        "works",
    ];
    if sentence.contains([':', ';', '…', '[']) || sentence.matches('(').count() != sentence.matches(')').count() {
        return false;
    }
    let lower = sentence.to_lowercase();
    let words: Vec<&str> = wording::words(&lower).collect();
    let points = words.iter().any(|word| POINTING.contains(word));
    let definite = |at: usize, word: &&str| {
        let the = |back: usize| at.checked_sub(back).and_then(|at| words.get(at)).is_some_and(|word| *word == "the");
        let told =
            words.get(at + 1).is_some_and(|next| matches!(*next, "of" | "on" | "between" | "for" | "with" | "in"));
        NAMED_BEFORE.contains(word) && (the(1) || the(2)) && !told
    };
    let named = |at: usize| {
        wording::words(sentence).nth(at.saturating_sub(1)).is_some_and(|word| word.starts_with(char::is_uppercase))
    };
    !points && !words.iter().enumerate().any(|(at, word)| definite(at, word) && (at == 1 || !named(at)))
}

/// A headline with a verb, in the past tense.
fn headline(stem: &str, things: &[Text<'_>]) -> Option<String> {
    let parts: Vec<&str> = stem.split(' ').collect();
    for (index, word) in parts.iter().enumerate().skip(1) {
        let (Some(before), Some(after)) = (parts.get(..index), parts.get(index + 1..)) else { continue };
        let rest = |verb: &str| [before, &[verb], after].concat().join(" ");
        // “Ministers exchange visits”: here a visit is no verb.
        if before.last() == Some(&"exchange") {
            return None;
        }
        if let Some((_, past)) = VERBS.iter().find(|(present, _)| present == word) {
            return Some(with_article(&before.join(" "), &rest(past), things));
        }
        if DONE.contains(word) {
            let subject = before.join(" ");
            let several = wording::is_plural(&subject) || subject.contains(" and ");
            let sentence = rest(&format!("{} {word}", if several { "were" } else { "was" }));
            return Some(with_article(&subject, &sentence, things));
        }
    }
    None
}

/// `Clean Energy Partnership was launched` needs an article; `Prime Minister Modi visited` and
/// `Ties were elevated` do not.
fn with_article(subject: &str, sentence: &str, things: &[Text<'_>]) -> String {
    const THINGS: &[&str] = &["Partnership", "Initiative", "Cell", "Forum", "Group", "Award", "delegation", "statue"];
    let own = things.iter().any(|thing| subject.contains(thing.as_str()));
    let thing = own || wording::words(subject).any(|word| THINGS.contains(&word));
    if thing { wording::capital(&wording::the(sentence)) } else { sentence.to_owned() }
}

/// `First 2+2 Meeting` as `the first 2+2 Meeting`, `Virtual workshop` as `the virtual workshop`; what a
/// person gave has no article.
fn the(name: &str, is_person: &dyn Fn(&str) -> bool) -> String {
    const PLAIN: &[&str] = &["Virtual", "Online", "Government", "Bilateral", "Senior", "Joint", "Regular"];
    let mut parts = name.split(' ');
    let first = parts.next().unwrap_or(name);
    let plain = PLAIN.contains(&first) && parts.next().is_some_and(|next| next.starts_with(char::is_lowercase));
    let ordinal = !first.starts_with(|c: char| c.is_ascii_digit()) && wording::has_ordinal(first);
    let owned = first.ends_with("’s")
        || first.ends_with("'s")
        || name.split_once("’s ").is_some_and(|(owner, _)| is_person(owner));
    match name.strip_prefix(first) {
        Some(rest) if ordinal || plain => format!("the {}{rest}", first.to_lowercase()),
        _ if owned => name.to_owned(),
        _ => wording::the(name),
    }
}

/// Whether a person of the dataset has this name.
fn is_person(dataset: &Dataset<'_>, name: &str) -> bool {
    let mut people = dataset.records.iter().filter(|record| record.kind == Kind::Person);
    people.any(|person| person.title == *name || person.aka.iter().any(|other| other == name))
}

/// Whether a text has a verb that a statement may stand on; keywords have none.
pub(in crate::study) fn has_verb(text: &str) -> bool {
    let verb = |word: &str| {
        matches!(
            word,
            "was"
                | "were"
                | "is"
                | "are"
                | "has"
                | "had"
                | "have"
                | "came"
                | "took"
                | "signed"
                | "agreed"
                | "began"
                | "led"
                | "visited"
                | "became"
                | "gave"
                | "joined"
                | "covers"
                | "provides"
                | "met"
                | "ran"
                | "received"
                | "attended"
                | "hosted"
                | "called"
                | "announced"
                | "launched"
                | "carries"
                | "works"
                | "followed"
                | "entered"
                | "spoke"
                | "builds"
                | "runs"
                | "include"
                | "includes"
                | "rose"
                | "fell"
        )
    };
    text.split(' ').any(verb) || active(text.split(' ').next().unwrap_or_default())
}

/// Whether a word begins what somebody did, as in “Visited New Delhi”.
fn active(word: &str) -> bool {
    matches!(
        word,
        "Visited"
            | "Attended"
            | "Led"
            | "Met"
            | "Gave"
            | "Took"
            | "Received"
            | "Hosted"
            | "Headed"
            | "Came"
            | "Paid"
            | "Co-chaired"
            | "Chaired"
            | "Held"
    )
}

/// A note on a record as a sentence that says what it is about.
pub(crate) fn with_subject(lexicon: &Lexicon<'_>, item: Item<'_, '_>, sentence: &str) -> Option<String> {
    let stem = wording::stem(item.title());
    let (first, rest) = sentence.split_once(' ')?;
    let event = matches!(item, Item::Record(record) if matches!(record.body, Body::Event(_)));
    // A name with a place or an occasion behind it can't be a subject.
    let plain = !event && !stem.contains([',', ':', '(']);
    let bare = matches!(item.kind(), Kind::Person | Kind::Place);
    let name = || if bare { stem.to_owned() } else { wording::capital(&wording::the(stem)) };
    match first {
        "It" | "He" | "She" if plain && !wording::is_plural(stem) => Some(format!("{} {rest}", name())),
        "They" if plain && wording::is_plural(stem) => Some(format!("{} {rest}", name())),
        "It" | "He" | "She" | "They" | "Its" | "His" | "Her" | "Their" | "Both" | "This" | "These" | "Another"
        | "There" => None,
        _ if active(first) => (item.kind() == Kind::Person)
            .then(|| format!("{stem} {}{}", first.to_lowercase(), sentence.strip_prefix(first).unwrap_or_default())),
        // “Signed in 2017, it …”, “The second took place …”: said after something else.
        _ if first.ends_with("ed") || is_one_of_a_row(sentence) => None,
        _ if lexicon.overlap(sentence, stem) >= 0.6 && !points_back(sentence) => Some(sentence.to_owned()),
        _ if is_named(item, sentence) && !points_back(sentence) => Some(sentence.to_owned()),
        // A name and a colon before it would make it no sentence.
        _ => None,
    }
}

/// Whether a sentence speaks of a thing named before it: `The project`, `under the memorandum`. `The
/// India–Japan Energy Dialogue` and `The first Steel Dialogue` are names.
fn points_back(sentence: &str) -> bool {
    const BACK: &[&str] =
        &[" the memorandum", " the agreement", " the arrangement", " the partnership", " the project"];
    let mut words = sentence.split(' ');
    let document = words.next() == Some("The");
    let named = words.take(3).any(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    (document && !named)
        || BACK.iter().any(|thing| sentence.ends_with(thing) || sentence.contains(&format!("{thing} ")))
}

/// Whether a sentence counts on from another: `The second took place …`.
fn is_one_of_a_row(sentence: &str) -> bool {
    let mut words = sentence.split(' ').skip(1);
    let counted = words.next().is_some_and(wording::has_ordinal);
    counted && words.next().is_some_and(|word| matches!(word, "took" | "came" | "was" | "met" | "followed"))
}

/// Whether a sentence calls a thing by one of its other names.
fn is_named(item: Item<'_, '_>, sentence: &str) -> bool {
    /// Short forms of fewer letters are words as well.
    const SHORTEST: usize = 3;
    let Item::Record(record) = item else { return false };
    record.aka.iter().any(|name| name.len() >= SHORTEST && wording::says(sentence, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_are_told_in_the_past() {
        for (stem, past) in [
            ("Prime Minister Modi visits Japan", Some("Prime Minister Modi visited Japan")),
            ("Ties elevated to a Global Partnership", Some("Ties were elevated to a Global Partnership")),
            ("Clean Energy Partnership launched", Some("The Clean Energy Partnership was launched")),
            (
                "Mahatma Gandhi statue unveiled in Hiroshima",
                Some("The Mahatma Gandhi statue was unveiled in Hiroshima"),
            ),
            ("Ministers exchange visits under the G20 and G7 presidencies", None),
            ("The annual summits begin", Some("The annual summits began")),
            ("10th India–Japan Energy Dialogue", None),
        ] {
            assert_eq!(headline(stem, &[]).as_deref(), past, "{stem}");
        }
        let things = [Text::from("Edu-Connect")];
        assert_eq!(headline("Edu-Connect launched", &things).as_deref(), Some("The Edu-Connect was launched"));
        assert_eq!(headline("Edu-Connect launched", &[]).as_deref(), Some("Edu-Connect was launched"));
        assert_eq!(the("First 2+2 Ministerial Meeting", &|_| false), "the first 2+2 Ministerial Meeting");
        assert_eq!(
            the("Shinzo Abe’s ‘The Confluence of Two Seas’ speech", &|name| name == "Shinzo Abe"),
            "Shinzo Abe’s ‘The Confluence of Two Seas’ speech"
        );
    }
}

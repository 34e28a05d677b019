//! Headlines told as sentences: what happened, in the past tense, as a question for its year, and as a line of a list.
//! What can't be told safely is not.

use crate::data::body::{Body, EventKind};
use crate::data::record::Record;
use crate::data::text::Text;
use crate::data::{Dataset, Kind};
use crate::study::wording;

/// Verbs of headlines with their past tense and as they go with `did`.
const VERBS: &[(&str, &str, &str)] = &[
    ("agree", "agreed", "agree"),
    ("agrees", "agreed", "agree"),
    ("attends", "attended", "attend"),
    ("become", "became", "become"),
    ("becomes", "became", "become"),
    ("begin", "began", "begin"),
    ("begins", "began", "begin"),
    ("buys", "bought", "buy"),
    ("come", "came", "come"),
    ("comes", "came", "come"),
    ("consecrates", "consecrated", "consecrate"),
    ("dissents", "dissented", "dissent"),
    ("drives", "drove", "drive"),
    ("ends", "ended", "end"),
    ("enters", "entered", "enter"),
    ("establish", "established", "establish"),
    ("finds", "found", "find"),
    ("found", "founded", "found"),
    ("gives", "gave", "give"),
    ("goes", "went", "go"),
    ("helps", "helped", "help"),
    ("inaugurates", "inaugurated", "inaugurate"),
    ("invests", "invested", "invest"),
    ("joins", "joined", "join"),
    ("land", "landed", "land"),
    ("launch", "launched", "launch"),
    ("leads", "led", "lead"),
    ("links", "linked", "link"),
    ("meet", "met", "meet"),
    ("meets", "met", "meet"),
    ("mourns", "mourned", "mourn"),
    ("names", "named", "name"),
    ("opens", "opened", "open"),
    ("organise", "organised", "organise"),
    ("paint", "painted", "paint"),
    ("paints", "painted", "paint"),
    ("passes", "passed", "pass"),
    ("raise", "raised", "raise"),
    ("reaches", "reached", "reach"),
    ("receives", "received", "receive"),
    ("reports", "reported", "report"),
    ("returns", "returned", "return"),
    ("revive", "revived", "revive"),
    ("run", "ran", "run"),
    ("sends", "sent", "send"),
    ("serves", "served", "serve"),
    ("sets", "set", "set"),
    ("speaks", "spoke", "speak"),
    ("stands", "stood", "stand"),
    ("stays", "stayed", "stay"),
    ("stirs", "stirred", "stir"),
    ("take", "took", "take"),
    ("takes", "took", "take"),
    ("teams", "teamed", "team"),
    ("tour", "toured", "tour"),
    ("visit", "visited", "visit"),
    ("visits", "visited", "visit"),
    ("wins", "won", "win"),
];
/// Participles that end a headline or go on in it, as in “Clean Energy Partnership launched”.
const DONE: &[&str] = &[
    "announced",
    "elected",
    "elevated",
    "established",
    "formed",
    "launched",
    "made",
    "opened",
    "postponed",
    "proclaimed",
    "unveiled",
];

/// What happened, in a sentence taken apart.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    subject: String,
    /// `was` or `were` with a participle; the past tense alone, and the verb after `did`.
    verb: Verb,
    /// What goes on behind the verb.
    rest: String,
}

#[derive(Clone, Debug, PartialEq)]
enum Verb {
    Be(&'static str, String),
    Do(&'static str, &'static str),
}

impl Told {
    fn sentence(&self) -> String {
        let verb = match &self.verb {
            Verb::Be(be, done) => format!("{be} {done}"),
            Verb::Do(past, _) => (*past).to_owned(),
        };
        wording::capital(&joined(&[&self.subject, &verb, &self.rest]))
    }

    fn question(&self) -> String {
        let (help, verb) = match &self.verb {
            Verb::Be(be, done) => (*be, done.as_str()),
            Verb::Do(_, verb) => ("did", *verb),
        };
        format!("In which year {}?", joined(&[help, &self.subject, verb, &self.rest]))
    }
}

/// Words in a row, nothing between them where one is empty.
fn joined(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// An event up to its date: `The 10th India–Japan Energy Dialogue was held in Delhi`.
pub(crate) fn told(dataset: &Dataset<'_>, record: &Record<'_>) -> Option<String> {
    taken_apart(dataset, record).map(|told| told.sentence())
}

/// The question for an event’s year.
pub(in crate::study) fn in_which_year(dataset: &Dataset<'_>, record: &Record<'_>) -> Option<String> {
    taken_apart(dataset, record).map(|told| told.question())
}

/// What an event is called in a list: what happened, or its name if that is no headline.
pub(in crate::study) fn listed(dataset: &Dataset<'_>, record: &Record<'_>) -> Option<String> {
    let Body::Event(event) = &record.body else { return None };
    let stem = wording::stem(&record.title);
    if stem.contains([';', ':']) || headline(stem, &[]).is_some() {
        return told(dataset, record);
    }
    let is_visit = matches!(event.kind, EventKind::Visit | EventKind::Delegation);
    (!is_bare(dataset, stem) && !has_headline_verb(stem) && (!is_visit || stem.contains(" visit")))
        .then(|| stem.to_owned())
}

fn taken_apart(dataset: &Dataset<'_>, record: &Record<'_>) -> Option<Told> {
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
    if let Some(told) = headline(stem, things) {
        return Some(told);
    }
    let (name, place) = match event.place.as_deref() {
        Some(place) => match stem.strip_suffix(place).and_then(|rest| rest.strip_suffix(", ")) {
            Some(name) => (name, format!("in {place}")),
            None => (stem, String::new()),
        },
        None => (stem, String::new()),
    };
    // A list of things, a name and what it was about, or a headline whose verb is not known can't be told.
    if name.contains(", ") || name.contains(" a ") || is_bare(dataset, name) || has_headline_verb(name) {
        return None;
    }
    let be = if wording::is_plural(name) { "were" } else { "was" };
    let verb = match event.kind {
        EventKind::Summit | EventKind::Meeting | EventKind::Conference => Verb::Be(be, "held".to_owned()),
        EventKind::Speech => Verb::Be(be, "given".to_owned()),
        EventKind::Visit if name.contains(" visit") => Verb::Do("took place", "take place"),
        EventKind::History if name.starts_with("Battle ") => Verb::Be(be, "fought".to_owned()),
        _ => return None,
    };
    Some(Told { subject: the(name, &|owner| is_person(dataset, owner)), verb, rest: place })
}

/// Whether a name is somebody and where: `Norway at the World Expo`. That is no name of what happened.
fn is_bare(dataset: &Dataset<'_>, name: &str) -> bool {
    let head = [" in ", " on ", " at ", " to ", " for ", " and the "]
        .iter()
        .filter_map(|join| name.split_once(join))
        .map(|(head, _)| head)
        .min_by_key(|head| head.len());
    let Some(head) = head else { return false };
    let is_country = |word: &str| dataset.pack.countries.iter().any(|country| country.name == word);
    // “Chile’s ambassador on the stand-off” is what somebody said.
    if head.contains("’s ") && name.get(head.len()..).is_some_and(|rest| rest.starts_with(" on ")) {
        return true;
    }
    let last = head.rsplit(" and ").next().unwrap_or(head);
    is_country(last) || is_person(dataset, last) || last.split(' ').next_back().is_some_and(is_country)
}

/// Whether a word of a name might be a verb in the present.
fn has_headline_verb(name: &str) -> bool {
    name.split(' ').skip(1).any(|word| word == "is" || word == "are" || verb(word).is_some() && word.ends_with('s'))
}

fn verb(word: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    VERBS.iter().find(|(present, ..)| *present == word)
}

/// A headline with a verb, in the past tense.
fn headline(stem: &str, things: &[Text<'_>]) -> Option<Told> {
    let parts: Vec<&str> = stem.split(' ').collect();
    for (index, word) in parts.iter().enumerate().skip(1) {
        let (Some(before), Some(after)) = (parts.get(..index), parts.get(index + 1..)) else { continue };
        let previous = before.last().copied().unwrap_or_default();
        // “Ministers exchange visits”: here a visit is no verb.
        if previous == "exchange" {
            return None;
        }
        // “Tagore’s first visit”, “the visit”: nor here.
        if previous.ends_with("’s") || wording::has_ordinal(previous) || matches!(previous, "the" | "a" | "to") {
            continue;
        }
        let subject = before.join(" ");
        let told = |verb| {
            // Of two things that happened only the first would be told in the past.
            let goes_on = after.iter().any(|word| *word == "is" || *word == "are" || verb_that_goes_on(word));
            let subject = with_article(&subject, things);
            (!goes_on).then(|| Told { subject, verb, rest: after.join(" ") })
        };
        if let Some((_, past, base)) = verb(word) {
            return told(Verb::Do(past, base));
        }
        let several = wording::is_plural(&subject) || subject.contains(" and ");
        let be = if several { "were" } else { "was" };
        if matches!(*word, "is" | "are") {
            return told(Verb::Be(be, String::new())).map(|told| participle(told, after));
        }
        if DONE.contains(word) {
            return told(Verb::Be(be, (*word).to_owned()));
        }
    }
    None
}

/// `is baptised at Goa`: the word behind `is` goes with it.
fn participle(told: Told, after: &[&str]) -> Told {
    match (told.verb, after.split_first()) {
        (Verb::Be(be, _), Some((done, rest))) => {
            Told { subject: told.subject, verb: Verb::Be(be, (*done).to_owned()), rest: rest.join(" ") }
        }
        (verb, _) => Told { verb, ..told },
    }
}

/// Whether a word behind a verb is another verb: one that is no noun as well.
fn verb_that_goes_on(word: &str) -> bool {
    const NOUNS: &[&str] =
        &["visits", "visit", "links", "names", "reports", "ends", "run", "tour", "land", "launch", "opens"];
    verb(word).is_some_and(|(present, ..)| !NOUNS.contains(present))
}

/// `Clean Energy Partnership` needs an article; `Prime Minister Modi` and `Ties` do not.
fn with_article(subject: &str, things: &[Text<'_>]) -> String {
    const THINGS: &[&str] =
        &["Award", "Bust", "Cell", "Forum", "Government", "Group", "Initiative", "Partnership", "delegation", "statue"];
    let own = things.iter().any(|thing| subject.contains(thing.as_str()));
    let thing = own || wording::words(subject).any(|word| THINGS.contains(&word));
    match subject.strip_prefix("The ") {
        Some(rest) => format!("the {rest}"),
        // A common noun at the start of a headline is in upper case by its place alone.
        None if thing && !own && subject.starts_with("Bust ") => format!("the {}", subject.replacen("Bust", "bust", 1)),
        None if thing => wording::the(subject),
        None => subject.to_owned(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_are_told_in_the_past() {
        let told = |stem: &str, things: &[Text<'_>]| headline(stem, things).map(|told| told.sentence());
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
            ("Nansen’s first visit to Chile", None),
            ("Anjiro of Kagoshima is baptised at Goa", Some("Anjiro of Kagoshima was baptised at Goa")),
            ("The monk comes to Norway and meets the King", None),
            ("Bust of Ibsen unveiled in Lima", Some("The bust of Ibsen was unveiled in Lima")),
        ] {
            assert_eq!(told(stem, &[]).as_deref(), past, "{stem}");
        }
        let things = [Text::from("Edu-Connect")];
        assert_eq!(told("Edu-Connect launched", &things).as_deref(), Some("The Edu-Connect was launched"));
        assert_eq!(told("Edu-Connect launched", &[]).as_deref(), Some("Edu-Connect was launched"));
        assert_eq!(the("First 2+2 Ministerial Meeting", &|_| false), "the first 2+2 Ministerial Meeting");
        assert_eq!(
            the("Shinzo Abe’s ‘The Confluence of Two Seas’ speech", &|name| name == "Shinzo Abe"),
            "Shinzo Abe’s ‘The Confluence of Two Seas’ speech"
        );
    }

    #[test]
    fn a_year_is_asked_in_a_whole_question() {
        for (stem, question) in [
            (
                "The Delhi Metro opens with Japanese loans",
                "In which year did the Delhi Metro open with Japanese loans?",
            ),
            ("Clean Energy Partnership launched", "In which year was the Clean Energy Partnership launched?"),
            ("Norway is elected to the Council", "In which year was Norway elected to the Council?"),
        ] {
            assert_eq!(headline(stem, &[]).map(|told| told.question()).as_deref(), Some(question));
        }
    }
}

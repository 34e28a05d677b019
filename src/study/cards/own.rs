//! Cards a reader wrote into notes: a line `question :: answer`, or one with a gap, `The council compares {{fjords}}.`,
//! each further gap of which is a card of its own.
//!
//! A card is known by what it asks, so that it keeps its progress when its answer is put otherwise and whatever else
//! changes in the note. It has no source, and says so by whose it is.

use super::card::{Card, Evidence, Face, Topic, Value};
use crate::data::record::Weight;
use crate::data::{Dataset, ItemId};
use crate::study::notes::NoteBook;
use crate::study::wording::stem;
use crate::text::fold::{fold, fold_for_ids};

/// What stands between a question and its answer, with spaces about it: without, it is a name such as `std::vector`.
const TURN: &str = " :: ";
/// What begins and what ends a gap.
const GAP: (&str, &str) = ("{{", "}}");

/// The cards in all notes on what this edition has, in the order of what these are on.
#[must_use]
pub fn cards(dataset: &Dataset<'_>, book: &NoteBook) -> Vec<Card> {
    let notes = book.iter().filter_map(|note| Some((note.on.item(dataset)?, note)));
    notes.flat_map(|(owner, note)| note.text.lines().flat_map(move |line| of_line(dataset, owner, line))).collect()
}

fn of_line(dataset: &Dataset<'_>, owner: ItemId, line: &str) -> Vec<Card> {
    faces(line).into_iter().filter_map(|face| card(dataset, owner, face)).collect()
}

fn card(dataset: &Dataset<'_>, owner: ItemId, face: Face) -> Option<Card> {
    let item = dataset.get(owner)?;
    let about = stem(item.title());
    let asked = match &face {
        Face::Cloze { before, after, .. } => fold_for_ids(&format!("{before}\u{0}{after}")),
        Face::Recall { question, .. } => fold_for_ids(question),
        Face::Sequence { .. } | Face::Match { .. } => return None,
    };
    Some(Card {
        id: format!("{}/{}-{:016x}", item.id(), Topic::Own.slug(), fingerprint(&asked)).into(),
        topic: Topic::Own,
        owner,
        others: Vec::new(),
        weight: dataset.record(owner).map_or(Weight::Useful, |record| record.weight),
        evidence: Evidence::Own,
        value: Value::Words,
        face: named(face, about),
    })
}

/// Whether this is the id of such a card, though it be gone.
#[must_use]
pub fn is_own(id: &str) -> bool {
    id.split_once('/').is_some_and(|(_, rest)| rest.starts_with(&format!("{}-", Topic::Own.slug())))
}

/// The same with what its note is on before it, for among other cards one would not know of what it speaks; unless it
/// names that, or that would tell the answer.
fn named(face: Face, about: &str) -> Face {
    let (asked, answer) = match &face {
        Face::Cloze { before, hidden, after, .. } => (format!("{before} {after}"), hidden),
        Face::Recall { question, answer } => (question.clone(), answer),
        Face::Sequence { .. } | Face::Match { .. } => return face,
    };
    let (asked, answer, name) = (fold(&asked), fold(answer), fold(about));
    if asked.contains(&name) || name.contains(&answer) {
        return face;
    }
    match face {
        Face::Cloze { before, hidden, after, .. } => Face::Cloze { heading: about.to_owned(), before, hidden, after },
        Face::Recall { question, answer } => Face::Recall { question: format!("{about}: {question}"), answer },
        face => face,
    }
}

/// What a line asks, if it asks something: with several gaps each, the others shown.
fn faces(line: &str) -> Vec<Face> {
    // A list is a common form of notes.
    let line = line.trim().trim_start_matches(['-', '*', '•']).trim();
    let gaps: Vec<Face> = line.match_indices(GAP.0).filter_map(|(at, _)| gap(line, at)).collect();
    if !gaps.is_empty() {
        return gaps;
    }
    let Some((question, answer)) = line.split_once(TURN) else { return Vec::new() };
    let (question, answer) = (question.trim(), answer.trim());
    let is_card = !question.is_empty() && !answer.is_empty();
    is_card.then(|| Face::Recall { question: question.to_owned(), answer: answer.to_owned() }).into_iter().collect()
}

/// The gap of a line that begins there, if anything is hidden in it and something stands about it.
fn gap(line: &str, at: usize) -> Option<Face> {
    let (before, rest) = line.split_at_checked(at)?;
    let (hidden, after) = rest.strip_prefix(GAP.0)?.split_once(GAP.1)?;
    let is_blank = |text: &str| text.trim().is_empty();
    let stands_alone = is_blank(before) && is_blank(after);
    let is_gap = !is_blank(hidden) && !stands_alone;
    let (before, hidden, after) = (shown(before), hidden.trim().to_owned(), shown(after));
    is_gap.then(|| Face::Cloze { heading: String::new(), before, hidden, after })
}

/// The rest of a sentence, other gaps shown.
fn shown(text: &str) -> String {
    text.replace(GAP.0, "").replace(GAP.1, "")
}

/// The same number for the same text, in every version of the program: FNV-1a.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Option<(String, String)> {
        match faces(line).into_iter().next()? {
            Face::Recall { question, answer } => Some((question, answer)),
            Face::Cloze { before, hidden, after, .. } => Some((format!("{before}[…]{after}"), hidden)),
            Face::Sequence { .. } | Face::Match { .. } => None,
        }
    }

    #[test]
    fn a_line_may_be_a_card() {
        let card = |question: &str, answer: &str| Some((question.to_owned(), answer.to_owned()));
        assert_eq!(told("Who signed it? :: Two ministers"), card("Who signed it?", "Two ministers"));
        assert_eq!(told("- Who :: Two"), card("Who", "Two"));
        assert_eq!(told("It opened {{two}} ports in {{1858}}."), card("It opened […] ports in 1858.", "two"));
        assert_eq!(told("東京は {{日本}} の首都"), card("東京は […] の首都", "日本"));
        for none in
            ["", "plain", ":: answer", "question ::", "{{}} gap", "{{all}}", "{{open", "a : b", "std::vector grows"]
        {
            assert_eq!(told(none), None, "{none}");
        }
    }

    #[test]
    fn each_gap_is_a_card() {
        let asked = |face| match face {
            Face::Cloze { before, hidden, after, .. } => format!("{before}[{hidden}]{after}"),
            Face::Recall { .. } | Face::Sequence { .. } | Face::Match { .. } => String::new(),
        };
        let all: Vec<String> = faces("It opened {{two}} ports in {{ 1858 }}.").into_iter().map(asked).collect();
        assert_eq!(all, ["It opened [two] ports in  1858 .", "It opened two ports in [1858]."]);
    }

    #[test]
    fn it_names_what_it_is_about_but_not_its_answer() {
        let asked = |line: &str| match named(faces(line).remove(0), "Treaty of Harbours") {
            Face::Recall { question, .. } => question,
            Face::Cloze { heading, .. } => heading,
            Face::Sequence { .. } | Face::Match { .. } => String::new(),
        };
        assert_eq!(asked("Who signed it? :: Two"), "Treaty of Harbours: Who signed it?");
        assert_eq!(asked("Who signed the treaty of harbours? :: Two"), "Who signed the treaty of harbours?");
        assert_eq!(asked("What was signed? :: The treaty of harbours"), "Treaty of Harbours: What was signed?");
        assert_eq!(asked("What opened? :: Harbours"), "What opened?");
        assert_eq!(
            (asked("It opened {{two}}."), asked("It opened {{harbours}}.")),
            ("Treaty of Harbours".into(), String::new())
        );
    }

    #[test]
    fn it_is_known_though_it_is_gone() {
        assert!(is_own("cepa/own-00ff") && !is_own("cepa/facts-1") && !is_own("own-1") && !is_own("own/date"));
    }

    #[test]
    fn a_fingerprint_is_for_ever() {
        assert_eq!(fingerprint(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint("a"), 0xaf63_dc4c_8601_ec8c);
    }
}

//! Cards for Anki: tab-separated notes with the headers its importer reads, Basic and Cloze in
//! separate files. The guid of a note is the card's id, of another pack than the first with the
//! pack's before it, so that a second import updates in place and a pack leaves the notes of others alone.

use super::card::{Card, Face, Topic};
use crate::data::cite::{Cites, by_source};
use crate::data::{Dataset, Item};
use crate::study::cards::Deck;
use crate::study::notes::{Note as OwnNote, NoteBook, Target};

/// The two files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notes {
    /// Notes of the type Basic.
    pub basic: String,
    /// Notes of the type Cloze.
    pub cloze: String,
}

/// The order in which what is to be ordered or matched is shown: the same in every export.
const SEED: u64 = 0;

/// All cards of a deck as notes; what the reader wrote about a card or its record stands below the sources.
#[must_use]
pub fn notes(deck: &Deck, dataset: &Dataset<'_>, book: &NoteBook) -> Notes {
    let name = field(&dataset.pack.title);
    let mut notes = Notes { basic: head("Basic", &name), cloze: head("Cloze", &name) };
    for card in deck.cards() {
        let source = source(card, dataset);
        let (file, front, back) = if let Face::Cloze { heading, before, hidden, after } = &card.face {
            let heading = if heading.is_empty() { String::new() } else { format!("{}<br>", field(heading)) };
            let text = format!("{heading}{}{{{{c1::{}}}}}{}", field(before), gap(hidden), field(after));
            (&mut notes.cloze, text, source)
        } else {
            let back = format!("{}<br><br><small>{source}</small>", field(&card.answer()));
            (&mut notes.basic, field(&card.question(SEED)), back)
        };
        let back = format!("{back}{}", of_reader(card, dataset, book));
        let line = [field(&dataset.pack.own(card.id.as_str())), front, back, tags(card, dataset)].join("\t");
        file.push_str(&line);
        file.push('\n');
    }
    notes
}

/// The reader's own notes on the record of a card, told apart from what has a source.
fn of_reader(card: &Card, dataset: &Dataset<'_>, book: &NoteBook) -> String {
    let told = |note: &OwnNote| format!("<br><br><i>Your note:</i> {}", field(&note.text));
    let is_on = |note: &&OwnNote| !matches!(&note.on, Target::Card(id) if id != card.id.as_str());
    book.at(dataset, card.owner).into_iter().filter(is_on).map(told).collect()
}

fn head(notetype: &str, deck: &str) -> String {
    format!("#separator:tab\n#html:true\n#notetype:{notetype}\n#deck:{deck}\n#guid column:1\n#tags column:4\n")
}

/// A text as a field: no tab and no line end, and nothing that Anki would take for HTML.
fn field(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    escaped.replace(['\t', '\r'], " ").replace('\n', "<br>")
}

/// A hidden text: `}}` would end the gap and `::` begin a hint.
fn gap(text: &str) -> String {
    field(text).replace("}}", "} }").replace("::", ": :")
}

/// `Economy core agreement signed`: words without spaces.
fn tags(card: &Card, dataset: &Dataset<'_>) -> String {
    let mut tags = Vec::new();
    match dataset.get(card.owner) {
        Some(Item::Record(record)) => tags.extend(record.sectors.iter().map(|sector| sector.replace(' ', "-"))),
        Some(Item::Series(series)) => tags.push(series.group.name().to_owned()),
        None => {}
    }
    tags.push(card.weight.name().to_owned());
    tags.push(card.topic.slug().to_owned());
    tags.join(" ")
}

fn source(card: &Card, dataset: &Dataset<'_>) -> String {
    if card.topic == Topic::Own {
        return "your own card".to_owned();
    }
    // By name: where a card is learnt, no id can be looked up.
    let cites = by_source(card.cites(dataset).into_iter().flat_map(Cites::iter).flatten());
    let named = cites.iter().map(|cite| dataset.pack.source_name(cite, true));
    field(&named.collect::<Vec<_>>().join("; "))
}

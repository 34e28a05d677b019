//! Cards of people: what part one played.

use super::Maker;
use crate::data::ItemId;
use crate::data::body::{Body, Person};
use crate::data::record::Record;
use crate::study::cards::card::{Evidence, Topic, Value};
use crate::study::wording::WordIndex;

/// Makes the cards of all people whose part is theirs alone.
pub(crate) fn make(maker: &mut Maker<'_, '_>) {
    let all: Vec<(ItemId, &Record<'_>, &Person<'_>)> = maker
        .records()
        .filter_map(|(id, record)| {
            let Body::Person(person) = &record.body else { return None };
            Some((id, record, person))
        })
        .collect();
    let parts = WordIndex::new(&maker.lexicon, all.iter().map(|(_, _, person)| person.role.as_str()));
    let relation = maker.relation();
    for (index, &(id, record, person)) in all.iter().enumerate() {
        if parts.is_contained(index) {
            continue;
        }
        // “Trump (second US administration)” is no name to ask for.
        if record.title.contains('(') {
            continue;
        }
        let question = format!("In what capacity does {} appear in {relation} relations?", record.title);
        maker.recall(id, (Topic::Part, ""), (Evidence::Head, Value::Words), question, person.role.to_string());
    }
}

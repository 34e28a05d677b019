//! Cards of people: what part one played.

use super::Maker;
use super::stage::Stage;
use crate::data::body::{Body, Person};
use crate::data::record::Record;
use crate::data::{ItemId, Kind};
use crate::study::cards::card::{Evidence, Topic, Value};

/// What makes the cards of all people whose part is theirs alone.
pub(crate) const STAGES: &[Stage] = &[Stage::of(Kind::Person, note_role), Stage::of(Kind::Person, make)];

/// The person of a number, if the record is one.
fn person<'m, 'a>(maker: &Maker<'m, 'a>, number: usize) -> Option<(ItemId, &'m Record<'a>, &'m Person<'a>)> {
    let (id, record) = maker.record(number)?;
    let Body::Person(person) = &record.body else { return None };
    Some((id, record, person))
}

fn note_role(maker: &mut Maker<'_, '_>, number: usize) {
    if let Some((_, _, person)) = person(maker, number) {
        maker.made.roles.add(maker.lexicon, &person.role);
    }
}

fn make(maker: &mut Maker<'_, '_>, number: usize) {
    let Some((id, record, person)) = person(maker, number) else { return };
    let index = maker.made.next();
    // “Trump (second US administration)” is no name to ask for.
    if maker.made.roles.is_contained(index) || record.title.contains('(') {
        return;
    }
    let question = format!("In what capacity does {} appear in {} relations?", record.title, maker.relation());
    maker.recall(id, (Topic::Part, ""), (Evidence::Head, Value::Words), question, person.role.to_string());
}

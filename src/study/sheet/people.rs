//! Who is on a sheet: who signed or runs it by the records themselves, then people and bodies near them.

use super::bearing::{bearing, with_link};
use super::gathering::Near;
use super::opening::purpose;
use super::subjects::Subjects;
use super::{Part, Statement};
use crate::data::link::Relation;
use crate::data::particular::Value;
use crate::data::text::Text;
use crate::data::{Kind, Record};

/// Lines of the part, at most.
const WHO: usize = 6;
/// Bodies among those of a topic, at most, so that people have room.
const BODIES: usize = 3;

/// People and bodies.
pub(super) fn people<'d>(subjects: &Subjects<'d>) -> Part<'d> {
    let statements = if subjects.sector.is_some() { of_topic(subjects) } else { of_records(subjects) };
    Part { heading: "Who", statements }
}

/// Its first bodies, and the people who have to do with most of it.
fn of_topic<'d>(subjects: &Subjects<'d>) -> Vec<Statement<'d>> {
    let own = || subjects.records().map(|(_, record)| record);
    let near = || subjects.near_records().map(|(_, record)| record);
    let bodies = own().chain(near()).filter(|record| record.kind == Kind::Institution).take(BODIES);
    let bodies: Vec<&Record<'_>> = bodies.collect();
    let room = WHO - bodies.len();
    let people = near().chain(own()).filter(|record| record.kind == Kind::Person).take(room);
    let described = |record: &'d Record<'d>| {
        let bearing = bearing(subjects.dataset, record, &format!("{} {}", record.title, purpose(record)));
        Statement::borne(record.title.as_str(), purpose(record), bearing)
    };
    bodies.into_iter().chain(people).map(described).collect()
}

fn of_records<'d>(subjects: &Subjects<'d>) -> Vec<Statement<'d>> {
    let named = subjects.records().flat_map(|(_, record)| named_by(subjects, record));
    let near = subjects.near_records().filter(|(_, record)| matches!(record.kind, Kind::Person | Kind::Institution));
    let near = near.map(|(near, record)| linked(subjects, near, record));
    named.chain(near).take(WHO).collect()
}

/// Whom a record itself names: its parties by side, and other names in a row.
fn named_by<'d>(subjects: &Subjects<'d>, record: &'d Record<'d>) -> Vec<Statement<'d>> {
    let mut statements = Vec::new();
    let mut say = |what: &'d str, names: Vec<&str>| {
        if !names.is_empty() {
            let names = names.join("; ");
            let bearing = bearing(subjects.dataset, record, &format!("{} {names}", record.title));
            statements.push(Statement::borne(subjects.label(record, what), names, bearing));
        }
    };
    for particular in record.body.particulars() {
        match particular.value {
            Value::Parties(parties) => {
                for side in subjects.dataset.pack.sides() {
                    let names = parties.iter().filter(|(of, _)| *of == side).map(|(_, name)| name.as_str());
                    // Where the governments themselves are the parties, their names say nothing.
                    let whole = subjects.dataset.pack.side_name(side);
                    say(whole, names.filter(|name| *name != whole).collect());
                }
            }
            Value::Names(names) => say(particular.label, names.iter().map(Text::as_str).collect()),
            Value::Sort(_)
            | Value::Branch(_)
            | Value::State(_)
            | Value::Side(_)
            | Value::Text(_)
            | Value::Date(_)
            | Value::Position(..)
            | Value::Entries(..)
            | Value::Meanings(_) => {}
        }
    }
    statements
}

/// Somebody near a record, with what they are and how they stand to it.
fn linked<'d>(subjects: &Subjects<'d>, near: Near, record: &'d Record<'d>) -> Statement<'d> {
    let says_more = near.end.relation != Relation::SeeAlso;
    let how = if says_more { format!(" ({})", near.end.words().to_lowercase()) } else { String::new() };
    let purpose = purpose(record).trim_end_matches('.');
    let link = subjects.dataset.cites_of_link(near.of, near.end);
    let of_record = bearing(subjects.dataset, record, &format!("{} {purpose}", record.title));
    Statement::borne(record.title.as_str(), format!("{purpose}{how}"), with_link(link, of_record))
}

//! What is to be said where a query asks for what its reader has not: a list of no such name, a word in no note.

use super::Own;
use crate::data::Dataset;
use crate::search::predicate::facets::Facet;
use crate::search::predicate::field::Field;
use crate::search::query::Query;

/// What is to be said of it, if anything is.
pub(in crate::search) fn told(dataset: &Dataset<'_>, query: &Query, own: &dyn Own) -> Option<String> {
    query.fields().find_map(|field| of_field(dataset, field, own))
}

fn of_field(dataset: &Dataset<'_>, field: &Field, own: &dyn Own) -> Option<String> {
    match field {
        Field::In(name) => {
            let (wanted, lists) = (name.to_lowercase(), own.lists());
            if lists.iter().any(|list| list.to_lowercase().starts_with(&wanted)) {
                return None;
            }
            Some(match lists.as_slice() {
                [] => format!("there is no list “{name}”: you have no lists"),
                [only] => format!("there is no list “{name}”; your list is {only}"),
                lists => format!("there is no list “{name}”; your lists are {}", lists.join(", ")),
            })
        }
        Field::Note(_) if own.notes().is_empty() => Some(NO_NOTES.to_owned()),
        Field::Note(word) if !word.is_empty() && !own.notes().is_written(dataset, word, true) => {
            Some(format!("no note of yours has “{word}”"))
        }
        Field::AnyOf(facets) if facets.len() == 1 && facets.contains(&Facet::Noted) && own.notes().is_empty() => {
            Some(NO_NOTES.to_owned())
        }
        Field::AnyOf(facets) if facets.len() == 1 && facets.contains(&Facet::Marked) && !own.has_marks() => {
            Some("you have marked nothing here yet".to_owned())
        }
        _ => None,
    }
}

const NO_NOTES: &str = "you have no notes here yet";

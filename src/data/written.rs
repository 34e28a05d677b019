//! Typed data as a pack's file writes them: the way back from what [`super::load`] read.
//!
//! [`tree`] takes a value apart as serde tells it, and [`layout`] puts it on lines in the style of the bundled pack.
//! [`compared`] tells two trees apart, and [`patch`] makes a text that somebody wrote say the one instead of the other.
//! Nothing here touches a disk, and nothing knows why something is written.

pub mod compared;
pub mod layout;
pub mod patch;
pub mod tree;

use super::Record;
use super::dispute::Conflict;
use super::link::Link;
use super::native::NativeName;
use super::pack::Source;
use super::series::{DataPoint, Series};
use tree::{Node, Unwritten};

/// A record as an element of its file's list.
///
/// # Errors
/// What serde cannot tell as a tree; it can tell every record.
pub fn record(record: &Record<'_>) -> Result<Node, Unwritten> {
    let Record { id, title, when, weight, .. } = record;
    let mut conflicts = Vec::new();
    for conflict in &record.conflicts {
        conflicts.push(dispute_of_record(conflict)?);
    }
    let name = format!("{:?}", record.kind);
    let body = Node::Named(name, Box::new(record.body.serialize_fields(tree::Tree)?));
    Ok(Node::fields([
        ("id", tree::of(id)?),
        ("title", tree::of(title)?),
        ("aka", tree::of(&record.aka)?),
        ("native", native(&record.native)),
        ("read_as", native(&record.read_as)),
        ("when", tree::of(when)?),
        ("sectors", tree::of(&record.sectors)?),
        ("weight", tree::of(weight)?),
        ("summary", tree::of(&record.summary)?),
        ("facts", tree::of(&record.facts)?),
        ("conflicts", Node::List(conflicts)),
        ("links", links(&record.links)),
        ("was", tree::of(&record.was)?),
        ("cites", tree::of(&record.cites)?),
        ("body", body),
    ]))
}

/// A series as an element of its file's list.
///
/// # Errors
/// As for [`record`].
pub fn series(series: &Series<'_>) -> Result<Node, Unwritten> {
    let mut node = tree::of(series)?;
    if let Node::Fields(fields) = &mut node {
        for (name, value) in fields {
            if name == "links" {
                *value = links(&series.links);
            }
        }
    }
    Ok(node)
}

/// A point as an element of its series' list.
///
/// # Errors
/// As for [`record`].
pub fn point(point: &DataPoint<'_>) -> Result<Node, Unwritten> {
    tree::of(point)
}

/// A dispute as an element of the file of those that several records share.
///
/// # Errors
/// As for [`record`].
pub fn dispute(dispute: &Conflict<'_>) -> Result<Node, Unwritten> {
    tree::of(dispute)
}

/// A source as an element of the head's list.
///
/// # Errors
/// As for [`record`].
pub fn source(source: &Source<'_>) -> Result<Node, Unwritten> {
    tree::of(source)
}

/// A dispute in its record: by its id, where it has one and stands elsewhere.
fn dispute_of_record(conflict: &Conflict<'_>) -> Result<Node, Unwritten> {
    conflict.id.as_ref().map_or_else(|| dispute(conflict), tree::of)
}

/// Names by language, each language once.
fn native(names: &[NativeName<'_>]) -> Node {
    let pairs = names.iter().map(|name| (Node::Text(name.language.to_string()), Node::Text(name.name.to_string())));
    let one_or_more = |(language, mut names): (Node, Vec<Node>)| match (names.len(), names.pop()) {
        (1, Some(name)) => (language, name),
        (_, last) => (language, Node::List(names.into_iter().chain(last).collect())),
    };
    Node::Map(gathered(pairs).into_iter().map(one_or_more).collect())
}

/// Links by relation, each with its cites where it has some.
fn links(links: &[Link<'_>]) -> Node {
    let pairs = links.iter().map(|link| {
        let to = Node::Text(link.to.to_string());
        let cited = || Node::Tuple(vec![to.clone(), Node::Text(link.cites.as_text().to_string())]);
        (Node::Word(format!("{:?}", link.relation)), if link.cites.is_empty() { to.clone() } else { cited() })
    });
    Node::Map(gathered(pairs).into_iter().map(|(relation, targets)| (relation, Node::List(targets))).collect())
}

/// What has the same key, together, in the order in which keys first come.
fn gathered(pairs: impl Iterator<Item = (Node, Node)>) -> Vec<(Node, Vec<Node>)> {
    let mut all: Vec<(Node, Vec<Node>)> = Vec::new();
    for (key, value) in pairs {
        match all.iter_mut().find(|(known, _)| *known == key) {
            Some((_, values)) => values.push(value),
            None => all.push((key, vec![value])),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{bundled, load};

    #[test]
    fn what_is_written_of_every_record_and_series_reads_back_as_it_was() {
        let files = bundled::files();
        let dataset = load::load(&files).unwrap_or_else(|problems| panic!("{problems:?}"));
        for written in &dataset.records {
            let text = layout::element(&record(written).unwrap());
            let read: Record<'_> = load::options().from_str(text.trim().trim_end_matches(',')).unwrap();
            let named = |record: &Record<'_>| layout::element(&super::record(record).unwrap());
            assert_eq!(named(&read), text);
            assert_eq!((read.when, read.kind), (written.when, written.kind));
            assert_eq!(
                format!("{:?} {:?}", read.facts, read.links),
                format!("{:?} {:?}", written.facts, written.links),
                "{text}"
            );
        }
        for written in &dataset.series {
            let text = layout::element(&series(written).unwrap());
            let mut read: Series<'_> = load::options().from_str(text.trim().trim_end_matches(',')).unwrap();
            read.count_in(dataset.pack.fiscal_year);
            let points = |series: &Series<'_>| format!("{:?} {:?}", series.points, series.links);
            assert_eq!((layout::element(&super::series(&read).unwrap()), points(&read)), (text, points(written)));
        }
    }
}

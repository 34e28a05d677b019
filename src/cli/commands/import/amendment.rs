//! How a layer writes that a thing of its base says something else: an amendment with a cite of its own, of no more
//! than what differs; or, where that cannot be said so, another thing in its place.

use std::collections::{HashMap, HashSet};

use super::edits::Change;
use crate::data::cite::Cites;
use crate::data::written::compared::differences;
use crate::data::written::layout;
use crate::data::written::tree::Node;

/// The element of a layer's file that makes of what a thing says what it is to say.
pub(super) fn amendment(change: &Change, before: &Node) -> Node {
    let cite = change.cite.clone().or_else(|| said(change, before)).unwrap_or_default();
    let id = Node::Text(change.thing.id.clone());
    let mut fields = vec![("amend".to_owned(), id), ("cite".to_owned(), Node::Text(cite))];
    let (mut add, mut take) = (Vec::new(), Vec::new());
    for (name, was, now) in changed(before, &change.after) {
        let (Some(Node::List(was_all)), Some(Node::List(now_all))) = (was, now) else {
            fields.push((name.to_owned(), set(was, now)));
            continue;
        };
        let Some(parts) = ByKey::of(was_all, now_all, name == "points") else {
            fields.push((name.to_owned(), set(was, now)));
            continue;
        };
        if !parts.changed.is_empty() {
            fields.push((name.to_owned(), Node::Map(parts.changed)));
        }
        if !parts.new.is_empty() {
            add.push((name.to_owned(), Node::List(parts.new)));
        }
        if !parts.gone.is_empty() {
            take.push((name.to_owned(), Node::List(parts.gone)));
        }
    }
    for (name, lists) in [("add", add), ("take", take)] {
        if !lists.is_empty() {
            fields.push((name.to_owned(), Node::Fields(lists)));
        }
    }
    Node::Fields(fields)
}

/// The whole thing in place of what the base has.
pub(super) fn replacement(change: &Change) -> Node {
    let Node::Fields(fields) = &change.after else { return change.after.clone() };
    let id = [("replace".to_owned(), Node::Text(change.thing.id.clone()))];
    let rest = fields.iter().filter(|(name, _)| name != "id").cloned();
    Node::Fields(id.into_iter().chain(rest).collect())
}

/// The fields that differ.
fn changed<'n>(before: &'n Node, after: &'n Node) -> Vec<(&'n str, Option<&'n Node>, Option<&'n Node>)> {
    let (Node::Fields(was), Node::Fields(now)) = (before, after) else { return Vec::new() };
    let kept = now.iter().map(|(name, value)| (name.as_str(), before.field(name), Some(value)));
    let gone = was.iter().filter(|(name, _)| after.field(name).is_none());
    let gone = gone.map(|(name, value)| (name.as_str(), Some(value), None));
    kept.chain(gone).filter(|(_, was, now)| was != now).collect()
}

/// A field's new value: of a struct what differs of it, as the rest stays.
fn set(was: Option<&Node>, now: Option<&Node>) -> Node {
    match (was, now) {
        (Some(Node::Named(old, was)), Some(Node::Named(new, now))) if old == new => set(Some(was), Some(now)),
        (Some(was @ Node::Fields(_)), Some(now @ Node::Fields(_))) => {
            let parts = changed(was, now);
            Node::Fields(parts.into_iter().map(|(name, was, now)| (name.to_owned(), set(was, now))).collect())
        }
        (_, Some(now)) => now.clone(),
        (Some(Node::List(_)), None) => Node::List(Vec::new()),
        (Some(Node::Map(_)), None) => Node::Map(Vec::new()),
        (_, None) => Node::Word("None".to_owned()),
    }
}

/// What becomes of a list whose entries are known by what they begin with.
struct ByKey {
    changed: Vec<(Node, Node)>,
    new: Vec<Node>,
    gone: Vec<Node>,
}

impl ByKey {
    /// Nothing where entries are not known so, or where they would come in another order: what is added comes last,
    /// unless they are put in order by themselves.
    fn of(was: &[Node], now: &[Node], in_order: bool) -> Option<Self> {
        let keys = |list: &[Node]| -> Option<HashSet<String>> {
            let mut seen = HashSet::new();
            list.iter().all(|node| !matches!(node, Node::Word(_)) && seen.insert(layout::key(node))).then_some(seen)
        };
        let (had, has) = (keys(was)?, keys(now)?);
        let before: HashMap<String, &Node> = was.iter().map(|node| (layout::key(node), node)).collect();
        let stays: Vec<String> = was.iter().map(layout::key).filter(|key| has.contains(key)).collect();
        let order: Vec<String> = now.iter().map(layout::key).take(stays.len()).collect();
        if !in_order && order != stays || stays.is_empty() {
            return None;
        }
        let changed = now.iter().filter_map(|node| {
            let was = *before.get(&layout::key(node))?;
            (was != node).then(|| (Node::Text(layout::key(node)), set(Some(was), Some(node))))
        });
        Some(Self {
            changed: changed.collect(),
            new: now.iter().filter(|node| !had.contains(&layout::key(node))).cloned().collect(),
            gone: was.iter().map(layout::key).filter(|key| !has.contains(key)).map(Node::Text).collect(),
        })
    }
}

/// What the import itself cites for all that differs: new cites of the thing, or of each of its parts that differ. What
/// the base cites says what the base says, and nothing of a change.
fn said(change: &Change, before: &Node) -> Option<String> {
    let mut parts: Vec<(Vec<String>, Option<String>)> = Vec::new();
    let mut of_all = None;
    for one in differences(before, &change.after) {
        let is_cite = one.path.last().is_some_and(|name| matches!(name.as_str(), "cite" | "support"));
        let is_of_all = one.path.first().is_some_and(|name| name == "cites");
        let is_new = one.was.is_none() && one.path.len() == 2;
        let cite = one.now.as_ref().filter(|_| is_cite || is_of_all || is_new).and_then(first_cite);
        if is_of_all {
            of_all = of_all.or(cite);
            continue;
        }
        let part: Vec<String> = one.path.into_iter().take(2).collect();
        // What differs of one part is told in a row.
        match parts.last_mut().filter(|(known, _)| *known == part) {
            Some((_, known)) => *known = known.take().or(cite),
            None => parts.push((part, cite)),
        }
    }
    if of_all.is_some() {
        return of_all;
    }
    let all: Option<Vec<String>> = parts.into_iter().map(|(_, cite)| cite).collect();
    all?.into_iter().next()
}

fn first_cite(node: &Node) -> Option<String> {
    match node {
        Node::Text(text) => {
            let cites = Cites::from(text.as_str());
            let are_cites = !cites.is_empty() && cites.iter().all(|cite| cite.is_ok());
            are_cites.then(|| text.clone())
        }
        Node::List(nodes) | Node::Tuple(nodes) => nodes.iter().find_map(first_cite),
        Node::Fields(fields) => fields.iter().find_map(|(_, node)| first_cite(node)),
        Node::Map(pairs) => pairs.iter().find_map(|(_, node)| first_cite(node)),
        Node::Named(_, inner) => first_cite(inner),
        Node::Word(_) | Node::Nothing => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::commands::import::edits::Thing;
    use crate::data::Kind;
    use crate::data::written::layout::inline;

    fn series(title: &str, points: &[(&str, &str)]) -> Node {
        let text = |text: &str| Node::Text(text.to_owned());
        let points = points.iter().map(|(period, value)| {
            let fields = [("period", text(period)), ("value", Node::Word((*value).to_owned())), ("cite", text("s ¶1"))];
            Node::fields(fields)
        });
        Node::fields([("id", text("x")), ("title", text(title)), ("points", Node::List(points.collect()))])
    }

    #[test]
    fn no_more_is_said_than_what_differs() {
        let before = series("A", &[("2010", "1"), ("2011", "2")]);
        let after = series("A", &[("2009", "7"), ("2011", "3")]);
        let thing = Thing::item(Kind::Series, "x");
        let cite = Some("s ¶1".to_owned());
        let change = Change { thing, before: None, after, from: String::new(), lines: HashMap::new(), cite };
        assert_eq!(
            inline(&amendment(&change, &before)),
            "(amend: \"x\", cite: \"s ¶1\", points: {\"2011\": (value: 3)}, \
             add: (points: [(period: \"2009\", value: 7, cite: \"s ¶1\")]), take: (points: [\"2010\"]))"
        );
        assert!(inline(&replacement(&change)).starts_with("(replace: \"x\", title: \"A\", points: ["));
        // What the base cites is not cited for what the base does not say.
        assert!(
            inline(&amendment(&Change { cite: None, ..change }, &before)).starts_with("(amend: \"x\", cite: \"\",")
        );
    }
}

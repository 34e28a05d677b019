//! Two trees held against each other: what differs between them, part by part, and how what differs is carried over to
//! a third. How a text comes to say the one instead of the other is for [`super::patch`].

use std::collections::{HashMap, HashSet};

use super::layout;
use super::tree::Node;

/// A part that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The names of the fields that lead to it, and the keys of entries of lists: `body`, `status`; `points`, `2011`.
    pub path: Vec<String>,
    /// What it said; nothing if it is new.
    pub was: Option<Node>,
    /// What it says; nothing if it is gone.
    pub now: Option<Node>,
}

/// All that differs; nothing only if both are the same.
#[must_use]
pub fn differences(was: &Node, now: &Node) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(&mut Vec::new(), Some(was), Some(now), &mut found);
    found
}

fn compare(path: &mut Vec<String>, was: Option<&Node>, now: Option<&Node>, found: &mut Vec<Difference>) {
    if was == now {
        return;
    }
    let before = found.len();
    match (was, now) {
        (Some(Node::Fields(was)), Some(Node::Fields(now))) => by_name(path, was, now, found),
        (Some(Node::Named(old, was)), Some(Node::Named(new, now))) if old == new => {
            compare(path, Some(was), Some(now), found);
        }
        (Some(Node::Map(was)), Some(Node::Map(now))) => {
            let named = |pairs: &[(Node, Node)]| -> Vec<(String, Node)> {
                pairs.iter().map(|(key, value)| (word(key), value.clone())).collect()
            };
            by_name(path, &named(was), &named(now), found);
        }
        (Some(Node::List(was)), Some(Node::List(now))) if are_known(was) && are_known(now) => {
            let named = |list: &[Node]| -> Vec<(String, Node)> {
                list.iter().map(|node| (layout::key(node), node.clone())).collect()
            };
            by_name(path, &named(was), &named(now), found);
        }
        (Some(Node::Tuple(was)), Some(Node::Tuple(now))) if was.len() == now.len() => {
            for (was, now) in was.iter().zip(now) {
                compare(path, Some(was), Some(now), found);
            }
        }
        _ => {}
    }
    // What differs in nothing but the order of its parts differs as a whole, and so does what has no parts.
    if found.len() == before {
        found.push(Difference { path: path.clone(), was: was.cloned(), now: now.cloned() });
    }
}

fn by_name(path: &mut Vec<String>, was: &[(String, Node)], now: &[(String, Node)], found: &mut Vec<Difference>) {
    let had: HashMap<&str, &Node> = was.iter().map(|(name, value)| (name.as_str(), value)).collect();
    let has: HashSet<&str> = now.iter().map(|(name, _)| name.as_str()).collect();
    let gone =
        was.iter().filter(|(name, _)| !has.contains(name.as_str())).map(|(name, value)| (name, Some(value), None));
    let kept = now.iter().map(|(name, value)| (name, had.get(name.as_str()).copied(), Some(value)));
    for (name, was, now) in kept.chain(gone) {
        path.push(name.clone());
        compare(path, was, now, found);
        path.pop();
    }
}

/// Whether each entry of a list is known by a text of its own.
fn are_known(list: &[Node]) -> bool {
    let mut seen = HashSet::new();
    list.iter().all(|node| !matches!(node, Node::Word(_)) && seen.insert(layout::key(node)))
}

/// A key as a word.
fn word(key: &Node) -> String {
    match key {
        Node::Text(text) | Node::Word(text) => text.clone(),
        other => layout::key(other),
    }
}

/// A tree with what differs between two others carried over: where those are the same, it stays as it is. For what is
/// told of a thing with less care than the thing has: cites without their layout, dates in words.
#[must_use]
pub fn carried(own: &Node, had: &Node, has: &Node) -> Node {
    if had == has {
        return own.clone();
    }
    match (own, had, has) {
        (Node::Fields(own), Node::Fields(had), Node::Fields(has)) => Node::Fields(carried_by_name(own, had, has)),
        (Node::Named(own_name, own), Node::Named(had_name, had), Node::Named(name, has))
            if own_name == name && had_name == name =>
        {
            Node::Named(name.clone(), Box::new(carried(own, had, has)))
        }
        (Node::List(own), Node::List(had), Node::List(has)) if own.len() == had.len() => {
            let mut left: Vec<(usize, &Node)> = had.iter().enumerate().collect();
            let mut take = |wanted: &dyn Fn(&Node) -> bool| {
                let at = left.iter().position(|(_, node)| wanted(node))?;
                Some(left.remove(at))
            };
            let carried_over = has.iter().map(|node| {
                let key = layout::key(node);
                let known = take(&|other| other == node).or_else(|| take(&|other| layout::key(other) == key));
                let known = known.and_then(|(at, had)| Some((own.get(at)?, had)));
                known.map_or_else(|| node.clone(), |(own, had)| carried(own, had, node))
            });
            Node::List(carried_over.collect())
        }
        (Node::Tuple(own), Node::Tuple(had), Node::Tuple(has)) if own.len() == had.len() && had.len() == has.len() => {
            Node::Tuple(own.iter().zip(had).zip(has).map(|((own, had), has)| carried(own, had, has)).collect())
        }
        _ => has.clone(),
    }
}

fn carried_by_name(own: &[(String, Node)], had: &[(String, Node)], has: &[(String, Node)]) -> Vec<(String, Node)> {
    let find = |all: &[(String, Node)], name: &str| {
        all.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    };
    let mut fields: Vec<(String, Node)> = Vec::new();
    for (name, value) in own {
        match (find(had, name), find(has, name)) {
            (Some(had), Some(has)) => fields.push((name.clone(), carried(value, &had, &has))),
            (None, Some(has)) => fields.push((name.clone(), has)),
            (None, None) => fields.push((name.clone(), value.clone())),
            (Some(_), None) => {}
        }
    }
    let new = has.iter().filter(|(name, _)| find(own, name).is_none());
    fields.extend(new.cloned());
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Node {
        Node::Text(text.to_owned())
    }

    fn record(title: &str, facts: &[(&str, &str)], status: &str) -> Node {
        let facts = facts.iter().map(|(label, said)| Node::Tuple(vec![text(label), text(said), text("s ¶1")]));
        Node::fields([
            ("title", text(title)),
            ("facts", Node::List(facts.collect())),
            (
                "body",
                Node::Named(
                    "Agreement".to_owned(),
                    Box::new(Node::fields([("status", Node::Word(status.to_owned()))])),
                ),
            ),
        ])
    }

    fn told(was: &Node, now: &Node) -> Vec<String> {
        let shown = |node: Option<Node>| node.map_or_else(|| "–".to_owned(), |node| layout::inline(&node));
        let one = |one: Difference| format!("{}: {} → {}", one.path.join("."), shown(one.was), shown(one.now));
        differences(was, now).into_iter().map(one).collect()
    }

    #[test]
    fn what_differs_is_told_part_by_part() {
        let was = record("A", &[("x", "one"), ("y", "two")], "InForce");
        let now = record("B", &[("x", "three"), ("z", "four")], "Expired");
        assert_eq!(
            told(&was, &now),
            [
                "title: \"A\" → \"B\"",
                "facts.x: \"one\" → \"three\"",
                "facts.z: – → (\"z\", \"four\", \"s ¶1\")",
                "facts.y: (\"y\", \"two\", \"s ¶1\") → –",
                "body.status: InForce → Expired",
            ]
        );
        let turned = record("A", &[("y", "two"), ("x", "one")], "InForce");
        assert_eq!(told(&was, &turned).len(), 1, "another order is a difference of the whole");
        assert!(told(&was, &was).is_empty());
    }

    #[test]
    fn what_differs_between_two_is_carried_over_to_a_third() {
        let own = record("A ", &[("x", "one  "), ("y", "two ")], "InForce");
        let had = record("A", &[("x", "one"), ("y", "two")], "InForce");
        let has = record("B", &[("y", "two"), ("x", "three"), ("z", "four")], "InForce");
        let wanted = record("B", &[("y", "two "), ("x", "three"), ("z", "four")], "InForce");
        assert_eq!(carried(&own, &had, &has), wanted);
        assert_eq!(carried(&own, &had, &had), own);
    }
}

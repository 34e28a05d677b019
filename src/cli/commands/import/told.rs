//! What an import would change, in lines for a person: of each thing that is new its title, of each that changes every
//! part with what it said and what it is to say.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::edits::{Change, Sort};
use crate::data::date::PartialDate;
use crate::data::period::Period;
use crate::data::series::format_value;
use crate::data::written::compared::{Difference, differences};
use crate::data::written::layout;
use crate::data::written::tree::Node;
use crate::text::{clip, counted};

/// Columns of a value that are told at most.
const MOST: usize = 160;
/// Of a long text, the letters told on either side of where it differs.
const AROUND: usize = 24;

/// The lines of a change.
pub(super) fn lines(change: &Change) -> Vec<String> {
    let Some(before) = &change.before else { return vec![of_new(change)] };
    let mut told: Vec<String> = Vec::new();
    let mut points: Vec<(String, Vec<Difference>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for one in differences(before, &change.after) {
        let period = match one.path.as_slice() {
            [list, period, ..] if list == "points" && change.thing.sort() == Sort::Series => Some(period.clone()),
            _ => None,
        };
        match period {
            None => told.push(format!("{}{}", of_part(&change.thing.id, &one), place(&change.from))),
            Some(period) => {
                let place = *places.entry(period.clone()).or_insert(points.len());
                match points.get_mut(place) {
                    Some((_, list)) => list.push(one),
                    None => points.push((period, vec![one])),
                }
            }
        }
    }
    for (period, parts) in points {
        let from = change.lines.get(&period).map_or_else(|| change.from.clone(), |line| format!("line {line}"));
        told.push(format!("{}{}", of_point(&change.thing.id, &period, &parts), place(&from)));
    }
    told
}

/// ` (line 3)`
fn place(from: &str) -> String {
    if from.is_empty() { String::new() } else { format!(" ({from})") }
}

fn of_new(change: &Change) -> String {
    let (thing, node) = (&change.thing, &change.after);
    let text = |name: &str| node.field(name).and_then(Node::text).unwrap_or_default();
    let (id, from) = (&thing.id, place(&change.from));
    match thing.sort() {
        Sort::Record => {
            let kind = match node.field("body") {
                Some(Node::Named(name, _)) => name.to_lowercase(),
                _ => "record".to_owned(),
            };
            let when = text("when").parse::<PartialDate>().map_or_else(|_| String::new(), |when| format!(", {when}"));
            format!("+ {kind} {id}: {}{when}{from}", text("title"))
        }
        Sort::Series => {
            let points = match node.field("points") {
                Some(Node::List(points)) => points.as_slice(),
                _ => &[],
            };
            let period =
                |point: Option<&Node>| point.map_or_else(String::new, |point| period_told(&layout::key(point)));
            let span = match points {
                [] => String::new(),
                [only] => format!(" for {}", period(Some(only))),
                [first, .., last] => format!(" for {} to {}", period(Some(first)), period(Some(last))),
            };
            let count = counted(points.len(), "figure");
            format!("+ series {id}: {}, {}, {count}{span}{from}", text("title"), text("unit"))
        }
        Sort::Dispute => format!("+ dispute {id}: {}{from}", text("point")),
        Sort::Source => {
            let parts = [text("title"), text("address")].into_iter().filter(|part| !part.is_empty());
            format!("+ source {id}: {}{from}", parts.collect::<Vec<_>>().join(", "))
        }
    }
}

/// `~ accord summary: …old… → …new…`
fn of_part(id: &str, one: &Difference) -> String {
    let path = one.path.strip_prefix(&["body".to_owned()]).unwrap_or(&one.path).join(" ");
    format!("{} {id} {path}: {}", sign(one), of_values(one))
}

/// `+` for what is new, `-` for what is gone, `~` for what changes.
fn sign(one: &Difference) -> char {
    match (&one.was, &one.now) {
        (None, _) => '+',
        (_, None) => '-',
        _ => '~',
    }
}

fn of_values(one: &Difference) -> String {
    match (&one.was, &one.now) {
        (Some(was), Some(now)) => {
            let (was, now) = (value(was), value(now));
            let (was, now) = shortened(&was, &now);
            format!("{was} → {now}")
        }
        (was, now) => was.iter().chain(now).map(|node| clip(&value(node), MOST).into_owned()).collect(),
    }
}

/// `~ sales 2021: 2 → 2.5, cite: brief ¶5 → brief ¶6`
fn of_point(id: &str, period: &str, parts: &[Difference]) -> String {
    let period = period_told(period);
    if let [one] = parts
        && one.path.len() == 2
    {
        let figure = |node: &Node| node.field("value").map_or_else(String::new, value);
        return match (&one.was, &one.now) {
            (Some(was), Some(now)) => format!("~ {id} {period}: {} → {}", figure(was), figure(now)),
            (was, now) => {
                format!("{} {id} {period}: {}", sign(one), was.iter().chain(now).map(figure).collect::<String>())
            }
        };
    }
    let mut told = format!("~ {id} {period}: ");
    for (index, one) in parts.iter().enumerate() {
        if index > 0 {
            told.push_str(", ");
        }
        let path = one.path.get(2..).unwrap_or_default().join(" ");
        if path != "value" {
            let _ = write!(told, "{path}: ");
        }
        if one.was.is_none() || one.now.is_none() {
            let _ = write!(told, "{} ", sign(one));
        }
        told.push_str(&of_values(one));
    }
    told
}

fn period_told(notation: &str) -> String {
    notation.parse::<Period>().map_or_else(|_| notation.to_owned(), |period| period.to_string())
}

/// A value as a person reads it: texts as they are, the parts of a list or a struct one after the other.
fn value(node: &Node) -> String {
    let joined = |nodes: &[Node], by: &str| nodes.iter().map(value).collect::<Vec<_>>().join(by);
    match node {
        Node::Word(word) => word.parse::<f64>().map_or_else(|_| word.clone(), format_value),
        Node::Text(text) => text.clone(),
        Node::List(nodes) if nodes.is_empty() => "nothing".to_owned(),
        Node::List(nodes) => joined(nodes, "; "),
        Node::Tuple(nodes) => joined(nodes, " · "),
        Node::Fields(fields) => {
            fields.iter().map(|(name, node)| format!("{name} {}", value(node))).collect::<Vec<_>>().join(", ")
        }
        Node::Named(name, inner) => format!("{name} ({})", value(inner)),
        Node::Map(pairs) => {
            pairs.iter().map(|(key, node)| format!("{}: {}", value(key), value(node))).collect::<Vec<_>>().join(", ")
        }
        Node::Nothing => "nothing".to_owned(),
    }
}

/// Two texts, and where they are long no more of them than what differs and a little around it.
fn shortened(was: &str, now: &str) -> (String, String) {
    if was.chars().count() <= MOST / 2 && now.chars().count() <= MOST / 2 {
        return (was.to_owned(), now.to_owned());
    }
    let (old, new): (Vec<char>, Vec<char>) = (was.chars().collect(), now.chars().collect());
    let ahead = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let shorter = old.len().min(new.len()) - ahead;
    let behind = old.iter().rev().zip(new.iter().rev()).take(shorter).take_while(|(a, b)| a == b).count();
    // From a word's beginning to a word's end.
    let is_blank = |all: &[char], at: usize| all.get(at).is_none_or(|c| c.is_whitespace());
    let near = ahead.saturating_sub(AROUND);
    let start = if near == 0 { 0 } else { (near..ahead).find(|at| is_blank(&old, *at)).unwrap_or(near) };
    let part = |all: &[char]| {
        let least = all.len() - behind;
        let most = (least + AROUND).min(all.len());
        let end = (least..=most).rev().find(|at| is_blank(all, *at)).unwrap_or(most);
        let middle: String = all.get(start..end).unwrap_or_default().iter().collect();
        let before = if start > 0 { "…" } else { "" };
        let after = if end < all.len() { "…" } else { "" };
        clip(&format!("{before}{middle}{after}"), MOST).into_owned()
    };
    (part(&old), part(&new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_long_texts_what_differs_is_told() {
        assert_eq!(shortened("short", "text"), ("short".to_owned(), "text".to_owned()));
        let long = |word: &str| format!("{} the {word} of {}", "before ".repeat(30), "after ".repeat(30));
        let (was, now) = shortened(&long("farming"), &long("fishing"));
        assert_eq!(was, "… before before  the farming of after after after…");
        assert_eq!(now, "… before before  the fishing of after after after…");
        let (was, now) = shortened(&"a".repeat(300), &"a".repeat(301));
        assert!(was.chars().count() <= MOST && now.chars().count() <= MOST && was != now, "{was} {now}");
    }
}

//! The plan of the house: which room may use which, and that no two files lean on each other. Read off the `use` lines
//! and the paths in the code; what reaches out of the program is in `seams`.

use std::collections::{BTreeMap, BTreeSet};

use crate::sources::sources;

/// Each room and what it may use. Arrows go one way; [`text`](maitri::text) and [`clock`](maitri::clock) are tools
/// that stand outside. This table is the architecture.
const ROOMS: [(&str, &[&str]); 10] = [
    ("text", &[]),
    ("clock", &[]),
    ("data", &["text"]),
    ("search", &["text", "data"]),
    ("study", &["text", "clock", "data"]),
    ("store", &["text", "data", "study"]),
    ("view", &["text", "data", "search", "study"]),
    ("tui", &["text", "clock", "data", "search", "study", "view"]),
    ("term", &["text", "clock", "tui"]),
    ("cli", &["text", "clock", "data", "search", "study", "store", "view", "tui", "term"]),
];

/// A module's path, as `data::date::notation`, and its code without comments and unit tests.
type Modules = BTreeMap<String, String>;

fn modules() -> Modules {
    let mut modules = Modules::new();
    for source in sources("") {
        let path = source.name.trim_end_matches(".rs").replace('/', "::");
        if ["main", "build", "build_link", "build_types", "lib"].contains(&path.as_str()) {
            continue;
        }
        let code = source.code().collect::<Vec<_>>().join("\n");
        modules.insert(path, code);
    }
    modules
}

/// The paths a `use` tree names, as `a::{b, c::d}`.
fn expanded(tree: &str) -> Vec<String> {
    let Some((head, rest)) = tree.split_once('{') else { return vec![tree.trim().to_owned()] };
    let inner = rest.rsplit_once('}').map_or(rest, |(inner, _)| inner);
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (index, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&inner[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&inner[start..]);
    let parts = parts.into_iter().filter(|part| !part.trim().is_empty());
    parts.flat_map(expanded).map(|part| format!("{}{part}", head.trim())).collect()
}

/// Every path in the code that begins in this crate.
fn paths(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = ["crate::", "super::", "self::"].iter().filter_map(|head| rest.find(head)).min() {
        let is_begun = rest[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':');
        let tail = &rest[at..];
        let mut depth = 0;
        let end = tail
            .find(|c: char| {
                depth += i32::from(c == '{') - i32::from(c == '}');
                let goes_on = c.is_alphanumeric() || "_:".contains(c) || (depth > 0 || c == '}');
                !goes_on
            })
            .unwrap_or(tail.len());
        if !is_begun {
            found.extend(expanded(&tail[..end]));
        }
        rest = &tail[end.max(1)..];
    }
    found
}

/// The module that a path of another leads into, if it leads into one.
fn target(modules: &Modules, from: &str, path: &str) -> Option<String> {
    let mut base: Vec<&str> = from.split("::").collect();
    let mut names: Vec<&str> = path.split("::").map(str::trim).collect();
    match names.first() {
        Some(&"crate") => base.clear(),
        Some(&"super") => {}
        _ => return None,
    }
    if base.is_empty() {
        names.remove(0);
    }
    while names.first() == Some(&"super") {
        base.pop();
        names.remove(0);
    }
    let full: Vec<&str> = base.into_iter().chain(names).collect();
    (1..=full.len()).rev().map(|length| full[..length].join("::")).find(|name| modules.contains_key(name))
}

/// Which modules each module uses.
fn arrows(modules: &Modules) -> BTreeMap<&str, BTreeSet<String>> {
    let of = |(from, code): (&'_ String, &String)| -> BTreeSet<String> {
        paths(code).iter().filter_map(|path| target(modules, from, path)).filter(|to| to != from).collect()
    };
    modules.iter().map(|(from, code)| (from.as_str(), of((from, code)))).collect()
}

fn room(module: &str) -> &str {
    module.split("::").next().unwrap_or(module)
}

#[test]
fn arrows_between_rooms_go_one_way() {
    let modules = modules();
    let allowed: BTreeMap<&str, &[&str]> = ROOMS.into_iter().collect();
    let rooms: BTreeSet<&str> = modules.keys().map(|module| room(module)).collect();
    assert_eq!(rooms, allowed.keys().copied().collect(), "the table names every room and no other");
    let mut wrong = Vec::new();
    for (from, targets) in arrows(&modules) {
        for to in targets {
            if room(from) != room(&to) && !allowed[room(from)].contains(&room(&to)) {
                wrong.push(format!("{from} uses {to}"));
            }
        }
    }
    assert!(wrong.is_empty(), "these arrows are not in the table:\n{}", wrong.join("\n"));
}

fn is_kin(a: &str, b: &str) -> bool {
    let is_below = |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| rest.starts_with("::"));
    is_below(a, b) || is_below(b, a)
}

/// Everything that can be reached along arrows.
fn reach<'m>(arrows: &'m BTreeMap<&str, BTreeSet<String>>, from: &str) -> BTreeSet<&'m str> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&str> = arrows.get(from).into_iter().flatten().map(String::as_str).collect();
    while let Some(module) = next.pop() {
        if reached.insert(module) {
            next.extend(arrows.get(module).into_iter().flatten().map(String::as_str));
        }
    }
    reached
}

#[test]
fn no_files_lean_on_each_other() {
    let modules = modules();
    let mut arrows = arrows(&modules);
    for (from, targets) in &mut arrows {
        targets.retain(|to| !is_kin(from, to));
    }
    let circles: Vec<String> = arrows
        .keys()
        .map(|from| (*from, reach(&arrows, from)))
        .filter(|(from, reached)| reached.contains(from))
        .map(|(from, reached)| {
            let with: Vec<&str> = reached.into_iter().filter(|to| reach(&arrows, to).contains(from)).collect();
            format!("{from}, with {}", with.join(", "))
        })
        .collect();
    assert!(circles.is_empty(), "these are in circles:\n{}", circles.join("\n"));
}

#[test]
fn the_readers_of_paths_read_them() {
    assert_eq!(
        expanded("crate::a::{self, B, c::{D, E}}"),
        ["crate::a::self", "crate::a::B", "crate::a::c::D", "crate::a::c::E"]
    );
    assert_eq!(
        paths("use crate::a::{b, c};\nlet x = super::y::z(1); mycrate::no"),
        ["crate::a::b", "crate::a::c", "super::y::z"]
    );
}

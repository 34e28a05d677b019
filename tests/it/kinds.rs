//! A new kind is nowhere swallowed: code that does something else for each kind names them all. The sources are
//! read for it, as rustfmt leaves them.

use maitri::data::Kind;

use crate::sources::{Source, sources};

/// Whether a pattern names a kind or the body of one.
fn names_a_kind(pattern: &str) -> bool {
    Kind::ALL.iter().any(|kind| {
        [format!("Kind::{kind:?}"), format!("Body::{kind:?}(")].iter().any(|name| {
            pattern.match_indices(name.as_str()).any(|(at, _)| {
                let before = pattern[..at].chars().next_back();
                let after = pattern[at + name.len()..].chars().next();
                let is_whole = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
                is_whole(before) && (name.ends_with('(') || is_whole(after))
            })
        })
    })
}

/// What an arm takes, without its condition.
fn pattern(arm: &str) -> &str {
    let pattern = arm.split("=>").next().unwrap_or_default();
    pattern.split(" if ").next().unwrap_or_default()
}

/// The lines on which a `match` over kinds takes whatever else there is.
fn swallowing(text: &str) -> Vec<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let opens = line.trim_start().starts_with("match ") || line.contains(" match ");
        if !opens || !line.ends_with('{') || line.trim_start().starts_with("//") {
            continue;
        }
        let arms = lines[at + 1..]
            .iter()
            .enumerate()
            .take_while(|(_, arm)| arm.trim().is_empty() || indent(arm) > indent(line));
        let arms: Vec<(usize, &str)> = arms
            .filter(|(_, arm)| indent(arm) == indent(line) + 4)
            .map(|(below, arm)| (at + below + 2, pattern(arm).trim()))
            .collect();
        if arms.iter().any(|(_, arm)| names_a_kind(arm)) {
            found.extend(arms.iter().filter(|(_, arm)| *arm == "_").map(|(number, _)| *number));
        }
    }
    found
}

#[test]
fn no_match_over_kinds_takes_whatever_else_there_is() {
    let mut wrong = Vec::new();
    for Source { name, text } in sources("") {
        wrong.extend(swallowing(&text).into_iter().map(|line| format!("src/{name}:{line}")));
    }
    assert!(wrong.is_empty(), "these would take a new kind for another; name the kinds:\n{}", wrong.join("\n"));
}

#[test]
fn a_match_that_swallows_is_seen() {
    let text = "    let x = match kind {\n        Kind::Event => 1,\n        _ => 0,\n    };\n    match error.kind() {\n        \
                ErrorKind::Other => 1,\n        _ => 0,\n    }\n";
    assert_eq!(swallowing(text), [3]);
    assert!(names_a_kind("Some(Body::Term(term))") && names_a_kind("Kind::Event | Kind::Series"));
    assert!(!names_a_kind("EventKind::Visit") && !names_a_kind("Kind::Date(_)") && !names_a_kind("Kind::Events"));
}

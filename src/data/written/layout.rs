//! How parts of a pack's file stand on lines: as in the bundled pack, a field a line, and long lists an entry a line.

use std::fmt::Write as _;

use super::tree::Node;
use crate::data::ron_text::quoted;

/// The columns before a field of an element of a file's list.
const FIELD: usize = 8;
/// The columns before an entry of such a field.
const ENTRY: usize = 12;
/// Lists whose entries stand on lines of their own, however few there are.
const OPEN: [&str; 2] = ["facts", "points"];

/// An element of a file's list, with the comma and the line's end after it.
#[must_use]
pub fn element(node: &Node) -> String {
    let Node::Fields(fields) = node else { return format!("    {},\n", inline(node)) };
    let mut text = "    (\n".to_owned();
    for (name, value) in fields {
        let _ = writeln!(text, "{:FIELD$}{name}: {},", "", field(name, value));
    }
    text.push_str("    ),\n");
    text
}

/// The value of a field: on the field's own line, or an entry a line.
pub(super) fn field(name: &str, value: &Node) -> String {
    match value {
        Node::List(entries) if OPEN.contains(&name) && !entries.is_empty() => {
            let lines: Vec<String> = entries.iter().map(|entry| format!("{:ENTRY$}{},\n", "", inline(entry))).collect();
            format!("[\n{}{:FIELD$}]", lines.concat(), "")
        }
        _ => inline(value),
    }
}

/// A part on one line.
#[must_use]
pub fn inline(node: &Node) -> String {
    let listed = |nodes: &[Node]| nodes.iter().map(inline).collect::<Vec<_>>().join(", ");
    match node {
        Node::Word(word) => word.clone(),
        Node::Text(text) => quoted(text),
        Node::List(nodes) => format!("[{}]", listed(nodes)),
        Node::Tuple(nodes) => format!("({})", listed(nodes)),
        Node::Fields(fields) => format!("({})", named(fields)),
        Node::Map(pairs) => {
            let pairs = pairs.iter().map(|(key, value)| format!("{}: {}", inline(key), inline(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
        Node::Named(name, inner) => match inner.as_ref() {
            Node::Fields(fields) => format!("{name}({})", named(fields)),
            other => format!("{name}({})", inline(other)),
        },
        Node::Nothing => "None".to_owned(),
    }
}

/// By what a part is known among others in a list: the text it begins with, or all of it.
#[must_use]
pub fn key(node: &Node) -> String {
    node.first_text().map_or_else(|| inline(node), str::to_owned)
}

fn named(fields: &[(String, Node)]) -> String {
    fields.iter().map(|(name, value)| format!("{name}: {}", inline(value))).collect::<Vec<_>>().join(", ")
}

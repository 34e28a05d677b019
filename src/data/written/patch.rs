//! How a text that somebody wrote comes to say something else with as little of it changed as can be: other values in
//! their places, what is new between what stands there, comments and layout as they are.
//!
//! What the text said and is to say comes as trees; where the text is not shaped like the first of them, a part of it
//! is written anew as a whole. Which texts there are, and what is told of the change, is for others.

mod parts;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::layout;
use super::tree::Node;
use crate::data::notation::{self, Bracket};

/// A stretch of a text that another text takes the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stroke {
    /// The bytes that go.
    pub span: Range<usize>,
    /// What comes.
    pub text: String,
}

/// What makes a value that is a stretch of a text say something else.
#[must_use]
pub fn strokes(text: &str, value: &Range<usize>, before: &Node, after: &Node) -> Vec<Stroke> {
    let mut patch = Patch { text, strokes: Vec::new() };
    patch.value(value, before, after, true);
    patch.strokes
}

/// A text with strokes made, of which none reaches into another; those at one place come in their order.
#[must_use]
pub fn applied<'s>(text: &str, strokes: impl IntoIterator<Item = &'s Stroke>) -> String {
    let mut all: Vec<&Stroke> = strokes.into_iter().collect();
    all.sort_by_key(|stroke| (stroke.span.start, stroke.span.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for Stroke { span, text: new } in all {
        out.push_str(text.get(at..span.start).unwrap_or_default());
        out.push_str(new);
        at = span.end.max(at);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

struct Patch<'t> {
    text: &'t str,
    strokes: Vec<Stroke>,
}

impl Patch<'_> {
    fn value(&mut self, value: &Range<usize>, before: &Node, after: &Node, is_element: bool) {
        if before == after {
            return;
        }
        let bracket = notation::parts_within(self.text, value);
        let done = match (before, after, bracket) {
            (Node::Fields(before), Node::Fields(after), Some(bracket)) => {
                self.fields(&bracket, before, after, is_element)
            }
            (Node::Named(old, before), Node::Named(new, after), Some(bracket))
                if old == new && self.text.get(bracket.name.clone()) == Some(old) =>
            {
                match (before.as_ref(), after.as_ref()) {
                    (Node::Fields(before), Node::Fields(after)) => self.fields(&bracket, before, after, false),
                    _ => false,
                }
            }
            (Node::List(before), Node::List(after), Some(bracket)) => self.list(&bracket, before, after),
            (Node::Map(before), Node::Map(after), Some(bracket)) => self.map(&bracket, before, after),
            (Node::Tuple(before), Node::Tuple(after), Some(bracket)) => {
                let fits = bracket.parts.len() == before.len() && before.len() == after.len();
                if fits && bracket.opening == b'(' {
                    for ((part, before), after) in bracket.parts.iter().zip(before).zip(after) {
                        self.value(part, before, after, false);
                    }
                }
                fits && bracket.opening == b'('
            }
            _ => false,
        };
        if !done {
            let text = if is_element {
                layout::element(after).trim().trim_end_matches(',').to_owned()
            } else {
                layout::inline(after)
            };
            self.strokes.push(Stroke { span: value.clone(), text });
        }
    }

    /// Named fields; whether the text is shaped like what it is said to say.
    fn fields(
        &mut self,
        bracket: &Bracket,
        before: &[(String, Node)],
        after: &[(String, Node)],
        is_element: bool,
    ) -> bool {
        let Some(known) = self.named(bracket) else { return false };
        let had: HashMap<&str, &Node> = before.iter().map(|(name, value)| (name.as_str(), value)).collect();
        let differs = |name: &str, value: &Node| had.get(name).is_none_or(|had| *had != value);
        let stands = |name: &str| known.iter().position(|(other, _)| other == name);
        // A field that is said to stand here and does not is written in a way that is not known.
        if before.iter().any(|(name, _)| stands(name).is_none()) {
            return false;
        }
        let mut steps = Vec::new();
        let mut anchor = None;
        let mut new: Vec<(Option<usize>, String)> = Vec::new();
        for (name, value) in after {
            match stands(name) {
                Some(at) => {
                    anchor = Some(at);
                    if differs(name, value) {
                        steps.push((at, name, value));
                    }
                }
                None if is_element => new.push((anchor, format!("{name}: {}", layout::field(name, value)))),
                None => new.push((anchor, format!("{name}: {}", layout::inline(value)))),
            }
        }
        for (at, name, value) in steps {
            let Some((_, span)) = known.get(at) else { continue };
            match had.get(name.as_str()) {
                Some(had) => self.value(span, had, value, false),
                // What says nothing may be written all the same.
                None => self.strokes.push(Stroke { span: span.clone(), text: layout::inline(value) }),
            }
        }
        let stays = |name: &str| after.iter().any(|(other, _)| other == name);
        let gone: Vec<usize> =
            before.iter().filter(|(name, _)| !stays(name)).filter_map(|(name, _)| stands(name)).collect();
        self.rest(bracket, &gone, &new);
        true
    }

    /// The entries of a map, by their keys.
    fn map(&mut self, bracket: &Bracket, before: &[(Node, Node)], after: &[(Node, Node)]) -> bool {
        let named = |pairs: &[(Node, Node)]| -> Vec<(String, Node)> {
            pairs.iter().map(|(key, value)| (layout::inline(key), value.clone())).collect()
        };
        bracket.opening == b'{' && self.fields(bracket, &named(before), &named(after), false)
    }

    /// The fields of a bracket: each one's name and where its value stands.
    fn named(&self, bracket: &Bracket) -> Option<Vec<(String, Range<usize>)>> {
        let named = bracket.parts.iter().map(|part| {
            let field = notation::field(self.text, part.clone())?;
            Some((self.text.get(field.name)?.to_owned(), field.value))
        });
        named.collect()
    }

    /// The elements of a list, known by what they begin with.
    fn list(&mut self, bracket: &Bracket, before: &[Node], after: &[Node]) -> bool {
        if bracket.opening != b'[' || bracket.parts.len() != before.len() {
            return false;
        }
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, node) in before.iter().enumerate() {
            places.entry(layout::key(node)).or_default().push(at);
        }
        let (mut last, mut kept, mut new) = (None::<usize>, Vec::new(), Vec::new());
        for node in after {
            let known = places
                .get(&layout::key(node))
                .into_iter()
                .flatten()
                .copied()
                .find(|at| last.is_none_or(|last| *at > last));
            match known {
                Some(at) => {
                    kept.push((at, node));
                    last = Some(at);
                }
                None => new.push((last, layout::inline(node))),
            }
        }
        if kept.is_empty() && !before.is_empty() {
            return false;
        }
        for (at, node) in &kept {
            if let (Some(part), Some(had)) = (bracket.parts.get(*at), before.get(*at)) {
                self.value(part, had, node, false);
            }
        }
        let stays: HashSet<usize> = kept.iter().map(|(at, _)| *at).collect();
        let gone: Vec<usize> = (0..before.len()).filter(|at| !stays.contains(at)).collect();
        self.rest(bracket, &gone, &new);
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> Node {
        Node::Text(text.to_owned())
    }

    fn point(period: &str, value: &str, more: &[(&str, &str)]) -> Node {
        let fields = [("period", text(period)), ("value", Node::Word(value.to_owned()))];
        Node::fields(fields.into_iter().chain(more.iter().map(|(name, value)| (*name, text(value)))))
    }

    fn series(title: &str, aka: &[&str], points: Vec<Node>) -> Node {
        let aka = aka.iter().map(|name| text(name)).collect();
        Node::fields([
            ("id", text("s")),
            ("title", text(title)),
            ("aka", Node::List(aka)),
            ("points", Node::List(points)),
        ])
    }

    const WRITTEN: &str = "(
        id: \"s\", // the id, and nothing else
        title: \"Old\", /* said so, in 1999 */
        points: [
            (period: \"2020\", value: 1), // the first
            (period: \"2021\", /* counted twice */ value: 2, note: \"n\"),
            // before the last
            (period: \"2022\", value: 3) // no comma
        ],
    )";

    fn old() -> Node {
        let points = vec![point("2020", "1", &[]), point("2021", "2", &[("note", "n")]), point("2022", "3", &[])];
        series("Old", &[], points)
    }

    fn after(after: &Node) -> String {
        applied(WRITTEN, &strokes(WRITTEN, &(0..WRITTEN.len()), &old(), after))
    }

    #[test]
    fn comments_and_layout_stay() {
        let points = vec![
            point("2019", "0.5", &[]),
            point("2020", "1.5", &[]),
            point("2021", "2", &[]),
            point("2022", "3", &[]),
            point("2023", "4", &[]),
        ];
        let expected = "(
        id: \"s\", // the id, and nothing else
        title: \"New\", /* said so, in 1999 */
        aka: [\"Other\"],
        points: [
            (period: \"2019\", value: 0.5),
            (period: \"2020\", value: 1.5), // the first
            (period: \"2021\", /* counted twice */ value: 2,),
            // before the last
            (period: \"2022\", value: 3), // no comma
            (period: \"2023\", value: 4)
        ],
    )";
        assert_eq!(after(&series("New", &["Other"], points)), expected);
        assert_eq!(after(&old()), WRITTEN);
    }

    #[test]
    fn what_goes_takes_its_line_along_and_no_comment() {
        let told = after(&series("Old", &[], vec![point("2021", "2", &[("note", "n")])]));
        assert!(told.contains("// the first") && told.contains("// before the last") && told.contains("// no comma"));
        assert!(!told.contains("2020") && !told.contains("2022"), "{told}");
    }

    fn key() -> impl Strategy<Value = String> {
        "[a-e]"
    }

    fn tree() -> impl Strategy<Value = Node> {
        let leaf = prop_oneof![key().prop_map(Node::Text), (0..9_u8).prop_map(|n| Node::Word(n.to_string()))];
        leaf.prop_recursive(3, 24, 4, |inner| {
            let pairs = prop::collection::btree_map("f[a-d]", inner.clone(), 1..4);
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..4).prop_map(Node::List),
                prop::collection::vec(inner.clone(), 2..4).prop_map(Node::Tuple),
                pairs.clone().prop_map(|all| Node::Fields(all.into_iter().collect())),
                pairs
                    .clone()
                    .prop_map(|all| Node::Named("Body".to_owned(), Box::new(Node::Fields(all.into_iter().collect())))),
                pairs.prop_map(|all| Node::Map(all.into_iter().map(|(key, value)| (Node::Text(key), value)).collect())),
            ]
        })
    }

    /// A tree as somebody may write it, with comments where they may stand.
    fn scribbled(node: &Node, lines: bool) -> String {
        let gap = if lines { " // a, (b\n  " } else { " " };
        let end = if lines { ",\n" } else { "" };
        let joined = |parts: Vec<String>| format!("{gap}{}{end}", parts.join(&format!(",{gap}")));
        let named = |all: &[(String, Node)]| {
            joined(all.iter().map(|(name, value)| format!("{name}: {}", scribbled(value, !lines))).collect())
        };
        let listed = |all: &[Node]| joined(all.iter().map(|value| scribbled(value, !lines)).collect());
        match node {
            Node::List(all) => format!("[{}]", listed(all)),
            Node::Tuple(all) => format!("({})", listed(all)),
            Node::Fields(all) => format!("({})", named(all)),
            Node::Named(name, inner) => match inner.as_ref() {
                Node::Fields(all) => format!("{name}({})", named(all)),
                other => format!("{name}({})", scribbled(other, lines)),
            },
            Node::Map(all) => {
                let pairs = all.iter().map(|(key, value)| (layout::inline(key), value.clone()));
                format!("{{{}}}", named(&pairs.collect::<Vec<_>>()))
            }
            other => layout::inline(other),
        }
    }

    proptest! {
        #[test]
        fn a_patched_text_says_what_it_is_to_say(before in tree(), after in tree(), lines in any::<bool>()) {
            let text = scribbled(&before, lines);
            let patched = applied(&text, &strokes(&text, &(0..text.len()), &before, &after));
            let value = |text: &str| crate::data::ron_value::Value::read(text).map(|value| value.on_one_line());
            let mut wanted = layout::inline(&after);
            if let Node::Fields(_) = after {
                wanted = layout::element(&after);
                wanted = wanted.trim().trim_end_matches(',').to_owned();
            }
            prop_assert_eq!(sorted(&value(&patched).unwrap_or_default()), sorted(&value(&wanted).unwrap_or_default()), "{} → {}", text, patched);
        }
    }

    /// The signs of a text in an order of their own: fields may come in another.
    fn sorted(text: &str) -> Vec<String> {
        let mut words: Vec<String> = text.split([' ', ',', '(', ')', '[', ']', '{', '}']).map(str::to_owned).collect();
        words.retain(|word| !word.is_empty());
        words.sort();
        words
    }
}

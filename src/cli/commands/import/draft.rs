//! The texts that the files of a pack get with an import: things that stand in them say something else in their places,
//! new ones come at the end of their lists, and in a layer an amendment says what is otherwise than in its base.
//!
//! What comes of it is judged in [`super::receiving_pack`], which reads it all anew.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::amendment::{amendment, replacement};
use super::edits::{Change, Sort, Thing};
use crate::data::Kind;
use crate::data::files::{CARDS_FILE, DISPUTES_FILE, File, Files, MAINS_FILE, PACK_FILE, QUESTIONS_FILE};
use crate::data::notation::{self, Bracket};
use crate::data::written::layout;
use crate::data::written::patch::{self, Stroke};
use crate::data::written::tree::Node;

/// The texts of the files that change.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// By their names.
    pub(super) texts: BTreeMap<String, String>,
    /// What is to be told of the writing, a line each: comments that go with what they stand in, what amendments cite.
    pub(super) remarks: Vec<String>,
}

/// Where the things of a pack stand, by their sorts and ids; the elements that a layer has of one thing may be several.
#[derive(Debug)]
pub(super) struct Places<'f> {
    files: &'f Files,
    known: HashMap<(Thing, bool), Vec<Element>>,
}

#[derive(Clone, Debug)]
struct Element {
    file: usize,
    span: Range<usize>,
    /// Whether it is the whole thing, and not a change of it.
    is_whole: bool,
}

impl<'f> Places<'f> {
    /// The places in these files.
    pub(super) fn of(files: &'f Files) -> Self {
        let mut known: HashMap<(Thing, bool), Vec<Element>> = HashMap::new();
        for (number, file) in files.list.iter().enumerate() {
            let Some(home) = home_of(file) else { continue };
            for span in list_of(file).map(|list| list.parts).unwrap_or_default() {
                let named = ["id", "replace", "amend", "withdraw"].into_iter().find_map(|name| {
                    let field = notation::field_within(&file.text, &span, name)?;
                    Some((name, notation::unquoted(file.text.get(field.value)?)?))
                });
                let Some((name, id)) = named else { continue };
                let is_whole = matches!(name, "id" | "replace");
                known.entry(key(&Thing { home, id })).or_default().push(Element { file: number, span, is_whole });
            }
        }
        Self { files, known }
    }

    /// Where the whole of a thing stands, if it stands in one place.
    fn whole(&self, thing: &Thing) -> Option<(&'f File, Range<usize>)> {
        match self.known.get(&key(thing))?.as_slice() {
            [only] if only.is_whole => Some((self.files.list.get(only.file)?, only.span.clone())),
            _ => None,
        }
    }

    fn file(&self, name: &str) -> Option<&'f File> {
        self.files.list.iter().find(|file| file.base_name() == name)
    }
}

/// A thing by its sort: a record may stand in any file of records.
fn key(thing: &Thing) -> (Thing, bool) {
    match thing.sort() {
        Sort::Record => (Thing { home: Kind::Event.file(), id: thing.id.clone() }, true),
        _ => (thing.clone(), false),
    }
}

/// What sort of things stands in a file; nothing for those that no import touches.
fn home_of(file: &File) -> Option<&'static str> {
    match file.base_name() {
        PACK_FILE => Some(PACK_FILE),
        DISPUTES_FILE => Some(DISPUTES_FILE),
        QUESTIONS_FILE | CARDS_FILE | MAINS_FILE => None,
        name if name == Kind::Series.file() => Some(Kind::Series.file()),
        _ => Some(Kind::Event.file()),
    }
}

/// The list of a file, or of the sources of a head.
fn list_of(file: &File) -> Option<Bracket> {
    if file.base_name() != PACK_FILE {
        return notation::list(&file.text);
    }
    let sources = notation::field_named(&file.text, "sources")?;
    notation::parts_within(&file.text, &sources.value)
}

/// The texts with all changes made. Those of these numbers are written as a whole, for what they come to could not be
/// said by less.
///
/// # Errors
/// A thing whose place is not found, or a file that is no list.
pub(super) fn draft(
    changes: &[Change],
    places: &Places<'_>,
    is_layer: bool,
    whole: &HashSet<usize>,
) -> Result<Draft, String> {
    let mut draft = Draft::default();
    let mut strokes: BTreeMap<String, Vec<Stroke>> = BTreeMap::new();
    let mut new: Vec<(&'static str, Vec<String>)> = Vec::new();
    let mut append = |home: &'static str, node: &Node| {
        let text =
            if home == PACK_FILE { format!("        {},\n", layout::inline(node)) } else { layout::element(node) };
        match new.iter_mut().find(|(known, _)| *known == home) {
            Some((_, texts)) => texts.push(text),
            None => new.push((home, vec![text])),
        }
    };
    for (number, change) in changes.iter().enumerate() {
        let thing = &change.thing;
        let Some(before) = &change.before else {
            append(thing.home, &change.after);
            continue;
        };
        let is_whole = whole.contains(&number);
        if let Some((file, span)) = places.whole(thing) {
            let made = if is_whole {
                let is_added = notation::field_within(&file.text, &span, "id").is_some();
                let node = if is_added { change.after.clone() } else { replacement(change) };
                let text = layout::element(&node).trim().trim_end_matches(',').to_owned();
                vec![Stroke { span, text }]
            } else {
                patch::strokes(&file.text, &span, before, &change.after)
            };
            strokes.entry(file.base_name().to_owned()).or_default().extend(made);
        } else if is_layer {
            let node = if is_whole { replacement(change) } else { amendment(change, before) };
            let cites = node.field("cite").and_then(Node::text).filter(|_| !is_whole);
            draft.remarks.push(match cites {
                Some("") => {
                    return Err(format!(
                        "“{}” changes in a layer, and nothing says where the change is said; say it with --cite, as in \
                         --cite \"source-id ¶14\"",
                        thing.id
                    ));
                }
                Some(cites) => format!("· {} is amended, citing {cites}", thing.id),
                None => format!("· {} is replaced as a whole", thing.id),
            });
            append(thing.home, &node);
        } else {
            return Err(format!("where “{}” stands in its file is not found; write its id plainly", thing.id));
        }
    }
    for (home, texts) in new {
        match places.file(home) {
            Some(file) => strokes.entry(home.to_owned()).or_default().extend(at_the_end(file, &texts.concat())?),
            None => drop(draft.texts.insert(home.to_owned(), format!("[\n{}]\n", texts.concat()))),
        }
    }
    for (name, strokes) in strokes {
        let Some(file) = places.file(&name) else { continue };
        for stroke in &strokes {
            for comment in notation::comments(&file.text, &stroke.span) {
                if !stroke.text.contains(comment) {
                    let line = file.text.get(..stroke.span.start).unwrap_or_default().matches('\n').count() + 1;
                    draft
                        .remarks
                        .push(format!("! the comment “{comment}” goes with what it stands in ({name}:{line})"));
                }
            }
        }
        draft.texts.insert(name, patch::applied(&file.text, &strokes));
    }
    Ok(draft)
}

/// What puts texts at the end of a file's list, each with its comma and line's end.
fn at_the_end(file: &File, texts: &str) -> Result<Vec<Stroke>, String> {
    let is_head = file.base_name() == PACK_FILE;
    let list = list_of(file).filter(|list| list.opening == b'[');
    let missing = is_head && notation::field_named(&file.text, "sources").is_none();
    let Some(list) = list else {
        let head = notation::parts(&file.text).filter(|_| missing);
        let head = head.ok_or_else(|| format!("{} holds no list; write [] into it", file.name))?;
        return Ok(before_close(file, &head, &format!("    sources: [\n{texts}    ],\n"), ""));
    };
    Ok(before_close(file, &list, texts, if is_head { "    " } else { "" }))
}

/// What puts a text before a closing bracket, which is set in by so much.
fn before_close(file: &File, bracket: &Bracket, text: &str, margin: &str) -> Vec<Stroke> {
    let mut strokes = Vec::new();
    if let Some(end) = bracket.parts.last().map(|part| part.end).filter(|_| !bracket.ends_in_comma) {
        strokes.push(Stroke { span: end..end, text: ",".to_owned() });
    }
    let before = file.text.get(..bracket.close).unwrap_or_default();
    let blank = before.trim_end_matches([' ', '\t']);
    let first = if blank.ends_with('\n') { "" } else { "\n" };
    strokes.push(Stroke { span: blank.len()..bracket.close, text: format!("{first}{text}{margin}") });
    strokes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(texts: &[(&str, &str)]) -> Files {
        let file = |(name, text): &(&str, &str)| File { name: (*name).to_owned(), text: (*text).to_owned().into() };
        Files { list: texts.iter().map(file).collect() }
    }

    fn node(id: &str, title: &str) -> Node {
        Node::fields([("id", Node::Text(id.to_owned())), ("title", Node::Text(title.to_owned()))])
    }

    fn change(thing: Thing, before: Option<Node>, after: Node) -> Change {
        Change { thing, before, after, from: String::new(), lines: HashMap::new(), cite: Some("s ¶1".to_owned()) }
    }

    const HEAD: &str = "(title: \"T\", sources: [(id: \"s\")])";

    #[test]
    fn things_change_in_their_places_and_new_ones_come_last() {
        let files = files(&[
            ("pack.ron", HEAD),
            ("records.ron", "[\n    (id: \"a\", /* why */ title: \"A\") // one, two\n]\n"),
        ]);
        let changes = [
            change(Thing::item(Kind::Place, "a"), Some(node("a", "A")), node("a", "B")),
            change(Thing::item(Kind::Event, "b"), None, node("b", "New")),
            change(Thing::source("t"), None, node("t", "Source")),
        ];
        let made = draft(&changes, &Places::of(&files), false, &HashSet::new()).unwrap();
        assert_eq!(
            made.texts.get("records.ron").unwrap(),
            "[\n    (id: \"a\", /* why */ title: \"B\") // one, two\n]\n"
        );
        assert_eq!(
            made.texts.get("events.ron").unwrap(),
            "[\n    (\n        id: \"b\",\n        title: \"New\",\n    ),\n]\n"
        );
        assert_eq!(
            made.texts.get("pack.ron").unwrap(),
            "(title: \"T\", sources: [(id: \"s\"),\n        (id: \"t\", title: \"Source\"),\n    ])"
        );
        assert!(made.remarks.is_empty());
        let whole = draft(&changes, &Places::of(&files), false, &HashSet::from([0])).unwrap();
        assert_eq!(whole.remarks, ["! the comment “/* why */” goes with what it stands in (records.ron:2)"]);
    }

    #[test]
    fn a_layer_amends_what_it_has_not() {
        let files = files(&[
            ("pack.ron", "(extends: \"x\", title: \"T\")"),
            ("records.ron", "[(id: \"a\", title: \"A\"), (amend: \"b\", cite: \"s ¶1\", title: \"B\"),]"),
        ]);
        let changes = [
            change(Thing::item(Kind::Place, "a"), Some(node("a", "A")), node("a", "Own")),
            change(Thing::item(Kind::Place, "b"), Some(node("b", "B")), node("b", "Again")),
            change(Thing::source("t"), None, node("t", "Source")),
        ];
        let made = draft(&changes, &Places::of(&files), true, &HashSet::new()).unwrap();
        assert!(made.texts.get("records.ron").unwrap().starts_with("[(id: \"a\", title: \"Own\"), (amend: \"b\""));
        assert_eq!(
            made.texts.get("places.ron").unwrap(),
            "[\n    (\n        amend: \"b\",\n        cite: \"s ¶1\",\n        title: \"Again\",\n    ),\n]\n"
        );
        assert_eq!(
            made.texts.get("pack.ron").unwrap(),
            "(extends: \"x\", title: \"T\",\n    sources: [\n        (id: \"t\", title: \"Source\"),\n    ],\n)"
        );
    }
}

//! One thing amended: the text of it, with what a change says in place of what it said.
//!
//! A field that is written takes the place of the field. Where both are structs with named fields, as in `body:
//! (status: Expired)`, their fields are amended in turn; where a list meets `{"…": …}`, the elements known by these
//! texts are. `add` adds to lists, and `take` takes out of them what is known by a text. What the thing is, is not
//! known here.

mod parted;
mod standing;

use super::instruction::Flaw;
use super::spliced::{FileOffset, Spliced};
use super::worded::worded;
use crate::data::notation::{says_nothing, unquoted};
use crate::data::origin::FieldChange;
use crate::data::ron_value::says_the_same;
use parted::{Parted, by_relation, taken_of, taken_of_map, with_entries};
pub(super) use standing::Standing;

/// Fields of a change that are none of the thing's.
const OWN: [&str; 5] = ["amend", "cite", "because", "add", "take"];
/// The field of links, which may be written as a list or by relation.
const LINKS: &str = "links";

/// What a change changed.
#[derive(Debug, Default)]
pub(super) struct Amended {
    /// Which fields changed, and how; nothing, where the thing said all this before: then it stands as it was.
    pub(super) changes: Vec<FieldChange>,
    /// What was taken out: the list, and the text it began with.
    pub(super) taken: Vec<(String, String)>,
}

/// Makes a change of a thing. Of a list and a text, `is_gone` says whether another took that out before: to take it out
/// too is no mistake.
///
/// # Errors
/// What of the change cannot be made, at its place; the thing is then of no use any more.
pub(super) fn amended(
    thing: &mut Standing,
    change: &Spliced,
    is_gone: &dyn Fn(&str, &str) -> bool,
) -> Result<Amended, Flaw> {
    let Some(said) = Parted::fields(change) else {
        return Err(Flaw::new(start(change), "this does not read as a change: each part of it is `field: value`"));
    };
    let mut writer = Writer { changes: Vec::new(), taken: Vec::new(), unsaid: Vec::new(), is_gone };
    for (name, value) in said.named() {
        if !OWN.contains(&name.text()) {
            writer.set_of(thing, name, value)?;
        }
    }
    for (name, value) in said.named() {
        let lists = match name.text() {
            "add" | "take" => Parted::fields(&value)
                .ok_or_else(|| Flaw::new(start(&value), "name the lists: add: (facts: […]), take: (aka: [\"…\"])"))?,
            _ => continue,
        };
        for (list, parts) in lists.named() {
            if name.text() == "add" {
                writer.add(thing, &list, &parts)?;
            } else {
                writer.take(thing, &list, &parts)?;
            }
        }
    }
    let Writer { changes, taken, unsaid, .. } = writer;
    if !changes.is_empty() {
        for rest in unsaid {
            rest.write(thing);
        }
    }
    Ok(Amended { changes, taken })
}

/// Where a text begins.
fn start(text: &Spliced) -> FileOffset {
    text.origin().unwrap_or_default()
}

/// Something that is written otherwise and says the same: it is written only with something that changes.
enum Unsaid {
    /// A field, by its number; a new one, without.
    Field { at: Option<usize>, name: Spliced, value: Spliced },
    /// An element of the list in the field of this number, by the text it was known by.
    Element { field: usize, known: String, element: Spliced },
}

impl Unsaid {
    fn write(self, thing: &mut Standing) {
        match self {
            // What is new may have been added to since.
            Self::Field { at: None, name, .. } if thing.at(name.text()).is_some() => {}
            Self::Field { at, name, value } => thing.set(at, &name, &value),
            Self::Element { field, known, element } => {
                if let Some(list) = thing.list(field)
                    && let Some(at) = list.known_by(&known)
                {
                    list.set(at, element);
                }
            }
        }
    }
}

/// Makes changes and tells of them.
struct Writer<'g> {
    changes: Vec<FieldChange>,
    taken: Vec<(String, String)>,
    unsaid: Vec<Unsaid>,
    is_gone: &'g dyn Fn(&str, &str) -> bool,
}

impl Writer<'_> {
    fn tell(&mut self, path: &str, was: Option<&Spliced>, now: Option<&Spliced>) {
        let told = |text: Option<&Spliced>| text.map(|text| worded(text.text()));
        self.changes.push(FieldChange { path: path.to_owned(), was: told(was), now: told(now) });
    }

    /// Writes this, at once if something was told since there were so many changes.
    fn write(&mut self, thing: &mut Standing, told: usize, what: Unsaid) {
        if self.changes.len() > told {
            what.write(thing);
        } else {
            self.unsaid.push(what);
        }
    }

    /// A field of a thing is given a value, or part of its value another.
    fn set_of(&mut self, thing: &mut Standing, name: Spliced, value: Spliced) -> Result<(), Flaw> {
        let told = self.changes.len();
        let path = name.text().to_owned();
        let Some(field) = thing.at(&path) else {
            if !says_nothing(value.text()) {
                self.tell(&path, None, Some(&value));
            }
            self.write(thing, told, Unsaid::Field { at: None, name, value });
            return Ok(());
        };
        if let Some(said) = by_first_texts(&value)
            && thing.list(field).is_some()
        {
            for (key, value) in said.named() {
                let (told, known) = (self.changes.len(), unquoted(key.text()).unwrap_or_default());
                let old = thing.list(field).and_then(|list| {
                    let at = list.known_by(&known)?;
                    list.element(at).cloned()
                });
                let old = old.ok_or_else(|| not_known(&path, &known, &key))?;
                let element = self.merged(&old, &value, &format!("{path}.{known}"))?;
                self.write(thing, told, Unsaid::Element { field, known, element });
            }
            return Ok(());
        }
        let value = self.merged(&thing.value(field), &value, &path)?;
        self.write(thing, told, Unsaid::Field { at: Some(field), name, value });
        Ok(())
    }

    /// The same of a part of a thing.
    fn set(&mut self, fields: &mut Parted, name: &Spliced, value: &Spliced, path: &str) -> Result<(), Flaw> {
        if let Some((at, old)) = fields.field(name.text()) {
            let new = self.merged(&old, value, path)?;
            fields.set(Some(at), name, &new);
        } else {
            if !says_nothing(value.text()) {
                self.tell(path, None, Some(value));
            }
            fields.set(None, name, value);
        }
        Ok(())
    }

    /// What a value becomes by what is said in its place.
    fn merged(&mut self, old: &Spliced, new: &Spliced, path: &str) -> Result<Spliced, Flaw> {
        if says_the_same(old.text(), new.text()) {
            return Ok(old.clone());
        }
        if let (Some(mut fields), Some(said)) = (Parted::fields(old), Parted::fields(new))
            && (fields.opening, said.opening) == (b'(', b'(')
            && [fields.name.text(), ""].contains(&said.name.text())
            && !fields.parts.is_empty()
        {
            for (name, value) in said.named() {
                self.set(&mut fields, &name, &value, &format!("{path}.{}", name.text()))?;
            }
            return Ok(fields.written());
        }
        if let (Some(mut list), Some(said)) =
            (Parted::read(old).filter(|list| list.opening == b'['), by_first_texts(new))
        {
            for (key, value) in said.named() {
                let known = unquoted(key.text()).unwrap_or_default();
                let place = list.known_by(&known).and_then(|at| list.parts.get_mut(at));
                let element = place.ok_or_else(|| not_known(path, &known, &key))?;
                *element = self.merged(element, &value, &format!("{path}.{known}"))?;
            }
            return Ok(list.written());
        }
        self.tell(path, Some(old), Some(new));
        Ok(new.clone())
    }

    /// Parts are added to a list, or to the lists of a map.
    fn add(&mut self, thing: &mut Standing, name: &Spliced, parts: &Spliced) -> Result<(), Flaw> {
        let more = Parted::read(parts)
            .filter(|more| more.opening != b'(')
            .ok_or_else(|| Flaw::new(start(parts), "what is added stands in a list: […]"))?;
        let told = self.changes.len();
        let Some(at) = thing.at(name.text()) else {
            if !says_nothing(parts.text()) {
                self.tell(name.text(), None, Some(parts));
            }
            self.write(thing, told, Unsaid::Field { at: None, name: name.clone(), value: parts.clone() });
            return Ok(());
        };
        if name.text() != LINKS
            && let Some(list) = thing.list(at)
        {
            // What is there already is not added again.
            let new: Vec<Spliced> = more.parts.into_iter().filter(|part| !list.has(part)).collect();
            if !new.is_empty() {
                let told = Parted { parts: new.clone(), name: more.name, opening: more.opening }.written();
                list.extend(new);
                self.tell(name.text(), None, Some(&told));
            }
            return Ok(());
        }
        let old = thing.value(at);
        let list = Parted::read(&old).filter(|list| list.opening != b'(');
        let list = list
            .ok_or_else(|| Flaw::new(start(name), format!("“{}” is no list; write it beside `amend`", name.text())))?;
        let (joined, new) = if name.text() == LINKS {
            let list = by_relation(list);
            let before = list.written();
            let joined = with_entries(list, &by_relation(more)).written();
            let is_new = !says_the_same(joined.text(), before.text());
            (joined, is_new.then(|| parts.clone()))
        } else if more.opening == b'{' {
            let joined = with_entries(list, &more).written();
            let is_new = !says_the_same(joined.text(), old.text());
            (joined, is_new.then(|| parts.clone()))
        } else {
            let more = more.without(&list);
            let new = (!more.parts.is_empty()).then(|| more.written());
            (list.with(more).written(), new)
        };
        if let Some(new) = new {
            self.tell(name.text(), None, Some(&new));
            thing.set(Some(at), name, &joined);
        }
        Ok(())
    }

    /// What is known by these texts is taken out of a list, or out of the lists of a map.
    fn take(&mut self, thing: &mut Standing, name: &Spliced, texts: &Spliced) -> Result<(), Flaw> {
        let wanted = Parted::read(texts).filter(|wanted| wanted.opening == b'[');
        let wanted = wanted.ok_or_else(|| Flaw::new(start(texts), "name what is taken out in a list: [\"…\"]"))?;
        for text in &wanted.parts {
            let known = unquoted(text.text())
                .ok_or_else(|| Flaw::new(start(text), "name what is taken out by the text it begins with"))?;
            let taken = thing.at(name.text()).and_then(|at| taken_at(thing, at, name, &known));
            if let Some(taken) = taken {
                self.tell(name.text(), Some(&taken), None);
            } else if !(self.is_gone)(name.text(), &known) {
                return Err(none_such(name.text(), &known, text));
            }
            self.taken.push((name.text().to_owned(), known));
        }
        Ok(())
    }
}

/// Takes out of the field of this number what is known by a text.
fn taken_at(thing: &mut Standing, at: usize, name: &Spliced, known: &str) -> Option<Spliced> {
    if let Some(list) = thing.list(at) {
        return list.take(known);
    }
    let mut parted = Parted::read(&thing.value(at))?;
    let taken = if parted.opening == b'{' { taken_of_map(&mut parted, known) } else { taken_of(&mut parted, known) }?;
    thing.set(Some(at), name, &parted.written());
    Some(taken)
}

/// A value that says something of elements of a list, each known by a text: `{"…": …}`.
fn by_first_texts(value: &Spliced) -> Option<Parted> {
    let said = Parted::fields(value).filter(|said| said.opening == b'{')?;
    let are_texts = said.named().all(|(key, _)| unquoted(key.text()).is_some());
    are_texts.then_some(said)
}

fn not_known(path: &str, known: &str, said: &Spliced) -> Flaw {
    let Flaw { place, message } = none_such(path, known, said);
    // Only a list of the whole can be added to.
    let hint = format!("; what is new is added, as add: ({path}: [ … ])");
    Flaw::new(place, if path.contains('.') { message } else { message + &hint })
}

fn none_such(list: &str, known: &str, said: &Spliced) -> Flaw {
    Flaw::new(start(said), format!("“{list}” has nothing that begins with “{known}”"))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::data::files::File;

    fn spliced(text: &str) -> Spliced {
        let file = File { name: "x".to_owned(), text: Cow::Owned(text.to_owned()) };
        Spliced::of(&[file], 0, 0..text.len())
    }

    fn after(thing: &str, change: &str) -> Result<(String, Vec<String>), String> {
        let Some(mut standing) = Standing::of(&spliced(thing)) else { return Ok((thing.to_owned(), Vec::new())) };
        let is_gone = |list: &str, known: &str| (list, known) == ("aka", "gone");
        let Amended { changes, .. } =
            amended(&mut standing, &spliced(change), &is_gone).map_err(|flaw| flaw.message)?;
        let text = standing.written();
        let shown = |value: Option<String>| value.unwrap_or_else(|| "–".to_owned());
        let told = changes.into_iter().map(|one| format!("{}: {} → {}", one.path, shown(one.was), shown(one.now)));
        Ok((text.text().replace(", )", ")").replace(", ]", "]").replace(", }", "}"), told.collect()))
    }

    #[test]
    fn a_field_takes_the_place_of_the_field() {
        let (text, told) =
            after("(id: \"a\", title: \"A\")", "(amend: \"a\", cite: \"x ¶1\", title: \"B\", when: \"2011\")").unwrap();
        assert_eq!(text, "(id: \"a\", title: \"B\", when: \"2011\")");
        assert_eq!(told, ["title: A → B", "when: – → 2011"]);
    }

    #[test]
    fn a_struct_is_amended_field_by_field() {
        let thing = "(id: \"a\", body: Agreement(form: Treaty, status: InForce))";
        let (text, told) = after(thing, "(amend: \"a\", body: (status: Expired))").unwrap();
        assert_eq!(text, "(id: \"a\", body: Agreement(form: Treaty, status: Expired))");
        assert_eq!(told, ["body.status: in force → expired"]);
        // Another variant is another thing.
        let (text, _) = after(thing, "(amend: \"a\", body: Event(sort: Visit))").unwrap();
        assert_eq!(text, "(id: \"a\", body: Event(sort: Visit))");
    }

    #[test]
    fn lists_are_amended_by_what_their_elements_begin_with() {
        let series = "(id: \"s\", points: [(period: \"2011\", value: 1), (period: \"2012\", value: 2)])";
        let change = "(amend: \"s\", points: {\"2012\": (value: 3)}, add: (points: [(period: \"2013\", value: 4)]), take: (points: [\"2011\"]))";
        let (text, told) = after(series, change).unwrap();
        assert_eq!(text, "(id: \"s\", points: [(period: \"2012\", value: 3), (period: \"2013\", value: 4)])");
        assert_eq!(told[0], "points.2012.value: 2 → 3");
        assert_eq!(
            after(series, "(amend: \"s\", points: {\"2014\": (value: 3)})").unwrap_err(),
            "“points” has nothing that begins with “2014”; what is new is added, as add: (points: [ … ])"
        );
        assert!(after(series, "(amend: \"s\", take: (aka: [\"x\"]))").is_err());
        assert!(after(series, "(amend: \"s\", add: (id: [\"x\"]))").unwrap_err().contains("is no list"));
    }

    #[test]
    fn what_is_so_already_is_no_change() {
        let thing = "(id: \"a\", aka: [\"x\", \"y\"], when: \"2011\", facts: [(\"F\", \"f\")], links: {PartOf: [\"b\"]}, body: Event(sort: Visit))";
        for change in [
            "when: \"2011\"",
            "aka: [\"x\",\"y\", // as it was\n]",
            "body: (sort: Visit)",
            "body: Event(sort: Visit)",
            "facts: {\"F\": (\"F\", \"f\")}",
            "native: None, was: []",
            "add: (aka: [\"y\"], links: {PartOf: [\"b\"]}, facts: [(\"F\",\"f\")])",
            "take: (aka: [\"gone\"])",
        ] {
            let (_, told) = after(thing, &format!("(amend: \"a\", cite: \"x ¶1\", {change})")).unwrap();
            assert!(told.is_empty(), "{change}: {told:?}");
        }
        let (text, told) = after(thing, "(amend: \"a\", cite: \"x ¶1\", add: (aka: [\"y\", \"z\"]))").unwrap();
        assert!(text.contains("aka: [\"x\", \"y\", \"z\"]") && told == ["aka: – → z"], "{text} {told:?}");
    }

    #[test]
    fn brackets_without_end_are_no_danger() {
        let deep = format!("{}{}", "(a: ".repeat(100_000), ")".repeat(100_000));
        let thing = format!("(id: \"a\", body: {deep})");
        // Too deep to be gone into: what they are is found when they are read.
        assert_eq!(after(&thing, "(amend: \"a\", cite: \"x ¶1\", title: \"B\")").unwrap().1, [] as [&str; 0]);
        assert!(after("(id: \"a\", body: E(a: 1))", &format!("(amend: \"a\", body: {deep})")).is_err());
    }

    #[test]
    fn links_join_however_they_are_written() {
        let joined = |old: &str, new: &str| {
            after(&format!("(links: {old})"), &format!("(amend: \"a\", add: (links: {new}))")).unwrap().0
        };
        assert_eq!(
            joined("[\"b\"]", "{LedTo: [(\"c\", \"x ¶1\")]}"),
            "(links: {SeeAlso: [\"b\"], LedTo: [(\"c\", \"x ¶1\")]})"
        );
        assert_eq!(joined("{SeeAlso: [\"b\"]}", "[\"c\"]"), "(links: {SeeAlso: [\"b\", \"c\"]})");
        assert_eq!(joined("{}", "[\"c\"]"), "(links: {SeeAlso: [\"c\"]})");
        let taken = after(
            "(links: {PartOf: [\"b\"], SeeAlso: [\"c\", \"d\"]})",
            "(amend: \"a\", take: (links: [\"b\", \"d\"]))",
        );
        assert_eq!(taken.unwrap().0, "(links: {SeeAlso: [\"c\"]})");
    }
}

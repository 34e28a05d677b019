//! One thing amended: the text of it, with what a change says in place of what it said.
//!
//! A field that is written takes the place of the field. Where both are structs with named fields, as in `body: (status:
//! Expired)`, their fields are amended in turn; where a list meets `{"…": …}`, the elements known by these texts are.
//! `add` adds to lists, and `take` takes out of them what is known by a text. What the thing is, is not known here.

mod parted;

use super::instruction::Flaw;
use super::spliced::{FileOffset, Spliced};
use super::worded::worded;
use crate::data::notation::{says_nothing, unquoted};
use crate::data::origin::FieldChange;
use crate::data::ron_value::says_the_same;
use parted::{Parted, by_relation, taken_of, taken_of_map, with_entries};

/// Fields of a change that are none of the thing's.
const OWN: [&str; 5] = ["amend", "cite", "because", "add", "take"];
/// The field of links, which may be written as a list or by relation.
const LINKS: &str = "links";

/// A thing with a change made.
#[derive(Debug)]
pub(super) struct Amended {
    /// What it says.
    pub(super) text: Spliced,
    /// Which fields changed, and how; nothing, where it said all this before.
    pub(super) changes: Vec<FieldChange>,
    /// What was taken out: the list, and the text it began with.
    pub(super) taken: Vec<(String, String)>,
}

/// Makes a change of a thing. Of a list and a text, `is_gone` says whether another took that out before: to take it out
/// too is no mistake.
///
/// # Errors
/// What of the change cannot be made, at its place.
pub(super) fn amended(
    thing: &Spliced,
    change: &Spliced,
    is_gone: &dyn Fn(&str, &str) -> bool,
) -> Result<Amended, Flaw> {
    let mut writer = Writer { changes: Vec::new(), taken: Vec::new(), is_gone };
    let Some(mut fields) = Parted::fields(thing) else {
        return Ok(Amended { text: thing.clone(), changes: Vec::new(), taken: Vec::new() });
    };
    let Some(said) = Parted::fields(change) else {
        return Err(Flaw::new(start(change), "this does not read as a change: each part of it is `field: value`"));
    };
    for (name, value) in said.named() {
        match name.text() {
            own if OWN.contains(&own) => {}
            path => writer.set(&mut fields, &name, &value, path)?,
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
                writer.add(&mut fields, &list, &parts)?;
            } else {
                writer.take(&mut fields, &list, &parts)?;
            }
        }
    }
    let Writer { changes, taken, .. } = writer;
    Ok(Amended { text: fields.written(), changes, taken })
}

/// Where a text begins.
fn start(text: &Spliced) -> FileOffset {
    text.origin().unwrap_or_default()
}

/// Makes changes and tells of them.
struct Writer<'g> {
    changes: Vec<FieldChange>,
    taken: Vec<(String, String)>,
    is_gone: &'g dyn Fn(&str, &str) -> bool,
}

impl Writer<'_> {
    fn tell(&mut self, path: &str, was: Option<&Spliced>, now: Option<&Spliced>) {
        let told = |text: Option<&Spliced>| text.map(|text| worded(text.text()));
        self.changes.push(FieldChange { path: path.to_owned(), was: told(was), now: told(now) });
    }

    /// A field is given a value, or part of its value another.
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
        if let (Some(mut list), Some(said)) = (Parted::read(old), Parted::fields(new))
            && (list.opening, said.opening) == (b'[', b'{')
            && said.named().all(|(key, _)| unquoted(key.text()).is_some())
        {
            for (key, value) in said.named() {
                let known = unquoted(key.text()).unwrap_or_default();
                let place = list.known_by(&known).and_then(|at| list.parts.get_mut(at));
                let element = place.ok_or_else(|| {
                    let Flaw { place, message } = none_such(path, &known, &key);
                    // Only a list of the whole can be added to.
                    let hint = format!("; what is new is added, as add: ({path}: [ … ])");
                    Flaw::new(place, if path.contains('.') { message } else { message + &hint })
                })?;
                *element = self.merged(element, &value, &format!("{path}.{known}"))?;
            }
            return Ok(list.written());
        }
        self.tell(path, Some(old), Some(new));
        Ok(new.clone())
    }

    /// Parts are added to a list, or to the lists of a map.
    fn add(&mut self, fields: &mut Parted, name: &Spliced, parts: &Spliced) -> Result<(), Flaw> {
        let more = Parted::read(parts)
            .filter(|more| more.opening != b'(')
            .ok_or_else(|| Flaw::new(start(parts), "what is added stands in a list: […]"))?;
        let Some((at, old)) = fields.field(name.text()) else {
            if !says_nothing(parts.text()) {
                self.tell(name.text(), None, Some(parts));
            }
            fields.set(None, name, parts);
            return Ok(());
        };
        let list = Parted::read(&old).filter(|list| list.opening != b'(');
        let list = list
            .ok_or_else(|| Flaw::new(start(name), format!("“{}” is no list; write it beside `amend`", name.text())))?;
        // What is there already is not added again.
        let (joined, new) = match (list.opening, more.opening) {
            _ if name.text() == LINKS => {
                let list = by_relation(list);
                let before = list.written();
                let joined = with_entries(list, &by_relation(more)).written();
                let is_new = !says_the_same(joined.text(), before.text());
                (joined, is_new.then(|| parts.clone()))
            }
            (b'{', b'{') => {
                let joined = with_entries(list, &more).written();
                let is_new = !says_the_same(joined.text(), old.text());
                (joined, is_new.then(|| parts.clone()))
            }
            _ => {
                let more = more.without(&list);
                let new = (!more.parts.is_empty()).then(|| more.written());
                (list.with(more).written(), new)
            }
        };
        if let Some(new) = new {
            self.tell(name.text(), None, Some(&new));
            fields.set(Some(at), name, &joined);
        }
        Ok(())
    }

    /// What is known by these texts is taken out of a list, or out of the lists of a map.
    fn take(&mut self, fields: &mut Parted, name: &Spliced, texts: &Spliced) -> Result<(), Flaw> {
        let wanted = Parted::read(texts).filter(|wanted| wanted.opening == b'[');
        let wanted = wanted.ok_or_else(|| Flaw::new(start(texts), "name what is taken out in a list: [\"…\"]"))?;
        for text in &wanted.parts {
            let known = unquoted(text.text())
                .ok_or_else(|| Flaw::new(start(text), "name what is taken out by the text it begins with"))?;
            let mut found = fields.field(name.text()).and_then(|(at, old)| Some((at, Parted::read(&old)?)));
            let taken = found.as_mut().and_then(|(_, list)| {
                if list.opening == b'{' { taken_of_map(list, &known) } else { taken_of(list, &known) }
            });
            if let Some((taken, (at, list))) = taken.zip(found) {
                self.tell(name.text(), Some(&taken), None);
                fields.set(Some(at), name, &list.written());
            } else if !(self.is_gone)(name.text(), &known) {
                return Err(none_such(name.text(), &known, text));
            }
            self.taken.push((name.text().to_owned(), known));
        }
        Ok(())
    }
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
        let Amended { text, changes, .. } =
            amended(&spliced(thing), &spliced(change), &|list, known| (list, known) == ("aka", "gone"))
                .map_err(|flaw| flaw.message)?;
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

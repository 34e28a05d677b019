//! One thing amended: the text of it, with what a change says in place of what it said.
//!
//! A field that is written takes the place of the field. Where both are structs with named fields, as in `body: (status:
//! Expired)`, their fields are amended in turn; where a list meets `{"…": …}`, the elements known by these texts are.
//! `add` adds to lists, and `take` takes out of them what is known by a text. What the thing is, is not known here.

use super::change::Fault;
use super::spliced::{Place, Spliced};
use super::worded::worded;
use crate::data::notation::{self, first_text, unquoted};
use crate::data::origin::FieldChange;

/// Fields of a change that are none of the thing's.
const OWN: [&str; 5] = ["amend", "cite", "because", "add", "take"];
/// The field of links, which may be written as a list or by relation.
const LINKS: &str = "links";

/// A thing with a change made; what became of which field is told.
pub(super) fn amended(thing: &Spliced, change: &Spliced, told: &mut Vec<FieldChange>) -> Result<Spliced, Fault> {
    let Some(mut fields) = Bracket::fields(thing) else { return Ok(thing.clone()) };
    let Some(said) = Bracket::fields(change) else {
        return Err(Fault::new(start(change), "this does not read as a change: each part of it is `field: value`"));
    };
    let mut writer = Writer { told };
    for (name, value) in said.named() {
        match name.text() {
            own if OWN.contains(&own) => {}
            path => writer.set(&mut fields, &name, &value, path)?,
        }
    }
    for (name, value) in said.named() {
        let lists = match name.text() {
            "add" | "take" => Bracket::fields(&value)
                .ok_or_else(|| Fault::new(start(&value), "name the lists: add: (facts: […]), take: (aka: [\"…\"])"))?,
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
    Ok(fields.written())
}

/// Where a text begins.
fn start(text: &Spliced) -> Place {
    text.origin().unwrap_or_default()
}

/// A bracketed text in its parts, to be changed and written again.
#[derive(Clone, Debug)]
struct Bracket {
    name: Spliced,
    opening: u8,
    parts: Vec<Spliced>,
}

impl Bracket {
    fn read(text: &Spliced) -> Option<Self> {
        let found = notation::parts(text.text())?;
        let parts = found.parts.into_iter().map(|part| text.slice(part)).collect();
        Some(Self { name: text.slice(found.name), opening: found.opening, parts })
    }

    /// One whose parts all are fields or entries.
    fn fields(text: &Spliced) -> Option<Self> {
        let read = Self::read(text)?;
        let are_fields = read.parts.iter().all(|part| notation::field(part.text(), 0..part.text().len()).is_some());
        (are_fields && read.opening != b'[').then_some(read)
    }

    /// Its fields: the name of each and its value.
    fn named(&self) -> impl Iterator<Item = (Spliced, Spliced)> {
        self.parts.iter().filter_map(|part| {
            let field = notation::field(part.text(), 0..part.text().len())?;
            Some((part.slice(field.name), part.slice(field.value)))
        })
    }

    /// The number of the field of this name, and its value.
    fn field(&self, name: &str) -> Option<(usize, Spliced)> {
        let mut named = self.named().enumerate();
        named.find(|(_, (known, _))| known.text() == name).map(|(at, (_, value))| (at, value))
    }

    fn set(&mut self, at: Option<usize>, name: &Spliced, value: &Spliced) {
        let mut part = name.clone();
        part.glue(": ");
        part.push(value);
        match at.and_then(|at| self.parts.get_mut(at)) {
            Some(place) => *place = part,
            None => self.parts.push(part),
        }
    }

    /// The number of the element that is known by a text.
    fn known_by(&self, text: &str) -> Option<usize> {
        self.parts.iter().position(|part| first_text(part.text()).as_deref() == Some(text))
    }

    fn written(&self) -> Spliced {
        let (open, close) = match self.opening {
            b'[' => ("[", "]"),
            b'{' => ("{", "}"),
            _ => ("(", ")"),
        };
        let mut text = self.name.clone();
        text.glue(open);
        for part in &self.parts {
            text.push(part);
            text.glue(", ");
        }
        text.glue(close);
        text
    }
}

/// Makes changes and tells of them.
struct Writer<'t> {
    told: &'t mut Vec<FieldChange>,
}

impl Writer<'_> {
    fn tell(&mut self, path: &str, was: Option<&Spliced>, now: Option<&Spliced>) {
        let told = |text: Option<&Spliced>| text.map(|text| worded(text.text()));
        self.told.push(FieldChange { path: path.to_owned(), was: told(was), now: told(now) });
    }

    /// A field is given a value, or part of its value another.
    fn set(&mut self, fields: &mut Bracket, name: &Spliced, value: &Spliced, path: &str) -> Result<(), Fault> {
        if let Some((at, old)) = fields.field(name.text()) {
            let new = self.merged(&old, value, path)?;
            fields.set(Some(at), name, &new);
        } else {
            self.tell(path, None, Some(value));
            fields.set(None, name, value);
        }
        Ok(())
    }

    /// What a value becomes by what is said in its place.
    fn merged(&mut self, old: &Spliced, new: &Spliced, path: &str) -> Result<Spliced, Fault> {
        if let (Some(mut fields), Some(said)) = (Bracket::fields(old), Bracket::fields(new))
            && (fields.opening, said.opening) == (b'(', b'(')
            && [fields.name.text(), ""].contains(&said.name.text())
            && !fields.parts.is_empty()
        {
            for (name, value) in said.named() {
                self.set(&mut fields, &name, &value, &format!("{path}.{}", name.text()))?;
            }
            return Ok(fields.written());
        }
        if let (Some(mut list), Some(said)) = (Bracket::read(old), Bracket::fields(new))
            && (list.opening, said.opening) == (b'[', b'{')
            && said.named().all(|(key, _)| unquoted(key.text()).is_some())
        {
            for (key, value) in said.named() {
                let known = unquoted(key.text()).unwrap_or_default();
                let place = list.known_by(&known).and_then(|at| list.parts.get_mut(at));
                let element = place.ok_or_else(|| none_such(path, &known, &key))?;
                *element = self.merged(element, &value, &format!("{path}.{known}"))?;
            }
            return Ok(list.written());
        }
        self.tell(path, Some(old), Some(new));
        Ok(new.clone())
    }

    /// Parts are added to a list, or to the lists of a map.
    fn add(&mut self, fields: &mut Bracket, name: &Spliced, parts: &Spliced) -> Result<(), Fault> {
        let more = Bracket::read(parts)
            .filter(|more| more.opening != b'(')
            .ok_or_else(|| Fault::new(start(parts), "what is added stands in a list: […]"))?;
        let Some((at, old)) = fields.field(name.text()) else {
            self.tell(name.text(), None, Some(parts));
            fields.set(None, name, parts);
            return Ok(());
        };
        let list = Bracket::read(&old).filter(|list| list.opening != b'(');
        let list = list
            .ok_or_else(|| Fault::new(start(name), format!("“{}” is no list; write it beside `amend`", name.text())))?;
        self.tell(name.text(), None, Some(parts));
        let joined = match (list.opening, more.opening) {
            _ if name.text() == LINKS => with_entries(by_relation(list), &by_relation(more)),
            (b'{', b'{') => with_entries(list, &more),
            _ => Bracket { parts: list.parts.into_iter().chain(more.parts).collect(), ..list },
        };
        fields.set(Some(at), name, &joined.written());
        Ok(())
    }

    /// What is known by these texts is taken out of a list, or out of the lists of a map.
    fn take(&mut self, fields: &mut Bracket, name: &Spliced, texts: &Spliced) -> Result<(), Fault> {
        let wanted = Bracket::read(texts).filter(|wanted| wanted.opening == b'[');
        let wanted = wanted.ok_or_else(|| Fault::new(start(texts), "name what is taken out in a list: [\"…\"]"))?;
        for text in &wanted.parts {
            let known = unquoted(text.text())
                .ok_or_else(|| Fault::new(start(text), "name what is taken out by the text it begins with"))?;
            let none = || none_such(name.text(), &known, text);
            let (at, old) = fields.field(name.text()).ok_or_else(none)?;
            let mut list = Bracket::read(&old).ok_or_else(none)?;
            let taken =
                if list.opening == b'{' { taken_of_map(&mut list, &known) } else { taken_of(&mut list, &known) };
            self.tell(name.text(), Some(&taken.ok_or_else(none)?), None);
            fields.set(Some(at), name, &list.written());
        }
        Ok(())
    }
}

fn none_such(list: &str, known: &str, said: &Spliced) -> Fault {
    Fault::new(start(said), format!("“{list}” has nothing that begins with “{known}”"))
}

fn taken_of(list: &mut Bracket, known: &str) -> Option<Spliced> {
    let at = list.known_by(known)?;
    Some(list.parts.remove(at))
}

/// Out of the first list of a map that has it; a list that is empty then goes too.
fn taken_of_map(map: &mut Bracket, known: &str) -> Option<Spliced> {
    for (at, (key, value)) in map.named().collect::<Vec<_>>().into_iter().enumerate() {
        let Some(mut list) = Bracket::read(&value) else { continue };
        let Some(taken) = taken_of(&mut list, known) else { continue };
        if list.parts.is_empty() {
            map.parts.remove(at);
        } else {
            map.set(Some(at), &key, &list.written());
        }
        return Some(taken);
    }
    None
}

/// Links by relation, though they were written as a plain list.
fn by_relation(links: Bracket) -> Bracket {
    if links.opening == b'{' {
        return links;
    }
    let mut all = Spliced::default();
    all.glue("SeeAlso: ");
    all.push(&links.written());
    let parts = if links.parts.is_empty() { Vec::new() } else { vec![all] };
    Bracket { name: Spliced::default(), opening: b'{', parts }
}

/// A map with the entries of another: lists of one key are joined.
fn with_entries(mut map: Bracket, more: &Bracket) -> Bracket {
    for (key, value) in more.named() {
        let known = map.field(key.text());
        let lists = known.as_ref().and_then(|(_, old)| Bracket::read(old)).zip(Bracket::read(&value));
        let joined = lists.map(|(old, new)| Bracket { parts: old.parts.into_iter().chain(new.parts).collect(), ..old });
        let value = joined.map_or(value, |joined| joined.written());
        map.set(known.map(|(at, _)| at), &key, &value);
    }
    map
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
        let mut told = Vec::new();
        let text = amended(&spliced(thing), &spliced(change), &mut told).map_err(|fault| fault.message)?;
        let shown = |value: Option<String>| value.unwrap_or_else(|| "–".to_owned());
        let told = told.into_iter().map(|one| format!("{}: {} → {}", one.path, shown(one.was), shown(one.now)));
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
            "“points” has nothing that begins with “2014”"
        );
        assert!(after(series, "(amend: \"s\", take: (aka: [\"x\"]))").is_err());
        assert!(after(series, "(amend: \"s\", add: (id: [\"x\"]))").unwrap_err().contains("is no list"));
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

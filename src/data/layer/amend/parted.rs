//! A bracketed text in its parts, to be changed and written again; lists and maps of entries joined and taken from.

use super::super::spliced::Spliced;
use crate::data::notation::{self, first_text};
use crate::data::ron_value::says_the_same;

/// A bracketed text in its parts, to be changed and written again.
#[derive(Clone, Debug)]
pub(super) struct Parted {
    /// What stands before the bracket.
    pub(super) name: Spliced,
    /// The byte that opens it.
    pub(super) opening: u8,
    pub(super) parts: Vec<Spliced>,
}

impl Parted {
    pub(super) fn read(text: &Spliced) -> Option<Self> {
        let found = notation::parts(text.text())?;
        let parts = found.parts.into_iter().map(|part| text.slice(part)).collect();
        Some(Self { name: text.slice(found.name), opening: found.opening, parts })
    }

    /// One whose parts all are fields or entries.
    pub(super) fn fields(text: &Spliced) -> Option<Self> {
        let read = Self::read(text)?;
        let are_fields = read.parts.iter().all(|part| notation::field(part.text(), 0..part.text().len()).is_some());
        (are_fields && read.opening != b'[').then_some(read)
    }

    /// Its fields: the name of each and its value.
    pub(super) fn named(&self) -> impl Iterator<Item = (Spliced, Spliced)> {
        self.parts.iter().filter_map(Self::name_and_value)
    }

    /// The name and the value that a part is, if it is a field.
    pub(super) fn name_and_value(part: &Spliced) -> Option<(Spliced, Spliced)> {
        let field = notation::field(part.text(), 0..part.text().len())?;
        Some((part.slice(field.name), part.slice(field.value)))
    }

    /// The number of the field of this name, and its value.
    pub(super) fn field(&self, name: &str) -> Option<(usize, Spliced)> {
        let at = self.at(name)?;
        Some((at, self.value(at)?))
    }

    /// The number of the field of this name.
    pub(super) fn at(&self, name: &str) -> Option<usize> {
        self.parts.iter().position(|part| {
            let field = notation::field(part.text(), 0..part.text().len());
            field.is_some_and(|field| part.get(field.name) == name)
        })
    }

    /// The value of the field of this number.
    pub(super) fn value(&self, at: usize) -> Option<Spliced> {
        let part = self.parts.get(at)?;
        Some(part.slice(notation::field(part.text(), 0..part.text().len())?.value))
    }

    pub(super) fn set(&mut self, at: Option<usize>, name: &Spliced, value: &Spliced) {
        let mut part = name.clone();
        part.glue(": ");
        part.push(value);
        match at.and_then(|at| self.parts.get_mut(at)) {
            Some(place) => *place = part,
            None => self.parts.push(part),
        }
    }

    /// The number of the element that is known by a text.
    pub(super) fn known_by(&self, text: &str) -> Option<usize> {
        self.parts.iter().position(|part| first_text(part.text()).as_deref() == Some(text))
    }

    /// Whether a part says this already.
    pub(super) fn has(&self, part: &Spliced) -> bool {
        self.parts.iter().any(|known| says_the_same(known.text(), part.text()))
    }

    /// This without what another has.
    pub(super) fn without(self, other: &Self) -> Self {
        let parts = self.parts.into_iter().filter(|part| !other.has(part)).collect();
        Self { parts, ..self }
    }

    /// This with the parts of another.
    pub(super) fn with(self, more: Self) -> Self {
        self.with_parts(more.parts)
    }

    /// This with these parts after its own.
    pub(super) fn with_parts(mut self, parts: impl IntoIterator<Item = Spliced>) -> Self {
        self.parts.extend(parts);
        self
    }

    pub(super) fn written(&self) -> Spliced {
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

/// The first part that is known by a text, taken out.
pub(super) fn taken_of(list: &mut Parted, known: &str) -> Option<Spliced> {
    let at = list.known_by(known)?;
    Some(list.parts.remove(at))
}

/// Out of the first list of a map that has it; a list that is empty then goes too.
pub(super) fn taken_of_map(map: &mut Parted, known: &str) -> Option<Spliced> {
    for (at, (key, value)) in map.named().collect::<Vec<_>>().into_iter().enumerate() {
        let Some(mut list) = Parted::read(&value) else { continue };
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
pub(super) fn by_relation(links: Parted) -> Parted {
    if links.opening == b'{' {
        return links;
    }
    let mut all = Spliced::default();
    all.glue("SeeAlso: ");
    all.push(&links.written());
    let parts = if links.parts.is_empty() { Vec::new() } else { vec![all] };
    Parted { name: Spliced::default(), opening: b'{', parts }
}

/// A map with the entries of another: lists of one key are joined.
pub(super) fn with_entries(mut map: Parted, more: &Parted) -> Parted {
    for (key, value) in more.named() {
        let known = map.field(key.text());
        let lists = known.as_ref().and_then(|(_, old)| Parted::read(old)).zip(Parted::read(&value));
        let joined = lists.map(|(old, new)| {
            let new = new.without(&old);
            old.with(new)
        });
        let value = joined.map_or(value, |joined| joined.written());
        map.set(known.map(|(at, _)| at), &key, &value);
    }
    map
}

//! A thing as it stands between one change of it and the next: in its parts, and so is every list that was gone into. A
//! change then costs as much as it says, however long the thing is, and however many changes of it there are.

use std::collections::{BTreeSet, HashMap};

use super::super::spliced::Spliced;
use super::parted::Parted;
use crate::data::notation::first_text;
use crate::data::ron_value::Value;

/// A thing in its fields.
#[derive(Clone, Debug)]
pub(in crate::data::layer) struct Standing {
    /// The fields; what is written here of one whose list is open is out of date.
    fields: Parted,
    /// The lists that were gone into, by the numbers of their fields.
    open: HashMap<usize, OpenList>,
}

impl Standing {
    /// A thing in its fields; nothing where it has none.
    pub(in crate::data::layer) fn of(text: &Spliced) -> Option<Self> {
        Some(Self { fields: Parted::fields(text)?, open: HashMap::new() })
    }

    /// The number of the field of this name.
    pub(super) fn at(&self, name: &str) -> Option<usize> {
        self.fields.at(name)
    }

    /// The value of the field of this number.
    pub(super) fn value(&self, at: usize) -> Spliced {
        match self.open.get(&at) {
            Some(list) => list.written(),
            None => self.fields.value(at).unwrap_or_default(),
        }
    }

    /// Gives a field a value: the one of this number, or else a new one.
    pub(super) fn set(&mut self, at: Option<usize>, name: &Spliced, value: &Spliced) {
        if let Some(at) = at {
            self.open.remove(&at);
        }
        self.fields.set(at, name, value);
    }

    /// The list that is the value of the field of this number; nothing where that is none.
    pub(super) fn list(&mut self, at: usize) -> Option<&mut OpenList> {
        if !self.open.contains_key(&at) {
            let parted = Parted::read(&self.fields.value(at)?).filter(|list| list.opening == b'[')?;
            self.open.insert(at, OpenList::new(parted));
        }
        self.open.get_mut(&at)
    }

    /// What it says.
    pub(in crate::data::layer) fn written(&self) -> Spliced {
        let mut all = self.fields.clone();
        for (at, list) in &self.open {
            if let Some((name, _)) = self.fields.parts.get(*at).and_then(Parted::name_and_value) {
                all.set(Some(*at), &name, &list.written());
            }
        }
        all.written()
    }
}

/// A list in its elements, each of which is found by what it says.
#[derive(Clone, Debug)]
pub(super) struct OpenList {
    /// What stands around the elements.
    frame: Parted,
    /// The elements; nothing in the place of one that was taken out, so that each stays where it is found.
    elements: Vec<Option<Spliced>>,
    /// How many elements say this, each written as all that say the same are.
    said: HashMap<String, usize>,
    /// The elements that are known by a text; nothing until that is asked for.
    known: Option<HashMap<String, BTreeSet<usize>>>,
}

impl OpenList {
    fn new(mut parted: Parted) -> Self {
        let elements: Vec<_> = std::mem::take(&mut parted.parts).into_iter().map(Some).collect();
        let mut said = HashMap::new();
        for element in elements.iter().flatten() {
            *said.entry(as_said(element)).or_default() += 1;
        }
        Self { frame: parted, elements, said, known: None }
    }

    /// The list as it is now.
    fn written(&self) -> Spliced {
        self.frame.clone().with_parts(self.elements.iter().flatten().cloned()).written()
    }

    /// The number of the element that is known by a text.
    pub(super) fn known_by(&mut self, text: &str) -> Option<usize> {
        let known = self.known.get_or_insert_with(|| {
            let mut known: HashMap<String, BTreeSet<usize>> = HashMap::new();
            for (at, element) in self.elements.iter().enumerate() {
                if let Some(first) = element.as_ref().and_then(|element| first_text(element.text())) {
                    known.entry(first).or_default().insert(at);
                }
            }
            known
        });
        known.get(text)?.first().copied()
    }

    /// The element of this number.
    pub(super) fn element(&self, at: usize) -> Option<&Spliced> {
        self.elements.get(at)?.as_ref()
    }

    /// Whether an element says this already.
    pub(super) fn has(&self, element: &Spliced) -> bool {
        self.said.contains_key(&as_said(element))
    }

    /// Puts another in the place of an element.
    pub(super) fn set(&mut self, at: usize, element: Spliced) {
        let Some(place) = self.elements.get_mut(at) else { return };
        let Some(before) = place.take() else { return };
        *self.said.entry(as_said(&element)).or_default() += 1;
        let first = first_text(element.text());
        *place = Some(element);
        self.forget(at, &before);
        if let (Some(known), Some(first)) = (&mut self.known, first) {
            known.entry(first).or_default().insert(at);
        }
    }

    /// Adds elements.
    pub(super) fn extend(&mut self, elements: Vec<Spliced>) {
        for element in elements {
            *self.said.entry(as_said(&element)).or_default() += 1;
            if let (Some(known), Some(first)) = (&mut self.known, first_text(element.text())) {
                known.entry(first).or_default().insert(self.elements.len());
            }
            self.elements.push(Some(element));
        }
    }

    /// Takes out the first element that is known by a text.
    pub(super) fn take(&mut self, text: &str) -> Option<Spliced> {
        let at = self.known_by(text)?;
        let taken = self.elements.get_mut(at)?.take()?;
        self.forget(at, &taken);
        Some(taken)
    }

    /// Forgets what an element says that stood here, and what it is known by.
    fn forget(&mut self, at: usize, element: &Spliced) {
        if let (Some(known), Some(first)) = (&mut self.known, first_text(element.text()))
            && let Some(places) = known.get_mut(&first)
        {
            places.remove(&at);
            if places.is_empty() {
                known.remove(&first);
            }
        }
        let said = as_said(element);
        if let Some(count) = self.said.get_mut(&said) {
            *count -= 1;
            if *count == 0 {
                self.said.remove(&said);
            }
        }
    }
}

/// What an element says, the same for all that say the same however they stand on lines.
fn as_said(element: &Spliced) -> String {
    Value::read(element.text()).map_or_else(|| element.text().to_owned(), |value| value.on_one_line())
}

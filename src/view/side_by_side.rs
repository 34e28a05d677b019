//! Two things side by side: field by field, those that both have aligned, whether they say the same, and in which words
//! they do not. Without a terminal; how it is drawn is not known here.

mod words;

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use crate::data::text::Text;
use crate::data::{Dataset, Item, ItemId};
use crate::text::listed;
use crate::view::document::layout::{next_note, note};
use crate::view::document::{Block, document_up_to, kind_in_words};

/// Links of one relation, and values, that are told of either: so many as when one begins to read.
const MOST: usize = 200;

/// A field of either side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The section it stands in; empty for what stands at the beginning.
    pub section: String,
    /// What it is called.
    pub label: String,
    /// What it says on either side; nothing where one has no such field.
    pub sides: [Option<String>; 2],
    /// The parts of either, in bytes, that the other does not have, where they have much in common.
    pub differing: [Vec<Range<usize>>; 2],
}

impl Field {
    /// Whether both say the same, whoever says so.
    #[must_use]
    pub fn is_same(&self) -> bool {
        let [one, other] = &self.sides;
        match (one, other) {
            (Some(one), Some(other)) => without_notes(one) == without_notes(other),
            _ => false,
        }
    }
}

/// A text without the numbers of its sources, which are others in another record.
fn without_notes(text: &str) -> String {
    let (mut said, mut rest) = (String::new(), text);
    while let Some((before, _, after)) = next_note(rest) {
        said.push_str(before);
        rest = after;
    }
    said.push_str(rest);
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The fields of two things, in the order of the one, each followed by what only the other has.
#[must_use]
pub fn side_by_side(dataset: &Dataset<'_>, one: ItemId, other: ItemId) -> Vec<Field> {
    aligned(fields(dataset, one), fields(dataset, other))
}

/// What one side says: its section, its label, which of several of that label it is, and the text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    section: String,
    label: String,
    key: String,
    text: String,
}

impl Said {
    /// Its place: what stands at the same one on the other side is aligned with it.
    fn place(&self) -> (String, String, String) {
        (self.section.clone(), self.label.clone(), self.key.clone())
    }
}

/// Brings the fields of both together.
fn aligned(one: Vec<Said>, other: Vec<Said>) -> Vec<Field> {
    let field = |said: Said, sides: [Option<String>; 2]| {
        let differing = match &sides {
            [Some(one), Some(other)] => words::differing(one, other),
            _ => Default::default(),
        };
        Field { section: said.section, label: said.label, sides, differing }
    };
    let only_other = |mut said: Said| {
        let text = std::mem::take(&mut said.text);
        field(said, [None, Some(text)])
    };
    // Where what the other says stands, so that nobody has to look for it.
    let mut places: BTreeMap<_, VecDeque<usize>> = BTreeMap::new();
    let mut sections: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, said) in other.iter().enumerate() {
        places.entry(said.place()).or_default().push_back(number);
        sections.entry(said.section.clone()).or_default().push(number);
    }
    let mut other: Vec<Option<Said>> = other.into_iter().map(Some).collect();
    let mut fields: Vec<Field> = Vec::new();
    let mut one = one.into_iter().peekable();
    while let Some(said) = one.next() {
        let there = places.get_mut(&said.place()).and_then(VecDeque::pop_front);
        let there = there.and_then(|at| other.get_mut(at)?.take()).map(|there| there.text);
        let section = said.section.clone();
        let text = Some(said.text.clone());
        fields.push(field(said, [text, there]));
        // A section ends with what only the other has in it.
        if one.peek().is_none_or(|next| next.section != section) {
            let of_section = sections.remove(&section).into_iter().flatten();
            fields.extend(of_section.filter_map(|at| other.get_mut(at)?.take()).map(only_other));
        }
    }
    fields.extend(other.into_iter().flatten().map(only_other));
    fields
}

/// What there is to say of an item, field by field.
fn fields(dataset: &Dataset<'_>, id: ItemId) -> Vec<Said> {
    let Some(item) = dataset.get(id) else { return Vec::new() };
    let mut writer = Writer::default();
    writer.head(item);
    let document = document_up_to(dataset, id, MOST);
    for block in &document.blocks {
        writer.block(block);
    }
    writer.said
}

#[derive(Default)]
struct Writer {
    said: Vec<Said>,
    /// How often a label came up in a section and point.
    counts: BTreeMap<(String, String, String), usize>,
    section: String,
    /// The point in dispute that is being told, which tells its claims from those of others.
    point: String,
    /// Whether the first paragraph tells other names.
    has_names: bool,
}

impl Writer {
    fn say(&mut self, label: &str, text: String) {
        let (section, label) = (self.section.clone(), label.to_owned());
        let count = self.counts.entry((section.clone(), label.clone(), self.point.clone())).or_default();
        let key = format!("{}{count}", self.point);
        *count += 1;
        self.said.push(Said { section, label, key, text });
    }

    fn head(&mut self, item: Item<'_, '_>) {
        self.say("Called", item.title().to_owned());
        if let Some(when) = item.when() {
            self.say("Date", when.to_string());
        }
        self.has_names = match item {
            Item::Record(record) => !record.aka.is_empty(),
            Item::Series(series) => !series.aka.is_empty(),
        };
        match item {
            Item::Record(record) => {
                self.say("Kind", kind_in_words(&record.body));
                let sectors = listed(record.sectors.iter().map(Text::as_str), "and");
                if !sectors.is_empty() {
                    self.say("Sectors", sectors);
                }
                self.say("Weight", record.weight.name().to_owned());
            }
            Item::Series(series) => {
                self.say("Kind", series.group.name().to_owned());
                self.say("Unit", series.unit.to_string());
            }
        }
    }

    /// A paragraph before any section: other names, if there are some, and then what it is.
    fn opening(&mut self, text: &str) {
        if std::mem::take(&mut self.has_names) {
            self.say("Also", text.strip_prefix("Also: ").unwrap_or(text).to_owned());
        } else {
            self.say("Summary", text.to_owned());
        }
    }

    fn block(&mut self, block: &Block<'_>) {
        match block {
            // These stand in the head, or count what stands below.
            Block::Title(_) | Block::Glance(_) | Block::Disputed(_) | Block::Ways(_) => {}
            Block::Native(name) => self.say("Native name", name.clone().into_owned()),
            Block::Heading(_, heading) => {
                self.section = heading.clone().into_owned();
                self.point.clear();
            }
            Block::Paragraph(text) if self.section.is_empty() => self.opening(text),
            Block::Paragraph(text) => self.say("", text.clone().into_owned()),
            Block::Labelled(label, text) => self.say(label, text.clone().into_owned()),
            Block::Dispute(point) => {
                self.point = format!("{point}: ");
                self.say("", (*point).to_owned());
            }
            Block::Link(link) => {
                let when = link.when.as_ref().map_or_else(String::new, |when| format!(", {when}"));
                let text = format!("{}{when}{}", link.title, link.notes);
                match self.said.last_mut().filter(|said| said.section == self.section && said.label == link.relation) {
                    Some(said) => {
                        said.text.push('\n');
                        said.text.push_str(&text);
                    }
                    None => self.say(link.relation, text),
                }
            }
            Block::More(count, what) => self.say("", format!("{count} {what}")),
            Block::Source(source) => {
                let grade = source.grade.map_or_else(String::new, |grade| format!("{} ", grade.letter()));
                self.say("", format!("{} {grade}{}", note(&source.number.to_string()), source.name));
            }
            Block::Note(note) => self.say(&note.head, note.text.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(section: &str, label: &str, text: &str) -> Said {
        Said { section: section.into(), label: label.into(), key: String::new(), text: text.into() }
    }

    #[test]
    fn equal_fields_stand_together_and_what_one_lacks_is_blank() {
        let harbours = |number: &str| said("Facts", "Harbours", &format!("112\u{a0}{}", note(number)));
        let one = vec![said("", "Date", "1955"), said("", "Status", "In force"), harbours("1")];
        let other = vec![said("", "Date", "1985"), said("", "Objective", "Light"), harbours("7\u{a0}¶2")];
        let fields = aligned(one, other);
        let labels: Vec<&str> = fields.iter().map(|field| field.label.as_str()).collect();
        assert_eq!(labels, ["Date", "Status", "Objective", "Harbours"]);
        let same: Vec<bool> = fields.iter().map(Field::is_same).collect();
        assert_eq!(same, [false, false, false, true]);
        assert_eq!(fields[2].sides, [None, Some("Light".to_owned())]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost(
            one in proptest::collection::vec(("[ab]", "[a-d]"), 0..8),
            other in proptest::collection::vec(("[abc]", "[a-d]"), 0..8),
        ) {
            let sides = [one, other].map(|side| {
                side.iter().enumerate().map(|(n, (section, label))| said(section, label, &format!("{n}"))).collect::<Vec<_>>()
            });
            let counts = [sides[0].len(), sides[1].len()];
            let fields = aligned(sides[0].clone(), sides[1].clone());
            for (side, count) in counts.into_iter().enumerate() {
                prop_assert_eq!(fields.iter().filter(|field| field.sides[side].is_some()).count(), count);
            }
        }
    }
}

//! The pack that takes something in: what it holds now, what it would hold, and the writing of it.
//!
//! A change is told before it is made. The pack is read anew with it, and nothing is written unless it is sound then
//! and says exactly what was told. A layer is read on its base.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::draft::{self, Draft, Places};
use super::edits::{Change, Edits, Sort, Thing};
use super::told;
use crate::cli::commands::task::Given;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::packs::ChosenPacks;
use crate::data::dispute::Conflict;
use crate::data::files::{File, Files};
use crate::data::layer::{self, Stack};
use crate::data::problem::Problem;
use crate::data::written::tree::{Node, Unwritten};
use crate::data::{Dataset, Item, bundled, load, written};
use crate::store::{pack_rewrite, packs};
use crate::text::{counted, sanitised};

/// A pack that takes something in.
#[derive(Debug)]
pub(super) struct ReceivingPack {
    path: PathBuf,
    files: Files,
    /// What it lies on, if it is a layer: the base, and the layers below it.
    below: Option<(Files, Vec<Files>)>,
    stack: Stack,
}

impl ReceivingPack {
    /// Reads the pack of a directory or of a `.maitri` file; a layer with the packs of `--data` below it, or the
    /// bundled one.
    ///
    /// # Errors
    /// What cannot be read, and a layer of another pack than that.
    pub(super) fn open(path: &Path, given: &Given) -> Result<Self, Failure> {
        let files = packs::read(path).map_err(Failure::Pack)?;
        let below = match layer::extends(&files) {
            None => None,
            Some(extends) => {
                let is_itself = |other: &PathBuf| {
                    other.canonicalize().is_ok_and(|other| path.canonicalize().is_ok_and(|path| path == other))
                };
                let named: Vec<PathBuf> = given.data.iter().filter(|other| !is_itself(other)).cloned().collect();
                let ChosenPacks { base, layers, .. } = ChosenPacks::named(&named)?;
                let base = base.unwrap_or_else(bundled::files);
                let id = layer::id(&base).unwrap_or_default();
                if id != extends {
                    let path = path.display();
                    return Err(Failure::Refused(format!(
                        "{path} lies on the pack “{extends}”, and that in use is “{id}”; name the pack it lies on before \
                         the command: maitri --data DIR import … --into {path}"
                    )));
                }
                Some((base, layers.into_iter().map(|layer| layer.files).collect()))
            }
        };
        let stack = stacked(below.as_ref(), copied(&files));
        Ok(Self { path: path.to_owned(), files, below, stack })
    }

    /// What the pack holds now, with what it lies on.
    ///
    /// # Errors
    /// A pack that is not sound: that is to be mended first.
    pub(super) fn dataset(&self) -> Result<Dataset<'_>, Failure> {
        sound(&self.stack).map_err(Failure::Pack)
    }

    /// Whether it lies on another.
    pub(super) fn is_layer(&self) -> bool {
        self.below.is_some()
    }

    /// Tells what would change; writes it if that is wanted and the pack is sound with it.
    ///
    /// # Errors
    /// What is not sound, and what stands in the way of writing.
    pub(super) fn change(&self, edits: &Edits, yes: bool, io: &mut Io<'_>) -> Result<(), Failure> {
        let Edits { changes, remarks, same, .. } = edits;
        let (draft, outcome) = self.drafted(changes)?;
        let told = changes.iter().flat_map(told::lines);
        for line in told.chain(remarks.iter().cloned()).chain(draft.remarks.iter().cloned()) {
            writeln!(io.output, "{}", sanitised(&line))?;
        }
        if *same > 0 {
            writeln!(io.output, "= {} as the pack has it", counted(*same, "entry"))?;
        }
        if changes.is_empty() {
            writeln!(io.output, "nothing is to be changed")?;
            return Ok(());
        }
        if let Err(problems) = outcome {
            io.warn(
                "with this the pack would not be sound, so nothing is written; the lines below are those it would have",
            );
            return Err(Failure::Pack(problems));
        }
        if !yes && !self.is_wanted(io)? {
            writeln!(io.output, "nothing is written; --yes writes it without asking")?;
            return Ok(());
        }
        pack_rewrite::write(&self.path, &self.files, &draft.texts).map_err(Failure::Refused)?;
        let names: Vec<&str> = draft.texts.keys().map(String::as_str).collect();
        writeln!(io.output, "written: {}", names.join(", "))?;
        Ok(())
    }

    /// The new texts, and what is wrong with the pack that has them. What cannot be said by a change in its place is
    /// said as a whole.
    fn drafted(&self, changes: &[Change]) -> Result<(Draft, Result<(), Vec<Problem>>), Failure> {
        let places = Places::of(&self.files);
        let made = |whole: &HashSet<usize>| {
            let draft = draft::draft(changes, &places, self.below.is_some(), whole).map_err(Failure::Refused)?;
            let outcome = self.wrong_with(changes, &draft)?;
            Ok::<_, Failure>((draft, outcome))
        };
        let (draft, outcome) = made(&HashSet::new())?;
        let whole: HashSet<usize> = match &outcome {
            Ok(wrong) if wrong.is_empty() => return Ok((draft, Ok(()))),
            Ok(wrong) => wrong.iter().copied().collect(),
            Err(_) => (0..changes.len()).collect(),
        };
        match (made(&whole)?, outcome) {
            ((draft, Ok(wrong)), _) if wrong.is_empty() => Ok((draft, Ok(()))),
            ((_, Ok(wrong)), _) => {
                let of = |number: &usize| changes.get(*number).map_or("", |change| change.thing.id.as_str());
                let ids: Vec<&str> = wrong.iter().map(of).collect();
                Err(Failure::Refused(format!(
                    "{} cannot be written so that it says what is told here, so nothing is written; change it by hand",
                    ids.join(", ")
                )))
            }
            (_, Err(problems)) => Ok((draft, Err(problems))),
            ((draft, Err(problems)), Ok(_)) => Ok((draft, Err(problems))),
        }
    }

    /// The numbers of changes that the pack with the new texts does not say, or why it is not sound.
    fn wrong_with(&self, changes: &[Change], draft: &Draft) -> Result<Result<Vec<usize>, Vec<Problem>>, Failure> {
        let stack = stacked(self.below.as_ref(), self.with(&draft.texts));
        let dataset = match sound(&stack) {
            Ok(dataset) => dataset,
            Err(problems) => return Ok(Err(problems)),
        };
        let things = Things::of(&dataset);
        let mut wrong = Vec::new();
        for (number, change) in changes.iter().enumerate() {
            let says = things.node(&change.thing).map_err(|error| Failure::Refused(error.to_string()))?;
            if says.map(in_order) != Some(in_order(change.after.clone())) {
                wrong.push(number);
            }
        }
        Ok(Ok(wrong))
    }

    /// The files with the new texts.
    fn with(&self, texts: &BTreeMap<String, String>) -> Files {
        let mut files = copied(&self.files);
        for (name, text) in texts {
            let text = text.clone().into();
            match files.list.iter_mut().find(|file| file.base_name() == name) {
                Some(file) => file.text = text,
                None => files.list.push(File { name: self.path.join(name).display().to_string(), text }),
            }
        }
        files
    }

    /// Asks a person; whoever is none has not said yes.
    fn is_wanted(&self, io: &mut Io<'_>) -> Result<bool, Failure> {
        if !io.is_interactive() {
            return Ok(false);
        }
        write!(io.output, "Write this into {}? [y/N] ", self.path.display())?;
        io.output.flush()?;
        let mut answer = String::new();
        io.input.read_line(&mut answer)?;
        Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
    }
}

/// A pack, on what it lies on.
fn stacked(below: Option<&(Files, Vec<Files>)>, files: Files) -> Stack {
    match below {
        None => Stack::new(files, Vec::new()),
        Some((base, layers)) => Stack::new(copied(base), layers.iter().map(copied).chain([files]).collect()),
    }
}

fn copied(files: &Files) -> Files {
    Files { list: files.list.clone() }
}

/// What a stack holds, if nothing of it has to be left out.
fn sound(stack: &Stack) -> Result<Dataset<'_>, Vec<Problem>> {
    let opened = stack.open(load::load_first)?;
    let wrong: Vec<Problem> = opened.left_out.into_iter().flat_map(|(_, problems)| problems).collect();
    if wrong.is_empty() { Ok(opened.dataset) } else { Err(wrong) }
}

/// The things of a dataset, to be had by their ids.
pub(super) struct Things<'d, 'a> {
    dataset: &'d Dataset<'a>,
    disputes: HashMap<&'d str, &'d Conflict<'a>>,
}

impl<'d, 'a> Things<'d, 'a> {
    /// Those of a dataset.
    pub(super) fn of(dataset: &'d Dataset<'a>) -> Self {
        let all = dataset.records.iter().flat_map(|record| record.conflicts.iter());
        let disputes = all.filter_map(|dispute| Some((dispute.id.as_deref()?, dispute))).collect();
        Self { dataset, disputes }
    }

    /// The record or series of just this id.
    pub(super) fn item(&self, id: &str) -> Option<Item<'d, 'a>> {
        self.dataset.find(id).and_then(|item| self.dataset.get(item)).filter(|item| item.id() == id)
    }

    /// The dispute of this id that records share.
    pub(super) fn dispute(&self, id: &str) -> Option<&'d Conflict<'a>> {
        self.disputes.get(id).copied()
    }

    /// What a thing says; nothing if there is none.
    ///
    /// # Errors
    /// As for [`written::record`].
    pub(super) fn node(&self, thing: &Thing) -> Result<Option<Node>, Unwritten> {
        match thing.sort() {
            Sort::Record | Sort::Series => match self.item(&thing.id) {
                Some(Item::Record(record)) => written::record(record).map(Some),
                Some(Item::Series(series)) => written::series(series).map(Some),
                None => Ok(None),
            },
            Sort::Dispute => self.dispute(&thing.id).map(written::dispute).transpose(),
            Sort::Source => {
                let sources = &self.dataset.pack.sources;
                let source = sources.number(&thing.id).and_then(|number| sources.get(number));
                source.map(written::source).transpose()
            }
        }
    }
}

/// A tree with its fields in an order of their own, in which they say the same.
fn in_order(node: Node) -> Node {
    let all = |nodes: Vec<Node>| nodes.into_iter().map(in_order).collect();
    match node {
        Node::Fields(fields) => {
            let mut fields: Vec<(String, Node)> =
                fields.into_iter().map(|(name, value)| (name, in_order(value))).collect();
            fields.sort_by(|(a, _), (b, _)| a.cmp(b));
            Node::Fields(fields)
        }
        Node::List(nodes) => Node::List(all(nodes)),
        Node::Tuple(nodes) => Node::Tuple(all(nodes)),
        Node::Named(name, inner) => Node::Named(name, Box::new(in_order(*inner))),
        Node::Map(pairs) => Node::Map(pairs.into_iter().map(|(key, value)| (key, in_order(value))).collect()),
        other @ (Node::Word(_) | Node::Text(_) | Node::Nothing) => other,
    }
}

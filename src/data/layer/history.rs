//! What becomes of one thing that layers are about, told one after the other: what it says in the end, what each of them
//! changed of it, and where two of them want it otherwise. What the texts mean is not known here.
//!
//! What a later layer says of a thing of which an earlier one said something:
//!
//! | earlier  | adds it                            | amends it                                  | replaces it       | withdraws it      |
//! |----------|------------------------------------|--------------------------------------------|-------------------|-------------------|
//! | added    | the same: agreed; another: refused | is heard                                   | is heard          | is heard          |
//! | amended  | refused: it is there               | the same field: contested, else is heard   | contested         | contested         |
//! | replaced | refused: it is there               | contested                                  | the same: agreed; another: contested | contested |
//! | withdrew | is heard: it is there again        | contested, and the withdrawal holds        | contested         | agreed            |
//!
//! *Agreed*: both want the same, and the later one changes nothing. *Contested*: the later one is heard, but where it says
//! otherwise, and both are told of it. *Refused*: the later layer is left out. Two that amend the same field to the same
//! value agree; so do two that add the same to a list, or take the same out of it. What one layer says twice of a thing is
//! contested only where it amends the same field to another value: the later holds, for it may be meant, and is told of.
//! It may neither add what it has nor change what it withdrew.

use std::ops::Range;

use super::amend::{Amended, amended};
use super::instruction::{Flaw, Instruction};
use super::spliced::{FileOffset, Spliced};
use crate::data::origin::{Deed, FieldChange};
use crate::data::ron_value::says_the_same;

/// A thing as a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Whole {
    /// What it says.
    pub(super) text: Spliced,
    /// Whether it is a series.
    pub(super) is_series: bool,
}

/// What one layer did to a thing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RawStep {
    /// The layer, by its number among those that lie on the base.
    pub(super) layer: usize,
    /// What it did.
    pub(super) deed: Deed,
    /// Where it says so.
    pub(super) place: FileOffset,
    /// What it cites for that, and why it did it: texts of the same file.
    pub(super) cite: Option<Range<usize>>,
    pub(super) because: Option<Range<usize>>,
    /// The fields that changed; nothing, where another took the place of the thing later.
    pub(super) changes: Vec<FieldChange>,
}

/// Two layers that want a thing otherwise, or one that says two things of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Contest {
    /// Where the later says so.
    pub(super) later: FileOffset,
    /// Where the earlier did.
    pub(super) earlier: FileOffset,
    /// What of the thing: a field, or its id.
    pub(super) what: String,
    /// What the earlier did.
    pub(super) deed: Deed,
    /// Whether the later is heard.
    pub(super) is_heard: bool,
}

/// What became of a thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Outcome {
    /// The thing; nothing, if it is no more.
    pub(super) whole: Option<Whole>,
    /// Who changed something of it, in order. Nobody: it is as it was.
    pub(super) steps: Vec<RawStep>,
    /// Where two want it otherwise.
    pub(super) contests: Vec<Contest>,
    /// Where one says what is so already.
    pub(super) idle: Vec<FileOffset>,
}

/// Why a thing cannot be what a layer says: what is to be told of it is for whoever knows the places and other ids.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Refusal {
    /// It is there, by what stands at this place; by the base, without one.
    IsThere(FileOffset, Option<FileOffset>),
    /// It is not there, for it was withdrawn at the second place.
    IsGone(FileOffset, FileOffset),
    /// It never was there.
    NeverWas(FileOffset),
    /// What is amended is not such.
    Flawed(Flaw),
}

/// Something taken out of a list: by which layer, the list, and the text it began with.
type Taken = (usize, String, String);

/// Makes of a thing, if it is there, what layers say of it, the first of them first.
///
/// # Errors
/// What cannot be done, and which layer is the first to say it.
pub(super) fn played(before: Option<Whole>, said: &[(usize, &Instruction)]) -> Result<Outcome, (usize, Refusal)> {
    let mut thing = Played { was_series: before.as_ref().is_some_and(|whole| whole.is_series), ..Played::default() };
    thing.outcome.whole = before;
    for (layer, instruction) in said {
        thing.hear(*layer, instruction).map_err(|refusal| (*layer, refusal))?;
    }
    Ok(thing.outcome)
}

/// A thing while layers are heard.
#[derive(Default)]
struct Played {
    outcome: Outcome,
    was_series: bool,
    taken: Vec<Taken>,
}

impl Played {
    fn hear(&mut self, layer: usize, instruction: &Instruction) -> Result<(), Refusal> {
        let place = instruction.place;
        let last = self.outcome.steps.last();
        match (instruction.deed, self.outcome.whole.clone()) {
            (Deed::Added, Some(there)) => {
                let is_by_itself = last.is_some_and(|step| step.layer == layer);
                let is_added = last.is_none_or(|step| step.deed == Deed::Added);
                if is_by_itself || !is_added || !says_the_same(there.text.text(), instruction.text.text()) {
                    return Err(Refusal::IsThere(place, last.map(|step| step.place)));
                }
                self.outcome.idle.push(place);
            }
            (Deed::Added, None) => self.put(layer, instruction),
            (deed, None) => {
                let Some(last) = last else { return Err(Refusal::NeverWas(place)) };
                let gone_at = last.place;
                if last.layer == layer {
                    return Err(Refusal::IsGone(place, gone_at));
                }
                match deed {
                    Deed::Replaced => {
                        self.contest(layer, instruction, None, true);
                        self.put(layer, instruction);
                    }
                    Deed::Amended => self.contest(layer, instruction, None, false),
                    // Both want it gone.
                    Deed::Withdrawn | Deed::Added => self.outcome.idle.push(place),
                }
            }
            (Deed::Replaced, Some(there)) => {
                if says_the_same(there.text.text(), instruction.text.text()) {
                    self.outcome.idle.push(place);
                } else {
                    self.contest(layer, instruction, None, true);
                    self.put(layer, instruction);
                }
            }
            (Deed::Amended, Some(there)) => {
                let by_others = |list: &str, known: &str| {
                    self.taken.iter().any(|(by, of, text)| *by != layer && of == list && text == known)
                };
                let Amended { text, changes, taken } =
                    amended(&there.text, &instruction.text, &by_others).map_err(Refusal::Flawed)?;
                self.taken.extend(taken.into_iter().map(|(list, known)| (layer, list, known)));
                if changes.is_empty() {
                    self.outcome.idle.push(place);
                } else {
                    self.contest(layer, instruction, Some(&changes), true);
                    self.outcome.whole = Some(Whole { text, is_series: self.was_series });
                    self.step(layer, instruction, changes);
                }
            }
            (Deed::Withdrawn, Some(_)) => {
                self.contest(layer, instruction, None, true);
                self.outcome.whole = None;
                self.is_another();
                self.step(layer, instruction, Vec::new());
            }
        }
        Ok(())
    }

    /// Puts another in its place.
    fn put(&mut self, layer: usize, instruction: &Instruction) {
        self.was_series |= instruction.is_series;
        self.outcome.whole = Some(Whole { text: instruction.text.clone(), is_series: self.was_series });
        self.is_another();
        self.step(layer, instruction, Vec::new());
    }

    /// Of what was changed of it before nothing is left.
    fn is_another(&mut self) {
        self.taken.clear();
        self.outcome.steps.iter_mut().for_each(|step| step.changes.clear());
    }

    fn step(&mut self, layer: usize, instruction: &Instruction, changes: Vec<FieldChange>) {
        let Instruction { deed, place, cite, because, .. } = instruction.clone();
        self.outcome.steps.push(RawStep { layer, deed, place, cite, because, changes });
    }

    /// Notes with what said before a layer does not agree: with each that amended the same fields, be it its own, and of
    /// the rest of the others with the last.
    fn contest(&mut self, by: usize, instruction: &Instruction, changes: Option<&[FieldChange]>, is_heard: bool) {
        let mut found = Vec::new();
        for step in self.outcome.steps.iter().rev() {
            let earlier = step;
            let what = match (earlier.deed, changes) {
                // To change what another layer added is what layers are for.
                (Deed::Added, _) => break,
                (Deed::Amended, Some(changes)) => shared_field(&step.changes, changes),
                (Deed::Amended | Deed::Replaced | Deed::Withdrawn, _) => Some(instruction.key.id.clone()),
            };
            let is_of_field = earlier.deed == Deed::Amended && changes.is_some();
            if let Some(what) = what.filter(|_| step.layer != by || is_of_field) {
                let (later, place, deed) = (instruction.place, earlier.place, earlier.deed);
                found.push(Contest { later, earlier: place, what, deed, is_heard });
            }
            if earlier.deed != Deed::Amended {
                break;
            }
        }
        self.outcome.contests.extend(found.into_iter().rev());
    }
}

/// A field that both gave another value; to add to the same list is no conflict.
fn shared_field(earlier: &[FieldChange], later: &[FieldChange]) -> Option<String> {
    let sets = |change: &&FieldChange| change.was.is_some() && change.now.is_some();
    let within = |path: &str, outer: &str| path.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'));
    let is_shared = |later: &&FieldChange| {
        let meets = |other: &FieldChange| {
            other.path == later.path
                || (sets(&other) && (within(&later.path, &other.path) || within(&other.path, &later.path)))
        };
        earlier.iter().any(meets)
    };
    later.iter().filter(sets).find(is_shared).map(|change| change.path.clone())
}

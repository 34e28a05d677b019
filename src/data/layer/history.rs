//! What becomes of one thing that layers are about, told one after the other: what it says in the end, what each of
//! them changed of it, and where two of them want it otherwise. What the texts mean is not known here.
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
//! *Agreed*: both want the same, and the later one changes nothing. *Contested*: the later one is heard, but where it
//! says otherwise, and both are told of it. *Refused*: the later layer is left out. Two that amend the same field to
//! the same value agree; so do two that add the same to a list, or take the same out of it. What one layer says twice
//! of a thing is contested only where it amends the same field to another value: the later holds, for it may be meant,
//! and is told of. It may neither add what it has nor change what it withdrew.

mod given;
mod taken;

use std::ops::Range;

use super::amend::{Amended, Standing, amended};
use super::instruction::{Flaw, Instruction};
use super::spliced::{FileOffset, Spliced};
use crate::data::origin::{Deed, FieldChange};
use crate::data::ron_value::says_the_same;
use given::GivenFields;
use taken::TakenTexts;

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

impl Refusal {
    /// Where the layer says what cannot be.
    pub(super) fn place(&self) -> FileOffset {
        match self {
            Self::IsThere(place, _) | Self::IsGone(place, _) | Self::NeverWas(place) => *place,
            Self::Flawed(flaw) => flaw.place,
        }
    }
}

/// Makes of a thing, if it is there, what layers say of it, the first of them first.
///
/// # Errors
/// What cannot be done, and which layer is the first to say it.
pub(super) fn played(before: Option<Whole>, said: &[(usize, &Instruction)]) -> Result<Outcome, (usize, Refusal)> {
    let mut thing = Played { was_series: before.as_ref().is_some_and(|whole| whole.is_series), ..Played::default() };
    thing.now = before.map(|whole| Now::Text(whole.text));
    for (layer, instruction) in said {
        thing.hear(*layer, instruction).map_err(|refusal| (*layer, refusal))?;
    }
    let Played { now, was_series, mut outcome, .. } = thing;
    outcome.whole = now.map(|now| Whole { text: now.into_text(), is_series: was_series });
    Ok(outcome)
}

/// What a thing says while layers are heard: in parts from its first amendment on.
enum Now {
    Text(Spliced),
    Parts(Box<Standing>),
}

impl Now {
    /// It in its parts; nothing where it has none.
    fn parts(&mut self) -> Option<&mut Standing> {
        if let Self::Text(text) = self {
            *self = Self::Parts(Box::new(Standing::of(text)?));
        }
        match self {
            Self::Parts(parts) => Some(parts),
            Self::Text(_) => None,
        }
    }

    /// Whether it says the same as a text.
    fn says(&self, other: &Spliced) -> bool {
        match self {
            Self::Text(text) => says_the_same(text.text(), other.text()),
            Self::Parts(parts) => says_the_same(parts.written().text(), other.text()),
        }
    }

    fn into_text(self) -> Spliced {
        match self {
            Self::Text(text) => text,
            Self::Parts(parts) => parts.written(),
        }
    }
}

/// A thing while layers are heard.
#[derive(Default)]
struct Played {
    outcome: Outcome,
    /// The thing; nothing, while it is no more.
    now: Option<Now>,
    was_series: bool,
    taken: TakenTexts,
    given: GivenFields,
}

impl Played {
    fn hear(&mut self, layer: usize, instruction: &Instruction) -> Result<(), Refusal> {
        let place = instruction.place;
        let last = self.outcome.steps.last();
        match (instruction.deed, &mut self.now) {
            (Deed::Added, Some(there)) => {
                let is_by_itself = last.is_some_and(|step| step.layer == layer);
                let is_added = last.is_none_or(|step| step.deed == Deed::Added);
                if is_by_itself || !is_added || !there.says(&instruction.text) {
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
                        self.contest(layer, instruction, true);
                        self.put(layer, instruction);
                    }
                    Deed::Amended => self.contest(layer, instruction, false),
                    // Both want it gone.
                    Deed::Withdrawn | Deed::Added => self.outcome.idle.push(place),
                }
            }
            (Deed::Replaced, Some(there)) => {
                if there.says(&instruction.text) {
                    self.outcome.idle.push(place);
                } else {
                    self.contest(layer, instruction, true);
                    self.put(layer, instruction);
                }
            }
            (Deed::Amended, Some(there)) => {
                let by_others = |list: &str, known: &str| self.taken.is_by_others(layer, list, known);
                let Amended { changes, taken } = match there.parts() {
                    Some(parts) => amended(parts, &instruction.text, &by_others).map_err(Refusal::Flawed)?,
                    None => Amended::default(),
                };
                self.taken.extend(layer, taken);
                if changes.is_empty() {
                    self.outcome.idle.push(place);
                } else {
                    self.contest_fields(layer, instruction, &changes);
                    self.given.add(self.outcome.steps.len(), layer, &changes);
                    self.step(layer, instruction, changes);
                }
            }
            (Deed::Withdrawn, Some(_)) => {
                self.contest(layer, instruction, true);
                self.now = None;
                self.is_another();
                self.step(layer, instruction, Vec::new());
            }
        }
        Ok(())
    }

    /// Puts another in its place.
    fn put(&mut self, layer: usize, instruction: &Instruction) {
        self.was_series |= instruction.is_series;
        self.now = Some(Now::Text(instruction.text.clone()));
        self.is_another();
        self.step(layer, instruction, Vec::new());
    }

    /// Of what was changed of it before nothing is left.
    fn is_another(&mut self) {
        self.taken = TakenTexts::default();
        self.given = GivenFields::default();
        self.outcome.steps.iter_mut().for_each(|step| step.changes.clear());
    }

    fn step(&mut self, layer: usize, instruction: &Instruction, changes: Vec<FieldChange>) {
        let Instruction { deed, place, cite, because, .. } = instruction;
        let (cite, because) = (cite.clone(), because.clone());
        self.outcome.steps.push(RawStep { layer, deed: *deed, place: *place, cite, because, changes });
    }

    /// Notes with which of the other layers one does not agree that says something of the whole thing.
    fn contest(&mut self, by: usize, instruction: &Instruction, is_heard: bool) {
        let mut found = Vec::new();
        for earlier in self.outcome.steps.iter().rev() {
            // To change what another layer added is what layers are for.
            if earlier.deed == Deed::Added {
                break;
            }
            if earlier.layer != by {
                found.push(contest(earlier, instruction, instruction.key.id.clone(), is_heard));
            }
            if earlier.deed != Deed::Amended {
                break;
            }
        }
        self.outcome.contests.extend(found.into_iter().rev());
    }

    /// Notes with what said before a layer does not agree that amends fields: with another layer that put the thing
    /// there, and with the last amendment by each layer, be it its own, of the same fields.
    fn contest_fields(&mut self, by: usize, instruction: &Instruction, changes: &[FieldChange]) {
        let steps = &self.outcome.steps;
        // What was changed since it was put there begins right after that.
        let put_by = self.given.first.unwrap_or(steps.len()).checked_sub(1);
        let whole = put_by
            .and_then(|at| steps.get(at))
            .filter(|step| step.layer != by && matches!(step.deed, Deed::Replaced | Deed::Withdrawn));
        let of_whole = whole.map(|step| contest(step, instruction, instruction.key.id.clone(), true));
        let shared = self.given.shared(changes);
        let of_fields = shared
            .into_iter()
            .filter_map(|(at, field)| Some(contest(steps.get(at)?, instruction, field.to_owned(), true)));
        let found: Vec<Contest> = of_whole.into_iter().chain(of_fields).collect();
        self.outcome.contests.extend(found);
    }
}

fn contest(earlier: &RawStep, later: &Instruction, what: String, is_heard: bool) -> Contest {
    Contest { later: later.place, earlier: earlier.place, what, deed: earlier.deed, is_heard }
}

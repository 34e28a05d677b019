//! What is known of a record while it is read again and again: what stands in for what was refused, and which fields
//! are missing.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use super::super::examples;
use super::super::fault::{Fault, FaultKind};
use super::super::slip::{Habit, Slip, Slips};
use super::super::stand_in::StandIn;

/// What is known of a record while it is read again and again.
pub(super) struct Reading<'s> {
    pub(super) slips: &'s RefCell<Slips>,
    /// What else a field of the whole might be called.
    pub(super) beside: &'static [&'static str],
    /// The parts for which something stands in.
    pub(super) stand_ins: RefCell<HashMap<(usize, usize), u8>>,
    /// The parts that may lack fields, by their place.
    pub(super) absent: RefCell<BTreeMap<(usize, usize), Absent>>,
}

/// A part that lacks fields, and what it is part of.
pub(super) struct Absent {
    pub(super) path: String,
    pub(super) at: usize,
    pub(super) fields: Vec<&'static str>,
    /// Those that a field of another name was meant to be, which is told of that one.
    pub(super) misspelt: Vec<&'static str>,
}

impl Reading<'_> {
    /// Tells a slip of a sort, with what it is a part of.
    pub(super) fn habit(
        &self,
        habit: Habit,
        at: usize,
        path: impl FnOnce() -> String,
        message: impl FnOnce() -> String,
    ) {
        let mut slips = self.slips.borrow_mut();
        let before = slips.len();
        slips.say_habit(habit, at, message);
        if !slips.is_clean_since(before) {
            slips.name_since(before, &path());
        }
    }

    /// Tells a fault and puts a stand-in in the place of what was refused; whether there was still something to be
    /// replaced.
    pub(super) fn put_in_place(&self, fault: &Fault) -> bool {
        let mut is_told = false;
        if let FaultKind::Missing(field) = fault.kind
            && let Some(place) = fault.within.first()
            && let Some(known) = self.absent.borrow_mut().get_mut(place)
        {
            if !known.fields.contains(&field) {
                known.fields.push(field);
                return true;
            }
            is_told = true;
        }
        let mut stand_ins = self.stand_ins.borrow_mut();
        for (depth, place) in fault.within.iter().enumerate() {
            let tries = stand_ins.get(place).copied();
            if tries.is_some_and(|tries| tries + 1 >= StandIn::TRIES) {
                continue;
            }
            if depth == 0 && tries.is_none() && !is_told {
                let (message, path) = (fault.to_string(), fault.path.clone());
                self.slips.borrow_mut().push(Slip { at: place.0, path, message, other: None, more: 0 });
            }
            stand_ins.insert(*place, tries.map_or(0, |tries| tries + 1));
            return true;
        }
        false
    }

    /// Tells of each part which fields it lacks, all together.
    pub(super) fn tell_absent(&self) {
        for Absent { path, at, fields, misspelt, .. } in self.absent.borrow().values() {
            let fields: Vec<&str> = fields.iter().copied().filter(|field| !misspelt.contains(field)).collect();
            if fields.is_empty() {
                continue;
            }
            let message = examples::missing(&fields);
            self.slips.borrow_mut().push(Slip { at: *at, path: Some(path.clone()), message, other: None, more: 0 });
        }
    }
}

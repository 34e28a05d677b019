//! Disputes that records share: those of a base that is compiled, and each record's own where layers changed one.

use std::collections::HashSet;

use super::super::instruction::Namespace;
use super::super::woven::Thing;
use super::Laying;
use crate::data::dialect;
use crate::data::dispute::Conflict;
use crate::data::files::DISPUTES_FILE;
use crate::data::notation;
use crate::data::record::Record;
use crate::data::text::Text;

impl<'a> Laying<'a> {
    /// The disputes of a compiled base, which keeps none by themselves, where layers change some or have records that
    /// name some.
    pub(super) fn disputes_of_base(&mut self) -> Vec<Conflict<'a>> {
        let names_some = |thing: &Thing| {
            let file = thing.text.and_then(|number| self.woven.files.list.get(number));
            thing.key.namespace == Namespace::Disputes
                || file.is_some_and(|file| notation::field_named(&file.text, "conflicts").is_some())
        };
        if !self.woven.things.iter().any(names_some) {
            return Vec::new();
        }
        let file = self.woven.base().iter().find(|file| file.base_name() == DISPUTES_FILE);
        // The base is sound: it was read before.
        let read: Vec<Conflict<'a>> =
            file.and_then(|file| dialect::options().from_str(&file.text).ok()).unwrap_or_default();
        self.parsed += read.len();
        read
    }
}

/// The ids of the disputes of a record that it may share with others.
pub(super) fn shared_disputes<'r, 'a>(record: &'r Record<'a>) -> impl Iterator<Item = &'r Text<'a>> {
    record.conflicts.iter().filter_map(|conflict| conflict.id.as_ref())
}

/// Gives records of a base, which have their disputes already, those that layers changed.
pub(super) fn own_disputes<'a>(records: &mut [Record<'a>], disputes: &[Conflict<'a>], gone: &HashSet<&str>) {
    let named = |id: &str| disputes.iter().find(|dispute| dispute.id.as_deref() == Some(id));
    for record in records {
        let shared = |conflict: &Conflict<'_>| conflict.id.is_some() && conflict.missing().is_none();
        if !record.conflicts.iter().any(shared) {
            continue;
        }
        record.unpack();
        let Some(content) = record.written_mut() else { continue };
        let mut conflicts = std::mem::take(&mut content.conflicts).into_vec();
        conflicts.retain_mut(|conflict| {
            let Some(id) = conflict.id.clone().filter(|_| conflict.missing().is_none()) else { return true };
            if let Some(dispute) = named(&id) {
                *conflict = dispute.clone();
            }
            !gone.contains(id.as_str())
        });
        content.conflicts = conflicts.into_boxed_slice();
    }
}

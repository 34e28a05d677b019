//! Ids: well formed, each given once, and none that leads nowhere; and names of the pack's sectors likewise. For what a
//! pack has besides its records: questions, cards, disputes.

use std::collections::HashSet;
use std::fmt::Display;

use super::{Report, is_kebab};
use crate::data::text::Text;

impl Report<'_, '_> {
    /// Judges the id of a `question`, a `card`: the first of its name among those met so far, and well formed.
    pub(super) fn own_id<'i>(&mut self, met: &mut HashSet<&'i str>, thing: &str, id: &'i str) {
        if !met.insert(id) {
            self.say(id, "id", id, format!("another {thing} has this id"));
        }
        if !is_kebab(id) {
            self.say(id, "id", id, "an id is lower-case letters, digits and single hyphens");
        }
    }

    /// Judges a reference to a record or series, in a part of what has this id.
    pub(super) fn reference(&mut self, id: &str, part: &(impl Display + ?Sized), record: &Text<'_>) {
        if self.dataset.find(record).is_none() {
            let message = self.no_such_record(record);
            self.say(id, part, record, message);
        }
    }

    /// Judges the topic of a question: a sector of the pack.
    pub(super) fn topic(&mut self, id: &str, topic: &Text<'_>) {
        if !self.dataset.pack.sectors.contains(topic) {
            self.say(id, "topic", topic, format!("pack.ron has no sector “{topic}”"));
        }
    }
}

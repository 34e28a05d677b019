//! Ids: well formed, each given once, and none that leads nowhere; and names of the pack's sectors likewise. For what a
//! pack has besides its records: questions, cards, disputes.

use std::collections::HashSet;
use std::fmt::Display;

use super::{Report, THE_OTHER, is_kebab};
use crate::data::pack::id::made_of;
use crate::data::text::Text;

impl Report<'_, '_> {
    /// Judges the id of a `question`, a `card`: the first of its name among those met so far, and well formed.
    pub(super) fn own_id<'i>(&mut self, met: &mut HashSet<&'i str>, thing: &str, id: &'i str) {
        if let Some(first) = met.replace(id) {
            self.say_beside(id, "id", id, format!("another {thing} has this id"), (first, THE_OTHER));
        }
        if !is_kebab(id) {
            self.say(id, "id", id, no_id(id));
        }
    }

    /// Judges a reference to a record or series, in a part of what has this id.
    pub(super) fn reference(&mut self, id: &str, part: &(impl Display + ?Sized), record: &Text<'_>) {
        if self.dataset.find(record).is_none() && !self.unread.may_hold(record) {
            let message = self.no_such_record(record);
            self.say(id, part, record, message);
        }
    }

    /// Judges the topic of a question: a sector of the pack.
    pub(super) fn topic(&mut self, id: &str, topic: &Text<'_>) {
        if !self.dataset.pack.sectors.contains(topic) && !self.unread.is_head {
            let message = self.no_such_sector(topic);
            self.say(id, "topic", topic, message);
        }
    }

    /// That the pack has no such sector, which one is meant perhaps, and which there are.
    pub(super) fn no_such_sector(&self, sector: &str) -> String {
        let known = &self.dataset.pack.sectors;
        let near = self.did_you_mean(sector, known.iter().map(Text::as_str));
        let near = if near.is_empty() { ".".to_owned() } else { near };
        let known: Vec<&str> = known.iter().map(Text::as_str).collect();
        format!("pack.ron has no sector “{sector}”{near} Its sectors are: {}", known.join(", "))
    }
}

/// That something is no id, and what would be one.
pub(super) fn no_id(written: &str) -> String {
    let rule = "an id is lower-case letters, digits and single hyphens";
    // Of another script nothing would be left.
    if written.contains(|c: char| c.is_ascii_alphanumeric()) {
        format!("{rule}; write “{}”", made_of(written))
    } else {
        rule.to_owned()
    }
}

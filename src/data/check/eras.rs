//! The eras of a pack: each named once, in the order of time, and sourced.

use std::collections::HashSet;

use super::Report;
use crate::data::pack::eras::Era;

/// The most eras of a pack: who looks at a timeline sees them all at once.
const MOST: usize = 20;

impl Report<'_, '_> {
    pub(super) fn eras(&mut self) {
        let eras = &self.dataset.pack.eras;
        let mut seen: HashSet<String> = HashSet::new();
        if let Some(era) = eras.get(MOST) {
            let message = format!("a pack has at most {MOST} eras, and this one has {}", eras.len());
            self.say("pack", "eras", &era.name, message);
        }
        for era in eras {
            for text in [&era.name].into_iter().chain(&era.short) {
                self.text("pack", "eras", text);
            }
            if !seen.insert(era.name.to_lowercase()) {
                self.say("pack", "eras", &era.name, "another era of this pack has this name");
            }
            if era.cites.is_empty() {
                self.say("pack", "eras", &era.name, super::NOTHING_CITED);
            }
            for cites in &era.cites {
                self.cites("pack", "eras", cites, &era.name);
            }
        }
        for pair in eras.windows(2) {
            let [before, after]: &[Era<'_>; 2] = match pair.try_into() {
                Ok(pair) => pair,
                Err(_) => continue,
            };
            if after.first() <= before.first() {
                let message = format!("“{}” begins no later; write the eras in the order of time", before.name);
                self.say("pack", "eras", &after.name, message);
            } else if after.first() <= before.when.latest() {
                let message = format!(
                    "“{}” is not over when this begins ({}); let one end on the day before the next",
                    before.name, after.when
                );
                self.say("pack", "eras", &after.name, message);
            }
        }
    }
}

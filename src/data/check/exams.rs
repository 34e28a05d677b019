//! The papers of exams that a pack offers: each named once, possible to sit, and sourced.

use std::collections::HashSet;

use super::Report;
use crate::data::pack::preset::ExamPreset;

impl Report<'_, '_> {
    pub(super) fn exams(&mut self) {
        let mut seen: HashSet<String> = HashSet::new();
        for preset in &self.dataset.pack.exams {
            self.text("pack", "exams", &preset.name);
            if !seen.insert(preset.name.to_lowercase()) {
                self.say("pack", "exams", &preset.name, "another exam of this pack has this name");
            }
            if !preset.is_sound() {
                let (questions, minutes) = ExamPreset::MOST;
                let message = format!(
                    "a paper has from 1 to {questions} questions in 1 to {minutes} minutes, at most an hour for each, \
                     and a right answer brings something"
                );
                self.say("pack", "exams", &preset.name, message);
            }
            self.cites("pack", "exams", &preset.cite, &preset.name);
        }
    }
}

//! Papers of exams as they are really set: how many questions in how much time, and what an answer brings. A mock exam
//! may be sat at the pace and for the marks of any of them.

use serde::{Deserialize, Serialize};

use super::exam::{ExamScheme, Marks};
use crate::data::cite::Cites;
use crate::data::text::Text;

/// A paper of an exam.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ExamPreset<'a> {
    /// The exam and the paper, as candidates call them.
    #[serde(borrow)]
    pub name: Text<'a>,
    /// How many questions it has.
    pub questions: u16,
    /// How long one has.
    pub minutes: u32,
    /// What a right answer brings.
    pub right: Marks,
    /// What a wrong one takes off.
    pub wrong: Marks,
    /// Where all that is said.
    pub cite: Cites<'a>,
}

impl ExamPreset<'_> {
    /// The most questions of a paper, and the most minutes.
    pub const MOST: (u16, u32) = (500, 10_000);

    /// Whether it is a paper one can sit.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let (questions, minutes) = Self::MOST;
        (1..=questions).contains(&self.questions)
            && (1..=minutes).contains(&self.minutes)
            && self.minutes <= 60 * u32::from(self.questions)
            && !self.right.is_none()
    }

    /// Its marks, and its pace in whole seconds for each question.
    #[must_use]
    pub fn scheme(&self) -> ExamScheme {
        let seconds = (self.minutes.saturating_mul(60) / u32::from(self.questions).max(1)).max(1);
        ExamScheme { right: self.right, wrong: self.wrong, seconds }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preset(questions: u16, minutes: u32, right: &str) -> ExamPreset<'static> {
        let text = format!(
            "(name: \"Paper\", questions: {questions}, minutes: {minutes}, right: \"{right}\", wrong: \"1/3\", \
             cite: \"brief ¶1\")"
        );
        crate::data::load::options().from_str(text.leak()).unwrap()
    }

    #[test]
    fn the_pace_is_that_of_the_whole_paper() {
        let preset = preset(150, 120, "4/3");
        assert_eq!((preset.scheme().seconds, preset.scheme().minutes(25)), (48, 20));
        assert_eq!(preset.scheme().total(150, 0).to_string(), "200");
    }

    #[test]
    fn what_nobody_can_sit_is_no_paper() {
        assert!(preset(100, 120, "2").is_sound());
        for (questions, minutes, right) in [(0, 120, "2"), (100, 0, "2"), (501, 120, "2"), (1, 61, "1"), (9, 9, "0")] {
            assert!(!preset(questions, minutes, right).is_sound(), "{questions} in {minutes} for {right}");
        }
    }
}

//! The written examination of a pack, with questions that are answered at length: what it is called, and how much time
//! it gives for its marks.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use crate::data::text::Text;

/// The time of a whole paper: what it has for each mark, a question has for each of its own. A pack without one gives a
/// minute a mark.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(default, deny_unknown_fields)]
pub struct MainsScheme<'a> {
    /// What it is called where it is offered: `Main examination`, if left out.
    #[serde(borrow)]
    pub name: Text<'a>,
    /// What a full paper brings.
    #[serde(deserialize_with = "some")]
    pub marks: u16,
    /// How many minutes there are for it.
    #[serde(deserialize_with = "some")]
    pub minutes: u16,
}

impl Default for MainsScheme<'_> {
    fn default() -> Self {
        Self { name: Text::from("Main examination"), marks: 1, minutes: 1 }
    }
}

impl MainsScheme<'_> {
    /// How many whole minutes there are for a question of so many marks: the nearest, and at least one.
    #[must_use]
    pub fn minutes(&self, marks: u16) -> u32 {
        let (all, time) = (u32::from(self.marks).max(1), u32::from(self.minutes));
        ((u32::from(marks) * time + all / 2) / all).max(1)
    }
}

fn some<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    /// More than any examination has of either.
    const MOST: u16 = 2000;
    let number = u16::deserialize(deserializer)?;
    if (1..=MOST).contains(&number) {
        return Ok(number);
    }
    Err(Error::custom(format!("a paper has from 1 to {MOST} marks and minutes, and here it has {number}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_has_its_share_of_the_time() {
        let scheme = MainsScheme { marks: 250, minutes: 180, ..MainsScheme::default() };
        assert_eq!([10, 15, 1, 0, 250].map(|marks| scheme.minutes(marks)), [7, 11, 1, 1, 180]);
        assert_eq!(MainsScheme::default().minutes(10), 10);
    }
}

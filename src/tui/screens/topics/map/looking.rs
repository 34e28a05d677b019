//! How one looks at the map: from how far, and where one came from.

use crate::data::ItemId;

/// How one looks at the map.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in super::super) struct Looking {
    /// From how far.
    pub(super) distance: Distance,
    /// What was selected in the list when the map was opened, and what the map then selected.
    came_from: Option<(ItemId, ItemId)>,
}

/// From how far one looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Distance {
    /// All countries in one map.
    Whole,
    /// Each country for itself.
    #[default]
    Countries,
    /// So many times closer to what is selected.
    Closer(u8),
}

/// How the whole is called where a view is remembered.
const WHOLE: &str = "whole";

impl Looking {
    /// The map as it opens, from this item of the list.
    pub(in super::super) fn from(selected: Option<ItemId>, then: Option<ItemId>) -> Self {
        Self { came_from: selected.zip(then), ..Self::default() }
    }

    /// What to select in the list when the map is left: what was selected before, unless one moved on.
    pub(in super::super) fn back_to(self, selected: Option<ItemId>) -> Option<ItemId> {
        self.came_from.filter(|(_, then)| Some(*then) == selected).map(|(from, _)| from)
    }

    /// Comes closer, if one can, or goes farther away; tells whether anything changed.
    pub(in super::super) fn zoom(&mut self, closer: bool, can_come_closer: bool) -> bool {
        let before = self.distance;
        self.distance = match (before, closer) {
            (Distance::Whole, true) | (Distance::Closer(0 | 1), false) => Distance::Countries,
            (Distance::Whole | Distance::Countries, false) => Distance::Whole,
            (Distance::Countries, true) if can_come_closer => Distance::Closer(1),
            (Distance::Closer(steps), true) if can_come_closer => Distance::Closer(steps.saturating_add(1)),
            (Distance::Closer(steps), false) => Distance::Closer(steps - 1),
            (Distance::Countries | Distance::Closer(_), true) => before,
        };
        self.distance != before
    }

    /// To the whole, or back to the countries.
    pub(in super::super) fn toggle_whole(&mut self) {
        self.distance = if self.distance == Distance::Whole { Distance::Countries } else { Distance::Whole };
    }

    /// From how far, in a word that outlasts a run.
    pub(in super::super) fn word(self) -> String {
        match self.distance {
            Distance::Whole => WHOLE.to_owned(),
            Distance::Countries => String::new(),
            Distance::Closer(steps) => steps.to_string(),
        }
    }

    /// From as far as that word says, up to so many steps closer.
    pub(in super::super) fn of_word(word: &str) -> Self {
        const MOST: u8 = 9;
        let steps = word.parse().ok().filter(|steps| (1..=MOST).contains(steps));
        let distance = match steps {
            Some(steps) => Distance::Closer(steps),
            None if word == WHOLE => Distance::Whole,
            None => Distance::Countries,
        };
        Self { distance, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_comes_closer_step_by_step_and_goes_back_the_same_way() {
        let mut looking = Looking::default();
        let words = |looking: &mut Looking, closer: &[bool]| -> Vec<String> {
            closer.iter().map(|closer| (looking.zoom(*closer, true), looking.word()).1).collect()
        };
        assert_eq!(words(&mut looking, &[true, true, false, false]), ["1", "2", "1", ""]);
        assert_eq!(words(&mut looking, &[false, false, true]), ["whole", "whole", ""]);
        assert!(!looking.zoom(true, false), "there is nothing closer");
        for word in ["whole", "", "3"] {
            assert_eq!(Looking::of_word(word).word(), word);
        }
        assert_eq!(Looking::of_word("200").word(), "");
    }
}

//! Selection and offset of anything that scrolls. Pure numbers: knows no rows and no screen.

/// Which of a number of lines is selected, and which is the first shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    /// The selected line.
    pub selected: usize,
    /// The first line shown.
    pub offset: usize,
}

impl Scroll {
    /// Moves the offset just far enough that the selected line, and `context` lines above it, show
    /// in so many lines, and that no room is left empty at the end.
    pub fn fit(&mut self, lines: usize, height: usize, context: usize) {
        self.selected = self.selected.min(lines.saturating_sub(1));
        let first = self.selected.saturating_sub(context.min(height.saturating_sub(1)));
        if self.offset > first {
            self.offset = first;
        }
        if self.selected >= self.offset + height {
            self.offset = (self.selected + 1).saturating_sub(height);
        }
        self.offset = self.offset.min(lines.saturating_sub(height));
    }

    /// The same for a step: where the selected line, or one above it, would not show, half of what shows is passed
    /// over, so that the next steps move nothing but the selection.
    pub fn fit_step(&mut self, lines: usize, height: usize, context: usize) {
        let first = self.selected.saturating_sub(context.min(height.saturating_sub(1)));
        if first < self.offset || self.selected >= self.offset + height {
            self.offset = self.selected.saturating_sub(height / 2);
        }
        self.fit(lines, height, context);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_selected_line_always_shows(
            selected in 0_usize..50, offset in 0_usize..50, lines in 1_usize..50, height in 1_usize..20, context in 0_usize..5,
        ) {
            let mut scroll = Scroll { selected, offset };
            scroll.fit(lines, height, context);
            prop_assert!(scroll.selected < lines);
            prop_assert!((scroll.offset..scroll.offset + height).contains(&scroll.selected));
            prop_assert!(scroll.offset + height <= lines.max(height));
            let once = scroll;
            scroll.fit(lines, height, context);
            prop_assert_eq!(once, scroll);
        }

        #[test]
        fn after_a_step_over_the_edge_the_next_ones_move_nothing_else(
            offset in 0_usize..200, height in 4_usize..40, is_down: bool,
        ) {
            let lines = 300;
            let selected = if is_down { offset + height } else { offset.saturating_sub(1) };
            let mut scroll = Scroll { selected, offset };
            scroll.fit_step(lines, height, 0);
            prop_assert!((scroll.offset..scroll.offset + height).contains(&scroll.selected));
            let jumped = scroll.offset;
            for _ in 1..height / 2 {
                scroll.selected = if is_down { scroll.selected + 1 } else { scroll.selected.saturating_sub(1) };
                scroll.fit_step(lines, height, 0);
                prop_assert_eq!(scroll.offset, jumped);
            }
        }
    }
}

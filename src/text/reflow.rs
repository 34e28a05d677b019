//! Where a reader is in a text that is broken into lines of another width: letters stay in their order however they are
//! broken, blanks do not. Knows lines and numbers only.

/// How many letters a line has.
fn letters(line: &str) -> usize {
    line.chars().filter(|c| !c.is_whitespace()).count()
}

/// The line, of those a text is broken into now, in which the first letter of this line stands of those it was broken
/// into before. Of the same text: of another it is a line all the same.
#[must_use]
pub fn reflowed<'l>(
    before: impl IntoIterator<Item = &'l str>,
    row: usize,
    after: impl IntoIterator<Item = &'l str>,
) -> usize {
    if row == 0 {
        return 0;
    }
    let mut left: usize = before.into_iter().take(row).map(letters).sum();
    let mut last = 0;
    for (number, line) in after.into_iter().enumerate() {
        last = number;
        let here = letters(line);
        if left < here {
            break;
        }
        left -= here;
    }
    last
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::wrap;

    proptest! {
        #[test]
        fn the_first_letter_of_a_line_stands_in_the_line_that_is_found(
            text in "([a-z]{1,9} ){1,60}", wide in 9_usize..60, narrow in 9_usize..60, row in any::<prop::sample::Index>(),
        ) {
            let (before, after) = (wrap(&text, wide), wrap(&text, narrow));
            let row = row.index(before.len());
            let found = reflowed(before.iter().copied(), row, after.iter().copied());
            let letters_of = |lines: &[&str]| lines.iter().map(|line| letters(line)).sum::<usize>();
            let at = letters_of(&before[..row]);
            prop_assert!(letters_of(&after[..found]) <= at && at < letters_of(&after[..=found]));
            prop_assert_eq!(reflowed(before.iter().copied(), row, before.iter().copied()), row, "where nothing changed");
        }
    }

    #[test]
    fn blank_lines_are_passed_over_and_the_end_is_not() {
        let (before, after) = (["one two", "", "three"], ["one", "two", "", "", "three"]);
        assert_eq!(reflowed(before, 2, after), 4);
        assert_eq!((reflowed(before, 0, after), reflowed(before, 9, after), reflowed(before, 9, [])), (0, 4, 0));
        assert_eq!(reflowed(after, 1, before), 0);
    }
}

//! Slips of the hand: a letter more, less, other, or two swapped. Only what is told of two words without measuring
//! their distance stands here; what a misspelt word may stand for is for [`super::spelling`].

/// Whether a word begins with a typed one in which there is just one slip. Thousands of words are asked this at every
/// letter, so it is told without measuring a distance.
pub(super) fn begins_with_a_slip(word: &[u8], typed: &[u8]) -> bool {
    let same = word.iter().zip(typed).take_while(|(one, other)| one == other).count();
    let (word, typed) = (word.get(same..).unwrap_or_default(), typed.get(same..).unwrap_or_default());
    // Where either ends here, the word begins with the typed one as it is, or is too short.
    let ([letter, word_after @ ..], [other, typed_after @ ..]) = (word, typed) else { return false };
    let is_swapped = match (word_after, typed_after) {
        ([next, word_after @ ..], [after, typed_after @ ..]) => {
            letter == after && next == other && word_after.starts_with(typed_after)
        }
        _ => false,
    };
    let (is_left_out, is_other) = (word_after.starts_with(typed), word_after.starts_with(typed_after));
    let is_added = word.starts_with(typed_after);
    is_left_out || is_other || is_added || is_swapped
}

/// Whether two words differ in two letters that stand beside each other, in the other order.
pub(super) fn is_swapped(word: &[u8], other: &[u8]) -> bool {
    let same = word.iter().zip(other).take_while(|(one, other)| one == other).count();
    match (word.get(same..), other.get(same..)) {
        (Some([first, second, rest @ ..]), Some([one, next, after @ ..])) => {
            first == next && second == one && rest == after
        }
        _ => false,
    }
}

/// Whether a word begins with the first two letters of another in the other order.
pub(super) fn is_swapped_at_start(word: &[u8], other: &[u8]) -> bool {
    matches!((word, other), ([first, second, ..], [one, next, ..]) if first == next && second == one)
}

/// A word with one of its letters, not the first, twice: each way to do so.
pub(super) fn with_a_letter_doubled(word: &str) -> impl Iterator<Item = String> {
    word.char_indices().skip(1).map(move |(at, letter)| {
        let mut longer = word.to_owned();
        longer.insert(at, letter);
        longer
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_letter_is_doubled_in_each_place_but_the_first() {
        assert_eq!(with_a_letter_doubled("sumi").collect::<Vec<_>>(), ["suumi", "summi", "sumii"]);
        assert_eq!(with_a_letter_doubled("").count(), 0);
    }

    proptest! {
        #[test]
        fn a_slip_in_a_beginning_is_a_distance_of_one(word in "[ab]{4,10}", typed in "[ab]{3,8}") {
            let heads = (typed.len() - 1..=typed.len() + 1).filter_map(|end| word.get(..end));
            let least = heads.map(|head| strsim::osa_distance(&typed, head)).min();
            if word.len() > typed.len() {
                prop_assert_eq!(begins_with_a_slip(word.as_bytes(), typed.as_bytes()), least == Some(1));
            }
        }

        #[test]
        fn two_letters_that_are_swapped_are(word in "[abc]{0,6}", other in "[abc]{0,6}") {
            let (word, other) = (word.as_bytes(), other.as_bytes());
            let expected = (1..word.len()).any(|at| {
                let mut swapped = word.to_vec();
                swapped.swap(at - 1, at);
                swapped == other && word != other
            });
            prop_assert_eq!(is_swapped(word, other), expected);
        }
    }
}

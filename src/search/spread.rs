//! Words whose letters do not stand together: initials, and letters scattered over the words of a name.
//!
//! Both place all letters at once: bit *n* of a set says that the first *n* can be placed so far, and
//! `place` tells for each byte at which places of the word it stands.

use memchr::memchr_iter;

use super::word::Fit;

/// Words up to this length, and numbers, may be passed over by initials and scattered letters: of,
/// and, the, 2014.
const SHORT_WORD: usize = 3;

/// The words of a folded name, empty ones where two spaces meet.
pub(super) fn words(name: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut from = 0;
    memchr_iter(b' ', name).chain(std::iter::once(name.len())).map(move |to| {
        let word = name.get(from..to).unwrap_or_default();
        from = to + 1;
        word
    })
}

/// All ways to place the letters at once: bit *n* of a set says that the first *n* can be placed.
pub(super) fn scatters(name: &[u8], goal: u64, place: impl Fn(u8) -> u64) -> bool {
    let mut before = 1_u64;
    for word in words(name) {
        let [head, rest @ ..] = word else { continue };
        let mut here = (before << 1) & place(*head);
        // Most words take no letter: of these nothing but the length is looked at.
        if here != 0 {
            for &byte in rest {
                here |= (here << 1) & place(byte);
            }
            if here & goal != 0 {
                return true;
            }
        }
        let optional = head.is_ascii_digit() || word.len() <= SHORT_WORD;
        before = 1 | here | if optional { before } else { 0 };
    }
    false
}

/// Whether the words of a name give their first letters, short words and numbers at will: all of them, or
/// the first few.
pub(super) fn initials(name: &[u8], goal: u64, place: impl Fn(u8) -> u64) -> Option<Fit> {
    let (mut sets, mut begun) = (1_u64, false);
    for word in words(name) {
        let Some(&head) = word.first() else { continue };
        let taken = (sets << 1) & place(head);
        let optional = word.len() <= SHORT_WORD || head.is_ascii_digit();
        sets = if optional { sets | taken } else { taken };
        begun |= sets & goal != 0;
        if sets == 0 {
            break;
        }
    }
    match (sets & goal != 0, begun) {
        (true, _) => Some(Fit::Initials),
        (false, true) => Some(Fit::Begun),
        (false, false) => None,
    }
}

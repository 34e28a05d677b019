//! Words whose letters do not stand together: initials, and letters scattered over the words of a name.
//!
//! Both place all letters at once: bit *n* of a set says that the first *n* can be placed so far, and
//! `place` tells for each byte at which places of the word it stands.

use super::word::Fit;

/// Words up to this length, and numbers, may be passed over by initials and scattered letters: of,
/// and, the, 2014.
const SHORT_WORD: usize = 3;

/// All ways to place the letters at once: bit *n* of a set says that the first *n* can be placed.
pub(super) fn scatters(name: &[u8], goal: u64, place: impl Fn(u8) -> u64) -> bool {
    let (mut before, mut here, mut length, mut optional) = (1_u64, 0_u64, 0_usize, false);
    for &byte in name {
        if byte == b' ' {
            before = 1 | here | if optional || length <= SHORT_WORD { before } else { 0 };
            (here, length) = (0, 0);
            continue;
        }
        if length == 0 {
            optional = byte.is_ascii_digit();
            here = (before << 1) & place(byte);
        } else if here != 0 {
            here |= (here << 1) & place(byte);
        }
        length += 1;
        if here & goal != 0 {
            return true;
        }
    }
    false
}

/// Whether the words of a name give their first letters, short words and numbers at will: all of them, or
/// the first few.
pub(super) fn initials(name: &[u8], goal: u64, place: impl Fn(u8) -> u64) -> Option<Fit> {
    let (mut sets, mut begun) = (1_u64, false);
    for word in name.split(|&byte| byte == b' ') {
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

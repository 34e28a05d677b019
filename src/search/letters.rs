//! Bags of letters: which letters a text has, as bits of one number, so that most words are refused before
//! anything is read. A bag may promise too much, never too little.

/// The bit of a byte in a bag of letters: one each for a–z and 0–9, the others share the rest.
pub(super) const fn bit(byte: u8) -> u64 {
    match byte {
        b'a'..=b'z' => 1 << (byte - b'a'),
        b'0'..=b'9' => 1 << (26 + byte - b'0'),
        other => 1 << (36 + other % 27),
    }
}

/// The bit that tells that some word has but one letter.
pub(super) const LONE: u64 = 1 << 63;

/// The bit of the two bytes a word begins with; many pairs share one.
pub(super) fn pair_bit(first: u8, second: u8) -> u64 {
    1 << ((u32::from(first).wrapping_mul(37).wrapping_add(u32::from(second).wrapping_mul(11))) % 64)
}

/// The pairs of letters that the words of a folded text begin with.
pub(super) fn pairs(folded: &[u8]) -> u64 {
    let words = folded.split(|&byte| byte == b' ');
    words.fold(0, |bag, word| match word {
        [first, second, ..] => bag | pair_bit(*first, *second),
        _ => bag,
    })
}

/// The letters of a folded text, and those its words begin with.
pub(super) fn bags(folded: &[u8]) -> (u64, u64) {
    let (mut bag, mut heads, mut length) = (0, 0, 0_usize);
    for &byte in folded {
        if byte == b' ' {
            if length == 1 {
                bag |= LONE;
            }
            length = 0;
        } else {
            bag |= bit(byte);
            if length == 0 {
                heads |= bit(byte);
            }
            length += 1;
        }
    }
    if length == 1 {
        bag |= LONE;
    }
    (bag, heads)
}

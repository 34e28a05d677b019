//! Masks of characters: which letters a text has, as bits of one number, so that most words are refused before
//! anything is read. A mask may promise too much, never too little.

/// The bit of a byte in a mask: one each for a–z and 0–9, the others share the rest.
pub(crate) const fn bit(byte: u8) -> u64 {
    match byte {
        b'a'..=b'z' => 1 << (byte - b'a'),
        b'0'..=b'9' => 1 << (26 + byte - b'0'),
        other => 1 << (36 + other % 27),
    }
}

/// The letters of a text.
pub(crate) fn mask(text: &[u8]) -> u64 {
    text.iter().fold(0, |mask, &byte| mask | bit(byte))
}

/// The bit that tells that some word has but one letter.
pub(crate) const LONE: u64 = 1 << 63;

/// The bit of the two bytes a word, or two words, begin with; many pairs share one.
pub(crate) fn pair_bit(first: u8, second: u8) -> u64 {
    // The golden ratio spreads what is alike; the highest six bits are spread best.
    1 << ((u32::from(first) << 8 | u32::from(second)).wrapping_mul(0x9e37_79b9) >> 26)
}

/// The pairs of letters that the words of a folded text begin with.
pub(crate) fn pairs(folded: &[u8]) -> u64 {
    let words = folded.split(|&byte| byte == b' ');
    words.fold(0, |mask, word| match word {
        [first, second, ..] => mask | pair_bit(*first, *second),
        _ => mask,
    })
}

/// Whether initials and scattered letters may pass over a word: of, and, the, 2014.
#[inline]
pub(crate) fn is_passed_over(word: &[u8]) -> bool {
    /// Words up to this length.
    const SHORT_WORD: usize = 3;
    word.len() <= SHORT_WORD || word.first().is_some_and(u8::is_ascii_digit)
}

/// The pairs of letters a–z that a word and one of the next begin with, where those between may be passed over.
pub(crate) fn initial_pairs(folded: &[u8]) -> u64 {
    let mut pairs = 0;
    // The letters before the next word, as bits.
    let mut before = 0_u32;
    for word in folded.split(|&byte| byte == b' ') {
        let Some(&head) = word.first() else { continue };
        let own = if head.is_ascii_lowercase() { 1 << (head - b'a') } else { 0 };
        let mut left = if own == 0 { 0 } else { before };
        while left != 0 {
            let earlier = u8::try_from(left.trailing_zeros()).unwrap_or(0);
            pairs |= pair_bit(b'a' + earlier, head);
            left &= left - 1;
        }
        before = if is_passed_over(word) { before | own } else { own };
    }
    pairs
}

/// The letters of a folded text, and those its words begin with.
pub(crate) fn masks(folded: &[u8]) -> (u64, u64) {
    let (mut mask, mut heads, mut length) = (0, 0, 0_usize);
    for &byte in folded {
        if byte == b' ' {
            if length == 1 {
                mask |= LONE;
            }
            length = 0;
        } else {
            mask |= bit(byte);
            if length == 0 {
                heads |= bit(byte);
            }
            length += 1;
        }
    }
    if length == 1 {
        mask |= LONE;
    }
    (mask, heads)
}

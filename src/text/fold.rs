//! Folding: the one form in which names, texts and queries are compared.
//!
//! Folded text is lower case, without Latin diacritics, its words parted by single spaces:
//! `Tōdai-ji’s “R&D”` becomes `todai ji r and d`. Both sides of a comparison are folded, so a rule
//! need only bring spellings together, not be right English; and each rule looks only at what stands
//! *before* a letter where it changes one, so that a half-typed word stays a prefix of the whole. What becomes of a
//! sign, such as a point, a dash or a colon, the letter after it decides too. What there is to know of another script
//! is in [`scripts`], and is Unicode's, not that of any language. What a match means is for those who compare.

mod kanji;
mod letters;
mod scripts;
mod traced;

use unicode_normalization::char::is_combining_mark;

pub(super) use self::letters::base;
use self::letters::{is_word, leaves_no_trace, money};
use self::scripts::Becomes;
pub(crate) use self::traced::Traced;
use super::narrow::{digit, narrow};

/// A text in folded form.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    fold_into(text, &mut out);
    into_string(out)
}

/// Appends the folded form, which is UTF-8 and never begins or ends with a space.
pub(crate) fn fold_into(text: &str, out: &mut Vec<u8>) {
    let start = out.len();
    Folder::<false> { out, start, parted: false, scripts: true, origins: Vec::new() }.run(text);
}

/// The form of which ids and fingerprints are made that are kept: that of the first edition, in which other scripts
/// stayed as written. It never changes, for what somebody answered is kept by them.
pub(crate) fn fold_for_ids(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    Folder::<false> { out: &mut out, start: 0, parted: false, scripts: false, origins: Vec::new() }.run(text);
    into_string(out)
}

/// Folded bytes as text, which they are.
pub(crate) fn into_string(folded: Vec<u8>) -> String {
    String::from_utf8(folded).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Lower case of the ASCII letters and digits; 0 for every other byte.
const PLAIN: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, which checks it")]
            {
                table[byte as usize] = byte.to_ascii_lowercase();
            }
        }
        byte += 1;
    }
    table
};

fn plain(byte: u8) -> u8 {
    PLAIN.get(usize::from(byte)).copied().unwrap_or(0)
}

/// Walks a text and appends its folded characters; if `TRACE`, notes where each came from.
struct Folder<'o, const TRACE: bool> {
    out: &'o mut Vec<u8>,
    /// Where in `out` this text begins.
    start: usize,
    /// Whether a space is due before the next character.
    parted: bool,
    /// Whether the spellings of scripts beyond Latin are brought together.
    scripts: bool,
    origins: Vec<usize>,
}

impl<const TRACE: bool> Folder<'_, TRACE> {
    fn run(mut self, text: &str) -> Vec<usize> {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let letter = plain(byte);
            if letter != 0 {
                self.letter(letter, at);
                at += 1;
            } else if byte == b' ' {
                self.parted = true;
                at += 1;
            } else if byte.is_ascii() {
                at += self.sign(byte, at, text.get(at + 1..).unwrap_or_default());
            } else {
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                let after = text.get(at + c.len_utf8()..).unwrap_or_default();
                at += self.other(c, at, after).max(c.len_utf8());
            }
        }
        self.origins
    }

    /// The last byte handed out, or a space between words.
    fn last(&self) -> u8 {
        if self.parted || self.out.len() == self.start { b' ' } else { self.out.last().copied().unwrap_or(b' ') }
    }

    /// An ASCII letter or digit, already in lower case.
    #[inline]
    fn letter(&mut self, byte: u8, at: usize) {
        let byte = match byte {
            // -ize and -ise, -ization and -isation.
            b'z' if self.last() == b'i' => b's',
            // Defense and defence.
            b's' if self.last() == b'n' && self.out.ends_with(b"defen") => b'c',
            other => other,
        };
        self.put(byte, at);
    }

    #[inline]
    fn put(&mut self, byte: u8, at: usize) {
        if self.parted {
            self.parted = false;
            if self.out.len() > self.start {
                self.push(b' ', at);
            }
        }
        self.push(byte, at);
    }

    #[inline]
    fn push(&mut self, byte: u8, at: usize) {
        self.out.push(byte);
        if TRACE {
            self.origins.push(at);
        }
    }

    /// Letters that stand for a sign, as a word of their own.
    fn spell(&mut self, word: &str, at: usize) {
        self.parted = true;
        word.bytes().for_each(|byte| self.put(byte, at));
        self.parted = true;
    }

    /// An ASCII character that is no letter; answers how many bytes are dealt with.
    fn sign(&mut self, byte: u8, at: usize, after: &str) -> usize {
        let next = match after.bytes().next() {
            Some(byte) if byte.is_ascii() || !self.scripts => byte,
            _ => after.chars().next().and_then(|c| u8::try_from(narrow(c)).ok()).unwrap_or(b' '),
        };
        let last = self.last();
        let word = self.out.get(self.start..).unwrap_or_default();
        let alone = word.len() == 1 || word.len().checked_sub(2).and_then(|before| word.get(before)) == Some(&b' ');
        match byte {
            b'\'' => return self.apostrophe(after),
            // `O`Neill`, and दु:ख with a colon for the visarga; a dash for the sign of a long vowel.
            b'`' if self.scripts => return self.apostrophe(after),
            b':' if self.scripts && self.is_visarga(after) => {}
            b'-' if self.scripts && self.lengthens(after) => return self.long_vowel(at),
            b'&' => self.spell("and", at),
            // `2+2` is a word.
            b'+' if last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric() => self.put(b'+', at),
            // `1.5` keeps its point, `1,441` loses its comma, `U.S.` is `us`.
            b'.' if last.is_ascii_digit() && next.is_ascii_digit() => self.put(b'.', at),
            b',' if last.is_ascii_digit() && next.is_ascii_digit() => {}
            b'.' if last.is_ascii_alphabetic() && next.is_ascii_alphabetic() => {}
            // `G-20` is `g20`.
            b'-' if alone && last.is_ascii_alphabetic() && next.is_ascii_digit() => {}
            _ => self.parted = true,
        }
        1
    }

    /// Whether a colon stands for the visarga, which looks like it: after a letter of Devanagari and before a
    /// consonant.
    fn is_visarga(&self, after: &str) -> bool {
        let is_consonant = |c: char| matches!(c, 'क'..='ह' | '\u{958}'..='\u{95f}' | '\u{978}'..='\u{97f}');
        self.last_letter().is_some_and(|c| ('\u{900}'..='\u{97f}').contains(&c))
            && after.chars().next().is_some_and(is_consonant)
    }

    /// Whether a dash stands for the sign that lengthens a vowel, which looks like it: after a kana, and before another
    /// or at the end of its word.
    fn lengthens(&self, after: &str) -> bool {
        let goes_on = |c: char| matches!(c, '\u{3041}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}') || !c.is_alphanumeric();
        self.last_letter().and_then(scripts::lengthened).is_some() && after.chars().next().is_none_or(goes_on)
    }

    /// The vowel that lengthens the one before.
    fn long_vowel(&mut self, at: usize) -> usize {
        self.piece('ー', at);
        1
    }

    /// `Japan’s` is `japan`, `O’Neill` is `oneill`, and any other apostrophe parts words.
    fn apostrophe(&mut self, after: &str) -> usize {
        let mut following = after.bytes();
        let (next, then) = (following.next().unwrap_or(b' '), following.next().unwrap_or(b' '));
        let in_word = self.last() != b' ';
        if in_word && next.eq_ignore_ascii_case(&b's') && !then.is_ascii_alphanumeric() && then.is_ascii() {
            self.parted = true;
            return 2;
        }
        // An É is a letter whether or not it is composed; those who keep ids by the first edition's form keep its gap.
        let is_latin = |c: char| !base(c).is_empty() && base(c).is_ascii();
        let is_before_letter = next.is_ascii_alphabetic() || self.scripts && after.chars().next().is_some_and(is_latin);
        if !(in_word && is_before_letter) {
            self.parted = true;
        }
        1
    }

    /// A character beyond ASCII; answers how many bytes are dealt with, or 0 for just its own.
    fn other(&mut self, c: char, at: usize, after: &str) -> usize {
        match c {
            '’' | '‘' | 'ʼ' | '＇' => return self.apostrophe(after) - 1 + c.len_utf8(),
            // Other signs that stand for it: of transliteration, of feet and of the accents.
            'ʹ'..='ʻ' | '\u{374}' | 'ʾ' | 'ʿ' | '′' | '‛' | '´' | '\u{1ffd}' | '\u{1fef}' | '｀' if self.scripts =>
            {
                return self.apostrophe(after) - 1 + c.len_utf8();
            }
            // A dash between words is no long vowel.
            '‒'..='—' if self.scripts && !self.last().is_ascii() => self.parted = true,
            '‐'..='―' | '−' => _ = self.sign(b'-', at, after),
            // The sign after the letters of an abbreviation.
            '॰' if self.scripts => _ = self.sign(b'.', at, after),
            '\u{a2}'..='\u{a5}' | '\u{e3f}' | '\u{20a0}'..='\u{20cf}' | '￠' | '￡' | '￥' | '￦' => {
                match money(c) {
                    "" => self.parted = true,
                    name => self.spell(name, at),
                }
            }
            '\u{ff01}'..='\u{ff5e}' => {
                let narrow = u8::try_from(narrow(c)).unwrap_or(b' ');
                match plain(narrow) {
                    0 => _ = self.sign(narrow, at, after),
                    letter => self.letter(letter, at),
                }
            }
            c if self.scripts && base(c).is_empty() => match digit(c) {
                Some(digit) => self.letter(digit, at),
                None => scripts::pieces(c, |piece| self.piece(piece, at)),
            },
            c => self.written(c, at),
        }
        0
    }

    /// A character that is composed of no others.
    fn piece(&mut self, c: char, at: usize) {
        match scripts::becomes(c, || self.last_letter()) {
            Becomes::Nothing => {}
            Becomes::Letter(c) => self.written(c, at),
            Becomes::Letters(one, other) => {
                self.written(one, at);
                self.written(other, at);
            }
            Becomes::InPlaceOfLast(instead, more) => {
                self.replace_last(instead, at);
                if let Some(c) = more {
                    self.written(c, at);
                }
            }
        }
    }

    /// A character as it is written, without its diacritic and in lower case.
    fn written(&mut self, c: char, at: usize) {
        match base(c) {
            _ if leaves_no_trace(c) => {}
            // Some sign is a letter of ASCII, such as that of kelvin.
            "" if c.is_ascii() => match plain(u8::try_from(c).unwrap_or(b' ')) {
                0 => self.parted = true,
                letter => self.letter(letter, at),
            },
            "" if is_word(c) => {
                // The sign of the ångström is a letter of its own, whose small one is å.
                for lower in c.to_lowercase() {
                    match base(lower) {
                        "" => lower.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| self.put(byte, at)),
                        letters => letters.bytes().for_each(|byte| self.letter(byte, at)),
                    }
                }
            }
            // A mark parts no word.
            "" if self.scripts && is_combining_mark(c) => {}
            "" => self.parted = true,
            letters => letters.bytes().for_each(|byte| self.letter(byte, at)),
        }
    }

    /// The last letter handed out, if it is of the same word.
    fn last_letter(&self) -> Option<char> {
        let word = self.out.get(self.start..).filter(|_| !self.parted)?;
        let length = word.iter().rev().take_while(|byte| **byte & 0xc0 == 0x80).count() + 1;
        std::str::from_utf8(word.get(word.len().checked_sub(length)?..)?).ok()?.chars().next()
    }

    /// Puts another letter in place of the last, from which on it leads back as far as here.
    fn replace_last(&mut self, letter: char, at: usize) {
        let Some(last) = self.last_letter() else { return };
        let start = self.out.len() - last.len_utf8();
        self.out.truncate(start);
        let from = self.origins.get(start.saturating_sub(self.start)).copied();
        self.origins.truncate(start.saturating_sub(self.start));
        let bytes = letter.len_utf8();
        for (number, byte) in letter.encode_utf8(&mut [0; 4]).bytes().enumerate() {
            self.push(byte, from.filter(|_| number + 1 < bytes).unwrap_or(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_meet() {
        for (text, folded) in [
            ("\u{212b}ngstr\u{f6}m", "angstrom"),
            ("Tōdai-ji’s “R&D”", "todai ji r and d"),
            ("Defense organization", "defence organisation"),
            ("Defence organisation", "defence organisation"),
            ("modernizing", "modernising"),
            ("Śāntiniketan – Café—Tokyo", "santiniketan cafe tokyo"),
            ("ＦＵＬＬ－ｗｉｄｔｈ　１２", "full width 12"),
            ("e\u{301}te\u{301}", "ete"),
            ("2+2 of G-20 in the U.S.", "2+2 of g20 in the us"),
            ("US$ 1,441.5 million", "us 1441.5 million"),
            ("O'Brien's 'quoted'", "obrien quoted"),
            ("東大寺・奈良", "東大寺 奈良"),
            ("मैत्री।", "मैत्री"),
            ("  ", ""),
            ("&", "and"),
            ("¥5 trillion", "yen 5 trillion"),
            ("€30 and £5", "euro 30 and pound 5"),
            ("Nguyễn Phương Thảo, Đặng", "nguyen phuong thao dang"),
            ("اِتِّفَاقِيَّة التُّمُور", "اتفاقيه التمور"),
            ("أحمد", "احمد"),
            ("เมืองเชียงใหม่", "เมืองเชียงใหม่"),
            ("Ἀθῆναι Αθήνας", "αθηναι αθηνασ"),
            ("१,४४१.५ करोड़; ２０１１．５", "1441.5 करोड 2011.5"),
            ("5\u{20e3}x", "5x"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    /// What somebody answered of their own cards is kept by these.
    #[test]
    fn the_form_for_ids_stays_as_it_was() {
        for (text, folded) in [
            ("Tōdai-ji’s “R&D” modernized, １２", "todai ji r and d modernised 12"),
            ("गाँधी, नरेंद्र फ़ैज़ २०११", "गाँधी नरेंद्र फ़ैज़ २०११"),
            ("トーキョー ｶﾞﾝｼﾞｰ だるま", "トーキョー ｶﾞﾝｼﾞｰ だるま"),
            ("Ἀθῆναι", "αθῆναι"),
        ] {
            assert_eq!(fold_for_ids(text), folded);
        }
    }

    proptest! {
        #[test]
        fn a_prefix_stays_a_prefix(text in "[a-z]{1,12}", cut in 1_usize..12) {
            let head: String = text.chars().take(cut).collect();
            prop_assert!(fold(&text).starts_with(&fold(&head)));
        }

        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert!(!once.starts_with(' ') && !once.ends_with(' ') && !once.contains("  "));
            prop_assert_eq!(Traced::new(&text).folded, once);
        }
    }
}

//! Keyboards of other scripts: which letter stands at the place of which on a Latin keyboard, so that keys act by their
//! place where no text is typed. And the full-width letters and signs of East Asian input methods, and the digits of
//! every script. Data, of scripts and not of countries; what a letter means as text is not told here.
//!
//! Kana are left out: an input method gives them for the Latin letters that are typed, another keyboard for other
//! places. So is the b of Arabic's keyboard, which gives two letters at once (لا), each of which has a place of its
//! own.

use crate::text::narrow::digit;

/// Two rows of letters: what a keyboard types, and what a Latin one (US) types at the same places.
type Rows = (&'static str, &'static str);

const KEYBOARDS: &[Rows] = &[
    // Cyrillic: Russian, and what Ukrainian and Belarusian have besides.
    ("йцукенгшщзхъфывапролджэячсмитьбюё", r"qwertyuiop[]asdfghjkl;'zxcvbnm,.`"),
    ("ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ", r#"QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~"#),
    ("іїєґўІЇЄҐЎ", r#"s]'\oS}"|O"#),
    // Greek; its Q types a question mark.
    ("\u{37e}ςερτυθιοπασδφγηξκλζχψωβνμ", "qwertyuiopasdfghjklzxcvbnm"),
    ("ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ", "ERTYUIOPASDFGHJKLZXCVBNM"),
    // Devanagari: InScript, the vowel signs of which stand alone.
    ("\u{94c}\u{948}\u{93e}\u{940}\u{942}बहगदजड\u{93c}", "qwertyuiop[]"),
    ("\u{94b}\u{947}\u{94d}\u{93f}\u{941}परकतचट", "asdfghjkl;'"),
    ("\u{902}मनवलसय", "xcvbnm/"),
    ("औऐआईऊभङघधझढञ", "QWERTYUIOP{}"),
    ("ओएअइउफ\u{931}खथछठ", r#"ASDFGHJKL:""#),
    ("\u{901}ण\u{929}\u{934}ळशष।\u{95f}", "XCVBNM<>?"),
    // Hebrew (SI-1452); its q types a slash, as it is.
    ("קראטוןםפ", "ertyuiop"),
    ("שדגכעיחלךף", "asdfghjkl;"),
    ("זסבהנמצתץ", "zxcvbnm,."),
    // Arabic (101 keys).
    ("ضصثقفغعهخحجد", "qwertyuiop[]"),
    ("شسيبلاتنمكط", "asdfghjkl;'"),
    ("ئءؤرىةوزظ؟", "zxcvnm,./?"),
    // Hangul (two sets); a vowel or a consonant that was left alone.
    ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "qwertyuiop"),
    ("ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "asdfghjkl"),
    ("ㅋㅌㅊㅍㅠㅜㅡ", "zxcvbnm"),
    ("ㅃㅉㄸㄲㅆㅒㅖ", "QWERTOP"),
    // What East Asian input methods give for signs.
    ("、。・「」￥〜", r",./[]\~"),
];

/// The blocks of the scripts of India from Bengali to Malayalam are laid out as that of Devanagari is, and so are their
/// `InScript` keyboards.
const AS_DEVANAGARI: std::ops::RangeInclusive<u32> = 0x980..=0xd7f;
const BLOCK: u32 = 0x80;
const DEVANAGARI: u32 = 0x900;

/// The full-width letters stand so far from theirs in ASCII.
const FULL_WIDTH: std::ops::RangeInclusive<char> = '\u{ff01}'..='\u{ff5e}';
const DISTANCE: u32 = 0xfee0;
const FULL_WIDTH_SPACE: char = '\u{3000}';

/// Whether it is a full-width letter, or space, of ASCII.
#[must_use]
pub fn is_full_width(c: char) -> bool {
    c == FULL_WIDTH_SPACE || FULL_WIDTH.contains(&c)
}

/// What stands for this letter on a Latin keyboard, if that is known and is another.
#[must_use]
pub fn latin(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    if c == FULL_WIDTH_SPACE {
        return Some(' ');
    }
    if FULL_WIDTH.contains(&c) {
        return char::from_u32(u32::from(c) - DISTANCE);
    }
    if let Some(digit) = digit(c) {
        return Some(char::from(digit));
    }
    let number = u32::from(c);
    let c = if AS_DEVANAGARI.contains(&number) { char::from_u32(DEVANAGARI + number % BLOCK)? } else { c };
    let mut places = KEYBOARDS.iter().flat_map(|(typed, latin)| typed.chars().zip(latin.chars()));
    places.find(|(typed, _)| *typed == c).map(|(_, latin)| latin)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_letter_has_one_place() {
        let mut seen = HashSet::new();
        for (typed, latin) in KEYBOARDS {
            assert_eq!(typed.chars().count(), latin.chars().count(), "{typed}");
            assert!(typed.chars().all(|c| !c.is_ascii() && seen.insert(c)), "{typed}");
            assert!(latin.is_ascii(), "{latin}");
        }
    }

    #[test]
    fn letters_act_by_their_place() {
        for (typed, key) in [
            ('й', 'q'),
            ('Й', 'Q'),
            ('о', 'j'),
            ('л', 'k'),
            ('ё', '`'),
            ('ж', ';'),
            ('θ', 'u'),
            ('ξ', 'j'),
            ('म', 'c'),
            ('\u{94c}', 'q'),
            ('य', '/'),
            ('ｑ', 'q'),
            ('３', '3'),
            ('：', ':'),
            ('／', '/'),
            ('？', '?'),
            ('\u{3000}', ' '),
            ('ק', 'e'),
            ('ח', 'j'),
            ('ض', 'q'),
            ('ت', 'j'),
            ('ㅂ', 'q'),
            ('ㅓ', 'j'),
            ('・', '/'),
            ('२', '2'),
            ('۳', '3'),
            // Bengali, Gujarati, Tamil, Malayalam.
            ('র', 'j'),
            ('\u{9cc}', 'q'),
            ('ર', 'j'),
            ('ர', 'j'),
            ('ക', 'k'),
        ] {
            assert_eq!(latin(typed), Some(key), "{typed}");
        }
        for none in ['q', ' ', '日', 'あ', 'é', '🙂'] {
            assert_eq!(latin(none), None, "{none}");
        }
    }
}

//! Narrowing: signs, letters and digits as an ASCII keyboard gives them, of those that another script's keyboard or
//! input method gives in their place.
//!
//! It serves what is syntax, the query language and the repair of a pack's notation, and is the part of
//! [`super::ascii`] that loses nothing. In what form texts are compared is for [`super::fold`].

use unicode_normalization::char::decompose_compatible;

/// The ASCII character that one typed by another script's keyboard stands for: of a wide, small or vertical form, of a
/// quotation mark or an apostrophe of any shape, and of a digit of any script. Others stay as they are.
#[must_use]
pub fn narrow(c: char) -> char {
    match c {
        _ if c.is_ascii() => c,
        '\u{3000}' => ' ',
        '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '｢' | '｣' | '〝' | '〞' | '〟' => {
            '"'
        }
        '‘' | '’' | '‚' | '‛' | 'ʼ' => '\'',
        '‐' | '‑' | '‒' | '−' => '-',
        '￤' => '|',
        // The vertical form of two dots, and the sign of a ratio.
        '\u{fe30}' | '∶' => ':',
        '\u{fe10}'..='\u{fe19}' | '\u{fe50}'..='\u{fe6b}' | '\u{ff01}'..='\u{ff5e}' => sole(c).unwrap_or(c),
        _ => digit(c).map_or(c, char::from),
    }
}

/// A text of which each character is the ASCII one that it stands for.
#[must_use]
pub fn narrowed(text: &str) -> String {
    text.chars().map(narrow).collect()
}

/// Whether nothing of a character is seen: it joins others or keeps them apart, or says which way they run.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// What a form for compatibility is a form of, if that is one ASCII character.
fn sole(c: char) -> Option<char> {
    let (mut sole, mut count) = (None, 0);
    decompose_compatible(c, |of| {
        sole = Some(of);
        count += 1;
    });
    sole.filter(|of| count == 1 && of.is_ascii())
}

/// The zeros of the scripts that count by tens: nine more digits follow each (Unicode's `Nd`). Those for mathematics,
/// of which five sets follow each other, have the last line.
const ZEROS: [u32; 63] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
    0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0,
    0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0,
    0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x11f50, 0x16a60,
    0x16ac0, 0x16b50, 0x1e140, // and these of mathematics:
    0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6,
];

/// The ASCII digit of a digit of any script.
pub(crate) fn digit(c: char) -> Option<u8> {
    if c.is_ascii() || !c.is_numeric() {
        return None;
    }
    let value = ZEROS.iter().filter_map(|zero| u32::from(c).checked_sub(*zero)).find(|value| *value < 10)?;
    u8::try_from(value).ok().map(|value| b'0' + value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_other_keyboards_give_is_ascii() {
        for (typed, meant) in [
            ("ｋｉｎｄ：ａｇｒｅｅｍｅｎｔ", "kind:agreement"),
            ("ＫＩＮＤ﹕x︰y", "KIND:x:y"),
            ("ｙｅａｒ：２０１１", "year:2011"),
            ("！ｑｕａｄ｜￤＂＾＄＇", "!quad||\"^$'"),
            ("“a” «b» 「c」 『d』 ‘e’", "\"a\" \"b\" \"c\" \"d\" 'e'"),
            ("२०११ ২০১১ ௨௦௧௧ ٢٠١١ ۲۰۱۱ 𝟐𝟎𝟏𝟏", "2011 2011 2011 2011 2011 2011"),
            ("\u{3000}−－‐‑", " ----"),
            ("東大寺 é ½ ² Ⅷ 〇 ॐ", "東大寺 é ½ ² Ⅷ 〇 ॐ"),
        ] {
            assert_eq!(narrowed(typed), meant);
        }
    }

    #[test]
    fn the_digits_of_each_script_are_ten() {
        for zero in ZEROS {
            for value in 0..10 {
                let c = char::from_u32(zero + value).unwrap();
                assert!(c.is_numeric(), "U+{:x}", u32::from(c));
                assert_eq!(digit(c), Some(b'0' + u8::try_from(value).unwrap()));
            }
        }
    }
}

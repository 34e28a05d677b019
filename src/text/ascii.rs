//! Text for who shows nothing beyond ASCII: each letter without its marks, each sign as the one likest to it. What has
//! nothing like it in ASCII, as whole scripts, is left out: a sign of doubt in its place would be read as one. What is
//! a statement stays the same statement: `≥` is no `>`, and 10² no 102.

use super::fold;
use super::narrow::narrow;

/// The text in ASCII. What stands for a letter may be two; what stands for a sign is one, but for the dots of an
/// ellipsis, fractions, comparisons and what is raised.
#[must_use]
pub fn ascii(text: &str) -> String {
    ascii_after(None, text)
}

/// The same of a text that goes on after a character.
pub(crate) fn ascii_after(before: Option<char>, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = before;
    for c in text.chars() {
        push(c, before, &mut out);
        before = Some(c);
    }
    out
}

/// Appends a character that comes after another, in ASCII.
fn push(c: char, before: Option<char>, out: &mut String) {
    let narrow_c = narrow(c);
    if narrow_c.is_ascii() {
        return out.push(narrow_c);
    }
    if let Some(signs) = signs(c) {
        return out.push_str(signs);
    }
    if let Some(fraction) = fraction(c) {
        // `2½` is `2 1/2`.
        if before.is_some_and(|before| narrow(before).is_ascii_digit()) {
            out.push(' ');
        }
        return out.push_str(fraction);
    }
    if let Some(raised) = raised(c) {
        // 10²³ is `10^23`.
        if before.and_then(self::raised).is_none() {
            out.push('^');
        }
        return out.push(raised);
    }
    if let Some(sign) = sign(c) {
        return out.push(sign);
    }
    let letters = fold::base(c);
    if letters.is_ascii() && c.is_uppercase() {
        out.extend(letters.chars().map(|letter| letter.to_ascii_uppercase()));
    } else if letters.is_ascii() {
        out.push_str(letters);
    }
}

/// What says in several signs what one of fewer would not.
fn signs(c: char) -> Option<&'static str> {
    let written = match c {
        '…' => "...",
        '±' => "+-",
        '≥' => ">=",
        '≤' => "<=",
        '≠' => "!=",
        _ => return None,
    };
    Some(written)
}

/// What is raised, as an exponent is.
fn raised(c: char) -> Option<char> {
    match c {
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁰' | '⁴'..='⁹' => char::from_digit(u32::from(c) - u32::from('⁰'), 10),
        '⁺' => Some('+'),
        '⁻' => Some('-'),
        _ => None,
    }
}

/// A fraction that is one sign, written out.
pub(crate) fn fraction(c: char) -> Option<&'static str> {
    let written = match c {
        '½' => "1/2",
        '⅓' => "1/3",
        '⅔' => "2/3",
        '¼' => "1/4",
        '¾' => "3/4",
        _ => return None,
    };
    Some(written)
}

/// The sign of ASCII that is likest to another, of those that an ASCII keyboard would not have given in its place.
fn sign(c: char) -> Option<char> {
    let like = match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => ' ',
        '′' | 'ʻ' => '\'',
        '″' => '"',
        '‐'..='―' | '·' | '─' | '━' | '═' | '¬' => '-',
        '│' | '┃' | '║' => '|',
        '┌'..='╋' | '╔'..='╬' | '╭'..='╰' | '✓' => '+',
        '、' | '。' => '.',
        '→' | '▸' | '▶' | '›' => '>',
        '←' | '◂' | '◀' | '‹' => '<',
        '↑' | '▲' | '▴' => '^',
        '↓' | '▼' | '▾' => 'v',
        '×' | '✗' | '✕' => 'x',
        '•' | '◆' | '★' | '■' | '●' | '※' => '*',
        '≈' | '≡' | '～' | '〜' => '~',
        '°' => 'o',
        '¶' | '█' => '#',
        '§' => 'S',
        '÷' => '/',
        '©' | '¢' => 'c',
        '£' => 'L',
        '¥' | '￥' => 'Y',
        '€' => 'E',
        '₹' => 'R',
        '₀'..='₉' => return char::from_digit(u32::from(c) - u32::from('₀'), 10),
        _ => return None,
    };
    Some(like)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn letters_lose_their_marks_and_signs_become_the_likest() {
        assert_eq!(ascii("Tōdai-ji’s “Æsir” — 2 → 3 … Łódź"), "Todai-ji's \"AEsir\" - 2 > 3 ... Lodz");
        assert_eq!(ascii("[2 ¶14] ₹500 ｎｏ．１ o\u{304}"), "[2 #14] R500 no.1 o");
        assert_eq!(ascii("−⅔, 2½"), "-2/3, 2 1/2");
        assert_eq!(ascii("मैत्री 東大寺 Ω"), "  ", "no sign of doubt stands for them");
    }

    #[test]
    fn what_is_stated_stays_the_same() {
        assert_eq!(ascii("≥ 5, ≤ 5, ≠ 5, ±5"), ">= 5, <= 5, != 5, +-5");
        assert_eq!(ascii("3 km², 10²³, 10⁻⁴, CO₂"), "3 km^2, 10^23, 10^-4, CO2");
        assert_eq!(ascii("२०११, ২০১১, ௨௦௧௧, ２０１１, २½"), "2011, 2011, 2011, 2011, 2 1/2");
        assert_eq!(ascii("«a» “b” ‘c’ 「d」 ！"), "\"a\" \"b\" 'c' \"d\" !");
        assert_eq!((ascii_after(Some('2'), "½"), ascii_after(Some('²'), "³")), (" 1/2".into(), "3".into()));
    }

    proptest! {
        #[test]
        fn it_is_ascii_whatever_was_written_and_ascii_stays(text in "\\PC*", plain in "[ -~]*") {
            prop_assert!(ascii(&text).is_ascii());
            prop_assert_eq!(ascii(&plain), plain);
        }
    }
}

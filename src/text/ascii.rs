//! Text for who shows nothing beyond ASCII: each letter without its marks, each sign as the one likest to it. What has
//! nothing like it in ASCII, as whole scripts, is left out: a sign of doubt in its place would be read as one.

use super::fold;

/// The text in ASCII. What stands for a letter may be two; what stands for a sign is one, but for the dots of an ellipsis
/// and fractions.
#[must_use]
pub fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push(c, &mut out));
    out
}

/// Appends a character in ASCII.
fn push(c: char, out: &mut String) {
    if c.is_ascii() {
        return out.push(c);
    }
    if c == '…' {
        return out.push_str("...");
    }
    if let Some(fraction) = fraction(c) {
        // `2½` is `2 1/2`.
        if out.ends_with(|before: char| before.is_ascii_digit()) {
            out.push(' ');
        }
        return out.push_str(fraction);
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

/// A fraction that is one sign, written out.
fn fraction(c: char) -> Option<&'static str> {
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

/// The sign of ASCII that is likest to another.
fn sign(c: char) -> Option<char> {
    let like = match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        '‘' | '’' | 'ʼ' | '′' | '‚' | 'ʻ' => '\'',
        '“' | '”' | '„' | '″' | '「' | '」' | '『' | '』' => '"',
        '‐'..='―' | '−' | '·' | '─' | '━' | '═' | '¬' => '-',
        '│' | '┃' | '║' => '|',
        '┌'..='╋' | '╔'..='╬' | '╭'..='╰' | '±' | '✓' => '+',
        '、' | '。' => '.',
        '→' | '▸' | '▶' | '›' | '»' | '≥' => '>',
        '←' | '◂' | '◀' | '‹' | '«' | '≤' => '<',
        '↑' | '▲' | '▴' => '^',
        '↓' | '▼' | '▾' => 'v',
        '×' | '✗' | '✕' => 'x',
        '•' | '◆' | '★' | '■' | '●' | '※' => '*',
        '≠' => '!',
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
        '²' => '2',
        '³' => '3',
        '¹' => '1',
        '₀'..='₉' => return char::from_digit(u32::from(c) - u32::from('₀'), 10),
        '\u{ff01}'..='\u{ff5e}' => return char::from_u32(u32::from(c) - 0xff01 + 0x21),
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

    proptest! {
        #[test]
        fn it_is_ascii_whatever_was_written_and_ascii_stays(text in "\\PC*", plain in "[ -~]*") {
            prop_assert!(ascii(&text).is_ascii());
            prop_assert_eq!(ascii(&plain), plain);
        }
    }
}

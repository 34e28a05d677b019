//! Texts as RON has them, with what has to be escaped. How values stand on lines is for [`super::written`]; how RON is
//! read, for [`super::load`].

use std::fmt::Write as _;

/// A text in double quotes.
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// What stands between the quotes: as it is, but for what would end the text or not be seen.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::data::load::options;

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in any::<String>()) {
            let read: String = options().from_str(&quoted(&text)).unwrap();
            prop_assert_eq!(read, text);
        }
    }
}

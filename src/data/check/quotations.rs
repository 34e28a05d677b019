//! What of a text stands in quotation marks, and what does not.

/// The stretches of a text that are no quotation, each with where it begins. A quotation without an end is none.
pub(super) fn unquoted(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut opened = None;
    for (at, c) in text.char_indices() {
        match opened {
            None => opened = closing(c).map(|closing| (at, closing)),
            Some((from, closing)) if c == closing && !is_apostrophe(text, at, c) => {
                found.push((start, text.get(start..from).unwrap_or_default()));
                start = at + c.len_utf8();
                opened = None;
            }
            Some(_) => {}
        }
    }
    found.push((start, text.get(start..).unwrap_or_default()));
    found
}

/// The mark that closes what this one opens.
fn closing(opening: char) -> Option<char> {
    match opening {
        '“' => Some('”'),
        '‘' => Some('’'),
        '"' => Some('"'),
        '「' => Some('」'),
        _ => None,
    }
}

/// Whether a closing mark is an apostrophe within a word.
fn is_apostrophe(text: &str, at: usize, c: char) -> bool {
    c == '’' && text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outside(text: &str) -> String {
        unquoted(text).iter().map(|(_, part)| *part).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn quotations_are_left_out() {
        assert_eq!(outside("He spoke of “a sea of cod” and left."), "He spoke of | and left.");
        assert_eq!(outside("The ‘King’s Cod’ of Norway’s king"), "The | of Norway’s king");
        assert_eq!(outside("“Cod”"), "|");
        assert_eq!(outside("A “sea without end"), "A “sea without end");
        assert_eq!(outside("Norway’s king"), "Norway’s king");
        assert!(unquoted("“Æ” cod").contains(&(8, " cod")));
    }
}

//! What Markdown would act on, kept from it.

/// The text with a backslash before everything Markdown would act on.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn signs_stay_signs() {
        assert_eq!(escaped("a *b* [c]\n#d"), "a \\*b\\* \\[c\\] \\#d");
    }
}

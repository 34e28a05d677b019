//! What HTML would act on, kept from it.

use crate::text::is_hostile;

/// The text as it may stand in an element or in an attribute within quotes: every sign that means something in HTML by
/// its name, line ends as spaces, and what a terminal or a browser would obey replaced.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            c if is_hostile(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn signs_stay_signs() {
        let text = "<script>alert(\"a&b\")</script> it’s 'x'\nnext\u{1b}\u{202e}";
        let safe = "&lt;script&gt;alert(&quot;a&amp;b&quot;)&lt;/script&gt; it’s &#39;x&#39; next\u{fffd}\u{fffd}";
        assert_eq!(escaped(text), safe);
    }
}

//! Text as Markdown that is read back as the same text: nothing in it is obeyed. What stands where in a page is for
//! whoever writes that page; how Markdown of others is read stands at the import of timelines.

/// What ends an address that stands in a text, besides white space.
const AROUND: [char; 16] = ['<', '>', '"', '“', '”', '。', '、', '，', '「', '」', '『', '』', '（', '）', '！', '？'];

/// A text within a line. Ends of lines become spaces; an address is one, in angle brackets, so that no sign in it needs
/// a backslash and every program links the same.
#[must_use]
pub fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some((before, address, after)) = next_address(rest) {
        escape(before, &mut out);
        out.extend(["<", address, ">"]);
        rest = after;
    }
    escape(rest, &mut out);
    // Before a footnote it would make a picture of it.
    if out.ends_with('!') {
        out.pop();
        out.push_str("\\!");
    }
    out
}

/// A text that begins a block or an item: as [`inline`], and no list, rule or heading either.
#[must_use]
pub fn block(text: &str) -> String {
    begun(&inline(text.trim()))
}

/// What is written as Markdown already, where it begins a block: a number or a sign at its beginning begins no list and
/// underlines nothing.
#[must_use]
pub fn begun(written: &str) -> String {
    let written = written.trim();
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    let Some((number, rest)) = written.split_at_checked(digits) else { return written.to_owned() };
    let is_list = rest.strip_prefix(['.', ')']).is_some_and(|after| !after.starts_with(|c: char| !c.is_whitespace()));
    let is_sign = digits == 0 && rest.starts_with(['-', '+', '=']);
    if digits > 0 && is_list || is_sign { format!("{number}\\{rest}") } else { written.to_owned() }
}

/// A text in bold; nothing where it is blank.
#[must_use]
pub fn strong(text: &str) -> String {
    within("**", text)
}

/// A text in italics; nothing where it is blank.
#[must_use]
pub fn emphasised(text: &str) -> String {
    within("*", text)
}

fn within(sign: &str, text: &str) -> String {
    let text = inline(text);
    let text = text.trim();
    if text.is_empty() { String::new() } else { format!("{sign}{text}{sign}") }
}

/// What somebody wrote, line by line, quoted below a head: none of it is taken for the rest of the page.
#[must_use]
pub fn quoted(head: &str, text: &str) -> String {
    let mut out = format!("> {}", strong(head));
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        out.push_str("\n>\n> ");
        out.push_str(&block(line));
    }
    out
}

/// Where something is to be read: a link, if it is an address, and else the text.
#[must_use]
pub fn link(address: &str) -> String {
    let address = address.trim();
    let is_address = address.split_once(':').is_some_and(|(scheme, rest)| {
        (2..=32).contains(&scheme.len())
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
            && !rest.is_empty()
    });
    if !is_address {
        return inline(address);
    }
    let mut out = String::from("<");
    for c in address.chars() {
        if c.is_whitespace() || c.is_control() || matches!(c, '<' | '>') {
            let mut bytes = [0; 4];
            out.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        } else {
            out.push(c);
        }
    }
    out.push('>');
    out
}

/// The first address in a text, with what stands before and after it.
fn next_address(text: &str) -> Option<(&str, &str, &str)> {
    let begins = |at: &usize| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        !before.is_some_and(char::is_alphanumeric)
            && text.get(*at..).is_some_and(|rest| rest.starts_with("http://") || rest.starts_with("https://"))
    };
    let at = text.match_indices("http").map(|(at, _)| at).find(begins)?;
    let (before, rest) = text.split_at_checked(at)?;
    let end = rest.find(|c: char| c.is_whitespace() || c.is_control() || AROUND.contains(&c)).unwrap_or(rest.len());
    let address = address_in(rest.get(..end)?);
    Some((before, address, rest.get(address.len()..)?))
}

/// An address without what ends the sentence it stands in: a bracket belongs to it where it was opened in it.
#[must_use]
pub fn address_in(mut address: &str) -> &str {
    loop {
        let rest = address.trim_end_matches(['.', ',', ';', ':', '!', '?', ']', '}']);
        let is_closed = |text: &str| text.matches('(').count() >= text.matches(')').count();
        let rest = rest.strip_suffix(')').filter(|_| !is_closed(rest)).unwrap_or(rest);
        if rest.len() == address.len() {
            return rest;
        }
        address = rest;
    }
}

/// Adds a text with a backslash before everything Markdown would act on.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            out.push('\\');
        }
        // GitHub links what begins so, with all backslashes in it.
        if c == '.' && (out.ends_with("www") || out.ends_with("WWW")) {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    /// What a parser of `CommonMark` reads: the text, and whether it is one paragraph with nothing but words and
    /// addresses in it.
    fn read(written: &str) -> (String, bool) {
        let (mut text, mut is_plain, mut blocks) = (String::new(), true, 0);
        for event in Parser::new_ext(written, Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Paragraph) => blocks += 1,
                Event::End(TagEnd::Paragraph | TagEnd::Link) => {}
                Event::Start(Tag::Link { dest_url, .. }) => is_plain &= dest_url.starts_with("http"),
                Event::Text(said) => text.push_str(&said),
                _ => is_plain = false,
            }
        }
        (text, is_plain && blocks <= 1)
    }

    #[test]
    fn signs_stay_signs() {
        assert_eq!(inline("a *b* [c]\n#d & e"), "a \\*b\\* \\[c\\] \\#d \\& e");
        assert_eq!(block("1990. A year & <b>more</b>"), "1990\\. A year \\& \\<b\\>more\\</b\\>");
        assert_eq!((block("191.736 JPY"), block("1.")), ("191.736 JPY".to_owned(), "1\\.".to_owned()));
        assert_eq!((block("  - not a list"), block("=")), ("\\- not a list".to_owned(), "\\=".to_owned()));
        assert_eq!(block("1990 was a year."), "1990 was a year.");
        assert_eq!((strong(" a_b "), emphasised("")), ("**a\\_b**".to_owned(), String::new()));
        assert_eq!(quoted("Mine", "- a\n\n1) b\n"), "> **Mine**\n>\n> \\- a\n>\n> 1\\) b");
    }

    #[test]
    fn an_address_is_a_link_and_nothing_in_it_is_escaped() {
        assert_eq!(link("https://a.example/x_y_(z)?a=1&b=*"), "<https://a.example/x_y_(z)?a=1&b=*>");
        assert_eq!(link("https://a.example/x y<z>"), "<https://a.example/x%20y%3Cz%3E>");
        assert_eq!(link("shelf 3: box_4"), "shelf 3: box\\_4");
        assert_eq!(
            inline("See (https://a.example/q_r_(s)), or www.a_b.example."),
            "See (<https://a.example/q_r_(s)>), or www\\.a\\_b.example."
        );
        assert_eq!(inline("xhttp://a_b"), "xhttp://a\\_b");
    }

    /// Beginnings and pieces that Markdown acts on.
    fn nasty() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "- ",
            "+ ",
            "* ",
            "1. ",
            "10) ",
            "1234567890. ",
            "    ",
            "\t",
            "# ",
            "#",
            "> ",
            "---",
            "- - -",
            "***",
            "___",
            "===",
            "```",
            "~~~",
            "`",
            "``",
            "&amp;",
            "&copy;",
            "&#35;",
            "&",
            "<b>",
            "</b>",
            "<!--",
            "-->",
            "<?",
            "[a](b)",
            "[^1]",
            "[^1]: ",
            "[a]: /b",
            "![x]",
            "!",
            "\\",
            "\\\\",
            "  \n",
            "\n",
            "\r\n",
            "*a*",
            "**",
            "_a_",
            "__",
            "~~",
            "|",
            "|--|",
            "a | b",
            "https://a.example/x_y_(z)*",
            "<https://a.example>",
            "www.a_b.example",
            "a_b@c.example",
            "「",
            "」",
            "。",
            "é",
            "\u{a0}",
            "\u{3000}",
            "a",
            "b c",
            "1990",
            ".",
            ")",
            "(",
            ":",
            "$x$",
            "\"",
            "'",
            "^",
            "{x}",
            "=",
        ]);
        prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
    }

    /// The text as it should come back: one line, nothing blank round it.
    fn expected(text: &str) -> String {
        let line: String = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        line.trim().to_owned()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn commonmark_reads_the_text_that_was_written(text in nasty(), other in ".{0,24}") {
            for text in [text, other] {
                let text = text.replace('\0', "");
                prop_assert_eq!(read(&block(&text)), (expected(&text), true), "{:?}", block(&text));
                // Within a line it begins nothing, whatever stands before it and however it goes on.
                let (said, is_plain) = read(&format!("x {} y", inline(&text)));
                let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
                prop_assert_eq!((said, is_plain), (format!("x {line} y"), true), "{:?}", inline(&text));
            }
        }

        #[test]
        fn what_is_bold_or_quoted_says_all_of_it(text in nasty()) {
            let said = |written: &str| -> String {
                let texts = Parser::new(written).filter_map(|event| match event {
                    Event::Text(text) => Some(text.to_string()),
                    _ => None,
                });
                texts.collect()
            };
            let (bold, plain) = (said(&format!("{} y", strong(&text))), format!("{} y", expected(&text)));
            prop_assert_eq!(bold.trim(), plain.trim());
            let lines: String = text.lines().map(expected).collect();
            prop_assert_eq!(said(&quoted("Mine", &text)), format!("Mine{lines}"));
        }
    }
}

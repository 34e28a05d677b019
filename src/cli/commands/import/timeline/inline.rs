//! What a line of Markdown says: its words without the signs of Markdown, the addresses of its links after theirs, and
//! the sources its footnotes name. It is read by a parser of `CommonMark`; what the lines are is for
//! [`super::markdown`].

use std::collections::{HashMap, HashSet};
use std::ops::{Range, RangeInclusive};

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::data::cite::PILCROW;

/// Stands before a line while it is read, so that it begins no block.
const HEAD: &str = "\\.";
/// What the name of a footnote begins with.
const FOOTNOTE: char = '^';

/// What is defined somewhere in a text, and meant elsewhere in it.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    /// Addresses by the names of links: `[name]: address`.
    links: HashMap<String, String>,
    /// Texts by the names of footnotes: `[^1]: text`.
    notes: HashMap<String, String>,
    /// Their lines, from 1.
    lines: HashSet<u64>,
}

/// What a line says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) text: String,
    /// What its footnotes say.
    pub(super) notes: Vec<String>,
}

impl Definitions {
    /// Those of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut all = Self::default();
        all.find_notes(text);
        let lines = Lines::of(text);
        let parser = Parser::new(text);
        for (name, found) in parser.reference_definitions().iter().filter(|(name, _)| !name.starts_with(FOOTNOTE)) {
            all.links.insert(name.to_lowercase(), found.dest.to_string());
            all.lines.extend(lines.of_piece(text, &found.span));
        }
        all
    }

    /// Whether a line says nothing but what is meant elsewhere.
    pub(super) fn has_line(&self, number: u64) -> bool {
        self.lines.contains(&number)
    }

    /// Lines that begin `[^name]: `, and those below that are indented.
    fn find_notes(&mut self, text: &str) {
        let mut open: Option<(String, String)> = None;
        let mut found = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let head = line.strip_prefix("[^").and_then(|rest| rest.split_once("]:"));
            if let Some((name, said)) = head {
                found.extend(open.replace((name.to_lowercase(), said.trim().to_owned())));
                self.lines.insert(number);
            } else if let Some((_, said)) = &mut open
                && line.starts_with([' ', '\t'])
                && !line.trim().is_empty()
            {
                said.push(' ');
                said.push_str(line.trim());
                self.lines.insert(number);
            } else {
                found.extend(open.take());
            }
        }
        found.extend(open);
        self.notes = found.into_iter().collect();
    }

    /// The words of a line.
    pub(super) fn plain(&self, line: &str) -> String {
        self.said(line).text
    }

    /// What a line says.
    pub(super) fn said(&self, line: &str) -> Said {
        let written = format!("{HEAD}{line}");
        let mut look_up = |link: BrokenLink<'_>| {
            let address = self.links.get(&link.reference.to_lowercase())?;
            Some((CowStr::from(address.clone()), CowStr::from("")))
        };
        let parser = Parser::new_with_broken_link_callback(&written, Options::ENABLE_OLD_FOOTNOTES, Some(&mut look_up));
        let mut said = Said::default();
        // Where the words of each open link begin, and where it leads; and whether a footnote was just told.
        let (mut links, mut is_after_note): (Vec<(usize, CowStr<'_>)>, bool) = (Vec::new(), false);
        for event in parser {
            let was_after_note = std::mem::take(&mut is_after_note);
            match event {
                Event::Text(text) if was_after_note => said.text.push_str(without_part(&text)),
                Event::Text(text) | Event::Code(text) => said.text.push_str(&text),
                Event::Html(tag) | Event::InlineHtml(tag) => said.text.push_str(told(&tag)),
                Event::SoftBreak | Event::HardBreak => said.text.push(' '),
                Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                    let address = if link_type == LinkType::Email { CowStr::from("") } else { dest_url };
                    links.push((said.text.len(), address));
                }
                Event::FootnoteReference(name) => match self.notes.get(&name.to_lowercase()) {
                    Some(note) => {
                        said.notes.push(source(&Self::default().plain(note)).to_owned());
                        is_after_note = true;
                    }
                    None => said.text.extend(["[^", &name, "]"]),
                },
                Event::Start(Tag::Image { dest_url, .. }) => links.push((said.text.len(), dest_url)),
                Event::End(TagEnd::Link | TagEnd::Image) => {
                    let Some((from, address)) = links.pop() else { continue };
                    if said.text.get(from..) != Some(&address) && !address.is_empty() {
                        said.text.extend([" ", &address.replace(' ', "%20")]);
                    }
                }
                _ => {}
            }
        }
        Said { text: said.text.strip_prefix('.').unwrap_or(&said.text).trim().to_owned(), notes: said.notes }
    }
}

/// A footnote's text without the letter of a grade before it, as this program writes one.
fn source(note: &str) -> &str {
    let graded = note.strip_prefix('(').and_then(|rest| rest.split_once(") "));
    graded.filter(|(grade, _)| grade.len() == 1).map_or(note, |(_, source)| source)
}

/// What follows a footnote, without the paragraph it is on: ` (¶14)`.
fn without_part(text: &str) -> &str {
    let rest = text.strip_prefix(" (").filter(|rest| rest.starts_with(PILCROW));
    rest.and_then(|rest| rest.split_once(')')).map_or(text, |(_, after)| after)
}

/// What a tag of HTML stands for: nothing, where it only says how something looks.
fn told(tag: &str) -> &str {
    const LOOKS: [&str; 12] = ["a", "b", "i", "u", "em", "strong", "small", "span", "sub", "sup", "font", "code"];
    let name = tag.trim_start_matches(['<', '/']);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
    match name.as_str() {
        "br" => " ",
        name if LOOKS.contains(&name) || tag.starts_with("<!--") => "",
        _ => tag,
    }
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        let after_ends = text.match_indices('\n').map(|(end, _)| end + 1);
        Self(std::iter::once(0).chain(after_ends).collect())
    }

    /// The lines, from 1, that a piece of the text stands on.
    fn of_piece(&self, text: &str, piece: &Range<usize>) -> RangeInclusive<u64> {
        let line_at = |place: usize| self.0.partition_point(|start| *start <= place) as u64;
        let length = text.get(piece.clone()).map_or(0, |piece| piece.trim_end().len());
        line_at(piece.start)..=line_at(piece.start + length)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::markdown::{block, inline, link};

    fn plain(line: &str) -> String {
        Definitions::default().plain(line)
    }

    #[test]
    fn a_line_is_read_as_commonmark_reads_it() {
        for (line, said) in [
            ("**Bold** *it* _it_ `code` a_b_c 2 * 3", "Bold it it code a_b_c 2 * 3"),
            ("See <https://a.example/q_r>", "See https://a.example/q_r"),
            ("[A page](<https://a.example/x y> \"t\")", "A page https://a.example/x%20y"),
            ("[A (b)](https://a.example/x_(y))", "A (b) https://a.example/x_(y)"),
            ("A \\*b\\* \\[c\\] &amp; d\\_e &copy;", "A *b* [c] & d_e ©"),
            ("1990. A year", "1990. A year"),
            ("- no list", "- no list"),
            ("[A page https://a.example/x]", "[A page https://a.example/x]"),
            ("one<br>two <b>three</b> <four>", "one two three <four>"),
            ("![A map](map.png)", "A map map.png"),
            ("<a@b.example>", "a@b.example"),
        ] {
            assert_eq!(plain(line), said, "{line}");
        }
    }

    #[test]
    fn what_is_defined_elsewhere_is_found() {
        let text = "Text [A page][p], [p], [q].\n\n[p]: <https://a.example/p_q> \"t\"\n[^1]: (A) Ministry\n  of Fish\n[^one two]: B\n";
        let all = Definitions::of(text);
        assert_eq!(all.plain("[A page][p], [P], [q]."), "A page https://a.example/p_q, P https://a.example/p_q, [q].");
        let said = all.said("It grows.[^1] (¶14) Then[^2][^one two].");
        assert_eq!(
            (said.text.as_str(), said.notes.join("|")),
            ("It grows. Then[^2].", "Ministry of Fish|B".to_owned())
        );
        assert_eq!((1..=6).filter(|line| all.has_line(*line)).collect::<Vec<_>>(), [3, 4, 5, 6]);
    }

    proptest! {
        #[test]
        fn what_this_program_writes_is_read_back(text in "[ -~“”éथ京\\t]{0,40}", path in "[a-z_()*&~.=-]{0,12}") {
            let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            prop_assert_eq!(plain(&inline(&text)), line.trim());
            prop_assert_eq!(plain(&block(&text)), line.trim());
            let address = format!("https://a.example/{path}");
            prop_assert_eq!(plain(&link(&address)), address);
        }
    }
}

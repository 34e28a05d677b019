//! Articles as Markdown: a page to read, the sources as footnotes.

use std::fmt::Write as _;
use std::io::Write;

use crate::cli::commands::notes::told_at;
use crate::cli::errors::Failure;
use crate::data::{Dataset, ItemId};
use crate::study::notes::NoteBook;
use crate::text::markdown::{self, begun, emphasised, inline, link, quoted, strong};
use crate::view::document::{Block, Document, document, layout, with_notes};

/// Writes articles, one after another.
pub(super) fn write<'d>(
    (dataset, book): (&'d Dataset<'d>, &NoteBook),
    ids: &[ItemId],
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let pack = &dataset.pack;
    writeln!(out, "# {}\n\nEdition of {}.", inline(&pack.title), pack.edition)?;
    for &id in ids {
        let name = dataset.get(id).map_or("", |item| item.id());
        let told = with_notes(document(dataset, id), told_at(dataset, book, id));
        writeln!(out)?;
        out.write_all(page(dataset, &told, name).as_bytes())?;
    }
    Ok(())
}

/// One document. `name` tells its footnotes from those of others.
fn page(dataset: &Dataset<'_>, document: &Document<'_>, name: &str) -> String {
    let mut text = String::new();
    let mut in_list = false;
    for block in &document.blocks {
        let line = match block {
            // The links and the disputes themselves stand below.
            Block::Disputed(_) | Block::Ways(_) => continue,
            Block::Title(title) => format!("## {}", inline(title)),
            Block::Glance(glance) => format!("{} · `{name}`", emphasised(glance)),
            Block::Native(native) => markdown::block(native),
            Block::Heading(_, heading) => format!("### {}", inline(heading)),
            Block::Paragraph(paragraph) => begun(&footnoted(paragraph, name)),
            Block::Labelled(label, said) => {
                format!("- {} {}", strong(&format!("{label}:")), begun(&footnoted(said, name)))
            }
            // Quoted, so that nothing in it is taken for the rest of the page.
            Block::Note(note) => quoted(&note.head, &note.text),
            Block::Dispute(point) => format!("≠ {}", strong(point)),
            Block::Link(link) => {
                let target =
                    document.links.get(link.index).and_then(|id| dataset.get(*id)).map_or("", |item| item.id());
                let when = link.when.as_ref().map_or_else(String::new, |when| format!(", {}", inline(when)));
                let notes = footnoted(&link.notes, name);
                format!(
                    "- {}: {}{when} ({}) `{target}`{notes}",
                    link.relation,
                    inline(link.title),
                    link.kind.to_lowercase()
                )
            }
            Block::More(count, what) => format!("- {count} {what}"),
            Block::Source(source) => {
                let grade = source.grade.map_or_else(String::new, |grade| format!("({}) ", grade.letter()));
                let address =
                    source.address.as_deref().map_or_else(String::new, |address| format!(" ({})", link(address)));
                format!("[^{name}-{}]: {grade}{}{address}", source.number, markdown::block(&source.quoted()))
            }
        };
        let is_item = matches!(block, Block::Labelled(..) | Block::Link(..) | Block::Source(..));
        let goes_on = is_item && in_list;
        if !text.is_empty() && !goes_on {
            text.push('\n');
        }
        in_list = is_item;
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// The text with the numbers of its sources as footnotes: `… in 2011.[^cepa-1]`, or `…[^cepa-1] (¶14)` where it
/// matters which paragraph is meant.
fn footnoted(text: &str, name: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, note, after)) = layout::next_note(rest) {
        go_on(before.trim_end_matches(layout::NO_BREAK), &mut out);
        let note = note.trim_matches(['[', ']']);
        let _ = match note.split_once(layout::NO_BREAK) {
            Some((number, part)) => write!(out, "[^{name}-{number}] ({})", part.replace(layout::NO_BREAK, " ")),
            None => write!(out, "[^{name}-{note}]"),
        };
        rest = after;
    }
    go_on(rest, &mut out);
    out
}

/// Adds a text; after a footnote no bracket makes a link of that, and no colon its definition.
fn go_on(text: &str, out: &mut String) {
    if out.ends_with(']') && text.starts_with(['(', ':']) {
        out.push('\\');
    }
    out.push_str(&inline(&text.replace(layout::NO_BREAK, " ")));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with the numbers of sources in the places of those in braces.
    fn told(text: &str) -> String {
        let mut parts = text.split(['{', '}']);
        let mut told = parts.next().unwrap_or_default().to_owned();
        while let Some(number) = parts.next() {
            told.push_str(&layout::note(number));
            told.push_str(parts.next().unwrap_or_default());
        }
        told
    }

    #[test]
    fn what_a_text_has_in_brackets_is_no_source() {
        assert_eq!(
            footnoted(&told("See [9],\u{a0}[9] and [1\u{a0}¶2] [^3]\u{a0}{1}"), "x"),
            "See \\[9\\], \\[9\\] and \\[1 ¶2\\] \\[^3\\][^x-1]"
        );
    }

    #[test]
    fn sources_become_footnotes_and_signs_stay_signs() {
        assert_eq!(
            footnoted(&told("Duties *go*\u{a0}{1}{12}; more\u{a0}{2}."), "cepa"),
            "Duties \\*go\\*[^cepa-1][^cepa-12]; more[^cepa-2]."
        );
        assert_eq!(footnoted(&told("Two\u{a0}{1\u{a0}¶2,\u{a0}¶3} {2}."), "x"), "Two[^x-1] (¶2, ¶3) [^x-2].");
        assert_eq!(footnoted("a [b] c", "x"), "a \\[b\\] c");
        assert_eq!(footnoted(&told("Lo!\u{a0}{1}(so): {2}: b"), "x"), "Lo\\![^x-1]\\(so): [^x-2]\\: b");
    }
}

//! Timelines in Markdown: a table, a list of `- date: title. text (source)`, or headings of `date: title` with paragraphs
//! below. What none of these is, is no timeline in Markdown.

use super::Entry;

/// The entries of a text in Markdown; `None` where it is none.
pub(super) fn entries(text: &str) -> Option<Vec<Entry>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let entries = table(text).or_else(|| headings(text)).or_else(|| list(text))?;
    (!entries.is_empty()).then_some(entries)
}

/// Lines with their numbers, from 1.
fn lines(text: &str) -> impl Iterator<Item = (u64, &str)> {
    (1..).zip(text.lines())
}

/// `| date | title | text | source |`
fn table(text: &str) -> Option<Vec<Entry>> {
    let cells = |line: &str| -> Option<Vec<String>> {
        let inner = line.trim().strip_prefix('|')?.trim_end_matches('|');
        Some(inner.split('|').map(|cell| plain(cell.trim())).collect())
    };
    let mut rows = lines(text).filter_map(|(number, line)| Some((number, cells(line)?)));
    let (_, head) = rows.next()?;
    let column = |names: &[&str]| head.iter().position(|name| names.contains(&name.to_lowercase().as_str()));
    let (date, title) = (column(&["date", "when", "year"])?, column(&["title", "event", "what"])?);
    let (text, source) = (column(&["text", "summary", "description"]), column(&["source", "cite", "reference"]));
    let sectors = column(&["sectors", "sector"]);
    let is_rule = |row: &[String]| row.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':')));
    let rows = rows.filter(|(_, row)| !is_rule(row));
    Some(
        rows.map(|(line, row)| {
            let cell = |column: Option<usize>| column.and_then(|at| row.get(at)).cloned().unwrap_or_default();
            Entry {
                line,
                date: cell(Some(date)),
                title: cell(Some(title)),
                text: cell(text),
                source: cell(source),
                sectors: cell(sectors),
            }
        })
        .collect(),
    )
}

/// `## date: title`, paragraphs, and a line that begins with `Source:`.
fn headings(text: &str) -> Option<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::new();
    for (number, line) in lines(text) {
        let heading = line.strip_prefix("##").map(|rest| rest.trim_start_matches('#').trim());
        if let Some((date, title)) = heading.and_then(dated) {
            entries.push(Entry { line: number, date, title, ..Entry::default() });
        } else if let Some(entry) = entries.last_mut() {
            let line = line.trim();
            match line.strip_prefix("Source:").or_else(|| line.strip_prefix("Sources:")) {
                Some(source) => entry.source = plain(source.trim()),
                None if line.is_empty() || heading.is_some() => {}
                None => join(&mut entry.text, &plain(line)),
            }
        }
    }
    (!entries.is_empty()).then_some(entries)
}

/// `- date: title. text (source)`; lines that are indented go on.
fn list(text: &str) -> Option<Vec<Entry>> {
    let mut entries: Vec<(u64, String)> = Vec::new();
    for (number, line) in lines(text) {
        let item = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "));
        match (item, entries.last_mut()) {
            (Some(item), _) => entries.push((number, plain(item.trim()))),
            (None, Some((_, entry))) if line.starts_with([' ', '\t']) => join(entry, &plain(line.trim())),
            _ => {}
        }
    }
    let read: Vec<Entry> = entries.iter().filter_map(|(line, text)| item(*line, text)).collect();
    (!read.is_empty() && read.len() == entries.len()).then_some(read)
}

fn item(line: u64, text: &str) -> Option<Entry> {
    let (date, rest) = dated(text)?;
    let (rest, source) = match rest.strip_suffix([')', ']']).and_then(|rest| rest.rsplit_once(['(', '['])) {
        Some((rest, source)) => (rest.trim().to_owned(), source.trim().to_owned()),
        None => (rest, String::new()),
    };
    let (title, text) = match rest.split_once(". ") {
        Some((title, text)) => (title.trim().to_owned(), text.trim().to_owned()),
        None => (rest.trim_end_matches('.').to_owned(), String::new()),
    };
    Some(Entry { line, date, title, text, source, ..Entry::default() })
}

/// A date, and what stands after the sign that ends it.
fn dated(text: &str) -> Option<(String, String)> {
    let text = plain(text);
    [": ", " — ", " – ", " - "].iter().find_map(|sign| {
        let (date, rest) = text.split_once(sign)?;
        let is_date =
            crate::data::date::words::date(date, None).is_ok() || date.starts_with(|c: char| c.is_ascii_digit());
        (is_date && !rest.trim().is_empty()).then(|| (date.trim().to_owned(), rest.trim().to_owned()))
    })
}

fn join(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

/// A text without the signs of bold and code; a link is its words and its address.
fn plain(text: &str) -> String {
    let mut out = text.replace("**", "").replace('`', "");
    while let Some((before, rest)) = out.split_once('[')
        && let Some((words, rest)) = rest.split_once("](")
        && let Some((address, after)) = rest.split_once(')')
        && !words.contains('[')
    {
        out = format!("{before}{words} {address}{after}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<[String; 4]> {
        let entries = entries(text).unwrap_or_default();
        entries.into_iter().map(|entry| [entry.date, entry.title, entry.text, entry.source]).collect()
    }

    #[test]
    fn a_table_a_list_and_headings_say_the_same() {
        let expected = [
            ["1 May 1999", "Accord signed", "It is on salmon.", "brief ¶1"].map(str::to_owned),
            ["2001", "Council meets", "", "A page https://a.example/x"].map(str::to_owned),
        ];
        let table = "# A timeline\n\n| Date | Title | Text | Source |\n|---|:--|---|---|\n| 1 May 1999 | **Accord signed** | It is on salmon. | brief ¶1 |\n| 2001 | Council meets | | [A page](https://a.example/x) |\n";
        let list = "- **1 May 1999**: Accord signed. It is on\n  salmon. (brief ¶1)\n- 2001: Council meets. [A page https://a.example/x]\n";
        let headings = "# A timeline\n\n## 1 May 1999: Accord signed\n\nIt is on\nsalmon.\n\nSource: brief ¶1\n\n## 2001 – Council meets\nSource: [A page](https://a.example/x)\n";
        assert_eq!(told(table), expected);
        assert_eq!(told(list), expected);
        assert_eq!(told(headings), expected);
    }

    #[test]
    fn what_is_no_timeline_is_left_to_others() {
        assert_eq!(entries("date,title\n1999,Accord\n"), None);
        assert_eq!(entries("- eggs\n- milk\n"), None);
        assert_eq!(entries(""), None);
    }
}

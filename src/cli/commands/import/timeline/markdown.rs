//! Timelines in Markdown: a table, a list of `- date: title. text (source)`, which may stand under headings of years, or
//! headings of `date: title` with paragraphs below. What none of these is, is no timeline in Markdown.

use super::Entry;
use crate::data::date::words;

/// Signs that end a date.
const BETWEEN: [&str; 4] = [": ", " — ", " – ", " - "];
/// Stands for a bar that parts no cells: a letter for private use, which nobody writes.
const ESCAPED: &str = "\u{e000}";

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
        let inner = line.trim().strip_prefix('|')?.trim_end_matches('|').replace("\\|", ESCAPED);
        Some(inner.split('|').map(|cell| plain(cell.trim()).replace(ESCAPED, "|")).collect())
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

/// `- date: title. text (source)`; lines that are indented go on. Under a heading of a year a date needs no year, and an
/// item without one is of that year. Where most items are dated, the others are entries that say no date.
fn list(text: &str) -> Option<Vec<Entry>> {
    let mut items: Vec<(u64, String, Option<&str>)> = Vec::new();
    let mut year = None;
    for (number, line) in lines(text) {
        if let Some(heading) = line.strip_prefix('#') {
            year = year_of(heading.trim_start_matches('#').trim());
        } else if let Some(item) = marked(line) {
            items.push((number, plain(item.trim()), year));
        } else if let Some((_, item, _)) = items.last_mut().filter(|_| line.starts_with([' ', '\t'])) {
            let line = line.trim();
            join(item, &plain(marked(line).unwrap_or(line)));
        }
    }
    let dated = items.iter().filter(|(line, text, year)| item(*line, text, *year).is_some()).count();
    (dated > 0 && dated * 2 >= items.len()).then(|| {
        let undated = |line: u64, text: &str| Entry { line, title: text.to_owned(), ..Entry::default() };
        items
            .iter()
            .map(|(line, text, year)| item(*line, text, *year).unwrap_or_else(|| undated(*line, text)))
            .collect()
    })
}

/// What stands after the sign of a list: `- `, `* `, `+ `, `1. `.
fn marked(line: &str) -> Option<&str> {
    let numbered = || {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.strip_prefix(". ").filter(|_| rest.len() < line.len() && line.len() - rest.len() < 4)
    };
    ["- ", "* ", "+ "].iter().find_map(|sign| line.strip_prefix(sign)).or_else(numbered)
}

/// The year of a heading that is one: `1999`, `In 1999`, `Year 1999`, `1999:`.
fn year_of(heading: &str) -> Option<&str> {
    let plain = heading.trim_matches(|c: char| !c.is_alphanumeric());
    let year = ["In ", "Year "].iter().find_map(|word| plain.strip_prefix(word)).unwrap_or(plain);
    (year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())).then_some(year)
}

/// An item as an entry, if it is dated.
fn item(line: u64, text: &str, year: Option<&str>) -> Option<Entry> {
    let (date, rest) = match (dated(text), year) {
        (Some(found), _) => found,
        (None, Some(year)) => within(text, year),
        (None, None) => return None,
    };
    let (rest, source) = match rest.strip_suffix([')', ']']).and_then(|rest| rest.rsplit_once(['(', '['])) {
        Some((rest, source)) => (rest.trim().to_owned(), source.trim().to_owned()),
        None => linked(rest),
    };
    let (title, text) = match rest.split_once(". ") {
        Some((title, text)) => (title.trim().to_owned(), text.trim().to_owned()),
        None => (rest.trim_end_matches('.').to_owned(), String::new()),
    };
    Some(Entry { line, date, title, text, source, ..Entry::default() })
}

/// What ends in an address, parted from its source: the address, and the words of a link before it.
fn linked(rest: String) -> (String, String) {
    let (before, last) = rest.rsplit_once(' ').unwrap_or(("", &rest));
    if !(last.starts_with("https://") || last.starts_with("http://")) {
        return (rest, String::new());
    }
    match before.rsplit_once(". ") {
        Some((said, name)) => (format!("{said}."), format!("{name} {last}")),
        None => (before.trim_end_matches([':', ',', ';']).to_owned(), last.to_owned()),
    }
}

/// A date of a year, and what stands after it: `28 April: …`; without one, the year and all.
fn within(text: &str, year: &str) -> (String, String) {
    let found = BETWEEN.iter().find_map(|sign| {
        let (date, rest) = text.split_once(sign)?;
        let date = format!("{date} {year}");
        words::date(&date, None).is_ok().then(|| (date, rest.trim().to_owned()))
    });
    found.unwrap_or_else(|| (year.to_owned(), text.to_owned()))
}

/// A date, and what stands after the sign that ends it.
fn dated(text: &str) -> Option<(String, String)> {
    let text = plain(text);
    BETWEEN.iter().find_map(|sign| {
        let (date, rest) = text.split_once(sign)?;
        let has_year = |date: &str| date.split(|c: char| !c.is_ascii_digit()).any(|part| part.len() == 4);
        let is_date =
            words::date(date, None).is_ok() || date.starts_with(|c: char| c.is_ascii_digit()) && has_year(date);
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
    fn items_end_in_sources_and_years_may_stand_above_them() {
        let text = "# Salmon\n\n## 1999\n\n- **1 May**: Accord signed (brief ¶1)\n- Boats come. Two of them\n  - and a third\n\n### 2001\n1. March – Council meets\n* 3 May 2002: It goes on\n";
        let shown =
            told(text).into_iter().map(|[date, title, text, _]| format!("{date}|{title}|{text}")).collect::<Vec<_>>();
        assert_eq!(
            shown,
            [
                "1 May 1999|Accord signed|",
                "1999|Boats come|Two of them and a third",
                "March 2001|Council meets|",
                "3 May 2002|It goes on|"
            ]
        );
        let linked = told(
            "- 2001: Council meets. It sat. [A page](https://a.example/x)\n- 2002: It meets, https://a.example/y\n",
        );
        assert_eq!(linked[0][1..], ["Council meets", "It sat.", "A page https://a.example/x"]);
        assert_eq!(linked[1][1..], ["It meets", "", "https://a.example/y"]);
        let some = super::entries("- 2001: Council meets\n- 2002: It meets\n- Nobody knows when\n").unwrap();
        assert_eq!((some.len(), some[2].line, some[2].date.as_str()), (3, 3, ""));
        assert_eq!(entries("| Date | Title |\n|--|--|\n| 2001 | Fish \\| chips |\n").unwrap()[0].title, "Fish | chips");
    }

    #[test]
    fn what_is_no_timeline_is_left_to_others() {
        assert_eq!(entries("date,title\n1999,Accord\n"), None);
        assert_eq!(entries("- eggs\n- milk\n"), None);
        assert_eq!(entries(""), None);
    }
}

//! Timelines in Markdown: a table, a list of `- date: title. text (source)`, which may stand under headings of years,
//! or headings of `date: title` with paragraphs below. What none of these is, is no timeline in Markdown.

use super::Entry;
use super::dates::vague;
use super::inline::{Definitions, Said};
use crate::data::date::words;
use crate::text::markdown::address_in;

/// Signs that end a date.
const BETWEEN: [&str; 4] = [": ", " — ", " – ", " - "];
/// Stands for a bar that parts no cells: a letter for private use, which nobody writes.
const ESCAPED: &str = "\u{e000}";

/// What a text in Markdown says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Read {
    pub(super) entries: Vec<Entry>,
    /// Lines that say something and belong to none of them.
    pub(super) passed_over: Vec<u64>,
}

/// The entries of a text in Markdown; `None` where it is none.
pub(super) fn read(text: &str) -> Option<Read> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let all = Definitions::of(text);
    table(text, &all).or_else(|| outline(text, &all)).filter(|read| !read.entries.is_empty())
}

/// Lines with their numbers, from 1.
fn lines(text: &str) -> impl Iterator<Item = (u64, &str)> {
    (1..).zip(text.lines())
}

/// `| date | title | text | source |`
fn table(text: &str, all: &Definitions) -> Option<Read> {
    let cells = |line: &str| -> Option<Vec<Said>> {
        let inner = line.trim().strip_prefix('|')?.trim_end_matches('|').replace("\\|", ESCAPED);
        let bars = |said: Said| Said { text: said.text.replace(ESCAPED, "|"), notes: said.notes };
        Some(inner.split('|').map(|cell| bars(all.said(cell))).collect())
    };
    let others = lines(text).filter(|(at, line)| says_something(line) && !all.has_line(*at) && cells(line).is_none());
    let others = others.map(|(number, _)| number).collect();
    let mut rows = lines(text).filter_map(|(number, line)| Some((number, cells(line)?)));
    let (_, head) = rows.next()?;
    let column = |names: &[&str]| head.iter().position(|name| names.contains(&name.text.to_lowercase().as_str()));
    let (date, title) = (column(&["date", "when", "year"])?, column(&["title", "event", "what"])?);
    let (text, source) = (column(&["text", "summary", "description"]), column(&["source", "cite", "reference"]));
    let sectors = column(&["sectors", "sector"]);
    let is_rule = |row: &[Said]| row.iter().all(|cell| cell.text.chars().all(|c| matches!(c, '-' | ':')));
    let rows = rows.filter(|(_, row)| !is_rule(row));
    let entries = rows
        .map(|(line, row)| {
            let cell = |column: Option<usize>| {
                column.and_then(|at| row.get(at)).map_or_else(String::new, |cell| cell.text.clone())
            };
            let entry = Entry {
                line,
                date: cell(Some(date)),
                title: cell(Some(title)),
                text: cell(text),
                source: cell(source),
                sectors: cell(sectors),
            };
            from_notes(entry, row.iter().flat_map(|cell| cell.notes.clone()))
        })
        .collect();
    Some(Read { entries, passed_over: others })
}

/// Whether a line is more than blank, a heading or a rule.
fn says_something(line: &str) -> bool {
    let line = line.trim();
    !line.starts_with('#') && line.chars().any(|c| !matches!(c, '-' | '*' | '_' | '=' | ' '))
}

/// An entry as it is read, before it is whole.
enum Raw {
    /// `## date: title`; paragraphs and sources come with the lines below.
    Heading(Entry),
    /// `- date: title. text (source)`: its line, its text as it is written, and the year it stands under.
    Item(u64, String, Option<String>),
}

/// `## date: title`, paragraphs, and lines that begin with `Source:`; and `- date: title. text (source)`, of which
/// lines that are indented go on. Under a heading of a year a date needs no year, and an item without one is of that
/// year. Where most headings, or most items, are dated, the others are entries that say no date: none of them is taken
/// for a part of the entry before it.
fn outline(text: &str, all: &Definitions) -> Option<Read> {
    let headings: Vec<&str> = lines(text).filter_map(|(_, line)| heading(line)).collect();
    let has_dated_headings = headings.iter().any(|heading| dated(&all.plain(heading)).is_some());
    let has_dated_items = most_items_are_dated(text, all);
    if !has_dated_headings && !has_dated_items {
        return None;
    }
    let (mut found, mut passed_over): (Vec<Raw>, Vec<u64>) = (Vec::new(), Vec::new());
    let (mut year, mut is_open) = (None, false);
    for (number, line) in lines(text) {
        if all.has_line(number) {
            // It was read where it is meant.
        } else if let Some(heading) = line.strip_prefix('#').map(titled) {
            let Said { text: heading, notes } = all.said(heading);
            year = year_of(&heading).map(str::to_owned);
            let entry = if line.starts_with("##") && has_dated_headings { said_of(&heading) } else { None };
            is_open = entry.is_some();
            if let Some((date, title)) = entry {
                let entry = Entry { line: number, date, title, ..Entry::default() };
                found.push(Raw::Heading(from_notes(entry, notes)));
            }
        } else if let Some(item) = marked(line).filter(|_| has_dated_items) {
            found.push(Raw::Item(number, item.trim().to_owned(), year.clone()));
            is_open = true;
        } else if says_something(line) {
            let trimmed = line.trim();
            let more = marked(trimmed).unwrap_or(trimmed);
            match found.last_mut().filter(|_| is_open) {
                Some(Raw::Item(_, item, _)) if line.starts_with([' ', '\t']) => join(item, more),
                Some(Raw::Heading(entry)) => go_on(entry, more, all),
                _ => passed_over.push(number),
            }
        }
    }
    let undated = |line: u64, text: String| Entry { line, title: text, ..Entry::default() };
    let entry = |raw: Raw| match raw {
        Raw::Heading(entry) => {
            let Said { text, notes } = all.said(&entry.text);
            from_notes(Entry { text, ..entry }, notes)
        }
        Raw::Item(line, written, year) => {
            let Said { text, notes } = all.said(&written);
            from_notes(item(line, &text, year.as_deref()).unwrap_or_else(|| undated(line, text)), notes)
        }
    };
    Some(Read { entries: found.into_iter().map(entry).collect(), passed_over })
}

/// A line more of an entry under a heading: a source, or text, which is kept as it is written until it is whole.
fn go_on(entry: &mut Entry, more: &str, all: &Definitions) {
    let said = all.plain(more);
    match ["Source:", "Sources:"].iter().find_map(|head| said.strip_prefix(head)) {
        Some(source) if entry.source.is_empty() => source.trim().clone_into(&mut entry.source),
        Some(source) => entry.source.extend(["\n", source.trim()]),
        None => join(&mut entry.text, more),
    }
}

/// The entry, with what its footnotes name as its sources besides.
fn from_notes(mut entry: Entry, notes: impl IntoIterator<Item = String>) -> Entry {
    for note in notes {
        if !entry.source.lines().any(|source| source == note) {
            let between = if entry.source.is_empty() { "" } else { "\n" };
            entry.source.extend([between, &note]);
        }
    }
    entry
}

/// What a heading says after its first sign, without those that may close it.
fn titled(rest: &str) -> &str {
    let rest = rest.trim_start_matches('#').trim();
    let open = rest.trim_end_matches('#');
    if open.is_empty() || open.ends_with([' ', '\t']) { open.trim_end() } else { rest }
}

/// The text of a heading of the second level or deeper.
fn heading(line: &str) -> Option<&str> {
    line.strip_prefix("##").map(titled)
}

/// The date of a heading and its title. What stands where a date would, and is none, is told as the date: it will be
/// refused with its line. A heading of words alone parts a text, and says nothing of an event.
fn said_of(heading: &str) -> Option<(String, String)> {
    dated(heading).or_else(|| {
        let (date, title) = BETWEEN.iter().find_map(|sign| heading.split_once(sign))?;
        Some((date.trim().to_owned(), title.trim().to_owned()))
    })
}

/// Whether at least half of the items of lists say a date, by themselves or by the heading of a year above them.
fn most_items_are_dated(text: &str, definitions: &Definitions) -> bool {
    let (mut dated, mut all, mut year) = (0, 0, None);
    for (number, line) in lines(text) {
        if let Some(heading) = line.strip_prefix('#') {
            year = year_of(&definitions.plain(titled(heading))).map(str::to_owned);
        } else if let Some(text) = marked(line) {
            all += 1;
            dated += usize::from(item(number, &definitions.plain(text), year.as_deref()).is_some());
        }
    }
    dated > 0 && dated * 2 >= all
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
    let (rest, source) = in_brackets(&rest).filter(|_| !ends_in_address(&rest)).unwrap_or_else(|| linked(rest));
    let (title, text) = match sentence(&rest) {
        Some((title, text)) => (title.trim().to_owned(), text.trim().to_owned()),
        None => (rest.trim_end_matches('.').to_owned(), String::new()),
    };
    Some(Entry { line, date, title, text, source, ..Entry::default() })
}

/// What ends in brackets, and what stands in them, whatever brackets stand in those.
fn in_brackets(text: &str) -> Option<(String, String)> {
    let inner = text.trim_end().strip_suffix([')', ']'])?;
    let mut depth = 1;
    for (at, sign) in inner.char_indices().rev() {
        match sign {
            ')' | ']' => depth += 1,
            '(' | '[' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let (before, source) = inner.split_at_checked(at)?;
            return Some((before.trim().to_owned(), source.get(1..)?.trim().to_owned()));
        }
    }
    None
}

/// Whether the last word is an address, and a bracket that ends it belongs to it.
fn ends_in_address(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or(text);
    (last.starts_with("https://") || last.starts_with("http://")) && address_in(last) == last
}

/// The first sentence and the rest. The stop after an initial or an abbreviation ends none.
fn sentence(text: &str) -> Option<(&str, &str)> {
    const SHORT: [&str; 16] =
        ["mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "lt", "capt", "sr", "jr", "vs", "hon", "rev", "ca"];
    let is_short = |before: &str| {
        let word =
            before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '‘')).next().unwrap_or(before);
        let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        is_initial || word.contains('.') || SHORT.contains(&word.to_lowercase().as_str())
    };
    let found = text.match_indices(". ").find(|(at, _)| text.get(..*at).is_some_and(|before| !is_short(before)));
    let (before, after) = text.split_at_checked(found?.0)?;
    Some((before, after.get(2..)?))
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
        is_date(&date).then(|| (date, rest.trim().to_owned()))
    });
    found.unwrap_or_else(|| (year.to_owned(), text.to_owned()))
}

/// A date, and what stands after the sign that ends it.
fn dated(text: &str) -> Option<(String, String)> {
    BETWEEN.iter().find_map(|sign| {
        let (date, rest) = text.split_once(sign)?;
        let has_year = |date: &str| date.split(|c: char| !c.is_ascii_digit()).any(|part| part.len() == 4);
        let is_date = is_date(date) || date.starts_with(|c: char| c.is_ascii_digit()) && has_year(date);
        (is_date && !rest.trim().is_empty()).then(|| (date.trim().to_owned(), rest.trim().to_owned()))
    })
}

fn is_date(text: &str) -> bool {
    words::date(text, None).is_ok() || vague(text).is_some()
}

fn join(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(text: &str) -> Option<Vec<Entry>> {
        read(text).map(|read| read.entries)
    }

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
        let some = entries("- 2001: Council meets\n- 2002: It meets\n- Nobody knows when\n").unwrap();
        assert_eq!((some.len(), some[2].line, some[2].date.as_str()), (3, 3, ""));
        assert_eq!(entries("| Date | Title |\n|--|--|\n| 2001 | Fish \\| chips |\n").unwrap()[0].title, "Fish | chips");
    }

    #[test]
    fn nothing_vanishes_among_headings_and_items() {
        let text = "# Nets\n\nBy hand.\n\n### 1 May 2001: Divers meet\nThey meet.\nSource: brief ¶1\nSource: page ¶2\n\n### Summer 2003: Nets agreed\nSource: brief ¶2\n\n### Next week: Boats\n\n## Notes\n\nWritten late.\n- Around 1850: Boats come\n- 1850s: More boats\n- Next week: Even more\n\nStray.\n";
        let all = read(text).unwrap();
        let shown: Vec<String> = all
            .entries
            .iter()
            .map(|entry| format!("{}|{}|{}|{}|{}", entry.line, entry.date, entry.title, entry.text, entry.source))
            .collect();
        assert_eq!(
            shown,
            [
                "5|1 May 2001|Divers meet|They meet.|brief ¶1\npage ¶2",
                "10|Summer 2003|Nets agreed||brief ¶2",
                "13|Next week|Boats||",
                "18|Around 1850|Boats come||",
                "19|1850s|More boats||",
                "20||Next week: Even more||",
            ]
        );
        assert_eq!(all.passed_over, [3, 17, 22]);
    }

    #[test]
    fn brackets_and_initials_are_read_as_they_are_meant() {
        let shown = |text: &str| told(text).concat().join("|");
        assert_eq!(
            shown("- 2003: Title with: colon. Text. (Ministry of Fish, \"Annual (2003)\" report)\n"),
            "2003|Title with: colon|Text.|Ministry of Fish, \"Annual (2003)\" report"
        );
        assert_eq!(
            shown("- 2004: A. B. Smith visits St. Olaf. He stays.\n"),
            "2004|A. B. Smith visits St. Olaf|He stays.|"
        );
        assert_eq!(shown("- 2004: It opens. See https://a.example/x\n"), "2004|It opens||See https://a.example/x");
        assert_eq!(shown("- 2004: It opens (at last.\n"), "2004|It opens (at last||");
        assert_eq!(shown("- 2004: It opens at last)\n"), "2004|It opens at last)||");
    }

    #[test]
    fn links_and_footnotes_are_sources_however_they_are_written() {
        let source = |text: &str| told(text).concat().join("|");
        let address = "https://a.example/q_r_(s)";
        for written in [
            format!("[A page](<{address}> \"t\")"),
            format!("[A page]({address})"),
            "[A page][p]".to_owned(),
            "[A\n  page][p]".to_owned(),
        ] {
            let text = format!("- 2001: Fish \\& _nets_. It sat. {written}\n\n[p]: {address}\n");
            assert_eq!(source(&text), format!("2001|Fish & nets|It sat.|A page {address}"), "{text}");
        }
        assert_eq!(source(&format!("- 2001: It sat, <{address}>\n")), format!("2001|It sat||{address}"));
        let footnotes = "- **1 May 2001:** It sat.[^1][^2] (¶3)\n\n## 2002: Nets[^1] ##\n\nOf rope.[^2]\n\n[^1]: (A) Ministry\n[^2]: Annals\n";
        let all = read(footnotes).unwrap();
        assert_eq!(all.passed_over, Vec::<u64>::new());
        assert_eq!(all.entries.len(), 2);
        assert_eq!((all.entries[0].title.as_str(), all.entries[0].source.as_str()), ("It sat", "Ministry\nAnnals"));
        assert_eq!((all.entries[1].text.as_str(), all.entries[1].source.as_str()), ("Of rope.", "Ministry\nAnnals"));
    }

    #[test]
    fn what_is_no_timeline_is_left_to_others() {
        assert_eq!(entries("date,title\n1999,Accord\n"), None);
        assert_eq!(entries("- eggs\n- milk\n"), None);
        assert_eq!(entries(""), None);
    }
}

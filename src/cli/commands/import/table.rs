//! A table out of a file of comma-separated values, as statistical offices hand them out: what stands before its head
//! and after its rows is passed over, and every row knows its line. What columns mean is not known here.

use std::collections::HashSet;

use super::cells::PERIODS;
use crate::cli::errors::Failure;

/// The largest file read, in bytes: far above any download of figures of two countries.
pub(super) const MAX_BYTES: u64 = 64 * 1024 * 1024;
/// Rows before the head at most; a preamble is shorter.
const PREAMBLE: usize = 30;

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    /// The names of its columns.
    pub(super) head: Vec<String>,
    /// Its rows.
    pub(super) rows: Vec<Row>,
    /// Lines after the head that say one thing, and what they say: notes of who made the table, or gaps.
    pub(super) notes: Vec<(u64, String)>,
    /// The sign between its cells.
    pub(super) delimiter: char,
}

/// A row.
#[derive(Debug)]
pub(super) struct Row {
    /// The line of the file on which it begins, from 1.
    pub(super) line: u64,
    cells: Vec<String>,
}

impl Row {
    /// The text of a column, without blanks around it; empty where the row is shorter.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }
}

impl Table {
    /// Reads a text; the sign between cells is guessed unless it is said.
    ///
    /// # Errors
    /// What is no table, with the line.
    pub(super) fn read(text: &str, delimiter: Option<char>) -> Result<Self, Failure> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let delimiter = match delimiter {
            Some(sign) => u8::try_from(sign)
                .map_err(|_| Failure::Refused(format!("“{sign}” cannot stand between cells; give , or ; or a tab")))?,
            None => guessed(text),
        };
        if let Some(line) = unclosed(text, delimiter) {
            return Err(Failure::Refused(format!(
                "line {line}: a cell opens with a quotation mark that nothing closes; close it, or write it twice where it \
                 belongs to the text"
            )));
        }
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let (mut rows, mut lines) = (Vec::new(), Lines { text, byte: 0, line: 1 });
        for record in reader.records() {
            let record = record.map_err(|error| {
                let line = error.position().map_or(0, csv::Position::line);
                Failure::Refused(format!("line {line} is no row of a table ({error})"))
            })?;
            let begins = record.position().map_or(0, csv::Position::byte);
            let line = lines.line_of(usize::try_from(begins).unwrap_or(usize::MAX));
            rows.push(Row { line, cells: record.iter().map(str::to_owned).collect() });
        }
        let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        let widest = rows.iter().take(PREAMBLE).map(filled).max().unwrap_or_default();
        let may_be_head = |row: &Row| filled(row) * 2 > widest && filled(row) > 1;
        // A title of two cells may stand before the head: rather than that, the first row that names what is known.
        let named = rows.iter().take(PREAMBLE).position(|row| may_be_head(row) && names_what_is_known(&row.cells));
        let at = named.or_else(|| rows.iter().position(may_be_head)).ok_or_else(|| {
            Failure::Refused("the file holds no table: its first rows have fewer than two columns".to_owned())
        })?;
        let mut rows = rows.split_off(at).into_iter();
        let head: Vec<String> =
            rows.next().map(|row| row.cells.iter().map(|cell| cell.trim().to_owned()).collect()).unwrap_or_default();
        let (rows, others): (Vec<Row>, Vec<Row>) = rows.partition(|row| filled(row) > 1);
        let text_of =
            |row: &Row| row.cells.iter().find(|cell| !cell.trim().is_empty()).map(|cell| cell.trim().to_owned());
        let notes = others.iter().filter_map(|row| Some((row.line, text_of(row)?))).collect();
        Ok(Self { head, rows, notes, delimiter: char::from(delimiter) })
    }

    /// The column of this name; case does not matter.
    ///
    /// # Errors
    /// A sentence that names the columns there are.
    pub(super) fn column(&self, name: &str) -> Result<usize, Failure> {
        let wanted = name.trim().to_lowercase();
        self.head.iter().position(|known| known.to_lowercase() == wanted).ok_or_else(|| {
            Failure::Refused(format!("the table has no column “{name}”; its columns are: {}", self.head.join(", ")))
        })
    }

    /// The different texts of a column, in the order met, at most so many.
    pub(super) fn values(&self, column: usize, most: usize) -> Vec<&str> {
        let mut seen: HashSet<&str> = HashSet::new();
        let cells = self.rows.iter().map(|row| row.cell(column)).filter(|cell| !cell.is_empty());
        cells.filter(|cell| seen.insert(*cell)).take(most).collect()
    }
}

/// The line on which a cell in quotation marks begins that does not end; what follows would be read as one cell.
fn unclosed(text: &str, delimiter: u8) -> Option<u64> {
    let (mut line, mut opened, mut begins) = (1, None, true);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        line += u64::from(byte == b'\n');
        if opened.is_some() {
            // Two of them within a cell stand for one.
            if byte == b'"' && bytes.next_if_eq(&b'"').is_none() {
                opened = None;
            }
            continue;
        }
        if byte == b'"' && begins {
            opened = Some(line);
        }
        begins = byte == delimiter || matches!(byte, b'\n' | b'\r');
    }
    opened
}

/// Counts lines on the way through a text.
struct Lines<'t> {
    text: &'t str,
    byte: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the first that is not blank from this byte on, which lies behind those asked for before.
    fn line_of(&mut self, byte: usize) -> u64 {
        let ahead = |from: usize| self.text.get(from..).unwrap_or_default();
        let blank = ahead(byte).bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let passed = self.text.get(self.byte..byte + blank).unwrap_or_default();
        self.line += passed.bytes().filter(|byte| *byte == b'\n').count() as u64;
        self.byte = byte + blank;
        self.line
    }
}

/// Whether a row names columns that tables of figures, timelines or records have: one of time, several of others, or
/// years. One word more is not enough: `Title,Exports by country` stands before a table.
fn names_what_is_known(cells: &[String]) -> bool {
    let named = |cell: &String| cell.trim().to_lowercase();
    let is_time = |name: &String| PERIODS.contains(&name.as_str()) || name == "when";
    let is_other = |name: &String| matches!(name.as_str(), "id" | "kind" | "title" | "event" | "headline" | "name");
    let is_year = |cell: &str| cell.trim().get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    cells.iter().map(named).any(|name| is_time(&name))
        || cells.iter().map(named).filter(is_other).count() > 1
        || cells.iter().filter(|cell| is_year(cell)).count() > 1
}

/// The sign that parts most of the first lines into as many cells, and of those the one that makes the most.
fn guessed(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(PREAMBLE).collect();
    let parted = |sign: u8| {
        let counts: Vec<usize> =
            lines.iter().map(|line| outside_quotes(line, sign)).filter(|count| *count > 0).collect();
        let alike = |count: usize| counts.iter().filter(|other| **other == count).count();
        counts.iter().map(|count| (alike(*count), *count)).max().unwrap_or_default()
    };
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| parted(*sign)).unwrap_or(b',')
}

/// How often a sign stands outside of quotes.
fn outside_quotes(line: &str, sign: u8) -> usize {
    let mut is_quoted = false;
    let mut count = 0;
    for byte in line.bytes() {
        is_quoted ^= byte == b'"';
        count += usize::from(byte == sign && !is_quoted);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_table_is_passed_over_and_rows_know_their_lines() {
        let text = "\u{feff}\"Data Source\",\"Indicators\",\n\n\"Country Name\",\"Code\",\"2000\",\"2001\",\n\"Norway\",\"NOR\",\"1\",\"2\",\n\n\"Chile\",\"CHL\",\"3\",,\n\nUpdated yesterday\n";
        let table = Table::read(text, None).unwrap();
        assert_eq!(table.head[..4], ["Country Name", "Code", "2000", "2001"]);
        let told: Vec<_> = table.rows.iter().map(|row| (row.line, row.cell(0), row.cell(3), row.cell(9))).collect();
        assert_eq!(told, [(4, "Norway", "2", ""), (6, "Chile", "", "")]);
        assert_eq!(table.notes, [(8, "Updated yesterday".to_owned())]);
        assert_eq!(table.column("code").unwrap(), 1);
        assert!(
            matches!(table.column("Year"), Err(Failure::Refused(told)) if told.contains("Country Name, Code, 2000"))
        );
    }

    #[test]
    fn semicolons_and_tabs_are_found_out() {
        for sign in [",", ";", "\t"] {
            let table = Table::read(&format!("Year{sign}Value\n2000{sign}1\n"), None).unwrap();
            assert_eq!((table.head.len(), table.rows.len()), (2, 1), "{sign:?}");
        }
        // Decimal commas part nothing, nor does what stands in quotes.
        let table = Table::read("Year;A;B\n2000;1,5;2,5\n2001;1,25;\"a, b, c\"\n", None).unwrap();
        assert_eq!((table.head.len(), table.rows[1].cell(2)), (3, "a, b, c"));
        let table = Table::read("sep=;\nYear;A\n2000;1,5\n", None).unwrap();
        assert_eq!((table.head[0].as_str(), table.rows[0].line), ("Year", 3));
        let told = |text: &str| matches!(Table::read(text, None), Err(Failure::Refused(told)) if told.starts_with("line 2: a cell opens"));
        assert!(told("Year,Value\n2000,\"1\n2001,2\n") && told("Year,Value\n\"a \"\" b,1\n"));
        assert!(!told("Year,Value\n\"a \"\" b\",1\n2001,\"c\nd\"\n"));
        // A title beside a date is no head.
        let table = Table::read("Exports,by country\n\nYear,Value\n2000,1\n", None).unwrap();
        assert_eq!(table.head, ["Year", "Value"]);
        let table =
            Table::read("Title,Exports by country\nName,Office of Harbours\n\nYear,Value\n2000,1\n", None).unwrap();
        assert_eq!(table.head, ["Year", "Value"]);
        assert!(Table::read("", None).is_err() && Table::read("a poem\nof two lines\n", None).is_err());
    }
}

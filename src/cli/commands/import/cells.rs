//! What a cell of a table says: a number, the period that figures are for, or where something is said. A cell that says
//! nothing is a gap.

use crate::data::Dataset;
use crate::data::cite::Cites;
use crate::data::date::words::{self, NumericOrder};
use crate::data::period::Period;
use crate::data::problem::did_you_mean;
use crate::text::counted;

/// Names under which offices and this program have the period of a figure, the surest first.
pub(super) const PERIODS: [&str; 12] = [
    "period",
    "time_period",
    "refperiod",
    "year",
    "fiscal year",
    "financial year",
    "date",
    "day",
    "month",
    "quarter",
    "time",
    "refyear",
];
/// What statistical offices and programs write where they have no figure, in lower case.
const GAPS: [&str; 17] = [
    "",
    ".",
    "..",
    "...",
    "…",
    ":",
    "-",
    "–",
    "—",
    "na",
    "n/a",
    "#n/a",
    "n.a.",
    "nan",
    "null",
    "none",
    "not available",
];

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decimal {
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
}

/// A number, nothing for a gap, or a sentence.
pub(super) fn number(cell: &str, decimal: Decimal) -> Result<Option<f64>, String> {
    let cell = cell.trim();
    if GAPS.contains(&cell.to_lowercase().as_str()) {
        return Ok(None);
    }
    if let Some(inner) = cell.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'))
        && number(inner, decimal).is_ok_and(|value| value.is_some())
    {
        return Err(format!("“{cell}” may be a figure below zero or a remark; write -{inner} or leave it empty"));
    }
    let wrong = || format!("“{cell}” is no number; write 1234.5 or 1,234.5, or leave the cell empty for a gap");
    let (thousands, point) = match decimal {
        Decimal::Point => (',', '.'),
        Decimal::Comma => ('.', ','),
    };
    let cell = cell.replace('−', "-").replace(['\u{a0}', '\u{202f}', '\u{2009}', ' '], "");
    // 1'234.5, as it is written in Switzerland.
    let cell = if cell.starts_with(['\'', '’']) { cell } else { cell.replace(['\'', '’'], "") };
    let (whole, fraction) = cell.split_once(point).unwrap_or((&cell, ""));
    if !are_thousands(whole.trim_start_matches(['-', '+']), thousands) || fraction.contains(thousands) {
        return Err(match decimal {
            Decimal::Point if cell.contains(',') => format!("{}; --decimal comma where 4,7 means 4.7", wrong()),
            _ => wrong(),
        });
    }
    let plain = format!("{}.{}", whole.replace(thousands, ""), if fraction.is_empty() { "0" } else { fraction });
    plain.parse::<f64>().ok().filter(|value| value.is_finite()).map(Some).ok_or_else(wrong)
}

/// A figure and the mark that stands after it: a number or letters of a footnote, a sign of how firm it is, or `%`.
pub(super) fn marked(cell: &str) -> Option<(&str, &str)> {
    /// Letters of a mark at most: `5.2e`, `1.4 ep`; what is longer is a word.
    const LETTERS: usize = 2;
    let cell = cell.trim();
    let is_of_number = |c: char| c.is_ascii_digit() || "+-−.,'’ \u{a0}\u{202f}\u{2009}".contains(c);
    let (number, mark) = cell.split_at_checked(cell.find(|c: char| !is_of_number(c))?)?;
    let (number, mark) = (number.trim(), mark.trim());
    let is_bracketed =
        |open: char, close: char| mark.starts_with(open) && mark.ends_with(close) && mark.chars().count() <= 8;
    let is_mark = is_bracketed('[', ']')
        || is_bracketed('(', ')')
        || mark.chars().all(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§%".contains(c))
        || mark.len() <= LETTERS && mark.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_mark && number.ends_with(|c: char| c.is_ascii_digit())).then_some((number, mark))
}

/// Whether the digits before the decimal sign stand in threes, where they are set apart.
fn are_thousands(whole: &str, sign: char) -> bool {
    let mut groups = whole.split(sign);
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    let parted = rest.peek().is_some();
    (!parted || (1..=3).contains(&first.len())) && rest.all(|group| group.len() == 3)
}

/// A period as statistical offices and people write it: `2011`, `2011.0`, `1990 [YR1990]`, `202301`, `2011M03`,
/// `2011Q1`, `2011-Q1`, `Q1 2011`, `FY2011-12`, `2011-12` of two years that follow, `2011/12`, or a date in words.
pub(super) fn period(cell: &str, are_fiscal: bool, order: Option<NumericOrder>) -> Result<Period, String> {
    let cell = cell.trim();
    let cell = cell.split_once(" [").map_or(cell, |(before, _)| before.trim());
    let cell = [".0", " 00:00:00", "T00:00:00"].iter().find_map(|end| cell.strip_suffix(end)).unwrap_or(cell);
    let notation = fiscal(cell, are_fiscal).or_else(|| monthly(cell)).or_else(|| quarter(cell));
    let read = notation.as_deref().unwrap_or(cell);
    if let Ok(period) = read.parse() {
        return Ok(period);
    }
    words::date(cell, order).map(Period::Date).map_err(|error| {
        let hint = if are_two_years(cell) { "; --fiscal reads it as a fiscal year" } else { "" };
        format!("{error}{hint}")
    })
}

/// Whether a cell is two years, the second of which follows the first: a fiscal year, if it is not a month.
pub(super) fn are_two_years(cell: &str) -> bool {
    fiscal(cell.trim(), true).is_some_and(|_| cell.trim().starts_with(|c: char| c.is_ascii_digit()))
}

/// `FY2011-12` of `FY 2011-12`, `2011-12`, `2011/12`, `2011–12` and `2011-2012`, the last four only where years are
/// fiscal.
fn fiscal(cell: &str, are_fiscal: bool) -> Option<String> {
    let said = cell.strip_prefix("FY").or_else(|| cell.strip_prefix("fy"));
    let (first, second) = said.unwrap_or(cell).trim().split_once(['-', '/', '–'])?;
    let year: u16 = first.trim().parse().ok().filter(|_| first.trim().len() == 4)?;
    let ends = (year + 1).to_string();
    let second = second.trim();
    let follows = second == ends || ends.get(2..) == Some(second);
    ((said.is_some() || are_fiscal) && follows).then(|| format!("FY{year}-{}", ends.get(2..).unwrap_or_default()))
}

/// `2023-01` of `202301` and `2023M01`.
fn monthly(cell: &str) -> Option<String> {
    let (year, month) = cell.split_at_checked(4)?;
    let month = month.strip_prefix('M').unwrap_or(month);
    let is_month = month.len() == 2 && matches!(month.parse::<u8>(), Ok(1..=12));
    (is_month && year.bytes().all(|byte| byte.is_ascii_digit())).then(|| format!("{year}-{month}"))
}

/// `2011-Q1` of `2011Q1`, `2011 Q1`, `Q1 2011` and `Q1/2011`.
fn quarter(cell: &str) -> Option<String> {
    let (before, after) = cell.split_once(['Q', 'q'])?;
    let (year, quarter) = match before {
        "" => after.split_once([' ', '-', '/']).map(|(quarter, year)| (year, quarter))?,
        year => (year.trim_end_matches(['-', ' ']), after),
    };
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    (is_year && matches!(quarter, "1" | "2" | "3" | "4")).then(|| format!("{year}-Q{quarter}"))
}

/// Whether a text cites what the pack has, passages of its sources; a sentence if not.
pub(super) fn cite(text: &str, dataset: &Dataset<'_>) -> Result<(), String> {
    let cites = Cites::from(text);
    let sources = &dataset.pack.sources;
    if cites.is_empty() {
        return Err("a cite is missing, as in “source-id ¶14”".to_owned());
    }
    for cite in cites.iter() {
        let cite = cite.map_err(|error| error.to_string())?;
        let Some(source) = sources.number(cite.source).and_then(|number| sources.get(number)) else {
            let near = did_you_mean(cite.source, sources.iter().map(|source| source.id.as_str()));
            let end = if near.is_empty() { "; add it to the sources of its pack.ron" } else { near.as_str() };
            return Err(format!("the pack has no source “{}”{end}", cite.source));
        };
        let last = cite.paragraphs.iter().map(|(_, to)| *to).max().unwrap_or_default();
        if last > source.citable() {
            let passages = counted(source.citable(), "passage");
            return Err(format!("“{}” has {passages}, and ¶{last} is cited", source.id));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_gaps_stay_gaps() {
        for (cell, value) in
            [("1234.5", 1234.5), ("1,234.5", 1234.5), ("−3", -3.0), ("1 234", 1234.0), ("1'234.5", 1234.5), ("0", 0.0)]
        {
            assert_eq!(number(cell, Decimal::Point), Ok(Some(value)), "{cell}");
        }
        assert_eq!(number("1.234,5", Decimal::Comma), Ok(Some(1234.5)));
        for gap in GAPS {
            assert_eq!(number(gap, Decimal::Point), Ok(None), "{gap}");
            assert_eq!(number(&gap.to_uppercase(), Decimal::Point), Ok(None), "{gap}");
        }
        for cell in ["4,7", "12 apples", "1e400", "inf", "1,23,456", "US$ 3", "1.2.3"] {
            assert!(number(cell, Decimal::Point).is_err(), "{cell}");
        }
        assert!(number("4,7", Decimal::Point).unwrap_err().contains("--decimal comma"));
    }

    #[test]
    fn marks_are_told_from_words() {
        for (cell, parts) in [
            ("4.1 [1]", ("4.1", "[1]")),
            ("3.6¹", ("3.6", "¹")),
            ("5.2e", ("5.2", "e")),
            ("1 450,75 p", ("1 450,75", "p")),
            ("5 %", ("5", "%")),
            ("7*", ("7", "*")),
        ] {
            assert_eq!(marked(cell), Some(parts), "{cell}");
        }
        for cell in ["4.1", "12 apples", "1e400", "US$ 3", "[1]", "e", ""] {
            assert_eq!(marked(cell), None, "{cell}");
        }
        assert!(number("(12.5)", Decimal::Point).unwrap_err().contains("write -12.5"));
    }

    #[test]
    fn periods_are_read_as_offices_write_them() {
        for (cell, are_fiscal, notation) in [
            ("2011", false, "2011"),
            ("2011.0", false, "2011"),
            ("2011-12-31 00:00:00", false, "2011-12-31"),
            ("1990 [YR1990]", false, "1990"),
            ("202301", false, "2023-01"),
            ("2023M11", false, "2023-11"),
            ("2011Q3", false, "2011-Q3"),
            ("2011-Q1", false, "2011-Q1"),
            ("Q1 2024", false, "2024-Q1"),
            ("2024 Q4", false, "2024-Q4"),
            ("FY2023-24-Q1", false, "FY2023-24-Q1"),
            ("FY2011-12", false, "FY2011-12"),
            ("FY 2011-12", false, "FY2011-12"),
            ("2011-12", false, "2011-12"),
            ("2011-12", true, "FY2011-12"),
            ("2011/12", true, "FY2011-12"),
            ("1999-2000", true, "FY1999-00"),
            ("March 2011", false, "2011-03"),
            ("2011-03-05", false, "2011-03-05"),
        ] {
            assert_eq!(
                period(cell, are_fiscal, None).map(|period| period.notation()),
                Ok(notation.to_owned()),
                "{cell}"
            );
        }
        assert!(period("2012-13", false, None).unwrap_err().ends_with("--fiscal reads it as a fiscal year"));
        assert!(period("Norway", false, None).is_err() && period("", false, None).is_err());
    }
}

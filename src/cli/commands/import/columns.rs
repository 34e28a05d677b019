//! Which column of a table of figures is what: as it was said, as its name tells, or as it is asked of a person. And
//! what is said of all its rows.

use super::cells::{self, Decimal};
use super::table::Table;
use super::{Csv, Marks, OnDifference};
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::data::Dataset;
use crate::data::date::words::NumericOrder;
use crate::data::series::Status;

/// Names under which they have the figure.
const VALUES: [&str; 8] =
    ["value", "obs_value", "primaryvalue", "trade value (us$)", "trade value", "tradevalue", "figure", "amount"];
/// Names of columns that tell whose a figure is: neither a period nor a figure.
const LABELS: [&str; 8] =
    ["entity", "code", "country", "country name", "country code", "indicator name", "indicator code", "annotations"];

/// How the figures of a table are had.
#[derive(Debug)]
pub(super) struct ChosenColumns {
    /// Where periods and figures stand.
    pub(super) shape: Shape,
    /// Only rows in which these columns say these texts.
    pub(super) only: Vec<(usize, String)>,
    /// A series for each text of this column.
    pub(super) each: Option<usize>,
    /// The column that names the series, in what this program exports.
    pub(super) series_column: Option<usize>,
    /// Columns of a row's own unit, status, cite and note, in what this program exports.
    pub(super) own: OwnColumns,
    /// The series, unless a column names it.
    pub(super) series: String,
    /// What is said of a new series: title, unit, basis and group.
    pub(super) new: NewSeries,
    /// How firm the figures are.
    pub(super) status: Status,
    /// Where they are said, unless a column says so.
    pub(super) cite: String,
    /// What they are divided by, if by anything.
    pub(super) divide: Option<f64>,
    /// To how many decimals they are rounded, if they are.
    pub(super) round: Option<u8>,
    /// What becomes of marks after figures, if that was said.
    pub(super) marks: Option<Marks>,
    /// How numbers are written.
    pub(super) decimal: Decimal,
    /// Whether years such as `2011-12` are fiscal years.
    pub(super) are_fiscal: bool,
    /// What comes first in dates of numbers.
    pub(super) order: Option<NumericOrder>,
    /// What to do where the pack has another figure.
    pub(super) on_difference: OnDifference,
}

/// Where periods and figures stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One figure a row: the columns of its period and its value.
    Long(usize, usize),
    /// One column a period.
    Wide(Vec<usize>),
}

/// Columns that say for a row what is else said for all.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OwnColumns {
    pub(super) unit: Option<usize>,
    pub(super) status: Option<usize>,
    pub(super) cite: Option<usize>,
    pub(super) note: Option<usize>,
}

/// What a new series needs.
#[derive(Clone, Debug, Default)]
pub(super) struct NewSeries {
    pub(super) title: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) basis: Option<String>,
    pub(super) group: Option<String>,
}

impl ChosenColumns {
    /// Finds out what is not said, or asks a person for it.
    ///
    /// # Errors
    /// What is missing or wrong, with what there is to choose from.
    pub(super) fn of(csv: &Csv, table: &Table, dataset: &Dataset<'_>, io: &mut Io<'_>) -> Result<Self, Failure> {
        let named = |name: &str| table.head.iter().position(|known| known.eq_ignore_ascii_case(name));
        let is_exported = ["period", "value", "unit", "status", "cites"].iter().all(|name| named(name).is_some());
        let own = if is_exported {
            OwnColumns { unit: named("unit"), status: named("status"), cite: named("cites"), note: named("note") }
        } else {
            OwnColumns::default()
        };
        let series_column = named("series").filter(|_| is_exported && csv.series.is_none());
        let only = csv.only.iter().map(|condition| condition_of(table, condition)).collect::<Result<_, _>>()?;
        let each = csv.each.as_deref().map(|name| table.column(name)).transpose()?;
        let decimal = decimal(csv, table, io)?;
        let shape = shape(csv, table, decimal, io)?;
        if let (Shape::Long(period, _), false) = (&shape, is_exported) {
            may_be_fiscal(csv, "the periods", table.rows.iter().map(|row| row.cell(*period)))?;
        }
        let series = match (&csv.series, series_column) {
            (Some(series), _) => series.clone(),
            (None, Some(_)) => String::new(),
            (None, None) => needed(io, "--series", "Which series takes the figures (an id, new or of the pack)?")?,
        };
        let mut new = NewSeries {
            title: csv.title.clone(),
            unit: csv.unit.clone(),
            basis: csv.basis.clone(),
            group: csv.group.clone(),
        };
        let is_known = series_column.is_some() || dataset.series.iter().any(|known| known.id == series.as_str());
        if !is_known && each.is_none() {
            new.complete(&series, io)?;
        }
        let cite = match (&csv.cite, own.cite) {
            (Some(cite), _) => cite.clone(),
            (None, Some(_)) => String::new(),
            (None, None) => needed(io, "--cite", "Where are the figures said, as in “worldbank-2026 ¶1”?")?,
        };
        if !cite.is_empty() {
            cells::cite(&cite, dataset).map_err(|told| Failure::Refused(format!("--cite: {told}")))?;
        }
        if let Some(group) = new.group.as_deref().filter(|group| !is_word(group)) {
            let told = "a group is a word of letters, digits and underscores, as in Trade";
            return Err(Failure::Refused(format!("--group: “{group}” is none; {told}")));
        }
        let divide = csv.divide;
        if divide.is_some_and(|by| by == 0.0 || !by.is_finite()) {
            return Err(Failure::Refused("--divide takes a number other than 0, as in 1000000".to_owned()));
        }
        Ok(Self {
            shape,
            only,
            each,
            series_column,
            own,
            series,
            new,
            status: csv.status.status(),
            cite,
            divide,
            round: csv.round,
            marks: csv.marks,
            decimal,
            are_fiscal: csv.fiscal,
            order: csv.dates.map(super::DateOrder::order),
            on_difference: csv.on_difference,
        })
    }
}

/// Whether a text may stand for one of a pack's words.
fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

impl NewSeries {
    /// Asks for what is missing, or tells all that is.
    fn complete(&mut self, series: &str, io: &mut Io<'_>) -> Result<(), Failure> {
        let fields = [
            (&mut self.title, "--title", "What is counted (the title)?"),
            (&mut self.unit, "--unit", "In what unit, currency included, as in “US$ million”?"),
            (&mut self.basis, "--basis", "How and by whom is it counted (the basis)?"),
            (&mut self.group, "--group", "Where is it listed, as in Trade?"),
        ];
        let missing: Vec<&str> =
            fields.iter().filter(|(value, ..)| value.is_none()).map(|(_, flag, _)| *flag).collect();
        if !missing.is_empty() && !io.is_interactive() {
            let flags = missing.join(", ");
            return Err(Failure::Refused(format!("“{series}” is a new series; say of it {flags}")));
        }
        for (value, flag, question) in fields {
            if value.is_none() {
                *value = Some(needed(io, flag, question)?);
            }
        }
        Ok(())
    }
}

/// The sign before decimals: as said, or as the cells tell. Where commas do not part cells they may stand before
/// decimals; that is told, and where it may be either, it has to be said.
fn decimal(csv: &Csv, table: &Table, io: &mut Io<'_>) -> Result<Decimal, Failure> {
    if let Some(sign) = csv.decimal {
        return Ok(sign.decimal());
    }
    if table.delimiter == ',' {
        return Ok(Decimal::Point);
    }
    let mut doubtful = None;
    for row in &table.rows {
        for cell in (0..table.head.len()).map(|column| row.cell(column)) {
            let figure = cells::marked(cell).map_or(cell, |(figure, _)| figure);
            let (whole, after) = figure.rsplit_once(',').unwrap_or((figure, ""));
            let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            if !are_digits(after) || !are_digits(&whole.replace(['-', '+', '.', ' ', '\u{a0}', '\u{202f}', '−'], ""))
            {
                continue;
            }
            if after.len() != 3 || whole.contains('.') {
                io.warn(&format!("line {}: “{cell}” has a decimal comma, so all figures are read so", row.line));
                return Ok(Decimal::Comma);
            }
            doubtful = doubtful.or_else(|| Some((row.line, cell.to_owned())));
        }
    }
    match doubtful {
        None => Ok(Decimal::Point),
        Some((line, cell)) => Err(Failure::Refused(format!(
            "line {line}: “{cell}” may have thousands or decimals; say --decimal point or --decimal comma"
        ))),
    }
}

/// Where periods and figures stand: as said, or as the names of the columns tell.
fn shape(csv: &Csv, table: &Table, decimal: Decimal, io: &mut Io<'_>) -> Result<Shape, Failure> {
    let order = csv.dates.map(super::DateOrder::order);
    let is_period =
        |name: &str| name.bytes().any(|byte| byte.is_ascii_digit()) && cells::period(name, csv.fiscal, order).is_ok();
    let heads: Vec<&str> =
        table.head.iter().map(String::as_str).filter(|name| name.starts_with(|c: char| c.is_ascii_digit())).collect();
    if csv.period.is_none() && heads.len() > 1 {
        may_be_fiscal(csv, "the columns", heads)?;
    }
    let wide: Vec<usize> =
        (0..table.head.len()).filter(|at| table.head.get(*at).is_some_and(|name| is_period(name))).collect();
    if csv.period.is_none() && csv.value.is_none() && wide.len() > 1 {
        return Ok(Shape::Wide(wide));
    }
    let first_of = |names: &[&str]| {
        names.iter().find_map(|name| table.head.iter().position(|known| known.to_lowercase() == *name))
    };
    let period = match &csv.period {
        Some(name) => table.column(name)?,
        None => {
            first_of(&cells::PERIODS).map_or_else(|| asked(io, table, "--period", "says what a figure is for"), Ok)?
        }
    };
    let value = match &csv.value {
        Some(name) => table.column(name)?,
        None => match first_of(&VALUES).or_else(|| only_numbers(table, period, decimal)) {
            Some(value) => value,
            None => asked(io, table, "--value", "holds the figures")?,
        },
    };
    Ok(Shape::Long(period, value))
}

/// Refuses periods that are all two years one after the other, as in `2009-10`, and of which none says that it is
/// fiscal: the months of these numbers are hardly meant, and never all of them.
fn may_be_fiscal<'t>(csv: &Csv, which: &str, periods: impl IntoIterator<Item = &'t str>) -> Result<(), Failure> {
    let mut periods = periods.into_iter().filter(|text| !text.is_empty()).peekable();
    let Some(first) = periods.peek().copied().filter(|_| !csv.fiscal) else { return Ok(()) };
    if !periods.all(cells::are_two_years) {
        return Ok(());
    }
    Err(Failure::Refused(format!(
        "{which} “{first}” and the like may be fiscal years; say so with --fiscal, or write months as in {}",
        first.get(..4).map_or_else(|| "2011M10".to_owned(), |year| format!("{year}M10"))
    )))
}

/// The one column of numbers beside the period, if there is just one.
fn only_numbers(table: &Table, period: usize, decimal: Decimal) -> Option<usize> {
    /// Rows that are looked at.
    const ROWS: usize = 200;
    let are_numbers = |column: usize| {
        let figure = |cell| cells::marked(cell).map_or(cell, |(figure, _)| figure);
        let mut read = table.rows.iter().take(ROWS).map(|row| cells::number(figure(row.cell(column)), decimal));
        let mut any = false;
        read.all(|number| {
            number.is_ok_and(|number| {
                any |= number.is_some();
                true
            })
        }) && any
    };
    let is_label = |column: usize| {
        table.head.get(column).is_none_or(|name| name.is_empty() || LABELS.contains(&name.to_lowercase().as_str()))
    };
    let mut found = (0..table.head.len()).filter(|at| *at != period && !is_label(*at) && are_numbers(*at));
    found.next().filter(|_| found.next().is_none())
}

/// A column and the text it is to say, of `column=text`.
fn condition_of(table: &Table, condition: &str) -> Result<(usize, String), Failure> {
    let (name, text) = condition
        .split_once('=')
        .ok_or_else(|| Failure::Refused(format!("--where takes COLUMN=TEXT, and “{condition}” is none")))?;
    let (column, text) = (table.column(name)?, text.trim());
    if !table.rows.iter().any(|row| row.cell(column) == text) {
        let values = table.values(column, 12).join(", ");
        return Err(Failure::Refused(format!("no row has “{text}” in {name}; it says: {values}")));
    }
    Ok((column, text.to_owned()))
}

/// A column that a person chooses, where there is one.
fn asked(io: &mut Io<'_>, table: &Table, flag: &str, does: &str) -> Result<usize, Failure> {
    let columns = table.head.join(", ");
    if !io.is_interactive() {
        return Err(Failure::Refused(format!("say with {flag} which column {does}; the columns are: {columns}")));
    }
    let name = needed(io, flag, &format!("Which column {does}? There are: {columns}"))?;
    table.column(&name)
}

/// What a person answers to a question, where there is one.
fn needed(io: &mut Io<'_>, flag: &str, question: &str) -> Result<String, Failure> {
    let missing = || Failure::Refused(format!("{flag} is missing. {question}"));
    if !io.is_interactive() {
        return Err(missing());
    }
    write!(io.output, "{question}\n> ")?;
    io.output.flush()?;
    let mut answer = String::new();
    io.input.read_line(&mut answer)?;
    let answer = answer.trim();
    if answer.is_empty() { Err(missing()) } else { Ok(answer.to_owned()) }
}

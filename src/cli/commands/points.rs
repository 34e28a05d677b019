//! Figures as CSV: one row for each, in long form.

use std::io::Write;

use crate::cli::errors::Failure;
use crate::cli::text_output::cells::Cells;
use crate::cli::text_output::chart::note;
use crate::data::Pack;
use crate::data::series::{DataPoint, Series};
use crate::view::citation::{grades, publishers};

/// The columns of a single series.
const COLUMNS: [&str; 10] =
    ["period", "start", "end", "value", "unit", "status", "cites", "note", "publishers", "grades"];

/// Writes figures; with the id of their series in a column of its own where there may be several.
pub(crate) fn csv<'d>(
    pack: &Pack<'d>,
    points: impl IntoIterator<Item = (&'d Series<'d>, &'d DataPoint<'d>)>,
    several: bool,
    cells: Cells,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut table = csv::Writer::from_writer(out);
    let first = |id: &str| several.then(|| id.to_owned());
    table.write_record(first("series").into_iter().chain(COLUMNS.map(str::to_owned)))?;
    for (series, point) in points {
        let row = [
            point.period.notation(),
            point.period.earliest().to_string(),
            point.period.latest().to_string(),
            point.value.to_string(),
            series.unit.to_string(),
            point.status.name().to_owned(),
            point.cite.parts().collect::<Vec<_>>().join("; "),
            note(point).unwrap_or_default(),
            publishers(pack, [&point.cite]),
            grades(pack, [&point.cite]),
        ];
        let row: Vec<String> = first(&series.id).into_iter().chain(row).collect();
        table.write_record(row.iter().map(|cell| cells.cell(cell).into_owned()))?;
    }
    Ok(table.flush()?)
}

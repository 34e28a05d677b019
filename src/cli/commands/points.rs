//! Figures as CSV: one row for each, in long form.

use std::io::Write;

use crate::cli::errors::Failure;
use crate::cli::text_output::cells::Cells;
use crate::cli::text_output::chart::note;
use crate::data::series::{DataPoint, Series};
use crate::data::{Dataset, ItemId};
use crate::view::citation::{addresses, grades, publishers};

/// The columns of a single series.
const COLUMNS: [&str; 11] =
    ["period", "start", "end", "value", "unit", "status", "cites", "note", "publishers", "grades", "addresses"];

/// The column, after all others, of the layers that had a hand in what a row tells; only where layers lie on the pack.
pub(crate) const LAYERS: &str = "layers";

/// The ids of the layers that had a hand in an item, set apart by semicolons.
pub(crate) fn layers_of(dataset: &Dataset<'_>, id: ItemId) -> String {
    let mut ids: Vec<&str> = Vec::new();
    for step in dataset.layers.of_item(id) {
        let id = dataset.pack.layers.get(step.layer).map_or("", |layer| layer.id.as_str());
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.join("; ")
}

/// Writes figures; with the id of their series in a column of its own where there may be several, and with the layers
/// that had a hand in their series where there are any.
pub(crate) fn csv<'d>(
    dataset: &'d Dataset<'d>,
    points: impl IntoIterator<Item = (&'d Series<'d>, &'d DataPoint<'d>)>,
    several: bool,
    cells: Cells,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let pack = &dataset.pack;
    let mut table = csv::Writer::from_writer(out);
    let first = |id: &str| several.then(|| id.to_owned());
    let last = |layers: &dyn Fn() -> String| (!pack.layers.is_empty()).then(layers);
    let head = first("series").into_iter().chain(COLUMNS.map(str::to_owned));
    table.write_record(head.chain(last(&|| LAYERS.to_owned())))?;
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
            addresses(pack, [&point.cite]),
        ];
        let of_series = || dataset.find(&series.id).map_or_else(String::new, |id| layers_of(dataset, id));
        let row = first(&series.id).into_iter().chain(row).chain(last(&of_series));
        let row: Vec<String> = row.collect();
        table.write_record(row.iter().map(|cell| cells.cell(cell).into_owned()))?;
    }
    Ok(table.flush()?)
}

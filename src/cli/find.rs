//! What an id on the command line names, or a sentence that tells the nearest ids.

use super::errors::Failure;
use crate::data::pack::charts::ChartOf;
use crate::data::problem::nearest_ids;
use crate::data::{Dataset, ItemId, Series};
use crate::text::fold::fold;
use crate::text::narrow::narrowed;
use crate::text::sanitised;

/// The record or series of this id.
pub(crate) fn item(dataset: &Dataset<'_>, id: &str) -> Result<ItemId, Failure> {
    // As an input method or a shift key left it, or with what was copied beside it.
    let meant = || dataset.find(&narrowed(id).trim().to_lowercase());
    dataset.find(id).or_else(meant).ok_or_else(|| {
        if let Some(gone) = dataset.layers.withdrawn.iter().find(|gone| gone.id == id) {
            let layer = dataset.pack.layers.get(gone.step.layer).map_or("", |layer| layer.title.as_str());
            let because = gone.step.because.as_deref().unwrap_or_default();
            return Failure::Refused(format!("“{}” was withdrawn by {layer}: {because}", gone.id));
        }
        let near = dataset.nearest_ids(id, 3);
        let suggestion = match near.as_slice() {
            [] => format!("search for it with `{}`", search_for(id)),
            [only] => format!("the nearest is {only}"),
            near => format!("the nearest are {}", near.join(", ")),
        };
        Failure::Refused(format!("no record has the id “{}”; {suggestion}", sanitised(id)))
    })
}

/// The command that searches for what an id may have meant, with the words of that where they may stand on any command
/// line as they are.
fn search_for(id: &str) -> String {
    /// Nobody types more of an id.
    const LONGEST: usize = 60;
    let words = id.replace('-', " ");
    let words = words.trim();
    let is_plain = words.len() <= LONGEST && words.chars().all(|c| c.is_alphanumeric() || c == ' ');
    if is_plain && !words.is_empty() { format!("maitri search {words}") } else { "maitri search".to_owned() }
}

/// What has figures: a series, or a chart of several.
#[derive(Debug)]
pub(crate) enum Figures<'d> {
    /// A series.
    Series(&'d Series<'d>),
    /// A chart of the pack.
    Chart(&'d ChartOf<'d>),
}

/// The series of this id, else the chart of this id or title.
pub(crate) fn figures<'d>(dataset: &'d Dataset<'d>, id: &str) -> Result<Figures<'d>, Failure> {
    let meant = narrowed(id);
    let id = if dataset.find(id).is_some() { id } else { meant.trim() };
    let is_series = dataset.find(id).is_some_and(|id| dataset.series_of(id).is_some());
    let chart = dataset.pack.charts.iter().find(|chart| chart.id == id || fold(&chart.title) == fold(id));
    match chart.filter(|_| !is_series) {
        Some(chart) => Ok(Figures::Chart(chart)),
        None => series(dataset, id).map(Figures::Series),
    }
}

/// The series of this id.
fn series<'d>(dataset: &'d Dataset<'d>, id: &str) -> Result<&'d Series<'d>, Failure> {
    if let Some(series) = dataset.series.iter().find(|series| series.id == id) {
        return Ok(series);
    }
    if dataset.find(id).is_some() {
        return Err(Failure::Refused(format!("“{id}” is a record and has no figures; `maitri show {id}` tells it")));
    }
    let charts = dataset.pack.charts.iter().map(|chart| chart.id.as_str());
    let known = dataset.series.iter().map(|series| series.id.as_str()).chain(charts);
    let near = nearest_ids(id, known, 3);
    let help = match near.as_slice() {
        [] => "`maitri chart` lists them".to_owned(),
        [only] => format!("the nearest is {only}"),
        near => format!("the nearest are {}", near.join(", ")),
    };
    Err(Failure::Refused(format!("no series has the id “{}”; {help}", sanitised(id))))
}

//! What an id on the command line names, or a sentence that tells the nearest ids.

use super::errors::Failure;
use crate::data::problem::nearest;
use crate::data::{Dataset, ItemId, Series};
use crate::text::sanitised;

/// The record or series of this id.
pub(crate) fn item(dataset: &Dataset<'_>, id: &str) -> Result<ItemId, Failure> {
    dataset.find(id).ok_or_else(|| {
        if let Some(gone) = dataset.layers.withdrawn.iter().find(|gone| gone.id == id) {
            let layer = dataset.pack.layers.get(gone.step.layer).map_or("", |layer| layer.title.as_str());
            let because = gone.step.because.as_deref().unwrap_or_default();
            return Failure::Refused(format!("“{}” was withdrawn by {layer}: {because}", gone.id));
        }
        let near = dataset.nearest_ids(id, 3);
        let suggestion = match near.as_slice() {
            [] => "search for it with `maitri search`".to_owned(),
            near => format!("the nearest are {}", near.join(", ")),
        };
        Failure::Refused(format!("no record has the id “{}”; {suggestion}", sanitised(id)))
    })
}

/// The series of this id.
pub(crate) fn series<'d>(dataset: &'d Dataset<'d>, id: &str) -> Result<&'d Series<'d>, Failure> {
    if let Some(series) = dataset.series.iter().find(|series| series.id == id) {
        return Ok(series);
    }
    if dataset.find(id).is_some() {
        return Err(Failure::Refused(format!("“{id}” is a record and has no figures; `maitri show {id}` tells it")));
    }
    let near = nearest(id, dataset.series.iter().map(|series| series.id.as_str()), 3);
    let help = match near.as_slice() {
        [] => "`maitri chart` lists them".to_owned(),
        [only] => format!("the nearest is {only}"),
        near => format!("the nearest are {}", near.join(", ")),
    };
    Err(Failure::Refused(format!("no series has the id “{}”; {help}", sanitised(id))))
}

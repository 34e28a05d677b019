//! A record or a series in one line that is complete in itself: date, title, kind, sectors, id.

use std::fmt::Write as _;

use crate::data::pack::{OTHER, Pack};
use crate::data::particular::Value;
use crate::data::record::{Record, Weight};
use crate::data::series::Series;
use crate::data::{Dataset, Item, ItemId};
use crate::view::document::kind_in_words;

/// `1 August 2011: CEPA comes into force (Milestone; Economy; core) [cepa-in-force]`. An undated
/// record begins with its title; a number of another dataset gives an empty line.
#[must_use]
pub fn entry(dataset: &Dataset<'_>, id: ItemId) -> String {
    match dataset.get(id) {
        Some(Item::Record(record)) => of_record(&dataset.pack, record),
        Some(Item::Series(series)) => of_series(series),
        None => String::new(),
    }
}

fn of_record(pack: &Pack<'_>, record: &Record<'_>) -> String {
    let mut line = record.when.map_or_else(String::new, |when| format!("{when}: "));
    let _ = write!(line, "{} ({}{}", record.title, kind_in_words(&record.body), particulars(pack, record));
    if !record.sectors.is_empty() {
        let sectors: Vec<&str> = record.sectors.iter().map(crate::data::text::Text::as_str).collect();
        let _ = write!(line, "; {}", sectors.join(", "));
    }
    if record.weight == Weight::Core {
        line.push_str("; core");
    }
    let _ = write!(line, ") [{}]", record.id);
    line
}

/// What tells records of a kind apart at a glance, each with a comma before it; or nothing.
fn particulars(pack: &Pack<'_>, record: &Record<'_>) -> String {
    let counted = |count: usize, what: &str| match count {
        0 => String::new(),
        1 => format!(", 1 {what}"),
        count => format!(", {count} {what}s"),
    };
    let told = record.body.particulars().into_iter().map(|particular| match particular.value {
        Value::State(word) => format!(", {}", word.to_lowercase()),
        Value::Side(code) => whose(pack, code),
        Value::Entries(one, entries) => counted(entries.len(), one),
        Value::Meanings(meanings) if meanings.len() > 1 => counted(meanings.len(), "meaning"),
        Value::Meanings(_)
        | Value::Sort(_)
        | Value::Branch(_)
        | Value::Parties(_)
        | Value::Text(_)
        | Value::Names(_)
        | Value::Date(_)
        | Value::Position(..) => String::new(),
    });
    told.collect()
}

fn whose(pack: &Pack<'_>, side: &str) -> String {
    match side {
        code if pack.is_joint(code) => ", joint".to_owned(),
        OTHER => ", elsewhere".to_owned(),
        code => format!(", {}", pack.side_name(code)),
    }
}

fn of_series(series: &Series<'_>) -> String {
    let mut line = format!("{} ({}; {}", series.title, series.group.name(), series.unit);
    match (series.points.first(), series.points.last()) {
        (Some(first), Some(last)) if first.period != last.period => {
            let _ = write!(line, "; {} to {}, {} figures", first.period, last.period, series.points.len());
        }
        (Some(only), _) => {
            let _ = write!(line, "; {}", only.period);
        }
        (None, _) => {}
    }
    let _ = write!(line, ") [{}]", series.id);
    line
}

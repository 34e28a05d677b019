//! A series told as a document: what is counted and how, then every value with its status.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{Block, Document, Writer, also, cites_of, layers, related};
use crate::data::series::{DataPoint, Series, Status, format_value};
use crate::data::{Dataset, ItemId, Kind};

/// Tells a series.
pub(super) fn of_series<'d>(dataset: &'d Dataset<'d>, id: ItemId, series: &'d Series<'d>, most: usize) -> Document<'d> {
    // The latest matter most.
    let earlier = series.points.len().saturating_sub(most);
    let points = series.points.get(earlier..).unwrap_or_default();
    let cites = points.iter().flat_map(|point| {
        let others = point.also.iter().map(|other| &other.cite);
        std::iter::once(&point.cite).chain(others)
    });
    let related = related(dataset, id, most);
    let of_links = cites_of(dataset, id, &related);
    let mut writer = Writer::new(dataset, &series.title, cites.chain(of_links).chain(layers::cites(dataset, id)));
    writer.blocks.push(Block::Glance(format!("Figures · {} · {}", series.group.name(), series.unit)));
    writer.layers(id);
    writer.disputed(series.points.iter().filter(|point| !point.also.is_empty()).count(), "figure");
    writer.ways(&related);
    if !series.aka.is_empty() {
        writer.blocks.push(Block::Paragraph(Cow::Owned(also(&series.aka))));
    }
    writer.labelled("Basis", series.basis.as_str());
    if let Some(note) = &series.note {
        writer.labelled("Note", note.as_str());
    }
    writer.heading(format!("Values ({})", series.unit));
    if earlier > 0 {
        writer.blocks.push(Block::More(earlier, "earlier"));
    }
    for point in points {
        let text = writer.point(point);
        writer.labelled(point.period.to_string(), text);
    }
    writer.links(id, related);
    writer.history(id);
    writer.finish(Kind::Series)
}

impl<'d> Writer<'d> {
    /// `6.33, revised [1]; also 6.329 (first published July 2013) [2]. Note.`
    fn point(&self, point: &'d DataPoint<'d>) -> String {
        let status = match point.status {
            Status::Reported => String::new(),
            status => format!(", {}", status.name()),
        };
        let notes = self.notes([&point.cite]);
        let mut text = format!("{}{status}{notes}", format_value(point.value));
        for other in &point.also {
            let notes = self.notes([&other.cite]);
            let _ = write!(text, "; also {} ({}){notes}", format_value(other.value), other.note);
        }
        if let Some(note) = &point.note {
            let _ = write!(text, ". {note}");
        }
        text
    }
}

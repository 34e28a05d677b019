//! Figures into the series of a pack: new points between those that stand there, other values as it was said, new series
//! at the end of their file.

use super::OnDifference;
use super::columns::Chosen;
use super::figures::Figure;
use super::target::{Edits, Target};
use crate::cli::errors::Failure;
use crate::cli::text_output::chart;
use crate::data::files::File;
use crate::data::notation::{self, Bracket};
use crate::data::series::{DataPoint, Series, format_value};
use crate::data::written::tree::{self, Node};
use crate::data::written::{self, layout};
use crate::data::{Dataset, Kind};
use crate::text::counted;

/// What the figures change.
///
/// # Errors
/// A unit that is another, or a new series of which something is not said.
pub(super) fn edits(
    figures: &[Figure],
    chosen: &Chosen,
    target: &Target,
    dataset: &Dataset<'_>,
) -> Result<Edits, Failure> {
    let mut edits = Edits::default();
    let mut ids: Vec<&str> = Vec::new();
    for figure in figures {
        if !ids.contains(&figure.series.as_str()) {
            ids.push(&figure.series);
        }
    }
    for id in ids {
        let mut own: Vec<&Figure> = figures.iter().filter(|figure| figure.series == id).collect();
        own.sort_by(|a, b| a.period.list_order(&b.period));
        match dataset.series.iter().find(|series| series.id == id) {
            Some(series) => into_known(series, &own, chosen, target, &mut edits)?,
            None => edits_for_new(id, &own, chosen, target, &mut edits)?,
        }
    }
    Ok(edits)
}

/// A new series with all its points.
fn edits_for_new(
    id: &str,
    own: &[&Figure],
    chosen: &Chosen,
    target: &Target,
    edits: &mut Edits,
) -> Result<(), Failure> {
    let own_unit = own.first().map(|figure| figure.unit.clone()).filter(|unit| !unit.is_empty());
    let unit = chosen.new.unit.clone().or(own_unit);
    let (Some(title), Some(unit), Some(basis), Some(group)) =
        (&chosen.new.title, unit, &chosen.new.basis, &chosen.new.group)
    else {
        let told = "a new series; say of it --title, --unit, --basis and --group";
        return Err(Failure::Refused(format!("“{id}” is {told}")));
    };
    let label = own.first().map_or("", |figure| figure.label.as_str());
    let title = if label.is_empty() { title.clone() } else { format!("{title}: {label}") };
    let points = own.iter().map(|figure| new_point(figure)).collect();
    let series = Node::fields([
        ("id", Node::Text(id.to_owned())),
        ("title", Node::Text(title.clone())),
        ("group", Node::Word(group.clone())),
        ("unit", Node::Text(unit.clone())),
        ("basis", Node::Text(basis.clone())),
        ("points", Node::List(points)),
    ]);
    let span = match own {
        [] => String::new(),
        [only] => only.period.to_string(),
        [first, .., last] => format!("{} to {}", first.period, last.period),
    };
    edits.told.push(format!("+ series {id}: {title}, {unit}, {} for {span}", counted(own.len(), "figure")));
    edits.add_to(Kind::Series.file(), target, layout::element(&series))
}

/// Figures into a series that the pack has.
fn into_known(
    series: &Series<'_>,
    own: &[&Figure],
    chosen: &Chosen,
    target: &Target,
    edits: &mut Edits,
) -> Result<(), Failure> {
    let said = chosen.new.unit.iter().map(String::as_str).chain(own.iter().map(|figure| figure.unit.as_str()));
    if let Some(unit) = said.filter(|unit| !unit.is_empty()).find(|unit| *unit != series.unit.as_str()) {
        let told = "two units are two series; divide with --divide, or name another series";
        return Err(Failure::Refused(format!("“{}” is in {}, the figures in {unit}; {told}", series.id, series.unit)));
    }
    let lost =
        || Failure::Refused(format!("where “{}” stands in its file is not found; write its id plainly", series.id));
    let (file, element) = target.element_of(&series.id).ok_or_else(lost)?;
    let points = notation::field_within(&file.text, &element, "points").ok_or_else(lost)?;
    let inside = notation::parts_within(&file.text, &points.value).ok_or_else(lost)?;
    let place = Place { series, file, inside };
    for figure in own {
        let notation = figure.period.notation();
        let known = series.points.iter().position(|point| point.period.notation() == notation);
        match known.and_then(|at| Some((at, series.points.get(at)?))) {
            Some((at, point)) => place.meet(figure, point, at, chosen.on_difference, edits)?,
            None => place.add(figure, edits),
        }
    }
    Ok(())
}

/// Where a series stands.
struct Place<'p> {
    series: &'p Series<'p>,
    file: &'p File,
    inside: Bracket,
}

impl Place<'_> {
    /// A figure for a period that has one.
    fn meet(
        &self,
        figure: &Figure,
        point: &DataPoint<'_>,
        at: usize,
        on_difference: OnDifference,
        edits: &mut Edits,
    ) -> Result<(), Failure> {
        let is_same = (point.value - figure.value).abs() <= f64::EPSILON * point.value.abs();
        // What this program exports has other publications in the note; that is no other note.
        let says_same = figure.note.is_empty() || chart::note(point).is_some_and(|note| note == figure.note);
        if is_same && says_same {
            edits.same += 1;
            return Ok(());
        }
        let (id, period) = (&self.series.id, figure.period);
        let values = format!("{} → {}", format_value(point.value), format_value(figure.value));
        let line = figure.line;
        if on_difference == OnDifference::Leave {
            edits.told.push(format!(
                "· {id} {period}: stays {}, not {} (line {line})",
                format_value(point.value),
                format_value(figure.value)
            ));
            return Ok(());
        }
        let unwritten = |error: tree::Unwritten| Failure::Refused(error.to_string());
        let Node::Fields(mut fields) = written::point(point).map_err(unwritten)? else { return Ok(()) };
        if on_difference == OnDifference::Beside && !is_same {
            edits.told.push(format!(
                "~ {id} {period}: {} beside {} (line {line})",
                format_value(figure.value),
                format_value(point.value)
            ));
            beside(&mut fields, figure);
        } else {
            edits.told.push(format!("~ {id} {period}: {values} (line {line})"));
            set(&mut fields, "value", Node::Word(figure.value.to_string()));
            set(&mut fields, "status", Node::Word(format!("{:?}", figure.status)));
            set(&mut fields, "cite", Node::Text(figure.cite.clone()));
            if !says_same && !figure.note.is_empty() {
                set(&mut fields, "note", Node::Text(figure.note.clone()));
            }
        }
        if let Some(span) = self.inside.parts.get(at) {
            edits.replace(self.file, span.clone(), layout::inline(&Node::Fields(fields)));
        }
        Ok(())
    }

    /// A figure for a period that has none, between those before and after it.
    fn add(&self, figure: &Figure, edits: &mut Edits) {
        let text = layout::inline(&new_point(figure));
        edits.told.push(format!(
            "+ {} {}: {} (line {})",
            self.series.id,
            figure.period,
            format_value(figure.value),
            figure.line
        ));
        let after =
            self.series.points.iter().take_while(|point| point.period.list_order(&figure.period).is_le()).count();
        let (at, text) =
            match (after.checked_sub(1).and_then(|before| self.inside.parts.get(before)), self.inside.parts.first()) {
                (Some(before), _) => (before.end, format!(",{}{text}", self.blank_before(before.start))),
                (None, Some(first)) => (first.start, format!("{text},{}", self.blank_before(first.start))),
                (None, None) => (self.inside.close, text),
            };
        edits.replace(self.file, at..at, text);
    }

    /// What is blank before an entry: a line's end and its indent, or a space.
    fn blank_before(&self, at: usize) -> String {
        let before = self.file.text.get(..at).unwrap_or_default();
        let blank = before.get(before.trim_end_matches([' ', '\t']).len()..).unwrap_or_default();
        if before.trim_end_matches([' ', '\t']).ends_with('\n') { format!("\n{blank}") } else { " ".to_owned() }
    }
}

/// A figure as a point of a file.
fn new_point(figure: &Figure) -> Node {
    let note = Some(&figure.note).filter(|note| !note.is_empty());
    Node::fields([
        ("period", Node::Text(figure.period.notation())),
        ("value", Node::Word(figure.value.to_string())),
        ("status", Node::Word(format!("{:?}", figure.status))),
        ("cite", Node::Text(figure.cite.clone())),
        ("note", note.map_or(Node::Nothing, |note| Node::Text(note.clone()))),
    ])
}

/// Sets a field, in its place if it is there.
fn set(fields: &mut Vec<(String, Node)>, name: &str, value: Node) {
    match fields.iter_mut().find(|(known, _)| known == name) {
        Some((_, known)) => *known = value,
        None => fields.push((name.to_owned(), value)),
    }
}

/// Puts a figure beside the one that a point has.
fn beside(fields: &mut Vec<(String, Node)>, figure: &Figure) {
    let told = if figure.note.is_empty() { "As another publication has it".to_owned() } else { figure.note.clone() };
    let other = Node::fields([
        ("value", Node::Word(figure.value.to_string())),
        ("note", Node::Text(told)),
        ("cite", Node::Text(figure.cite.clone())),
    ]);
    match fields.iter_mut().find(|(known, _)| known == "also") {
        Some((_, Node::List(list))) => list.push(other),
        _ => fields.push(("also".to_owned(), Node::List(vec![other]))),
    }
}

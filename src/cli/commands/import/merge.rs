//! Figures into the series of a pack: new points between those that stand there, other values as it was said, new
//! series.
//!
//! What comes of it are trees of whole series ([`super::edits`]); how files come to say so is for [`super::draft`].

use std::collections::HashMap;

use super::OnDifference;
use super::columns::ChosenColumns;
use super::edits::{Change, Edits, Thing};
use super::figures::Figure;
use super::receiving_pack::Things;
use crate::cli::errors::Failure;
use crate::cli::text_output::chart;
use crate::data::cite::Cites;
use crate::data::period::Period;
use crate::data::series::{DataPoint, Series, format_value};
use crate::data::written::tree::Node;
use crate::data::{Item, Kind, written};

/// What the figures change.
///
/// # Errors
/// A unit that is another, or a new series of which something is not said.
pub(super) fn edits(figures: &[Figure], chosen: &ChosenColumns, things: &Things<'_, '_>) -> Result<Edits, Failure> {
    let mut edits = Edits::default();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut all: Vec<(&str, Vec<&Figure>)> = Vec::new();
    for figure in figures {
        let place = *places.entry(&figure.series).or_insert(all.len());
        match all.get_mut(place) {
            Some((_, own)) => own.push(figure),
            None => all.push((&figure.series, vec![figure])),
        }
    }
    for (id, mut own) in all {
        own.sort_by(|a, b| a.period.list_order(&b.period));
        let change = match things.item(id) {
            Some(Item::Series(series)) => into_known(series, &own, chosen, &mut edits),
            Some(Item::Record(record)) => Err(Failure::Refused(format!(
                "“{id}” is the id of a record of the pack ({}); name the series otherwise",
                record.title
            ))),
            None => of_new(id, &own, chosen),
        }?;
        if change.before.as_ref() != Some(&change.after) {
            edits.push(change).map_err(Failure::Refused)?;
        }
    }
    Ok(edits)
}

/// A new series with all its points.
fn of_new(id: &str, own: &[&Figure], chosen: &ChosenColumns) -> Result<Change, Failure> {
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
    let points = own.iter().map(|figure| Node::Fields(new_point(figure))).collect();
    let after = Node::fields([
        ("id", Node::Text(id.to_owned())),
        ("title", Node::Text(title)),
        ("group", Node::Word(group.clone())),
        ("unit", Node::Text(unit)),
        ("basis", Node::Text(basis.clone())),
        ("points", Node::List(points)),
    ]);
    let thing = Thing::item(Kind::Series, id);
    Ok(Change { thing, before: None, after, from: String::new(), lines: HashMap::new(), cite: None })
}

/// Figures into a series that the pack has.
fn into_known(
    series: &Series<'_>,
    own: &[&Figure],
    chosen: &ChosenColumns,
    edits: &mut Edits,
) -> Result<Change, Failure> {
    let said = chosen.new.unit.iter().map(String::as_str).chain(own.iter().map(|figure| figure.unit.as_str()));
    if let Some(unit) = said.filter(|unit| !unit.is_empty()).find(|unit| *unit != series.unit.as_str()) {
        let told = "two units are two series; divide with --divide, or name another series";
        return Err(Failure::Refused(format!("“{}” is in {}, the figures in {unit}; {told}", series.id, series.unit)));
    }
    let unwritten = |error: written::tree::Unwritten| Failure::Refused(error.to_string());
    let before = written::series(series).map_err(unwritten)?;
    let mut points = Vec::with_capacity(series.points.len() + own.len());
    for point in &series.points {
        points.push((point.period, written::point(point).map_err(unwritten)?));
    }
    let known: HashMap<String, (usize, &DataPoint<'_>)> =
        series.points.iter().enumerate().map(|(at, point)| (point.period.notation(), (at, point))).collect();
    let (mut lines, mut new) = (HashMap::new(), Vec::new());
    for figure in own {
        let notation = figure.period.notation();
        let figure = &cited_anew(figure, known.get(&notation).map(|(_, point)| *point), chosen);
        lines.insert(notation.clone(), figure.line);
        match known.get(&notation) {
            None => new.push((figure.period, Node::Fields(new_point(figure)))),
            Some((at, point)) => {
                let met = meet(figure, point, chosen, series, edits).map_err(|told| {
                    Failure::Refused(format!("line {}: {} {}: {told}", figure.line, series.id, figure.period))
                })?;
                if let Some((_, node)) = points.get_mut(*at) {
                    met.make(figure, node);
                }
            }
        }
    }
    let mut after = before.clone();
    if let Node::Fields(fields) = &mut after {
        set(fields, "points", Node::List(between(points, new)));
    }
    let cite = Some(&chosen.cite).filter(|cite| !cite.is_empty()).cloned();
    Ok(Change {
        thing: Thing::item(Kind::Series, &series.id),
        before: Some(before),
        after,
        from: String::new(),
        lines,
        cite,
    })
}

/// A figure of a table that says where each is said: where it is another than the pack's and cites what that cites,
/// what is cited for all is meant, if anything is.
fn cited_anew(figure: &Figure, point: Option<&DataPoint<'_>>, chosen: &ChosenColumns) -> Figure {
    let mut figure = figure.clone();
    if point.is_some_and(|point| !is_equal(point.value, &figure) && cites_as(&point.cite, &figure))
        && chosen.own.cite.is_some()
        && !chosen.cite.is_empty()
    {
        figure.cite.clone_from(&chosen.cite);
    }
    figure
}

fn is_equal(value: f64, figure: &Figure) -> bool {
    (value - figure.value).abs() <= f64::EPSILON * value.abs()
}

fn cites_as(cites: &Cites<'_>, figure: &Figure) -> bool {
    let parts = |cites: &str| Cites::from(cites).parts().map(str::to_owned).collect::<Vec<_>>();
    parts(cites.as_text()) == parts(&figure.cite)
}

/// New points, in their order, each before the first of the others that comes later.
fn between(points: Vec<(Period, Node)>, new: Vec<(Period, Node)>) -> Vec<Node> {
    let mut all = Vec::with_capacity(points.len() + new.len());
    let mut new = new.into_iter().peekable();
    for (period, node) in points {
        while let Some((_, earlier)) = new.next_if(|(next, _)| period.list_order(next).is_gt()) {
            all.push(earlier);
        }
        all.push(node);
    }
    all.extend(new.map(|(_, node)| node));
    all
}

/// What becomes of a figure for a period that has one.
enum Met {
    /// Nothing.
    Same,
    /// It takes the place of that.
    Instead {
        /// Whether it has a remark of its own, or none.
        with_note: bool,
    },
    /// It stands beside it, as another publication.
    Beside,
}

/// What becomes of a figure where the pack has one; a sentence where that cannot be.
fn meet(
    figure: &Figure,
    point: &DataPoint<'_>,
    chosen: &ChosenColumns,
    series: &Series<'_>,
    edits: &mut Edits,
) -> Result<Met, String> {
    let is_equal = |value: f64| is_equal(value, figure);
    let cites_it = |cites: &Cites<'_>| cites_as(cites, figure);
    // A table of this program says all of a point; any other says the value, and what is said of all its rows.
    let said = &chosen.own;
    let says_same_note = said.note.is_none() || chart::note(point).unwrap_or_default() == figure.note;
    let says_same = (said.status.is_none() || point.status == figure.status)
        && (said.cite.is_none() || cites_it(&point.cite))
        && says_same_note;
    let is_beside = point.also.iter().any(|other| is_equal(other.value) && cites_it(&other.cite));
    if is_equal(point.value) && says_same || chosen.on_difference == OnDifference::Beside && is_beside {
        edits.same += 1;
        return Ok(Met::Same);
    }
    match chosen.on_difference {
        OnDifference::Beside if !is_equal(point.value) => return Ok(Met::Beside),
        // What is equal is no other publication: nothing is put beside it, and it is not changed either.
        OnDifference::Beside | OnDifference::Leave => {
            let (id, period, line) = (&series.id, figure.period, figure.line);
            let (had, value) = (format_value(point.value), format_value(figure.value));
            let not = if had == value { String::new() } else { format!(", not {value}") };
            edits.remarks.push(format!("· {id} {period}: stays {had}{not} (line {line})"));
            return Ok(Met::Same);
        }
        OnDifference::Replace => {}
    }
    if !says_same_note && !point.also.is_empty() {
        return Err("its note holds what else was published, which a table cannot change; use `import json`".to_owned());
    }
    // A remark is on the figure it stands at: another figure does not keep it, unless its table says so.
    Ok(Met::Instead { with_note: said.note.is_none() || !says_same_note })
}

impl Met {
    /// Makes it of a point.
    fn make(&self, figure: &Figure, point: &mut Node) {
        let Node::Fields(fields) = point else { return };
        match self {
            Self::Same => {}
            Self::Instead { with_note } => {
                for (name, value) in new_point(figure) {
                    if name != "note" || *with_note {
                        set(fields, &name, value);
                    }
                }
                if *with_note && figure.note.is_empty() {
                    fields.retain(|(name, _)| name != "note");
                }
            }
            Self::Beside => beside(fields, figure),
        }
    }
}

/// A figure as a point of a file.
fn new_point(figure: &Figure) -> Vec<(String, Node)> {
    let note = Some(&figure.note).filter(|note| !note.is_empty());
    let point = Node::fields([
        ("period", Node::Text(figure.period.notation())),
        ("value", Node::Word(figure.value.to_string())),
        ("status", Node::Word(format!("{:?}", figure.status))),
        ("cite", Node::Text(figure.cite.clone())),
        ("note", note.map_or(Node::Nothing, |note| Node::Text(note.clone()))),
    ]);
    if let Node::Fields(fields) = point { fields } else { Vec::new() }
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

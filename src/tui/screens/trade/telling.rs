//! How figures and what is told of them are put in words of so many columns: whole words, whole numbers, no name of a
//! source without its paragraph.

use crate::data::Dataset;
use crate::data::pack::Source;
use crate::data::series::{DataPoint, Status};
use crate::text::{clip, width, wrap};
use crate::view::figures::change::Change;

/// As many of these parts as fit, the first of them first, none cut.
pub(super) fn fitting(parts: &[&str], room: usize) -> String {
    let mut told = String::new();
    for part in parts {
        let apart = if told.is_empty() { "" } else { "  " };
        if width(&told) + width(apart) + width(part) > room {
            break;
        }
        told.push_str(apart);
        told.push_str(part);
    }
    told
}

/// The difference, the change in per cent, and that by the year: where not all have room, that which says most for its
/// length.
pub(super) fn told_of_change(change: Change, room: usize) -> String {
    let difference = Some(change.difference_in_words());
    let (percent, yearly) = (change.percent_in_words(), change.yearly_in_words());
    let forms =
        [vec![&difference, &percent, &yearly], vec![&percent, &yearly], vec![&difference, &percent], vec![&difference]];
    let told = forms.into_iter().map(|form| form.into_iter().flatten().cloned().collect::<Vec<_>>().join("  "));
    told.into_iter().find(|told| width(told) <= room).unwrap_or_default()
}

/// The beginning of a text in so many lines: it ends with whole words, and says so where it goes on.
pub(super) fn whole_words(text: &str, rows: usize, columns: usize) -> Vec<String> {
    const MORE: &str = " …";
    let all = wrap(text, columns);
    let mut lines: Vec<String> = all.iter().take(rows).map(|line| (*line).to_owned()).collect();
    if let Some(last) = lines.last_mut().filter(|_| all.len() > rows) {
        while width(last) + width(MORE) > columns {
            let Some((rest, _)) = last.trim_end().rsplit_once(' ') else { break };
            *last = rest.to_owned();
        }
        if width(last) + width(MORE) <= columns {
            last.push_str(MORE);
        }
    }
    lines
}

/// A name in so many columns: by whole words where the first of them has room, so that no number in it is cut.
pub(super) fn short(name: &str, columns: usize) -> String {
    let first = name.split(' ').next().unwrap_or_default();
    if width(first) + 2 > columns && width(name) > columns {
        return clip(name, columns).into_owned();
    }
    whole_words(name, 1, columns).pop().unwrap_or_default()
}

/// How firm a figure is where it is not as a source prints it.
pub(super) fn firmness(status: Status) -> Option<&'static str> {
    (status != Status::Reported).then(|| status.name())
}

fn decimals_of(value: &str) -> usize {
    value.split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

/// A value followed by as many blanks as it lacks decimals, so that points stand under points.
pub(super) fn aligned(value: &str, decimals: usize) -> String {
    let lacks = decimals - decimals_of(value).min(decimals);
    let point = usize::from(decimals > 0 && decimals_of(value) == 0);
    format!("{value}{}", " ".repeat(lacks + point))
}

/// The source of values on one line, its grade first, the others counted; its name is cut before its paragraph is.
pub(super) fn source_of(dataset: &Dataset<'_>, points: &[&DataPoint<'_>], columns: usize) -> String {
    let mut all = Vec::new();
    for cite in points.iter().flat_map(|point| point.cite.iter().flatten()) {
        if !all.contains(&cite) {
            all.push(cite);
        }
    }
    let Some((cite, more)) = all.split_first() else { return String::new() };
    let source = dataset.pack.source(cite.source);
    let name = source.map_or_else(|| cite.source.to_owned(), Source::byline);
    let grade =
        source.and_then(|source| source.grade).map_or_else(String::new, |grade| format!("{}  ", grade.letter()));
    let more = match more.len() {
        0 => String::new(),
        count => format!(" and {count} more"),
    };
    let place = format!(" {}{more}", cite.paragraph_text());
    let name = format!("{grade}{name}");
    // A year in the name is told whole or not at all.
    let name = whole_words(&name, 1, columns.saturating_sub(width(&place)).max(1)).pop().unwrap_or_default();
    let told = format!("{name}{place}");
    if width(&told) <= columns { told } else { fitting(&[place.trim_start(), cite.source], columns) }
}

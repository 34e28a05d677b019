//! The fields of a query: `kind:agreement`, `year:2006..2014`, `has:conflict` and the rest.
//!
//! Names of fields and values may be shortened as long as they stay unambiguous. A value that
//! begins several names asks for any of them and says so, because it is usually half typed.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::facets::{Facet, cites_any, number};
use crate::data::date::PartialDate;
use crate::data::pack::grade::Grade;
use crate::data::problem::nearest;
use crate::data::record::Weight;
use crate::data::{Dataset, Item, ItemId, Kind, Pack};
use crate::search::help::SYNTAX;
use crate::search::own::Own;
use crate::search::prefix_match::{Meaning, meaning};
use crate::search::sections;
use crate::text::fold::fold;

/// What a field asks of an item.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Field {
    /// It has one of these facets: a kind, a sector, a grade, a weight, or that it is marked.
    AnyOf(BTreeSet<Facet>),
    /// It cites one of these sources, by their numbers in the pack, in order: a shortened name may mean thousands.
    Cites(Vec<u32>),
    /// Some date of it may fall within these days.
    Within(Date, Date),
    /// Some date of it is certainly before this day.
    Before(Date),
    /// Some date of it is certainly after this day.
    After(Date),
    /// Sources differ about it, or about some figure of it.
    Conflict,
    /// It is in the reader's list of marks of this name.
    In(String),
    /// The reader has a note on it in which this stands, folded.
    Note(String),
    /// One of these packs had a hand in it: the layer of this number, or the base.
    OfPack(Vec<Option<usize>>),
}

/// Every field of the language, in the order of the help.
pub(crate) const FIELDS: [&str; 13] =
    ["kind", "sector", "year", "before", "after", "source", "grade", "has", "weight", "is", "in", "note", "pack"];

/// What a field asks, and what is to be said of it; or why it asks nothing.
pub(crate) type Parsed = Result<(Field, Option<String>), Unread>;

/// Why a term asks nothing, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It is the beginning of one that may.
    Begun(String),
    /// It is wrong, whatever is typed after it.
    Wrong(String),
}

impl From<String> for Unread {
    fn from(sentence: String) -> Self {
        Self::Wrong(sentence)
    }
}

/// Reads `field:value`.
pub(crate) fn parse(field: &str, value: &str, pack: &Pack<'_>) -> Parsed {
    match named(field).as_slice() {
        [] => Err(unknown_field(field).into()),
        // Alone it asks for any note.
        [field] if value.is_empty() && *field != "note" => {
            Err(Unread::Begun(format!("{field}: needs a value, as in {}", example(field))))
        }
        [field] => parse_value(field, value, pack),
        several => Err(format!("{field}: may be {}", or_list(several.iter().map(|name| format!("{name}:")))).into()),
    }
}

/// The fields that a shortened name may mean.
fn named(field: &str) -> Vec<&'static str> {
    let lower = field.to_ascii_lowercase();
    match FIELDS.iter().find(|name| **name == lower) {
        Some(name) => vec![name],
        None => FIELDS.iter().copied().filter(|name| name.starts_with(&lower)).collect(),
    }
}

/// Whether a name means one field, and that asks nothing without a value.
pub(crate) fn wants_value(name: &str) -> bool {
    !name.is_empty() && matches!(named(name).as_slice(), [field] if *field != "note")
}

fn unknown_field(field: &str) -> String {
    match nearest(field, FIELDS, 1).first() {
        Some(name) => format!("there is no field {field}:; did you mean {name}:?"),
        None => format!("there is no field {field}:; the fields are {}", FIELDS.join(", ")),
    }
}

/// An example of a field, from the help; where one line tells of several fields, with the value of the other.
fn example(field: &str) -> String {
    let tells_of = |form: &str| form.split(' ').any(|word| word.split_once(':').is_some_and(|(name, _)| name == field));
    let examples = || SYNTAX.iter().filter(|line| tells_of(line.form)).filter_map(|line| line.example.split_once(':'));
    let own = examples().find(|(name, _)| *name == field).or_else(|| examples().next());
    own.map(|(_, value)| format!("{field}:{value}")).unwrap_or_default()
}

fn parse_value(field: &str, value: &str, pack: &Pack<'_>) -> Parsed {
    match field {
        "kind" => {
            // `figures` is what the screen calls a series.
            let names = Kind::ALL.iter().flat_map(|kind| [(kind.id(), *kind), (kind.name(), *kind)]);
            any_of(field, value, names.map(|(name, kind)| (name, Facet::Kind(kind))))
        }
        "sector" => {
            let sectors = pack.sectors.iter().enumerate();
            any_of(field, value, sectors.map(|(index, sector)| (sector.as_str(), Facet::Sector(number(index)))))
        }
        "source" => {
            let sources = pack.sources.iter().enumerate();
            let numbers = sources.map(|(index, source)| (source.id.as_str(), number(index)));
            let (mut sources, notice) = choose(field, value, numbers)?;
            sources.sort_unstable();
            Ok((Field::Cites(sources), notice))
        }
        "grade" if !pack.has_grades() => {
            Err(Unread::Wrong("grade: finds nothing, for this pack grades no source".to_owned()))
        }
        "grade" => {
            let names = Grade::ALL.iter().flat_map(|grade| [(grade.letter(), *grade), (grade.word(), *grade)]);
            any_of(field, value, names.map(|(name, grade)| (name, Facet::Grade(grade))))
        }
        "weight" => any_of(field, value, Weight::ALL.map(|weight| (weight.name(), Facet::Weight(weight)))),
        "is" => any_of(field, value, [("marked", Facet::Marked)]),
        "has" => has(field, value),
        // Which lists there are is the reader's matter.
        "in" => Ok((Field::In(value.to_owned()), None)),
        "note" => Ok((Field::Note(fold(value)), None)),
        "pack" => {
            let base = pack.id();
            let layers = pack.layers.iter().enumerate().map(|(at, layer)| (layer.id.as_str(), Some(at)));
            let packs: Vec<_> = std::iter::once((&*base, None)).chain(layers).collect();
            let in_use = or_list(packs.iter().map(|(id, _)| (*id).to_owned()));
            // They are few, and all their names tell more than the nearest.
            choose(field, value, packs)
                .map(|(packs, notice)| (Field::OfPack(packs), notice))
                .map_err(|_| format!("pack: knows no {value}; in use is {in_use}").into())
        }
        "year" => years(value).map(|(from, to)| (Field::Within(from, to), None)),
        "before" => day(field, value).map(|date| (Field::Before(date.earliest()), None)),
        _ => day(field, value).map(|date| (Field::After(date.latest()), None)),
    }
}

/// `has:conflict`, `has:note`
fn has(field: &str, value: &str) -> Parsed {
    let all = [("conflict", Field::Conflict), ("note", Field::AnyOf(BTreeSet::from([Facet::Noted])))];
    let (mut fields, notice) = choose(field, value, all)?;
    Ok((fields.pop().unwrap_or(Field::Conflict), notice))
}

/// The facets that a shortened name may mean.
fn any_of<'n>(field: &str, value: &str, names: impl IntoIterator<Item = (&'n str, Facet)>) -> Parsed {
    let (facets, notice) = choose(field, value, names)?;
    Ok((Field::AnyOf(facets.into_iter().collect()), notice))
}

/// The values that a shortened one may mean.
fn choose<'n, T: Clone + PartialEq>(
    field: &str,
    value: &str,
    names: impl IntoIterator<Item = (&'n str, T)>,
) -> Result<(Vec<T>, Option<String>), String> {
    match meaning(value, &[names.into_iter().collect()], 1) {
        Meaning::Nothing(near) => Err(match near.first() {
            Some(name) => format!("{field}: knows no {value}; did you mean {field}:{}?", name.to_lowercase()),
            None => format!("{field}: knows no {value}"),
        }),
        Meaning::Some(several) => {
            let (shown, chosen): (Vec<String>, Vec<T>) =
                several.into_iter().map(|(name, value)| (name.to_lowercase(), value)).unzip();
            let notice = (shown.len() > 1).then(|| format!("{field}:{value} may be {}", or_list(shown)));
            Ok((chosen, notice))
        }
    }
}

fn or_list(names: impl IntoIterator<Item = String>) -> String {
    const MOST: usize = 4;
    let mut names: Vec<String> = names.into_iter().collect();
    if names.len() > MOST {
        names.truncate(MOST);
        return format!("{}, …", names.join(", "));
    }
    match names.pop() {
        Some(last) if !names.is_empty() => format!("{} or {last}", names.join(", ")),
        Some(only) => only,
        None => String::new(),
    }
}

/// `2014`, `2006..2014`, `2006..`, `..2014`, `2006-2014`, and any other date in the notation of the files.
fn years(value: &str) -> Result<(Date, Date), Unread> {
    let Some((from, to)) = ends(value) else {
        let date = day("year", value)?;
        return Ok((date.earliest(), date.latest()));
    };
    if from.is_empty() && to.is_empty() {
        return Err(Unread::Begun(format!("year: wants a year or a date at an end, as in {}", example("year"))));
    }
    let from = if from.is_empty() { Date::MIN } else { day("year", from)?.earliest() };
    let to = if to.is_empty() { Date::MAX } else { day("year", to)?.latest() };
    if from > to {
        return Err(format!("year:{value} ends before it begins").into());
    }
    Ok((from, to))
}

/// The two ends of a span, if it is one.
fn ends(value: &str) -> Option<(&str, &str)> {
    let dotted = ["...", "..", "–", "—"].iter().find_map(|dots| value.split_once(dots));
    dotted.or_else(|| value.split_once('-').filter(|(from, to)| is_year(from) && is_year(to)))
}

/// What is plainly an expression of years and no word, as `year:` takes it: `1952-1960`, `1952-60`, `2006..`, `1990s`.
/// `2014` is a word like any other, and so are `2014-09`, a month, and `2014-15`, a year of accounts.
pub(crate) fn as_years(term: &str) -> Option<String> {
    let decade = |text: &str| {
        let digits = text.strip_suffix('s').map(|digits| digits.strip_suffix(['\'', '’']).unwrap_or(digits));
        digits.filter(|digits| is_year(digits) && digits.ends_with('0')).map(|digits| format!("{digits}s"))
    };
    let end = |text: &str| if is_year(text) { Some(text.to_owned()) } else { decade(text) };
    if let Some(decade) = decade(term) {
        return Some(decade);
    }
    let (from, to) = ends(term).or_else(|| term.split_once('-'))?;
    match (end(from), end(to)) {
        (Some(from), Some(to)) => Some(format!("{from}..{to}")),
        (Some(from), None) if to.is_empty() && term.ends_with("..") => Some(format!("{from}..")),
        (None, Some(to)) if from.is_empty() && term.starts_with("..") => Some(format!("..{to}")),
        (Some(from), None) if is_year(&from) => later_in_the_century(&from, to).map(|to| format!("{from}..{to}")),
        _ => None,
    }
}

/// The year of which the last two digits are told, if it is after the next one.
fn later_in_the_century(from: &str, digits: &str) -> Option<String> {
    let (century, year) = (from.get(..2)?, from.get(2..)?.parse::<u8>().ok()?);
    let is_later = digits.len() == 2 && digits.parse::<u8>().is_ok_and(|later| later > year + 1);
    is_later.then(|| format!("{century}{digits}"))
}

/// Whether it is four digits.
fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn day(field: &str, value: &str) -> Result<PartialDate, Unread> {
    date(value).ok_or_else(|| {
        let sentence = format!("{field}: wants a year or a date, as in {}", example(field));
        if is_begun(value) { Unread::Begun(sentence) } else { Unread::Wrong(sentence) }
    })
}

fn date(value: &str) -> Option<PartialDate> {
    let tidy = value.strip_suffix("0s").map_or_else(|| value.to_owned(), |decade| format!("{decade}X"));
    tidy.parse().ok()
}

/// Whether a date, or a span of which the second end is not there yet, may be half typed: `20`, `2014-`, `2014-1`,
/// `2014.`.
fn is_begun(value: &str) -> bool {
    let are_digits = |text: &str, most: usize| text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
    let goes_on = |(head, tail): (&str, &str), most: usize| date(head).is_some() && are_digits(tail, most);
    are_digits(value, 3)
        || value.rsplit_once('-').is_some_and(|parts| goes_on(parts, 3))
        || value.split_once('.').is_some_and(|parts| goes_on(parts, 0))
}

impl Field {
    /// Whether an item has what is asked for.
    pub(super) fn holds(&self, dataset: &Dataset<'_>, id: ItemId, own: &dyn Own) -> bool {
        let Some(item) = dataset.get(id) else { return false };
        match self {
            Self::AnyOf(facets) => facets.iter().any(|facet| facet.holds(dataset, id, own)),
            Self::Cites(sources) => cites_any(sources, dataset, id),
            Self::In(list) => own.is_in_list(id, list),
            Self::Within(from, to) => spans(item).any(|(first, last)| first <= *to && last >= *from),
            Self::Before(day) => spans(item).any(|(_, last)| last < *day),
            Self::After(day) => spans(item).any(|(first, _)| first > *day),
            Self::Note(word) => own.notes().place(id).is_some_and(|place| {
                let note = own.notes().folded(dataset, place);
                // From the beginning of a word on, as one types.
                word.is_empty() || note.contains(&format!(" {word}"))
            }),
            Self::OfPack(packs) => packs.iter().any(|pack| match pack {
                Some(layer) => dataset.layers.has_hand_in(*layer, id),
                None => dataset.layers.is_of_base(id),
            }),
            Self::Conflict => match item {
                Item::Record(record) => !record.conflicts.is_empty(),
                Item::Series(series) => series.points.iter().any(|point| !point.also.is_empty()),
            },
        }
    }

    /// Whether it asks for a time.
    pub(crate) fn asks_time(&self) -> bool {
        match self {
            Self::Within(..) | Self::Before(_) | Self::After(_) => true,
            Self::AnyOf(_) | Self::In(_) | Self::Note(_) | Self::Cites(_) | Self::Conflict | Self::OfPack(_) => false,
        }
    }

    /// Whether what is the reader's own decides anything.
    pub(crate) fn asks_own(&self) -> bool {
        match self {
            Self::AnyOf(facets) => facets.iter().any(|facet| matches!(facet, Facet::Marked | Facet::Noted)),
            Self::In(_) | Self::Note(_) => true,
            Self::Cites(_) | Self::Within(..) | Self::Before(_) | Self::After(_) | Self::Conflict | Self::OfPack(_) => {
                false
            }
        }
    }
}

/// Whether nothing of an item is dated, so that it is of no time one may ask for.
pub(crate) fn is_undated(item: Item<'_, '_>) -> bool {
    spans(item).next().is_none()
}

/// The first and last day of each of an item's dates and periods.
fn spans<'d>(item: Item<'d, 'd>) -> impl Iterator<Item = (Date, Date)> {
    let dates = sections::dates(item)
        .into_iter()
        .chain(sections::dates_within(item))
        .map(|date| (date.earliest(), date.latest()));
    dates.chain(sections::periods(item).map(|period| (period.earliest(), period.latest())))
}

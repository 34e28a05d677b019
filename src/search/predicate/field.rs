//! The fields of a query: `kind:agreement`, `year:2006..2014`, `has:conflict` and the rest.
//!
//! Names of fields and values may be shortened as long as they stay unambiguous. A value that
//! begins several names asks for any of them and says so, because it is usually half typed.

mod years;

use std::collections::BTreeSet;

use jiff::civil::Date;

pub(crate) use self::years::{as_years, is_fiscal};
use self::years::{day, fiscal_year, years};
use super::facets::{Facet, cites_any, is_disputed, number};
use crate::data::body::{AgreementForm, EventKind, InstitutionForm};
use crate::data::date::PartialDate;
use crate::data::kinds::Nature;
use crate::data::pack::grade::Grade;
use crate::data::particular::Value;
use crate::data::problem::nearest;
use crate::data::record::{Record, Weight};
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
    /// It is called one of these instead of its kind: `Treaty`, `Summit`.
    Sort(Vec<String>),
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
            let kinds = Kind::ALL.iter().flat_map(|kind| [(kind.id(), *kind), (kind.name(), *kind)]);
            let facets = kinds.clone().map(|(name, kind)| (name, Facet::Kind(kind)));
            any_of(field, value, facets).or_else(|fault| {
                let is_nearly_kind = !nearest(value, kinds.map(|(name, _)| name), 1).is_empty();
                sort(value, pack, (fault, is_nearly_kind))
            })
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
        "is" => {
            let weights = Weight::ALL.map(|weight| (weight.name(), Facet::Weight(weight)));
            let all = [("marked", Facet::Marked), ("disputed", Facet::Disputed)].into_iter().chain(weights);
            let (asked, notice) = any_of(field, value, all)?;
            // It is `has:conflict` by another name, and of each hit is told on what.
            let is_dispute = asked == Field::AnyOf(BTreeSet::from([Facet::Disputed]));
            Ok((if is_dispute { Field::Conflict } else { asked }, notice))
        }
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
        "year" => match fiscal_year(value, pack) {
            Some((from, to)) => Ok((Field::Within(from, to), None)),
            None => years(value).map(|(from, to)| (Field::Within(from, to), None)),
        },
        "before" => day(field, value).map(|date| (Field::Before(date.earliest()), None)),
        _ => day(field, value).map(|date| (Field::After(date.latest()), None)),
    }
}

/// What asks for a sort of records: what they are called instead of their kind, as lists and the command line call them.
/// Where no sort is meant, what is wrong with it as a kind is told, which may be near to one, and what sorts there are.
fn sort(value: &str, pack: &Pack<'_>, (fault, is_nearly_kind): (Unread, bool)) -> Parsed {
    let names = sorts(pack).into_iter().map(|name| (name, name.to_owned())).collect();
    let near = match meaning(value, &[names], 1) {
        Meaning::Some(several) => return Ok((Field::Sort(several.into_iter().map(|(_, name)| name).collect()), None)),
        Meaning::Nothing(near) => near,
    };
    Err(match (fault, near.first()) {
        (Unread::Wrong(_), Some(name)) if !is_nearly_kind => {
            Unread::Wrong(format!("kind: knows no {value}; did you mean kind:{}?", name.to_lowercase()))
        }
        (Unread::Wrong(kinds), None) if !is_nearly_kind => {
            let such = [AgreementForm::Treaty.name(), EventKind::Summit.name()].map(str::to_lowercase);
            Unread::Wrong(format!("{kinds}, and sorts such as {}", such.join(" and ")))
        }
        (fault, _) => fault,
    })
}

/// What records may be called instead of their kind: sorts of papers, of happenings, of bodies, of arguments.
fn sorts<'p>(pack: &'p Pack<'_>) -> Vec<&'p str> {
    let papers = AgreementForm::ALL.iter().map(|form| form.name());
    let happenings = EventKind::ALL.iter().map(|kind| kind.name());
    let bodies = InstitutionForm::ALL.iter().map(|form| form.name());
    let arguments = pack.all_stances().into_iter().map(|(_, name, _)| name);
    papers.chain(happenings).chain(bodies).chain(arguments).collect()
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
    /// Of more values no list is told.
    const MOST_TOLD: usize = 30;
    let names: Vec<(&str, T)> = names.into_iter().collect();
    match meaning(value, std::slice::from_ref(&names), 1) {
        Meaning::Nothing(near) => Err(match near.first() {
            Some(name) => format!("{field}: knows no {value}; did you mean {field}:{}?", name.to_lowercase()),
            None if names.len() <= MOST_TOLD => {
                // Of what has two names the first is told.
                let mut known: Vec<&(&str, T)> = names.iter().collect();
                known.dedup_by(|next, one| next.1 == one.1);
                let known: Vec<String> = known.into_iter().map(|(name, _)| name.to_lowercase()).collect();
                format!("{field}: knows no {value}; it knows {}", known.join(", "))
            }
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

impl Field {
    /// Whether an item has what is asked for.
    pub(super) fn holds(&self, dataset: &Dataset<'_>, id: ItemId, own: &dyn Own) -> bool {
        let Some(item) = dataset.get(id) else { return false };
        match self {
            Self::AnyOf(facets) => facets.iter().any(|facet| facet.holds(dataset, id, own)),
            Self::Sort(names) => dataset.record(id).is_some_and(|record| is_called(record, names)),
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
            Self::Conflict => is_disputed(item),
        }
    }

    /// The most that [`Self::closeness`] answers of any item.
    pub(super) fn most_closeness(&self) -> u32 {
        match self {
            Self::Within(from, _) if asks_figures(*from) => 4,
            Self::Within(..) => 3,
            _ => 0,
        }
    }

    /// How closely an item is of the years asked for: of a figure of just that year of accounts, of a day of its own within
    /// them, of a meeting or figure within them, of a time that reaches out of them; a lifetime says least.
    pub(super) fn closeness(&self, dataset: &Dataset<'_>, id: ItemId) -> u32 {
        let (Self::Within(from, to), Some(item)) = (self, dataset.get(id)) else { return 0 };
        let is_within = |first: Date, last: Date| first >= *from && last <= *to;
        let of_date = |date: PartialDate| is_within(date.earliest(), date.latest());
        let mut periods = sections::periods(item);
        if asks_figures(*from) && periods.any(|period| (period.earliest(), period.latest()) == (*from, *to)) {
            return 4;
        }
        if sections::dates(item).into_iter().any(of_date) {
            return 3;
        }
        let mut periods = sections::periods(item);
        if sections::dates_within(item).into_iter().any(of_date)
            || periods.any(|period| is_within(period.earliest(), period.latest()))
        {
            return 2;
        }
        u32::from(item.kind().nature() == Nature::Occurrence)
    }

    /// Whether it asks for a time.
    pub(crate) fn asks_time(&self) -> bool {
        match self {
            Self::Within(..) | Self::Before(_) | Self::After(_) => true,
            Self::AnyOf(_)
            | Self::Sort(_)
            | Self::In(_)
            | Self::Note(_)
            | Self::Cites(_)
            | Self::Conflict
            | Self::OfPack(_) => false,
        }
    }

    /// Whether what is the reader's own decides anything.
    pub(crate) fn asks_own(&self) -> bool {
        match self {
            Self::AnyOf(facets) => facets.iter().any(|facet| matches!(facet, Facet::Marked | Facet::Noted)),
            Self::In(_) | Self::Note(_) => true,
            Self::Sort(_)
            | Self::Cites(_)
            | Self::Within(..)
            | Self::Before(_)
            | Self::After(_)
            | Self::Conflict
            | Self::OfPack(_) => false,
        }
    }
}

/// Whoever asks for years that begin within one of the calendar looks for figures.
fn asks_figures(from: Date) -> bool {
    from.day_of_year() != 1
}

/// Whether a record is called one of these instead of its kind.
fn is_called(record: &Record<'_>, names: &[String]) -> bool {
    let particulars = record.body.particulars();
    particulars
        .iter()
        .any(|particular| matches!(particular.value, Value::Sort(sort) if names.iter().any(|name| name == sort)))
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

//! `maitri timeline`, `agreements`, `institutions`, `topics`: what the screens list, a record a line.

use std::io::Write;

use clap::Args;

use super::explore::options::Explore;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::found::unless_none;
use crate::cli::io::Io;
use crate::cli::permission::Permission;
use crate::cli::pick::pick;
use crate::cli::text_output::entry::entry;
use crate::cli::text_output::hanging;
use crate::cli::text_output::selection::{self, Selection, Sort};
use crate::cli::width;
use crate::data::date::PartialDate;
use crate::data::period::Period;
use crate::data::{Dataset, ItemId, Kind, Pack};
use crate::search::undated_in_words;
use crate::text::sanitised;
use crate::view::sections::{self, Passes};
use crate::view::tab::Tab;

/// What to list.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Print plain lines: these commands always do
    #[arg(long)]
    plain: bool,
    #[command(flatten)]
    dates: Dates,
    /// Only this sector; the beginning of its name is enough, and it may be given several times
    #[arg(long, value_name = "SECTOR")]
    sector: Vec<String>,
    /// Only this kind, as in agreement, summit or treaty; as with --sector
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    #[command(flatten)]
    layout: Layout,
}

/// What to list of a tab.
pub(crate) struct TabList {
    tab: Tab,
    list: List,
}

/// The dates of interest.
#[derive(Debug, Args)]
pub(crate) struct Dates {
    /// Nothing that was over before this date, as in 2014, 2014-09, 199X or FY2014-15
    #[arg(long, value_name = "DATE")]
    from: Option<Period>,
    /// Nothing that began after this date
    #[arg(long, value_name = "DATE")]
    to: Option<Period>,
}

/// The shape of the text.
#[derive(Debug, Default, Args)]
pub(crate) struct Layout {
    /// No line wider than this; if left out, the terminal's width, and 80 in a pipe
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(width::LEAST..))]
    width: Option<u16>,
}

impl Layout {
    /// Whether a width was asked for.
    pub(crate) fn is_asked(&self) -> bool {
        self.width.is_some()
    }

    /// The widest a line may be.
    pub(crate) fn columns(&self, io: &Io<'_>) -> usize {
        width::columns(self.width, io)
    }
}

impl Dates {
    /// The dates as a selection of anything within them.
    pub(crate) fn selection(&self, pack: &Pack<'_>) -> Result<Selection, Failure> {
        let [first, last] = [self.from, self.to].map(|date| Some(date?.counted_in(pack.fiscal_year)));
        let (from, to) = (first.map(|date| date.earliest()), last.map(|date| date.latest()));
        if let (Some(first), Some(last)) = (&first, &last)
            && from > to
        {
            return Err(Failure::Refused(format!("--from {first} is later than --to {last}; exchange them")));
        }
        Ok(Selection { from, to, ..Selection::default() })
    }
}

impl Permission for TabList {
    fn refusal(&self) -> Option<&'static str> {
        None
    }
}

impl OfDataset for TabList {
    /// Writes what the tab lists.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, _: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let Self { tab, list } = self;
        let all = items(dataset, *tab, &|_| true);
        let selection = list.selection(dataset, *tab, &all)?;
        let ids: Vec<ItemId> =
            if selection.is_any() { all } else { items(dataset, *tab, &|id| selection.passes(dataset, id)) };
        let undated = items(dataset, *tab, &|id| selection.lacks_a_date(dataset, id)).len();
        let told = || undated_in_words(undated).unwrap_or_default();
        // Where nothing was asked for in particular, a tab that has nothing is no failure.
        if ids.is_empty() && selection.is_any() {
            io.warn(&list.nothing(dataset, *tab));
        }
        unless_none(ids.is_empty() && !selection.is_any(), || {
            let sentence = list.nothing(dataset, *tab);
            if undated > 0 { format!("{sentence}; {}", told()) } else { sentence }
        })?;
        if undated > 0 {
            io.warn(&told());
        }
        lines(dataset, &ids, list.layout.columns(io), &mut io.output)
    }
}

/// Writes items, each beginning a line.
pub(crate) fn lines(dataset: &Dataset<'_>, ids: &[ItemId], columns: usize, out: &mut dyn Write) -> Result<(), Failure> {
    for line in ids.iter().flat_map(|id| hanging(&entry(dataset, *id), columns)) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// What a tab lists, in its order.
pub(crate) fn items<'d>(dataset: &'d Dataset<'d>, tab: Tab, passes: Passes<'_>) -> Vec<ItemId> {
    sections::items(sections::sections(dataset, tab, passes)).collect()
}

impl List {
    /// The command that lists this of a tab.
    pub(crate) fn of(self, tab: Tab) -> TabList {
        TabList { tab, list: self }
    }

    fn selection(&self, dataset: &Dataset<'_>, tab: Tab, listed: &[ItemId]) -> Result<Selection, Failure> {
        let sectors = vec![dataset.pack.sectors.iter().map(|sector| (sector.as_str(), sector.to_string())).collect()];
        let names = selection::names(dataset, listed);
        let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Series);
        let kinds: Vec<(&str, Sort)> = kinds.map(|kind| (kind.id(), Sort::Kind(kind))).collect();
        let names: Vec<(&str, Sort)> = names.iter().map(|name| (name.as_str(), Sort::Called(name.clone()))).collect();
        // Where all are of one kind, it is the forms that are asked for.
        let asks_forms = matches!(tab, Tab::Agreements | Tab::Institutions);
        let tiers = if asks_forms { [names, kinds] } else { [kinds, names] };
        Ok(Selection {
            sectors: self.sector.iter().map(|value| pick("--sector", value, &sectors)).collect::<Result<_, _>>()?,
            sorts: self.kind.iter().map(|value| pick("--kind", value, &tiers)).collect::<Result<_, _>>()?,
            ..self.dates.selection(&dataset.pack)?
        })
    }

    /// Why nothing is listed, and what to try.
    fn nothing(&self, dataset: &Dataset<'_>, tab: Tab) -> String {
        let command = tab.name().to_lowercase();
        let asked = self.asked();
        if asked.is_empty() {
            return format!("this pack lists nothing under {command}; try `maitri search`");
        }
        let all = items(dataset, tab, &|_| true);
        let dates = all.iter().filter_map(|id| dataset.record(*id)?.when);
        let first = dates.clone().min_by(PartialDate::list_order);
        let last = dates.max_by_key(PartialDate::latest);
        let span = match (first, last) {
            (Some(first), Some(last)) if self.dates.from.or(self.dates.to).is_some() => {
                format!(" (the dates there run from {first} to {last}, and what has none is left out)")
            }
            _ => String::new(),
        };
        format!("nothing under {command} fits {asked}{span}; leave out an option, or try `maitri search`")
    }

    /// The options as they were given.
    fn asked(&self) -> String {
        let dates = [("--from", &self.dates.from), ("--to", &self.dates.to)];
        let dates = dates.into_iter().filter_map(|(name, date)| Some(format!("{name} {}", date.as_ref()?.notation())));
        let sectors = self.sector.iter().map(|sector| format!("--sector {}", sanitised(sector)));
        let kinds = self.kind.iter().map(|kind| format!("--kind {}", sanitised(kind)));
        dates.chain(sectors).chain(kinds).collect::<Vec<_>>().join(" ")
    }
}

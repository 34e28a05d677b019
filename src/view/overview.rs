//! What the first screen tells: the relationship at a glance, all of it from the data. Each line of it leads somewhere.
//!
//! Made once for a day and an edition; how it is drawn, and what is due for study, is for [`crate::tui`].

mod days;
mod news;
mod summits;
mod trade;

use jiff::civil::Date;

use crate::data::{Dataset, ItemId};
use crate::text::clip;

/// The relationship at a glance.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    /// The steps of the relationship, the lowest first.
    pub steps: Vec<Step>,
    /// How many dated records there are of each year.
    pub years: Years,
    /// The eras, the earliest first: the year in which each begins, its name, and a word for it.
    pub eras: Vec<(i16, String, String)>,
    /// What is told besides, each under its heading.
    pub cells: Vec<Cell>,
}

/// A step of the relationship.
#[derive(Clone, Debug)]
pub struct Step {
    /// What it was called from then on.
    pub name: String,
    /// The same where room is short.
    pub short: String,
    /// The year in which the step was taken.
    pub year: i16,
    /// The record that tells of it.
    pub item: ItemId,
    /// What filled the step, by its year and a name.
    pub papers: Vec<(i16, String, ItemId)>,
}

/// How many records there are of each year, from the first that has one.
#[derive(Clone, Debug, Default)]
pub struct Years {
    /// The first.
    pub first: i16,
    /// Records of it, and of each that follows.
    pub counts: Vec<usize>,
}

/// Lines under a heading.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What they are about.
    pub about: Subject,
    /// The heading.
    pub heading: &'static str,
    /// The lines, the most important first.
    pub lines: Vec<CellLine>,
}

/// What a cell is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The summits.
    Summits,
    /// The trade between the two.
    Trade,
    /// This day and the days that follow, in other years.
    Days,
    /// What is new.
    News,
    /// What there is to study.
    Study,
    /// The ways into the rest.
    Ways,
}

/// A line, and where it leads.
#[derive(Clone, Debug)]
pub struct CellLine {
    /// What stands before it: a date, a year, a name.
    pub lead: String,
    /// The line, from its fullest form to its shortest.
    pub texts: Vec<String>,
    /// Whether it is prose, which may be broken, and cut at its end; what tells figures is not, and stands in one row.
    pub is_prose: bool,
    /// Figures over time, drawn before it: one for each year, nothing where there is none.
    pub figures: Vec<Option<f64>>,
    /// Where it leads.
    pub way: Way,
}

/// Where a line leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// To a record.
    Item(ItemId),
    /// To the chart of a series.
    Chart(ItemId),
    /// To what is told of this edition.
    News,
    /// To everything dated.
    Timeline,
    /// To the cards and mock exams.
    Study,
    /// To the tours.
    Tours,
    /// To the finder.
    Find,
    /// To what an exam asks.
    Exam,
    /// To where sources disagree.
    Disputes,
}

impl CellLine {
    /// A line of prose.
    #[must_use]
    pub fn prose(lead: impl Into<String>, text: impl Into<String>, way: Way) -> Self {
        Self { lead: lead.into(), texts: vec![text.into()], is_prose: true, figures: Vec::new(), way }
    }

    /// A line of several forms, the fullest first.
    #[must_use]
    pub fn of_forms(lead: impl Into<String>, texts: Vec<String>, way: Way) -> Self {
        Self { lead: lead.into(), texts, is_prose: false, figures: Vec::new(), way }
    }
}

impl Overview {
    /// What is told of a dataset on this day.
    #[must_use]
    pub fn of(dataset: &Dataset<'_>, today: Date) -> Self {
        let told = [
            summits::cell(dataset, today),
            trade::cell(dataset),
            days::cell(dataset, today),
            news::cell(dataset),
            Some(ways(dataset)),
        ];
        let eras = dataset.pack.eras.iter();
        let eras = eras.map(|era| (era.when.year(), era.name.to_string(), era.short_name().to_owned())).collect();
        Self { steps: steps(dataset), years: Years::of(dataset), eras, cells: told.into_iter().flatten().collect() }
    }
}

fn steps(dataset: &Dataset<'_>) -> Vec<Step> {
    let named = |id: &str| {
        let item = dataset.find(id)?;
        let record = dataset.record(item)?;
        // They are named here, and seldom read.
        let apart = record.apart();
        let record = apart.as_ref().unwrap_or(record);
        let year = record.when?.year();
        // A tread has little room: the name it goes by, where that is shorter, without the year that is told beside it.
        let title = record.title.as_str();
        let name = record.aka.first().map_or(title, |aka| if aka.len() < title.len() { aka.as_str() } else { title });
        let name = name.strip_suffix(&format!(" {year}")).unwrap_or(name);
        Some((year, clip(name, 28).into_owned(), item))
    };
    let step = |step: &crate::data::pack::ladder::LadderStep<'_>| {
        let papers = step.papers.iter().filter_map(|id| named(id)).collect();
        let item = dataset.find(&step.record)?;
        Some(Step { name: step.name.to_string(), short: step.short.to_string(), year: step.when.year(), item, papers })
    };
    dataset.pack.ladder.iter().filter_map(step).collect()
}

impl Years {
    fn of(dataset: &Dataset<'_>) -> Self {
        let dated = dataset.in_order_of_time();
        let years = || dated.iter().map(|(_, when)| when.year());
        let (Some(first), Some(last)) = (years().min(), years().max()) else { return Self::default() };
        let mut counts = vec![0; usize::from(last.abs_diff(first)) + 1];
        for year in years() {
            if let Some(count) = counts.get_mut(usize::from(year.abs_diff(first))) {
                *count += 1;
            }
        }
        Self { first, counts }
    }

    /// Each year, with how many records it has.
    pub fn each(&self) -> impl Iterator<Item = (i16, usize)> {
        let year = |at: usize| self.first.saturating_add_unsigned(u16::try_from(at).unwrap_or(u16::MAX));
        self.counts.iter().enumerate().map(move |(at, count)| (year(at), *count))
    }
}

/// The ways into the rest.
fn ways(dataset: &Dataset<'_>) -> Cell {
    let tours = &dataset.pack.tours;
    let mut lines = Vec::new();
    let way = |forms: [&str; 2], way| CellLine::of_forms("", forms.map(str::to_owned).to_vec(), way);
    match tours.len() {
        0 => {}
        1 => lines.push(way(["Walk a tour", "Tour"], Way::Tours)),
        _ => lines.push(way(["Walk a tour", "Tours"], Way::Tours)),
    }
    if dataset.is_empty() {
        lines.push(way(["About this pack", "About"], Way::News));
    } else {
        lines.push(way(["Search everything", "Search"], Way::Find));
        lines.push(way(["What an exam asks", "Exam"], Way::Exam));
        lines.push(way(["Where sources disagree", "Disputes"], Way::Disputes));
    }
    Cell { about: Subject::Ways, heading: "Ways in", lines }
}

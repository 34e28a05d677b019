//! `pack.ron`: what the pack is about, its sectors, and the sources everything cites.
//!
//! Whatever belongs to two particular countries stands there too, and not in the program: their
//! languages, fiscal year, money and offices ([`usage`]), and how exams there are marked ([`exam`],
//! [`preset`]).
//! The program itself knows English, in which packs are written, and nothing of any country. All of
//! this may be left out of a pack.

pub mod changes;
pub mod charts;
pub mod eras;
pub mod exam;
pub mod grade;
pub mod id;
pub mod ladder;
pub mod lists;
pub mod mains;
pub mod passages;
pub mod preset;
pub mod sources;
pub mod tours;
pub mod usage;

use serde::{Deserialize, Serialize};

use super::cite::Cite;
use super::date::PartialDate;
use super::origin::LayerHead;
use super::period::FiscalYear;
use super::question::QuestionForm;
use super::text::Text;
use changes::Change;
use charts::{Breakdown, ChartOf};
use eras::Era;
use exam::ExamScheme;
use grade::Grade;
use ladder::LadderStep;
use lists::{Group, Stance, StatusName};
use mains::MainsScheme;
use passages::Passages;
use preset::ExamPreset;
use sources::Sources;
use tours::Tour;
use usage::{Currency, Language, Offices, Usage};

/// A side's code that means both countries together.
pub const BOTH: &str = "both";
/// The same in a pack that is about more than two.
pub const ALL: &str = "all";
/// A side's code that means none of the countries.
pub const OTHER: &str = "other";

/// The head of a dataset.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Pack<'a> {
    /// What tells it from other packs, in lower-case letters, digits and hyphens, and never changed; made of the title,
    /// if left out.
    #[serde(borrow, default)]
    pub(super) id: Option<Text<'a>>,
    /// Shown in the title line.
    pub title: Text<'a>,
    /// The day this edition was closed.
    pub edition: PartialDate,
    /// The two countries, in the order shown; or a few more, where a pack is about the relations of them all.
    pub countries: Vec<Country<'a>>,
    /// Further countries that sign, send people or have places here, so that a `side` may be one of them and is told by
    /// its name. The pack is not about them.
    #[serde(default)]
    pub further_countries: Vec<Country<'a>>,
    /// Every sector a record may name, in the order shown.
    pub sectors: Vec<Text<'a>>,
    /// Everything that may be cited.
    #[serde(borrow)]
    pub sources: Sources<'a>,
    /// How an agreement may stand besides the usual: in force, signed, provisionally applied, extended, renewed,
    /// upgraded, superseded, suspended, expired, terminated, abandoned, unclear.
    #[serde(default)]
    pub statuses: Vec<StatusName<'a>>,
    /// What arguments are for, in the order listed; significance, challenges and way forward, if none is listed.
    #[serde(default)]
    pub stances: Vec<Stance<'a>>,
    /// The groups of figures, in the order listed; trade, investment, assistance, companies, people and commodities, if
    /// none is listed.
    #[serde(default)]
    pub groups: Vec<Group<'a>>,
    /// The languages of names in the countries' own scripts; any, if none is listed.
    #[serde(default)]
    pub languages: Vec<Language<'a>>,
    /// The fiscal year of figures; a pack without one has no fiscal years.
    #[serde(default)]
    pub fiscal_year: Option<FiscalYear>,
    /// Years whose end parted two times, so that nobody takes what was up to then for what came later.
    #[serde(default)]
    pub turning_points: Vec<i16>,
    /// The times into which what the pack tells falls, the oldest first, each ending where the next begins: the bands
    /// of the timeline.
    #[serde(default)]
    pub eras: Vec<Era<'a>>,
    /// The countries' money; the dollar of the United States is known without being listed.
    #[serde(default)]
    pub currencies: Vec<Currency<'a>>,
    /// Offices, as questions about people tell them apart.
    #[serde(default)]
    pub offices: Offices<'a>,
    /// Words that the pack's texts use in a way of their own.
    #[serde(default)]
    pub usage: Usage<'a>,
    /// How mock exams are marked and how long they take.
    #[serde(default)]
    pub exam: ExamScheme,
    /// The written examination with questions of `mains.ron`: what it is called, and how long answers take.
    #[serde(default)]
    pub mains: MainsScheme<'a>,
    /// The forms of questions that exams there have, in mock exams too: any of `HowMany`, `Which`, `Pairs`, `Explains`,
    /// `Order` and `Best`; all of them, if none is listed.
    #[serde(default)]
    pub exam_forms: Vec<QuestionForm>,
    /// Papers of exams that may be sat in place of that, each with where it is said.
    #[serde(default)]
    pub exams: Vec<ExamPreset<'a>>,
    /// Series that are told together, each in one chart; every other series is a chart by itself.
    #[serde(default)]
    pub charts: Vec<ChartOf<'a>>,
    /// Series that are parts of one whole, drawn as bars beside each other.
    #[serde(default)]
    pub breakdowns: Vec<Breakdown<'a>>,
    /// What changed from edition to edition, the newest first.
    #[serde(default)]
    pub changes: Vec<Change<'a>>,
    /// The steps of the relationship, the lowest and earliest first; the overview draws them as a ladder in time.
    #[serde(default)]
    pub ladder: Vec<LadderStep<'a>>,
    /// Id of the institution whose meetings are the summits.
    #[serde(default)]
    pub summits: Option<Text<'a>>,
    /// What is shown to somebody who wants to be shown something: `maitri tour`.
    #[serde(default)]
    pub tours: Vec<Tour<'a>>,
    /// The layers that lie on it, the lowest first; no file says so.
    #[serde(skip)]
    pub layers: Vec<LayerHead<'a>>,
}

/// A country. In the file: `(code: "no", name: "Norway", adjective: "Norwegian")`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Country<'a> {
    /// What a record's `side` says for it.
    #[serde(borrow)]
    pub code: Text<'a>,
    /// Its name.
    pub name: Text<'a>,
    /// What is of it: `Norwegian`.
    pub adjective: Text<'a>,
}

/// A document or page that may be cited.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Source<'a> {
    /// What a cite calls it.
    #[serde(borrow)]
    pub id: Text<'a>,
    /// Its title.
    pub title: Text<'a>,
    /// Who published it.
    pub publisher: Text<'a>,
    /// How far it can be trusted, where the pack says so.
    #[serde(default)]
    pub grade: Option<Grade>,
    /// When, as far as known.
    #[serde(default)]
    pub date: Option<PartialDate>,
    /// Where it was read.
    #[serde(default)]
    pub address: Option<Text<'a>>,
    /// How many numbered paragraphs it has, for a document.
    #[serde(default)]
    pub paragraphs: Option<u16>,
    /// The passages relied on, numbered from 1, for a page whose paragraphs have no numbers.
    #[serde(default)]
    pub passages: Passages<'a>,
}

impl<'a> Source<'a> {
    /// How many paragraphs or passages may be cited.
    #[must_use]
    pub fn citable(&self) -> u16 {
        self.paragraphs.unwrap_or_else(|| u16::try_from(self.passages.len()).unwrap_or(u16::MAX))
    }

    /// The passage of this number, counted from 1, where the source is quoted.
    #[must_use]
    pub fn passage(&self, number: u16) -> Option<&Text<'a>> {
        usize::from(number).checked_sub(1).and_then(|index| self.passages.get(index))
    }

    /// Who published it and when: `Ministry of Fisheries, May 2024`.
    #[must_use]
    pub fn byline(&self) -> String {
        match &self.date {
            Some(date) => format!("{}, {date}", self.publisher),
            None => self.publisher.to_string(),
        }
    }

    /// The same with its grade, if it has one: `Ministry of Fisheries, May 2024 (grade A)`.
    #[must_use]
    pub fn graded_byline(&self) -> String {
        match self.grade {
            Some(grade) => format!("{} (grade {})", self.byline(), grade.letter()),
            None => self.byline(),
        }
    }
}

impl<'a> Pack<'a> {
    /// The source of this id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source<'a>> {
        self.sources.number(id).and_then(|number| self.sources.get(number))
    }

    /// What is cited, by name: `Embassy of India, Tokyo, May 2024 (grade A): Bilateral Brief, ¶14`, or for a page its
    /// name alone; where there is no such source the cite as it is written.
    #[must_use]
    pub fn source_name(&self, cite: &Cite<'_>, graded: bool) -> String {
        let Some(source) = self.source(cite.source) else {
            return cite.to_string();
        };
        let byline = if graded { source.graded_byline() } else { source.byline() };
        let name = format!("{byline}: {}", source.title);
        if source.paragraphs.is_some() { format!("{name}, {}", cite.paragraph_text()) } else { name }
    }

    /// The grade of the source of this id, where it is known and graded.
    #[must_use]
    pub fn grade(&self, source: &str) -> Option<Grade> {
        self.source(source).and_then(|source| source.grade)
    }

    /// Whether any source is graded.
    #[must_use]
    pub fn has_grades(&self) -> bool {
        (0..self.sources.len()).any(|number| self.sources.get(number).is_some_and(|source| source.grade.is_some()))
    }

    /// Whether a side's code means all the countries of the pack together.
    #[must_use]
    pub fn is_joint(&self, code: &str) -> bool {
        code == self.joint()
    }

    /// The code that means all of them: `both`, or `all` of more than two.
    fn joint(&self) -> &'static str {
        if self.countries.len() > 2 { ALL } else { BOTH }
    }

    /// The name shown for a side's code: a country, `Both`, `All`, or `Elsewhere`.
    #[must_use]
    pub fn side_name(&self, code: &str) -> &str {
        match code {
            BOTH => "Both",
            ALL => "All",
            OTHER => "Elsewhere",
            _ => self
                .countries
                .iter()
                .chain(&self.further_countries)
                .find(|country| country.code == code)
                .map_or("Elsewhere", |country| country.name.as_str()),
        }
    }

    /// The codes a `side` may be.
    pub fn sides(&self) -> impl Iterator<Item = &str> {
        let own = self.countries.iter().map(|country| country.code.as_str());
        let further = self.further_countries.iter().map(|country| country.code.as_str());
        own.chain([self.joint()]).chain(further).chain([OTHER])
    }
}

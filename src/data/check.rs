//! What a pack must satisfy beyond being readable.
//!
//! [`soundness`] is what the program itself relies on: a pack that fails it is not opened.
//! [`quality`] is what a reader relies on: `maitri check` reports it besides. Every problem is
//! reported, not only the first, each at its own place in the file.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;

use unicode_segmentation::UnicodeSegmentation;

use super::cite::Cites;
use super::date::{Order, PartialDate};
use super::dispute::Conflict;
use super::files::{DISPUTES_FILE, Files};
use super::pack::Pack;
use super::pack::usage::is_language_tag;
use super::particular::{Particular, Value};
use super::problem::{FilePosition, MOST, OtherPlace, Problem, did_you_mean};
use super::record::Record;
use super::series::Series;
use super::text::Text;
use super::unread::{self, Unread};
use super::{Dataset, Item};
use crate::text::{is_hostile, width};

/// The longest text, in bytes: the longest of the bundled dataset takes a twentieth of it.
const LONGEST_TEXT: usize = 50_000;
/// The most signs that make one, and the most in a row that take no room: no writing has as many.
const HIGHEST_PILE: usize = 24;

/// What stands at the other of two places that contradict each other.
const THE_OTHER: &str = "the other is here";

const NOTHING_CITED: &str = "nothing is cited here; every statement names its source";

mod alike;
mod cards;
pub mod copies;
mod empty;
mod exams;
mod grades;
mod ids;
mod links;
mod lists;
mod mains;
mod money;
mod pack;
pub mod quality;
mod questions;
mod quotations;
mod repeats;
mod twins;
mod words;

/// Everything wrong with a pack that its readers' program could trip over.
#[must_use]
pub fn soundness(dataset: &Dataset<'_>, files: &Files) -> Vec<Problem> {
    soundness_beside(dataset, files, &unread::NOTHING)
}

/// The same of a pack of which something did not parse, and is told elsewhere.
pub(super) fn soundness_beside(dataset: &Dataset<'_>, files: &Files, unread: &Unread) -> Vec<Problem> {
    let mut report = Report { unread, ..Report::new(dataset, files) };
    if !unread.is_head {
        report.pack();
        report.exams();
        report.usage();
        report.lists();
        report.charts();
        report.changes();
        report.breakdowns();
        report.fiscal_years();
    }
    report.duplicates();
    for record in &dataset.records {
        report.record(record);
    }
    for series in &dataset.series {
        report.series(series);
    }
    report.bank();
    report.cards();
    report.mains();
    let mut problems = report.problems;
    sort(&mut problems);
    problems
}

/// Of a pack that was sound, everything wrong with what was changed of it.
#[must_use]
pub fn soundness_of(dataset: &Dataset<'_>, files: &Files, only: &Only<'_>) -> Vec<Problem> {
    let mut report = Report { only: Some(only), ..Report::new(dataset, files) };
    report.sources();
    report.lists();
    report.charts();
    report.breakdowns();
    report.exams();
    report.fiscal_years();
    report.titles();
    let is_of = |id: &str| only.items.contains(id);
    dataset.records.iter().filter(|record| is_of(&record.id)).for_each(|record| report.record(record));
    dataset.series.iter().filter(|series| is_of(&series.id)).for_each(|series| report.series(series));
    // Where none was changed, they may stay packed.
    if !only.questions.is_empty() {
        report.bank();
    }
    if !only.cards.is_empty() {
        report.cards();
    }
    if !only.mains.is_empty() {
        report.mains();
    }
    let mut problems = report.problems;
    sort(&mut problems);
    problems
}

/// What is wrong with cites that stand beside a thing of this id, and not in it.
#[must_use]
pub(super) fn cites_of(dataset: &Dataset<'_>, files: &Files, id: &str, cites: &Cites<'_>) -> Vec<Problem> {
    let mut report = Report::new(dataset, files);
    report.cites(id, "cite", cites, cites.as_text());
    report.problems
}

/// What is judged of a pack: these things, by their ids.
#[derive(Debug, Default)]
pub struct Only<'o> {
    /// Records and series.
    pub items: HashSet<&'o str>,
    /// Written questions.
    pub questions: HashSet<&'o str>,
    /// Written cards.
    pub cards: HashSet<&'o str>,
    /// Questions of the main examination.
    pub mains: HashSet<&'o str>,
    /// Sources.
    pub sources: HashSet<&'o str>,
}

/// Puts problems in the order of files and lines, errors before advice, and tells once what several records share.
pub fn sort(problems: &mut Vec<Problem>) {
    let place = |problem: &Problem| problem.place.as_ref().map_or((0, 0), |place| (place.line, place.column));
    problems.sort_by(|a, b| {
        a.severity.cmp(&b.severity).then_with(|| a.file.cmp(&b.file)).then_with(|| place(a).cmp(&place(b)))
    });
    problems.dedup_by(|next, before| {
        next.file == before.file
            && next.message == before.message
            && next.place.is_some()
            && place(next) == place(before)
    });
}

/// The problem of a link that leads nowhere.
#[must_use]
pub fn dangling(dataset: &Dataset<'_>, files: &Files, item: Item<'_, '_>, index: usize) -> Problem {
    let mut report = Report::new(dataset, files);
    let Some(link) = item.raw_links().get(index) else {
        return report.problem(item.id(), "", item.id(), String::new());
    };
    let message = report.no_such_record(&link.to);
    report.problem(item.id(), &format_args!("links[{index}]"), links::place(link, item), message)
}

/// That a link is dropped, for what it leads to was withdrawn.
#[must_use]
pub(super) fn dropped(dataset: &Dataset<'_>, files: &Files, item: Item<'_, '_>, index: usize) -> Option<Problem> {
    let link = item.raw_links().get(index)?;
    let mut report = Report::new(dataset, files);
    let message = format!("“{}” is withdrawn, and this link to it is dropped", link.to);
    Some(report.problem(item.id(), &format_args!("links[{index}]"), links::place(link, item), message))
}

/// What is wrong with the disputes that records share: named (by a record, each with the dispute's id) and not there,
/// there and not named, without an id or with that of another.
#[must_use]
pub(super) fn shared_disputes(
    dataset: &Dataset<'_>,
    files: &Files,
    unread: &Unread,
    disputes: &[Conflict<'_>],
    unknown: &[(Text<'_>, Text<'_>)],
) -> Vec<Problem> {
    let mut report = Report { unread, ..Report::new(dataset, files) };
    for (record, name) in unknown.iter().filter(|(_, name)| !unread.may_hold(name)) {
        let near = did_you_mean(name, disputes.iter().filter_map(|dispute| dispute.id.as_deref()));
        let at = if name.is_unescaped() { record } else { name };
        report.say(record, "conflicts", at, format!("{DISPUTES_FILE} has no dispute “{name}”{near}"));
    }
    let shared = dataset.records.iter().flat_map(|record| &record.conflicts);
    let named: HashSet<&str> = shared.filter_map(|conflict| conflict.id.as_deref()).collect();
    let mut ids: HashSet<&str> = HashSet::new();
    for dispute in disputes {
        let Some(id) = &dispute.id else {
            report.say("disputes", "", &dispute.point, "a dispute in this file has an id, by which records name it");
            continue;
        };
        report.own_id(&mut ids, "dispute", id);
        if !named.contains(id.as_str()) && unread.is_empty() {
            report.say(
                id,
                "id",
                id,
                "no record names this dispute; write its id among the `conflicts` of those it is about",
            );
        }
    }
    report.problems
}

/// Collects problems and finds their places.
pub(super) struct Report<'r, 'a> {
    files: &'r Files,
    dataset: &'r Dataset<'a>,
    /// What did not parse: what points at it points at something.
    unread: &'r Unread,
    /// What alone is judged; everything, without it.
    only: Option<&'r Only<'r>>,
    problems: Vec<Problem>,
}

impl<'r, 'a> Report<'r, 'a> {
    /// Of a pack that parsed whole.
    fn new(dataset: &'r Dataset<'a>, files: &'r Files) -> Self {
        Self { files, dataset, unread: &unread::NOTHING, only: None, problems: Vec::new() }
    }
}

impl<'r> Report<'r, '_> {
    /// A problem at a text, or at its record's id where the text has lost its place.
    fn problem(&mut self, id: &str, part: &(impl Display + ?Sized), at: &str, message: String) -> Problem {
        let found = self.files.locate(at).or_else(|| self.files.locate(id));
        let part = part.to_string();
        let path = if part.is_empty() { id.to_owned() } else { format!("{id}.{part}") };
        let file = found.map_or("pack", |(file, _)| file.name.as_str());
        Problem::new(file, found.map(|(file, offset)| FilePosition::at(&file.text, offset)), path, message)
    }

    fn say(&mut self, id: &str, part: &(impl Display + ?Sized), at: &str, message: impl Into<String>) {
        // Finding a place takes a walk through the file.
        if self.problems.len() >= MOST {
            return;
        }
        let problem = self.problem(id, part, at, message.into());
        self.problems.push(problem);
    }

    /// Says it with another text that it is about, and what that is.
    fn say_beside(
        &mut self,
        id: &str,
        part: &(impl Display + ?Sized),
        at: &str,
        message: impl Into<String>,
        (other, says): (&str, &str),
    ) {
        if self.problems.len() >= MOST {
            return;
        }
        let problem = self.problem(id, part, at, message.into());
        let other = self.files.locate(other).map(|(file, offset)| OtherPlace {
            file: file.name.clone(),
            place: FilePosition::at(&file.text, offset),
            says: says.to_owned(),
        });
        self.problems.push(match other {
            Some(other) => problem.beside(other),
            None => problem,
        });
    }

    /// That no record has an id, and which one has one like it.
    fn no_such_record(&self, id: &str) -> String {
        /// In a larger pack, and where enough is told already, the nearest is not looked for: it takes long.
        const LARGE: usize = 20_000;
        let is_worth_it = self.dataset.len() <= LARGE && self.problems.len() < MOST;
        let near = if is_worth_it { self.dataset.nearest_ids(id, 1) } else { Vec::new() };
        match near.first() {
            Some(near) => format!("no record has the id “{id}”; did you mean “{near}”?"),
            None => format!("no record has the id “{id}”"),
        }
    }

    /// Whether what has this id, among those of a part of the pack, is judged.
    fn minds(&self, ids: impl Fn(&'r Only<'r>) -> &'r HashSet<&'r str>, id: &str) -> bool {
        self.only.is_none_or(|only| ids(only).contains(id))
    }

    /// Titles of what was changed, held against all others.
    fn titles(&mut self) {
        let Some(only) = self.only else { return };
        let changed = |id: &str| only.items.contains(id);
        let mut titles: HashMap<String, Item<'_, '_>> = HashMap::with_capacity(self.dataset.len());
        let (new, old): (Vec<_>, Vec<_>) =
            self.dataset.items().map(|(_, item)| item).partition(|item| changed(item.id()));
        for item in old.into_iter().chain(new) {
            if !is_kebab(item.id()) {
                self.say(item.id(), "id", item.id(), "an id is lower-case letters, digits and single hyphens");
            }
            if let Some(other) = titles.insert(item.title().to_lowercase(), item)
                && changed(item.id())
            {
                let message = format!("“{}” has the same title; name what tells them apart", other.id());
                self.say_beside(item.id(), "title", item.title(), message, (other.title(), THE_OTHER));
            }
        }
    }

    fn duplicates(&mut self) {
        let mut ids: HashSet<&str> = HashSet::with_capacity(self.dataset.len());
        let mut titles: HashMap<String, Item<'_, '_>> = HashMap::with_capacity(self.dataset.len());
        for (_, item) in self.dataset.items() {
            if let Some(first) = ids.replace(item.id()) {
                self.say_beside(item.id(), "id", item.id(), "another record has this id", (first, THE_OTHER));
            }
            if !is_kebab(item.id()) {
                self.say(item.id(), "id", item.id(), "an id is lower-case letters, digits and single hyphens");
            }
            if let Some(other) = titles.insert(item.title().to_lowercase(), item) {
                let message = format!("“{}” has the same title; name what tells them apart", other.id());
                self.say_beside(item.id(), "title", item.title(), message, (other.title(), THE_OTHER));
            }
        }
        for record in &self.dataset.records {
            for was in &record.was {
                if !is_kebab(was) {
                    self.say(&record.id, "was", was, "an id is lower-case letters, digits and single hyphens");
                }
                if let Some(other) = ids.replace(was) {
                    let message =
                        format!("“{was}” is the id of another record, or was; a former id leads to one place");
                    self.say_beside(&record.id, "was", was, message, (other, THE_OTHER));
                }
            }
        }
    }

    fn record(&mut self, record: &Record<'_>) {
        let id = record.id.as_str();
        record.each_text(&mut |part, text| self.text(id, part, text));
        if record.cites.is_empty() {
            self.say(id, "cites", id, NOTHING_CITED);
        }
        for (index, cites) in record.cites.iter().enumerate() {
            self.cites(id, &format_args!("cites[{index}]"), cites, &record.id);
        }
        for (index, fact) in record.facts.iter().enumerate() {
            self.cites(id, &format_args!("facts[{index}]"), &fact.cites, &fact.label);
        }
        for (index, conflict) in record.conflicts.iter().enumerate() {
            let part = format!("conflicts[{index}]");
            if conflict.claims.len() < 2 {
                self.say(id, &part, &conflict.point, "a disagreement needs at least two claims");
            }
            for claim in &conflict.claims {
                self.cites(id, &part, &claim.cites, &claim.statement);
            }
            if !conflict.support.is_empty() {
                self.cites(id, &part, &conflict.support, &conflict.reading);
            }
        }
        for (index, link) in record.links.iter().enumerate().filter(|(_, link)| !link.cites.is_empty()) {
            self.cites(id, &format_args!("links[{index}]"), &link.cites, &link.to);
        }
        if record.sectors.is_empty() {
            self.say(id, "sectors", id, "a record belongs to at least one sector");
        }
        for sector in &record.sectors {
            let known = &self.dataset.pack.sectors;
            if !known.contains(sector) && !self.unread.is_head {
                let message = self.no_such_sector(sector);
                self.say(id, "sectors", sector, message);
            }
        }
        for native in &record.native {
            self.language(id, &native.language);
        }
        self.body(record);
    }

    fn body(&mut self, record: &Record<'_>) {
        let id = record.id.as_str();
        self.words_of(record);
        let mut last = None;
        for Particular { field, value, .. } in record.body.particulars() {
            match value {
                Value::Side(side) => self.side(id, side),
                Value::Parties(parties) => parties.iter().for_each(|(side, _)| self.side(id, side)),
                Value::Date(date) => {
                    self.in_order(id, field, &record.id, last, date);
                    last = date.or(last);
                }
                Value::Entries(_, entries) => {
                    for (index, entry) in entries.iter().enumerate() {
                        let part = format!("{field}[{index}]");
                        self.cites(id, &part, entry.cites, entry.name.unwrap_or(&record.id));
                        self.in_order(id, &part, entry.name.unwrap_or(entry.cites.as_text()), last, entry.date);
                        last = entry.date.or(last);
                    }
                }
                Value::Meanings(meanings) => {
                    for (meaning, cites) in meanings {
                        self.cites(id, field, cites, meaning);
                    }
                }
                Value::Position(north, east) => {
                    if !((-90.0..=90.0).contains(&north) && (-180.0..=180.0).contains(&east)) {
                        self.say(id, "body", id, "latitude runs from -90 to 90 and longitude from -180 to 180");
                    }
                }
                Value::Sort(_) | Value::Branch(_) | Value::State(_) | Value::Text(_) | Value::Names(_) => {}
            }
        }
    }

    fn series(&mut self, series: &Series<'_>) {
        let id = series.id.as_str();
        let texts = [("id", &series.id), ("title", &series.title), ("unit", &series.unit), ("basis", &series.basis)];
        let aka = series.aka.iter().map(|name| ("aka", name));
        let note = series.note.iter().map(|note| ("note", note));
        let links = series.links.iter().map(|link| ("links", &link.to));
        for (part, text) in texts.into_iter().chain(aka).chain(note).chain(links) {
            self.text(id, part, text);
        }
        for (index, link) in series.links.iter().enumerate().filter(|(_, link)| !link.cites.is_empty()) {
            self.cites(id, &format_args!("links[{index}]"), &link.cites, &link.to);
        }
        self.group_of(series);
        if series.points.is_empty() {
            self.say(id, "points", id, "a series has at least one point");
        }
        for (index, point) in series.points.iter().enumerate() {
            let part = format!("points[{index}]");
            let at = point.cite.as_text();
            self.cites(id, &part, &point.cite, at);
            for other in &point.also {
                self.text(id, &part, &other.note);
                self.cites(id, &part, &other.cite, &other.note);
            }
            if let Some(note) = &point.note {
                self.text(id, &part, note);
            }
            if !point.value.is_finite() || point.also.iter().any(|other| !other.value.is_finite()) {
                self.say(id, &part, at, "a value must be a finite number");
            }
        }
        for pair in series.points.windows(2) {
            if let [before, after] = pair
                && before.period.list_order(&after.period).is_ge()
            {
                let message = format!(
                    "{} stands after {}; points go from the oldest to the newest, one each",
                    after.period, before.period
                );
                self.say(id, "points", after.cite.as_text(), message);
            }
        }
    }

    fn text(&mut self, id: &str, part: &(impl Display + ?Sized), text: &Text<'_>) {
        self.text_near(id, part, text, text);
    }

    /// Judges a text; if it has lost its place, problems are told at another.
    fn text_near(&mut self, id: &str, part: &(impl Display + ?Sized), text: &Text<'_>, near: &Text<'_>) {
        let at = if text.is_unescaped() { near } else { text };
        if text.trim().is_empty() {
            self.say(id, part, at, format!("this text is empty; {}", empty::remedy(&part.to_string())));
        }
        if text.len() > LONGEST_TEXT {
            let message = format!("this text is longer than {LONGEST_TEXT} bytes; nobody reads that, so part it");
            self.say(id, part, at, message);
            return;
        }
        if !text.is_ascii() && is_piled_up(text) {
            self.say(id, part, at, "signs that take no room are piled up here, as in no writing; take them out");
        }
        if let Some(hostile) = text.chars().find(|&c| is_hostile(c)) {
            let code = u32::from(hostile);
            self.say(id, part, at, format!("this text holds the control character U+{code:04X}; take it out"));
        }
    }

    fn language(&mut self, id: &str, language: &Text<'_>) {
        let known = &self.dataset.pack.languages;
        if self.unread.is_head {
            return;
        }
        if !is_language_tag(language) {
            let message = format!("“{language}” is no tag of a language; write one after BCP 47, as in nb or zh-Hant");
            self.say(id, "native", language, message);
        } else if !known.is_empty() && !known.iter().any(|known| known.code == **language) {
            let known = known.iter().map(|language| format!("{} ({})", language.code, language.name));
            let known = known.collect::<Vec<_>>().join(", ");
            let message = format!("pack.ron has no language “{language}”; its languages are {known}");
            self.say(id, "native", language, message);
        }
    }

    fn side(&mut self, id: &str, side: &Text<'_>) {
        let pack: &Pack<'_> = &self.dataset.pack;
        if !self.unread.is_head && !pack.sides().any(|code| side == code) {
            let known = pack.sides().collect::<Vec<_>>().join(", ");
            self.say(id, "side", side, format!("“{side}” is no side; the sides are {known}"));
        }
    }

    fn cites(&mut self, id: &str, part: &(impl Display + ?Sized), cites: &Cites<'_>, at: &Text<'_>) {
        if cites.is_empty() {
            self.say(id, part, at, NOTHING_CITED);
        }
        for cite in cites.iter() {
            let place = cites.as_text();
            let cite = match cite {
                Ok(cite) => cite,
                Err(error) => {
                    self.say(id, part, place, error.to_string());
                    continue;
                }
            };
            let pack = &self.dataset.pack;
            if self.unread.is_head {
                continue;
            }
            let Some(source) = pack.source(cite.source) else {
                let near = did_you_mean(cite.source, pack.sources.iter().map(|source| source.id.as_str()));
                self.say(id, part, place, format!("pack.ron has no source “{}”{near}", cite.source));
                continue;
            };
            if let Some((_, beyond)) = cite.paragraphs.iter().find(|(_, to)| *to > source.citable()) {
                let last = source.citable();
                self.say(id, part, place, format!("“{}” has no ¶{beyond}; its last is ¶{last}", cite.source));
            }
        }
    }

    fn in_order(
        &mut self,
        id: &str,
        part: &str,
        at: &Text<'_>,
        earlier: Option<PartialDate>,
        later: Option<PartialDate>,
    ) {
        if let (Some(earlier), Some(later)) = (earlier, later)
            && later.compare(&earlier) == Order::Before
        {
            self.say(id, part, at, format!("{later} stands after {earlier}, which is later"));
        }
    }
}

/// Whether a text piles signs up on one another, which would fill one cell of the screen with thousands.
fn is_piled_up(text: &str) -> bool {
    let mut in_a_row = 0;
    text.graphemes(true).any(|grapheme| {
        in_a_row = if width(grapheme) == 0 { in_a_row + 1 } else { 0 };
        in_a_row > HIGHEST_PILE || grapheme.chars().nth(HIGHEST_PILE).is_some()
    })
}

pub(super) fn is_kebab(id: &str) -> bool {
    !id.is_empty()
        && id
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

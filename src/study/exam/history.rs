//! All papers somebody sat, taken together: how it went from paper to paper by sector, form and confidence, and what
//! went wrong and has not been right since.

use std::collections::{BTreeMap, HashSet};

use super::Form;
use super::attempt::Attempt;
use super::kept::KeptQuestion;
use super::report::{Confidence, Report, Tally};
use crate::data::Dataset;

/// How it went with one group of questions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Course {
    /// In all papers together.
    pub whole: Tally,
    /// In each paper, the oldest first; nothing answered in it is nothing.
    pub papers: Vec<Tally>,
}

impl Course {
    fn add(&mut self, paper: usize, tally: &Tally) {
        self.papers.resize(paper, Tally::default());
        self.papers.push(*tally);
        self.whole.and(tally);
    }

    /// Right answers of those given in each paper, from 0 to 1.
    pub fn steps(&self) -> impl Iterator<Item = Option<f64>> {
        self.papers.iter().map(Tally::accuracy)
    }
}

/// How it went from paper to paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trend {
    /// All questions.
    pub whole: Course,
    /// By sector.
    pub sectors: BTreeMap<String, Course>,
    /// By form.
    pub forms: BTreeMap<Form, Course>,
    /// By confidence, for those where one said.
    pub confidence: BTreeMap<Confidence, Course>,
}

impl Trend {
    /// The sectors of which least was right of what was answered first; those of which nothing was answered last.
    #[must_use]
    pub fn weakest_first(&self) -> Vec<(&str, &Course)> {
        let mut sectors: Vec<(&str, &Course)> =
            self.sectors.iter().map(|(name, course)| (name.as_str(), course)).collect();
        let share = |course: &Course| course.whole.accuracy().unwrap_or(f64::INFINITY);
        sectors.sort_by(|(_, one), (_, other)| share(one).total_cmp(&share(other)));
        sectors
    }
}

/// How papers went, the oldest first.
#[must_use]
pub fn trend<'p>(sat: impl IntoIterator<Item = &'p Attempt>) -> Trend {
    let mut trend = Trend::default();
    let mut count = 0;
    for (paper, attempt) in sat.into_iter().enumerate() {
        let Report { whole, sectors, forms, confidence, .. } = attempt.report();
        trend.whole.add(paper, &whole);
        for (name, tally) in &sectors {
            trend.sectors.entry(name.clone()).or_default().add(paper, tally);
        }
        for (form, tally) in &forms {
            trend.forms.entry(*form).or_default().add(paper, tally);
        }
        for (sure, tally) in &confidence {
            trend.confidence.entry(*sure).or_default().add(paper, tally);
        }
        count = paper + 1;
    }
    for course in trend.sectors.values_mut().chain(trend.forms.values_mut()).chain(trend.confidence.values_mut()) {
        course.papers.resize(count, Tally::default());
    }
    trend
}

/// The questions that were wrong or left open when they were last asked, the latest first; none that the dataset has
/// withdrawn. Papers come the oldest first.
#[must_use]
pub fn not_yet_right<'p>(dataset: &Dataset<'_>, sat: impl IntoIterator<Item = &'p Attempt>) -> Vec<&'p KeptQuestion> {
    let mut last: BTreeMap<String, (usize, &KeptQuestion, bool)> = BTreeMap::new();
    let asked = sat.into_iter().flat_map(Attempt::answered_questions);
    for (at, (question, answer)) in asked.enumerate() {
        last.insert(question.identity(), (at, question, question.is_right(answer)));
    }
    let mut open: Vec<_> = last.into_values().filter(|(.., is_right)| !is_right).collect();
    // Whoever has nothing open needs no bank unpacked.
    if open.iter().any(|(_, question, _)| !question.is_asked(&HashSet::new())) {
        let written = dataset.questions().iter().map(|question| question.id.as_str()).collect();
        open.retain(|(_, question, _)| question.is_asked(&written));
    }
    open.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
    open.into_iter().map(|(_, question, _)| question).collect()
}

/// What a paper is about, in a few words: its sectors, or how many they are.
#[must_use]
pub fn topics(attempt: &Attempt) -> String {
    let mut sectors: Vec<String> = Vec::new();
    for question in &attempt.begun.questions {
        let sector = question.sector();
        if !sectors.contains(&sector) {
            sectors.push(sector);
        }
    }
    match sectors.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one}, {two}"),
        more => format!("{} topics", more.len()),
    }
}

/// A share of so many cells, as whole cells: at most all.
#[must_use]
pub fn whole_cells(share: f64, cells: usize) -> usize {
    let cells = f64::from(u32::try_from(cells).unwrap_or_default());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to the number of cells")]
    let part = (share.clamp(0.0, 1.0) * cells).round() as usize;
    part
}

//! RON text to typed records, with every problem of every file told at once.
//!
//! A file is parsed whole, which is quick. Only when that fails is it taken apart, in [`super::diagnosis`], so that one
//! slip does not hide the next.

use std::collections::HashSet;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;

use super::bank::Bank;
use super::card::WrittenCard;
use super::diagnosis::{parse_list, parse_one};
pub(crate) use super::dialect::options;

use super::dispute::Conflict;
use super::files::{CARDS_FILE, DISPUTES_FILE, File, Files, MAINS_FILE, PACK_FILE, QUESTIONS_FILE};
use super::kinds::Kind;
use super::loading::{Loading, Stage};
use super::mains::MainsQuestion;
use super::pack::Pack;
use super::problem::{MOST, Problem};
use super::question::BankQuestion;
use super::record::Record;
use super::resolve::{Parts, resolve};
use super::series::Series;
use super::unread::Unread;
use super::{Dataset, check};

/// Parses a pack, resolves its links, and refuses it unless it is sound.
///
/// # Errors
/// Every error found, in the order of files and lines; what only a careful editor would change keeps no pack from
/// being opened. Of what does not parse its form is told, and of all else also what it means.
pub fn load(files: &Files) -> Result<Dataset<'_>, Vec<Problem>> {
    load_first(files, files.list.len())
}

/// The same of a pack whose files come first, and are so many; others may be laid on it.
///
/// # Errors
/// As [`load`].
pub fn load_first(files: &Files, count: usize) -> Result<Dataset<'_>, Vec<Problem>> {
    load_first_telling(files, count, &Loading::default())
}

/// The same, telling how far it has come.
///
/// # Errors
/// As [`load`].
pub fn load_first_telling<'a>(files: &'a Files, count: usize, loading: &Loading) -> Result<Dataset<'a>, Vec<Problem>> {
    let Judged { dataset, mut problems, .. } = judged_first(files, count, loading);
    problems.retain(Problem::is_error);
    match dataset {
        Some(dataset) if problems.is_empty() => Ok(dataset),
        _ => {
            check::sort(&mut problems);
            problems.truncate(MOST);
            Err(problems)
        }
    }
}

/// What a careful editor would change in a pack that is not opened: of what parsed, as far as that can be told without
/// the rest.
#[must_use]
pub fn advice(files: &Files, quality: impl Fn(&Dataset<'_>, &Files) -> Vec<Problem>) -> Vec<Problem> {
    let judged = judged_first(files, files.list.len(), &Loading::default());
    // Without its head or some of its records much looks wrong that is not.
    match judged.dataset.filter(|_| judged.is_whole) {
        Some(dataset) => quality(&dataset, files),
        None => Vec::new(),
    }
}

/// How many things the files of a pack hold, parsed one after the other in this thread, and nothing else done with them: for
/// whoever measures how quickly that goes.
#[must_use]
pub fn things_parsed(files: &Files) -> usize {
    let parsed = files.list.iter().map(|file| parse_file(file, &Loading::default()));
    parsed.map(|parts| parts.records.len() + parts.series.len() + parts.questions.len()).sum()
}

/// What parsed of a pack, and everything that is wrong with it.
struct Judged<'a> {
    dataset: Option<Dataset<'a>>,
    problems: Vec<Problem>,
    /// Whether everything parsed.
    is_whole: bool,
}

fn judged_first<'a>(files: &'a Files, count: usize, loading: &Loading) -> Judged<'a> {
    let FileParts { pack, records, mut series, disputes, questions, cards, mains, mut unread, mut problems } =
        parse(files.list.get(..count).unwrap_or_default(), loading);
    loading.reach(Stage::Linking);
    let is_whole = pack.is_some() && unread.is_empty();
    if pack.is_none() && problems.is_empty() {
        problems.push(Problem::of_file("pack", format!("{PACK_FILE} is missing")));
        return Judged { dataset: None, problems, is_whole };
    }
    let Some(pack) = pack.or_else(blank) else { return Judged { dataset: None, problems, is_whole } };
    for series in &mut series {
        series.count_in(pack.fiscal_year);
    }
    let (questions, cards, mains) = (Bank::Ready(questions), Bank::Ready(cards), Bank::Ready(mains));
    let parts = Parts { pack, records, series, disputes, questions, cards, mains, withdrawn: HashSet::new() };
    // What is told of form is enough to do, and what is left out may be what all else points at.
    if problems.len() >= MOST {
        unread.add(None);
    }
    let (dataset, dead_ends) = resolve(parts, files, &unread);
    problems.extend(dead_ends);
    loading.reach(Stage::Checking);
    problems.extend(std::thread::scope(|scope| {
        // Whoever opens a huge pack sees it in the order of time next, and then its kinds.
        if dataset.len() > MANY {
            scope.spawn(|| (dataset.in_order_of_time(), dataset.of_kind(Kind::Event)));
        }
        check::soundness_beside(&dataset, files, &unread)
    }));
    Judged { dataset: Some(dataset), problems, is_whole }
}

/// A head that stands in for one that did not parse, so that the rest of the pack is checked all the same.
fn blank<'a>() -> Option<Pack<'a>> {
    options().from_str("(title: \"\", edition: \"2000\", countries: [], sectors: [], sources: [])").ok()
}

fn parse<'a>(files: &'a [File], loading: &Loading) -> FileParts<'a> {
    let bytes: usize = files.iter().map(|file| file.text.len()).sum();
    let at_once = if bytes < LARGE { 1 } else { available_parallelism().map_or(1, NonZero::get) };
    let queue = Queue { files, next: AtomicUsize::new(0), problems: AtomicUsize::new(0) };
    let mut parsed = if at_once == 1 {
        queue.work(loading)
    } else {
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..at_once).map(|_| scope.spawn(|| queue.work(loading))).collect();
            // A panic of a thread goes on in this one.
            let joined = threads
                .into_iter()
                .flat_map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            joined.collect()
        })
    };
    parsed.sort_by_key(|(number, _)| *number);
    let mut parts = FileParts::default();
    for (_, more) in parsed {
        // What was parsed beside what tells enough is left out, so that the same is told each time.
        if parts.problems.len() >= MOST {
            break;
        }
        parts.add(more);
    }
    // Whoever has no head at all was told so before.
    parts.unread.is_head = parts.pack.is_none();
    parts
}

/// From so many bytes on files are parsed side by side.
const LARGE: usize = 16 * 1024 * 1024;

/// From so many records on they are put in the order of time while they are judged.
const MANY: usize = 50_000;

/// Files to be parsed, each by whoever is free next.
struct Queue<'a> {
    files: &'a [File],
    next: AtomicUsize,
    /// How many problems those have that are parsed.
    problems: AtomicUsize,
}

impl<'a> Queue<'a> {
    /// Parses files until there is none left, or enough is told; each with its number.
    fn work(&self, loading: &Loading) -> Vec<(usize, FileParts<'a>)> {
        let mut parsed = Vec::new();
        while self.problems.load(Ordering::Relaxed) < MOST {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = self.files.get(number) else { break };
            let parts = parse_file(file, loading);
            self.problems.fetch_add(parts.problems.len(), Ordering::Relaxed);
            parsed.push((number, parts));
        }
        parsed
    }
}

/// What one file holds, or several.
#[derive(Default)]
struct FileParts<'a> {
    pack: Option<Pack<'a>>,
    records: Vec<Record<'a>>,
    series: Vec<Series<'a>>,
    disputes: Vec<Conflict<'a>>,
    questions: Vec<BankQuestion<'a>>,
    cards: Vec<WrittenCard<'a>>,
    mains: Vec<MainsQuestion<'a>>,
    unread: Unread,
    problems: Vec<Problem>,
}

impl FileParts<'_> {
    fn add(&mut self, more: Self) {
        self.pack = more.pack.or(self.pack.take());
        if self.records.is_empty() {
            self.records = more.records;
        } else {
            self.records.extend(more.records);
        }
        self.series.extend(more.series);
        self.disputes.extend(more.disputes);
        self.questions.extend(more.questions);
        self.cards.extend(more.cards);
        self.mains.extend(more.mains);
        self.unread.extend(more.unread);
        self.problems.extend(more.problems);
    }
}

fn parse_file<'a>(file: &'a File, loading: &Loading) -> FileParts<'a> {
    let mut parts = FileParts::default();
    let name = file.base_name();
    if name == PACK_FILE {
        parts.pack = parse_one::<Pack<'_>>(file, &mut parts.problems);
    } else if name == Kind::Series.file() {
        parse_list::<Series<'_>>(file, loading, &mut parts.series, &mut parts.unread, &mut parts.problems);
    } else if name == DISPUTES_FILE {
        parse_list::<Conflict<'_>>(file, loading, &mut parts.disputes, &mut parts.unread, &mut parts.problems);
    } else if name == QUESTIONS_FILE {
        parse_list::<BankQuestion<'_>>(file, loading, &mut parts.questions, &mut parts.unread, &mut parts.problems);
    } else if name == CARDS_FILE {
        parse_list::<WrittenCard<'_>>(file, loading, &mut parts.cards, &mut parts.unread, &mut parts.problems);
    } else if name == MAINS_FILE {
        parse_list::<MainsQuestion<'_>>(file, loading, &mut parts.mains, &mut parts.unread, &mut parts.problems);
    } else {
        parse_list::<Record<'_>>(file, loading, &mut parts.records, &mut parts.unread, &mut parts.problems);
    }
    parts
}

/// What something makes of a pack that parses, sound or not.
#[cfg(test)]
pub(super) fn with_dataset<T>(files: &Files, make: impl FnOnce(&Dataset<'_>) -> T) -> T {
    make(
        &judged_first(files, files.list.len(), &Loading::default()).dataset.unwrap_or_else(|| panic!("nothing parsed")),
    )
}

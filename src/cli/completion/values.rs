//! What the options and arguments of the commands take that is not said of them already: out of the pack that is meant,
//! or of what is kept. What is said of them are their few words, where they have any, and that they take a path.

use std::path::PathBuf;

use clap::{Arg, Command, ValueHint};

use super::{Answer, Candidate, Paths};
use crate::cli::io::Io;
use crate::cli::kept_packs;
use crate::cli::look::AUTO;
use crate::cli::manual;
use crate::cli::marking;
use crate::cli::packs::ChosenPacks;
use crate::cli::study_options::StudyOptions;
use crate::cli::text_output::selection;
use crate::data::body::EventKind;
use crate::data::record::Weight;
use crate::data::{Dataset, Kind};
use crate::tui::theme::Theme;

/// The variable that says what `~` stands for.
const HOME: &str = "HOME";

/// What something takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    /// A pack that is kept, by its name.
    KeptPack,
    /// The same, or a path.
    Pack,
    /// A theme.
    Theme,
    /// A page of the manual.
    Page,
    /// A kind of record.
    Kind,
    /// What an event may be.
    EventKind,
    /// How much an exam cares.
    Weight,
    /// What is read out of a pack.
    Of(InPack),
    /// What stands in no list.
    Anything,
}

/// What a pack has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum InPack {
    Item,
    Series,
    Figures,
    Sector,
    SectorOrItem,
    Sort,
    Tour,
    Exam,
    Mains,
    List,
}

/// What an argument of a command takes.
fn subject(command: &str, argument: &str) -> Subject {
    match (command, argument) {
        (_, "data") | ("pack check" | "pack export", "pack") => Subject::Pack,
        ("pack on" | "pack off" | "pack remove", "name") | ("pack order", "names") | ("pack new", "extends") => {
            Subject::KeptPack
        }
        ("", "theme") => Subject::Theme,
        ("gen man", "command") => Subject::Page,
        ("search", "kind") | ("pack schema", "name") => Subject::Kind,
        ("import timeline", "sort") => Subject::EventKind,
        ("import timeline", "weight") => Subject::Weight,
        ("", "open") | ("note", "id") | ("show" | "mark" | "unmark" | "export", "ids") => Subject::Of(InPack::Item),
        ("sheet", "names") => Subject::Of(InPack::SectorOrItem),
        ("chart", "series") => Subject::Of(InPack::Figures),
        ("import csv", "series") => Subject::Of(InPack::Series),
        (_, "sector" | "topic") | ("import timeline", "sectors") => Subject::Of(InPack::Sector),
        ("timeline" | "agreements" | "institutions" | "topics", "kind") => Subject::Of(InPack::Sort),
        ("tour", "name") => Subject::Of(InPack::Tour),
        ("mock", "preset") => Subject::Of(InPack::Exam),
        ("mains", "id") => Subject::Of(InPack::Mains),
        ("lists", "name") | ("export" | "quiz" | "mark" | "unmark", "list") => Subject::Of(InPack::List),
        _ => Subject::Anything,
    }
}

/// What may be said of an argument, of which so much is typed.
///
/// `whole` is the command line, `command` the names of a command of it.
pub(super) fn of(
    (whole, command): (&Command, &str),
    argument: &Arg,
    (typed, data): (&str, Vec<PathBuf>),
    io: &mut Io<'_>,
) -> Answer {
    let known: Vec<Candidate> = argument
        .get_possible_values()
        .iter()
        .filter(|value| !value.is_hide_set())
        .map(|value| {
            let about = value.get_help().map(ToString::to_string).unwrap_or_default();
            Candidate::new(value.get_name(), &about)
        })
        .collect();
    if !known.is_empty() {
        return Answer { candidates: known, paths: Paths::None };
    }
    let subject = subject(command, argument.get_id().as_str());
    let candidates = match subject {
        Subject::Theme => Theme::names().into_iter().chain([AUTO]).map(|name| Candidate::new(name, "")).collect(),
        Subject::Page => manual::pages(whole).into_iter().map(|name| Candidate::new(name, "")).collect(),
        Subject::Kind => Kind::ALL.into_iter().map(|kind| Candidate::new(kind.id(), "")).collect(),
        Subject::EventKind => EventKind::ALL.iter().map(|kind| Candidate::new(kind.name(), "")).collect(),
        Subject::Weight => Weight::ALL.into_iter().map(|weight| Candidate::new(weight.name(), "")).collect(),
        Subject::KeptPack | Subject::Pack => {
            let kept = kept_packs::all(io).unwrap_or_default();
            kept.into_iter().map(|pack| Candidate::new(pack.name, "a pack that is kept")).collect()
        }
        Subject::Of(what) => in_pack(what, data, io).unwrap_or_default(),
        Subject::Anything => Vec::new(),
    };
    let paths = match (subject, argument.get_value_hint()) {
        (Subject::Pack, _) => Paths::Files,
        (Subject::Anything, ValueHint::DirPath) => Paths::Directories,
        (Subject::Anything, ValueHint::AnyPath | ValueHint::FilePath) => {
            let is_directory = argument.get_value_names().is_some_and(|names| names.iter().any(|name| name == "DIR"));
            if is_directory { Paths::Directories } else { Paths::Files }
        }
        _ => Paths::None,
    };
    Answer { candidates: after_comma(candidates, argument, typed), paths }
}

/// Where several are set apart by a sign, those that stand already stay before the next.
fn after_comma(candidates: Vec<Candidate>, argument: &Arg, typed: &str) -> Vec<Candidate> {
    let head =
        argument.get_value_delimiter().and_then(|sign| Some(typed.split_at(typed.rfind(sign)? + sign.len_utf8()).0));
    let Some(head) = head else { return candidates };
    candidates.into_iter().map(|one| Candidate { value: format!("{head}{}", one.value), ..one }).collect()
}

/// What the pack has that is meant.
fn in_pack(what: InPack, data: Vec<PathBuf>, io: &mut Io<'_>) -> Option<Vec<Candidate>> {
    let data = data.into_iter().map(|path| at_home(path, io)).collect();
    let data = kept_packs::paths_of(data, io);
    let open = ChosenPacks::named(&data).ok()?.with_installed(io).stack();
    let dataset = open.dataset().ok()?;
    Some(told(what, &dataset, io))
}

/// A path that begins in the home directory, where a shell passes it on as it was typed.
fn at_home(path: PathBuf, io: &Io<'_>) -> PathBuf {
    match (path.strip_prefix("~"), (io.environment)(HOME)) {
        (Ok(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => path,
    }
}

fn told<'d>(what: InPack, dataset: &'d Dataset<'d>, io: &mut Io<'_>) -> Vec<Candidate> {
    let items = || dataset.items().map(|(_, item)| Candidate::new(item.id(), item.title()));
    let sectors = || dataset.pack.sectors.iter().map(|sector| Candidate::new(sector.as_str(), "topic"));
    let series = || dataset.series.iter().map(|series| Candidate::new(series.id.as_str(), &series.title));
    match what {
        InPack::Item => items().collect(),
        InPack::Sector => sectors().collect(),
        InPack::SectorOrItem => sectors().chain(items()).collect(),
        InPack::Series => series().collect(),
        InPack::Figures => {
            let charts = dataset.pack.charts.iter().map(|chart| Candidate::new(chart.id.as_str(), &chart.title));
            series().chain(charts).collect()
        }
        InPack::Sort => {
            let ids: Vec<_> = dataset.ids().collect();
            let kinds = Kind::ALL.into_iter().map(|kind| kind.id().to_owned());
            let names = selection::names(dataset, &ids).into_iter().map(|name| name.to_lowercase());
            let mut all: Vec<String> = kinds.chain(names).collect();
            all.sort();
            all.dedup();
            all.into_iter().map(|name| Candidate::new(name, "")).collect()
        }
        InPack::Tour => dataset.pack.tours.iter().map(|tour| Candidate::new(tour.name.as_str(), &tour.about)).collect(),
        InPack::Exam => dataset.pack.exams.iter().map(|exam| Candidate::new(exam.name.as_str(), "")).collect(),
        InPack::Mains => {
            dataset.mains().iter().map(|mains| Candidate::new(mains.id.as_str(), &mains.question)).collect()
        }
        InPack::List => {
            let marks = marking::open(&StudyOptions::default(), dataset, io).unwrap_or_default();
            marks.lists().all().iter().map(|list| Candidate::new(list.name.clone(), "a list of your marks")).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::args::Arguments;

    fn each(command: &Command, path: &str, found: &mut Vec<(String, Arg)>) {
        found.extend(command.get_arguments().map(|argument| (path.to_owned(), argument.clone())));
        for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
            each(below, format!("{path} {}", below.get_name()).trim_start(), found);
        }
    }

    /// Arguments that take what stands in no list: numbers, days, words of one's own.
    const ANYTHING: &[&str] = &[
        "about since",
        "cards words",
        "cards bad id",
        "cards bad why",
        "chart from",
        "chart to",
        "export query",
        "forget pack",
    ];

    #[test]
    fn whatever_names_something_of_a_pack_is_known() {
        let mut whole = Arguments::command();
        whole.build();
        let mut all = Vec::new();
        each(&whole, "", &mut all);
        let kinds = |wanted: &str, of: &dyn Fn(&str, &Arg) -> bool| {
            for (path, argument) in all.iter().filter(|(path, argument)| of(path, argument)) {
                let id = argument.get_id().as_str();
                let name = format!("{path} {id}");
                let is_known = subject(path, id) != Subject::Anything || !argument.get_possible_values().is_empty();
                assert!(is_known || ANYTHING.contains(&name.as_str()), "{name} takes {wanted} and offers nothing");
            }
        };
        let takes = |argument: &Arg, names: &[&str]| {
            argument.get_action().takes_values()
                && argument.get_value_names().is_some_and(|all| all.iter().any(|name| names.contains(&name.as_str())))
        };
        kinds("an id", &|path, argument| takes(argument, &["ID", "ID,ID,…"]) && !path.starts_with("cards"));
        kinds("a topic", &|_, argument| takes(argument, &["SECTOR", "TOPIC", "KIND"]));
        // And nothing is known of what there is not.
        for (command, argument) in
            [("", "theme"), ("pack order", "names"), ("mock", "preset"), ("import csv", "series")]
        {
            let is_there = all.iter().any(|(path, known)| path == command && known.get_id() == argument);
            assert!(is_there && subject(command, argument) != Subject::Anything, "{command} {argument}");
        }
    }
}

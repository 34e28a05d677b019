//! The marks of a reader on the command line: the options that name a list, and the lists they open.

use clap::Args;

use super::commands::explore::options::Explore;
use super::errors::Failure;
use super::io::Io;
use super::study_options::StudyOptions;
use crate::data::{Dataset, ItemId};
use crate::search::Query;
use crate::store::shared_shelf::SharedDirectory;
use crate::text::{listed, sanitised};
use crate::tui::marks::Marks;

/// Which list.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct ListOption {
    /// Only what is in this list of your marks, in its order
    #[arg(long, value_name = "NAME")]
    pub(crate) list: Option<String>,
}

/// Why a visitor may not have what a reader marked.
pub(crate) const MARKS_ARE_NOT_HERE: &str = "nothing of a visitor’s is kept here, so there are no lists";

impl ListOption {
    /// What is in the list, if one is named.
    pub(crate) fn items(
        &self,
        study: &StudyOptions,
        dataset: &Dataset<'_>,
        io: &mut Io<'_>,
    ) -> Result<Option<Vec<ItemId>>, Failure> {
        let Some(name) = &self.list else { return Ok(None) };
        let marks = open(study, dataset, io)?;
        known(&marks, name)?;
        Ok(Some(marks.items(name)))
    }
}

/// The marks of a pack; what is to be said of them goes beside what was asked for.
pub(crate) fn open(study: &StudyOptions, dataset: &Dataset<'_>, io: &mut Io<'_>) -> Result<Marks, Failure> {
    let Some(directory) = study.data_directory(io) else {
        let sentence = "this system tells no home directory, so no marks are kept; say where with --state-dir";
        return Err(Failure::Refused(sentence.to_owned()));
    };
    let (marks, notices) = Marks::open(dataset, &dataset.pack.id(), &SharedDirectory(directory));
    for notice in notices {
        io.warn(&notice);
    }
    Ok(marks)
}

/// The marks of a pack where a query asks for them; a visitor has none.
pub(crate) fn asked(query: &str, explore: &Explore, dataset: &Dataset<'_>, io: &mut Io<'_>) -> Marks {
    if explore.visit.kiosk || !Query::parse(query, &dataset.pack).asks_own() {
        return Marks::default();
    }
    open(&explore.study, dataset, io).unwrap_or_default()
}

/// The name of a list, as it is written.
pub(crate) fn known(marks: &Marks, name: &str) -> Result<String, Failure> {
    let lists = marks.lists();
    lists.get(name).map(|list| list.name.clone()).ok_or_else(|| {
        let names: Vec<String> = lists.all().iter().map(|list| format!("“{}”", sanitised(&list.name))).collect();
        let there_are = match names.as_slice() {
            [only] => format!("there is only {only}"),
            names => format!("there are {}", listed(names.iter().map(String::as_str), "and")),
        };
        Failure::Refused(format!("there is no list “{}”; {there_are}", sanitised(name)))
    })
}

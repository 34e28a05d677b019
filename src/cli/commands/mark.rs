//! `maitri mark` and `maitri unmark`: puts records and series in a list of marks, or takes them out.

use clap::Args;

use super::explore::options::Explore;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::find;
use crate::cli::io::Io;
use crate::cli::marking::{self, MARKS_ARE_NOT_HERE, known};
use crate::cli::permission::Permission;
use crate::cli::study_options::StudyOptions;
use crate::data::{Dataset, ItemId};
use crate::study::marks::Change;
use crate::study::marks::lists::LONGEST_NOTE;
use crate::study::shelf::NotKept;
use crate::text::{counted, is_hostile};

/// What is marked.
#[derive(Debug, Args)]
pub(crate) struct Mark {
    /// The ids of records or series
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
    /// The list they go into, made if there is none; the one that marks go into if left out
    #[arg(long, value_name = "NAME")]
    list: Option<String>,
    /// What is to be noted of each
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[command(flatten)]
    study: StudyOptions,
}

/// What is no longer marked.
#[derive(Debug, Args)]
pub(crate) struct Unmark {
    /// The ids of records or series
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
    /// The list they are taken out of; all if left out
    #[arg(long, value_name = "NAME")]
    list: Option<String>,
    #[command(flatten)]
    study: StudyOptions,
}

impl Permission for Mark {
    fn refusal(&self) -> Option<&'static str> {
        Some(MARKS_ARE_NOT_HERE)
    }
}

impl Permission for Unmark {
    fn refusal(&self) -> Option<&'static str> {
        Some(MARKS_ARE_NOT_HERE)
    }
}

/// What ids name; none is marked where one names nothing.
fn items(dataset: &Dataset<'_>, ids: &[String]) -> Result<Vec<ItemId>, Failure> {
    ids.iter().map(|id| find::item(dataset, id)).collect()
}

fn failed(NotKept(why): NotKept) -> Failure {
    Failure::Refused(why)
}

impl OfDataset for Mark {
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let marks = marking::open(&self.study.or(&explore.study), dataset, io)?;
        let (items, lists) = (items(dataset, &self.ids)?, marks.lists());
        let list = match self.list.as_deref() {
            None => lists.current().to_owned(),
            Some(name) => match lists.get(name) {
                Some(list) => list.name.clone(),
                None => lists.name(name, None).map_err(|error| Failure::Refused(error.to_string()))?,
            },
        };
        if self.note.as_ref().is_some_and(|note| note.chars().count() > LONGEST_NOTE || note.contains(is_hostile)) {
            let sentence = format!("a note on a mark is one line of at most {LONGEST_NOTE} characters");
            return Err(Failure::Refused(sentence));
        }
        for item in &items {
            marks.put_in(dataset, &list, *item).map_err(failed)?;
            if let (Some(text), Some(item)) = (self.note.clone(), dataset.get(*item)) {
                let of = item.id().to_owned();
                marks.change(dataset, Change::Note { list: list.clone(), of, text }).map_err(failed)?;
            }
        }
        writeln!(io.output, "In “{list}”: {} now.", counted(marks.items(&list).len(), "mark"))?;
        Ok(())
    }
}

impl OfDataset for Unmark {
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let marks = marking::open(&self.study.or(&explore.study), dataset, io)?;
        let items = items(dataset, &self.ids)?;
        let of = match &self.list {
            Some(name) => vec![known(&marks, name)?],
            None => marks.lists().all().iter().map(|list| list.name.clone()).collect(),
        };
        let mut taken = 0;
        for list in &of {
            for item in &items {
                if marks.items(list).contains(item) {
                    marks.take_out(dataset, list, *item).map_err(failed)?;
                    taken += 1;
                }
            }
        }
        writeln!(io.output, "{} taken away.", counted(taken, "mark"))?;
        Ok(())
    }
}

//! `maitri lists`: which lists of marks there are, or what is in one.

use clap::Args;
use serde_json::json;

use super::explore::options::Explore;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::marking::{self, MARKS_ARE_NOT_HERE, known};
use crate::cli::permission::Permission;
use crate::cli::study_options::StudyOptions;
use crate::data::Dataset;
use crate::text::{counted, sanitised};

/// Which list is told.
#[derive(Debug, Args)]
pub(crate) struct MarkLists {
    /// Tell what is in this list; which lists there are, if none is named
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// As lines of JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    study: StudyOptions,
}

impl Permission for MarkLists {
    fn refusal(&self) -> Option<&'static str> {
        Some(MARKS_ARE_NOT_HERE)
    }
}

impl OfDataset for MarkLists {
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let marks = marking::open(&self.study.or(&explore.study), dataset, io)?;
        let lists = marks.lists();
        let Some(name) = &self.name else {
            for list in lists.all() {
                let is_current = list.name == lists.current();
                if self.json {
                    let line = json!({ "list": list.name, "marks": list.marks.len(), "current": is_current });
                    writeln!(io.output, "{line}")?;
                } else {
                    let here = if is_current { " (marks go here)" } else { "" };
                    writeln!(io.output, "{}: {}{here}", sanitised(&list.name), counted(list.marks.len(), "mark"))?;
                }
            }
            return Ok(());
        };
        known(&marks, name)?;
        for mark in lists.get(name).into_iter().flat_map(|list| &list.marks) {
            let item = dataset.find(&mark.of).and_then(|item| dataset.get(item));
            let (id, title) = item.map_or((mark.of.as_str(), None), |item| (item.id(), Some(item.title())));
            if self.json {
                writeln!(
                    io.output,
                    "{}",
                    json!({ "id": id, "title": title, "note": mark.note, "gone": title.is_none() })
                )?;
                continue;
            }
            let note = if mark.note.is_empty() { String::new() } else { format!("  ({})", sanitised(&mark.note)) };
            writeln!(io.output, "{}  {}{note}", sanitised(id), title.unwrap_or("(gone from this edition)"))?;
        }
        Ok(())
    }
}

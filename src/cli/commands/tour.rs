//! `maitri tour`: a walk through the explorer that the pack tells, stop by stop; with `--list` which there are.

use clap::Args;

use super::explore;
use super::explore::options::{Explore, Opening};
use super::list::Layout;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::permission::Permission;
use crate::cli::text_output::hanging;
use crate::cli::values::{TimeLimit, time_limit};
use crate::data::Dataset;
use crate::data::problem::did_you_mean;
use crate::text::narrow::narrowed;
use crate::text::{counted, sanitised};
use crate::tui::tour::{SHORTEST_STAY, TourWanted};

/// Which tour, and how.
#[derive(Debug, Args)]
pub(crate) struct WalkTour {
    /// The name of the tour, or how it begins [default: the first]
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// Go on by itself after so long at each stop, as in 20s, and from the last to the first; a key stops it until
    /// nobody has pressed one for a while
    #[arg(long, value_name = "TIME", value_parser = time_limit)]
    every: Option<TimeLimit>,
    /// Tell which tours there are
    #[arg(long, conflicts_with_all = ["name", "every", "fresh"])]
    list: bool,
    /// As `maitri --fresh tour`: open as if nothing were remembered of where you left off
    #[arg(long)]
    fresh: bool,
    #[command(flatten)]
    layout: Layout,
}

impl Permission for WalkTour {
    fn refusal(&self) -> Option<&'static str> {
        None
    }
}

impl OfDataset for WalkTour {
    /// Opens the explorer on a tour, or lists the tours.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        match self.opening(dataset, explore)? {
            Some(opening) => explore::run(dataset, &opening, io),
            None => self.list(dataset, io),
        }
    }

    fn opening(&self, dataset: &Dataset<'_>, explore: &Explore) -> Result<Option<Opening>, Failure> {
        if self.list {
            return Ok(None);
        }
        let every = match self.every.map(|every| every.0) {
            Some(every) if every.is_none_or(|every| every < SHORTEST_STAY) => {
                return Err(Failure::Refused(
                    "--every says how long it stays at a stop; give it 2 seconds or more, as in 20s".to_owned(),
                ));
            }
            every => every.flatten(),
        };
        let wanted = TourWanted { tour: self.wanted(dataset)?, every };
        let fresh = if self.fresh { Some(true) } else { explore.fresh };
        Ok(Some(Explore { tour: Some(wanted), fresh, ..explore.clone() }.into()))
    }
}

impl WalkTour {
    fn list(&self, dataset: &Dataset<'_>, io: &mut Io<'_>) -> Result<(), Failure> {
        let columns = self.layout.columns(io);
        for tour in &dataset.pack.tours {
            let line =
                format!("{}: {} {}.", sanitised(&tour.name), sanitised(&tour.about), counted(tour.stops.len(), "stop"));
            for row in hanging(&line, columns) {
                writeln!(io.output, "{row}")?;
            }
        }
        if dataset.pack.tours.is_empty() {
            writeln!(io.output, "This pack tells no tour.")?;
        }
        Ok(())
    }

    /// The number of the tour that is named: the one called so, or else the only one that begins so.
    fn wanted(&self, dataset: &Dataset<'_>) -> Result<usize, Failure> {
        let tours = &dataset.pack.tours;
        let Some(name) = &self.name else {
            let none = || Failure::Refused("this pack tells no tour; `tours` of its pack.ron would".to_owned());
            return if tours.is_empty() { Err(none()) } else { Ok(0) };
        };
        let asked = narrowed(name).trim().to_lowercase();
        let numbered = || tours.iter().enumerate().map(|(number, tour)| (number, narrowed(&tour.name).to_lowercase()));
        if let Some((number, _)) = numbered().find(|(_, name)| *name == asked) {
            return Ok(number);
        }
        let words = |name: &str| name.starts_with(&asked) || name.split(' ').any(|word| word.starts_with(&asked));
        let mut found = numbered().filter(|(_, name)| !asked.is_empty() && words(name));
        if let (Some((number, _)), None) = (found.next(), found.next()) {
            return Ok(number);
        }
        let near = did_you_mean(name, tours.iter().map(|tour| tour.name.as_str()));
        let all: Vec<String> = tours.iter().map(|tour| format!("“{}”", sanitised(&tour.name))).collect();
        let there_are =
            if all.is_empty() { "this pack tells none".to_owned() } else { format!("there are {}", all.join(", ")) };
        Err(Failure::Refused(format!("no tour is called “{}”{near}; {there_are}", sanitised(name))))
    }
}

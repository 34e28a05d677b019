//! `maitri search`: the finder's hits as lines of text or JSON, those in the reader's notes among them.

use clap::Args;
use serde::Serialize;

use super::explore::options::Explore;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::found::found;
use crate::cli::io::Io;
use crate::cli::own::KeptOwn;
use crate::cli::permission::Permission;
use crate::cli::values::{at_least_one, kind};
use crate::data::{Dataset, Kind};
use crate::search::facets::{Chosen, Facet};
use crate::search::{Index, Predicate, SearchSession};

/// What to search for and how to tell it.
#[derive(Debug, Args)]
pub(crate) struct Search {
    /// One JSON object a line: rank, id, kind, title, score, the chart by whose name it was found, and the words left
    /// out where nothing has all
    #[arg(long)]
    json: bool,
    /// At most so many hits
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = at_least_one)]
    limit: usize,
    /// Only this kind
    #[arg(long, value_parser = kind, value_name = "KIND")]
    kind: Option<Kind>,
    /// Words, in any order
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
}

/// A hit as one line of JSON.
#[derive(Serialize)]
struct HitLine<'d> {
    rank: usize,
    id: &'d str,
    kind: &'static str,
    title: &'d str,
    /// The chart by whose name it was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    chart: Option<&'d str>,
    score: u32,
    /// Words of the query that it lacks, where nothing holds all of them.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    without: &'d [String],
}

impl Permission for Search {
    fn refusal(&self) -> Option<&'static str> {
        None
    }
}

impl OfDataset for Search {
    /// Writes the best hits, one a line.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let query = self.query.join(" ");
        let own = KeptOwn::asked(&query, explore, dataset, io);
        let index = Index::build(dataset);
        let of_kind: Chosen = self.kind.map(Facet::Kind).into_iter().collect();
        let predicate = Predicate::ALL.of(&own).with_facets(&of_kind);
        let mut session = SearchSession::leaving_out();
        session.update_top(&index, &query, predicate, self.limit);
        let results = found(session.shown(), &query)?;
        let notice = results.notice_beside(results.undated.len());
        if !self.json {
            for said in results.without().into_iter().chain((!notice.is_empty()).then_some(notice)) {
                io.warn(&said);
            }
        }
        for (rank, hit) in (1..).zip(&results.top).take(self.limit) {
            let Some(item) = dataset.get(hit.id) else { continue };
            let chart = results.chart(&index, &own, hit);
            if self.json {
                let (id, kind, title) = (item.id(), item.kind().id(), item.title());
                let line = HitLine { rank, id, kind, title, chart, score: hit.score, without: &results.left_out };
                serde_json::to_writer(&mut io.output, &line)?;
                writeln!(io.output)?;
            } else {
                let when = item.when().map_or_else(String::new, |when| format!(", {when}"));
                let chart = chart.map_or_else(String::new, |chart| format!("  in the chart “{chart}”"));
                writeln!(io.output, "{:<12} {}{chart}  [{}{when}]", item.kind().id(), item.title(), item.id())?;
            }
        }
        Ok(())
    }
}

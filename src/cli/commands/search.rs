//! `maitri search`: the finder's hits as lines of text or JSON.

use std::io::Write;

use serde::Serialize;

use crate::cli::Failure;
use crate::data::{Dataset, Kind};
use crate::search::facets::{Chosen, Facet};
use crate::search::{Index, Predicate, SearchSession};

/// What to search for and how to tell it.
pub(crate) struct Search {
    pub(crate) query: String,
    pub(crate) limit: usize,
    pub(crate) kind: Option<Kind>,
    pub(crate) json: bool,
}

/// A hit as one line of JSON.
#[derive(Serialize)]
struct HitLine<'d> {
    rank: usize,
    id: &'d str,
    kind: &'static str,
    title: &'d str,
    score: u32,
}

/// Writes the best hits, one a line.
pub(crate) fn run<'d>(dataset: &'d Dataset<'d>, search: &Search, out: &mut dyn Write) -> Result<(), Failure> {
    let index = Index::build(dataset);
    let of_kind: Chosen = search.kind.map(Facet::Kind).into_iter().collect();
    let predicate = Predicate::ALL.with_facets(&of_kind);
    let mut session = SearchSession::new();
    let results = session.update_top(&index, &search.query, predicate, search.limit);
    if !search.json
        && let Some(notice) = results.notice()
    {
        crate::cli::say(&notice);
    }
    for (rank, hit) in (1..).zip(&results.top).take(search.limit) {
        let Some(item) = dataset.get(hit.id) else { continue };
        if search.json {
            let line = HitLine { rank, id: item.id(), kind: item.kind().id(), title: item.title(), score: hit.score };
            serde_json::to_writer(&mut *out, &line)?;
            writeln!(out)?;
        } else {
            let when = item.when().map_or_else(String::new, |when| format!(", {when}"));
            writeln!(out, "{:<12} {}  [{}{when}]", item.kind().id(), item.title(), item.id())?;
        }
    }
    Ok(())
}

//! Which of a record's sources bear a line that is told of it. A record's title, date and summary rest on all that it
//! cites together, often on many; behind one line of a sheet there is room for those that say most of it.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::cited;
use crate::data::cite::{Cite, Cites};
use crate::data::pack::Source;
use crate::data::pack::grade::Grade;
use crate::data::{Dataset, Record};
use crate::study::wording::words;

/// Sources behind one line.
pub(super) const MOST: usize = 2;

/// Sources, and how many more there are that are not named.
pub(super) struct Bearing<'d> {
    pub(super) cites: Vec<Cite<'d>>,
    pub(super) more: usize,
}

/// The sources of a record that say most of this; all, where they are few.
pub(super) fn bearing<'d>(dataset: &'d Dataset<'d>, record: &'d Record<'d>, said: &str) -> Bearing<'d> {
    let cites = cited(&record.cites);
    let wanted = telling(said);
    let mut ranked: Vec<(Reverse<usize>, Grade, usize, Cite<'d>)> = cites
        .into_iter()
        .enumerate()
        .map(|(at, cite)| {
            let source = dataset.pack.source(cite.source);
            let says = source.map_or(0, |source| shared(&wanted, source, &cite));
            (Reverse(says), source.and_then(|source| source.grade).unwrap_or(Grade::D), at, cite)
        })
        .collect();
    let more = ranked.len().saturating_sub(MOST);
    ranked.sort_by_key(|(says, grade, at, _)| (*says, *grade, *at));
    ranked.truncate(MOST);
    Bearing { cites: ranked.into_iter().map(|(.., cite)| cite).collect(), more }
}

/// How many of these words stand in what is cited of a source. The paragraphs of a document are not at hand; it is
/// cited for what it says of the record, and so for most of it.
fn shared(wanted: &HashSet<String>, source: &Source<'_>, cite: &Cite<'_>) -> usize {
    if source.paragraphs.is_some() {
        return wanted.len() / 2 + 1;
    }
    let passages = cite.paragraphs.iter().flat_map(|&(from, to)| from..=to).filter_map(|at| source.passage(at));
    let mut said = telling(&source.title);
    said.extend(passages.flat_map(|passage| telling(passage)));
    wanted.intersection(&said).count()
}

/// The words of a text that tell something: numbers, and what is no small word.
fn telling(text: &str) -> HashSet<String> {
    let tells = |word: &&str| word.chars().count() > 3 || word.starts_with(|c: char| c.is_ascii_digit());
    words(text).filter(tells).map(str::to_lowercase).collect()
}

/// The sources of a link and of the record it leads to, each once.
pub(super) fn with_link<'d>(link: Option<&'d Cites<'d>>, of_record: Bearing<'d>) -> Bearing<'d> {
    let cites = crate::data::cite::by_source(cited(link).into_iter().chain(of_record.cites));
    Bearing { cites, more: of_record.more }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sources_that_say_most_of_a_line_come_first_and_the_rest_are_counted() {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let record = dataset.find("cepa").and_then(|id| dataset.record(id)).unwrap();
        let all = cited(&record.cites).len();
        let bearing = bearing(&dataset, record, "signed in Tokyo on 16 February 2011");
        assert_eq!((bearing.cites.len(), bearing.more), (MOST, all - MOST));
        assert!(all > MOST);
    }

    #[test]
    fn small_words_tell_nothing() {
        let told = telling("It was of the 2+2 in Tokyo, 2011");
        assert_eq!(told, ["2", "tokyo", "2011"].map(str::to_owned).into());
    }
}

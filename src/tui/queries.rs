//! What a reader asked in the finder: of earlier runs and of this one, as a shell remembers its lines. Where they are
//! kept is not known here.

use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use crate::text::is_hostile;

/// Queries remembered; the oldest are forgotten.
pub const MOST: usize = 100;
/// The longest query remembered, in characters: nobody types more.
const LONGEST: usize = 200;

/// The queries of a reader. Only the session whose reader this is adds to them; the lock is there so that a session may
/// go from one thread to another.
#[derive(Debug, Default)]
pub struct Queries(RwLock<Asked>);

#[derive(Debug, Default)]
struct Asked {
    /// All, the latest last, none twice.
    all: Vec<String>,
    /// Those of this run, the latest last.
    new: Vec<String>,
}

impl Queries {
    /// Those asked in earlier runs, the latest last.
    #[must_use]
    pub fn remembered(kept: &[String]) -> Self {
        let mut all = Vec::new();
        join(&mut all, kept);
        Self(RwLock::new(Asked { all, new: Vec::new() }))
    }

    // The lists are whole at any moment, whoever panicked.
    fn read(&self) -> RwLockReadGuard<'_, Asked> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that this was asked.
    pub fn ask(&self, query: &str) {
        let mut asked = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let query = [query.to_owned()];
        join(&mut asked.all, &query);
        join(&mut asked.new, &query);
    }

    /// The one asked so many before the latest, which is number 0.
    #[must_use]
    pub fn earlier(&self, number: usize) -> Option<String> {
        self.read().all.iter().rev().nth(number).cloned()
    }

    /// Those of this run, the latest last.
    #[must_use]
    pub fn of_this_run(&self) -> Vec<String> {
        self.read().new.clone()
    }
}

/// Joins queries to those there are: each stands once, where it was asked last. What could not have been typed is left
/// out, for files may hold anything.
pub fn join(queries: &mut Vec<String>, newer: &[String]) {
    for query in newer.iter().map(|query| query.trim()) {
        if query.is_empty() || query.chars().count() > LONGEST || query.contains(is_hostile) {
            continue;
        }
        queries.retain(|known| known != query);
        queries.push(query.to_owned());
    }
    queries.drain(..queries.len().saturating_sub(MOST));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn none_stands_twice_and_the_latest_comes_first() {
        let queries = Queries::remembered(&strings(&["a", "b", "a", "\u{1b}[2J", " "]));
        let told = || (0..4).map_while(|number| queries.earlier(number)).collect::<Vec<_>>();
        assert_eq!(told(), ["a", "b"]);
        queries.ask(" b ");
        queries.ask("");
        queries.ask("c");
        assert_eq!(told(), ["c", "b", "a"]);
        assert_eq!(queries.of_this_run(), ["b", "c"]);
    }

    #[test]
    fn they_are_bounded() {
        let many: Vec<String> = (0..3 * MOST).map(|number| number.to_string()).collect();
        let queries = Queries::remembered(&many);
        assert_eq!(queries.earlier(0).as_deref(), Some("299"));
        assert_eq!((queries.earlier(MOST - 1).as_deref(), queries.earlier(MOST)), (Some("200"), None));
        queries.ask(&"x".repeat(LONGEST + 1));
        assert!(queries.of_this_run().is_empty());
    }

    #[test]
    fn joining_what_two_programs_asked_loses_neither() {
        let mut kept = strings(&["old", "theirs"]);
        join(&mut kept, &strings(&["old", "mine"]));
        assert_eq!(kept, ["theirs", "old", "mine"]);
    }
}

//! The query that narrows a list: what is typed, and the search for it, which may go on while one types.

use crate::search::session::FIRST_HITS;
use crate::search::{Predicate, Results, SearchSession};
use crate::text::is_hostile;
use crate::tui::context::Context;
use crate::tui::widgets::prompt::Prompt;

/// Items looked at between two looks whether a key has come: a millisecond's worth or two, or some where each is asked
/// for more than words.
const SLICE: usize = 50_000;

/// A query that narrows a list.
#[derive(Clone, Debug)]
pub struct Filter {
    /// What has been typed.
    pub prompt: Prompt,
    /// Whether it is still being typed.
    pub typing: bool,
    /// Whether the search for it has still to be begun.
    is_due: bool,
    /// How often it was searched for.
    searches: u64,
    session: SearchSession,
}

impl Filter {
    pub(super) fn new() -> Self {
        Self { prompt: Prompt::default(), typing: true, is_due: false, searches: 0, session: SearchSession::new() }
    }

    /// One that was kept in an earlier run, if it asks for anything. It is searched for at once if that can be: the
    /// first screen does not wait for the index.
    #[must_use]
    pub fn kept(ctx: Context<'_>, text: &str) -> Option<Self> {
        if text.trim().is_empty() || text.contains(is_hostile) {
            return None;
        }
        let mut filter = Self { prompt: Prompt::with(text), typing: false, is_due: true, ..Self::new() };
        if ctx.index.ready().is_some() {
            filter.finish(ctx);
        }
        Some(filter)
    }

    /// What was found, if anything is asked for and all was looked through.
    #[must_use]
    pub fn found(&self) -> Option<&Results> {
        (!self.has_work() && !self.prompt.text().trim().is_empty()).then(|| self.results())
    }

    /// What tells apart what was found from what was found before: what was asked for, and how often.
    #[must_use]
    pub fn search_found(&self) -> Option<(&str, u64)> {
        self.found().map(|_| (self.prompt.text(), self.searches))
    }

    /// Has it searched for again after the text changed, or what it asks for; keys that wait come first.
    pub fn search(&mut self) {
        self.is_due = true;
    }

    /// Searches to the end.
    pub(super) fn finish(&mut self, ctx: Context<'_>) {
        ctx.index.get();
        while self.has_work() {
            self.work(ctx);
        }
    }

    /// Whether it is not yet searched for to the end.
    #[must_use]
    pub fn has_work(&self) -> bool {
        self.is_due || self.session.is_searching()
    }

    /// Searches a little further, once there is an index; tells whether all was looked through.
    pub fn work(&mut self, ctx: Context<'_>) -> bool {
        let Some(index) = ctx.index.ready() else { return false };
        let own = ctx.reader.own();
        let predicate = Predicate::ALL.of(&own);
        if std::mem::take(&mut self.is_due) {
            self.searches += 1;
            self.session.begin(index, self.prompt.text(), predicate, FIRST_HITS);
        }
        self.session.advance(index, predicate, SLICE)
    }

    /// What was found last.
    #[must_use]
    pub fn results(&self) -> &Results {
        self.session.results()
    }
}

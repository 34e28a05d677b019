//! The search index of a dataset, built when it is first asked for, at once or bit by bit: one, shared by everybody
//! who searches, from any thread.

use std::sync::{Mutex, OnceLock, PoisonError};

use super::{Builder, Index};
use crate::data::Dataset;

/// A search index as everybody who searches has it: shared, and perhaps not yet built.
///
/// Whoever is handed one need not live as long as the dataset does, which a plain reference to a [`LazyIndex`] would
/// ask: what fills itself later can't be borrowed for a shorter time.
pub trait SharedIndex: std::fmt::Debug + Sync {
    /// The index; the first call builds what is not yet built.
    fn get(&self) -> &Index<'_>;

    /// The index, if it is built.
    fn ready(&self) -> Option<&Index<'_>>;

    /// Builds so many more items into the index.
    fn advance(&self, items: usize);

    /// How many per cent of the dataset are indexed.
    fn per_cent(&self) -> usize;
}

/// A dataset with its search index.
#[derive(Debug)]
pub struct LazyIndex<'a> {
    dataset: &'a Dataset<'a>,
    ready: OnceLock<Index<'a>>,
    /// The index as far as it is built, while that is done bit by bit.
    begun: Mutex<Option<Builder<'a>>>,
}

impl<'a> LazyIndex<'a> {
    /// This dataset, not yet indexed.
    #[must_use]
    pub fn new(dataset: &'a Dataset<'a>) -> Self {
        Self { dataset, ready: OnceLock::new(), begun: Mutex::default() }
    }

    /// What is searched.
    #[must_use]
    pub fn dataset(&self) -> &'a Dataset<'a> {
        self.dataset
    }
}

impl SharedIndex for LazyIndex<'_> {
    fn get(&self) -> &Index<'_> {
        self.ready.get_or_init(|| {
            let begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner).take();
            let mut builder = begun.unwrap_or_else(|| Builder::new(self.dataset));
            builder.advance(usize::MAX);
            builder.finish()
        })
    }

    fn ready(&self) -> Option<&Index<'_>> {
        self.ready.get()
    }

    fn advance(&self, items: usize) {
        if self.ready.get().is_some() {
            return;
        }
        let done = {
            let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
            begun.get_or_insert_with(|| Builder::new(self.dataset)).advance(items)
        };
        if done {
            let _ = self.get();
        }
    }

    fn per_cent(&self) -> usize {
        if self.ready.get().is_some() {
            return 100;
        }
        let begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        begun.as_ref().map_or(0, |builder| builder.done() * 100 / self.dataset.len().max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_may_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Dataset<'_>>();
        shared::<Index<'_>>();
        shared::<LazyIndex<'_>>();
    }
}

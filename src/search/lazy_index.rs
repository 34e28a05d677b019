//! The search index of a dataset, built when it is first asked for, at once or bit by bit: one, shared by everybody
//! who searches, from any thread.

use std::sync::{Mutex, OnceLock, PoisonError};

use super::{Builder, Index};
use crate::data::Dataset;

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

    /// The index; the first call builds what is not yet built.
    #[must_use]
    pub fn get(&self) -> &Index<'a> {
        self.ready.get_or_init(|| {
            let begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner).take();
            let mut builder = begun.unwrap_or_else(|| Builder::new(self.dataset));
            builder.advance(usize::MAX);
            builder.finish()
        })
    }

    /// The index, if it is built.
    #[must_use]
    pub fn ready(&self) -> Option<&Index<'a>> {
        self.ready.get()
    }

    /// Builds so many more items into the index.
    pub fn advance(&self, items: usize) {
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

    /// How many per cent of the dataset are indexed.
    #[must_use]
    pub fn per_cent(&self) -> usize {
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

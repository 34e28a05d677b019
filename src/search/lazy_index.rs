//! The search index of a dataset, built when it is first asked for, at once or bit by bit: one, shared by everybody
//! who searches, from any thread.

use std::sync::{Mutex, MutexGuard, OnceLock};

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

/// How far the index is built.
#[derive(Debug)]
enum Progress<'a> {
    /// Nobody has begun.
    NotBegun,
    /// So far, bit by bit.
    Begun(Box<Builder<'a>>),
    /// Somebody is building the rest, from so many per cent on.
    Finishing(usize),
}

/// A dataset with its search index.
#[derive(Debug)]
pub struct LazyIndex<'a> {
    dataset: &'a Dataset<'a>,
    ready: OnceLock<Index<'a>>,
    progress: Mutex<Progress<'a>>,
}

impl<'a> LazyIndex<'a> {
    /// This dataset, not yet indexed.
    #[must_use]
    pub fn new(dataset: &'a Dataset<'a>) -> Self {
        Self { dataset, ready: OnceLock::new(), progress: Mutex::new(Progress::NotBegun) }
    }

    /// What is searched.
    #[must_use]
    pub fn dataset(&self) -> &'a Dataset<'a> {
        self.dataset
    }
}

impl<'a> LazyIndex<'a> {
    /// How far it is built. What somebody left half done who panicked is not gone on with.
    fn progress(&self) -> MutexGuard<'_, Progress<'a>> {
        self.progress.lock().unwrap_or_else(|poisoned| {
            let mut progress = poisoned.into_inner();
            *progress = Progress::NotBegun;
            self.progress.clear_poison();
            progress
        })
    }

    fn share(&self, builder: &Builder<'_>) -> usize {
        builder.done() * 100 / self.dataset.len().max(1)
    }
}

impl SharedIndex for LazyIndex<'_> {
    fn get(&self) -> &Index<'_> {
        self.ready.get_or_init(|| {
            if let Some(index) = Index::as_built(self.dataset) {
                return index;
            }
            let mut progress = self.progress();
            let mut builder = match std::mem::replace(&mut *progress, Progress::NotBegun) {
                Progress::Begun(builder) => builder,
                Progress::NotBegun | Progress::Finishing(_) => Box::new(Builder::new(self.dataset)),
            };
            *progress = Progress::Finishing(self.share(&builder));
            drop(progress);
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
        if self.dataset.made_for_search().is_some() {
            _ = self.get();
            return;
        }
        let mut progress = self.progress();
        if matches!(*progress, Progress::NotBegun) {
            *progress = Progress::Begun(Box::new(Builder::new(self.dataset)));
        }
        let done = if let Progress::Begun(builder) = &mut *progress { builder.advance(items) } else { false };
        drop(progress);
        if done {
            let _ = self.get();
        }
    }

    fn per_cent(&self) -> usize {
        if self.ready.get().is_some() {
            return 100;
        }
        match &*self.progress() {
            Progress::NotBegun => 0,
            Progress::Begun(builder) => self.share(builder),
            Progress::Finishing(share) => *share,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_who_ask_at_once_get_one_index() {
        let files = crate::data::bundled::files();
        let dataset = crate::data::load::load(&files).unwrap();
        let (index, start) = (LazyIndex::new(&dataset), std::sync::Barrier::new(8));
        let ask = |number: usize| {
            start.wait();
            (0..number).for_each(|_| index.advance(100));
            let share = index.per_cent();
            assert!(share <= 100);
            std::ptr::from_ref(index.get()).addr()
        };
        let asked: Vec<usize> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|number| {
                    scope.spawn({
                        let ask = &ask;
                        move || ask(number)
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(asked.windows(2).all(|pair| pair[0] == pair[1]), "{asked:?}");
        assert!(matches!(*index.progress(), Progress::Finishing(_)), "nobody began anew");
    }

    #[test]
    fn what_is_shared_may_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Dataset<'_>>();
        shared::<Index<'_>>();
        shared::<LazyIndex<'_>>();
    }
}

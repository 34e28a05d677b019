//! How much of what commands have written is held at once for all visitors: it waits in memory for whoever reads
//! slowly. A little each command may write whatever others hold; of what is more there is so much for all, and a part
//! of that for each household.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::limits::Household;

/// Bytes that each command may write whatever others hold.
pub(super) const EACH: usize = 64 * 1024;
/// Bytes beyond these, of all commands together.
pub(super) const ALL: usize = 32 * 1024 * 1024;
/// And of those that one household has asked for.
const OF_HOUSEHOLD: usize = ALL / 4;
/// Bytes are taken by so many, for each taking is a lock.
const STEP: usize = 64 * 1024;

/// What is held.
#[derive(Debug, Default)]
pub(super) struct Budget(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    all: usize,
    of: HashMap<Household, usize>,
}

impl Budget {
    /// The share of a command that somebody of this household has asked for; nothing of it is taken yet.
    pub(super) fn share(self: &Arc<Self>, household: Household) -> Share {
        Share { budget: Arc::clone(self), household, taken: 0 }
    }

    /// How much is held of what is for all.
    #[cfg(test)]
    pub(super) fn held(&self) -> usize {
        self.lock().all
    }

    /// What is locked is whole whatever panicked.
    fn lock(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What one command has taken, as long as this is held.
#[derive(Debug)]
pub(super) struct Share {
    budget: Arc<Budget>,
    household: Household,
    taken: usize,
}

impl Share {
    /// Takes what is wanting to hold so many bytes in all; tells whether there is enough.
    pub(super) fn reach(&mut self, bytes: usize) -> bool {
        let wanted = bytes.saturating_sub(EACH).next_multiple_of(STEP);
        let Some(more) = wanted.checked_sub(self.taken).filter(|more| *more > 0) else { return true };
        let mut held = self.budget.lock();
        let of_household = held.of.get(&self.household).copied().unwrap_or_default();
        // This machine's own stand for many, as where visits are counted.
        let has_part = self.household.is_this_machine() || of_household + more <= OF_HOUSEHOLD;
        if held.all + more > ALL || !has_part {
            return false;
        }
        held.all += more;
        *held.of.entry(self.household).or_default() += more;
        drop(held);
        self.taken = wanted;
        true
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        if self.taken == 0 {
            return;
        }
        let mut held = self.budget.lock();
        held.all = held.all.saturating_sub(self.taken);
        if let Some(of_household) = held.of.get_mut(&self.household) {
            *of_household = of_household.saturating_sub(self.taken);
            if *of_household == 0 {
                held.of.remove(&self.household);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn household(number: u8) -> Household {
        Household::of([192, 0, 2, number].into())
    }

    #[test]
    fn what_is_little_is_always_had_and_of_what_is_much_a_part() {
        let budget = Arc::<Budget>::default();
        let mut first = budget.share(household(1));
        assert!(first.reach(OF_HOUSEHOLD + EACH) && !first.reach(OF_HOUSEHOLD + EACH + 1));
        let mut again = budget.share(household(1));
        assert!(again.reach(EACH) && !again.reach(EACH + 1), "a household has its part");
        let mut others: Vec<Share> = (2..=4).map(|number| budget.share(household(number))).collect();
        assert!(others.iter_mut().all(|share| share.reach(OF_HOUSEHOLD + EACH)));
        let mut late = budget.share(household(5));
        assert!(!late.reach(EACH + STEP + 1) && late.reach(EACH));
        drop(first);
        assert!(late.reach(EACH + STEP + 1));
    }

    #[test]
    fn this_machine_stands_for_many() {
        let budget = Arc::<Budget>::default();
        let mut share = budget.share(Household::of([127, 0, 0, 1].into()));
        assert!(share.reach(ALL + EACH) && !share.reach(ALL + EACH + 1));
    }

    proptest! {
        #[test]
        fn all_is_given_back_and_never_more_is_held(
            doings in prop::collection::vec((0_usize..6, 0_u8..4, 0_usize..2 * ALL), 0..60),
        ) {
            let budget = Arc::<Budget>::default();
            let mut shares: Vec<Option<Share>> = (0..6).map(|_| None).collect();
            for (at, number, bytes) in doings {
                match shares[at].take() {
                    Some(share) if bytes % 3 == 0 => drop(share),
                    held => {
                        let mut share = held.unwrap_or_else(|| budget.share(household(number)));
                        let _ = share.reach(bytes);
                        shares[at] = Some(share);
                    }
                }
                let held = budget.lock();
                prop_assert!(held.all <= ALL && held.of.values().all(|held| *held <= OF_HOUSEHOLD));
                prop_assert_eq!(held.all, held.of.values().sum::<usize>());
            }
            shares.clear();
            prop_assert!(budget.lock().all == 0 && budget.lock().of.is_empty());
        }
    }
}

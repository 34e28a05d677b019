//! Chance that the system gives, for what is to be another thing for everybody. What is to stay secret takes its bytes
//! where it is made, and refuses where there are none.

/// A number by chance; where the system gives none, nothing: the moment has to do then.
pub(super) fn chance() -> u64 {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_or(0, |()| u64::from_le_bytes(bytes))
}

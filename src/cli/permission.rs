//! What a visitor may ask for: each command says so of itself, and this is how the others are refused.

use super::errors::Failure;

/// What may be asked for, for those who asked for something else.
pub(crate) const MAY: &str = "`help` lists what there is";

/// Why a visitor may not name a directory for the review log.
pub(crate) const STATE_DIR: &str = "--state-dir names a directory of this machine";

/// Why a visitor may not have what is told of a reader's progress.
pub(crate) const KEPT_NOWHERE: &str = "nothing of a visitor’s progress is kept here; the sixth tab is for studying";

/// Something that may be asked for.
pub(crate) trait Permission {
    /// Why a visitor may not have it, if so. What names a file, writes one, or changes the visit is not for visitors.
    fn refusal(&self) -> Option<&'static str>;
}

/// The answer to what a visitor may not have.
pub(crate) fn refused(reason: &str) -> Failure {
    Failure::Refused(format!("a visitor cannot have that: {reason}; {MAY}"))
}

//! How RON is read, in packs and settings alike. What stands in it is no matter here.

use ron::extensions::Extensions;

/// Brackets in brackets, at most: no record comes near it. Whoever follows brackets that somebody else wrote stops
/// here, for each takes a step more of a memory that has an end.
pub(super) const DEEPEST: usize = 48;

/// The options of every reader of RON: what may be there is written as it is, without `Some`, and a value that wraps
/// another without a second pair of brackets.
#[must_use]
pub(crate) fn options() -> ron::Options {
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES)
        // RON counts what may be there and what wraps another as a step too.
        .with_recursion_limit(2 * DEEPEST)
}

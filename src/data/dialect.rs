//! How RON is read, in packs and settings alike. What stands in it is no matter here.

use ron::extensions::Extensions;

/// The options of every reader of RON: what may be there is written as it is, without `Some`, and a value that wraps
/// another without a second pair of brackets.
#[must_use]
pub(crate) fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES)
}

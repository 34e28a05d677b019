//! The dataset in a form that opens in a fraction of a millisecond.
//!
//! The bundled RON files, over a megabyte, take RON some ten milliseconds to read: longer than
//! everything else up to the first screen. So the build script checks and resolves them once with the
//! program's own loader and writes the result in postcard's form, whose texts are borrowed as they
//! stand. Packs from outside are always read as RON.

use super::Dataset;

/// The compiled form does not read, or cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("the compiled dataset is unusable ({0}); build the program again")]
pub struct CompiledError(#[from] postcard::Error);

/// Writes a dataset in compiled form.
///
/// # Errors
/// What postcard cannot write; it can write every dataset.
pub fn write(dataset: &Dataset<'_>) -> Result<Vec<u8>, CompiledError> {
    Ok(postcard::to_allocvec(dataset)?)
}

/// Reads a dataset in compiled form, borrowing its texts.
///
/// # Errors
/// Bytes that [`write`] of this very version did not write.
pub fn read(bytes: &[u8]) -> Result<Dataset<'_>, CompiledError> {
    Ok(postcard::from_bytes(bytes)?)
}

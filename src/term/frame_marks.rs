//! The marks that a frame stands between. Who writes them, and where, is not said here.

/// Between these marks a terminal that knows them shows nothing half drawn ("synchronized output").
pub(super) const BEGIN_OF_FRAME: &[u8] = b"\x1b[?2026h";
/// The end of a frame.
pub const END_OF_FRAME: &[u8] = b"\x1b[?2026l";

//! Where this program keeps what outlasts a run: the directories of the XDG base directory
//! specification, on every system. What is in them is known elsewhere; nothing is made here.

use std::path::PathBuf;

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;

/// The name of our directory within each.
const NAME: &str = "maitri";

/// What is kept between runs, the review log among it: `$XDG_STATE_HOME/maitri`, else
/// `~/.local/state/maitri`. Nothing if the system tells no home directory.
#[must_use]
pub fn state() -> Option<PathBuf> {
    ours(BaseStrategy::state_dir)
}

/// What the user has set: `$XDG_CONFIG_HOME/maitri`, else `~/.config/maitri`. Nothing if the
/// system tells no home directory.
#[must_use]
pub fn config() -> Option<PathBuf> {
    ours(|xdg| Some(xdg.config_dir()))
}

fn ours(of: impl Fn(&Xdg) -> Option<PathBuf>) -> Option<PathBuf> {
    // With an empty HOME the path would be relative, and progress would be lost with the next `cd`.
    of(&Xdg::new().ok()?).filter(|base| base.is_absolute()).map(|base| base.join(NAME))
}

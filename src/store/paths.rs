//! Where this program keeps what outlasts a run: the directories of the XDG base directory
//! specification, on every system. What is in them is known elsewhere; nothing is made here.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The name of our directory within each.
const NAME: &str = "maitri";
/// The variable that names the user's home directory.
pub(crate) const HOME: &str = "HOME";

/// What is kept between runs, the review log among it: `$XDG_STATE_HOME/maitri`, else
/// `~/.local/state/maitri`. Nothing if the system tells no home directory.
pub(crate) fn state(variable: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    ours("XDG_STATE_HOME", ".local/state", variable)
}

/// What the user wrote: `$XDG_DATA_HOME/maitri`, else `~/.local/share/maitri`. Nothing if the system tells no home
/// directory.
pub(crate) fn data(variable: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    ours("XDG_DATA_HOME", ".local/share", variable)
}

/// What the user has set: `$XDG_CONFIG_HOME/maitri`, else `~/.config/maitri`. Nothing if the
/// system tells no home directory.
pub(crate) fn config(variable: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    ours("XDG_CONFIG_HOME", ".config", variable)
}

fn ours(name: &str, in_home: &str, variable: &dyn Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let home = variable(HOME)?;
    // The specification has a relative path passed over.
    let named = variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = named.unwrap_or_else(|| Path::new(&home).join(in_home));
    // With an empty HOME the path would be relative, and progress would be lost with the next `cd`.
    base.is_absolute().then(|| base.join(NAME))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn told(variables: &[(&str, &str)]) -> Option<String> {
        let variable =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into());
        state(&variable).map(|path| path.display().to_string())
    }

    #[test]
    fn the_specification_is_kept() {
        let kept = "/home/a/.local/state/maitri";
        assert_eq!(told(&[(HOME, "/home/a")]).as_deref(), Some(kept));
        assert_eq!(told(&[(HOME, "/home/a"), ("XDG_STATE_HOME", "/s")]).as_deref(), Some("/s/maitri"));
        assert_eq!(told(&[(HOME, "/home/a"), ("XDG_STATE_HOME", "s")]).as_deref(), Some(kept));
        assert_eq!((told(&[(HOME, "")]), told(&[])), (None, None));
    }
}

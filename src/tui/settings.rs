//! What keeps a setting that is changed while one explores. Where, and how it is written, is not known here.

use std::fmt::Debug;

/// The reader's settings, as they can be changed.
pub trait Settings: Debug + Send + Sync {
    /// Sets one by its name to a value written as in the file, or takes it out.
    ///
    /// # Errors
    /// What hinders it, in a few words; nothing is changed then.
    fn set(&self, name: &str, value: Option<&str>) -> Result<(), String>;
}

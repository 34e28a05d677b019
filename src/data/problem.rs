//! A problem found in a pack, told with its place: `file:line:column: path: sentence`, and the
//! offending line under it with a caret; where a second place matters, that place after it.

mod nearest;
mod position;

use std::fmt;

pub use nearest::{did_you_mean, nearest, nearest_ids};
pub use position::FilePosition;

use crate::text::{self, sanitised};
use position::EXCERPT_WIDTH;

/// The most problems told of one pack: whoever mends these is told the rest, and a pack that is wrong
/// everywhere is refused without much ado.
pub const MOST: usize = 200;

/// The most columns a quoted name or a sentence takes.
const MESSAGE_WIDTH: usize = 600;

/// Something wrong in a pack, or something that a careful editor would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Whether it keeps a pack from being opened.
    pub severity: Severity,
    /// The file's name, or the directory's where no file is to blame.
    pub file: String,
    /// Where in the file, unless the whole of it is meant.
    pub place: Option<FilePosition>,
    /// Which part of which record: `cepa.links[1]`. Empty for the file as a whole.
    pub path: String,
    /// What is wrong and what to do, in a sentence.
    pub message: String,
    /// The other place, where two contradict each other.
    pub other: Option<Box<OtherPlace>>,
}

/// What a problem means for its pack; the graver first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The pack is not opened.
    Error,
    /// The pack opens; a careful editor would mend it.
    Warning,
}

/// A second place that a problem is about, and what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherPlace {
    /// The file's name.
    pub file: String,
    /// Where in it.
    pub place: FilePosition,
    /// What stands there, in a clause: `the first one is here`.
    pub says: String,
}

impl Problem {
    /// An error at a place of a file, or of the whole of it.
    #[must_use]
    pub fn new(
        file: impl Into<String>,
        place: Option<FilePosition>,
        path: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Error,
            file: file.into(),
            place,
            path: path.into(),
            message: message.into(),
            other: None,
        }
    }

    /// An error of a file or a directory as a whole.
    #[must_use]
    pub fn of_file(file: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(file, None, "", message)
    }

    /// The same with a second place.
    #[must_use]
    pub fn beside(self, other: OtherPlace) -> Self {
        Self { other: Some(Box::new(other)), ..self }
    }

    /// The same as advice.
    #[must_use]
    pub fn into_warning(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }

    /// Whether it keeps the pack from being opened.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Any of these may hold what stood in a hostile file.
        write!(f, "{}", sanitised(&self.file))?;
        if let Some(place) = &self.place {
            write!(f, ":{}:{}", place.line, place.column)?;
        }
        if !self.is_error() {
            write!(f, ": warning")?;
        }
        if !self.path.is_empty() {
            write!(f, ": {}", shown(&self.path, EXCERPT_WIDTH))?;
        }
        write!(f, ": {}", shown(&self.message, MESSAGE_WIDTH))?;
        if let Some(place) = &self.place {
            write!(f, "\n{}", place.drawn('^', "    "))?;
        }
        if let Some(OtherPlace { file, place, says }) = self.other.as_deref() {
            let (file, says) = (sanitised(file), shown(says, MESSAGE_WIDTH));
            write!(f, "\n  {file}:{}:{}: {says}\n{}", place.line, place.column, place.drawn('-', "    "))?;
        }
        Ok(())
    }
}

/// As much of a text as fits, cleaned.
fn shown(text: &str, columns: usize) -> String {
    // Of a text of a megabyte no more is looked at than might be shown.
    let far = text.char_indices().nth(columns + 1).map_or(text.len(), |(index, _)| index);
    text::clip(&sanitised(text.get(..far).unwrap_or_default()), columns).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_points_at_its_column() {
        let text = "[\n    (id: \"a\", fatcs: []),\n]";
        let place = FilePosition::at(text, text.find("fatcs").unwrap_or_default());
        assert_eq!((place.line, place.column), (2, 15));
        let problem = Problem::new("x.ron", Some(place), "a", "no.");
        assert_eq!(problem.to_string(), "x.ron:2:15: a: no.\n        (id: \"a\", fatcs: []),\n                  ^");
    }

    #[test]
    fn advice_is_told_as_such_and_a_second_place_after_it() {
        let text = "[a, a]";
        let other = OtherPlace {
            file: "y.ron".to_owned(),
            place: FilePosition::at(text, 1),
            says: "the first is here".to_owned(),
        };
        let problem = Problem::new("x.ron", Some(FilePosition::at(text, 4)), "", "twice").beside(other).into_warning();
        assert_eq!(
            problem.to_string(),
            "x.ron:1:5: warning: twice\n    [a, a]\n        ^\n  y.ron:1:2: the first is here\n    [a, a]\n     -"
        );
    }
}

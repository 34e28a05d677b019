//! A problem found in a pack, told with its place: `file:line:column: path: sentence`, and the
//! offending line under it with a caret.

use std::fmt;

use crate::text::{self, sanitised};

/// The most problems told of one pack: whoever mends these is told the rest, and a pack that is wrong
/// everywhere is refused without much ado.
pub const MOST: usize = 200;

/// The most columns a quoted name or a sentence takes.
const MESSAGE_WIDTH: usize = 600;

/// Columns of an offending line that are shown.
const EXCERPT_WIDTH: usize = 100;

/// Something wrong in a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file's name, or the directory's where no file is to blame.
    pub file: String,
    /// Where in the file, unless the whole of it is meant.
    pub place: Option<FilePosition>,
    /// Which part of which record: `cepa.links[1]`. Empty for the file as a whole.
    pub path: String,
    /// What is wrong and what to do, in a sentence.
    pub message: String,
}

/// A line and column, both counted from 1, with the line itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePosition {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
    /// As much of the line as fits, cleaned of control characters.
    excerpt: String,
    /// How many columns stand left of the caret in the excerpt.
    caret: usize,
}

impl FilePosition {
    /// The place of a byte offset in a file's text; one beyond the end is the end.
    #[must_use]
    pub fn at(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let head = before.get(line_start..).unwrap_or_default();
        let tail = text.get(before.len()..).unwrap_or_default().lines().next().unwrap_or_default();
        let room = EXCERPT_WIDTH / 2;
        // Of a line of a megabyte no more is looked at than might be shown.
        let near = head.char_indices().rev().nth(EXCERPT_WIDTH).map_or(0, |(index, _)| index);
        let far = tail.char_indices().nth(EXCERPT_WIDTH).map_or(tail.len(), |(index, _)| index);
        let (shown_head, shown_tail) =
            (sanitised(head.get(near..).unwrap_or_default()), sanitised(tail.get(..far).unwrap_or_default()));
        let head_cut = text::clip_start(&shown_head, room);
        let caret = text::width(&head_cut);
        let tail_cut = text::clip(&shown_tail, EXCERPT_WIDTH.saturating_sub(caret));
        Self {
            line: before.matches('\n').count() + 1,
            column: head.chars().count() + 1,
            excerpt: format!("{head_cut}{tail_cut}"),
            caret,
        }
    }

    /// The byte offset of a line and column, both from 1, in a file's text.
    #[must_use]
    pub fn offset(text: &str, line: usize, column: usize) -> usize {
        let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = text.get(start..).unwrap_or_default();
        start + rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Any of these may hold what stood in a hostile file.
        write!(f, "{}", sanitised(&self.file))?;
        if let Some(place) = &self.place {
            write!(f, ":{}:{}", place.line, place.column)?;
        }
        if !self.path.is_empty() {
            write!(f, ": {}", shown(&self.path, EXCERPT_WIDTH))?;
        }
        write!(f, ": {}", shown(&self.message, MESSAGE_WIDTH))?;
        if let Some(place) = &self.place {
            write!(f, "\n    {}\n    {}^", place.excerpt, " ".repeat(place.caret))?;
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

/// The known names nearest to a wrong one, best first: at most `most`, and none that is no likeness.
pub fn nearest<'n>(wrong: &str, known: impl IntoIterator<Item = &'n str>, most: usize) -> Vec<&'n str> {
    /// Below this Jaro–Winkler likeness a suggestion is noise.
    const ALIKE: f64 = 0.75;
    /// Whoever writes more than so many bytes made no slip of the pen.
    const LONGEST: usize = 200;
    if wrong.len() > LONGEST {
        return Vec::new();
    }
    let wrong = wrong.to_lowercase();
    let mut scored: Vec<(f64, &str)> = known
        .into_iter()
        .map(|name| {
            let lower = name.to_lowercase();
            let part = if !wrong.is_empty() && lower.contains(&wrong) { 0.9 } else { 0.0 };
            // Likeness is harsh on short names with two letters exchanged.
            let slip = wrong.len() >= 3 && strsim::osa_distance(&wrong, &lower) == 1;
            let slip = if slip { ALIKE } else { 0.0 };
            (strsim::jaro_winkler(&wrong, &lower).max(part).max(slip), name)
        })
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.into_iter().take(most).map(|(_, name)| name).collect()
}

/// `; did you mean “facts”?`, or nothing where no known name is near.
pub fn did_you_mean<'n>(wrong: &str, known: impl IntoIterator<Item = &'n str>) -> String {
    nearest(wrong, known, 1).first().map_or_else(String::new, |name| format!("; did you mean “{name}”?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_points_at_its_column() {
        let text = "[\n    (id: \"a\", fatcs: []),\n]";
        let place = FilePosition::at(text, text.find("fatcs").unwrap_or_default());
        assert_eq!((place.line, place.column), (2, 15));
        let problem = Problem { file: "x.ron".into(), place: Some(place), path: "a".into(), message: "no.".into() };
        assert_eq!(problem.to_string(), "x.ron:2:15: a: no.\n        (id: \"a\", fatcs: []),\n                  ^");
    }

    #[test]
    fn long_lines_are_cut_around_the_caret() {
        let text = format!("{}HERE{}", "a".repeat(500), "b".repeat(500));
        let shown = FilePosition::at(&text, 500);
        assert!(shown.excerpt.chars().count() <= EXCERPT_WIDTH + 1);
        assert_eq!(shown.excerpt.chars().nth(shown.caret), Some('H'));
    }

    #[test]
    fn offset_and_place_are_inverse() {
        let text = "eins\nzwö lf\ndrei";
        for (offset, _) in text.char_indices() {
            let place = FilePosition::at(text, offset);
            assert_eq!(FilePosition::offset(text, place.line, place.column), offset);
        }
    }

    #[test]
    fn only_likely_names_are_suggested() {
        assert_eq!(nearest("fatcs", ["facts", "links", "title"], 1), ["facts"]);
        assert_eq!(nearest("nwe", ["new", "reviews"], 1), ["new"]);
        assert!(nearest("zzzz", ["facts", "links"], 3).is_empty());
        assert_eq!(did_you_mean("sumary", ["summary"]), "; did you mean “summary”?");
    }
}

//! The query language as the finder's `?` shows it: one table, each example of which parses.

/// One line of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Syntax {
    /// What is typed.
    pub form: &'static str,
    /// What it asks for.
    pub meaning: &'static str,
    /// An example that works with the bundled dataset.
    pub example: &'static str,
}

const fn line(form: &'static str, meaning: &'static str, example: &'static str) -> Syntax {
    Syntax { form, meaning, example }
}

/// The whole language, in the order shown.
pub const SYNTAX: [Syntax; 19] = [
    line("word word", "all the words, in any order, however spelt", "shinkansen mumbai"),
    line("2014, sept 2014", "a year or a date is a word like any other", "summit 2014"),
    line("\"a phrase\"", "these words together", "\"act east forum\""),
    line("'word", "as written: nothing scattered, nothing corrected", "'jica"),
    line("^word", "a name that begins so", "^joint"),
    line("word$", "a name that ends so", "forum$"),
    line("!word", "not with this word", "summit !quad"),
    line("a | b", "either", "jaxa | isro"),
    line("kind:", "event, agreement, treaty, summit, …", "kind:agreement"),
    line("sector:", "political, defence, economy, space, …", "sector:defence"),
    line("year:", "a year, one to another, a fiscal one: FY2014-15", "year:2006..2014"),
    line("before: after:", "certainly before, certainly after", "before:1960"),
    line("source:", "what cites this source", "source:embassy-brief-2024"),
    line("grade:", "what cites a source of grade a, b, c or d", "grade:a"),
    line("has:conflict", "where sources differ; is:disputed asks the same", "has:conflict"),
    line("weight: is:core", "core, useful or detail", "weight:core"),
    line("is:marked in:", "what you have marked; in this list of yours", "is:marked"),
    line("note: note:word", "what you have a note on, or one with this word", "note:"),
    line("pack:", "what this pack or layer has or changed", "pack:india-japan"),
];

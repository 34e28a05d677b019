//! The text of a configuration to its settings, every mistake told with its line and column.

use std::ops::RangeInclusive;

use clap::ValueEnum;
use serde::Deserialize;

use super::Config;
use crate::cli::look::AUTO;
use crate::cli::values::day;
use crate::data::files::File;
use crate::data::notation::value_after;
use crate::data::problem::{FilePosition, Problem, did_you_mean};
use crate::data::text::Text;
use crate::data::{diagnosis, load};
use crate::study::scheduler::{Limits, Plan};
use crate::text::{is_hostile, width};
use crate::tui::action::Action;
use crate::tui::key::{self, Key};
use crate::tui::keymap::rebound::{RebindError, Rebinding};
use crate::tui::keymap::{Keymap, STANDARD, Scope};
use crate::tui::theme::Theme;
use crate::view::citation::style::Style;

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written<'a> {
    #[serde(borrow)]
    theme: Option<Text<'a>>,
    #[serde(borrow)]
    color: Option<Text<'a>>,
    ascii: Option<bool>,
    #[serde(borrow)]
    marker: Option<Text<'a>>,
    #[serde(borrow)]
    exam: Option<Text<'a>>,
    limits: WrittenLimits,
    four_grades: bool,
    drills: bool,
    typed: bool,
    remember: Option<bool>,
    #[serde(borrow)]
    citation: Option<Text<'a>>,
    retention: Option<u8>,
    day_begins: Option<u8>,
    #[serde(borrow)]
    keys: Vec<(Scope, Action, Vec<Text<'a>>)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenLimits {
    new: Option<usize>,
    reviews: Option<usize>,
    minutes: Option<u32>,
}

/// Reads a configuration.
///
/// # Errors
/// Every mistake, each with its place.
pub fn parse(file: &File) -> Result<Config, Vec<Problem>> {
    let mut reader = Findings { file, problems: Vec::new() };
    let written: Written<'_> = match load::options().from_str(&file.text) {
        Ok(written) => written,
        Err(error) => {
            let (problems, written) = syntax(file, &error);
            reader.problems = problems;
            // What reads is looked at all the same: every mistake is told at once.
            let Some(written) = written else { return Err(reader.problems) };
            written
        }
    };
    let themes: Vec<&str> = Theme::names().into_iter().chain([AUTO]).collect();
    let is_theme = |name: &str| themes.contains(&name).then(|| name.to_owned());
    let styles = Style::ALL.map(Style::name);
    let is_style = |name: &str| Style::ALL.into_iter().find(|style| style.name() == name);
    let usual = Plan::default();
    let config = Config {
        theme: reader.known("theme", written.theme.as_ref(), &themes, is_theme),
        color: reader.value("color", written.color.as_ref()),
        ascii: written.ascii,
        marker: reader.value("marker", written.marker.as_ref()),
        plan: Plan {
            exam: written.exam.as_ref().and_then(|text| {
                day(text).map_err(|sentence| reader.blame("exam", text, format!("“{text}” is no day; {sentence}"))).ok()
            }),
            limits: written.limits.limits(),
            four_grades: written.four_grades,
            drills: written.drills,
            typed: written.typed,
            retention: reader
                .within("retention", written.retention, &Plan::RETENTIONS, "per cent")
                .unwrap_or(usual.retention),
            day_begins: reader
                .within("day_begins", written.day_begins, &Plan::DAY_BEGINS, "o’clock")
                .unwrap_or(usual.day_begins),
        },
        remembers: written.remember.unwrap_or(true),
        citation: reader.known("citation", written.citation.as_ref(), &styles, is_style).unwrap_or_default(),
        keymap: reader.keymap(&written.keys),
    };
    let mut problems = reader.problems;
    problems.sort_by_key(|problem| problem.place.as_ref().map_or((usize::MAX, 0), |place| (place.line, place.column)));
    if problems.is_empty() { Ok(config) } else { Err(problems) }
}

impl WrittenLimits {
    fn limits(&self) -> Limits {
        let usual = Limits::default();
        Limits {
            new: self.new.unwrap_or(usual.new),
            reviews: self.reviews.unwrap_or(usual.reviews),
            minutes: self.minutes.or(usual.minutes),
        }
    }
}

/// Whether a file reads, whatever its values say: only then is it certain where each setting in it ends.
pub(super) fn readable(file: &File) -> Result<(), Vec<Problem>> {
    let read = load::options().from_str::<Written<'_>>(&file.text);
    read.map(drop).map_err(|error| syntax(file, &error).0)
}

/// The problems of a text that is no RON or has a setting there is not, and what of it reads.
fn syntax<'f>(file: &'f File, error: &ron::error::SpannedError) -> (Vec<Problem>, Option<Written<'f>>) {
    if file.text.trim().is_empty() {
        let message = "the file is empty; write () to set nothing, or see `maitri config example`".to_owned();
        return (vec![Problem::of_file(&file.name, message)], None);
    }
    diagnosis::explain_and_read::<Written<'_>>(file, error)
}

/// Collects what is wrong.
struct Findings<'f> {
    file: &'f File,
    problems: Vec<Problem>,
}

impl Findings<'_> {
    /// Blames a text for something. One written with escapes has lost its place in the file; and so has one that stands
    /// in for what did not read, which is told already.
    fn blame(&mut self, path: &str, text: &str, message: String) {
        let place = self.file.offset_of(text).map(|offset| FilePosition::at(&self.file.text, offset));
        if place.is_none() && self.problems.iter().any(|problem| problem.path.starts_with(path)) {
            return;
        }
        self.problems.push(Problem::new(&self.file.name, place, path, message));
    }

    /// What a text means among known names.
    fn known<T>(
        &mut self,
        path: &str,
        text: Option<&Text<'_>>,
        names: &[&str],
        meaning: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = text?;
        let value = meaning(text);
        if value.is_none() {
            let near = did_you_mean(text, names.iter().copied());
            let stop = if near.is_empty() { "." } else { "" };
            self.blame(path, text, format!("there is no “{text}” here{near}{stop} It may be {}", names.join(", ")));
        }
        value
    }

    /// The value of that name, as on the command line.
    fn value<T: ValueEnum>(&mut self, path: &str, text: Option<&Text<'_>>) -> Option<T> {
        let values: Vec<_> = T::value_variants().iter().filter_map(ValueEnum::to_possible_value).collect();
        let names: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
        self.known(path, text, &names, |name| T::from_str(name, false).ok())
    }

    /// A number within a range.
    fn within(&mut self, path: &str, number: Option<u8>, range: &RangeInclusive<u8>, unit: &str) -> Option<u8> {
        let number = number?;
        if !range.contains(&number) {
            let message =
                format!("{path} goes from {} to {} {unit}, and here it is {number}", range.start(), range.end());
            let place = self.place_of_setting(path);
            self.problems.push(Problem::new(&self.file.name, place, path, message));
        }
        Some(number)
    }

    /// Where the number of a setting stands: a number has no place in the file as a text has, so its name is looked
    /// for, outside of texts and comments.
    fn place_of_setting(&self, name: &str) -> Option<FilePosition> {
        value_after(&self.file.text, name).map(|value| FilePosition::at(&self.file.text, value))
    }

    fn keymap(&mut self, written: &[(Scope, Action, Vec<Text<'_>>)]) -> Keymap {
        if written.is_empty() {
            return STANDARD.clone();
        }
        let mut rebindings: Vec<Rebinding> = Vec::new();
        // The entries of which something does not read: what they lack says nothing.
        let of_entry = |number: usize, path: &str| path.starts_with(&format!("keys[{number}]"));
        let is_blamed =
            |problems: &[Problem], number: usize| problems.iter().any(|problem| of_entry(number, &problem.path));
        let unread: Vec<bool> = (0..written.len()).map(|number| is_blamed(&self.problems, number)).collect();
        for (number, (scope, action, texts)) in written.iter().enumerate() {
            let path = format!("keys[{number}]");
            let mut keys = Vec::new();
            for text in texts {
                match key::parse(text).as_deref() {
                    Ok([Key::Char(c) | Key::Ctrl(c)]) if is_hostile(*c) || width(&c.to_string()) == 0 => {
                        self.blame(&path, text, "this is no sign that can be shown; take another key".to_owned());
                    }
                    Ok([Key::Ctrl('c')]) if *action != Action::Quit => {
                        self.blame(&path, text, "Ctrl-C always quits; take another key".to_owned());
                    }
                    Ok([key]) => match key.refusal() {
                        Some(refusal) => self.blame(&path, text, format!("{key} {refusal}")),
                        None => keys.push(*key),
                    },
                    Ok(_) => self.blame(&path, text, format!("“{text}” is not one key; write each in quotation marks")),
                    Err(error) => self.blame(&path, text, error.to_string()),
                }
            }
            rebindings.push(Rebinding { scope: *scope, action: *action, keys });
        }
        Keymap::rebound(&rebindings).unwrap_or_else(|errors| {
            for (number, error) in errors {
                // The name of what it is for may be what does not read; and a key may be missing that does not.
                let is_wholly_read = !is_blamed(&self.problems, number);
                if unread.get(number) == Some(&true) || matches!(error, RebindError::NoWayOut(_)) && !is_wholly_read {
                    continue;
                }
                let blamed = written.get(number).and_then(|(.., texts)| match error.key() {
                    Some(key) => texts.iter().find(|text| key::parse(text).is_ok_and(|keys| keys == [key])),
                    None => texts.first(),
                });
                self.blame(&format!("keys[{number}]"), blamed.map_or("", |text| &**text), error.to_string());
            }
            STANDARD.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::cli::look::{ColorChoice, MarkerChoice};

    fn read(text: &str) -> Result<Config, String> {
        let file = File { name: "config.ron".to_owned(), text: Cow::Owned(text.to_owned()) };
        let lines = |problems: Vec<Problem>| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        parse(&file).map_err(lines)
    }

    #[track_caller]
    fn refused(text: &str, words: &[&str]) {
        let told = read(text).unwrap_err();
        for word in words {
            assert!(told.contains(word), "“{word}” is not said:\n{told}");
        }
    }

    #[test]
    fn every_setting_reads() {
        let config = read(
            r#"(
                theme: "light", color: "256", ascii: true, marker: "dot",
                exam: "2027-05-23", limits: (new: 5, reviews: 40, minutes: 20), four_grades: true,
                retention: 85, day_begins: 0, drills: true, typed: true,
                keys: [(List, Sort, ["o"]), (Global, GoToTab(0), ["<home>"])],
            )"#,
        )
        .unwrap();
        assert_eq!(config.theme.as_deref(), Some("light"));
        assert!(matches!(config.color, Some(ColorChoice::Xterm256)) && config.ascii == Some(true));
        assert!(matches!(config.marker, Some(MarkerChoice::Dot)));
        assert_eq!(config.plan.exam, "2027-05-23".parse().ok());
        assert_eq!(config.plan.limits, Limits { new: 5, reviews: 40, minutes: Some(20) });
        assert!(config.plan.four_grades && config.plan.drills && config.plan.typed);
        assert_eq!((config.plan.retention, config.plan.day_begins), (85, 0));
        assert_eq!(config.keymap.lookup(&[Scope::List], Key::Char('o')), Some(Action::Sort));
    }

    #[test]
    fn what_is_left_out_is_as_usual() {
        let config = read("()").unwrap();
        assert_eq!((config.theme, config.ascii, config.plan), (None, None, Plan::default()));
        assert_eq!(read("(limits: (new: 3))").unwrap().plan.limits, Limits { new: 3, ..Limits::default() });
    }

    #[test]
    fn unknown_settings_are_answered_with_the_nearest() {
        refused("(\n    them: \"dark\",\n)", &["config.ron:2:5: ", "“them”; did you mean “theme”?"]);
        refused("(limits: (nwe: 3))", &["config.ron:1:11: ", "“nwe”; did you mean “new”?"]);
        refused(
            "(theme: \"drak\")",
            &["config.ron:1:10: theme: ", "“drak” here; did you mean “dark”?", "mono, plain, auto"],
        );
        refused("(color: \"265\")", &["config.ron:1:10: color: ", "auto, 16, 256, true, never"]);
        refused(
            "(retention: 50, day_begins: 13)",
            &["retention goes from 70 to 97 per cent, and here it is 50", "to 12 o’clock"],
        );
        refused("(keys: [(Lits, Sort, [\"o\"])])", &["“Lits”; did you mean “List”?"]);
        refused("(keys: [(List, Sotr, [\"o\"])])", &["“Sotr”; did you mean “Sort”?"]);
    }

    #[test]
    fn every_wrong_value_is_told_at_once() {
        let text =
            "(\n    theme: \"neon\",\n    exam: \"2027-02-30\",\n    keys: [(List, Sort, [\"<nope>\", \"ab\"])],\n)";
        let told = read(text).unwrap_err();
        for start in ["config.ron:2:13: theme: ", "config.ron:3:12: exam: ", "config.ron:4:27: ", "config.ron:4:37: "] {
            assert!(told.contains(start), "{start}\n{told}");
        }
    }

    #[test]
    fn the_place_of_a_number_is_that_of_its_setting() {
        for text in [
            "(theme: \"retention: 5\",\nretention: 5)",
            "(theme: r#\"\"retention: 5\"#,\nretention: 5)",
            "(/* retention: 5 */ theme: \"https://a.example/\",\nretention: 5)",
            "(theme: \"a\", // retention: 5\nretention: 5)",
            "(typed: true, // retention\nretention: 5, drills: true)",
        ] {
            refused(text, &["config.ron:2:12: retention"]);
        }
        refused("(citation: \"//\", retention /* %: */ : /* so */ 5)", &["config.ron:1:48: retention"]);
    }

    #[test]
    fn mistakes_of_every_sort_are_told_at_once() {
        let text = r#"(
    them: "dark",
    theme: "drak", // retention: none
    exam: "2027-02-30",
    color: 256,
    limits: (nwe: 3),
    retention: 5,
    keys: [
        (List, Sort, ["f", "<nope>"]),
        (List, Sotr, ["o"]),
        (List, Facets, ["s", "j"]),
        (Global, Quit, []),
    ],
)"#;
        let told = read(text).unwrap_err();
        for (place, sentence) in [
            (":2:5: ", "did you mean “theme”?"),
            (":3:13: ", "did you mean “dark”?"),
            (":4:12: ", "“2027-02-30” is no day"),
            (":5:", "color"),
            (":6:", "did you mean “new”?"),
            (":7:16: ", "and here it is 5"),
            (":9:29: ", "“<nope>” is no key"),
            (":10:", "did you mean “Sort”?"),
            (":11:31: ", "in List j means"),
            ("config.ron", "Quit needs a key"),
        ] {
            let is_told = |line: &str| {
                line.contains(&format!("config.ron{}", place.trim_start_matches("config.ron")))
                    && line.contains(sentence)
            };
            assert!(told.lines().any(is_told), "{place}{sentence}:\n{told}");
        }
    }

    #[test]
    fn keys_that_terminals_send_as_others_are_refused_beside_other_mistakes() {
        let text = "(theme: \"drak\", keys: [(List, Sort, [\"<c-i>\", \"<c-j>\", \"<c-m>\", \"<c-h>\", \"<c-[>\", \"<nope>\"])])";
        let told = read(text).unwrap_err();
        for key in ["Ctrl-I", "Ctrl-J", "Ctrl-M", "Ctrl-H"] {
            assert!(told.contains(key), "{key}:\n{told}");
        }
        assert!(told.contains("drak") && told.contains("nope"), "{told}");
    }

    #[test]
    fn conflicts_of_keys_are_told_with_their_place() {
        refused(
            "(\n    keys: [\n        (List, Sort, [\"f\"]),\n    ],\n)",
            &["config.ron:3:24: keys[0]: in List f means Facets already"],
        );
        refused("(keys: [(Global, Quit, [])])", &["keys[0]: Quit needs a key"]);
        refused("(keys: [(List, Sort, [\"\u{301}\"])])", &["no sign that can be shown"]);
        for (key, told) in [
            ("<c-i>", "Ctrl-I is sent by terminals as Tab; write <tab>"),
            ("<c-m>", "Ctrl-M is sent by terminals as Enter"),
            ("<c-j>", "as Enter; write <enter>"),
            ("<c-h>", "as Backspace; write <backspace>"),
            ("<c-[>", "as Esc; write <esc>"),
            ("<c-1>", "letters a to z"),
            ("<c-é>", "letters a to z"),
            ("<c-@>", "letters a to z"),
            ("<c-?>", "as Backspace"),
            ("<c-l>", "draws the screen anew"),
            ("<c-z>", "stops the program"),
            ("<c-c>", "Ctrl-C always quits"),
            ("<alt-O>", "take another letter"),
            ("：", "： acts as : already"),
        ] {
            refused(&format!("(keys: [(List, Sort, [\"{key}\"])])"), &[told]);
        }
        assert!(read("(keys: [(List, Sort, [\"<alt-s>\", \"<c-o>\"])])").is_ok());
        assert!(read("(keys: [(Global, Quit, [\"Q\", \"<c-c>\"])])").is_ok());
    }

    #[test]
    fn what_is_no_ron_is_a_sentence() {
        refused("", &["the file is empty"]);
        refused("(theme: \"dark\"", &["config.ron:1:"]);
        refused("[1, 2]", &["config.ron:1:"]);
        refused("(limits: (new: -1))", &["config.ron:1:"]);
        refused("(limits: (minutes: 99999999999))", &["config.ron:1:"]);
        refused("(exam: 2027)", &["config.ron:1:"]);
        refused(&"[".repeat(10_000), &["config.ron:1:"]);
    }

    #[test]
    fn nothing_hostile_is_echoed() {
        for text in ["(theme: \"\u{1b}[31m\")", "(\u{202e}: 1)", "(keys: [(List, Sort, [\"<\u{7}>\"])])"] {
            let told = read(text).unwrap_err();
            assert!(!told.contains(|c| c != '\n' && crate::text::is_hostile(c)), "{told:?}");
        }
    }
}

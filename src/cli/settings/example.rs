//! A configuration to begin with: every setting there is, each as it stands unless it is set.

use std::fmt::Write as _;

use crate::tui::keymap::rebound::written;
use crate::tui::keymap::{Binding, KEYMAP, Scope};

const HEAD: &str = r#"// What maitri opens with. Every setting may be left out; what stands here is what holds without it.
// The command line goes before the environment (MAITRI_THEME, MAITRI_COLOR, MAITRI_ASCII, MAITRI_MARKER,
// NO_COLOR), and that before this file. `maitri config check` tells every mistake.
(
    // dark, light, mono, plain for any background, or auto: as the terminal tells of its background.
    // theme: "dark",
    // auto, 16, 256, true or never.
    color: "auto",
    // Whether to draw boxes, bars and charts in ASCII.
    ascii: false,
    // What lines of charts are made of: braille, block, dot or ascii.
    // marker: "braille",

    // Whether where you leave off is remembered: tab, record, order, filters, and what you asked in the finder.
    remember: true,
    // How a line that cites a record is written, when you take one away: plain, apa, chicago or bibtex.
    citation: "plain",

    // The day of the exam: no card waits past it.
    // exam: "2027-05-23",
    // How much a day: new cards, cards seen before, and minutes, unless these are left out.
    limits: (new: 15, reviews: 120),
    // Whether answers are graded in four steps instead of two.
    four_grades: false,
    // Whether drills made of the records' dates, places and names are asked besides the written cards.
    drills: false,
    // Whether answers are typed before they show, to see what differs.
    typed: false,
    // The share of cards, in per cent from 70 to 97, that one wants to know when they come back.
    retention: 90,
    // The hour from 0 to 12 at which a day of study begins.
    day_begins: 4,

    // Keys of one's own: where, what, and the keys instead of the usual ones, the one to be shown first.
    // A key is a character, or a name such as "<pgdn>", "<alt-left>" or "<c-o>" for Control and o.
    keys: [
"#;

/// The text of the file.
pub(crate) fn example() -> String {
    let mut text = HEAD.to_owned();
    for scope in Scope::ALL {
        let _ = writeln!(text, "        // {}:", scope.name());
        for binding in KEYMAP.iter().filter(|binding| binding.scope == scope) {
            let entry = entry(binding);
            let _ = writeln!(text, "        // {entry:<56}// {}", binding.help);
        }
    }
    text.push_str("    ],\n)\n");
    text
}

/// `(List, Sort, ["s"]),`
fn entry(binding: &Binding) -> String {
    let keys: Vec<String> = binding.keys.iter().map(|key| format!("{:?}", key.notation())).collect();
    format!("({:?}, {}, [{}]),", binding.scope, written(binding.action), keys.join(", "))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::cli::settings::{Config, parse};
    use crate::data::files::File;
    use crate::study::scheduler::Plan;

    fn read(text: String) -> Config {
        let file = File { name: "config.ron".to_owned(), text: Cow::Owned(text) };
        parse(&file).unwrap_or_else(|problems| panic!("{}", problems[0]))
    }

    #[test]
    fn the_example_sets_what_holds_anyway() {
        let config = read(example());
        assert_eq!(config.plan, Plan::default());
        assert_eq!((config.theme, config.ascii, config.remembers), (None, Some(false), true));
    }

    #[test]
    fn every_line_of_the_example_may_be_let_in() {
        let lines = example();
        let (head, settings) = lines.split_once("(\n").unwrap();
        // What is commented out and looks like a setting, not like a sentence.
        let let_in = |line: &str| match line.trim_start().strip_prefix("// ") {
            Some(rest)
                if rest.starts_with('(')
                    || rest
                        .split_once(": ")
                        .is_some_and(|(name, value)| !name.contains(' ') && value.starts_with(['"', '('])) =>
            {
                rest.to_owned()
            }
            _ => line.to_owned(),
        };
        let settings: Vec<String> = settings.lines().map(let_in).collect();
        let config = read(format!("{head}(\n{}", settings.join("\n")));
        assert_eq!(config.theme.as_deref(), Some("dark"));
        assert!(config.plan.exam.is_some());
        for (read, table) in config.keymap.bindings().iter().zip(KEYMAP) {
            assert_eq!(read.keys, table.keys);
        }
    }
}

//! Changes one setting in the text of a configuration, and leaves all else of it as it stands: comments too. Where the
//! text does not read as it stands (a comma forgotten makes one part of two), nothing is changed: what ends where is
//! then a guess, and a guess may take another line with it.

use std::path::PathBuf;

use super::read::readable;
use super::{notice, parse};
use crate::data::files::File;
use crate::data::notation::{comma_after, comments, field, parts};
use crate::data::problem::Problem;
use crate::store::settings::{FILE, read, write};
use crate::tui::settings::Settings;

/// The file of the settings, which need not be there yet.
#[derive(Debug)]
pub(crate) struct SettingsFile(pub(crate) PathBuf);

impl Settings for SettingsFile {
    fn set(&self, name: &str, value: Option<&str>) -> Result<(), String> {
        let text = match read(&self.0) {
            Some(file) => file.map_err(|problem| problem.message)?.text.into_owned(),
            // Nothing is taken out of a file that is not there, and none is made for that.
            None if value.is_none() => return Ok(()),
            None => String::new(),
        };
        let named = |text: String| File { name: FILE.to_owned(), text: text.into() };
        if !text.trim().is_empty() {
            readable(&named(text.clone())).map_err(|problems| first(&problems))?;
        }
        let changed = with(&text, name, value).filter(|changed| others(changed, name) == others(&text, name));
        let file = named(changed.ok_or("what stands in the file is not understood")?);
        // A value that is wrong is mended by another: what else is wrong stays for its writer.
        parse(&file).map_err(|problems| first(&problems))?;
        write(&self.0, &file.text).map_err(|error| error.to_string())
    }
}

/// The first mistake, with its place.
fn first(problems: &[Problem]) -> String {
    problems.first().map_or_else(String::new, notice)
}

/// All other settings, as they are written.
fn others<'t>(text: &'t str, name: &str) -> Vec<(&'t str, &'t str)> {
    let fields = parts(text).into_iter().flat_map(|all| all.parts).filter_map(|part| field(text, part));
    let written = fields.filter_map(|field| Some((text.get(field.name)?, text.get(field.value)?)));
    written.filter(|(of, _)| *of != name).collect()
}

/// The text with a setting in it, or without; nothing if the text is none of settings.
fn with(text: &str, name: &str, value: Option<&str>) -> Option<String> {
    if text.trim().is_empty() {
        return Some(value.map_or_else(|| "()\n".to_owned(), |value| format!("(\n    {name}: {value},\n)\n")));
    }
    let all = parts(text).filter(|bracket| bracket.opening == b'(')?;
    let part = all
        .parts
        .iter()
        .find(|part| field(text, (*part).clone()).is_some_and(|field| text.get(field.name) == Some(name)));
    let mut changed = text.to_owned();
    match (part, value) {
        (Some(part), Some(value)) => changed.replace_range(field(text, part.clone())?.value, value),
        (Some(part), None) => {
            if let Some(comma) = comma_after(text, part.end) {
                changed.replace_range(comma..=comma, "");
            }
            // A remark within it stays, as those before and after do; what goes to the end of a line still does.
            let after = |remark: &str| if remark.starts_with("//") { '\n' } else { ' ' };
            let remarks = comments(text, part).into_iter().map(|remark| format!("{remark}{}", after(remark)));
            changed.replace_range(part.clone(), &remarks.collect::<String>());
        }
        (None, Some(value)) => changed.insert_str(all.open + 1, &format!("\n    {name}: {value},")),
        (None, None) => {}
    }
    Some(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_setting_is_changed_and_all_else_stays() {
        let text = "// mine\n(\n    theme: \"dark\", // at night\n    ascii: true,\n)\n";
        let light = with(text, "theme", Some("\"light\"")).unwrap();
        assert_eq!(light, "// mine\n(\n    theme: \"light\", // at night\n    ascii: true,\n)\n");
        let exam = with(text, "exam", Some("\"2027-05-23\"")).unwrap();
        assert!(exam.starts_with("// mine\n(\n    exam: \"2027-05-23\",\n    theme:"), "{exam}");
        let none = with(&exam, "exam", None).unwrap();
        assert!(!none.contains("exam") && none.contains("at night") && parse_text(&none));
        assert_eq!(with("", "theme", Some("\"mono\"")).as_deref(), Some("(\n    theme: \"mono\",\n)\n"));
        assert_eq!(with("()", "theme", Some("\"mono\"")).as_deref(), Some("(\n    theme: \"mono\",)"));
        assert!(parse_text("(\n    theme: \"mono\",)") && with("[1]", "theme", None).is_none());
    }

    #[test]
    fn a_setting_taken_out_leaves_every_remark() {
        let text =
            "(exam: /* a */ \"2027-05-23\" /* b, c */, // d\n    ascii: // e\n true // f\n    , typed: true, // g\n)";
        for name in ["exam", "ascii", "typed"] {
            let changed = with(text, name, None).unwrap();
            assert!(parse_text(&changed) && !changed.contains(name), "{changed}");
            assert_eq!(others(&changed, name), others(text, name), "{changed}");
            for remark in ["/* a */", "/* b, c */", "// d", "// e\n", "// f", "// g"] {
                assert!(changed.contains(remark), "{remark}: {changed}");
            }
        }
    }

    /// A comma forgotten makes one part of two: whoever replaced that part took the other setting with it.
    #[test]
    fn with_a_comma_forgotten_nothing_is_lost() {
        let whole = "(\n    exam: \"2026-12-20\",\n    limits: (new: 25, reviews: 200), // my limits\n    theme: \"light\",\n    \
                     keys: [(List, Sort, [\"o\"])],\n    citation: \"apa\"\n)\n";
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join(FILE);
        let file = SettingsFile(path.clone());
        for (comma, _) in whole.match_indices(',') {
            let mut text = whole.to_owned();
            text.replace_range(comma..=comma, "");
            assert!(!parse_text(&text), "{text}");
            for (name, value) in [("exam", Some("\"2026-12-24\"")), ("exam", None), ("theme", Some("\"dark\""))] {
                std::fs::write(&path, &text).unwrap();
                let told = file.set(name, value).unwrap_err();
                assert!(told.starts_with("config.ron:"), "{told}");
                assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
            }
        }
        // A value that is wrong is another matter: choosing another mends it.
        std::fs::write(&path, whole.replace("light", "neon")).unwrap();
        assert_eq!(file.set("theme", Some("\"dark\"")), Ok(()));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), whole.replace("light", "dark"));
    }

    fn parse_text(text: &str) -> bool {
        parse(&File { name: FILE.to_owned(), text: text.to_owned().into() }).is_ok()
    }

    #[test]
    fn what_has_a_mistake_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("maitri").join(FILE);
        let file = SettingsFile(path.clone());
        assert_eq!(file.set("exam", None), Ok(()));
        assert!(!path.exists(), "there was nothing to take out");
        assert_eq!(file.set("theme", Some("\"light\"")), Ok(()), "the directory is made");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "(\n    theme: \"light\",\n)\n");
        assert!(file.set("theme", Some("\"neon\"")).is_err());
        std::fs::write(&path, "(them: 1)").unwrap();
        assert!(file.set("theme", Some("\"dark\"")).is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "(them: 1)");
    }
}

//! Changes one setting in the text of a configuration, and leaves all else of it as it stands: comments too.

use std::path::PathBuf;

use super::parse;
use crate::data::files::File;
use crate::data::notation::{comma_after, field, parts};
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
        let changed = with(&text, name, value).ok_or("what stands in the file is not understood")?;
        let file = File { name: FILE.to_owned(), text: changed.into() };
        parse(&file)
            .map_err(|problems| problems.first().map_or_else(String::new, |problem| problem.message.clone()))?;
        write(&self.0, &file.text).map_err(|error| error.to_string())
    }
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
            let end = comma_after(text, part.end).map_or(part.end, |comma| comma + 1);
            changed.replace_range(part.start..end, "");
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

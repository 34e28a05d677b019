//! A value of a file in the words of a screen, for those who are told what a layer changed: no brackets, no names of
//! fields, no cites. How values are changed is for [`super::amend`].

use crate::data::cite::PILCROW;
use crate::data::date::PartialDate;
use crate::data::notation::{self, unquoted};
use crate::text::{clip, sanitised};

/// The most characters that are told of a value that is no text and whose parts are not known.
const TOLD: usize = 400;
/// The deepest brackets that are told.
const DEEPEST: usize = 16;

/// What a value says; nothing where it says nothing, as `None` does.
pub(super) fn worded(value: &str) -> String {
    sanitised(&part_told(value, DEEPEST)).into_owned()
}

fn part_told(value: &str, depth: usize) -> String {
    if let Some(text) = unquoted(value) {
        return text.parse::<PartialDate>().map_or(text, |date| date.to_string());
    }
    let Some(found) = notation::parts(value).filter(|_| depth > 0) else {
        return clip(&word(value.split_whitespace().collect::<Vec<_>>().join(" ")), TOLD).into_owned();
    };
    let name = word(value.get(found.name.clone()).unwrap_or_default().to_owned());
    let is_struct = found.opening == b'(';
    let is_plain = found.parts.iter().all(|part| notation::field(value, part.clone()).is_none());
    let mut told: Vec<String> = (!name.is_empty()).then_some(name).into_iter().collect();
    for part in &found.parts {
        let text = match notation::field(value, part.clone()) {
            Some(field) => {
                let [name, said] = [field.name, field.value].map(|range| value.get(range).unwrap_or_default());
                field_told(name, said, is_struct, depth - 1)
            }
            None => part_told(value.get(part.clone()).unwrap_or_default(), depth - 1),
        };
        let is_cite = text.split(PILCROW).count() > 1 && !text.contains(". ") && is_struct;
        if !text.is_empty() && !is_cite {
            told.push(text);
        }
    }
    match (found.opening, told.as_slice()) {
        // A label and what is said under it.
        (b'(', [label, said]) if is_plain && found.name.is_empty() => format!("{label}: {said}"),
        (b'(', _) => told.join(", "),
        _ => told.join("; "),
    }
}

/// What a field says, or an entry of a map with its name.
fn field_told(name: &str, value: &str, is_struct: bool, depth: usize) -> String {
    let said = part_told(value, depth);
    match (is_struct, value.trim()) {
        (true, _) if matches!(name, "cite" | "cites" | "id") => String::new(),
        (true, "true") => name.replace('_', " "),
        (true, "false") => String::new(),
        (true, _) => said,
        (false, _) => format!("{}: {said}", unquoted(name).unwrap_or_else(|| word(name.to_owned()))),
    }
}

/// A word of a list as it is spoken: `InForce` is in force. Numbers stay as they are.
fn word(written: String) -> String {
    let is_word = written.starts_with(|c: char| c.is_ascii_uppercase()) && written.chars().all(char::is_alphanumeric);
    match written.as_str() {
        "None" => String::new(),
        _ if !is_word || written.chars().all(|c| c.is_ascii_uppercase()) => written,
        _ => {
            let mut spoken = String::new();
            for c in written.chars() {
                if c.is_uppercase() && !spoken.is_empty() {
                    spoken.push(' ');
                }
                spoken.extend(c.to_lowercase());
            }
            spoken
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_told_without_the_signs_of_a_file() {
        for (value, told) in [
            ("InForce", "in force"),
            ("\"2015-12-12\"", "12 December 2015"),
            ("\"It was signed.\"", "It was signed."),
            ("7.25", "7.25"),
            ("None", ""),
            ("(\"Tariffs\", \"Duties go.\", \"brief ¶14\")", "Tariffs: Duties go."),
            ("(period: \"2011\", value: 3, status: Revised, cite: \"brief ¶1\", note: None)", "2011, 3, revised"),
            ("[\"a\", \"b\"]", "a; b"),
            ("Event(kind: Meeting, place: \"Kobe\")", "event, meeting, Kobe"),
            ("{LedTo: [\"a\", (\"b\", \"brief ¶2\")]}", "led to: a; b"),
            ("(on: \"2015-12-12\", number: 3, cite: \"brief ¶1\")", "12 December 2015, 3"),
        ] {
            assert_eq!(worded(value), told, "{value}");
        }
        let long = "It was said at length. ".repeat(60);
        assert_eq!(worded(&format!("\"{long}\"")), long, "what was said before is told whole");
        let deep = format!("{}1{}", "(".repeat(2000), ")".repeat(2000));
        assert!(worded(&deep).len() < 2000);
    }
}

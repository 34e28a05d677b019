//! Titles in lists whose columns tell a part of them already: the form of an agreement, or a date. What a column says
//! gives way in the title, so that what tells it from others is seen. Where a title stands alone it is told whole.

use std::borrow::Cow;

use crate::data::date::{PartialDate, words};

/// How a title goes on after it named a form, up to what the thing is about.
const AFTER_A_FORM: [&str; 8] = ["in the field of", "concerning", "between", "about", "for", "on", "in", "to"];

/// The title without the name of its form before it: of a memorandum of cooperation, `Memorandum of Cooperation on
/// fisheries` and `Memorandum on fisheries` are about fisheries, and so told. A title that goes on in another way is a
/// name, and stays.
#[must_use]
pub fn without_form<'t>(title: &'t str, form: &str) -> Cow<'t, str> {
    let head = form.split(' ').next().unwrap_or_default();
    let rest = [form, head].into_iter().find_map(|name| after_words(title, name));
    let about = rest.and_then(|rest| AFTER_A_FORM.into_iter().find_map(|word| after_words(rest, word)));
    let Some(about) = about else { return Cow::Borrowed(title) };
    let about = after_words(about, "the").unwrap_or(about);
    let mut letters = about.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() => Cow::Owned(first.to_uppercase().chain(letters).collect()),
        _ => Cow::Borrowed(about),
    }
}

/// The title without a date at its end, after a comma or in brackets, that says no more than the date beside it.
#[must_use]
pub fn without_date(title: &str, when: Option<PartialDate>) -> &str {
    let Some(when) = when else { return title };
    let in_brackets = title.strip_suffix(')').and_then(|title| title.rsplit_once(" ("));
    let Some((rest, date)) = in_brackets.or_else(|| title.rsplit_once(", ")) else { return title };
    let says_no_more = || {
        let said = words::date(date, None).ok();
        date == when.year().to_string() || said.is_some_and(|said| said.contains(&when))
    };
    if !rest.trim().is_empty() && says_no_more() { rest } else { title }
}

/// What follows these words at the beginning of a text, whatever their case.
fn after_words<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let (head, rest) = (text.get(..words.len())?, text.get(words.len()..)?);
    let rest = rest.strip_prefix(' ')?;
    (head.eq_ignore_ascii_case(words) && !rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_not_said_twice() {
        let told = |title: &'static str| without_form(title, "Memorandum of Cooperation").into_owned();
        assert_eq!(told("Memorandum of Cooperation on fisheries"), "Fisheries");
        assert_eq!(told("Memorandum of cooperation in the field of Healthcare"), "Healthcare");
        assert_eq!(
            told("Memorandum between the Nuclear Society and the Energy Society"),
            "Nuclear Society and the Energy Society"
        );
        for name in [
            "Memorandum of Defence Cooperation",
            "Memorandum of Cooperation",
            "Memorandum on",
            "Memoranda on fisheries",
            "Treaty on fisheries",
            "On fisheries",
            "मैत्री on fisheries",
            "",
        ] {
            assert_eq!(told(name), name);
        }
        assert_eq!(without_form("Agreement for Air Services", "Agreement"), "Air Services");
    }

    #[test]
    fn a_date_that_stands_beside_the_title_is_not_said_twice() {
        let told = |title: &'static str, when: &str| without_date(title, Some(when.parse().unwrap()));
        assert_eq!(told("Twinning of two ports, June 1965", "1965-06"), "Twinning of two ports");
        assert_eq!(told("Declaration on Security (2008)", "2008-10-22"), "Declaration on Security");
        assert_eq!(told("A monk sails, 865", "0865-01-27"), "A monk sails");
        assert_eq!(told("Two painters in Calcutta, 1901–1902", "1901/1902"), "Two painters in Calcutta");
        for (title, when) in [
            // Says more than the date, or another one.
            ("Twinning of two ports, 12 June 1965", "1965-06"),
            ("A monk sails, 865", "0866"),
            ("A talk, Tokyo", "1965"),
            (", 1965", "1965"),
            ("1965", "1965"),
        ] {
            assert_eq!(told(title, when), title);
        }
        assert_eq!(without_date("A monk sails, 865", None), "A monk sails, 865");
    }
}

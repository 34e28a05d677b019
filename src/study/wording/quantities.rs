//! Values inside a sentence: dates, sums, shares and counts, each with where it stands.
//!
//! A cloze hides one of them and a false statement swaps one for another of its kind. What is no
//! plain value (a document's number, `G20`, one end of a range) is passed over: a card less is
//! better than a doubtful one.

use std::ops::Range;

use super::{Lexicon, is_year};
use crate::data::date::{MONTHS, PartialDate};

/// What kind of value a span holds; only values of one kind are swapped.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A date.
    Date(PartialDate),
    /// A number with what stands before and after it: `US$ … billion`, `… per cent`.
    Amount {
        /// The currency, or nothing.
        before: String,
        /// The magnitude and unit, or nothing for a plain count.
        after: String,
    },
}

/// A value in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// Which bytes of the sentence.
    pub range: Range<usize>,
    /// What kind of value.
    pub kind: Kind,
    /// Whether a word before it makes it inexact: `over`, `about`, `up to`. Another value might then be right too.
    pub loose: bool,
}

const LOOSE: &[&str] = &[
    "over",
    "above",
    "than",
    "least",
    "about",
    "nearly",
    "almost",
    "around",
    "some",
    "up",
    "to",
    "from",
    "between",
    "below",
    "roughly",
    "approximately",
    "only",
    "most",
    "by",
    "until",
    "before",
    "after",
    "since",
    "once",
    "times",
    "and",
];
/// A word of the sentence with its place; signs at its edges do not belong to it.
struct Token<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    /// Whether a sign stood after it: it ends a phrase.
    closed: bool,
}

/// All values of a sentence, in order, none within another.
#[must_use]
pub fn spans(lexicon: &Lexicon<'_>, text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    // Every value has a digit, and most sentences have none.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return found;
    }
    let tokens = tokens(text);
    let mut at = 0;
    while at < tokens.len() {
        let rest = tokens.get(at..).unwrap_or_default();
        let before =
            at.checked_sub(1).and_then(|index| tokens.get(index)).filter(|token| !token.closed).map(|token| token.text);
        let value = date(rest).or_else(|| year(rest, before)).or_else(|| amount(lexicon, rest, before));
        if let Some((length, kind)) = value {
            let last = rest.get(length - 1).or(rest.first());
            if let (Some(first), Some(last)) = (rest.first(), last) {
                let loose = before.is_some_and(|word| LOOSE.contains(&word.to_lowercase().as_str()));
                let after = rest.get(length).map(|token| token.text);
                let ranged = matches!(after, Some("to" | "or")) && !last.closed;
                found.push(Span { range: first.start..last.end, kind, loose: loose || ranged });
            }
            at += length;
        } else {
            at += 1;
        }
    }
    found
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = 0;
    for word in text.split([' ', '\u{a0}']) {
        let is_edge = |c: char| !(c.is_alphanumeric() || is_money_sign(c) || c == '+' || c == '%');
        let late = word.trim_start_matches(is_edge);
        let (offset, core) = (word.len() - late.len(), late.trim_end_matches(is_edge));
        if !core.is_empty() {
            let from = start + offset;
            let closed = from + core.len() < start + word.len();
            let parts = parted(core);
            let last = parts.iter().filter(|part| !part.is_empty()).count();
            let mut at = from;
            for (index, part) in parts.into_iter().filter(|part| !part.is_empty()).enumerate() {
                let end = at + part.len();
                tokens.push(Token { text: part, start: at, end, closed: closed && index + 1 == last });
                at = end;
            }
        }
        start += word.len() + 1;
        // A no-break space takes two bytes.
        if text.get(..start).is_none() {
            start += 1;
        }
    }
    tokens
}

/// A word in three parts: a sign for money before a number, the number, and a sign behind it, as in `R$5.4` and `42%`.
/// What is no such number is all in the middle.
fn parted(word: &str) -> [&str; 3] {
    let whole = ["", word, ""];
    let Some(at) = word.find(|c: char| c.is_ascii_digit()) else { return whole };
    let (before, rest) = word.split_at(at);
    let end = rest.rfind(|c: char| c.is_ascii_digit()).map_or(rest.len(), |last| last + 1);
    let (number, after) = rest.split_at(end);
    let is_sign = before.is_empty() || before.ends_with(is_money_sign) && before.chars().count() <= 4;
    let is_after = after.is_empty() || after.chars().all(|c| c == '%' || is_money_sign(c));
    if is_sign && is_after && is_number(number) { [before, number, after] } else { whole }
}

/// Whether a sign is one for money, of whatever country.
pub(super) fn is_money_sign(c: char) -> bool {
    matches!(c, '$' | '\u{a2}'..='\u{a5}' | '\u{e3f}' | '\u{20a0}'..='\u{20cf}')
}

fn month_of(word: &str) -> Option<usize> {
    MONTHS.iter().position(|month| *month == word).map(|index| index + 1)
}

fn year_of(word: &str) -> Option<&str> {
    (is_year(word) && (word.starts_with("19") || word.starts_with("20"))).then_some(word)
}

/// `19–20 March 2022`, `1 August 2011`, `September 2007`.
fn date(tokens: &[Token<'_>]) -> Option<(usize, Kind)> {
    let (first, second) = (tokens.first()?, tokens.get(1)?);
    if !first.text.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()) {
        return None;
    }
    if let (Some(month), Some(year), false) = (month_of(first.text), year_of(second.text), first.closed) {
        return Some((2, Kind::Date(format!("{year}-{month:02}").parse().ok()?)));
    }
    let (month, year) = (month_of(second.text)?, year_of(tokens.get(2)?.text)?);
    if first.closed || second.closed {
        return None;
    }
    let notation = match first.text.split_once('–') {
        Some((from, to)) => {
            let (from, to): (u8, u8) = (from.parse().ok()?, to.parse().ok()?);
            format!("{year}-{month:02}-{from:02}/{year}-{month:02}-{to:02}")
        }
        None => format!("{year}-{month:02}-{:02}", first.text.parse::<u8>().ok()?),
    };
    Some((3, Kind::Date(notation.parse().ok()?)))
}

/// A year alone, where the word before says that it is one.
fn year(tokens: &[Token<'_>], before: Option<&str>) -> Option<(usize, Kind)> {
    let year = year_of(tokens.first()?.text)?;
    matches!(before, Some("in" | "In" | "of" | "since" | "Since"))
        .then(|| year.parse().ok().map(|date| (1, Kind::Date(date))))
        .flatten()
}

/// `US$ 5.46 billion`, `94 per cent`, `508.17 km`, `24`.
fn amount(lexicon: &Lexicon<'_>, tokens: &[Token<'_>], before: Option<&str>) -> Option<(usize, Kind)> {
    let first = tokens.first()?;
    let currency = !first.closed && lexicon.is_currency(first.text);
    if !currency && !first.text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let number = if currency { tokens.get(1)? } else { first };
    if !is_number(number.text) || before.is_some_and(|word| lexicon.is_numbered(word)) {
        return None;
    }
    let mut used = usize::from(currency) + 1;
    let mut unit = Vec::new();
    let mut open = !number.closed;
    while let Some(token) = tokens.get(used).filter(|_| open) {
        let per_cent = token.text == "per" && tokens.get(used + 1).is_some_and(|next| next.text == "cent");
        if per_cent {
            unit.extend(["per", "cent"]);
            used += 2;
            break;
        }
        if !lexicon.is_unit(token.text) {
            break;
        }
        unit.push(token.text);
        used += 1;
        open = !token.closed;
    }
    let bare = !currency && unit.is_empty();
    // A bare number is a count only if a small word follows that can be counted; years and ordinals are not.
    let counted = tokens.get(used).filter(|_| !number.closed).is_some_and(|token| {
        token.text.len() > 3
            && token.text.chars().all(char::is_lowercase)
            && (token.text.ends_with('s') || token.text == "people")
    });
    if bare && (!counted || year_of(number.text).is_some()) {
        return None;
    }
    let before = if currency { first.text.to_owned() } else { String::new() };
    Some((used, Kind::Amount { before, after: unit.join(" ") }))
}

/// Digits with commas or one point, or a small number in words.
fn is_number(text: &str) -> bool {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.');
    digits && text.bytes().next().is_some_and(|byte| byte.is_ascii_digit()) && text.matches('.').count() < 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, bool)> {
        let pack = crate::study::wording::lexicon::tests::pack();
        spans(&Lexicon::of_pack(&pack), text)
            .into_iter()
            .map(|span| (text.get(span.range).unwrap(), span.loose))
            .collect()
    }

    #[test]
    fn values_are_found_with_their_units() {
        assert_eq!(found("It was signed in Tokyo on 29 October 2018 by METI."), [("29 October 2018", false)]);
        assert_eq!(found("The corridor is 508.17 km long."), [("508.17 km", false)]);
        assert_eq!(found("over 94 per cent of items"), [("94 per cent", true)]);
        assert_eq!(
            found("loan: JPY 300 billion (INR 18,000 crore), in March 2023."),
            [("JPY 300 billion", false), ("INR 18,000 crore", false), ("March 2023", false),]
        );
        assert_eq!(found("met on 19–20 March 2022"), [("19–20 March 2022", false)]);
        assert_eq!(
            found("They paid € 30 million, R$5.4 billion, £1,200 and 30 €, or 42% and 7.5 % of it."),
            [
                ("€ 30 million", false),
                ("R$5.4 billion", false),
                ("£1,200", false),
                ("30 €", true),
                ("42%", false),
                ("7.5 %", true),
            ]
        );
        assert_eq!(found("support for about 17 research projects"), []);
        assert_eq!(found("in effect since 1 August 2011."), [("1 August 2011", true)]);
    }

    #[test]
    fn names_and_ranges_are_no_values() {
        for text in [
            "the G20 and G7",
            "2+2 Ministerial",
            "Article 6 of the",
            "Chandrayaan-5",
            "A$AP3",
            "5%x",
            "10–12%",
            "7–10 trillion yen",
            "2023–24",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        assert!(found("from 2018 to 2022").iter().all(|(_, loose)| *loose));
    }
}

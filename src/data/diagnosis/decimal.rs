//! Which number is meant by digits that are written as people write them: `29,1`, `1 234`, `1,23,456.5`. Where that is
//! doubtful it says both, for a figure that is ten or a thousand times too much is worse than none.

/// What digits with signs between them mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// A number.
    One(String),
    /// A whole number, or one with a fraction: `1,234`.
    Either(String, String),
    /// A range, a date, a sum, two numbers: nobody knows.
    Unclear,
}

/// Which number is meant. What stands before and after the digits, as signs of money do, counts for nothing; words make
/// it unclear.
pub(super) fn meant(written: &str) -> Meant {
    let is_before = |c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',');
    let digits = written.trim_start_matches(is_before);
    let before = written.get(..written.len() - digits.len()).unwrap_or_default();
    let after = digits.trim_end_matches(|c: char| !c.is_ascii_digit());
    let rest = digits.get(after.len()..).unwrap_or_default();
    if before.chars().chain(rest.chars()).any(char::is_alphanumeric) {
        return Meant::Unclear;
    }
    let sign = if before.trim_end().ends_with(['-', '−']) { "-" } else { "" };
    match unsigned(after) {
        Meant::One(number) => Meant::One(format!("{sign}{number}")),
        Meant::Either(whole, fraction) => Meant::Either(format!("{sign}{whole}"), format!("{sign}{fraction}")),
        Meant::Unclear => Meant::Unclear,
    }
}

/// The same of digits that begin and end with one.
fn unsigned(written: &str) -> Meant {
    let is_spaced = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’' | '_');
    let is_known = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',') || is_spaced(c);
    if !written.contains(|c: char| c.is_ascii_digit()) || !written.chars().all(is_known) {
        return Meant::Unclear;
    }
    // The last of a point and a comma begins the fraction, where there are both.
    let (whole, fraction) = match (written.rfind('.'), written.rfind(',')) {
        (Some(point), Some(comma)) => split(written, point.max(comma)),
        (Some(point), None) if written.matches('.').count() == 1 => split(written, point),
        (None, Some(comma)) if written.matches(',').count() == 1 => {
            let (whole, part) = split(written, comma);
            let plain = whole.len() <= 3 && !whole.starts_with('0') && whole.bytes().all(|byte| byte.is_ascii_digit());
            if part.len() == 3 && plain && !whole.is_empty() {
                return Meant::Either(format!("{whole}{part}"), format!("{whole}.{part}"));
            }
            (whole, part)
        }
        _ => (written, ""),
    };
    let marks: Vec<char> = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
    let is_one_mark = marks.iter().all(|mark| marks.first() == Some(mark));
    let mut groups = whole.split(|c: char| !c.is_ascii_digit());
    let first = groups.next().unwrap_or_default();
    let groups: Vec<&str> = groups.collect();
    // Thousands come in threes, and lakhs and crores in twos before the last three.
    let is_grouped = groups.split_last().is_none_or(|(last, before)| {
        last.len() == 3 && (1..=3).contains(&first.len()) && before.iter().all(|group| matches!(group.len(), 2 | 3))
    });
    if !is_one_mark || !is_grouped || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return Meant::Unclear;
    }
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let whole = if whole.is_empty() { "0".to_owned() } else { whole };
    Meant::One(if fraction.is_empty() { whole } else { format!("{whole}.{fraction}") })
}

fn split(written: &str, at: usize) -> (&str, &str) {
    (written.get(..at).unwrap_or_default(), written.get(at + 1..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_mean_what_they_say() {
        for (written, number) in [
            ("29,1", "29.1"),
            ("29.1", "29.1"),
            ("0,125", "0.125"),
            ("4,75", "4.75"),
            ("1,2345", "1.2345"),
            ("-3,5 %", "-3.5"),
            ("−5", "-5"),
            ("$ 1 234", "1234"),
            ("1’234.5", "1234.5"),
            ("1,234,567", "1234567"),
            ("1,23,456.5", "123456.5"),
            ("1.234.567", "1234567"),
            ("1.234,5", "1234.5"),
            ("1,234.5", "1234.5"),
            ("¥5,00,000", "500000"),
            (",5", "0.5"),
            ("~5", "5"),
        ] {
            assert_eq!(meant(written), Meant::One(number.to_owned()), "{written}");
        }
        assert_eq!(meant("1,234"), Meant::Either("1234".to_owned(), "1.234".to_owned()));
        assert_eq!(meant("-12,345"), Meant::Either("-12345".to_owned(), "-12.345".to_owned()));
        for written in
            ["2–3", "2-3", "1/2", "5±1", "29 1", "1,2,3", "1.2.3", "1,234 567", "about 5", "5 million", "x", "", ","]
        {
            assert_eq!(meant(written), Meant::Unclear, "{written}");
        }
    }
}

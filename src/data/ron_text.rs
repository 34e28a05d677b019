//! RON as people write it in a pack's file: texts with what has to be escaped, and values laid out as those of
//! `assets/dataset` are. How RON is read is for [`super::load`].

use std::fmt::Write as _;

/// Columns that a line of a value takes before it is parted.
const LINE: usize = 120;
/// Columns by which what stands within brackets is indented.
const INDENT: usize = 4;

/// A value to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Ron {
    /// A text, in double quotes.
    Text(String),
    /// What stands as it is: a number, a name without fields, `true`.
    Bare(String),
    /// `[…]`, an element a line where it is long.
    List(Vec<Ron>),
    /// `("a", "b")`.
    Tuple(Vec<Ron>),
    /// `(id: "a")`, or `Name(id: "a")`.
    Struct(&'static str, Vec<(&'static str, Ron)>),
    /// `{"a": "b"}`; a key is a text or bare.
    Map(Vec<(Ron, Ron)>),
}

impl Ron {
    /// A text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// A list of texts.
    pub fn texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        Self::List(texts.into_iter().map(Self::text).collect())
    }

    /// A number with no more digits than it needs.
    #[must_use]
    pub fn number(value: f64) -> Self {
        Self::Bare(value.to_string())
    }

    /// The value as it stands in a file, the lines after the first indented by so many columns. It stays on one line if
    /// that is short or it has no parts; else each of its parts has a line of its own.
    #[must_use]
    pub fn laid_out(&self, indent: usize) -> String {
        let flat = self.on_one_line();
        if indent + flat.chars().count() <= LINE { flat } else { self.parted(indent) }
    }

    /// The value as an element of a file's list: a struct with a field a line, however short it is.
    #[must_use]
    pub fn as_record(&self, indent: usize) -> String {
        self.parted(indent)
    }

    fn on_one_line(&self) -> String {
        let joined = |values: &[Self]| values.iter().map(Self::on_one_line).collect::<Vec<_>>().join(", ");
        match self {
            Self::Text(text) => quoted(text),
            Self::Bare(text) => text.clone(),
            Self::List(values) => format!("[{}]", joined(values)),
            Self::Tuple(values) => format!("({})", joined(values)),
            Self::Struct(name, fields) => {
                let fields: Vec<_> =
                    fields.iter().map(|(name, value)| format!("{name}: {}", value.on_one_line())).collect();
                format!("{name}({})", fields.join(", "))
            }
            Self::Map(entries) => {
                let one = |(key, value): &(Self, Self)| format!("{}: {}", key.on_one_line(), value.on_one_line());
                format!("{{{}}}", entries.iter().map(one).collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn parted(&self, indent: usize) -> String {
        let inner = indent + INDENT;
        let (open, parts, close) = match self {
            Self::Text(_) | Self::Bare(_) | Self::Tuple(_) => return self.on_one_line(),
            Self::List(values) => {
                ("[".to_owned(), values.iter().map(|value| value.laid_out(inner)).collect::<Vec<_>>(), "]")
            }
            Self::Struct(name, fields) => {
                let one = |(name, value): &(&str, Self)| format!("{name}: {}", value.laid_out(inner));
                (format!("{name}("), fields.iter().map(one).collect(), ")")
            }
            Self::Map(entries) => {
                let one = |(key, value): &(Self, Self)| format!("{}: {}", key.on_one_line(), value.laid_out(inner));
                ("{".to_owned(), entries.iter().map(one).collect(), "}")
            }
        };
        if parts.is_empty() {
            return format!("{open}{close}");
        }
        let mut out = open;
        for part in parts {
            let _ = write!(out, "\n{}{part},", " ".repeat(inner));
        }
        let _ = write!(out, "\n{}{close}", " ".repeat(indent));
        out
    }
}

/// A text in double quotes.
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// What stands between the quotes: as it is, but for what would end the text or not be seen.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::data::load::options;

    #[test]
    fn a_value_is_laid_out_as_in_the_dataset() {
        let point = |year: &str, value| {
            let fields = vec![
                ("period", Ron::text(year)),
                ("value", Ron::number(value)),
                ("status", Ron::Bare("Reported".to_owned())),
            ];
            Ron::Struct("", fields)
        };
        let record = Ron::Struct(
            "",
            vec![
                ("id", Ron::text("boats")),
                ("native", Ron::Map(vec![(Ron::text("nb"), Ron::text("båter"))])),
                ("links", Ron::Map(Vec::new())),
                ("points", Ron::List(vec![point("2019", 26.0), point("2020", 24.5), point("2021", 1.0)])),
                ("fact", Ron::Tuple(vec![Ron::text("Said"), Ron::text("of \"boats\"")])),
            ],
        );
        let expected = "(\n        id: \"boats\",\n        native: {\"nb\": \"båter\"},\n        links: {},\n        points: [\n            \
                        (period: \"2019\", value: 26, status: Reported),\n            (period: \"2020\", value: 24.5, status: Reported),\n            \
                        (period: \"2021\", value: 1, status: Reported),\n        ],\n        fact: (\"Said\", \"of \\\"boats\\\"\"),\n    )";
        assert_eq!(record.as_record(4), expected);
        assert_eq!(point("2019", 26.0).laid_out(0), "(period: \"2019\", value: 26, status: Reported)");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in any::<String>(), number in any::<f64>().prop_filter("finite", |n| n.is_finite())) {
            let read: String = options().from_str(&quoted(&text)).unwrap();
            prop_assert_eq!(&read, &text);
            let Ron::Bare(written) = Ron::number(number) else { unreachable!() };
            prop_assert_eq!(options().from_str::<f64>(&written).unwrap().to_bits(), number.to_bits());
            for value in [Ron::texts([text.as_str()]), Ron::List(vec![Ron::text(&text); 40])] {
                let read: Vec<String> = options().from_str(&value.laid_out(8)).unwrap();
                prop_assert!(read.iter().all(|read| *read == text) && !read.is_empty());
            }
        }
    }
}

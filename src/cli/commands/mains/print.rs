//! Questions of the main examination and their outlines as lines of text or as Markdown.

use std::io::Write;

use clap::ValueEnum;

use crate::cli::errors::Failure;
use crate::data::Dataset;
use crate::data::mains::MainsQuestion;
use crate::text::markdown::{block, emphasised, inline, strong};
use crate::text::{counted, width, wrap};
use crate::view::outline::{Passage, Place, passages, set_in};

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Style {
    /// Plain lines
    Text,
    /// Markdown
    Md,
}

impl Style {
    /// Writes a question with its number, its outline, or both.
    pub(super) fn write<'d>(
        self,
        dataset: &'d Dataset<'d>,
        (number, question): (usize, &'d MainsQuestion<'d>),
        (asks, outlines): (bool, bool),
        columns: usize,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        let mut lines = if asks { self.asked(dataset, number, question) } else { self.named(number, question) };
        if outlines {
            lines.extend(self.outlined(dataset, question));
        }
        for line in lines {
            match self {
                Self::Text => line.write(columns, out)?,
                // Whoever reads Markdown wraps it.
                Self::Md => writeln!(out, "{}{}", line.label, line.text)?,
            }
        }
        writeln!(out)?;
        Ok(())
    }

    /// The question with what one has for it.
    fn asked(self, dataset: &Dataset<'_>, number: usize, question: &MainsQuestion<'_>) -> Vec<Printed> {
        let minutes = dataset.pack.mains.minutes(question.marks);
        let measure = format!("{}, {}, {}", question.topic, question.measure(), counted(minutes, "minute"));
        let set = set_in(dataset, question);
        match self {
            Self::Text => {
                let mut lines = vec![Printed::new(format!("{number}. "), question.question.as_str())];
                lines.push(Printed::new("   ", format!("{measure} [{}]", question.id)));
                lines.extend(set.map(|set| Printed::new("   ", set)));
                lines.extend(question.syllabus.iter().map(|line| Printed::new("   ", line.as_str())));
                lines
            }
            Self::Md => {
                let mut lines =
                    vec![Printed::new(format!("## {number}. "), inline(&question.question)), Printed::gap()];
                lines.push(Printed::new("", format!("{} · `{}`", emphasised(&measure), question.id)));
                lines.extend(set.into_iter().flat_map(|set| [Printed::gap(), Printed::new("", block(&set))]));
                let syllabus = question.syllabus.iter();
                lines.extend(syllabus.flat_map(|line| [Printed::gap(), Printed::new("", block(line))]));
                lines
            }
        }
    }

    /// The question's number and beginning, above an outline that stands alone.
    fn named(self, number: usize, question: &MainsQuestion<'_>) -> Vec<Printed> {
        match self {
            Self::Text => vec![Printed::new(format!("{number}. "), format!("Outline of {}", question.id))],
            Self::Md => vec![Printed::new(format!("## {number}. "), format!("Outline of `{}`", question.id))],
        }
    }

    fn outlined<'d>(self, dataset: &'d Dataset<'d>, question: &'d MainsQuestion<'d>) -> Vec<Printed> {
        let mut lines = Vec::new();
        let mut heading = "";
        for passage in passages(dataset, question) {
            if passage.place.heading() != heading {
                heading = passage.place.heading();
                lines.push(Printed::gap());
                match self {
                    Self::Text => lines.push(Printed::new("   ", heading)),
                    Self::Md => lines.extend([Printed::new("### ", heading), Printed::gap()]),
                }
            }
            let told = told(dataset, &passage);
            let listed = matches!(passage.place, Place::Point(_) | Place::Worth | Place::Mistake);
            let (label, name) = match (self, &passage.place) {
                (Self::Text, Place::Source(number)) => ("   ", format!("{number} ")),
                // A number and a point would begin a list, and count on by itself.
                (Self::Md, Place::Source(number)) => ("- ", format!("\\[{number}\\] ")),
                (Self::Text, Place::Point(label)) => ("   - ", format!("{label}: ")),
                (Self::Md, Place::Point(label)) => ("- ", format!("{} ", strong(&format!("{label}:")))),
                (Self::Text, _) if listed => ("   - ", String::new()),
                (Self::Text, _) => ("   ", String::new()),
                (Self::Md, _) if listed => ("- ", String::new()),
                (Self::Md, _) => ("", String::new()),
            };
            let told = if self == Self::Md { if name.is_empty() { block(&told) } else { inline(&told) } } else { told };
            lines.push(Printed::new(label, format!("{name}{told}")));
        }
        lines
    }
}

/// A passage with the ids of the records it names.
fn told(dataset: &Dataset<'_>, passage: &Passage) -> String {
    let records: Vec<&str> = passage.records.iter().filter_map(|id| dataset.get(*id)).map(|item| item.id()).collect();
    if records.is_empty() { passage.text.clone() } else { format!("{} See {}.", passage.text, records.join(", ")) }
}

/// A line as it is printed; what goes on below stands under its text.
struct Printed {
    label: String,
    text: String,
}

impl Printed {
    fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { label: label.into(), text: text.into() }
    }

    fn gap() -> Self {
        Self::new("", "")
    }

    fn write(&self, columns: usize, out: &mut dyn Write) -> Result<(), Failure> {
        let indent = width(&self.label);
        let mut label = self.label.clone();
        for part in wrap(&self.text, columns.saturating_sub(indent).max(1)) {
            writeln!(out, "{}", format!("{label}{part}").trim_end())?;
            label = " ".repeat(indent);
        }
        Ok(())
    }
}

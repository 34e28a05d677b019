//! `maitri pack schema`: every field that may stand in a pack, read off the types that the loader uses.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::cli::commands::list::Layout;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::data::Kind;
use crate::data::files::{CARDS_FILE, DISPUTES_FILE, MAINS_FILE, PACK_FILE, QUESTIONS_FILE};
use crate::data::pack::exam::ExamScheme;
use crate::data::pack::mains::MainsScheme;
use crate::data::pack::usage::{Offices, Usage};
use crate::data::problem::did_you_mean;
use crate::data::schema::example::{Examples, root_of};
use crate::data::schema::{Field, Form, Leaf, Presence, Schema, Shape, Type, schema};
use crate::text::wrap;

/// What to tell of.
#[derive(Debug, Args)]
pub(crate) struct Fields {
    /// A kind, as in agreement, or a file, as in pack or cards.ron; all of them if left out
    #[arg(value_name = "KIND|FILE")]
    name: Option<String>,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    layout: Layout,
}

/// How the fields are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines of text
    Text,
    /// One JSON array, a field an object
    Json,
}

/// The files with a meaning of their own, besides those of the kinds.
const FILES: [&str; 5] = [PACK_FILE, DISPUTES_FILE, QUESTIONS_FILE, CARDS_FILE, MAINS_FILE];

/// What may be asked for: a name, what it is told under, and the shapes it begins with.
struct Section {
    name: &'static str,
    heading: String,
    roots: Vec<String>,
}

fn sections() -> Vec<Section> {
    let file = |file: &'static str| {
        let holds = if file == PACK_FILE { "one struct in round brackets" } else { "a list in square brackets" };
        Section {
            name: file.trim_end_matches(".ron"),
            heading: format!("{file}: {holds}"),
            roots: vec![root_of(file).to_owned()],
        }
    };
    let kind = |kind: Kind| {
        let mut section = Section { name: kind.id(), heading: String::new(), roots: vec![format!("{kind:?}")] };
        section.heading = if kind == Kind::Series {
            format!("{}: a list in square brackets", kind.file())
        } else {
            format!("body: {kind:?}(…), of a record in {} or any other file of records", kind.file())
        };
        section
    };
    let record = Section {
        name: "record",
        heading: "Every other file: a list of records in square brackets".to_owned(),
        roots: vec!["Record".to_owned()],
    };
    let layer = Section {
        name: "layer",
        heading:
            "A pack that lies on another: its pack.ron, and what its lists hold besides what they hold in any pack"
                .to_owned(),
        roots: vec!["HeadOfLayer".to_owned(), "LayerEntry".to_owned()],
    };
    let [head, rest @ ..] = FILES;
    let mut all = vec![file(head), layer, record];
    all.extend(Kind::ALL.into_iter().map(kind));
    all.extend(rest.into_iter().map(file));
    all
}

impl Fields {
    /// Tells them.
    pub(super) fn run(&self, io: &mut Io<'_>) -> Result<(), Failure> {
        let schema = schema();
        let wanted = self.wanted()?;
        let examples = Examples::new(&schema);
        let is_all = self.name.is_none();
        // Whoever asks for a kind is told the whole record; whoever asks for all, each thing once.
        let mut told: Vec<&str> = Vec::new();
        let mut rows: Vec<Row> = Vec::new();
        let mut text = String::new();
        let columns = self.layout.columns(io);
        for section in &wanted {
            let roots: Vec<&Shape> = section.roots.iter().filter_map(|root| schema.shape(root)).collect();
            let is_body = Kind::ALL.iter().any(|kind| kind.id() == section.name && *kind != Kind::Series);
            let record = schema.shape("Record").filter(|_| is_body && !is_all);
            let outer: Vec<&Shape> = roots.into_iter().chain(record).collect();
            push(&mut text, 0, &section.heading, columns);
            text.push('\n');
            for shape in schema.within(&outer) {
                if !is_all || !told.contains(&shape.name.as_str()) {
                    told.push(&shape.name);
                    tell(&schema, shape, &examples, columns, &mut text);
                    rows.extend(
                        shape
                            .fields()
                            .iter()
                            .map(|field| Row::new(&schema, section.name, shape, (field, examples.of(shape, field)))),
                    );
                }
            }
        }
        match self.format {
            Format::Text => {
                notations(columns, &mut text);
                write!(io.output, "{text}")?;
            }
            Format::Json => {
                serde_json::to_writer_pretty(&mut io.output, &rows)?;
                writeln!(io.output)?;
            }
        }
        Ok(())
    }

    fn wanted(&self) -> Result<Vec<Section>, Failure> {
        let mut all = sections();
        let Some(name) = &self.name else { return Ok(all) };
        let lower = name.to_lowercase();
        let stem = lower.trim_end_matches(".ron");
        // A file of a kind is asked for as the kind.
        let kind = Kind::ALL
            .iter()
            .find(|kind| kind.file().trim_end_matches(".ron") == stem || kind.plural().to_lowercase() == stem);
        let stem = kind.map_or(stem, |kind| kind.id());
        let known: Vec<&str> = all.iter().map(|section| section.name).collect();
        if !known.contains(&stem) {
            let near = did_you_mean(stem, known.iter().copied());
            let names = known.join(", ");
            let dot = if near.is_empty() { "." } else { "" };
            return Err(Failure::Refused(format!("there is no kind or file “{name}”{near}{dot} There are: {names}")));
        }
        all.retain(|section| section.name == stem);
        Ok(all)
    }
}

/// Writes a shape: its fields, or its words.
fn tell(schema: &Schema, shape: &Shape, examples: &Examples<'_>, columns: usize, text: &mut String) {
    let mut line = |indent: usize, line: &str| push(text, indent, line, columns);
    let order = match &shape.form {
        Form::Fields(_) => "",
        Form::Tuple(_) => " In round brackets, without names, in this order:",
        Form::Words(_) => " One of these words, without quotes:",
    };
    line(0, &format!("{}: {}{order}", shape.name, shape.meaning));
    for (at, field) in shape.fields().iter().enumerate() {
        let name = if field.name.is_empty() { format!("{}.", at + 1) } else { field.name.clone() };
        line(2, &format!("{name}: {}; {}", type_in_words(schema, &field.written), presence(shape, field)));
        line(6, &field.meaning);
        if field.written != Type::Body {
            line(6, &format!("as in {}", examples.of(shape, field)));
        }
    }
    if let Form::Words(words) = &shape.form {
        for word in words {
            line(2, &format!("{}: {}", word.name, word.meaning));
        }
    }
    text.push('\n');
}

/// How the leaves are written.
fn notations(columns: usize, text: &mut String) {
    text.push_str("How they are written\n");
    for leaf in Leaf::ALL {
        push(text, 2, &format!("{}: {}", leaf.name(), leaf.notation()), columns);
    }
}

/// Adds lines of at most so many columns, indented.
fn push(text: &mut String, indent: usize, line: &str, columns: usize) {
    let indent = if columns > 2 * indent { indent } else { 0 };
    for line in wrap(line, columns - indent) {
        let _ = writeln!(text, "{}{line}", " ".repeat(indent));
    }
}

/// A type as somebody would say it.
fn type_in_words(schema: &Schema, written: &Type) -> String {
    match written {
        Type::Leaf(leaf) => leaf.name().to_owned(),
        Type::List(inner) => format!("list of {}", type_in_words(schema, inner)),
        Type::Tuple(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| type_in_words(schema, part)).collect();
            format!("({})", parts.join(", "))
        }
        Type::Shape(name) => match schema.shape(name).map(|shape| &shape.form) {
            Some(Form::Words(_)) => format!("a word of {name}"),
            _ => name.clone(),
        },
        Type::Body => "a kind with its fields".to_owned(),
    }
}

/// Whether a field must be there, and what holds where it may be left out.
fn presence(shape: &Shape, field: &Field) -> String {
    match default(shape, field) {
        None => "must be there".to_owned(),
        Some(default) if default.is_empty() => "may be left out".to_owned(),
        Some(default) => format!("left out, {default}"),
    }
}

/// What holds where a field is left out; nothing if it may not be.
fn default(shape: &Shape, field: &Field) -> Option<String> {
    match (field.presence, &field.written) {
        (Presence::Required, _) => None,
        (Presence::Optional, Type::List(_)) => Some("[]".to_owned()),
        (Presence::Optional, Type::Leaf(Leaf::Bool)) => Some("false".to_owned()),
        (Presence::Optional, _) => Some(String::new()),
        (Presence::OfStruct, _) => Some(of_struct(shape, field)),
    }
}

/// What a struct has by itself in a field.
fn of_struct(shape: &Shape, field: &Field) -> String {
    let whole = match shape.name.as_str() {
        "ExamScheme" => serde_json::to_value(ExamScheme::default()),
        "MainsScheme" => serde_json::to_value(MainsScheme::default()),
        "Offices" => serde_json::to_value(Offices::default()),
        "Usage" => serde_json::to_value(Usage::default()),
        _ => return String::new(),
    };
    whole.ok().and_then(|whole| whole.get(&field.name).map(ToString::to_string)).unwrap_or_default()
}

/// A field for other programs.
#[derive(Serialize)]
struct Row {
    within: &'static str,
    shape: String,
    field: String,
    #[serde(rename = "type")]
    written: String,
    is_required: bool,
    default: Option<String>,
    meaning: String,
    example: String,
}

impl Row {
    fn new(schema: &Schema, within: &'static str, shape: &Shape, (field, example): (&Field, String)) -> Self {
        let default = default(shape, field);
        Self {
            within,
            shape: shape.name.clone(),
            field: field.name.clone(),
            written: type_in_words(schema, &field.written),
            is_required: default.is_none(),
            default: default.filter(|default| !default.is_empty()),
            meaning: field.meaning.clone(),
            example,
        }
    }
}

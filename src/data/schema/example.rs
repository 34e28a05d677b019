//! An example for every field: as it stands in the pack to begin with ([`template`]) or in a few
//! lines below; where neither has one, made of its type.

use std::collections::HashMap;

use super::{Form, Schema, Shape, Type};
use crate::data::Kind;
use crate::data::files::{CARDS_FILE, DISPUTES_FILE, MAINS_FILE, PACK_FILE, QUESTIONS_FILE};
use crate::data::ron_value::Value;
use crate::data::template::{self, CountryNames, Names};

/// What the pack to begin with leaves out.
const MORE: [(&str, &str); 14] = [
    (
        "Pack",
        r#"(
            id: "norway-chile",
            statuses: [(id: Shelved, name: "Shelved", signed_again: false)],
            stances: [(id: Risk, name: "Risk", heading: "Risks", opens: false)],
            groups: [(id: Fish, name: "Fish and seafood", is_detail: false)],
            languages: [(code: "nb", name: "Norwegian")],
            fiscal_year: (first_month: 4, label: "FY"),
            turning_points: [1945],
            eras: [(name: "Age of sail", short: "Sail", when: "1700/1849", cites: ["example-report ¶1"])],
            currencies: [(code: "NOK", before: ["kr"], after: ["kroner"])],
            offices: (ranks: [["King"], ["Chancellor"], ["Envoy"]], single: ["Chancellor of "], shared: ["State"]),
            usage: (
                magnitudes: ["dozen"], numbered: ["Apollo"], things: ["Salmon-Connect"], wide_places: ["Antarctica"],
                of_sources: ["the report counts"], hedges: ["it is said"],
            ),
            exam: (right: "2", wrong: "2/3", seconds: 72),
            mains: (marks: 250, minutes: 180),
            exams: [(name: "Short paper", questions: 40, minutes: 30, right: "1", wrong: "1/4", cite: "example-report ¶1")],
            breakdowns: [(title: "Boats by wood", parts: [("boats-oak", "Oak"), ("boats-pine", "Pine")], total: "boats-sold")],
            ladder: [(
                name: "Harbour Partnership", short: "Harbour", when: "1999-05-04", record: "harbour-agreement",
                papers: ["twin-lighthouses"], cites: ["example-report ¶3"],
            )],
            summits: "harbour-committee",
            charts: [
                (
                    id: "boats", title: "Boats sold each way", about: "Boats sold and bought, by year.", group: Trade,
                    members: [("boats-sold", "Sold", Main), ("boats-bought", "Bought", Main)],
                    visible: ["boats-sold"], second: ["boats-crews"], figures: ["boats-gifts"],
                    fill: (of: "boats-sold", less: "boats-bought", below: "deficit", above: "surplus"),
                    events: ["twin-lighthouses"], disputes: ["boats-of-1985"], shape: Rows, breakdown: "Boats by wood",
                ),
            ],
        )"#,
    ),
    ("HeadOfLayer", r#"(extends: "norway-chile", id: "news", title: "News of December", edition: "2026-12-01")"#),
    (
        "LayerEntry",
        r#"(amend: "boats-sold", replace: "boats-sold", withdraw: "boats-sold", cite: "example-page ¶1",
            because: "It was counted again.", add: (aka: ["Boats"]), take: (aka: ["boat trade"]))"#,
    ),
    (
        "Record",
        r#"(native: {"nb": "havneavtale"}, read_as: {"nb": "HAHV-neh-ahv-tah-leh"}, was: ["old-harbour-paper"])"#,
    ),
    ("Agreement", r#"(expires: "2028-12-31")"#),
    ("Institution", r#"(level: "Ministers", chairs: ["The two ministers of ports"])"#),
    ("Series", r#"(aka: ["boat trade"], note: "Nobody counted in 2017.")"#),
    ("BankQuestion", r"(choices: [[1], [1, 2], [2, 3], [1, 2, 3]], explains: true)"),
    ("QuestionItem", r#"(with: "a lighthouse", place: 2)"#),
    ("WrittenCard", r#"(was: ["harbours-open"])"#),
    ("MainsQuestion", r#"(set: ("Examination of 2019, paper II", "example-page ¶1"))"#),
    ("Edition", r#"(note: "The first with aircraft.")"#),
    ("Meeting", r#"(note: "It let in two further ports.")"#),
    ("Place", r#"(region: "Example Bay")"#),
];

/// Examples, by shape and field.
#[derive(Debug)]
pub struct Examples<'s> {
    schema: &'s Schema,
    found: HashMap<(String, String), String>,
}

impl<'s> Examples<'s> {
    /// Gathers them.
    #[must_use]
    pub fn new(schema: &'s Schema) -> Self {
        let mut examples = Self { schema, found: HashMap::new() };
        for (name, text) in template::files(&names()).unwrap_or_default() {
            let root = root_of(name);
            if let Some(value) = Value::read(&text) {
                examples.gather(&if name == PACK_FILE { shape(root) } else { list(shape(root)) }, &value);
            }
        }
        for (name, text) in MORE {
            if let Some(value) = Value::read(text) {
                examples.gather(&shape(name), &value);
            }
        }
        examples
    }

    /// An example of a field's value, on one line.
    #[must_use]
    pub fn of(&self, shape: &Shape, field: &super::Field) -> String {
        let key = (shape.name.clone(), field.name.clone());
        self.found.get(&key).cloned().unwrap_or_else(|| self.made(&field.written))
    }

    /// A value of a type, of no particular meaning.
    fn made(&self, written: &Type) -> String {
        match written {
            Type::Leaf(leaf) => leaf.example().to_owned(),
            Type::List(inner) => format!("[{}]", self.made(inner)),
            Type::Tuple(parts) => {
                format!("({})", parts.iter().map(|part| self.made(part)).collect::<Vec<_>>().join(", "))
            }
            Type::Shape(name) => self.schema.shape(name).map_or_else(String::new, |shape| self.whole(shape)),
            Type::Body => "Theme(stance: Significance)".to_owned(),
        }
    }

    /// A value of a shape with all that it may have.
    #[must_use]
    pub fn whole(&self, shape: &Shape) -> String {
        let parts: Vec<String> = match &shape.form {
            Form::Words(words) => return words.first().map_or_else(String::new, |word| word.name.clone()),
            Form::Tuple(fields) => fields.iter().map(|field| self.of(shape, field)).collect(),
            Form::Fields(fields) => {
                fields.iter().map(|field| format!("{}: {}", field.name, self.of(shape, field))).collect()
            }
        };
        format!("({})", parts.join(", "))
    }

    /// Takes in what stands in a value, the first of each field.
    fn gather(&mut self, written: &Type, value: &Value<'_>) {
        match written {
            Type::Leaf(_) => {}
            Type::List(inner) => value.parts.iter().for_each(|(_, part)| self.gather(inner, part)),
            Type::Tuple(types) => {
                types.iter().zip(&value.parts).for_each(|(inner, (_, part))| self.gather(inner, part));
            }
            // A kind is called as its shape is.
            Type::Body => self.gather(&shape(value.word), value),
            Type::Shape(name) => {
                let schema = self.schema;
                let Some(shape) = schema.shape(name) else { return };
                for (at, field) in shape.fields().iter().enumerate() {
                    let is_named = matches!(shape.form, Form::Fields(_));
                    let part = value.parts.iter().enumerate().find(|(index, (key, _))| {
                        if is_named { *key == field.name } else { *index == at && value.open == Some('(') }
                    });
                    if let Some((_, (_, part))) = part {
                        let key = (shape.name.clone(), field.name.clone());
                        self.found.entry(key).or_insert_with(|| part.as_example());
                        self.gather(&field.written, part);
                    }
                }
            }
        }
    }
}

fn shape(name: &str) -> Type {
    Type::Shape(name.to_owned())
}

fn list(of: Type) -> Type {
    Type::List(Box::new(of))
}

/// What a file holds, or each element of its list.
#[must_use]
pub fn root_of(file: &str) -> &'static str {
    match file {
        PACK_FILE => "Pack",
        DISPUTES_FILE => "Conflict",
        QUESTIONS_FILE => "BankQuestion",
        CARDS_FILE => "WrittenCard",
        MAINS_FILE => "MainsQuestion",
        file if file == Kind::Series.file() => "Series",
        _ => "Record",
    }
}

fn names() -> Names {
    let country = |name: &str, code: &str, adjective: &str| CountryNames {
        code: code.to_owned(),
        name: name.to_owned(),
        adjective: adjective.to_owned(),
    };
    Names {
        title: None,
        countries: [country("Norway", "no", "Norwegian"), country("Chile", "cl", "Chilean")],
        languages: vec![("nb".to_owned(), "Norwegian".to_owned())],
        sectors: Vec::new(),
        today: "2026-11-29".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use ron::error::Error as RonError;
    use serde::de::DeserializeOwned;

    use super::*;
    use crate::data::card::WrittenCard;
    use crate::data::dispute::Conflict;
    use crate::data::load::options;
    use crate::data::mains::MainsQuestion;
    use crate::data::question::BankQuestion;
    use crate::data::schema::{Leaf, schema};
    use crate::data::{Pack, Record, Series};

    /// Reads a text as the loader does.
    fn read<T: DeserializeOwned>(text: &str) {
        if let Err(error) = options().from_str::<T>(text) {
            panic!("{error}:\n{text}");
        }
    }

    /// The whole of a record of a kind.
    fn record(examples: &Examples<'_>, schema: &Schema, kind: Kind) -> String {
        let name = format!("{kind:?}");
        let (record, body) = (schema.shape("Record").unwrap(), schema.shape(&name).unwrap());
        let head = examples.whole(record);
        let (head, _) = head.rsplit_once(", body: ").unwrap();
        format!("{head}, body: {name}{})", examples.whole(body))
    }

    macro_rules! reads {
        ($($shape:literal: $ty:ty),+ $(,)?) => {
            /// Reads everything there is as a value of each root.
            fn read_all(examples: &Examples<'_>, schema: &Schema) {
                $(
                    let text: &'static str = examples.whole(schema.shape($shape).unwrap()).leak();
                    if let Err(error) = options().from_str::<$ty>(text) {
                        panic!("{error}:\n{text}");
                    }
                )+
            }
        };
    }

    reads! {
        "Pack": Pack<'static>, "Series": Series<'static>, "Conflict": Conflict<'static>,
        "BankQuestion": BankQuestion<'static>, "WrittenCard": WrittenCard<'static>, "MainsQuestion": MainsQuestion<'static>,
    }

    #[test]
    fn every_example_reads() {
        let schema = schema();
        let examples = Examples::new(&schema);
        read_all(&examples, &schema);
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Series) {
            let text: &'static str = record(&examples, &schema, kind).leak();
            let read: Record<'static> = options().from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
            assert_eq!(read.kind, kind);
        }
        for leaf in Leaf::ALL {
            let text = leaf.example();
            match leaf {
                Leaf::Text | Leaf::Date | Leaf::Period | Leaf::Cites | Leaf::Marks => read::<String>(text),
                Leaf::Whole | Leaf::Number => read::<f64>(text),
                Leaf::Bool => read::<bool>(text),
                Leaf::Word | Leaf::Names | Leaf::Links | Leaf::Lists => {}
            }
        }
    }

    /// Reads a text as a root, and gives what is wrong with it.
    type Reading<'r> = &'r dyn Fn(&str) -> Option<RonError>;

    /// The fields that the loader knows where it is given one that it does not.
    fn known(before: &str, shape: &str, whole: &str, after: &str, read: Reading<'_>) -> Vec<String> {
        let text = format!("{before}{}{after}", whole.replacen('(', "(no_such_field: 1, ", 1));
        match read(&text) {
            Some(RonError::NoSuchStructField { expected, .. }) => {
                expected.iter().map(|name| (*name).to_owned()).collect()
            }
            other => panic!("{shape}: {other:?}\n{text}"),
        }
    }

    #[test]
    fn every_field_that_the_loader_reads_is_told_and_no_other() {
        let schema = schema();
        let examples = Examples::new(&schema);
        let told = |shape: &Shape| shape.fields().iter().map(|field| field.name.clone()).collect::<Vec<_>>();
        let leaked = |text: &str| -> &'static str { text.to_owned().leak() };
        let roots: [(&str, Reading<'_>); 7] = [
            ("Pack", &|text| options().from_str::<Pack<'static>>(leaked(text)).err().map(|error| error.code)),
            ("Record", &|text| options().from_str::<Record<'static>>(leaked(text)).err().map(|error| error.code)),
            ("Series", &|text| options().from_str::<Series<'static>>(leaked(text)).err().map(|error| error.code)),
            ("Conflict", &|text| options().from_str::<Conflict<'static>>(leaked(text)).err().map(|error| error.code)),
            ("BankQuestion", &|text| {
                options().from_str::<BankQuestion<'static>>(leaked(text)).err().map(|error| error.code)
            }),
            ("WrittenCard", &|text| {
                options().from_str::<WrittenCard<'static>>(leaked(text)).err().map(|error| error.code)
            }),
            ("MainsQuestion", &|text| {
                options().from_str::<MainsQuestion<'static>>(leaked(text)).err().map(|error| error.code)
            }),
        ];
        for (root, read) in roots {
            let shape = schema.shape(root).unwrap();
            assert_eq!(told(shape), known("", root, &examples.whole(shape), "", read), "{root}");
            // And of all that stands within it: the field before it is put into the inner one.
            for field in shape.fields() {
                let [name] = field.written.names()[..] else { continue };
                let inner = schema.shape(name).unwrap();
                if !matches!(inner.form, Form::Fields(_)) || matches!(field.written, Type::Leaf(_)) {
                    continue;
                }
                let whole = examples.whole(inner);
                let (open, close) = if matches!(field.written, Type::List(_)) { ("[", "]") } else { ("", "") };
                let before = format!("({}: {open}", field.name);
                assert_eq!(told(inner), known(&before, name, &whole, &format!("{close})"), read), "{name}");
            }
        }
        let (_, read) = roots[1];
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Series) {
            let name = format!("{kind:?}");
            let shape = schema.shape(&name).unwrap();
            let whole = examples.whole(shape);
            assert_eq!(told(shape), known(&format!("(body: {name}"), &name, &whole, ")", read), "{name}");
        }
    }

    #[test]
    fn every_word_that_the_loader_reads_is_told() {
        let schema = schema();
        for shape in &schema.shapes {
            assert!(!shape.meaning.is_empty(), "{} has no comment", shape.name);
            for field in shape.fields() {
                assert!(
                    !field.meaning.is_empty() || field.name.is_empty(),
                    "{}.{} has no comment",
                    shape.name,
                    field.name
                );
            }
        }
        let relations: Vec<String> =
            crate::data::link::Relation::ALL.iter().map(|relation| format!("{relation:?}")).collect();
        let Form::Words(words) = &schema.shape("Relation").unwrap().form else { panic!("no words") };
        assert_eq!(words.iter().map(|word| word.name.clone()).collect::<Vec<_>>(), relations);
    }
}

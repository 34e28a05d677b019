//! A part of the build script: reads the schema of packs off the types that the loader uses and off their comments, which are written for authors
//! of packs.
//!
//! A type whose text is read in its own way stands in [`leaf`] or [`read_by`]; whoever adds one is told so by the build.

use std::path::{Path, PathBuf};
use std::{fs, io};

use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Expr, GenericArgument, Ident, Item, Lit, LitStr, Meta, PathArguments, Token, braced};

use crate::data::Kind;
use crate::data::schema::{Field, Form, Leaf, Presence, Schema, Shape, Type, Word};

/// What a file of a pack begins with.
const ROOTS: [&str; 9] = [
    "Pack",
    "Record",
    "Series",
    "Conflict",
    "BankQuestion",
    "WrittenCard",
    "MainsQuestion",
    "HeadOfLayer",
    "LayerEntry",
];
/// What [`Leaf::Links`] leads to.
const RELATION: &str = "Relation";

/// The schema, from the sources of the data room.
///
/// # Errors
/// What cannot be read off, with what to do about it.
pub(crate) fn schema(sources: &Path) -> Result<Schema, String> {
    let mut all = Vec::new();
    for path in files(sources).map_err(|error| error.to_string())? {
        let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
        let file = syn::parse_file(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        for item in &file.items {
            all.extend(shape(item).transpose());
        }
    }
    let all: Vec<Result<Shape, (String, String)>> = all;
    let kinds: Vec<String> = Kind::ALL.iter().map(|kind| format!("{kind:?}")).collect();
    let mut wanted: Vec<String> = ROOTS.iter().map(|root| (*root).to_owned()).chain(kinds).collect();
    wanted.push(RELATION.to_owned());
    let mut shapes: Vec<Shape> = Vec::new();
    while let Some(name) = wanted.pop() {
        if shapes.iter().any(|shape| shape.name == name) {
            continue;
        }
        let mut found = all.iter().filter(|shape| match shape {
            Ok(shape) => shape.name == name,
            Err((of, _)) => *of == name,
        });
        match (found.next(), found.next()) {
            (Some(Ok(shape)), None) => {
                wanted.extend(shape.names().into_iter().map(str::to_owned));
                shapes.push(shape.clone());
            }
            (Some(Err((name, sentence))), _) => return Err(format!("{name}: {sentence}")),
            (None, _) => return Err(format!("no type of src/data is called {name}; name it in src/build_types.rs")),
            (Some(_), Some(_)) => return Err(format!("two types of src/data are called {name}; rename one")),
        }
    }
    Ok(Schema { shapes })
}

/// The sources below a directory, in order.
fn files(directory: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(directory)?.collect::<io::Result<Vec<_>>>()?.into_iter().map(|entry| entry.path()).collect();
    entries.sort();
    let mut found = Vec::new();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    Ok(found)
}

/// What may go wrong with a type: its name, and a sentence.
type Failed = (String, String);

/// A type that a file may hold; nothing for other items.
fn shape(item: &Item) -> Result<Option<Shape>, Failed> {
    match item {
        Item::Struct(item) if derives(&item.attrs) => {
            let serde = serde(&item.attrs);
            let name = serde.value("rename").unwrap_or_else(|| item.ident.to_string());
            let failed = |sentence: String| (name.clone(), sentence);
            // What it wraps is what stands in the file.
            if serde.has("transparent") {
                return Ok(None);
            }
            let is_tuple = match serde.value("from") {
                // Written as a tuple of the same fields.
                Some(from) if from.starts_with('(') => true,
                // Another type is what stands in the file.
                Some(_) => return Ok(None),
                None => matches!(item.fields, syn::Fields::Unnamed(_)),
            };
            let mut fields = Vec::new();
            for field in item.fields.iter().filter(|field| !self::serde(&field.attrs).has("skip")) {
                fields.push(self::field(field, serde.has("default")).map_err(failed)?);
            }
            let form = if is_tuple { Form::Tuple(fields) } else { Form::Fields(fields) };
            Ok(Some(Shape { meaning: meaning(&item.attrs), form, name }))
        }
        Item::Enum(item) if derives(&item.attrs) => {
            let words = item
                .variants
                .iter()
                .map(|variant| Word { name: variant.ident.to_string(), meaning: meaning(&variant.attrs) });
            let form = Form::Words(words.collect());
            Ok(Some(Shape { name: item.ident.to_string(), meaning: meaning(&item.attrs), form }))
        }
        // The closed lists of bodies: see `src/data/body.rs`.
        Item::Macro(item) if item.mac.path.is_ident("words") => match item.mac.parse_body::<Words>() {
            Ok(Words(shape)) => Ok(Some(shape)),
            Err(error) => Err(("words!".to_owned(), error.to_string())),
        },
        _ => Ok(None),
    }
}

/// `/// … Name { /// … Word = "word", … }`.
struct Words(Shape);

impl Parse for Words {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = Attribute::parse_outer(input)?;
        let name: Ident = input.parse()?;
        let inner;
        braced!(inner in input);
        let mut words = Vec::new();
        while !inner.is_empty() {
            let attributes = Attribute::parse_outer(&inner)?;
            let name: Ident = inner.parse()?;
            inner.parse::<Token![=]>()?;
            inner.parse::<LitStr>()?;
            if !inner.is_empty() {
                inner.parse::<Token![,]>()?;
            }
            words.push(Word { name: name.to_string(), meaning: meaning(&attributes) });
        }
        Ok(Self(Shape { name: name.to_string(), meaning: meaning(&attributes), form: Form::Words(words) }))
    }
}

fn field(field: &syn::Field, of_struct: bool) -> Result<Field, String> {
    let serde = serde(&field.attrs);
    let ident = field.ident.as_ref().map_or_else(String::new, ToString::to_string);
    let name = serde.value("rename").unwrap_or(ident);
    let written = match serde.value("deserialize_with") {
        Some(path) => read_by(&path, &field.ty).ok_or_else(|| {
            format!(
                "{name} is read by {path}, of which src/build_types.rs does not know what it reads; say it in `read_by`"
            )
        })?,
        None => written(&field.ty)?,
    };
    let presence = if of_struct {
        Presence::OfStruct
    } else if serde.has("default") || is_option(&field.ty) {
        Presence::Optional
    } else {
        Presence::Required
    };
    Ok(Field { name, meaning: meaning(&field.attrs), written, presence })
}

/// What a function reads in its own way.
fn read_by(path: &str, ty: &syn::Type) -> Option<Type> {
    match path {
        "native::by_language" => Some(Type::Leaf(Leaf::Names)),
        "link::by_relation" => Some(Type::Leaf(Leaf::Links)),
        // Each may be the id of one instead.
        "dispute::written" => Some(Type::List(Box::new(Type::Shape("Conflict".to_owned())))),
        "sources_elsewhere" => Some(Type::List(Box::new(Type::Shape("Source".to_owned())))),
        // These read what there is, and only look at it or at the room it takes.
        "exact_list::read" | "something" | "pace" | "some" | "month" => written(ty).ok(),
        _ => None,
    }
}

/// What has no parts in the file.
fn leaf(name: &str) -> Option<Leaf> {
    match name {
        "Text" | "Label" | "String" => Some(Leaf::Text),
        "PartialDate" => Some(Leaf::Date),
        "Period" => Some(Leaf::Period),
        "Cites" => Some(Leaf::Cites),
        "Marks" => Some(Leaf::Marks),
        "u8" | "u16" | "u32" | "i8" | "i16" | "i32" => Some(Leaf::Whole),
        "f64" => Some(Leaf::Number),
        "bool" => Some(Leaf::Bool),
        "Word" => Some(Leaf::Word),
        "NamedLists" => Some(Leaf::Lists),
        _ => None,
    }
}

fn written(ty: &syn::Type) -> Result<Type, String> {
    match ty {
        syn::Type::Path(path) => {
            let last = path.path.segments.last().ok_or("a type without a name")?;
            let name = last.ident.to_string();
            match (name.as_str(), inner(last)) {
                ("Option" | "Box", Some(inner)) => written(inner),
                ("Vec", Some(inner)) => Ok(Type::List(Box::new(written(inner)?))),
                ("Body", _) => Ok(Type::Body),
                ("Passages", _) => Ok(Type::List(Box::new(Type::Leaf(Leaf::Text)))),
                ("Sources", _) => Ok(Type::List(Box::new(Type::Shape("Source".to_owned())))),
                (name, _) => Ok(leaf(name).map_or_else(|| Type::Shape(name.to_owned()), Type::Leaf)),
            }
        }
        syn::Type::Slice(slice) => Ok(Type::List(Box::new(written(&slice.elem)?))),
        syn::Type::Tuple(tuple) => Ok(Type::Tuple(tuple.elems.iter().map(written).collect::<Result<_, _>>()?)),
        _ => Err("a type that no file can hold; say in src/build_types.rs how it is written".to_owned()),
    }
}

/// The type between the angle brackets, if there is one.
fn inner(segment: &syn::PathSegment) -> Option<&syn::Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

fn is_option(ty: &syn::Type) -> bool {
    let syn::Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|segment| segment.ident == "Option")
}

fn derives(attributes: &[Attribute]) -> bool {
    let mut found = false;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
        let _ = attribute.parse_nested_meta(|meta| {
            found |= meta.path.segments.last().is_some_and(|segment| segment.ident == "Deserialize");
            Ok(())
        });
    }
    found
}

/// What serde is told of a type or a field: names, and texts where they have one.
struct Serde(Vec<(String, Option<String>)>);

impl Serde {
    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    fn value(&self, name: &str) -> Option<String> {
        self.0.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.clone())
    }
}

fn serde(attributes: &[Attribute]) -> Serde {
    let mut told = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        let _ = attribute.parse_nested_meta(|meta| {
            let name = meta.path.get_ident().map_or_else(String::new, ToString::to_string);
            if meta.input.peek(Token![=]) {
                let text: LitStr = meta.value()?.parse()?;
                told.push((name, Some(text.value())));
            } else {
                // What only the writer is told, as in `rename(serialize = "cites")`.
                if meta.input.peek(syn::token::Paren) {
                    meta.parse_nested_meta(|inner| inner.value()?.parse::<LitStr>().map(|_| ()))?;
                } else {
                    told.push((name, None));
                }
            }
            Ok(())
        });
    }
    Serde(told)
}

/// The comment of an item on one line, links to other items as plain words.
fn meaning(attributes: &[Attribute]) -> String {
    let mut paragraphs = vec![String::new()];
    for attribute in attributes {
        let Meta::NameValue(meta) = &attribute.meta else { continue };
        let Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) = &meta.value else { continue };
        if !meta.path.is_ident("doc") {
            continue;
        }
        match (text.value().trim(), paragraphs.last_mut()) {
            ("", _) => paragraphs.push(String::new()),
            (line, Some(last)) if !last.is_empty() => {
                last.push(' ');
                last.push_str(line);
            }
            (line, Some(last)) => last.push_str(line),
            (_, None) => {}
        }
    }
    // What follows the first paragraph is for those who work on the program.
    plain(paragraphs.first().map_or("", String::as_str))
}

/// A link of a comment, as to `QuestionForm::Which`, becomes its last word: `Which`.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[`") {
        out.push_str(before);
        let Some((link, after)) = after.split_once("`]") else { break };
        out.push_str(link.rsplit("::").next().unwrap_or(link).trim_end_matches("()"));
        rest = after;
    }
    out.push_str(rest);
    out
}

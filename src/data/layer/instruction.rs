//! What the files of a layer say: what it adds, and what it changes of what is there. Each is taken as text here; what
//! it comes to is for [`super::history`], and what it means for [`super::lay`].

use std::ops::Range;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::spliced::{FileOffset, Spliced};
use crate::data::diagnosis;
use crate::data::dialect;
use crate::data::files::{CARDS_FILE, DISPUTES_FILE, File, MAINS_FILE, PACK_FILE, QUESTIONS_FILE};
use crate::data::kinds::Kind;
use crate::data::loading::Loading;
use crate::data::notation::{self, Field};
use crate::data::origin::Deed;
use crate::data::problem::{FilePosition, Problem, did_you_mean};
use crate::data::unread::Unread;

/// Things among which an id is given once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Namespace {
    /// Records and series.
    Items,
    /// Written questions.
    Questions,
    /// Written cards.
    Cards,
    /// Questions of the main examination.
    Mains,
    /// Disputes that records share.
    Disputes,
    /// What may be cited.
    Sources,
}

impl Namespace {
    /// All of them.
    pub(super) const ALL: [Self; 6] =
        [Self::Items, Self::Questions, Self::Cards, Self::Mains, Self::Disputes, Self::Sources];

    /// Where a layer says what changes of one of them.
    pub(super) fn file(self) -> &'static str {
        match self {
            Self::Items => "a file of records, as records.ron",
            Self::Questions => QUESTIONS_FILE,
            Self::Cards => CARDS_FILE,
            Self::Mains => MAINS_FILE,
            Self::Disputes => DISPUTES_FILE,
            Self::Sources => "the `sources` of pack.ron",
        }
    }

    /// What a file of this name holds; `pack.ron` has the sources among other things.
    pub(super) fn of(file: &str) -> Self {
        match file {
            PACK_FILE => Self::Sources,
            QUESTIONS_FILE => Self::Questions,
            CARDS_FILE => Self::Cards,
            MAINS_FILE => Self::Mains,
            DISPUTES_FILE => Self::Disputes,
            _ => Self::Items,
        }
    }

    /// What a sentence calls one of them.
    pub(super) fn thing(self) -> &'static str {
        match self {
            Self::Items => "record or series",
            Self::Questions => "question",
            Self::Cards => "card",
            Self::Mains => "question of a main examination",
            Self::Disputes => "dispute",
            Self::Sources => "source",
        }
    }
}

/// Which thing is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key {
    pub(super) namespace: Namespace,
    pub(super) id: String,
}

/// What a layer says of a thing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Instruction {
    pub(super) key: Key,
    pub(super) deed: Deed,
    /// The thing as it is then, or what changes of it.
    pub(super) text: Spliced,
    /// Whether the thing is a series; of what is amended or withdrawn the thing itself knows.
    pub(super) is_series: bool,
    /// Where it is said.
    pub(super) place: FileOffset,
    /// What is cited for it, and why it is done: texts of the same file.
    pub(super) cite: Option<Range<usize>>,
    pub(super) because: Option<Range<usize>>,
}

/// What cannot be done, and where it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Flaw {
    pub(super) place: FileOffset,
    pub(super) message: String,
}

impl Flaw {
    pub(super) fn new(place: FileOffset, message: impl Into<String>) -> Self {
        Self { place, message: message.into() }
    }
}

/// Each element of a file's list, or of the `sources` of `pack.ron`, as bytes; nothing where the list does not end.
pub(super) fn elements(file: &File) -> Option<Vec<Range<usize>>> {
    let list = if file.base_name() == PACK_FILE {
        let Some(sources) = notation::field_named(&file.text, "sources") else { return Some(Vec::new()) };
        notation::parts_within(&file.text, &sources.value)
    } else {
        notation::list(&file.text)
    };
    list.filter(|list| list.opening == b'[').map(|list| list.parts)
}

/// What a file of a layer says, and what of it does not read.
#[cfg(test)]
pub(super) fn instructions(files: &[File], number: usize) -> (Vec<Instruction>, Vec<Flaw>) {
    instructions_among(files, number, files.get(number).and_then(elements))
}

/// What a file of a layer says in these things of its list, and what of that is no change.
pub(super) fn instructions_among(
    files: &[File],
    number: usize,
    elements: Option<Vec<Range<usize>>>,
) -> (Vec<Instruction>, Vec<Flaw>) {
    let Some(file) = files.get(number) else { return (Vec::new(), Vec::new()) };
    let Some(elements) = elements else {
        return (Vec::new(), vec![no_list(file, number)]);
    };
    let (mut changes, mut faults) = (Vec::new(), Vec::new());
    for element in elements {
        match instruction(files, number, element) {
            Ok(instruction) => changes.push(instruction),
            Err(fault) => faults.push(fault),
        }
    }
    (changes, faults)
}

/// The id of the thing in a file's list that has this byte.
pub(super) fn id_at(file: &File, at: usize) -> Option<String> {
    let element = elements(file)?.into_iter().find(|element| element.contains(&at))?;
    let text = file.text.get(element)?;
    let names = ["id", "amend", "replace", "withdraw"];
    let field = names.iter().find_map(|name| notation::field_named(text, name))?;
    text.get(field.value).and_then(notation::unquoted)
}

/// Why a file is no list, in a person's words.
fn no_list(file: &File, number: usize) -> Flaw {
    let slip = if file.base_name() == PACK_FILE {
        first_slip::<IgnoredAny>(file)
    } else {
        let (mut list, mut unread, mut problems) = (Vec::new(), Unread::default(), Vec::new());
        diagnosis::parse_list::<IgnoredAny>(file, &Loading::default(), &mut list, &mut unread, &mut problems);
        problems.into_iter().next().map(|problem| slip_of(file, problem))
    };
    let (at, message) = slip.unwrap_or((0, "this must be one list, in square brackets".to_owned()));
    Flaw::new((number, at), message)
}

/// The first thing for which a text does not read, if there is one: at which byte, and what it is.
fn first_slip<'t, T: Deserialize<'t>>(file: &'t File) -> Option<(usize, String)> {
    let error = dialect::options().from_str::<T>(&file.text).err()?;
    let problem = diagnosis::explain_one::<T>(file, &error).into_iter().next()?;
    Some(slip_of(file, problem))
}

/// At which byte of a file a problem is, and what it is.
fn slip_of(file: &File, problem: Problem) -> (usize, String) {
    let at = problem.place.map_or(0, |place| FilePosition::offset(&file.text, place.line, place.column));
    (at, problem.message)
}

fn instruction(files: &[File], file: usize, element: Range<usize>) -> Result<Instruction, Flaw> {
    let text = Spliced::of(files, file, element.clone());
    let base_name = files.get(file).map_or("", File::base_name);
    let (namespace, is_series) = (Namespace::of(base_name), base_name == Kind::Series.file());
    let fields = notation::fields(text.text()).unwrap_or_default();
    let named = |name: &str| fields.iter().find(|field| text.get(field.name.clone()) == name);
    let (field, deed) = match fields.first().map(|first| (first, text.get(first.name.clone()))) {
        Some((first, "amend")) => (Some(first), Deed::Amended),
        Some((first, "replace")) => (Some(first), Deed::Replaced),
        Some((first, "withdraw")) => (Some(first), Deed::Withdrawn),
        _ => (named("id"), Deed::Added),
    };
    let whole = (file, element.start);
    let id = field.and_then(|field| notation::unquoted(text.get(field.value.clone())));
    let Some((field, id)) = field.zip(id) else {
        return Err(unreadable(&text, whole, namespace));
    };
    let place = (file, element.start + field.value.start);
    // Fields of the change itself, and not of the thing: its own of these names are another matter.
    let said = |name: &str| {
        let value = named(name)?.value.clone();
        Some(element.start + value.start..element.start + value.end)
    };
    let (cite, because) =
        if matches!(deed, Deed::Amended | Deed::Withdrawn) { (said("cite"), said("because")) } else { (None, None) };
    if let Some(stray) = stray(&fields, &text, deed) {
        let name = text.get(stray.name.clone());
        let near = did_you_mean(name, ["because", "cite"]);
        let message = if near.is_empty() {
            format!("a withdrawal has no “{name}”; it has `because`, and `cite` where a source says so")
        } else {
            format!("a withdrawal has no “{name}”{near}")
        };
        return Err(Flaw::new((file, element.start + stray.name.start), message));
    }
    if deed == Deed::Amended && cite.is_none() {
        let message = "say what this rests on: an amendment has a `cite` of its own, as in cite: \"source-id ¶1\"";
        return Err(Flaw::new(place, message));
    }
    if deed == Deed::Withdrawn && because.is_none() {
        return Err(Flaw::new(place, "say why this is withdrawn: `because: \"…\"`"));
    }
    let text = if deed == Deed::Replaced { with_id(&text, &fields) } else { text };
    Ok(Instruction { key: Key { namespace, id }, deed, text, is_series, place, cite, because })
}

/// What a withdrawal says too much.
fn stray<'f>(fields: &'f [Field], text: &Spliced, deed: Deed) -> Option<&'f Field> {
    let known = ["withdraw", "because", "cite"];
    fields.iter().find(|field| deed == Deed::Withdrawn && !known.contains(&text.get(field.name.clone())))
}

/// A whole thing that says its id where it said what it replaces.
fn with_id(text: &Spliced, fields: &[Field]) -> Spliced {
    let mut whole = Spliced::default();
    whole.glue("(");
    for (index, field) in fields.iter().enumerate() {
        if index == 0 {
            whole.glue("id: ");
            whole.push(&text.slice(field.value.clone()));
        } else {
            whole.push(&text.slice(field.name.start..field.value.end));
        }
        whole.glue(", ");
    }
    whole.glue(")");
    whole
}

/// Why an element is neither a thing with an id nor a change of one.
fn unreadable(text: &Spliced, whole: FileOffset, namespace: Namespace) -> Flaw {
    let file = File { name: String::new(), text: text.text().to_owned().into() };
    if let Some((at, message)) = first_slip::<IgnoredAny>(&file) {
        return Flaw::new((whole.0, whole.1 + at), message);
    }
    let fields = notation::fields(text.text()).unwrap_or_default();
    let name = |field: &Field| text.get(field.name.clone());
    if let Some(first) = fields.first() {
        let known = ["id", "amend", "replace", "withdraw"];
        let place = |field: &Field| (whole.0, whole.1 + field.name.start);
        if known.contains(&name(first)) {
            let place = (whole.0, whole.1 + first.value.start);
            return Flaw::new(place, format!("an id stands in quotation marks: {}: \"lower-case-words\"", name(first)));
        }
        if let Some(late) = fields.iter().find(|field| known.contains(&name(field)) && name(field) != "id") {
            let message = format!("`{}` stands first, before all other fields of its change", name(late));
            return Flaw::new(place(late), message);
        }
        let near = did_you_mean(name(first), known);
        if !near.is_empty() {
            return Flaw::new(place(first), format!("there is no field “{}”{near}", name(first)));
        }
    }
    let message = format!(
        "this is neither a {} with an `id`, nor does it begin with the id of one it changes: `amend: \"…\"`, `replace: \
         \"…\"` or `withdraw: \"…\"`",
        namespace.thing()
    );
    Flaw::new(whole, message)
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "tests know what they cut")]
mod tests {
    use std::borrow::Cow;

    use super::*;

    fn read(name: &str, text: &'static str) -> (Vec<Instruction>, Vec<Flaw>) {
        instructions(&[File { name: name.to_owned(), text: Cow::Borrowed(text) }], 0)
    }

    #[test]
    fn an_element_adds_or_changes() {
        let text = "[(id: \"a\", title: \"A\"), (amend: \"b\", cite: \"x ¶1\", title: \"B\"), \
                    (withdraw: \"c\", because: \"It never was.\"), (replace: \"d\", title: \"D\")]";
        let (changes, faults) = read("news.ron", text);
        assert!(faults.is_empty(), "{faults:?}");
        let told: Vec<_> = changes.iter().map(|change| (change.key.id.as_str(), change.deed)).collect();
        assert_eq!(told, [("a", Deed::Added), ("b", Deed::Amended), ("c", Deed::Withdrawn), ("d", Deed::Replaced)]);
        assert_eq!(changes[3].text.text(), "(id: \"d\", title: \"D\", )");
        assert_eq!(&text[changes[1].cite.clone().unwrap()], "\"x ¶1\"");
        assert!(text[changes[2].place.1..].starts_with("\"c\", because"));
    }

    #[test]
    fn what_is_said_wrong_is_told_where_it_stands() {
        for (text, at, message) in [
            ("[(amend: \"b\", title: \"B\")]", 9, "`cite` of its own"),
            ("[(withdraw: \"c\")]", 12, "say why"),
            ("[(withdraw: \"c\", because: \"\", title: \"x\")]", 30, "no “title”"),
            ("[(title: \"A\")]", 1, "neither a record or series with an `id`"),
            ("[(id: \"a\" title: \"A\")]", 9, "comma"),
        ] {
            let (_, faults) = read("news.ron", text);
            let [fault] = faults.as_slice() else { panic!("{text}: {faults:?}") };
            assert!(fault.place.1 == at && fault.message.contains(message), "{text}: {fault:?}");
        }
        for text in ["[(id: \"a\"", "(id: \"a\")", "7"] {
            let (changes, faults) = read("news.ron", text);
            let [fault] = faults.as_slice() else { panic!("{text}: {faults:?}") };
            assert!(changes.is_empty() && fault.place.1 < text.len() && !fault.message.is_empty(), "{text}: {fault:?}");
        }
    }

    #[test]
    fn sources_stand_in_the_head() {
        let (changes, _) = read("x/pack.ron", "(title: \"T\", sources: [(id: \"s\"), (amend: \"t\", cite: \"s ¶1\")])");
        assert!(changes.iter().all(|change| change.key.namespace == Namespace::Sources) && changes.len() == 2);
        assert_eq!(read("pack.ron", "(title: \"T\")"), (Vec::new(), Vec::new()));
    }
}

//! Why a file of a pack does not parse, told in a person's words with every place, and whatever in it parses all the
//! same. It is used only when RON has refused the file as a whole: a good pack never pays for it.
//!
//! [`scan`] reads signs, with [`quotes`]; [`grow`] makes a tree of them, with what [`frame`] knows of brackets;
//! [`read`] reads records from the tree. All three say what is wrong as [slips](slip), each at a byte; here they become
//! problems.

mod decimal;
mod examples;
mod fault;
mod frame;
mod grow;
mod quotes;
mod read;
mod scan;
mod slip;
mod stand_in;
mod token;
mod tree;

use std::cell::RefCell;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use ron::error::{SpannedError, SpannedResult};
use serde::de::{DeserializeSeed, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::dialect::options;
use super::files::File;
use super::loading::Loading;
#[cfg(bundled)]
use super::plain_ron;
use super::problem::{FilePosition, OtherPlace, Problem};
use super::unread::Unread;
use frame::CHANGES;
use grow::Grower;
use slip::{Slip, Slips};

/// The longest name of a record that is taken for one, in bytes.
const LONGEST_NAME: usize = 80;

/// Reads the one thing that a file holds; of one that does not parse, tells why.
pub(super) fn parse_one<'a, T: Deserialize<'a>>(file: &'a File, problems: &mut Vec<Problem>) -> Option<T> {
    match parsed(&file.text, PhantomData::<T>) {
        Ok(value) => Some(value),
        Err(error) => {
            problems.extend(explain_one::<T>(file, &error));
            None
        }
    }
}

/// Reads a whole text: quickly, or else as RON knows it.
fn parsed<'a, S: DeserializeSeed<'a> + Copy>(text: &'a str, seed: S) -> SpannedResult<S::Value> {
    #[cfg(bundled)]
    if let Ok(value) = plain_ron::read(text, seed) {
        return Ok(value);
    }
    options().from_str_seed(text, seed)
}

/// A list of things, each of which is counted once it is read.
struct Counted<'l, T> {
    loading: &'l Loading,
    of: PhantomData<T>,
}

impl<T> Clone for Counted<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Counted<'_, T> {}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Counted<'_, T> {
    type Value = Vec<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<T>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Counted<'_, T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // As serde says it of any list.
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        let mut all = Vec::new();
        while let Some(thing) = list.next_element()? {
            all.push(thing);
            self.loading.count(all.len());
        }
        Ok(all)
    }
}

/// Reads the list that a file holds; of one that does not parse, all that does, and tells why the rest does not.
pub(super) fn parse_list<'a, T: Deserialize<'a>>(
    file: &'a File,
    loading: &Loading,
    into: &mut Vec<T>,
    unread: &mut Unread,
    problems: &mut Vec<Problem>,
) {
    match parsed(&file.text, Counted::<T> { loading, of: PhantomData }) {
        Ok(list) => *into = list,
        Err(error) => {
            let slips = RefCell::new(Slips::default());
            let mut number = 0;
            let is_whole = Grower::new(&file.text, &slips).each(|node, told, is_torn| {
                let id = node.named("id").filter(|id| !id.is_empty() && id.len() <= LONGEST_NAME);
                let name = id.map_or_else(|| format!("[{number}]"), str::to_owned);
                number += 1;
                slips.borrow_mut().name_since(told, &name);
                let value = if is_torn { None } else { read::read::<T>(&node, &slips, &name, &[]) };
                let is_sound = slips.borrow().is_clean_since(told);
                match value.filter(|_| is_sound) {
                    Some(value) => into.push(value),
                    None => unread.add(id),
                }
            });
            if !is_whole {
                unread.add(None);
            }
            problems.extend(told(file, slips, &error));
        }
    }
}

/// Where the things stand in a list that does not parse, and of which the form is right, or plainly meant; why it is
/// not of the others. The text is given as it is meant there, every byte in its place, so that what is wrong with such
/// a thing besides is told at once.
pub(super) fn sound_elements(
    file: &File,
    unread: &mut Unread,
    problems: &mut Vec<Problem>,
) -> (Vec<Range<usize>>, String) {
    let mut mended = file.text.clone().into_owned();
    let Err(error) = options().from_str::<Vec<IgnoredAny>>(&file.text) else { return (Vec::new(), mended) };
    let slips = RefCell::new(Slips::default());
    let mut sound = Vec::new();
    let mut number = 0;
    let is_whole = Grower::new(&file.text, &slips).each(|node, told, is_torn| {
        let names = std::iter::once("id").chain(CHANGES);
        let id = names.filter_map(|name| node.named(name)).find(|id| !id.is_empty() && id.len() <= LONGEST_NAME);
        let name = id.map_or_else(|| format!("[{number}]"), str::to_owned);
        number += 1;
        slips.borrow_mut().name_since(told, &name);
        match slips.borrow().mends_since(told).filter(|_| !is_torn) {
            Some(mends) => {
                for (at, meant) in mends {
                    mended.replace_range(at..=at, meant.encode_utf8(&mut [0; 4]));
                }
                sound.push(node.start..node.end);
            }
            None => unread.add(id),
        }
    });
    if !is_whole {
        unread.add(None);
    }
    problems.extend(self::told(file, slips, &error));
    (sound, mended)
}

/// Why the one thing that a file holds does not parse.
pub(crate) fn explain_one<'a, T: Deserialize<'a>>(file: &'a File, error: &SpannedError) -> Vec<Problem> {
    explain_one_beside::<T>(file, error, &[])
}

/// The same, and the thing as far as it reads, so that what is wrong with its values besides is told at once. Values
/// that do not read are left out or stood in for.
pub(crate) fn explain_and_read<'a, T: Deserialize<'a>>(
    file: &'a File,
    error: &SpannedError,
) -> (Vec<Problem>, Option<T>) {
    let slips = RefCell::new(Slips::default());
    let mut grower = Grower::new(&file.text, &slips);
    let value =
        grower.whole().filter(|_| !grower.is_torn()).and_then(|node| read::read_as_far::<T>(&node, &slips, "", &[]));
    (told(file, slips, error), value)
}

/// The same, where these fields might be meant besides those that the thing itself has.
pub(crate) fn explain_one_beside<'a, T: Deserialize<'a>>(
    file: &'a File,
    error: &SpannedError,
    beside: &'static [&'static str],
) -> Vec<Problem> {
    let slips = RefCell::new(Slips::default());
    let mut grower = Grower::new(&file.text, &slips);
    if let Some(node) = grower.whole()
        && !grower.is_torn()
    {
        read::read::<T>(&node, &slips, "", beside);
    }
    told(file, slips, error)
}

/// Slips as problems; if there is none, that RON refuses the file.
fn told(file: &File, slips: RefCell<Slips>, error: &SpannedError) -> Vec<Problem> {
    let slips = slips.into_inner().into_sorted();
    if slips.is_empty() {
        let at = FilePosition::offset(&file.text, error.span.start.line, error.span.start.col);
        let message = "this does not read, here or just before; compare it with what stands above it";
        return vec![Problem::new(&file.name, Some(FilePosition::at(&file.text, at)), "", message)];
    }
    slips.into_iter().map(|slip| told_of(file, slip)).collect()
}

fn told_of(file: &File, slip: Slip) -> Problem {
    let Slip { at, path, message, other, more } = slip;
    let message = if more == 0 { message } else { format!("{message} (and so {more} times more in this file)") };
    let problem = Problem::new(&file.name, Some(FilePosition::at(&file.text, at)), path.unwrap_or_default(), message);
    match other {
        Some((other, says)) => problem.beside(OtherPlace {
            file: file.name.clone(),
            place: FilePosition::at(&file.text, other),
            says: says.to_owned(),
        }),
        None => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many bytes a scanner looks at beyond those that it takes, while a tree is made of a text.
    fn looked_at(text: &str) -> usize {
        let slips = RefCell::new(Slips::default());
        let mut grower = Grower::new(text, &slips);
        grower.each(|_, _, _| ());
        grower.looked()
    }

    #[test]
    fn a_long_line_is_not_looked_through_again_for_each_of_its_texts() {
        // A comma is missing; that alone is no reason to look ahead.
        assert_eq!(
            looked_at(&format!("[(id: \"a\" title: \"A\", native: {{{}}})]", "\"key\": \"value\", ".repeat(99))),
            0
        );
        let mut wrong = vec!["'key': 'value', ", "“key”: “value”, ", "\"one \"two\" three\", ", "\"a, \"b\", "];
        wrong.extend(["'a “b 'c «d ", "\"a\"b ", "\"a\\\"\n", "\\\"\n", "r#\"a\n"]);
        for pair in wrong {
            let text = format!("[(id: \"a\", aka: [{}])]", pair.repeat(4000));
            // Looked through to its end for each, it would be thousands of bytes for every one.
            let looked = looked_at(&text);
            assert!(looked <= text.len() * quotes::LOOK_AHEAD / 2, "{pair}: {looked} of {}", text.len());
        }
    }
}

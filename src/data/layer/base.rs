//! The things of a base that layers are about, as its files have them: where each stands, by its id. They are found,
//! not read; and a file in which none of them can be is not gone through.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::history::Whole;
use super::instruction::{self, Key, Namespace};
use super::spliced::{FileOffset, Spliced};
use crate::data::files::File;
use crate::data::kinds::Kind;
use crate::data::notation;

/// So many ids at most are looked for in a file one by one.
const LOOKED_FOR: usize = 16;

/// Where things of a base stand in its files.
#[derive(Debug, Default)]
pub(super) struct Base {
    known: HashMap<Key, (usize, Range<usize>)>,
}

impl Base {
    /// Those of these that are in the files.
    pub(super) fn of(files: &[File], wanted: &HashSet<&Key>) -> Self {
        let mut known = HashMap::new();
        for (number, file) in files.iter().enumerate() {
            let namespace = Namespace::of(file.base_name());
            let here: Vec<&&Key> = wanted.iter().filter(|key| key.namespace == namespace).collect();
            let is_named = |key: &&&Key| file.text.contains(&format!("\"{}\"", key.id));
            // To look for each of many takes longer than to go through the file once.
            if here.len() <= LOOKED_FOR && !here.iter().any(is_named) {
                continue;
            }
            for (id, element) in things(file) {
                let key = Key { namespace, id };
                if wanted.contains(&key) {
                    known.insert(key, (number, element));
                }
            }
        }
        Self { known }
    }

    /// A thing by its id.
    pub(super) fn get(&self, key: &Key, files: &[File]) -> Option<Whole> {
        let (file, element) = self.known.get(key)?;
        let is_series = files.get(*file).is_some_and(|file| file.base_name() == Kind::Series.file());
        Some(Whole { text: Spliced::of(files, *file, element.clone()), is_series })
    }

    /// Where a thing stands.
    pub(super) fn place(&self, key: &Key) -> Option<FileOffset> {
        self.known.get(key).map(|(file, element)| (*file, element.start))
    }
}

/// Every id of a namespace that is in files.
pub(super) fn ids(files: &[File], of: Namespace) -> Vec<String> {
    let files = files.iter().filter(|file| Namespace::of(file.base_name()) == of);
    files.flat_map(|file| things(file).map(|(id, _)| id)).collect()
}

/// The things of a file, each with its id.
fn things(file: &File) -> impl Iterator<Item = (String, Range<usize>)> {
    instruction::elements(file).unwrap_or_default().into_iter().filter_map(|element| {
        let text = file.text.get(element.clone())?;
        let field = notation::field_named(text, "id")?;
        Some((text.get(field.value).and_then(notation::unquoted)?, element))
    })
}

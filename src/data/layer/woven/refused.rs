//! Why things cannot be what a layer says, in a person’s words.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::super::base::{self, Base};
use super::super::history::Refusal;
use super::super::instruction::{Flaw, Key, Namespace};
use super::super::spliced::FileOffset;
use crate::data::files::File;
use crate::data::problem::{FilePosition, MOST, did_you_mean};

/// What is wrong with things of a layer, each in a sentence, in the order of the files; no more than are told of one
/// pack.
pub(super) fn flaws(list: &[File], of_base: usize, base: &Base, mut refused: Vec<(Key, Refusal)>) -> Vec<Flaw> {
    refused.sort_by_key(|(_, refusal)| refusal.place());
    let known = Known { files: list.get(..of_base).unwrap_or_default(), ids: OnceCell::new() };
    refused.into_iter().take(MOST).map(|(key, refusal)| told(list, (base, &known), &key, refusal)).collect()
}

/// The ids that a base has, which are gone through once, and only where one that it has not is asked for.
struct Known<'l> {
    files: &'l [File],
    ids: OnceCell<HashMap<Namespace, Vec<String>>>,
}

impl Known<'_> {
    fn of(&self, namespace: Namespace) -> &[String] {
        let all = || Namespace::ALL.into_iter().map(|of| (of, base::ids(self.files, of))).collect();
        self.ids.get_or_init(all).get(&namespace).map_or(&[], Vec::as_slice)
    }
}

fn told(list: &[File], (base, known): (&Base, &Known<'_>), key: &Key, refusal: Refusal) -> Flaw {
    let (thing, id) = (key.namespace.thing(), &key.id);
    match refusal {
        Refusal::Flawed(flaw) => flaw,
        Refusal::IsThere(place, there) => {
            let there = there.or_else(|| base.place(key));
            let there = there.map_or_else(String::new, |there| format!(" at {}", shown(list, there)));
            let message = format!(
                "there is a {thing} “{id}” already{there}; give this another id, or begin it with `replace: \"{id}\"`"
            );
            Flaw::new(place, message)
        }
        Refusal::IsGone(place, there) => Flaw::new(place, format!("“{id}” was withdrawn at {}", shown(list, there))),
        Refusal::NeverWas(place) => {
            let is_of = |other: &Namespace| *other != key.namespace && known.of(*other).contains(id);
            let message = if let Some(other) = Namespace::ALL.iter().find(|other| is_of(other)) {
                format!("“{id}” is a {}, and what changes of one is written in {}", other.thing(), other.file())
            } else {
                let near = did_you_mean(id, known.of(key.namespace).iter().map(String::as_str));
                format!("there is no {thing} “{id}”{near}")
            };
            Flaw::new(place, message)
        }
    }
}

/// A place as a sentence names it: `news.ron:12`.
fn shown(list: &[File], (file, offset): FileOffset) -> String {
    let Some(file) = list.get(file) else { return "another layer".to_owned() };
    format!("{}:{}", file.name, FilePosition::at(&file.text, offset).line)
}

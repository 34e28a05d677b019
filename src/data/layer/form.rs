//! The form of a layer's files: whether they read as RON at all, and of one that does not, which of its things do all
//! the same. What these say is for [`super::instruction`].

use std::ops::Range;

use serde::de::IgnoredAny;

use super::head::HeadOfLayer;
use super::instruction;
use crate::data::diagnosis;
use crate::data::dialect::options;
use crate::data::files::{File, Files, PACK_FILE};
use crate::data::notation;
use crate::data::problem::{Problem, nearest};
use crate::data::unread::Unread;

/// The field by which a pack says on which it lies.
const EXTENDS: &str = "extends";
/// Fields of a change that are none of the thing's.
pub(super) const OF_CHANGES: &[&str] = &["amend", "replace", "withdraw", "cite", "because", "add", "take"];

/// What of a file reads.
#[derive(Default)]
pub(super) struct Form {
    /// The things in its list of which the form is right; nothing where it has no list.
    pub(super) elements: Option<Vec<Range<usize>>>,
    /// Its text with what was plainly meant, as long as it is; nothing where it reads as it stands.
    pub(super) text: Option<String>,
    /// Why the rest does not read.
    pub(super) problems: Vec<Problem>,
    /// What that is called.
    pub(super) unread: Unread,
}

/// What of a file of a layer reads.
pub(super) fn of(file: &File) -> Form {
    if file.base_name() == PACK_FILE {
        return of_head(file);
    }
    let mut form = Form::default();
    if options().from_str::<Vec<IgnoredAny>>(&file.text).is_ok() {
        form.elements = instruction::elements(file);
    } else {
        let (elements, text) = diagnosis::sound_elements(file, &mut form.unread, &mut form.problems);
        form.elements = Some(elements);
        form.text = Some(text);
    }
    form
}

fn of_head(file: &File) -> Form {
    let mut form = Form { elements: Some(Vec::new()), ..Form::default() };
    if options().from_str::<IgnoredAny>(&file.text).is_ok() {
        form.elements = instruction::elements(file);
    }
    form.problems = wrong_with_head(file);
    form.unread.is_head = !form.problems.is_empty();
    form
}

fn wrong_with_head(file: &File) -> Vec<Problem> {
    let Err(error) = options().from_str::<HeadOfLayer<'_>>(&file.text) else { return Vec::new() };
    diagnosis::explain_one::<HeadOfLayer<'_>>(file, &error)
}

/// What is wrong with the head of a pack that means to lie on another and does not say so in a way that reads:
/// `extend`, a name without its quotation marks, a comma that is missing after it. Nothing of a pack of its own, and of
/// a layer.
#[must_use]
pub fn misread_head(files: &Files) -> Vec<Problem> {
    let Some(head) = files.list.iter().find(|file| file.base_name() == PACK_FILE) else { return Vec::new() };
    if super::extends(files).is_some() || !means_to_extend(&head.text) {
        return Vec::new();
    }
    wrong_with_head(head)
}

/// Whether a field of a head is called, or nearly, as that which says what the pack lies on.
fn means_to_extend(head: &str) -> bool {
    /// Fields of a pack of its own that are spelt a little like it.
    const OTHERS: [&str; 5] = ["exam", "exams", "exam_forms", "edition", "sectors"];
    let is_meant = |name: &str| {
        let name = name.trim_matches('"');
        !OTHERS.contains(&name) && nearest(name, OTHERS.into_iter().chain([EXTENDS]), 1) == [EXTENDS]
    };
    if let Some(all) = notation::parts(head) {
        let mut named = all.parts.into_iter().filter_map(|part| notation::field(head, part));
        return named.any(|field| head.get(field.name).is_some_and(is_meant));
    }
    // Its brackets do not close: a line that begins so is enough.
    head.lines().any(|line| {
        let line = line.trim_start_matches(['(', ' ', '\t']);
        line.split_once(':').is_some_and(|(name, _)| is_meant(name.trim_end()))
    })
}

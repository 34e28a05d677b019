//! The heads of layers, which are no part of the pack's: what they say of themselves, and what is wrong with that.

use super::super::head::HeadOfLayer;
use super::Laying;
use crate::data::Dataset;
use crate::data::check;
use crate::data::dialect;
use crate::data::pack::Pack;
use crate::data::problem::{FilePosition, Problem};

impl<'a> Laying<'a> {
    /// Judges the texts of a layer's head, which is no part of the pack's.
    pub(super) fn texts_of(&mut self, head: &HeadOfLayer<'_>, dataset: &Dataset<'a>) {
        for (part, text) in head.texts() {
            self.problems.extend(check::text_of(dataset, &self.woven.files, ("pack", part), text));
        }
    }

    /// The heads of the layers, in order; what is wrong with one is told.
    pub(super) fn heads(&mut self, pack: &Pack<'_>, ids: &[String]) -> Vec<HeadOfLayer<'a>> {
        let mut heads: Vec<HeadOfLayer<'a>> = Vec::new();
        for number in &self.woven.heads {
            let Some(file) = self.woven.files.list.get(*number) else { continue };
            // Why one does not read is told where its form is.
            match dialect::options().from_str::<HeadOfLayer<'a>>(&file.text).ok() {
                Some(head) => {
                    let said = |text: &str, message: String| {
                        let place = file.offset_of(text).map(|offset| FilePosition::at(&file.text, offset));
                        Problem::new(&file.name, place, "pack", message)
                    };
                    let id = head.id();
                    let is_layer = *head.extends == *id || ids.iter().any(|other| *head.extends == **other);
                    if head.extends != *pack.id() && is_layer {
                        let which = if *head.extends == *id { "this layer itself" } else { "a layer too" };
                        let message = format!(
                            "“{}” is {which}, and a layer lies on a pack of its own: write the one below all of them, extends: \"{}\"; \
                             in which order layers lie is for `--data` and `maitri pack order` to say",
                            head.extends,
                            pack.id()
                        );
                        self.problems.push(said(&head.extends, message));
                    } else if head.extends != *pack.id() {
                        let message = format!(
                            "this lies on the pack “{}”, and that in use is “{}”; name the one it lies on with `--data`, or keep \
                             that: `maitri pack add DIR`",
                            head.extends,
                            pack.id()
                        );
                        self.problems.push(said(&head.extends, message));
                    } else if !crate::data::pack::id::is_id(&id) {
                        let message = "an id is lower-case letters, digits and single hyphens".to_owned();
                        self.problems.push(said(head.id.as_deref().unwrap_or_default(), message));
                    } else if id == *pack.id() || heads.iter().any(|other| other.id() == id) {
                        let message =
                            format!("another pack in use has the id “{id}”; give this one its own, as `id: \"…\"`");
                        self.problems.push(said(head.id.as_deref().unwrap_or(&head.title), message));
                    }
                    heads.push(head);
                }
                None => self.unread.is_head = true,
            }
        }
        heads
    }
}

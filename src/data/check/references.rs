//! What a text names of the pack's head: sources, sides, languages, and whether these are there.

use std::fmt::Display;

use super::{NOTHING_CITED, Report};
use crate::data::cite::Cites;
use crate::data::pack::Pack;
use crate::data::pack::usage::is_language_tag;
use crate::data::text::Text;

impl Report<'_, '_> {
    pub(super) fn language(&mut self, id: &str, language: &Text<'_>) {
        let known = &self.dataset.pack.languages;
        if self.unread.is_head {
            return;
        }
        if !is_language_tag(language) {
            let message = format!("“{language}” is no tag of a language; write one after BCP 47, as in nb or zh-Hant");
            self.say(id, "native", language, message);
        } else if !known.is_empty() && !known.iter().any(|known| known.code == **language) {
            let known = known.iter().map(|language| format!("{} ({})", language.code, language.name));
            let known = known.collect::<Vec<_>>().join(", ");
            let message = format!("pack.ron has no language “{language}”; its languages are {known}");
            self.say(id, "native", language, message);
        }
    }

    pub(super) fn side(&mut self, id: &str, side: &Text<'_>) {
        let pack: &Pack<'_> = &self.dataset.pack;
        if !self.unread.is_head && !pack.sides().any(|code| side == code) {
            let known = pack.sides().collect::<Vec<_>>().join(", ");
            self.say(id, "side", side, format!("“{side}” is no side; the sides are {known}"));
        }
    }

    pub(super) fn cites(&mut self, id: &str, part: &(impl Display + ?Sized), cites: &Cites<'_>, at: &Text<'_>) {
        if cites.is_empty() {
            self.say(id, part, at, NOTHING_CITED);
        }
        for cite in cites.iter() {
            let place = cites.as_text();
            let cite = match cite {
                Ok(cite) => cite,
                Err(error) => {
                    self.say(id, part, place, error.to_string());
                    continue;
                }
            };
            let pack = &self.dataset.pack;
            if self.unread.is_head {
                continue;
            }
            let Some(source) = pack.source(cite.source) else {
                if self.unread.names(cite.source) {
                    continue;
                }
                let near = self.did_you_mean(cite.source, pack.sources.iter().map(|source| source.id.as_str()));
                self.say(id, part, place, format!("pack.ron has no source “{}”{near}", cite.source));
                continue;
            };
            // Of a source of which nothing can be cited that is told once, at the source.
            if source.citable() == 0 {
                continue;
            }
            if let Some((_, beyond)) = cite.paragraphs.iter().find(|(_, to)| *to > source.citable()) {
                let last = source.citable();
                self.say(id, part, place, format!("“{}” has no ¶{beyond}; its last is ¶{last}", cite.source));
            }
        }
    }
}

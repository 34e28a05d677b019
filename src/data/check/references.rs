//! What a text names of the pack's head: sources, sides, languages, and whether these are there.

use std::fmt::Display;

use super::{NOTHING_CITED, Report};
use crate::data::cite::Cites;
use crate::data::pack::Pack;
use crate::data::pack::usage::is_language_tag;
use crate::data::text::Text;

impl Report<'_, '_> {
    pub(super) fn language(&mut self, id: &str, field: &str, language: &Text<'_>) {
        let known = &self.dataset.pack.languages;
        if self.unread.is_head {
            return;
        }
        if !is_language_tag(language) {
            let message = format!("“{language}” is no tag of a language; write one after BCP 47, as in nb or zh-Hant");
            self.say(id, field, language, message);
        } else if !known.is_empty() && !known.iter().any(|known| known.code == **language) {
            let known = known.iter().map(|language| format!("{} ({})", language.code, language.name));
            let known = known.collect::<Vec<_>>().join(", ");
            let message = format!("pack.ron has no language “{language}”; its languages are {known}");
            self.say(id, field, language, message);
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

#[cfg(test)]
mod tests {
    use crate::data::files::{File, Files};
    use crate::data::load;
    use crate::data::notation::work;
    use crate::data::problem::MOST;

    /// A pack of a hundred sources, and a record that cites so many others in one line.
    fn with_bad_cites(count: usize) -> Files {
        let sources: Vec<String> = (0..100)
            .map(|at| {
                format!("(id: \"source-{at}\", title: \"S{at}\", publisher: \"P\", date: \"2024\", paragraphs: 9)")
            })
            .collect();
        let head = format!(
            "(title: \"T\", edition: \"2025\", countries: [(code: \"no\", name: \"Norway\", adjective: \"Norwegian\"), \
             (code: \"cl\", name: \"Chile\", adjective: \"Chilean\")], sectors: [\"Sea\"], sources: [{}])",
            sources.join(", ")
        );
        let cites: Vec<String> = (0..count).map(|at| format!("\"sorce-{at} ¶1\"")).collect();
        let record = format!(
            "[(id: \"a\", title: \"A\", when: \"1999\", sectors: [\"Sea\"], weight: Detail, summary: \"S.\", cites: [{}], \
             body: Event(kind: Milestone))]",
            cites.join(", ")
        );
        let file = |(name, text): (&str, String)| File { name: name.to_owned(), text: text.into() };
        Files { list: [("pack.ron", head), ("events.ron", record)].map(file).into() }
    }

    #[test]
    fn once_enough_is_told_of_bad_cites_what_they_might_mean_is_not_looked_for() {
        let work = |count: usize| {
            let files = with_bad_cites(count);
            let before = work::bytes();
            let problems = load::load(&files).map(|_| ()).unwrap_err();
            assert_eq!(problems.len(), MOST);
            assert!(problems[0].message.contains("did you mean “source-0”?"), "{}", problems[0]);
            work::bytes() - before
        };
        let (some, more) = (work(500), work(4000));
        assert!(more < some * 2, "{some} and {more}");
    }
}

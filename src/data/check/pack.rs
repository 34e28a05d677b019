//! What `pack.ron` must satisfy: its countries, sources one can cite, and breakdowns of series there are.

use std::collections::HashSet;

use super::{Report, THE_OTHER};
use crate::data::pack::id;
use crate::data::pack::usage::is_language_tag;
use crate::data::pack::{BOTH, OTHER};
use crate::data::period::Period;
use crate::data::text::Text;

/// The most countries that a pack is about.
const MOST_COUNTRIES: usize = 12;
/// The most sources of a pack: far above any pack, and as many as one leafs through in a list of them.
const MOST_SOURCES: usize = 100_000;

impl Report<'_, '_> {
    pub(super) fn pack(&mut self) {
        let pack = &self.dataset.pack;
        if let Some(id) = pack.id.as_ref().filter(|id| !id::is_id(id)) {
            let message = format!(
                "“{id}” is no id of a pack; write lower-case letters, digits and single hyphens, at most {}, as in {}",
                id::LONGEST,
                id::made_of(&pack.title)
            );
            self.say("pack", "id", id, message);
        }
        let count = pack.countries.len();
        if count < 2 {
            let message = format!("a pack is about two countries, and this one names {count}");
            self.say("pack", "countries", &pack.title, message);
        }
        if count > MOST_COUNTRIES {
            let message = format!("a pack is about {MOST_COUNTRIES} countries at most, and this one names {count}");
            self.say("pack", "countries", &pack.title, message);
        }
        if pack.sectors.is_empty() {
            self.say("pack", "sectors", &pack.title, "a pack must name its sectors");
        }
        for country in pack.countries.iter().chain(&pack.further_countries) {
            for text in [&country.code, &country.name, &country.adjective] {
                self.text("pack", "countries", text);
            }
        }
        self.codes();
        self.text("pack", "title", &pack.title);
        self.text("pack", "mains.name", &pack.mains.name);
        for sector in &pack.sectors {
            self.text("pack", "sectors", sector);
        }
        for country in &pack.further_countries {
            if pack.sides().filter(|code| country.code == *code).count() > 1 {
                let message = format!("“{}” is the code of another side already; take one of its own", country.code);
                self.say("pack", "further_countries", &country.code, message);
            }
        }
        self.sources();
    }

    /// Sources: each known by one id, and such that it can be cited.
    pub(super) fn sources(&mut self) {
        let pack = &self.dataset.pack;
        if pack.sources.len() > MOST_SOURCES {
            let message = format!("a pack has at most {MOST_SOURCES} sources, and this one has {}", pack.sources.len());
            self.say("pack", "sources", &pack.title, message);
        }
        let mut seen: HashSet<&str> = HashSet::new();
        for source in &pack.sources {
            if let Some(first) = seen.replace(&source.id) {
                self.say_beside(&source.id, "id", &source.id, "another source has this id", (first, THE_OTHER));
            }
            if !self.minds(|only| &only.sources, &source.id) {
                continue;
            }
            let texts = [("id", &source.id), ("title", &source.title), ("publisher", &source.publisher)];
            let address = source.address.iter().map(|address| ("address", address));
            let passages = source.passages.iter().map(|passage| ("passages", passage));
            for (part, text) in texts.into_iter().chain(address).chain(passages) {
                self.text(&source.id, part, text);
            }
            if source.citable() == 0 {
                let message = "nothing of this source can be cited: give `paragraphs` (a number) or `passages`";
                self.say(&source.id, "", &source.id, message);
            }
        }
    }

    /// The codes of the countries: each its own, and none that means something else as a side.
    fn codes(&mut self) {
        let mut met: HashSet<&str> = HashSet::new();
        for country in &self.dataset.pack.countries {
            let code = &country.code;
            if let Some(first) = met.replace(code) {
                let message = format!("both countries have the code “{code}”; give each its own");
                self.say_beside("pack", "countries", code, message, (first, THE_OTHER));
            }
            if [BOTH, OTHER].contains(&code.as_str()) {
                let message = format!("“{code}” cannot be a country’s code: as a side it has a meaning of its own");
                self.say("pack", "countries", code, message);
            }
        }
    }

    /// Changes: of editions there were, the newest first, about records there are.
    pub(super) fn changes(&mut self) {
        let dataset = self.dataset;
        let changes = &dataset.pack.changes;
        let mut newest = dataset.pack.edition;
        for change in changes {
            self.text("pack", "changes", &change.text);
            if change.edition.earliest() > newest.earliest() {
                let message = format!(
                    "a change of edition {} stands after {newest}; the newest comes first, and none is later than the \
                     edition of the pack",
                    change.edition
                );
                self.say("pack", "changes", &change.text, message);
            }
            newest = change.edition;
            for id in &change.records {
                self.reference("pack", "changes", id);
            }
        }
    }

    /// Languages, money, offices and words: each written so that texts can be compared with it.
    pub(super) fn usage(&mut self) {
        let pack = &self.dataset.pack;
        let mut seen: HashSet<&str> = HashSet::new();
        for language in &pack.languages {
            self.text("pack", "languages", &language.name);
            if !is_language_tag(&language.code) {
                let message =
                    format!("“{}” is no tag of a language; write one after BCP 47, as in nb or zh-Hant", language.code);
                self.say("pack", "languages", &language.code, message);
            }
            if !seen.insert(&language.code) {
                self.say("pack", "languages", &language.code, "another language has this tag");
            }
            for (one, other) in &language.spellings {
                let fits = |text: &str| (1..=8).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_lowercase());
                if !fits(one) || !fits(other) || one == other {
                    let message = format!(
                        "“{one}” and “{other}” are no two spellings of a sound; write one to eight small letters from a \
                         to z each, as in (\"oh\", \"o\")"
                    );
                    self.say("pack", "languages", one, message);
                }
            }
        }
        for currency in &pack.currencies {
            let code = &currency.code;
            if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
                let message = format!("“{code}” is no currency; write its three capitals after ISO 4217, as in NOK");
                self.say("pack", "currencies", code, message);
            }
            for word in currency.before.iter().chain(&currency.after) {
                self.one_word("currencies", word);
            }
        }
        let usage = &pack.usage;
        for words in [&usage.magnitudes, &usage.units, &usage.joining, &usage.numbered, &pack.offices.shared] {
            for word in words {
                self.one_word("usage", word);
            }
        }
        for (name, list) in pack.usage.lists() {
            for text in list {
                self.text("pack", &format_args!("usage.{name}"), text);
            }
        }
        for text in pack.offices.ranks.iter().flatten().chain(&pack.offices.single) {
            self.text("pack", "offices", text);
        }
        let lower = [
            ("usage.of_sources", &usage.of_sources),
            ("usage.hedges", &usage.hedges),
            ("usage.joining", &usage.joining),
        ];
        for (part, phrases) in lower {
            for phrase in phrases.iter().filter(|phrase| phrase.to_lowercase() != ***phrase) {
                let message = format!("write “{phrase}” in lower case: so it is looked for");
                self.say("pack", part, phrase, message);
            }
        }
    }

    /// Texts are compared with such a list word by word, so that two words would never be met.
    fn one_word(&mut self, part: &str, text: &Text<'_>) {
        self.text("pack", part, text);
        if text.trim().contains(char::is_whitespace) {
            self.say("pack", part, text, format!("“{text}” is more than one word, and is never met; give one"));
        }
    }

    /// Breakdowns name series that there are, each once.
    pub(super) fn breakdowns(&mut self) {
        let dataset = self.dataset;
        let series: HashSet<&str> = dataset.series.iter().map(|series| series.id.as_str()).collect();
        for breakdown in &dataset.pack.breakdowns {
            let near = breakdown.parts.first().map_or(&breakdown.title, |(id, _)| id);
            for text in [&breakdown.title].into_iter().chain(breakdown.parts.iter().map(|(_, name)| name)) {
                self.text_near("pack", "breakdowns", text, near);
            }
            if breakdown.parts.is_empty() {
                self.say("pack", "breakdowns", &breakdown.title, "a breakdown has parts; name the series of each");
            }
            let mut seen: HashSet<&str> = HashSet::new();
            for id in breakdown.parts.iter().map(|(id, _)| id).chain(&breakdown.total) {
                if !series.contains(id.as_str()) && !self.unread.may_hold(id) {
                    self.say("pack", "breakdowns", id, format!("there is no series “{id}”"));
                }
                if !seen.insert(id) {
                    self.say("pack", "breakdowns", id, format!("“{id}” stands in this breakdown twice"));
                }
            }
        }
    }

    /// Figures of fiscal years need a pack that says when one begins: a guess would date them wrongly.
    pub(super) fn fiscal_years(&mut self) {
        let dataset = self.dataset;
        if dataset.pack.fiscal_year.is_some() {
            return;
        }
        for series in &dataset.series {
            if let Some(point) = series.points.iter().find(|point| point.period.is_fiscal()) {
                let is_whole = matches!(point.period, Period::Fiscal(..));
                let what = if is_whole { "a fiscal year" } else { "a quarter of a fiscal year" };
                let message = format!(
                    "{} is {what}, and pack.ron does not say in which month one begins; add \
                     `fiscal_year: (first_month: 4)` there, with the right month",
                    point.period.notation()
                );
                self.say(&series.id, "points", point.cite.as_text(), message);
                return;
            }
        }
    }
}

//! A pack to begin with: one example of everything, under the names of two countries, with a comment to each thing.
//!
//! Its files are in `assets/template`, RON but for words between `@` that stand for the names. Nothing here writes a
//! file.

mod layer;

use std::collections::BTreeSet;

use super::check::quality::acronyms;
use super::pack::{BOTH, OTHER, id as pack_id};
use super::ron_text::{escaped, quoted};
use super::written::layout::inline;
use super::written::tree::Node;
use crate::text::is_hostile;
pub use layer::layer_files;

/// What the pack is to be about.
#[derive(Clone, Debug)]
pub struct Names {
    /// Shown in the title line; made of the countries' names if it is left out.
    pub title: Option<String>,
    /// The two countries, in the order shown.
    pub countries: [CountryNames; 2],
    /// Tags and names of languages in other scripts; none, if any is welcome.
    pub languages: Vec<(String, String)>,
    /// The topics; a few that every pair of countries has, if none is named.
    pub sectors: Vec<String>,
    /// The day of the first edition, as in `2026-11-29`.
    pub today: String,
}

/// How a country is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountryNames {
    /// What records say for it.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What is of it: `Norwegian`.
    pub adjective: String,
}

/// The topics of a pack that names none.
pub const SECTORS: [&str; 3] = ["Politics", "Economy", "Culture"];

/// The most letters of a name.
const LONGEST: usize = 60;

macro_rules! texts {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../assets/template/", $name)))),+]
    };
}

static TEXTS: [(&str, &str); 16] = texts![
    "pack.ron",
    "agreements.ron",
    "cards.ron",
    "disputes.ron",
    "events.ron",
    "exercises.ron",
    "initiatives.ron",
    "institutions.ron",
    "mains.ron",
    "people.ron",
    "places.ron",
    "projects.ron",
    "questions.ron",
    "series.ron",
    "terms.ron",
    "themes.ron",
];

/// Why a word can be no name here.
///
/// # Errors
/// A sentence that says what to write instead.
pub fn check_name(name: &str) -> Result<(), String> {
    if name.trim().is_empty() {
        return Err("a name is empty; write one".to_owned());
    }
    if name.chars().count() > LONGEST {
        return Err(format!("a name has at most {LONGEST} letters, and this one has {}", name.chars().count()));
    }
    match name.chars().find(|&c| is_hostile(c)) {
        Some(hostile) => {
            Err(format!("a name holds the control character U+{:04X}; write it without", u32::from(hostile)))
        }
        None => Ok(()),
    }
}

/// Why a word can be no country's code.
///
/// # Errors
/// A sentence that says what to write instead.
pub fn check_code(code: &str) -> Result<(), String> {
    if [BOTH, OTHER].contains(&code) {
        return Err(format!(
            "“{code}” means something else in a pack; take a short code for the country, as in no for Norway"
        ));
    }
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    if (2..=8).contains(&code.len()) && code.chars().all(fits) {
        return Ok(());
    }
    Err(format!("“{code}” is no code; take two to eight small letters, as in no for Norway"))
}

/// The files of the pack, each with its name.
///
/// # Errors
/// A sentence about the first name that cannot be one.
pub fn files(names: &Names) -> Result<Vec<(&'static str, String)>, String> {
    let [first, second] = &names.countries;
    for country in &names.countries {
        check_code(&country.code)?;
        check_name(&country.name)?;
        check_name(&country.adjective)?;
    }
    if first.code == second.code || first.name.to_lowercase() == second.name.to_lowercase() {
        return Err("the two countries have one name or one code; a pack is about two".to_owned());
    }
    let sectors: Vec<&str> =
        if names.sectors.is_empty() { SECTORS.to_vec() } else { names.sectors.iter().map(String::as_str).collect() };
    let languages = names.languages.iter().flat_map(|(tag, name)| [tag.as_str(), name]);
    sectors.iter().copied().chain(languages).chain(names.title.as_deref()).try_for_each(check_name)?;
    let words = words(names, &sectors);
    Ok(TEXTS.iter().map(|&(name, text)| (name, filled(text, &words))).collect())
}

/// What each word between `@` stands for.
fn words(names: &Names, sectors: &[&str]) -> Vec<(&'static str, String)> {
    let [first, second] = &names.countries;
    let title = names.title.clone().unwrap_or_else(|| format!("{} – {}", first.name, second.name));
    let text = |text: &str| Node::Text(text.to_owned());
    let languages =
        names.languages.iter().map(|(code, name)| Node::fields([("code", text(code)), ("name", text(name))]));
    let sector = |at: usize| sectors.get(at % sectors.len().max(1)).copied().map_or_else(String::new, quoted);
    vec![
        ("today", names.today.clone()),
        ("title", quoted(&title)),
        ("id", quoted(&pack_id::made_of(&title))),
        ("first", quoted(&first.name)),
        ("first-text", escaped(&first.name)),
        ("first-code", quoted(&first.code)),
        ("first-adjective", quoted(&first.adjective)),
        ("second", quoted(&second.name)),
        ("second-text", escaped(&second.name)),
        ("second-code", quoted(&second.code)),
        ("second-adjective", quoted(&second.adjective)),
        ("languages", inline(&Node::List(languages.collect()))),
        ("sectors", inline(&Node::List(sectors.iter().copied().map(text).collect()))),
        ("sector-1", sector(0)),
        ("sector-2", sector(1)),
        ("sector-3", sector(2)),
        ("acronyms", acronym_terms(names, &sector(0))),
    ]
}

/// A term for each acronym in the countries' names, since every acronym has one.
fn acronym_terms(names: &Names, sector: &str) -> String {
    let all = names.countries.iter().flat_map(|country| acronyms(&country.name).chain(acronyms(&country.adjective)));
    let all: BTreeSet<&str> = all.filter(|acronym| *acronym != "JHC").collect();
    let term = |(number, acronym): (usize, &str)| {
        let (acronym, text) = (quoted(acronym), escaped(acronym));
        format!(
            "    (\n        id: \"term-country-{}\",\n        title: {acronym},\n        sectors: [{sector}],\n        \
             weight: Detail,\n        summary: \"How the newspapers of both capitals write {text}.\",\n        \
             links: {{SeeAlso: [\"harbour-committee\"]}},\n        cites: [\"example-report ¶1\"],\n        \
             // Write out here what it stands for.\n        \
             body: Term(expansions: [(\"What {text} stands for\", \"example-report ¶1\")]),\n    ),\n",
            number + 1
        )
    };
    all.into_iter().enumerate().map(term).collect()
}

/// A text with each word between `@` replaced by what it stands for.
fn filled(text: &str, words: &[(&'static str, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, part) in text.split('@').enumerate() {
        match words.iter().find(|(word, _)| at % 2 == 1 && *word == part) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;

    use super::*;
    use crate::data::files::{File, Files};
    use crate::data::problem::Problem;
    use crate::data::{Kind, check, load};

    fn names(first: [&str; 2], second: [&str; 2]) -> Names {
        let country = |[name, adjective]: [&str; 2], code: &str| CountryNames {
            code: code.to_owned(),
            name: name.to_owned(),
            adjective: adjective.to_owned(),
        };
        Names {
            title: None,
            countries: [country(first, "no"), country(second, "cl")],
            languages: vec![("nb".to_owned(), "Norwegian".to_owned())],
            sectors: Vec::new(),
            today: "2026-11-29".to_owned(),
        }
    }

    fn packed(names: &Names) -> Files {
        let file = |(name, text): (&str, String)| File { name: name.to_owned(), text: Cow::Owned(text) };
        Files { list: files(names).unwrap().into_iter().map(file).collect() }
    }

    fn problems(files: &Files) -> Vec<Problem> {
        match load::load(files) {
            Ok(dataset) => check::quality::quality(&dataset, files),
            Err(problems) => problems,
        }
    }

    #[test]
    fn it_holds_an_example_of_everything() {
        let files = packed(&names(["Norway", "Norwegian"], ["Chile", "Chilean"]));
        assert_eq!(problems(&files), []);
        let dataset = load::load(&files).unwrap();
        for kind in Kind::ALL {
            assert!(dataset.items().any(|(_, item)| item.kind() == kind), "no {}", kind.name());
            assert!(files.list.iter().any(|file| file.name == kind.file()), "no {}", kind.file());
        }
        assert!(!dataset.cards().is_empty() && !dataset.questions().is_empty() && !dataset.mains().is_empty());
        assert!(!dataset.pack.charts.is_empty() && !dataset.pack.changes.is_empty());
        assert!(!dataset.pack.ladder.is_empty() && !dataset.pack.tours.is_empty());
        assert!(dataset.records.iter().any(|record| record.conflicts.iter().any(|conflict| conflict.id.is_some())));
    }

    #[test]
    fn nothing_of_other_countries_is_in_it_and_no_word_is_left_unfilled() {
        for file in packed(&names(["Norway", "Norwegian"], ["Chile", "Chilean"])).list {
            let text = file.text.to_lowercase();
            for word in ["india", "japan", "delhi", "tokyo", "yen", "rupee", "@"] {
                assert!(!text.contains(word), "{word} in {}", file.name);
            }
        }
    }

    #[test]
    fn a_word_that_can_be_no_name_is_told() {
        let good = names(["Norway", "Norwegian"], ["Chile", "Chilean"]);
        let refused = |change: fn(&mut Names)| {
            let mut names = good.clone();
            change(&mut names);
            files(&names).unwrap_err()
        };
        assert!(refused(|names| names.countries[1].code = "no".to_owned()).contains("one code"));
        assert!(refused(|names| names.countries[1].name = "NORWAY".to_owned()).contains("one name"));
        assert!(refused(|names| names.countries[0].code = "both".to_owned()).contains("something else"));
        assert!(refused(|names| names.countries[0].code = "NO".to_owned()).contains("small letters"));
        assert!(refused(|names| names.countries[0].name = " ".to_owned()).contains("empty"));
        assert!(refused(|names| names.sectors = vec!["a\nb".to_owned()]).contains("U+000A"));
        assert!(refused(|names| names.title = Some("n".repeat(61))).contains("at most 60"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn whatever_the_names_it_passes(
            first in "[\\PC]{1,40}", adjective in "[\\PC]{1,20}", second in "[A-Z&'\"\\\\ .@{}]{1,20}", sector in "[\\PC]{1,20}"
        ) {
            let mut names = names([&first, &adjective], [&second, "Chilean"]);
            names.sectors = vec![sector];
            if let Ok(files) = files(&names) {
                let file = |(name, text): (&str, String)| File { name: name.to_owned(), text: Cow::Owned(text) };
                let files = Files { list: files.into_iter().map(file).collect() };
                prop_assert_eq!(problems(&files), []);
            }
        }
    }

    #[test]
    fn a_pack_says_its_id_which_outlives_a_change_of_the_title() {
        let files = files(&names(["Norway", "Norwegian"], ["Chile", "Chilean"])).unwrap();
        let head = files.iter().find(|(name, _)| *name == "pack.ron").map(|(_, text)| text.as_str());
        assert!(head.is_some_and(|head| head.contains("    id: \"norway-chile\",\n")), "{head:?}");
    }
}

//! What belongs to two particular countries is data: the code names neither of those of the bundled pack,
//! nor their languages, money and offices; and a pack of another two countries needs none of it.

use std::path::{Path, PathBuf};

use maitri::data::{Dataset, bundled, load};
use maitri::store::packs;
use maitri::study::Deck;

use crate::program::{command, finish};
use crate::sources::{Source, sources};

/// What the code may name all the same, and why.
const EXCEPTIONS: [(&str, &str, &str); 5] = [
    ("text/fold/letters.rs", "yen", "what a sign for money is called is Unicode’s, and all of them are named alike"),
    ("text/ascii.rs", "¥", "what stands for a sign of money where there is ASCII alone is told of all of them alike"),
    (
        "search/query/scripts.rs",
        "Hiragana",
        "what a script is called is Unicode’s; where words end in it is so in any pack",
    ),
    (
        "search/query/scripts.rs",
        "Kanji",
        "what a script is called is Unicode’s; where words end in it is so in any pack",
    ),
    (
        "search/query/scripts.rs",
        "Katakana",
        "what a script is called is Unicode’s; where words end in it is so in any pack",
    ),
];

/// Words of the two countries of the bundled pack that its `pack.ron` has no list of: places, months in which years
/// begin, scripts, exams, assemblies, and what is of a country.
const OF_THIS_PAIR: [&str; 44] = [
    "Indo",
    "Nippon",
    "Bharat",
    "Hindustan",
    "Tokyo",
    "Delhi",
    "Mumbai",
    "Bombay",
    "Kolkata",
    "Calcutta",
    "Chennai",
    "Bengaluru",
    "Osaka",
    "Kyoto",
    "Kobe",
    "Hiroshima",
    "Nagasaki",
    "Yokohama",
    "Nara",
    "Okinawa",
    "Gujarat",
    "Maharashtra",
    "Devanagari",
    "Kanji",
    "Kana",
    "Hiragana",
    "Katakana",
    "Brahmi",
    "Hepburn",
    "Kunrei",
    "hiragana",
    "katakana",
    "devanagari",
    "Prelims",
    "prelims",
    "UPSC",
    "IAS",
    "Lok",
    "Sabha",
    "Diet",
    "prefecture",
    "Shinkansen",
    "ISRO",
    "JICA",
];

/// The words of a pack that are of its two countries alone, whoever else writes of them.
pub(crate) fn words_of_the_bundled_pair<'d>(dataset: &'d Dataset<'_>) -> Vec<&'d str> {
    let pack = &dataset.pack;
    let mut words = Vec::new();
    words.extend(pack.countries.iter().flat_map(|country| [country.name.as_str(), country.adjective.as_str()]));
    words.extend(pack.languages.iter().map(|language| language.name.as_str()));
    for currency in &pack.currencies {
        words.extend([&currency.code].into_iter().chain(&currency.before).chain(&currency.after).map(|text| &**text));
    }
    words.extend(pack.usage.magnitudes.iter().chain(&pack.usage.numbered).map(|text| &**text));
    words.extend(pack.exams.iter().map(|preset| &*preset.name));
    words.extend(OF_THIS_PAIR);
    words
}

/// Those and its other lists, some of which another pack may share: what the code has no cause to name.
fn words<'d>(dataset: &'d Dataset<'_>) -> Vec<&'d str> {
    let pack = &dataset.pack;
    let mut words = words_of_the_bundled_pair(dataset);
    words.extend(pack.offices.ranks.iter().flatten().map(|text| &**text));
    words.extend(pack.usage.lists().into_iter().flat_map(|(_, list)| list).map(|text| &**text));
    words
}

#[test]
fn the_code_names_nothing_of_the_bundled_pack() {
    let dataset = bundled::dataset().expect("the bundled pack");
    let words = words(&dataset);
    assert!(words.len() > 20, "{} words", words.len());
    for Source { name, text } in sources("") {
        // Tests come last in a file, or have one of their own, and take their examples from where they like.
        let is_test = name.ends_with("/tests.rs");
        let code = text.split("#[cfg(test)]").next().filter(|_| !is_test).unwrap_or_default();
        // What documents the command line is printed by its help.
        let is_printed = |line: &str| name.starts_with("cli/") && line.starts_with("///");
        let is_comment = |line: &&str| line.trim_start().starts_with("//") && !is_printed(line.trim_start());
        for line in code.lines().filter(|line| !is_comment(line)) {
            for word in &words {
                let alone = |at: usize| {
                    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                    !letter(line[..at].chars().next_back()) && !letter(line[at + word.len()..].chars().next())
                };
                let named = line.match_indices(word).any(|(at, _)| alone(at));
                let may = EXCEPTIONS.iter().any(|(file, known, _)| name == *file && word == known);
                assert!(!named || may, "src/{name}: “{word}” is for pack.ron to say: {}", line.trim());
            }
        }
    }
}

/// A pack of two other countries, with nothing but what every pack must have.
fn other() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/norway-chile")
}

#[test]
fn a_pack_of_two_other_countries_needs_nothing_of_it() {
    let ran = finish(command(&["check"]).arg(other()));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    let files = packs::read(&other()).expect("the files");
    let dataset = load::load(&files).expect("a sound pack");
    let pack = &dataset.pack;
    assert!(pack.fiscal_year.is_none() && pack.languages.is_empty() && pack.currencies.is_empty());
    assert!(pack.offices.ranks.is_empty() && pack.usage.lists().iter().all(|(_, list)| list.is_empty()));
    assert_eq!((pack.exam.minutes(20), pack.exam.total(20, 20).to_string()), (20, "20".to_owned()));
}

#[test]
fn money_is_hidden_where_the_pack_says_what_is_money() {
    let gaps = |deck: &Deck| {
        let hidden =
            deck.cards().iter().filter(|card| card.id.as_str().contains("/fact")).map(maitri::study::Card::answer);
        hidden.collect::<Vec<_>>()
    };
    let mut files = packs::read(&other()).expect("the files");
    {
        let dataset = load::load(&files).expect("a sound pack");
        assert_eq!(gaps(&Deck::build(&dataset)), ["30 million", "4 million dollars"]);
    }
    for file in files.list.iter_mut().filter(|file| file.base_name() == "pack.ron") {
        file.text = file
            .text
            .replacen("    sources:", "    currencies: [(code: \"NOK\", before: [\"kr\"])],\n    sources:", 1)
            .into();
    }
    let dataset = load::load(&files).expect("a sound pack");
    assert_eq!(gaps(&Deck::build(&dataset)), ["kr 30 million", "4 million dollars"]);
}

#[test]
fn money_that_a_pack_does_not_know_is_told() {
    let told = refused(&[("records.ron", "€ 30 million", "NOK 30 million")]);
    let sentence = "dates-accord.facts: “NOK” looks like money that pack.ron does not know; add `currencies: [(code: \"NOK\")]` \
                    there, or `usage: (numbered: [\"NOK\"])` if it is a name";
    assert!(told.contains(sentence), "{told}");
}

#[test]
fn spellings_are_of_small_letters() {
    for wrong in ["(\"Ou\", \"u\")", "(\"ou\", \"ou\")", "(\"\", \"u\")"] {
        let told = refused(&[("pack.ron", "(\"ou\", \"u\")", wrong)]);
        assert!(told.contains("are no two spellings of a sound; write one to eight small letters"), "{told}");
    }
}

/// A pack of two other countries with lists, money, languages and an exam of its own.
fn with_its_own() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/brazil-oman")
}

/// What `check` says of that pack, of which some texts of a file are replaced.
fn refused(changes: &[(&str, &str, &str)]) -> String {
    let directory = tempfile::tempdir().expect("a temporary directory");
    for entry in std::fs::read_dir(with_its_own()).expect("the pack").flatten() {
        let mut text = std::fs::read_to_string(entry.path()).expect("a file");
        for (_, from, to) in changes.iter().filter(|(file, ..)| *file == entry.file_name()) {
            assert!(text.contains(from), "{from}");
            text = text.replacen(from, to, 1);
        }
        std::fs::write(directory.path().join(entry.file_name()), text).expect("a file");
    }
    finish(command(&["check"]).arg(directory.path())).stderr
}

#[test]
fn lists_of_words_are_the_packs() {
    let ran = finish(command(&["check"]).arg(with_its_own()));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    let list = |what: &str| finish(command(&["--data"]).arg(with_its_own()).arg(what)).stdout;
    let agreements = list("agreements");
    assert!(agreements.contains("Accord on Dates and Coffee (Agreement, expired; Economy; core)"), "{agreements}");
    assert!(agreements.contains("Protocol on Pearls (Protocol, put on the shelf; Sea; core)"), "{agreements}");
    let topics = list("topics");
    let at = |heading: &str| topics.find(heading).unwrap_or_else(|| panic!("{heading} in {topics}"));
    assert!(at("(Hope;") < at("(Doubt;"), "{topics}");
    let figures = list("chart");
    assert!(figures.find("(Fish and seafood;") < figures.find("(Ships and harbours;"), "{figures}");
}

#[test]
fn a_word_of_no_list_is_told_with_the_list() {
    for (change, sentence) in [
        (
            ("records.ron", "status: Expired", "status: Expird"),
            "dates-accord.status: there is no status “Expird”; did you mean “Expired”? The statuses are InForce, Signed, \
             Provisional, Extended, Renewed, Upgraded, Superseded, Suspended, Expired, Terminated, Abandoned, Unclear, \
             Shelved, Prolonged; pack.ron may have more: `statuses: [(id: Shelved, name: \"Shelved\")]`\n",
        ),
        (
            ("records.ron", "stance: Hope", "stance: Challenge"),
            "more-coffee.stance: there is no stance “Challenge”. The stances are Hope, Doubt; pack.ron may have more: ",
        ),
        (
            ("series.ron", "group: Ships", "group: Shps"),
            "berths.group: there is no group “Shps”; did you mean “Ships”? The groups are Fish, Ships, Kinds; ",
        ),
        (("pack.ron", "(id: Prolonged,", "(id: Shelved,"), "pack.statuses: another status is called “Shelved”"),
        (
            ("pack.ron", "(code: \"ae\"", "(code: \"om\""),
            "pack.further_countries: “om” is the code of another side already; take one of its own",
        ),
        (("pack.ron", "\"Culture\"", "\"sea\""), "pack.sectors: the sector “sea” stands here twice"),
        (
            ("series.ron", "2020-Q3", "2020-Q5"),
            "“2020-Q5” is no quarter; write 2022-Q3, or FY2022-23-Q3 for one of a fiscal year",
        ),
    ] {
        let told = refused(&[change]);
        assert!(told.contains(sentence), "{told}");
    }
}

#[test]
fn a_pack_has_no_more_sectors_than_one_can_choose_among() {
    let many = (0..200).map(|number| format!("\"Sector {number}\", ")).collect::<Vec<_>>().concat();
    let told = refused(&[("pack.ron", "\"Culture\"", many.trim_end_matches(", "))]);
    let sentence = "pack.sectors: a pack has at most 100 sectors, and this one has 202: who reads chooses among them; \
                    make several one";
    assert!(told.contains(sentence), "{told}");
}

#[test]
fn a_pack_may_be_about_more_than_two_countries() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let write = |file: &str, change: &dyn Fn(String) -> String| {
        let text = std::fs::read_to_string(other().join(file)).expect("a file");
        std::fs::write(directory.path().join(file), change(text)).expect("a file");
    };
    let peru = "(code: \"pe\", name: \"Peru\", adjective: \"Peruvian\")";
    write("pack.ron", &|text| text.replace("adjective: \"Chilean\")]", &format!("adjective: \"Chilean\"), {peru}]")));
    write("series.ron", &|text| text);
    write("records.ron", &|text| text);
    let told = finish(command(&["check"]).arg(directory.path())).stderr;
    assert!(told.contains("“both” is no side; the sides are no, cl, pe, all, other"), "{told}");
    write("records.ron", &|text| {
        text.replace("side: \"both\"", "side: \"all\"")
            .replace("(\"cl\", \"Chile\")]", "(\"cl\", \"Chile\"), (\"pe\", \"Ministry of Salt\")]")
    });
    let ran = finish(command(&["check"]).arg(directory.path()));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    let show = |id: &str| finish(command(&["--data"]).arg(directory.path()).args(["show", id])).stdout;
    let council = show("fjord-council");
    assert!(council.contains("Side            All\n"), "{council}");
    let accord = show("salmon-accord");
    assert!(accord.contains("Peru            Ministry of Salt\n"), "{accord}");
}

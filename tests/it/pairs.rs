//! Packs of other pairs of countries: each opens in every tab, with study and mock exams, at every size, and nothing
//! that is shown or written has a word of the two countries of the bundled pack.

use std::path::PathBuf;
use std::sync::OnceLock;

use maitri::data::{ItemId, bundled, load};
use maitri::search::LazyIndex;
use maitri::store::packs;

use crate::countries::words_of_the_bundled_pair;
use crate::harness::{DARK, Player, Size};
use crate::program::{command, finish};

const SIZES: [Size; 4] = [(60, 16), (80, 24), (120, 40), (200, 60)];

/// Keys to every tab, focus and overlay, to study, to drills and to a mock exam.
const STATES: [&str; 36] = [
    "0",
    "1<enter>",
    "1<end><enter>",
    "b<down>",
    "2",
    "2ss<end>",
    "2sss<enter>",
    "3",
    "3t",
    "3<enter>",
    "3<end><enter>",
    "3c",
    "3c<enter>",
    "4",
    "4<end><enter>",
    "4s",
    "5",
    "5<enter>",
    "5<end><enter>",
    "5m",
    "5m<right><enter>",
    "<space>a<down>",
    "?",
    "?<end>",
    ":",
    "f",
    "f<down><space><esc>",
    "6",
    "6<enter>",
    "6<enter><enter>",
    "6c",
    "6p",
    "6<end><enter>",
    "6<end><up><enter>",
    "6<end><up><up><enter>",
    "6<end><up><up><enter><enter>ax",
];

fn directory(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/packs").join(name)
}

/// A pack of these tests and its index.
fn library(name: &str) -> &'static LazyIndex<'static> {
    let files = packs::read(&directory(name)).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let dataset = load::load(Box::leak(Box::new(files))).unwrap_or_else(|problems| panic!("{problems:#?}"));
    Box::leak(Box::new(LazyIndex::new(Box::leak(Box::new(dataset)))))
}

/// The words of the bundled pair that a pack has no cause to show: it does not name them itself.
fn foreign_to(name: &str) -> Vec<String> {
    static WORDS: OnceLock<Vec<String>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let dataset = bundled::dataset().expect("the bundled pack");
        words_of_the_bundled_pair(&dataset).into_iter().map(str::to_owned).collect()
    });
    let files = packs::read(&directory(name)).unwrap_or_else(|problems| panic!("{problems:#?}"));
    words.iter().filter(|word| !files.list.iter().any(|file| stands_in(&file.text, word))).cloned().collect()
}

/// Whether a word stands in a text alone, and not as a part of another.
fn stands_in(text: &str, word: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(word)
        .any(|(at, _)| !letter(text[..at].chars().next_back()) && !letter(text[at + word.len()..].chars().next()))
}

#[track_caller]
fn names_none(text: &str, words: &[String], whence: &str) {
    for word in words {
        assert!(!stands_in(text, word), "{whence} names “{word}”:\n{text}");
    }
}

/// Opens every screen and every record of a pack at a size.
fn shows_nothing_of_the_bundled_pair(name: &str, size: Size) {
    let (library, words) = (library(name), foreign_to(name));
    assert!(words.len() > 50, "{}", words.len());
    for keys in STATES {
        let mut player = Player::on(library, DARK, size);
        player.press(keys);
        names_none(&player.text(), &words, &format!("{name} at {size:?} after {keys}"));
    }
    let mut player = Player::on(library, DARK, size);
    for (index, id) in library.dataset().ids().enumerate() {
        player.open_item(id);
        assert_eq!(id, ItemId::from_index(index));
        let title = library.dataset().get(id).map_or("", |item| item.title());
        let first: String = title.chars().take(12).collect();
        assert!(player.text().contains(&first), "{title} at {size:?}:\n{}", player.text());
        for keys in ["", "<end>"] {
            if !keys.is_empty() {
                player.press(keys);
            }
            names_none(&player.text(), &words, title);
        }
    }
}

/// Runs every command that only tells or writes on a pack.
fn says_nothing_of_the_bundled_pair(name: &str, sector: &str, word: &str) {
    let words = foreign_to(name);
    let directory = directory(name);
    let path = directory.to_str().expect("UTF-8");
    for arguments in [
        &["timeline"][..],
        &["agreements"],
        &["institutions"],
        &["topics"],
        &["chart"],
        &["about"],
        &["today"],
        &["due"],
        &["stats"],
        &["cards"],
        &["plan", "--exam", "2027-01-01"],
        &["mock", "--print"],
        &["mains", "--print"],
        &["quiz"],
        &["search", word],
        &["sheet", sector],
        &["sheet", sector, "--format", "html"],
        &["export", "--format", "csv"],
        &["export", "--format", "jsonl"],
        &["export", "--format", "md"],
        &["--help"],
        &["mock", "--help"],
        &["mains", "--help"],
        &["check", path],
    ] {
        let ran = finish(command(&["--data", path]).args(arguments));
        let told = format!("{}{}", ran.stdout, ran.stderr);
        assert!(!told.trim().is_empty(), "{arguments:?} says nothing");
        assert!(ran.code == 0 || told.contains("this pack has no"), "{arguments:?}: {told}");
        names_none(&told, &words, &format!("{name}, {arguments:?}"));
    }
}

macro_rules! pairs {
    ($($test:ident: $name:literal, $sector:literal, $word:literal;)+) => {
        $(mod $test {
            use super::{SIZES, says_nothing_of_the_bundled_pair, shows_nothing_of_the_bundled_pair};

            #[test]
            fn opens_in_little_room() {
                shows_nothing_of_the_bundled_pair($name, SIZES[0]);
            }

            #[test]
            fn opens_in_a_classic_terminal() {
                shows_nothing_of_the_bundled_pair($name, SIZES[1]);
            }

            #[test]
            fn opens_in_a_roomy_one() {
                shows_nothing_of_the_bundled_pair($name, SIZES[2]);
            }

            #[test]
            fn opens_in_much_room() {
                shows_nothing_of_the_bundled_pair($name, SIZES[3]);
            }

            #[test]
            fn is_told_on_the_command_line() {
                says_nothing_of_the_bundled_pair($name, $sector, $word);
            }
        })+
    };
}

pairs! {
    brazil_oman: "brazil-oman", "Economy", "coffee";
    brazil_germany: "brazil-germany", "Economy", "nuclear";
}

#[test]
fn what_a_pack_has_of_its_own_is_used() {
    let path = directory("brazil-oman");
    let path = path.to_str().expect("UTF-8");
    let told = |arguments: &[&str]| finish(command(&["--data", path]).args(arguments)).stdout;
    let cards = told(&["cards"]);
    for hidden in
        ["€ 30 million", "R$5.4 million", "42%", "£1,200", "RO 12 milhares", "700 sacks", "R$ 2 million", "70%"]
    {
        assert!(cards.contains(&format!("→ {hidden}\n")), "{hidden}: {cards}");
    }
    // A quarter, of a fiscal year and of a calendar year.
    let chart = told(&["chart", "fish-sold"]);
    assert!(chart.contains("BY 2021-22") && chart.contains("BY 2022-23 Q2"), "{chart}");
    assert!(told(&["chart", "berths"]).contains("Q4 2020"), "{}", told(&["chart", "berths"]));
    let csv = told(&["chart", "fish-sold", "--csv"]);
    assert!(csv.contains(",2022-10-01,2022-12-31,"), "{csv}");
    // Three parties, each by its name.
    let protocol = told(&["show", "pearls-protocol"]);
    assert!(protocol.contains("United Arab Emirates") && protocol.contains("Bureau of Divers"), "{protocol}");
    // Names in other scripts, found without the marks they may be written with.
    for query in ["صلالة", "Phuong", "acordo de tamaras", "al salalah", "Aurelio Nobres"] {
        let found = told(&["search", query]);
        assert!(found.lines().next().is_some_and(|line| line.contains('[')), "{query}: {found}");
    }
    // The forms, the marks and the pace of its own exam.
    let mock = told(&["mock", "--print", "--questions", "3"]);
    assert!(mock.contains("What do captains compare") && !mock.contains("Which of the statements"), "{mock}");
}

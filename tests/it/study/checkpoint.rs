//! The checkpoint of a long review log: it saves reading, and changes nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use maitri::clock::Now;
use maitri::data::pack::id::FIRST;
use maitri::store::checkpoint::Unfit;
use maitri::store::doctor::{Finding, examine, examine_checkpoint};
use maitri::store::journal::read::head_line;
use maitri::store::reviews::FORMAT;
use maitri::store::shelf::Directory;
use maitri::study::collection::opening::Opening;
use maitri::study::review::{Entry, Review};
use maitri::study::scheduler::memory::{Grade, Model};
use maitri::study::scheduler::{Plan, Progress};
use maitri::study::{CardId, Collection, Deck};
use proptest::prelude::*;

mod truth;

use super::commands::typed;
use super::dataset;

/// More lines than are replayed without a checkpoint.
const LONG: usize = 4200;
const NOW: Now =
    Now { wall: date(2026, 11, 22).at(12, 0, 0, 0), unix_ms: 1_795_348_800_000, elapsed: std::time::Duration::ZERO };

/// The cards that the bundled pack has written.
fn deck() -> Deck {
    Deck::build(dataset())
}

/// The ids of some of them.
fn cards() -> &'static [CardId] {
    static CARDS: OnceLock<Vec<CardId>> = OnceLock::new();
    CARDS.get_or_init(|| deck().cards().iter().take(40).map(|card| card.id.clone()).collect())
}

fn line(number: usize) -> String {
    let day = Date::constant(2024, 1, 1).saturating_add(i64::try_from(number / 20).unwrap().days());
    let grade = Grade::FOUR[number * 7 % 5 % 4];
    let card = cards()[number * 13 % 40].clone();
    let mut line = match number % 97 {
        0 => Entry::Undo(1 + u32::try_from(number % 3).unwrap()).to_line(),
        1 => "no entry at all".to_owned(),
        _ => Entry::Review(Review { at: 1, day, card, grade, ms: 4321, answer: Some(5) }).to_line(),
    };
    line.push('\n');
    line
}

fn log(lines: usize) -> String {
    let lines: String = (0..lines).map(line).collect();
    format!("{}\n{lines}", head_line(&FORMAT))
}

struct State(tempfile::TempDir);

impl State {
    fn with(lines: usize) -> Self {
        let state = Self(tempfile::tempdir().unwrap());
        fs::write(state.log(), log(lines)).unwrap();
        state
    }

    fn log(&self) -> PathBuf {
        self.0.path().join(FORMAT.file)
    }

    fn checkpoint(&self) -> PathBuf {
        self.0.path().join("reviews.checkpoint")
    }

    fn shelf(&self) -> Directory {
        Directory::new(self.0.path(), FIRST)
    }

    fn open(&self) -> Collection {
        Collection::open(dataset(), Some(&self.shelf()), Plan::default())
    }

    /// What the log comes to, read from its beginning to its end.
    fn replayed(&self) -> Progress {
        replayed(&self.log())
    }

    fn told(&self) -> Vec<Finding> {
        examine_checkpoint(self.0.path(), (FIRST, &deck()), &Plan::default().model())
    }

    /// Why the checkpoint is passed over.
    fn unfit(&self) -> Option<Unfit> {
        self.told().into_iter().find_map(|finding| match finding {
            Finding::UnfitCheckpoint { why, .. } => Some(why),
            _ => None,
        })
    }
}

fn replayed(log: &Path) -> Progress {
    let deck = deck();
    let reading = maitri::store::journal::read::read::<Entry>(&fs::read(log).unwrap());
    let mut progress = Progress::replay(reading.entries.iter().map(|entry| deck.current(entry)), &Model::default());
    progress.outdate(&deck);
    progress
}

#[test]
fn a_long_log_gets_one_and_a_short_one_none() {
    let short = State::with(4000);
    assert_eq!(*short.open().progress(), short.replayed());
    assert!(!short.checkpoint().exists() && short.told().is_empty());
    let long = State::with(LONG);
    let whole = long.replayed();
    // Looking changes nothing.
    assert_eq!(*Collection::look(dataset(), Some(&long.shelf()), Plan::default()).progress(), whole);
    assert!(!long.checkpoint().exists());
    let before = fs::read(long.log()).unwrap();
    let collection = long.open();
    assert_eq!(*collection.progress(), whole);
    let notices = collection.notices().to_vec();
    drop(collection);
    assert!(
        matches!(long.told().as_slice(), [Finding::Checkpoint { lines, .. }] if *lines == LONG + 1),
        "{:?}",
        long.told()
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(long.checkpoint()).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert!(!long.0.path().join("reviews.checkpoint.part").exists());
    let again = long.open();
    assert_eq!((again.progress(), again.notices()), (&whole, notices.as_slice()), "bad lines are told as before");
    assert!(notices.iter().any(|notice| notice.contains("are no entries")), "{notices:?}");
    drop(again);
    assert_eq!(fs::read(long.log()).unwrap(), before, "the log is as it was");
    fs::remove_file(long.checkpoint()).unwrap();
    assert_eq!(*long.open().progress(), whole, "deleted, it changes nothing");
}

#[cfg(unix)]
#[test]
fn one_that_was_open_to_others_is_ones_own_after_the_next_start() {
    use std::os::unix::fs::PermissionsExt as _;
    let state = State::with(LONG);
    let is_told = || state.told().iter().any(|finding| matches!(finding, Finding::OpenToOthers(_)));
    let mode = || fs::metadata(state.checkpoint()).unwrap().permissions().mode() & 0o777;
    let open_it = || fs::set_permissions(state.checkpoint(), fs::Permissions::from_mode(0o644)).unwrap();
    drop(state.open());
    assert!(!is_told());
    // One that holds, and one that is passed over.
    for text in [fs::read(state.checkpoint()).unwrap(), b"a poem\n".to_vec()] {
        fs::write(state.checkpoint(), &text).unwrap();
        open_it();
        drop(Collection::look(dataset(), Some(&state.shelf()), Plan::default()));
        assert!(is_told() && mode() == 0o644, "looking changes nothing");
        drop(state.open());
        assert!(!is_told() && mode() == 0o600);
    }
    // What is no file no start makes anybody's own.
    fs::remove_file(state.checkpoint()).unwrap();
    fs::create_dir(state.checkpoint()).unwrap();
    fs::set_permissions(state.checkpoint(), fs::Permissions::from_mode(0o755)).unwrap();
    assert!(!is_told() && matches!(state.unfit(), Some(Unfit::Unreadable(_))));
}

#[test]
fn it_is_read_and_not_the_log_before_it() {
    let state = State::with(LONG);
    drop(state.open());
    let shelf = state.shelf();
    let mut opening = Opening::to_look(deck(), Some(&shelf), Plan::default());
    let mut first = None;
    while !opening.advance() {
        first = first.or(opening.amount());
    }
    // The first that is told to be read are the steps that were restored, fewer than the lines: some were taken back.
    let first = first.unwrap();
    assert!(first.read < LONG && first.read > LONG / 2 && first.about == first.read || first.read == 0, "{first:?}");
}

#[test]
fn answers_and_what_is_taken_back_go_on_from_it() {
    let state = State::with(LONG);
    drop(state.open());
    let mut collection = state.open();
    let card = cards()[3].clone();
    collection.answer(&card, Grade::Good, 5000, NOW).unwrap();
    collection.answer(&cards()[4], Grade::Again, 5000, NOW).unwrap();
    for _ in 0..100 {
        collection.undo().unwrap();
    }
    let so_far = collection.progress().clone();
    drop(collection);
    assert_eq!(so_far, state.replayed(), "as it goes on it is what the log comes to");
    assert_eq!(*state.open().progress(), so_far);
    assert_eq!(state.unfit(), None, "what was added does not change what stood before");
}

#[test]
fn one_that_is_not_of_the_log_is_passed_over_and_said() {
    let state = State::with(LONG);
    drop(state.open());
    let good = fs::read(state.checkpoint()).unwrap();
    let text = fs::read_to_string(state.log()).unwrap();
    // Of the same length, but another answer.
    let lying = text.replacen("\"grade\":\"good\"", "\"grade\":\"easy\"", 1);
    assert_eq!(lying.len(), text.len());
    fs::write(state.log(), &lying).unwrap();
    assert_eq!(state.unfit(), Some(Unfit::OfAnotherLog));
    assert_eq!(*state.open().progress(), state.replayed());
    assert_eq!(state.unfit(), None, "it is made anew");
    // Shorter than what it is of.
    fs::write(state.log(), log(2000)).unwrap();
    assert_eq!(state.unfit(), Some(Unfit::OfAnotherLog));
    assert_eq!(*state.open().progress(), state.replayed());
    fs::write(state.log(), &text).unwrap();
    fs::write(state.checkpoint(), &good).unwrap();
    assert_eq!(state.unfit(), None);
}

#[test]
fn one_that_is_torn_foreign_or_newer_is_passed_over_and_said() {
    let state = State::with(LONG);
    drop(state.open());
    let good = fs::read(state.checkpoint()).unwrap();
    let whole = state.replayed();
    let end = good.iter().position(|byte| *byte == b'\n').unwrap();
    let head = String::from_utf8(good[..end].to_vec()).unwrap();
    let mut damaged = good.clone();
    damaged[end + 40] ^= 1;
    let newer = head.replace("\"version\":2", "\"version\":3").into_bytes();
    // What the head says of the lines is believed as little as what follows it.
    let miscounted = head.replace(&format!("\"lines\":{}", LONG + 1), "\"lines\":4000").into_bytes();
    let misplaced = head.replacen("\"bad_lines\":[", "\"bad_lines\":[7,", 1).into_bytes();
    assert!(miscounted != head.as_bytes() && misplaced != head.as_bytes());
    let otherwise = head.replacen("\"maitri\":\"checkpoint\"", "\"maitri\":\"cheque\"", 1).into_bytes();
    for (bytes, why) in [
        (good[..good.len() - 1].to_vec(), Unfit::Torn),
        (good[..=end].to_vec(), Unfit::Torn),
        (good[..end].to_vec(), Unfit::Foreign),
        (Vec::new(), Unfit::Foreign),
        (vec![0; 100], Unfit::Foreign),
        (b"dear diary\n".to_vec(), Unfit::Foreign),
        (otherwise, Unfit::Foreign),
        (damaged, Unfit::Torn),
        (newer, Unfit::Newer(3)),
        (miscounted, Unfit::Torn),
        (misplaced, Unfit::Torn),
    ] {
        let ended = if bytes.contains(&b'\n') || why == Unfit::Foreign {
            bytes
        } else {
            [bytes, good[end..].to_vec()].concat()
        };
        let why = if ended.starts_with(b"{\"maitri\":\"cheque") { Unfit::Foreign } else { why };
        fs::write(state.checkpoint(), ended).unwrap();
        assert_eq!(state.unfit(), Some(why.clone()));
        assert_eq!(*state.open().progress(), whole, "{why:?}");
        assert_eq!(state.unfit(), None, "{why:?}: it is made anew");
    }
    fs::remove_file(state.checkpoint()).unwrap();
    fs::create_dir(state.checkpoint()).unwrap();
    assert!(matches!(state.unfit(), Some(Unfit::Unreadable(_))));
    assert_eq!(*state.open().progress(), whole);
}

#[test]
fn under_other_settings_it_is_made_anew() {
    let state = State::with(LONG);
    drop(state.open());
    let eager = Plan { retention: 97, ..Plan::default() };
    let collection = Collection::open(dataset(), Some(&state.shelf()), eager.clone());
    let state_of = |progress: &Progress| progress.state(&cards()[5]).map(|state| state.due);
    let whole = Progress::replay(
        maitri::store::journal::read::read::<Entry>(&fs::read(state.log()).unwrap()).entries,
        &eager.model(),
    );
    assert_eq!(collection.progress().kept(), whole.kept());
    assert_ne!(state_of(&whole), state_of(&Progress::default()));
    drop(collection);
    assert_eq!(state.unfit(), Some(Unfit::Otherwise), "the usual settings pass over it now");
    assert_eq!(*state.open().progress(), state.replayed());
}

#[test]
fn two_programs_at_once_leave_a_whole_one() {
    let state = State::with(LONG);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..3 {
                    drop(state.open());
                    assert!(!matches!(state.unfit(), Some(Unfit::Torn)));
                }
            });
        }
    });
    assert_eq!(state.unfit(), None);
    assert_eq!(*state.open().progress(), state.replayed());
}

#[test]
fn each_pack_has_its_own() {
    let state = State::with(LONG);
    drop(state.open());
    let other = Directory::new(state.0.path(), "norway-chile");
    let collection = Collection::open(dataset(), Some(&other), Plan::default());
    assert_eq!(collection.progress().states().count(), 0);
    drop(collection);
    assert!(state.0.path().join("reviews-norway-chile.checkpoint").exists());
    assert_eq!(state.unfit(), None);
    assert_eq!(*state.open().progress(), state.replayed());
}

#[test]
fn that_of_another_pack_is_passed_over_wherever_it_lies() {
    let state = State::with(LONG);
    // Two packs in one log, line by line.
    let text: String = log(2 * LONG)
        .lines()
        .enumerate()
        .map(|(number, line)| match line.strip_suffix('}').filter(|_| number > 0 && number % 2 == 0) {
            Some(fields) => format!("{fields},\"pack\":\"norway-chile\"}}\n"),
            None => format!("{line}\n"),
        })
        .collect();
    fs::write(state.log(), text).unwrap();
    let other = Directory::new(state.0.path(), "norway-chile");
    let [first, second] = [&state.shelf(), &other].map(|shelf| {
        let look = |shelf: &Directory| Collection::look(dataset(), Some(shelf), Plan::default()).progress().clone();
        let whole = look(shelf);
        drop(Collection::open(dataset(), Some(shelf), Plan::default()));
        assert_eq!(look(shelf), whole, "with its checkpoint it is what it is without");
        whole
    });
    assert_ne!(first, second);
    let others = state.0.path().join("reviews-norway-chile.checkpoint");
    fs::copy(&others, state.checkpoint()).unwrap();
    assert_eq!(state.unfit(), Some(Unfit::OfAnotherPack("norway-chile".to_owned())));
    assert_eq!(*state.open().progress(), first);
    assert_eq!(state.unfit(), None, "it is made anew");
}

#[test]
fn in_an_edition_that_calls_a_card_otherwise_it_is_made_anew() {
    let state = State::with(LONG);
    drop(state.open());
    let mut files = maitri::data::bundled::files();
    let file = files.list.iter_mut().find(|file| file.name.ends_with("cards.ron")).unwrap();
    // One that was answered and has no former name.
    let named = |block: &&str| block.contains(",\n") && !block.contains("was:");
    let ids: Vec<&str> =
        file.text.split("id: \"").skip(1).filter(named).filter_map(|block| block.split('"').next()).collect();
    let id = ids.into_iter().find(|id| cards().contains(&(*id).into())).unwrap().to_owned();
    let anew = file.text.replacen(&format!("id: \"{id}\","), &format!("id: \"{id}-anew\", was: [\"{id}\"],"), 1);
    assert_ne!(anew, file.text);
    file.text = anew.into();
    let edition = maitri::data::load::load(&files).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let now: CardId = format!("{id}-anew").into();
    let before = CardId::from(id.as_str());
    let collection = Collection::open(&edition, Some(&state.shelf()), Plan::default());
    let reviews_of = |progress: &Progress, card: &CardId| progress.state(card).map(|state| state.reviews);
    assert_eq!(reviews_of(collection.progress(), &now), reviews_of(&state.replayed(), &before));
    assert_eq!(reviews_of(collection.progress(), &before), None);
    let progress = collection.progress().clone();
    drop(collection);
    // A day is chosen by the card's name among others, so that it may be another now.
    let whole = State::with(LONG);
    assert_eq!(*Collection::look(&edition, Some(&whole.shelf()), Plan::default()).progress(), progress);
    assert_eq!(state.unfit(), Some(Unfit::Otherwise), "the edition before passes over it now");
    assert_eq!(*Collection::open(&edition, Some(&state.shelf()), Plan::default()).progress(), progress);
    assert_eq!(*state.open().progress(), state.replayed());
}

#[test]
fn doctor_tells_of_a_long_log_what_it_tells_of_one_read_at_once() {
    let state = State::with(LONG);
    let mut text = log(LONG);
    text.push_str(&line(2).replace("\"at\":1,", "\"at\":8000000,"));
    text.push_str(&line(3));
    text.push_str(&line(4).replace('}', ",\"pack\":\"norway-chile\"}"));
    text.push_str("{\"at\":17");
    fs::write(state.log(), &text).unwrap();
    let told = |state: &State| examine(state.0.path(), (FIRST, &deck()), date(2024, 3, 1));
    let found = told(&state);
    let bad: Vec<usize> = (0..LONG).filter(|number| number % 97 == 1).map(|number| number + 2).collect();
    let mut standing: Vec<usize> = Vec::new();
    for number in 0..LONG {
        match number % 97 {
            0 => standing.truncate(standing.len().saturating_sub(1 + number % 3)),
            1 => {}
            _ => standing.push(number),
        }
    }
    let ahead = standing.iter().filter(|number| *number / 20 > 60).count();
    let last = date(2024, 1, 1).saturating_add(i64::try_from((LONG - 1) / 20).unwrap().days());
    let path = state.log();
    let expected = [
        Finding::Entries { entries: LONG - bad.len() + 3, path },
        Finding::BadLines { count: bad.len(), first: bad[0] },
        Finding::Torn(8),
        Finding::OfOther { pack: "norway-chile".to_owned(), entries: 1 },
        Finding::InFuture { what: "answer", count: ahead, last },
        Finding::SetBack(1),
    ];
    let said: Vec<&Finding> =
        found.iter().filter(|finding| !matches!(finding, Finding::OpenToOthers(_) | Finding::NoLog(_))).collect();
    assert_eq!(said, expected.iter().collect::<Vec<_>>());
    // Without its head it is read as a whole.
    let headless = State::with(0);
    fs::write(headless.log(), text.split_once('\n').unwrap().1).unwrap();
    let shifted =
        told(&headless).into_iter().filter(|finding| matches!(finding, Finding::InFuture { .. } | Finding::SetBack(_)));
    assert_eq!(shifted.collect::<Vec<_>>(), expected[4..]);
}

#[test]
fn doctor_tells_of_it_and_who_forgets_answers_is_rid_of_it() {
    let state = State::with(LONG);
    let path = state.0.path();
    let kept = || -> Vec<PathBuf> {
        let files = fs::read_dir(path).unwrap().map(|file| file.unwrap().path());
        files.filter(|file| file.extension().is_some_and(|end| end == "checkpoint")).collect()
    };
    typed(path, &["due"], "");
    assert!(kept().is_empty(), "looking writes none");
    typed(path, &["quiz", "--plain"], "");
    let [file] = kept().try_into().unwrap();
    let told = typed(path, &["doctor"], "").stdout;
    assert!(told.contains(&format!("first {} lines of the log came to", LONG + 1)), "{told}");
    fs::write(&file, "dear diary\n").unwrap();
    let told = typed(path, &["doctor"], "").stdout;
    assert!(told.contains("is passed over, since it is no checkpoint; nothing is lost by it"), "{told}");
    let said = typed(path, &["forget", "answers"], "forget\n").stdout;
    assert!(said.contains("which was made of your answers; it is deleted."), "{said}");
    assert!(kept().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn cut_or_changed_anywhere_it_comes_to_what_the_log_does(
        (lines, more) in (4150..4400_usize, 0..200_usize),
        damage in prop::option::of((any::<prop::sample::Index>(), any::<u8>())),
        cut in prop::option::of(0..3000_usize),
    ) {
        let state = State::with(lines);
        drop(state.open());
        prop_assert!(state.checkpoint().exists());
        let mut bytes = fs::read(state.log()).unwrap();
        if let Some(cut) = cut {
            bytes.truncate(bytes.len() - cut);
        }
        if let Some((at, byte)) = damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut.is_none() {
            bytes.extend((lines..lines + more).map(line).collect::<String>().into_bytes());
        }
        fs::write(state.log(), &bytes).unwrap();
        // Whatever is torn is set aside by this.
        let progress = state.open().progress().clone();
        prop_assert_eq!(&progress, &state.replayed());
        let again = state.open();
        prop_assert_eq!(again.progress(), &progress);
    }
}

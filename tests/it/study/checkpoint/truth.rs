//! Whatever becomes of a long log and of its checkpoint between two starts, in whatever order: what is opened is what
//! the log comes to, read from its beginning to its end.

use jiff::Span;
use proptest::sample::Index;

use super::*;

/// What happens between two starts.
#[derive(Clone, Debug)]
enum Happens {
    /// Some answers are given and some taken back, on a day that may lie before that of the answers before.
    Answers { given: usize, taken_back: usize, days: i32 },
    /// Two programs answer by turns, each opened before the other has answered.
    TwoAtOnce,
    /// Somebody looks at it only.
    Looked,
    /// It is opened with other settings.
    Retention(u8),
    /// A program is killed while it writes a checkpoint.
    Killed(Index),
    /// The system stops before all of a checkpoint is on the disk.
    CheckpointCut(Index),
    /// A byte of the checkpoint is another.
    CheckpointByte(Index, u8),
    /// The checkpoint of the beginning lies there again, as out of a backup.
    CheckpointOfBefore,
    /// The log ends somewhere.
    LogCut(Index),
    /// A byte of the log is another.
    LogByte(Index, u8),
    /// Some lines of the log are taken out by hand.
    LinesGone(Index, usize),
    /// A line stands once more, where another stood.
    LineTwice(Index, Index),
    /// The log is that of a later program.
    Newer,
    /// There is none any more.
    LogGone,
}

fn happens() -> impl Strategy<Value = Happens> {
    let at = any::<Index>;
    prop_oneof![
        4 => (0..6_usize, 0..9_usize, -400..400_i32)
            .prop_map(|(given, taken_back, days)| Happens::Answers { given, taken_back, days }),
        1 => Just(Happens::TwoAtOnce),
        1 => Just(Happens::Looked),
        1 => (80..98_u8).prop_map(Happens::Retention),
        2 => at().prop_map(Happens::Killed),
        2 => at().prop_map(Happens::CheckpointCut),
        2 => (at(), 1..=u8::MAX).prop_map(|(place, change)| Happens::CheckpointByte(place, change)),
        2 => Just(Happens::CheckpointOfBefore),
        2 => at().prop_map(Happens::LogCut),
        3 => (at(), 1..=u8::MAX).prop_map(|(place, change)| Happens::LogByte(place, change)),
        2 => (at(), 1..40_usize).prop_map(|(place, count)| Happens::LinesGone(place, count)),
        1 => (at(), at()).prop_map(|(line, place)| Happens::LineTwice(line, place)),
        1 => Just(Happens::Newer),
        1 => Just(Happens::LogGone),
    ]
}

/// Changes a file that is there, unless it is empty.
fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    if let Ok(mut bytes) = fs::read(path)
        && !bytes.is_empty()
    {
        change(&mut bytes);
        fs::write(path, bytes).unwrap();
    }
}

/// Changes the lines of a log, each with its end.
fn change_lines(path: &Path, rewrite: impl FnOnce(&mut Vec<Vec<u8>>)) {
    change(path, |bytes| {
        let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        rewrite(&mut lines);
        *bytes = lines.concat();
    });
}

fn answer(collection: &mut Collection, number: usize, days: i32) {
    let wall = NOW.wall.saturating_add(Span::new().days(days));
    let unix_ms = NOW.unix_ms + i64::from(days) * 86_400_000;
    // Where the log is a later program's nothing is kept, and said to be.
    let _ = collection.answer(&cards()[number % 40], Grade::FOUR[number % 4], 2000, Now { wall, unix_ms, ..NOW });
}

impl State {
    fn happens(&self, what: &Happens, first: &[u8]) {
        match what.clone() {
            Happens::Answers { given, taken_back, days } => {
                let mut collection = self.open();
                for number in 0..given {
                    answer(&mut collection, number, days);
                }
                for _ in 0..taken_back {
                    let _ = collection.undo();
                }
            }
            Happens::TwoAtOnce => {
                let (mut one, mut other) = (self.open(), self.open());
                for number in 0..4 {
                    answer(if number % 2 == 0 { &mut one } else { &mut other }, number, 0);
                }
            }
            Happens::Looked => drop(Collection::look(dataset(), Some(&self.shelf()), Plan::default())),
            Happens::Retention(retention) => {
                drop(Collection::open(dataset(), Some(&self.shelf()), Plan { retention, ..Plan::default() }));
            }
            Happens::Killed(at) => {
                let part = self.0.path().join("reviews.checkpoint.part");
                fs::write(part, &first[..at.index(first.len())]).unwrap();
            }
            Happens::CheckpointCut(at) => change(&self.checkpoint(), |bytes| bytes.truncate(at.index(bytes.len()))),
            Happens::CheckpointByte(at, by) => change(&self.checkpoint(), |bytes| {
                let at = at.index(bytes.len());
                bytes[at] ^= by;
            }),
            Happens::CheckpointOfBefore => fs::write(self.checkpoint(), first).unwrap(),
            Happens::LogCut(at) => change(&self.log(), |bytes| bytes.truncate(at.index(bytes.len()))),
            Happens::LogByte(at, by) => change(&self.log(), |bytes| {
                let at = at.index(bytes.len());
                bytes[at] ^= by;
            }),
            Happens::LinesGone(at, count) => change_lines(&self.log(), |lines| {
                let at = at.index(lines.len());
                lines.drain(at..(at + count).min(lines.len()));
            }),
            Happens::LineTwice(line, at) => change_lines(&self.log(), |lines| {
                let line = lines[line.index(lines.len())].clone();
                let at = at.index(lines.len());
                lines.insert(at, line);
            }),
            Happens::Newer => change(&self.log(), |bytes| {
                let text = String::from_utf8_lossy(bytes).replacen("\"version\":1", "\"version\":9", 1);
                *bytes = text.into_bytes();
            }),
            Happens::LogGone => {
                let _ = fs::remove_file(self.log());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_to_both_the_log_is_the_truth(all in prop::collection::vec(happens(), 1..6)) {
        let state = State::with(LONG);
        drop(state.open());
        let first = fs::read(state.checkpoint()).unwrap();
        for what in all {
            state.happens(&what, &first);
            let opened = state.open();
            prop_assert_eq!(opened.progress(), &state.replayed(), "after {:?}", what);
            drop(opened);
            // And once more, by the checkpoint that was written then or before.
            let looked = Collection::look(dataset(), Some(&state.shelf()), Plan::default());
            prop_assert_eq!(looked.progress(), &state.replayed(), "looked at after {:?}", what);
        }
    }
}

#[test]
fn what_a_killed_program_left_of_one_is_in_nobodys_way() {
    let state = State::with(LONG);
    let part = state.0.path().join("reviews.checkpoint.part");
    fs::write(&part, "half of").unwrap();
    assert_eq!(*state.open().progress(), state.replayed());
    assert_eq!(state.unfit(), None);
    assert!(state.checkpoint().exists() && !part.exists());
}

#[test]
fn where_none_can_be_written_the_log_is_replayed_each_time() {
    let state = State::with(LONG);
    // What stands in its way is a directory: that a file may not be written is nothing to whoever may write all.
    fs::create_dir(state.0.path().join("reviews.checkpoint.part")).unwrap();
    for _ in 0..2 {
        assert_eq!(*state.open().progress(), state.replayed());
        assert!(!state.checkpoint().exists() && state.told().is_empty());
    }
}

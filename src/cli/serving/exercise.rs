//! Visits played from bytes on a dataset, without a network: for the fuzz target and the test that replays what it found.

use std::ffi::OsString;
use std::fmt;
use std::io::{empty, sink};

use jiff::civil::datetime;

use super::host::Visitors;
use crate::cli::args::{Repeated, parse};
use crate::cli::commands::explore::options::{Explore, VisitOptions};
use crate::cli::io::Io;
use crate::clock::Clock;
use crate::data::Dataset;
use crate::study::rng::Rng;
use crate::term::transport::ssh::script;

mod made_up;

/// A dataset that is visited.
pub struct Exercise<'d> {
    visitors: Visitors<'d>,
    clock: Clock,
}

impl fmt::Debug for Exercise<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exercise").finish_non_exhaustive()
    }
}

impl<'d> Exercise<'d> {
    /// Visits to this dataset, as `maitri serve` shows it; nothing if its own command line cannot be read.
    #[must_use]
    pub fn new(dataset: &'d Dataset<'d>) -> Option<Self> {
        // A day like any other, whenever it is played.
        let clock = Clock::set_to(datetime(2026, 11, 22, 12, 0, 0, 0));
        let io = Io::new(empty(), sink(), sink());
        let arguments = parse(&[OsString::from("maitri")], Repeated::LastCounts, &io).ok()?;
        let visit = VisitOptions { kiosk: true, ..arguments.explore.visit };
        let own = Explore { visit, ..arguments.explore };
        Some(Self { visitors: Visitors::new(dataset, own, false, clock), clock })
    }

    /// Plays visits, one after the other for as long as there are bytes; tells how many packets of clients were played. What
    /// is played follows from the bytes alone.
    ///
    /// # Panics
    /// If something does not hold that must.
    #[must_use]
    pub fn play(&self, bytes: &[u8]) -> u64 {
        script::play(&self.visitors, &self.clock, bytes)
    }

    /// Bytes to be played in which clients do a great deal, most of which means something; at least so many.
    #[must_use]
    pub fn made_up(seed: u64, length: usize) -> Vec<u8> {
        made_up::made_up(&mut Rng::new(seed), length)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::data::bundled;

    #[test]
    fn what_the_fuzz_target_found_holds() {
        let dataset = bundled::dataset().unwrap();
        let exercise = Exercise::new(&dataset).unwrap();
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus/visit");
        let mut files: Vec<_> = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(!files.is_empty());
        for file in files {
            // A panic alone would not say which.
            println!("{}", file.display());
            let bytes = fs::read(&file).unwrap();
            let packets = exercise.play(&bytes);
            assert!(packets > 0 && packets == exercise.play(&bytes), "it follows from the bytes alone");
        }
    }

    #[test]
    fn of_the_same_bytes_one_visit_is_played_after_the_other_and_packets_are_counted() {
        let dataset = bundled::dataset().unwrap();
        let exercise = Exercise::new(&dataset).unwrap();
        // In a terminal, `j`, another size, and the client is gone: three times.
        let visit = [7, 0, 1, b'j', 7, 60, 20, 14, 0];
        assert_eq!(exercise.play(&visit.repeat(3)), 9);
        assert_eq!(exercise.play(&[]), 1, "whoever says nothing has asked for a shell");
    }

    #[test]
    fn each_byte_that_is_typed_is_a_packet_until_the_visit_is_over() {
        let dataset = bundled::dataset().unwrap();
        let exercise = Exercise::new(&dataset).unwrap();
        for line in [5, 6] {
            assert_eq!(exercise.play(&[7, line, 3, 3, b'j', b'j', b'k']), 4);
        }
        // It may wait for what the terminal has still to answer.
        let typed_on = [&[7, 5, 3, 200, b'j', 3, 3, 3][..], &[b'j'; 196]].concat();
        assert!((3..100).contains(&exercise.play(&typed_on)), "nobody types on after Ctrl-C");
    }

    #[test]
    fn what_is_made_up_is_of_many_packets_and_follows_from_the_seed() {
        let dataset = bundled::dataset().unwrap();
        let exercise = Exercise::new(&dataset).unwrap();
        let packets = (0..8).map(|seed| {
            let bytes = Exercise::made_up(seed, 1000);
            assert!((1000..1300).contains(&bytes.len()) && bytes == Exercise::made_up(seed, 1000));
            exercise.play(&bytes)
        });
        let packets: Vec<u64> = packets.collect();
        assert!(packets.iter().sum::<u64>() > 8 * 1000 / 10, "{packets:?}");
        assert_ne!(Exercise::made_up(0, 600), Exercise::made_up(1, 600));
    }

    fn length(bytes: &[u8]) -> u8 {
        u8::try_from(bytes.len()).unwrap()
    }

    /// A visit in a terminal, and then whatever comes.
    fn script() -> impl Strategy<Value = Vec<u8>> {
        let act = prop_oneof![
            3 => vec(any::<u8>(), 0..12).prop_map(|bytes| [&[0, length(&bytes)][..], &bytes].concat()),
            3 => "[ -~]{1,8}|\x1b\\[[ABCD]".prop_map(|keys| [&[0, length(keys.as_bytes())][..], keys.as_bytes()].concat()),
            2 => Just(vec![10]),
            1 => (any::<u8>(), any::<u8>()).prop_map(|(columns, rows)| vec![7, columns, rows]),
            1 => any::<u8>().prop_map(|time| vec![8, time]),
            1 => (9..16_u8, any::<u8>()).prop_map(|(act, with)| vec![act, with]),
        ];
        vec(act, 0..40).prop_map(|acts| [&[7][..], &acts.concat()].concat())
    }

    #[test]
    fn whatever_a_client_does_a_visit_holds() {
        let dataset = bundled::dataset().unwrap();
        let exercise = Exercise::new(&dataset).unwrap();
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(32));
        runner
            .run(&script(), |bytes| {
                prop_assert!(exercise.play(&bytes) > 0);
                Ok(())
            })
            .unwrap();
    }
}

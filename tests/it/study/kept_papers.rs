//! Papers as a log keeps them: cut anywhere, written by an earlier edition or by a later one, nothing that stands in it
//! is lost.

use std::fs;
use std::sync::Arc;

use jiff::civil::date;
use maitri::data::pack::id::FIRST;
use maitri::store::papers::FORMAT;
use maitri::store::shelf::Directory;
use maitri::study::exam::attempt::{Attempt, attempts};
use maitri::study::exam::coverage::Coverage;
use maitri::study::exam::kept::{Answered, Begun, Discarded, HandedIn, PaperEntry};
use maitri::study::exam::report::Confidence;
use maitri::study::exam::{Paper, PaperSpec};
use maitri::study::rng::Rng;
use maitri::study::shelf::Shelf;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::{dataset, deck};

const HEADER: &str = "{\"maitri\":\"papers\",\"version\":1}\n";

/// What happens to three papers, in any order.
fn happened(rng: &mut Rng, count: usize) -> Vec<PaperEntry> {
    let names = [100, 200, 300];
    let mut entries = Vec::new();
    let mut spent = 0;
    for _ in 0..count {
        let paper = names[rng.below(3)];
        spent += 700;
        entries.push(match rng.below(10) {
            0 | 1 => {
                let spec = PaperSpec { questions: 3, seed: rng.bits() % 50 };
                let set = Paper::on(deck(), dataset(), spec, &Coverage::default());
                let on = date(2026, 11, 22).at(12, 0, 0, 0);
                let again = Some(100).filter(|_| rng.below(3) == 0);
                PaperEntry::Begun(Arc::new(Begun { again, ..Begun::new(dataset(), set, 20, (paper, on)) }))
            }
            2 => PaperEntry::HandedIn(HandedIn { paper, took: spent }),
            3 => PaperEntry::Discarded(Discarded { paper }),
            _ => PaperEntry::Answered(Answered {
                paper,
                question: rng.below(4),
                choice: Some(rng.below(5)).filter(|choice| *choice < 4),
                confidence: rng.pick(&Confidence::ALL).copied().filter(|_| rng.below(2) == 0),
                struck: (0..rng.below(3)).collect(),
                marked: rng.below(2) == 0,
                seconds: u32::try_from(rng.below(90)).unwrap(),
                at: rng.below(3),
                spent,
            }),
        });
    }
    entries
}

fn read(log: &str) -> Vec<PaperEntry> {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join(FORMAT.file), log).unwrap();
    Shelf::<PaperEntry>::open(&Directory::new(directory.path(), FIRST)).unwrap().entries().to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, rng_seed: RngSeed::Fixed(14), failure_persistence: None, ..ProptestConfig::default() })]

    /// As kill -9 and a full disk cut it: what was written whole is read, and the same paper, answers and clock come of
    /// it.
    #[test]
    fn a_log_cut_anywhere_gives_what_was_written_whole(seed in any::<u64>(), count in 1_usize..30, cut in any::<prop::sample::Index>()) {
        let entries = happened(&mut Rng::new(seed), count);
        let lines: Vec<String> = entries.iter().map(|entry| entry.to_line() + "\n").collect();
        let whole = lines.concat();
        let cut = cut.index(whole.len() + 1);
        let cut = (cut..=whole.len()).find(|at| whole.is_char_boundary(*at)).unwrap_or(whole.len());
        let mut end = 0;
        let kept = lines.iter().take_while(|line| { end += line.len(); end <= cut }).count();
        let log = read(&format!("{HEADER}{}", &whole[..cut]));
        // A last line that lacks no more than its end is whole as well.
        let full = log.len();
        prop_assert!(full == kept || (full == kept + 1 && whole[..cut].ends_with('}')), "{full} of {kept}");
        prop_assert_eq!(&log[..], &entries[..full]);
        prop_assert_eq!(attempts(&log), attempts(&entries[..full]));
    }

    /// No time is given back, and nothing that happened to one paper touches another.
    #[test]
    fn a_paper_is_made_of_its_own_entries_alone(seed in any::<u64>(), count in 1_usize..40) {
        let entries = happened(&mut Rng::new(seed), count);
        for end in 0..entries.len() {
            let (before, after) = (attempts(&entries[..end]), attempts(&entries[..=end]));
            for (before, after) in before.iter().zip(&after).filter(|(_, after)| !after.is_over) {
                prop_assert!(before.spent <= after.spent, "time is given back");
                prop_assert_eq!(after.answers.len(), after.begun.questions.len());
            }
        }
        for name in [100, 200, 300] {
            let own = entries.iter().filter(|entry| match entry {
                PaperEntry::Begun(begun) => begun.paper == name,
                PaperEntry::Answered(answered) => answered.paper == name,
                PaperEntry::HandedIn(end) => end.paper == name,
                PaperEntry::Discarded(end) => end.paper == name,
                PaperEntry::Unknown(_) => false,
            });
            let own = attempts(&own.cloned().collect::<Vec<_>>());
            let among: Vec<Attempt> = attempts(&entries).into_iter().filter(|one| one.begun.paper == name).collect();
            prop_assert_eq!(own, among);
        }
    }
}

#[test]
fn a_log_of_the_first_edition_is_read_whole() {
    // Lines as they were written before a paper could be asked again, rated or discarded.
    let question = r#"{"form":"HowMany","lead":"L","lines":["one","two"],"ask":"?","options":["a","b","c","d"],"right":2,"notes":[{"text":"So.","record":"r","cites":["b ¶1"]}],"cards":["r/when"],"sector":"Sea"}"#;
    let lines = [
        format!(
            r#"{{"begun":{{"paper":7,"on":"2026-11-01 09:30","seed":42,"minutes":2,"scheme":{{"right":"2/1","wrong":"2/3","seconds":72}},"questions":[{question},{question}]}}}}"#
        ),
        r#"{"answered":{"paper":7,"question":0,"choice":2,"confidence":"sure","struck":[1],"marked":true,"seconds":9,"at":1,"spent":9000}}"#.to_owned(),
        r#"{"answered":{"paper":7,"question":1,"choice":0,"seconds":5,"at":1,"spent":14000}}"#.to_owned(),
        r#"{"handed_in":{"paper":7,"took":15000}}"#.to_owned(),
    ];
    let entries = read(&format!("{HEADER}{}\n", lines.join("\n")));
    assert_eq!(entries.iter().map(PaperEntry::to_line).collect::<Vec<_>>(), lines, "and would be written the same");
    let told = attempts(&entries);
    let [attempt] = told.as_slice() else { panic!("{told:?}") };
    assert!(attempt.is_over && !attempt.is_discarded && attempt.begun.again.is_none());
    assert_eq!((attempt.in_short().as_str(), attempt.spent.as_secs()), ("1⅓ of 4 marks", 15));
    assert_eq!(attempt.answers[0].struck, [1]);
}

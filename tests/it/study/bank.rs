//! Papers set from the bundled bank: whatever the seed, nothing is asked twice and every key is told.

use std::collections::HashSet;

use maitri::study::exam::coverage::{Coverage, Levels};
use maitri::study::exam::{Form, Paper, PaperSpec, Question};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::{dataset, deck};

fn paper(seed: u64, questions: usize, sectors: &[String]) -> Paper {
    Paper::on(
        deck(),
        dataset(),
        PaperSpec { questions, seed },
        &Coverage { sectors: sectors.to_vec(), ..Coverage::default() },
    )
}

/// The record a question is mostly about.
fn about(question: &Question) -> String {
    let id = question.written.as_deref().expect("a written question");
    let written = dataset().questions().iter().find(|written| written.id == id).expect("it stands in the bank");
    written.records.first().expect("a record").to_string()
}

#[test]
fn no_paper_asks_anything_twice() {
    for seed in 0..60 {
        let paper = paper(seed, 20, &[]);
        assert_eq!((paper.questions.len(), paper.drills()), (20, 0), "seed {seed}");
        let ids: HashSet<_> = paper.questions.iter().map(|question| question.written.clone()).collect();
        let records: HashSet<_> = paper.questions.iter().map(about).collect();
        assert_eq!((ids.len(), records.len()), (20, 20), "seed {seed}");
        let commonest =
            Form::ALL.iter().map(|form| paper.questions.iter().filter(|one| one.form == *form).count()).max();
        assert!(commonest <= Some(7), "seed {seed}: {commonest:?} of one form");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, rng_seed: RngSeed::Fixed(14), failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is asked for, no question and no statement comes twice, written or made from cards.
    #[test]
    fn no_paper_repeats_a_fact(seed in any::<u64>(), questions in 1_usize..110, of in 0_usize..12, core in any::<bool>(), level in 0_usize..6) {
        let sectors: Vec<String> =
            dataset().pack.sectors.iter().skip(of).take(of % 3).map(ToString::to_string).collect();
        let coverage = Coverage { sectors, levels: Levels::ALL[level], core };
        let paper = Paper::on(deck(), dataset(), PaperSpec { questions, seed }, &coverage);
        prop_assert!(paper.questions.len() <= questions);
        let mut asked = HashSet::new();
        for question in &paper.questions {
            let lead = format!("{} {}", question.lead, question.lines.join(" "));
            prop_assert!(asked.insert(lead.clone()), "twice: {lead}");
            for line in &question.lines {
                prop_assert!(asked.insert(line.clone()) || question.form == Form::Order, "twice: {line}");
            }
        }
    }
}

#[test]
fn every_key_is_told_with_its_sources() {
    for question in (0..20).flat_map(|seed| paper(seed, 20, &[]).questions) {
        assert!(question.right < question.options.len() && question.options.len() == 4, "{question:?}");
        let notes = question.notes.iter().chain(&question.explanation);
        assert!(notes.clone().count() > question.notes.len(), "something is to be learnt: {question:?}");
        for note in notes {
            assert!(!note.text.is_empty() && !note.cites.is_empty() && dataset().get(note.item).is_some(), "{note:?}");
        }
        assert!(!question.cards.is_empty() || deck().about(question.notes[0].item).count() == 0, "{question:?}");
    }
}

fn ids(seed: u64, questions: usize) -> HashSet<String> {
    paper(seed, questions, &[]).questions.into_iter().filter_map(|one| one.written).collect()
}

/// How many in a hundred questions two papers of twenty-five share, on average, and at most.
fn shared(seeds: &[u64]) -> (usize, usize) {
    let papers: Vec<HashSet<String>> = seeds.iter().map(|seed| ids(*seed, 25)).collect();
    let pairs = papers.iter().enumerate().flat_map(|(at, one)| papers.iter().skip(at + 1).map(move |two| (one, two)));
    let shared: Vec<usize> = pairs.map(|(one, two)| one.intersection(two).count() * 4).collect();
    (shared.iter().sum::<usize>() / shared.len().max(1), shared.into_iter().max().unwrap_or_default())
}

#[test]
fn two_papers_are_two() {
    // Those of one round, which a reader sits one after the other, and those of many.
    let bank = dataset().questions().len();
    let ((near, worst), (far, farthest)) =
        (shared(&(1..=12).collect::<Vec<_>>()), shared(&(0..60).collect::<Vec<_>>()));
    println!("{bank} questions: one after the other {near} in a hundred, at most {worst}; of sixty {far}, {farthest}");
    assert!(near <= 4 && worst <= 12, "papers that follow each other share {near} in a hundred, {worst} at most");
    let next = (0..60).map(|seed| ids(seed, 25).intersection(&ids(seed + 1, 25)).count()).max();
    assert!(next <= Some(2), "a paper shares {next:?} questions with the next");
    // As many as chance gives where the bank is small; less than ten where it is of 250 and more.
    assert!(far <= 10.max(25 * 100 / bank), "two papers share {far} in a hundred");
    assert_eq!(ids(7, 25), ids(7, 25), "a seed gives one paper");
}

#[test]
fn a_paper_on_a_sector_keeps_to_it_and_is_filled_up_with_drills() {
    let sector = vec!["Space".to_owned()];
    let paper = paper(1, 30, &sector);
    let written = paper.questions.len() - paper.drills();
    assert!(written > 0 && paper.drills() > 0, "{written} written, {} drills", paper.drills());
    for question in paper.questions.iter().filter(|question| question.written.is_some()) {
        let id = dataset().find(&about(question)).expect("a record");
        let sectors = dataset().record(id).map(|record| record.sectors.iter().any(|name| *name == "Space"));
        assert!(question.sector == "Space" || sectors == Some(true), "{question:?}");
    }
}

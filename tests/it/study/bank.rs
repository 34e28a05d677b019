//! Papers set from the bundled bank: whatever the seed, nothing is asked twice and every key is told.

use std::collections::HashSet;

use maitri::study::exam::{Form, Paper, PaperSpec, Question};

use super::{dataset, deck};

fn paper(seed: u64, questions: usize, sectors: &[String]) -> Paper {
    Paper::on(deck(), dataset(), PaperSpec { questions, seed }, sectors)
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

#[test]
fn two_papers_are_two() {
    let ids =
        |seed| -> HashSet<_> { paper(seed, 20, &[]).questions.into_iter().filter_map(|one| one.written).collect() };
    let shared: usize = (0..50).map(|seed| ids(2 * seed).intersection(&ids(2 * seed + 1)).count()).sum();
    let share = shared * 100 / (50 * 20);
    assert!(share < 25, "two papers share {share} in a hundred of their questions");
    assert_eq!(ids(7), ids(7), "a seed gives one paper");
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

//! Papers sat once more: whatever the order, the same is asked and the same is right; and what all papers come to.

use std::sync::Arc;

use jiff::civil::date;
use maitri::data::pack::exam::ExamScheme;
use maitri::study::exam::again::{self, Order};
use maitri::study::exam::attempt::{Attempt, attempts};
use maitri::study::exam::coverage::Coverage;
use maitri::study::exam::history::{not_yet_right, trend};
use maitri::study::exam::kept::{Answered, Begun, HandedIn, PaperEntry};
use maitri::study::exam::report::report;
use maitri::study::exam::{Paper, PaperSpec, Question};
use maitri::study::rng::Rng;

use super::{dataset, deck};

fn paper(seed: u64) -> Paper {
    // Some drill questions besides the written ones.
    let spec = PaperSpec { questions: 12, seed };
    let mut paper = Paper::on(deck(), dataset(), spec, &Coverage::default());
    paper.questions.extend(Paper::of_drills(deck(), dataset(), PaperSpec { questions: 8, seed }).questions);
    paper
}

/// A paper that was sat, each question answered by chance or left open.
fn sat(name: i64, paper: &Paper, rng: &mut Rng) -> Attempt {
    let on = date(2026, 11, 22).at(12, 0, 0, 0);
    let mut entries = vec![PaperEntry::Begun(Arc::new(Begun::new(dataset(), paper.clone(), 20, (name, on))))];
    for question in 0..paper.questions.len() {
        let choice = Some(rng.below(5)).filter(|choice| *choice < 4);
        let (struck, at, spent) = (Vec::new(), question, 1000);
        let marked = false;
        entries.push(PaperEntry::Answered(Answered {
            paper: name,
            question,
            choice,
            confidence: None,
            struck,
            marked,
            seconds: 1,
            at,
            spent,
        }));
    }
    entries.push(PaperEntry::HandedIn(HandedIn { paper: name, took: 1000 }));
    attempts(&entries).remove(0)
}

/// What a question asks and what is right, whatever the order of its options; with what the key says of each.
fn told(question: &Question) -> (String, Vec<String>, String, Vec<(String, String)>) {
    let mut options = question.options.clone();
    options.sort();
    let mut notes: Vec<(String, String)> = question
        .notes
        .iter()
        .enumerate()
        .map(|(at, note)| (question.options.get(at).filter(|_| question.lines.is_empty()).cloned(), note.text.clone()))
        .map(|(option, note)| (option.filter(|_| question.written.is_some()).unwrap_or_default(), note))
        .collect();
    notes.sort();
    (question.lead.clone(), options, question.options[question.right].clone(), notes)
}

#[test]
fn in_any_order_the_same_is_asked_and_the_same_is_right() {
    let mut moved = 0;
    for seed in 0..20 {
        let attempt = sat(1, &paper(seed), &mut Rng::new(seed));
        let (same, mixed) =
            (again::again(&attempt, dataset(), Order::Same), again::again(&attempt, dataset(), Order::Mixed(seed + 1)));
        assert_eq!(same, attempt.paper(dataset()), "seed {seed}");
        let sorted = |paper: &Paper| {
            let mut all: Vec<_> = paper.questions.iter().map(told).collect();
            all.sort();
            all
        };
        assert_eq!(sorted(&same), sorted(&mixed), "seed {seed}");
        moved += same.questions.iter().zip(&mixed.questions).filter(|(a, b)| a.lead != b.lead).count();
    }
    assert!(moved > 300, "questions stand elsewhere: {moved}");
}

#[test]
fn what_went_wrong_is_asked_until_it_is_right() {
    let mut rng = Rng::new(14);
    for seed in 0..10 {
        let first = sat(1, &paper(seed), &mut rng);
        let wrong: Vec<_> = again::wrong(&first).collect();
        let whole = first.report().whole;
        assert_eq!(wrong.len(), usize::try_from(whole.wrong + whole.none).unwrap(), "seed {seed}");
        assert_eq!(not_yet_right(dataset(), [&first]).len(), wrong.len());
        let second = sat(2, &again::of(wrong.iter().copied(), dataset(), ExamScheme::default(), 0), &mut rng);
        let open = not_yet_right(dataset(), [&first, &second]);
        assert_eq!(open.len(), again::wrong(&second).count(), "what is right now is not asked any more");
        // A later mistake counts, whatever was before.
        assert!(not_yet_right(dataset(), [&second, &first]).len() == wrong.len(), "seed {seed}");
    }
}

#[test]
fn what_is_asked_anew_has_the_key_of_this_edition() {
    let mut rng = Rng::new(15);
    let first = sat(1, &paper(3), &mut rng);
    // As if an earlier edition had kept it: another key, and a question that is there no more.
    let line = PaperEntry::Begun(Arc::clone(&first.begun)).to_line();
    let id = first.begun.questions.iter().find_map(|question| question.told(dataset()).written).expect("a written one");
    let old = PaperEntry::from_line(&line.replace(&format!("\"{id}\""), "\"withdrawn-since\"")).expect("an entry");
    let PaperEntry::Begun(begun) = old else { panic!("no beginning") };
    let older = Attempt { begun, ..first.clone() };
    let asked = |attempt: &Attempt| not_yet_right(dataset(), [attempt]).len();
    let answer =
        first.answered_questions().find(|(question, _)| question.told(dataset()).written.as_ref() == Some(&id));
    let was_wrong = answer.is_some_and(|(question, answer)| !question.is_right(answer));
    assert_eq!(asked(&first) - asked(&older), usize::from(was_wrong), "what was withdrawn is not asked");
    let all = again::anew(&first.begun.questions, (dataset(), deck()), ExamScheme::default(), 1);
    for question in all.questions.iter().filter(|question| question.written.is_some()) {
        let id = question.written.as_deref().unwrap();
        let present = dataset().questions().iter().find(|one| &*one.id == id).unwrap();
        assert_eq!(question.options[question.right], present.options()[present.right().unwrap()], "{id}");
    }
    let fewer = again::anew(&older.begun.questions, (dataset(), deck()), ExamScheme::default(), 1);
    assert_eq!(fewer.questions.len() + 1, all.questions.len());
}

#[test]
fn a_trend_adds_up() {
    let mut rng = Rng::new(3);
    let sat: Vec<Attempt> = (0..6).map(|seed| sat(i64::try_from(seed).unwrap(), &paper(seed), &mut rng)).collect();
    let told = trend(&sat);
    assert_eq!(told.whole.whole.questions(), 6 * 20);
    for courses in [told.sectors.values().collect::<Vec<_>>(), told.forms.values().collect()] {
        assert_eq!(courses.iter().map(|course| course.whole.questions()).sum::<u32>(), 6 * 20);
        assert!(courses.iter().all(|course| course.papers.len() == 6));
    }
    for (at, attempt) in sat.iter().enumerate() {
        let whole = report(&attempt.paper(dataset()), &attempt.answers).whole;
        assert_eq!((told.whole.papers[at], attempt.report().whole), (whole, whole));
    }
}

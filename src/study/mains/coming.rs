//! Which questions come: those one never answered, then those of which a point was missed the longest ago.

use std::collections::HashMap;

use super::kept::Past;
use crate::data::mains::MainsQuestion;

/// Which questions are asked for; all that is left out is not minded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MainsFilter {
    /// Only those of these topics.
    pub topics: Vec<String>,
    /// Only those of so many marks.
    pub marks: Option<u16>,
    /// Only the one of this id.
    pub id: Option<String>,
}

impl MainsFilter {
    /// Whether it asks for a question.
    #[must_use]
    pub fn passes(&self, question: &MainsQuestion<'_>) -> bool {
        let Self { topics, marks, id } = self;
        (topics.is_empty() || topics.iter().any(|topic| question.topic == *topic.as_str()))
            && marks.is_none_or(|marks| question.marks == marks)
            && id.as_ref().is_none_or(|id| question.id == *id.as_str())
    }

    /// The numbers of the questions it asks for, in the order of their file.
    #[must_use]
    pub fn numbers(&self, questions: &[MainsQuestion<'_>]) -> Vec<usize> {
        let wanted = questions.iter().enumerate().filter(|(_, question)| self.passes(question));
        wanted.map(|(number, _)| number).collect()
    }
}

/// How a question stands to the last answer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    /// There is none.
    New,
    /// A point was missed.
    Missed,
    /// Every point was in.
    Full,
}

/// When a question comes: its class, and within that its number in its topic or the moment of its last answer.
type Turn = (Class, i64);

/// These questions in the order in which they come: those without an answer first, one of each topic in turn, then
/// those of which points were missed, the longest ago first, then the others likewise.
#[must_use]
pub fn coming(questions: &[MainsQuestion<'_>], wanted: &[usize], past: &Past) -> Vec<usize> {
    let mut of_topic: HashMap<&str, i64> = HashMap::new();
    let mut order: Vec<(Turn, usize)> = Vec::with_capacity(wanted.len());
    for &number in wanted {
        let Some(question) = questions.get(number) else { continue };
        let turn = match past.last(&question.id) {
            None => {
                let before = of_topic.entry(question.topic.as_str()).or_default();
                *before += 1;
                (Class::New, *before)
            }
            Some(last) if last.missed(question).next().is_some() => (Class::Missed, last.sat.sitting),
            Some(last) => (Class::Full, last.sat.sitting),
        };
        order.push((turn, number));
    }
    order.sort_unstable();
    order.into_iter().map(|(_, number)| number).collect()
}

#[cfg(test)]
mod tests {
    use super::super::kept::{MainsEntry, Sat, Ticked};
    use super::*;

    fn questions() -> Vec<MainsQuestion<'static>> {
        let one = |(id, topic, marks): &(&str, &str, u16)| {
            let text = format!(
                "(id: \"{id}\", topic: \"{topic}\", syllabus: \"S\", marks: {marks}, words: 150, directive: \"Discuss\", \
                 question: \"Discuss {id}.\", wants: \"W\", introduction: (text: \"I\", cite: \"b ¶1\"), \
                 body: [(label: \"One\", text: \"1\", cite: \"b ¶1\"), (label: \"Two\", text: \"2\", cite: \"b ¶1\")], \
                 conclusion: (text: \"C\"), worth_citing: [], mistakes: [])"
            );
            crate::data::load::options().from_str(text.leak()).unwrap()
        };
        [("a", "Sea", 10), ("b", "Sea", 15), ("c", "Land", 10), ("d", "Land", 15)].iter().map(one).collect()
    }

    fn sat(sitting: i64, question: &str, ticked: &[&str]) -> Vec<MainsEntry> {
        let sat = Sat {
            sitting,
            on: "2026-11-22 12:00".to_owned(),
            question: question.to_owned(),
            points: vec!["One".to_owned(), "Two".to_owned()],
            took: 0,
            words: None,
            answer: None,
        };
        let ticks = ticked.iter().map(|point| Ticked { sitting, point: (*point).to_owned(), is_in: true });
        [MainsEntry::Sat(sat)].into_iter().chain(ticks.map(MainsEntry::Ticked)).collect()
    }

    #[test]
    fn what_was_never_answered_comes_first_and_what_was_missed_the_longest_ago_next() {
        let questions = questions();
        let all = MainsFilter::default().numbers(&questions);
        assert_eq!(coming(&questions, &all, &Past::default()), [0, 2, 1, 3], "one of each topic in turn");
        let entries = [
            sat(1, "a", &["One", "Two"]),
            sat(2, "c", &["One"]),
            sat(3, "b", &[]),
            sat(4, "a", &["Two", "One"]),
            sat(5, "gone", &[]),
        ];
        let past = Past::of(&entries.concat());
        assert_eq!(coming(&questions, &all, &past), [3, 2, 1, 0]);
        let entries = [entries.concat(), sat(6, "c", &["Two"])].concat();
        assert_eq!(coming(&questions, &all, &Past::of(&entries)), [3, 1, 2, 0], "the last time counts");
    }

    #[test]
    fn a_filter_passes_what_it_asks_for() {
        let questions = questions();
        let numbers = |topics: &[&str], marks, id: Option<&str>| {
            let topics = topics.iter().map(|topic| (*topic).to_owned()).collect();
            MainsFilter { topics, marks, id: id.map(str::to_owned) }.numbers(&questions)
        };
        assert_eq!(numbers(&["Sea"], None, None), [0, 1]);
        assert_eq!(numbers(&["Sea", "Land"], Some(15), None), [1, 3]);
        assert_eq!(numbers(&[], None, Some("c")), [2]);
        assert!(numbers(&["Sky"], None, None).is_empty());
    }
}

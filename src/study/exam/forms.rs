//! The forms whose key is a count, an order or a choice.

use super::{Claim, Form, Note, Question, Writer};
use crate::data::question::{COUNTS_OF_FOUR, COUNTS_OF_THREE, PAIRS_OF_FOUR, PAIRS_OF_THREE, QuestionForm};
use crate::data::{Dataset, Kind};
use crate::study::cards::card::{Card, Face, Topic};
use crate::study::cards::choice::{self, Wrong, short_answer};
use crate::study::cards::goes_with;
use crate::study::wording::statement::statement;
use crate::study::wording::{self, Lexicon};

/// A line of a question: what it says, whether it holds, and the key's note.
struct Line {
    text: String,
    claim: Claim,
    note: Note,
}

impl Writer<'_, '_> {
    /// Two to four statements, from one sector where there are enough.
    pub(crate) fn how_many(&mut self) -> Option<Question> {
        let count = 2 + self.rng.below(3);
        let dataset = self.dataset;
        let claims = |card: &Card| statement(dataset, card, &short_answer(card)).is_some();
        let topics = self.topics();
        let mut topics = topics.iter();
        let first = topics.find_map(|topic| self.draw(|card| card.topic == *topic && claims(card)))?;
        let sector = self.sector(first);
        let sectors = self.sectors(first);
        let mut cards = vec![first];
        while cards.len() < count {
            let topic = topics.next()?;
            let open = |card: &Card| {
                card.topic == *topic
                    && claims(card)
                    && !cards.iter().any(|other| other.owner == card.owner || are_neighbours(dataset, other, card))
            };
            let near = self.draw(|card| {
                let record = dataset.record(card.owner);
                open(card)
                    && record.is_some_and(|record| record.sectors.iter().any(|name| sectors.contains(&name.as_str())))
            });
            cards.extend(near.or_else(|| self.draw(open)));
        }
        let lines = self.lines(&cards, |card, value| statement(dataset, card, value))?;
        let right = lines.iter().filter(|line| line.claim.holds).count();
        let (ask, options, right) = match count {
            2 => (QuestionForm::Which.ask(), TWO, which_of_two(&lines)),
            3 => (QuestionForm::HowMany.ask(), COUNTS_OF_THREE, right.checked_sub(1).unwrap_or(3)),
            _ => (QuestionForm::HowMany.ask(), COUNTS_OF_FOUR, right.checked_sub(1)?),
        };
        Some(build(Form::HowMany, "Consider the following statements:", lines, (ask, &options, right), sector))
    }

    /// Every topic that makes a statement, in an order in which what an exam likes comes early.
    fn topics(&mut self) -> Vec<Topic> {
        /// Each with how many lots it has.
        const LOTS: &[(Topic, usize)] = &[
            (Topic::Fact, 6),
            (Topic::Signed, 4),
            (Topic::When, 4),
            (Topic::Stands, 2),
            (Topic::Founded, 2),
            (Topic::Venue, 1),
            (Topic::Service, 1),
            (Topic::Parties, 1),
            (Topic::InForce, 1),
            (Topic::Figure, 1),
        ];
        let mut lots: Vec<Topic> = LOTS.iter().flat_map(|&(topic, lots)| std::iter::repeat_n(topic, lots)).collect();
        self.rng.shuffle(&mut lots);
        let mut topics = Vec::new();
        lots.retain(|topic| {
            !topics.contains(topic) && {
                topics.push(*topic);
                true
            }
        });
        lots
    }

    /// Three or four pairs of one kind.
    pub(crate) fn pairs(&mut self) -> Option<Question> {
        const KINDS: &[(Topic, &str, &str)] = &[
            (Topic::Stands, "Short form", "Stands for"),
            (Topic::Signed, "Document", "Year of signing"),
            (Topic::Founded, "Body", "Established"),
            (Topic::Part, "Person", "Office or part"),
            (Topic::Venue, "Exercise", "Place"),
            (Topic::When, "Event", "Date"),
        ];
        let &(topic, left, right_head) = self.rng.pick(KINDS)?;
        let count = 3 + self.rng.below(2);
        let lexicon = &Lexicon::of(self.dataset);
        let mut cards: Vec<&Card> = Vec::new();
        for _ in 0..count {
            let next =
                self.draw(|card| card.topic == topic && cards.iter().all(|other| goes_with(lexicon, other, card)))?;
            cards.push(next);
        }
        // Where next to nothing could be wrong, that all is right would be no question.
        let doubtful = cards.iter().filter(|card| self.wrong_but(card, &[]).is_some()).count();
        if doubtful < 2 {
            return None;
        }
        let dataset = self.dataset;
        let name = |card: &Card| match card.edition(dataset) {
            Some(edition) => edition.name.to_string(),
            None => dataset.get(card.owner).map_or_else(String::new, |item| wording::stem(item.title()).to_owned()),
        };
        let lines = self.lines(&cards, |card, value| Some(format!("{} : {value}", name(card))))?;
        let right = lines.iter().filter(|line| line.claim.holds).count();
        let (options, right) = if count == 3 {
            (PAIRS_OF_THREE, right.checked_sub(1).unwrap_or(3))
        } else {
            (PAIRS_OF_FOUR, right.checked_sub(1)?)
        };
        let lead = format!("Consider the following pairs ({left} : {right_head}):");
        let sector = self.sector(cards.first()?);
        let ask = QuestionForm::Pairs.ask();
        Some(build(Form::Pairs, &lead, lines, (ask, &options, right), sector))
    }

    /// Four things in order of time.
    pub(crate) fn order(&mut self) -> Option<Question> {
        let card = self.draw_evenly(|card| card.topic == Topic::Order)?;
        let Face::Sequence { items, .. } = &card.face else { return None };
        let mut shown: Vec<usize> = (0..items.len()).collect();
        self.rng.shuffle(&mut shown);
        // The right sequence, in the numbers the things are shown under.
        let right: Vec<usize> = (0..items.len()).filter_map(|item| shown.iter().position(|at| *at == item)).collect();
        let mut sequences = vec![right.clone()];
        while sequences.len() < choice::OPTIONS {
            let mut other = right.clone();
            self.rng.shuffle(&mut other);
            if !sequences.contains(&other) {
                sequences.push(other);
            }
        }
        self.rng.shuffle(&mut sequences);
        let say =
            |sequence: &Vec<usize>| sequence.iter().map(|at| (at + 1).to_string()).collect::<Vec<_>>().join(" – ");
        let dates = items.iter().map(|(name, date)| format!("{name}: {date}")).collect::<Vec<_>>();
        let notes = card.items().zip(&dates).map(|(item, text)| Note { item, ..self.note_of(item, text) }).collect();
        let signed = self.dataset.record(card.owner).is_some_and(|record| record.kind == Kind::Agreement);
        let lead = if signed { "Consider the following documents:" } else { "Consider the following events:" };
        let ask = if signed {
            "In which order were they signed, the earliest first?"
        } else {
            "Which is the correct chronological order of these events, the earliest first?"
        };
        Some(Question {
            form: Form::Order,
            lead: lead.to_owned(),
            lines: shown.iter().filter_map(|item| items.get(*item)).map(|(name, _)| name.clone()).collect(),
            ask: ask.to_owned(),
            options: sequences.iter().map(say).collect(),
            right: sequences.iter().position(|sequence| *sequence == right)?,
            notes,
            explanation: None,
            written: None,
            claims: Vec::new(),
            cards: vec![card.id.clone()],
            sector: self.sector(card),
        })
    }

    fn note_of(&self, item: crate::data::ItemId, text: &str) -> Note {
        let cites = self.dataset.record(item).map_or_else(Vec::new, |record| {
            record.cites.iter().flat_map(|cites| cites.parts().map(str::to_owned)).collect()
        });
        Note { text: text.to_owned(), item, cites }
    }

    /// One question, four answers.
    pub(crate) fn single(&mut self) -> Option<Question> {
        // A kind first and a card of it then, or the many facts would crowd out the rest.
        let topics: Vec<Topic> = Topic::ALL.iter().copied().filter(|topic| *topic != Topic::Written).collect();
        let topic = *self.rng.pick(&topics)?;
        let card = self.draw(|card| card.topic == topic)?;
        let options = choice::options(self.deck, self.dataset, card, self.rng.bits())?;
        let lead = match &card.face {
            Face::Cloze { heading, before, after, .. } => {
                format!("{heading}\n“{before}……{after}”\nWhich of these belongs in the gap?")
            }
            _ => card.question(0),
        };
        let mut notes = vec![self.note(card, format!("Right: {}.", wording::unstopped(&card.answer())))];
        notes.extend(
            options
                .wrong
                .iter()
                .filter(|wrong| wrong.from != card.owner)
                .map(|wrong| self.note_of(wrong.from, &wrong.why)),
        );
        let claims = options
            .shown
            .iter()
            .enumerate()
            .map(|(at, text)| Claim { card: card.id.clone(), value: text.clone(), holds: at == options.right })
            .collect();
        Some(Question {
            form: Form::Single,
            lead,
            lines: Vec::new(),
            ask: String::new(),
            options: options.shown,
            right: options.right,
            notes,
            explanation: None,
            written: None,
            claims,
            cards: vec![card.id.clone()],
            sector: self.sector(card),
        })
    }

    /// Cards as lines, no value in two of them: that alone would show one of the two to be wrong.
    fn lines(&mut self, cards: &[&Card], say: impl Fn(&Card, &str) -> Option<String>) -> Option<Vec<Line>> {
        let mut taken: Vec<String> = cards.iter().map(|card| short_answer(card)).collect();
        let mut lines = Vec::new();
        for card in cards {
            let line = self.line(card, &taken, &say)?;
            taken.push(line.claim.value.clone());
            lines.push(line);
        }
        Some(lines)
    }

    /// A card as a line that holds or, by chance and if a value is certainly wrong, does not.
    fn line(&mut self, card: &Card, taken: &[String], say: impl Fn(&Card, &str) -> Option<String>) -> Option<Line> {
        let right = short_answer(card);
        let wrong = if self.rng.below(2) == 0 { self.wrong_but(card, taken) } else { None };
        let value = wrong.as_ref().map_or(&right, |wrong| &wrong.text).clone();
        let text = say(card, &value)?;
        let why = match &wrong {
            None if card.answer() == right => "Correct.".to_owned(),
            None => format!("Correct: {}.", card.answer()),
            Some(wrong) if wrong.from == card.owner => {
                format!("Not correct: “{}” stands where it should say “{right}”.", wrong.text)
            }
            Some(wrong) => {
                format!(
                    "Not correct: “{}” stands where it should say “{right}”; it is taken from: {}.",
                    wrong.text,
                    self.title(wrong.from)
                )
            }
        };
        let note = self.note(card, why);
        Some(Line { text, claim: Claim { card: card.id.clone(), value, holds: wrong.is_none() }, note })
    }

    /// A value that is certainly wrong for a card, and none of these.
    pub(crate) fn wrong_but(&mut self, card: &Card, taken: &[String]) -> Option<Wrong> {
        let wrong = choice::wrong(self.deck, self.dataset, card, &mut self.rng);
        wrong.into_iter().find(|wrong| !taken.contains(&wrong.text))
    }
}

/// Whether one record leads to the other: what is said of one might tell something of the other.
fn are_neighbours(dataset: &Dataset<'_>, one: &Card, other: &Card) -> bool {
    dataset.neighbours(one.owner).any(|near| near == other.owner)
}

const TWO: [&str; 4] = ["1 only", "2 only", "Both 1 and 2", "Neither 1 nor 2"];

fn which_of_two(lines: &[Line]) -> usize {
    let holds: Vec<bool> = lines.iter().map(|line| line.claim.holds).collect();
    match holds.as_slice() {
        [true, false] => 0,
        [false, true] => 1,
        [true, true] => 2,
        _ => 3,
    }
}

fn build(
    form: Form,
    lead: &str,
    lines: Vec<Line>,
    (ask, options, right): (&str, &[&str; 4], usize),
    sector: String,
) -> Question {
    Question {
        form,
        lead: lead.to_owned(),
        lines: lines.iter().map(|line| line.text.clone()).collect(),
        ask: ask.to_owned(),
        options: options.iter().map(|&option| option.to_owned()).collect(),
        right,
        cards: lines.iter().map(|line| line.claim.card.clone()).collect(),
        claims: lines.iter().map(|line| line.claim.clone()).collect(),
        notes: lines.into_iter().map(|line| line.note).collect(),
        explanation: None,
        written: None,
        sector,
    }
}

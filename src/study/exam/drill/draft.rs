//! Drill questions in the making, step by step: of a huge pack a paper takes longer to set than a key may wait.
//!
//! First it is seen which cards an exam might ask, and of each topic those are kept that stand first in the paper's
//! row; then what may be wrongly said of each is looked for, and then questions are tried until there are enough or
//! nothing is left. In slices of any size the same paper comes of the same seed. How a question is written is the
//! writer's matter.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::keys::Keys;
use super::told::{Fact, Told};
use super::{ALL, FEW, MIX, TRIES, Writer, is_for_an_exam, lines, value};
use crate::data::{Dataset, ItemId};
use crate::study::cards::Deck;
use crate::study::cards::card::{Card, CardId, Topic};
use crate::study::cards::choice::Wrong;
use crate::study::exam::coverage::Coverage;
use crate::study::exam::{Form, PaperSpec, Question, deal};
use crate::study::rng::Rng;
use crate::study::wording::Lexicon;

/// So many cards of a topic are enough for any paper.
const OF_A_TOPIC: usize = 150;
/// What is looked through for what may be wrongly said of a card, at most; where looking at a card costs one.
const LOOKED_THROUGH: usize = 6000;
/// How often a question that is tried goes through the cards.
const TIMES: usize = 16;
/// If a form is exhausted, others stand in for it; if all are, another right option may still be possible.
const STAND_IN: &[Form] = &[Form::Single, Form::HowMany, Form::Pairs, Form::Order];

/// A card that can be asked, with the fact it tells.
#[derive(Debug)]
pub(super) struct Drill {
    /// The card's number in the deck.
    pub(super) card: u32,
    pub(super) fact: Fact,
    /// What it is about, as a list names it.
    pub(super) name: Option<String>,
    /// What is certainly wrong for it, the most plausible first.
    pub(super) wrong: Arc<[Wrong]>,
    /// Where its record stands in the row that papers are dealt from.
    pub(super) place: usize,
    /// Whether its fact, its record or a twin of it stands in the paper.
    pub(super) is_used: bool,
}

/// Drill questions in the making.
#[derive(Debug)]
pub(in crate::study::exam) struct Draft {
    spec: PaperSpec,
    coverage: Coverage,
    asked: HashSet<ItemId>,
    row: Vec<usize>,
    /// The forms of the pack’s papers, in the proportion in which they come.
    forms: Vec<Form>,
    /// How many cards of the deck were looked at, and those of each topic that may be asked, with their places.
    seen: usize,
    found: HashMap<Topic, Vec<(usize, u32)>>,
    /// Those of them that were chosen, and how many were made ready.
    chosen: Option<Vec<u32>>,
    ready: usize,
    questions: Vec<Question>,
    turn: Turn,
    /// Whether there is nothing left to ask.
    is_exhausted: bool,
    pub(super) rng: Rng,
    pub(super) keys: Keys,
    pub(super) drills: Vec<Drill>,
    /// Where the drill of a card is.
    pub(super) places: HashMap<CardId, usize>,
    /// Topics with few cards: whether the paper has them.
    pub(super) rare: HashMap<Topic, bool>,
    /// Forms that nothing is left for.
    given_up: HashSet<Form>,
    /// What the paper has said so far.
    pub(super) told: Told,
    /// So many places of the row are this paper’s own.
    pub(super) own: usize,
    /// Whether there is too little of what is worth asking, so that lesser things are asked as well.
    pub(super) is_short: bool,
}

/// Which form of the next question is tried, and how often it was.
#[derive(Clone, Copy, Debug, Default)]
struct Turn {
    round: usize,
    form: usize,
    tries: usize,
}

impl Draft {
    /// Questions on what is asked for, none about what is asked already.
    pub(in crate::study::exam) fn new(
        dataset: &Dataset<'_>,
        spec: PaperSpec,
        coverage: &Coverage,
        asked: HashSet<ItemId>,
    ) -> Self {
        Self {
            spec,
            coverage: coverage.clone(),
            asked,
            row: deal::row(dataset.len(), spec.seed),
            forms: MIX.into_iter().filter(|form| form.is_of(&dataset.pack)).collect(),
            seen: 0,
            found: HashMap::new(),
            chosen: None,
            ready: 0,
            questions: Vec::new(),
            turn: Turn::default(),
            is_exhausted: false,
            rng: Rng::named(spec.seed, "paper"),
            keys: Keys::default(),
            drills: Vec::new(),
            places: HashMap::new(),
            rare: HashMap::new(),
            given_up: HashSet::new(),
            told: Told::default(),
            own: dataset.len().div_ceil(deal::SHARERS),
            is_short: false,
        }
    }

    /// How many questions are written so far.
    pub(in crate::study::exam) fn written(&self) -> usize {
        self.questions.len()
    }

    /// The questions; fewer than wished if the cards are exhausted.
    pub(in crate::study::exam) fn into_questions(self) -> Vec<Question> {
        self.questions
    }

    /// Goes on at about this cost, always with the same deck of drills; tells whether all questions are written.
    pub(in crate::study::exam) fn advance(&mut self, deck: &Deck, dataset: &Dataset<'_>, cost: usize) -> bool {
        let lexicon = Lexicon::of(dataset);
        let mut left = cost;
        while left > 0 && !self.is_done() {
            let spent = if self.seen < deck.cards().len() {
                self.look(deck, dataset);
                1
            } else if self.chosen.is_none() {
                self.choose();
                deck.cards().len() / TIMES
            } else if self.ready < self.chosen.as_ref().map_or(0, Vec::len) {
                self.make_ready(deck, dataset, &lexicon);
                LOOKED_THROUGH.min(dataset.len())
            } else {
                self.try_question(deck, dataset, &lexicon);
                TIMES * self.drills.len()
            };
            left = left.saturating_sub(spent.max(1));
        }
        self.is_done()
    }

    fn is_done(&self) -> bool {
        self.is_exhausted || self.questions.len() >= self.spec.questions
    }

    /// Looks at the next card of the deck.
    fn look(&mut self, deck: &Deck, dataset: &Dataset<'_>) {
        let number = u32::try_from(self.seen).unwrap_or(u32::MAX);
        self.seen += 1;
        let Some(card) = deck.card(number) else { return };
        let is_asked = ALL.iter().any(|lots| lots.iter().any(|(asked, _)| *asked == card.topic));
        if is_asked && is_for_an_exam(dataset, card) && self.coverage.has_card(dataset, card) {
            let place = self.place(card);
            self.found.entry(card.topic).or_default().push((place, number));
        }
    }

    fn place(&self, card: &Card) -> usize {
        self.row.get(card.owner.index()).copied().unwrap_or(usize::MAX)
    }

    /// Chooses those of each topic that stand first in the row, and keeps the order of the deck.
    fn choose(&mut self) {
        let mut chosen = Vec::new();
        for (_, mut cards) in std::mem::take(&mut self.found) {
            if cards.len() > OF_A_TOPIC {
                cards.sort_unstable();
                cards.truncate(OF_A_TOPIC);
            }
            chosen.extend(cards.into_iter().map(|(_, number)| number));
        }
        chosen.sort_unstable();
        self.chosen = Some(chosen);
    }

    /// Looks for what may be wrongly said of the next card; after the last counts which topics have few.
    fn make_ready(&mut self, deck: &Deck, dataset: &Dataset<'_>, lexicon: &Lexicon<'_>) {
        let Some(chosen) = &self.chosen else { return };
        let (card, is_last) = (chosen.get(self.ready).copied(), self.ready + 1 == chosen.len());
        self.ready += 1;
        if let Some(number) = card
            && let Some(card) = deck.card(number)
            && value::answer(card).is_some()
        {
            self.places.insert(card.id.clone(), self.drills.len());
            self.drills.push(Drill {
                card: number,
                fact: Fact::of(dataset, lexicon, card),
                name: lines::name(dataset, card),
                wrong: deck.wrong_for(number, || value::wrong(deck, dataset, lexicon, card)),
                place: self.place(card),
                is_used: card.items().any(|item| self.asked.contains(&item)),
            });
        }
        if is_last {
            let mut counts: HashMap<Topic, usize> = HashMap::new();
            for drill in self.drills.iter().filter(|drill| !drill.wrong.is_empty()) {
                *counts.entry(deck.card(drill.card).map_or(Topic::Written, |card| card.topic)).or_default() += 1;
            }
            self.rare = counts.into_iter().filter(|(_, count)| *count < FEW).map(|(topic, _)| (topic, false)).collect();
        }
    }

    /// Tries the next question once, in the form whose turn it is.
    fn try_question(&mut self, deck: &Deck, dataset: &Dataset<'_>, lexicon: &Lexicon<'_>) {
        // What no card makes once, none makes later either.
        let next = self.questions.len().checked_rem(self.forms.len());
        let Some(own) = next.and_then(|next| self.forms.get(next)).copied() else {
            self.is_exhausted = true;
            return;
        };
        let Turn { round, form, tries } = self.turn;
        let forms = match round {
            0 | 2 => std::slice::from_ref(&own),
            1 | 3 | 4 => STAND_IN,
            _ => {
                self.is_exhausted = true;
                return;
            }
        };
        let Some(form_of) = forms.get(form) else {
            self.turn = Turn { round: round + 1, ..Turn::default() };
            self.widen(round + 1);
            return;
        };
        if tries == TRIES || self.given_up.contains(form_of) {
            self.given_up.insert(*form_of);
            self.turn = Turn { round, form: form + 1, tries: 0 };
            return;
        }
        self.turn.tries += 1;
        let question = Writer { deck, dataset, lexicon, draft: self }.attempt(*form_of);
        if let Some(question) = question {
            self.questions.push(question);
            self.turn = Turn::default();
        }
    }

    /// Opens to a round what the ones before it did not take.
    fn widen(&mut self, round: usize) {
        // What other papers have as well is better than what is hardly worth asking.
        if round == 2 && std::mem::replace(&mut self.own, usize::MAX) != usize::MAX {
            self.given_up.clear();
        }
        if round == 4 {
            self.keys.refill();
            if !std::mem::replace(&mut self.is_short, true) {
                self.given_up.clear();
            }
        }
    }
}

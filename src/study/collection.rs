//! The learner's collection: the deck, the log of answers, and where every card stands; what the Study
//! screen and the commands share.
//!
//! An answer is logged before it counts. Where nothing can be written (another program has the log,
//! the directory is read-only, or nothing is to be kept) answers count until the program ends, and
//! that is said. Which card comes when is decided in [`crate::study::scheduler`].

pub mod opening;

use std::collections::HashSet;
use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use crate::clock::Now;
use crate::data::{Dataset, ItemId};
use crate::study::cards::Deck;
use crate::study::cards::card::{Card, CardId};
use crate::study::exam::kept::PaperEntry;
use crate::study::exam::options::ExamOptions;
use crate::study::mains::answer::{Answers, EditorUse};
use crate::study::mains::kept::MainsEntry;
use crate::study::review::{Aside, Bring, Decision, Entry, Review};
use crate::study::scheduler::cramming::Cramming;
use crate::study::scheduler::exam_plan::{self, ExamPlan, Planning};
use crate::study::scheduler::memory::{Grade, Model};
use crate::study::scheduler::topics::{TopicStanding, topics};
use crate::study::scheduler::{self, Forecast, Outlook, Plan, Progress, State, Today};
use crate::study::shelf::{NotKept, ReviewLog, ReviewShelf, Shelf};
use opening::Opening;

/// Weeks of a calendar of answers.
pub const WEEKS: i32 = 26;
/// Days of a forecast.
pub const FORTNIGHT: usize = 14;

/// How one studies, as the command line, the environment and the configuration say.
#[derive(Clone, Debug, Default)]
pub struct StudySettings {
    /// Where answers are kept; without it they count until the program ends.
    pub reviews: Option<Arc<dyn ReviewShelf>>,
    /// Where papers are kept; without it they are lost when the program ends.
    pub papers: Option<Arc<dyn Shelf<PaperEntry>>>,
    /// Where is kept what was in answers; without it that counts until the program ends.
    pub mains: Option<Arc<dyn Shelf<MainsEntry>>>,
    /// Where the texts of answers are kept, if anywhere.
    pub answers: Option<Arc<dyn Answers>>,
    /// Whether they can be written here.
    pub editor: EditorUse,
    /// Exam date and limits.
    pub plan: Plan,
    /// The mock exam to begin with, if one is asked for.
    pub exam: Option<ExamOptions>,
    /// What the first paper of a reader depends on besides its moment: chance, or nothing where all is to be the same
    /// again.
    pub chance: u64,
}

/// Everything one studies with.
#[derive(Debug)]
pub struct Collection {
    /// All cards.
    pub deck: Deck,
    /// How one studies.
    pub plan: Plan,
    /// The model of memory.
    pub model: Model,
    log: Option<Box<dyn ReviewLog>>,
    progress: Progress,
    notices: Vec<String>,
    /// How many answers were given since it was opened and still stand.
    given: usize,
}

impl Collection {
    /// Makes the deck and reads the log; without one nothing is kept.
    ///
    /// What is wrong with the log is among the [`notices`](Self::notices), and never keeps one from
    /// studying.
    #[must_use]
    pub fn open(dataset: &Dataset<'_>, reviews: Option<&dyn ReviewShelf>, plan: Plan) -> Self {
        let opening = Opening::to_answer(Self::deck(dataset, &plan), reviews, plan);
        let mut collection = opening.finish();
        while collection.write_checkpoint() {}
        collection
    }

    /// The same to be looked at only: nothing that is kept changes, and another program may go on
    /// writing the log.
    #[must_use]
    pub fn look(dataset: &Dataset<'_>, reviews: Option<&dyn ReviewShelf>, plan: Plan) -> Self {
        Opening::to_look(Self::deck(dataset, &plan), reviews, plan).finish()
    }

    /// The deck of a plan.
    pub(crate) fn deck(dataset: &Dataset<'_>, plan: &Plan) -> Deck {
        if plan.drills { Deck::with_drills(dataset) } else { Deck::build(dataset) }
    }

    /// Whether a checkpoint of the log is to be written, when there is time.
    #[must_use]
    pub fn has_checkpoint_to_write(&self) -> bool {
        self.log.as_ref().is_some_and(|log| log.has_checkpoint_to_write())
    }

    /// Goes on writing a checkpoint of the log for some milliseconds, if that has grown long; whether there is more.
    pub fn write_checkpoint(&mut self) -> bool {
        self.log.as_mut().is_some_and(|log| log.write_checkpoint())
    }

    /// Takes the cards that the reader wrote into notes, in place of those it has; what was answered before counts.
    pub fn set_own(&mut self, own: Vec<Card>) {
        self.deck.set_own(own);
    }

    /// What one should be told once about the log, in sentences.
    #[must_use]
    pub fn notices(&self) -> &[String] {
        &self.notices
    }

    /// Whether answers are kept when the program ends.
    #[must_use]
    pub fn keeps(&self) -> bool {
        self.log.as_ref().is_some_and(|log| log.keeps())
    }

    /// Where all cards stand.
    #[must_use]
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Where one card stands, if it was ever asked or brought.
    #[must_use]
    pub fn state(&self, card: &CardId) -> Option<&State> {
        self.progress.state(card)
    }

    /// Whether a card was never asked, be it brought by a paper or not: it is new to the learner.
    #[must_use]
    pub fn is_new(&self, card: &CardId) -> bool {
        self.state(card).is_none_or(State::is_brought)
    }

    /// That a card's answer is another since it was learnt, in a sentence: with what it was, where a layer that changed
    /// it tells that.
    #[must_use]
    pub fn outdated(&self, dataset: &Dataset<'_>, card: &Card) -> Option<String> {
        let state = self.state(&card.id).filter(|state| state.is_outdated)?;
        let changes = dataset.layers.of_card(card.id.as_str()).iter().rev().flat_map(|step| step.changes);
        let was =
            |field: &str| changes.clone().filter(|change| change.path == field).find_map(|change| change.was.clone());
        Some(match (was("answer").or_else(|| was("ask")), state.last) {
            (Some(was), _) => format!("The answer has changed since you learned it: was “{was}”."),
            (None, Some(last)) => {
                format!("The answer has changed since you learned it, on {}.", last.strftime("%-d %B %Y"))
            }
            (None, None) => "The answer has changed since you learned it.".to_owned(),
        })
    }

    /// The card of an id.
    #[must_use]
    pub fn card(&self, id: &CardId) -> Option<&Card> {
        self.deck.get(id.as_str())
    }

    /// The day of study it is.
    #[must_use]
    pub fn day(&self, now: Now) -> Date {
        self.plan.day_of(now.wall)
    }

    /// What is asked on this day.
    #[must_use]
    pub fn today(&self, day: Date) -> Today {
        scheduler::today(&self.deck, &self.progress, &self.plan, &self.model, day)
    }

    /// How much will be known on exam day, if there is one ahead: now, and after these cards.
    #[must_use]
    pub fn outlook(&self, day: Date, today: &Today) -> Option<Outlook> {
        let exam = self.plan.ahead(day)?;
        Some(scheduler::outlook(&self.deck, &self.progress, &self.model, (day, exam), today))
    }

    /// What fits until the exam at this pace, if there is one ahead: of all cards, or as if only these topics were
    /// studied. It plays the days through, so it is asked for where it is told and not on every frame.
    #[must_use]
    pub fn exam_plan(&self, dataset: &Dataset<'_>, day: Date, topics: &[String]) -> Option<ExamPlan> {
        let plan = |deck: &Deck| exam_plan::exam_plan(deck, dataset, &self.progress, (&self.plan, &self.model), day);
        if topics.is_empty() {
            return plan(&self.deck);
        }
        let wanted = |card: &&Card| topics.iter().any(|topic| topic == card.sector(dataset));
        plan(&Deck::of(self.deck.cards().iter().filter(wanted).cloned()))
    }

    /// The same of all cards, of which no day is played through yet.
    #[must_use]
    pub fn planning(&self, day: Date) -> Option<Planning> {
        Planning::begin(&self.progress, (&self.plan, &self.model), day)
    }

    /// How each topic stands on a day, the largest first.
    #[must_use]
    pub fn topics<'d>(&self, dataset: &'d Dataset<'_>, day: Date) -> Vec<TopicStanding<'d>> {
        topics(&self.deck, &self.progress, &self.model, (dataset, day))
    }

    /// How many cards fall due on each of so many coming days, and how many are overdue.
    #[must_use]
    pub fn forecast(&self, day: Date, count: usize) -> Forecast {
        scheduler::forecast(&self.deck, &self.progress, &self.plan, (day, count))
    }

    /// How many days until a card comes back, for each grade one may give.
    #[must_use]
    pub fn intervals(&self, card: &CardId, day: Date) -> Vec<(Grade, i32)> {
        scheduler::intervals(self.state(card), &self.plan, &self.model, day)
    }

    /// How many answers were given on each day of the last [`WEEKS`], from a Monday on to this day.
    #[must_use]
    pub fn calendar(&self, day: Date) -> Vec<(Date, usize)> {
        let since_monday = i32::from(day.weekday().since(Weekday::Monday));
        self.progress.calendar(day, 7 * (WEEKS - 1) + since_monday + 1)
    }

    /// Whether a card is failed again and again.
    #[must_use]
    pub fn is_leech(&self, card: &CardId, day: Date) -> bool {
        self.state(card).is_some_and(|state| scheduler::is_leech(state, day))
    }

    /// The cards that are failed again and again.
    pub fn leeches(&self, day: Date) -> impl Iterator<Item = &Card> {
        let is_leech = move |(card, state): &(&Card, &State)| {
            scheduler::is_leech(state, day) && !self.progress.decided().rests(&card.id, day)
        };
        scheduler::begun(&self.deck, &self.progress).into_iter().filter(is_leech).map(|(card, _)| card)
    }

    /// The cards that are not asked on a day since they were put to rest.
    pub fn resting(&self, day: Date) -> impl Iterator<Item = &Card> {
        scheduler::resting(&self.deck, &self.progress, day).into_iter()
    }

    /// Takes an answer that took so many milliseconds.
    ///
    /// # Errors
    /// A disk that does not take it: then it does not count, and can be given again.
    pub fn answer(&mut self, card: &CardId, grade: Grade, ms: u32, now: Now) -> Result<(), NotKept> {
        let answer = self.card(card).map(Card::fingerprint);
        let review = Review { at: now.unix_ms, day: self.day(now), card: card.clone(), grade, ms, answer };
        self.enter(&Entry::Review(review))?;
        self.given += 1;
        Ok(())
    }

    /// Takes back the last answer, of this sitting or an earlier one, and gives its card. What a mock exam brought is no
    /// answer, and nothing before it is taken back.
    ///
    /// # Errors
    /// A disk that does not take it: then nothing is taken back.
    pub fn undo(&mut self) -> Result<Option<CardId>, NotKept> {
        let Some(card) = self.progress.last_card().cloned() else { return Ok(None) };
        self.enter(&Entry::Undo(1))?;
        // What was learnt before may be what the pack has changed since.
        self.progress.outdate_card(&self.deck, &card);
        self.given = self.given.saturating_sub(1);
        Ok(Some(card))
    }

    /// Takes a decision about a card.
    ///
    /// # Errors
    /// A disk that does not take it: then it does not hold.
    pub fn decide(&mut self, card: &CardId, decision: Decision, now: Now) -> Result<(), NotKept> {
        self.enter(&Entry::Aside(Aside { at: now.unix_ms, card: card.clone(), decision }))
    }

    /// Puts a card off to the next day of study.
    ///
    /// # Errors
    /// A disk that does not take it: then it may still come.
    pub fn bury(&mut self, card: &CardId, now: Now) -> Result<(), NotKept> {
        let tomorrow = self.day(now).saturating_add(1.day());
        self.decide(card, Decision::Bury(tomorrow), now)
    }

    /// The cards that may be asked on a day: all that do not rest.
    pub fn awake(&self, day: Date) -> impl Iterator<Item = &Card> {
        scheduler::awake(&self.deck, &self.progress, day)
    }

    /// Cards to cram, in the order asked: those that are wanted.
    #[must_use]
    pub fn cram(&self, is_wanted: &dyn Fn(&Card) -> bool, now: Now, seed: u64) -> Vec<CardId> {
        let mut cramming = self.cramming(now, seed);
        while !self.go_on_cramming(&mut cramming, is_wanted, usize::MAX) {}
        cramming.finish(&self.deck)
    }

    /// The same, of which no card is looked at yet.
    #[must_use]
    pub fn cramming(&self, now: Now, seed: u64) -> Cramming {
        Cramming::new(&self.deck, &self.progress, &self.model, (self.day(now), seed))
    }

    /// Goes on with that by so many cards; tells whether all are in order.
    pub fn go_on_cramming(&self, cramming: &mut Cramming, is_wanted: &dyn Fn(&Card) -> bool, cards: usize) -> bool {
        cramming.advance((&self.deck, &self.progress), is_wanted, cards)
    }

    /// The same, if the answer was given since the collection was opened: what was done on another day is not in sight.
    ///
    /// # Errors
    /// As [`undo`](Self::undo).
    pub fn undo_given(&mut self) -> Result<Option<CardId>, NotKept> {
        if self.given == 0 { Ok(None) } else { self.undo() }
    }

    /// Makes cards due on a day, and tells how many of them will really be asked on it, within its limits and one a
    /// record, and how many cards in all.
    ///
    /// # Errors
    /// A disk that does not take it.
    pub fn bring_back(&mut self, cards: &[CardId], due: Date, now: Now) -> Result<(usize, usize), NotKept> {
        self.bring(cards, due, now)?;
        let (asked, brought) = (self.today(due).cards, cards.iter().collect::<HashSet<_>>());
        Ok((asked.iter().filter(|card| brought.contains(card)).count(), asked.len()))
    }

    /// Makes cards due on a day.
    ///
    /// # Errors
    /// A disk that does not take it.
    pub fn bring(&mut self, cards: &[CardId], due: Date, now: Now) -> Result<(), NotKept> {
        cards.iter().try_for_each(|card| self.enter(&Entry::Bring(Bring { at: now.unix_ms, card: card.clone(), due })))
    }

    /// The cards about these items that were never asked, for [`bring`](Self::bring).
    #[must_use]
    pub fn unseen_about(&self, items: &[ItemId]) -> Vec<CardId> {
        let unseen = |card: &&Card| self.state(&card.id).is_none();
        self.deck.about_any(items).filter(unseen).map(|card| card.id.clone()).collect()
    }

    fn enter(&mut self, entry: &Entry) -> Result<(), NotKept> {
        // Where nothing is kept, as was said on opening, it counts for this sitting all the same.
        if let Some(log) = self.log.as_mut().filter(|log| log.keeps()) {
            log.append(entry)?;
        }
        self.progress.apply(entry, &self.model);
        Ok(())
    }
}

//! What is made ready before one can study: the cards of a huge pack, what a long log of answers came to, a paper of
//! many drills, or the exam plan. It is done in slices while one waits, looks at another tab, or leaves it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::asking::Asking;
use super::begin::{Begin, Crammed};
use super::plan::PlanPage;
use super::{Activity, Study};
use crate::clock::Now;
use crate::data::ItemId;
use crate::study::cards::Deck;
use crate::study::cards::making::Making;
use crate::study::collection::opening::Opening;
use crate::study::exam::options::ExamOptions;
use crate::study::exam::setting::Setting;
use crate::study::scheduler::cramming::Cramming;
use crate::study::scheduler::exam_plan::Planning;
use crate::study::shelf::Amount;
use crate::study::{Card, Collection};
use crate::text::counted;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::sectioned_list::draw_nothing;

/// Steps of making cards that no key need come between, and those between two looks whether one has come: some
/// milliseconds' worth.
const CARDS_AT_ONCE: usize = 4_000;
const CARDS_A_SLICE: usize = 1_000;
/// Pieces of a log that are read before the first look; after that each is a slice.
const READ_AT_ONCE: usize = 6;
/// The same for the cost of setting a paper.
const PAPER_AT_ONCE: usize = 50_000;
const PAPER_A_SLICE: usize = 15_000;
/// The same for that of making the exam plan.
const PLAN_AT_ONCE: usize = 40_000;
const PLAN_A_SLICE: usize = 15_000;
/// Cards of a deck that is gone through at once for what is crammed, and those of a larger one between two looks
/// whether a key has come.
const CRAMMED_AT_ONCE: usize = 30_000;
const CRAMMED_A_SLICE: usize = 60_000;

/// What is being made ready.
#[derive(Debug)]
pub(super) enum Preparing {
    /// The cards, and what was asked for meanwhile.
    Cards(Box<Making>, Option<Then>),
    /// What was answered, and what was asked for meanwhile.
    Answers(Box<Opening>, Option<Then>),
    /// A paper.
    Paper(Box<Setting>, ExamOptions),
    /// The exam plan.
    Plan(Box<Planning>),
    /// What is crammed, and what that is called.
    Cram(Box<Cramming>, String, Crammed),
    /// The cards are there: what was asked for is next.
    Asked(Then),
}

/// What is done once the cards are there.
#[derive(Debug)]
pub(super) enum Then {
    Drill(ItemId),
    /// The cards about what is in a list of this name.
    List(String, Vec<ItemId>),
    Begin(Begin),
}

impl Study {
    /// Opens what is studied, unless it is open; of a huge pack that goes on while one waits.
    pub fn open(&mut self, ctx: Context<'_>) {
        if let Some(collection) = &mut self.collection {
            // A card that is asked does not go from under one's eyes, nor one of which a question is being made.
            if self.open.is_empty() && self.preparing.is_none() && self.notes != ctx.reader.notes.changes() {
                self.notes = ctx.reader.notes.changes();
                collection.set_own(ctx.reader.notes.cards(ctx.dataset));
                self.overview.stale();
            }
            return;
        }
        if matches!(self.preparing, Some(Preparing::Cards(..) | Preparing::Answers(..))) {
            return;
        }
        let study = &ctx.reader.study;
        self.overview.said = self.papers.open(study.papers.as_deref());
        self.mains.open(ctx);
        let mut making = Deck::in_making(ctx.dataset, study.plan.drills);
        if !making.advance(ctx.dataset, CARDS_AT_ONCE) {
            self.preparing = Some(Preparing::Cards(Box::new(making), None));
            return;
        }
        let mut opening = Self::open_log(ctx, making.into_deck());
        if (0..READ_AT_ONCE).any(|_| opening.advance()) {
            self.gather(ctx, opening);
        } else {
            self.preparing = Some(Preparing::Answers(Box::new(opening), None));
        }
    }

    /// Begins to read what was answered.
    fn open_log(ctx: Context<'_>, deck: Deck) -> Opening {
        let study = &ctx.reader.study;
        Opening::to_answer(deck, study.reviews.as_deref(), study.plan.clone())
    }

    fn gather(&mut self, ctx: Context<'_>, opening: Opening) {
        let mut collection = opening.finish();
        if let Some(super::ExamDay(exam)) = self.exam_set {
            collection.plan.exam = exam;
        }
        collection.set_own(ctx.reader.notes.cards(ctx.dataset));
        self.notes = ctx.reader.notes.changes();
        self.collection = Some(Box::new(collection));
        self.overview.stale();
    }

    /// Puts off what needs the cards until they are there; gives it back where they are.
    pub(super) fn once_there(&mut self, then: Then) -> Option<Then> {
        match &mut self.preparing {
            Some(Preparing::Cards(_, waiting) | Preparing::Answers(_, waiting)) => {
                *waiting = Some(then);
                None
            }
            Some(Preparing::Paper(..) | Preparing::Plan(_) | Preparing::Cram(..) | Preparing::Asked(_)) | None => {
                Some(then)
            }
        }
    }

    /// Begins to set a paper, and sits down to it if that takes no time.
    pub(super) fn set_paper(&mut self, ctx: Context<'_>, options: ExamOptions, chance: u64) -> Option<Activity> {
        let collection = self.collection.as_ref()?;
        let mut setting = options.setting(&collection.deck, ctx.dataset, chance);
        if setting.advance(&collection.deck, ctx.dataset, PAPER_AT_ONCE) {
            return self.sit(ctx, options.set(setting, ctx.dataset), &options);
        }
        self.preparing = Some(Preparing::Paper(Box::new(setting), options));
        None
    }

    /// Begins to look for what is crammed, and asks it if that takes no time.
    pub(super) fn cram(&mut self, ctx: Context<'_>, title: String, of: Crammed, now: Now) -> Option<Activity> {
        let collection = self.collection.as_ref()?;
        let mut cramming = collection.cramming(now, u64::try_from(now.unix_ms).unwrap_or_default());
        if let Some(numbers) = of.looked_up(collection) {
            cramming = cramming.of(&collection.deck, collection.progress(), numbers);
        }
        if collection.deck.cards().len() <= CRAMMED_AT_ONCE {
            while !collection.go_on_cramming(&mut cramming, &|card| of.has(ctx.dataset, card), usize::MAX) {}
            return Some(crammed(collection, cramming, title, now));
        }
        self.preparing = Some(Preparing::Cram(Box::new(cramming), title, of));
        None
    }

    /// Begins to make the exam plan, and shows it if that takes no time.
    pub(super) fn make_plan(&mut self, ctx: Context<'_>, now: Now) -> Option<Activity> {
        let collection = self.collection.as_ref()?;
        let day = collection.day(now);
        let Some(mut planning) = collection.planning(day) else {
            return Some(Activity::Plan(Box::new(PlanPage::without_exam(ctx, collection, day))));
        };
        if !planning.advance(&collection.deck, PLAN_AT_ONCE) {
            self.preparing = Some(Preparing::Plan(Box::new(planning)));
            return None;
        }
        let page = PlanPage::planned(ctx, collection, planning);
        Some(Activity::Plan(Box::new(page)))
    }

    /// Goes on with what is being made ready.
    pub(super) fn prepare(&mut self, ctx: Context<'_>) -> Effect {
        match self.preparing.take() {
            Some(Preparing::Cards(mut making, then)) => {
                if !making.advance(ctx.dataset, CARDS_A_SLICE) {
                    self.preparing = Some(Preparing::Cards(making, then));
                    return Effect::Nothing;
                }
                let opening = Box::new(Self::open_log(ctx, making.into_deck()));
                self.preparing = Some(Preparing::Answers(opening, then));
                return Effect::Nothing;
            }
            Some(Preparing::Answers(mut opening, then)) => {
                let before = shown(opening.amount());
                if !opening.advance() {
                    let goes_on = shown(opening.amount()) != before;
                    self.preparing = Some(Preparing::Answers(opening, then));
                    return Effect::redraw_if(goes_on);
                }
                self.gather(ctx, *opening);
                self.preparing = then.map(Preparing::Asked);
            }
            Some(Preparing::Asked(then)) => match (then, self.now) {
                (Then::Drill(item), _) => self.drill(ctx, item),
                (Then::List(name, items), _) => self.ask_list(ctx, &name, &items),
                (Then::Begin(begin), Some(now)) => drop(self.begin(ctx, begin, now)),
                (Then::Begin(_), None) => {}
            },
            Some(Preparing::Paper(mut setting, options)) => {
                let Some(collection) = &self.collection else { return Effect::Nothing };
                let (before, deck) = (setting.written(), &collection.deck);
                if !setting.advance(deck, ctx.dataset, PAPER_A_SLICE) {
                    let goes_on = setting.written() != before;
                    self.preparing = Some(Preparing::Paper(setting, options));
                    return Effect::redraw_if(goes_on);
                }
                let activity = self.sit(ctx, options.set(*setting, ctx.dataset), &options);
                self.open.extend(activity);
            }
            Some(Preparing::Cram(mut cramming, title, of)) => {
                let (Some(collection), Some(now)) = (&self.collection, self.now) else { return Effect::Nothing };
                let has = |card: &Card| of.has(ctx.dataset, card);
                if !collection.go_on_cramming(&mut cramming, &has, CRAMMED_A_SLICE) {
                    self.preparing = Some(Preparing::Cram(cramming, title, of));
                    return Effect::Nothing;
                }
                let activity = crammed(collection, *cramming, title, now);
                self.open.push(activity);
            }
            Some(Preparing::Plan(mut planning)) => {
                let Some(collection) = &self.collection else { return Effect::Nothing };
                if planning.advance(&collection.deck, PLAN_A_SLICE) {
                    let page = PlanPage::planned(ctx, collection, *planning);
                    self.open.push(Activity::Plan(Box::new(page)));
                } else {
                    self.preparing = Some(Preparing::Plan(planning));
                }
            }
            None => {
                if let Some(collection) = &mut self.collection {
                    collection.write_checkpoint();
                }
                return Effect::Nothing;
            }
        }
        Effect::Redraw
    }

    /// Whether something is to be gone on with: what is being made ready, or a checkpoint of the log.
    pub(super) fn has_more(&self) -> bool {
        self.preparing.is_some()
            || self.collection.as_ref().is_some_and(|collection| collection.has_checkpoint_to_write())
    }

    /// What an action does while something is made ready: it leaves what was asked for.
    pub(super) fn leave_preparing(&mut self, action: Action) -> Effect {
        match &mut self.preparing {
            Some(Preparing::Paper(..) | Preparing::Plan(_) | Preparing::Cram(..) | Preparing::Asked(_))
                if action == Action::Close =>
            {
                self.preparing = None;
                Effect::Redraw
            }
            Some(Preparing::Cards(_, then) | Preparing::Answers(_, then)) if action == Action::Close => {
                Effect::redraw_if(then.take().is_some())
            }
            _ => Effect::Nothing,
        }
    }
}

impl Preparing {
    pub(super) fn draw(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let leave = ctx.keymap.name(Scope::Study, Action::Close);
        let sentence = match self {
            Self::Answers(opening, then) => {
                let read = match shown(opening.amount()) {
                    Some((read, about)) => format!("{read} of about {about} answers are read …"),
                    None => "The answers are being read …".to_owned(),
                };
                let leaves =
                    if then.is_some() { format!(" {leave} leaves what was asked for.") } else { String::new() };
                read + &leaves
            }
            Self::Cards(_, None) => "The cards are being made ready …".to_owned(),
            Self::Cards(_, Some(_)) | Self::Asked(_) => {
                format!("The cards are being made ready … {leave} leaves what was asked for.")
            }
            Self::Cram(..) => format!("The cards are being looked for … {leave} leaves that."),
            Self::Plan(planning) => {
                let (played, all) = planning.days();
                format!("The plan is being made: {played} of {all} days … {leave} leaves it.")
            }
            Self::Paper(setting, options) => format!(
                "The paper is being set: {} of {} questions … {leave} leaves it.",
                setting.written(),
                options.questions
            ),
        };
        let inner = Pane::new("Study", true).draw(ctx, area, buf);
        draw_nothing(ctx, &sentence, inner, buf);
        None
    }
}

/// A sitting with what is crammed; where that is not all there is to cram, it says so.
fn crammed(collection: &Collection, cramming: Cramming, title: String, now: Now) -> Activity {
    let found = cramming.found();
    let cards = cramming.finish(&collection.deck);
    let few =
        (cards.len() < found).then(|| format!("Of {} as many are asked as one sitting has.", counted(found, "card")));
    let mut asking = Asking::new(title, cards, false, now).begin(collection);
    if let Some(few) = few {
        asking.say(few);
    }
    Activity::Asking(Box::new(asking))
}

/// How much of a log is read, as it is told: in thousands, for how many there are is not known before they are read.
fn shown(amount: Option<Amount>) -> Option<(usize, usize)> {
    let thousands = |count: usize| (count + 500) / 1000 * 1000;
    let Amount { read, about } = amount?;
    // Not for each piece is the screen drawn.
    let step = (about / 50).max(1);
    Some((thousands(read / step * step), thousands(about)))
}

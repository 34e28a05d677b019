//! What stands on the overview: today's cards by sector, another helping, what was marked, mock exams;
//! or what one may cram.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::begin::Crammed;
use super::super::exam::clock;
use super::{Begin, Offer, Waiting};
use crate::data::ItemId;
use crate::study::exam::history::not_yet_right;
use crate::study::exam::options::ExamOptions;
use crate::study::marks::List;
use crate::study::marks::lists::FIRST;
use crate::study::scheduler::{self, Limits, Plan, Today};
use crate::study::{Card, CardId, Collection};
use crate::text::counted;
use crate::tui::context::Context;
use crate::view::sections::Row;

/// Mock exams on offer, by their number of questions.
const PAPERS: [usize; 3] = [10, 25, 100];
/// How many cards one more helping has at most.
const HELPING: Limits = Limits { new: 15, reviews: 60, minutes: None };
/// The row of the records one has marked.
const MARKED: &str = "Marked";

pub(super) fn rows(
    ctx: Context<'_>,
    collection: &Collection,
    today: &Today,
    day: Date,
    waiting: &Waiting<'_>,
) -> Vec<Row<Offer>> {
    let mut rows = Vec::new();
    if waiting.exam.is_some() {
        rows.push(begins("Go on with the mock exam".to_owned(), String::new(), Begin::GoOn));
    }
    for attempt in &waiting.papers.left {
        let left = clock(attempt.limit().saturating_sub(attempt.spent));
        let name = format!("Go on: {}, {}", attempt.begun.day(), counted(attempt.answers.len(), "question"));
        rows.push(begins(name, format!("{left} left"), Begin::Resume(attempt.begun.paper)));
    }
    rows.push(Row::Heading("Today".into()));
    let cards: Vec<&Card> = today.cards.iter().filter_map(|id| collection.card(id)).collect();
    if cards.is_empty() {
        rows.push(Row::Heading("  Nothing more is due.".into()));
    } else {
        rows.push(sitting_of(collection, "All that is due", "Today", &cards));
        for (sector, cards) in by_sector(ctx, &cards) {
            rows.push(sitting_of(collection, &format!("  {sector}"), sector, &cards));
        }
    }
    rows.push(Row::Heading("Besides".into()));
    let held = today.waiting.new + today.waiting.reviews;
    let more = helping(collection, today, day);
    if !more.is_empty() {
        let begin = Begin::Cards { title: "Another helping".to_owned(), cards: more };
        rows.push(begins("Another helping".to_owned(), format!("{held} more waiting"), begin));
    }
    for (name, title, items) in marked_lists(ctx) {
        let cards = about(collection, &items, day);
        if !cards.is_empty() {
            let note = format!("{}, {}", counted(items.len(), "record"), counted(cards.len(), "card"));
            rows.push(begins(name, note, Begin::Marked { title, items, cards }));
        }
    }
    if let Some((item, cards)) = waiting.drilled.map(|item| (item, collection.deck.about(item).count()))
        && cards > 0
    {
        let title = ctx.dataset.get(item).map_or("", |item| item.title());
        rows.push(begins(format!("Drill again: {title}"), counted(cards, "card"), Begin::Drill(item)));
    }
    let leeches: Vec<&Card> = collection.leeches(day).collect();
    if !leeches.is_empty() {
        let cards = leeches.iter().map(|card| card.id.clone()).collect();
        let begin = Begin::Cards { title: "What won’t stick".to_owned(), cards };
        rows.push(begins("What won’t stick".to_owned(), counted(leeches.len(), "card"), begin));
    }
    let aside: Vec<CardId> = collection.resting(day).map(|card| card.id.clone()).collect();
    if !aside.is_empty() {
        let note = told_aside(collection, &aside, day);
        rows.push(begins("Set aside".to_owned(), note, Begin::Look { title: "Set aside".to_owned(), cards: aside }));
    }
    let left = collection.plan.ahead(day).and_then(|exam| usize::try_from(scheduler::days(day, exam)).ok());
    let note = left.map(|left| format!("{} left", counted(left, "day"))).unwrap_or_default();
    rows.push(begins("Exam plan".to_owned(), note, Begin::Plan));
    rows.push(begins("Progress".to_owned(), String::new(), Begin::Progress));
    if let Some(mains) = waiting.mains.in_short(ctx) {
        rows.push(Row::Heading(ctx.dataset.pack.mains.name.as_str().into()));
        rows.push(begins("Questions and outlines".to_owned(), mains, Begin::Mains));
    }
    rows.push(Row::Heading("Mock exam".into()));
    rows.extend(papers(ctx, waiting));
    for options in ctx
        .reader
        .study
        .exam
        .clone()
        .into_iter()
        .chain(PAPERS.map(|questions| ExamOptions::of(questions, &ctx.dataset.pack.exam)))
    {
        let note = counted(options.minutes, "minute");
        rows.push(begins(counted(options.questions, "question"), note, Begin::Exam(options)));
    }
    rows
}

/// How many cards are set aside for good, and how many put off: until tomorrow, or some of them longer, as who studied for
/// a later day put them off from that.
fn told_aside(collection: &Collection, aside: &[CardId], day: Date) -> String {
    let decided = collection.progress().decided();
    let off: Vec<Date> = aside.iter().filter_map(|card| decided.buried_until(card, day)).collect();
    let until = if off.iter().all(|until| day.tomorrow().is_ok_and(|tomorrow| *until <= tomorrow)) {
        "until tomorrow"
    } else {
        "put off"
    };
    match (aside.len() - off.len(), off.len()) {
        (aside, 0) => counted(aside, "card"),
        (0, off) => format!("{off} {until}"),
        (aside, off) => format!("{aside} + {off} {until}"),
    }
}

/// What there is besides the papers of a usual size: any other, those that were sat, and what went wrong in them.
fn papers(ctx: Context<'_>, waiting: &Waiting<'_>) -> Vec<Row<Offer>> {
    let sat = &waiting.papers.sat;
    let mut rows = vec![begins("Choose topics, size, marks".to_owned(), String::new(), Begin::Wanted)];
    let wrong = not_yet_right(ctx.dataset, waiting.papers.in_order()).len();
    if wrong > 0 {
        rows.push(begins("What was not right yet".to_owned(), counted(wrong, "question"), Begin::NotYetRight));
    }
    if let [latest, ..] = sat.as_slice() {
        rows.push(begins("Past papers and trend".to_owned(), counted(sat.len(), "paper"), Begin::Past));
        // That of this run has a row of its own.
        if waiting.result.is_none() {
            let name = format!("{}, {}", latest.begun.day(), counted(latest.answers.len(), "question"));
            rows.push(begins(name, latest.in_short(), Begin::ReadAgain(latest.begun.paper)));
        }
    }
    if let Some(result) = waiting.result {
        rows.push(begins("Result of the last one".to_owned(), result.in_short(), Begin::Result));
    }
    rows
}

/// The cards that come after today's limits are met.
pub(super) fn helping(collection: &Collection, today: &Today, day: Date) -> Vec<CardId> {
    let done = collection.progress().counts(day);
    let limits = Limits {
        new: done.new as usize + today.new + HELPING.new,
        reviews: done.reviews as usize + today.cards.len() + HELPING.reviews,
        minutes: HELPING.minutes,
    };
    let plan = Plan { limits, ..collection.plan.clone() };
    let more = scheduler::today(&collection.deck, collection.progress(), &plan, &collection.model, day);
    more.cards.into_iter().filter(|card| !today.cards.contains(card)).collect()
}

pub(super) fn cram_rows(ctx: Context<'_>, collection: &Collection) -> Vec<Row<Offer>> {
    let offer = |name: &str, title: &str, of: Crammed, cards: usize| {
        let begin = Begin::Cram { title: format!("Cram: {title}"), of };
        begins(name.to_owned(), counted(cards, "card"), begin)
    };
    let everything = offer("Everything", "everything", Crammed::Everything, collection.deck.cards().len());
    let mut rows = vec![Row::Heading("Cram".into()), everything];
    let sizes: BTreeMap<&str, usize> =
        collection.deck.topic_sizes(ctx.dataset).into_iter().map(|(name, sizes)| (name, sizes.iter().sum())).collect();
    for (sector, cards) in sizes {
        rows.push(offer(&format!("  {sector}"), sector, Crammed::Topic(sector.to_owned()), cards));
    }
    let slipped = Crammed::Slipped.looked_up(collection).map_or(0, |cards| cards.len());
    if slipped > 0 {
        rows.push(offer("What slipped lately", "what slipped", Crammed::Slipped, slipped));
    }
    for (name, title, items) in marked_lists(ctx) {
        let about = collection.deck.about_any(&items).count();
        if about > 0 {
            rows.push(offer(&name, &title.to_lowercase(), Crammed::About(items), about));
        }
    }
    rows
}

/// The lists of marks that have something in them: how each is offered, what a sitting with it is called, and what is
/// in it.
fn marked_lists(ctx: Context<'_>) -> Vec<(String, String, Vec<ItemId>)> {
    let (marks, lists) = (&ctx.reader.marks, ctx.reader.marks.lists());
    let of_list = |list: &List| {
        let items = marks.items(&list.name);
        let is_first = list.name == FIRST;
        let name = if is_first { MARKED.to_owned() } else { format!("{MARKED}: {}", list.name) };
        let title = if is_first { MARKED.to_owned() } else { list.name.clone() };
        (!items.is_empty()).then_some((name, title, items))
    };
    lists.all().iter().filter_map(of_list).collect()
}

/// The cards about items that may be asked on a day.
pub(in crate::tui::screens::study) fn about(collection: &Collection, items: &[ItemId], day: Date) -> Vec<CardId> {
    let awake = |card: &&Card| !collection.progress().decided().rests(&card.id, day);
    collection.deck.about_any(items).filter(awake).map(|card| card.id.clone()).collect()
}

/// A row by its name and what stands at its right, and what opening it begins.
fn begins(name: String, note: String, begin: Begin) -> Row<Offer> {
    Row::Item(Offer { name, note, begin })
}

/// A sitting with these cards, told with how many are reviews and how many new: what a paper brought and nobody asked
/// yet is new.
fn sitting_of(collection: &Collection, name: &str, title: &str, cards: &[&Card]) -> Row<Offer> {
    let new = cards.iter().filter(|card| collection.is_new(&card.id)).count();
    let note = match (cards.len() - new, new) {
        (0, new) => format!("{new} new"),
        (due, 0) => due.to_string(),
        (due, new) => format!("{due} + {new} new"),
    };
    let cards = cards.iter().map(|card| card.id.clone()).collect();
    begins(name.to_owned(), note, Begin::Cards { title: title.to_owned(), cards })
}

/// The cards of each sector, in the order of the sectors' names.
fn by_sector<'c, 'd>(ctx: Context<'c>, cards: &[&'d Card]) -> BTreeMap<&'c str, Vec<&'d Card>> {
    let mut sectors: BTreeMap<&str, Vec<&Card>> = BTreeMap::new();
    for card in cards {
        sectors.entry(card.sector(ctx.dataset)).or_default().push(card);
    }
    sectors
}

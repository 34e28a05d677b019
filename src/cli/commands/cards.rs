//! `maitri cards`: the cards of the deck, found by words and by how they stand, each with its own history; set aside,
//! put off, asked again, or said to be bad.

use clap::{Args, Subcommand, ValueEnum};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Serialize;

use super::explore::options::Explore;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::found::unless_none;
use crate::cli::io::Io;
use crate::cli::permission::{KEPT_NOWHERE, Permission};
use crate::cli::study_options::StudyOptions;
use crate::cli::text_output::phrases::per_cent;
use crate::clock::Now;
use crate::data::Dataset;
use crate::data::problem::did_you_mean;
use crate::study::review::Decision;
use crate::study::{Card, CardId, Collection};
use crate::text::fold::fold;
use crate::text::{counted, sanitised};

/// What to do with cards; without a command they are listed.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Cards {
    #[command(subcommand)]
    command: Option<CardsCommand>,
    #[command(flatten)]
    list: ListCards,
    #[command(flatten)]
    study: StudyOptions,
}

#[derive(Debug, Subcommand)]
enum CardsCommand {
    /// Set cards aside: they are not asked until they are resumed
    Suspend(ChosenCards),
    /// Ask cards again that were suspended or buried
    #[command(alias = "unsuspend")]
    Resume(ChosenCards),
    /// Put cards off to tomorrow
    Bury(ChosenCards),
    /// Say that a card is bad, and why
    Bad(Flag),
    /// Say that a card is no bad one after all
    Good(ChosenCards),
    /// Tell every answer that was given to a card
    History(ChosenCards),
}

/// Which cards to list.
#[derive(Debug, Args)]
struct ListCards {
    /// Only cards with all these words, in question, answer, id or the record's name
    words: Vec<String>,
    /// Only cards that stand like this
    #[arg(long, value_enum, value_name = "HOW")]
    only: Option<Standing>,
    /// Each as a line of JSON
    #[arg(long)]
    json: bool,
}

/// How a card stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Standing {
    /// Set aside, or put off to another day
    Aside,
    /// Called bad
    Bad,
    /// Due today
    Due,
    /// Never answered
    New,
    /// Slipping again and again
    Leech,
}

/// Cards by their ids.
#[derive(Debug, Args)]
struct ChosenCards {
    /// The ids of cards, as the list tells them
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    study: StudyOptions,
}

/// A bad card.
#[derive(Debug, Args)]
struct Flag {
    /// The id of the card, as the list tells it
    id: String,
    /// What is bad about it
    why: Vec<String>,
    #[command(flatten)]
    study: StudyOptions,
}

/// A card as JSON tells it.
#[derive(Serialize)]
struct Told<'t> {
    id: &'t str,
    record: &'t str,
    question: String,
    answer: String,
    /// Whether it was made from the fields of a record.
    drill: bool,
    /// How often it was answered.
    reviews: u32,
    due: Option<String>,
    /// The predicted recall today.
    recall: Option<f32>,
    suspended: bool,
    buried_until: Option<String>,
    bad: Option<&'t str>,
}

impl Permission for Cards {
    fn refusal(&self) -> Option<&'static str> {
        Some(KEPT_NOWHERE)
    }
}

impl OfDataset for Cards {
    /// Lists cards, or does what is asked with some.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let Some(command) = &self.command else {
            let study = self.study.or(&explore.study);
            let now = study.clock(io).now();
            let collection = study.look(dataset, io);
            return self.list.write(&collection, dataset, now, io);
        };
        let (ids, study) = command.target();
        let study = study.or(&self.study).or(&explore.study);
        let now = study.clock(io).now();
        let (decision, done) = match command {
            CardsCommand::History(_) => {
                let collection = study.look(dataset, io);
                return ids.iter().try_for_each(|id| history(&collection, find(&collection, id)?, io));
            }
            CardsCommand::Suspend(_) => (Decision::Suspend, "is set aside"),
            CardsCommand::Resume(_) => (Decision::Resume, "is asked again"),
            CardsCommand::Bury(_) => (Decision::Bury(study.day(io).saturating_add(1.day())), "comes tomorrow"),
            CardsCommand::Bad(flag) => {
                (Decision::Flag(sanitised(&flag.why.join(" ")).into_owned()), "is kept as a bad card")
            }
            CardsCommand::Good(_) => (Decision::Unflag, "is no bad card"),
        };
        let mut collection = study.open(dataset, io);
        decide(&mut collection, ids, &decision, (done, now), io)
    }
}

impl CardsCommand {
    /// The ids of the cards it is about, and how one studies.
    fn target(&self) -> (&[String], &StudyOptions) {
        match self {
            Self::Bad(flag) => (std::slice::from_ref(&flag.id), &flag.study),
            Self::Suspend(chosen)
            | Self::Resume(chosen)
            | Self::Bury(chosen)
            | Self::Good(chosen)
            | Self::History(chosen) => (&chosen.ids, &chosen.study),
        }
    }
}

/// Takes one decision about all of these cards, or about none if one is not there.
fn decide(
    collection: &mut Collection,
    ids: &[String],
    decision: &Decision,
    (done, now): (&str, Now),
    io: &mut Io<'_>,
) -> Result<(), Failure> {
    let cards: Vec<CardId> =
        ids.iter().map(|id| find(collection, id).map(|card| card.id.clone())).collect::<Result<_, _>>()?;
    if !collection.keeps() {
        let why = "nothing is kept here, as was said; then no card can be decided about";
        return Err(Failure::Refused(why.to_owned()));
    }
    for card in cards {
        collection.decide(&card, decision.clone(), now).map_err(|error| Failure::Refused(error.to_string()))?;
        writeln!(io.output, "{card} {done}.")?;
    }
    Ok(())
}

/// The card of an id.
fn find<'c>(collection: &'c Collection, id: &str) -> Result<&'c Card, Failure> {
    collection.deck.get(id).ok_or_else(|| {
        let near = did_you_mean(id, collection.deck.cards().iter().map(|card| card.id.as_str()));
        Failure::Refused(format!("no card has the id “{id}”{near}"))
    })
}

impl ListCards {
    fn write(&self, collection: &Collection, dataset: &Dataset<'_>, now: Now, io: &mut Io<'_>) -> Result<(), Failure> {
        let day = collection.day(now);
        let words = fold(&self.words.join(" "));
        let words: Vec<String> = words.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let stands = |card: &Card| {
            let state = collection.state(&card.id);
            let rests = collection.progress().decided().rests(&card.id, day);
            match self.only {
                None => true,
                Some(Standing::Aside) => rests,
                Some(Standing::Bad) => collection.progress().decided().flag(&card.id).is_some(),
                Some(Standing::Due) => !rests && state.is_some_and(|state| collection.plan.due(state, day) <= day),
                Some(Standing::New) => state.is_none_or(|state| state.reviews == 0),
                Some(Standing::Leech) => collection.is_leech(&card.id, day),
            }
        };
        let cards = collection.deck.cards().iter().filter(|card| stands(card) && has_words(dataset, card, &words));
        let mut fitting = cards.peekable();
        unless_none(fitting.peek().is_none() && !words.is_empty(), || "no such card has these words".to_owned())?;
        let mut count = 0;
        for card in fitting {
            count += 1;
            let told = told(collection, dataset, card, day);
            if self.json {
                serde_json::to_writer(&mut io.output, &told)?;
                writeln!(io.output)?;
            } else {
                write_card(&told, io)?;
            }
        }
        if !self.json {
            writeln!(io.output, "{}.", counted(count, "card"))?;
        }
        Ok(())
    }
}

/// Whether each word stands somewhere in what a card is found by.
fn has_words(dataset: &Dataset<'_>, card: &Card, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let title = dataset.get(card.owner).map_or("", |item| item.title());
    let whole = fold(&format!("{} {} {} {title}", card.id, card.question(0), card.answer()));
    words.iter().all(|word| whole.contains(word.as_str()))
}

fn told<'t>(collection: &'t Collection, dataset: &'t Dataset<'_>, card: &'t Card, day: Date) -> Told<'t> {
    let state = collection.state(&card.id);
    let decided = collection.progress().decided();
    Told {
        id: card.id.as_str(),
        record: dataset.get(card.owner).map_or("", |item| item.id()),
        question: card.question(0),
        answer: card.answer(),
        drill: card.is_drill(),
        reviews: state.map_or(0, |state| state.reviews),
        due: state.map(|state| collection.plan.due(state, day).to_string()),
        recall: state.filter(|state| state.memory.is_some()).map(|state| state.recall(&collection.model, day)),
        suspended: decided.is_suspended(&card.id),
        buried_until: decided.buried_until(&card.id, day).map(|day| day.to_string()),
        bad: decided.flag(&card.id),
    }
}

/// `cepa-years  due 2026-12-03, 91.2%`, and below it question and answer.
fn write_card(card: &Told<'_>, io: &mut Io<'_>) -> Result<(), Failure> {
    let mut stands: Vec<String> = Vec::new();
    match (card.suspended, &card.buried_until) {
        (true, _) => stands.push("set aside".to_owned()),
        (false, Some(until)) => stands.push(format!("not before {until}")),
        (false, None) => {}
    }
    match (&card.due, card.recall) {
        (Some(due), Some(recall)) => stands.push(format!("due {due}, recall {}", per_cent(recall))),
        (Some(due), None) => stands.push(format!("due {due}")),
        (None, _) => stands.push("new".to_owned()),
    }
    if let Some(why) = card.bad {
        stands.push(if why.is_empty() { "bad".to_owned() } else { format!("bad: {why}") });
    }
    writeln!(io.output, "{}  {}", card.id, stands.join("; "))?;
    let indented = |text: &str| text.replace('\n', "\n    ");
    writeln!(io.output, "    {}", indented(&card.question))?;
    writeln!(io.output, "    → {}", indented(&card.answer))?;
    Ok(())
}

/// Every answer to a card, a line each.
fn history(collection: &Collection, card: &Card, io: &mut Io<'_>) -> Result<(), Failure> {
    writeln!(io.output, "{}  {}", card.id, card.question(0).replace('\n', "\n    "))?;
    let mut count = 0;
    for past in collection.progress().history(&card.id) {
        count += 1;
        writeln!(io.output, "  {}  {:<6} {:>4.0} s", past.day, past.grade.name(), past.seconds)?;
    }
    if count == 0 {
        writeln!(io.output, "  never answered")?;
    }
    Ok(())
}

//! `maitri quiz --plain`: question and answer, line by line, for screen readers and pipes.
//!
//! The answer is never written before it is asked for. Every grade is saved as it is given, so that
//! the end of the input, or of the program, loses at most the card that was not graded yet.

use std::collections::HashSet;

use clap::Args;

use super::explore::options::Explore;
use super::task::OfDataset;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::cli::marking::ListOption;
use crate::cli::permission::{KEPT_NOWHERE, Permission};
use crate::cli::pick::card_topics;
use crate::cli::study_options::StudyOptions;
use crate::cli::text_output::hanging;
use crate::cli::text_output::phrases::ahead;
use crate::cli::width;
use crate::clock::{Clock, Now};
use crate::data::{Dataset, ItemId};
use crate::study::scheduler::confusable;
use crate::study::scheduler::exam_plan::topics;
use crate::study::scheduler::memory::Grade;
use crate::study::scheduler::sitting::Sitting;
use crate::study::shelf::NotKept;
use crate::study::{Card, CardId, Collection};
use crate::text::{clip, counted, sanitised};
use crate::view::citation::sources;

/// What to ask.
#[derive(Debug, Args)]
pub(crate) struct Quiz {
    /// Ask in plain lines: this command always does
    #[arg(long)]
    plain: bool,
    /// At most so many cards
    #[arg(long, value_name = "N")]
    cards: Option<usize>,
    /// In which order cards are drawn with --cram, and things to order or match are shown
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Ask any cards and keep no answers: the schedule is left alone
    #[arg(long)]
    cram: bool,
    /// Only cards of this topic; the beginning of its name is enough, and it may be given several times
    #[arg(long, value_name = "TOPIC")]
    topic: Vec<String>,
    #[command(flatten)]
    list: ListOption,
    #[command(flatten)]
    study: StudyOptions,
}

/// What somebody answers.
enum Reply {
    /// Any other line.
    Line(String),
    Undo,
    Quit,
    /// The input ended.
    End,
}

/// A quiz in progress.
struct RunningQuiz<'s, 'a> {
    dataset: &'s Dataset<'a>,
    collection: Collection,
    sitting: Sitting,
    clock: Clock,
    seed: u64,
    cram: bool,
    /// How wide the terminal is, if one is written to.
    columns: Option<usize>,
}

impl Permission for Quiz {
    fn refusal(&self) -> Option<&'static str> {
        Some(KEPT_NOWHERE)
    }
}

impl OfDataset for Quiz {
    /// Asks the cards of the day, or any with `--cram`.
    fn run<'d>(&self, dataset: &'d Dataset<'d>, explore: &Explore, io: &mut Io<'_>) -> Result<(), Failure> {
        let study = self.study.or(&explore.study);
        let clock = study.clock(io);
        let mut collection = if self.cram { study.look(dataset, io) } else { study.open(dataset, io) };
        let listed = self.list.items(&study, dataset, io)?;
        let all: Vec<&str> = topics(&collection.deck, dataset).into_iter().collect();
        let topics = card_topics("--topic", &self.topic, (&all, dataset))?;
        let is_of_topic = |card: &Card| topics.is_empty() || topics.iter().any(|topic| topic == card.sector(dataset));
        let chosen = self.chosen(&mut collection, listed.as_deref(), &is_of_topic, clock.now())?;
        let most = self.cards.unwrap_or(if self.cram { crammed_at_once(&collection) } else { usize::MAX });
        let sitting = Sitting::new(chosen.into_iter().take(most));
        if sitting.left() == 0 {
            let of = if topics.is_empty() { String::new() } else { format!(" of {}", topics.join(" or ")) };
            writeln!(io.output, "Nothing{of} is due. With --cram any cards are asked.")?;
            return Ok(());
        }
        let s = if self.cram { ", at random; answers are not kept" } else { "" };
        writeln!(io.output, "{}{s}.", counted(sitting.left(), "card"))?;
        writeln!(io.output, "Enter shows the answer, u takes the last grade back, q ends.")?;
        let columns = io.terminals.output.then(|| width::columns(None, io));
        let mut quiz = RunningQuiz { dataset, collection, sitting, clock, seed: self.seed, cram: self.cram, columns };
        let ended = quiz.ask_all(io);
        quiz.write_summary(io)?;
        ended
    }
}

impl Quiz {
    /// The cards to ask: those of the day, or all that may be asked about what is in a list, which join the schedule;
    /// or any of these, to cram. Of all of them those of the topics asked for.
    fn chosen(
        &self,
        collection: &mut Collection,
        listed: Option<&[ItemId]>,
        is_of_topic: &dyn Fn(&Card) -> bool,
        now: Now,
    ) -> Result<Vec<CardId>, Failure> {
        let is_listed = |card: &Card| listed.is_none_or(|items| card.items().any(|item| items.contains(&item)));
        let is_meant = |card: &Card| is_listed(card) && is_of_topic(card);
        if self.cram {
            return Ok(collection.cram(&is_meant, now, self.seed));
        }
        let day = collection.day(now);
        let Some(items) = listed else {
            let today = collection.today(day).cards.into_iter();
            return Ok(today.filter(|card| collection.card(card).is_some_and(is_of_topic)).collect());
        };
        let mut fresh = collection.unseen_about(items);
        fresh.retain(|card| collection.card(card).is_some_and(is_meant));
        collection.bring(&fresh, day, now).map_err(|NotKept(why)| Failure::Refused(why))?;
        Ok(collection.awake(day).filter(|card| is_meant(card)).map(|card| card.id.clone()).collect())
    }
}

/// How many cards are crammed if nobody says.
fn crammed_at_once(collection: &Collection) -> usize {
    collection.plan.limits.new.max(1)
}

impl RunningQuiz<'_, '_> {
    fn ask_all(&mut self, io: &mut Io<'_>) -> Result<(), Failure> {
        while let Some(id) = self.sitting.card().cloned() {
            let Some(card) = self.collection.card(&id).cloned() else { return Ok(()) };
            let shown = self.clock.now();
            writeln!(
                io.output,
                "\n{} left. {}. {}",
                self.sitting.left(),
                card.sector(self.dataset),
                card.topic.name()
            )?;
            self.write_wrapped(&card.question(self.seed), io)?;
            match read_reply(io)? {
                Reply::Line(_) => {}
                Reply::Undo => {
                    self.undo(io)?;
                    continue;
                }
                Reply::Quit | Reply::End => return Ok(()),
            }
            self.write_answer(&card, io)?;
            if !self.grade(&id, shown, io)? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Writes a text, in lines no wider than the terminal; a pipe gets them whole.
    fn write_wrapped(&self, text: &str, io: &mut Io<'_>) -> Result<(), Failure> {
        for line in text.lines() {
            let Some(columns) = self.columns else {
                writeln!(io.output, "{line}")?;
                continue;
            };
            let body = line.trim_start();
            let indent = line.len() - body.len();
            for part in hanging(body, columns.saturating_sub(indent).max(1)) {
                writeln!(io.output, "{:indent$}{part}", "")?;
            }
        }
        Ok(())
    }

    /// Shows the answer with its record and sources.
    fn write_answer(&self, card: &Card, io: &mut Io<'_>) -> Result<(), Failure> {
        let answer = card.answer();
        // Several lines stand below one another, as in the question.
        let text = if answer.contains('\n') {
            format!("Answer:\n  {}", answer.replace('\n', "\n  "))
        } else {
            format!("Answer: {answer}")
        };
        self.write_wrapped(&text, io)?;
        if let Some(sentence) = self.collection.outdated(self.dataset, card) {
            self.write_wrapped(&sentence, io)?;
        }
        let mut records: Vec<&str> =
            card.items().filter_map(|item| self.dataset.get(item)).map(|item| item.id()).collect();
        records.dedup();
        let mut sources = sources(self.dataset, &card.cites(self.dataset));
        let mut seen = HashSet::new();
        sources.retain(|source| seen.insert(source.clone()));
        self.write_wrapped(&format!("Record: {}. Source: {}.", records.join(", "), sources.join("; ")), io)?;
        let day = self.collection.day(self.clock.now());
        if self.collection.is_leech(&card.id, day) {
            let near = confusable(&self.collection.deck, self.dataset, card, 2);
            let near: Vec<&str> =
                near.into_iter().filter_map(|id| self.dataset.get(id)).map(|item| item.id()).collect();
            writeln!(io.output, "This card won't stick. Compare it with: {}.", near.join(", "))?;
        }
        Ok(())
    }

    /// Reads a grade and keeps it; says whether to go on.
    fn grade(&mut self, id: &CardId, shown: Now, io: &mut Io<'_>) -> Result<bool, Failure> {
        let choices = self.choices(id);
        loop {
            writeln!(io.output, "Grade: {choices}")?;
            let line = match read_reply(io)? {
                Reply::Line(line) => line,
                Reply::Undo => {
                    self.undo(io)?;
                    return Ok(true);
                }
                Reply::Quit | Reply::End => return Ok(false),
            };
            let Some(grade) = grade_of(&line, self.collection.plan.grades()) else {
                if !line.is_empty() {
                    let letters: Vec<String> =
                        self.collection.plan.grades().iter().map(|grade| letter(*grade).to_string()).collect();
                    writeln!(
                        io.output,
                        "“{}” is no grade; type {}.",
                        clip(&sanitised(&line), 40),
                        letters.join(" or ")
                    )?;
                }
                continue;
            };
            let now = self.clock.now();
            let ms = now.ms_since(shown.elapsed);
            if !self.cram {
                self.collection.answer(id, grade, ms, now).map_err(|error| refused(&error))?;
            }
            self.sitting.answer(grade, ms);
            return Ok(true);
        }
    }

    /// `a again, once more in this sitting; g good, in 3 days`.
    fn choices(&self, id: &CardId) -> String {
        if self.cram {
            let names =
                self.collection.plan.grades().iter().map(|grade| format!("{} {}", letter(*grade), grade.name()));
            return names.collect::<Vec<_>>().join("; ");
        }
        let intervals = self.collection.intervals(id, self.collection.day(self.clock.now()));
        let choice = |(grade, days): (Grade, i32)| {
            let when = if grade.is_known() { ahead(days) } else { "once more in this sitting".to_owned() };
            format!("{} {}, {when}", letter(grade), grade.name())
        };
        intervals.into_iter().map(choice).collect::<Vec<_>>().join("; ")
    }

    fn undo(&mut self, io: &mut Io<'_>) -> Result<(), Failure> {
        if self.sitting.score().0 == 0 {
            writeln!(io.output, "There is nothing to take back in this sitting.")?;
            return Ok(());
        }
        if !self.cram {
            self.collection.undo().map_err(|error| refused(&error))?;
        }
        self.sitting.undo();
        writeln!(io.output, "Taken back.")?;
        Ok(())
    }

    /// What was done, when it ends.
    fn write_summary(&self, io: &mut Io<'_>) -> Result<(), Failure> {
        let (given, known) = self.sitting.score();
        let kept = match (given, self.cram, self.collection.keeps()) {
            (0, ..) => "",
            (_, true, _) => "; nothing was kept, as asked",
            (_, false, true) => "; all are saved",
            (_, false, false) => "; they could not be saved",
        };
        writeln!(
            io.output,
            "\n{}, {known} known{kept}. {} left.",
            counted(given, "answer"),
            counted(self.sitting.left(), "card")
        )?;
        io.output.flush()?;
        Ok(())
    }
}

fn refused(error: &NotKept) -> Failure {
    Failure::Refused(error.to_string())
}

/// Writes what is waiting and reads a line.
fn read_reply(io: &mut Io<'_>) -> Result<Reply, Failure> {
    io.output.flush()?;
    let mut bytes = Vec::new();
    // Whatever is no UTF-8 is a line like any other; input that can't be read has ended.
    match io.input.read_until(b'\n', &mut bytes) {
        Ok(0) | Err(_) => return Ok(Reply::End),
        Ok(_) => {}
    }
    let line = String::from_utf8_lossy(&bytes).trim().to_lowercase();
    Ok(match line.as_str() {
        "u" | "undo" => Reply::Undo,
        "q" | "quit" => Reply::Quit,
        _ => Reply::Line(line),
    })
}

/// What one types for a grade.
fn letter(grade: Grade) -> char {
    match grade {
        Grade::Again => 'a',
        Grade::Hard => 'h',
        Grade::Good => 'g',
        Grade::Easy => 'e',
    }
}

/// The grade of a line: its letter, its word, or its number among those to choose from.
fn grade_of(line: &str, grades: &[Grade]) -> Option<Grade> {
    let number = line.parse::<usize>().ok().and_then(|number| grades.get(number.checked_sub(1)?));
    let named = || grades.iter().find(|grade| line == grade.name() || line.chars().eq([letter(**grade)]));
    number.or_else(named).copied()
}

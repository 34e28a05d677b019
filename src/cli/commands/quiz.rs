//! `maitri quiz --plain`: question and answer, line by line, for screen readers and pipes.
//!
//! The answer is never written before it is asked for. Every grade is saved as it is given, so that
//! the end of the input, or of the program, loses at most the card that was not graded yet.

use std::io::{BufRead, IsTerminal as _, Write};

use clap::Args;

use crate::cli::study_options::{Study, ahead, count};
use crate::cli::text_output::hanging;
use crate::cli::{Failure, width};
use crate::clock::{Clock, Now};
use crate::data::Dataset;
use crate::data::cite::Cites;
use crate::study::collection::day_of;
use crate::study::review::NotKept;
use crate::study::scheduler::memory::Grade;
use crate::study::scheduler::sitting::Sitting;
use crate::study::scheduler::{confusable, cram};
use crate::study::{Card, CardId, Collection};

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
    #[command(flatten)]
    pub(crate) study: Study,
}

/// What somebody said to a question.
enum Said {
    /// Any other line.
    Line(String),
    Undo,
    Quit,
    /// The input ended.
    End,
}

/// A quiz in progress.
struct LineQuiz<'s, 'a> {
    dataset: &'s Dataset<'a>,
    collection: Collection,
    session: Sitting,
    clock: Clock,
    seed: u64,
    cram: bool,
    /// How wide the terminal is, if one is written to.
    columns: Option<usize>,
}

/// Asks the cards of the day, or any with `--cram`.
pub(crate) fn run(
    dataset: &Dataset<'_>,
    options: &Quiz,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let clock = crate::cli::clock();
    let collection = if options.cram { options.study.look(dataset) } else { options.study.sit_down(dataset) };
    let today = collection.today(day_of(clock.now().wall));
    let chosen = if options.cram { cram(collection.deck.cards().iter(), options.seed) } else { today.cards };
    let most = options.cards.unwrap_or(if options.cram { today_limit(&collection) } else { usize::MAX });
    let session = Sitting::new(chosen.into_iter().take(most));
    if session.left() == 0 {
        writeln!(out, "Nothing is due. With --cram any cards are asked.")?;
        return Ok(());
    }
    let s = if options.cram { ", at random; answers are not kept" } else { "" };
    writeln!(out, "{}{s}.", count(session.left(), "card"))?;
    writeln!(out, "Enter shows the answer, u takes the last grade back, q ends.")?;
    let columns = std::io::stdout().is_terminal().then(|| width::columns(None));
    let mut quiz = LineQuiz { dataset, collection, session, clock, seed: options.seed, cram: options.cram, columns };
    let ended = quiz.ask_all(input, out);
    quiz.farewell(out)?;
    ended
}

/// How many cards are crammed if nobody says.
fn today_limit(collection: &Collection) -> usize {
    collection.plan.limits.new.max(1)
}

impl LineQuiz<'_, '_> {
    fn ask_all(&mut self, input: &mut dyn BufRead, out: &mut dyn Write) -> Result<(), Failure> {
        while let Some(id) = self.session.card().cloned() {
            let Some(card) = self.collection.card(&id).cloned() else { return Ok(()) };
            let shown = self.clock.now();
            writeln!(out, "\n{} left. {}. {}", self.session.left(), card.sector(self.dataset), card.topic.name())?;
            self.say(&card.question(self.seed), out)?;
            match hear(input, out)? {
                Said::Line(_) => {}
                Said::Undo => {
                    self.undo(out)?;
                    continue;
                }
                Said::Quit | Said::End => return Ok(()),
            }
            self.answer(&card, out)?;
            if !self.grade(&id, shown, input, out)? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Writes a text, in lines no wider than the terminal; a pipe gets them whole.
    fn say(&self, text: &str, out: &mut dyn Write) -> Result<(), Failure> {
        for line in text.lines() {
            let Some(columns) = self.columns else {
                writeln!(out, "{line}")?;
                continue;
            };
            let body = line.trim_start();
            let indent = line.len() - body.len();
            for part in hanging(body, columns.saturating_sub(indent).max(1)) {
                writeln!(out, "{:indent$}{part}", "")?;
            }
        }
        Ok(())
    }

    /// Shows the answer with its record and sources.
    fn answer(&self, card: &Card, out: &mut dyn Write) -> Result<(), Failure> {
        let answer = card.answer();
        // Several lines stand below one another, as in the question.
        let text = if answer.contains('\n') {
            format!("Answer:\n  {}", answer.replace('\n', "\n  "))
        } else {
            format!("Answer: {answer}")
        };
        self.say(&text, out)?;
        let mut records: Vec<&str> =
            card.items().filter_map(|item| self.dataset.get(item)).map(|item| item.id()).collect();
        records.dedup();
        let mut cites: Vec<&str> = card.cites(self.dataset).into_iter().flat_map(Cites::parts).collect();
        let mut seen = Vec::new();
        cites.retain(|cite| !seen.contains(cite) && (seen.push(*cite), true).1);
        self.say(&format!("Record: {}. Source: {}.", records.join(", "), cites.join("; ")), out)?;
        let day = day_of(self.clock.now().wall);
        if self.collection.is_leech(&card.id, day) {
            let near = confusable(&self.collection.deck, self.dataset, card, 2);
            let near: Vec<&str> =
                near.into_iter().filter_map(|id| self.dataset.get(id)).map(|item| item.id()).collect();
            writeln!(out, "This card won't stick. Compare it with: {}.", near.join(", "))?;
        }
        Ok(())
    }

    /// Hears a grade and keeps it; says whether to go on.
    fn grade(
        &mut self,
        id: &CardId,
        shown: Now,
        input: &mut dyn BufRead,
        out: &mut dyn Write,
    ) -> Result<bool, Failure> {
        let choices = self.choices(id);
        loop {
            writeln!(out, "Grade: {choices}")?;
            let line = match hear(input, out)? {
                Said::Line(line) => line,
                Said::Undo => {
                    self.undo(out)?;
                    return Ok(true);
                }
                Said::Quit | Said::End => return Ok(false),
            };
            let Some(grade) = grade_of(&line, self.collection.plan.grades()) else { continue };
            if !self.cram {
                let now = self.clock.now();
                let ms = now.ms_since(shown.elapsed);
                self.collection.answer(id, grade, ms, now).map_err(|error| refused(&error))?;
            }
            self.session.answer(grade);
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
        let intervals = self.collection.intervals(id, day_of(self.clock.now().wall));
        let choice = |(grade, days): (Grade, i32)| {
            let when = if grade.is_known() { ahead(days) } else { "once more in this sitting".to_owned() };
            format!("{} {}, {when}", letter(grade), grade.name())
        };
        intervals.into_iter().map(choice).collect::<Vec<_>>().join("; ")
    }

    fn undo(&mut self, out: &mut dyn Write) -> Result<(), Failure> {
        if self.session.grades().next().is_none() {
            writeln!(out, "There is nothing to take back in this sitting.")?;
            return Ok(());
        }
        if !self.cram {
            self.collection.undo().map_err(|error| refused(&error))?;
        }
        self.session.undo();
        writeln!(out, "Taken back.")?;
        Ok(())
    }

    /// What was done, when it ends.
    fn farewell(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let given = self.session.grades().count();
        let known = self.session.grades().filter(|grade| grade.is_known()).count();
        let kept = match (given, self.cram, self.collection.keeps()) {
            (0, ..) => "",
            (_, true, _) => "; nothing was kept, as asked",
            (_, false, true) => "; all are saved",
            (_, false, false) => "; they could not be saved",
        };
        writeln!(
            out,
            "\n{}, {known} known{kept}. {} left.",
            count(given, "answer"),
            count(self.session.left(), "card")
        )?;
        out.flush()?;
        Ok(())
    }
}

fn refused(error: &NotKept) -> Failure {
    Failure::Refused(error.to_string())
}

/// Writes what is waiting and reads a line.
fn hear(input: &mut dyn BufRead, out: &mut dyn Write) -> Result<Said, Failure> {
    out.flush()?;
    let mut bytes = Vec::new();
    // Whatever is no UTF-8 is a line like any other; input that can't be read has ended.
    match input.read_until(b'\n', &mut bytes) {
        Ok(0) | Err(_) => return Ok(Said::End),
        Ok(_) => {}
    }
    let line = String::from_utf8_lossy(&bytes).trim().to_lowercase();
    Ok(match line.as_str() {
        "u" | "undo" => Said::Undo,
        "q" | "quit" => Said::Quit,
        _ => Said::Line(line),
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

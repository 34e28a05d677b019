//! What the palette offers: everything that can be done here, by name; and commands that ask for something more, with
//! what may be answered. Nothing here is drawn or done.

use std::borrow::Cow;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::text::counted;
use crate::text::fold::fold;
use crate::text::narrow::narrowed;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layer::Change;
use crate::tui::theme::{AUTO, Theme};
use crate::view::citation::style::Style;

/// Sizes of papers that are offered; any other can be typed.
const SIZES: [usize; 5] = [10, 20, 25, 50, 100];
/// The largest that is asked for.
const LARGEST: usize = 500;
/// Files that are offered for what is marked.
const FILES: [&str; 2] = ["marked.txt", "marked.md"];

/// What is typed to set the day of the exam.
pub const EXAM: &str = "exam date";

/// A day as it is typed, half a year on: an example is never past. Where no day is known the form alone.
#[must_use]
pub fn example_day(today: Option<Date>) -> String {
    let day = today.and_then(|today| today.checked_add(6.months()).ok());
    day.map_or_else(|| "year-month-day".to_owned(), |day| day.to_string())
}

/// What asks for something more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// Other colours.
    Theme,
    /// How lines that cite something are written.
    Citation,
    /// The day of the exam.
    Exam,
    /// A mock exam of so many questions.
    Paper,
    /// What is marked, as text in a file.
    Export,
    /// A tour.
    Tour,
}

impl Command {
    pub(super) const ALL: [Self; 6] = [Self::Theme, Self::Citation, Self::Exam, Self::Paper, Self::Export, Self::Tour];

    /// What is typed for it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Citation => "citation style",
            Self::Exam => EXAM,
            Self::Paper => "mock exam",
            Self::Export => "export marked",
            Self::Tour => "tour",
        }
    }

    /// What it is given, for whoever has not chosen it yet.
    fn wants(self, today: Option<Date>) -> Cow<'static, str> {
        let wanted = match self {
            Self::Theme => "dark, light, mono, plain, auto",
            Self::Citation => "plain, APA, Chicago, BibTeX",
            Self::Exam => return format!("a day, as {}, or none", example_day(today)).into(),
            Self::Paper => "how many questions",
            Self::Export => "to a file",
            Self::Tour => "which of the pack",
        };
        wanted.into()
    }

    /// Why it can't be done here, if it can't.
    pub(super) fn hindered(self, ctx: Context<'_>) -> Option<&'static str> {
        match self {
            Self::Export if ctx.reader.sheets.is_none() => Some("No file is written from here."),
            Self::Export if ctx.reader.marks.all().is_empty() => Some("Nothing is marked."),
            Self::Tour if ctx.dataset.pack.tours.is_empty() => Some("This pack tells no tour."),
            _ => None,
        }
    }

    /// What may be answered on this day, as far as it fits what is typed; an answer that is typed whole comes first.
    pub(super) fn answers(self, ctx: Context<'_>, typed: &str, today: Option<Date>) -> Vec<Entry> {
        let narrowed = narrowed(typed.trim());
        // Numbers and days may be typed in digits of any script.
        let typed = if matches!(self, Self::Exam | Self::Paper) { narrowed.as_str() } else { typed.trim() };
        let answer = |name: &str, about: &str, change: Change| Entry {
            name: name.to_owned(),
            about: about.to_owned(),
            does: Does::Change(change),
        };
        let fits = |name: &str| fold(name).contains(&fold(typed));
        match self {
            Self::Theme => {
                let about = |name: &str| match name {
                    "dark" => "for dark backgrounds",
                    "light" => "for light backgrounds",
                    "mono" => "without colours",
                    "plain" => "the terminal’s own colours",
                    _ => "as the terminal tells of its background",
                };
                let names = Theme::names().into_iter().chain([AUTO]).filter(|name| fits(name));
                let here = |name: &str| if name == ctx.theme.name { " (now)" } else { "" };
                let theme = |name: &str| {
                    answer(name, &format!("{}{}", about(name), here(name)), Change::Theme(name.to_owned()))
                };
                names.map(theme).collect()
            }
            Self::Citation => {
                let about = |style: Style| match style {
                    Style::Plain => "with the grade of the source",
                    Style::Apa => "American Psychological Association, 7th edition",
                    Style::Chicago => "a note of the Chicago Manual of Style, 17th edition",
                    Style::Bibtex => "an entry for BibTeX",
                };
                let here = |style: Style| if style == ctx.citation { " (now)" } else { "" };
                let styles = Style::ALL.into_iter().filter(|style| fits(style.name()));
                let one = |style: Style| {
                    answer(style.name(), &format!("{}{}", about(style), here(style)), Change::Citation(style))
                };
                styles.map(one).collect()
            }
            Self::Exam => {
                // A day that is past is last year's by a slip of January: the schedule would silently aim at nothing.
                let day = whole_day(typed).filter(|day| !is_past(*day, today));
                let day = day.map(|day| answer(typed, "no card waits past it", Change::Exam(Some(day))));
                let none = fits("none").then(|| answer("none", "no exam in sight", Change::Exam(None)));
                day.into_iter().chain(none).collect()
            }
            Self::Paper => {
                let paper = |size: usize| answer(&size.to_string(), "questions, begun at once", Change::Paper(size));
                let typed_size =
                    typed.parse().ok().filter(|size| (1..=LARGEST).contains(size) && !SIZES.contains(size));
                let offered = SIZES.into_iter().filter(|size| size.to_string().starts_with(typed));
                typed_size.into_iter().chain(offered).map(paper).collect()
            }
            Self::Tour => {
                let tours = ctx.dataset.pack.tours.iter().enumerate().filter(|(_, tour)| fits(&tour.name));
                tours
                    .map(|(number, tour)| answer(&tour.name, &counted(tour.stops.len(), "stop"), Change::Tour(number)))
                    .collect()
            }
            Self::Export => {
                let count = ctx.reader.marks.all().len();
                let file = |name: &str| {
                    answer(name, &format!("{count} marked, with their sources"), Change::Export(name.to_owned()))
                };
                let typed_name = (!typed.is_empty() && !FILES.contains(&typed)).then_some(typed);
                typed_name
                    .into_iter()
                    .chain(FILES.into_iter().filter(|name| name.starts_with(typed)))
                    .map(file)
                    .collect()
            }
        }
    }

    /// What is said where nothing may be answered as it is typed.
    pub(super) fn advice(self, typed: &str, today: Option<Date>) -> Cow<'static, str> {
        let advice = match self {
            Self::Theme => "There is no such theme; fewer letters show more.",
            Self::Citation => "There is no such style; fewer letters show more.",
            Self::Exam if whole_day(&narrowed(typed.trim())).is_some_and(|day| is_past(day, today)) => {
                return format!("That day is past. Write one to come, as {}, or none.", example_day(today)).into();
            }
            Self::Exam => return format!("Write a day of the calendar, as {}, or none.", example_day(today)).into(),
            Self::Paper => "Write a number of questions, up to 500.",
            Self::Export => "Write the name of a file.",
            Self::Tour => "There is no such tour; fewer letters show more.",
        };
        advice.into()
    }
}

/// The day that is typed, once all of it is.
fn whole_day(typed: &str) -> Option<Date> {
    (typed.len() == "year-mo-da".len()).then(|| typed.parse().ok()).flatten()
}

/// Whether a day lies before this one, where that is known.
fn is_past(day: Date, today: Option<Date>) -> bool {
    today.is_some_and(|today| day < today)
}

/// What an entry does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Does {
    /// An action of the place one was at.
    Act(Action),
    /// Asks for more.
    Ask(Command),
    /// Something that needed an answer, which is given.
    Change(Change),
}

/// A row of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// By what it is called, found and remembered.
    pub(super) name: String,
    /// Its key, or what it asks for.
    pub(super) about: String,
    pub(super) does: Does,
}

/// Everything that can be done where these scopes hold, those done last first.
pub(super) fn all(ctx: Context<'_>, scopes: &[Scope], today: Option<Date>, can: &dyn Fn(Action) -> bool) -> Vec<Entry> {
    let command = |command: Command| Entry {
        name: format!("{} …", command.name()),
        about: command.wants(today).into_owned(),
        does: Does::Ask(command),
    };
    // What no key does is found nowhere else.
    let commands = Command::ALL.into_iter().filter(|command| command.hindered(ctx).is_none());
    let mut entries: Vec<Entry> = commands.map(command).collect();
    for binding in scopes.iter().flat_map(|scope| ctx.keymap.of(*scope)) {
        let does = Does::Act(binding.action);
        // Walking by name is no use, and what is done already is not done again.
        let is_offered = !is_walking(binding.action) && can(binding.action);
        if is_offered && !entries.iter().any(|entry| entry.does == does) {
            entries.push(Entry { name: binding.help.to_owned(), about: ctx.keymap.in_words(binding), does });
        }
    }
    let recent: Vec<String> = (0..RECENT).map_while(|number| ctx.reader.recent.earlier(number)).collect();
    let place = |entry: &Entry| recent.iter().position(|name| *name == entry.name).unwrap_or(RECENT);
    entries.sort_by_key(place);
    entries
}

/// So many of those done last stand first, and are remembered.
pub const RECENT: usize = 5;

fn is_walking(action: Action) -> bool {
    matches!(
        action,
        Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::HalfUp
            | Action::HalfDown
            | Action::First
            | Action::Last
            | Action::Palette
    )
}

/// The fit of a name that has the letters alone: it counts where nothing fits better.
pub(super) const SPREAD: u8 = 4;

/// How well a name fits what is typed, the best first; nothing if it does not: it begins so, has those words, words of
/// it begin so, all that is typed is in it, or its letters are, in their order.
pub(super) fn fit(name: &str, typed: &str) -> Option<u8> {
    let (name, typed) = (fold(name), fold(typed));
    let typed = typed.trim();
    let words: Vec<&str> = typed.split_whitespace().collect();
    let of_name = || name.split(|c: char| !c.is_alphanumeric());
    let is_there = |word: &&str| of_name().any(|of_name| of_name == *word);
    let begins = |word: &&str| of_name().any(|of_name| of_name.starts_with(*word));
    if name.starts_with(typed) {
        Some(0)
    } else if words.iter().all(is_there) {
        Some(1)
    } else if words.iter().all(begins) {
        Some(2)
    } else if words.iter().all(|word| name.contains(word)) {
        Some(3)
    } else {
        let mut letters = name.chars();
        let is_spread =
            typed.chars().filter(|c| !c.is_whitespace()).all(|wanted| letters.any(|letter| letter == wanted));
        is_spread.then_some(SPREAD)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_of_a_day_lies_ahead() {
        let told = |day: Date| example_day(Some(day));
        assert_eq!(told(jiff::civil::date(2026, 8, 31)), "2027-02-28");
        assert_eq!(told(Date::MAX), "year-month-day", "no day is ahead");
    }

    #[test]
    fn names_are_found_by_beginnings_words_parts_and_letters() {
        let fits = |typed| fit("narrow by sector, kind, decade", typed);
        assert_eq!(
            ["nar", "sect", "by dec", "ector", "nskd", "xyz"].map(fits),
            [Some(0), Some(2), Some(2), Some(3), Some(SPREAD), None]
        );
        assert_eq!((fits(""), fits("kind by")), (Some(0), Some(1)));
    }
}

//! Days and dates of study in words: when a card comes back, when the exam is.

use jiff::civil::Date;

use crate::study::scheduler::{Plan, days};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::overlays::palette::EXAM;

/// How long until a card comes back, in words: `tomorrow`, `in 12 days`, `in 5 months`.
pub(super) fn in_words(days: i32) -> String {
    /// From so many days on months say it better, and years.
    const MONTHS: i32 = 60;
    const YEARS: i32 = 730;
    match days {
        ..=1 => "tomorrow".to_owned(),
        2..MONTHS => format!("in {days} days"),
        MONTHS..YEARS => format!("in {} months", (days + 15) * 12 / 365),
        _ => format!("in {} years", (days + 180) / 365),
    }
}

/// What one types to set the day of the exam: `:exam date`, or `Ctrl-K exam date`; nothing where no key leads there.
pub(super) fn exam_command(ctx: Context<'_>) -> Option<String> {
    let key = ctx.keymap.name(Scope::Global, Action::Palette);
    let blank = if key.chars().count() > 1 { " " } else { "" };
    (!key.is_empty()).then(|| format!("{key}{blank}{EXAM}"))
}

/// That no exam is set, and what one types to set it: `No exam is set; :exam date sets it.`
pub(super) fn no_exam(ctx: Context<'_>) -> String {
    exam_command(ctx)
        .map_or_else(|| "No exam is set.".to_owned(), |command| format!("No exam is set; {command} sets it."))
}

/// When the exam is, if one is set.
pub(super) fn exam_in_words(plan: &Plan, day: Date) -> Option<String> {
    let exam = plan.exam?;
    let left = days(day, exam);
    let date = exam.strftime("%-d %B %Y");
    Some(match left {
        ..0 => format!("The exam was on {date}."),
        0 => "The exam is today.".to_owned(),
        1 => format!("Exam on {date}, tomorrow"),
        _ => format!("Exam on {date}, in {left} days"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_said_in_the_unit_that_fits() {
        for (days, words) in [
            (1, "tomorrow"),
            (2, "in 2 days"),
            (59, "in 59 days"),
            (61, "in 2 months"),
            (365, "in 12 months"),
            (800, "in 2 years"),
        ] {
            assert_eq!(in_words(days), words);
        }
    }
}

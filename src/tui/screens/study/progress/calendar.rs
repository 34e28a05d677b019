//! The answers of half a year, a week a column: months above, a shade a day, and what each shade means.

use jiff::civil::Date;
use ratatui::text::{Line, Span};

use crate::text::counted;
use crate::tui::context::Context;
use crate::tui::widgets::page::Page;

const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
/// Columns of a weekday's name with its space.
const NAME: usize = 3;
/// How many lines it takes at most: a gap, the heading, the months, a week, and two of what the shades mean.
pub(super) const LINES: usize = 12;

/// Puts the calendar on a page: answers by day, from a Monday on.
pub(super) fn draw(ctx: Context<'_>, calendar: &[(Date, usize)], page: &mut Page) {
    let theme = ctx.theme;
    let most = calendar.iter().map(|(_, answers)| *answers).max().unwrap_or(0);
    let weeks = calendar.len().div_ceil(7);
    page.gap();
    if most == 0 {
        page.say(&format!("Last {weeks} weeks"), theme.heading.style());
        page.say("No answers yet.", theme.dim.style());
        return;
    }
    page.line(Line::from(vec![
        Span::styled(format!("Last {weeks} weeks"), theme.heading.style()),
        Span::styled(format!("  {} a day at most", counted(most, "answer")), theme.dim.style()),
    ]));
    let cell = if page.columns() >= NAME + 2 * weeks { 2 } else { 1 };
    let shown = (page.columns().saturating_sub(NAME) / cell).min(weeks);
    let calendar = calendar.get((weeks - shown) * 7..).unwrap_or_default();
    page.line(Line::styled(format!("{}{}", " ".repeat(NAME), months(calendar, cell)), theme.dim.style()));
    for (weekday, name) in DAYS.iter().enumerate() {
        let mut spans = vec![Span::styled(format!("{name} "), theme.dim.style())];
        let days = calendar.iter().skip(weekday).step_by(7);
        for (_, answers) in days {
            let sign = ctx.symbols.shades.get(shade(*answers, most)).copied().unwrap_or(" ");
            // A lone dot for a day without any, lest those look like much.
            let text = if *answers == 0 { format!("{sign}{}", " ".repeat(cell - 1)) } else { sign.repeat(cell) };
            let style = if *answers == 0 { theme.border } else { theme.first };
            spans.push(Span::styled(text, style.style()));
        }
        page.line(Line::from(spans));
    }
    page.hang(&" ".repeat(NAME), &legend(ctx, most), theme.dim.style());
}

/// The names of months above the weeks in which they begin.
fn months(calendar: &[(Date, usize)], cell: usize) -> String {
    let mut line = String::new();
    for (week, days) in calendar.chunks(7).enumerate() {
        let Some((first, _)) = days.iter().find(|(day, _)| day.day() == 1) else { continue };
        // No letter of a name but is a column wide.
        if line.is_empty() || line.len() < week * cell {
            line.push_str(&" ".repeat((week * cell).saturating_sub(line.len())));
            line.push_str(&first.strftime("%b").to_string());
        }
    }
    line
}

/// `░ 1–16  ▒ 17–32  ▓ 33–48  █ 49–65`
fn legend(ctx: Context<'_>, most: usize) -> String {
    let range = |shade: usize| {
        let (from, to) = ((shade - 1) * most / 4 + 1, shade * most / 4);
        let sign = ctx.symbols.shades.get(shade).copied().unwrap_or(" ");
        match to {
            _ if from > to => None,
            _ if from == to => Some(format!("{sign} {to}")),
            _ => Some(format!("{sign} {from}–{to}")),
        }
    };
    (1..=4).filter_map(range).collect::<Vec<_>>().join("  ")
}

/// Which of five shades so many answers have, of the most on a day.
fn shade(answers: usize, most: usize) -> usize {
    (answers * 4).div_ceil(most.max(1)).min(4)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_answer_shows() {
        assert_eq!([0, 1, 25, 26, 100].map(|answers| shade(answers, 100)), [0, 1, 1, 2, 4]);
        assert_eq!(shade(0, 0), 0);
    }

    #[test]
    fn a_shade_means_what_the_legend_says() {
        for most in 1..200 {
            for answers in 1..=most {
                let at = shade(answers, most);
                let (from, to) = ((at - 1) * most / 4 + 1, at * most / 4);
                assert!((from..=to).contains(&answers), "{answers} of {most}: {from} to {to}");
            }
        }
    }

    #[test]
    fn months_stand_above_the_weeks_in_which_they_begin() {
        let days: Vec<(Date, usize)> =
            (0..182_i64).map(|ahead| (date(2026, 6, 1).saturating_add(ahead.days()), 0)).collect();
        assert_eq!(months(&days, 1), "Jun Jul Aug  Sep Oct Nov");
        assert_eq!(months(&days, 2).split_whitespace().count(), 6);
    }
}

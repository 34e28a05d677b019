//! The cards of the next fortnight: a bar a day on one scale whose most is told, and the backlog apart from the days.

use jiff::civil::Date;
use ratatui::text::{Line, Span};

use crate::study::scheduler::Forecast;
use crate::text::{counted, pad_start};
use crate::tui::context::Context;
use crate::tui::widgets::page::Page;

/// Rows of the tallest bar at least and at most.
const ROWS: (usize, usize) = (2, 6);
/// Columns of a day at most: a bar, and air.
const WIDEST_DAY: usize = 5;

/// How many lines it takes at least.
pub(in crate::tui::screens::study) const LEAST: usize = ROWS.0 + 5;

/// Puts the fortnight on a page, in so many lines at most.
pub(in crate::tui::screens::study) fn draw(ctx: Context<'_>, forecast: &Forecast, page: &mut Page, lines: usize) {
    let theme = ctx.theme;
    let days = &forecast.days;
    let most = days.iter().map(|(_, cards)| *cards).max().unwrap_or(0);
    let all: usize = days.iter().map(|(_, cards)| *cards).sum();
    let first = days.first().map_or_else(String::new, |(day, _)| day.strftime(", from %-d %b").to_string());
    let before = page.len();
    page.gap();
    page.say(&format!("Next fortnight{first}"), theme.heading.style());
    let told = match (all, forecast.overdue) {
        (0, 0) => "No card seen before falls due.".to_owned(),
        // What is overdue falls due on none of these days.
        (0, _) => "Besides what is overdue no card falls due.".to_owned(),
        (all, _) => format!("{} due, {most} a day at most", counted(all, "card")),
    };
    page.say(&told, theme.dim.style());
    if forecast.overdue > 0 {
        page.say(&format!("{} overdue, which come first", forecast.overdue), theme.warning.style());
    }
    if all == 0 {
        return;
    }
    // Two lines more tell the days and the months.
    let rows = lines.saturating_sub(page.len() - before + 2).clamp(ROWS.0, ROWS.1);
    let label = most.to_string().len() + 1;
    let day = (page.columns().saturating_sub(label) / days.len().max(1)).clamp(1, WIDEST_DAY);
    // A column of air between the days, where there is any.
    let bar = day.saturating_sub(1).max(1);
    for row in (0..rows).rev() {
        let at = if row + 1 == rows { most.to_string() } else { String::new() };
        let mut spans = vec![Span::styled(format!("{} ", pad_start(&at, label - 1)), theme.dim.style())];
        let bars = days.iter().map(|(_, cards)| {
            let eighths = (cards * rows * 8).div_ceil(most.max(1)).saturating_sub(row * 8).min(8);
            let sign = ctx.symbols.heights.get(eighths).copied().unwrap_or(" ");
            format!("{}{}", sign.repeat(bar), " ".repeat(day - bar))
        });
        spans.push(Span::styled(bars.collect::<String>(), theme.first.style()));
        page.line(Line::from(spans));
    }
    let dates: Vec<Date> = days.iter().map(|(date, _)| *date).collect();
    for line in labels(&dates, day) {
        page.line(Line::styled(format!("{}{line}", " ".repeat(label)), theme.dim.style()));
    }
}

/// The days of the month below their bars, each or each so many-th as there is room, and below the first of a month its
/// name.
fn labels(dates: &[Date], columns: usize) -> [String; 2] {
    /// Columns of a day of the month, and of a month's name, with the air after them.
    const DAY: usize = 3;
    const MONTH: usize = 4;
    let [mut days, mut months] = [String::new(), String::new()];
    let put = |line: &mut String, at: usize, text: &str| {
        // Letters and digits only, each a column wide.
        line.push_str(&" ".repeat(at.saturating_sub(line.len())));
        line.push_str(text);
    };
    let next_month = dates.iter().skip(1).position(|date| date.day() == 1).map(|at| at + 1);
    for (number, date) in dates.iter().enumerate() {
        let at = number * columns;
        if number % DAY.div_ceil(columns.max(1)) == 0 {
            put(&mut days, at, &format!("{:>2}", date.day()));
        }
        let has_room = at + MONTH <= dates.len() * columns + 1;
        let is_first = number == 0 && next_month.is_none_or(|next| next * columns >= MONTH);
        if (date.day() == 1 && has_room) || is_first {
            put(&mut months, at, &date.strftime("%b").to_string());
        }
    }
    [days, months]
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date;

    use super::*;

    fn fortnight(from: Date) -> Vec<Date> {
        (0..14).map(|ahead: i64| from.saturating_add(ahead.days())).collect()
    }

    #[test]
    fn days_and_months_stand_below_their_bars() {
        let [days, months] = labels(&fortnight(date(2026, 11, 22)), 3);
        assert_eq!(days, "22 23 24 25 26 27 28 29 30  1  2  3  4  5");
        assert_eq!(months, "Nov                        Dec");
        let [days, months] = labels(&fortnight(date(2026, 11, 30)), 3);
        assert_eq!(days, "30  1  2  3  4  5  6  7  8  9 10 11 12 13");
        assert_eq!(months, "   Dec");
        let [days, months] = labels(&fortnight(date(2026, 11, 22)), 2);
        assert_eq!(days, "22  24  26  28  30   2   4");
        assert_eq!(months, "Nov               Dec");
    }

    #[test]
    fn no_label_runs_into_another() {
        for from in 0..400_i64 {
            let dates = fortnight(date(2026, 1, 1).saturating_add(from.days()));
            for columns in 1..6 {
                let [days, months] = labels(&dates, columns);
                assert!(days.len() <= 14 * columns + 1 && months.len() <= 14 * columns, "{days}, {months}");
                for word in days.split_whitespace() {
                    assert!(word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day)), "{days}");
                }
                assert!(months.split_whitespace().all(|month| month.len() == 3), "{months}");
            }
        }
    }
}

//! Groups of answers as bars: what was right of each, with the numbers in columns beside it. What a group is, is said
//! by who asks for one.

use ratatui::text::{Line, Span};

use crate::text::{pad, pad_start, width};
use crate::tui::context::Context;
use crate::tui::widgets::bar::meter;
use crate::tui::widgets::page::Page;

/// Columns of a group's name at least and at most.
const NAME: (usize, usize) = (14, 26);
/// Columns of a bar at least and at most.
const BAR: (usize, usize) = (5, 32);
/// Columns of a share.
const SHARE: usize = 6;

/// What a group of questions came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) name: String,
    /// How many were right, which the bar shows.
    pub(super) right: usize,
    /// How many there were, which are the whole bar.
    pub(super) all: usize,
    /// What stands in the columns, by the names that were given to them.
    pub(super) counts: Vec<usize>,
}

/// Puts groups on a page under a heading; their columns of numbers are called so. Nothing where there is no group.
///
/// Where there is little room the bar gets shorter, the share goes, then the bar; names and numbers stay.
///
/// Names have this many columns at least, so that the bars of several tables stand below one another.
pub(super) fn bars(
    ctx: Context<'_>,
    page: &mut Page,
    (heading, least): (&str, usize),
    columns: &[&str],
    groups: &[Group],
) {
    if groups.is_empty() {
        return;
    }
    let theme = ctx.theme;
    let digits = |at: usize| {
        groups.iter().filter_map(|group| group.counts.get(at)).max().map_or(1, |most| most.to_string().len())
    };
    let each: Vec<usize> = columns.iter().enumerate().map(|(at, name)| width(name).max(digits(at)) + 1).collect();
    let numbers: usize = each.iter().sum();
    let longest = groups.iter().map(|group| width(&group.name)).chain([width(heading)]).max().unwrap_or(0);
    let room = page.columns().saturating_sub(numbers);
    let name = longest.max(least).clamp(NAME.0, NAME.1).min(room);
    // The share goes before the bar, which tells as much.
    let has_share = room >= name + 1 + BAR.0 + SHARE;
    let room = if has_share { room - SHARE } else { room };
    // A column of air before the bar.
    let bar_columns = room.saturating_sub(name + 1).min(BAR.1);
    let bar_columns = if bar_columns < BAR.0 { 0 } else { bar_columns };
    let before = name + if bar_columns > 0 { bar_columns + 1 } else { 0 };
    page.gap();
    let names: String = columns.iter().zip(&each).map(|(name, columns)| pad_start(name, *columns)).collect();
    page.line(Line::from(vec![
        Span::styled(pad(heading, before), theme.heading.style()),
        Span::styled(names, theme.dim.style()),
    ]));
    for group in groups {
        let mut spans = vec![Span::styled(pad(&group.name, name), theme.text.style())];
        if bar_columns > 0 {
            spans.push(Span::raw(" "));
            spans.extend(meter(ctx, (group.right, group.all), bar_columns, &theme.first));
        }
        let numbers = group.counts.iter().zip(&each).map(|(count, columns)| pad_start(&count.to_string(), *columns));
        spans.push(Span::styled(numbers.collect::<String>(), theme.text.style()));
        if has_share {
            spans.push(Span::styled(pad_start(&share(group), SHARE), theme.dim.style()));
        }
        page.line(Line::from(spans));
    }
}

/// `67 %`; nothing of nothing.
fn share(group: &Group) -> String {
    // To the nearest, but all is told only of all, and nothing only of nothing.
    let Some(nearest) = (group.right * 200 + group.all).checked_div(group.all * 2) else { return "-".to_owned() };
    let least = usize::from(group.right > 0);
    let most = if group.right == group.all { 100 } else { 99 };
    format!("{} %", nearest.clamp(least, most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_and_nothing_are_told_only_where_they_are() {
        let told = |right, all| share(&Group { right, all, ..Group::default() });
        assert_eq!(
            [told(0, 9), told(1, 300), told(2, 3), told(299, 300), told(9, 9), told(0, 0)],
            ["0 %", "1 %", "67 %", "99 %", "100 %", "-"]
        );
    }
}

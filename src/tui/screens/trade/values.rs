//! The lines under a chart that tell the series, one each: its name, its exact value in a period, how that changed and
//! how firm it is; and the difference of two of them.

use ratatui::text::{Line, Span};

use super::gap::Gap;
use super::shown::{Shown, within};
use super::telling::{aligned, fitting, short, told_of_change};
use crate::data::Item;
use crate::data::period::Period;
use crate::data::series::{DataPoint, format_value};
use crate::text::{pad, pad_start, width};
use crate::tui::context::Context;
use crate::tui::widgets::chart::{line_style, sample, shade};
use crate::tui::widgets::layer_sign;
use crate::view::figures::Member;
use crate::view::figures::change::{Change, difference, signed};

/// Columns of a change in per cent, blanks after it, and room between a value and what is told of it, in which the sign
/// of a dispute stands.
const CHANGE: usize = 9;
const APART: usize = 2;
const SIGN: usize = 3;

/// How the series at hand changed between the two periods that are compared.
pub(super) fn change(shown: &Shown<'_>) -> Option<Change> {
    let (periods, member) = (shown.compared()?, shown.member()?);
    let [from, to] = periods.map(|period| member.at(period));
    Some(Change::between(from?, to?))
}

/// The figures of a series in the two periods that are compared, the earlier first, either of which it may lack.
type Pair<'d> = [Option<&'d DataPoint<'d>>; 2];

/// The columns of the lines a series.
pub(super) struct Table {
    columns: usize,
    name: usize,
    /// The same of what is told beside the chart: where two periods are compared, the values that are need the room.
    beside: usize,
    value: usize,
    decimals: usize,
    /// Columns of the sign of a layer, where there are layers.
    layer: usize,
    /// Columns of how firm a figure is; none where there is no room.
    status: usize,
    with_change: bool,
    /// Columns of the later value, of what stands before it and of the signs after it, where two periods are compared and
    /// both values have room: which of the two alone would stand beside their difference is easily mistaken.
    later: usize,
    /// What stands before the later value.
    becomes: String,
}

impl Table {
    pub(super) fn of(ctx: Context<'_>, shown: &Shown<'_>, columns: usize) -> Self {
        let (value, decimals) = shown.measures.value;
        let fill = shown.figures.chart.and_then(|chart| chart.fill.as_ref());
        let gap = fill.map_or(0, |fill| width(&fill.below).max(width(&fill.above)));
        let widest = |only_drawn: bool| {
            let members = shown.figures.members.iter().filter(|member| !only_drawn || member.is_drawn());
            members.map(|member| width(member.name)).max().unwrap_or(0).max(gap)
        };
        let names = widest(false);
        let layer = if ctx.dataset.pack.layers.is_empty() { 0 } else { 2 };
        let left = columns.saturating_sub(4 + layer + APART + value);
        let status = shown.measures.status;
        // Where a wider value beside the chart needs room, all names have more: units and periods stand in one column,
        // as far as nothing else has to go for that.
        let beside = shown.figures.members.iter().enumerate().filter(|(_, member)| !member.is_drawn());
        let wanted = beside.map(|(index, member)| {
            (width(member.name) + shown.measures.member(index).aligned(decimals)).saturating_sub(value)
        });
        let spare = left.saturating_sub(names + SIGN + status + APART + CHANGE);
        let beside = wanted.max().unwrap_or(0).clamp(names, names + spare).min(left);
        let is_compared = shown.compared().is_some();
        let name = if is_compared { widest(true).min(left) } else { beside };
        let left = left - name;
        let with_status = left >= SIGN + status;
        let with_change = left >= SIGN + status + APART + CHANGE;
        let becomes = format!("{} ", ctx.symbols.becomes);
        let later_value = width(&becomes) + value + SIGN;
        // Both values are worth more than their difference, which is seldom wider than they are.
        let with_both = is_compared && left >= SIGN + later_value;
        let needed = SIGN + later_value + value;
        let (becomes, later_value) =
            if left > needed { (format!(" {becomes}"), later_value + 1) } else { (becomes, later_value) };
        let (status, later_value) = (if with_status { status } else { 0 }, if with_both { later_value } else { 0 });
        Self { columns, name, beside, value, decimals, layer, status, with_change, later: later_value, becomes }
    }

    /// What the row of a series has room to tell of such a change.
    pub(super) fn told_of(&self, member: &Member<'_>, change: Change) -> String {
        let told = 4 + self.name_columns(member) + 2 + self.value + self.layer + SIGN + self.later;
        beside_letter(change, self.columns.saturating_sub(told))
    }

    /// Whether the row of a series tells both values that are compared.
    pub(super) fn tells_both(&self, shown: &Shown<'_>, member: &Member<'_>) -> bool {
        pair(shown, member).is_some_and(|pair| self.has_room_for(self.name_columns(member), pair))
    }

    fn name_columns(&self, member: &Member<'_>) -> usize {
        if member.is_drawn() { self.name } else { self.beside }
    }

    /// A series: what stands for it, its name, its value in a period, and what is to be known of that.
    pub(super) fn row(
        &self,
        ctx: Context<'_>,
        shown: &Shown<'_>,
        (index, look): (usize, usize),
        member: &Member<'_>,
        period: Period,
    ) -> Line<'static> {
        let is_visible = shown.visible.get(index) == Some(&true) || index == shown.at_hand && member.is_drawn();
        let dim = ctx.theme.dim.style();
        let style = if is_visible { line_style(ctx, look) } else { dim };
        // That at hand is drawn in any case; whether it stays so is told with the period.
        let sign = match (member.is_drawn(), is_visible) {
            (true, true) => sample(ctx, look),
            (true, false) => ctx.symbols.boxes[1],
            (false, _) => "   ",
        };
        let mut name_style = if is_visible { ctx.theme.text.style() } else { dim };
        if index == shown.at_hand {
            name_style = name_style.patch(ctx.theme.title.style());
        }
        // What is beside the chart is told with its own period: of the year, or the latest there is.
        let beside = || within(member, period).or(member.series.points.last()).filter(|_| !member.is_drawn());
        let point = member.at(period).or_else(beside);
        let pair = pair(shown, member);
        let both = pair.filter(|pair| self.has_room_for(self.name_columns(member), *pair));
        let told = match (both, pair) {
            (Some([from, _]), _) => from,
            (None, Some([_, to])) => to,
            (None, None) => point,
        };
        let (mut name, mut value) = self.name_and_value((member.name, self.name_columns(member)), &value_of(told));
        let is_of_other_unit = !member.is_drawn() && member.series.unit != shown.figures.unit();
        // A value of another unit would be taken for one of this where there is no room to say so.
        let room = self.columns.saturating_sub(4 + width(&name) + width(&value) + self.layer + SIGN);
        if is_of_other_unit && width(&member.series.unit) > room {
            (name, value) = self.name_and_value((member.name, self.name_columns(member)), "");
        }
        let value_style = if is_visible { style } else { dim };
        let mut spans = vec![
            Span::styled(format!("{sign} "), style),
            Span::styled(name, name_style),
            Span::styled(value, value_style),
        ];
        if !ctx.dataset.pack.layers.is_empty() {
            spans.push(Span::raw(" "));
            spans.push(layer_sign::span(ctx, Item::Series(member.series)));
        }
        match (both, pair) {
            (Some([from, to]), _) => {
                spans.extend(signs(ctx, from, &[from]));
                spans.push(Span::styled(self.becomes.clone(), dim));
                spans.push(Span::styled(self.later_value(to), value_style));
                spans.extend(signs(ctx, to, &[to]));
            }
            // The change rests on both, also where one of them has no room.
            (None, Some(pair @ [_, to])) => spans.extend(signs(ctx, to, &pair)),
            (None, None) => spans.extend(signs(ctx, None, &[point])),
        }
        let room = self.columns.saturating_sub(spans.iter().map(Span::width).sum());
        let remark = match pair {
            Some(pair) => {
                let unit = if is_of_other_unit { member.series.unit.as_str() } else { "" };
                remark_on_change(pair, unit, room)
            }
            None => self.remark(shown, member, (period, point), room),
        };
        spans.push(Span::styled(remark, dim));
        Line::from(spans)
    }

    /// The later of two values that are compared, in its columns.
    fn later_value(&self, point: Option<&DataPoint<'_>>) -> String {
        pad_start(&aligned(&value_of(point), self.decimals), self.value)
    }

    /// Whether both values that are compared have room.
    fn has_room_for(&self, name: usize, [from, to]: Pair<'_>) -> bool {
        let earlier = width(&aligned(&value_of(from), self.decimals)).max(self.value);
        let later = width(&self.becomes) + width(&self.later_value(to)) + SIGN;
        self.later > 0 && 4 + name + 2 + earlier + self.layer + SIGN + later <= self.columns
    }

    /// A name and a value in their columns: where the value needs more than it has, the blanks after the
    /// name give way to it.
    fn name_and_value(&self, (name, wide): (&str, usize), value: &str) -> (String, String) {
        let value = aligned(value, self.decimals);
        let columns = self.value.max(width(&value));
        let left = (wide + self.value).saturating_sub(columns);
        let room = left.max(width(name).min(wide));
        let name = pad(&short(name, room), room);
        (format!("{name}  "), pad_start(&value, columns))
    }

    /// How a figure changed on the year before and how firm it is, as far as there is room.
    fn remark(
        &self,
        shown: &Shown<'_>,
        member: &Member<'_>,
        (period, point): (Period, Option<&DataPoint<'_>>),
        room: usize,
    ) -> String {
        let Some(point) = point else {
            return if room >= width(NONE) { NONE.to_owned() } else { String::new() };
        };
        let unit = if member.series.unit == shown.figures.unit() { "" } else { member.series.unit.as_str() };
        if point.period != period || !member.is_drawn() {
            let unit = member.series.unit.as_str();
            let period = point.period.to_string();
            let parts = [unit, &period, point.status.name()];
            return fitting(&parts, room);
        }
        let change = Change::on_the_year_before(member.series, point).and_then(|change| change.percent_in_words());
        let mut told = String::new();
        if self.with_change {
            told.push_str(&pad_start(&change.unwrap_or_default(), CHANGE));
            told.push_str("  ");
        }
        if self.status > 0 {
            told.push_str(&pad(point.status.name(), self.status));
        } else if told.is_empty() && room > 0 {
            // A letter stands for the word that has no room.
            told.push_str(point.status.sign());
        }
        if width(&told) + 2 + width(unit) <= room && !unit.is_empty() {
            told.push_str("  ");
            told.push_str(unit);
        }
        told
    }

    /// The difference of the two series between which the chart is filled; in both periods, where two are compared.
    pub(super) fn gap(&self, ctx: Context<'_>, shown: &Shown<'_>, period: Period) -> Line<'static> {
        let fill = shown.figures.chart.and_then(|chart| chart.fill.as_ref());
        let gaps = shown.compared().map(|periods| periods.map(|period| shown.gap(period)));
        let gap = gaps.map_or_else(|| shown.gap(period), |[_, later]| later);
        let is_below = gap.is_none_or(|gap| gap.is_below);
        let (sign, shade) = shade(ctx, is_below);
        let text = if is_below { &ctx.theme.negative } else { &ctx.theme.positive };
        let name = gap.map(|gap| gap.name).or(fill.map(|fill| fill.below.as_str())).unwrap_or_default();
        let size = |gap: Option<Gap<'_>>| gap.map_or_else(|| "–".to_owned(), |gap| format_value(gap.size));
        // Of a deficit that became a surplus the one says nothing of the other's size.
        let alike = gaps.filter(|gaps| gaps.iter().flatten().all(|of| of.is_below == is_below));
        let first = alike.filter(|_| self.later > 0).map_or(gap, |[earlier, _]| earlier);
        let (name, value) = self.name_and_value((name, self.name), &size(first));
        let mut spans = vec![
            Span::styled(sign.repeat(3), shade),
            Span::raw(" "),
            Span::raw(name),
            Span::styled(value, text.style()),
        ];
        let blank = " ".repeat(self.layer + SIGN);
        let (mut before, mut remark) = (blank.clone(), String::new());
        if let Some([earlier, later]) = alike {
            if self.later > 0 {
                let later = pad_start(&aligned(&size(later), self.decimals), self.value);
                let becomes = Span::styled(format!("{blank}{}", self.becomes), ctx.theme.dim.style());
                spans.extend([becomes, Span::styled(later, text.style())]);
                before = " ".repeat(SIGN);
            }
            remark = earlier.zip(later).map_or_else(String::new, |(from, to)| signed(difference(to.size, from.size)));
        } else if let Some([Some(earlier), _]) = gaps {
            remark = format!("{} {} before", earlier.name, format_value(earlier.size));
        } else if shown.measures.widest == Some(period) {
            WIDEST.clone_into(&mut remark);
        }
        let told: usize = spans.iter().map(Span::width).sum();
        // Below the differences of the series.
        if gaps.is_some() && told + width(&before) + 1 + width(&remark) <= self.columns {
            before.push(' ');
        }
        if !remark.is_empty() && told + width(&before) + width(&remark) <= self.columns {
            spans.push(Span::styled(format!("{before}{remark}"), ctx.theme.dim.style()));
        }
        Line::from(spans)
    }
}

/// What is compared of a series; of one that is told beside the chart only where both periods have a figure of it.
fn pair<'d>(shown: &Shown<'_>, member: &Member<'d>) -> Option<Pair<'d>> {
    let pair = shown.compared()?.map(|period| member.at(period));
    (member.is_drawn() || pair.iter().all(Option::is_some)).then_some(pair)
}

fn value_of(point: Option<&DataPoint<'_>>) -> String {
    point.map_or_else(|| "–".to_owned(), |point| format_value(point.value))
}

/// What stands after a value, in [`SIGN`] columns: whether sources differ on any of these figures, and how firm this one
/// is, where that is told by a letter.
fn signs(ctx: Context<'_>, firm: Option<&DataPoint<'_>>, of: &[Option<&DataPoint<'_>>]) -> [Span<'static>; 2] {
    let differs = of.iter().flatten().any(|point| !point.also.is_empty());
    let differs = format!(" {}", if differs { ctx.symbols.conflict } else { "" });
    let letter = pad(firm.map_or("", |point| point.status.sign()), SIGN.saturating_sub(width(&differs)));
    [Span::styled(differs, ctx.theme.conflict.style()), Span::styled(letter, ctx.theme.dim.style())]
}

/// A change after a blank: the letter of a figure is none of the difference.
fn beside_letter(change: Change, room: usize) -> String {
    let told = told_of_change(change, room.saturating_sub(1));
    if told.is_empty() { told } else { format!(" {told}") }
}

/// How a series changed between the two periods that are compared, as far as there is room, and the unit of that, where
/// it is not that of the others.
fn remark_on_change(pair: Pair<'_>, unit: &str, room: usize) -> String {
    let told = match pair {
        [Some(from), Some(to)] => beside_letter(Change::between(from, to), room),
        [None, None] => fitting(&[NONE], room),
        _ => fitting(&["no figure to compare with"], room),
    };
    if unit.is_empty() { told } else { fitting(&[&told, unit], room) }
}

/// Said of the widest difference, where it has room whole.
const WIDEST: &str = "the widest";
/// Stands for what is to be known of a figure that there is none of.
const NONE: &str = "no figure found";

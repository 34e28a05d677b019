//! The figures behind one chart: one series alone, or those the pack draws together.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::ctx::Ctx;
use crate::dataset::period::Period;
use crate::dataset::series::{DataPoint, Series, format_value};
use crate::dataset::{Dataset, ItemId};
use crate::text::{clip, pad, pad_start, width};
use crate::widget::chart::{Chart, Plot, line_style};

/// Series that share a chart, and the periods any of them has a figure for.
#[derive(Debug)]
pub(super) struct Figures<'d> {
    /// Title of the chart, unit included.
    pub(super) title: String,
    /// Every period, oldest first.
    pub(super) periods: Vec<Period>,
    lines: Vec<&'d Series<'d>>,
    bars: Option<&'d Series<'d>>,
}

impl<'d> Figures<'d> {
    /// The figures to show for a series: those of the pack's chart it belongs to, or it alone.
    pub(super) fn of(dataset: &'d Dataset<'d>, id: ItemId) -> Self {
        let Some(series) = dataset.series_of(id) else {
            return Self { title: String::new(), periods: Vec::new(), lines: Vec::new(), bars: None };
        };
        let by_id = |id: &str| dataset.series.iter().find(|series| series.id == id);
        let chart = dataset.pack.charts.iter().find(|chart| chart.ids().any(|id| series.id == id.as_str()));
        let (title, lines, bars) = match chart {
            Some(chart) => {
                let lines = chart.lines.iter().filter_map(|id| by_id(id)).collect();
                (chart.title.as_str(), lines, chart.bars.as_ref().and_then(|id| by_id(id)))
            }
            None => (series.title.as_str(), vec![series], None),
        };
        let mut periods: Vec<Period> =
            lines.iter().chain(&bars).flat_map(|series: &&Series<'_>| series.points.iter().map(|point| point.period)).collect();
        periods.sort_by(Period::list_order);
        periods.dedup();
        Self { title: format!("{title} ({})", series.unit), periods, lines, bars }
    }

    /// The number of a period among these, or of the last; `None` where there is none at all.
    pub(super) fn position(&self, period: Option<Period>) -> Option<usize> {
        let chosen = period.and_then(|period| self.periods.iter().position(|known| *known == period));
        chosen.or_else(|| self.periods.len().checked_sub(1))
    }

    /// Each series with the name of its part in the chart.
    fn members(&self) -> impl Iterator<Item = &'d Series<'d>> {
        self.lines.iter().chain(&self.bars).copied()
    }

    /// The chart, with the crosshair at a period.
    pub(super) fn chart(&self, position: usize) -> Chart {
        let plot = |series: &&Series<'_>| Plot {
            points: series.points.iter().map(|point| (time_of(&point.period), point.value)).collect(),
        };
        Chart {
            lines: self.lines.iter().map(plot).collect(),
            bars: self.bars.as_ref().map(plot),
            here: self.periods.get(position).map(time_of),
            labels: self.periods.iter().map(|period| (time_of(period), period.axis_label(), short_label(period))).collect(),
        }
    }

    /// The exact values of a period with their status and source.
    pub(super) fn value_lines(&self, ctx: Ctx<'_>, position: usize, columns: usize) -> Vec<Line<'static>> {
        let Some(period) = self.periods.get(position) else { return Vec::new() };
        let dim = ctx.theme.dim.style();
        let mut lines = vec![Line::from(vec![
            Span::styled(period.to_string(), ctx.theme.title.style()),
            Span::styled(format!("   {} of {}", position + 1, self.periods.len()), dim),
        ])];
        let widest = self.members().filter_map(|series| value_at(series, period)).map(|point| width(&format_value(point.value)));
        let widest = widest.max().unwrap_or(0).max(1);
        for (index, series) in self.members().enumerate() {
            let style = self.style(ctx, index, series, period);
            let sign = if index < self.lines.len() { ctx.glyphs.legend.get(index).copied().unwrap_or("*") } else { ctx.glyphs.bar };
            let mut spans = vec![Span::styled(format!("{sign} "), style)];
            if let Some(point) = value_at(series, period) {
                spans.push(Span::styled(pad_start(&format_value(point.value), widest), style));
                spans.push(Span::raw(format!("  {}", series.title)));
                spans.push(Span::styled(format!(", {}", point.status.name()), dim));
                lines.push(Line::from(spans));
                let source = source_of(ctx.dataset, point);
                let indent = widest + 4;
                let text = clip(&source, columns.saturating_sub(indent)).into_owned();
                lines.push(Line::from(Span::styled(format!("{}{text}", " ".repeat(indent)), ctx.theme.source.style())));
            } else {
                spans.push(Span::styled(pad_start("–", widest), dim));
                spans.push(Span::raw(format!("  {}", series.title)));
                spans.push(Span::styled(", no figure found", dim));
                lines.push(Line::from(spans));
            }
        }
        lines
    }

    fn style(&self, ctx: Ctx<'_>, index: usize, series: &Series<'_>, period: &Period) -> Style {
        if index < self.lines.len() {
            return line_style(ctx, index);
        }
        match value_at(series, period) {
            Some(point) if point.value >= 0.0 => ctx.theme.positive.style(),
            _ => ctx.theme.negative.style(),
        }
    }

    /// Draws the figures as a table, the selected period in sight.
    pub(super) fn draw_table(&self, ctx: Ctx<'_>, position: usize, area: Rect, buf: &mut Buffer) {
        let members: Vec<_> = self.members().collect();
        let first = self.periods.iter().map(|period| width(&period.to_string())).max().unwrap_or(0);
        let columns = usize::from(area.width);
        let each = columns.saturating_sub(first) / members.len().max(1);
        let mut head = pad("", first);
        for series in &members {
            head += &pad_start(&format!("  {}", series.title), each);
        }
        buf.set_stringn(area.x, area.y, head, columns, ctx.theme.heading.style());
        let body = Rect { y: area.y + 1.min(area.height), height: area.height.saturating_sub(1), ..area };
        let mut scroll = crate::scroll::Scroll { selected: position, offset: 0 };
        scroll.fit(self.periods.len(), usize::from(body.height), 0);
        for ((row, period), y) in self.periods.iter().enumerate().skip(scroll.offset).zip(body.top()..body.bottom()) {
            let mut spans = vec![Span::styled(pad(&period.to_string(), first), ctx.theme.date.style())];
            for series in &members {
                let value = value_at(series, period).map_or_else(|| "–".to_owned(), |point| format_value(point.value));
                spans.push(Span::raw(pad_start(&value, each)));
            }
            buf.set_line(body.x, y, &Line::from(spans), body.width);
            if row == position {
                buf.set_style(Rect { y, height: 1, ..body }, ctx.theme.selected_away.style());
            }
        }
    }
}

fn value_at<'s, 'd>(series: &'s Series<'d>, period: &Period) -> Option<&'s DataPoint<'d>> {
    series.points.iter().find(|point| point.period == *period)
}

/// The source of a value on one line, the others counted.
fn source_of(dataset: &Dataset<'_>, point: &DataPoint<'_>) -> String {
    let mut cites = point.cite.iter().flatten();
    let Some(cite) = cites.next() else { return String::new() };
    let name = dataset.pack.source(cite.source).map_or_else(|| cite.source.to_owned(), crate::dataset::pack::Source::byline);
    let more = match cites.count() {
        0 => String::new(),
        count => format!(" and {count} more"),
    };
    format!("{name} {}{more}", cite.paragraph_text())
}

/// A period as a point of time, in years: that at which it begins.
fn time_of(period: &Period) -> f64 {
    let day = period.earliest();
    f64::from(day.year()) + f64::from(day.day_of_year() - 1) / f64::from(day.days_in_year())
}

/// `’11`
fn short_label(period: &Period) -> String {
    format!("’{:02}", period.year().rem_euclid(100))
}

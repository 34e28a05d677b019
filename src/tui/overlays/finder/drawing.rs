//! How the finder is drawn: the line one types in, the hits with where they matched, and the preview beside.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};

use super::Finder;
use super::excerpts::Excerpts;
use crate::data::ItemId;
use crate::search::{CHART, DISPUTE, Hit, Own, Results};
use crate::study::wording::capital;
use crate::text::{clip, pad, width};
use crate::tui::alike::Alike;
use crate::tui::context::Context;
use crate::tui::follower::{Follower, leave};
use crate::tui::layer::Layer;
use crate::tui::list_detail::draw_signs;
use crate::tui::widgets::layer_sign;
use crate::tui::widgets::marked;
use crate::tui::widgets::notice::{Notice, draw_above};
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::sectioned_list::draw_nothing;

/// Columns of the kind beside a hit.
const KIND: usize = 11;
/// From this width on there is a preview.
const WITH_PREVIEW: u16 = 90;
/// So many rows follow every letter; more than that nobody reads between two.
const AT_ONCE: u16 = 12;

impl Finder {
    /// Draws the line, the hits and, where there is room, what is told of the selected one.
    pub(super) fn draw_all(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.beside = Rect::ZERO;
        if let Some(language) = &mut self.language {
            self.lower = Follower::default();
            return language.draw(ctx, &self.prompt, area, buf);
        }
        let (left, right) = if area.width >= WITH_PREVIEW {
            let [left, right] = area.layout(&Layout::horizontal([Constraint::Percentage(52), Constraint::Fill(1)]));
            (left, Some(right))
        } else {
            (area, None)
        };
        let results = self.session.results();
        let (dash, all) = (ctx.symbols.dash, ctx.dataset.len());
        let title = match ctx.index.per_cent() {
            100 => format!("Find {dash} {} of {all}", self.session.shown().total()),
            share => format!("Find {dash} {share} % of {all} made ready"),
        };
        // What is told in the place of the hits is not told on the frame as well.
        let notice = match self.in_their_place(ctx) {
            Some(_) => String::new(),
            None => self.session.shown().notice_beside(results.undated.len()),
        };
        let notice = Notice::placed(&notice, left);
        let inner = Pane::new(&title, true).note(notice.on_edge).draw(ctx, left, buf);
        if inner.height < 2 {
            return None;
        }
        let cursor = self.prompt.draw(ctx, &format!("{} ", ctx.symbols.pointer), Rect { height: 1, ..inner }, buf);
        let list = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
        let hits = draw_above(ctx, notice.above, list, buf);
        self.draw_hits(ctx, hits, buf);
        self.leave_lower(ctx, list, buf);
        if let Some(right) = right {
            self.preview.draw(ctx, right, buf, false);
            self.beside = right;
        }
        Some(cursor)
    }

    /// Why nothing is found, where that is known.
    fn in_their_place(&self, ctx: Context<'_>) -> Option<String> {
        let nothing_can_be = self.has_work() || ctx.dataset.is_empty();
        let results = Some(self.session.results()).filter(|_| self.hits.items() == 0 && !nothing_can_be)?;
        results.wrong().or_else(|| results.lacking().map(|told| format!("{}.", capital(told))))
    }

    fn draw_hits(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
        if self.hits.items() == 0 {
            let in_their_place = self.in_their_place(ctx);
            let sentence = if self.has_work() {
                "The records are being made ready to be searched …"
            } else if ctx.dataset.is_empty() {
                "This pack holds nothing to find yet."
            } else if let Some(sentence) = &in_their_place {
                sentence
            } else {
                "Nothing matches. Try fewer letters, another spelling, or a year."
            };
            draw_nothing(ctx, sentence, area, buf);
            return;
        }
        let Self { session, hits, alike, excerpts, .. } = self;
        let results = session.shown();
        let area = match results.without() {
            Some(said) => draw_above(ctx, &said, area, buf),
            None => area,
        };
        let own = ctx.reader.own();
        excerpts.hold_for(own.version());
        hits.draw(ctx, area, buf, true, |hit, columns| line(ctx, &own, (results, alike, excerpts), hit, columns));
        let rows: Vec<(ItemId, Rect)> = hits.shown().map(|(hit, row)| (hit.id, row)).collect();
        excerpts.keep(&rows.iter().map(|(id, _)| *id).collect::<Vec<_>>());
        draw_signs(ctx, rows.into_iter(), buf);
    }

    /// While a word is typed the rows below the best hits stay as they were, as the preview does: over a slow line all
    /// of them would hold the next letter up. How far the hits go shows at once.
    fn leave_lower(&mut self, ctx: Context<'_>, list: Rect, buf: &mut Buffer) {
        let lower = below_the_best(list);
        if self.lower.is_to_wait(ctx, self.searches, lower) {
            let end = self.hits.shown().last().map_or(list.y, |(_, row)| row.bottom());
            leave(Rect { height: end.saturating_sub(lower.y), ..lower }, buf);
        }
    }
}

/// Where the rows below the best hits stand.
fn below_the_best(list: Rect) -> Rect {
    let best = AT_ONCE.min(list.height);
    Rect { y: list.y + best, height: list.height - best, ..list }
}

/// A line of a hit: its title, where it matched if that is elsewhere, and its kind.
fn line(
    ctx: Context<'_>,
    own: &dyn Own,
    (results, alike, excerpts): (&Results, &Alike, &mut Excerpts),
    hit: &Hit,
    columns: usize,
) -> Line<'static> {
    let Some(item) = ctx.dataset.get(hit.id) else {
        return Line::default();
    };
    let (plain, marked) = (ctx.theme.text.style(), ctx.theme.matched.style());
    let sign = layer_sign::sign(ctx, item).map_or_else(String::new, |sign| format!(" {sign}"));
    let room = columns.saturating_sub(KIND + 1 + sign.len());
    // A dispute is told of each hit, where that is what is asked for.
    let of_title = if results.asks_dispute() { room / 2 } else { room };
    let title = alike.clip(hit.id, item.title(), of_title).into_owned();
    let mut spans = owned(&title, &results.marks(&title), plain, marked);
    let mut used = width(&title);
    if room > used + 12
        && let Some(excerpt) = excerpts.of(hit.id, || results.excerpt(ctx.index.get(), own, hit))
    {
        // Whose words they are must not be in doubt.
        let label = match excerpt.label.as_str() {
            _ if excerpt.is_own => "note: ".to_owned(),
            CHART => "chart: ".to_owned(),
            DISPUTE => format!("{} ", ctx.symbols.conflict),
            _ => String::new(),
        };
        used += width(&label);
        let text = clip(&excerpt.text, room - used - 2).into_owned();
        let marks: Vec<_> = excerpt.marks.iter().filter(|mark| mark.end <= text.len()).cloned().collect();
        spans.push(Span::raw("  "));
        spans.push(Span::styled(label, ctx.theme.dim.style()));
        spans.extend(owned(&text, &marks, ctx.theme.dim.style(), marked));
        used += 2 + width(&text);
    }
    spans.push(Span::raw(" ".repeat(room.saturating_sub(used))));
    spans.push(Span::styled(sign, ctx.theme.dim.style()));
    spans.push(Span::raw(" "));
    spans.push(Span::styled(pad(item.kind().name(), KIND), ctx.theme.dim.style()));
    Line::from(spans)
}

fn owned(
    text: &str,
    marks: &[std::ops::Range<usize>],
    plain: ratatui::style::Style,
    marked: ratatui::style::Style,
) -> Vec<Span<'static>> {
    marked::spans(text, marks, plain, marked)
        .into_iter()
        .map(|span| Span::styled(span.content.into_owned(), span.style))
        .collect()
}

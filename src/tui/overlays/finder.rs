//! The finder: everything there is, ranked as one types, with a preview beside.
//!
//! In a huge pack a search takes longer than a key may. The letter is then shown at once over the hits
//! there were, and the search goes on in [`Finder::work`] until it is done or another key comes.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};

use crate::search::session::FIRST_HITS;
use crate::search::{Hit, Predicate, SearchSession};
use crate::text::{clip, pad, width};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::detail_pane::DetailPane;
use crate::tui::key::Key;
use crate::tui::widgets::list::{self, GUTTER, mark_selected};
use crate::tui::widgets::marked;
use crate::tui::widgets::pane::Pane;
use crate::tui::widgets::prompt::Prompt;
use crate::tui::widgets::scroll::Scroll;

mod language;

use language::Language;

/// The finder.
#[derive(Debug)]
pub struct Finder {
    prompt: Prompt,
    session: SearchSession,
    scroll: Scroll,
    page: usize,
    /// Where the hits were last drawn.
    area: Rect,
    preview: DetailPane,
    /// Whether what is typed has not been begun to be searched for.
    is_due: bool,
    /// What can be typed, while that is shown in place of the hits.
    language: Option<Language>,
}

/// Up to so many items are searched while the key waits, which takes less than a millisecond.
const AT_ONCE: usize = 20_000;
/// Items looked at between two looks whether a key has come: a millisecond's worth or two.
const SLICE: usize = 50_000;

/// Columns of the kind beside a hit.
const KIND: usize = 11;
/// From this width on there is a preview.
const WITH_PREVIEW: u16 = 90;

impl Finder {
    /// A finder in which nothing has been typed: it shows everything, the most important first.
    #[must_use]
    pub fn new(ctx: Context<'_>) -> Self {
        let mut finder = Self {
            prompt: Prompt::default(),
            session: SearchSession::new(),
            scroll: Scroll::default(),
            page: 0,
            area: Rect::ZERO,
            preview: DetailPane::default(),
            is_due: false,
            language: None,
        };
        finder.search(ctx);
        finder
    }

    fn search(&mut self, ctx: Context<'_>) {
        self.is_due = true;
        if ctx.dataset.len() <= AT_ONCE {
            self.finish(ctx);
        }
    }

    /// Whether what is typed is still being searched for.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.is_due || self.session.is_searching()
    }

    /// Searches a little further.
    pub fn work(&mut self, ctx: Context<'_>) -> Effect {
        let marked = |id| ctx.reader.marks.contains(id);
        let predicate = Predicate::ALL.marked_by(&marked);
        let index = ctx.index.get();
        if std::mem::take(&mut self.is_due) {
            self.session.begin(index, self.prompt.text(), predicate, FIRST_HITS);
        }
        if !self.session.advance(index, predicate, SLICE) {
            return Effect::Nothing;
        }
        self.scroll = Scroll::default();
        self.show_selected();
        Effect::Redraw
    }

    /// Searches to the end.
    fn finish(&mut self, ctx: Context<'_>) {
        while self.is_searching() {
            self.work(ctx);
        }
    }

    /// Goes back from what can be typed to the hits; whether there was anything to go back from.
    pub fn close_language(&mut self) -> bool {
        self.language.take().is_some()
    }

    fn selected(&self) -> Option<&Hit> {
        self.session.results().top.get(self.scroll.selected)
    }

    fn show_selected(&mut self) {
        let item = self.selected().map(|hit| hit.id);
        self.preview.show(item);
    }

    /// Takes a key that edits what is typed; `None` if it is none of those.
    pub fn edit(&mut self, ctx: Context<'_>, key: Key) -> Option<Effect> {
        if key == Key::Char('?') && self.prompt.text().is_empty() {
            return None;
        }
        let before = self.prompt.text().to_owned();
        let changed = self.prompt.edit(key)? | self.close_language();
        if before != self.prompt.text() {
            self.search(ctx);
        }
        Some(Effect::redraw_if(changed))
    }

    /// Moves among the hits or goes to the selected one.
    pub fn update(&mut self, ctx: Context<'_>, action: Action) -> Effect {
        if action == Action::Help {
            self.language = Some(Language::default());
            return Effect::Redraw;
        }
        if let Some(language) = &mut self.language {
            if action != Action::Open {
                return language.update(action);
            }
            self.prompt = Prompt::with(language.example());
            self.language = None;
            self.search(ctx);
            return Effect::Redraw;
        }
        // Whoever moves or goes somewhere means the hits of what is typed.
        self.finish(ctx);
        let page = self.page.max(2) - 1;
        let wanted = match action {
            Action::Up => self.scroll.selected.saturating_sub(1),
            Action::Down => self.scroll.selected + 1,
            Action::PageUp => self.scroll.selected.saturating_sub(page),
            Action::PageDown => self.scroll.selected + page,
            Action::Open => return self.selected().map_or(Effect::Nothing, |hit| Effect::Go(hit.id)),
            _ => return Effect::Nothing,
        };
        // Hits are ordered as far as anybody has looked, and one page further.
        self.session.extend(ctx.index.get(), wanted + page);
        let last = self.session.results().top.len().saturating_sub(1);
        let moved = wanted.min(last) != self.scroll.selected;
        self.scroll.selected = wanted.min(last);
        self.show_selected();
        Effect::redraw_if(moved)
    }

    /// Goes to the hit that is clicked.
    #[must_use]
    pub fn click(&self, at: Position) -> Effect {
        let row = at.y.checked_sub(self.area.y).filter(|_| self.area.contains(at));
        let hit = row.and_then(|row| self.session.results().top.get(self.scroll.offset + usize::from(row)));
        hit.map_or(Effect::Nothing, |hit| Effect::Go(hit.id))
    }

    /// Draws the finder in place of the screen.
    pub fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        if let Some(language) = &mut self.language {
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
            100 => format!("Find {dash} {} of {all}", results.total()),
            share => format!("Find {dash} {share} % of {all} made ready"),
        };
        let notice = results.notice().unwrap_or_default();
        let inner = Pane::new(&title, true).note(&notice).draw(ctx, left, buf);
        if inner.height < 2 {
            return None;
        }
        let cursor = self.prompt.draw(ctx, &format!("{} ", ctx.symbols.pointer), Rect { height: 1, ..inner }, buf);
        let list = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
        self.draw_hits(ctx, list, buf);
        if let Some(right) = right {
            self.preview.draw(ctx, right, buf, false);
        }
        Some(cursor)
    }

    /// A line a hit: its title, where it matched if that is elsewhere, and its kind.
    fn draw_hits(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
        let results = self.session.results();
        if results.top.is_empty() {
            let sentence = if self.is_searching() {
                "The records are being made ready to be searched …"
            } else {
                "Nothing matches. Try fewer letters, another spelling, or a year."
            };
            list::nothing(ctx, sentence, area, buf);
            return;
        }
        self.page = usize::from(area.height);
        self.area = area;
        self.scroll.fit(results.top.len(), self.page, 0);
        let room = area.width.saturating_sub(GUTTER);
        let hits = results.top.iter().enumerate().skip(self.scroll.offset);
        for ((row, hit), y) in hits.zip(area.top()..area.bottom()) {
            buf.set_line(area.x + GUTTER.min(area.width), y, &self.line(ctx, hit, usize::from(room)), room);
            if row == self.scroll.selected {
                mark_selected(ctx, Rect { y, height: 1, ..area }, buf, true);
            }
        }
    }

    /// `Title  where it matched   Kind`
    fn line(&self, ctx: Context<'_>, hit: &Hit, columns: usize) -> Line<'static> {
        let Some(item) = ctx.dataset.get(hit.id) else {
            return Line::default();
        };
        let results = self.session.results();
        let (plain, marked) = (ctx.theme.text.style(), ctx.theme.matched.style());
        let room = columns.saturating_sub(KIND + 1);
        let title = clip(item.title(), room).into_owned();
        let mut spans = owned(&title, &results.marks(&title), plain, marked);
        let mut used = width(&title);
        if let Some(excerpt) = results.excerpt(ctx.index.get(), hit).filter(|_| room > used + 12) {
            let text = clip(&excerpt.text, room - used - 2).into_owned();
            let marks: Vec<_> = excerpt.marks.into_iter().filter(|mark| mark.end <= text.len()).collect();
            spans.push(Span::raw("  "));
            spans.extend(owned(&text, &marks, ctx.theme.dim.style(), marked));
            used += 2 + width(&text);
        }
        spans.push(Span::raw(" ".repeat(room.saturating_sub(used) + 1)));
        spans.push(Span::styled(pad(item.kind().name(), KIND), ctx.theme.dim.style()));
        Line::from(spans)
    }
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

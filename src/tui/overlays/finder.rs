//! The finder: everything there is, ranked as one types, with a preview beside.
//!
//! It is searched in [`Layer::work`], once all keys that wait are heard. In a huge pack that takes longer than a key
//! may: the letter is then shown over the hits there were, and the search goes on until it is done or another key
//! comes.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::search::session::FIRST_HITS;
use crate::search::{AtIssue, Hit, Predicate, SearchSession};
use crate::tui::action::{Action, Effect};
use crate::tui::alike::Alike;
use crate::tui::context::Context;
use crate::tui::detail_pane::DetailPane;
use crate::tui::follower::Follower;
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Extent, Layer, Outcome};
use crate::tui::widgets::prompt::{Pasted, Prompt};
use crate::tui::widgets::sectioned_list::SectionedList;
use crate::view::sections::Row;

mod drawing;
mod excerpts;
mod language;

use excerpts::Excerpts;
use language::Language;

/// The finder.
#[derive(Clone, Debug)]
pub struct Finder {
    prompt: Prompt,
    session: SearchSession,
    /// The hits, as far as they are ordered.
    hits: SectionedList<Hit>,
    /// How often they were others, and which of them the lower rows were last drawn of.
    searches: usize,
    lower: Follower<usize>,
    /// Which of their titles begin alike.
    alike: Alike,
    /// Where those that show were found.
    excerpts: Excerpts,
    preview: DetailPane,
    /// Where that was last drawn, if it was.
    beside: Rect,
    /// Whether what is typed has not been begun to be searched for.
    is_due: bool,
    /// The query of an earlier time that stands in the line, by how many came after it, and what was typed before it
    /// was recalled; nothing while one types.
    recalled: Option<(usize, String)>,
    /// What can be typed, while that is shown in place of the hits.
    language: Option<Language>,
}

/// Items looked at between two looks whether a key has come: a millisecond's worth or two.
const SLICE: usize = 50_000;

impl Finder {
    /// A finder in which this has been typed; of nothing it shows everything, the most important first.
    #[must_use]
    pub fn asking(text: &str) -> Self {
        Self {
            prompt: Prompt::with(text),
            session: SearchSession::leaving_out(),
            hits: SectionedList::default(),
            searches: 0,
            lower: Follower::default(),
            alike: Alike::default(),
            excerpts: Excerpts::default(),
            preview: DetailPane::default(),
            beside: Rect::ZERO,
            is_due: true,
            recalled: None,
            language: None,
        }
    }

    /// Searches to the end.
    fn finish(&mut self, ctx: Context<'_>) {
        while self.has_work() {
            self.work(ctx);
        }
    }

    /// Lists the hits there are now.
    fn list_hits(&mut self, ctx: Context<'_>) {
        let top = self.session.shown().top.iter();
        self.alike = Alike::of(top.filter_map(|hit| Some((hit.id, ctx.dataset.get(hit.id)?.title().into()))));
        self.hits.set_rows_in_place(self.session.shown().top.iter().copied().map(Row::Item).collect());
    }

    fn show_selected(&mut self) {
        self.preview.show(self.hits.selected().map(|hit| hit.id));
    }

    /// Puts the query asked before this one in the line, or the one after; tells whether there is one. After the latest
    /// comes what was typed.
    fn recall(&mut self, ctx: Context<'_>, earlier: bool) -> Effect {
        let here = self.recalled.as_ref().map(|(number, _)| *number);
        let there = match (here, earlier) {
            (None, true) => Some(0),
            (None, false) => return Effect::Nothing,
            (Some(number), true) => Some(number + 1),
            (Some(number), false) => number.checked_sub(1),
        };
        let typed = self.recalled.as_ref().map_or(self.prompt.text(), |(_, typed)| typed).to_owned();
        match there {
            None => {
                self.prompt = Prompt::with(&typed);
                self.recalled = None;
            }
            Some(number) => {
                // What stands in the line already is not recalled into it.
                let queries = (number..).map_while(|number| Some((number, ctx.reader.queries.earlier(number)?)));
                let Some((number, query)) = queries.into_iter().find(|(_, query)| *query != self.prompt.text()) else {
                    return Effect::Nothing;
                };
                self.prompt = Prompt::with(&query);
                self.recalled = Some((number, typed));
            }
        }
        self.is_due = true;
        Effect::Redraw
    }

    /// Goes to a hit: to what sources disagree on, where that is asked for; to the chart, where it was found by the name
    /// of that.
    fn go_to(&self, ctx: Context<'_>, hit: Hit) -> Outcome {
        ctx.reader.queries.ask(self.prompt.text());
        match self.session.shown().dispute(ctx.index.get(), &hit) {
            Some(AtIssue { period: period @ Some(_), .. }) => return Outcome::Chart(hit.id, period),
            Some(AtIssue { text, period: None }) => return Outcome::Dispute(hit.id, text),
            None => {}
        }
        let is_chart = self.session.shown().chart(ctx.index.get(), &ctx.reader.own(), &hit).is_some();
        if is_chart { Outcome::Chart(hit.id, None) } else { Effect::Go(hit.id).into() }
    }

    /// Moves among the hits.
    fn walk(&mut self, ctx: Context<'_>, action: Action) -> Effect {
        let (here, page) = (self.hits.selected_row(), self.hits.page());
        let wanted = match action {
            Action::Up => here.saturating_sub(1),
            Action::Down => here + 1,
            Action::PageUp => here.saturating_sub(page),
            Action::PageDown => here + page,
            _ => return Effect::Nothing,
        };
        // Hits are ordered as far as anybody has looked, and one page further.
        if wanted + page > self.hits.items() {
            self.session.extend(ctx.index.get(), &ctx.reader.own(), wanted + page);
            self.list_hits(ctx);
        }
        let moved = self.hits.walk(action) == Some(true);
        self.show_selected();
        Effect::redraw_if(moved)
    }
}

impl Layer for Finder {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Finder]
    }

    fn extent(&self) -> Extent {
        Extent::Body
    }

    fn has_work(&self) -> bool {
        self.is_due || self.session.is_searching()
    }

    fn is_search_due(&self) -> bool {
        self.is_due
    }

    /// Searches a little further.
    fn work(&mut self, ctx: Context<'_>) -> Effect {
        let own = ctx.reader.own();
        let predicate = Predicate::ALL.of(&own);
        let index = ctx.index.get();
        if std::mem::take(&mut self.is_due) {
            self.session.begin(index, self.prompt.text(), predicate, FIRST_HITS);
            self.excerpts.clear();
            self.list_hits(ctx);
        }
        if !self.session.advance(index, predicate, SLICE) {
            return Effect::Nothing;
        }
        self.hits.restart(Vec::new());
        self.searches += 1;
        self.excerpts.clear();
        self.list_hits(ctx);
        self.show_selected();
        Effect::Redraw
    }

    fn edit(&mut self, ctx: Context<'_>, key: Key) -> Option<Effect> {
        // On an empty line the language may be asked for by a key that is text further on.
        let asks_language = ctx.keymap.lookup(&self.scopes(), key) == Some(Action::Help);
        if asks_language && self.prompt.text().is_empty() {
            return None;
        }
        let before = self.prompt.text().len();
        let changed = self.prompt.edit(key)? | self.language.take().is_some();
        if before != self.prompt.text().len() {
            self.recalled = None;
            self.is_due = true;
        }
        Some(Effect::redraw_if(changed))
    }

    fn paste(&mut self, _ctx: Context<'_>, text: &str) -> Option<Pasted> {
        let pasted = self.prompt.paste(text);
        if pasted.changed {
            (self.language, self.recalled) = (None, None);
            self.is_due = true;
        }
        Some(pasted)
    }

    /// Moves among the hits or goes to the selected one.
    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome {
        match (action, &mut self.language) {
            (Action::Close, None) => {
                ctx.reader.queries.ask(self.prompt.text());
                return Outcome::Close;
            }
            (Action::Close, Some(_)) => self.language = None,
            (Action::Help, _) => self.language = Some(Language::new()),
            (Action::Open, Some(language)) => {
                self.prompt = Prompt::with(language.example());
                self.language = None;
                self.is_due = true;
            }
            (action, Some(language)) => return language.update(action).into(),
            (action, None) => {
                // Whoever moves or goes somewhere means the hits of what is typed.
                self.finish(ctx);
                let is_first = self.hits.position() <= 1;
                return match (action, self.hits.selected()) {
                    (Action::Open, Some(hit)) => return self.go_to(ctx, *hit),
                    (Action::PreviewUp, _) => self.preview.scroll(Action::Up),
                    (Action::PreviewDown, _) => self.preview.scroll(Action::Down),
                    (Action::Earlier, _) => self.recall(ctx, true),
                    (Action::Newer, _) => self.recall(ctx, false),
                    (Action::Up, _) if is_first => self.recall(ctx, true),
                    (action, _) => self.walk(ctx, action),
                }
                .into();
            }
        }
        Effect::Redraw.into()
    }

    /// Goes to the hit that is clicked.
    fn clicked(&mut self, ctx: Context<'_>, at: Position) -> Outcome {
        let Some(hit) = self.hits.item_at(at) else { return Effect::Nothing.into() };
        self.go_to(ctx, *hit)
    }

    /// Moves what is told of the hit, if that is pointed at, or else the hits.
    fn wheel(&mut self, ctx: Context<'_>, at: Position, by: isize) -> Effect {
        if self.preview.shows_at(at) {
            return Effect::redraw_if(self.preview.scroll_by(by));
        }
        let action = if by < 0 { Action::Up } else { Action::Down };
        let moved = (0..by.unsigned_abs()).filter(|_| self.walk(ctx, action) == Effect::Redraw).count();
        Effect::redraw_if(moved > 0)
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.draw_all(ctx, area, buf)
    }

    fn beside(&self) -> Rect {
        self.beside
    }

    fn draw_copy(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.clone().draw(ctx, area, buf)
    }
}

//! A list as a layer: which keys hold, what any list does with an action, and how it and the record share the room.
//! What one list does alone is its own [`Listing`].

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Listing;
use crate::data::ItemId;
use crate::search::facets::Chosen;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::detail_pane::DetailPane;
use crate::tui::key::Key;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::list_detail::{Focus, Passing};
use crate::tui::overlays::facets::Facets;
use crate::tui::overlays::note::NoteEditor;
use crate::tui::screens::item_actions;
use crate::tui::web_link::WebLink;
use crate::tui::widgets::prompt::Pasted;

impl<L: Listing + Clone> Layer for L {
    fn scopes(&self) -> Vec<Scope> {
        let list_detail = self.list_detail();
        if list_detail.is_typing() {
            return vec![Scope::Filter];
        }
        match list_detail.focus {
            Focus::List => self.scope().into_iter().chain([Scope::List, Scope::Global]).collect(),
            Focus::Detail => match list_detail.detail.finding() {
                Some(true) => vec![Scope::FindHere],
                Some(false) => vec![Scope::Found, Scope::Detail, Scope::Global],
                None => vec![Scope::Detail, Scope::Global],
            },
        }
    }

    fn edit(&mut self, _ctx: Context<'_>, key: Key) -> Option<Effect> {
        if self.list_detail().focus == Focus::Detail {
            return self.list_detail_mut().detail.edit_find(key);
        }
        let filter = self.list_detail_mut().filter.as_mut().filter(|filter| filter.typing)?;
        let before = filter.prompt.text().len();
        let changed = filter.prompt.edit(key)?;
        if before != filter.prompt.text().len() {
            filter.search();
        }
        Some(Effect::redraw_if(changed))
    }

    fn paste(&mut self, _ctx: Context<'_>, text: &str) -> Option<Pasted> {
        if self.list_detail().focus == Focus::Detail {
            return self.list_detail_mut().detail.paste_find(text);
        }
        let filter = self.list_detail_mut().filter.as_mut().filter(|filter| filter.typing)?;
        let pasted = filter.prompt.paste(text);
        if pasted.changed {
            filter.search();
        }
        Some(pasted)
    }

    fn has_work(&self) -> bool {
        self.list_detail().detail.has_due_find()
    }

    fn work(&mut self, _ctx: Context<'_>) -> Effect {
        Effect::redraw_if(self.list_detail_mut().detail.look_if_due())
    }

    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome {
        if action.is_everywhere() {
            return Outcome::Pass(action);
        }
        // Whoever closes it, or is done typing, does not wait for what it will find.
        let is_typed = action == Action::Open && self.list_detail().is_typing();
        if !is_typed && !matches!(action, Action::Close | Action::Filter) {
            self.finish_filter(ctx);
        }
        if action == Action::Facets {
            // What the filter leaves is what facets can narrow further.
            let all = passing_filter(self, ctx);
            return Outcome::Open(Box::new(Facets::new(ctx, all, self.list_detail().chosen.clone())));
        }
        if action == Action::Note {
            let noted = self.noted(ctx);
            return if noted.is_empty() { Effect::Nothing.into() } else { NoteEditor::open(ctx, noted) };
        }
        let detail = &self.list_detail().detail;
        if action == Action::Open && self.list_detail().focus == Focus::Detail && detail.is_at_bare_source(ctx) {
            return Outcome::Say("Nothing is quoted of this source, nor is an address told.".to_owned());
        }
        if action == Action::OpenSource {
            return open_source(ctx, &mut self.list_detail_mut().detail);
        }
        if action == Action::Copy
            && self.list_detail().focus == Focus::List
            && let Some(line) = self.taken(ctx)
        {
            return Outcome::CopyLine(line);
        }
        if self.list_detail().focus == Focus::List
            && let Some(sentence) = self.nothing_to_do(ctx, action)
        {
            return Outcome::Say(sentence.to_owned());
        }
        if self.list_detail().focus == Focus::List
            && !self.list_detail().is_typing()
            && let Some(outcome) = self.lead(ctx, action)
        {
            return outcome;
        }
        let is_own = action == Action::ToggleMap && self.has_map() && self.list_detail().focus == Focus::List;
        let shown = self.list_detail().shown().filter(|_| !is_own);
        let done = shown.and_then(|item| item_actions::update(ctx, action, item));
        if let Some(done) = done {
            return done;
        }
        update_list(self, ctx, action).into()
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let list_detail = self.list_detail_mut();
        if list_detail.reads_widely(ctx, area.width) {
            return list_detail.detail.draw(ctx, area, buf, true);
        }
        self.draw_body(ctx, area, buf)
    }

    fn draw_copy(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.clone().draw(ctx, area, buf)
    }

    fn can(&self, ctx: Context<'_>, action: Action) -> bool {
        let list_detail = self.list_detail();
        if list_detail.is_typing() {
            return true;
        }
        if list_detail.focus == Focus::List
            && let Some(can) = self.can_own(ctx, action)
        {
            return can;
        }
        let (items, is_list) = (list_detail.list.items(), list_detail.focus == Focus::List);
        match action {
            Action::Mark | Action::Copy | Action::CopyAll | Action::Drill | Action::Sheet | Action::Note => {
                list_detail.shown().is_some()
            }
            Action::Open if is_list => items > 0,
            Action::Filter | Action::Facets => {
                items > 0 || list_detail.filter.is_some() || !list_detail.chosen.is_empty()
            }
            Action::Sort => items > 1 && self.sorts(),
            Action::Up | Action::Down | Action::First | Action::Last if is_list => items > 1,
            Action::Close if is_list => list_detail.filter.is_some() || !list_detail.chosen.is_empty(),
            _ => true,
        }
    }

    fn note(&self) -> String {
        let list = &self.list_detail().list;
        format!("{}/{}", list.position(), list.items())
    }

    fn web_links(&self) -> Vec<WebLink> {
        self.list_detail().web_links()
    }

    fn beside(&self) -> Rect {
        self.list_detail().beside
    }

    fn click(&mut self, ctx: Context<'_>, at: Position) -> Effect {
        self.click_own(ctx, at).unwrap_or_else(|| self.list_detail_mut().click(ctx, at))
    }

    fn wheel(&mut self, ctx: Context<'_>, at: Position, by: isize) -> Effect {
        self.wheel_own(ctx, at, by).unwrap_or_else(|| self.list_detail_mut().wheel(at, by))
    }
}

/// What of all that may be listed the filter leaves, in the order of the dataset.
fn passing_filter<L: Listing>(listing: &L, ctx: Context<'_>) -> Vec<ItemId> {
    let mut passing = Passing::default();
    passing.advance(ctx, listing.list_detail(), &Chosen::default(), usize::MAX);
    listing.narrowable(ctx, &passing)
}

/// Opens the source at hand of a record, or has one chosen.
fn open_source(ctx: Context<'_>, detail: &mut DetailPane) -> Outcome {
    match detail.address_at_hand() {
        Some(Ok(address)) => Outcome::Visit(address),
        Some(Err(sentence)) => Outcome::Say(sentence.to_owned()),
        None => {
            let name = |action| ctx.keymap.name(Scope::Detail, action);
            let (next, open) = (name(Action::NextLink), name(Action::OpenSource));
            Outcome::Say(format!("{next} goes from source to source, and {open} opens the one you are at."))
        }
    }
}

/// Does what any list does, unless this one does something else.
fn update_list<L: Listing>(listing: &mut L, ctx: Context<'_>, action: Action) -> Effect {
    let (typing, focus) = (listing.list_detail().is_typing(), listing.list_detail().focus);
    if !typing
        && focus == Focus::List
        && let Some(effect) = listing.update_own(ctx, action)
    {
        return effect;
    }
    match (action, focus) {
        (Action::Open, _) if typing => listing.list_detail_mut().keep_filter(),
        (Action::Close, _) if typing => listing.drop_filter(ctx),
        _ if typing => return listing.list_detail_mut().update(ctx, action),
        (Action::Filter, _) => listing.list_detail_mut().begin_filter(),
        (Action::Close, Focus::List) if listing.list_detail().filter.is_some() => listing.drop_filter(ctx),
        (Action::Close, Focus::List) if !listing.list_detail().chosen.is_empty() => {
            listing.narrow(ctx, Chosen::default());
        }
        _ => return listing.list_detail_mut().update(ctx, action),
    }
    Effect::Redraw
}

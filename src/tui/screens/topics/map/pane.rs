//! How the maps are drawn: each in its frame, with what it is called, how many places it has, and what is selected on
//! it; and the list beside them, with the numbers that stand on the maps.

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::atlas::Atlas;
use super::legend::elsewhere;
use super::shown::{Inset, Shown, mark};
use super::site::Site;
use crate::data::body::Body;
use crate::text::{agreeing, clip, counted, width};
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::list_detail::{Focus, ListDetail};
use crate::tui::screens::listing::drawing::{count_in_words, list_pane, plain_row};
use crate::tui::widgets::map::Lines;
use crate::tui::widgets::pane::{Pane, draw_more};

/// What the maps are drawn of.
pub(super) struct Maps<'m, 'c> {
    pub(super) ctx: Context<'c>,
    pub(super) list_detail: &'m ListDetail,
    pub(super) atlas: &'m Atlas,
    pub(super) shown: &'m Shown,
    /// The numbers of the places listed.
    pub(super) passing: &'m [usize],
    /// Whether a frame tells how many places are on none of the maps.
    pub(super) tells_elsewhere: bool,
}

impl Maps<'_, '_> {
    /// Draws them all; gives the place of what is selected.
    pub(super) fn draw(&self, buf: &mut Buffer) -> Option<Position> {
        let selected = self.atlas.number(self.list_detail.selected());
        let holder = selected.and_then(|at| self.holder(at));
        let mut cursor = None;
        for (index, inset) in self.shown.insets.iter().enumerate() {
            let is_last = index + 1 == self.shown.insets.len();
            let place = self.draw_inset((index, inset), selected, (holder == Some(index), is_last), buf);
            cursor = place.filter(|_| holder == Some(index)).or(cursor);
        }
        cursor
    }

    /// The map that a place is selected on: the first that shows it.
    fn holder(&self, at: usize) -> Option<usize> {
        let site = self.atlas.sites.get(at)?;
        let holds = |inset: &Inset| {
            inset.sites.contains(&at) || (site.is_country && inset.country.is_some() && inset.country == site.country)
        };
        self.shown.insets.iter().position(holds)
    }

    fn draw_inset(
        &self,
        (index, inset): (usize, &Inset),
        selected: Option<usize>,
        (is_holder, is_last): (bool, bool),
        buf: &mut Buffer,
    ) -> Option<Position> {
        let ctx = self.ctx;
        let is_focused = self.list_detail.focus == Focus::List && is_holder;
        let (name, title) = self.title(inset);
        let notes = self.notes(inset, is_last);
        let site = selected.filter(|_| is_holder).and_then(|at| self.atlas.sites.get(at));
        // What is selected comes before how many are not told.
        let room = usize::from(inset.pane.width).saturating_sub(8);
        let caption = site.map(|site| self.caption(site, inset.country.is_some(), room)).unwrap_or_default();
        let is_joined = self.shown.wanted.joined;
        let least = if is_joined { caption.iter().find(|text| width(text) <= room) } else { caption.last() };
        let least = least.map_or(0, |text| width(text) + 2);
        let note = notes.into_iter().find(|note| width(note) + least <= room).unwrap_or_default();
        let inner = Pane::new(&title, is_focused).note(&note).draw(ctx, inset.pane, buf);
        if !caption.is_empty() {
            let room = room.saturating_sub(if note.is_empty() { 0 } else { width(&note) + 1 });
            let fitting = caption.iter().find(|text| width(text) <= room).or(caption.last());
            draw_caption(ctx, fitting.map_or("", String::as_str), inset.pane, buf);
        }
        let rows = inset.layout.view.rows;
        let marked = |at: usize| {
            let site = self.atlas.sites.get(*inset.sites.get(at)?)?;
            Some(mark(ctx.dataset, site, rows))
        };
        let here = selected.and_then(|selected| inset.sites.iter().position(|at| *at == selected));
        let blank = Lines::default();
        let lines = self.shown.arcs.as_ref().and_then(|arcs| arcs.lines.get(index)).unwrap_or(&blank);
        let place = inset.layout.draw(ctx, inner, marked, here, lines, buf);
        if place.is_none() && site.is_some_and(|site| site.is_country) {
            return Some(draw_selected_name(ctx, &name, inset.pane, buf));
        }
        place
    }

    /// What a map is called, and the same with how many places it has.
    fn title(&self, inset: &Inset) -> (String, String) {
        let ctx = self.ctx;
        let dash = ctx.symbols.dash;
        let facets = match self.list_detail.chosen.in_words(ctx.dataset) {
            words if words.is_empty() => words,
            words => format!(" · {words}"),
        };
        let Some(country) = inset.country.and_then(|at| ctx.dataset.pack.countries.get(at)) else {
            let outside = self.passing.len() - self.passing.len().min(inset.sites.len());
            let places = agreeing(self.list_detail.total.max(self.passing.len()), "place", "places");
            let outside = if outside > 0 { format!(", {outside} not in view") } else { String::new() };
            let title = format!("Map {dash} {} {places}{outside}{facets}", count_in_words(self.list_detail));
            return ("Map".to_owned(), title);
        };
        let name = country.name.to_string();
        (name.clone(), format!("{name} {dash} {}{facets}", counted(inset.sites.len(), "place")))
    }

    /// What of the places does not show, and the key that leads there: all of it, or what there is room for.
    fn notes(&self, inset: &Inset, is_last: bool) -> Vec<String> {
        let ctx = self.ctx;
        let key = |action| ctx.keymap.name(Scope::Map, action);
        let mut notes = Vec::new();
        match inset.layout.hidden() {
            0 => {}
            hidden => notes.push(format!("{}: {hidden} more", key(Action::ZoomIn))),
        }
        notes.extend(
            Some(elsewhere(ctx, self.shown)).filter(|told| is_last && self.tells_elsewhere && !told.is_empty()),
        );
        let all = notes.join("  ");
        std::iter::once(all).chain(notes).collect()
    }

    /// What is selected, whose it is, and how much is told of it: from the fullest to the shortest.
    fn caption(&self, site: &Site, has_country: bool, room: usize) -> Vec<String> {
        let ctx = self.ctx;
        let Some(record) = ctx.dataset.record(site.id) else { return Vec::new() };
        let Body::Place(place) = &record.body else { return Vec::new() };
        let name = record.title.to_string();
        let country = ctx.dataset.pack.countries.iter().find(|country| country.code == place.side);
        let country = country.map(|country| country.name.as_ref()).filter(|name| *name != record.title.as_ref());
        let names: Vec<&str> = [Some(record.title.as_ref()), place.region.as_deref(), country.filter(|_| !has_country)]
            .into_iter()
            .flatten()
            .collect();
        let (long, told) = (names.join(", "), counted(ctx.dataset.links(site.id).len(), "record"));
        let mut captions = vec![format!("{long}  {told}"), format!("{name}  {told}"), name];
        captions.splice(0..0, self.with_others(&record.title, room));
        captions
    }

    /// What is selected with what it is joined with, where that shows: as many by name as there is room for.
    fn with_others(&self, title: &str, room: usize) -> Option<String> {
        let others = &self.shown.arcs.as_ref()?.others;
        let names = others.iter().filter_map(|at| self.ctx.dataset.record(self.atlas.sites.get(*at)?.id));
        // Where there is no room for a name, how many they are.
        let count = (!others.is_empty()).then(|| format!("{title}  with {}", counted(others.len(), "place")));
        let (mut text, mut fitting) = (format!("{title}  with "), count.filter(|count| width(count) <= room));
        for (at, record) in names.enumerate() {
            if at > 0 {
                text.push_str(", ");
            }
            text.push_str(&record.title);
            // Longer it does not get shorter.
            if width(&text) > room {
                break;
            }
            let more = others.len().saturating_sub(at + 1);
            let whole = if more > 0 { format!("{text} and {more} more") } else { text.clone() };
            if width(&whole) <= room {
                fitting = Some(whole);
            }
        }
        fitting
    }
}

fn draw_caption(ctx: Context<'_>, text: &str, area: Rect, buf: &mut Buffer) {
    let room = usize::from(area.width).saturating_sub(6);
    if area.height < 2 || room == 0 {
        return;
    }
    let line = Line::from(Span::styled(format!(" {} ", clip(text, room)), ctx.theme.text.style()));
    buf.set_line(area.x + 2, area.bottom() - 1, &line, area.width - 4);
}

/// Marks the name of a country in its map's title as selected.
fn draw_selected_name(ctx: Context<'_>, name: &str, pane: Rect, buf: &mut Buffer) -> Position {
    let room = usize::from(pane.width).saturating_sub(6);
    let at = Position::new(pane.x + 2.min(pane.width), pane.y);
    buf.set_stringn(at.x, at.y, clip(name, room), room, ctx.theme.selected.style());
    at
}

/// Draws the list beside the maps.
pub(super) fn draw_list(
    ctx: Context<'_>,
    list_detail: &mut ListDetail,
    (atlas, shown): (&Atlas, Option<&Shown>),
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    /// Columns of a number, and a blank after it.
    const NUMBER: usize = 3;
    let (inner, prompt) = list_pane(ctx, list_detail, "Places", &list_detail.things("record"), area, buf);
    let numbers = shown.map_or_else(HashMap::new, Shown::numbers);
    list_detail.draw_list(ctx, inner, buf, |filter, id, columns| {
        let at = atlas.number(Some(id));
        let is_shown = at.and_then(|at| atlas.sites.get(at)).zip(shown).is_some_and(|(site, shown)| shown.shows(site));
        let Some(item) = ctx.dataset.get(id) else { return Line::default() };
        let remark = if is_shown { "" } else { "not in view" };
        if numbers.is_empty() {
            return plain_row(ctx, filter, item, remark, columns);
        }
        let number = at.and_then(|at| numbers.get(&at)).map_or_else(String::new, ToString::to_string);
        let mut line = plain_row(ctx, filter, item, remark, columns.saturating_sub(NUMBER));
        line.spans.insert(0, Span::styled(format!("{number:>2} "), ctx.theme.second.style()));
        line
    });
    // However many there are, one sees that there are more.
    draw_more(ctx, area, list_detail.list.beyond(), buf);
    prompt
}

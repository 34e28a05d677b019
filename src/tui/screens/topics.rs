//! Topics: the arguments, then initiatives, projects, exercises, people, places and terms; and the
//! places on a [`map`].

mod map;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use self::map::Looking;
use super::listing::{Listing, draw_browser, plain_row};
use super::{Screen, Tab};
use crate::data::body::{Body, Stance};
use crate::data::{Item, ItemId, Kind, Record};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::list_detail::ListDetail;
use crate::tui::widgets::sectioned_list::Row;

/// The topics.
#[derive(Debug, Default)]
pub struct Topics {
    browser: ListDetail,
    /// Whether titles decide the order, instead of importance.
    by_title: bool,
    /// How one looks at the map, while it shows instead of the list.
    map: Option<Looking>,
}

/// From this width on a row tells more than the title.
const WITH_REMARK: usize = 50;

/// A section of the list: its heading, and whether a record belongs to it.
type Section = (&'static str, fn(&Record<'_>) -> bool);

const SECTIONS: [Section; 10] = [
    ("Significance", |record| is_theme(record, Stance::Significance)),
    ("Challenges", |record| is_theme(record, Stance::Challenge)),
    ("Way forward", |record| is_theme(record, Stance::WayForward)),
    ("Initiatives", |record| record.kind == Kind::Initiative),
    ("Projects", |record| record.kind == Kind::Project),
    ("Exercises", |record| record.kind == Kind::Exercise),
    ("People", |record| record.kind == Kind::Person),
    ("Places", |record| record.kind == Kind::Place),
    ("Terms", |record| record.kind == Kind::Term),
    // No source dates them, so the timeline cannot hold them.
    ("Undated events", |record| record.kind == Kind::Event && record.when.is_none()),
];

fn is_theme(record: &Record<'_>, stance: Stance) -> bool {
    matches!(&record.body, Body::Theme(theme) if theme.stance == stance)
}

impl Topics {
    fn open_map(&mut self, ctx: Context<'_>) {
        let selected = self.browser.outline.selected();
        self.map = Some(Looking::default());
        self.refresh(ctx);
        if let Some(place) = map::nearest_place(ctx, selected) {
            self.browser.outline.select(place);
            self.browser.follow_selection();
        }
        self.map = Some(Looking::from(selected, self.browser.outline.selected()));
    }

    fn close_map(&mut self, ctx: Context<'_>) {
        let before = self.map.take().and_then(|looking| looking.back_to(self.browser.outline.selected()));
        self.refresh(ctx);
        if let Some(before) = before {
            self.browser.outline.select(before);
            self.browser.follow_selection();
        }
    }

    /// Does what an action means on the map.
    fn update_map(&mut self, ctx: Context<'_>, action: Action) -> Option<Effect> {
        let moved = match action {
            Action::Up | Action::Down | Action::Previous | Action::Next => {
                map::neighbour(ctx, &self.browser, action).is_some_and(|there| self.browser.outline.select(there))
            }
            Action::PageUp => self.browser.outline.step(-1),
            Action::PageDown => self.browser.outline.step(1),
            Action::ZoomIn | Action::ZoomOut => {
                let looking = self.map.as_mut()?;
                return Some(Effect::redraw_if(looking.zoom(action == Action::ZoomIn)));
            }
            Action::ToggleMap | Action::Close => {
                self.close_map(ctx);
                return Some(Effect::Redraw);
            }
            _ => return None,
        };
        if moved {
            self.browser.follow_selection();
        }
        Some(Effect::redraw_if(moved))
    }
}

impl Listing for Topics {
    fn scope(&self) -> Option<Scope> {
        Some(if self.map.is_some() { Scope::Map } else { Scope::Topics })
    }

    fn browser(&self) -> &ListDetail {
        &self.browser
    }

    fn browser_mut(&mut self) -> &mut ListDetail {
        &mut self.browser
    }

    fn rows(&self, ctx: Context<'_>, passes: &dyn Fn(ItemId) -> bool) -> Vec<Row> {
        let mut rows = Vec::new();
        for (heading, belongs) in SECTIONS {
            let records = ctx.dataset.records.iter().enumerate();
            let mut here: Vec<(ItemId, &Record<'_>)> = records
                .filter(|(_, record)| belongs(record))
                .map(|(index, record)| (ItemId::from_index(index), record))
                .filter(|(id, _)| passes(*id))
                .collect();
            here.sort_by(|(_, a), (_, b)| order(a, b, self.by_title));
            if !here.is_empty() {
                rows.push(Row::Heading(heading.to_owned()));
                rows.extend(here.into_iter().map(|(id, _)| Row::Item(id)));
            }
        }
        if self.map.is_some() { map::rows(ctx, rows) } else { rows }
    }

    fn make_way(&mut self, ctx: Context<'_>, id: ItemId) {
        let listed_here = ctx.dataset.get(id).is_some_and(|item| Tab::home(item) == Tab::Topics);
        if self.map.is_some() && listed_here && !map::is_place(ctx, id) {
            self.map = None;
            self.refresh(ctx);
        }
    }

    fn special(&mut self, ctx: Context<'_>, action: Action) -> Option<Effect> {
        match action {
            Action::Sort => {
                self.by_title = !self.by_title;
                self.refresh(ctx);
            }
            _ if self.map.is_some() => return self.update_map(ctx, action),
            Action::ToggleMap => self.open_map(ctx),
            _ => return None,
        }
        Some(Effect::Redraw)
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        if let Some(looking) = self.map {
            return map::draw(ctx, &mut self.browser, looking, area, buf);
        }
        let by_title = self.by_title;
        draw_browser(
            ctx,
            &mut self.browser,
            ("Topics", if by_title { "records by title" } else { "records" }),
            area,
            buf,
            |_, inner, _| inner,
            |browser, id, columns| row(ctx, browser, id, columns),
        )
    }
}

/// Terms as in a dictionary; everything else the most important first.
fn order(a: &Record<'_>, b: &Record<'_>, by_title: bool) -> std::cmp::Ordering {
    let title = |record: &Record<'_>| record.title.to_lowercase();
    if by_title || a.kind == Kind::Term {
        return title(a).cmp(&title(b));
    }
    a.weight.cmp(&b.weight).then_with(|| title(a).cmp(&title(b)))
}

/// What tells a topic apart at a glance.
fn remark(ctx: Context<'_>, record: &Record<'_>) -> String {
    let side = |code: &str| ctx.dataset.pack.side_name(code).to_owned();
    match &record.body {
        Body::Project(project) => project.stage.name().to_owned(),
        Body::Exercise(exercise) => exercise.service.name().to_owned(),
        Body::Person(person) => side(&person.side),
        Body::Place(place) => side(&place.side),
        Body::Term(term) if term.expansions.len() > 1 => format!("{} meanings", term.expansions.len()),
        Body::Initiative(initiative) => {
            initiative.launched.or(record.when).map_or_else(String::new, |date| date.year().to_string())
        }
        _ => record.sectors.first().map_or_else(String::new, ToString::to_string),
    }
}

fn row<'c>(ctx: Context<'c>, browser: &ListDetail, id: ItemId, columns: usize) -> Line<'c> {
    let Some(item @ Item::Record(record)) = ctx.dataset.get(id) else {
        return Line::default();
    };
    let remark = if columns >= WITH_REMARK { remark(ctx, record) } else { String::new() };
    plain_row(ctx, browser, item, &remark, columns)
}

//! Topics: the arguments, then initiatives, projects, exercises, people, places and terms.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::{Screen, draw_browser, plain_row};
use crate::action::{Action, Effect};
use crate::browser::Browser;
use crate::ctx::Ctx;
use crate::dataset::body::{Body, Stance};
use crate::dataset::{Item, ItemId, Kind, Record};
use crate::outline::Row;

/// The topics.
#[derive(Debug, Default)]
pub struct Topics {
    browser: Browser,
    /// Whether titles decide the order, instead of importance.
    by_title: bool,
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

impl Screen for Topics {
    fn browser(&self) -> &Browser {
        &self.browser
    }

    fn browser_mut(&mut self) -> &mut Browser {
        &mut self.browser
    }

    fn rows(&self, ctx: Ctx<'_>, passes: &dyn Fn(ItemId) -> bool) -> Vec<Row> {
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
        rows
    }

    fn special(&mut self, ctx: Ctx<'_>, action: Action) -> Option<Effect> {
        if action != Action::Sort {
            return None;
        }
        self.by_title = !self.by_title;
        let screen: &mut dyn Screen = self;
        screen.refresh(ctx);
        Some(Effect::Redraw)
    }

    fn draw(&mut self, ctx: Ctx<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
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
fn remark(ctx: Ctx<'_>, record: &Record<'_>) -> String {
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

fn row<'c>(ctx: Ctx<'c>, browser: &Browser, id: ItemId, columns: usize) -> Line<'c> {
    let Some(item @ Item::Record(record)) = ctx.dataset.get(id) else {
        return Line::default();
    };
    let remark = if columns >= WITH_REMARK { remark(ctx, record) } else { String::new() };
    plain_row(ctx, browser, item, &remark, columns)
}

//! The overview: the relationship on one screen, every part of it a door. It opens first, and `0` leads back to it.
//!
//! What it tells is made in [`crate::view::overview`], once for a day; here it is laid out, walked and opened.

mod cells;
mod doors;
mod scale;
mod stairs;

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use self::doors::{Door, Doors};
use self::stairs::Rows;
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Layer, Outcome};
use crate::tui::overlays::finder::Finder;
use crate::tui::overlays::tours::Tours;
use crate::view::overview::{Cell, CellLine, Overview, Subject, Way};
use crate::view::tab::Tab;

/// What is due, as far as that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// It is being counted.
    Counted,
    /// It was, in the forms of a line, the fullest first.
    Told(Vec<String>),
}

/// The overview.
#[derive(Clone, Debug, Default)]
pub struct OverviewScreen {
    /// What is told, and the day it was made for.
    told: Option<(Date, Overview)>,
    today: Option<Date>,
    study: Option<Cell>,
    doors: Doors,
}

/// From this width on there is air at both sides.
const WITH_AIR: u16 = 60;
/// Below this height there is no room for stairs.
const WITH_STAIRS: u16 = 12;

/// From this height on there is more room than what is told needs.
const AMPLE: u16 = 40;

/// What is left of an area below so many rows.
fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

impl OverviewScreen {
    /// Says which day it is; tells whether that is another than before.
    pub fn set_day(&mut self, today: Date) -> bool {
        self.today.replace(today) != Some(today)
    }

    /// Makes what is told, unless it was made for this day.
    pub fn make(&mut self, ctx: Context<'_>) {
        let Some(today) = self.today else { return };
        if self.told.as_ref().is_none_or(|(made_for, _)| *made_for != today) {
            self.told = Some((today, Overview::of(ctx.dataset, today)));
        }
    }

    /// Says what is due for study.
    pub fn set_due(&mut self, due: Due) {
        let texts = match due {
            Due::Counted => vec!["being counted …".to_owned()],
            Due::Told(texts) => texts,
        };
        let line = CellLine::of_forms("", texts, Way::Study);
        self.study = Some(Cell { about: Subject::Study, heading: "Study", lines: vec![line] });
    }

    /// Whether it was said what is due.
    #[must_use]
    pub fn knows_due(&self) -> bool {
        self.study.is_some()
    }

    /// Lets what is due be counted anew.
    pub fn forget_due(&mut self) {
        self.study = None;
    }

    /// Opens what is selected.
    fn open(&self, ctx: Context<'_>) -> Outcome {
        let told = self.told.as_ref().map(|(_, told)| told);
        let way = match self.doors.selected {
            Door::Line(Subject::Study, _) => Some(Way::Study),
            door => told.and_then(|told| door.way(told)),
        };
        let tab = |tab: Tab| {
            let number = Tab::ALL.iter().position(|other| *other == tab).and_then(|at| u8::try_from(at).ok());
            Outcome::Pass(Action::GoToTab(number.unwrap_or_default()))
        };
        match way {
            Some(Way::Item(item)) => Effect::Go(item).into(),
            Some(Way::Chart(series)) => Outcome::Chart(series, None),
            Some(Way::News) => Outcome::Pass(Action::About),
            Some(Way::Timeline) => tab(Tab::Timeline),
            Some(Way::Study) => tab(Tab::Study),
            Some(Way::Tours) => Tours::open(ctx),
            Some(Way::Find) => Outcome::Pass(Action::Find),
            Some(Way::Exam) => Outcome::Open(Box::new(Finder::asking("weight:core"))),
            Some(Way::Disputes) => Outcome::Open(Box::new(Finder::asking("has:conflict"))),
            None => Effect::Nothing.into(),
        }
    }
}

impl Layer for OverviewScreen {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Overview, Scope::Global]
    }

    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome {
        match action {
            Action::Open => self.open(ctx),
            Action::Up | Action::Down | Action::Previous | Action::Next | Action::First | Action::Last => {
                Effect::redraw_if(self.doors.walk(action)).into()
            }
            action => Outcome::Pass(action),
        }
    }

    fn clicked(&mut self, ctx: Context<'_>, at: Position) -> Outcome {
        let Some(door) = self.doors.at(at) else { return Effect::Nothing.into() };
        self.doors.selected = door;
        self.open(ctx)
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let air = if area.width >= WITH_AIR { 2 } else { 1 };
        let area = Rect { x: area.x + air, width: area.width.saturating_sub(2 * air), ..area };
        self.draw_all(ctx, area, buf);
        if self.doors.settle() {
            // What is selected has just been found: it is drawn as such.
            Clear.render(area, buf);
            self.draw_all(ctx, area, buf);
        }
        self.doors.here().map(|here| Position::new(here.x, here.y))
    }

    fn draw_copy(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.clone().draw(ctx, area, buf)
    }
}

impl OverviewScreen {
    fn draw_all(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) {
        let Self { told, study, doors, .. } = self;
        doors.clear();
        let Some((today, told)) = told else { return };
        let mut area = area;
        let ways = told.cells.iter().find(|cell| cell.about == Subject::Ways).filter(|_| area.height > 2);
        // Where there is much room they stand between the picture and what is told: at the foot they would be out of
        // sight.
        let is_amid = area.height >= AMPLE;
        if let Some(ways) = ways.filter(|_| !is_amid) {
            let foot = Rect { y: area.bottom() - 1, height: 1, ..area };
            cells::draw_ways(ctx, ways, doors, foot, buf);
            area.height -= if area.height >= WITH_STAIRS + 4 { 2 } else { 1 };
        }
        let cells: Vec<&Cell> =
            told.cells.iter().filter(|cell| cell.about != Subject::Ways).chain(study.as_ref()).collect();
        let mut laid = None;
        if area.height >= WITH_STAIRS - 1 {
            let air = u16::from(area.height >= WITH_STAIRS + 6);
            let rows = Rows::fitting(told, Rect { height: area.height - air, ..area });
            // What is told below leaves rows free: the picture has them, but for one of air at the foot.
            let others = 2 * air + rows.all() + if is_amid { 4 } else { 0 };
            let room = below(area, others + 1);
            let found = rows.can_grow().then(|| cells::Laid::fitting(&cells, room));
            let spare = found.as_ref().map_or(0, |found| found.spare(room.height));
            let rows = rows.grown(spare);
            // The picture takes none of the rows that this needs. Where all were needed the row of air may hold more.
            laid = found.filter(|_| spare > 0);
            let picture = Rect { y: area.y + air, height: rows.all(), ..area };
            stairs::draw(ctx, told, rows, today.year(), doors, picture, buf);
            area = below(area, air + rows.all() + air);
        } else if let Some((step, line)) = stairs::in_a_line(told, usize::from(area.width)) {
            let place = Rect { height: 1, ..area };
            let role = if doors.place(Door::Step(step), place) { ctx.theme.selected } else { ctx.theme.title };
            buf.set_stringn(place.x, place.y, line, usize::from(place.width), role.style());
            area = below(area, 1);
        }
        if let Some(ways) = ways.filter(|_| is_amid) {
            cells::draw_ways(ctx, ways, doors, Rect { y: area.y + 1, height: 1, ..area }, buf);
            area = below(area, 4);
        }
        cells::draw(ctx, &cells, laid, doors, area, buf);
    }
}

//! What stands round the layers: the title line, the tabs, the footer; and whether there is room for anything.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use crate::data::on_this_day::on_the_day;
use crate::data::{Dataset, Pack};
use crate::text::{clip, counted, width, wrap};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::keymap::{Hint, Scope};
use crate::tui::layout::{self, ScreenAreas};
use crate::tui::theme::Role;
use crate::tui::widgets::hints;
use crate::view::tab::Tab;

/// What stands for the note while something takes longer than one waits without wondering.
const WORKING: &str = "working …";
/// The program's name.
const NAME: &str = "maitri";
/// So many columns the name of a layer leaves for what else the title line tells.
const LEAST_NOTE: usize = 24;
/// From this width on the title line tells what happened on a day like today: cut it tells nothing.
const LEAST_ANNIVERSARY: u16 = 100;
/// From this width on it tells whose time is left, and not that alone.
const LEAST_PAPER: u16 = 60;

/// What the title line and the footer tell besides what always stands there, and where all was last drawn.
#[derive(Clone, Debug, Default)]
pub struct ScreenFrame {
    /// Where it was last drawn, if it was, and on which tab one was.
    area: Option<Rect>,
    tab: Option<Tab>,
    /// What happened on a day like today, for the title line; and the day for which that was looked for.
    anniversary: Option<String>,
    remembered: Option<Date>,
    /// What is new to this reader, until it was read: it takes the anniversary's place.
    news: Option<String>,
    /// That one is where one left off, until a key comes: it goes before the anniversary.
    resumed: Option<String>,
    /// What is wrong outside of the explorer and should be known: it takes the place of both.
    warnings: Vec<String>,
    /// What is to be told in place of the hints and of what is said: that the visit is about to end.
    notice: Option<String>,
    /// That others wait for the reader.
    summons: Option<String>,
    /// Whether something is being worked on for so long that it is to be told.
    is_working: bool,
    /// What is said in place of the hints until a key comes.
    said: Option<String>,
    /// What is asked before the program is left: it goes before the notice.
    question: Option<&'static str>,
}

impl ScreenFrame {
    /// One that tells of news in the title line.
    #[must_use]
    pub fn with_news(news: Option<String>) -> Self {
        Self { news, ..Self::default() }
    }

    /// Tells in the title line that one is where one left off.
    pub fn tell_resumed(&mut self, sentence: String) {
        self.resumed = Some(sentence);
    }

    /// Tells that no more; tells whether it did.
    pub fn forget_resumed(&mut self) -> bool {
        self.resumed.take().is_some()
    }

    /// Tells no more of the news.
    pub fn forget_news(&mut self) {
        self.news = None;
    }

    /// Puts a warning into the title line, to stay there beside what was told before.
    pub fn warn(&mut self, warning: String) {
        self.warnings.push(warning);
    }

    /// Takes one back that does not hold any more.
    pub fn take_back(&mut self, warning: &str) {
        self.warnings.retain(|told| told != warning);
    }

    /// Tells something in place of the hints, or no longer.
    pub fn set_notice(&mut self, notice: Option<String>) -> Effect {
        let changed = notice != self.notice;
        self.notice = notice;
        Effect::redraw_if(changed)
    }

    /// Tells in place of the hints that others wait for the reader, or no longer; tells whether that is another.
    pub fn summon(&mut self, summons: Option<String>) -> bool {
        let changed = summons != self.summons;
        self.summons = summons;
        changed
    }

    /// Tells that something is being worked on, or no longer.
    pub fn set_working(&mut self, working: bool) -> Effect {
        Effect::redraw_if(std::mem::replace(&mut self.is_working, working) != working)
    }

    /// Says something in place of the hints until a key comes, or no longer; tells whether that is another.
    pub fn say(&mut self, sentence: Option<String>) -> bool {
        let changed = sentence != self.said;
        self.said = sentence;
        changed
    }

    /// Asks something in place of the hints and the notice, or no longer; tells whether that is another.
    pub fn ask(&mut self, question: Option<&'static str>) -> bool {
        std::mem::replace(&mut self.question, question) != question
    }

    /// Whether something is told in place of what leads on: a question, the notice, or what was said.
    #[must_use]
    pub fn is_speaking(&self) -> bool {
        self.is_asking() || self.notice.is_some() || self.said.is_some()
    }

    /// Whether something is asked.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        self.question.is_some()
    }

    /// Tells in the title line what happened on this day of another year, if anything did: the most important, and
    /// of those the latest.
    pub fn remember(&mut self, dataset: &Dataset<'_>, today: Date) -> Effect {
        if self.remembered.replace(today) == Some(today) {
            return Effect::Nothing;
        }
        let records = on_the_day(dataset, today).into_iter().filter_map(|id| dataset.record(id));
        let best = records.min_by_key(|record| (record.weight, std::cmp::Reverse(record.when.map(|when| when.year()))));
        let anniversary = best.and_then(|record| {
            let year = record.when?.year();
            Some(format!("On this day in {year}: {}", undated(&record.title, today.day(), year)))
        });
        let changed = anniversary != self.anniversary;
        self.anniversary = anniversary;
        let is_told = self.warnings.is_empty() && self.news.is_none() && self.resumed.is_none();
        Effect::redraw_if(changed && is_told)
    }

    /// Whether there was no room to show anything when last drawn.
    #[must_use]
    pub fn is_too_small(&self) -> bool {
        self.area.is_some_and(|area| !layout::is_large_enough(area))
    }

    /// The tab whose name was drawn at this place.
    #[must_use]
    pub fn tab_at(&self, at: Position) -> Option<Tab> {
        let places = tab_places(layout::screen(self.area?).tabs, self.tab);
        places.into_iter().find(|(_, place)| place.contains(at)).map(|(tab, _)| tab)
    }

    /// Whether the program's name was drawn at this place.
    #[must_use]
    pub fn is_name_at(&self, at: Position) -> bool {
        let name = u16::try_from(width(NAME)).unwrap_or(0);
        self.area.is_some_and(|area| Rect { x: area.x + 1, width: name, height: 1, ..area }.contains(at))
    }

    /// Draws the title line, with the time `left` of a paper that goes on elsewhere, and the tabs, of which none is
    /// marked on the overview, and tells where all else has its place; where there is no room for anything, says so, and
    /// `None`.
    pub fn draw_head(
        &mut self,
        ctx: Context<'_>,
        (tab, left): (Option<Tab>, Option<&str>),
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<ScreenAreas> {
        self.area = Some(area);
        self.tab = tab;
        if self.is_too_small() {
            draw_too_small(ctx, self.question, area, buf);
            return None;
        }
        let areas = layout::screen(area);
        // A paper's clock comes before all else: it is what cannot be read later.
        let left =
            left.map(|left| if area.width < LEAST_PAPER { left.to_owned() } else { format!("mock exam: {left}") });
        let warnings: Vec<&str> = left.iter().chain(&self.warnings).map(String::as_str).collect();
        let warnings = warnings.join("; ");
        let warning = (!warnings.is_empty()).then_some((warnings.as_str(), ctx.theme.warning));
        let news = self.news.as_deref().map(|news| (news, ctx.theme.key));
        let resumed = self.resumed.as_deref().map(|resumed| (resumed, ctx.theme.key));
        // The overview tells of this day itself.
        let has_room = area.width >= LEAST_ANNIVERSARY;
        let anniversary = self.anniversary.as_deref().filter(|_| tab.is_some() && has_room);
        let anniversary = anniversary.map(|anniversary| (anniversary, ctx.theme.dim));
        let note = warning.or(news).or(resumed).or(anniversary);
        draw_title(ctx, note, areas.head, buf);
        draw_tabs(ctx, tab, areas.tabs, buf);
        Some(areas)
    }

    /// Draws the footer: a notice, or else these hints and a note.
    pub fn draw_foot(&self, ctx: Context<'_>, all: Vec<Hint>, note: &str, area: Rect, buf: &mut Buffer) {
        let urgent = self.question.or(self.notice.as_deref());
        match urgent.or(self.said.as_deref()).or(self.summons.as_deref()) {
            Some(whole) => hints::draw_whole(ctx, whole, area, buf),
            None => hints::draw(ctx, all, if self.is_working { WORKING } else { note }, area, buf),
        }
    }
}

/// A title without the date at its end, where that is this one.
fn undated(title: &str, day: i8, year: i16) -> &str {
    let Some((name, date)) = title.rsplit_once(", ") else { return title };
    let parts: Vec<&str> = date.split(' ').collect();
    let (day, year) = (day.to_string(), year.to_string());
    let is_told = match parts.as_slice() {
        [last] => *last == year,
        [first, _, last] => *first == day && *last == year,
        _ => false,
    };
    if is_told { name } else { title }
}

fn draw_too_small(ctx: Context<'_>, question: Option<&str>, area: Rect, buf: &mut Buffer) {
    let (width, height) = layout::SMALLEST;
    let quit = ctx.keymap.name(Scope::Global, Action::Quit);
    let needs = || format!("maitri needs {width}×{height}; this is {}×{}. {quit} quits.", area.width, area.height);
    let sentence = question.map_or_else(needs, str::to_owned);
    let columns = usize::from(area.width);
    for (line, y) in wrap(&sentence, columns).into_iter().zip(area.top()..area.bottom()) {
        buf.set_stringn(area.x, y, line, columns, ctx.theme.text.style());
    }
}

/// The program, the pack and its edition; at the right a note with its looks, or else how much there is.
fn draw_title(ctx: Context<'_>, note: Option<(&str, Role)>, area: Rect, buf: &mut Buffer) {
    let pack = &ctx.dataset.pack;
    let mut line = Line::from(vec![
        Span::raw(" "),
        Span::styled(NAME, ctx.theme.heading.style()),
        Span::raw("  "),
        Span::styled(pack.title.as_str(), ctx.theme.title.style()),
    ]);
    let layers = layers(pack);
    if line.width() + width(&layers) + LEAST_NOTE <= usize::from(area.width) {
        line.push_span(Span::styled(layers, ctx.theme.dim.style()));
    }
    let mut room = usize::from(area.width).saturating_sub(line.width() + 4);
    let records = counted(ctx.dataset.records.len(), "record");
    // A number that is cut is another number: less is told where there is no room.
    let counts = || {
        let all = [format!("{records} from {}", counted(pack.sources.len(), "source")), records];
        all.into_iter().find(|counts| width(counts) <= room).unwrap_or_default()
    };
    let (note, role) = note.map_or_else(|| (counts(), ctx.theme.dim), |(note, role)| (note.to_owned(), role));
    let edition = format!("  edition {}", pack.edition);
    // How old a dataset is matters, but not as much as what the note says.
    if room >= width(&edition) + width(&note) {
        line.push_span(Span::styled(edition.clone(), ctx.theme.dim.style()));
        room -= width(&edition);
    }
    buf.set_line(area.x, area.y, &line, area.width);
    let note = clip(&note, room);
    let columns = u16::try_from(width(&note)).unwrap_or(area.width);
    // Its looks are its own: they do not lie over the names as well.
    buf.set_stringn(area.right().saturating_sub(columns + 1), area.y, &note, usize::from(columns), role.style());
}

/// What lies on the pack: the one layer by its name, several by their number.
fn layers(pack: &Pack<'_>) -> String {
    match pack.layers.as_slice() {
        [] => String::new(),
        [layer] => format!(" + {}", layer.title),
        several => format!(" + {} layers", several.len()),
    }
}

/// Whether there is room for the names of all tabs; else only the one that one is on has its name.
fn names_fit(area: Rect) -> bool {
    let names: usize = Tab::ALL.iter().map(|tab| width(tab.name())).sum();
    names + 2 * Tab::ALL.len() <= usize::from(area.width)
}

/// The tabs with their places, the blanks before them left out.
fn tab_places(area: Rect, here: Option<Tab>) -> Vec<(Tab, Rect)> {
    let fit = names_fit(area);
    let names: usize = Tab::ALL.iter().map(|tab| width(tab.name())).sum();
    // Each tab has its number and blanks around both, which are given up one by one where room is short.
    let room = usize::from(area.width).saturating_sub(names) / Tab::ALL.len();
    let (before, around) = match room {
        5.. => (2, "1  ".len()),
        3.. => (1, "1 ".len()),
        _ => (1, "1".len()),
    };
    let mut x = area.x;
    let place = |tab: Tab| {
        let (around, before) = if fit { (around, before) } else { ("1".len() + usize::from(Some(tab) == here), 1) };
        let name = if fit || Some(tab) == here { width(tab.name()) } else { 0 };
        let columns = u16::try_from(around + name).unwrap_or(u16::MAX);
        let start = x.saturating_add(before).min(area.right());
        x = start.saturating_add(columns).min(area.right());
        (tab, Rect { x: start, width: x - start, ..area })
    };
    Tab::ALL.into_iter().map(place).collect()
}

fn draw_tabs(ctx: Context<'_>, here: Option<Tab>, area: Rect, buf: &mut Buffer) {
    for (index, (tab, place)) in tab_places(area, here).into_iter().enumerate() {
        let columns = usize::from(place.width);
        let style = if Some(tab) == here { ctx.theme.selected.style() } else { ctx.theme.text.style() };
        let between = if columns > width(tab.name()) + 1 { " " } else { "" };
        let name = if names_fit(area) || Some(tab) == here { tab.name() } else { "" };
        buf.set_stringn(place.x, place.y, format!("{}{between}{name} ", index + 1), columns, style);
    }
}

#[cfg(test)]
mod tests {
    use super::undated;

    #[test]
    fn a_title_does_not_repeat_the_date_told_before_it() {
        for (title, told) in [
            ("A group reports in Kobe, 22 November 2001", "A group reports in Kobe"),
            ("Summit, 2001", "Summit"),
            ("Summit, 21 November 2001", "Summit, 21 November 2001"),
            ("Fair of Osaka, Japan", "Fair of Osaka, Japan"),
            ("2001", "2001"),
        ] {
            assert_eq!(undated(title, 22, 2001), told);
        }
    }
}

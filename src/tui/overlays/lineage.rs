//! What came before a record and after it, through all generations: columns through time that one walks along, or, in
//! little room, one row below the other. What is in it is [`crate::view::lineage`].

mod columns;
mod lines;
mod rows;

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::widgets::{Clear, Widget};

use crate::data::ItemId;
use crate::data::date::{MONTHS, PartialDate};
use crate::text::{clip, counted, prefix, width};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::detail_pane::DetailPane;
use crate::tui::history::Over;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Extent, Layer, Outcome};
use crate::tui::widgets::pane::Pane;
use crate::view::lineage::place::{Placed, place};
use crate::view::lineage::{Lineage, Node, ON_SCREEN, What, words};

/// From this width on generations stand beside each other.
const BESIDE: u16 = 76;
/// From this width on what is selected is told at the right; from this height on, below.
const PREVIEW_BESIDE: u16 = 150;
const PREVIEW_BELOW: u16 = 20;

/// The overlay.
#[derive(Clone, Debug)]
pub struct LineageView {
    root: ItemId,
    lineage: Lineage,
    /// Everything one can go to as it stands in rows: by generations, and in each by dates.
    rows: Vec<usize>,
    selected: usize,
    /// Where everything stands, in columns of this width.
    picture: Option<Picture>,
    /// The first line that shows.
    offset: usize,
    preview: DetailPane,
    /// Where what shows was drawn last.
    drawn: Vec<(Rect, usize)>,
}

/// A lineage laid out for a width.
#[derive(Clone, Debug)]
struct Picture {
    width: u16,
    placed: Placed,
    /// What is written at each node: its title in some lines, and its date.
    cards: Vec<Card>,
}

#[derive(Clone, Debug, Default)]
struct Card {
    title: Vec<String>,
    date: String,
}

impl LineageView {
    /// The lineage of an item, with that selected; none if nothing is known to have come before it or after.
    #[must_use]
    pub fn of(ctx: Context<'_>, root: ItemId) -> Option<Self> {
        Self::at(ctx, root, root)
    }

    /// The lineage of an item, with another selected in it.
    #[must_use]
    pub fn at(ctx: Context<'_>, root: ItemId, selected: ItemId) -> Option<Self> {
        let lineage = Lineage::of(ctx.dataset, root, ON_SCREEN);
        if lineage.is_empty() {
            return None;
        }
        let is_item = |node: &Node| node.what == What::Item(selected);
        let is_more = |node: &Node| matches!(node.what, What::More(_, of) if of == selected);
        let number = lineage.nodes.iter().position(is_item).or_else(|| lineage.nodes.iter().position(is_more));
        let selected = number.unwrap_or(0);
        let mut rows: Vec<usize> = (0..lineage.nodes.len()).collect();
        rows.retain(|&number| lineage.nodes.get(number).is_some_and(|node| node.what != What::Passage));
        rows.sort_by_cached_key(|&number| {
            let node = lineage.nodes.get(number);
            let when = node.and_then(|node| match node.what {
                What::Item(id) => ctx.dataset.get(id)?.when(),
                What::More(..) | What::Passage => None,
            });
            // What has no date stands last, and so does what only counts others.
            (node.map(|node| node.generation), when.is_none(), when.map(|when| when.earliest()))
        });
        let (preview, drawn) = (DetailPane::default(), Vec::new());
        Some(Self { root, lineage, rows, selected, picture: None, offset: 0, preview, drawn })
    }

    fn node(&self, number: usize) -> Option<Node> {
        self.lineage.nodes.get(number).copied()
    }

    /// The item that a node stands for.
    fn item(&self, number: usize) -> Option<ItemId> {
        match self.node(number)?.what {
            What::Item(id) | What::More(_, id) => Some(id),
            What::Passage => None,
        }
    }

    /// Everything one can go to, from the earliest to the latest and from the top down.
    fn in_order(&self) -> Vec<usize> {
        let mut order = self.rows.clone();
        if self.picture.is_none() {
            return order;
        }
        order.sort_by_key(|&node| (self.node(node).map(|node| node.generation), self.line(node)));
        order
    }

    fn line(&self, node: usize) -> usize {
        let placed = self.picture.as_ref().map(|picture| &picture.placed);
        placed.and_then(|placed| placed.at.get(node)).map_or(node, |at| at.1)
    }

    /// To the nearest of those before it, or after it.
    fn step_along(&mut self, onward: bool) -> bool {
        let here = self.line(self.selected);
        let there = self.lineage.beside(self.selected, onward);
        let near = there.into_iter().map(|(node, _)| node).min_by_key(|node| self.line(*node).abs_diff(here));
        let Some(next) = near else { return false };
        self.selected = next;
        true
    }

    /// To the next in the same generation; where all stand below each other, in whichever.
    fn step_down(&mut self, by: isize) -> bool {
        let generation = self.node(self.selected).map(|node| node.generation);
        let in_columns = self.picture.is_some();
        let is_near = |node: &usize| !in_columns || self.node(*node).map(|node| node.generation) == generation;
        let near: Vec<usize> = self.in_order().into_iter().filter(is_near).collect();
        let here = near.iter().position(|node| *node == self.selected).unwrap_or(0);
        let there = here.saturating_add_signed(by).min(near.len().saturating_sub(1));
        near.get(there).is_some_and(|node| std::mem::replace(&mut self.selected, *node) != *node)
    }

    fn go_to_end(&mut self, last: bool) -> bool {
        let order = self.in_order();
        let end = if last { order.last() } else { order.first() };
        end.is_some_and(|node| std::mem::replace(&mut self.selected, *node) != *node)
    }

    /// How those before the selected one and after it stand to it, counted, in the words of its record.
    fn told(&self) -> String {
        let side =
            |onward| self.counted_beside(onward).into_iter().map(move |(words, count)| format!("{words} {count}"));
        side(false).chain(side(true)).collect::<Vec<_>>().join(", ")
    }

    /// How many stand in which way to the selected one, of those before it or after it, with those that are only counted.
    fn counted_beside(&self, onward: bool) -> BTreeMap<String, usize> {
        let mut counted = BTreeMap::new();
        for (number, relation) in self.lineage.beside(self.selected, onward) {
            let count = match self.node(number).map(|node| node.what) {
                Some(What::More(count, _)) => count,
                _ => 1,
            };
            *counted.entry(words(relation, onward).to_lowercase()).or_default() += count;
        }
        counted
    }

    /// What is told at the lower edge: the selected one's count between the generations that do not show.
    fn edge(&self, ctx: Context<'_>, (before, after): (usize, usize)) -> String {
        let [back, on] = if ctx.symbols.is_ascii { ["<", ">"] } else { ["←", "→"] };
        let told = Some(self.told()).filter(|told| !told.is_empty());
        // What is counted is named once.
        let later = if before > 0 { after.to_string() } else { counted(after, "generation") };
        let before = (before > 0).then(|| format!("{back} {} before", counted(before, "generation")));
        let after = (after > 0).then(|| format!("{later} after {on}"));
        [before, told, after].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn title(&self, ctx: Context<'_>) -> String {
        let title = ctx.dataset.get(self.root).map_or("", |item| item.title());
        format!("Lineage {} {title}", ctx.symbols.dash)
    }

    /// Draws the lines, or the columns, and gives the cursor's place.
    fn draw_lineage(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let inner = Pane::inner(area);
        let view = if inner.is_empty() || inner.width < BESIDE - 2 { None } else { self.view(ctx, inner) };
        let hidden = view.as_ref().map_or((0, 0), |view| view.hidden);
        let (title, told) = (self.title(ctx), self.edge(ctx, hidden));
        let inner = Pane::new(&title, true).note(&told).draw(ctx, area, buf);
        self.drawn.clear();
        if inner.is_empty() {
            return None;
        }
        if let Some(view) = view {
            return self.draw_columns(ctx, &view, buf);
        }
        self.picture = None;
        self.draw_rows(ctx, inner, buf)
    }

    /// What is written at a node, the title in lines of so many columns.
    fn card(&self, ctx: Context<'_>, node: usize, columns: usize) -> Card {
        const LINES: usize = 5;
        match self.node(node).map(|node| node.what) {
            Some(What::Item(id)) => {
                let Some(item) = ctx.dataset.get(id) else { return Card::default() };
                let all = crate::text::wrap(item.title(), columns);
                let mut title: Vec<String> = all.iter().take(LINES).map(|line| (*line).to_owned()).collect();
                if let (Some(last), Some(next)) = (title.last_mut(), all.get(LINES)) {
                    // With the word that has no room, so that it is cut as every text is.
                    *last = clip(&format!("{last} {next}"), columns).into_owned();
                }
                Card { title, date: item.when().map_or_else(String::new, |when| dated(when, columns)) }
            }
            Some(What::More(count, _)) => Card { title: vec![format!("{count} more")], date: String::new() },
            _ => Card::default(),
        }
    }

    fn layout(&mut self, ctx: Context<'_>, columns: u16) {
        if self.picture.as_ref().is_some_and(|picture| picture.width == columns) {
            return;
        }
        let room = usize::from(columns.saturating_sub(2));
        let cards: Vec<Card> = (0..self.lineage.nodes.len()).map(|node| self.card(ctx, node, room)).collect();
        let placed = place(&self.lineage, |node| cards.get(node).map_or(1, Card::height));
        self.picture = Some(Picture { width: columns, placed, cards });
    }
}

/// A date in so many columns: with its months in short, or the year alone, rather than cut.
fn dated(when: PartialDate, columns: usize) -> String {
    let whole = when.to_string();
    if width(&whole) <= columns {
        return whole;
    }
    let short = MONTHS.iter().fold(whole, |date, month| date.replace(month, prefix(month, 3)));
    if width(&short) <= columns { short } else { when.year_in_short() }
}

impl Card {
    fn height(&self) -> usize {
        (self.title.len() + usize::from(!self.date.is_empty())).max(1)
    }
}

impl Layer for LineageView {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Lineage, Scope::Global]
    }

    fn extent(&self) -> Extent {
        Extent::Body
    }

    fn over(&self) -> Option<Over> {
        Some(Over::Lineage(self.root, self.item(self.selected)?))
    }

    /// Walks along it, opens a record, or goes.
    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome {
        let moved = match action {
            Action::Close => return Outcome::Close,
            Action::Open => return self.item(self.selected).map_or(Effect::Nothing, Effect::Go).into(),
            Action::Lineage => {
                let here = self.item(self.selected).filter(|item| *item != self.root);
                if let Some(anew) = here.and_then(|item| Self::of(ctx, item)) {
                    *self = anew;
                    true
                } else {
                    false
                }
            }
            Action::Previous => self.step_along(false),
            Action::Next => self.step_along(true),
            Action::Up => self.step_down(-1),
            Action::Down => self.step_down(1),
            Action::First => self.go_to_end(false),
            Action::Last => self.go_to_end(true),
            action if action.is_everywhere() => return Outcome::Yield(action),
            _ => false,
        };
        Effect::redraw_if(moved).into()
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        Clear.render(area, buf);
        let (here, preview) = if area.width >= PREVIEW_BESIDE {
            let [left, right] = area.layout(&Layout::horizontal([Constraint::Fill(5), Constraint::Fill(2)]));
            (left, Some(right))
        } else if area.height >= PREVIEW_BELOW {
            let [above, below] = area.layout(&Layout::vertical([Constraint::Fill(2), Constraint::Fill(1)]));
            (above, Some(below))
        } else {
            (area, None)
        };
        let cursor = self.draw_lineage(ctx, here, buf);
        if let Some(preview) = preview {
            self.preview.show(self.item(self.selected));
            self.preview.draw(ctx, preview, buf, false);
        }
        cursor
    }

    fn draw_copy(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.clone().draw(ctx, area, buf)
    }

    /// Selects what is clicked, or opens it if it was selected already.
    fn click(&mut self, _ctx: Context<'_>, at: Position) -> Effect {
        let Some(&(_, node)) = self.drawn.iter().find(|(area, _)| area.contains(at)) else { return Effect::Nothing };
        if std::mem::replace(&mut self.selected, node) == node {
            return self.item(node).map_or(Effect::Nothing, Effect::Go);
        }
        Effect::Redraw
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::link::Relation;
    use crate::view::lineage::Edge;

    fn item(number: usize) -> ItemId {
        ItemId::from_index(number)
    }

    #[test]
    fn what_is_only_counted_counts_as_many() {
        let node = |what, generation| Node { what, generation };
        let mut nodes = vec![node(What::Item(item(0)), 0), node(What::More(12, item(0)), 1)];
        nodes.extend((1..8).map(|number| node(What::Item(item(number)), 1)));
        let mut edges: Vec<_> = (1..nodes.len()).map(|to| Edge { from: 0, to, relation: Relation::LedTo }).collect();
        edges[3].relation = Relation::SucceededBy;
        let view = LineageView {
            root: item(0),
            rows: (0..nodes.len()).collect(),
            lineage: Lineage { nodes, edges },
            selected: 0,
            picture: None,
            offset: 0,
            preview: DetailPane::default(),
            drawn: Vec::new(),
        };
        assert_eq!(view.told(), "led to 18, succeeded by 1");
    }

    #[test]
    fn dates_are_shortened_and_never_cut() {
        let when: PartialDate = "2008-08-23/2008-09-08".parse().unwrap();
        let shown = [40, 21, 20, 12].map(|columns| dated(when, columns));
        assert_eq!(shown, ["23 August – 8 September 2008", "23 Aug – 8 Sep 2008", "23 Aug – 8 Sep 2008", "2008"]);
    }
}

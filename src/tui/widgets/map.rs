//! A map: coasts, points, and as many of their names as find room.
//!
//! There are coasts and the land behind them, and no borders. What the points are is the screen's matter. Where things
//! stand is computed in [`frame`], where there is land in [`land`] and how it is drawn in [`dots`], which points share
//! a sign in [`mod@clusters`], where names stand in [`labels`], how two points are joined in [`mod@arcs`], where a step
//! leads in [`step`], how it is put on the screen in [`mod@canvas`]. All that is laid out once for a view and its
//! points, and drawn from that.

pub mod arcs;
mod canvas;
pub mod clusters;
pub mod dots;
pub mod frame;
pub mod labels;
pub mod land;
pub mod step;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::canvas::Canvas;
use self::clusters::{Cluster, clusters};
use self::dots::{Dots, Picture};
use self::frame::{DOTS, MapPoint, View};
use self::labels::{Anchor, Labels, Spot, Told};
use self::land::for_pitch;
use crate::text::{clip, width};
use crate::tui::context::Context;

/// A point with a name.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'m> {
    /// Where it is.
    pub point: MapPoint,
    /// What it is called.
    pub name: &'m str,
    /// How large its sign is: 0, 1 or 2.
    pub size: usize,
    /// Whether everybody should know it.
    pub is_core: bool,
    /// Whether a leader may lead to its name.
    pub may_lead: bool,
    /// Its place in the list beside the map.
    pub order: usize,
}

/// A map laid out: what stands in which cell.
#[derive(Clone, Debug)]
pub struct MapLayout {
    /// What of the world shows: see [`View::fit`].
    pub view: View,
    land: Picture,
    signs: Vec<Sign>,
    labels: Labels,
    in_braille: bool,
}

/// What stands on a map: a mark, or a number of them.
#[derive(Clone, Debug)]
struct Sign {
    /// The first of its marks.
    mark: usize,
    count: usize,
    size: usize,
    is_core: bool,
    anchor: Anchor,
}

/// Lines between points of the map, as dots.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// Those of the selected point.
    pub here: Dots,
    /// All others.
    pub others: Dots,
    /// The marks at the other ends of those of the selected point.
    pub ends: Vec<usize>,
}

impl MapLayout {
    /// Lays out these marks, the most important first. What finds no room for its name has a number from this on;
    /// without one, as there is no list beside the map that tells what numbers mean, it does not show.
    #[must_use]
    pub fn new(view: View, marks: &[Mark<'_>], in_braille: bool, first_number: Option<usize>) -> Self {
        let land = land(&view, in_braille);
        let cells: Vec<_> = marks.iter().map(|mark| view.cell(mark.point)).collect();
        let sign = |Cluster { cell, first, count }| {
            let mark = marks.get(first)?;
            let columns = if count == 1 { width(&clip(mark.name, view.columns)) } else { count.to_string().len() };
            let anchor = Anchor { cell, width: columns, may_lead: mark.may_lead, is_count: count > 1 };
            Some(Sign { mark: first, count, size: mark.size, is_core: mark.is_core, anchor })
        };
        let signs: Vec<Sign> = clusters(&cells, None).into_iter().filter_map(sign).collect();
        let anchors: Vec<Anchor> = signs.iter().map(|sign| sign.anchor).collect();
        let order: Vec<usize> = signs.iter().filter_map(|sign| Some(marks.get(sign.mark)?.order)).collect();
        let numbered = first_number.map(|first| (&*order, first));
        let labels = Labels::new(&anchors, (view.columns, view.rows), &land, in_braille, numbered);
        Self { view, land, signs, labels, in_braille }
    }

    /// The marks that have a number, and which.
    pub fn numbers(&self) -> impl Iterator<Item = (usize, usize)> {
        self.signs.iter().zip(&self.labels.told).filter_map(|(sign, told)| match told {
            Told::Number(number, _) => Some((sign.mark, *number)),
            Told::Name(_) | Told::Not => None,
        })
    }

    /// How many marks do not show before one comes closer.
    #[must_use]
    pub fn hidden(&self) -> usize {
        let hidden = self.signs.iter().zip(&self.labels.told).filter(|(_, told)| **told == Told::Not);
        hidden.map(|(sign, _)| sign.count).sum()
    }

    /// Whether a mark shows by its name, or by a number.
    #[must_use]
    pub fn is_told(&self, mark: usize) -> bool {
        let told = |(sign, told): (&Sign, &Told)| sign.mark == mark && *told != Told::Not;
        self.signs.iter().zip(&self.labels.told).any(told)
    }

    /// Whether some marks share a sign that tells how many they are.
    #[must_use]
    pub fn is_crowded(&self) -> bool {
        self.signs.iter().any(|sign| sign.count > 1)
    }

    /// The mark that each sign stands for, or the first of those it does.
    pub fn signs(&self) -> impl Iterator<Item = usize> {
        self.signs.iter().map(|sign| sign.mark)
    }

    /// Where in an area the map stands: in its middle.
    #[must_use]
    pub fn within(&self, area: Rect) -> Rect {
        let fitting = |cells: usize, most: u16| u16::try_from(cells).unwrap_or(most).min(most);
        let (width, height) = (fitting(self.view.columns, area.width), fitting(self.view.rows, area.height));
        Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
    }

    /// The mark whose sign, name or number stands in a cell.
    #[must_use]
    pub fn mark_at(&self, at: (usize, usize)) -> Option<usize> {
        let told = |(sign, told): (&Sign, &Told)| {
            let (spot, columns, has_sign) = match *told {
                Told::Name(spot) => (spot, sign.anchor.width, true),
                Told::Number(number, spot) => (spot, number.to_string().len(), false),
                Told::Not => return false,
            };
            let is_written = at.1 == spot.row && (spot.column..spot.column + columns).contains(&at.0);
            is_written || (has_sign && sign.anchor.cell == at)
        };
        self.signs.iter().zip(&self.labels.told).find(|signs| told(*signs)).map(|(sign, _)| sign.mark)
    }

    /// What is written: for each mark, where it begins, and how many columns it takes.
    #[cfg(test)]
    pub fn writing(&self) -> impl Iterator<Item = (usize, Spot, usize)> {
        self.signs.iter().zip(&self.labels.told).filter_map(|(sign, told)| match *told {
            Told::Name(spot) => Some((sign.mark, spot, sign.anchor.width)),
            Told::Number(number, spot) => Some((sign.mark, spot, number.to_string().len())),
            Told::Not => None,
        })
    }

    /// Whether a coast goes through a cell.
    #[cfg(test)]
    #[must_use]
    pub fn is_coast(&self, column: usize, row: usize) -> bool {
        self.land.coast.at(column, row) != 0
    }

    /// Draws the map in the middle of the area, with these lines, its marks asked for by their numbers; gives the place
    /// of the selected one.
    pub fn draw<'m>(
        &self,
        ctx: Context<'_>,
        area: Rect,
        marks: impl Fn(usize) -> Option<Mark<'m>>,
        here: Option<usize>,
        lines: &Lines,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let selected = here.and_then(|here| Some((here, self.selected(here, &marks(here)?)?)));
        let mut hides = selected.as_ref().map_or_else(Vec::new, |(_, selected)| selected.hides.clone());
        let ends = selected.as_ref().map_or_else(Vec::new, |(_, selected)| {
            let ends = lines.ends.iter().filter_map(|end| Some((*end, marks(*end)?)));
            self.ends(selected, &ends.collect::<Vec<_>>(), &mut hides)
        });
        let leaders = self.labels.leaders(&hides);
        let mut canvas = Canvas { map: self, ctx, area: self.within(area), leaders, buf };
        canvas.draw_ground(lines);
        for (index, (sign, told)) in self.signs.iter().zip(&self.labels.told).enumerate() {
            if hides.contains(&index) {
                continue;
            }
            let Some(mark) = marks(sign.mark) else { continue };
            match *told {
                Told::Name(spot) => {
                    let count = (sign.count > 1).then(|| sign.count.to_string());
                    canvas.write(spot, count.as_deref().unwrap_or(mark.name), ctx.theme.text.style());
                }
                Told::Number(number, spot) => canvas.write(spot, &number.to_string(), canvas.sign_style(sign.is_core)),
                Told::Not => {}
            }
        }
        // After all writing: the blank beside a name may lie where a sign stands.
        for (index, (sign, told)) in self.signs.iter().zip(&self.labels.told).enumerate() {
            if matches!(told, Told::Name(_)) && !hides.contains(&index) {
                canvas.draw_sign(sign);
            }
        }
        for (spot, name, sign) in &ends {
            canvas.write(*spot, name, ctx.theme.text.style());
            canvas.draw_sign(sign);
        }
        let (here, selected) = selected?;
        let style = ctx.theme.selected.style();
        if let Some(spot) = selected.spot {
            canvas.write(spot, marks(here)?.name, style);
        }
        canvas.put(selected.cell, ctx.symbols.place_here, style);
        Some(canvas.position(selected.cell))
    }

    /// Where the selected mark and its name stand.
    fn selected(&self, here: usize, mark: &Mark<'_>) -> Option<Selected> {
        let cell = self.view.cell(mark.point)?;
        let at = self.signs.iter().position(|sign| sign.mark == here && sign.count == 1);
        let columns = width(&clip(mark.name, self.view.columns));
        // At the end of a leader it would be looked for in vain.
        if let Some(spot) = at.and_then(|at| self.labels.named_beside(at)) {
            return Some(Selected { cell, spot: Some(spot), columns, hides: Vec::new() });
        }
        let anchor = Anchor { cell, width: columns, may_lead: true, is_count: false };
        let labels::Revealed { spot, mut hides } = self.labels.reveal(&anchor);
        hides.extend(at);
        Some(Selected { cell, spot, columns, hides })
    }

    /// The names and signs of those marks at the other ends of the selected one's lines that do not show, as far as
    /// there is room; what gives way to them joins what is hidden.
    fn ends<'m>(
        &self,
        selected: &Selected,
        ends: &[(usize, Mark<'m>)],
        hides: &mut Vec<usize>,
    ) -> Vec<(Spot, &'m str, Sign)> {
        let sign_of = |end: usize| self.signs.iter().position(|sign| sign.mark == end && sign.count == 1);
        let is_named = |at: &usize| matches!(self.labels.told.get(*at), Some(Told::Name(_))) && !hides.contains(at);
        let named: Vec<usize> = ends.iter().filter_map(|(end, _)| sign_of(*end)).filter(is_named).collect();
        let dot = |(column, row): (usize, usize)| (Spot { column, row }, 1);
        let mut taken = vec![dot(selected.cell)];
        taken.extend(selected.spot.map(|spot| (spot, selected.columns)));
        taken.extend(ends.iter().filter_map(|(_, mark)| self.view.cell(mark.point)).map(dot));
        let mut shown = Vec::new();
        for (end, mark) in ends {
            let at = sign_of(*end);
            let Some(cell) = self.view.cell(mark.point).filter(|_| at.is_none_or(|at| !named.contains(&at))) else {
                continue;
            };
            let columns = width(&clip(mark.name, self.view.columns));
            let anchor = Anchor { cell, width: columns, may_lead: false, is_count: false };
            let Some(revealed) = self.labels.reveal_apart(&anchor, &taken, &named) else { continue };
            let Some(spot) = revealed.spot else { continue };
            taken.push((spot, columns));
            hides.extend(revealed.hides);
            hides.extend(at);
            let sign = Sign { mark: *end, count: 1, size: mark.size, is_core: mark.is_core, anchor };
            shown.push((spot, mark.name, sign));
        }
        shown
    }
}

/// The selected mark, as it is drawn over the map.
struct Selected {
    cell: (usize, usize),
    /// Where its name stands, if there is room for that.
    spot: Option<Spot>,
    columns: usize,
    /// The numbers of the signs that are not drawn meanwhile.
    hides: Vec<usize>,
}

/// The land in a view, in Braille or, where that is not to be had, in signs that stand for two dots by two.
fn land(view: &View, in_braille: bool) -> Picture {
    /// Up to so many rows of dots a coast of one dot is too faint, and two fray where dots lie farther apart than this.
    const SMALL: (usize, f64) = (100, 1.0);
    let pitch = if in_braille { view.pitch() } else { view.pitch() * 2.0 };
    let is_small = view.rows * DOTS.1 <= SMALL.0 && view.pitch() < SMALL.1;
    let breadth = if in_braille && is_small { 2 } else { 1 };
    let Some(level) = for_pitch(pitch) else { return Picture::default() };
    let drawn = Picture::of(view, level, breadth);
    // A dot of the shade would be taken for an island where nothing but dots is to be had.
    if in_braille { drawn } else { Picture { shade: Dots::default(), ..drawn } }
}

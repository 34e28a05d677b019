//! A document laid out for a width, with the ways that lead on from it. What of it shows is for
//! [`super::DetailPane`].

use std::collections::BTreeSet;

use super::columns::Columns;
use super::{Subject, own_notes};
use crate::data::ItemId;
use crate::text::reflow::reflowed;
use crate::tui::context::Context;
use crate::view::about::about;
use crate::view::document::layout::{DocumentLine, LineTarget, Manner, TextRole, Told, lay_out};
use crate::view::document::{Block, Document, Part, document_up_to, with_notes};

/// Links of one relation, and values, that are told at first, and so many more each time they are asked for: laying out
/// what a hub leads to takes longer than a key may.
const AT_FIRST: usize = 200;
const MORE: usize = 1000;

/// What of a document was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// How often more was asked for than is told at first.
    pub(super) more: usize,
    /// The sources that are to be told whole.
    pub(super) sources: BTreeSet<usize>,
    /// Whether nothing is to be folded, and every source to be told whole.
    pub(super) everything: bool,
}

/// What a layout depends on besides its subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MadeFor {
    columns: Columns,
    sign: &'static str,
    /// The states of the reader's notes and folds.
    notes: u64,
    folds: u64,
    asked: Asked,
}

impl MadeFor {
    pub(super) fn new(ctx: Context<'_>, columns: Columns, asked: &Asked) -> Self {
        let (notes, folds) = (ctx.reader.notes.changes(), ctx.reader.reading.changes());
        Self { columns, sign: ctx.symbols.conflict, notes, folds, asked: asked.clone() }
    }
}

impl MadeFor {
    /// Whether it differs from the other in nothing but the width.
    fn differs_in_width_from(&self, other: &Self) -> bool {
        self.columns != other.columns && Self { columns: other.columns, ..self.clone() } == *other
    }
}

/// A place in a document at which one can stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stop {
    pub(super) target: LineTarget,
    /// Whether it stands in the margin.
    pub(super) in_margin: bool,
    /// The line it stands on, and how many it takes.
    pub(super) row: usize,
    pub(super) rows: usize,
}

/// A document laid out, which holds until another item, another width or other signs are asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct LaidOut {
    /// What it is laid out for.
    pub(super) made_for: Option<MadeFor>,
    /// What kind of thing it is about.
    pub(super) kind: &'static str,
    /// What it is called, and the lines of the text at whose head that stands.
    pub(super) name: String,
    pub(super) title_rows: usize,
    /// The lines of the text, and those of the margin.
    pub(super) lines: [Vec<DocumentLine>; 2],
    /// What one can stop at, those of the text first.
    pub(super) stops: Vec<Stop>,
    /// What its links lead to.
    pub(super) links: Vec<ItemId>,
    /// The first link of each relation.
    pub(super) firsts: Vec<usize>,
    /// How the links from each of those on stand to what is told.
    pub(super) relations: Vec<&'static str>,
    /// Where its sources are to be read, by their numbers.
    pub(super) addresses: Vec<(usize, Option<String>)>,
    /// The headings of its sections, by their numbers.
    pub(super) headings: Vec<String>,
}

impl LaidOut {
    pub(super) fn new(ctx: Context<'_>, subject: Subject, columns: Columns, asked: &Asked) -> Self {
        let document = match subject {
            Subject::Item(item) => with_notes(told(ctx, item, asked), own_notes(ctx, item)),
            Subject::Dataset | Subject::Nothing => about(ctx.dataset, ctx.reader.seen),
        };
        let (text, margin) = divided(&document, columns.margin > 0);
        let headings: Vec<String> = text.iter().chain(&margin).filter_map(|block| heading(block)).collect();
        let (folded, sources) = if asked.everything {
            (BTreeSet::new(), document.blocks.iter().filter_map(source_number).collect())
        } else {
            (ctx.reader.reading.headings(), asked.sources.clone())
        };
        let told = Told::Reading { folded: &folded, whole: &sources };
        let first = text.iter().filter_map(|block| heading(block)).count();
        let of = |columns: u16, first_section| Manner {
            columns: usize::from(columns),
            sign: ctx.symbols.conflict,
            told,
            first_section,
        };
        let mut lines = [lay_out(text, of(columns.text, 0)), lay_out(margin, of(columns.margin, first))];
        let left_out = lines.iter_mut().flatten().filter_map(|line| line.target.as_mut());
        for (number, target) in left_out.filter(|target| matches!(target, LineTarget::More(_))).enumerate() {
            *target = LineTarget::More(number);
        }
        let name = document.blocks.iter().find_map(|block| match block {
            Block::Title(name) => Some((*name).to_owned()),
            _ => None,
        });
        let is_title = |line: &&DocumentLine| matches!(line.pieces.first(), Some((TextRole::Title, _)));
        let title_rows = lines.first().map_or(0, |lines| lines.iter().take_while(is_title).count());
        let stops = lines.iter().zip([false, true]).flat_map(|(lines, in_margin)| stops(lines, in_margin)).collect();
        let made_for = Some(MadeFor::new(ctx, columns, asked));
        let ways = document.blocks.iter().filter_map(|block| match block {
            Block::Ways(ways) => Some(ways),
            _ => None,
        });
        let (firsts, relations) = ways.flatten().map(|way| (way.first, way.relation)).unzip();
        let addresses = document.blocks.iter().filter_map(|block| match block {
            Block::Source(source) => Some((source.number, source.address.clone())),
            _ => None,
        });
        let addresses = addresses.collect();
        Self {
            made_for,
            kind: document.kind,
            name: name.unwrap_or_default(),
            title_rows,
            lines,
            stops,
            links: document.links,
            firsts,
            relations,
            addresses,
            headings,
        }
    }

    /// The stop of a target; none if it does not show.
    pub(super) fn stop(&self, target: LineTarget) -> Option<Stop> {
        self.stops.iter().find(|stop| stop.target == target).copied()
    }

    /// How the link of this index stands to what is told.
    pub(super) fn relation(&self, link: usize) -> Option<&'static str> {
        self.firsts.iter().zip(&self.relations).take_while(|(first, _)| **first <= link).last().map(|(_, told)| *told)
    }

    /// The item that a target leads to.
    pub(super) fn item(&self, target: LineTarget) -> Option<ItemId> {
        match target {
            LineTarget::Link(index) => self.links.get(index).copied(),
            LineTarget::More(_) | LineTarget::Section(_) | LineTarget::Source(_) => None,
        }
    }
}

impl LaidOut {
    /// The line, of the text or the margin, at which what is read is gone on with that was laid out for another width
    /// and read from this line on; `None` where it is laid out for anything else.
    pub(super) fn line_after(&self, before: &Self, (in_margin, row): (bool, usize)) -> Option<usize> {
        let (Some(now), Some(then)) = (&self.made_for, &before.made_for) else { return None };
        if !now.differs_in_width_from(then) {
            return None;
        }
        let texts = |laid_out: &Self| laid_out.lines.iter().flatten().map(DocumentLine::text).collect::<Vec<_>>();
        let of_text = |laid_out: &Self| laid_out.lines.first().map_or(0, Vec::len);
        let row = if in_margin { of_text(before) + row } else { row };
        let (then, now) = (texts(before), texts(self));
        let found = reflowed(then.iter().map(String::as_str), row, now.iter().map(String::as_str));
        Some(found.checked_sub(of_text(self)).unwrap_or(found))
    }

    /// The first line of the text that begins with this, or with as much of it as a line holds.
    pub(super) fn line_of(&self, sought: &str) -> Option<usize> {
        /// So much of a broken text tells it from others.
        const ENOUGH: usize = 10;
        self.lines.first()?.iter().position(|line| {
            let text = line.text();
            let text = text.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end();
            text.starts_with(sought) || text.len() >= ENOUGH && sought.starts_with(text)
        })
    }
}

fn heading(block: &Block<'_>) -> Option<String> {
    match block {
        Block::Heading(_, text) => Some(text.clone().into_owned()),
        _ => None,
    }
}

/// What is told of an item, as far as it was asked for.
pub(super) fn told<'c>(ctx: Context<'c>, item: ItemId, asked: &Asked) -> Document<'c> {
    document_up_to(ctx.dataset, item, AT_FIRST + asked.more * MORE)
}

fn source_number(block: &Block<'_>) -> Option<usize> {
    match block {
        Block::Source(source) => Some(source.number),
        _ => None,
    }
}

/// The blocks of the text, and those of the margin: where it leads, and who says so. What shows there need not be
/// counted above.
fn divided<'b, 'd>(document: &'b Document<'d>, with_margin: bool) -> (Vec<&'b Block<'d>>, Vec<&'b Block<'d>>) {
    let mut part = Part::Text;
    let is_told = |block: &&Block<'_>| !with_margin || !matches!(block, Block::Ways(_));
    document.blocks.iter().filter(is_told).partition(|block| {
        if let Block::Heading(of, _) = block {
            part = *of;
        }
        !with_margin || part == Part::Text
    })
}

/// What one can stop at, in the order of the lines; what takes several lines once.
fn stops(lines: &[DocumentLine], in_margin: bool) -> Vec<Stop> {
    let mut stops: Vec<Stop> = Vec::new();
    for (row, line) in lines.iter().enumerate() {
        match (line.target, stops.last_mut()) {
            (None, _) => {}
            (Some(target), Some(last)) if last.target == target && last.row + last.rows == row => last.rows += 1,
            (Some(target), _) => stops.push(Stop { target, in_margin, row, rows: 1 }),
        }
    }
    stops
}

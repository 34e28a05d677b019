//! A sheet over the screen: of a record or of its topics, to be read, taken away, or written to a file. What stands on
//! it is picked by [`crate::study::sheet`], how it reads is [`crate::view::sheet`]'s; where files go, the reader says,
//! and a visitor has no such place.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use crate::data::{Dataset, Item, ItemId};
use crate::study::sheet::folder::NotWritten;
use crate::study::sheet::{Gathering, Request, Sheet as Told};
use crate::text::reflow::reflowed;
use crate::text::{clip, wrap};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::detail_pane::style_of;
use crate::tui::keymap::Scope;
use crate::tui::layer::{Extent, Layer, Outcome};
use crate::view::document::layout::DocumentLine;
use crate::view::sheet::{html, text, with_notes};

/// Columns of text, at most: longer lines are hard to read.
const WIDTH: u16 = 90;
/// Columns of a sheet that is taken away; the width of a page of plain text.
const PAGE: usize = 80;

/// Records looked at between two looks whether a key has come: some milliseconds' worth.
const SLICE: usize = 25_000;

/// Rows for what came of writing, at most.
const REMARK: usize = 3;

/// The overlay.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The sheets there are to leaf through: that of the record, then those of its topics.
    requests: Vec<Request>,
    shown: usize,
    /// What the one that shows is about, as far as it is gathered.
    gathering: Gathering,
    offset: usize,
    /// Rows there was room for when last drawn.
    height: usize,
    /// The sheet as it was last laid out, and for which columns and sign.
    laid_out: Option<(u16, &'static str, Vec<DocumentLine>)>,
    /// What came of writing it.
    said: Option<Said>,
}

/// What came of writing a file of this name.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Written(String),
    /// One is there already: once more writes over it.
    Asks(String),
    Failed(String, String),
    /// There is nowhere to write to.
    Nowhere,
}

impl Sheet {
    /// The sheet of an item, and those of its topics behind it.
    #[must_use]
    pub fn new(dataset: &Dataset<'_>, item: ItemId) -> Self {
        let sectors = match dataset.get(item) {
            Some(Item::Record(record)) => record.sectors.iter().map(|name| Request::Sector(name.to_string())).collect(),
            Some(Item::Series(_)) | None => Vec::new(),
        };
        let request = Request::Items(vec![item]);
        let gathering = begun(dataset, &request);
        let requests = [request].into_iter().chain(sectors).collect();
        Self { requests, shown: 0, gathering, offset: 0, height: 0, laid_out: None, said: None }
    }

    fn told<'a>(&self, ctx: Context<'a>) -> Told<'a> {
        let sheet = Told::of(ctx.dataset, &self.gathering);
        with_notes(ctx.dataset, sheet, |item| ctx.reader.notes.at(ctx.dataset, item))
    }

    fn last_offset(&self) -> usize {
        let lines = self.laid_out.as_ref().map_or(0, |(.., lines)| lines.len());
        lines.saturating_sub(self.height)
    }

    /// Leafs to the sheet before or after.
    fn leaf(&mut self, ctx: Context<'_>, on: bool) -> bool {
        let there = if on { self.shown + 1 } else { self.shown.wrapping_sub(1) };
        let Some(request) = self.requests.get(there) else { return false };
        self.gathering = begun(ctx.dataset, request);
        (self.shown, self.offset, self.laid_out) = (there, 0, None);
        true
    }

    /// Writes the sheet; over one that is there only if asked for again.
    fn write(&self, ctx: Context<'_>) -> Said {
        let Some(folder) = &ctx.reader.sheets else { return Said::Nowhere };
        let sheet = self.told(ctx);
        let name = format!("maitri-{}.html", sheet.name);
        let over = self.said == Some(Said::Asks(name.clone()));
        match folder.write(&name, &html::html(ctx.dataset, &sheet), over) {
            Ok(()) => Said::Written(name),
            Err(NotWritten::Exists) => Said::Asks(name),
            Err(NotWritten::Failed(why)) => Said::Failed(name, why),
        }
    }

    /// What stands below: what came of writing, or how far one may leaf.
    fn remark(&self, ctx: Context<'_>) -> String {
        let key = |action| ctx.keymap.name(Scope::Sheet, action);
        match &self.said {
            Some(Said::Written(name)) => format!("Written to {name} where maitri was started."),
            Some(Said::Asks(name)) => {
                format!("{name} is there; {} again writes over it.", key(Action::Write))
            }
            Some(Said::Failed(name, why)) => format!("{name} is not written: {why}"),
            Some(Said::Nowhere) => {
                format!("No file is written from here; {} copies the sheet.", key(Action::Copy))
            }
            None => self.others(ctx, &key(Action::Next), &key(Action::Previous)),
        }
    }

    /// Which sheet is next and which was before, where there are several.
    fn others(&self, ctx: Context<'_>, next: &str, previous: &str) -> String {
        let titled = |at: usize| self.requests.get(at).map(|request| request.title(ctx.dataset));
        let before = self.shown.checked_sub(1).and_then(titled).map(|title| format!("{previous} {title}"));
        let after = titled(self.shown + 1).map(|title| format!("{next} {title}"));
        before.into_iter().chain(after).collect::<Vec<_>>().join("   ")
    }

    fn lay_out(&mut self, ctx: Context<'_>, columns: u16) {
        let sign = ctx.symbols.conflict;
        if self.laid_out.as_ref().is_some_and(|(made_for, of, _)| (*made_for, *of) == (columns, sign)) {
            return;
        }
        let lines = text::lines(ctx.dataset, &self.told(ctx), usize::from(columns), sign);
        if let Some((_, _, before)) = &self.laid_out {
            let texts = |lines: &[DocumentLine]| lines.iter().map(DocumentLine::text).collect::<Vec<_>>();
            let (then, now) = (texts(before), texts(&lines));
            self.offset = reflowed(then.iter().map(String::as_str), self.offset, now.iter().map(String::as_str));
        }
        self.laid_out = Some((columns, sign, lines));
    }
}

/// What a sheet is about: all of it, where that takes no longer than a key may.
fn begun(dataset: &Dataset<'_>, request: &Request) -> Gathering {
    let mut gathering = Gathering::new(dataset, request.clone());
    if dataset.len() <= SLICE || matches!(request, Request::Items(_)) {
        gathering.finish(dataset);
    }
    gathering
}

impl Layer for Sheet {
    fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Sheet, Scope::Global]
    }

    fn extent(&self) -> Extent {
        Extent::Body
    }

    fn note(&self) -> String {
        let below = self.last_offset().saturating_sub(self.offset);
        if below > 0 { format!("{below} more") } else { String::new() }
    }

    fn asks(&self) -> Option<Action> {
        matches!(self.said, Some(Said::Asks(_))).then_some(Action::Write)
    }

    fn has_work(&self) -> bool {
        !self.gathering.is_done()
    }

    /// Gathers a little further; the sheet shows once all is gathered.
    fn work(&mut self, ctx: Context<'_>) -> Effect {
        Effect::redraw_if(self.gathering.advance(ctx.dataset, SLICE))
    }

    /// Scrolls, leafs, takes the sheet away, writes it, or goes.
    fn update(&mut self, ctx: Context<'_>, action: Action) -> Outcome {
        if matches!(action, Action::Write | Action::Copy) {
            self.gathering.finish(ctx.dataset);
        }
        if action == Action::Write {
            self.said = Some(self.write(ctx));
            return Effect::Redraw.into();
        }
        // Whatever else is done answers the question whether to write over a file with no.
        let had_said = self.said.take().is_some();
        if let Some(offset) = action.scrolled(self.offset, self.height, self.last_offset()) {
            let before = std::mem::replace(&mut self.offset, offset);
            return Effect::redraw_if(before != offset || had_said).into();
        }
        match action {
            Action::Previous | Action::Next => {
                let leafed = self.leaf(ctx, action == Action::Next);
                Effect::redraw_if(leafed || had_said).into()
            }
            Action::Copy => Outcome::Copy(text::text(ctx.dataset, &self.told(ctx), PAGE)),
            Action::Close | Action::Sheet => Outcome::Close,
            action if action.is_everywhere() => Outcome::Yield(action),
            _ => Effect::redraw_if(had_said).into(),
        }
    }

    /// Draws the text without a frame: names in other scripts stand alone on their lines, and none left of a border.
    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        Clear.render(area, buf);
        let columns = area.width.saturating_sub(2).min(WIDTH);
        if self.gathering.is_done() {
            self.lay_out(ctx, columns);
        } else if !area.is_empty() {
            let sentence = "The sheet is being put together …";
            buf.set_stringn(area.x + 1.min(area.width), area.y, sentence, usize::from(columns), ctx.theme.dim.style());
        }
        let remark = self.remark(ctx);
        let room = usize::from(area.width.saturating_sub(2));
        let remark = match &self.said {
            Some(_) => wrap(&remark, room).into_iter().take(REMARK).map(Cow::Borrowed).collect(),
            None => vec![clip(&remark, room)],
        };
        let foot_rows = u16::try_from(remark.len()).unwrap_or(u16::MAX).min(area.height);
        let (x, foot) = (area.x + 1.min(area.width), area.bottom() - foot_rows);
        self.height = usize::from(area.height - foot_rows);
        self.offset = self.offset.min(self.last_offset());
        let lines = self.laid_out.iter().flat_map(|(.., lines)| lines);
        for (line, y) in lines.skip(self.offset).zip(area.top()..foot) {
            let spans = line.pieces.iter().map(|(role, text)| Span::styled(text.as_str(), style_of(ctx, *role)));
            buf.set_line(x, y, &Line::from(spans.collect::<Vec<_>>()), columns);
        }
        for (line, y) in remark.iter().zip(foot..area.bottom()) {
            buf.set_stringn(x, y, line, room, ctx.theme.key.style());
        }
        (!area.is_empty()).then_some(Position::new(x, area.y))
    }

    fn draw_copy(&self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.clone().draw(ctx, area, buf)
    }
}

//! Institutions: everybody who meets, works and teaches, by form and by side.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::Screen;
use super::listing::{Listing, draw_browser, plain_row};
use crate::data::body::{Body, Institution, InstitutionForm};
use crate::data::pack::{BOTH, OTHER};
use crate::data::{Item, ItemId, Record};
use crate::tui::action::{Action, Effect};
use crate::tui::context::Context;
use crate::tui::list_detail::ListDetail;
use crate::tui::widgets::sectioned_list::Row;

/// The institutions.
#[derive(Debug, Default)]
pub struct Institutions {
    browser: ListDetail,
    /// Whether titles decide the order, instead of importance.
    by_title: bool,
}

/// From this width on a row says in words how often a body met.
const IN_WORDS: usize = 50;

impl Listing for Institutions {
    fn browser(&self) -> &ListDetail {
        &self.browser
    }

    fn browser_mut(&mut self) -> &mut ListDetail {
        &mut self.browser
    }

    fn rows(&self, ctx: Context<'_>, passes: &dyn Fn(ItemId) -> bool) -> Vec<Row> {
        let mut rows = Vec::new();
        for &form in InstitutionForm::ALL {
            let mut of_form = bodies(ctx, form, self.by_title, passes);
            if by_side(form) {
                let sides = ctx.dataset.pack.sides().map(str::to_owned);
                for side in sides.collect::<Vec<_>>() {
                    let (here, rest): (Vec<_>, Vec<_>) =
                        of_form.into_iter().partition(|(_, _, institution)| institution.side == side.as_str());
                    of_form = rest;
                    let whose = match side.as_str() {
                        BOTH => "joint",
                        OTHER => "elsewhere",
                        code => ctx.dataset.pack.side_name(code),
                    };
                    section(&mut rows, &format!("{}, {whose}", plural(form)), &here);
                }
            }
            section(&mut rows, plural(form), &of_form);
        }
        rows
    }

    fn special(&mut self, ctx: Context<'_>, action: Action) -> Option<Effect> {
        if action != Action::Sort {
            return None;
        }
        self.by_title = !self.by_title;
        self.refresh(ctx);
        Some(Effect::Redraw)
    }

    fn draw(&mut self, ctx: Context<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let by_title = self.by_title;
        draw_browser(
            ctx,
            &mut self.browser,
            ("Institutions", if by_title { "bodies by title" } else { "bodies" }),
            area,
            buf,
            |_, inner, _| inner,
            |browser, id, columns| row(ctx, browser, id, columns),
        )
    }
}

type Listed<'d> = (ItemId, &'d Record<'d>, &'d Institution<'d>);

/// The bodies of a form by title, unless that is left to ties the most important first.
fn bodies<'c>(
    ctx: Context<'c>,
    form: InstitutionForm,
    by_title: bool,
    passes: &dyn Fn(ItemId) -> bool,
) -> Vec<Listed<'c>> {
    let mut bodies: Vec<Listed<'c>> = ctx
        .dataset
        .records
        .iter()
        .enumerate()
        .filter_map(|(index, record)| match &record.body {
            Body::Institution(body) if body.form == form => Some((ItemId::from_index(index), record, body)),
            _ => None,
        })
        .filter(|(id, ..)| passes(*id))
        .collect();
    bodies.sort_by(|(_, a, _), (_, b, _)| {
        let first = if by_title { std::cmp::Ordering::Equal } else { a.weight.cmp(&b.weight) };
        first.then_with(|| a.title.cmp(&b.title))
    });
    bodies
}

fn section(rows: &mut Vec<Row>, heading: &str, bodies: &[Listed<'_>]) {
    if !bodies.is_empty() {
        rows.push(Row::Heading(heading.to_owned()));
        rows.extend(bodies.iter().map(|(id, ..)| Row::Item(*id)));
    }
}

/// Whether bodies of a form are told apart by the side they belong to.
fn by_side(form: InstitutionForm) -> bool {
    use InstitutionForm::{Agency, Association, Company, Laboratory, Ministry, University};
    matches!(form, Agency | Ministry | University | Laboratory | Company | Association)
}

fn plural(form: InstitutionForm) -> &'static str {
    match form {
        InstitutionForm::Dialogue => "Dialogues",
        InstitutionForm::Committee => "Committees",
        InstitutionForm::WorkingGroup => "Working groups",
        InstitutionForm::JointBody => "Joint bodies",
        InstitutionForm::Forum => "Forums",
        InstitutionForm::Agency => "Agencies",
        InstitutionForm::Ministry => "Ministries",
        InstitutionForm::University => "Universities and institutes",
        InstitutionForm::Laboratory => "Laboratories",
        InstitutionForm::Company => "Companies",
        InstitutionForm::Association => "Associations and think tanks",
        InstitutionForm::League => "Parliamentary leagues",
        InstitutionForm::Multilateral => "Multilateral",
    }
}

/// `Title  3×  ◆`: how often a body is known to have met.
fn row<'c>(ctx: Context<'c>, browser: &ListDetail, id: ItemId, columns: usize) -> Line<'c> {
    let Some(item @ Item::Record(record)) = ctx.dataset.get(id) else {
        return Line::default();
    };
    let remark = match &record.body {
        Body::Institution(body) if !body.meetings.is_empty() => {
            let (count, s) = (body.meetings.len(), if body.meetings.len() == 1 { "" } else { "s" });
            if columns >= IN_WORDS { format!("{count} meeting{s}") } else { format!("{count}×") }
        }
        _ => String::new(),
    };
    plain_row(ctx, browser, item, &remark, columns)
}

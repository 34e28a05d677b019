//! The institutions: everybody who meets, works and teaches, by form and by side.

use std::cmp::Ordering;

use super::{Passes, Row, add_section};
use crate::data::body::{Body, InstitutionForm};
use crate::data::pack::OTHER;
use crate::data::{Dataset, ItemId, Kind, Record};

/// A body, with what says where it is listed.
struct Listed<'d> {
    id: ItemId,
    record: &'d Record<'d>,
    form: InstitutionForm,
    /// Which of the pack's sides it belongs to.
    side: Option<usize>,
}

/// The bodies that pass, by form and side; within those by title, or else the most important first.
#[must_use]
pub fn sections<'d>(dataset: &'d Dataset<'d>, by_title: bool, passes: Passes<'_>) -> Vec<Row> {
    let sides: Vec<&str> = dataset.pack.sides().collect();
    let bodies = bodies(dataset, &sides, by_title, passes);
    let mut rows = Vec::new();
    for &form in InstitutionForm::ALL {
        let of_form = || bodies.iter().filter(move |body| body.form == form);
        if by_side(form) {
            for (at, &side) in sides.iter().enumerate() {
                let whose = match side {
                    code if dataset.pack.is_joint(code) => "joint",
                    OTHER => "elsewhere",
                    code => dataset.pack.side_name(code),
                };
                let here = of_form().filter(|body| body.side == Some(at));
                add_section(&mut rows, &format!("{}, {whose}", plural(form)), here.map(|body| body.id));
            }
        }
        let rest = of_form().filter(|body| body.side.is_none() || !by_side(form));
        add_section(&mut rows, plural(form), rest.map(|body| body.id));
    }
    rows
}

/// The bodies by title, unless that is left to ties the most important first.
fn bodies<'d>(dataset: &'d Dataset<'d>, sides: &[&str], by_title: bool, passes: Passes<'_>) -> Vec<Listed<'d>> {
    let listed = |id: ItemId| {
        let record = dataset.record(id)?;
        record.glance(|body| {
            let Body::Institution(body) = body else { return None };
            let side = sides.iter().position(|side| body.side == *side);
            Some(Listed { id, record, form: body.form, side })
        })
    };
    let all = dataset.of_kind(Kind::Institution).iter().copied();
    let mut bodies: Vec<Listed<'d>> = all.filter(|id| passes(*id)).filter_map(listed).collect();
    bodies.sort_by(|Listed { record: a, .. }, Listed { record: b, .. }| {
        let first = if by_title { Ordering::Equal } else { a.weight.cmp(&b.weight) };
        first.then_with(|| a.title.cmp(&b.title))
    });
    bodies
}

/// Whether bodies of a form are told apart by the side they belong to.
fn by_side(form: InstitutionForm) -> bool {
    use InstitutionForm as Form;
    matches!(
        form,
        Form::Agency
            | Form::Ministry
            | Form::University
            | Form::Laboratory
            | Form::Company
            | Form::Association
            | Form::Chamber
            | Form::Bank
            | Form::Foundation
            | Form::Museum
            | Form::Mission
    )
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
        InstitutionForm::Chamber => "Chambers of commerce",
        InstitutionForm::Bank => "Banks",
        InstitutionForm::Foundation => "Foundations",
        InstitutionForm::Museum => "Museums, libraries and archives",
        InstitutionForm::Mission => "Embassies and consulates",
        InstitutionForm::League => "Parliamentary leagues",
        InstitutionForm::Multilateral => "Multilateral",
    }
}

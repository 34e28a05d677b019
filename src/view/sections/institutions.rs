//! The institutions: everybody who meets, works and teaches, by form and by side.

use std::cmp::Ordering;

use super::{Passes, Row, add_section};
use crate::data::body::{Body, Institution, InstitutionForm};
use crate::data::pack::OTHER;
use crate::data::{Dataset, ItemId, Kind, Record};

type Listed<'d> = (ItemId, &'d Record<'d>, &'d Institution<'d>);

/// The bodies that pass, by form and side; within those by title, or else the most important first.
#[must_use]
pub fn sections<'d>(dataset: &'d Dataset<'d>, by_title: bool, passes: Passes<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for &form in InstitutionForm::ALL {
        let mut of_form = bodies(dataset, form, by_title, passes);
        if by_side(form) {
            for side in dataset.pack.sides() {
                let (here, rest): (Vec<_>, Vec<_>) =
                    of_form.into_iter().partition(|(_, _, institution)| institution.side == side);
                of_form = rest;
                let whose = match side {
                    code if dataset.pack.is_joint(code) => "joint",
                    OTHER => "elsewhere",
                    code => dataset.pack.side_name(code),
                };
                add_section(&mut rows, &format!("{}, {whose}", plural(form)), here.iter().map(|(id, ..)| *id));
            }
        }
        add_section(&mut rows, plural(form), of_form.iter().map(|(id, ..)| *id));
    }
    rows
}

/// The bodies of a form by title, unless that is left to ties the most important first.
fn bodies<'d>(dataset: &'d Dataset<'d>, form: InstitutionForm, by_title: bool, passes: Passes<'_>) -> Vec<Listed<'d>> {
    let body = |id: &ItemId| {
        let record = dataset.record(*id)?;
        let Body::Institution(body) = &record.body else { return None };
        (body.form == form).then_some((*id, record, body.as_ref()))
    };
    let all = dataset.of_kind(Kind::Institution).iter().filter_map(body);
    let mut bodies: Vec<Listed<'d>> = all.filter(|(id, ..)| passes(*id)).collect();
    bodies.sort_by(|(_, a, _), (_, b, _)| {
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

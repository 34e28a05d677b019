//! The institutions: everybody who meets, works and teaches, by form and by side.

use super::key::Key;
use crate::data::body::{Body, InstitutionForm};
use crate::data::pack::OTHER;
use crate::data::{Dataset, Record};

/// Where a body stands: by form and side; within those by title, or else the most important first.
pub(super) fn key(dataset: &Dataset<'_>, by_title: bool, record: &Record<'_>) -> Option<Key> {
    let sides = dataset.pack.sides().count();
    let (form, side) = record.glance(|body| {
        let Body::Institution(body) = body else { return None };
        let form = InstitutionForm::ALL.iter().position(|form| *form == body.form)?;
        let side = dataset.pack.sides().position(|side| by_side(body.form) && body.side == side);
        Some((form, side.unwrap_or(sides)))
    })?;
    let weight = (!by_title).then_some(record.weight);
    Some(Key { place: form * (sides + 1) + side, weight, text: record.title.as_str().into(), ..Key::default() })
}

/// What stands over the bodies of a place.
pub(super) fn heading(dataset: &Dataset<'_>, place: usize) -> Option<String> {
    let sides = dataset.pack.sides().count();
    let plural = plural(*InstitutionForm::ALL.get(place / (sides + 1))?);
    Some(match dataset.pack.sides().nth(place % (sides + 1)) {
        None => plural.to_owned(),
        Some(code) if dataset.pack.is_joint(code) => format!("{plural}, joint"),
        Some(OTHER) => format!("{plural}, elsewhere"),
        Some(code) => format!("{plural}, {}", dataset.pack.side_name(code)),
    })
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

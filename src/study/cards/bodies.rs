//! Cards of institutions: founding and mandate.

use super::dispute::{DisputedPoint, disputed};
use super::stage::Stage;
use super::{Maker, asked};
use crate::data::body::{Body, Institution, InstitutionForm};
use crate::data::date::{Order, PartialDate};
use crate::data::pack::OTHER;
use crate::data::record::Record;
use crate::data::{ItemId, Kind};
use crate::study::cards::card::{Evidence, Topic, Value};
use crate::study::wording;

/// A mandate with fewer words of meaning fits too many bodies.
const TELLING: usize = 2;
/// Mandates that share this much of their telling words are not told apart.
const ALIKE: f64 = 0.6;

/// What makes the cards of all institutions.
pub(crate) const STAGES: &[Stage] = &[Stage::of(Kind::Institution, note_mandate), Stage::of(Kind::Institution, make)];

/// The institution of a number, if the record is one.
fn institution<'m, 'a>(maker: &Maker<'m, 'a>, number: usize) -> Option<(ItemId, &'m Record<'a>, &'m Institution<'a>)> {
    let (id, record) = maker.record(number)?;
    let Body::Institution(institution) = &record.body else { return None };
    Some((id, record, institution))
}

fn note_mandate(maker: &mut Maker<'_, '_>, number: usize) {
    if let Some((_, _, body)) = institution(maker, number) {
        maker.made.mandates.add_telling(maker.lexicon, body.mandate.as_deref().unwrap_or_default());
    }
}

fn make(maker: &mut Maker<'_, '_>, number: usize) {
    let Some((id, record, body)) = institution(maker, number) else { return };
    let index = maker.made.next();
    founding(maker, id, record, body);
    let mandate = body.mandate.as_deref().filter(|_| !disputed(record, DisputedPoint::Purpose));
    let Some(mandate) = mandate else { return };
    // “Framework named as …” does not say what the Indo-Pacific Economic Framework is for.
    let noun = wording::words(mandate).next().unwrap_or_default();
    if maker.made.mandates.is_like(index, ALIKE)
        || maker.lexicon.telling(mandate) < TELLING
        || wording::says(&record.title, noun)
    {
        return;
    }
    let news = maker.lexicon.news(&record.title, mandate) >= super::NEWS;
    if news && maker.is_named(id) && works_for_a_purpose(body.form) && body.side != OTHER {
        let be = if wording::is_plural(&record.title) { "are" } else { "is" };
        let question = format!("What {be} {} for?", wording::the(&record.title));
        maker.recall(id, (Topic::Mandate, ""), (Evidence::Head, Value::Words), question, mandate.to_owned());
    }
}

/// Whether one asks what such a body is for; of a company, a ministry or a laboratory nobody does.
pub(crate) fn works_for_a_purpose(form: InstitutionForm) -> bool {
    use InstitutionForm as Form;
    matches!(
        form,
        Form::Dialogue | Form::Committee | Form::WorkingGroup | Form::JointBody | Form::Forum | Form::Multilateral
    )
}

fn founding(maker: &mut Maker<'_, '_>, id: ItemId, record: &Record<'_>, body: &Institution<'_>) {
    let Some(date) = body.established.filter(|_| !disputed(record, DisputedPoint::Date)) else { return };
    // An agreement that works as a body was signed, came into force, and was never founded.
    let told = [body.mandate.as_deref().unwrap_or_default(), wording::first_sentence(&record.summary)];
    let is_agreed = told.iter().any(|text| wording::says(text, "agreement"));
    if maker.is_named(id) && !is_agreed {
        let (when, name) = (wording::capital(asked(date)), wording::the(&record.title));
        let be = if wording::is_plural(&record.title) { "were" } else { "was" };
        let question = if began_with_a_meeting(body) {
            format!("{when} did {name} first meet?")
        } else {
            format!("{when} {be} {name} established?")
        };
        maker.recall(id, (Topic::Founded, ""), (Evidence::Head, Value::Date(date)), question, date.to_string());
    }
}

/// Whether the day on which a body began is that of its first meeting: when it was set up nobody tells.
pub(crate) fn began_with_a_meeting(body: &Institution<'_>) -> bool {
    let is_first = |date: PartialDate| body.established.is_some_and(|began| began.compare(&date) == Order::Unknown);
    body.meetings.iter().any(|meeting| meeting.number == Some(1) && meeting.date.is_some_and(is_first))
}

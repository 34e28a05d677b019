//! Cards of institutions: founding and mandate.

use super::dispute::{DisputedPoint, disputed};
use super::{Maker, asked};
use crate::data::ItemId;
use crate::data::body::{Body, Institution, InstitutionForm};
use crate::data::date::{Order, PartialDate};
use crate::data::pack::OTHER;
use crate::data::record::Record;
use crate::study::cards::card::{Evidence, Topic, Value};
use crate::study::wording::{self, WordIndex};

/// A mandate with fewer words of meaning fits too many bodies.
const TELLING: usize = 2;
/// Mandates that share this much of their telling words are not told apart.
const ALIKE: f64 = 0.6;

/// Makes the cards of all institutions.
pub(crate) fn make(maker: &mut Maker<'_, '_>) {
    let all: Vec<(ItemId, &Record<'_>, &Institution<'_>)> = maker
        .records()
        .filter_map(|(id, record)| {
            let Body::Institution(institution) = &record.body else { return None };
            Some((id, record, institution))
        })
        .collect();
    let mandates =
        WordIndex::telling(&maker.lexicon, all.iter().map(|(_, _, body)| body.mandate.as_deref().unwrap_or_default()));
    for (index, &(id, record, body)) in all.iter().enumerate() {
        founding(maker, id, record, body);
        let Some(mandate) = body.mandate.as_deref().filter(|_| !disputed(record, DisputedPoint::Purpose)) else {
            continue;
        };
        // “Framework named as …” does not say what the Indo-Pacific Economic Framework is for.
        let noun = wording::words(mandate).next().unwrap_or_default();
        if mandates.is_like(index, ALIKE)
            || maker.lexicon.telling(mandate) < TELLING
            || wording::says(&record.title, noun)
        {
            continue;
        }
        let news = maker.lexicon.news(&record.title, mandate) >= super::NEWS;
        if news && maker.is_named(id) && works_for_a_purpose(body.form) && body.side != OTHER {
            let be = if wording::is_plural(&record.title) { "are" } else { "is" };
            let question = format!("What {be} {} for?", wording::the(&record.title));
            maker.recall(id, (Topic::Mandate, ""), (Evidence::Head, Value::Words), question, mandate.to_owned());
        }
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

//! Cards of institutions: founding and mandate, and the body of a mandate.

use super::dispute::{DisputedPoint, disputed};
use super::{Maker, asked};
use crate::data::ItemId;
use crate::data::body::{Body, Institution, InstitutionForm};
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
        if maker.lexicon.overlap(mandate, &record.title) >= super::NAMED {
            continue;
        }
        let question = format!("Which body does this describe? “{}”", wording::unstopped(mandate));
        maker.recall(id, (Topic::MandateBack, ""), (Evidence::Head, Value::Words), question, record.title.to_string());
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
    let be = if wording::is_plural(&record.title) { "were" } else { "was" };
    if maker.is_named(id) {
        let question = format!("{} {be} {} established?", wording::capital(asked(date)), wording::the(&record.title));
        maker.recall(id, (Topic::Founded, ""), (Evidence::Head, Value::Date(date)), question, date.to_string());
    }
}

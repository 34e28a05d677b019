//! Cards of agreements: year, occasion, entry into force and purpose.

use super::dispute::{DisputedPoint, disputed};
use super::stage::Stage;
use super::{Maker, asked, year_of};
use crate::data::body::{Agreement, AgreementForm, Body};
use crate::data::date::PartialDate;
use crate::data::link::Relation;
use crate::data::record::Record;
use crate::data::{Dataset, ItemId, Kind, Pack};
use crate::study::cards::card::{Evidence, Topic, Value};
use crate::study::wording;
use crate::study::wording::occasion::occasion_name;

/// Documents whose names share this much of what they are about are taken for one another.
const NAMESAKES: f64 = 0.6;

/// What makes the cards of all agreements.
pub(crate) const STAGES: &[Stage] = &[Stage::of(Kind::Agreement, note_subject), Stage::of(Kind::Agreement, make)];

/// The agreement of a number, if the record is one.
fn agreement<'m, 'a>(maker: &Maker<'m, 'a>, number: usize) -> Option<(ItemId, &'m Record<'a>, &'m Agreement<'a>)> {
    let (id, record) = maker.record(number)?;
    let Body::Agreement(agreement) = &record.body else { return None };
    Some((id, record, agreement))
}

fn note_subject(maker: &mut Maker<'_, '_>, number: usize) {
    if let Some((_, record, _)) = agreement(maker, number) {
        maker.made.subjects.add_subject(maker.lexicon, wording::stem(&record.title));
    }
}

fn make(maker: &mut Maker<'_, '_>, number: usize) {
    let Some((id, record, agreement)) = agreement(maker, number) else { return };
    let index = maker.made.next();
    if !maker.is_named(id) {
        return;
    }
    // Which of two documents of a name is meant only its year tells, and that is asked.
    if !maker.made.subjects.has_namesake(index, NAMESAKES) {
        dates(maker, id, record, agreement);
        occasions(maker, id, record, agreement);
    }
    purpose(maker, id, record, agreement);
}

fn occasions(maker: &mut Maker<'_, '_>, id: ItemId, record: &Record<'_>, agreement: &Agreement<'_>) {
    let Some(done) = signed(record, agreement).filter(|_| !disputed(record, DisputedPoint::Signing)) else { return };
    let name = occasion(maker.dataset, id).and_then(|event| occasion_name(maker.dataset, event));
    let Some(answer) = name else { return };
    let stem = wording::stem(&record.title);
    let be = if wording::is_plural(stem) { "were" } else { "was" };
    let question = format!("On which occasion {be} {} {done}?", wording::the(stem));
    // “Agreement at the Osaka summit” tells where it was.
    if maker.lexicon.shared(&wording::folded(stem), &wording::folded(&answer)) == 0 {
        maker.recall(id, (Topic::Occasion, ""), (Evidence::Head, Value::Words), question, answer);
    }
}

/// What is done to such a document: it is signed, issued or adopted. None where no document is named.
pub(crate) fn signed(record: &Record<'_>, agreement: &Agreement<'_>) -> Option<&'static str> {
    let done = match agreement.form {
        AgreementForm::Statement => "issued",
        AgreementForm::Plan => "adopted",
        AgreementForm::Twinning => return None,
        AgreementForm::Treaty
        | AgreementForm::Convention
        | AgreementForm::Protocol
        | AgreementForm::Agreement
        | AgreementForm::MoU
        | AgreementForm::MoC
        | AgreementForm::Arrangement
        | AgreementForm::AideMemoire
        | AgreementForm::Declaration
        | AgreementForm::LetterOfIntent
        | AgreementForm::DeclarationOfIntent
        | AgreementForm::Contract
        | AgreementForm::ExchangeOfNotes => "signed",
    };
    wording::words(wording::stem(&record.title)).any(wording::is_document).then_some(done)
}

/// When a document was signed, if there is but one day to name: one that was extended or renewed was
/// signed again, and a source may mean either.
pub(crate) fn signing(pack: &Pack<'_>, record: &Record<'_>, agreement: &Agreement<'_>) -> Option<PartialDate> {
    agreement.signed.filter(|_| !pack.is_signed_again(&agreement.status) && !disputed(record, DisputedPoint::Signing))
}

/// The one dated event at which an agreement was signed.
pub(crate) fn occasion(dataset: &Dataset<'_>, id: ItemId) -> Option<ItemId> {
    let signed_at = dataset.links(id).iter().filter(|end| end.relation == Relation::SignedAt && !end.is_backward);
    let mut events = signed_at.map(|end| end.to);
    let event = events.next().filter(|_| events.next().is_none())?;
    dataset.record(event).filter(|record| record.kind == Kind::Event && record.when.is_some()).map(|_| event)
}

fn dates(maker: &mut Maker<'_, '_>, id: ItemId, record: &Record<'_>, agreement: &Agreement<'_>) {
    let stem = wording::stem(&record.title);
    let be = if wording::is_plural(stem) { "were" } else { "was" };
    let year = signing(&maker.dataset.pack, record, agreement).and_then(|date| Some((year_of(date)?, date)));
    if let (Some(done), Some((year, date))) = (signed(record, agreement), year) {
        let answer = if date == year { date.to_string() } else { format!("{year} ({date})") };
        let question = format!("In which year {be} {} {done}?", wording::the(stem));
        maker.recall(id, (Topic::Signed, ""), (Evidence::Head, Value::Date(year)), question, answer);
    }
    if let Some(date) = agreement.in_force.filter(|_| !disputed(record, DisputedPoint::Force)) {
        let question = format!("{} did {} enter into force?", wording::capital(asked(date)), wording::the(stem));
        maker.recall(id, (Topic::InForce, ""), (Evidence::Head, Value::Date(date)), question, date.to_string());
    }
}

fn purpose(maker: &mut Maker<'_, '_>, id: ItemId, record: &Record<'_>, agreement: &Agreement<'_>) {
    let (stem, objective) = (wording::stem(&record.title), agreement.objective.as_str());
    // A purpose that only says the name again is no answer.
    if !disputed(record, DisputedPoint::Purpose) && maker.lexicon.news(stem, objective) >= super::NEWS {
        let question = format!("What is the purpose of {}?", wording::the(stem));
        maker.recall(id, (Topic::Purpose, ""), (Evidence::Head, Value::Words), question, objective.to_owned());
    }
}

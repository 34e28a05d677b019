//! Cards of agreements: year, entry into force, parties and purpose, and the agreement of a purpose.

use super::dispute::{DisputedPoint, disputed};
use super::{Maker, asked, year_of};
use crate::data::body::{Agreement, AgreementStatus, Body};
use crate::data::date::PartialDate;
use crate::data::link::Relation;
use crate::data::record::Record;
use crate::data::{Dataset, ItemId, Kind};
use crate::study::cards::card::{Evidence, Topic, Value};
use crate::study::wording::{self, WordIndex};

/// A purpose with fewer words of meaning fits too many agreements.
const TELLING: usize = 3;
/// Purposes that share this much of their telling words are not told apart.
const ALIKE: f64 = 0.6;

/// Makes the cards of all agreements.
pub(crate) fn make(maker: &mut Maker<'_, '_>) {
    let all: Vec<(ItemId, &Record<'_>, &Agreement<'_>)> = maker
        .records()
        .filter_map(|(id, record)| {
            let Body::Agreement(agreement) = &record.body else { return None };
            Some((id, record, agreement))
        })
        .collect();
    let purposes = WordIndex::telling(&maker.lexicon, all.iter().map(|(_, _, agreement)| agreement.objective.as_str()));
    for (index, &(id, record, agreement)) in all.iter().enumerate() {
        let named = maker.is_named(id);
        dates(maker, (id, record, agreement), named);
        let single = !purposes.is_like(index, ALIKE) && maker.lexicon.telling(&agreement.objective) >= TELLING;
        purpose(maker, (id, record, agreement), named, single);
        parties(maker, (id, record, agreement), named);
        if let Some(event) = occasion(maker.dataset, id).filter(|_| named && !disputed(record, DisputedPoint::Signing))
        {
            let (stem, title) =
                (wording::stem(&record.title), maker.dataset.get(event).map_or("", |item| item.title()));
            let be = if wording::is_plural(stem) { "were" } else { "was" };
            let question = format!("On which occasion {be} {} signed?", wording::the(stem));
            // “… and security action plan” tells where the action plan was signed.
            if maker.lexicon.shared(&wording::folded(stem), &wording::folded(title)) > 0 {
                continue;
            }
            maker.recall(id, (Topic::Occasion, ""), (Evidence::Head, Value::Words), question, title.to_owned());
        }
    }
}

/// When a document was signed, if there is but one day to name: one that was extended or renewed was
/// signed again, and a source may mean either.
pub(crate) fn signing(record: &Record<'_>, agreement: &Agreement<'_>) -> Option<PartialDate> {
    let again = matches!(agreement.status, AgreementStatus::Extended | AgreementStatus::Renewed);
    agreement.signed.filter(|_| !again && !disputed(record, DisputedPoint::Signing))
}

/// The one dated event at which an agreement was signed.
pub(crate) fn occasion(dataset: &Dataset<'_>, id: ItemId) -> Option<ItemId> {
    let signed_at = dataset.links(id).iter().filter(|end| end.relation == Relation::SignedAt && !end.is_backward);
    let mut events = signed_at.map(|end| end.to);
    let event = events.next().filter(|_| events.next().is_none())?;
    dataset.record(event).filter(|record| record.kind == Kind::Event && record.when.is_some()).map(|_| event)
}

type One<'o, 'a> = (ItemId, &'o Record<'a>, &'o Agreement<'a>);

fn dates(maker: &mut Maker<'_, '_>, (id, record, agreement): One<'_, '_>, named: bool) {
    let stem = wording::stem(&record.title);
    let be = if wording::is_plural(stem) { "were" } else { "was" };
    let signed = signing(record, agreement);
    if let Some((year, date)) = signed.filter(|_| named).and_then(|date| Some((year_of(date)?, date))) {
        let answer = if date == year { date.to_string() } else { format!("{year} ({date})") };
        let question = format!("In which year {be} {} signed?", wording::the(stem));
        maker.recall(id, (Topic::Signed, ""), (Evidence::Head, Value::Date(year)), question, answer);
    }
    if let Some(date) = agreement.in_force.filter(|_| named && !disputed(record, DisputedPoint::Force)) {
        let question = format!("{} did {} enter into force?", wording::capital(asked(date)), wording::the(stem));
        maker.recall(id, (Topic::InForce, ""), (Evidence::Head, Value::Date(date)), question, date.to_string());
    }
}

fn purpose(maker: &mut Maker<'_, '_>, (id, record, agreement): One<'_, '_>, named: bool, single: bool) {
    if disputed(record, DisputedPoint::Purpose) {
        return;
    }
    let stem = wording::stem(&record.title);
    let objective = agreement.objective.as_str();
    // A purpose that only says the name again is no answer.
    if named && maker.lexicon.news(stem, objective) >= super::NEWS {
        let question = format!("What is the purpose of {}?", wording::the(stem));
        maker.recall(id, (Topic::Purpose, ""), (Evidence::Head, Value::Words), question, objective.to_owned());
    }
    if single && !disputed(record, DisputedPoint::Name) && maker.lexicon.overlap(objective, stem) < super::NAMED {
        let question =
            format!("Which agreement, memorandum or declaration has this purpose? “{}”", wording::unstopped(objective));
        maker.recall(id, (Topic::PurposeBack, ""), (Evidence::Head, Value::Words), question, record.title.to_string());
    }
}

fn parties(maker: &mut Maker<'_, '_>, (id, record, agreement): One<'_, '_>, named: bool) {
    let Some(bodies) = bodies(maker, agreement).filter(|_| !disputed(record, DisputedPoint::Bodies)) else { return };
    let stem = wording::stem(&record.title);
    let told = agreement.parties.iter().any(|party| maker.lexicon.share(stem, &party.name) >= super::GIVEN_AWAY);
    if named && !told {
        let question = format!("Who are the parties to {}?", wording::the(stem));
        maker.recall(id, (Topic::Parties, ""), (Evidence::Head, Value::Words), question, bodies);
    }
}

/// `Norway: …; Chile: …`, if it was not simply the two countries that signed.
fn bodies(maker: &Maker<'_, '_>, agreement: &Agreement<'_>) -> Option<String> {
    let pack = &maker.dataset.pack;
    let plain = |name: &str| {
        pack.countries
            .iter()
            .any(|country| name.strip_prefix("Government of ").unwrap_or(name).starts_with(country.name.as_str()))
    };
    // What is told in brackets or in lower case is an explanation and no name; who signed for a government is no party.
    let ranks = || pack.offices.ranks.iter().flatten();
    let vague = |name: &str| {
        let explained = name.contains(['(', ';']) || name.contains(" or ") || !name.starts_with(char::is_uppercase);
        explained || ranks().any(|rank| wording::says(name, rank))
    };
    if agreement.parties.iter().any(|party| vague(&party.name))
        || agreement.parties.iter().filter(|party| !plain(&party.name)).count() < 2
    {
        return None;
    }
    let sides: Vec<String> = pack
        .sides()
        .filter_map(|side| {
            let names: Vec<&str> =
                agreement.parties.iter().filter(|party| party.side == side).map(|party| party.name.as_str()).collect();
            (!names.is_empty()).then(|| format!("{}: {}", pack.side_name(side), names.join(" and ")))
        })
        .collect();
    (sides.len() > 1).then(|| sides.join("; "))
}

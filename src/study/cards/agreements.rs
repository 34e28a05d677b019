//! Cards of agreements: year, entry into force, purpose and parties, and the way back.

use std::collections::HashMap;

use super::dispute::{DisputedPoint, disputed};
use super::{Calendar, Maker, asked, on, year_of};
use crate::data::ItemId;
use crate::data::body::{Agreement, AgreementStatus, Body};
use crate::data::date::PartialDate;
use crate::data::record::Record;
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
    let calendar = Calendar::new(all.iter().filter_map(|(id, record, agreement)| {
        Some((agreement.signed.or(record.when.filter(|when| when.end().is_none()))?, *id))
    }));
    let purposes = WordIndex::telling(&maker.lexicon, all.iter().map(|(_, _, agreement)| agreement.objective.as_str()));
    let mut pairs: HashMap<String, u32> = HashMap::new();
    for (_, _, agreement) in &all {
        *pairs.entry(bodies(maker, agreement).unwrap_or_default()).or_insert(0) += 1;
    }
    for (index, &(id, record, agreement)) in all.iter().enumerate() {
        let named = maker.is_named(id);
        dates(maker, &calendar, (id, record, agreement), named);
        let single = !purposes.is_like(index, ALIKE) && maker.lexicon.telling(&agreement.objective) >= TELLING;
        purpose(maker, (id, record, agreement), named, single);
        let alone = |bodies: &str| pairs.get(bodies).is_some_and(|&times| times == 1);
        parties(maker, (id, record, agreement), named, alone);
    }
}

/// When a document was signed, if there is but one day to name: one that was extended or renewed was
/// signed again, and a source may mean either.
pub(crate) fn signing(record: &Record<'_>, agreement: &Agreement<'_>) -> Option<PartialDate> {
    let again = matches!(agreement.status, AgreementStatus::Extended | AgreementStatus::Renewed);
    agreement.signed.filter(|_| !again && !disputed(record, DisputedPoint::Signing))
}

type One<'o, 'a> = (ItemId, &'o Record<'a>, &'o Agreement<'a>);

fn dates(maker: &mut Maker<'_, '_>, calendar: &Calendar, (id, record, agreement): One<'_, '_>, named: bool) {
    let stem = wording::stem(&record.title);
    let (be, form) = (if wording::is_plural(stem) { "were" } else { "was" }, agreement.form.name().to_lowercase());
    let signed = signing(record, agreement);
    if let Some((year, date)) = signed.filter(|_| named).and_then(|date| Some((year_of(date)?, date))) {
        let answer = if date == year { date.to_string() } else { format!("{year} ({date})") };
        let question = format!("In which year {be} {} signed?", wording::the(stem));
        maker.recall(id, (Topic::Signed, ""), (Evidence::Head, Value::Date(year)), question, answer);
    }
    if let Some(date) = signed.filter(|date| calendar.is_alone(*date, |other| other == id)) {
        let what = if form.ends_with("statement") || form == "plan" || form == "agreement" {
            form.as_str()
        } else {
            "document"
        };
        let question = format!("Which {what} between the two countries was signed {}?", on(date));
        maker.recall(id, (Topic::SignedBack, ""), (Evidence::Head, Value::Words), question, stem.to_owned());
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
    if named {
        let question = format!("What is the purpose of {}?", wording::the(stem));
        maker.recall(id, (Topic::Purpose, ""), (Evidence::Head, Value::Words), question, objective.to_owned());
    }
    if single && !disputed(record, DisputedPoint::Name) && maker.lexicon.overlap(objective, stem) < super::NAMED {
        let question =
            format!("Which agreement, memorandum or declaration has this purpose? “{}”", wording::unstopped(objective));
        maker.recall(id, (Topic::PurposeBack, ""), (Evidence::Head, Value::Words), question, record.title.to_string());
    }
}

fn parties(maker: &mut Maker<'_, '_>, (id, record, agreement): One<'_, '_>, named: bool, alone: impl Fn(&str) -> bool) {
    let Some(bodies) = bodies(maker, agreement).filter(|_| !disputed(record, DisputedPoint::Bodies)) else { return };
    let stem = wording::stem(&record.title);
    let told = agreement.parties.iter().any(|party| maker.lexicon.share(stem, &party.name) >= super::GIVEN_AWAY);
    let back = agreement.parties.iter().any(|party| maker.lexicon.share(&party.name, stem) >= super::GIVEN_AWAY);
    if named && !told {
        let question = format!("Who are the parties to {}?", wording::the(stem));
        maker.recall(id, (Topic::Parties, ""), (Evidence::Head, Value::Words), question, bodies.clone());
    }
    if alone(&bodies) && !back && !told {
        let question = format!("Which document has these parties? {bodies}");
        maker.recall(id, (Topic::PartiesBack, ""), (Evidence::Head, Value::Words), question, record.title.to_string());
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
    // What is told in brackets or in lower case is an explanation and no name.
    let vague =
        |name: &str| name.contains(['(', ';']) || name.contains(" or ") || !name.starts_with(char::is_uppercase);
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

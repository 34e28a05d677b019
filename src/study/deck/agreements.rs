//! Cards of agreements: year, entry into force, purpose and signing bodies, and the way back.

use std::collections::HashMap;

use super::dispute::{Point, disputed};
use super::{Calendar, Maker, asked, on, year_of};
use crate::dataset::ItemId;
use crate::dataset::body::{Agreement, Body};
use crate::dataset::record::Record;
use crate::study::card::{Evidence, Topic, Value};
use crate::study::words::{self, WordIndex};

/// A purpose with fewer words of meaning fits too many agreements.
const TELLING: usize = 4;

/// Makes the cards of all agreements.
pub(super) fn make(maker: &mut Maker<'_, '_>) {
    let all: Vec<(ItemId, &Record<'_>, &Agreement<'_>)> = maker
        .records()
        .filter_map(|(id, record)| match &record.body {
            Body::Agreement(agreement) => Some((id, record, agreement)),
            _ => None,
        })
        .collect();
    let calendar = Calendar::new(all.iter().filter_map(|(id, record, agreement)| Some((agreement.signed.or(record.when)?, *id))));
    let purposes = WordIndex::new(all.iter().map(|(_, _, agreement)| agreement.objective.as_str()));
    let mut pairs: HashMap<String, u32> = HashMap::new();
    for (_, _, agreement) in &all {
        *pairs.entry(bodies(maker, agreement).unwrap_or_default()).or_insert(0) += 1;
    }
    for (index, &(id, record, agreement)) in all.iter().enumerate() {
        let named = maker.is_named(id);
        dates(maker, &calendar, (id, record, agreement), named);
        let single = !purposes.is_contained(index) && words::content(&agreement.objective).len() >= TELLING;
        purpose(maker, (id, record, agreement), named, single);
        let alone = |bodies: &str| pairs.get(bodies).is_some_and(|&times| times == 1);
        parties(maker, (id, record, agreement), named, alone);
    }
}

type One<'o, 'a> = (ItemId, &'o Record<'a>, &'o Agreement<'a>);

fn dates(maker: &mut Maker<'_, '_>, calendar: &Calendar, (id, record, agreement): One<'_, '_>, named: bool) {
    let stem = words::stem(&record.title);
    let (be, form) = (if words::is_plural(stem) { "were" } else { "was" }, agreement.form.name().to_lowercase());
    let signed = agreement.signed.filter(|_| !disputed(record, Point::Signing));
    if let Some((year, date)) = signed.filter(|_| named).and_then(|date| Some((year_of(date)?, date))) {
        let answer = if date == year { date.to_string() } else { format!("{year} ({date})") };
        let question = format!("In which year {be} {} signed?", words::the(stem));
        maker.recall(id, (Topic::Signed, ""), (Evidence::Head, Value::Date(year)), question, answer);
    }
    if let Some(date) = signed.filter(|date| calendar.is_alone(*date, |other| other == id)) {
        let what = if form.ends_with("statement") || form == "plan" || form == "agreement" { form.as_str() } else { "document" };
        let question = format!("Which {what} between the two countries was signed {}?", on(date));
        maker.recall(id, (Topic::SignedBack, ""), (Evidence::Head, Value::Words), question, stem.to_owned());
    }
    if let Some(date) = agreement.in_force.filter(|_| named && !disputed(record, Point::Force)) {
        let question = format!("{} did {} enter into force?", words::capital(asked(date)), words::the(stem));
        maker.recall(id, (Topic::InForce, ""), (Evidence::Head, Value::Date(date)), question, date.to_string());
    }
}

fn purpose(maker: &mut Maker<'_, '_>, (id, record, agreement): One<'_, '_>, named: bool, single: bool) {
    if disputed(record, Point::Purpose) {
        return;
    }
    let stem = words::stem(&record.title);
    let objective = agreement.objective.as_str();
    if named {
        let question = format!("What is the purpose of {}?", words::the(stem));
        maker.recall(id, (Topic::Purpose, ""), (Evidence::Head, Value::Words), question, objective.to_owned());
    }
    if single && !disputed(record, Point::Name) {
        let question = format!("Which agreement, memorandum or declaration has this purpose? “{}”", words::unstopped(objective));
        maker.recall(id, (Topic::PurposeBack, ""), (Evidence::Head, Value::Words), question, record.title.to_string());
    }
}

fn parties(maker: &mut Maker<'_, '_>, (id, record, agreement): One<'_, '_>, named: bool, alone: impl Fn(&str) -> bool) {
    let Some(bodies) = bodies(maker, agreement).filter(|_| !disputed(record, Point::Bodies)) else { return };
    let stem = words::stem(&record.title);
    let told = agreement.parties.iter().any(|party| words::share(stem, &party.name) >= super::GIVEN_AWAY);
    let back = agreement.parties.iter().any(|party| words::share(&party.name, stem) >= super::GIVEN_AWAY);
    if named && !told {
        let question = format!("Which bodies signed {}?", words::the(stem));
        maker.recall(id, (Topic::Parties, ""), (Evidence::Head, Value::Words), question, bodies.clone());
    }
    if alone(&bodies) && !back && !told {
        let question = format!("Which document was signed by these bodies? {bodies}");
        maker.recall(id, (Topic::PartiesBack, ""), (Evidence::Head, Value::Words), question, record.title.to_string());
    }
}

/// `India: …; Japan: …`, if it was not simply the two countries that signed.
fn bodies(maker: &Maker<'_, '_>, agreement: &Agreement<'_>) -> Option<String> {
    let pack = &maker.dataset.pack;
    let plain = |name: &str| pack.countries.iter().any(|country| name.starts_with(country.name.as_str()) || country.adjective == name);
    let vague = |name: &str| name.contains(" and cities") || name.contains(" or ") || name.starts_with(|c: char| c.is_lowercase());
    if agreement.parties.iter().any(|party| vague(&party.name)) || agreement.parties.iter().filter(|party| !plain(&party.name)).count() == 0 {
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

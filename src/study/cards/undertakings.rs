//! Cards of initiatives and projects: who leads the one, and who carries out the other.

use super::dispute::{DisputedPoint, disputed};
use super::{Maker, listed};
use crate::data::ItemId;
use crate::data::body::{Body, Initiative, Project};
use crate::data::record::Record;
use crate::data::text::Text;
use crate::study::cards::card::{Evidence, Topic, Value};
use crate::study::wording;
use crate::study::wording::statement::the_body;

/// Makes the cards of all initiatives.
pub(crate) fn initiatives(maker: &mut Maker<'_, '_>) {
    for (id, record) in maker.records() {
        let Body::Initiative(initiative) = &record.body else { continue };
        if !disputed(record, DisputedPoint::Bodies) {
            lead(maker, id, record, initiative);
        }
    }
}

fn lead(maker: &mut Maker<'_, '_>, id: ItemId, record: &Record<'_>, initiative: &Initiative<'_>) {
    let Some(lead) = initiative.lead.as_deref() else { return };
    // “Japan’s supply-chain programme” says whose it is.
    let told = maker.dataset.pack.countries.iter().any(|country| {
        let names = [country.name.as_str(), country.adjective.as_str()];
        wording::says(lead, &country.name) && names.iter().any(|name| wording::says(&record.title, name))
    });
    if !told {
        let be = if wording::is_plural(&record.title) { "are" } else { "is" };
        let question = format!("Who {be} in the lead of {}?", wording::the(wording::stem(&record.title)));
        maker.recall(id, (Topic::Lead, ""), (Evidence::Head, Value::Words), question, lead.to_owned());
    }
}

/// Makes the cards of all projects.
pub(crate) fn projects(maker: &mut Maker<'_, '_>) {
    for (id, record) in maker.records() {
        let Body::Project(project) = &record.body else { continue };
        // A list of projects is none.
        if record.title.contains(": ") {
            continue;
        }
        let Some(partners) = partners(project).filter(|_| !disputed(record, DisputedPoint::Bodies)) else { continue };
        let question = format!("Who are the partners in {}?", wording::the(wording::stem(&record.title)));
        maker.recall(id, (Topic::Partners, ""), (Evidence::Head, Value::Words), question, partners);
    }
}

/// The partners by name, if there are two or three: one alone is a customer, and nobody learns a long list.
fn partners(project: &Project<'_>) -> Option<String> {
    let is_name = |name: &Text<'_>| name.starts_with(char::is_uppercase);
    let names: Vec<String> = project.partners.iter().map(|name| the_body(name)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    ((2..=3).contains(&names.len()) && project.partners.iter().all(is_name)).then(|| listed(&names))
}

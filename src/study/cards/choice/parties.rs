//! Wrong parties to an agreement, one body changed for another of its side that signed something of the same sector; and
//! wrong countries of an exercise, one changed for another that trains elsewhere.

use super::{Far, Wrong, share_a_sector};
use crate::data::body::{Agreement, Body, Party};
use crate::data::{Dataset, ItemId};
use crate::study::cards::card::Card;
use crate::study::cards::dispute::surroundings;
use crate::study::cards::{is_country, the_country};
use crate::study::wording;
use crate::study::wording::statement::the_body;

/// The parties with one of them changed.
pub(super) fn wrong(dataset: &Dataset<'_>, card: &Card) -> Vec<(Far, Wrong)> {
    let Some(own) = agreement(dataset, card.owner) else { return Vec::new() };
    let answer = card.answer();
    let mut found = Vec::new();
    for (from, record) in dataset.records.iter().enumerate().map(|(index, record)| (ItemId::from_index(index), record))
    {
        let Some(other) = agreement(dataset, from).filter(|_| from != card.owner) else { continue };
        let near = share_a_sector(dataset, card.owner, from);
        for right in &own.parties {
            for wrong in other.parties.iter().filter(|wrong| near && could_sign(right, wrong)) {
                if own.parties.iter().any(|party| wording::says(&party.name, &wrong.name)) {
                    continue;
                }
                let text = answer.replacen(right.name.as_str(), &wrong.name, 1);
                let why = format!(
                    "{} is a party to {}.",
                    wording::capital(&the_body(&wrong.name)),
                    wording::the(wording::stem(&record.title))
                );
                found.push((far(right, wrong), Wrong { text, from, why }));
            }
        }
    }
    found
}

/// The countries of an exercise with one of them changed, not one of the pack's two.
pub(super) fn countries(dataset: &Dataset<'_>, card: &Card) -> Vec<(Far, Wrong)> {
    let Some(Body::Exercise(own)) = dataset.record(card.owner).map(|record| &record.body) else { return Vec::new() };
    let answer = card.answer();
    let known = surroundings(dataset, card.owner);
    let is_home = |name: &str| dataset.pack.countries.iter().any(|country| country.name == name);
    let mut found = Vec::new();
    for (from, record) in dataset.records.iter().enumerate().map(|(index, record)| (ItemId::from_index(index), record))
    {
        let Body::Exercise(other) = &record.body else { continue };
        let strangers = other.partners.iter().filter(|name| is_country(name) && !is_home(name));
        // Who is spoken of there at all may have had a part.
        for wrong in strangers.filter(|name| !wording::has_run(&known, &wording::folded(name))) {
            for right in own.partners.iter().filter(|name| !is_home(name)) {
                let text = answer.replacen(&the_country(right), &the_country(wrong), 1);
                let why = format!("{wrong} trains in {}.", wording::the(wording::stem(&record.title)));
                found.push((0, Wrong { text, from, why }));
            }
        }
    }
    found
}

fn agreement<'d, 'a>(dataset: &'d Dataset<'a>, id: ItemId) -> Option<&'d Agreement<'a>> {
    let Body::Agreement(agreement) = &dataset.record(id)?.body else { return None };
    Some(agreement)
}

/// Whether one body might stand for another: of its side, and of its sort as its first word tells it.
fn could_sign(right: &Party<'_>, wrong: &Party<'_>) -> bool {
    let sort = |name: &str| wording::words(name).next().map(str::to_lowercase);
    right.side == wrong.side && right.name != wrong.name && sort(&right.name) == sort(&wrong.name)
}

/// What is as long looks as likely.
fn far(right: &Party<'_>, wrong: &Party<'_>) -> Far {
    super::length_apart(&right.name, &wrong.name)
}

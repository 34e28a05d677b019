//! Wrong values for a gap in a fact: amounts of other facts that are told alike.

use super::{DONORS, Far, Wrong, sample};
use crate::data::Dataset;
use crate::study::cards::Deck;
use crate::study::cards::card::{Card, Face, Topic};
use crate::study::cards::dispute::surroundings;
use crate::study::wording::quantities::{Kind as SpanKind, Span, spans};
use crate::study::wording::{self, Lexicon};

/// Values of other facts, of the same kind; only for an amount that is told exactly.
pub(super) fn wrong(deck: &Deck, dataset: &Dataset<'_>, lexicon: &Lexicon<'_>, card: &Card) -> Vec<(Far, Wrong)> {
    let Face::Cloze { hidden, .. } = &card.face else { return Vec::new() };
    let Some(span) = gap(dataset, lexicon, card) else { return Vec::new() };
    if span.loose {
        return Vec::new();
    }
    let Some(known) = surroundings(dataset, card.owner) else { return Vec::new() };
    let numbers = deck.of_topic(Topic::Fact);
    let others = sample::of(numbers.len(), DONORS, card.id.as_str()).filter_map(|at| deck.card(*numbers.get(at)?));
    let others = others.filter(|other| other.owner != card.owner);
    others
        .filter_map(|other| {
            let Face::Cloze { hidden: wrong, .. } = &other.face else { return None };
            let kind = gap(dataset, lexicon, other)?.kind;
            let far = match (&span.kind, &kind) {
                (SpanKind::Amount { before, after }, SpanKind::Amount { before: b, after: a })
                    if before == b && after == a =>
                {
                    amounts_apart(hidden, wrong)
                }
                _ => None,
            };
            let free = !known.contains(&format!(" {} ", wording::folded(number(wrong))));
            let why = format!("“{wrong}” is told of “{}”.", dataset.get(other.owner).map_or("", |item| item.title()));
            far.filter(|_| free).map(|far| (far, Wrong { text: wrong.clone(), from: other.owner, why }))
        })
        .collect()
}

/// The value that a gap hides, where it stands in its fact.
fn gap(dataset: &Dataset<'_>, lexicon: &Lexicon<'_>, card: &Card) -> Option<Span> {
    let Face::Cloze { before, hidden, .. } = &card.face else { return None };
    let statement = card.fact(dataset)?.statement.as_str();
    let stands = |span: &Span| {
        statement.get(span.range.clone()) == Some(hidden)
            && statement.get(..span.range.start).is_some_and(|head| head.ends_with(before.as_str()))
    };
    spans(lexicon, statement).into_iter().find(stands)
}

/// How far two amounts are apart, if far enough and not out of all proportion.
fn amounts_apart(right: &str, wrong: &str) -> Option<Far> {
    let value = |text: &str| number(text).replace(',', "").parse::<f64>().ok().filter(|value| *value > 0.0);
    let ratio = (value(wrong)? / value(right)?).ln().abs();
    #[expect(clippy::cast_possible_truncation, reason = "a ratio of at most four, in thousandths")]
    (0.2..1.6).contains(&ratio).then_some((ratio * 1000.0) as i64)
}

/// The digits of an amount.
fn number(text: &str) -> &str {
    text.split(' ').find(|word| word.bytes().any(|byte| byte.is_ascii_digit())).unwrap_or(text)
}

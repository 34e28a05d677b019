//! Twins: two records that have half their words in common are one thing told twice.
//!
//! Words weigh by how few records have them, so that the words of the whole pack make nobody alike; the names of its
//! countries do not count at all, since a small pack may tell of both everywhere. What sources dispute is left out: a
//! dispute may belong to several records.
//!
//! Not every record is held against every other. The rarest words of a record are its mark: as many as whoever has half
//! its words must have two of. Theirs are in their mark too, so only records whose marks share two words are compared.

use std::collections::{HashMap, HashSet};

use super::Report;
use super::words::meaningful;
use crate::data::problem::MOST;
use crate::data::record::Record;
use crate::text::fold::fold;

/// The share of their words by which records are twins: of each of the two, so of the longer one.
const HALF: f64 = 0.5;
/// Records with fewer words that say something say too little to be alike.
const FEWEST: usize = 8;
/// A word that more records have is in no mark; this keeps packs of a hundred thousand records quick.
const RARE: usize = 64;
/// So many records are thought to be besides those of the pack, all without its words: in a pack of two records, a word
/// that both have would weigh nothing otherwise.
const UNSEEN: u32 = 50;

impl Report<'_, '_> {
    /// Every two records that tell much the same, told of the later one.
    pub(super) fn twins(&mut self) {
        let records = &self.dataset.records;
        let texts = records.iter().map(told);
        let countries = self.dataset.pack.countries.iter();
        let names = countries.map(|country| fold(&format!("{} {}", country.name, country.adjective)));
        for twins in Bags::new(texts, &names.collect::<Vec<_>>()).twins(MOST) {
            let (Some(one), Some(other)) = (records.get(twins.one), records.get(twins.other)) else { continue };
            let message = format!(
                "“{}” tells much the same as “{}” ({:.0} % of its words); make them one, or tell what sets them apart",
                other.id,
                one.id,
                twins.share * 100.0
            );
            self.say(&other.id, "summary", &other.id, message);
        }
    }
}

/// All that a record tells, folded.
fn told(record: &Record<'_>) -> String {
    let mut all = format!("{} {}", fold(&record.title), fold(&record.summary));
    let mut add = |text: &str| {
        all.push(' ');
        all.push_str(&fold(text));
    };
    record.facts.iter().for_each(|fact| add(&fact.statement));
    record.body.each_text(&mut |_, text| add(text));
    all
}

/// A word by its number. The order is that of rareness.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    /// How many records have it.
    records: u32,
    number: u32,
}

/// The words of a record, the rarest first, each once.
struct Bag {
    words: Vec<Word>,
    weight: f64,
}

/// The words of all records.
struct Bags {
    bags: Vec<Bag>,
    /// What a word weighs by how many records have it.
    weights: Vec<f64>,
}

/// Two records and the share of their words that they have in common.
struct Twins {
    one: usize,
    other: usize,
    share: f64,
}

impl Bags {
    /// Counts the words of folded texts, one of each record, without the words of these.
    fn new(texts: impl Iterator<Item = String>, without: &[String]) -> Self {
        let without: HashSet<&str> = without.iter().flat_map(|text| meaningful(text)).collect();
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut counts: Vec<u32> = Vec::new();
        let mut bags = Vec::new();
        for text in texts {
            let mut words: Vec<u32> = Vec::new();
            for word in meaningful(&text).filter(|word| !without.contains(word)) {
                if let Some(&number) = numbers.get(word) {
                    words.push(number);
                } else {
                    let number = u32::try_from(counts.len()).unwrap_or(u32::MAX);
                    numbers.insert(word.to_owned(), number);
                    counts.push(0);
                    words.push(number);
                }
            }
            words.sort_unstable();
            words.dedup();
            for &word in &words {
                counts.get_mut(word as usize).into_iter().for_each(|count| *count += 1);
            }
            bags.push(words);
        }
        let all = u32::try_from(bags.len()).unwrap_or(u32::MAX);
        let total = f64::from(all.saturating_add(UNSEEN));
        let weights: Vec<f64> = (0..=all).map(|records| (total / f64::from(records.max(1))).ln()).collect();
        let weigh = |words: Vec<u32>| {
            let records = |number: u32| counts.get(number as usize).copied().unwrap_or(1);
            let mut words: Vec<_> = words.into_iter().map(|number| Word { records: records(number), number }).collect();
            words.sort_unstable();
            let weight = words.iter().map(|&word| weight(&weights, word)).sum();
            Bag { words, weight }
        };
        let bags = bags.into_iter().map(weigh).collect();
        Self { bags, weights }
    }

    /// Every two twins, by the later one; at most so many, and then those of a few records more.
    fn twins(&self, most: usize) -> Vec<Twins> {
        let mut marked: HashMap<u32, Vec<usize>> = HashMap::new();
        let mut found = Vec::new();
        let mut met: Vec<usize> = Vec::new();
        for (other, bag) in self.bags.iter().enumerate() {
            if found.len() >= most {
                break;
            }
            if bag.words.len() < FEWEST {
                continue;
            }
            met.clear();
            for word in self.mark(bag) {
                let with = marked.entry(word.number).or_default();
                met.extend_from_slice(with);
                with.push(other);
            }
            met.sort_unstable();
            for met in met.chunk_by(|before, next| before == next) {
                let Some((one, alike)) = met.first().and_then(|&one| Some((one, self.bags.get(one)?))) else {
                    continue;
                };
                if met.len() < self.needed(alike).min(self.needed(bag)) {
                    continue;
                }
                found.extend(self.share(alike, bag).map(|share| Twins { one, other, share }));
            }
        }
        found
    }

    /// What the rarest word weighs that two records have.
    fn heaviest(&self) -> f64 {
        self.weights.get(2).copied().unwrap_or(0.0)
    }

    /// How many words of its mark a twin of this record has: two, unless one might be half of it.
    fn needed(&self, bag: &Bag) -> usize {
        if bag.weight * HALF > self.heaviest() { 2 } else { 1 }
    }

    /// The rarest words of a record, until what is left weighs too little to make half of it together with one of
    /// these.
    fn mark<'b>(&'b self, bag: &'b Bag) -> impl Iterator<Item = Word> + 'b {
        let enough = if self.needed(bag) == 2 { bag.weight * HALF - self.heaviest() } else { 0.0 };
        let mut left = bag.weight;
        let words = bag.words.iter().copied().take_while(move |&word| {
            let is_needed = left >= enough;
            left -= weight(&self.weights, word);
            is_needed
        });
        words.take_while(|word| word.records as usize <= RARE).filter(|word| word.records > 1)
    }

    /// What two records have in common of the longer one, if it is half.
    fn share(&self, one: &Bag, other: &Bag) -> Option<f64> {
        let whole = one.weight.max(other.weight);
        let (mut ones, mut others) = (one.words.as_slice(), other.words.as_slice());
        let (mut common, mut left) = (0.0, one.weight.min(other.weight));
        let shorter_is_one = one.weight <= other.weight;
        while common + left >= whole * HALF
            && let ([first, ones_rest @ ..], [second, others_rest @ ..]) = (ones, others)
        {
            let passed = if first == second {
                common += weight(&self.weights, *first);
                true
            } else {
                (first < second) == shorter_is_one
            };
            if passed {
                left -= weight(&self.weights, *first.min(second));
            }
            if first <= second {
                ones = ones_rest;
            }
            if second <= first {
                others = others_rest;
            }
        }
        Some(common / whole).filter(|share| *share >= HALF)
    }
}

fn weight(weights: &[f64], word: Word) -> f64 {
    weights.get(word.records as usize).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn twins(texts: &[&str]) -> Vec<(usize, usize)> {
        Bags::new(texts.iter().map(|text| fold(text)), &[])
            .twins(MOST)
            .iter()
            .map(|twins| (twins.one, twins.other))
            .collect()
    }

    const COUNCIL: &str =
        "A council for cod and herring, which fishermen of Bergen founded with their ministry in 1999.";

    #[test]
    fn records_that_have_half_their_words_in_common_are_twins() {
        let same = "In 1999 fishermen of Bergen and the ministry founded it: a council for herring and cod.";
        let half = "Fishermen of Bergen founded a council for cod in 1999; trawlers, licences and quotas concern it.";
        let other = "A council of trawlers, licences, quotas and harbours, seldom convened by anybody since spring.";
        assert_eq!(twins(&[COUNCIL, same]), [(0, 1)]);
        assert_eq!(twins(&[COUNCIL, half]), [(0, 1)]);
        assert_eq!(twins(&[COUNCIL, other, same]), [(0, 2)]);
        assert_eq!(twins(&[COUNCIL, other]), []);
    }

    #[test]
    fn a_part_of_a_longer_record_is_no_twin_of_it() {
        let longer = format!(
            "{COUNCIL} Trawlers, licences, quotas, harbours, nets, prices, buoys, tolls, storms, wages, skippers and \
             engines concern it; whales, seals, shrimps, lobsters, mussels, salmon and kelp do not."
        );
        assert_eq!(twins(&[COUNCIL, &longer]), []);
    }

    #[test]
    fn words_that_most_records_have_make_no_twins() {
        let own =
            |at: usize| ["hill", "dale", "brook", "wood", "field", "moor"].map(|part| format!("{part}{at}")).join(" ");
        let texts: Vec<_> = (0..100).map(|at| format!("{COUNCIL} {}", own(at))).collect();
        let texts: Vec<_> = texts.iter().map(String::as_str).collect();
        assert_eq!(twins(&texts), []);
        assert_eq!(twins(&texts[..2]), [(0, 1)], "in a pack of two, who knows what is common");
    }

    #[test]
    fn the_names_of_the_countries_make_nobody_alike() {
        let names = "Free Hill Valley River Lake Bridge Castle Orchard Meadow Forest";
        let (one, other) = (
            "towing rescue vessels sank crews people overboard searched",
            "table harbour delegation ashore hosts agreement shown lay",
        );
        let both = |names: &str| [format!("{names} {one}"), format!("{names} {other}")];
        let alike = |without: &str| {
            let texts = both(names).map(|text| fold(&text));
            Bags::new(texts.into_iter(), &[fold(without)]).twins(MOST).len()
        };
        assert_eq!((alike(""), alike(names)), (1, 0));
    }
}

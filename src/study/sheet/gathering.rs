//! Gathering what a sheet is about, so many records at a time: a topic of a huge pack has tens of thousands, and no key
//! waits until all are looked at. How it is told is for the parts of the sheet.

use std::cmp::Reverse;

use hashbrown::HashMap;

use super::Request;
use crate::data::link::{LinkEnd, Relation};
use crate::data::record::Weight;
use crate::data::{Dataset, ItemId};

/// A topic with fewer Core records than this takes in what is useful as well.
const FEW: usize = 12;
/// As many links as a written question is worth.
const ASKED: usize = 3;

/// What a sheet is about, as far as it is gathered.
#[derive(Clone, Debug)]
pub struct Gathering {
    request: Request,
    stage: Stage,
    /// The number of what comes next in the stage.
    next: usize,
    /// What each record of a topic that written questions ask is worth more.
    asked: HashMap<ItemId, usize>,
    /// The records of a topic, with what decides about their places.
    ranked: Vec<(Weight, Reverse<usize>, ItemId)>,
    /// Of each item of the dataset, whether it is among the subjects.
    is_subject: Vec<bool>,
    found: HashMap<ItemId, Near>,
    pub(super) size: Size,
    pub(super) items: Vec<ItemId>,
    pub(super) near: Vec<Near>,
}

/// How many records a topic has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Size {
    pub(super) records: usize,
    /// How many of them are Core.
    pub(super) core: usize,
}

/// Something linked with what a sheet is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near {
    /// What it is.
    pub(super) item: ItemId,
    /// Which of the subjects it is linked with; the first, if with several.
    pub(super) of: ItemId,
    /// How, seen from there.
    pub(super) end: LinkEnd,
    /// With how many of them.
    pub(super) count: usize,
}

/// What is done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The records of the topic are looked for.
    Ranking,
    /// They are put in order.
    Ordering,
    /// What is linked with the subjects is looked for.
    Nearing,
    /// That is put in order.
    OrderingNear,
    Done,
}

impl Gathering {
    /// Nothing is gathered yet.
    #[must_use]
    pub fn new(dataset: &Dataset<'_>, request: Request) -> Self {
        let mut gathering = Self {
            stage: Stage::Ranking,
            next: 0,
            asked: HashMap::new(),
            ranked: Vec::new(),
            is_subject: Vec::new(),
            found: HashMap::new(),
            size: Size::default(),
            items: Vec::new(),
            near: Vec::new(),
            request,
        };
        match &gathering.request {
            Request::Items(items) => {
                gathering.items.clone_from(items);
                gathering.begin_nearing(dataset);
            }
            Request::Sector(_) => {
                let records = dataset.questions().iter().flat_map(|question| &question.records);
                for record in records.filter_map(|record| dataset.find(record)) {
                    *gathering.asked.entry(record).or_default() += ASKED;
                }
            }
        }
        gathering
    }

    /// What is asked for.
    #[must_use]
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// Whether all is gathered.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.stage == Stage::Done
    }

    /// All of it.
    #[must_use]
    pub fn finished(mut self, dataset: &Dataset<'_>) -> Self {
        self.finish(dataset);
        self
    }

    /// Gathers what is left.
    pub fn finish(&mut self, dataset: &Dataset<'_>) {
        while !self.advance(dataset, usize::MAX) {}
    }

    /// Goes on by so many records; tells whether all is gathered.
    pub fn advance(&mut self, dataset: &Dataset<'_>, records: usize) -> bool {
        match self.stage {
            Stage::Ranking => self.rank(dataset, records),
            Stage::Ordering => self.order(dataset),
            Stage::Nearing => self.look_near(dataset, records),
            Stage::OrderingNear => self.order_near(dataset),
            Stage::Done => {}
        }
        self.is_done()
    }

    /// Looks for records of the topic: what is linked with most and asked most counts, and twice where it is of this
    /// sector above all.
    fn rank(&mut self, dataset: &Dataset<'_>, records: usize) {
        let end = self.next.saturating_add(records).min(dataset.records.len());
        if let Request::Sector(name) = &self.request
            && let Some(sector) = dataset.pack.sectors.iter().position(|sector| *sector == **name)
        {
            for id in (self.next..end).map(ItemId::from_index) {
                let mut numbers = dataset.sector_numbers(id).iter();
                let Some(place) = numbers.position(|number| usize::from(*number) == sector) else { continue };
                let Some(record) = dataset.record(id) else { continue };
                let known = dataset.links(id).len() + self.asked.get(&id).copied().unwrap_or_default();
                self.ranked.push((record.weight, Reverse(if place == 0 { 2 * known } else { known }), id));
            }
        }
        self.next = end;
        if end == dataset.records.len() {
            self.stage = Stage::Ordering;
        }
    }

    /// Puts the Core records first, and where those are few the useful ones behind them.
    fn order(&mut self, dataset: &Dataset<'_>) {
        let mut ranked = std::mem::take(&mut self.ranked);
        let core = ranked.iter().filter(|(weight, ..)| *weight == Weight::Core).count();
        self.size = Size { records: ranked.len(), core };
        let least = if core < FEW { Weight::Useful } else { Weight::Core };
        if ranked.iter().any(|(weight, ..)| *weight <= least) {
            ranked.retain(|(weight, ..)| *weight <= least);
        }
        ranked.sort_unstable();
        self.items = ranked.into_iter().map(|(.., id)| id).collect();
        self.begin_nearing(dataset);
    }

    fn begin_nearing(&mut self, dataset: &Dataset<'_>) {
        self.is_subject = vec![false; dataset.len()];
        for id in &self.items {
            if let Some(is_subject) = self.is_subject.get_mut(id.index()) {
                *is_subject = true;
            }
        }
        (self.stage, self.next) = (Stage::Nearing, 0);
    }

    fn look_near(&mut self, dataset: &Dataset<'_>, records: usize) {
        let end = self.next.saturating_add(records).min(self.items.len());
        for &of in self.items.get(self.next..end).unwrap_or_default() {
            let ends = dataset.links(of).iter();
            for &end in ends.filter(|end| self.is_subject.get(end.to.index()) == Some(&false)) {
                let near = self.found.entry(end.to).or_insert(Near { item: end.to, of, end, count: 0 });
                near.count += 1;
                // A relation that says more is told, wherever it stands.
                if end.relation < near.end.relation {
                    (near.of, near.end) = (of, end);
                }
            }
        }
        self.next = end;
        if end == self.items.len() {
            self.stage = Stage::OrderingNear;
        }
    }

    /// Puts in order what is linked with the subjects: of a topic first what is linked with most of them, of records
    /// first what matters and is more than to be seen as well.
    fn order_near(&mut self, dataset: &Dataset<'_>) {
        let mut near: Vec<Near> = std::mem::take(&mut self.found).into_values().collect();
        let weight = |near: &Near| dataset.record(near.item).map(|record| record.weight);
        if matches!(self.request, Request::Sector(_)) {
            near.sort_by_cached_key(|near| (Reverse(near.count), weight(near), near.item));
        } else {
            let is_loose = |near: &Near| near.end.relation == Relation::SeeAlso;
            near.sort_by_cached_key(|near| (is_loose(near), weight(near), near.end.relation, near.item));
        }
        self.near = near;
        self.is_subject = Vec::new();
        self.stage = Stage::Done;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::data::bundled;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn in_slices_of_any_size_the_same_is_gathered(
            sector in any::<prop::sample::Index>(), items in prop::collection::vec(0_usize..1200, 0..4), records in 1_usize..300,
        ) {
            let dataset = bundled::dataset().unwrap();
            let name = sector.get(&dataset.pack.sectors).to_string();
            let items: Vec<ItemId> = items.into_iter().map(ItemId::from_index).collect();
            let request = if items.is_empty() { Request::Sector(name) } else { Request::Items(items) };
            let whole = Gathering::new(&dataset, request.clone()).finished(&dataset);
            let mut sliced = Gathering::new(&dataset, request);
            while !sliced.advance(&dataset, records) {
                prop_assert!(sliced.next <= dataset.len() && sliced.ranked.len() <= sliced.next);
            }
            prop_assert_eq!(format!("{:?}", (&whole.items, &whole.near)), format!("{:?}", (&sliced.items, &sliced.near)));
            prop_assert_eq!((whole.size.records, whole.size.core), (sliced.size.records, sliced.size.core));
        }
    }

    /// What one looks for in every record by the names of its sectors.
    #[test]
    fn of_a_topic_is_what_says_so() {
        let dataset = bundled::dataset().unwrap();
        for sector in &dataset.pack.sectors {
            let gathered = Gathering::new(&dataset, Request::Sector(sector.to_string())).finished(&dataset);
            let of_it = || dataset.numbered_records().filter(|(_, record)| record.sectors.contains(sector));
            assert_eq!(gathered.size.records, of_it().count());
            let mut core: Vec<ItemId> =
                of_it().filter(|(_, record)| record.weight == Weight::Core).map(|(id, _)| id).collect();
            if core.len() >= FEW {
                let mut items = gathered.items.clone();
                items.sort_unstable();
                core.sort_unstable();
                assert_eq!(items, core, "{sector}");
            }
        }
    }
}

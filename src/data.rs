//! The dataset: a pack's RON text turned into typed, checked, immutable records.
//!
//! In reading order: [`files`] brings the text, [`load`] parses it (quickly where it is plain: `plain_ron`; why a file
//! does not parse, `diagnosis` tells) and says how far it has come ([`loading`]),
//! `resolve` puts it together (the bundled dataset comes compiled: [`compiled`]), [`layer`] lays other packs on it,
//! [`check`] judges it, and every [`problem`] found is told with its place. What a record is stands in [`record`] and
//! [`body`], what its kind gives it, in a form that anybody can read, in [`particular`]; figures over time in
//! [`series`]; how they stand to each other in [`link`], where sources differ in [`dispute`], what is asked about them
//! in [`question`] and [`mains`]. Nothing here draws, searches or knows a terminal.

mod adjacency;
mod bank;
pub mod body;
#[cfg(bundled)]
pub mod bundled;
mod by_id;
mod by_item;
pub mod card;
pub mod check;
pub mod cite;
pub mod claim;
pub mod compiled;
pub mod date;
pub(crate) mod diagnosis;
mod dialect;
#[cfg(bundled)]
pub mod difference;
pub mod dispute;
mod each_text;
mod exact_list;
pub mod files;
mod item;
pub mod kinds;
pub mod layer;
pub mod link;
pub mod load;
pub mod loading;
pub mod mains;
pub mod native;
pub mod notation;
pub mod on_this_day;
pub mod orders;
pub mod origin;
pub mod pack;
pub mod particular;
pub mod period;
#[cfg(bundled)]
mod plain_ron;
pub mod problem;
pub mod question;
pub mod record;
mod resolve;
pub mod ron_text;
pub mod ron_value;
pub mod schema;
pub mod series;
#[cfg(bundled)]
pub mod template;
pub mod text;
mod time_order;
mod unread;
pub mod word;
pub mod written;

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

pub use body::Body;
pub use item::{Item, ItemId};
pub use kinds::Kind;
pub use pack::Pack;
pub use record::Record;
pub use series::Series;

use adjacency::Adjacency;
use bank::Bank;
use by_id::ById;
use by_item::ByItem;
use card::WrittenCard;
use cite::Cites;
use date::PartialDate;
use link::{LinkEnd, Relation};
use mains::MainsQuestion;
use orders::Orders;
use origin::Layers;
use question::BankQuestion;
use text::Text;

/// A whole pack, every reference resolved.
#[derive(Debug)]
pub struct Dataset<'a> {
    /// The pack's head.
    pub pack: Pack<'a>,
    /// All records, in the order of the files.
    pub records: Vec<Record<'a>>,
    /// All series, in the order of the file.
    pub series: Vec<Series<'a>>,
    questions: Questions<'a>,
    cards: Cards<'a>,
    mains: Mains<'a>,
    links: Adjacency<LinkEnd>,
    former: Former<'a>,
    /// The layers that lie on the pack, and whose everything is.
    pub layers: Layers<'a>,
    /// What the build of the program made of it for the search, which alone reads that.
    for_search: Option<&'static [u8]>,
    known: Known,
    /// The orders in which it was listed, each found when it is first asked for.
    pub orders: Orders,
}

/// What is found out of a dataset when it is first asked for, and kept.
#[derive(Debug, Default)]
struct Known {
    /// All items by their ids.
    by_id: OnceLock<ById<ItemId>>,
    /// The records of each kind in their order.
    of_kinds: OnceLock<HashMap<Kind, Vec<ItemId>>>,
    /// The dated records with their dates, oldest first.
    in_order_of_time: OnceLock<Vec<(ItemId, PartialDate)>>,
    /// The first series of each unit.
    of_units: OnceLock<Vec<ItemId>>,
    /// Which sources each item cites, read off its cites.
    cited: ByItem<u32>,
    /// Of which sectors each record is.
    sector_numbers: ByItem<u8>,
}

/// The written questions of a pack.
type Questions<'a> = Bank<BankQuestion<'a>, BankQuestion<'static>>;
/// The questions in the form of the main examination of a pack.
type Mains<'a> = Bank<MainsQuestion<'a>, MainsQuestion<'static>>;
/// The written cards of a pack.
type Cards<'a> = Bank<WrittenCard<'a>, WrittenCard<'static>>;

/// Ids of records that became part of others, in order, each with what it leads to.
type Former<'a> = Vec<(Text<'a>, ItemId)>;

impl<'a> Dataset<'a> {
    /// How many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len() + self.series.len()
    }

    /// Whether there is nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The written questions, in the order of their file.
    #[must_use]
    pub fn questions(&self) -> &[BankQuestion<'a>] {
        self.questions.entries(|all| all)
    }

    /// How many written questions there are: nobody has to unpack them to tell that.
    #[must_use]
    pub fn question_count(&self) -> usize {
        self.questions.len()
    }

    /// The written cards, in the order of their file.
    #[must_use]
    pub fn cards(&self) -> &[WrittenCard<'a>] {
        self.cards.entries(|all| all)
    }

    /// The questions in the form of the main examination, in the order of their file.
    #[must_use]
    pub fn mains(&self) -> &[MainsQuestion<'a>] {
        self.mains.entries(|all| all)
    }

    /// How many questions in the form of the main examination there are.
    #[must_use]
    pub fn mains_count(&self) -> usize {
        self.mains.len()
    }

    /// Every item's number, records first.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = ItemId> + ExactSizeIterator + use<> {
        (0..self.len()).map(ItemId::from_index)
    }

    /// Every record with its number.
    pub fn numbered_records(&self) -> impl DoubleEndedIterator<Item = (ItemId, &Record<'a>)> {
        self.records.iter().enumerate().map(|(at, record)| (ItemId::from_index(at), record))
    }

    /// Every item with its number.
    #[must_use]
    pub fn items(&self) -> impl DoubleEndedIterator<Item = (ItemId, Item<'_, 'a>)> {
        let records = self.records.iter().enumerate().map(|(at, record)| (at, Item::Record(record)));
        let before = self.records.len();
        let series = self.series.iter().enumerate().map(move |(at, series)| (before + at, Item::Series(series)));
        records.chain(series).map(|(at, item)| (ItemId::from_index(at), item))
    }

    /// The records of a kind, in the order of the files.
    #[must_use]
    pub fn of_kind(&self, kind: Kind) -> &[ItemId] {
        let of_kinds = self.known.of_kinds.get_or_init(|| {
            let mut of_kinds: HashMap<Kind, Vec<ItemId>> = HashMap::new();
            for (id, record) in self.numbered_records() {
                of_kinds.entry(record.kind).or_default().push(id);
            }
            of_kinds
        });
        of_kinds.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Every dated record with its date, oldest first.
    #[must_use]
    pub fn in_order_of_time(&self) -> &[(ItemId, PartialDate)] {
        self.known.in_order_of_time.get_or_init(|| time_order::dated(self))
    }

    /// The units that series are counted in, each once, in the order in which they first come.
    pub fn units(&self) -> impl Iterator<Item = &str> {
        let of_units = self.known.of_units.get_or_init(|| {
            let mut known = HashSet::new();
            let series = self.series.iter().zip(self.records.len()..);
            let firsts = series.filter(|(series, _)| known.insert(series.unit.as_str()));
            firsts.map(|(_, number)| ItemId::from_index(number)).collect()
        });
        of_units.iter().filter_map(move |id| self.series_of(*id)).map(|series| series.unit.as_str())
    }

    /// The numbers of the sources that an item cites, in order and each once; what a pack does not have is passed over.
    /// They are read off the cites once: of a huge pack that takes most of the time of whoever asks every item.
    #[must_use]
    pub fn cited(&self, id: ItemId) -> &[u32] {
        self.known.cited.of(id, self.len(), |id, all| {
            // Most will not be read: what is unpacked to be looked at is given up again.
            let apart = self.record(id).and_then(Record::apart);
            let Some(item) = apart.as_ref().map(Item::Record).or_else(|| self.get(id)) else { return };
            let mut sources: Vec<&str> = item.cites().into_iter().flat_map(Cites::source_ids).collect();
            // A series may cite one source a thousand times.
            sources.dedup();
            let numbers = sources.into_iter().filter_map(|id| self.pack.sources.number(id));
            let mut numbers: Vec<u32> = numbers.filter_map(|number| u32::try_from(number).ok()).collect();
            numbers.sort_unstable();
            numbers.dedup();
            all.append(&mut numbers);
        })
    }

    /// The numbers of a record's sectors in the pack's list, in the order of the record; a pack has no more than
    /// [`MOST`](pack::lists::MOST). They are looked up once.
    #[must_use]
    pub fn sector_numbers(&self, id: ItemId) -> &[u8] {
        self.known.sector_numbers.of(id, self.len(), |id, all| {
            let names = self.record(id).map_or(&[][..], |record| &record.sectors);
            let number = |name: &Text<'_>| self.pack.sectors.iter().position(|sector| sector == name);
            all.extend(names.iter().filter_map(number).filter_map(|number| u8::try_from(number).ok()));
        })
    }

    /// The item of this number. Numbers come from this dataset, so there always is one; a number
    /// of another dataset gives `None`.
    #[must_use]
    pub fn get(&self, id: ItemId) -> Option<Item<'_, 'a>> {
        match id.index().checked_sub(self.records.len()) {
            None => self.records.get(id.index()).map(Item::Record),
            Some(index) => self.series.get(index).map(Item::Series),
        }
    }

    /// The record of this number, if it is one.
    #[must_use]
    pub fn record(&self, id: ItemId) -> Option<&Record<'a>> {
        self.records.get(id.index())
    }

    /// The series of this number, if it is one.
    #[must_use]
    pub fn series_of(&self, id: ItemId) -> Option<&Series<'a>> {
        id.index().checked_sub(self.records.len()).and_then(|index| self.series.get(index))
    }

    /// The item whose id in the files is this, or was before it became part of another.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<ItemId> {
        self.by_id().find(id, |item| self.id_of(item)).or_else(|| self.find_former(id))
    }

    fn by_id(&self) -> &ById<ItemId> {
        self.known.by_id.get_or_init(|| ById::of(self.ids(), |item| self.id_of(item)))
    }

    /// Whether no two items have one id.
    fn has_no_id_twice(&self) -> bool {
        self.by_id().len() == self.len()
    }

    fn id_of(&self, item: ItemId) -> &str {
        self.get(item).map_or("", |item| item.id())
    }

    fn find_former(&self, id: &str) -> Option<ItemId> {
        let at = self.former.binary_search_by(|(former, _)| former.as_str().cmp(id)).ok()?;
        self.former.get(at).map(|(_, now)| *now)
    }

    /// All that an item is linked with, from either end, in the order of relations, and of the files where they are
    /// the same.
    #[must_use]
    pub fn links(&self, id: ItemId) -> &[LinkEnd] {
        self.links.of(id)
    }

    /// What an item is linked with in any way; who is linked in two ways comes twice.
    pub fn neighbours(&self, id: ItemId) -> impl Iterator<Item = ItemId> + Clone {
        self.links.of(id).iter().map(|end| end.to)
    }

    /// How one item is linked with another, from either end.
    pub fn relations(&self, one: ItemId, other: ItemId) -> impl Iterator<Item = Relation> {
        // Each knows its links; one of them may have thousands.
        let is_shorter = self.links.of(one).len() <= self.links.of(other).len();
        let (few, many) = if is_shorter { (one, other) } else { (other, one) };
        self.links.of(few).iter().filter(move |end| end.to == many).map(|end| end.relation)
    }

    /// Whether two items are linked in any way.
    #[must_use]
    pub fn are_linked(&self, one: ItemId, other: ItemId) -> bool {
        self.relations(one, other).next().is_some()
    }

    /// Where the link of an end is said, if it says that by itself.
    #[must_use]
    pub fn cites_of_link(&self, id: ItemId, end: LinkEnd) -> Option<&Cites<'a>> {
        let index = usize::from(end.cited?.get()) - 1;
        let writer = if end.is_backward { end.to } else { id };
        self.get(writer)?.raw_links().get(index).map(|link| &link.cites)
    }

    /// What the build of the program made of it for the search; nothing of any but the bundled one as it stands there.
    #[must_use]
    pub(crate) fn made_for_search(&self) -> Option<&'static [u8]> {
        self.for_search
    }

    /// The ids nearest to a mistyped one, best first.
    #[must_use]
    pub fn nearest_ids(&self, wanted: &str, most: usize) -> Vec<&str> {
        let ids = self.ids().filter_map(|id| self.get(id)).map(|item| item.id());
        problem::nearest_ids(wanted, ids, most)
    }
}

//! The conditions of a query: its fields, what it excludes, and alternatives to either. They decide, but are worth
//! nothing: what is, its words, is for [`crate::search::plan`].

use super::field::Field;
use crate::data::{Dataset, ItemId};
use crate::search::engine::corpus::Corpus;
use crate::search::engine::term::Needle;
use crate::search::own::Own;
use crate::search::query::{Clause, Term, Test};

/// Of each of these, something must hold.
#[derive(Debug, Default)]
pub(crate) struct Conditions(Vec<Vec<Condition>>);

impl Conditions {
    /// Adds a clause of a query.
    pub(crate) fn add(&mut self, clause: &Clause) {
        self.0.push(clause.iter().map(Condition::new).collect());
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether any asks that something be of a time.
    pub(crate) fn ask_time(&self) -> bool {
        self.0.iter().flatten().any(Condition::asks_time)
    }

    /// How closely an item is of the time that is asked for, of so many steps; nothing is asked where that is 0 of all.
    pub(crate) fn closeness(&self, dataset: &Dataset<'_>, id: ItemId) -> u32 {
        self.asked().map(|field| field.closeness(dataset, id)).max().unwrap_or(0)
    }

    /// The most that [`Self::closeness`] answers of any item.
    pub(crate) fn most_closeness(&self) -> u32 {
        self.asked().map(Field::most_closeness).max().unwrap_or(0)
    }

    /// The fields that are asked for alone.
    fn asked(&self) -> impl Iterator<Item = &Field> {
        self.0.iter().filter_map(|clause| match clause.as_slice() {
            [Condition { negated: false, check: Check::Field(field) }] => Some(field),
            _ => None,
        })
    }

    /// Whether an item meets all.
    pub(super) fn hold(&self, corpus: &Corpus, dataset: &Dataset<'_>, id: ItemId, own: &dyn Own) -> bool {
        let holds = |condition: &Condition| condition.holds(corpus, dataset, id, own);
        self.0.iter().all(|clause| clause.iter().any(holds))
    }

    /// Whether they hold of an item if any time is taken for the one asked for.
    pub(super) fn hold_at_any_time(&self, corpus: &Corpus, dataset: &Dataset<'_>, id: ItemId, own: &dyn Own) -> bool {
        let holds = |condition: &Condition| condition.asks_time() || condition.holds(corpus, dataset, id, own);
        self.0.iter().all(|clause| clause.iter().any(holds))
    }
}

/// One condition.
#[derive(Debug)]
struct Condition {
    negated: bool,
    check: Check,
}

/// What it asks of an item.
#[derive(Debug)]
enum Check {
    Field(Field),
    Word(Box<Needle>),
    /// It does not read, so that nothing meets it.
    Nothing,
}

impl Condition {
    fn new(term: &Term) -> Self {
        let check = match &term.test {
            Test::Field(field) => Check::Field(field.clone()),
            Test::Word(word, mode) => Check::Word(Box::new(Needle::new(word, *mode))),
            Test::Nothing => Check::Nothing,
        };
        Self { negated: term.negated, check }
    }

    /// Whether it asks that something be of a time.
    fn asks_time(&self) -> bool {
        !self.negated && matches!(&self.check, Check::Field(field) if field.asks_time())
    }

    fn holds(&self, corpus: &Corpus, dataset: &Dataset<'_>, id: ItemId, own: &dyn Own) -> bool {
        let is_so = match &self.check {
            Check::Field(field) => field.holds(dataset, id, own),
            Check::Nothing => false,
            Check::Word(needle) => match own.notes().place(id) {
                Some(place) => stands_in(own.notes().corpus(dataset), needle, place),
                None => stands_in(corpus, needle, id.index()),
            },
        };
        is_so != self.negated
    }
}

/// Whether a word stands anywhere in an item.
fn stands_in(corpus: &Corpus, needle: &Needle, item: usize) -> bool {
    let named = corpus.names_of(item).iter().any(|name| {
        needle.may_fit(name.mask, name.heads) && needle.in_name(corpus.text(name).as_bytes(), name.heads).is_some()
    });
    named || needle.in_text(corpus.texts_of(item, &mut Vec::new()).all).is_some()
}

//! Lists of words that records take from a pack: how an agreement stands, what an argument is for, which group figures
//! are of. A pack that lists none has the usual ones, and needs none for most pairs of countries.
//!
//! The words themselves are [`Word`]s; that each is in its list is for [`crate::data::check`].

use serde::{Deserialize, Serialize};

use crate::data::body::Body;
use crate::data::pack::Pack;
use crate::data::record::Record;
use crate::data::series::Series;
use crate::data::text::Text;
use crate::data::word::Word;

/// How an agreement may stand, besides the usual. In the file: `(id: Shelved, name: "Shelved")`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StatusName<'a> {
    /// What an agreement’s `status` says: a word without quotation marks.
    #[serde(borrow)]
    pub id: Word<'a>,
    /// What a reader sees.
    pub name: Text<'a>,
    /// Whether such an agreement was signed more than once, so that no question asks on which day; no, if left out.
    #[serde(default)]
    pub signed_again: bool,
}

/// What an argument may be for. In the file: `(id: Challenge, name: "Challenge", heading: "Challenges")`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Stance<'a> {
    /// What a theme’s `stance` says: a word without quotation marks.
    #[serde(borrow)]
    pub id: Word<'a>,
    /// What one such argument is called.
    pub name: Text<'a>,
    /// What several are listed under; the same, if left out.
    #[serde(default)]
    pub heading: Option<Text<'a>>,
    /// Whether it tells why a topic matters, so that a sheet begins with it; no, if left out.
    #[serde(default)]
    pub opens: bool,
}

/// A group of figures. In the file: `(id: Fish, name: "Fish and seafood")`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Group<'a> {
    /// What a series’ `group` says: a word without quotation marks.
    #[serde(borrow)]
    pub id: Word<'a>,
    /// What its figures are listed under.
    pub name: Text<'a>,
    /// Whether its series are the details of others (goods by chapter, say), so that of each only its last figure is
    /// asked, and only where it counts; no, if left out.
    #[serde(default)]
    pub is_detail: bool,
}

/// The most words of a list, and the most sectors: who reads goes through them with the eye.
pub const MOST: usize = 100;

/// How agreements stand all over the world: the word, its name, and whether such an agreement was signed again.
const STATUSES: [(&str, &str, bool); 12] = [
    // Entered into force.
    ("InForce", "In force", false),
    // Signed; nothing is told of its entry into force.
    ("Signed", "Signed", false),
    // In use before it is ratified.
    ("Provisional", "Provisionally applied", false),
    // Its term was lengthened.
    ("Extended", "Extended", true),
    // Signed again for a further term.
    ("Renewed", "Renewed", true),
    // Replaced by a later, wider one.
    ("Upgraded", "Upgraded", false),
    // Replaced by another.
    ("Superseded", "Superseded", false),
    // Out of use for a time.
    ("Suspended", "Suspended", false),
    // Its term ended.
    ("Expired", "Expired", false),
    // Ended by a party, or by all.
    ("Terminated", "Terminated", false),
    // Signed and given up before it was in force.
    ("Abandoned", "Abandoned", false),
    // The sources do not tell.
    ("Unclear", "Unclear", false),
];

/// What arguments are for, if a pack does not say: the word, what one is called, what several are listed under, and
/// whether it tells why a topic matters.
const STANCES: [(&str, &str, &str, bool); 3] = [
    ("Significance", "Significance", "Significance", true),
    ("Challenge", "Challenge", "Challenges", false),
    ("WayForward", "Way forward", "Way forward", false),
];

/// Groups of figures, if a pack does not say: the word, its name, and whether its series are details.
const GROUPS: [(&str, &str, bool); 6] = [
    ("Trade", "Trade", false),
    ("Investment", "Investment", false),
    // Official development assistance.
    ("Assistance", "Assistance", false),
    ("Companies", "Companies", false),
    ("People", "People", false),
    // Goods by chapter or commodity.
    ("Commodities", "Commodities", true),
];

impl<'a> Pack<'a> {
    /// Every status of agreements: the usual ones, and those of the pack, which may give a usual one another name.
    #[must_use]
    pub fn all_statuses(&self) -> Vec<(&str, &str)> {
        let own = |id: &str| self.statuses.iter().any(|status| status.id.is(id));
        let usual = STATUSES.iter().filter(|(id, ..)| !own(id)).map(|(id, name, _)| (*id, *name));
        usual.chain(self.statuses.iter().map(|status| (status.id.id().as_str(), status.name.as_str()))).collect()
    }

    /// Whether an agreement of this status was signed more than once.
    #[must_use]
    pub fn is_signed_again(&self, status: &Word<'_>) -> bool {
        let own = self.statuses.iter().find(|own| own.id.id() == status.id()).map(|own| own.signed_again);
        own.unwrap_or_else(|| STATUSES.iter().any(|(id, _, again)| *again && status.is(id)))
    }

    /// Every stance in the order listed: the word, what one is called, what several are listed under.
    #[must_use]
    pub fn all_stances(&self) -> Vec<(&str, &str, &str)> {
        if self.stances.is_empty() {
            return STANCES.iter().map(|(id, name, heading, _)| (*id, *name, *heading)).collect();
        }
        self.stances
            .iter()
            .map(|stance| {
                let heading = stance.heading.as_ref().unwrap_or(&stance.name);
                (stance.id.id().as_str(), stance.name.as_str(), heading.as_str())
            })
            .collect()
    }

    /// Whether arguments of this stance tell why a topic matters.
    #[must_use]
    pub fn opens_a_topic(&self, stance: &Word<'_>) -> bool {
        if self.stances.is_empty() {
            return STANCES.iter().any(|(id, .., opens)| *opens && stance.is(id));
        }
        self.stances.iter().any(|own| own.opens && own.id.id() == stance.id())
    }

    /// Every group of figures in the order listed: the word and its name.
    #[must_use]
    pub fn all_groups(&self) -> Vec<(&str, &str)> {
        if self.groups.is_empty() {
            return GROUPS.iter().map(|(id, name, _)| (*id, *name)).collect();
        }
        self.groups.iter().map(|group| (group.id.id().as_str(), group.name.as_str())).collect()
    }

    /// Where a group stands in that order.
    #[must_use]
    pub fn place_of_group(&self, group: &Word<'_>) -> usize {
        let groups = self.all_groups();
        groups.iter().position(|(id, _)| group.is(id)).unwrap_or(groups.len())
    }

    /// Whether the series of a group are the details of others.
    #[must_use]
    pub fn is_detail(&self, group: &Word<'_>) -> bool {
        if self.groups.is_empty() {
            return GROUPS.iter().any(|(id, _, detail)| *detail && group.is(id));
        }
        self.groups.iter().any(|own| own.is_detail && own.id.id() == group.id())
    }

    /// Gives the words of records and series the names that the lists have for them.
    pub(in crate::data) fn name_words(&self, records: &mut [Record<'a>], series: &mut [Series<'a>]) {
        let usual = |known: Option<&'static str>| known.map(Text::from);
        for record in records {
            match record.written_mut().map(|content| &mut content.body) {
                Some(Body::Agreement(agreement)) => {
                    let status = &mut agreement.status;
                    let own = self.statuses.iter().find(|own| own.id.id() == status.id()).map(|own| own.name.clone());
                    let known = STATUSES.iter().find(|(id, ..)| status.is(id)).map(|(_, name, _)| *name);
                    status.named(own.or_else(|| usual(known)));
                }
                Some(Body::Theme(theme)) => {
                    let stance = &mut theme.stance;
                    let own = self.stances.iter().find(|own| own.id.id() == stance.id()).map(|own| own.name.clone());
                    let known = STANCES.iter().find(|(id, ..)| stance.is(id)).map(|(_, name, ..)| *name);
                    stance.named(own.or_else(|| usual(known)));
                }
                Some(
                    Body::Event(_)
                    | Body::Institution(_)
                    | Body::Project(_)
                    | Body::Exercise(_)
                    | Body::Person(_)
                    | Body::Initiative(_)
                    | Body::Place(_)
                    | Body::Term(_),
                )
                | None => {}
            }
        }
        for series in series {
            let group = &mut series.group;
            let own = self.groups.iter().find(|own| own.id.id() == group.id()).map(|own| own.name.clone());
            let known = GROUPS.iter().find(|(id, ..)| group.is(id)).map(|(_, name, _)| *name);
            group.named(own.or_else(|| usual(known)));
        }
    }
}

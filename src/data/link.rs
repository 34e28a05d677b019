//! Links: how one thing stands to another, from a small list of relations, each told in words from both ends.
//!
//! A link is written once, at one end; the other end is computed by [`super::load`], so that the two can never
//! contradict each other. In the file: `{SignedAt: ["summit-2010"], LedTo: [("cepa", "brief ¶14")]}`, or
//! `["summit-2010", "cepa"]` where no relation is told. Which links make sense is for [`super::check`].

use std::fmt;
use std::num::NonZeroU16;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeStruct as _;
use serde::{Deserialize, Serialize, Serializer};

use super::ItemId;
use super::cite::Cites;
use super::text::Text;
use crate::data::kinds::Kind;

/// How one thing stands to another; the order is that in which links are told.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[serde(deny_unknown_fields)]
pub enum Relation {
    /// A part, and the whole.
    PartOf,
    /// An agreement, and the event at which it was signed or announced.
    SignedAt,
    /// An agreement, and who signed it.
    SignedBy,
    /// A meeting, and who took part.
    AttendedBy,
    /// Whatever else happened, and who had a part in it.
    Involves,
    /// A thing, and the place where it is or happened.
    LocatedIn,
    /// A cause, and what came of it.
    LedTo,
    /// The earlier, and the later in the same line.
    SucceededBy,
    /// A doing, and the agreement or initiative that it carries out.
    Implements,
    /// A thing, and the figures that tell its size.
    MeasuredBy,
    /// Two that contradict each other.
    DisagreesWith,
    /// What a reader would open next.
    SeeAlso,
}

impl Relation {
    /// Every relation, in the order told.
    pub const ALL: [Self; 12] = [
        Self::PartOf,
        Self::SignedAt,
        Self::SignedBy,
        Self::AttendedBy,
        Self::Involves,
        Self::LocatedIn,
        Self::LedTo,
        Self::SucceededBy,
        Self::Implements,
        Self::MeasuredBy,
        Self::DisagreesWith,
        Self::SeeAlso,
    ];

    /// The words at the end where the link is written: *this* is signed at that.
    #[must_use]
    pub fn forward(self) -> &'static str {
        match self {
            Self::PartOf => "Part of",
            Self::SignedAt => "Signed at",
            Self::SignedBy => "Signed by",
            Self::AttendedBy => "Attended by",
            Self::Involves => "Involved",
            Self::LocatedIn => "Located in",
            Self::LedTo => "Led to",
            Self::SucceededBy => "Succeeded by",
            Self::Implements => "Implements",
            Self::MeasuredBy => "Measured by",
            Self::DisagreesWith => "Disagrees with",
            Self::SeeAlso => "See also",
        }
    }

    /// The words at the other end: *there* that was signed.
    #[must_use]
    pub fn backward(self) -> &'static str {
        match self {
            Self::PartOf => "Parts",
            Self::SignedAt => "Signed here",
            Self::SignedBy => "Signed",
            Self::AttendedBy => "Attended",
            Self::Involves => "Had a part in",
            Self::LocatedIn => "Located here",
            Self::LedTo => "Came from",
            Self::SucceededBy => "Preceded by",
            Self::Implements => "Implemented by",
            Self::MeasuredBy => "Measures",
            Self::DisagreesWith => "Disagrees with",
            Self::SeeAlso => "See also",
        }
    }

    /// Which way time goes along it, if one of the two came of the other.
    #[must_use]
    pub fn course(self) -> Option<Course> {
        match self {
            Self::LedTo | Self::SucceededBy => Some(Course::Onward),
            Self::Implements => Some(Course::Back),
            Self::PartOf
            | Self::SignedAt
            | Self::SignedBy
            | Self::AttendedBy
            | Self::Involves
            | Self::LocatedIn
            | Self::MeasuredBy
            | Self::DisagreesWith
            | Self::SeeAlso => None,
        }
    }

    /// Whether it reads the same from both ends.
    #[must_use]
    pub fn is_mutual(self) -> bool {
        matches!(self, Self::DisagreesWith | Self::SeeAlso)
    }

    /// Whether a link from the one kind to the other can mean this.
    #[must_use]
    pub fn fits(self, from: Kind, to: Kind) -> bool {
        match self {
            Self::SignedAt => from == Kind::Agreement && matches!(to, Kind::Event | Kind::Institution),
            Self::SignedBy => from == Kind::Agreement && matches!(to, Kind::Person | Kind::Institution),
            Self::AttendedBy | Self::Involves => {
                matches!(from, Kind::Event | Kind::Institution | Kind::Exercise)
                    && matches!(to, Kind::Person | Kind::Institution)
            }
            Self::LocatedIn => to == Kind::Place,
            Self::MeasuredBy => to == Kind::Series,
            Self::PartOf | Self::LedTo | Self::SucceededBy | Self::Implements | Self::DisagreesWith | Self::SeeAlso => {
                true
            }
        }
    }
}

/// Which way time goes along a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// What it leads to came of what it stands at.
    Onward,
    /// What it stands at came of what it leads to.
    Back,
}

/// A link as its record writes it.
#[derive(Clone, Debug, Deserialize)]
pub struct Link<'a> {
    /// The id of what it leads to.
    #[serde(borrow)]
    pub to: Text<'a>,
    /// How that stands to this.
    pub relation: Relation,
    /// Where that is said, if the record does not say it elsewhere.
    pub cites: Cites<'a>,
}

/// For other programs as `{"to": "cepa", "as": "LedTo", "cites": […]}`; compiled as its three fields.
impl Serialize for Link<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return (&self.to, self.relation, &self.cites).serialize(serializer);
        }
        let has_cites = !self.cites.is_empty();
        let mut fields = serializer.serialize_struct("Link", 2 + usize::from(has_cites))?;
        fields.serialize_field("to", &self.to)?;
        fields.serialize_field("as", &self.relation)?;
        if has_cites {
            fields.serialize_field("cites", &self.cites)?;
        }
        fields.end()
    }
}

/// One end of a link, at the item that is asked.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct LinkEnd {
    /// What is at the other end.
    pub to: ItemId,
    /// How the two stand to each other.
    pub relation: Relation,
    /// Whether the link is written at the other end.
    pub is_backward: bool,
    /// If the link says by itself where it is said, as few do: its number, from 1, among the links of the item that writes
    /// it. Nobody has to look into that item for all the others.
    pub cited: Option<NonZeroU16>,
}

impl LinkEnd {
    /// What is told of the other end.
    #[must_use]
    pub fn words(self) -> &'static str {
        if self.is_backward { self.relation.backward() } else { self.relation.forward() }
    }

    /// The order in which links are told; what reads alike from both ends stands together.
    pub(super) fn order(self) -> (Relation, bool) {
        (self.relation, self.is_backward && !self.relation.is_mutual())
    }
}

/// Reads links by relation, or a list of them without; or as they are compiled.
pub(super) fn by_relation<'de: 'a, 'a, D: Deserializer<'de>>(deserializer: D) -> Result<Box<[Link<'a>]>, D::Error> {
    if !deserializer.is_human_readable() {
        return Box::deserialize(deserializer);
    }
    deserializer.deserialize_any(Links)
}

struct Links;

impl<'de> Visitor<'de> for Links {
    type Value = Box<[Link<'de>]>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("links by relation, as in {PartOf: [\"fishing-talks\"]}, or a list of ids")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut links = Vec::new();
        add(&mut links, Relation::SeeAlso, &mut list)?;
        Ok(links.into_boxed_slice())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut links: Vec<Link<'de>> = Vec::new();
        while let Some(relation) = map.next_key::<Relation>()? {
            if links.iter().any(|link| link.relation == relation) {
                let message = format!("“{relation:?}” stands here twice; write all its links in one list");
                return Err(A::Error::custom(message));
            }
            map.next_value_seed(OfRelation { links: &mut links, relation })?;
        }
        Ok(links.into_boxed_slice())
    }
}

/// The ends of one relation, which come to those of others.
struct OfRelation<'l, 'a> {
    links: &'l mut Vec<Link<'a>>,
    relation: Relation,
}

impl<'de> DeserializeSeed<'de> for OfRelation<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for OfRelation<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // As serde says it of any list.
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        add(self.links, self.relation, &mut list)
    }
}

/// Adds what a list leads to. Most lists lead to one thing, so that room is made for each as it comes.
fn add<'de, A: SeqAccess<'de>>(links: &mut Vec<Link<'de>>, relation: Relation, list: &mut A) -> Result<(), A::Error> {
    while let Some(WrittenEnd(to, cites)) = list.next_element()? {
        if links.is_empty() {
            links.reserve_exact(1);
        }
        links.push(Link { to, relation, cites });
    }
    Ok(())
}

/// An id, or a pair of an id and its cites.
struct WrittenEnd<'a>(Text<'a>, Cites<'a>);

impl<'de: 'a, 'a> Deserialize<'de> for WrittenEnd<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IdOrPair;

        impl<'de> Visitor<'de> for IdOrPair {
            type Value = WrittenEnd<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the id of a record, or (\"id\", \"source ¶n\")")
            }

            fn visit_borrowed_str<E: Error>(self, id: &'de str) -> Result<Self::Value, E> {
                Ok(WrittenEnd(Text::from(id), Cites::default()))
            }

            fn visit_str<E: Error>(self, id: &str) -> Result<Self::Value, E> {
                Ok(WrittenEnd(Text::owned(id), Cites::default()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut pair: A) -> Result<Self::Value, A::Error> {
                let id = pair.next_element()?.ok_or_else(|| A::Error::invalid_length(0, &self))?;
                let cites = pair.next_element()?.ok_or_else(|| A::Error::invalid_length(1, &self))?;
                Ok(WrittenEnd(id, cites))
            }
        }

        deserializer.deserialize_any(IdOrPair)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    #[serde(transparent)]
    struct Field<'a>(#[serde(borrow, deserialize_with = "by_relation")] Box<[Link<'a>]>);

    fn read(text: &str) -> Result<Box<[Link<'_>]>, String> {
        let field: Result<Field<'_>, _> = crate::data::load::options().from_str(text);
        field.map(|field| field.0).map_err(|error| error.code.to_string())
    }

    #[test]
    fn links_are_read_by_relation_with_and_without_a_cite() {
        let links = read(r#"{PartOf: ["talks"], LedTo: ["pact", ("fund", "brief ¶2; note ¶1")]}"#).unwrap();
        let told: Vec<_> =
            links.iter().map(|link| (link.relation, link.to.as_str(), link.cites.as_text().as_str())).collect();
        assert_eq!(
            told,
            [
                (Relation::PartOf, "talks", ""),
                (Relation::LedTo, "pact", ""),
                (Relation::LedTo, "fund", "brief ¶2; note ¶1")
            ]
        );
        let bytes = postcard::to_allocvec(&links).unwrap();
        let again: Box<[Link<'_>]> = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(format!("{again:?}"), format!("{links:?}"));
    }

    #[test]
    fn a_plain_list_tells_no_relation() {
        let links = read(r#"["talks", "pact"]"#).unwrap();
        assert!(links.iter().all(|link| link.relation == Relation::SeeAlso) && links.len() == 2);
        assert!(read("{}").unwrap().is_empty() && read("[]").unwrap().is_empty());
    }

    #[test]
    fn what_is_no_link_is_told() {
        assert!(read(r#"{PartOf: ["a"], PartOf: ["b"]}"#).unwrap_err().contains("stands here twice"));
        assert!(read(r#"{Near: ["a"]}"#).unwrap_err().contains("Near"));
        assert!(read(r#"{PartOf: [("a")]}"#).is_err() && read("5").is_err());
    }

    #[test]
    fn every_relation_is_told_apart_at_both_ends() {
        for relation in Relation::ALL {
            assert_eq!(relation.forward() == relation.backward(), relation.is_mutual());
        }
        let mut words: Vec<_> = Relation::ALL.iter().flat_map(|one| [one.forward(), one.backward()]).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), 2 * Relation::ALL.len() - 2);
    }
}

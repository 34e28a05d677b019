//! A facet as a word that outlasts a run: `sector:Economy`, `person:abe`. Numbers of a dataset are not in it, for
//! another edition counts anew.

use super::{Facet, number};
use crate::data::pack::grade::Grade;
use crate::data::record::Weight;
use crate::data::{Dataset, Kind};

impl Facet {
    /// Its word.
    #[must_use]
    pub fn word(self, dataset: &Dataset<'_>) -> String {
        let pack = &dataset.pack;
        let (group, name) = match self {
            Self::Sector(index) => ("sector", pack.sectors.get(index as usize).map(ToString::to_string)),
            Self::Kind(kind) => ("kind", Some(kind.id().to_owned())),
            Self::Decade(tens) => ("decade", Some(tens.to_string())),
            Self::Weight(weight) => ("weight", Some(weight.name().to_owned())),
            Self::Disputed => ("is", Some("disputed".to_owned())),
            Self::Marked => ("is", Some("marked".to_owned())),
            Self::Noted => ("is", Some("noted".to_owned())),
            Self::Person(id) => ("person", dataset.get(id).map(|item| item.id().to_owned())),
            Self::Grade(grade) => ("grade", Some(grade.letter().to_owned())),
            Self::Source(index) => ("source", pack.sources.get(index as usize).map(|source| source.id.to_string())),
        };
        format!("{group}:{}", name.unwrap_or_default())
    }

    /// The facet of a word, if the dataset has it.
    #[must_use]
    pub fn of_word(word: &str, dataset: &Dataset<'_>) -> Option<Self> {
        let pack = &dataset.pack;
        let (group, name) = word.split_once(':')?;
        match group {
            "sector" => pack.sectors.iter().position(|sector| *sector == *name).map(|at| Self::Sector(number(at))),
            "kind" => Kind::ALL.iter().find(|kind| kind.id() == name).map(|kind| Self::Kind(*kind)),
            "decade" => name.parse().ok().map(Self::Decade),
            "weight" => Weight::ALL.into_iter().find(|weight| weight.name() == name).map(Self::Weight),
            "is" => [("disputed", Self::Disputed), ("marked", Self::Marked), ("noted", Self::Noted)]
                .into_iter()
                .find_map(|(known, facet)| (known == name).then_some(facet)),
            "person" => dataset.find(name).map(Self::Person),
            "grade" => Grade::ALL.iter().find(|grade| grade.letter() == name).map(|grade| Self::Grade(*grade)),
            "source" => pack.sources.iter().position(|source| source.id == *name).map(|at| Self::Source(number(at))),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::ItemId;
    use crate::search::own::Own;
    use crate::search::predicate::facets::facets_of;

    /// Somebody who marked everything.
    struct All;

    impl Own for All {
        fn is_marked(&self, _: ItemId) -> bool {
            true
        }
    }

    #[test]
    fn every_facet_is_found_again_by_its_word() {
        let dataset = crate::data::bundled::dataset().unwrap();
        for id in dataset.ids() {
            for facet in facets_of(&dataset, &All, id) {
                assert_eq!(Facet::of_word(&facet.word(&dataset), &dataset), Some(facet));
            }
        }
        assert_eq!(Facet::of_word(&Facet::Noted.word(&dataset), &dataset), Some(Facet::Noted));
        for word in ["sector:Sorcery", "kind:", "decade:x", "person:nobody", "is:gone", "moon:1", "sector"] {
            assert_eq!(Facet::of_word(word, &dataset), None, "{word}");
        }
    }
}

//! The dataset that comes with the program: as text, to be checked, and compiled, to be opened.
//!
//! How it is compiled is in [`crate::data::compiled`]; the build script does it.

use std::borrow::Cow;

use crate::data::Dataset;
use crate::data::compiled::{self, CompiledError};
use crate::data::files::{File, Files};

macro_rules! texts {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../assets/dataset/", $name)))),+]
    };
}

static TEXTS: [(&str, &str); 16] = texts![
    "agreements.ron",
    "cards.ron",
    "disputes.ron",
    "events.ron",
    "exercises.ron",
    "initiatives.ron",
    "institutions.ron",
    "mains.ron",
    "pack.ron",
    "people.ron",
    "places.ron",
    "projects.ron",
    "questions.ron",
    "series.ron",
    "terms.ron",
    "themes.ron",
];

static COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/dataset.postcard"));

/// The files, as they stand in `assets/dataset`.
#[must_use]
pub fn files() -> Files {
    let list = TEXTS.iter().map(|&(name, text)| File { name: name.to_owned(), text: Cow::Borrowed(text) }).collect();
    Files { list }
}

/// The dataset, checked when the program was built.
///
/// # Errors
/// A build that went wrong.
pub fn dataset() -> Result<Dataset<'static>, CompiledError> {
    compiled::read(COMPILED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::pack::Pack;
    use crate::data::pack::sources::Sources;
    use crate::data::record::Record;
    use crate::data::{Item, load};

    fn told(item: Item<'_, '_>) -> String {
        match item {
            Item::Record(record) => {
                // Part by part, so that none is forgotten; the content may be packed, and is told as it is read.
                let Record { id, title, when, weight, kind, sectors, content: _ } = record;
                format!("{id} {title} {when:?} {weight:?} {kind:?} {sectors:?} {:?}", **record)
            }
            Item::Series(series) => format!("{series:?}"),
        }
    }

    #[test]
    fn the_compiled_dataset_is_that_of_the_files() {
        let files = files();
        let read = load::load(&files).unwrap_or_else(|problems| panic!("{problems:?}"));
        let compiled = dataset().unwrap();
        assert_eq!(read.records.len(), compiled.records.len());
        assert_eq!(read.series.len(), compiled.series.len());
        for (read, compiled) in read.items().zip(compiled.items()) {
            assert_eq!(told(read.1), told(compiled.1));
        }
        for id in read.ids() {
            assert_eq!(read.links(id), compiled.links(id));
        }
        let counts = |dataset: &Dataset<'_>| (dataset.question_count(), dataset.mains_count());
        assert_eq!((counts(&compiled), counts(&read)), (counts(&read), (read.questions().len(), read.mains().len())));
        assert_eq!(format!("{:?}", read.questions()), format!("{:?}", compiled.questions()));
        assert_eq!(format!("{:?}", read.cards()), format!("{:?}", compiled.cards()));
        assert_eq!(format!("{:?}", read.mains()), format!("{:?}", compiled.mains()));
        for record in &read.records {
            for was in &record.was {
                assert_eq!(compiled.find(was), read.find(&record.id), "{was}");
            }
        }
    }

    #[test]
    fn who_asks_where_a_link_is_said_looks_into_the_other_end_only_if_that_says_it() {
        let (asked, whole) = (dataset().unwrap(), dataset().unwrap());
        let mut said = 0;
        for id in asked.ids() {
            for end in asked.links(id) {
                let (from, to) = if end.is_backward { (end.to, id) } else { (id, end.to) };
                let is_unread = || asked.record(from).is_some_and(|record| record.content.is_unread());
                let was_unread = is_unread();
                let cites = asked.cites_of_link(id, *end);
                assert!(cites.is_some() || is_unread() == was_unread);
                let to = whole.get(to).unwrap().id();
                let mut written = whole.get(from).unwrap().raw_links().iter();
                let written =
                    written.find(|link| link.relation == end.relation && whole.find(&link.to) == whole.find(to));
                assert_eq!(cites, written.map(|link| &link.cites).filter(|cites| !cites.is_empty()), "{to}");
                said += usize::from(cites.is_some());
            }
        }
        assert!(said > 0);
    }

    #[test]
    fn the_compiled_pack_is_that_of_its_file_and_its_sources_have_their_numbers() {
        let files = files();
        let read = load::load(&files).unwrap_or_else(|problems| panic!("{problems:?}")).pack;
        let compiled = dataset().unwrap().pack;
        assert_eq!(read.sources.len(), compiled.sources.len());
        for (number, source) in read.sources.iter().enumerate() {
            assert_eq!(compiled.sources.number(&source.id), Some(number), "{}", source.id);
            let alone = compiled.sources.get(number).map(|source| format!("{source:?}"));
            assert_eq!(alone, Some(format!("{source:?}")));
        }
        let rest = |pack: Pack<'_>| format!("{:#?}", Pack { sources: Sources::default(), ..pack });
        assert_eq!(rest(read), rest(compiled));
    }

    #[test]
    fn every_kind_has_its_file() {
        let files = files();
        let dataset = load::load(&files).unwrap_or_else(|problems| panic!("{problems:?}"));
        for (_, item) in dataset.items() {
            let file = files.locate(item.id()).map(|(file, _)| file.base_name());
            assert_eq!(file, Some(item.kind().file()), "{}", item.id());
        }
    }
}

//! What the eras of a pack cite holds whatever lies on it: a layer that takes the source away, or leaves less of it, is
//! told so and left out; one that changes it is what the era then cites.

use std::path::Path;

use maitri::data::Dataset;
use maitri::data::files::{File, Files};
use maitri::data::layer::Stack;
use maitri::data::load;
use maitri::store::packs;

use crate::harness::PACK;

/// An era before all others, and a source that nothing but that cites.
const ERA: &str = "sources: [(id: \"kite-page\", title: \"A Page of Kites\", publisher: \"Kite Press\", grade: B, \
                   date: \"2026\", paragraphs: 3)], \
                   eras: [(name: \"Age of kites\", when: \"0300/0499\", cites: [\"kite-page ¶3\"])]";

/// The head of a layer.
fn head(id: &str, fields: &str) -> Files {
    let text =
        format!("(extends: \"india-japan\", id: \"{id}\", title: \"Layer {id}\", edition: \"2026-12-01\", {fields})");
    Files { list: vec![File { name: format!("{id}/pack.ron"), text: text.into() }] }
}

/// Lays these on the frozen pack, and gives what was said of those that were left out.
fn lay<R>(layers: Vec<Files>, look: impl FnOnce(&Dataset<'_>, &str) -> R) -> R {
    let stack = Stack::new(packs::read(Path::new(PACK)).expect("the frozen pack"), layers);
    let opened = stack.open(load::load_first).expect("the frozen pack is sound");
    look(&opened.dataset, &format!("{:?}", opened.left_out))
}

/// Every era cites what there is.
fn holds(dataset: &Dataset<'_>) {
    for era in &dataset.pack.eras {
        let cites: Vec<_> = era.cites.iter().flat_map(maitri::data::cite::Cites::iter).flatten().collect();
        assert!(!cites.is_empty(), "{} cites nothing", era.name);
        for cite in cites {
            let source = dataset.pack.source(cite.source);
            let source = source.unwrap_or_else(|| panic!("{} cites {}, which is not there", era.name, cite.source));
            assert!(cite.paragraphs.iter().all(|(_, to)| *to <= source.citable()), "{} cites too much", era.name);
        }
    }
}

#[test]
fn a_source_that_an_era_alone_cites_is_neither_taken_away_nor_made_less() {
    for (change, told) in [
        (
            "(withdraw: \"kite-page\", because: \"It is lost.\")",
            "“kite-page” is withdrawn here, and “Age of kites” cites",
        ),
        (
            "(amend: \"kite-page\", cite: \"test-guide ¶1\", paragraphs: 2)",
            "“kite-page” has less to cite by this than it had, and “Age of kites” cites",
        ),
    ] {
        let layers = vec![head("kites", ERA), head("change", &format!("sources: [{change}]"))];
        lay(layers, |dataset, left_out| {
            assert!(left_out.contains(told), "{left_out}");
            assert!(dataset.pack.eras.iter().any(|era| era.name == "Age of kites"), "the layer with the era stays");
            holds(dataset);
        });
    }
    // The eras of the base are held to the same.
    let gone = head("gone", "sources: [(withdraw: \"test-brief\", because: \"It is lost.\")]");
    lay(vec![gone], |dataset, left_out| {
        assert!(left_out.contains("“test-brief” is withdrawn here"), "{left_out}");
        holds(dataset);
    });
}

#[test]
fn an_era_cites_a_source_as_a_layer_changed_it() {
    let change = "sources: [(amend: \"kite-page\", cite: \"test-guide ¶1\", publisher: \"Wind Press\", paragraphs: 4)]";
    lay(vec![head("kites", ERA), head("change", change)], |dataset, left_out| {
        assert_eq!(left_out, "[]");
        let source = dataset.pack.source("kite-page").expect("the source");
        assert_eq!((source.publisher.as_str(), source.citable()), ("Wind Press", 4));
        assert_eq!(dataset.pack.eras.first().map(|era| era.name.as_str()), Some("Age of kites"));
        holds(dataset);
    });
    lay(vec![head("kites", ERA)], |dataset, left_out| {
        assert_eq!(left_out, "[]");
        holds(dataset);
    });
}

#[test]
fn an_era_of_a_layer_that_cites_what_is_not_there_is_refused() {
    let era = "eras: [(name: \"Age of kites\", when: \"0300/0499\", cites: [\"kite-page ¶3\"])]";
    lay(vec![head("kites", era)], |dataset, left_out| {
        assert!(left_out.contains("kite-page"), "{left_out}");
        assert!(dataset.pack.eras.iter().all(|era| era.name != "Age of kites"));
        holds(dataset);
    });
}

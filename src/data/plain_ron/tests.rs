//! That what is read quickly is what `ron` reads.

use std::marker::PhantomData;

use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::data::body::Body;
use crate::data::files::Files;
use crate::data::load::options;
use crate::data::mains::MainsQuestion;
use crate::data::question::BankQuestion;
use crate::data::record::Record;
use crate::data::series::Series;
use crate::data::{Kind, Pack, bundled};

/// What is read of a text, if it is plain; that `ron` reads the same is made sure.
fn read_alike<'t, T: Deserialize<'t> + fmt::Debug>(text: &'t str) -> Option<String> {
    let plain = format!("{:?}", read(text, PhantomData::<T>).ok()?);
    let known = options().from_str::<T>(text).map(|known| format!("{known:?}"));
    assert_eq!(known.map_err(|error| error.to_string()), Ok(plain.clone()), "{text}");
    Some(plain)
}

#[test]
fn the_bundled_pack_is_plain_and_reads_as_it_does_otherwise() {
    let Files { list } = bundled::files();
    for file in &list {
        let text = file.text.as_ref();
        let is_read = match file.base_name() {
            "pack.ron" => read_alike::<Pack<'_>>(text),
            "series.ron" => read_alike::<Vec<Series<'_>>>(text),
            "questions.ron" => read_alike::<Vec<BankQuestion<'_>>>(text),
            "mains.ron" => read_alike::<Vec<MainsQuestion<'_>>>(text),
            name if Kind::ALL.iter().any(|kind| kind.file() == name) => read_alike::<Vec<Record<'_>>>(text),
            _ => continue,
        };
        // Marks are written in a way of their own.
        assert!(is_read.is_some() || file.base_name() == "mains.ron", "{}", file.name);
    }
}

const RECORD: &str = r#"(id: "a", title: "A \"b\" \\ ü", aka: ["é", "c",], native: {"nb": ["æ", "ø"], "se": "å"}, // and so on
    when: "1999-01-02", sectors: ["Sea"], weight: Core, summary: "S.", facts: [("L", "St.", "s ¶1"), ("M", "Tt", "s ¶2"),],
    conflicts: ["d", (point: "P", claims: [("x", "s ¶1"), ("y", "s ¶2")], reading: "x")],
    links: {LedTo: [("b", "s ¶3"), "c"], PartOf: []}, cites: ["s ¶1"],
    body: Institution(form: Dialogue, side: "in", established: "1950", meetings: [(number: 1, date: "1980", cite: "s ¶1")]))"#;

#[test]
fn what_is_not_plain_is_left_to_another() {
    assert!(read_alike::<Record<'_>>(RECORD).is_some());
    for text in [
        "#![enable(implicit_some)] 5",
        "Some(5)",
        "None",
        "r\"a\"",
        "/* a */ 5",
        "5 // no line ends",
        "1_000",
        "0x10",
        "+5",
        "5.",
        "5e3",
        "\"\\u{41}\"",
        "\"a",
        "(5",
        "[5",
        "5 5",
        "",
    ] {
        assert!(
            read(text, PhantomData::<u64>).is_err()
                && read(text, PhantomData::<Option<u64>>).is_err()
                && read(text, PhantomData::<String>).is_err(),
            "{text}"
        );
    }
    assert!(
        read("Event((kind: Meeting))", PhantomData::<Body<'_>>).is_err()
            && read("Event(kind: Meeting", PhantomData::<Body<'_>>).is_err()
    );
}

proptest! {
    #[test]
    fn whatever_is_plain_reads_as_it_does_otherwise(
        changes in proptest::collection::vec((0..RECORD.len(), 0..4_usize, "[-a-z0-9A\"(){}\\[\\],:./# \n\\\\]{0,2}"), 0..3),
    ) {
        let mut text = RECORD.to_owned();
        for (at, len, new) in changes {
            let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let end = (at + len..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
            text.replace_range(at..end, &new);
        }
        read_alike::<Record<'_>>(&text);
        read_alike::<Vec<Record<'_>>>(&format!("[{text}, {text}]"));
    }

    #[test]
    fn numbers_and_words_read_as_they_do_otherwise(text in "[-+]?[0-9_.e]{1,4}[a-f]?|[a-zA-Z_]{1,6}|\"[a\\\\\"n]{0,4}\"") {
        read_alike::<u16>(&text);
        read_alike::<i64>(&text);
        read_alike::<f64>(&text);
        read_alike::<bool>(&text);
        read_alike::<String>(&text);
        read_alike::<Option<f64>>(&text);
        read_alike::<Vec<(f64, String)>>(&format!("[({text}, {text}),]"));
    }
}

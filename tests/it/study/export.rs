//! What Anki reads.

use std::collections::HashSet;

use maitri::study::cards::anki;
use maitri::study::notes::NoteBook;

use super::{dataset, deck};

#[test]
fn notes_are_four_fields_with_unique_guids() {
    let notes = anki::notes(deck(), dataset(), &NoteBook::default());
    let mut guids = HashSet::new();
    let mut count = 0;
    for (file, kind) in [(&notes.basic, "Basic"), (&notes.cloze, "Cloze")] {
        let mut lines = file.lines();
        let head: Vec<&str> = lines.by_ref().take(6).collect();
        assert_eq!(head[0], "#separator:tab");
        assert!(head.contains(&format!("#notetype:{kind}").as_str()));
        assert!(head.contains(&"#guid column:1") && head.contains(&"#tags column:4"));
        for line in lines {
            count += 1;
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 4, "{line}");
            assert!(guids.insert(fields[0].to_owned()), "{line}");
            assert_eq!(kind == "Cloze", fields[1].contains("{{c1::"), "{line}");
            assert!(!fields[1].is_empty() && !fields[2].is_empty() && !fields[3].is_empty(), "{line}");
        }
    }
    assert_eq!(count, deck().cards().len());
    if let Ok(directory) = std::env::var("MAITRI_ANKI") {
        std::fs::write(format!("{directory}/basic.txt"), &notes.basic).unwrap();
        std::fs::write(format!("{directory}/cloze.txt"), &notes.cloze).unwrap();
    }
}

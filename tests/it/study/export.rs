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
    // Sources are named: where a card is learnt, no id can be looked up.
    let all = notes.basic.clone() + &notes.cloze;
    for source in (0..40).filter_map(|number| dataset().pack.sources.get(number)) {
        assert!(!all.contains(&format!("{} ¶", source.id)), "{}", source.id);
    }
    let first = &deck().cards()[0];
    let cite = first.cites(dataset())[0].iter().flatten().next().expect("a source").source.to_owned();
    let source = dataset().pack.source(&cite).expect("one of the pack");
    let line = all.lines().find(|line| line.starts_with(&format!("{}\t", first.id))).expect("the note of the card");
    let named = format!("{}: ", source.graded_byline());
    assert!(line.contains(&named.replace('&', "&amp;").replace('"', "&quot;")), "{line}");
    if let Ok(directory) = std::env::var("MAITRI_ANKI") {
        std::fs::write(format!("{directory}/basic.txt"), &notes.basic).unwrap();
        std::fs::write(format!("{directory}/cloze.txt"), &notes.cloze).unwrap();
    }
}

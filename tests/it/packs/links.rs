//! Links by relation, shared disputes and former ids: told from both ends, and what is wrong with them is told.

use super::{Pack, RECORDS, refused, refused_for};
use crate::program::{Ran, run_on};

/// What `check` says of the good pack with one text in its records replaced by another.
fn checked(from: &str, to: &str) -> Ran {
    run_on(Pack::changed(from, to).path(), &["check", "--strict"])
}

fn shown(pack: &Pack, id: &str) -> String {
    let ran = run_on(pack.path(), &["show", id]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{id}");
    ran.stdout
}

/// The lines of a document from `Links` on.
fn links_of(document: &str) -> Vec<&str> {
    let lines = document.lines().map(str::trim).skip_while(|line| *line != "Links").skip(1);
    lines.take_while(|line| !line.is_empty()).collect()
}

const PLAIN: &str = "links: [\"fjord-council\"]";

#[test]
fn a_link_is_written_once_and_told_from_both_ends() {
    let pack = Pack::changed(PLAIN, "links: {LedTo: [(\"fjord-council\", \"page ¶1\")]}");
    let (cause, consequence) = (shown(&pack, "salmon-accord"), shown(&pack, "fjord-council"));
    assert!(
        links_of(&cause).iter().any(|line| line.starts_with("Led to") && line.contains("Fjord Council")),
        "{cause}"
    );
    let back = links_of(&consequence);
    assert!(back.iter().any(|line| line.starts_with("Came from") && line.contains("Salmon Accord")), "{consequence}");
    // Whoever is told of it is told who says so.
    for document in [&cause, &consequence] {
        assert!(document.contains("salmon”"), "the passage is quoted: {document}");
    }
    assert_eq!(run_on(pack.path(), &["check"]).code, 0);
}

#[test]
fn a_link_that_its_ends_cannot_have_is_told() {
    let ran = checked(PLAIN, "links: {SignedBy: [\"salmon-king\"], LocatedIn: [\"fjord-council\"]}");
    let said = "salmon-accord.links[1]: LocatedIn does not lead from Agreement to Institution; choose another relation";
    assert!(ran.code == 1 && ran.stderr.contains(said), "{}", ran.stderr);
}

#[test]
fn a_consequence_without_a_source_is_told() {
    let ran = checked(PLAIN, "links: {LedTo: [\"fjord-council\"]}");
    let said = "salmon-accord.links[0]: that this led to “fjord-council” is a claim; cite who says so";
    assert!(ran.code == 1 && ran.stderr.contains(said), "{}", ran.stderr);
}

#[test]
fn a_link_written_twice_is_told() {
    let twice = |links: &str, said: &str| {
        let ran = checked(PLAIN, links);
        assert!(ran.code == 1 && ran.stderr.contains(said), "{links}: {}", ran.stderr);
    };
    twice("links: [\"fjord-council\", \"fjord-council\"]", "salmon-accord.links[1]: this link stands here twice");
    twice("links: [\"salmon-accord\", \"fjord-council\"]", "a record does not link to itself");
    twice("links: {PartOf: [\"fjord-council\"], SeeAlso: [\"fjord-council\"]}", "SeeAlso adds nothing to it");
    twice(
        "links: [\"salmon-king\", \"fjord-council\"]",
        "salmon-king.links: “salmon-accord” writes this link at its end (SeeAlso); a link is written once",
    );
}

#[test]
fn a_relation_that_there_is_not_is_told() {
    refused_for(
        &Pack::changed(PLAIN, "links: {LeadTo: [\"fjord-council\"]}"),
        &["salmon-accord", "“LeadTo”", "“LedTo”?"],
    );
}

const DISPUTE: &str = r#"[(
    id: "salmon-age", point: "How old the salmon was",
    claims: [("Three years", "brief ¶6"), ("Four years", "brief ¶7")], reading: "Nobody counted.",
)]"#;

/// The pack with a dispute that its last two records share.
fn with_dispute() -> Pack {
    let records = RECORDS
        .replacen(
            "        cites: [\"page ¶2\"],",
            "        conflicts: [\"salmon-age\"],\n        cites: [\"page ¶2\"],",
            1,
        )
        .replacen(
            "        cites: [\"page ¶1\"],",
            "        conflicts: [\"salmon-age\"],\n        cites: [\"page ¶1\"],",
            1,
        );
    Pack::good().with("records.ron", records).with("disputes.ron", DISPUTE)
}

#[test]
fn a_dispute_is_stored_once_and_told_wherever_it_matters() {
    let pack = with_dispute();
    for id in ["fjord-council", "salmon-king"] {
        let document = shown(&pack, id);
        assert!(document.contains("How old the salmon was") && document.contains("Four years"), "{document}");
    }
    assert!(!shown(&pack, "salmon-accord").contains("How old"));
    assert_eq!(run_on(pack.path(), &["check"]).code, 0);
}

#[test]
fn what_is_wrong_with_a_shared_dispute_is_told_once() {
    let missing = refused(with_dispute().with("disputes.ron", "[]").path());
    assert_eq!(missing.matches("disputes.ron has no dispute “salmon-age”").count(), 2, "{missing}");
    let misspelt = refused(with_dispute().with("disputes.ron", DISPUTE.replace("salmon-age", "salmon-aged")).path());
    assert!(misspelt.contains("did you mean “salmon-aged”?"), "{misspelt}");
    assert!(misspelt.contains("no record names this dispute"), "{misspelt}");
    let ran = run_on(with_dispute().with("disputes.ron", DISPUTE.replace("brief ¶7", "brief ¶70")).path(), &["check"]);
    assert_eq!(ran.stderr.matches("“brief” has no ¶70").count(), 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("disputes.ron:3:"), "{}", ran.stderr);
}

#[test]
fn a_former_id_leads_to_what_it_became_part_of() {
    let was = "        was: [\"norse-fjords\"],\n        cites: [\"page ¶2\"],";
    let pack = Pack::changed("        cites: [\"page ¶2\"],", was);
    assert!(shown(&pack, "norse-fjords").contains("Fjord Council"));
    let linked = RECORDS.replacen("cites: [\"page ¶2\"],", "was: [\"norse-fjords\"], cites: [\"page ¶2\"],", 1);
    let linked = linked.replacen(PLAIN, "links: [\"norse-fjords\"]", 1);
    let pack = Pack::good().with("records.ron", linked);
    assert!(
        shown(&pack, "salmon-accord").contains("See also") && shown(&pack, "salmon-accord").contains("Fjord Council")
    );
}

#[test]
fn a_former_id_that_is_somebody_elses_is_told() {
    let was = "        was: [\"salmon-king\"],\n        cites: [\"page ¶2\"],";
    refused_for(
        &Pack::changed("        cites: [\"page ¶2\"],", was),
        &["fjord-council.was: “salmon-king” is the id of another record, or was"],
    );
}

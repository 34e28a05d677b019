//! What may be written for a field: an example of each that is wanted in a form of its own, for those who are told that
//! theirs is wrong.

/// How the value of a field, or one of its list, is written.
pub(super) fn of(field: &str) -> Option<&'static str> {
    Some(match field {
        "facts" => "(\"label\", \"statement\", \"source-id ¶1\")",
        "claims" | "expansions" => "(\"what is said\", \"source-id ¶1\")",
        "parties" => "(\"country code\", \"name\")",
        "lines" | "parts" => "(\"series-id\", \"name\")",
        "worth_citing" | "set" => "(\"text\", \"source-id ¶1\")",
        "links" => "{PartOf: [\"id\"]}, or [\"id\"]",
        "native" | "read_as" => "{\"fr\": \"Genève\"}",
        _ => return None,
    })
}

/// How a field that is missing may be written.
fn whole(field: &str) -> Option<&'static str> {
    Some(match field {
        "weight" => "weight: Core (or Useful, or Detail)",
        "sectors" => "sectors: [\"…\"]",
        "summary" => "summary: \"…\"",
        "title" => "title: \"…\"",
        "id" => "id: \"lower-case-words\"",
        "body" => "body: Event(kind: Meeting), or another kind",
        "objective" => "objective: \"…\"",
        "status" => "status: …",
        "edition" => "edition: \"2026-11-29\"",
        "countries" => "countries: [(code: \"…\", name: \"…\", adjective: \"…\"), …]",
        "sources" => "sources: [(id: \"…\", title: \"…\", publisher: \"…\", paragraphs: 1)]",
        _ => return None,
    })
}

/// That fields are missing, and how they are written.
pub(super) fn missing(fields: &[&str]) -> String {
    let names: Vec<String> = fields.iter().map(|field| format!("“{field}”")).collect();
    let told = match names.as_slice() {
        [one] => format!("the field {one} is missing"),
        [before @ .., last] => format!("the fields {} and {last} are missing", before.join(", ")),
        [] => String::new(),
    };
    let examples: Vec<&str> = fields.iter().filter_map(|field| whole(field)).collect();
    if examples.is_empty() { told } else { format!("{told}; write {}", examples.join(", ")) }
}

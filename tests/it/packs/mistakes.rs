//! Typical mistakes in a pack, each with all that is told of it: where, of what, and what to do about it. One test
//! each.
//!
//! What is told stands in a table of its own (`tests/packs/mistakes.txt`), to be read as one reads a list of sentences.
//! They are for somebody who has never seen RON. Where a second place matters, it stands after its problem.

use std::borrow::Cow;

use maitri::data::files::{File, Files};
use maitri::data::load::load;
use maitri::data::problem::Problem;

use super::{PACK, RECORDS, SERIES};

/// A question, for what only questions have.
const QUESTIONS: &str = r#"[
    (
        id: "salmon-best", form: Best, difficulty: 1, topic: "Sea", syllabus: "Fish", records: ["salmon-king"],
        stem: "Who was king?",
        items: [
            (text: "Olav", holds: true, why: "So it says.", cite: "page ¶1"),
            (text: "Harald", holds: false, why: "Not he.", cite: "page ¶1"),
            (text: "Haakon", holds: false, why: "Not he.", cite: "page ¶1"),
            (text: "Magnus", holds: false, why: "Not he.", cite: "page ¶1"),
        ],
        explanation: "Olav was.", cites: "page ¶1",
    ),
]
"#;

/// The good pack with one file changed.
pub(super) fn with(name: &str, text: &str) -> Files {
    let texts = [("pack.ron", PACK), ("questions.ron", QUESTIONS), ("records.ron", RECORDS), ("series.ron", SERIES)];
    let file = |(file, good): (&str, &'static str)| File {
        name: file.to_owned(),
        text: if file == name { Cow::Owned(text.to_owned()) } else { Cow::Borrowed(good) },
    };
    Files { list: texts.into_iter().map(file).collect() }
}

/// What is told of a pack, without the lines that show the places.
fn told(files: &Files) -> Vec<String> {
    let lines = |problem: &Problem| -> Vec<String> {
        let told = problem.to_string();
        told.lines().filter(|line| !line.starts_with("    ")).map(str::to_owned).collect()
    };
    load(files).err().unwrap_or_default().iter().flat_map(lines).collect()
}

fn good(name: &str) -> &'static str {
    match name {
        "pack.ron" => PACK,
        "questions.ron" => QUESTIONS,
        "series.ron" => SERIES,
        _ => RECORDS,
    }
}

/// The table: every mistake, and under it what is told of it.
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs/mistakes.txt");

fn check(mistake: &str, name: &str, edits: &[(&str, &str)]) {
    let mut text = good(name).to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let told = told(&with(name, &text)).join("\n");
    let table = std::fs::read_to_string(TABLE).expect("the table of mistakes");
    let mut sections = table.split("\n## ").filter_map(|section| section.split_once('\n'));
    let expected = sections.find(|(title, _)| *title == mistake).map(|(_, told)| told.trim_end());
    assert!(!told.is_empty(), "{mistake} is told of");
    assert_eq!(Some(told.as_str()), expected, "\n\n## {mistake}\n{told}\n\n");
}

macro_rules! mistakes {
    ($($name:ident: $file:literal $(, $from:literal => $to:literal)+ ;)+) => {
        $(#[test]
        fn $name() {
            check(stringify!($name), $file, &[$(($from, $to)),+]);
        })+
    };
}

mistakes! {
    a_record_that_does_not_end: "records.ron", "salmon.\"),\n    ),\n    (" => "salmon.\"),\n    (";
    a_last_record_that_does_not_end: "records.ron", "King\"),\n    ),\n]" => "King\"),\n]";
    a_body_that_does_not_end: "records.ron", "\"To farm salmon.\")," => "\"To farm salmon.\",";
    a_list_that_does_not_end: "records.ron", "cites: [\"brief ¶1\"]," => "cites: [\"brief ¶1\",";
    a_fact_that_does_not_end: "records.ron", "\"brief ¶2\")]" => "\"brief ¶2\"]";
    a_meeting_that_does_not_end: "records.ron", "cite: \"brief ¶3\")," => "cite: \"brief ¶3\",";
    a_source_that_does_not_end: "pack.ron", "paragraphs: 9)," => "paragraphs: 9,";
    a_file_that_does_not_end: "records.ron", "    ),\n]\n" => "    ),\n";
    a_file_that_is_cut: "records.ron", "    (\n        id: \"salmon-king\",\n        title: \"Olav the Salmon King\",\n        sectors: [\"Sea\"],\n        weight: Detail,\n        summary: \"A king of salmon.\",\n        links: [\"salmon-accord\"],\n        cites: [\"page ¶1\"],\n        body: Person(side: \"no\", role: \"King\"),\n    ),\n]\n" => "    (\n        id: \"salmon-king\",\n        title: \"Olav the Sal";
    the_wrong_bracket: "records.ron", "sectors: [\"Economy\"]," => "sectors: [\"Economy\"),";
    a_bracket_too_many: "records.ron", "cites: [\"brief ¶1\"]," => "cites: [\"brief ¶1\"]],";
    a_bracket_too_many_at_the_end: "records.ron", "role: \"King\")," => "role: \"King\")),";
    a_record_that_ends_too_early: "records.ron", "links: [\"fjord-council\"]," => "links: [\"fjord-council\"]),";
    a_record_without_its_first_bracket: "records.ron", "    ),\n    (\n        id: \"fjord" => "    ),\n        id: \"fjord";
    two_records_run_together: "records.ron", "    ),\n    (\n        id: \"fjord" => "        id: \"fjord";
    no_comma_between_records: "records.ron", "    ),\n    (\n        id: \"fjord" => "    )\n    (\n        id: \"fjord";
    no_comma_between_fields: "records.ron", "weight: Core,\n" => "weight: Core\n";
    no_comma_after_a_text: "records.ron", "\"Salmon Accord\",\n" => "\"Salmon Accord\"\n";
    no_comma_in_a_list: "records.ron", "\"Norway\"), (\"cl\"" => "\"Norway\") (\"cl\"";
    a_comma_too_many: "records.ron", "weight: Core," => "weight: Core,,";
    a_semicolon: "records.ron", "weight: Core," => "weight: Core;";
    no_colon: "records.ron", "title: \"Salmon Accord\"" => "title \"Salmon Accord\"";
    an_equals_sign: "records.ron", "title: \"Salmon Accord\"" => "title = \"Salmon Accord\"";
    no_value: "records.ron", "weight: Core," => "weight: ,";
    no_closing_quotation_mark: "records.ron", "\"Salmon Accord\"," => "\"Salmon Accord,";
    no_opening_quotation_mark: "records.ron", "\"Salmon Accord\"," => "Salmon Accord\",";
    no_closing_quotation_mark_in_a_fact: "records.ron", "(\"Scope\", " => "(\"Scope, ";
    no_closing_quotation_mark_in_a_body: "records.ron", "role: \"King\")," => "role: \"King),";
    quotation_marks_inside_a_text: "records.ron", "\"A council on fjords.\"" => "\"A \"council\" on fjords.\"";
    curly_quotation_marks: "records.ron", "\"Salmon Accord\"" => "“Salmon Accord”";
    one_curly_quotation_mark: "records.ron", "\"Salmon Accord\"," => "\"Salmon Accord”,";
    single_quotation_marks: "records.ron", "\"Salmon Accord\"" => "'Salmon Accord'";
    a_backslash: "records.ron", "A council on" => "A council\\on";
    a_text_without_quotation_marks: "records.ron", "\"Salmon Accord\"" => "Salmon Accord";
    a_date_without_quotation_marks: "records.ron", "when: \"1999-05-04\"" => "when: 1999-05-04";
    a_year_without_quotation_marks: "records.ron", "when: \"2001\"" => "when: 2001";
    an_id_without_quotation_marks: "records.ron", "links: [\"fjord-council\"]" => "links: [fjord-council]";
    a_number_for_a_text: "series.ron", "unit: \"tonne\"" => "unit: 1000";
    a_text_for_a_number: "series.ron", "value: 1.5" => "value: \"1.5\"";
    a_decimal_comma: "series.ron", "value: 1.5" => "value: 4,7";
    a_decimal_comma_in_quotation_marks: "series.ron", "value: 1.5" => "value: \"29,1\"";
    a_comma_in_quotation_marks: "series.ron", "value: 1.5" => "value: \"1,234\"";
    a_comma_after_points: "series.ron", "value: 1.5" => "value: 1.234,5";
    a_comma_before_a_point: "series.ron", "value: 1.5" => "value: 1,234.5";
    a_span_for_a_number: "series.ron", "value: 1.5" => "value: \"2–3\"";
    a_field_of_the_body_outside_of_it: "records.ron", "weight: Core," => "weight: Core, form: Agreement,";
    a_comma_between_thousands: "series.ron", "value: 1.5" => "value: 1,441";
    a_percentage: "series.ron", "value: 1.5" => "value: 4.7%";
    a_sum_in_words: "series.ron", "value: 1.5" => "value: 5 million";
    a_fraction_for_a_count: "records.ron", "number: 1," => "number: 1.5,";
    a_count_out_of_range: "pack.ron", "paragraphs: 9" => "paragraphs: 99999";
    a_word_in_quotation_marks: "records.ron", "form: Agreement" => "form: \"MoU\"";
    a_word_in_small_letters: "records.ron", "weight: Core" => "weight: core";
    a_word_as_two: "records.ron", "form: Agreement" => "form: Exchange of notes";
    a_word_that_there_is_not: "records.ron", "status: Signed" => "status: Ratified";
    a_kind_without_its_fields: "records.ron", "Person(side: \"no\", role: \"King\")" => "Person";
    names_in_quotation_marks: "records.ron", "title: \"Salmon Accord\"" => "\"title\": \"Salmon Accord\"";
    curly_brackets: "records.ron", "    (\n        id: \"salmon-king\"" => "    {\n        id: \"salmon-king\"", "\"King\"),\n    ),\n]" => "\"King\"),\n    },\n]";
    null: "records.ron", "when: \"2001\"" => "when: null";
    a_capital_true: "questions.ron", "holds: true" => "holds: True";
    a_comment_after_a_hash: "records.ron", "weight: Core," => "weight: Core, # an exam asks it";
    a_comment_after_dashes: "records.ron", "weight: Core," => "weight: Core, -- an exam asks it";
    a_comment_that_never_ends: "records.ron", "weight: Core," => "weight: Core, /* an exam asks it";
    an_unusual_space: "records.ron", "weight: Core" => "weight:\u{a0}Core";
    a_wide_comma: "records.ron", "weight: Core," => "weight: Core，";
    a_text_for_a_list: "records.ron", "cites: [\"page ¶1\"]" => "cites: \"page ¶1\"";
    a_list_for_a_text: "records.ron", "title: \"Salmon Accord\"" => "title: [\"Salmon Accord\"]";
    a_fact_without_its_cite: "records.ron", ", \"brief ¶2\")" => ")";
    a_fact_in_square_brackets: "records.ron", "[(\"Scope\", \"It covers salmon.\", \"brief ¶2\")]" => "[[\"Scope\", \"It covers salmon.\", \"brief ¶2\"]]";
    a_fact_with_names: "records.ron", "(\"Scope\", \"It covers salmon.\", \"brief ¶2\")" => "(label: \"Scope\", text: \"It covers salmon.\", cite: \"brief ¶2\")";
    a_field_that_there_is_not: "records.ron", "facts: [(" => "fatcs: [(";
    a_field_twice: "records.ron", "weight: Core," => "weight: Core, weight: Useful,";
    fields_that_are_missing: "records.ron", "        weight: Detail,\n" => "", "        cites: [\"page ¶1\"],\n" => "";
    a_field_of_a_body_that_is_missing: "records.ron", ", objective: \"To farm salmon.\"" => "";
    no_list: "series.ron", "[\n    (" => "    (", "    ),\n]" => "    ),";
    two_lists: "records.ron", "    ),\n    (\n        id: \"fjord" => "    ),\n]\n[\n    (\n        id: \"fjord";
    a_list_that_ends_too_early: "records.ron", "    ),\n    (\n        id: \"fjord" => "    ),\n    ],\n    (\n        id: \"fjord";
    something_after_the_end: "pack.ron", "    ],\n)" => "    ],\n)\nend";
    a_head_in_a_list: "pack.ron", "(\n    title" => "[(\n    title", "    ],\n)" => "    ],\n)]";
    a_relation_that_there_is_not: "records.ron", "links: [\"fjord-council\"]" => "links: {LeadTo: [\"fjord-council\"]}";
    a_relation_twice: "records.ron", "links: [\"fjord-council\"]" => "links: {PartOf: [\"fjord-council\"], PartOf: [\"salmon-king\"]}";
    a_month_that_there_is_not: "records.ron", "when: \"1999-05-04\"" => "when: \"1999-13\"";
    a_date_in_words: "records.ron", "when: \"1999-05-04\"" => "when: \"4 May 1999\"";
    a_date_with_strokes: "records.ron", "when: \"1999-05-04\"" => "when: 04/05/1999";
    a_fiscal_year_that_is_none: "series.ron", "FY2021-22" => "FY2021-23";
    figures_out_of_order: "series.ron", "FY2021-22" => "FY2019-20";
    a_sector_that_there_is_not: "records.ron", "[\"Economy\"]" => "[\"Econmy\"]";
    a_side_that_there_is_not: "records.ron", "side: \"no\"" => "side: \"norway\"";
    a_link_that_leads_nowhere: "records.ron", "links: [\"fjord-council\"]" => "links: [\"fjord-counsel\"]";
    an_id_twice: "records.ron", "id: \"fjord-council\"" => "id: \"salmon-king\"", "[\"fjord-council\"]" => "[\"salmon-king\"]";
    a_title_twice: "records.ron", "\"Fjord Council\"" => "\"SALMON accord\"";
    an_id_with_capitals: "records.ron", "id: \"salmon-king\"" => "id: \"Salmon_King\"";
    a_source_that_there_is_not: "records.ron", "\"brief ¶2\"" => "\"breif ¶2\"";
    a_cite_without_a_paragraph: "records.ron", "\"brief ¶2\"" => "\"brief\"";
    a_cite_beyond_the_last_paragraph: "records.ron", "\"brief ¶2\"" => "\"brief ¶10\"";
    nothing_cited: "records.ron", "cites: [\"page ¶1\"]" => "cites: []";
    an_empty_objective: "records.ron", "objective: \"To farm salmon.\"" => "objective: \"\"";
    an_empty_mandate: "records.ron", "mandate: \"To compare fjords.\"" => "mandate: \"\"";
    an_empty_reading_of_a_dispute: "records.ron", "links: [\"fjord-council\"]," => "conflicts: [(point: \"When?\", claims: [(\"In May.\", \"brief ¶1\"), (\"In June.\", \"brief ¶2\")], reading: \"\")],\n        links: [\"fjord-council\"],";
    a_country_code_twice: "pack.ron", "code: \"cl\"" => "code: \"no\"";
    a_country_code_that_means_both: "pack.ron", "code: \"cl\"" => "code: \"both\"";
    a_sector_twice: "pack.ron", "[\"Economy\", \"Sea\"]" => "[\"Economy\", \"Sea\", \"Economy\"]";
    a_source_twice: "pack.ron", "id: \"page\"" => "id: \"brief\"";
    one_country_alone: "pack.ron", ", (code: \"cl\", name: \"Chile\", adjective: \"Chilean\")" => "";
    mistakes_of_form_and_of_meaning: "records.ron", "weight: Core," => "weight: core,", "[\"Sea\"]" => "[\"Lake\"]", "side: \"no\"" => "side: \"se\"";
    a_text_that_a_word_processor_closed: "records.ron", "\"An accord on the farming of salmon.\"" => "\"An accord on the “farming” of salmon.”";
    a_stray_bracket_between_fields: "records.ron", "weight: Core,\n" => "weight: Core,\n        ],\n";
    a_whole_number_with_a_point: "records.ron", "number: 1," => "number: 1.0,";
    blanks_between_thousands: "series.ron", "value: 1.5" => "value: 1 441";
    apostrophes_between_thousands: "series.ron", "value: 1.5" => "value: 1'441.5";
    commas_between_thousands: "series.ron", "value: 1.5" => "value: 1,234,567";
    a_currency_before_a_number: "series.ron", "value: 1.5" => "value: US$ 5";
    a_day_that_there_is_not: "records.ron", "when: \"1999-05-04\"" => "when: \"1999-02-31\"";
    a_date_with_points: "records.ron", "when: \"1999-05-04\"" => "when: \"04.05.1999\"";
    a_date_without_noughts: "records.ron", "when: \"1999-05-04\"" => "when: \"1999-5-4\"";
    a_day_without_its_year: "records.ron", "when: \"1999-05-04\"" => "when: \"4 May\"";
    an_id_with_a_blank: "records.ron", "id: \"salmon-king\"" => "id: \"salmon king\"";
    a_field_in_capitals: "records.ron", "title: \"Salmon Accord\"" => "Title: \"Salmon Accord\"";
    two_mistakes_in_one_record: "records.ron", "when: \"1999-05-04\",\n" => "when: \"1999-05-32\"\n", "\"Scope\", " => "\"Scope\" ";
    a_link_by_title: "records.ron", "links: [\"fjord-council\"]" => "links: [\"Fjord Council\"]";
    a_fact_alone: "records.ron", "[(\"Scope\", \"It covers salmon.\", \"brief ¶2\")]" => "(\"Scope\", \"It covers salmon.\", \"brief ¶2\")";
    a_sector_without_quotation_marks: "records.ron", "sectors: [\"Economy\"]" => "sectors: [Economy]";
    a_sector_without_its_list: "records.ron", "sectors: [\"Economy\"]" => "sectors: \"Economy\"";
    a_weight_in_quotation_marks: "records.ron", "weight: Core" => "weight: \"Core\"";
    a_text_that_goes_on_after_its_end: "records.ron", "\"An accord on the farming of salmon.\"" => "\"An accord\" on the farming of salmon.";
    parties_by_name: "records.ron", "[(\"no\", \"Norway\"), (\"cl\", \"Chile\")]" => "[\"Norway\", \"Chile\"]";
    a_page_for_a_paragraph: "records.ron", "\"brief ¶2\"" => "\"brief p. 2\"";
    a_section_for_a_paragraph: "records.ron", "\"brief ¶2\"" => "\"brief §2\"";
    a_paragraph_in_brackets: "records.ron", "\"brief ¶2\"" => "\"brief [2]\"";
    a_period_that_is_a_number: "series.ron", "period: \"FY2020-21\"" => "period: 2020";
    a_fiscal_year_with_a_stroke: "series.ron", "FY2020-21" => "FY2020/21";
    a_fiscal_year_without_its_letters: "series.ron", "FY2020-21" => "2020-21";
    a_status_in_small_letters: "series.ron", "status: Reported" => "status: provisional";
    a_figure_twice: "series.ron", "FY2021-22" => "FY2020-21";
    yes_for_true: "questions.ron", "holds: true" => "holds: yes";
    an_item_without_its_reason: "questions.ron", "holds: true, why: \"So it says.\"" => "holds: true";
    a_question_of_no_form: "questions.ron", "form: Best" => "form: MultipleChoice";
    two_right_answers: "questions.ron", "holds: false" => "holds: true";
    a_record_in_another_notation: "records.ron", "(\n        id: \"salmon-king\",\n        title:" => "{\n        \"id\": \"salmon-king\",\n        \"title\":", "\"King\"),\n    ),\n]" => "\"King\"),\n    }\n]";
    a_dash_before_a_record: "records.ron", "    (\n        id: \"salmon-king\"" => "    - (\n        id: \"salmon-king\"";
    a_grade_in_quotation_marks: "pack.ron", "publisher: \"The embassy\"" => "publisher: \"The embassy\", grade: \"A\"";
    a_source_without_paragraphs: "pack.ron", ", paragraphs: 9" => "";
    a_list_pasted_twice: "pack.ron", "    ],\n)" => "    ],\n    sectors: [\"Economy\", \"Sea\"],\n)";
    a_head_that_does_not_read_hides_nothing: "pack.ron", "edition: \"2025-01-01\"" => "edition: 2025";
}

/// A file that was pasted twice: that there are two lists is told, and of each record where the other is.
#[test]
fn a_file_pasted_twice() {
    let told = told(&with("records.ron", &format!("{RECORDS}{RECORDS}")));
    assert!(told[0].starts_with("records.ron:38:1: a second list begins here"), "{told:#?}");
    assert_eq!(told.iter().filter(|line| line.contains("another record has this id")).count(), 3, "{told:#?}");
}

/// Line ends of Windows, tabs, and curly quotation marks within a text are no mistakes.
#[test]
fn what_an_editor_does_by_itself_is_no_mistake() {
    let curly = RECORDS.replace("farming of salmon", "“farming” of salmon’s kin");
    for text in [RECORDS.replace('\n', "\r\n"), RECORDS.replace("    ", "\t"), curly] {
        assert_eq!(told(&with("records.ron", &text)), [""; 0]);
    }
    // Nor do they move what is told.
    let broken = RECORDS.replacen("weight: Core,", "weight: core,", 1).replace('\n', "\r\n");
    assert_eq!(
        told(&with("records.ron", &broken)),
        ["records.ron:7:17: salmon-accord.weight: “core” is written Core here"]
    );
}

/// A link to a record that does not read is no dead link, and one to nothing still is.
#[test]
fn what_did_not_read_is_there_all_the_same() {
    let records = RECORDS.replacen("weight: Useful", "weight: Usefull", 1);
    let told = told(&with("records.ron", &records));
    assert!(told.len() == 1 && told[0].contains("“Usefull”"), "{told:#?}");
    let records = records.replacen("links: [\"salmon-accord\"]", "links: [\"salmon-acord\"]", 1);
    assert!(self::told(&with("records.ron", &records)).iter().any(|line| line.contains("no record has the id")));
}

/// Whatever keeps a text from being RON, no word of the parser reaches the reader.
#[test]
fn nobody_is_told_in_the_parsers_words() {
    for (file, text) in [("records.ron", RECORDS), ("pack.ron", PACK), ("series.ron", SERIES)] {
        for at in (0..text.len()).step_by(41).filter(|at| text.is_char_boundary(*at)) {
            for put in
                ["\"", "(", ")", "[", "]", "{", "}", ",", ":", "#", "'", "\\", "0", "x", " ", "=", "\u{a0}", "/*"]
            {
                let broken = format!("{}{put}{}", &text[..at], &text[at..]);
                for line in told(&with(file, &broken)) {
                    for word in ["xpected", "identifier", "r#", "invalid", "struct", "variant", "std ", "EOF", "serde"]
                    {
                        assert!(!line.contains(word), "“{word}” in: {line}\n{broken}");
                    }
                }
            }
        }
    }
}

//! A sheet as one file of HTML that stands alone: no script, nothing fetched, black on white, and made to be printed on
//! A4. Everything that was written goes through [`escaped`]; how it looks is the matter of [`html_page`].

use std::fmt::Write as _;

use crate::data::Dataset;
use crate::study::exam::print::letter;
use crate::study::sheet::{Sheet, Statement};
use crate::text::html::escaped;
use crate::view::html_page;

/// The whole sheet.
#[must_use]
pub fn html(dataset: &Dataset<'_>, sheet: &Sheet<'_>) -> String {
    let mut out = html_page::begin(&sheet.title, &sheet.glance);
    for native in &sheet.native {
        let _ =
            writeln!(out, "<p class=\"native\"{}>{}</p>", lang(&native.native.language), escaped(&native.with(None)));
    }
    out.push_str("</header>\n");
    for statement in &sheet.opening {
        let _ = writeln!(out, "<p class=\"opening\">{}{}</p>", label(&statement.label, "."), told(sheet, statement));
    }
    parts(sheet, &mut out);
    disputes(sheet, &mut out);
    questions(sheet, &mut out);
    own(sheet, &mut out);
    sources(dataset, sheet, &mut out);
    answers(sheet, &mut out);
    out.push_str(&html_page::end(dataset));
    out
}

fn parts(sheet: &Sheet<'_>, out: &mut String) {
    for part in sheet.parts() {
        let _ = writeln!(out, "<section>\n<h2>{}</h2>\n<ul>", escaped(part.heading));
        for statement in &part.statements {
            let _ = writeln!(out, "<li>{}{}</li>", label(&statement.label, ":"), told(sheet, statement));
        }
        out.push_str("</ul>\n</section>\n");
    }
}

fn disputes(sheet: &Sheet<'_>, out: &mut String) {
    if sheet.disputes.is_empty() {
        return;
    }
    let _ = writeln!(out, "<section>\n<h2>{}</h2>", super::DISPUTES);
    for dispute in &sheet.disputes {
        let _ = writeln!(out, "<div class=\"dispute\">\n<p><b>≠ {}</b></p>\n<ul>", escaped(&dispute.point));
        for claim in &dispute.claims {
            let _ = writeln!(out, "<li>{}</li>", told(sheet, claim));
        }
        let _ = writeln!(out, "</ul>\n<p><i>{}:</i> {}</p>\n</div>", super::READING, told(sheet, &dispute.reading));
    }
    out.push_str("</section>\n");
}

fn questions(sheet: &Sheet<'_>, out: &mut String) {
    if !sheet.asks() {
        return;
    }
    let _ = writeln!(out, "<section>\n<h2>{}</h2>\n<ol class=\"questions\">", super::QUESTIONS);
    for likely in &sheet.questions {
        let question = likely.question;
        let _ = writeln!(out, "<li>{}", escaped(&question.stem));
        for (line, said) in question.lines().iter().enumerate() {
            let _ = writeln!(out, "<div class=\"line\">{}. {}</div>", question.form.line_name(line), escaped(said));
        }
        if !question.form.ask().is_empty() {
            let _ = writeln!(out, "<div>{}</div>", escaped(question.form.ask()));
        }
        out.push_str("<div class=\"options\">");
        for (option, said) in question.options().iter().enumerate() {
            let _ = write!(out, "<span>({}) {}</span> ", letter(option), escaped(said));
        }
        out.push_str("</div></li>\n");
    }
    if let Some(mains) = &sheet.mains {
        let set = mains.set.as_ref().map_or_else(String::new, |set| format!(" {}", told(sheet, set)));
        let (question, measure) = (escaped(&mains.question.question), escaped(&mains.question.measure()));
        let _ = writeln!(out, "<li>{question}\n<div><i>{measure}.</i>{set}</div></li>");
    }
    out.push_str("</ol>\n</section>\n");
}

fn own(sheet: &Sheet<'_>, out: &mut String) {
    if sheet.own.is_empty() {
        return;
    }
    let _ = writeln!(out, "<section class=\"own\">\n<h2>{}</h2>", super::OWN);
    for note in &sheet.own {
        let lines: Vec<String> = note.text.lines().map(escaped).collect();
        let _ = writeln!(out, "<p>{}<br>\n{}</p>", label(&note.label, ""), lines.join("<br>\n"));
    }
    out.push_str("</section>\n");
}

fn sources(dataset: &Dataset<'_>, sheet: &Sheet<'_>, out: &mut String) {
    let _ = writeln!(out, "<section class=\"sources\">\n<h2>{}</h2>\n<ol>", super::SOURCES);
    for (at, source) in sheet.sources.iter().enumerate() {
        let grade = source.grade.map_or_else(String::new, |grade| format!("<b>{}</b> ", grade.letter()));
        let _ = writeln!(out, "<li id=\"s{}\">{grade}{}</li>", at + 1, escaped(&super::named(dataset, source)));
    }
    out.push_str("</ol>\n");
    for remark in super::remarks(dataset, sheet) {
        let _ = writeln!(out, "<p class=\"remark\">{}</p>", escaped(&remark));
    }
    out.push_str("</section>\n");
}

fn answers(sheet: &Sheet<'_>, out: &mut String) {
    if !sheet.asks() {
        return;
    }
    let _ = writeln!(out, "<section class=\"answers\">\n<h2>{}</h2>\n<ol>", super::ANSWERS);
    for likely in &sheet.questions {
        let (letter, right) = (letter(likely.right), escaped(&likely.answer()));
        let _ = writeln!(out, "<li><b>({letter}) {right}.</b> {}</li>", told(sheet, &likely.reason));
    }
    if let Some(mains) = &sheet.mains {
        let _ = writeln!(out, "<li>{}</li>", told(sheet, &mains.outline));
    }
    out.push_str("</ol>\n</section>\n");
}

/// A statement with the numbers of its sources, each a way to its name.
fn told<'d>(sheet: &Sheet<'d>, statement: &Statement<'d>) -> String {
    let mut text = escaped(&statement.text);
    let notes = sheet.notes(statement);
    if notes.is_empty() {
        return text;
    }
    // Paragraphs have commas between them, so that sources want more.
    let between = if notes.iter().any(|note| note.part.is_some()) { "; " } else { ", " };
    text.push_str("<sup>");
    for (at, note) in notes.iter().enumerate() {
        let between = if at == 0 { "" } else { between };
        let _ = write!(text, "{between}<a href=\"#s{}\">{}</a>", note.number, escaped(&super::note(note)));
    }
    text.push_str("</sup>");
    text
}

/// A label in bold and what follows it, where there is one.
fn label(label: &str, sign: &str) -> String {
    if label.is_empty() { String::new() } else { format!("<b>{}{sign}</b> ", escaped(label)) }
}

/// The attribute that names a language, where its tag can be one.
fn lang(tag: &str) -> String {
    let is_tag = !tag.is_empty() && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if is_tag { format!(" lang=\"{tag}\"") } else { String::new() }
}

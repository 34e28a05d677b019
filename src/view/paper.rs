//! A mock paper and its key as one page of HTML that prints on A4, the key on a sheet of its own. What a paper asks is
//! set in [`crate::study::exam`]; as text and as Markdown it is written there.

use std::fmt::Write as _;

use super::explained::{Explained, explained};
use super::html_page;
use crate::data::Dataset;
use crate::data::pack::grade::Grade;
use crate::study::exam::print::{letter, rules, size};
use crate::study::exam::{Paper, Question};
use crate::text::html::escaped;

/// The questions with how long one has, the answers, or both.
#[must_use]
pub fn html(dataset: &Dataset<'_>, paper: &Paper, minutes: u32, (asks, answers): (bool, bool)) -> String {
    let (title, told) = if asks {
        (format!("Mock paper {}", paper.spec.seed), size(paper.questions.len(), minutes, &paper.scheme))
    } else {
        (format!("Key to mock paper {}", paper.spec.seed), String::new())
    };
    let mut out = html_page::begin(&title, &told);
    if asks {
        let _ = writeln!(out, "<p>{}</p>", escaped(&rules(&paper.scheme)));
    }
    out.push_str("</header>\n");
    if asks {
        out.push_str("<section class=\"paper\">\n<ol class=\"questions\">\n");
        paper.questions.iter().for_each(|question| put(question, &mut out));
        out.push_str("</ol>\n</section>\n");
    }
    if answers {
        // Alone it has its name as the title of the page.
        let heading = if asks { format!("<h2>Key to mock paper {}</h2>\n", paper.spec.seed) } else { String::new() };
        let _ = writeln!(out, "<section class=\"key\">\n{heading}<ol>");
        key(dataset, paper, &mut out);
    }
    out.push_str(&html_page::end(dataset));
    out
}

fn put(question: &Question, out: &mut String) {
    let _ = writeln!(out, "<li>{}", escaped(&question.lead));
    for (line, said) in question.lines.iter().enumerate() {
        let _ = writeln!(out, "<div class=\"line\">{}. {}</div>", question.line_name(line), escaped(said));
    }
    if !question.ask.is_empty() {
        let _ = writeln!(out, "<div>{}</div>", escaped(&question.ask));
    }
    out.push_str("<div class=\"options\">");
    for (option, said) in question.options.iter().enumerate() {
        let _ = write!(out, "<span>({}) {}</span> ", letter(option), escaped(said));
    }
    out.push_str("</div></li>\n");
}

/// The answers with their reasons, and the sources by name.
fn key(dataset: &Dataset<'_>, paper: &Paper, out: &mut String) {
    let questions: Vec<&Question> = paper.questions.iter().collect();
    let (explained, sources) = explained(dataset, &questions);
    for (question, Explained { reasons, explanation }) in questions.iter().zip(&explained) {
        let right = question.options.get(question.right).map_or("", String::as_str);
        let _ = writeln!(out, "<li><b>({}) {}</b>", letter(question.right), escaped(right));
        for (line, reason) in reasons.iter().enumerate() {
            let name = question.note_name(line).map(|name| format!("<b>{}</b> ", escaped(&name))).unwrap_or_default();
            let _ = writeln!(out, "<div>{name}{}</div>", escaped(reason));
        }
        if let Some(explanation) = explanation {
            let _ = writeln!(out, "<div><i>{}</i></div>", escaped(explanation));
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n</section>\n");
    if sources.is_empty() {
        return;
    }
    out.push_str("<section class=\"sources\">\n<h2>Sources</h2>\n<ol>\n");
    for source in &sources {
        let _ = writeln!(out, "<li>{}</li>", escaped(source));
    }
    out.push_str("</ol>\n");
    if dataset.pack.has_grades() {
        let _ = writeln!(out, "<p class=\"remark\">{}</p>", escaped(&Grade::legend(" · ")));
    }
    out.push_str("</section>\n");
}

//! Whether a sheet has room on two printed pages, and what goes first where it has not. Counts lines as the printed
//! page has them, roughly: its style, which is `crate::view::sheet`'s, was measured with a wide typeface, and the pages
//! hold somewhat more than is counted on here.

use super::{Likely, LikelyMains, Sheet, Statement};
use crate::data::Dataset;

/// Lines that have room on two pages of A4, less what page breaks may waste.
const LINES: usize = 121;
/// Letters of a line of text, of one of the sources, which stand in two columns, and of one of the answers.
const LETTERS: usize = 112;
const OF_SOURCES: usize = 62;
const OF_ANSWERS: usize = 118;
/// Lines are counted in hundredths.
const LINE: usize = 100;
/// What a heading takes with the air round it, and what the title, the imprint and the remarks take together.
const HEADING: usize = 210;
const HEAD_AND_FOOT: usize = 750;
/// The air below a statement, and below a question.
const BELOW: usize = 15;
const BELOW_QUESTION: usize = 30;
/// A line of sources against one of text, for which two stand beside each other.
const SOURCE: usize = 40;

/// Parts of which something may go, one after the other, each down to so many.
const GOES: [(What, usize); 14] = [
    (What::Disputes, 2),
    (What::Questions, 2),
    (What::Points, 5),
    (What::Who, 5),
    (What::Points, 4),
    (What::Who, 4),
    (What::Disputes, 1),
    (What::Points, 3),
    (What::Who, 3),
    (What::Points, 2),
    (What::Questions, 1),
    (What::Figures, 4),
    (What::Figures, 3),
    (What::Mains, 0),
];

/// A part of which something may go.
#[derive(Clone, Copy)]
enum What {
    Points,
    Figures,
    Who,
    Disputes,
    Questions,
    Mains,
}

/// Takes away what matters least until the rest has room; the dates and what the subject is always stay.
pub(super) fn make_room<'d>(dataset: &'d Dataset<'d>, sheet: &mut Sheet<'d>) {
    sheet.number_sources(dataset);
    for (what, least) in GOES {
        while lines(dataset, sheet) > LINES * LINE && length(sheet, what) > least {
            drop_last(sheet, what);
            sheet.number_sources(dataset);
        }
    }
}

fn length(sheet: &Sheet<'_>, what: What) -> usize {
    match what {
        What::Points => sheet.points.statements.len(),
        What::Figures => sheet.figures.statements.len(),
        What::Who => sheet.who.statements.len(),
        What::Disputes => sheet.disputes.len(),
        What::Questions => sheet.questions.len(),
        What::Mains => usize::from(sheet.mains.is_some()),
    }
}

fn drop_last(sheet: &mut Sheet<'_>, what: What) {
    match what {
        What::Points => drop(sheet.points.statements.pop()),
        What::Figures => drop(sheet.figures.statements.pop()),
        What::Who => drop(sheet.who.statements.pop()),
        What::Disputes => drop(sheet.disputes.pop()),
        What::Questions => drop(sheet.questions.pop()),
        What::Mains => sheet.mains = None,
    }
}

/// How many lines a sheet takes, in hundredths.
fn lines(dataset: &Dataset<'_>, sheet: &Sheet<'_>) -> usize {
    let told = |statement: &Statement<'_>| wrapped(letters(sheet, statement), LETTERS) + BELOW;
    let opening: usize = sheet.opening.iter().map(told).sum();
    let parts: usize = sheet.parts().map(|part| HEADING + part.statements.iter().map(told).sum::<usize>()).sum();
    let disputes: usize = sheet
        .disputes
        .iter()
        .map(|dispute| {
            let claims: usize = dispute.claims.iter().map(told).sum();
            wrapped(count(&dispute.point), LETTERS) + claims + told(&dispute.reading) + BELOW
        })
        .sum();
    let questions: usize = sheet.questions.iter().map(question).sum();
    let answers: usize = sheet
        .questions
        .iter()
        .map(|likely| {
            let right = likely.question.options().get(likely.right).map_or(0, |right| count(right));
            wrapped(letters(sheet, &likely.reason) + right, OF_ANSWERS) + BELOW
        })
        .sum();
    let mains: usize = sheet.mains.iter().map(|mains| written(sheet, mains)).sum();
    let sources: usize = sheet.sources.iter().map(|source| source_lines(dataset, source)).sum();
    let headings = HEADING * (usize::from(!sheet.disputes.is_empty()) + 2 * usize::from(sheet.asks()) + 1);
    HEAD_AND_FOOT + opening + parts + disputes + questions + answers + mains + sources + headings
}

fn question(likely: &Likely<'_>) -> usize {
    let question = likely.question;
    let ask = if question.form.ask().is_empty() { 0 } else { LINE };
    let said: usize = question.lines().iter().map(|line| wrapped(count(line) + 4, LETTERS)).sum();
    let options: usize = question.options().iter().map(|option| count(option) + 6).sum();
    // Options stand beside each other and are not broken.
    wrapped(count(&question.stem), LETTERS) + said + ask + wrapped(options + options / 10, LETTERS) + BELOW_QUESTION
}

/// A question to be answered in a text, and its points among the answers.
fn written(sheet: &Sheet<'_>, mains: &LikelyMains<'_>) -> usize {
    let set = mains.set.as_ref().map_or(0, |set| letters(sheet, set));
    wrapped(count(&mains.question.question), LETTERS)
        + wrapped(count(&mains.question.measure()) + set, LETTERS)
        + wrapped(letters(sheet, &mains.outline), OF_ANSWERS)
        + BELOW
        + BELOW_QUESTION
}

fn source_lines(dataset: &Dataset<'_>, source: &super::CitedSource<'_>) -> usize {
    let known = dataset.pack.source(source.cite.source);
    let name = known.map_or(0, |known| count(&known.byline()) + count(&known.title) + 4);
    let part = if source.has_paragraphs { count(&source.cite.paragraph_text()) } else { 0 };
    wrapped(name + part, OF_SOURCES) * SOURCE / LINE
}

/// The letters of a statement with its label and its notes, which are small.
fn letters(sheet: &Sheet<'_>, statement: &Statement<'_>) -> usize {
    let notes: usize = sheet.notes(statement).iter().map(|note| 3 + note.part.as_deref().map_or(0, count)).sum();
    count(&statement.label) + count(&statement.text) + notes * 3 / 4 + 2
}

fn count(text: &str) -> usize {
    text.chars().count()
}

/// The lines that so many letters take, in hundredths.
fn wrapped(letters: usize, of_a_line: usize) -> usize {
    letters.div_ceil(of_a_line).max(1) * LINE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::ItemId;
    use crate::data::record::Weight;
    use crate::study::sheet::Request;

    #[test]
    fn topics_and_core_records_have_room_and_keep_what_makes_a_sheet() {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let sectors = dataset.pack.sectors.iter().map(|sector| Request::Sector(sector.to_string()));
        let records = dataset.records.iter().enumerate().filter(|(_, record)| record.weight == Weight::Core);
        let records = records.map(|(index, _)| Request::Items(vec![ItemId::from_index(index)]));
        for request in sectors.chain(records) {
            let sheet = Sheet::new(&dataset, &request);
            assert!(lines(&dataset, &sheet) <= LINES * LINE, "{}", sheet.title);
            if let Request::Sector(sector) = &request {
                let is_written = dataset.mains().iter().any(|question| question.topic == **sector);
                assert_eq!(sheet.mains.is_some(), is_written, "{}", sheet.title);
            }
            let whole = [What::Points, What::Figures, What::Who].map(|what| length(&sheet, what));
            assert!(
                lines(&dataset, &sheet) < LINES * LINE * 2 / 3 || whole.iter().any(|kept| *kept > 1),
                "{}",
                sheet.title
            );
        }
    }

    #[test]
    fn lines_are_counted_up() {
        assert_eq!((wrapped(0, 10), wrapped(10, 10), wrapped(11, 10)), (LINE, LINE, 2 * LINE));
    }
}

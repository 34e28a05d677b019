//! A sheet as lines of text of a width: nothing is cut, and what does not fit goes on below. The lines know roles, so
//! that a screen may paint them; who prints them drops the roles.

use crate::data::Dataset;
use crate::study::exam::print::letter;
use crate::study::sheet::{Likely, Part, Sheet, Statement};
use crate::text::{pad, width, wrap};
use crate::view::document::layout::{self, DocumentLine, NO_BREAK, TextRole, noted};

/// Columns of labels that stand beside their text, at most.
const BESIDE: usize = 30;
/// Columns of text beside a label, at least.
const ROOM: usize = 28;
/// Columns of the rule above the answers, at most.
const RULE: usize = 40;
/// Columns before what belongs to a question.
const INDENT: usize = 3;

/// Lays a sheet out in lines of at most so many columns. `sign` stands before disputed points.
#[must_use]
pub fn lines(dataset: &Dataset<'_>, sheet: &Sheet<'_>, columns: usize, sign: &str) -> Vec<DocumentLine> {
    let mut page = Page { sheet, columns, lines: Vec::new() };
    page.head();
    for part in sheet.parts() {
        page.part(part);
    }
    page.disputes(sign);
    page.questions();
    page.own();
    page.sources(dataset);
    page.answers();
    page.gap();
    page.plain(TextRole::Dim, &super::imprint(dataset));
    page.lines
}

/// The lines without roles, as one text.
#[must_use]
pub fn text(dataset: &Dataset<'_>, sheet: &Sheet<'_>, columns: usize) -> String {
    let lines = lines(dataset, sheet, columns, "≠");
    lines.iter().map(|line| line.text().trim_end().to_owned() + "\n").collect()
}

/// Lines as they come.
struct Page<'s, 'd> {
    sheet: &'s Sheet<'d>,
    columns: usize,
    lines: Vec<DocumentLine>,
}

impl<'d> Page<'_, 'd> {
    fn head(&mut self) {
        let sheet = self.sheet;
        self.plain(TextRole::Title, &sheet.title);
        self.plain(TextRole::Dim, &sheet.glance);
        // Alone and last on its line, for terminals disagree on its width.
        for native in &sheet.native {
            self.plain(TextRole::Text, &native.with(None));
        }
        for statement in &sheet.opening {
            self.gap();
            if !statement.label.is_empty() {
                self.plain(TextRole::Label, &statement.label);
            }
            self.hang("", TextRole::Text, &self.told(statement), 0);
        }
    }

    fn part(&mut self, part: &Part<'d>) {
        self.heading(part.heading);
        let widest = part.statements.iter().map(|statement| width(&statement.label)).max().unwrap_or(0);
        let is_beside = widest <= BESIDE && widest + 2 + ROOM <= self.columns;
        for statement in &part.statements {
            let told = self.told(statement);
            if is_beside {
                self.hang(&pad(&statement.label, widest + 2), TextRole::Label, &told, 0);
            } else {
                self.labelled(&statement.label, &told);
            }
        }
    }

    fn disputes(&mut self, sign: &str) {
        if !self.sheet.disputes.is_empty() {
            self.heading(super::DISPUTES);
        }
        for dispute in &self.sheet.disputes {
            self.hang(&format!("{sign} "), TextRole::Dispute, &dispute.point, 0);
            for claim in &dispute.claims {
                self.hang("- ", TextRole::Text, &self.told(claim), 2);
            }
            let reading = format!("{}: {}", super::READING, self.told(&dispute.reading));
            self.hang("", TextRole::Text, &reading, 2);
        }
    }

    fn questions(&mut self) {
        if self.sheet.asks() {
            self.heading(super::QUESTIONS);
        }
        for (at, likely) in self.sheet.questions.iter().enumerate() {
            if at > 0 {
                self.gap();
            }
            self.question(at + 1, likely);
        }
        if let Some(mains) = &self.sheet.mains {
            if !self.sheet.questions.is_empty() {
                self.gap();
            }
            let number = format!("{}.", self.sheet.questions.len() + 1);
            self.hang(&pad(&number, INDENT), TextRole::Label, &mains.question.question, 0);
            let set = mains.set.as_ref().map_or_else(String::new, |set| format!(" {}", self.told(set)));
            self.hang("", TextRole::Text, &format!("{}.{set}", mains.question.measure()), INDENT);
        }
    }

    fn question(&mut self, number: usize, likely: &Likely<'d>) {
        let question = likely.question;
        self.hang(&pad(&format!("{number}."), INDENT), TextRole::Label, &question.stem, 0);
        for (line, said) in question.lines().iter().enumerate() {
            self.hang(&format!("{}. ", question.form.line_name(line)), TextRole::Text, said, INDENT);
        }
        if !question.form.ask().is_empty() {
            self.hang("", TextRole::Text, question.form.ask(), INDENT);
        }
        for (option, said) in question.options().iter().enumerate() {
            self.hang(&format!("({}) ", letter(option)), TextRole::Text, said, INDENT);
        }
    }

    /// What its reader noted, line by line as it was written.
    fn own(&mut self) {
        if !self.sheet.own.is_empty() {
            self.heading(super::OWN);
        }
        for (at, note) in self.sheet.own.iter().enumerate() {
            if at > 0 {
                self.gap();
            }
            self.plain(TextRole::Label, &note.label);
            for line in note.text.lines() {
                if line.trim().is_empty() {
                    self.gap();
                    continue;
                }
                self.hang("", TextRole::Text, line, 2);
            }
        }
    }

    fn sources(&mut self, dataset: &Dataset<'_>) {
        self.heading(super::SOURCES);
        for (at, source) in self.sheet.sources.iter().enumerate() {
            let grade = source.grade.map_or_else(String::new, |grade| format!("{}  ", grade.letter()));
            self.hang(&format!("[{}] {grade}", at + 1), TextRole::Source, &super::named(dataset, source), 0);
        }
        for remark in super::remarks(dataset, self.sheet) {
            self.plain(TextRole::Dim, &remark);
        }
    }

    fn answers(&mut self) {
        if !self.sheet.asks() {
            return;
        }
        self.gap();
        let rule = "-".repeat(RULE.min(self.columns));
        self.lines.push(DocumentLine::new(TextRole::Dim, rule));
        self.plain(TextRole::Heading, super::ANSWERS);
        for (at, likely) in self.sheet.questions.iter().enumerate() {
            let text = format!("({}) {}. {}", letter(likely.right), likely.answer(), self.told(&likely.reason));
            self.hang(&pad(&format!("{}.", at + 1), INDENT), TextRole::Label, &text, 0);
        }
        if let Some(mains) = &self.sheet.mains {
            let number = format!("{}.", self.sheet.questions.len() + 1);
            self.hang(&pad(&number, INDENT), TextRole::Label, &self.told(&mains.outline), 0);
        }
    }

    /// A statement with the numbers of its sources, the first held to the word before it.
    fn told(&self, statement: &Statement<'d>) -> String {
        let notes = self.sheet.notes(statement);
        if notes.is_empty() {
            return statement.text.to_string();
        }
        // Numbers alone may stand close together.
        let between = if notes.iter().all(|note| note.part.is_none()) { "" } else { " " };
        let told = notes.iter().map(|note| layout::note(&super::note(note).replace(' ', NO_BREAK)));
        format!("{}{NO_BREAK}{}", statement.text, told.collect::<Vec<_>>().join(between))
    }

    fn gap(&mut self) {
        self.lines.push(DocumentLine::default());
    }

    fn heading(&mut self, text: &str) {
        self.gap();
        self.plain(TextRole::Heading, text);
    }

    /// Text of one role.
    fn plain(&mut self, role: TextRole, text: &str) {
        self.lines.extend(wrap(text, self.columns).into_iter().map(|line| DocumentLine::new(role, line)));
    }

    /// A label and its text on the same lines.
    fn labelled(&mut self, label: &str, text: &str) {
        let before = self.lines.len();
        self.hang("- ", TextRole::Text, &format!("{label}: {text}"), 0);
        // As much of the label as the first line holds is told apart.
        let Some((_, said)) = self.lines.get_mut(before).and_then(|line| line.pieces.get_mut(1)) else { return };
        let rest = said.strip_prefix(label).and_then(|rest| rest.strip_prefix(':')).map(str::to_owned);
        let Some(line) = self.lines.get_mut(before) else { return };
        match rest {
            Some(rest) => {
                line.pieces.splice(1..2, [(TextRole::Label, format!("{label}:")), (TextRole::Text, rest)]);
            }
            None => line.pieces.iter_mut().skip(1).for_each(|(role, _)| *role = TextRole::Label),
        }
    }

    /// A text behind a label of this role; what goes on below stands under the text.
    fn hang(&mut self, label: &str, role: TextRole, text: &str, indent: usize) {
        // Where there is no room for an indent, there is none.
        let indent = if indent + width(label) + 8 <= self.columns { indent } else { 0 };
        let below = indent + width(label);
        for (row, part) in wrap(text, self.columns.saturating_sub(below).max(1)).into_iter().enumerate() {
            let mut line = noted(part, below);
            if let (Some(first), true) = (line.pieces.first_mut(), row == 0 && below > 0) {
                *first = (role, format!("{}{label}", " ".repeat(indent)));
            }
            if role == TextRole::Source || role == TextRole::Dispute {
                line.pieces.iter_mut().for_each(|(of, _)| *of = role);
            }
            self.lines.push(line);
        }
    }
}

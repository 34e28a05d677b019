//! The report of a paper: marks and time, then topic by topic, form by form and so on what was right, as bars with
//! their counts.

use super::super::bars::{Group, bars};
use super::Marked;
use crate::data::pack::exam::ExamScheme;
use crate::study::exam::print::letter;
use crate::study::exam::report::{Report, Tally, in_minutes};
use crate::text::{pad, width};
use crate::tui::context::Context;
use crate::tui::widgets::bar::meter;
use crate::tui::widgets::page::Page;
use ratatui::text::Line;

/// The names of the columns of numbers.
const COLUMNS: [&str; 3] = ["right", "wrong", "open"];
/// Columns of a label.
const LABEL: usize = 9;

impl Marked {
    /// The report: marks, time, and where they were won and lost.
    pub(super) fn tell(&self, ctx: Context<'_>, page: &mut Page) {
        let theme = ctx.theme;
        if let Some(told) = self.cut_off() {
            page.say(&told, theme.warning.style());
        }
        let whole = &self.report.whole;
        page.say(&ctx.symbols.fractions(&self.in_short()), theme.title.style());
        let columns = page.columns().min(48);
        page.line(Line::from(
            meter(ctx, (whole.right as usize, whole.questions() as usize), columns, &theme.first).to_vec(),
        ));
        let Tally { right, wrong, none, .. } = *whole;
        let ExamScheme { right: plus, wrong: off, .. } = self.paper.scheme;
        let minus = if off.is_none() { "" } else { "−" };
        for (label, text) in [
            ("Answers", format!("{right} right, {wrong} wrong, {none} not answered")),
            ("Marks", format!("+{plus} for a right answer, {minus}{off} for a wrong one, 0 for none")),
            ("Time", format!("{}, seed {}", in_minutes(self.took), self.paper.spec.seed)),
        ] {
            page.hang(&pad(label, LABEL), &ctx.symbols.fractions(&text), theme.text.style());
        }
        if !self.brought.is_empty() {
            page.hang(&pad("Next", LABEL), &self.brought, theme.text.style());
        }
        groups(ctx, page, &self.report);
    }

    /// What was wrong or left open, each with the right answer, in so many lines at most.
    pub(super) fn not_right(&self, ctx: Context<'_>, page: &mut Page, lines: usize) {
        let theme = ctx.theme;
        let numbered = self.paper.questions.iter().zip(&self.answers).enumerate();
        let missed: Vec<_> = numbered.filter(|(_, (question, answer))| answer.choice != Some(question.right)).collect();
        if missed.is_empty() {
            page.say("Nothing: all was right.", theme.text.style());
        }
        for (told, (number, (question, answer))) in missed.iter().enumerate() {
            let mut one = Page::new(u16::try_from(page.columns()).unwrap_or(u16::MAX));
            let label = format!("{:>3} ", number + 1);
            one.hang(&label, &question.lead, theme.text.style());
            let right = question.options.get(question.right).map_or("", String::as_str);
            let how = if answer.choice.is_some() { "wrong" } else { "open" };
            one.hang(&format!("    ({}) ", letter(question.right)), &format!("{right} · {how}"), theme.dim.style());
            if page.len() + one.len() + 1 > lines.saturating_sub(1) {
                page.say(&format!("    and {} more", missed.len() - told), theme.dim.style());
                break;
            }
            page.append(one);
            page.gap();
        }
    }
}

/// Where marks were won and lost: by topic, form, difficulty, how sure one was, and how many options one struck out.
pub(in crate::tui::screens::study) fn groups(ctx: Context<'_>, page: &mut Page, report: &Report) {
    page.gap();
    page.say("The bars are what was right of all that was asked.", ctx.theme.dim.style());
    let of = |(name, tally): (&str, &Tally)| group(name, tally);
    let levels: Vec<(String, &Tally)> =
        report.levels.iter().map(|(level, tally)| (difficulty(*level), tally)).collect();
    let struck: Vec<(String, &Tally)> = report.struck.iter().map(|(count, tally)| (count.to_string(), tally)).collect();
    // That none was struck out need not be said.
    let has_struck = report.struck.keys().any(|count| *count > 0);
    let tables: [(&str, Vec<Group>); 5] = [
        ("By topic", report.sectors.iter().map(|(name, tally)| of((name, tally))).collect()),
        ("By form", report.forms.iter().map(|(form, tally)| of((form.name(), tally))).collect()),
        ("By difficulty", levels.iter().map(|(level, tally)| of((level, tally))).collect()),
        ("By how sure you were", report.confidence.iter().map(|(sure, tally)| of((sure.name(), tally))).collect()),
        (
            "By options struck out",
            struck.iter().filter(|_| has_struck).map(|(count, tally)| of((count, tally))).collect(),
        ),
    ];
    let names = tables.iter().flat_map(|(_, groups)| groups).map(|group| width(&group.name));
    let longest = names.max().unwrap_or(0);
    for (heading, groups) in tables {
        bars(ctx, page, (heading, longest), &COLUMNS, &groups);
    }
}

/// How difficult a question is, by its number.
fn difficulty(level: u8) -> String {
    match level {
        1 => "1, the easiest".to_owned(),
        3 => "3, the hardest".to_owned(),
        level => level.to_string(),
    }
}

fn group(name: &str, tally: &Tally) -> Group {
    let [right, wrong, none] = [tally.right, tally.wrong, tally.none].map(|count| count as usize);
    Group { name: name.to_owned(), right, all: right + wrong + none, counts: vec![right, wrong, none] }
}

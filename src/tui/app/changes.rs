//! What the palette asks for with an answer: another theme, how sources are cited, the day of the exam, a paper, a file
//! of what is marked.

use super::App;
use crate::study::exam::options::ExamOptions;
use crate::study::sheet::folder::NotWritten;
use crate::text::{counted, sanitised};
use crate::tui::detail_pane::with_own_notes;
use crate::tui::layer::Change;
use crate::tui::overlays::finder::Finder;
use crate::tui::tour::TourWanted;
use crate::view::document::layout::whole_of;

impl App<'_> {
    /// Does it, and says what cannot be seen of it. Whatever the settings are kept in is told; nothing keeps a
    /// visitor's.
    pub(super) fn change(&mut self, change: Change) {
        let ctx = self.ctx;
        self.layers.close();
        match change {
            Change::Theme(name) => {
                self.choose_theme(&name);
                let kept = self.keep_setting("theme", Some(&quoted(&name)));
                self.say_kept(&format!("The theme is {name}"), kept);
            }
            Change::Citation(style) => {
                self.ctx.citation = style;
                let kept = self.keep_setting("citation", Some(&quoted(style.name())));
                self.say_kept(&format!("Sources are cited in the style {}", style.name()), kept);
            }
            Change::Exam(day) => {
                self.layers.screens.study.set_exam(day);
                let kept = self.keep_setting("exam", day.map(|day| quoted(&day.to_string())).as_deref());
                let told = day.map_or_else(|| "No exam is in sight".to_owned(), |day| format!("The exam is on {day}"));
                self.say_kept(&told, kept);
            }
            Change::Paper(questions) => {
                let scheme = ctx.dataset.pack.exam;
                self.begin_exam(ExamOptions::of(questions, &scheme));
            }
            Change::Export(name) => self.export_marked(&name),
            Change::Tour(tour) => _ = self.begin_tour(TourWanted { tour, every: None }),
            Change::Find(text) => self.layers.open(Box::new(Finder::asking(&text))),
        }
    }

    /// Writes all that is marked to a file, as it is copied; over none that is there.
    fn export_marked(&mut self, name: &str) {
        let ctx = self.ctx;
        let marked = ctx.reader.marks.all();
        let text = whole_of(ctx.dataset, &with_own_notes(ctx, &marked)) + "\n";
        let written = ctx.reader.sheets.as_ref().map(|folder| folder.write(name, &text, false));
        let name = sanitised(name);
        self.frame.say(Some(match written {
            Some(Ok(())) => format!("{} written to {name}.", counted(marked.len(), "marked record")),
            Some(Err(NotWritten::Exists)) => format!("There is a file {name} already; give another name."),
            Some(Err(NotWritten::Failed(why))) => format!("{name} is not written: {why}."),
            None => "No file is written from here.".to_owned(),
        }));
    }

    /// Keeps a setting where the reader has any, written as in the file; says what hinders it.
    fn keep_setting(&self, name: &str, value: Option<&str>) -> Option<Result<(), String>> {
        self.ctx.reader.settings.as_ref().map(|settings| settings.set(name, value))
    }

    fn say_kept(&mut self, told: &str, kept: Option<Result<(), String>>) {
        self.frame.say(Some(match kept {
            Some(Ok(())) => format!("{told} from now on."),
            Some(Err(why)) => format!("{told} until you leave; the settings can’t be changed: {why}."),
            None => format!("{told} until you leave."),
        }));
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

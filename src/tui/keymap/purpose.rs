//! What each place is, in a line: for the help that is asked for there.

use super::Scope;
use crate::view::tab::Tab;

impl Scope {
    /// What one is before where this scope holds; nothing where the tab says it.
    #[must_use]
    pub fn purpose(self) -> Option<&'static str> {
        Some(match self {
            Self::Overview => "The relationship on one screen, from the data: everything in it opens something.",
            Self::Tour => "A tour: stops on the real screens, each with a caption and its sources.",
            Self::Tours => "The tours of this pack, to choose one from.",
            Self::Detail => {
                "One record: what it is, its facts with the sources behind each, and what it is linked with."
            }
            Self::Map => "The places of the record on a map; the list goes along with it.",
            Self::Question => "A card asks. Say the answer to yourself before it shows.",
            Self::Typing => "What you type is compared with the answer, letter by letter.",
            Self::Choice => "Four options, one of them right; the others are as likely at first sight.",
            Self::Answer | Self::Missed | Self::FourGrades => {
                "The answer with its source. How you say it went decides when the card comes back."
            }
            Self::Compare => "A record beside those it is taken for, so that they are told apart.",
            Self::Wanted => "The paper you want: how many questions, in how much time, about what.",
            Self::Exam => "A mock exam against the clock. It is kept if you leave; the clock goes on until you quit.",
            Self::Result => "A paper you handed in: the marks, and each question with its explanation and sources.",
            Self::Plan => "What fits until the exam at this pace, topic by topic, and what to leave.",
            Self::Mains => "Questions of the main examination, by topic.",
            Self::Writing => "One question, its clock running. Write on paper or in your editor.",
            Self::Outline => "What an answer should hold, point by point; tick what was in yours.",
            Self::Past => "The papers you sat, and how you do from paper to paper.",
            Self::Finder => "Finds anything by a few letters: names, other names, text, dates, sources.",
            Self::Filter => "What you type leaves of the list what it matches.",
            Self::Facets => "What the list can be narrowed by, and how much each would leave.",
            Self::Lists => "The lists of what you marked.",
            Self::Entries => "What is in one of your lists, in your order.",
            Self::About => "What this dataset is, what is new in it, and where it comes from.",
            Self::Sheet => "One or two pages to print and hand out.",
            Self::Note => "A note of your own. A line with :: in it becomes a card.",
            Self::Copied => "What was copied, to be taken from the screen where it does not reach the clipboard.",
            Self::Following => "The presenter’s screen, and the questions put to all who follow.",
            Self::Quiz => "Questions put to all who follow; they see this in place of your screen.",
            _ => return None,
        })
    }
}

/// What a tab shows.
#[must_use]
pub fn of_tab(tab: Tab) -> &'static str {
    match tab {
        Tab::Timeline => "Everything that has a date, in order. The ruler shows how dense the record is.",
        Tab::Agreements => "What was signed: treaties, agreements, memoranda, with their dates and status.",
        Tab::Trade => "Figures over time: trade, investment, aid, people. Every value names its source.",
        Tab::Institutions => "Who meets, works and teaches: dialogues, ministries, firms, schools.",
        Tab::Topics => "Everything else: arguments, initiatives, projects, exercises, people, places, terms.",
        Tab::Study => "What is due today, mock exams, and how you are doing.",
    }
}

//! Where a key has its meaning: the scopes, and what they are called.

use serde::{Deserialize, Serialize};

/// Where a binding holds. The screen or overlay in front is asked first, [`Scope::Global`] last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// The overview.
    Overview,
    /// A tour, while it is walked.
    Tour,
    /// The tours to choose from.
    Tours,
    /// The list of a screen.
    List,
    /// The record beside or over the list.
    Detail,
    /// The line in which one looks for something in a record.
    FindHere,
    /// A record, while what was looked for is lit.
    Found,
    /// What came before a record, and what came after.
    Lineage,
    /// Two records side by side.
    SideBySide,
    /// The timeline, besides what any list does.
    Timeline,
    /// The lanes of the timeline, besides what any list does.
    Lanes,
    /// The trade figures, besides what any list does.
    Trade,
    /// A chart, whose series are walked.
    Chart,
    /// The topics, besides what any list does.
    Topics,
    /// The map of the topics' places, besides what any list does.
    Map,
    /// The overview of what there is to study.
    Study,
    /// A card, before its answer.
    Question,
    /// The line in which an answer is typed, or why a card is bad.
    Typing,
    /// A card's options.
    Choice,
    /// A card, after its answer.
    Answer,
    /// A card, after an answer that was typed or chosen and is wrong.
    Missed,
    /// A card, after its answer, where four grades are asked for.
    FourGrades,
    /// How a sitting went, when it has ended.
    Summary,
    /// The same, where cards are left.
    Unfinished,
    /// A record beside those it is taken for.
    Compare,
    /// What paper one wants, before it is begun.
    Wanted,
    /// The mock exam.
    Exam,
    /// The questions of a mock exam that was handed in.
    Result,
    /// What fits until the exam.
    Plan,
    /// The questions of the main examination.
    Mains,
    /// One of them, while it is answered.
    Writing,
    /// Its outline.
    Outline,
    /// The papers one sat.
    Past,
    /// The finder, while one types.
    Finder,
    /// The line in which a filter is typed.
    Filter,
    /// The facets of a list.
    Facets,
    /// The lists of what is marked.
    Lists,
    /// What is in one of them.
    Entries,
    /// The line in which a list is named, or a mark noted.
    Naming,
    /// The help, in which one types.
    Help,
    /// The palette, in which one types.
    Palette,
    /// What is told of the dataset.
    About,
    /// A sheet to print and hand out.
    Sheet,
    /// A note being written.
    Note,
    /// Text put on the screen to be taken away.
    Copied,
    /// Following a presenter.
    Following,
    /// Quizzing those who follow.
    Quiz,
    /// Everywhere, unless text is being typed.
    Global,
}

impl Scope {
    /// Every scope, in the order of the help.
    pub const ALL: [Self; 48] = [
        Self::Global,
        Self::Overview,
        Self::Tour,
        Self::Tours,
        Self::List,
        Self::Detail,
        Self::FindHere,
        Self::Found,
        Self::Lineage,
        Self::SideBySide,
        Self::Timeline,
        Self::Lanes,
        Self::Trade,
        Self::Chart,
        Self::Topics,
        Self::Map,
        Self::Study,
        Self::Question,
        Self::Typing,
        Self::Choice,
        Self::Answer,
        Self::Missed,
        Self::FourGrades,
        Self::Summary,
        Self::Unfinished,
        Self::Compare,
        Self::Wanted,
        Self::Exam,
        Self::Result,
        Self::Plan,
        Self::Mains,
        Self::Writing,
        Self::Outline,
        Self::Past,
        Self::Finder,
        Self::Filter,
        Self::Facets,
        Self::Lists,
        Self::Entries,
        Self::Naming,
        Self::Help,
        Self::Palette,
        Self::About,
        Self::Sheet,
        Self::Note,
        Self::Copied,
        Self::Following,
        Self::Quiz,
    ];

    /// Heading in help and README.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Tour => "On a tour",
            Self::Tours => "Among tours",
            Self::List => "In a list",
            Self::Detail => "In a record",
            Self::FindHere => "Finding in a record",
            Self::Found => "Found in a record",
            Self::Lineage => "In a lineage",
            Self::SideBySide => "Side by side",
            Self::Timeline => "Timeline",
            Self::Lanes => "Lanes of the timeline",
            Self::Trade => "Trade",
            Self::Chart => "In a chart",
            Self::Topics => "Topics",
            Self::Map => "On the map",
            Self::Study => "Study",
            Self::Question => "Before a card’s answer",
            Self::Typing => "Typing beside a card",
            Self::Choice => "Among a card’s options",
            Self::Answer => "After a card’s answer",
            Self::Missed => "After a wrong answer",
            Self::FourGrades => "With four grades",
            Self::Summary => "After a sitting",
            Self::Unfinished => "With cards left",
            Self::Compare => "Beside what it is taken for",
            Self::Wanted => "Before a mock exam",
            Self::Exam => "In the mock exam",
            Self::Result => "After the mock exam",
            Self::Plan => "In the exam plan or the progress",
            Self::Mains => "Among main questions",
            Self::Writing => "While answering one",
            Self::Outline => "In its outline",
            Self::Past => "Past papers",
            Self::Finder => "In the finder",
            Self::Filter => "While filtering",
            Self::Facets => "Among facets",
            Self::Lists => "Among lists of marks",
            Self::Entries => "In a list of marks",
            Self::Naming => "Typing beside lists",
            Self::Help => "In this help",
            Self::Palette => "In the palette",
            Self::About => "About the dataset",
            Self::Sheet => "On a sheet",
            Self::Note => "In a note",
            Self::Copied => "Before copied text",
            Self::Following => "Following a presenter",
            Self::Quiz => "Quizzing the room",
            Self::Global => "Everywhere",
        }
    }

    /// Whether text is typed here, so that characters and the keys that edit have no other meaning.
    #[must_use]
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Facets
                | Self::Finder
                | Self::Filter
                | Self::FindHere
                | Self::Help
                | Self::Palette
                | Self::Typing
                | Self::Naming
                | Self::Note
        )
    }
}

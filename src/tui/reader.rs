//! The reader: what one person has of their own, handed in where a session begins. What all readers share, the
//! dataset and its index, is not here, and nothing here is shared.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::data::ItemId;
use crate::data::date::PartialDate;
use crate::search::Own;
use crate::search::own::NoteTexts;
use crate::study::collection::StudySettings;
use crate::study::sheet::folder::Folder;
use crate::tui::keymap::{Keymap, STANDARD};
use crate::tui::marks::Marks;
use crate::tui::notes::Notes;
use crate::tui::queries::Queries;
use crate::tui::reading::Reading;
use crate::tui::room::Seat;
use crate::tui::settings::Settings;
use crate::tui::symbols::{self, Symbols};
use crate::tui::theme::{Theme, Themes};
use crate::tui::whereabouts::Memory;
use crate::view::citation::style::Style;

/// One person's own: marks, notes, where they are, and how everything looks, is operated and is studied.
#[derive(Debug)]
pub struct Reader {
    /// What is marked.
    pub marks: Marks,
    /// What was written about it.
    pub notes: Notes,
    /// What was asked in the finder.
    pub queries: Queries,
    /// What is folded in records, and how wide they are.
    pub reading: Reading,
    /// What was done in the palette.
    pub recent: Queries,
    /// What keeps a setting that is changed; nothing for a visitor.
    pub settings: Option<Box<dyn Settings>>,
    /// What keeps from one run to the next where one is; nothing for a visitor.
    pub memory: Option<Arc<dyn Memory>>,
    /// The edition whose news this reader read last, if that was another.
    pub seen: Option<PartialDate>,
    /// Whether the news since then were read.
    pub has_read_news: AtomicBool,
    /// How one studies, and where answers are kept.
    pub study: StudySettings,
    /// Where files of sheets go; nowhere for a visitor.
    pub sheets: Option<Box<dyn Folder>>,
    /// Whether the reader's terminal may be sent text for the clipboard.
    pub has_clipboard: bool,
    /// What opens an address for this reader; nothing for a visitor, and where there is no screen for it.
    pub browser: Option<Box<dyn Browser>>,
    /// How a line that cites something is written, as it begins.
    pub citation: Style,
    /// Styles by role, as it begins.
    pub theme: Theme,
    /// The styles that may be had instead.
    pub themes: Themes,
    /// Whether the theme is left to the terminal: it follows what that tells of its background.
    pub follows_background: bool,
    /// Signs to draw with.
    pub symbols: Symbols,
    /// Which key means what.
    pub keymap: Keymap,
    /// Where this reader sits in a room of others, if there is one.
    pub room: Option<Seat>,
}

/// What opens an address of the network outside of this program.
pub trait Browser: std::fmt::Debug + Send + Sync {
    /// Has this address opened, without waiting for it.
    ///
    /// # Errors
    /// Why that cannot be, in a sentence.
    fn open(&self, address: &str) -> Result<(), String>;
}

/// What a reader has of the items.
struct OfReader<'r> {
    marks: &'r Marks,
    notes: Arc<NoteTexts>,
    changes: u64,
}

impl Own for OfReader<'_> {
    fn is_marked(&self, id: ItemId) -> bool {
        self.marks.contains(id)
    }

    fn has_marks(&self) -> bool {
        Own::has_marks(self.marks)
    }

    fn is_in_list(&self, id: ItemId, list: &str) -> bool {
        self.marks.is_in_list(id, list)
    }

    fn lists(&self) -> Vec<String> {
        Own::lists(self.marks)
    }

    fn notes(&self) -> &NoteTexts {
        &self.notes
    }

    fn version(&self) -> u64 {
        self.changes
    }
}

impl Reader {
    /// Somebody who has set nothing but a theme.
    #[must_use]
    pub fn new(theme: Theme) -> Self {
        Self {
            marks: Marks::default(),
            notes: Notes::default(),
            queries: Queries::default(),
            reading: Reading::default(),
            recent: Queries::default(),
            settings: None,
            memory: None,
            seen: None,
            has_read_news: AtomicBool::new(false),
            study: StudySettings::default(),
            sheets: None,
            has_clipboard: true,
            browser: None,
            citation: Style::default(),
            themes: Themes::new(theme.depth),
            theme,
            follows_background: false,
            symbols: symbols::UNICODE.clone(),
            keymap: STANDARD.clone(),
            room: None,
        }
    }

    /// What this reader has of the items, as a search asks for it; it holds for the moment.
    #[must_use]
    pub fn own(&self) -> impl Own + use<'_> {
        OfReader { marks: &self.marks, notes: self.notes.texts(), changes: self.marks.changes() + self.notes.changes() }
    }

    /// Notes that the news are read.
    pub fn read_news(&self) {
        self.has_read_news.store(true, Ordering::Relaxed);
    }
}

//! How to open the explorer, and how to show it to a visitor.

use clap::Args;
use clap::builder::BoolishValueParser;

use crate::cli::look::{ColorChoice, MarkerChoice};
use crate::cli::permission::Permission;
use crate::cli::study_options::StudyOptions;
use crate::cli::values::{TimeLimit, size, time_limit};
use crate::study::exam::options::ExamOptions;
use crate::study::mains::coming::MainsFilter;
use crate::term::visit::LARGEST;
use crate::tui::key;
use crate::tui::tour::TourWanted;
use crate::view::tab::Tab;

/// No more keys are pressed for a visitor: each draws a screen.
const MOST_KEYS: usize = 100;

/// How to open the explorer.
#[derive(Clone, Debug, Args)]
pub(crate) struct Explore {
    /// Open on this tab [default: where you left off, else the overview or what `MAITRI_TAB` names]
    #[arg(long, value_enum, value_name = "NAME")]
    pub(crate) tab: Option<Tab>,

    /// Open this record
    #[arg(long, value_name = "ID")]
    pub(crate) open: Option<String>,

    /// Open as if nothing were remembered of where you left off; what you leave then is. With --keys or --print nothing
    /// is remembered unless this says so, as in --fresh=false
    #[arg(
        long,
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true",
        value_parser = BoolishValueParser::new(),
        hide_possible_values = true
    )]
    pub(crate) fresh: Option<bool>,

    /// Colours by role: dark, light, mono, plain for any background, or auto: as the terminal tells of its background
    #[arg(long, value_name = "NAME", env = "MAITRI_THEME", hide_env_values = true)]
    pub(crate) theme: Option<String>,

    /// How many colours to use
    #[arg(long, value_enum, value_name = "DEPTH", env = "MAITRI_COLOR", hide_env_values = true)]
    pub(crate) color: Option<ColorChoice>,

    /// Draw boxes, bars and charts in ASCII; `--ascii=false` where it is set elsewhere
    #[arg(
        long,
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true",
        value_parser = BoolishValueParser::new(),
        hide_possible_values = true,
        env = "MAITRI_ASCII",
        hide_env_values = true
    )]
    pub(crate) ascii: Option<bool>,

    /// What lines of charts are made of
    #[arg(long, value_enum, value_name = "MARKER", env = "MAITRI_MARKER", hide_env_values = true)]
    pub(crate) marker: Option<MarkerChoice>,

    /// Press these keys first, as in `/nehru<enter>`
    #[arg(long, value_name = "STRING", allow_hyphen_values = true)]
    pub(crate) keys: Option<String>,

    /// Print the screen as text instead of opening it
    #[arg(long)]
    pub(crate) print: bool,

    /// Size of the printed screen, in columns and rows
    #[arg(long, value_name = "COLSxROWS", default_value = "120x40", value_parser = size)]
    pub(crate) size: (u16, u16),

    #[command(flatten)]
    pub(crate) study: StudyOptions,

    /// Listen to the mouse: tabs, rows and hits can be clicked, the wheel scrolls
    #[arg(long)]
    pub(crate) mouse: bool,

    #[command(flatten)]
    pub(crate) visit: VisitOptions,

    /// The questions of the main examination to open at: the command `mains` says so.
    #[arg(skip)]
    pub(crate) mains: Option<MainsFilter>,

    /// The tour to walk: the command `tour` says so.
    #[arg(skip)]
    pub(crate) tour: Option<TourWanted>,
}

/// What the explorer is to be opened with.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    /// As the command line says.
    pub(crate) options: Explore,
    /// The mock exam to begin, if one is to.
    pub(crate) exam: Option<ExamOptions>,
}

impl From<Explore> for Opening {
    fn from(options: Explore) -> Self {
        Self { options, exam: None }
    }
}

impl Explore {
    /// What a visitor asks for, with what whoever shows it says of every visit: how long it lasts, and how it looks
    /// where the visitor does not say.
    pub(crate) fn under(self, own: &Self) -> Self {
        Self {
            theme: self.theme.or_else(|| own.theme.clone()),
            color: self.color.or(own.color),
            ascii: self.ascii.or(own.ascii),
            marker: self.marker.or(own.marker),
            tab: self.tab.or(own.tab),
            mouse: self.mouse || own.mouse,
            visit: own.visit.clone(),
            ..self
        }
    }
}

/// How to show it to a visitor.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Visits over SSH")]
pub(crate) struct VisitOptions {
    /// Show it to a visitor: nothing is kept, nothing of this machine is told, and `SSH_ORIGINAL_COMMAND` is obeyed
    /// as far as a visitor may
    #[arg(long)]
    pub(crate) kiosk: bool,

    /// End a visit after so long without a key; 0 for never
    #[arg(long, value_name = "TIME", default_value = "10m", value_parser = time_limit, requires = "kiosk")]
    pub(crate) idle_timeout: TimeLimit,

    /// End a visit after so long in all; 0 for never
    #[arg(long, value_name = "TIME", default_value = "60m", value_parser = time_limit, requires = "kiosk")]
    pub(crate) max_session: TimeLimit,
}

impl Permission for Explore {
    fn refusal(&self) -> Option<&'static str> {
        let (columns, rows) = self.size;
        let keys = self.keys.as_deref().and_then(|keys| key::parse(keys).ok()).map_or(0, |keys| keys.len());
        if self.visit.kiosk {
            Some("--kiosk is not for visitors to give")
        } else if columns > LARGEST.width || rows > LARGEST.height {
            Some("that picture is too large")
        } else if keys > MOST_KEYS {
            Some("no more than a hundred keys are pressed for a visitor")
        } else {
            self.study.refusal()
        }
    }
}

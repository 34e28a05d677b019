//! The explorer itself: in the terminal, or played from a string of keys and printed.

pub(crate) mod options;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::options::{Explore, Opening, VisitOptions};
use super::welcome;
use crate::cli::chance::chance;
use crate::cli::errors::Failure;
use crate::cli::find;
use crate::cli::io::Io;
use crate::cli::look::{AUTO, only_ascii};
use crate::cli::memory::{self, PlaceMemory, Recalled};
use crate::cli::settings::{self, Config, SettingsFile};
use crate::clock::Clock;
use crate::data::{Dataset, Pack};
use crate::search::LazyIndex;
use crate::store::drafts::DraftDirectory;
use crate::store::editions;
use crate::store::settings::path as settings_path;
use crate::store::shared_shelf::SharedDirectory;
use crate::store::sheets::WorkingFolder;
use crate::store::terminfo;
use crate::study::collection::StudySettings;
use crate::study::exam::options::ExamOptions;
use crate::study::mains::answer::EditorUse;
use crate::study::notes::{Drafts, Note};
use crate::study::sheet::folder::Folder;
use crate::study::shelf::SharedShelf;
use crate::term;
use crate::term::browser::DesktopBrowser;
use crate::term::capabilities::Environment;
use crate::term::editor::Editor;
use crate::term::session::{Ended, SessionOptions, TAKEN_OVER};
use crate::term::visit::Limits;
use crate::tui::action::Effect;
use crate::tui::app::App;
use crate::tui::context::Context;
use crate::tui::key::{self, Key};
use crate::tui::marks::Marks;
use crate::tui::notes::Notes;
use crate::tui::queries::Queries;
use crate::tui::reader::{Browser, Reader};
use crate::tui::reading::Reading;
use crate::tui::settings::Settings;
use crate::tui::symbols::{self, Symbols};
use crate::tui::theme::{Depth, MONO, Themes};
use crate::tui::whereabouts::Whereabouts;
use crate::view::about::news;
use crate::view::tab::Tab;

/// The variable that names a tab to open on instead of the overview.
const PREFERRED_TAB: &str = "MAITRI_TAB";

/// In no more records than these one looks for what happened on a day like today before the first screen shows.
const REMEMBERED_AT_ONCE: usize = 4000;

/// Opens the explorer in this terminal, in a mock exam if one is given, or plays keys and prints what would be seen.
pub(crate) fn run<'d>(dataset: &'d Dataset<'d>, opening: &Opening, io: &mut Io<'_>) -> Result<(), Failure> {
    let options = &opening.options;
    let environment = environment(io);
    if options.visit.kiosk && !options.print && !(io.is_interactive() && environment.can_be_drawn_on()) {
        return match needs_screen(opening, &environment, io) {
            Some(sentence) => Err(Failure::Refused(sentence)),
            None => welcome::run(dataset, options, io),
        };
    }
    if !options.print {
        look_at_terminal(&environment, io)?;
    }
    let noted_in = noted_in(options, io);
    let (prepared, reader) = prepare(dataset, opening, environment, io)?;
    let (memory, seen) = (prepared.memory.clone(), reader.seen);
    let index = LazyIndex::new(dataset);
    let mut app = prepared.app(Context::new(&index, &reader), opening)?;
    let keys = keys(options)?;
    if !keys.is_empty() || options.print {
        let Some(picture) = picture_after(&keys, &mut app, options.size, prepared.clock) else { return Ok(()) };
        if options.print {
            for row in rows(&picture) {
                writeln!(io.output, "{row}")?;
            }
            return Ok(());
        }
    }
    let session = prepared.session(options);
    let ended = term::run(app, &session, editor(options, io).as_ref(), &prepared.clock).map_err(Failure::Terminal)?;
    io.wait_no_more();
    if let Some(trouble) = memory.and_then(|memory| memory.trouble()) {
        io.warn(&format!("where you are could not be kept ({trouble})"));
    }
    // News that were not read are told again.
    if let Some(directory) = noted_in
        && seen != Some(dataset.pack.edition)
        && (reader.has_read_news.load(Ordering::Relaxed) || news(dataset, seen).is_none())
    {
        editions::note(&directory, &dataset.pack);
    }
    match ended {
        Ended::Quit => {}
        Ended::Goodbye(sentence) => writeln!(io.output, "{sentence}")?,
        Ended::TakenOver => writeln!(io.output, "{TAKEN_OVER}")?,
        Ended::HungUp => return Err(Failure::Ended(term::HANG_UP)),
        Ended::Signal(signal) => return Err(Failure::Ended(signal)),
    }
    Ok(())
}

/// What a visitor is told whose terminal cannot be drawn on, where something was asked for that is nothing without a
/// screen.
fn needs_screen(opening: &Opening, environment: &Environment, io: &Io<'_>) -> Option<String> {
    const PLAIN: &str = "`show ID` and `search WORDS` write plain text";
    let options = &opening.options;
    let is_asked =
        options.open.is_some() || options.tour.is_some() || options.mains.is_some() || opening.exam.is_some();
    is_asked.then(|| {
        if io.terminals.output && !environment.can_be_drawn_on() {
            format!("{}; {PLAIN}", environment.why_not())
        } else {
            format!("that needs a terminal: write `ssh -t` before the address; {PLAIN}")
        }
    })
}

/// What the reader's terminal can show, as far as the environment and this system tell.
pub(crate) fn environment(io: &Io<'_>) -> Environment {
    Environment::read(&*io.environment, terminfo::entry(&*io.environment).as_deref())
}

/// All that the explorer is made of besides its reader.
#[derive(Debug)]
pub(crate) struct Prepared {
    environment: Environment,
    follows_background: bool,
    is_ascii_set: Option<bool>,
    place: Option<Whereabouts>,
    memory: Option<Arc<PlaceMemory>>,
    said: Vec<String>,
    tab: Option<Tab>,
    clock: Clock,
    /// Whether what is due is counted before the first screen shows: it takes no longer than to draw that again.
    counts_due: bool,
}

/// Makes a reader, of what this world keeps and tells of one, and the rest that their explorer is made of.
pub(crate) fn prepare(
    dataset: &Dataset<'_>,
    opening: &Opening,
    environment: Environment,
    io: &mut Io<'_>,
) -> Result<(Prepared, Reader), Failure> {
    let options = &opening.options;
    // A visitor has no settings here, and is told nothing of the host's.
    let (config, mistake) = if options.visit.kiosk { (Config::default(), None) } else { settings::or_default(io) };
    let noted_in = noted_in(options, io);
    let seen = noted_in.as_deref().and_then(|directory| editions::seen(directory, &dataset.pack));
    let (remembers, is_ascii_set) = (config.remembers, config.ascii);
    let (marks, unkept) = marks(options, dataset, io);
    let exam = opening.exam.clone();
    let reader = Reader { marks, ..reader((options, &dataset.pack), config, exam, &environment, io)? };
    let Recalled { place, queries, memory, warning } = recalled(options, remembers, dataset, io);
    let notes = notes(dataset, options, io);
    let reader = Reader { notes, seen, queries, memory: memory.clone().map(|memory| memory as _), ..reader };
    let left = place.as_ref().filter(|_| options.open.is_none()).and_then(Whereabouts::tab);
    let tab = options.tab.or(left).or(preferred_tab(io)?);
    let mut said: Vec<String> = [mistake, warning, unkept].into_iter().flatten().collect();
    said.extend(reader.notes.take_said());
    let (clock, follows_background) = (options.study.clock(io), reader.follows_background);
    let is_short = || options.study.shelf(&dataset.pack, io).is_none_or(|shelf| shelf.is_short());
    let counts_due = dataset.len() <= REMEMBERED_AT_ONCE && (options.visit.kiosk || is_short());
    let prepared =
        Prepared { environment, follows_background, is_ascii_set, place, memory, said, tab, clock, counts_due };
    Ok((prepared, reader))
}

impl Prepared {
    /// The explorer, as it opens.
    pub(crate) fn app<'a>(&self, context: Context<'a>, opening: &Opening) -> Result<App<'a>, Failure> {
        let (dataset, options) = (context.dataset, &opening.options);
        let is_for_study = opening.exam.is_some() || options.mains.is_some();
        let at_overview = self.tab.is_none() && options.open.is_none() && !is_for_study;
        let tab = self.tab.unwrap_or_default();
        let mut app = App::new(context, tab);
        self.said.iter().for_each(|sentence| app.warn(sentence.clone()));
        if let Some(place) = &self.place {
            app.go_on(place.clone());
        }
        // A visitor is told nothing of what the host has.
        if !options.visit.kiosk && !dataset.layers.left_out.is_empty() {
            app.warn(dataset.layers.left_out.join("; "));
        }
        if let Some(id) = &options.open {
            app.open(find::item(dataset, id)?);
        }
        let now = self.clock.now();
        app.set_time(now);
        // Where keys come first the first screen is what they lead to.
        let is_drawn_before = !keys(options)?.is_empty() || options.print;
        if !is_drawn_before && !at_overview && dataset.len() <= REMEMBERED_AT_ONCE {
            app.remember(now.wall.date());
        }
        if at_overview {
            app.open_overview();
            if self.counts_due {
                app.work();
            }
        }
        if let Some(exam) = &opening.exam {
            app.begin_exam(exam.clone());
        }
        if let Some(filter) = &options.mains {
            app.begin_mains(filter.clone());
        }
        if let Some(wanted) = options.tour {
            app.begin_tour(wanted);
        }
        Ok(app)
    }

    /// What its session goes by.
    pub(crate) fn session(&self, options: &Explore) -> SessionOptions {
        let environment = &self.environment;
        SessionOptions {
            mouse: options.mouse,
            patience: environment.patience(),
            visit: limits(&options.visit),
            may_stop: true,
            asks_background: self.follows_background,
            links: environment.knows_links(),
            can: environment.capabilities(),
            only_ascii: only_ascii(options.ascii, || self.is_ascii_set, environment),
            is_served: false,
        }
    }
}

/// Presses the keys that are to be pressed first, on a screen of this size.
pub(crate) fn play(options: &Explore, app: &mut App<'_>, size: (u16, u16), clock: Clock) -> Result<(), Failure> {
    let keys = keys(options)?;
    if !keys.is_empty() && picture_after(&keys, app, size, clock).is_none() {
        return Err(Failure::Refused("these keys leave again".to_owned()));
    }
    Ok(())
}

/// The keys that are to be pressed first.
fn keys(options: &Explore) -> Result<Vec<Key>, Failure> {
    key::parse(options.keys.as_deref().unwrap_or_default()).map_err(|error| Failure::Refused(error.to_string()))
}

/// Refuses to draw where there is nobody to see it, and nothing to draw on.
fn look_at_terminal(environment: &Environment, io: &Io<'_>) -> Result<(), Failure> {
    if !io.is_interactive() {
        let sentence = "the explorer needs a terminal for its keys and its screen; try `maitri search`, `maitri show`, \
                        `maitri export`, or `maitri --print`";
        return Err(Failure::Refused(sentence.to_owned()));
    }
    if !environment.can_be_drawn_on() {
        let why = environment.why_not();
        let sentence = format!("{why}; `maitri search`, `maitri show` and `maitri --print` write plain text");
        return Err(Failure::Refused(sentence));
    }
    Ok(())
}

/// The tab that the environment prefers to the overview, where nothing else is asked for or remembered.
fn preferred_tab(io: &Io<'_>) -> Result<Option<Tab>, Failure> {
    let Some(name) = io.variable(PREFERRED_TAB).filter(|name| !name.is_empty()) else { return Ok(None) };
    let known = Tab::ALL.into_iter().find(|tab| tab.name().eq_ignore_ascii_case(&name));
    let unknown = || {
        let names = Tab::ALL.map(Tab::name).join(", ");
        Failure::Refused(format!("{PREFERRED_TAB} names no tab; the tabs are {names}"))
    };
    known.map(Some).ok_or_else(unknown)
}

/// What the reader has marked, and what is to be said of it. A visitor's marks are kept nowhere; what is only printed
/// shows those that are kept only where it goes on where one left off, so that the same keys always lead to the same
/// screen.
fn marks(options: &Explore, dataset: &Dataset<'_>, io: &Io<'_>) -> (Marks, Option<String>) {
    let is_kept = !options.visit.kiosk && (!options.print || options.fresh == Some(false));
    match options.study.data_directory(io).filter(|_| is_kept) {
        Some(directory) => {
            let (marks, notices) = Marks::open(dataset, &dataset.pack.id(), &SharedDirectory(directory));
            (marks, notices.into_iter().next())
        }
        None => (Marks::default(), None),
    }
}

/// What is remembered of earlier runs, and what remembers this one: nothing of a visit, nor, unless that is wished,
/// where keys are played, so that the same keys always lead to the same screen. What is only printed leaves nothing.
fn recalled(options: &Explore, remembers: bool, dataset: &Dataset<'_>, io: &Io<'_>) -> Recalled {
    let is_played = options.print || options.keys.is_some();
    let directory = options.study.directory(io).filter(|_| remembers && !options.visit.kiosk);
    let Some(directory) = directory.filter(|_| !is_played || options.fresh.is_some()) else {
        return Recalled::default();
    };
    let recalled = memory::recall(&directory, &dataset.pack, !options.print);
    if options.fresh == Some(true) { recalled.fresh() } else { recalled }
}

/// Where it is noted which edition was seen. Nobody's visit, and nothing that is only printed, leaves a trace.
fn noted_in(options: &Explore, io: &Io<'_>) -> Option<PathBuf> {
    if options.visit.kiosk || options.print { None } else { options.study.directory(io) }
}

/// What the explorer is opened with: as the command line says, else the environment, else the settings.
fn reader(
    (options, pack): (&Explore, &Pack<'_>),
    config: Config,
    exam: Option<ExamOptions>,
    environment: &Environment,
    io: &Io<'_>,
) -> Result<Reader, Failure> {
    let symbols = symbols(options, &config, shows_unicode(options, environment, io));
    let (theme, follows_background) = theme_name(options, &config, environment);
    let themes = Themes::new(depth(options, &config, environment));
    let theme = themes.get(theme).map_err(|error| Failure::Refused(error.to_string()))?.clone();
    // What a visitor answers counts until the visit ends.
    let shelf = if options.visit.kiosk { None } else { options.study.shelf(pack, io).map(Arc::new) };
    let answers = if options.visit.kiosk { None } else { options.study.answers(pack, io) };
    let editor = match editor(options, io) {
        _ if options.visit.kiosk || options.print => EditorUse::NotHere,
        None => EditorUse::Unnamed,
        Some(_) => EditorUse::Opens,
    };
    let study = StudySettings {
        reviews: shelf.clone().map(|shelf| shelf as _),
        papers: shelf.clone().map(|shelf| shelf as _),
        mains: shelf.map(|shelf| shelf as _),
        answers: answers.map(|answers| Arc::new(answers) as _),
        editor,
        plan: options.study.plan(config.plan),
        exam,
        chance: chance(),
    };
    Ok(Reader {
        marks: Marks::default(),
        notes: Notes::default(),
        queries: Queries::default(),
        reading: Reading::default(),
        recent: Queries::default(),
        settings: changed_settings(options, io),
        memory: None,
        seen: None,
        has_read_news: AtomicBool::new(false),
        study,
        sheets: sheets(options),
        // What is printed is the same for any terminal.
        has_clipboard: options.print || environment.capabilities().commands,
        browser: browser(options, io),
        citation: config.citation,
        theme,
        themes,
        follows_background,
        keymap: config.keymap.in_ascii(symbols.is_ascii),
        symbols,
        room: None,
    })
}

/// What opens addresses for the reader; nothing for a visitor, and where nobody sits before a screen.
fn browser(options: &Explore, io: &Io<'_>) -> Option<Box<dyn Browser>> {
    if options.visit.kiosk || options.print {
        return None;
    }
    DesktopBrowser::find(&*io.environment).map(|browser| Box::new(browser) as Box<dyn Browser>)
}

/// The reader's notes. A visitor has none, and what is only printed writes none.
fn notes(dataset: &Dataset<'_>, options: &Explore, io: &Io<'_>) -> Notes {
    if options.visit.kiosk {
        return Notes::default();
    }
    let directory = options.study.data_directory(io);
    let shelf = directory.clone().map(SharedDirectory);
    let notes = Notes::open(dataset, &dataset.pack.id(), shelf.as_ref().map(|shelf| shelf as &dyn SharedShelf<Note>));
    if options.print {
        return notes.only_looked_at();
    }
    let editor = if editor(options, io).is_some() { EditorUse::Opens } else { EditorUse::Unnamed };
    let drafts = directory.map(|directory| Arc::new(DraftDirectory::within(&directory)) as Arc<dyn Drafts>);
    notes.edited_with(dataset, editor, drafts)
}

/// What keeps a setting that is changed. A visitor has none, and what is only printed changes none.
fn changed_settings(options: &Explore, io: &Io<'_>) -> Option<Box<dyn Settings>> {
    let path = settings_path(&*io.environment).filter(|_| !options.visit.kiosk && !options.print)?;
    Some(Box::new(SettingsFile(path)))
}

/// The reader's own editor, if one is named; a visitor has none on this machine.
fn editor(options: &Explore, io: &Io<'_>) -> Option<Editor> {
    let named = || ["VISUAL", "EDITOR"].into_iter().find_map(|name| Editor::named(&io.variable(name)?));
    if options.visit.kiosk { None } else { named() }
}

/// Where files of sheets go. A visitor writes none, and neither does what is only printed.
fn sheets(options: &Explore) -> Option<Box<dyn Folder>> {
    let writes = !options.visit.kiosk && !options.print;
    writes.then(|| Box::new(WorkingFolder) as Box<dyn Folder>)
}

/// The theme to begin with, and whether the terminal is asked for its background, which decides then.
fn theme_name<'a>(options: &'a Explore, config: &'a Config, environment: &Environment) -> (&'a str, bool) {
    match options.theme.as_deref().or(config.theme.as_deref()) {
        Some(name) if name != AUTO => (name, false),
        _ => match depth(options, config, environment) {
            Depth::Never => (MONO, false),
            depth => (environment.theme(depth), environment.may_be_asked()),
        },
    }
}

/// How many colours: what the command line or `MAITRI_COLOR` says, or else the configuration; `auto`, or nothing said,
/// is none with `NO_COLOR` (which the user's own settings of a program go before, no-color.org), and else as many as
/// the terminal has.
fn depth(options: &Explore, config: &Config, environment: &Environment) -> Depth {
    options.color.or(config.color).unwrap_or_default().depth(environment)
}

/// Whether what is drawn may be more than ASCII. What is printed for another program may be, in any locale.
fn shows_unicode(options: &Explore, environment: &Environment, io: &Io<'_>) -> bool {
    environment.shows_unicode() || options.print && !io.terminals.output
}

fn symbols(options: &Explore, config: &Config, shows_unicode: bool) -> Symbols {
    let ascii = options.ascii.or(config.ascii).unwrap_or(!shows_unicode);
    let symbols = if ascii { &symbols::ASCII } else { &symbols::UNICODE };
    options.marker.or(config.marker).map_or_else(|| symbols.clone(), |marker| marker.apply(symbols))
}

/// The limits of the visit, if it is one.
pub(crate) fn limits(visit: &VisitOptions) -> Option<Limits> {
    visit.kiosk.then_some(Limits { idle: visit.idle_timeout.0, session: visit.max_session.0 })
}

/// What would be seen after these keys, or nothing if one of them quits. Each meets a drawn screen, as it would in a
/// terminal: how far a page reaches is found in drawing.
fn picture_after(keys: &[Key], app: &mut App<'_>, (columns, rows): (u16, u16), clock: Clock) -> Option<Buffer> {
    let area = Rect::new(0, 0, columns, rows);
    let mut buffer = Buffer::empty(area);
    draw_whole(app, &mut buffer);
    for key in keys {
        app.set_time(clock.now());
        if app.key(*key) == Effect::Quit {
            return None;
        }
        draw_whole(app, &mut buffer);
    }
    Some(buffer)
}

/// Draws what there is to show once all is done that is waited for; what shows for the first time may begin something.
fn draw_whole(app: &mut App<'_>, buffer: &mut Buffer) {
    app.finish_work();
    loop {
        buffer.reset();
        app.draw(buffer.area, buffer);
        if !app.finish_work() {
            return;
        }
    }
}

/// The rows of a picture as text, spaces at their ends left out.
#[must_use]
pub fn rows(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    let row = |y| {
        let mut text = String::new();
        let mut covered = 0;
        for x in area.left()..area.right() {
            // A wide character covers the cell after its own, which holds a blank of no meaning.
            if covered > 0 {
                covered -= 1;
                continue;
            }
            let symbol = buffer.cell((x, y)).map_or(" ", ratatui::buffer::Cell::symbol);
            covered = crate::text::width(symbol).saturating_sub(1);
            text.push_str(symbol);
        }
        text.trim_end().to_owned()
    };
    (area.top()..area.bottom()).map(row).collect()
}

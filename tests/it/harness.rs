//! Plays a string of keys on the application and shows what would be seen: text, then colour.
//!
//! Keys are written as in [`maitri::tui::key`]. Nothing here knows a terminal; that is for `pty.rs`.

mod packs;
mod picture;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::civil::{DateTime, date};
use maitri::clock::Now;
use maitri::data::ItemId;
use maitri::data::date::PartialDate;
use maitri::search::LazyIndex;
use maitri::store::drafts::DraftDirectory;
use maitri::store::shared_shelf::SharedDirectory;
use maitri::study::collection::StudySettings;
use maitri::study::mains::answer::EditorUse;
use maitri::study::notes::Note;
use maitri::study::sheet::folder::Folder;
use maitri::study::shelf::SharedShelf;
use maitri::tui::action::{Action, Effect};
use maitri::tui::app::{App, Location};
use maitri::tui::context::Context;
use maitri::tui::key::{Key, parse};
use maitri::tui::keymap::{Keymap, STANDARD};
use maitri::tui::marks::Marks;
use maitri::tui::notes::Notes;
use maitri::tui::queries::Queries;
use maitri::tui::reader::{Browser, Reader};
use maitri::tui::room::Seat;
use maitri::tui::symbols::{self, Symbols};
use maitri::tui::theme::{Depth, Theme};
use maitri::tui::tour::TourWanted;
use maitri::tui::whereabouts::{Memory, Moment, Whereabouts};
use maitri::view::tab::Tab;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub(crate) use self::packs::{frozen, library, pack_with_bank, pack_with_mains, with_bank, with_mains, with_news};

/// Columns and rows.
pub(crate) type Size = (u16, u16);

/// The sizes every screen is pictured at: one pane, the classic terminal, a roomy one.
pub(crate) const SIZES: [Size; 3] = [(60, 16), (80, 24), (120, 40)];

/// When every test begins, unless it says another moment: no test knows today's date.
pub(crate) const NOON: Now =
    Now { wall: date(2026, 11, 22).at(12, 0, 0, 0), unix_ms: 1_795_348_800_000, elapsed: Duration::ZERO };
/// The variable by which a debug build is told when it begins, and [`NOON`] as it takes it.
pub(crate) const TODAY: (&str, &str) = ("MAITRI_TODAY", "2026-11-22T12:00:00");
/// The variable by which the program opens on a tab, and the one on which tests begin unless they ask for another.
pub(crate) const TAB: (&str, &str) = ("MAITRI_TAB", "timeline");
/// How long a key takes.
const A_KEY: Duration = Duration::from_secs(2);

/// How the application looks: theme, colours, signs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    theme: &'static str,
    depth: Depth,
    symbols: &'static Symbols,
}

/// As on most terminals.
pub(crate) const DARK: Look = Look { theme: "dark", depth: Depth::Ansi16, symbols: &symbols::UNICODE };
/// With all colours there are.
pub(crate) const TRUE: Look = Look { depth: Depth::True, ..DARK };
/// For bright backgrounds.
pub(crate) const LIGHT: Look = Look { theme: "light", ..DARK };
/// As with `--ascii`.
pub(crate) const ASCII: Look = Look { symbols: &symbols::ASCII, ..DARK };
/// As with `NO_COLOR`.
pub(crate) const MONO: Look = Look { theme: "mono", depth: Depth::Never, symbols: &symbols::UNICODE };

/// Where the frozen pack is: made for tests, and never changed by work on the data.
pub(crate) const PACK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pack");

/// The application, played by keys: on the frozen pack, where no other is named.
pub(crate) struct Player {
    app: App<'static>,
    now: Now,
    ctx: Context<'static>,
    buffer: Buffer,
    cursor: Option<Position>,
    /// What notes where this reader is, if anything does.
    noted: Option<Arc<Noted>>,
}

/// Where a reader was when that was last kept, and what was asked in the finder.
#[derive(Debug, Default)]
pub(crate) struct Noted(Mutex<(Whereabouts, Vec<String>)>);

impl Noted {
    /// Where that was.
    pub(crate) fn place(&self) -> Whereabouts {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// What was noted of a reader who was here.
    pub(crate) fn at(place: Whereabouts) -> Self {
        Self(Mutex::new((place, Vec::new())))
    }
}

impl Memory for Noted {
    fn keep(&self, whereabouts: &Whereabouts, queries: &[String], _: Moment) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = (whereabouts.clone(), queries.to_vec());
    }
}

impl Player {
    /// Opens on the timeline, in the usual look.
    pub(crate) fn open(size: Size) -> Self {
        Self::looking(DARK, size)
    }

    /// Opens on the timeline, in this look.
    pub(crate) fn looking(look: Look, size: Size) -> Self {
        Self::studying(look, StudySettings::default(), size)
    }

    /// Opens on the timeline at this moment.
    pub(crate) fn open_at(moment: DateTime, size: Size) -> Self {
        Self::beginning(frozen(), Now { wall: moment, ..NOON }, DARK, StudySettings::default(), size)
    }

    /// Opens on the timeline, in this look, to study like this.
    pub(crate) fn studying(look: Look, study: StudySettings, size: Size) -> Self {
        Self::beginning(frozen(), NOON, look, study, size)
    }

    /// Opens on the timeline at this moment, to study like this.
    pub(crate) fn studying_at(moment: DateTime, study: StudySettings, size: Size) -> Self {
        Self::beginning(frozen(), Now { wall: moment, ..NOON }, DARK, study, size)
    }

    /// Opens on the timeline of this dataset, in the usual look, to study like this.
    pub(crate) fn studying_on(library: &'static LazyIndex<'static>, study: StudySettings, size: Size) -> Self {
        Self::beginning(library, NOON, DARK, study, size)
    }

    /// Opens on the timeline of this dataset.
    pub(crate) fn on(library: &'static LazyIndex<'static>, look: Look, size: Size) -> Self {
        Self::beginning(library, NOON, look, StudySettings::default(), size)
    }

    fn beginning(library: &'static LazyIndex<'static>, now: Now, look: Look, study: StudySettings, size: Size) -> Self {
        let theme = Theme::named(look.theme, look.depth).unwrap_or_else(|error| panic!("{error}"));
        let reader = Reader {
            study,
            symbols: look.symbols.clone(),
            keymap: STANDARD.clone().in_ascii(look.symbols.is_ascii),
            ..Reader::new(theme)
        };
        Self::reading(library, reader, now, size)
    }

    /// Opens on the timeline of the frozen pack, for a reader who was last here with this edition.
    pub(crate) fn back_from(edition: PartialDate, size: Size) -> Self {
        let theme = Theme::named(DARK.theme, DARK.depth).unwrap_or_else(|error| panic!("{error}"));
        Self::reading(frozen(), Reader { seen: Some(edition), ..Reader::new(theme) }, NOON, size)
    }

    /// Opens on the timeline of the frozen pack, for a reader whose sheets are written here.
    pub(crate) fn writing_to(folder: Box<dyn Folder>, size: Size) -> Self {
        let theme = Theme::named(DARK.theme, DARK.depth).unwrap_or_else(|error| panic!("{error}"));
        Self::reading(frozen(), Reader { sheets: Some(folder), ..Reader::new(theme) }, NOON, size)
    }

    /// Opens on the timeline of the frozen pack, for a reader with this browser.
    pub(crate) fn browsing(browser: Box<dyn Browser>, size: Size) -> Self {
        let theme = Theme::named(DARK.theme, DARK.depth).unwrap_or_else(|error| panic!("{error}"));
        Self::reading(frozen(), Reader { browser: Some(browser), ..Reader::new(theme) }, NOON, size)
    }

    /// Opens on the timeline at this moment, in the usual look, for a reader with keys of their own.
    pub(crate) fn with_keys(keymap: Keymap, study: StudySettings, size: Size) -> Self {
        let theme = Theme::named(DARK.theme, DARK.depth).unwrap_or_else(|error| panic!("{error}"));
        Self::reading(library(), Reader { study, keymap, ..Reader::new(theme) }, NOON, size)
    }

    /// Opens on the frozen pack where a reader left off, in the usual look; the place goes through the notation it is
    /// kept in, as it does between two runs.
    pub(crate) fn resumed(kept: &Noted, size: Size) -> Self {
        let (place, queries) = kept.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let text = serde_json::to_string(&place).unwrap_or_else(|error| panic!("{error}"));
        let place: Whereabouts = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        let mut player = Self::beginning_with(&queries, place.tab().unwrap_or_default(), size);
        player.app.go_on(place);
        player.app.finish_work();
        player.draw();
        player
    }

    /// Opens on the timeline of the frozen pack, for this reader.
    pub(crate) fn of(reader: Reader, size: Size) -> Self {
        Self::reading(frozen(), reader, NOON, size)
    }

    /// Opens on the timeline of the frozen pack with a bank of questions, in this look, for a reader who sits in a
    /// room.
    pub(crate) fn seated(seat: Seat, look: Look, size: Size) -> Self {
        let theme = Theme::named(look.theme, look.depth).unwrap_or_else(|error| panic!("{error}"));
        let reader = Reader {
            room: Some(seat),
            symbols: look.symbols.clone(),
            keymap: STANDARD.clone().in_ascii(look.symbols.is_ascii),
            ..Reader::new(theme)
        };
        let mut player = Self::reading(with_bank(), reader, NOON, size);
        player.app.follow_room();
        player.draw();
        player
    }

    /// The hints of the footer: each word, and what its keys mean.
    pub(crate) fn hinted(&mut self) -> Vec<(&'static str, Vec<Action>)> {
        let (scopes, hints) = self.app.hinted();
        let of_word = |word: &str| {
            let bindings = scopes.iter().flat_map(|scope| self.ctx.keymap.of(*scope));
            bindings
                .filter(|binding| binding.hint.is_some_and(|(of, _)| of == word))
                .map(|binding| binding.action)
                .collect()
        };
        hints.into_iter().map(|hint| (hint.word, of_word(hint.word))).collect()
    }

    /// Opens on the timeline of the frozen pack, for a reader with these marks.
    pub(crate) fn marking(marks: Marks, size: Size) -> Self {
        let theme = Theme::named(DARK.theme, DARK.depth).unwrap_or_else(|error| panic!("{error}"));
        Self::reading(frozen(), Reader { marks, ..Reader::new(theme) }, NOON, size)
    }

    /// Opens on the timeline of the frozen pack, for a reader whose place is noted.
    pub(crate) fn noting(keys: &str, size: Size) -> Self {
        let mut player = Self::beginning_with(&[], Tab::default(), size);
        player.press(keys);
        player
    }

    fn beginning_with(queries: &[String], tab: Tab, size: Size) -> Self {
        let theme = Theme::named(DARK.theme, DARK.depth).unwrap_or_else(|error| panic!("{error}"));
        let noted = Arc::new(Noted::default());
        let memory = Some(Arc::clone(&noted) as Arc<dyn Memory>);
        let reader = Reader { queries: Queries::remembered(queries), memory, ..Reader::new(theme) };
        let mut player = Self::opening(frozen(), reader, tab, NOON, size);
        player.noted = Some(noted);
        player
    }

    /// Leaves, and gives what was noted of where one was and of what was asked.
    pub(crate) fn leave(&mut self) -> Arc<Noted> {
        self.app.keep(Moment::Leaving);
        self.noted.clone().unwrap_or_else(|| panic!("nothing notes where this reader is"))
    }

    /// What was noted so far, without leaving.
    pub(crate) fn noted(&self) -> Arc<Noted> {
        self.noted.clone().unwrap_or_default()
    }

    /// Opens on the timeline of the frozen pack, in this look, for a reader whose notes are kept there, if anywhere.
    pub(crate) fn with_notes(look: Look, shelf: Option<&dyn SharedShelf<Note>>, size: Size) -> Self {
        let theme = Theme::named(look.theme, look.depth).unwrap_or_else(|error| panic!("{error}"));
        let dataset = frozen().dataset();
        let notes = Notes::open(dataset, &dataset.pack.id(), shelf);
        let reader = Reader {
            notes,
            symbols: look.symbols.clone(),
            keymap: STANDARD.clone().in_ascii(look.symbols.is_ascii),
            ..Reader::new(theme)
        };
        Self::reading(frozen(), reader, NOON, size)
    }

    /// The same for a reader whose unkept notes are drafts, all in one directory; and what there is to tell of it.
    pub(crate) fn drafting(directory: &Path, size: Size) -> (Self, Vec<String>) {
        let theme = Theme::named(DARK.theme, DARK.depth).unwrap_or_else(|error| panic!("{error}"));
        let (dataset, drafts) = (frozen().dataset(), Arc::new(DraftDirectory::within(directory)));
        let notes = Notes::open(dataset, &dataset.pack.id(), Some(&SharedDirectory(directory.to_owned())));
        let notes = notes.edited_with(dataset, EditorUse::Opens, Some(drafts));
        let said = notes.take_said();
        let mut player = Self::reading(frozen(), Reader { notes, ..Reader::new(theme) }, NOON, size);
        for sentence in &said {
            player.app.warn(sentence.clone());
        }
        player.draw();
        (player, said)
    }

    /// Ends the program, by choice or because the terminal is gone.
    pub(crate) fn end(mut self, by_choice: bool) {
        self.app.leave(by_choice);
    }

    fn reading(library: &'static LazyIndex<'static>, reader: Reader, now: Now, size: Size) -> Self {
        Self::opening(library, reader, Tab::default(), now, size)
    }

    fn opening(library: &'static LazyIndex<'static>, reader: Reader, tab: Tab, now: Now, size: Size) -> Self {
        let ctx = Context::new(library, Box::leak(Box::new(reader)));
        let app = App::new(ctx, tab);
        let mut player = Self { app, now, ctx, buffer: Buffer::default(), cursor: None, noted: None };
        player.pass(Duration::ZERO);
        player.app.remember(now.wall.date());
        player.resize(size);
        player
    }

    /// Opens and presses keys.
    pub(crate) fn after(keys: &str, size: Size) -> Self {
        let mut player = Self::open(size);
        player.press(keys);
        player
    }

    /// Opens the record of an item, as `--open` does.
    pub(crate) fn open_item(&mut self, item: ItemId) {
        self.app.open(item);
        self.draw();
    }

    /// Presses keys one after the other, each on a drawn screen, and gives the last one's effect.
    pub(crate) fn press(&mut self, keys: &str) -> Effect {
        let keys = parse(keys).unwrap_or_else(|error| panic!("{error}"));
        keys.into_iter().map(|key| self.key(key)).last().unwrap_or(Effect::Nothing)
    }

    /// Pastes this and draws if that changed anything.
    pub(crate) fn paste(&mut self, text: &str) -> Effect {
        self.pass(A_KEY);
        let effect = self.app.paste(text);
        self.drawn_after(effect)
    }

    /// Has these keys come at once, faster than fingers, and draws if that changed anything.
    pub(crate) fn burst(&mut self, keys: &str) -> Effect {
        self.pass(A_KEY);
        let keys = parse(keys).unwrap_or_else(|error| panic!("{error}"));
        let (mut rest, mut all) = (keys.as_slice(), Effect::Nothing);
        while !rest.is_empty() {
            let (count, effect) = self.app.keys(rest, true);
            rest = &rest[count..];
            if effect == Effect::Quit {
                return effect;
            }
            self.app.finish_work();
            all = if effect == Effect::Nothing { all } else { effect };
        }
        self.drawn_after(Effect::Redraw);
        all
    }

    /// Presses one key and draws if that changed anything, as the real loop does.
    pub(crate) fn key(&mut self, key: Key) -> Effect {
        self.pass(A_KEY);
        let effect = self.app.key(key);
        self.drawn_after(effect)
    }

    /// Presses a key that comes at once with an Esc before it.
    pub(crate) fn key_after_esc(&mut self, key: Key) -> Effect {
        self.pass(A_KEY);
        let effect = self.app.key_after_esc(key);
        self.drawn_after(effect)
    }

    /// Does what is left to be done and draws, until nothing is.
    fn drawn_after(&mut self, effect: Effect) -> Effect {
        let mut has_changed = self.app.finish_work() || effect != Effect::Nothing;
        while has_changed && effect != Effect::Quit {
            self.draw();
            has_changed = self.app.finish_work();
        }
        effect
    }

    /// Lets time pass and draws if that changed anything.
    pub(crate) fn pass(&mut self, time: Duration) -> Effect {
        let ms = i64::try_from(time.as_millis()).unwrap_or_default();
        self.now = Now {
            wall: self.now.wall.checked_add(jiff::Span::new().milliseconds(ms)).unwrap_or(self.now.wall),
            unix_ms: self.now.unix_ms + ms,
            elapsed: self.now.elapsed + time,
        };
        let effect = self.app.set_time(self.now);
        if effect != Effect::Nothing {
            self.draw();
        }
        effect
    }

    /// Does what an action means here, as the palette does.
    pub(crate) fn act(&mut self, action: Action) -> Effect {
        self.pass(A_KEY);
        let effect = self.app.update(action);
        self.drawn_after(effect)
    }

    /// The file that the reader's editor is asked to open.
    pub(crate) fn take_edit(&mut self) -> Option<std::path::PathBuf> {
        self.app.take_edit()
    }

    /// Goes on after so much time in the editor, with what is said of that.
    pub(crate) fn edited(&mut self, time: Duration, told: Option<&str>) {
        self.pass(time);
        self.app.edited(told.map(str::to_owned));
        self.draw();
    }

    /// Where one is.
    pub(crate) fn place(&mut self) -> Location {
        self.app.place()
    }

    /// Begins a tour, as `maitri tour` does.
    pub(crate) fn begin_tour(&mut self, wanted: TourWanted) {
        self.app.begin_tour(wanted);
        self.app.finish_work();
        self.draw();
    }

    /// How long until something changes by itself.
    pub(crate) fn alarm(&self) -> Option<Duration> {
        self.app.alarm()
    }

    /// Clicks here, and draws if that changed anything.
    pub(crate) fn click(&mut self, column: u16, row: u16) -> Effect {
        let effect = self.app.click(Position::new(column, row));
        self.draw_after(effect)
    }

    /// Turns the wheel here by a notch, and draws if that changed anything.
    pub(crate) fn wheel(&mut self, column: u16, row: u16, up: bool) -> Effect {
        let effect = self.app.wheel(Position::new(column, row), up);
        self.draw_after(effect)
    }

    fn draw_after(&mut self, effect: Effect) -> Effect {
        if effect != Effect::Nothing && effect != Effect::Quit {
            self.draw();
        }
        effect
    }

    /// Goes on at another size.
    pub(crate) fn resize(&mut self, (width, height): Size) {
        self.buffer = Buffer::empty(Rect::new(0, 0, width, height));
        self.draw();
    }

    /// Tells that the visit is about to end, and draws that.
    pub(crate) fn notice(&mut self, notice: &str) {
        let effect = self.app.set_notice(Some(notice.to_owned()));
        self.draw_after(effect);
    }

    /// Draws anew.
    pub(crate) fn draw(&mut self) {
        self.buffer.reset();
        self.cursor = self.app.draw(self.buffer.area, &mut self.buffer);
        self.app.share(&self.buffer, self.cursor);
    }

    /// Draws in a part of a larger buffer, whatever else is there, and gives the cursor.
    pub(crate) fn draw_within(&mut self, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        self.app.draw(area, buffer)
    }

    /// What was drawn last.
    pub(crate) fn buffer(&self) -> &Buffer {
        &self.buffer
    }

    /// Where the cursor stands.
    pub(crate) fn cursor(&self) -> Option<Position> {
        self.cursor
    }

    /// The rows as text, wide characters once.
    pub(crate) fn rows(&self) -> Vec<String> {
        maitri::cli::commands::explore::rows(&self.buffer)
    }

    /// The rows in one string.
    pub(crate) fn text(&self) -> String {
        self.rows().join("\n")
    }

    /// What the footer counts, as in `7/110`; empty where it counts nothing.
    pub(crate) fn position(&self) -> String {
        let foot = self.rows().pop().unwrap_or_default();
        let last = foot.split_whitespace().last().unwrap_or_default().to_owned();
        if last.contains('/') && last.len() > 1 { last } else { String::new() }
    }
}

/// Compares what is seen after some keys with the accepted picture of that name, at every size of
/// [`SIZES`] or at one, in the usual look or another:
/// `snap!("/lantern")`, `snap!("3t", (80, 24))`, `snap!("3", (80, 24), ASCII)`.
///
/// The picture is named after the function it is taken in.
macro_rules! snap {
    ($keys:expr) => {
        for size in $crate::harness::SIZES {
            snap!($keys, size);
        }
    };
    ($keys:expr, $size:expr) => {
        $crate::harness::snap!($keys, $size, $crate::harness::DARK)
    };
    ($keys:expr, $size:expr, $look:expr) => {
        $crate::harness::snap!($keys, $size, $look, $crate::harness::frozen())
    };
    ($keys:expr, $size:expr, $look:expr, $library:expr) => {{
        fn here() {}
        let path = std::any::type_name_of_val(&here);
        // Module and test, without the crate: `views__trade__in_ascii`; of a plain module the test alone.
        let parts: Vec<&str> = path.split("::").collect();
        let name = match parts.as_slice() {
            [_, _, module, test, _] => format!("{module}_{test}"),
            [.., test, _] => (*test).to_owned(),
            _ => String::new(),
        };
        let (keys, size): (&str, $crate::harness::Size) = ($keys, $size);
        let mut player = $crate::harness::Player::on($library, $look, size);
        player.press(keys);
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(format!("keys: {keys}"));
        settings.set_snapshot_suffix(format!("{}x{}", size.0, size.1));
        settings.bind(|| insta::assert_snapshot!(name, player.picture()));
    }};
}
pub(crate) use snap;

//! The real terminal: taking it over, giving it back whatever happens, and waiting for keys.
//!
//! Nothing runs while nobody types: the loop blocks until the terminal has something to tell, and
//! draws once for all that had come.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::{cursor, execute, terminal};
use ratatui::Terminal;

use crate::action::Effect;
use crate::app::App;
use crate::key::Key;
use crate::terminal::backend::LeanBackend;

pub mod backend;
pub mod capabilities;
pub mod clipboard;
mod pen;

/// One write a frame: a frame of a large terminal stays below this.
const BUFFER_BYTES: usize = 128 * 1024;

/// Whether both ends are a terminal, so that a person can use the explorer.
#[must_use]
pub fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Shows the application until its user quits.
///
/// # Errors
/// What the terminal refuses. It is given back all the same.
pub fn run(app: &mut App<'_>) -> io::Result<()> {
    let _guard = Guard::new()?;
    let backend = LeanBackend::new(BufWriter::with_capacity(BUFFER_BYTES, io::stdout()));
    let mut screen = Terminal::new(backend)?;
    // Asking for events makes them be listened for: a resize from here on is not lost.
    event::poll(Duration::ZERO)?;
    draw(&mut screen, app)?;
    // While the first screen is being looked at, not before: the index, and the date, for which the time
    // zones have to be read.
    app.prepare();
    if app.remember(jiff::Zoned::now().date()) == Effect::Redraw {
        draw(&mut screen, app)?;
    }
    loop {
        // What takes longer than a key may is done bit by bit, as long as no key waits.
        while app.has_work() && !event::poll(Duration::ZERO)? {
            if app.work() == Effect::Redraw {
                draw(&mut screen, app)?;
            }
        }
        match handle(app, &event::read()?) {
            Effect::Quit => return Ok(()),
            Effect::Nothing => continue,
            Effect::Redraw | Effect::Go(_) => {}
        }
        // Whatever has come meanwhile is done before drawing: a held key draws no backlog.
        while event::poll(Duration::ZERO)? {
            if handle(app, &event::read()?) == Effect::Quit {
                return Ok(());
            }
        }
        if let Some(text) = app.take_copied() {
            clipboard::send(&text, &mut io::stdout())?;
        }
        draw(&mut screen, app)?;
    }
}

fn handle(app: &mut App<'_>, event: &Event) -> Effect {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => {
            key_of(*key).map_or(Effect::Nothing, |key| app.key(key))
        }
        Event::Resize(..) => Effect::Redraw,
        _ => Effect::Nothing,
    }
}

fn draw(screen: &mut Terminal<LeanBackend<BufWriter<Stdout>>>, app: &mut App<'_>) -> io::Result<()> {
    screen.draw(|frame| {
        if let Some(cursor) = app.draw(frame.area(), frame.buffer_mut()) {
            frame.set_cursor_position(cursor);
        }
    })?;
    Ok(())
}

fn key_of(event: KeyEvent) -> Option<Key> {
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    Some(match event.code {
        KeyCode::Char(c) if control => Key::Ctrl(c.to_ascii_lowercase()),
        KeyCode::Char(_) if alt => return None,
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Left if alt => Key::AltLeft,
        KeyCode::Right if alt => Key::AltRight,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        _ => return None,
    })
}

/// Holds the terminal in raw mode on its alternate screen, and gives it back when dropped: on
/// quitting, on an error, and while a panic unwinds.
struct Guard;

impl Guard {
    fn new() -> io::Result<Self> {
        terminal::enable_raw_mode()?;
        let guard = Self;
        execute!(io::stdout(), terminal::EnterAlternateScreen)?;
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            // Before the message, or the alternate screen would take it with it.
            give_back();
            before(panic);
        }));
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back. There is nobody to tell if that fails.
fn give_back() {
    let mut out = io::stdout();
    let _ = execute!(out, terminal::LeaveAlternateScreen, cursor::Show);
    let _ = terminal::disable_raw_mode();
    let _ = out.flush();
}

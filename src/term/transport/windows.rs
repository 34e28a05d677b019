//! This terminal on systems that have no signals and no poll(2): crossterm's events, each as the bytes a
//! terminal would have sent, so that one decoder reads them everywhere.

use std::io::{self, Write as _};
use std::process::{Child, ExitStatus};
use std::time::Duration;

use crossterm::event::{
    self, DisableMouseCapture, EnableMouseCapture, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton,
    MouseEvent, MouseEventKind,
};
use crossterm::{execute, terminal};
use ratatui::layout::Size;

use super::{CLASSIC, PollEvents, TerminalLine, clamped};

/// As good as for ever.
const LONG: Duration = Duration::from_secs(24 * 60 * 60);

/// The line to the terminal that this program was started in.
#[derive(Debug)]
pub(in crate::term) struct ThisTerminal {
    bytes: Vec<u8>,
}

impl ThisTerminal {
    /// Opens the line.
    #[expect(clippy::unnecessary_wraps, reason = "on other systems it may be refused")]
    pub(in crate::term) fn open() -> io::Result<Self> {
        Ok(Self { bytes: Vec::new() })
    }

    /// The end to write to, for whoever gives the terminal back.
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "on other systems it may be refused")]
    pub(in crate::term) fn output(&self) -> io::Result<Output> {
        Ok(Output)
    }
}

impl TerminalLine for ThisTerminal {
    fn size(&self) -> Size {
        terminal::size().map_or(CLASSIC, |(columns, rows)| clamped(columns, rows))
    }

    fn wait(&mut self, timeout: Option<Duration>) -> io::Result<PollEvents> {
        let mut events = PollEvents::default();
        let timeout = if self.bytes.is_empty() { timeout.unwrap_or(LONG) } else { Duration::ZERO };
        if event::poll(timeout)? {
            match event::read()? {
                Event::Key(key) if key.kind != KeyEventKind::Release => key_bytes(key, &mut self.bytes),
                Event::Mouse(mouse) => self.bytes.extend(mouse_bytes(mouse)),
                Event::Resize(..) => events.resized = true,
                _ => {}
            }
        }
        events.input = !self.bytes.is_empty();
        Ok(events)
    }

    fn read<'b>(&mut self, buffer: &'b mut [u8]) -> io::Result<&'b [u8]> {
        let count = self.bytes.len().min(buffer.len());
        for (place, byte) in buffer.iter_mut().zip(self.bytes.drain(..count)) {
            *place = byte;
        }
        Ok(buffer.get(..count).unwrap_or_default())
    }

    fn send(&mut self, bytes: &[u8], _patience: Option<Duration>) -> io::Result<bool> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()?;
        Ok(true)
    }

    // No shell here stops and resumes programs.
    fn ask_to_stop(&mut self) {}

    fn stop(&mut self) {}

    fn wait_for(&mut self, child: &mut Child, _may_stop: bool) -> io::Result<ExitStatus> {
        child.wait()
    }
}

/// The end to write to, for whoever gives the terminal back.
#[derive(Debug)]
pub(in crate::term) struct Output;

impl Output {
    /// Another handle on the same end.
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "on other systems it may be refused")]
    pub(in crate::term) fn try_clone(&self) -> io::Result<Self> {
        Ok(Self)
    }

    /// Writes this, if it can be written.
    #[expect(clippy::unused_self, reason = "on other systems the end knows where it is")]
    pub(in crate::term) fn send_what_can_be(&self, bytes: &[u8]) {
        let mut out = io::stdout().lock();
        let _ = out.write_all(bytes).and_then(|()| out.flush());
    }

    /// Has the mouse told, or no longer.
    #[expect(clippy::unused_self, reason = "on other systems the end knows where it is")]
    pub(in crate::term) fn listen_to_mouse(&self, on: bool) {
        let mut out = io::stdout();
        let _ = if on { execute!(out, EnableMouseCapture) } else { execute!(out, DisableMouseCapture) };
    }
}

/// No shell here stops and resumes programs.
pub(in crate::term) fn can_be_resumed() -> bool {
    false
}

/// What a terminal sends for this key; nothing for one that means nothing here.
fn key_bytes(key: KeyEvent, bytes: &mut Vec<u8>) {
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    let control = key.modifiers.contains(KeyModifiers::CONTROL) && !alt;
    // Both together are AltGr, which has chosen the character.
    let only_alt = alt && !key.modifiers.contains(KeyModifiers::CONTROL);
    let sequence: &[u8] = match key.code {
        KeyCode::Char(c) if control && c.is_ascii_alphabetic() => {
            return bytes.push(c.to_ascii_lowercase() as u8 & 0x1f);
        }
        KeyCode::Char(c) if only_alt => return bytes.extend(format!("\x1b{c}").into_bytes()),
        KeyCode::Char(c) => return bytes.extend(c.encode_utf8(&mut [0; 4]).as_bytes()),
        KeyCode::Right if alt => b"\x1b[1;3C",
        KeyCode::Left if alt => b"\x1b[1;3D",
        KeyCode::Up if alt => b"\x1b[1;3A",
        KeyCode::Down if alt => b"\x1b[1;3B",
        KeyCode::Right if control => b"\x1b[1;5C",
        KeyCode::Left if control => b"\x1b[1;5D",
        KeyCode::Backspace if alt => b"\x1b\x7f",
        KeyCode::Up => b"\x1b[A",
        KeyCode::Down => b"\x1b[B",
        KeyCode::Right => b"\x1b[C",
        KeyCode::Left => b"\x1b[D",
        KeyCode::Home => b"\x1b[H",
        KeyCode::End => b"\x1b[F",
        KeyCode::PageUp => b"\x1b[5~",
        KeyCode::PageDown => b"\x1b[6~",
        KeyCode::Delete => b"\x1b[3~",
        KeyCode::BackTab => b"\x1b[Z",
        KeyCode::Tab => b"\t",
        KeyCode::Enter => b"\r",
        KeyCode::Backspace => b"\x7f",
        KeyCode::Esc => b"\x1b",
        _ => return,
    };
    bytes.extend(sequence);
}

/// What a terminal sends for this mouse event.
fn mouse_bytes(mouse: MouseEvent) -> Vec<u8> {
    let button = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => 0,
        MouseEventKind::ScrollUp => 64,
        MouseEventKind::ScrollDown => 65,
        _ => return Vec::new(),
    };
    format!("\x1b[<{button};{};{}M", u32::from(mouse.column) + 1, u32::from(mouse.row) + 1).into_bytes()
}

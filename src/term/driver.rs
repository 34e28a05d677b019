//! The driver: carries bytes between a line and a session. It decides nothing; it only waits.

use std::io;
use std::path::Path;
use std::time::Duration;

use super::editor::Editor;
use super::guard::Guard;
use super::session::{Ended, Session};
use super::transport::{PollEvents, TerminalLine};
use crate::clock::Clock;

/// Bytes read at once.
const CHUNK: usize = 1024;

/// Carries bytes between a line and a session until the session ends or the line does. Sleeps until the line or the
/// session's deadline has something to tell.
///
/// # Errors
/// What the line refuses.
pub(super) fn drive(
    session: &mut Session<'_>,
    line: &mut impl TerminalLine,
    guard: &mut Guard,
    (editor, clock): (Option<&Editor>, &Clock),
) -> io::Result<Ended> {
    loop {
        let output = session.take_output();
        if !output.is_empty() {
            line.send(&output, session.send_patience(clock.elapsed()))?;
        }
        if let Some(ended) = session.ended() {
            return Ok(ended.clone());
        }
        if let Some(file) = session.take_edit() {
            if let Some(ended) = edit(&file, editor, session, line, guard, clock)? {
                return Ok(ended);
            }
            continue;
        }
        if session.only_prepares() {
            // What was drawn last reaches the reader before more is worked out: the system's own thread that
            // carries it may have to wait for this one.
            std::thread::yield_now();
        }
        let timeout = session.deadline().map(|deadline| deadline.saturating_sub(clock.elapsed()));
        let events = line.wait(timeout)?;
        if let Some(ended) = obey(events, session, line, guard, clock)? {
            return Ok(ended);
        }
        if events.input && session.takes_input() {
            let mut buffer = [0; CHUNK];
            let bytes = line.read(&mut buffer)?;
            session.feed(bytes, clock.now());
        } else {
            session.wake(clock.now());
        }
        if session.take_stop() {
            line.ask_to_stop();
        }
    }
}

/// Lends the terminal to the editor, on a file, and takes it back; tells if that is the end.
fn edit(
    file: &Path,
    editor: Option<&Editor>,
    session: &mut Session<'_>,
    line: &mut impl TerminalLine,
    guard: &mut Guard,
    clock: &Clock,
) -> io::Result<Option<Ended>> {
    let told = match editor {
        Some(editor) => {
            if let Some(ended) = take_answers(session, line, guard, clock)? {
                return Ok(Some(ended));
            }
            guard.give_back();
            match editor.start(file) {
                Ok(mut child) => {
                    let ended = line.wait_for(&mut child, session.may_stop())?;
                    // What is wrong with the answer's text its reader will see.
                    (!ended.success()).then(|| format!("The editor ended with {ended}."))
                }
                Err(error) => Some(editor.told(&error)),
            }
        }
        None => None,
    };
    // Where a signal or the terminal's end came meanwhile, the terminal is another's by now.
    let events = line.wait(Some(Duration::ZERO))?;
    if let Some(ended) = events.end() {
        return Ok(Some(ended));
    }
    guard.take()?;
    session.edited(told, clock.now());
    session.resume(line.size());
    if events.input {
        let mut buffer = [0; CHUNK];
        session.feed(line.read(&mut buffer)?, clock.now());
    }
    Ok(None)
}

/// Waits for what the terminal has still to answer, before it is given to another: it would be typed there. Meanwhile
/// our screen is gone. Tells if an end comes, after which nothing is waited for.
///
/// # Errors
/// What the line refuses.
pub(super) fn take_answers(
    session: &mut Session<'_>,
    line: &mut impl TerminalLine,
    guard: &mut Guard,
    clock: &Clock,
) -> io::Result<Option<Ended>> {
    let Some(patience) = session.answer_patience(clock.elapsed()) else { return Ok(None) };
    guard.leave_screen();
    let end = clock.elapsed() + patience;
    loop {
        let events = line.wait(Some(end.saturating_sub(clock.elapsed())))?;
        if events.end().is_some() {
            return Ok(events.end());
        }
        // Byte by byte: what is typed after the answer is left for whoever has the terminal then.
        let mut buffer = [0; 1];
        let has_come = events.input && session.feed_answer(line.read(&mut buffer)?, clock.elapsed());
        if has_come || clock.elapsed() >= end {
            return Ok(None);
        }
    }
}

/// Does what events ask for besides keys; tells if that is the end.
fn obey(
    events: PollEvents,
    session: &mut Session<'_>,
    line: &mut impl TerminalLine,
    guard: &mut Guard,
    clock: &Clock,
) -> io::Result<Option<Ended>> {
    if let Some(ended) = events.end() {
        return Ok(Some(ended));
    }
    let stops = events.stopped && session.may_stop();
    if stops {
        if let Some(ended) = take_answers(session, line, guard, clock)? {
            return Ok(Some(ended));
        }
        guard.give_back();
        line.stop();
        // A stopped program is ended by a signal to end and one to go on: the terminal is another's by then.
        if let Some(ended) = line.wait(Some(Duration::ZERO))?.end() {
            return Ok(Some(ended));
        }
        guard.take()?;
        session.resume(line.size());
    } else if events.continued {
        // It was stopped without having been told, and whoever resumed it may have left anything.
        guard.give_back();
        guard.take()?;
        session.resume(line.size());
    }
    if events.resized {
        session.resize(line.size());
    }
    Ok(None)
}

//! What is said to whoever waits for a pack: nothing for as long as nobody would notice, then a line that says how far
//! it has been loaded, which goes away again. It is said to a person at a terminal, and to nobody else.

use std::io::Write as _;
use std::panic::resume_unwind;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread::scope;
use std::time::Duration;

use super::io::Io;
use crate::data::loading::{Loading, Stage};
use crate::text::counted;

/// So long nobody wonders what is going on.
const UNNOTICED: Duration = Duration::from_millis(300);
/// How often the line changes.
const BETWEEN: Duration = Duration::from_millis(200);
/// A pack of fewer bytes is loaded sooner on any machine.
const SMALL: usize = 1024 * 1024;

/// Loads a pack of so many bytes, for which somebody has been waiting for so long.
pub(super) fn for_pack<T: Send>(
    (bytes, waited): (usize, Duration),
    io: &mut Io<'_>,
    load: impl FnOnce(&Loading) -> T + Send,
) -> T {
    let loading = Loading::default();
    if !io.terminals.errors || bytes < SMALL {
        return load(&loading);
    }
    scope(|scope| {
        let (done, waiting) = channel::<()>();
        let loading = &loading;
        let thread = scope.spawn(move || {
            let loaded = load(loading);
            drop(done);
            loaded
        });
        let mut shown = 0;
        let mut patience = UNNOTICED.saturating_sub(waited);
        while waiting.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
            let line = said(bytes, loading);
            // Whoever closed that end does not want to know.
            let _ = write!(io.errors, "\r{line:shown$}");
            let _ = io.errors.flush();
            shown = line.chars().count();
            patience = BETWEEN;
        }
        if shown > 0 {
            let _ = write!(io.errors, "\r{:shown$}\r", "");
            let _ = io.errors.flush();
        }
        // A panic of the thread goes on in this one.
        thread.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

/// How far a pack of so many bytes has been loaded, in a line.
fn said(bytes: usize, loading: &Loading) -> String {
    let megabytes = bytes.div_ceil(1_000_000);
    let things = counted(loading.things(), "record");
    match loading.stage() {
        Stage::Parsing if loading.things() == 0 => format!("maitri: reading {megabytes} MB …"),
        Stage::Parsing => format!("maitri: reading {megabytes} MB: {things} so far …"),
        Stage::Linking => format!("maitri: reading {megabytes} MB: {things}, being linked …"),
        Stage::Checking => format!("maitri: reading {megabytes} MB: {things}, being checked …"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::sync::mpsc::Sender;

    use super::*;

    /// An end for what is said, which tells when something was.
    struct Heard(Vec<u8>, Sender<String>);

    impl Write for Heard {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.extend(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            let said = String::from_utf8(std::mem::take(&mut self.0)).unwrap();
            let _ = self.1.send(said);
            Ok(())
        }
    }

    #[test]
    fn whoever_waits_is_told_how_far_it_is_and_the_line_goes_away() {
        let (tell, heard) = channel();
        let mut io = Io::new(io::empty(), io::sink(), Heard(Vec::new(), tell));
        io.terminals.errors = true;
        let loaded = for_pack((5_000_000, UNNOTICED), &mut io, |loading| {
            // It takes until two lines were said.
            let first = heard.recv().unwrap();
            (1..=2048).for_each(|number| loading.count(number));
            loading.reach(Stage::Checking);
            let second = (0..9).map(|_| heard.recv().unwrap()).find(|said| said.contains("checked")).unwrap();
            (first, second, heard)
        });
        let (first, second, heard) = loaded;
        assert_eq!(first, "\rmaitri: reading 5 MB …");
        assert_eq!(second, "\rmaitri: reading 5 MB: 2048 records, being checked …");
        let rest: Vec<String> = heard.try_iter().collect();
        let last = rest.last().unwrap();
        assert!(last.starts_with('\r') && last.ends_with('\r') && last.trim().is_empty(), "{last:?}");
        assert_eq!(last.len(), second.chars().count() + 1);
    }

    #[test]
    fn nothing_is_said_of_what_is_read_at_once_or_where_nobody_looks() {
        for (is_terminal, bytes) in [(true, 10), (false, 5_000_000)] {
            let mut errors = Vec::new();
            let mut io = Io::new(io::empty(), io::sink(), &mut errors);
            io.terminals.errors = is_terminal;
            assert_eq!(for_pack((bytes, Duration::ZERO), &mut io, |_| 7), 7);
            drop(io);
            assert!(errors.is_empty());
        }
    }
}

//! Checking a pack again whenever a file of it is saved, until Ctrl-C or whoever reads the output ends it.
//!
//! The files are looked at twice a second, which costs nothing that could be measured and works on every disk, network
//! ones too; in between the program sleeps.

use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::store::pack_state;
use crate::text::sanitised;

/// How often the files are looked at.
const PACE: Duration = Duration::from_millis(500);
/// For how long a change must have stayed as it is: an editor may write a file in several steps.
const MOMENT: Duration = Duration::from_millis(100);
/// Wipes a terminal and goes to its first line.
const WIPE: &str = "\u{1b}[2J\u{1b}[3J\u{1b}[H";

/// Checks the pack now and after each change, and writes what is said of it on a fresh screen.
///
/// # Errors
/// A pack that is not there to begin with, and an output that cannot be written to.
pub(super) fn watch(
    pack: &Path,
    io: &mut Io<'_>,
    mut check: impl FnMut(&mut Io<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    if !pack.exists() {
        // Whoever mistyped a name would wait for ever; one that goes away later may come again.
        let shown = pack.display().to_string();
        let sentence =
            format!("there is no pack {}; `maitri pack new {}` writes one", sanitised(&shown), sanitised(&shown));
        return Err(Failure::Refused(sentence));
    }
    let mut state = pack_state::look(pack);
    loop {
        if io.terminals.output {
            write!(io.output, "{WIPE}")?;
        }
        match check(io) {
            Ok(()) => {}
            Err(Failure::Output(error)) => return Err(Failure::Output(error)),
            Err(failure) => writeln!(io.output, "{failure}")?,
        }
        let time = io.clock().now().wall.strftime("%H:%M:%S");
        writeln!(io.output, "checked at {time}; it is checked again when a file is saved, and Ctrl-C ends this")?;
        io.output.flush()?;
        state = changed(&state, |time| {
            sleep(time);
            pack_state::look(pack)
        });
    }
}

/// The next state that is another and has stayed for a moment. `look` waits for a time and then looks.
fn changed<S: PartialEq>(from: &S, mut look: impl FnMut(Duration) -> S) -> S {
    let mut seen = look(PACE);
    loop {
        if seen == *from {
            seen = look(PACE);
            continue;
        }
        let again = look(MOMENT);
        if again == seen {
            return seen;
        }
        seen = again;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_counts_once_it_has_stayed() {
        let states = |list: &'static [u8]| {
            let mut next = list.iter();
            let mut waited = Vec::new();
            let seen = changed(&0, |time| {
                waited.push(time);
                *next.next().unwrap()
            });
            (seen, waited, next.len())
        };
        assert_eq!(states(&[0, 0, 1, 1, 7]), (1, vec![PACE, PACE, PACE, MOMENT], 1));
        assert_eq!(states(&[1, 2, 3, 3]).0, 3, "what is half written is passed over");
        assert_eq!(states(&[1, 0, 0, 2, 2]).0, 2, "what was taken back is no change");
    }
}

//! Keys that come faster than fingers press them: a text that is pasted where the terminal does not tell of it, or what
//! stands after a text that ends its own paste. Text they are; what lasts is not to be done by them.

use std::time::Duration;

use crate::term::decoder::Input;

/// Keys so far apart, or with a frame between them, are pressed one by one. One that is held down comes slower.
const APART: Duration = Duration::from_millis(10);
/// From so many on, keys that came together are a burst. Fewer a slow line may bundle.
const MANY: usize = 4;

/// Keys that came together.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// When the latest came.
    latest: Duration,
    count: usize,
}

impl Run {
    /// Ends it: the screen shows what its keys did, and whatever comes now is pressed by someone who may have seen that.
    pub(super) fn end(&mut self) {
        self.count = 0;
    }

    /// Takes note of what has come by now at once; tells whether the run it belongs to is a burst.
    pub(super) fn take(&mut self, inputs: &[Input], now: Duration) -> bool {
        if now.saturating_sub(self.latest) > APART {
            self.count = 0;
        }
        let before = self.count;
        for input in inputs {
            self.count += match input {
                Input::Key(key) if key.is_text() => 1,
                // What comes right after is as good as none of the fingers'.
                Input::Paste(_) => MANY,
                _ => 0,
            };
        }
        if self.count != before {
            self.latest = now;
        }
        self.count >= MANY
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::key::{Key, parse};

    fn taken(run: &mut Run, keys: &str, ms: u64) -> bool {
        let keys: Vec<Input> = parse(keys).unwrap().into_iter().map(Input::Key).collect();
        run.take(&keys, Duration::from_millis(ms))
    }

    #[test]
    fn many_keys_at_once_are_a_burst() {
        let mut run = Run::default();
        assert!(!taken(&mut run, "2jq", 1000), "a slow line may bundle a few");
        assert!(taken(&mut run, "q", 1010), "they go on");
        assert!(taken(&mut run, "<down>", 1015) && !taken(&mut run, "q", 1100));
        assert!(taken(&mut run, "jjjj", 1101));
        run.end();
        assert!(!taken(&mut run, "q", 1102), "what they did was on the screen");
        assert!(taken(&mut Run::default(), "quick brown fox", 1000));
        assert!(taken(&mut Run::default(), "<enter><enter><enter><enter>", 1000));
        assert!(!taken(&mut Run::default(), "<down><down><down><down><down>q", 1000), "no text has arrows");
    }

    #[test]
    fn a_key_held_down_is_none() {
        let mut run = Run::default();
        assert!((0..100).all(|number| !taken(&mut run, "j", 1000 + 16 * number)));
    }

    #[test]
    fn what_follows_a_paste_at_once_is_one() {
        let mut run = Run::default();
        let inputs = [Input::Paste("hi".to_owned()), Input::Key(Key::Char('q'))];
        assert!(run.take(&inputs, Duration::from_secs(1)));
        assert!(!taken(&mut run, "q", 1200));
    }
}

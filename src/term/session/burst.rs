//! Keys that come faster than fingers press them: a text that is pasted where the terminal does not tell of it, or what
//! stands after a text that ends its own paste. Text they are; what lasts is not to be done by them.

use std::borrow::Borrow;
use std::time::Duration;

use crate::term::decoder::Input;
use crate::tui::key::Key;

/// Keys so far apart, or with a frame between them, are pressed one by one. One that is held down comes slower.
const APART: Duration = Duration::from_millis(10);
/// From so many on, keys that came together are a burst. Fewer a slow line may bundle.
const MANY: usize = 4;

/// Whether what came then may belong to what came before.
pub(super) fn are_together(before: Duration, then: Duration) -> bool {
    then.saturating_sub(before) <= APART
}

/// Keys that came together.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// When the latest came.
    latest: Duration,
    count: usize,
}

impl Run {
    /// Ends it: the screen shows what its keys did, and whatever comes now is pressed by someone who may have seen
    /// that.
    pub(super) fn end(&mut self) {
        self.count = 0;
    }

    /// Takes note of what came at once, and when; tells whether the run it belongs to is a burst.
    pub(super) fn take<'i>(&mut self, inputs: impl IntoIterator<Item = &'i Input>, came: Duration) -> bool {
        if !are_together(self.latest, came) {
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
            self.latest = came;
        }
        self.count >= MANY
    }
}

/// Letters that with Control edit a text or move about; with others it leaves, keeps, lends or stops something.
const EDITING: &str = "abdefklnpuwy";

/// What the mark ends with that a paste ends by. One that is over without it was left by a key.
const END_OF_PASTE: &[u8] = b"201~";

/// Takes out of a burst, which came in these bytes, what is pressed with Control and may do something that lasts, where
/// it is a part of the text: it stands before more of it, or after a paste that was to end there. Gives the last of
/// them. At the end of a burst it is a finger's: that is how one leaves. Ctrl-Z edits as well where it `undoes`.
pub(super) fn leave_controls_out<T: Borrow<Input>>(inputs: &mut Vec<T>, bytes: &[u8], undoes: bool) -> Option<Key> {
    let has_mark = bytes.windows(END_OF_PASTE.len()).any(|part| part == END_OF_PASTE);
    let first_paste =
        inputs.iter().position(|input| has_mark && matches!(input.borrow(), Input::Paste(_))).unwrap_or(inputs.len());
    let is_letter = |input: &T| matches!(input.borrow(), Input::Key(key) if key.is_text());
    let last_letter = inputs.iter().rposition(is_letter).unwrap_or(0);
    let (mut at, mut left_out) = (0, None);
    inputs.retain(|input| {
        let is_within = at < last_letter || at > first_paste;
        at += 1;
        match input.borrow() {
            Input::Key(key @ Key::Ctrl(letter)) | Input::AfterEsc(key @ Key::Ctrl(letter))
                if is_within && !EDITING.contains(*letter) && !(undoes && *letter == 'z') =>
            {
                left_out = Some(*key);
                false
            }
            _ => true,
        }
    });
    left_out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::key::parse;

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
    fn controls_within_a_text_are_left_out_and_one_after_it_is_not() {
        let left = |mut inputs: Vec<Input>| (leave_controls_out(&mut inputs, b"\x1b[201~", false), inputs.len());
        let keys = |keys: &str| parse(keys).unwrap().into_iter().map(Input::Key).collect::<Vec<_>>();
        assert_eq!(left(keys("abcd<c-c>")), (None, 5));
        assert_eq!(left(keys("ab<c-z>c<c-c>d<c-w>e")), (Some(Key::Ctrl('c')), 6));
        assert_eq!(left([vec![Input::Paste("hi".to_owned())], keys("<c-c>")].concat()), (Some(Key::Ctrl('c')), 1));
        assert_eq!(left([keys("<c-c>"), vec![Input::Paste("hi".to_owned())]].concat()), (None, 2));
        let mut without_end = [vec![Input::Paste("hi".to_owned())], keys("<c-c>")].concat();
        assert_eq!(leave_controls_out(&mut without_end, b"\x03", false), None, "that is how it is left");
        assert_eq!(leave_controls_out(&mut keys("abc<c-z>d"), b"abc\x1ad", true), None, "it undoes");
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

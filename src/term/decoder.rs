//! Bytes of a terminal put together into keys. Pure: the time is an argument.
//!
//! What one key sends may arrive in pieces on a slow line, and an Esc key sends what every such
//! sequence begins with. So an Esc is held for a moment; if the rest comes meanwhile, it was the
//! beginning of that. crossterm's own reader is not used: it blocks inside a sequence that has not
//! ended, and runs for ever once the terminal is gone.
//!
//! Sequences that mean nothing here, and answers of terminals to questions, are swallowed whole:
//! none of them ever becomes a false key, and none grows without bound. What is pasted is one text and no keys
//! ("bracketed paste", which [`super::guard`] asks for).

use std::time::Duration;

use ratatui::layout::Position;

use crate::tui::key::Key;

/// What a user of a terminal did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Pressed a key.
    Key(Key),
    /// Pressed the first button of the mouse here.
    Click(Position),
    /// Turned the wheel here, upwards or not.
    Wheel(Position, bool),
    /// Pasted this, as it came: whoever takes it cleans it.
    Paste(String),
    /// None of this: the terminal tells that its background is light, or not ([`ASK_BACKGROUND`]).
    Background(bool),
    /// Nor of this: the terminal has told what it is, and so has answered what it was asked before.
    Answered,
}

/// How long an Esc is held on a terminal of this machine.
pub const NEAR: Duration = Duration::from_millis(25);
/// How long an Esc is held on a terminal at the other end of an SSH connection.
pub const FAR: Duration = Duration::from_millis(100);

/// A sequence begun so long ago no longer goes on.
const STALE: Duration = Duration::from_secs(1);
/// No key sends more bytes than this.
const LONGEST: usize = 64;
/// No answer of a terminal that is worth waiting for is longer than this.
const LONGEST_STRING: usize = 4096;

/// A paste of which nothing came for so long has no end. Slow lines and large texts take their time.
const STALE_PASTE: Duration = Duration::from_secs(10);
/// What begins and what ends a paste.
const PASTE: &[u8] = b"\x1b[200~";
const END_OF_PASTE: &[u8] = b"\x1b[201~";
/// The longest text pasted, in bytes: nothing here takes more. The rest is swallowed.
pub const LONGEST_PASTE: usize = 128 * 1024;

/// Asks for the background (xterm's OSC 11), and then what kind of terminal it is (DA1): that every one answers, in this
/// order, so that it is known when no answer to the first comes any more.
pub const ASK_BACKGROUND: &[u8] = b"\x1b]11;?\x1b\\\x1b[c";
/// What an answer about the background begins with, without its ESC.
const BACKGROUND: &[u8] = b"]11;";

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;

/// Puts bytes together.
#[derive(Debug)]
pub struct Decoder {
    patience: Duration,
    /// The bytes of what has begun and not ended; at most [`LONGEST`].
    pending: Vec<u8>,
    /// When it began.
    since: Duration,
    skipping: Option<Skip>,
    /// The beginning of the string that is being swallowed, at most [`LONGEST`] bytes.
    told: Vec<u8>,
    pasting: Option<Pasting>,
}

/// A text that is being pasted.
#[derive(Debug, Default)]
struct Pasting {
    /// At most [`LONGEST_PASTE`] bytes of it.
    text: Vec<u8>,
    /// How much of [`END_OF_PASTE`] has come.
    ended: usize,
    /// When something of it last came.
    latest: Duration,
}

/// What is being swallowed.
#[derive(Clone, Copy, Debug)]
enum Skip {
    /// A control sequence that is too long, up to its last byte.
    Sequence,
    /// A string of the terminal's, up to its terminator: how much has come of it, and whether the last byte was ESC.
    String { length: usize, escaped: bool },
}

/// What the pending bytes are.
enum Parsed {
    /// The beginning of something.
    Incomplete,
    /// Something whole.
    Whole(Option<Input>),
    /// Something whole, and a byte after it that begins something else.
    Before(Option<Input>),
    /// The beginning of something to be swallowed.
    Skip(Skip),
}

impl Decoder {
    /// A decoder that holds an Esc so long: [`NEAR`] or [`FAR`].
    #[must_use]
    pub fn new(patience: Duration) -> Self {
        Self { patience, pending: Vec::new(), since: Duration::ZERO, skipping: None, told: Vec::new(), pasting: None }
    }

    /// Takes bytes that have come by now, and adds what they say. `now` is any clock that never goes back.
    pub fn feed(&mut self, bytes: &[u8], now: Duration, inputs: &mut Vec<Input>) {
        let is_stale = now.saturating_sub(self.since) > STALE;
        if is_stale && (self.skipping.is_some() || self.pending.len() > 1) {
            self.pending.clear();
            self.skipping = None;
        }
        // One that does not end is what came of it.
        let is_over = |pasting: &mut Pasting| now.saturating_sub(pasting.latest) > STALE_PASTE;
        inputs.extend(self.pasting.take_if(is_over).and_then(Pasting::input));
        for &byte in bytes {
            if let Some(pasting) = &mut self.pasting {
                pasting.latest = now;
                if pasting.push(byte) {
                    inputs.extend(self.pasting.take().and_then(Pasting::input));
                }
                continue;
            }
            if let Some(skip) = self.skipping {
                self.skipping = skip.after(byte);
                if self.told.len() < LONGEST {
                    self.told.push(byte);
                }
                if self.skipping.is_none() {
                    inputs.extend(background(&self.told));
                }
                continue;
            }
            if self.pending.is_empty() {
                self.since = now;
            }
            self.pending.push(byte);
            self.take_pending(inputs);
        }
    }

    /// How long an Esc is held.
    #[must_use]
    pub fn patience(&self) -> Duration {
        self.patience
    }

    /// When an Esc that is held counts as pressed, if one is.
    #[must_use]
    pub fn deadline(&self) -> Option<Duration> {
        (self.pending == [ESC]).then(|| self.since + self.patience)
    }

    /// Gives the Esc that has been held long enough. To be called only when no bytes wait to be fed.
    pub fn expire(&mut self, now: Duration, inputs: &mut Vec<Input>) {
        if self.deadline().is_some_and(|deadline| deadline <= now) {
            self.pending.clear();
            inputs.push(Input::Key(Key::Esc));
        }
    }

    /// Makes of the pending bytes what can be made of them.
    fn take_pending(&mut self, inputs: &mut Vec<Input>) {
        if self.pending == PASTE {
            self.pending.clear();
            self.pasting = Some(Pasting { latest: self.since, ..Pasting::default() });
            return;
        }
        let (input, rest) = match parse(&self.pending) {
            Parsed::Incomplete if self.pending.len() < LONGEST => return,
            Parsed::Incomplete => {
                self.skipping = Some(Skip::Sequence);
                self.told.clear();
                (None, None)
            }
            Parsed::Skip(skip) => {
                self.skipping = Some(skip);
                self.told = self.pending.get(1..).unwrap_or_default().to_vec();
                (None, None)
            }
            Parsed::Whole(input) => (input, None),
            Parsed::Before(input) => (input, self.pending.last().copied()),
        };
        self.pending.clear();
        inputs.extend(input);
        // A single byte always settles or begins something: this goes no deeper.
        if let Some(byte) = rest {
            self.pending.push(byte);
            self.take_pending(inputs);
        }
    }
}

impl Pasting {
    /// Takes a byte; tells whether that was the last.
    fn push(&mut self, byte: u8) -> bool {
        if END_OF_PASTE.get(self.ended) == Some(&byte) {
            self.ended += 1;
            return self.ended == END_OF_PASTE.len();
        }
        // What looked like its end was text; only its first byte can begin it once more.
        let begun = END_OF_PASTE.get(..self.ended).unwrap_or_default();
        let is_begun_anew = byte == ESC;
        for byte in begun.iter().copied().chain((!is_begun_anew).then_some(byte)) {
            if self.text.len() < LONGEST_PASTE {
                self.text.push(byte);
            }
        }
        self.ended = usize::from(is_begun_anew);
        false
    }

    fn input(self) -> Option<Input> {
        let text = String::from_utf8_lossy(&self.text).into_owned();
        (!text.is_empty()).then_some(Input::Paste(text))
    }
}

impl Skip {
    /// What is still to be swallowed after this byte.
    fn after(self, byte: u8) -> Option<Self> {
        match self {
            Self::Sequence => (!(0x40..=0x7e).contains(&byte)).then_some(self),
            Self::String { escaped: true, .. } if byte == b'\\' => None,
            Self::String { .. } if byte == BEL => None,
            Self::String { length, .. } => {
                (length < LONGEST_STRING).then_some(Self::String { length: length + 1, escaped: byte == ESC })
            }
        }
    }
}

fn parse(bytes: &[u8]) -> Parsed {
    match bytes {
        [] | [ESC] => Parsed::Incomplete,
        [ESC, rest @ ..] => escaped(rest),
        [byte @ 0..=0x7f, ..] => Parsed::Whole(control(*byte)),
        _ => character(bytes),
    }
}

/// What follows an ESC.
fn escaped(rest: &[u8]) -> Parsed {
    let esc = Some(Input::Key(Key::Esc));
    match rest {
        [b'[' | b'O'] => Parsed::Incomplete,
        [b'[', rest @ ..] => sequence(rest),
        [b'O', ESC] => Parsed::Before(None),
        [b'O', last, ..] => Parsed::Whole(key(arrow(*last, false))),
        [b']' | b'P' | b'_' | b'^' | b'X', ..] => Parsed::Skip(Skip::String { length: 0, escaped: false }),
        // Alt and Backspace, which deletes a word wherever text is typed.
        [0x7f | 0x08, ..] => Parsed::Whole(key(Some(Key::Ctrl('w')))),
        // No key means anything together with Alt, so this was Esc and then, soon, another.
        _ => Parsed::Before(esc),
    }
}

/// What follows `ESC [`: parameters, and one byte that ends it (ECMA-48 5.4).
fn sequence(bytes: &[u8]) -> Parsed {
    let Some((&last, parameters)) = bytes.split_last() else { return Parsed::Incomplete };
    match (last, parameters) {
        // One of the Linux console's function keys; or a report of a mouse that knows no numbers, in three bytes.
        (_, [b'['] | [b'M', _, _]) => Parsed::Whole(None),
        (_, [b'M', ..]) | (b'[' | b'M', []) | (0x20..=0x3f, _) => Parsed::Incomplete,
        (0x40..=0x7e, _) => Parsed::Whole(meaning(parameters, last)),
        // Nothing like this stands in a sequence: it has been cut off, and something else begins.
        _ => Parsed::Before(None),
    }
}

fn meaning(parameters: &[u8], last: u8) -> Option<Input> {
    match parameters.split_first() {
        Some((b'<', report)) => return mouse(report, last == b'M'),
        Some((b'?', _)) => return (last == b'c').then_some(Input::Answered),
        _ => {}
    }
    let [first, modifiers] = numbers(parameters);
    // One more than the sum of Shift 1, Alt 2, Control 4.
    let alt = modifiers.is_some_and(|number| number.saturating_sub(1) & 2 != 0);
    let found = match (last, first) {
        (b'Z', _) => Some(Key::BackTab),
        (b'~', Some(1 | 7)) => Some(Key::Home),
        (b'~', Some(3)) => Some(Key::Delete),
        (b'~', Some(4 | 8)) => Some(Key::End),
        (b'~', Some(5)) => Some(Key::PageUp),
        (b'~', Some(6)) => Some(Key::PageDown),
        (_, None | Some(1)) => arrow(last, alt),
        _ => None,
    };
    key(found)
}

/// Whether a string of the terminal's tells that its background is light, or not: `]11;rgb:ffff/ffff/ffff` and an end.
fn background(told: &[u8]) -> Option<Input> {
    let colour = told.strip_prefix(BACKGROUND)?;
    let colour = colour.strip_suffix(b"\x1b\\").or_else(|| colour.strip_suffix(&[BEL]))?;
    let lightness = xterm_color::Color::parse(colour).ok()?.perceived_lightness();
    Some(Input::Background(lightness > 0.5))
}

/// The first two numbers of `1;3`.
fn numbers(parameters: &[u8]) -> [Option<u16>; 2] {
    let mut numbers = parameters.split(|byte| *byte == b';').map(number);
    [numbers.next().flatten(), numbers.next().flatten()]
}

fn number(digits: &[u8]) -> Option<u16> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// `button;column;row`, both from 1; a button pressed or let go (xterm's control sequences, "SGR" mouse mode).
fn mouse(report: &[u8], pressed: bool) -> Option<Input> {
    let mut numbers = report.split(|byte| *byte == b';').map(number);
    let (button, column, row) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let at = Position::new(column.checked_sub(1)?, row.checked_sub(1)?);
    // Shift, Alt and Control add 4, 8 and 16; moving adds 32.
    match button & !0b1_1100 {
        0 if pressed => Some(Input::Click(at)),
        wheel @ (64 | 65) => Some(Input::Wheel(at, wheel == 64)),
        _ => None,
    }
}

fn arrow(last: u8, alt: bool) -> Option<Key> {
    Some(match last {
        b'A' if alt => Key::AltUp,
        b'B' if alt => Key::AltDown,
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' if alt => Key::AltRight,
        b'D' if alt => Key::AltLeft,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'H' => Key::Home,
        b'F' => Key::End,
        // Enter of a keypad, after ESC O.
        b'M' => Key::Enter,
        _ => return None,
    })
}

fn control(byte: u8) -> Option<Input> {
    key(match byte {
        b'\r' | b'\n' => Some(Key::Enter),
        b'\t' => Some(Key::Tab),
        0x7f | 0x08 => Some(Key::Backspace),
        0x01..=0x1a => Some(Key::Ctrl(char::from(byte - 1 + b'a'))),
        b' '..=b'~' => Some(Key::Char(char::from(byte))),
        _ => None,
    })
}

/// A character beyond ASCII, of two to four bytes.
fn character(bytes: &[u8]) -> Parsed {
    match std::str::from_utf8(bytes) {
        Ok(text) => Parsed::Whole(key(text.chars().next().filter(|c| !c.is_control()).map(Key::Char))),
        Err(error) if error.error_len().is_none() => Parsed::Incomplete,
        // The byte that cannot go on may begin something; alone it begins nothing.
        Err(_) if bytes.len() > 1 => Parsed::Before(None),
        Err(_) => Parsed::Whole(None),
    }
}

fn key(key: Option<Key>) -> Option<Input> {
    key.map(Input::Key)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    /// What pieces say that come at these times, the time running on in between and for a while after.
    fn decoded(pieces: &[(u64, &[u8])]) -> Vec<Input> {
        let (mut decoder, mut inputs) = (Decoder::new(FAR), Vec::new());
        for (at, bytes) in pieces {
            decoder.expire(ms(*at), &mut inputs);
            decoder.feed(bytes, ms(*at), &mut inputs);
        }
        decoder.expire(ms(1_000_000), &mut inputs);
        inputs
    }

    fn keys(inputs: &[Input]) -> String {
        let key = |input: &Input| if let Input::Key(key) = input { format!("{key} ") } else { format!("{input:?} ") };
        inputs.iter().map(key).collect::<String>().trim_end().to_owned()
    }

    fn at_once(bytes: &[u8]) -> String {
        keys(&decoded(&[(0, bytes)]))
    }

    /// What terminals send, and the key that was pressed.
    const SENT: [(&[u8], &str); 34] = [
        (b"\x1b[A", "↑"),
        (b"\x1bOA", "↑"),
        (b"\x1b[B", "↓"),
        (b"\x1b[C", "→"),
        (b"\x1b[D", "←"),
        (b"\x1b[1;5C", "→"),
        (b"\x1b[1;3C", "Alt-→"),
        (b"\x1b[1;3D", "Alt-←"),
        (b"\x1b[1;4D", "Alt-←"),
        (b"\x1b[H", "Home"),
        (b"\x1bOH", "Home"),
        (b"\x1b[1~", "Home"),
        (b"\x1b[7~", "Home"),
        (b"\x1b[F", "End"),
        (b"\x1b[4~", "End"),
        (b"\x1b[3~", "Delete"),
        (b"\x1b[5~", "PgUp"),
        (b"\x1b[6~", "PgDn"),
        (b"\x1b[6;5~", "PgDn"),
        (b"\x1b[Z", "Shift-Tab"),
        (b"\x1bOM", "Enter"),
        (b"\x1b\x7f", "Ctrl-W"),
        (b"\t", "Tab"),
        (b"\r", "Enter"),
        (b"\x7f", "Backspace"),
        (b"\x08", "Backspace"),
        (b"\x03", "Ctrl-C"),
        (b"\x1a", "Ctrl-Z"),
        ("é".as_bytes(), "é"),
        ("東".as_bytes(), "東"),
        ("🌸".as_bytes(), "🌸"),
        (b"\x1b", "Esc"),
        (b"\x1b\x1b", "Esc Esc"),
        (b"\x1bq", "Esc q"),
    ];

    #[test]
    fn keys_are_read_as_terminals_send_them() {
        for (bytes, key) in SENT {
            assert_eq!(at_once(bytes), key, "{bytes:?}");
        }
        assert_eq!(at_once(b"\x1b[Bj\x1bOAq"), "↓ j ↑ q");
    }

    #[test]
    fn what_comes_in_pieces_is_put_together() {
        for (bytes, key) in SENT {
            let pieces: Vec<(u64, &[u8])> =
                bytes.chunks(1).zip(0..).map(|(piece, index)| (index * 80, piece)).collect();
            assert_eq!(keys(&decoded(&pieces)), key, "{bytes:?}");
        }
    }

    #[test]
    fn an_esc_alone_is_held_and_then_counts() {
        let (mut decoder, mut inputs) = (Decoder::new(NEAR), Vec::new());
        decoder.feed(b"\x1b", ms(1000), &mut inputs);
        assert_eq!(decoder.deadline(), Some(ms(1025)));
        decoder.expire(ms(1024), &mut inputs);
        assert!(inputs.is_empty());
        decoder.expire(ms(1025), &mut inputs);
        assert_eq!((inputs, decoder.deadline()), (vec![Input::Key(Key::Esc)], None));
        assert_eq!(keys(&decoded(&[(0, b"\x1b"), (101, b"[B")])), "Esc [ B");
    }

    #[test]
    fn a_sequence_that_is_cut_off_swallows_nothing_after_it() {
        assert_eq!(at_once(b"\x1b[1;\x1b[B"), "↓");
        assert_eq!(at_once(b"\x1b[1;\rj"), "Enter j");
        assert_eq!(at_once(b"\x1bO\x1b[B"), "↓");
        assert_eq!(keys(&decoded(&[(0, b"\x1b["), (1500, b"j")])), "j");
        assert_eq!(keys(&decoded(&[(0, b"\xe6"), (1500, b"j")])), "j");
        assert_eq!(at_once(b"\xe6j\xffk"), "j k");
    }

    #[test]
    fn what_means_nothing_is_swallowed_whole() {
        for bytes in [
            &b"\x1b[201~"[..],
            b"\x1b[200~\x1b[201~",
            b"\x1b[15~",
            b"\x1bOP",
            b"\x1b[[A",
            b"\x1b[I",
            b"\x1b[24;80R",
            b"\x1b[M !!",
            b"\x1b[99999999999999999999~",
            b"\x1b]10;rgb:ffff/ffff/ffff\x07",
            b"\x1b]11;white as snow\x07",
            b"\x1b[?25;1$y",
            b"\x1bP1$r0m\x1b\\",
            b"\x00",
            b"\xc2\x9b",
        ] {
            assert_eq!(keys(&decoded(&[(0, bytes), (1, b"j")])), "j", "{bytes:?}");
        }
        let long = [&b"\x1b["[..], &b"1;".repeat(1000), b"Bj"].concat();
        assert_eq!(at_once(&long), "j");
    }

    #[test]
    fn a_terminal_tells_its_background_and_that_it_has_answered() {
        for (bytes, is_light) in [
            (&b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c"[..], true),
            (b"\x1b]11;rgb:fd/f6/e3\x07\x1b[?6c", true),
            (b"\x1b]11;rgb:0000/2b2b/3636\x1b\\\x1b[?1;2c", false),
            (b"\x1b]11;#1e1e2e\x07\x1b[?62c", false),
        ] {
            let told = [Input::Background(is_light), Input::Answered];
            assert_eq!(decoded(&[(0, bytes)]), told, "{bytes:?}");
            let pieces: Vec<(u64, &[u8])> = bytes.chunks(1).map(|piece| (1, piece)).collect();
            assert_eq!(decoded(&pieces), told, "in pieces");
        }
        let long = [&b"\x1b]11;"[..], &b"f".repeat(LONGEST), b"\x07j"].concat();
        assert_eq!(at_once(&long), "j", "no colour is that long");
    }

    #[test]
    fn a_string_without_end_ends_all_the_same() {
        assert_eq!(keys(&decoded(&[(0, b"\x1b]"), (500, b"abc"), (1500, b"j")])), "j");
        let mut long = b"\x1b]".to_vec();
        long.extend(vec![b'a'; LONGEST_STRING + 1]);
        long.push(b'j');
        assert_eq!(at_once(&long), "j");
    }

    fn paste(text: &str) -> Input {
        Input::Paste(text.to_owned())
    }

    #[test]
    fn what_is_pasted_is_a_text_and_no_keys() {
        let bytes = "j\x1b[200~q\r日本\x03\x1b[A\x1b[200~\x1b[201~k".as_bytes();
        let all = [Input::Key(Key::Char('j')), paste("q\r日本\x03\x1b[A\x1b[200~"), Input::Key(Key::Char('k'))];
        assert_eq!(decoded(&[(0, bytes)]), all);
        let pieces: Vec<(u64, &[u8])> = bytes.chunks(1).zip(0..).map(|(piece, index)| (index * 80, piece)).collect();
        assert_eq!(decoded(&pieces), all, "split anywhere, on a slow line");
        assert_eq!(decoded(&[(0, b"\x1b[200~a\x1b[20\x1b[201~")]), [paste("a\x1b[20")]);
    }

    #[test]
    fn a_paste_has_an_end_and_a_bound() {
        let long = [PASTE, &vec![b'a'; LONGEST_PASTE + 5], END_OF_PASTE, b"j"].concat();
        assert_eq!(decoded(&[(0, &long)]), [paste(&"a".repeat(LONGEST_PASTE)), Input::Key(Key::Char('j'))]);
        let unended = [(0, PASTE), (0, b"rm".as_slice()), (9000, b"q"), (20_000, b"j")];
        assert_eq!(decoded(&unended), [paste("rmq"), Input::Key(Key::Char('j'))], "what does not end in time is over");
    }

    #[test]
    fn the_mouse_is_read() {
        let at = Position::new(4, 2);
        assert_eq!(decoded(&[(0, b"\x1b[<0;5;3M\x1b[<0;5;3m")]), [Input::Click(at)]);
        assert_eq!(decoded(&[(0, b"\x1b[<64;5;3M\x1b[<65;5;3M")]), [Input::Wheel(at, true), Input::Wheel(at, false)]);
        assert_eq!(decoded(&[(0, b"\x1b[<16;5;3M")]), [Input::Click(at)]);
        for nothing in
            [&b"\x1b[<2;5;3M"[..], b"\x1b[<35;5;3M", b"\x1b[<0;0;0M", b"\x1b[<0;5M", b"\x1b[<M", b"\x1b[<0;99999;3M"]
        {
            assert_eq!(decoded(&[(0, nothing)]), [], "{nothing:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived_and_little_is_kept(pieces in proptest::collection::vec((0..3000_u64, proptest::collection::vec(any::<u8>(), 0..40)), 0..40)) {
            let (mut decoder, mut inputs, mut now) = (Decoder::new(FAR), Vec::new(), 0);
            for (wait, bytes) in pieces {
                now += wait;
                decoder.expire(ms(now), &mut inputs);
                decoder.feed(&bytes, ms(now), &mut inputs);
                prop_assert!(decoder.pending.len() <= LONGEST);
            }
            // Whatever came before, a key pressed after a while is that key.
            inputs.clear();
            decoder.expire(ms(now + 2000), &mut inputs);
            inputs.clear();
            decoder.feed(b"\x1b[B", ms(now + 2000), &mut inputs);
            prop_assert_eq!(&inputs, &[Input::Key(Key::Down)]);
        }

        #[test]
        fn pieces_say_what_the_whole_says(parts in proptest::collection::vec(0..SENT.len(), 1..8), cuts in proptest::collection::vec(any::<bool>(), 64)) {
            let bytes: Vec<u8> = parts.iter().flat_map(|part| SENT[*part].0).copied().collect();
            let (mut decoder, mut inputs) = (Decoder::new(FAR), Vec::new());
            let mut start = 0;
            for end in (1..bytes.len()).filter(|end| cuts[end % 64]).chain([bytes.len()]) {
                decoder.feed(&bytes[start..end], ms(start as u64), &mut inputs);
                start = end;
            }
            decoder.expire(ms(10_000), &mut inputs);
            prop_assert_eq!(inputs, decoded(&[(0, &bytes)]));
        }
    }
}

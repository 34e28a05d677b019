//! What clients might do, made up: the bytes of a [`script`](crate::term::transport::ssh::script) that goes on for long and most of which means something.
//! Chance alone would write keys of several bytes, answers of terminals and words that are found by and by only.
//! What is done with them, and what must hold then, is the script's matter.

use crate::study::rng::Rng;

/// Keys that are no letters, and what else terminals send.
const SENT: [&str; 40] = [
    "\r",
    "\x1b",
    "\t",
    " ",
    "\x7f",
    "\n",
    "\x08",
    "\x0c",
    "\x12",
    "\x15",
    "\x17",
    "\x1a",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1bOA",
    "\x1b[H",
    "\x1b[F",
    "\x1b[5~",
    "\x1b[6~",
    "\x1b[3~",
    "\x1b[Z",
    "\x1b[1;5C",
    "\x1b[1;3D",
    "\x1bOP",
    "\x1b[15~",
    "\x1b\x1b",
    "\x1b[I",
    "\x1b[O",
    "\x1b[106;5u",
    "\x1b[?1u",
    "\x1b[?62;22c",
    "\x1b[10;5R",
    "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
    "\x1b]11;rgb:0000/0000/0000\x07",
    "\x1b[48;24;80;0;0t",
    "\x1b[200~a paste\nof two\x1b[201~",
    "\u{939}\u{93f}",
    "\u{3042}",
];
/// Keys that move, go on and come back: most of what is sent.
const USUAL: [&str; 14] = ["j", "k", "j", "\x1b[B", "\x1b[A", "\r", "\x1b", "\t", "g", "G", " ", "l", "h", "\x1b[6~"];
/// What is looked for.
const WORDS: [&str; 12] =
    ["salmon", "king", "accord", "trade", "1999", "sea", "sa", "e", "is:core", "before:2000", "zzz", "\u{101}"];
/// What is asked for instead of a shell.
const COMMANDS: [&str; 10] = [
    "search salmon",
    "open accord",
    "--open king",
    "help",
    "tour",
    "study",
    "export --format csv",
    "--tab trade",
    "follow",
    "nonsense 'of a",
];

/// The bytes that are being written.
struct Writer<'r> {
    rng: &'r mut Rng,
    bytes: Vec<u8>,
}

impl Writer<'_> {
    fn one_of(&mut self, these: &[&'static str]) -> &'static str {
        self.rng.pick(these).copied().unwrap_or_default()
    }

    /// A number below this.
    fn below(&mut self, bound: u8) -> u8 {
        u8::try_from(self.rng.below(usize::from(bound))).unwrap_or_default()
    }

    fn any(&mut self) -> u8 {
        self.rng.bits().to_le_bytes()[0]
    }

    /// A number that takes one byte.
    fn number(&mut self) -> u8 {
        match self.any() {
            254 => 0,
            number => number,
        }
    }

    /// Bytes, and before them how many.
    fn put(&mut self, bytes: &[u8]) {
        let length = u8::try_from(bytes.len()).unwrap_or(u8::MAX);
        self.bytes.push(length);
        self.bytes.extend(bytes.iter().take(usize::from(length)));
    }

    fn key(&mut self) -> Vec<u8> {
        match self.rng.below(20) {
            0..=8 => self.one_of(&USUAL).into(),
            9..=12 => vec![b' ' + self.below(95)],
            13..=16 => self.one_of(&SENT).into(),
            17 => vec![0x1b, b' ' + self.below(95)],
            18 => {
                let kind = [0, 0, 2, 32, 35, 64, 65].get(self.rng.below(7)).copied().unwrap_or(0);
                let (column, row) = (self.below(90), self.below(30));
                let end = self.one_of(&["M", "M", "m"]);
                format!("\x1b[<{kind};{column};{row}{end}").into_bytes()
            }
            _ => (0..self.below(12)).map(|_| self.any()).collect(),
        }
    }

    /// What is typed one byte after the other.
    fn typed(&mut self) -> Vec<u8> {
        match self.rng.below(4) {
            0 => self.one_of(&USUAL).repeat(usize::from(self.below(12))).into_bytes(),
            1 => {
                let begins = self.one_of(&["/", " ", "", "?"]);
                let ends = self.one_of(&["\r", "\x1b", "\x7f\x7f\x7f", ""]);
                [begins, self.one_of(&WORDS), self.one_of(&[" ", "", "-"]), self.one_of(&WORDS), ends]
                    .concat()
                    .into_bytes()
            }
            _ => (0..self.below(8)).flat_map(|_| self.key()).collect(),
        }
    }

    /// How a visit begins.
    fn request(&mut self) {
        if self.rng.below(4) == 0 {
            let (variable, value) = (self.below(6), self.one_of(&["", "truecolor", "1", "15;0", "hi_IN.UTF-8"]));
            self.bytes.extend([1, variable]);
            self.put(value.as_bytes());
        }
        match self.rng.below(8) {
            0 => {
                let command = self.one_of(&COMMANDS);
                self.bytes.push(3);
                self.put(command.as_bytes());
            }
            1 => {
                let (term, columns, rows) = (self.below(6), self.number(), self.number());
                let command = self.one_of(&COMMANDS);
                self.bytes.extend([0, term, columns, rows, 3]);
                self.put(command.as_bytes());
            }
            _ => {
                let shell = 4 + self.below(4);
                self.bytes.push(shell);
            }
        }
    }

    /// What is done next in a visit.
    fn act(&mut self) {
        match self.rng.below(100) {
            0..=44 => {
                let key = self.key();
                self.bytes.push(0);
                self.put(&key);
            }
            45..=69 => {
                let (line, pause, typed) = (5 + u8::from(self.rng.below(4) == 0), self.below(4), self.typed());
                self.bytes.extend([line, pause]);
                self.put(&typed);
            }
            70..=84 => self.bytes.push(10),
            85..=89 => {
                let time = self.number();
                self.bytes.extend([8, time]);
            }
            90..=92 => {
                let (columns, rows) = (self.number(), self.number());
                self.bytes.extend([7, columns, rows]);
            }
            93 => self.bytes.push(11),
            94 => self.bytes.push(12),
            95 => {
                let time = self.below(6);
                self.bytes.extend([9, time]);
            }
            96 => {
                let flood = self.key();
                self.bytes.push(13);
                self.put(&flood);
            }
            97 => {
                for _ in 0..self.below(8) {
                    let byte = self.any();
                    self.bytes.push(byte);
                }
            }
            98 => {
                self.bytes.extend([14, 0]);
                self.request();
            }
            _ => self.bytes.extend([0, 1, 3]),
        }
    }
}

/// A script of at least so many bytes, by chance.
pub(super) fn made_up(rng: &mut Rng, length: usize) -> Vec<u8> {
    let mut writer = Writer { rng, bytes: Vec::new() };
    writer.request();
    while writer.bytes.len() < length {
        writer.act();
    }
    writer.bytes
}

//! The keys of every terminal, as `term_keys.tsv` tells them with where that is said, played through the decoder:
//! whole, byte by byte, and among other keys.

use std::time::Duration;

use maitri::term::decoder::{Decoder, FAR, Input};
use maitri::tui::key::{Key, parse};

/// terminal, mode, key, bytes (escaped as in Rust), what it means (in the notation of keys), remark, source.
const TABLE: &str = include_str!("term_keys.tsv");

const LETTER: Input = Input::Key(Key::Char('w'));

struct Row {
    /// For a message.
    name: String,
    bytes: Vec<u8>,
    means: Vec<Input>,
    /// Whether a paste begins.
    pastes: bool,
}

fn rows() -> Vec<Row> {
    TABLE.lines().skip(1).map(row).collect()
}

fn row(line: &str) -> Row {
    let fields: Vec<&str> = line.split('\t').collect();
    let [terminal, mode, key, bytes, means, _remark, source] = fields[..] else { panic!("seven columns: {line}") };
    assert!(!source.is_empty(), "{line}");
    let pastes = means == "paste";
    let keys = if pastes { Vec::new() } else { parse(means).unwrap_or_else(|error| panic!("{line}: {error}")) };
    let means = keys.into_iter().map(Input::Key).collect();
    Row { name: format!("{terminal} ({mode}): {key}, {bytes}"), bytes: unescaped(bytes), means, pastes }
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(hex) = rest.strip_prefix("\\x") {
            bytes.push(u8::from_str_radix(&hex[..2], 16).expect("two digits"));
            rest = &hex[2..];
        } else {
            bytes.extend(c.encode_utf8(&mut [0; 4]).as_bytes());
            rest = &rest[c.len_utf8()..];
        }
    }
    bytes
}

/// What pieces say that come one after the other, so long apart; and then nothing for long.
fn said<'a>(pieces: impl IntoIterator<Item = &'a [u8]>, apart: Duration) -> Vec<Input> {
    let (mut decoder, mut inputs, mut now) = (Decoder::new(FAR), Vec::new(), Duration::ZERO);
    for piece in pieces {
        now += apart;
        decoder.expire(now, &mut inputs);
        decoder.feed(piece, now, &mut inputs);
    }
    decoder.expire(now + Duration::from_secs(60), &mut inputs);
    // What may be Alt or an Esc before a key is told in the table as Alt, and without it where it has no name with it.
    let alone = |input| if let Input::AfterEsc(key) = input { Input::Key(key.with_alt()) } else { input };
    inputs.into_iter().map(alone).collect()
}

#[test]
fn every_key_of_every_terminal_is_read() {
    for row in rows() {
        assert_eq!(said([row.bytes.as_slice()], Duration::ZERO), row.means, "{}", row.name);
    }
}

#[test]
fn every_key_is_read_byte_by_byte_on_a_slow_line() {
    for row in rows() {
        assert_eq!(said(row.bytes.chunks(1), FAR * 4 / 5), row.means, "{}", row.name);
    }
}

#[test]
fn no_key_swallows_the_one_before_or_after() {
    for row in rows() {
        let means: Vec<Input> = [&[LETTER], row.means.as_slice()].concat();
        assert_eq!(said([&[b"w", row.bytes.as_slice()].concat()[..]], Duration::ZERO), means, "{}", row.name);
        if row.pastes {
            continue;
        }
        let means: Vec<Input> = [row.means.as_slice(), &[LETTER]].concat();
        // What may go on is told by the time from what does.
        let later = said([row.bytes.as_slice(), b"w"], FAR * 5);
        assert_eq!(later, means, "{}", row.name);
        let goes_on = row.bytes.ends_with(b"\x1b") || row.bytes == b"\x1b[M";
        if !goes_on {
            let at_once = said([&[row.bytes.as_slice(), b"w"].concat()[..]], Duration::ZERO);
            assert_eq!(at_once, means, "{}", row.name);
        }
    }
}

#[test]
fn every_terminal_that_is_told_of_is_in_the_table() {
    let rows: Vec<&str> = TABLE.lines().skip(1).collect();
    for terminal in
        ["xterm", "vte", "kitty", "wezterm", "foot", "windows-terminal", "putty", "rxvt", "linux", "tmux", "screen"]
    {
        assert!(rows.iter().any(|row| row.starts_with(terminal)), "{terminal}");
    }
    assert!(rows.iter().any(|row| row.contains("term.el")), "Emacs");
}

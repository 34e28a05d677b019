//! The decoder by example, and what must hold for any bytes. The keys of every terminal are in `tests/it/term_keys.rs`.

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
    let key = |input: &Input| match input {
        Input::Key(key) => format!("{key} "),
        Input::AfterEsc(key) => format!("Esc+{key} "),
        other => format!("{other:?} "),
    };
    inputs.iter().map(key).collect::<String>().trim_end().to_owned()
}

fn at_once(bytes: &[u8]) -> String {
    keys(&decoded(&[(0, bytes)]))
}

/// What terminals send, and the key that was pressed.
const SENT: [(&[u8], &str); 46] = [
    (b"\x1b[A", "↑"),
    (b"\x1bOA", "↑"),
    (b"\x1b[B", "↓"),
    (b"\x1b[C", "→"),
    (b"\x1b[D", "←"),
    (b"\x1b[1;5C", "Ctrl-→"),
    (b"\x1b[1;5D", "Ctrl-←"),
    (b"\x1b\x1b[D", "Esc+←"),
    (b"\x1b\x1bOC", "Esc+→"),
    (b"\x1bOq", "1"),
    (b"\x1b[3$", "Delete"),
    (b"\x1b[99;5u", "Ctrl-C"),
    (b"\x1b[27;5;99~", "Ctrl-C"),
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
    (b"\x1bq", "Esc+q"),
    (b"\x1b\r", "Esc+Enter"),
    (b"\x1b\n", "Esc+Enter"),
    (b"\x1b\x06", "Esc+Ctrl-F"),
    (b"\x1b\x03", "Ctrl-C"),
    (b"\x1b\x1b[5~", "Esc+PgUp"),
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
        let pieces: Vec<(u64, &[u8])> = bytes.chunks(1).zip(0..).map(|(piece, index)| (index * 80, piece)).collect();
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
    assert_eq!(keys(&decoded(&[(0, b"\x1b\x1b"), (101, b"[B")])), "Esc Esc [ B");
    assert_eq!(keys(&decoded(&[(0, b"\x1b\x1bq")])), "Esc Esc+q");
}

#[test]
fn a_sequence_that_is_cut_off_swallows_nothing_after_it() {
    assert_eq!(at_once(b"\x1b[1;\x1b[B"), "↓");
    assert_eq!(at_once(b"\x1b[1;\rj"), "Enter j");
    assert_eq!(at_once(b"\x1bO\x1b[B"), "Esc+O ↓");
    assert_eq!(keys(&decoded(&[(0, b"\x1b["), (399, b"B")])), "↓");
    assert_eq!(keys(&decoded(&[(0, b"\x1b[1;"), (1500, b"j")])), "j");
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
        b"\x1bO1;5P",
        b"\x1b[113;1:3u",
        b"\x1b[1;1:3B",
        b"\x1b[15^",
        b"\x1b[>1u",
        b"\x1b[81;16;113;0;0;1_",
        b"\x1b[M !\xc3\x80",
        b"\x1b[I",
        b"\x1b[24;80R",
        b"\x1b[M !!",
        b"\x1b[M \x00!",
        b"\x1b[M !\x00",
        b"\x1b[99999999999999999999~",
        b"\x1b]10;rgb:ffff/ffff/ffff\x07",
        b"\x1b]11;white as snow\x07",
        b"\x1b]11;#b\xe2\x80\xb0a\x07",
        b"\x1b]11;#\xc2\x94d\x07",
        b"\x1b[?25;1$y",
        b"\x1bP1$r0m\x1b\\",
        b"\x00",
        b"\xc2\x85",
        b"\x9d10;rgb:ffff/ffff/ffff\x9c",
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
    assert_eq!(keys(&decoded(&[(0, b"\x1b]1"), (500, b"abc"), (1501, b"j")])), "j");
    assert_eq!(keys(&decoded(&[(0, b"\x1b]1"), (500, b"abc"), (900, b"a"), (1200, b"jk")])), "");
    let mut long = b"\x1b]1".to_vec();
    long.extend(vec![b'a'; LONGEST_STRING + 1]);
    long.push(b'j');
    assert_eq!(at_once(&long), "j");
}

#[test]
fn no_byte_of_a_string_is_a_key_however_long_it_is_and_however_slow_the_line() {
    for (begin, end) in [("\x1b]52;c;", "\x07"), ("\x1bP1$r", "\x1b\\"), ("\x1b_Gi=1;", "\x1b\\"), ("\x1b[1", "c")] {
        let long = [begin.as_bytes(), &b"7".repeat(100_000), end.as_bytes(), b"j"].concat();
        assert_eq!(at_once(&long), "j", "{begin:?}");
        // 8 KB a second, and a stop in between.
        let pieces = long.chunks(800).zip(0..).map(|(piece, at)| (at * 100 + if at > 60 { 700 } else { 0 }, piece));
        assert_eq!(keys(&decoded(&pieces.collect::<Vec<_>>())), "j", "{begin:?} on a slow line");
    }
}

#[test]
fn an_answer_is_swallowed_however_long_it_is_and_however_slowly_it_comes() {
    let copied = "cQ==".repeat(30_000);
    for (begin, end) in [("\x1b]52;c;", "\x1b\\"), ("\x1b]52;c;", "\x07"), ("\x1bP1+r4d73=", "\x1b\\")] {
        assert_eq!(at_once(format!("{begin}{copied}{end}j").as_bytes()), "j");
    }
    let answer = b"11;rgb:ffff/ffff/ffff\x1b\\j";
    let slowly = answer.chunks(1).zip(1..).map(|(piece, index)| (index * 200, piece));
    let pieces: Vec<(u64, &[u8])> = [(0, &b"\x1b]"[..])].into_iter().chain(slowly).collect();
    assert_eq!(keys(&decoded(&pieces)), "Background(true) j");
    // A finger's keys are slower: they are not waited with for a silence.
    let lost = [(0, &b"\x1b]11;rgb:ff"[..]), (600, b"x"), (1200, b"j"), (1800, b"k")];
    assert_eq!(keys(&decoded(&lost)), "j k");
}

#[test]
fn an_answer_that_is_cut_off_swallows_no_key_after_it() {
    for (bytes, key) in [
        (&b"\x1b]11;rgb:ff\x1b[B"[..], "\u{2193}"),
        (b"\x1b]11;rgb:ff\x03", "Ctrl-C"),
        (b"\x1bP>|xterm\r", "Enter"),
        (b"\x1b]11;rgb:ff\x1b]11;rgb:ffff/ffff/ffff\x07", "Background(true)"),
        (b"\x1b]52;c;\x1b[200~q\x1b[201~", "Paste(\"q\")"),
    ] {
        assert_eq!(at_once(bytes), key, "{bytes:?}");
    }
    assert_eq!(keys(&decoded(&[(0, b"\x1b]11;rgb:ff"), (500, b"\x1b"), (900, b"j")])), "Esc j");
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
    for eight_bits in [&b"\x9b200~q\xc3\x9bq\x9b201~j"[..], b"\xc2\x9b200~q\xc3\x9bq\xc2\x9b201~j"] {
        let pieces: Vec<(u64, &[u8])> = eight_bits.chunks(1).map(|piece| (0, piece)).collect();
        assert_eq!(decoded(&pieces), [paste("q\u{db}q"), Input::Key(Key::Char('j'))]);
    }
}

#[test]
fn a_letter_that_has_the_byte_of_a_control_in_it_ends_no_paste() {
    for text in ["Û201~", "aせ201~b", "😛201~", "ÛÛ201~Û", "Â201~", "ｂ\u{db}"] {
        for (begin, end) in [(&b"\x9b200~"[..], &b"\x9b201~"[..]), (b"\xc2\x9b200~", b"\xc2\x9b201~")] {
            let bytes = [begin, text.as_bytes(), end, b"j"].concat();
            let pieces: Vec<(u64, &[u8])> = bytes.chunks(1).map(|piece| (0, piece)).collect();
            let all = [paste(text), Input::Key(Key::Char('j'))];
            assert_eq!((decoded(&pieces), decoded(&[(0, &bytes)])), (all.to_vec(), all.to_vec()), "{text}");
        }
    }
    let in_utf8 = b"\xc2\x9b200~a\x9b201~\xc2\xc2\x9b20\xc2\x9b201~j";
    let text = String::from_utf8_lossy(b"a\x9b201~\xc2\xc2\x9b20").into_owned();
    assert_eq!(decoded(&[(0, in_utf8)]), [paste(&text), Input::Key(Key::Char('j'))], "it ends as it began");
    let long = [b"\x9b200~".as_slice(), "Û".repeat(LONGEST_PASTE).as_bytes(), b"\x9b201~j"].concat();
    assert_eq!(keys(&decoded(&[(0, &long)]).split_off(1)), "j", "a text that is cut has an end too");
}

#[test]
fn a_paste_has_an_end_and_a_bound() {
    let long = [b"\x1b[200~".as_slice(), &vec![b'a'; LONGEST_PASTE + 5], b"\x1b[201~", b"j"].concat();
    assert_eq!(decoded(&[(0, &long)]), [paste(&"a".repeat(LONGEST_PASTE)), Input::Key(Key::Char('j'))]);
    let unended = [(0, b"\x1b[200~".as_slice()), (0, b"rm".as_slice()), (9000, b"now"), (20_000, b"j")];
    assert_eq!(decoded(&unended), [paste("rmnow"), Input::Key(Key::Char('j'))], "what does not end in time is over");
}

#[test]
fn a_paste_whose_end_is_lost_is_left_by_a_key() {
    let begun = (0, b"\x1b[200~rm".as_slice());
    let (rm, key) = (paste("rm"), Input::Key);
    assert_eq!(decoded(&[begun, (1000, b"q")]), [rm.clone(), key(Key::Char('q'))]);
    assert_eq!(decoded(&[begun, (300, b"\x03")]), [rm.clone(), key(Key::Ctrl('c'))], "Ctrl-C, which no text has alone");
    assert_eq!(decoded(&[begun, (1000, b"\x1b[B")]), [rm.clone(), key(Key::Down)]);
    assert_eq!(decoded(&[begun, (1000, b"\x1b"), (1500, b"")]), [rm.clone(), key(Key::Esc)]);
    assert_eq!(decoded(&[begun, (1000, b"\x1b"), (1100, b"[201~"), (1101, b"j")]), [rm, key(Key::Char('j'))]);
    for late in [b"ing\x1b[201~".as_slice(), b"\x1b[201~ing"] {
        assert!(decoded(&[begun, (5000, late)]).len() <= 4, "what comes late and is no key is text");
    }
    assert_eq!(decoded(&[begun, (5000, b"ing\x1b[201~")]), [paste("rming")]);
}

#[test]
fn alt_and_what_begins_a_sequence_is_that_key_and_swallows_nothing() {
    for letter in ["[", "O", "]", "P", "_", "X", "^"] {
        let sent = format!("\x1b{letter}");
        let keys = keys(&decoded(&[(0, sent.as_bytes()), (500, b"q")]));
        assert_eq!(keys, format!("Esc+{letter} q"));
    }
    assert_eq!(at_once(b"\x1b]q\x1bPq\x1bXq"), "Esc+] q Esc+P q Esc+X q");
    assert_eq!(keys(&decoded(&[(0, b"\x1b[M"), (500, b"jjj")])), "j j j");
}

#[test]
fn what_stands_after_an_esc_is_not_lost() {
    assert_eq!(decoded(&[(0, b"\x1b\x1b[200~a\x1b[201~")]), [Input::Key(Key::Esc), paste("a")]);
    assert_eq!(decoded(&[(0, b"\x1b\x1b[?62c")]), [Input::Key(Key::Esc), Input::Answered]);
    assert_eq!(at_once("\x1bй".as_bytes()), "Esc+й");
    assert_eq!(at_once(b"\x1b\x03"), "Ctrl-C", "whatever it is, it ends the program");
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

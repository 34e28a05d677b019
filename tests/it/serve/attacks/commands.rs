//! Commands: what a visitor must not have, and what is written with malice.

use super::guest::{Heard, ask};
use super::scene::{Case, Scene, case};
use crate::program::has_escapes;

/// What a visitor must not have, each as it is written after the address.
const FORBIDDEN: &[&str] = &[
    "serve",
    "serve --open --listen :2222",
    "--kiosk",
    "--idle-timeout 0",
    "--max-session 0",
    "doctor",
    "config",
    "config show",
    "check /etc",
    "import /etc/passwd",
    "pack new x",
    "pack",
    "gen man",
    "forget",
    "forget --yes",
    "quiz",
    "stats",
    "due",
    "plan",
    "cards",
    "mark harbours-treaty",
    "unmark harbours-treaty",
    "lists",
    "note harbours-treaty",
    "notes",
    "mock --history",
    "mock --print --state-dir /tmp",
    "mains --state-dir /tmp",
    "sheet Trade --output /tmp/maitri-attack",
    "export --output /tmp/maitri-attack",
    "export --list mine",
    "--data /etc",
    "--data=/etc/passwd timeline",
    "search harbour --data /etc",
    "search harbour --host-key /tmp/maitri-attack",
    "search harbour --status-file /tmp/maitri-attack",
    "search harbour --keys /etc/passwd",
    "maitri maitri search harbour",
    "maitri serve",
    "sh",
    "sh -c id",
    "/bin/sh",
    "../../../bin/sh",
    "id",
    "env",
    "cat /etc/passwd",
    "exec sh",
    "scp -f /etc/passwd",
    "scp -t /tmp",
    "rsync --server --sender . /",
    "sftp-server",
    "/usr/lib/openssh/sftp-server",
    "internal-sftp",
    "git-upload-pack '/'",
    "python3 -c 1",
];

/// Written so that a shell, a splitter, a terminal or a printer might do more with it than find nothing.
const MALICIOUS: &[(&str, &[u8])] = &[
    ("a quotation mark alone", b"search 'harbour"),
    ("two kinds of quotation marks", b"search \"har'bour"),
    ("a backslash at the end", b"search harbour\\"),
    ("a substitution", b"search $(id)"),
    ("a substitution of old", b"search `id`"),
    ("a variable", b"search $HOME ${PATH}"),
    ("a second command", b"search harbour; id"),
    ("a pipe", b"search harbour | sh"),
    ("a redirection", b"search harbour > /tmp/maitri-attack"),
    ("a second line", b"search harbour\nid\n"),
    ("a comment", b"search harbour # --data /etc"),
    ("nothing", b""),
    ("blanks", b" \t \r\n "),
    ("a NUL", b"\0"),
    ("an option behind a NUL", b"search harbour\0--data\0/etc"),
    ("no UTF-8", b"search \xff\xfe\xc0\xaf"),
    ("a letter cut in two", b"search \xe0\xa4"),
    ("half a pair", b"search \xed\xa0\x80"),
    ("a title for the window", b"search \x1b]0;owned\x07"),
    ("something for the clipboard", b"show \x1b]52;c;aWQ=\x1b\\"),
    ("the screen wiped", b"show '\x1b[2J\x1b[H'"),
    ("eight-bit controls", b"show \xc2\x9b2J"),
    ("the other direction", "show \u{202e}rm\u{2066}".as_bytes()),
    ("nothing but marks", "search \u{0301}\u{0301}\u{0301}\u{200d}\u{fe0f}".as_bytes()),
    ("formats", b"open %s%n%x%99999999d"),
    ("a path", b"open ../../../../etc/passwd"),
    ("an empty name", b"open ''"),
    ("a tour that is none", b"tour ../../x"),
    ("a number below all", b"mock --print --questions -1"),
    ("a number without bound", b"mock --print --questions 99999999999999999999"),
    ("a paper of everything", b"mock --print --questions 500 --seed 1"),
    ("a paper of more", b"mock --print --questions 4294967295"),
    ("a day far off", b"today --on 999999-99-99"),
    ("a width", b"timeline --width 18446744073709551615"),
    ("no width", b"timeline --width 0"),
    ("the largest picture", b"--print --size 300x100"),
    ("a larger picture", b"--print --size 65535x65535"),
    ("no picture", b"--print --size 0x0"),
    (
        "keys with a picture",
        b"--print --size 300x100 --keys jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj23456<space>aaaaaaaaaaa<esc>",
    ),
    ("keys that leave", b"--keys q"),
    ("a theme that is a file", b"--theme /etc/passwd"),
    ("help on what is not there", b"help serve"),
    ("help with everything", b"export --help"),
    ("everything exported", b"export --format json"),
    ("everything exported as figures", b"export --series --format csv"),
    ("the version", b"--version"),
];

/// Whether that was answered by a refusal of one line, and by nothing else.
fn assert_refused(command: &str, heard: &Heard) {
    let errors = String::from_utf8_lossy(&heard.errors);
    assert_eq!((heard.code, heard.output.as_slice()), (Some(1), &b""[..]), "{command}: {errors}");
    assert!(errors.starts_with("maitri: a visitor cannot have that: "), "{command}: {errors}");
    assert_eq!(errors.lines().count(), 1, "{command}: {errors}");
    assert_harmless(command, heard);
}

/// Whether nothing of it would be obeyed, and it has written nothing.
fn assert_harmless(command: &str, heard: &Heard) {
    for text in [&heard.output, &heard.errors] {
        let text = String::from_utf8(text.clone()).expect("what is written is UTF-8");
        // The rows of a picture end as those of a terminal's.
        assert!(!has_escapes(&text.replace('\r', "")), "{command}: {text:?}");
    }
    assert!(!std::path::Path::new("/tmp/maitri-attack").exists(), "{command} has written a file");
}

fn assert_ended(command: &str, heard: &Heard) {
    assert!(heard.code.is_some(), "{command} told no end: {:?}", String::from_utf8_lossy(&heard.errors));
    assert_harmless(command, heard);
}

/// What a visitor must not have.
pub(super) fn forbidden() -> Vec<Case> {
    let attack = |command: &'static str| {
        case(format!("forbidden: {command}"), move |scene| {
            let heard = ask(scene, command.as_bytes()).expect("an answer");
            assert_refused(command, &heard);
        })
    };
    FORBIDDEN.iter().copied().map(attack).collect()
}

/// A command that is so long that it is refused, or the connection ends.
fn long(scene: &Scene, command: &[u8]) {
    if let Ok(heard) = ask(scene, command) {
        assert!(heard.code == Some(1) || heard.code.is_none() && heard.is_closed, "{:?}", heard.code);
        assert!(heard.output.is_empty() && heard.errors.len() < 1000);
        assert_harmless("a long command", &heard);
    }
}

/// What is written with malice.
pub(super) fn malicious() -> Vec<Case> {
    let attack = |(name, command): (&'static str, &'static [u8])| {
        case(format!("command: {name}"), move |scene| assert_ended(name, &ask(scene, command).expect("an answer")))
    };
    let mut cases: Vec<Case> = MALICIOUS.iter().copied().map(attack).collect();
    for (name, length) in
        [("1,001 bytes", 1001), ("5,000", 5000), ("200 KB", 200_000), ("1 MB", 1_000_000), ("16 MB", 16_000_000)]
    {
        cases.push(case(format!("command: {name} of a letter"), move |scene| long(scene, &vec![b'a'; length])));
    }
    for (name, piece) in [("quotation marks", "'\"\\"), ("words", "a "), ("options", "--data=x ")] {
        cases.push(case(format!("command: 200 KB of {name}"), move |scene| {
            long(scene, piece.repeat(200_000 / piece.len()).as_bytes());
        }));
    }
    for (name, piece) in [("words", "a "), ("negations", "-a "), ("quotations", "'\"' "), ("filters", "year:.. ")] {
        cases.push(case(format!("command: a search of as many {name} as may be"), move |scene| {
            let command = format!("search -- {}", piece.repeat(960 / piece.len()));
            assert_ended(name, &ask(scene, command.as_bytes()).expect("an answer"));
        }));
    }
    cases
}

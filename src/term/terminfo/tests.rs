//! Terminals by entry and by name.

use proptest::prelude::*;

use super::*;

/// The entries that tests have, by name.
const ENTRIES: [(&str, &[u8]); 17] = [
    ("alacritty", include_bytes!("../../../tests/terminfo/a/alacritty")),
    ("ansi", include_bytes!("../../../tests/terminfo/a/ansi")),
    ("dumb", include_bytes!("../../../tests/terminfo/d/dumb")),
    ("eterm-color", include_bytes!("../../../tests/terminfo/e/eterm-color")),
    ("konsole", include_bytes!("../../../tests/terminfo/k/konsole")),
    ("linux", include_bytes!("../../../tests/terminfo/l/linux")),
    ("pcansi", include_bytes!("../../../tests/terminfo/p/pcansi")),
    ("rxvt", include_bytes!("../../../tests/terminfo/r/rxvt")),
    ("screen", include_bytes!("../../../tests/terminfo/s/screen")),
    ("st52", include_bytes!("../../../tests/terminfo/s/st52")),
    ("tmux-256color", include_bytes!("../../../tests/terminfo/t/tmux-256color")),
    ("vt100", include_bytes!("../../../tests/terminfo/v/vt100")),
    ("vt52", include_bytes!("../../../tests/terminfo/v/vt52")),
    ("vte", include_bytes!("../../../tests/terminfo/v/vte")),
    ("xterm", include_bytes!("../../../tests/terminfo/x/xterm")),
    ("xterm-256color", include_bytes!("../../../tests/terminfo/x/xterm-256color")),
    ("xterm-mono", include_bytes!("../../../tests/terminfo/x/xterm-mono")),
];

/// The entry of this name.
fn entry(name: &str) -> &'static [u8] {
    ENTRIES.iter().find(|(known, _)| *known == name).map(|(_, entry)| *entry).unwrap()
}

fn by_entry(name: &str) -> Option<Terminal> {
    terminal(name, Some(entry(name)))
}

#[test]
fn an_entry_tells_what_a_terminal_can_do() {
    let can = |name| by_entry(name).map(|terminal| terminal.can);
    let xterm = Capabilities::XTERM;
    for name in ["xterm", "xterm-256color", "alacritty", "vte", "screen", "tmux-256color"] {
        assert_eq!(can(name), Some(xterm), "{name}");
    }
    assert_eq!(can("konsole"), Some(Capabilities { screens: Screens::Old, ..xterm }));
    let no_erasing = Capabilities { erases: false, screens: Screens::Old, commands: false, ..xterm };
    let no_columns = Capabilities { names_columns: false, ..no_erasing };
    assert_eq!((can("eterm-color"), can("rxvt")), (Some(no_columns), Some(no_erasing)));
    assert_eq!(can("linux"), Some(Capabilities { screens: Screens::One, commands: false, ..xterm }));
    let vt100 = Capabilities {
        erases: false,
        names_columns: false,
        switches_off: false,
        screens: Screens::One,
        commands: false,
        ..xterm
    };
    assert_eq!(can("vt100"), Some(vt100));
    assert_eq!(can("pcansi"), Some(Capabilities::LEAST));
    let ansi = Capabilities { erases: true, goes_right: true, names_columns: true, ..Capabilities::LEAST };
    assert_eq!(can("ansi"), Some(ansi));
}

#[test]
fn an_entry_decides_whether_anything_can_be_drawn() {
    for name in ["vt52", "st52", "dumb"] {
        assert_eq!(by_entry(name), None, "{name}");
    }
    // The name of one and the entry of another: what is written counts.
    assert!(terminal("vt520", Some(entry("vt100"))).is_some() && terminal("dumb", Some(entry("xterm"))).is_some());
    assert_eq!(terminal("xterm-vt52", Some(entry("vt52"))), None);
}

#[test]
fn an_entry_tells_the_colours_and_a_name_may_tell_more() {
    let depth = |name| by_entry(name).map(|terminal| terminal.depth);
    for (name, wanted) in [
        ("vt100", Depth::Never),
        ("xterm-mono", Depth::Never),
        ("ansi", Depth::Ansi8),
        ("eterm-color", Depth::Ansi8),
        ("linux", Depth::Ansi16),
        ("xterm", Depth::Ansi16),
        ("screen", Depth::Ansi16),
        ("rxvt", Depth::Ansi16),
        ("konsole", Depth::Xterm256),
        ("vte", Depth::Xterm256),
        ("alacritty", Depth::Xterm256),
        ("xterm-256color", Depth::Xterm256),
        ("tmux-256color", Depth::Xterm256),
    ] {
        assert_eq!(depth(name), Some(wanted), "{name}");
    }
}

#[test]
fn without_an_entry_whole_words_of_the_name_count() {
    for name in [
        "xterm",
        "XTERM",
        "xterm-kitty",
        "kitty",
        "alacritty-direct",
        "foot",
        "wezterm",
        "ghostty",
        "xterm-ghostty",
        "st-256color",
        "screen.xterm-256color",
        "tmux-256color",
        "linux",
        "ms-terminal",
        "rxvt-unicode-256color",
        "xterm-of-the-future",
    ] {
        let can = terminal(name, None).map(|terminal| terminal.can);
        assert!(can.is_some_and(|can| can.erases && can.goes_right && can.modes), "{name}");
    }
    for name in ["vt100", "vt220", "vt520", "eterm-color", "cygwin", "ansi", "pcansi", "cons25", "kterm"] {
        assert_eq!(terminal(name, None).map(|terminal| terminal.can), Some(Capabilities::LEAST), "{name}");
    }
    for name in [
        "",
        "-",
        "dumb",
        "unknown",
        "vt52",
        "xterm-vt52",
        "st52",
        "stv52",
        "vt61",
        "emacs",
        "network",
        "xtermish",
        "vttest",
        "lp",
        "../xterm",
        "xterm/..",
    ] {
        assert_eq!(terminal(name, None), None, "{name}");
    }
    let depth = |name| terminal(name, None).map(|terminal| terminal.depth);
    for name in [
        "xterm-kitty",
        "kitty",
        "alacritty",
        "foot",
        "foot-extra",
        "wezterm",
        "xterm-ghostty",
        "ghostty",
        "screen-256color",
    ] {
        assert_eq!(depth(name), Some(Depth::Xterm256), "{name}");
    }
    assert_eq!(
        (depth("kitty-direct"), depth("xterm"), depth("vt100")),
        (Some(Depth::True), Some(Depth::Ansi16), Some(Depth::Never))
    );
}

#[test]
fn an_entry_that_cannot_be_read_is_none() {
    let whole = entry("xterm");
    for bytes in [&b""[..], b"no entry", whole.split_at(100).0] {
        assert_eq!(terminal("xterm", Some(bytes)), terminal("xterm", None), "{} bytes", bytes.len());
        assert_eq!(terminal("nobody-knows", Some(bytes)), None);
    }
}

proptest! {
    #[test]
    fn any_bytes_are_an_entry_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..300), at in 0_usize..1200, to: u8) {
        let _ = terminal("xterm", Some(&bytes));
        let mut changed = entry("eterm-color").to_vec();
        if let Some(byte) = changed.get_mut(at) {
            *byte = to;
        }
        let _ = terminal("xterm", Some(&changed));
        // The head is right, and what it says of lengths is anything.
        let _ = terminal("xterm", Some(&[&[0x1a, 1][..], &bytes].concat()));
    }
}

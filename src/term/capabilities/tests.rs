//! What is made of an environment.

use super::*;

/// The environment in which these variables are set and the system knows no terminal.
fn environment(variables: &[(&str, &str)]) -> Environment {
    Environment::read(
        &|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into()),
        None,
    )
}

#[test]
fn the_environment_may_tell_the_background() {
    let theme = |colours: Option<&str>| {
        let set = colours.map(|colours| ("COLORFGBG", colours));
        environment(&[("TERM", "xterm")].into_iter().chain(set).collect::<Vec<_>>()).theme(Depth::Ansi16)
    };
    assert_eq!((theme(Some("0;15")), theme(Some("15;default;0"))), (LIGHT, DARK));
    assert_eq!((theme(None), theme(Some("0;default"))), (PLAIN, PLAIN), "nobody knows");
    let console = environment(&[("TERM", "linux")]);
    assert_eq!((console.theme(Depth::Ansi16), console.may_be_asked()), (DARK, false));
    assert_eq!(console.theme(Depth::Never), MONO);
    let asked = environment(&[("TERM", "linux"), ("NO_COLOR", "1")]);
    assert_eq!(asked.theme(Depth::True), DARK, "whoever asks for colours all the same gets them");
}

/// Variables, and what comes of them: how many colours, whether none are wanted, and whether more shows than ASCII.
type Case = (&'static [(&'static str, &'static str)], Depth, bool, bool);

#[test]
fn the_environment_tells_colours_and_letters() {
    use Depth::{Ansi8, Ansi16, Never, True, Xterm256};
    let table: [Case; 42] = [
        (&[("TERM", "xterm")], Ansi16, false, true),
        (&[("TERM", "xterm-256color")], Xterm256, false, true),
        (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], True, false, true),
        (&[("TERM", "xterm"), ("COLORTERM", "24bit")], True, false, true),
        (&[("TERM", "xterm"), ("COLORTERM", "TrueColor")], True, false, true),
        (&[("TERM", "xterm"), ("COLORTERM", "yes")], Ansi16, false, true),
        (&[("TERM", "xterm"), ("COLORTERM", "")], Ansi16, false, true),
        (&[("TERM", "xterm-kitty")], Xterm256, false, true),
        (&[("TERM", "alacritty")], Xterm256, false, true),
        (&[("TERM", "foot")], Xterm256, false, true),
        (&[("TERM", "wezterm")], Xterm256, false, true),
        (&[("TERM", "xterm-ghostty")], Xterm256, false, true),
        (&[("TERM", "contour")], Xterm256, false, true),
        (&[("TERM", "xterm-direct")], True, false, true),
        (&[("TERM", "linux")], Ansi16, false, true),
        (&[("TERM", "cons25")], Ansi8, false, true),
        (&[("TERM", "vt100")], Never, false, true),
        (&[("TERM", "vt100"), ("COLORTERM", "truecolor")], Never, false, true),
        (&[("TERM", "dumb"), ("COLORTERM", "truecolor")], Never, false, true),
        (&[("TERM", "xterm"), ("NO_COLOR", "1")], Ansi16, true, true),
        (&[("TERM", "xterm"), ("NO_COLOR", "")], Ansi16, false, true),
        // GNU screen hands on what is said outside it; tmux does what it says.
        (&[("TERM", "screen"), ("STY", "1.pts"), ("COLORTERM", "truecolor")], Ansi16, false, true),
        (&[("TERM", "screen-256color"), ("TMUX", "/tmp/x"), ("COLORTERM", "truecolor")], True, false, true),
        (&[("TERM", "xterm"), ("LANG", "en_IN.UTF-8")], Ansi16, false, true),
        (&[("TERM", "xterm"), ("LANG", "C.utf8")], Ansi16, false, true),
        (&[("TERM", "xterm"), ("LANG", "C.UTF-8")], Ansi16, false, true),
        // A name without an encoding says nothing of it.
        (&[("TERM", "xterm"), ("LANG", "en_IN")], Ansi16, false, true),
        (&[("TERM", "xterm"), ("LANG", "hi_IN")], Ansi16, false, true),
        (&[("TERM", "xterm"), ("LANG", "ta_IN")], Ansi16, false, true),
        (&[("TERM", "xterm"), ("LANG", "ja_JP")], Ansi16, false, true),
        (&[("TERM", "xterm"), ("LANG", "sd_IN@devanagari")], Ansi16, false, true),
        (&[("TERM", "xterm"), ("LANG", "ja_JP.eucJP")], Ansi16, false, false),
        (&[("TERM", "xterm"), ("LANG", "POSIX")], Ansi16, false, false),
        (&[("TERM", "xterm"), ("LC_CTYPE", "UTF-8")], Ansi16, false, true),
        (&[("TERM", "xterm"), ("LANG", "de_DE.UTF-8@euro")], Ansi16, false, true),
        (&[("TERM", "xterm"), ("LANG", "C")], Ansi16, false, false),
        (&[("TERM", "xterm"), ("LC_ALL", "POSIX"), ("LANG", "en_IN.UTF-8")], Ansi16, false, false),
        (&[("TERM", "xterm"), ("LC_ALL", ""), ("LC_CTYPE", ""), ("LANG", "ja_JP.eucJP")], Ansi16, false, false),
        (&[("TERM", "xterm"), ("LC_CTYPE", "en_GB.UTF-8"), ("LANG", "C")], Ansi16, false, true),
        (&[("TERM", "xterm"), ("LC_CTYPE", "de_DE@euro")], Ansi16, false, false),
        (&[("TERM", "screen"), ("STY", "1.pts"), ("LANG", "C")], Ansi16, false, false),
        (&[("TERM", "xterm"), ("LC_ALL", ""), ("LANG", "")], Ansi16, false, true),
    ];
    for (variables, depth, refuses, unicode) in table {
        let told = environment(variables);
        assert_eq!(
            (told.depth(), told.refuses_color(), told.shows_unicode()),
            (depth, refuses, unicode),
            "{variables:?}"
        );
    }
}

#[test]
#[cfg(unix)]
fn no_color_counts_whatever_it_is_set_to() {
    use std::os::unix::ffi::OsStringExt as _;
    let told = Environment::read(&|name| (name == "NO_COLOR").then(|| OsString::from_vec(vec![0xff])), None);
    assert!(told.refuses_color());
}

#[test]
fn where_nothing_can_be_drawn_it_says_why() {
    for (variables, says) in [
        (&[("TERM", "dumb")][..], "“dumb”"),
        (&[("TERM", "vt52")], "“vt52”"),
        (&[("TERM", "emacs")], "no screen can be drawn on a terminal of the kind “emacs”"),
        (&[("TERM", "no-such")], "nothing is known of a terminal called “no-such”"),
        (&[("TERM", "xterm"), ("INSIDE_EMACS", "28.2,comint")], "Emacs"),
        (&[("TERM", "xterm-256color"), ("INSIDE_EMACS", "30.1,eshell")], "Emacs"),
        (&[("TERM", "xterm"), ("INSIDE_EMACS", "29.1,compile")], "Emacs"),
        (&[("TERM", "dumb"), ("INSIDE_EMACS", "29.1,tramp:2.6,comint")], "Emacs"),
    ] {
        let told = environment(variables);
        assert!(!told.can_be_drawn_on() && told.why_not().contains(says), "{variables:?}: {}", told.why_not());
        assert!(!told.may_be_asked());
    }
    for variables in [
        &[("TERM", "eterm-color"), ("INSIDE_EMACS", "28.2,term:0.96")][..],
        &[("TERM", "xterm-256color"), ("INSIDE_EMACS", "vterm")],
        &[("TERM", "tmux-256color"), ("INSIDE_EMACS", "28.2,comint")],
    ] {
        assert!(environment(variables).can_be_drawn_on(), "{variables:?}");
    }
}

#[test]
fn a_terminal_without_a_name_is_drawn_on_where_none_has_one() {
    for variables in [&[][..], &[("TERM", "")]] {
        let told = environment(variables);
        assert_eq!(told.can_be_drawn_on(), cfg!(windows));
        assert!(told.why_not().contains("TERM is not set"));
    }
}

#[test]
fn links_are_told_only_where_they_are_known_to_work() {
    let knows = |variables: &[(&str, &str)]| environment(variables).knows_links();
    for term in ["xterm-kitty", "foot", "foot-extra", "wezterm", "xterm-ghostty"] {
        assert!(knows(&[("TERM", term)]), "{term}");
        assert!(!knows(&[("TERM", term), ("TMUX", "/tmp/tmux")]) && !knows(&[("TERM", term), ("STY", "1.tty")]));
    }
    for (name, value) in [
        ("TERM_PROGRAM", "iTerm.app"),
        ("TERM_PROGRAM", "WezTerm"),
        ("VTE_VERSION", "5000"),
        ("VTE_VERSION", "7600"),
        ("KONSOLE_VERSION", "220401"),
        ("WT_SESSION", "an id"),
    ] {
        assert!(knows(&[("TERM", "xterm-256color"), (name, value)]), "{name}");
        for term in ["tmux-256color", "screen.xterm-256color", "linux", "linux-16color", "dumb"] {
            assert!(!knows(&[("TERM", term), (name, value)]), "{name} in {term}");
        }
    }
    let nameless = ["WT_SESSION", "VTE_VERSION"].map(|name| knows(&[(name, "7600")]));
    assert_eq!(nameless, [cfg!(windows); 2], "on Windows no name is set");
    for (name, value) in [
        ("TERM_PROGRAM", "Apple_Terminal"),
        ("VTE_VERSION", "4999"),
        ("VTE_VERSION", "new"),
        ("KONSOLE_VERSION", "180400"),
        ("WT_SESSION", ""),
    ] {
        assert!(!knows(&[("TERM", "xterm-256color"), (name, value)]), "{name}={value}");
    }
}

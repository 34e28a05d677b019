//! Environments: names, values and numbers of variables, and names of terminals.

use super::guest::{END, Guest, leave, until};
use super::scene::{Case, Scene, case};

/// Tells these variables and the name of this terminal, opens the explorer, and leaves. Whatever was told, something
/// comes.
fn tell(scene: &Scene, term: &str, variables: &[(&str, String)]) {
    scene.run(async {
        let guest = Guest::come(scene.port()).await.expect("it is let in");
        let Ok(mut channel) = guest.session().await else { panic!("a session") };
        for (name, value) in variables {
            // Whoever has gone too far was cut off, which is as well.
            if channel.set_env(false, *name, value.as_str()).await.is_err() {
                return;
            }
        }
        let _ = channel.request_pty(false, term, 80, 24, 0, 0, &[]).await;
        let _ = channel.request_shell(false).await;
        let first = until(&mut channel, END).await;
        let told: String = variables.iter().map(|(_, value)| value.as_str()).collect();
        let shown = String::from_utf8_lossy(&first.output).into_owned();
        assert!(!told.contains("owned") || !shown.contains("owned"), "{shown}");
        assert!(first.code.is_none_or(|code| code == 0), "{:?}", first.code);
        leave(&mut channel).await;
    });
}

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let one = |name: &'static str, variable: &'static str, value: &str| {
        let value = value.to_owned();
        case(format!("environment: {name}"), move |scene| tell(scene, "xterm-256color", &[(variable, value.clone())]))
    };
    let mut cases = vec![
        one("a library to load", "LD_PRELOAD", "/tmp/owned.so"),
        one("a path", "PATH", "/tmp/owned"),
        one("a home", "HOME", "/tmp/owned"),
        one("another data", "MAITRI_DATA", "/tmp/owned"),
        one("a theme", "MAITRI_THEME", "/tmp/owned"),
        one("another day", "MAITRI_TODAY", "0000-00-00"),
        one("a state directory", "XDG_STATE_HOME", "/tmp/owned"),
        one("a terminfo directory", "TERMINFO", "/tmp/owned"),
        one("an editor", "EDITOR", "sh -c owned"),
        one("a browser", "BROWSER", "sh -c owned"),
        one("backtraces", "RUST_BACKTRACE", "full"),
        one("what sshd tells", "SSH_ORIGINAL_COMMAND", "serve --open"),
        one("an empty name", "", "owned"),
        one("a name with an equals sign", "LANG=C", "owned"),
        one("a value the terminal would obey", "TERM_PROGRAM", "\x1b]0;owned\x07"),
        one("a value with a NUL", "LANG", "de_DE.UTF-8\0LD_PRELOAD=owned"),
        one("a language that is none", "LC_ALL", "../../owned\u{202e}"),
        one("colours without bound", "COLORFGBG", "999999999999999999999;-1;;;;"),
        one("a version without bound", "VTE_VERSION", "99999999999999999999999999999"),
        one("a version below all", "KONSOLE_VERSION", "-99999999999999999999999999999"),
    ];
    for (name, length) in [("256 bytes", 256), ("257 bytes", 257), ("60 KB", 60_000), ("1 MB", 1_000_000)] {
        cases.push(case(format!("environment: a value of {name}"), move |scene| {
            tell(scene, "xterm-256color", &[("LANG", "x".repeat(length))]);
        }));
    }
    cases.push(case("environment: a name of 60 KB", |scene| {
        tell(scene, "xterm-256color", &[(&"X".repeat(60_000), "x".to_owned())]);
    }));
    cases.push(case("environment: 10,000 variables", |scene| {
        let name = |number: usize| ["LANG", "LC_ALL", "X", "COLORTERM"][number % 4];
        let variables: Vec<_> = (0..10_000).map(|number| (name(number), number.to_string())).collect();
        tell(scene, "xterm-256color", &variables);
    }));
    for (name, term) in [
        ("empty", String::new()),
        ("a path", "../../../../etc/passwd".to_owned()),
        ("an absolute path", "/etc/passwd".to_owned()),
        ("with a NUL", "xterm\x00256color".to_owned()),
        ("with something to obey", "xterm\x1b]0;owned\x07".to_owned()),
        ("formats", "%s%n%s".to_owned()),
        ("a dot", ".".to_owned()),
        ("two dots", "..".to_owned()),
        ("64 bytes", "x".repeat(64)),
        ("60 KB", "x".repeat(60_000)),
        ("1 MB", "x".repeat(1_000_000)),
        ("in another script", "ज़".to_owned()),
    ] {
        cases.push(case(format!("terminal: its name {name}"), move |scene| tell(scene, &term, &[])));
    }
    cases
}

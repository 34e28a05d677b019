//! The reader's own browser, which is asked to open the address of a source: by an argument, never through a shell, and
//! only for addresses of the web. Who visits has none, and neither has who sits at the other end of a line.

use std::ffi::OsString;
use std::process::{Command, Stdio};
use std::thread;

use crate::text::is_hostile;
use crate::tui::reader::Browser;

/// What opens addresses on this desktop: a program and what it is called with before the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DesktopBrowser {
    program: &'static str,
    before: &'static [&'static str],
}

impl DesktopBrowser {
    /// What there is here, if there is a screen that it could show on.
    pub(crate) fn find(variable: &dyn Fn(&str) -> Option<OsString>) -> Option<Self> {
        let is_set = |name: &&str| variable(name).is_some_and(|value| !value.is_empty());
        if ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"].iter().any(&is_set) {
            return None;
        }
        if cfg!(windows) {
            return Some(Self { program: "rundll32", before: &["url.dll,FileProtocolHandler"] });
        }
        if cfg!(target_os = "macos") {
            return Some(Self { program: "open", before: &[] });
        }
        let has_screen = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(is_set);
        has_screen.then_some(Self { program: "xdg-open", before: &[] })
    }
}

impl Browser for DesktopBrowser {
    fn open(&self, address: &str) -> Result<(), String> {
        if !is_of_the_web(address) {
            return Err("This is no address of the web; it is shown here to be copied.".to_owned());
        }
        let mut command = Command::new(self.program);
        command.args(self.before).arg(address);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // What is meant for this program, such as Ctrl-C, is not meant for the browser.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let started = command.spawn().map_err(|error| {
            format!("{} could not be started ({error}); the address is shown here to be copied.", self.program)
        })?;
        // Somebody has to hear that it ended, or it would stay in the list of processes; where no thread can be had it
        // does.
        let mut started = started;
        drop(thread::Builder::new().spawn(move || started.wait()));
        Ok(())
    }
}

/// Whether a browser or a terminal may be handed this: `http` or `https`, and nothing that could be taken for anything
/// else.
pub(super) fn is_of_the_web(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.contains(|c: char| is_hostile(c) || c.is_whitespace() || c == '"')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_opened() {
        assert!(is_of_the_web("https://www.mofa.go.jp/a?b=c&d#e") && is_of_the_web("http://example.org"));
        for other in [
            "file:///etc/passwd",
            "-x",
            "https://",
            "javascript:1",
            "https://a b",
            "https://a\0b",
            "https://a\u{1b}[2J",
        ] {
            assert!(!is_of_the_web(other), "{other}");
            let browser = DesktopBrowser { program: "no-such-browser-anywhere", before: &[] };
            assert!(browser.open(other).is_err_and(|why| why.contains("no address of the web")));
        }
        let browser = DesktopBrowser { program: "no-such-browser-anywhere", before: &[] };
        let why = browser.open("https://example.org").expect_err("there is none");
        assert!(why.contains("no-such-browser-anywhere could not be started"), "{why}");
    }

    #[test]
    fn at_the_other_end_of_a_line_there_is_none() {
        let with = |names: &'static [&'static str]| {
            DesktopBrowser::find(&move |name| names.contains(&name).then(|| OsString::from("1")))
        };
        assert_eq!(with(&["SSH_CONNECTION", "DISPLAY"]), None);
        assert_eq!(with(&["SSH_CLIENT", "DISPLAY"]), None);
        if cfg!(target_os = "linux") {
            assert_eq!((with(&[]), with(&["DISPLAY"]).is_some()), (None, true));
        }
    }
}

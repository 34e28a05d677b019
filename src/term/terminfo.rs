//! What a terminal can do: read from the system's entry on it (terminfo(5)), or known by its name where there is no
//! entry.
//!
//! Nothing of an entry is ever sent: it only decides which of the sequences known here are. How many colours the
//! environment leaves of those an entry tells is in [`super::capabilities`].

use terminfo_lean::parse;

use crate::tui::theme::Depth;

/// What can be sent to a terminal besides going to a place, erasing to the end of a line and setting attributes, which
/// all that can be drawn on know.
#[expect(clippy::struct_excessive_bools, reason = "a terminal has any of these, each by itself")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Erases characters from the cursor on (`ech`).
    pub erases: bool,
    /// Goes some columns to the right (`cuf`).
    pub goes_right: bool,
    /// Goes to a column of the row it is in (`hpa`).
    pub names_columns: bool,
    /// Switches off one attribute and leaves the others (as `rmul` does, where it is none that ends all).
    pub switches_off: bool,
    /// Passes over modes that it does not know, those of DEC and of its successors (`CSI ? … h`).
    pub modes: bool,
    /// Its other screen.
    pub screens: Screens,
    /// Passes over commands to the terminal itself that it does not know (OSC): those that ask for its background, and
    /// that send a text to the clipboard.
    pub commands: bool,
}

/// How a terminal changes to another screen and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screens {
    /// As xterm does, the cursor kept by itself.
    Xterm,
    /// As xterm once did.
    Old,
    /// It has one only.
    One,
}

impl Screens {
    /// What is sent before anything is drawn.
    #[must_use]
    pub fn enter(self) -> &'static [u8] {
        match self {
            Self::Xterm => b"\x1b[?1049h",
            Self::Old => b"\x1b7\x1b[?47h",
            Self::One => b"",
        }
    }

    /// What is sent when all is done. A terminal with one screen is left with an empty one: also one that could have
    /// had two, as GNU screen, which has none other unless its settings say `altscreen on`.
    #[must_use]
    pub fn leave(self) -> &'static [u8] {
        match self {
            Self::Xterm => b"\x1b[H\x1b[2J\x1b[?1049l",
            Self::Old => b"\x1b[2J\x1b[?47l\x1b8",
            Self::One => b"\x1b[H\x1b[2J",
        }
    }
}

impl Capabilities {
    /// Those of xterm, and of nearly all that came after it.
    pub const XTERM: Self = Self {
        erases: true,
        goes_right: true,
        names_columns: true,
        switches_off: true,
        modes: true,
        screens: Screens::Xterm,
        commands: true,
    };
    /// What can be sent to anything that is drawn on.
    pub const LEAST: Self = Self {
        erases: false,
        goes_right: false,
        names_columns: false,
        switches_off: false,
        modes: false,
        screens: Screens::One,
        commands: false,
    };
}

/// A terminal that can be drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Terminal {
    /// What it can do.
    pub can: Capabilities,
    /// How many colours it has.
    pub depth: Depth,
}

/// The names of terminals, in small letters up to the first `-`, `.` or `+`, with how many colours such have at least
/// where they have any.
const XTERM_LIKE: [(&str, Depth); 31] = [
    ("alacritty", Depth::Xterm256),
    ("contour", Depth::Xterm256),
    ("domterm", Depth::Xterm256),
    ("foot", Depth::Xterm256),
    ("ghostty", Depth::Xterm256),
    ("gnome", Depth::Xterm256),
    ("hterm", Depth::Xterm256),
    ("iterm", Depth::Xterm256),
    ("iterm2", Depth::Xterm256),
    ("kitty", Depth::Xterm256),
    ("konsole", Depth::Xterm256),
    ("linux", Depth::Ansi16),
    ("mintty", Depth::Xterm256),
    ("mlterm", Depth::Xterm256),
    ("mrxvt", Depth::Ansi16),
    ("ms", Depth::Xterm256),
    ("putty", Depth::Xterm256),
    ("rio", Depth::Xterm256),
    ("rxvt", Depth::Ansi16),
    ("screen", Depth::Ansi16),
    ("st", Depth::Ansi16),
    ("stterm", Depth::Ansi16),
    ("terminator", Depth::Xterm256),
    ("terminology", Depth::Xterm256),
    ("tmux", Depth::Ansi16),
    ("vscode", Depth::Xterm256),
    ("vte", Depth::Xterm256),
    ("wezterm", Depth::Xterm256),
    ("xterm", Depth::Ansi16),
    ("xterms", Depth::Ansi16),
    ("zutty", Depth::Xterm256),
];
/// Those whose names go on after `xterm-`, where an entry is missing or says little.
const AFTER_XTERM: [&str; 4] = ["kitty", "ghostty", "wezterm", "termite"];
/// Names of terminals that can be drawn on and of which no more is known here.
const OTHERS: [&str; 37] = [
    "ansi", "aterm", "cons25", "cygwin", "dtterm", "dvtm", "eterm", "fbterm", "hurd", "interix", "jfbterm", "kon",
    "kterm", "mach", "mosh", "nsterm", "pcansi", "scoansi", "sun", "teken", "teraterm", "vt100", "vt102", "vt125",
    "vt132", "vt200", "vt220", "vt240", "vt320", "vt340", "vt400", "vt420", "vt500", "vt510", "vt520", "vt525",
    "wsvt25",
];
/// Parts of names of which one is enough for a terminal not to be drawn on without an entry that says otherwise.
const UNFIT: [&str; 4] = ["vt52", "dumb", "emacs", "unknown"];

/// Whether a name alone says that nothing can be drawn.
pub(crate) fn is_unfit(name: &str) -> bool {
    parts(name).iter().any(|part| UNFIT.contains(&part.as_str()))
}

/// The terminal of this name and entry, if it can be drawn on. An entry decides: by how the cursor goes to a place.
pub(crate) fn terminal(name: &str, entry: Option<&[u8]>) -> Option<Terminal> {
    match entry.and_then(|entry| parse::parse(entry).ok()) {
        Some(entry) => told(name, &entry),
        None => named(name),
    }
}

/// The parts of a name, in small letters: `xterm`, `256color`.
fn parts(name: &str) -> Vec<String> {
    name.to_ascii_lowercase().split(['-', '.', '+']).map(str::to_owned).collect()
}

/// Whether this is the name of the console of Linux, of which there are some: `linux`, `linux-16color`.
pub(super) fn is_console(name: &str) -> bool {
    parts(name).first().is_some_and(|first| first == "linux")
}

/// What a terminal is by its name alone.
fn named(name: &str) -> Option<Terminal> {
    let parts = parts(name);
    let first = parts.first()?.as_str();
    if is_unfit(name) {
        return None;
    }
    let xterm_like = XTERM_LIKE.iter().any(|(name, _)| *name == first);
    let can = if is_console(name) {
        Capabilities { commands: false, screens: Screens::One, ..Capabilities::XTERM }
    } else if xterm_like {
        Capabilities::XTERM
    } else if OTHERS.contains(&first) {
        Capabilities::LEAST
    } else {
        return None;
    };
    let depth = if parts.iter().any(|part| matches!(part.as_str(), "m" | "mono")) {
        Depth::Never
    } else if xterm_like {
        depth_by_name(&parts)
    } else if first.starts_with("vt") {
        Depth::Never
    } else {
        Depth::Ansi8
    };
    Some(Terminal { can, depth })
}

/// How many colours one of this name has at least, if it has any.
fn depth_by_name(parts: &[String]) -> Depth {
    let has = |names: &[&str]| parts.iter().any(|part| names.contains(&part.as_str()));
    let first = parts.first().map(String::as_str).unwrap_or_default();
    let known = XTERM_LIKE.iter().find(|(name, _)| *name == first).map(|(_, depth)| *depth);
    if has(&["direct", "truecolor", "24bit"]) {
        Depth::True
    } else if has(&["256color", "256colour"]) || known == Some(Depth::Xterm256) || first == "xterm" && has(&AFTER_XTERM)
    {
        Depth::Xterm256
    } else {
        known.unwrap_or(Depth::Ansi8)
    }
}

/// What an entry tells of a terminal.
fn told(name: &str, entry: &parse::Terminfo<'_>) -> Option<Terminal> {
    let string = |name: &str| entry.strings.get(name).map(|string| without_delays(string));
    let is_shaped = |name: &str, shape: &[u8]| string(name).is_some_and(|string| without_digits(&string) == shape);
    let parts = parts(name);
    let first = parts.first().map(String::as_str).unwrap_or_default();
    let is_xterm_like = XTERM_LIKE.iter().any(|(name, _)| *name == first);
    // Hard copies and what writes one sign over another show no screen.
    let is_screen = !["hc", "os", "gn"].iter().any(|name| entry.booleans.contains(name));
    if !is_screen || !is_shaped("cup", b"\x1b[%i%p%d;%p%dH") {
        return None;
    }
    let entering = string("smcup").unwrap_or_default();
    let screens = if contains(&entering, b"\x1b[?1049h") {
        Screens::Xterm
    } else if contains(&entering, b"\x1b[?47h") {
        Screens::Old
    } else {
        Screens::One
    };
    // The entries of these two leave out what both have always known.
    let erases = is_shaped("ech", b"\x1b[%p%dX") || matches!(first, "screen" | "tmux");
    // Its answers (u6 to u9) are not sent.
    let mut sent = entry.strings.iter().filter(|(name, _)| !name.starts_with('u'));
    let modes = is_xterm_like || sent.any(|(_, string)| contains(string, b"\x1b[?"));
    let can = Capabilities {
        erases,
        goes_right: is_shaped("cuf", b"\x1b[%p%dC"),
        names_columns: is_shaped("hpa", b"\x1b[%i%p%dG"),
        switches_off: string("rmul").is_some_and(|string| string == b"\x1b[24m"),
        modes,
        screens,
        // Older consoles write commands that they do not know on the screen.
        commands: is_xterm_like && erases && modes && !is_console(name),
    };
    Some(Terminal { can, depth: depth(entry, &parts, is_xterm_like) })
}

/// How many colours an entry tells of; more, where its name is known to have more.
fn depth(entry: &parse::Terminfo<'_>, parts: &[String], is_xterm_like: bool) -> Depth {
    let count = entry.numbers.get("colors").copied().unwrap_or_default();
    let is_direct = ["RGB", "Tc"].iter().any(|name| {
        entry.booleans.contains(name) || entry.numbers.contains_key(name) || entry.strings.contains_key(name)
    });
    let told = match count {
        ..8 => return Depth::Never,
        _ if is_direct => Depth::True,
        8..16 => Depth::Ansi8,
        16..256 => Depth::Ansi16,
        256..0x10000 => Depth::Xterm256,
        0x10000.. => Depth::True,
    };
    if is_xterm_like { told.max(depth_by_name(parts)) } else { told }
}

/// A string of an entry without its delays (`$<5>`).
fn without_delays(string: &[u8]) -> Vec<u8> {
    let mut rest = Vec::with_capacity(string.len());
    let mut bytes = string.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte == b'$' && bytes.peek() == Some(&b'<') {
            bytes.by_ref().find(|byte| *byte == b'>');
        } else {
            rest.push(byte);
        }
    }
    rest
}

/// A string of an entry without digits: the numbers of parameters, and how wide they are written.
fn without_digits(string: &[u8]) -> Vec<u8> {
    string.iter().copied().filter(|byte| !byte.is_ascii_digit()).collect()
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests;

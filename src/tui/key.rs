//! A key as people name it, and its notation: `/nehru<enter>`, `<alt-left>`, `<c-c>`.
//!
//! The notation serves `--keys`, the tests and the README. What a key means is in
//! [`crate::tui::keymap`]; how a terminal sends it is in [`crate::term`].

pub mod keyboards;

use std::fmt;

/// A key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character, shift already applied.
    Char(char),
    /// Control and a lower-case letter.
    Ctrl(char),
    /// Alt and a character, shift already applied: never that character alone.
    Alt(char),
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Control and arrow left.
    CtrlLeft,
    /// Control and arrow right.
    CtrlRight,
    /// Alt and arrow left.
    AltLeft,
    /// Alt and arrow right.
    AltRight,
    /// Alt and arrow up.
    AltUp,
    /// Alt and arrow down.
    AltDown,
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator.
    Tab,
    /// Shift and tabulator.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
}

/// Keys that have a name instead of a character: in the notation, and as shown.
const NAMED: [(Key, &str, &str); 22] = [
    (Key::Char(' '), "space", "Space"),
    (Key::Char('<'), "lt", "<"),
    (Key::Up, "up", "↑"),
    (Key::Down, "down", "↓"),
    (Key::Left, "left", "←"),
    (Key::Right, "right", "→"),
    (Key::CtrlLeft, "c-left", "Ctrl-←"),
    (Key::CtrlRight, "c-right", "Ctrl-→"),
    (Key::AltLeft, "alt-left", "Alt-←"),
    (Key::AltRight, "alt-right", "Alt-→"),
    (Key::AltUp, "alt-up", "Alt-↑"),
    (Key::AltDown, "alt-down", "Alt-↓"),
    (Key::Enter, "enter", "Enter"),
    (Key::Esc, "esc", "Esc"),
    (Key::Tab, "tab", "Tab"),
    (Key::BackTab, "shift-tab", "Shift-Tab"),
    (Key::Backspace, "backspace", "Backspace"),
    (Key::Delete, "delete", "Delete"),
    (Key::PageUp, "pgup", "PgUp"),
    (Key::PageDown, "pgdn", "PgDn"),
    (Key::Home, "home", "Home"),
    (Key::End, "end", "End"),
];

/// A name between angle brackets that is no key.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("“<{0}>” is no key; write a character, <c-x> for Control, <alt-x> for Alt, <lt> for “<”, or one of {names}", names = names())]
pub struct UnknownKey(String);

fn names() -> String {
    NAMED.iter().map(|(_, name, _)| format!("<{name}>")).collect::<Vec<_>>().join(" ")
}

/// Reads a string of keys.
///
/// # Errors
/// The first name between angle brackets that is no key.
pub fn parse(text: &str) -> Result<Vec<Key>, UnknownKey> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        if let ('<', Some((name, tail))) = (c, after.split_once('>')) {
            keys.push(named(name)?);
            rest = tail;
        } else {
            keys.push(Key::Char(c));
            rest = after;
        }
    }
    Ok(keys)
}

fn named(name: &str) -> Result<Key, UnknownKey> {
    let lower = name.to_lowercase();
    if let Some((key, ..)) = NAMED.iter().find(|(_, known, _)| *known == lower) {
        return Ok(*key);
    }
    let one = |text: &str| {
        let mut chars = text.chars();
        chars.next().filter(|_| chars.next().is_none())
    };
    let control = lower.strip_prefix("c-").and_then(one).map(Key::Ctrl);
    // With Alt, a capital is another key.
    let alt = lower.starts_with("alt-").then(|| name.get("alt-".len()..).and_then(one).map(Key::Alt)).flatten();
    control.or(alt).ok_or_else(|| UnknownKey(name.to_owned()))
}

impl Key {
    /// The key that this one is together with Alt; itself where that has no name of its own.
    #[must_use]
    pub fn with_alt(self) -> Self {
        match self {
            Self::Up => Self::AltUp,
            Self::Down => Self::AltDown,
            Self::Left | Self::CtrlLeft => Self::AltLeft,
            Self::Right | Self::CtrlRight => Self::AltRight,
            Self::Char(c) => Self::Alt(c),
            Self::Backspace => Self::Ctrl('w'),
            key => key,
        }
    }

    /// As shown where nothing but ASCII is: `Up` for `↑`.
    #[must_use]
    pub fn in_ascii(&self) -> String {
        let name = match self {
            Self::Up => "Up",
            Self::Down => "Down",
            Self::Left => "Left",
            Self::Right => "Right",
            Self::CtrlLeft => "Ctrl-Left",
            Self::CtrlRight => "Ctrl-Right",
            Self::AltLeft => "Alt-Left",
            Self::AltRight => "Alt-Right",
            Self::AltUp => "Alt-Up",
            Self::AltDown => "Alt-Down",
            _ => return self.to_string(),
        };
        name.to_owned()
    }

    /// Why no meaning can be given to it, in half a sentence after its name: terminals send it as another key, or it is
    /// taken before any meaning is looked for.
    #[must_use]
    pub fn refusal(&self) -> Option<String> {
        let same = |key: Self| format!("is sent by terminals as {key}; write {}", key.notation());
        Some(match self {
            Self::Ctrl('i') => same(Self::Tab),
            Self::Ctrl('j' | 'm') => same(Self::Enter),
            Self::Ctrl('h' | '?') => same(Self::Backspace),
            Self::Ctrl('[') => same(Self::Esc),
            Self::Ctrl('l') => "always draws the screen anew; take another key".to_owned(),
            Self::Ctrl('z') => "stops the program for the shell, and undoes in a note; take another key".to_owned(),
            Self::Ctrl(c) if !c.is_ascii_lowercase() => {
                "is not told apart by terminals: with Control they send the letters a to z".to_owned()
            }
            Self::Alt('[' | 'O' | ']' | 'P' | '_') => {
                "begins what other keys send; take another letter with Alt".to_owned()
            }
            Self::Char(c) | Self::Alt(c) => {
                let latin = keyboards::latin(*c).filter(|_| keyboards::is_full_width(*c))?;
                format!("acts as {latin} already; write that", latin = Self::Char(latin))
            }
            _ => return None,
        })
    }

    /// Whether a text that is pasted may have it.
    #[must_use]
    pub fn is_text(&self) -> bool {
        matches!(self, Self::Char(_) | Self::Enter | Self::Tab)
    }

    /// The key that stands for this one where no text is typed: a full-width letter is the narrow one, and a letter of
    /// another script what stands at its place on a Latin keyboard, if that is known.
    #[must_use]
    pub fn on_latin_keyboard(&self) -> Option<Self> {
        match self {
            Self::Char(c) => keyboards::latin(*c).map(Self::Char),
            Self::Alt(c) => keyboards::latin(*c).map(Self::Alt),
            _ => None,
        }
    }

    /// How the key is written, so that [`parse`] reads it back: `<pgdn>`, `<c-c>`, `q`.
    #[must_use]
    pub fn notation(&self) -> String {
        match (NAMED.iter().find(|(key, ..)| key == self), self) {
            (Some((_, name, _)), _) => format!("<{name}>"),
            (None, Self::Ctrl(c)) => format!("<c-{c}>"),
            (None, Self::Alt(c)) => format!("<alt-{c}>"),
            (None, Self::Char(c)) => c.to_string(),
            (None, _) => String::new(),
        }
    }
}

/// As shown in help and hints: `PgUp`, `↑`, `Ctrl-C`, `q`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((.., shown)) = NAMED.iter().find(|(key, ..)| key == self) {
            return f.write_str(shown);
        }
        match self {
            Self::Ctrl(c) => write!(f, "Ctrl-{}", c.to_uppercase()),
            Self::Alt(c) => write!(f, "Alt-{c}"),
            Self::Char(c) => write!(f, "{c}"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notation_reads_as_written() {
        assert_eq!(
            parse("/né<enter><c-c><lt><space>"),
            Ok(vec![
                Key::Char('/'),
                Key::Char('n'),
                Key::Char('é'),
                Key::Enter,
                Key::Ctrl('c'),
                Key::Char('<'),
                Key::Char(' ')
            ])
        );
        assert_eq!(parse("a<b"), Ok(vec![Key::Char('a'), Key::Char('<'), Key::Char('b')]));
        assert_eq!(parse("<alt-b><Alt-B><c-left>"), Ok(vec![Key::Alt('b'), Key::Alt('B'), Key::CtrlLeft]));
        assert_eq!(Key::Alt('B').notation(), "<alt-B>");
        assert_eq!(parse("<nope>"), Err(UnknownKey("nope".to_owned())));
    }

    #[test]
    fn every_named_key_reads_back() {
        for (key, name, shown) in NAMED {
            assert_eq!(parse(&format!("<{name}>")), Ok(vec![key]));
            assert_eq!((key.to_string().as_str(), key.notation()), (shown, format!("<{name}>")));
        }
    }
}

//! What the terminal can show, as far as its environment tells. Nothing is asked of the terminal
//! itself: some never answer.

use crate::theme::Depth;

/// What the environment says that matters here.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// `TERM`
    pub term: Option<String>,
    /// `COLORTERM`
    pub colorterm: Option<String>,
    /// `NO_COLOR`
    pub no_color: Option<String>,
}

impl Environment {
    /// Reads it from the process's environment.
    #[must_use]
    pub fn read() -> Self {
        let var = |name| std::env::var(name).ok();
        Self { term: var("TERM"), colorterm: var("COLORTERM"), no_color: var("NO_COLOR") }
    }

    /// How many colours may be used. `NO_COLOR` counts when it is set and not empty (no-color.org).
    #[must_use]
    pub fn depth(&self) -> Depth {
        let says =
            |variable: &Option<String>, word: &str| variable.as_deref().is_some_and(|value| value.contains(word));
        if self.no_color.as_deref().is_some_and(|value| !value.is_empty()) || says(&self.term, "dumb") {
            Depth::Never
        } else if says(&self.colorterm, "truecolor") || says(&self.colorterm, "24bit") || says(&self.term, "direct") {
            Depth::True
        } else if says(&self.term, "256color") {
            Depth::Xterm256
        } else {
            Depth::Ansi16
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(term: &str, colorterm: &str, no_color: Option<&str>) -> Depth {
        Environment {
            term: Some(term.to_owned()),
            colorterm: Some(colorterm.to_owned()),
            no_color: no_color.map(str::to_owned),
        }
        .depth()
    }

    #[test]
    fn the_environment_tells_the_depth() {
        assert_eq!(depth("xterm-256color", "truecolor", None), Depth::True);
        assert_eq!(depth("xterm-256color", "", None), Depth::Xterm256);
        assert_eq!(depth("linux", "", None), Depth::Ansi16);
        assert_eq!(depth("dumb", "truecolor", None), Depth::Never);
        assert_eq!(depth("xterm-256color", "truecolor", Some("1")), Depth::Never);
        assert_eq!(depth("xterm-256color", "truecolor", Some("")), Depth::True);
    }
}

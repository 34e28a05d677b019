//! The theme that shows, and the terminal's background, which it follows where it is left to that.

use super::App;
use crate::tui::action::Effect;
use crate::tui::reader::Reader;
use crate::tui::theme::{AUTO, PLAIN, Theme};

/// What is known of the terminal's background, and whether the theme follows it.
#[derive(Debug)]
pub(super) struct Background {
    is_followed: bool,
    /// Whether it is light, once that is known.
    is_light: Option<bool>,
}

impl Background {
    /// One that is not known yet, of this reader.
    pub(super) fn of(reader: &Reader) -> Self {
        Self { is_followed: reader.follows_background, is_light: None }
    }
}

impl App<'_> {
    /// Takes the theme of this name from now on, or with `auto` the one for the background.
    pub(super) fn choose_theme(&mut self, name: &str) {
        self.background.is_followed = name == AUTO;
        let theme = if name == AUTO {
            self.background.is_light.map_or(self.ctx.reader.theme.name, Theme::for_background)
        } else {
            name
        };
        _ = self.set_theme(theme);
    }

    /// Takes the background for dark, for the terminal answers and does not tell: those are dark far more often than
    /// light. Where it told, or the environment did for it, that holds.
    pub fn settle_background(&mut self) -> Effect {
        if self.background.is_light.is_some() || self.ctx.reader.theme.name != PLAIN {
            return Effect::Nothing;
        }
        self.set_background(false)
    }

    /// Takes the theme for the terminal's background, if the theme is left to that.
    pub fn set_background(&mut self, is_light: bool) -> Effect {
        self.background.is_light = Some(is_light);
        if !self.background.is_followed {
            return Effect::Nothing;
        }
        self.set_theme(Theme::for_background(is_light))
    }

    /// Takes another theme; one that there is not changes nothing.
    fn set_theme(&mut self, name: &str) -> Effect {
        let Ok(theme) = self.ctx.reader.themes.get(name) else { return Effect::Nothing };
        let is_another = theme.name != self.ctx.theme.name;
        self.ctx.theme = theme;
        Effect::redraw_if(is_another)
    }
}

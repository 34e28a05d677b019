//! The pieces of a query: what stands between spaces and bars, as an ASCII keyboard would have given it and as it was
//! typed.
//!
//! What a piece means is for [`super::parser`].

use std::ops::Range;

use crate::text::narrow::{is_unseen, narrow};

/// A text whose syntax is ASCII, and where each byte of it was typed.
#[derive(Debug)]
pub(super) struct Narrowed<'t> {
    /// The text, its signs and digits narrow.
    pub(super) text: String,
    /// For each byte of it, and its end, where what was typed begins.
    origins: Vec<usize>,
    typed: &'t str,
}

impl<'t> Narrowed<'t> {
    pub(super) fn new(typed: &'t str) -> Self {
        let mut text = String::with_capacity(typed.len());
        let mut origins = Vec::with_capacity(typed.len() + 1);
        let mut rest = typed.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            let is_after_number = text.ends_with(|before: char| before.is_ascii_digit());
            let is_before_number = rest.peek().is_some_and(|(_, next)| narrow(*next).is_ascii_digit());
            match narrow(c) {
                // What comes with a paste.
                c if is_unseen(c) => {}
                // Dots of one sign, in `2006…2014`.
                // The last as Japanese and Korean write it; alone a tilde is a date about which one is not sure.
                '‥' | '…' | '〜' if is_after_number || text.ends_with(':') => text.push_str(".."),
                '~' if is_after_number && is_before_number => text.push_str(".."),
                // What the key of the dash gives where kana are typed.
                'ー' | 'ｰ' if is_after_number && is_before_number => text.push('-'),
                c => text.push(c),
            }
            origins.resize(text.len(), at);
        }
        origins.push(typed.len());
        Self { text, origins, typed }
    }

    /// What was typed of a piece.
    pub(super) fn typed(&self, piece: &Range<usize>) -> &'t str {
        let at = |place: usize| self.origins.get(place).copied().unwrap_or(self.typed.len());
        self.typed.get(at(piece.start)..at(piece.end)).unwrap_or_default()
    }

    /// The piece.
    pub(super) fn of(&self, piece: &Range<usize>) -> &str {
        self.text.get(piece.clone()).unwrap_or_default()
    }

    /// The first piece from a place on.
    pub(super) fn next(&self, from: usize) -> Option<Token> {
        let rest = self.text.get(from..)?;
        let text = rest.trim_start();
        let start = from + (rest.len() - text.len());
        if text.starts_with('|') {
            return Some(Token { at: start..start + 1, is_or: true });
        }
        let mut quoted = false;
        let mut before = ' ';
        let end = text.find(|c: char| {
            // A quotation mark opens only where a term or a value begins, so that 5" is a word.
            if c == '"' && (quoted || matches!(before, ' ' | ':' | '!')) {
                quoted = !quoted;
            }
            before = c;
            !quoted && (c.is_whitespace() || c == '|')
        });
        let end = end.unwrap_or(text.len());
        (end > 0).then_some(Token { at: start..start + end, is_or: false })
    }

    /// Whether nothing but spaces stands from a place on.
    pub(super) fn ends(&self, from: usize) -> bool {
        self.text.get(from..).is_none_or(|rest| rest.trim().is_empty())
    }
}

/// A piece of a query.
#[derive(Debug, PartialEq)]
pub(super) struct Token {
    /// Where it stands in the narrow text.
    pub(super) at: Range<usize>,
    /// Whether it is `|`, and no term.
    pub(super) is_or: bool,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pieces_are_cut_at_spaces_and_bars_of_any_width() {
        let narrowed = Narrowed::new("ｋｉｎｄ：“ａ b”\u{3000}x｜y 「act east」 2006…2014 wait…");
        let (mut pieces, mut from) = (Vec::new(), 0);
        while let Some(token) = narrowed.next(from) {
            from = token.at.end;
            pieces.push((narrowed.of(&token.at).to_owned(), narrowed.typed(&token.at)));
        }
        let pieces: Vec<(&str, &str)> = pieces.iter().map(|(narrow, typed)| (narrow.as_str(), *typed)).collect();
        let expected = [
            ("kind:\"a b\"", "ｋｉｎｄ：“ａ b”"),
            ("x", "x"),
            ("|", "｜"),
            ("y", "y"),
            ("\"act east\"", "「act east」"),
            ("2006..2014", "2006…2014"),
            ("wait…", "wait…"),
        ];
        assert_eq!(pieces, expected);
    }

    #[test]
    fn what_is_unseen_parts_nothing() {
        let narrowed = Narrowed::new("\u{200f}kind\u{200b}:\u{feff}agreement\u{202c} \u{2066}cepa");
        let first = narrowed.next(0).unwrap();
        assert_eq!(narrowed.of(&first.at), "kind:agreement");
        assert_eq!(narrowed.of(&narrowed.next(first.at.end).unwrap().at), "cepa");
        for (typed, meant) in [
            ("year:2006〜2014", "year:2006..2014"),
            ("year:２００６～２０１４", "year:2006..2014"),
            ("year:2006〜", "year:2006.."),
            ("year:〜2014", "year:..2014"),
            ("year:2006ー2014", "year:2006-2014"),
            ("year:2019~", "year:2019~"),
            ("トーキョー", "トーキョー"),
        ] {
            assert_eq!(Narrowed::new(typed).text, meant);
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_is_lost(typed in "\\PC{0,40}") {
            let narrowed = Narrowed::new(&typed);
            let mut from = 0;
            let mut all = String::new();
            while let Some(token) = narrowed.next(from) {
                prop_assert!(token.at.end > from);
                from = token.at.end;
                all.push_str(narrowed.typed(&token.at));
            }
            prop_assert!(narrowed.ends(from));
            let spaceless = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !is_unseen(*c)).collect::<String>();
            prop_assert_eq!(spaceless(&all), spaceless(&typed));
        }
    }
}

//! One option of a question: whole, or cut to some lines so that it can still be told from the others.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::text::{ELLIPSIS, clip, clip_around, width, wrap};
use crate::tui::widgets::page::Page;

/// An option: its label and its text, wrapped to a width.
#[derive(Clone, Debug)]
pub struct Choice {
    label: String,
    text: String,
    columns: u16,
    style: Style,
    /// Whether its lines are filled up to the whole width, so that a style with a background is a bar.
    is_filled: bool,
    /// How many lines it has.
    rows: usize,
}

impl Choice {
    /// An option in so many columns.
    #[must_use]
    pub fn new(label: String, text: &str, columns: u16, style: Style) -> Self {
        let text = text.replace('\n', " ");
        let mut choice = Self { label, text, columns, style, is_filled: false, rows: 0 };
        choice.rows = choice.parts().len();
        choice
    }

    /// The same with lines as wide as the page.
    #[must_use]
    pub fn filled(self) -> Self {
        Self { is_filled: true, ..self }
    }

    /// How many lines it has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    fn indent(&self) -> usize {
        width(&self.label).min(usize::from(self.columns) / 2)
    }

    /// Columns of its text.
    fn room(&self) -> usize {
        usize::from(self.columns).saturating_sub(self.indent())
    }

    /// The text of each line.
    fn parts(&self) -> Vec<&str> {
        wrap(&self.text, self.room())
    }

    /// All of it.
    pub(super) fn whole(&self) -> Page {
        self.page(self.parts().into_iter().map(str::to_owned).collect())
    }

    /// Its first line, and so many others from this one on as fit in so many rows; an ellipsis stands for what is left
    /// out. Where it begins as another does, by so many bytes, what tells it from that is seen.
    pub(super) fn cut(&self, rows: usize, from: usize, shared: usize) -> Page {
        let parts = self.parts();
        let rest = from..from.saturating_add(rows.saturating_sub(1)).min(parts.len());
        let shown: Vec<usize> = (0..rows.min(1)).chain(rest).collect();
        let line = |(at, number): (usize, &usize)| {
            let part = parts.get(*number)?;
            let is_followed = shown.get(at + 1).copied().unwrap_or(parts.len()) == number + 1;
            Some(if is_followed { (*part).to_owned() } else { self.ending(part, shared) })
        };
        self.page(shown.iter().enumerate().filter_map(line).collect())
    }

    /// A part of the text that does not go on below, as what follows there begins elsewhere.
    fn ending(&self, part: &str, shared: usize) -> String {
        let start = part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        let cut = clip(&format!("{}{ELLIPSIS}", part.trim_end()), self.room()).into_owned();
        // The ellipsis may take the place of what tells it apart.
        if start + cut.trim_end_matches(ELLIPSIS).len() > shared {
            return cut;
        }
        let rest = self.text.get(start..).unwrap_or_default();
        clip_around(rest, self.room(), shared - start).into_owned()
    }

    fn page(&self, lines: Vec<String>) -> Page {
        let mut page = Page::new(self.columns);
        let mut label = Some(self.label.clone());
        for line in lines {
            let before = label.take().unwrap_or_else(|| " ".repeat(self.indent()));
            let mut line = Line::from(vec![Span::styled(before, self.style), Span::styled(line, self.style)]);
            if self.is_filled {
                let fill = usize::from(self.columns).saturating_sub(line.width());
                line.push_span(Span::styled(" ".repeat(fill), self.style));
            }
            page.line(line);
        }
        page
    }
}

/// How many bytes each option begins as another does: where one of them is cut, what stands from there on tells it from
/// that.
pub(super) fn shared(options: &[Choice]) -> Vec<usize> {
    let alike = |one: &str, other: &str| {
        let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
        same.map(|(letter, _)| letter.len_utf8()).sum::<usize>()
    };
    let others = |at: usize, one: &Choice| {
        let others = options.iter().enumerate().filter(|(other, _)| *other != at);
        others.map(|(_, other)| alike(&one.text, &other.text)).max().unwrap_or(0)
    };
    options.iter().enumerate().map(|(at, one)| others(at, one)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(page: &Page) -> Vec<String> {
        page.lines().iter().map(ToString::to_string).collect()
    }

    fn choice(text: &str, columns: u16) -> Choice {
        Choice::new("(a) ".to_owned(), text, columns, Style::default())
    }

    #[test]
    fn what_is_cut_ends_in_an_ellipsis_within_the_width() {
        let option = choice("one two three", 12);
        assert_eq!(lines(&option.cut(1, 1, 0)), ["(a) one two…"]);
        assert_eq!(lines(&option.cut(2, 1, 0)), lines(&option.whole()));
        assert_eq!(lines(&choice("one to three four", 13).filled().cut(1, 1, 0)), ["(a) one to…  "]);
        assert_eq!(lines(&choice("one two three", 11).cut(1, 1, 0)), ["(a) one tw…"]);
        assert_eq!(choice("one\ntwo", 20).rows(), 1);
    }

    #[test]
    fn of_a_long_one_the_first_line_stays_and_the_rest_goes_by() {
        let option = choice("one two three four five six", 9);
        assert_eq!(lines(&option.whole()), ["(a) one", "    two", "    three", "    four", "    five", "    six"]);
        assert_eq!(lines(&option.cut(3, 1, 0)), ["(a) one", "    two", "    thre…"]);
        assert_eq!(lines(&option.cut(3, 3, 0)), ["(a) one…", "    four", "    five…"]);
        assert_eq!(lines(&option.cut(3, 4, 0)), ["(a) one…", "    five", "    six"]);
    }

    #[test]
    fn what_tells_options_apart_that_begin_alike_is_seen() {
        let options = [
            choice("Both statements hold and the second explains the first", 40),
            choice("Both statements hold but the second does not explain the first", 40),
            choice("Neither holds, whatever is said of either of the two statements", 40),
        ];
        let shared = shared(&options);
        let cut: Vec<String> =
            options.iter().zip(&shared).flat_map(|(one, shared)| lines(&one.cut(1, 1, *shared))).collect();
        assert!(cut.iter().all(|line| width(line) <= 40), "{cut:?}");
        assert!(cut[0].contains(" and ") && cut[1].contains(" but "), "{cut:?}");
        assert!(cut[2].starts_with("(a) Neither holds"), "{cut:?}");
    }

    #[test]
    fn what_tells_options_apart_is_seen_where_the_ellipsis_would_stand() {
        let text =
            |year: u16| format!("The agreement on trade was signed in {year} and entered into force within the year");
        for columns in 24..60 {
            let options = [2011, 2014].map(|year| choice(&text(year), columns));
            let cut = [0, 1].map(|at| lines(&options[at].cut(1, 1, shared(&options)[at])));
            assert!(cut[0][0].contains("2011") && cut[1][0].contains("2014"), "{columns}: {cut:?}");
        }
    }

    proptest! {
        #[test]
        fn options_that_are_cut_never_look_alike(
            common in "([a-z0-9]{1,8} ){0,12}", [one, other] in prop::array::uniform2("[a-z0-9]{1,8}"),
            rest in "( [a-z0-9]{1,8}){0,8}", columns in 24_u16..70, rows in 1_usize..3,
        ) {
            prop_assume!(one != other);
            let options = [one, other].map(|word| choice(&format!("{common}{word}{rest}"), columns));
            let cut = [0, 1].map(|at| lines(&options[at].cut(rows, 1, shared(&options)[at])));
            prop_assert!(cut.iter().flatten().all(|line| width(line) <= usize::from(columns)), "{:?}", cut);
            prop_assert_ne!(&cut[0], &cut[1]);
        }
    }
}

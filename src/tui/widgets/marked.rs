//! Text with some of its ranges marked as what a query matched.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::Span;

/// Spans of a text in one style, its marked byte ranges in another on top. Ranges beyond the text,
/// or not on characters' boundaries, are passed over.
#[must_use]
pub fn spans<'t>(text: &'t str, marks: &[Range<usize>], plain: Style, marked: Style) -> Vec<Span<'t>> {
    let mut spans = Vec::new();
    let mut at = 0;
    for mark in marks {
        let (Some(before), Some(inside)) = (text.get(at..mark.start), text.get(mark.clone())) else {
            continue;
        };
        if !before.is_empty() {
            spans.push(Span::styled(before, plain));
        }
        if !inside.is_empty() {
            spans.push(Span::styled(inside, plain.patch(marked)));
        }
        at = mark.end;
    }
    if let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        spans.push(Span::styled(rest, plain));
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_and_bad_ranges_are_passed_over() {
        let text = "Tōdai-ji";
        let (plain, marked) = (Style::new(), Style::new().bold());
        let shown = |mark: Range<usize>| -> Vec<(String, bool)> {
            let marks = std::slice::from_ref(&mark);
            spans(text, marks, plain, marked)
                .into_iter()
                .map(|span| (span.content.to_string(), span.style == marked))
                .collect()
        };
        assert_eq!(shown(0..3), [("Tō".to_owned(), true), ("dai-ji".to_owned(), false)]);
        assert_eq!(shown(2..3), [(text.to_owned(), false)]);
        assert_eq!(shown(4..99), [(text.to_owned(), false)]);
        assert_eq!(shown(0..0), [(text.to_owned(), false)]);
    }
}

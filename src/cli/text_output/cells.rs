//! Cells of a CSV table as they go to a spreadsheet: what begins like a formula is run by some of them, and may be made
//! plain text.

use std::borrow::Cow;

/// How cells are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Cells {
    /// As they stand.
    #[default]
    Plain,
    /// With `'` before what a spreadsheet would take for a formula.
    Safe,
}

impl Cells {
    /// A cell as it is written.
    pub(crate) fn cell(self, text: &str) -> Cow<'_, str> {
        let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) && text.parse::<f64>().is_err();
        if self == Self::Safe && is_formula { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
    }
}

#[cfg(test)]
mod tests {
    use super::Cells;

    #[test]
    fn what_begins_like_a_formula_is_made_text_if_that_is_asked_for() {
        for formula in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-", "="] {
            assert_eq!(Cells::Safe.cell(formula), format!("'{formula}"), "{formula:?}");
            assert_eq!(Cells::Plain.cell(formula), formula);
        }
        for plain in ["", "-5.25", "+3", "1954", "a = b", "'=1", "–2"] {
            assert_eq!(Cells::Safe.cell(plain), plain);
        }
    }
}

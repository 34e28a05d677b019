//! The marks of the time axis: every year there is, or each period where all is within a year or two.

/// What the marks of a time axis say.
#[derive(Clone, Debug, Default)]
pub struct Years {
    /// How far into the calendar's year the years begin, as a part of it.
    pub offset: f64,
    /// Whether a year has two names: `2011-12`.
    pub is_double: bool,
    /// What stands there in place of years, where they would be too few: when, in full, and short.
    pub instead: Vec<(f64, String, String)>,
}

/// A span of fewer years than this is marked by its periods.
const YEARS: f64 = 2.0;
/// The most marks looked at; a span of more years is marked in part.
const MOST: i32 = 3000;

impl Years {
    /// Whether the marks of so short a span are its periods.
    #[must_use]
    pub fn tells_periods((first, last): (f64, f64)) -> bool {
        last - first < YEARS
    }

    /// The marks from one time to another: when, in full, and short.
    #[expect(clippy::cast_possible_truncation, reason = "years of the calendar")]
    pub(super) fn marks(&self, first: f64, last: f64) -> Vec<(f64, String, String)> {
        if Self::tells_periods((first, last)) && !self.instead.is_empty() {
            return self.instead.clone();
        }
        let from = (first - self.offset).ceil() as i32;
        let to = ((last - self.offset).floor() as i32).min(from.saturating_add(MOST));
        let mark = |year: i32| {
            let full = if self.is_double {
                format!("{year:04}-{:02}", (year + 1).rem_euclid(100))
            } else {
                format!("{year:04}")
            };
            (f64::from(year) + self.offset, full, format!("’{:02}", year.rem_euclid(100)))
        };
        (from..=to).map(mark).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_years_unless_there_are_too_few() {
        let fiscal = Years { offset: 0.25, is_double: true, instead: Vec::new() };
        let said: Vec<String> = fiscal.marks(1999.25, 2002.0).into_iter().map(|(_, full, _)| full).collect();
        assert_eq!(said, ["1999-00", "2000-01", "2001-02"]);
        let months = Years { instead: vec![(2024.5, "July 2024".to_owned(), "Jul".to_owned())], ..Years::default() };
        assert_eq!(months.marks(2024.0, 2025.0).len(), 1);
        assert_eq!(months.marks(2020.0, 2025.0).len(), 6);
    }
}

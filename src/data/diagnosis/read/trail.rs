//! The way from a record to a part of it, to be told.

/// The way from a record to a part of it.
pub(super) struct Trail<'t> {
    pub(super) parent: Option<&'t Trail<'t>>,
    pub(super) step: Step<'t>,
}

pub(super) enum Step<'t> {
    Name(&'t str),
    Number(usize),
}

impl Trail<'_> {
    /// `cepa.facts[1]`
    pub(super) fn path(&self) -> String {
        let before = self.parent.map_or_else(String::new, Trail::path);
        match self.step {
            Step::Name(name) if before.is_empty() => name.to_owned(),
            Step::Name(name) => format!("{before}.{name}"),
            Step::Number(number) => format!("{before}[{number}]"),
        }
    }

    /// The field it is in.
    pub(super) fn field(&self) -> &str {
        match self.step {
            Step::Name(name) => name,
            Step::Number(_) => self.parent.map_or("", Trail::field),
        }
    }
}

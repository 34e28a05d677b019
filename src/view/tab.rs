//! The tabs: their order, their names, and which of them is an item's home. What a tab lists is told in
//! [`sections`](super::sections); how it looks is for [`crate::tui`].

use crate::data::{Item, Kind};

/// The one table of tabs: a line each, in order.
macro_rules! tabs {
    ($($(#[$about:meta])* $tab:ident,)*) => {
        /// The tabs, in their order.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, clap::ValueEnum)]
        pub enum Tab {
            $($(#[$about])* $tab,)*
        }

        impl Tab {
            /// Every tab, in order.
            pub const ALL: [Self; [$(stringify!($tab)),*].len()] = [$(Self::$tab),*];

            /// The name on the tab.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$tab => stringify!($tab),)*
                }
            }
        }
    };
}

tabs! {
    /// Everything dated, in order.
    #[default]
    Timeline,
    /// What was signed.
    Agreements,
    /// Figures over time.
    Trade,
    /// Who meets, works and teaches.
    Institutions,
    /// Everything else.
    Topics,
    /// Cards and mock exams.
    Study,
}

impl Tab {
    /// The tab on which an item is at home.
    #[must_use]
    pub fn home(item: Item<'_, '_>) -> Self {
        match item.kind() {
            Kind::Event if item.when().is_some() => Self::Timeline,
            Kind::Agreement => Self::Agreements,
            Kind::Institution => Self::Institutions,
            Kind::Series => Self::Trade,
            Kind::Event
            | Kind::Project
            | Kind::Exercise
            | Kind::Person
            | Kind::Initiative
            | Kind::Theme
            | Kind::Place
            | Kind::Term => Self::Topics,
        }
    }

    /// The next tab or the one before, round the end.
    #[must_use]
    pub fn step(self, forward: bool) -> Self {
        let count = Self::ALL.len();
        let here = Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0);
        let there = if forward { here + 1 } else { here + count - 1 } % count;
        Self::ALL.get(there).copied().unwrap_or(self)
    }
}

//! The bundled dataset as it looks: one picture a tab.
//!
//! Everything else is pictured on the frozen pack, which work on the data leaves alone. These six show what that
//! work does to the screens, long titles, full axes and counts, and are all of the pictures it may change.

use crate::harness::{DARK, library, snap};

const LARGE: (u16, u16) = (120, 40);

macro_rules! tab {
    ($name:ident, $keys:literal) => {
        #[test]
        fn $name() {
            snap!($keys, LARGE, DARK, library());
        }
    };
}

tab!(bundled_timeline, "<end>");
tab!(bundled_agreements, "2");
tab!(bundled_trade, "3");
tab!(bundled_institutions, "4");
tab!(bundled_topics, "5");
tab!(bundled_study, "6");

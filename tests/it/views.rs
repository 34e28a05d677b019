//! Pictures of each view where there is much room, without colours, and in ASCII.
//!
//! The same views at the usual sizes are in [`screens`].

use crate::harness::{ASCII, DARK, MONO, snap};

const SMALL: (u16, u16) = (60, 16);
const CLASSIC: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (120, 40);
const HUGE: (u16, u16) = (200, 60);

/// A view in three columns, in one without colours, and in one of ASCII.
macro_rules! view {
    ($name:ident, $keys:literal) => {
        mod $name {
            #[test]
            fn in_much_room() {
                super::snap!($keys, super::HUGE, super::DARK);
            }

            #[test]
            fn without_colours() {
                super::snap!($keys, super::CLASSIC, super::MONO);
            }

            #[test]
            fn in_ascii() {
                super::snap!($keys, super::CLASSIC, super::ASCII);
            }
        }
    };
}

view!(timeline, "<down>");
view!(lanes, "b");
view!(agreements, "2<down>");
view!(trade, "3");
view!(table, "3t");
view!(commodities, "3c");
view!(companies, "3/japanese comp<enter>");
view!(institutions, "4");
view!(topics, "5");
view!(places, "5v");
view!(facets, "f");
view!(study, "6");
view!(card, "6<enter>");
view!(exam, "6<end><up><up><enter>x<down><enter>");

#[test]
fn map_of_all() {
    snap!("5vw", LARGE, DARK);
}

#[test]
fn map_closer() {
    snap!("5v++", CLASSIC, DARK);
}

#[test]
fn map_with_arcs() {
    snap!("5va", CLASSIC, DARK);
    snap!("5vaw", LARGE, DARK);
}

#[test]
fn map_with_arcs_in_ascii() {
    snap!("5va", LARGE, ASCII);
}

#[test]
fn map() {
    for size in [SMALL, CLASSIC, LARGE] {
        snap!("5v", size, DARK);
    }
}

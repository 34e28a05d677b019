//! What a key costs in bytes, by kind, at three sizes: a session is driven in this process, on the bundled pack, in all
//! colours, on a terminal that does what xterm does; and at two of them what is on the line of a visitor, to whom all
//! is sent compressed. Bytes are counted, not timed, so they are the same wherever this runs, and it fails where one of
//! [`BOUNDS`] or [`COMPRESSED`] does not hold.
//!
//! Run with `cargo bench --bench frame`; `.ci/run` runs it as well, in the profile of the tests.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench prints and stops if it cannot go on")]

#[path = "frame/line.rs"]
mod line;
#[path = "frame/walks.rs"]
mod walks;

use line::Way;
use ratatui::layout::Size;
use walks::{Kind, Walk};

const SMALL: Size = Size::new(80, 24);
const USUAL: Size = Size::new(120, 40);
const LARGE: Size = Size::new(200, 60);

/// A figure of many that is bounded.
#[derive(Clone, Copy, Debug)]
enum Figure {
    Median,
    Mean,
}

/// What a figure of keys of a kind may be on a screen of a size.
type Bound = (Size, Kind, Figure, usize);

/// What a key of this kind may cost on a screen of this size. A lone letter that finds something else brings other hits
/// and another record; one of a word that is typed, the best hits, and the last of it all others and the record.
const BOUNDS: &[Bound] = &[
    (USUAL, Kind::Step, Figure::Median, 1900),
    (USUAL, Kind::Held, Figure::Median, 350),
    (USUAL, Kind::Held, Figure::Mean, 540),
    (USUAL, Kind::Tab, Figure::Median, 6000),
    (USUAL, Kind::Letter, Figure::Median, 3400),
    (USUAL, Kind::Typed, Figure::Median, 950),
    (USUAL, Kind::Word, Figure::Median, 1550),
    (LARGE, Kind::Held, Figure::Mean, 700),
    (SMALL, Kind::Held, Figure::Mean, 450),
];

/// What it may cost on a visitor's line, where all is compressed.
const COMPRESSED: &[Bound] = &[
    (USUAL, Kind::FirstScreen, Figure::Median, 1950),
    (USUAL, Kind::Step, Figure::Median, 770),
    (USUAL, Kind::Tab, Figure::Median, 1820),
    (USUAL, Kind::Letter, Figure::Mean, 1000),
    (USUAL, Kind::Typed, Figure::Mean, 210),
    (SMALL, Kind::Step, Figure::Median, 360),
    (SMALL, Kind::Tab, Figure::Mean, 710),
    (SMALL, Kind::Letter, Figure::Mean, 410),
];

/// The bytes of some keys of one kind, the fewest first.
struct Costs(Vec<usize>);

impl Costs {
    fn of(walk: &Walk, kind: Kind) -> Self {
        let mut bytes: Vec<usize> = walk.keys.iter().filter(|key| key.kind == kind).map(|key| key.bytes).collect();
        bytes.sort_unstable();
        Self(bytes)
    }

    fn figure(&self, figure: Figure) -> usize {
        match figure {
            Figure::Median => self.0.get(self.0.len() / 2).copied().unwrap_or_default(),
            Figure::Mean => self.0.iter().sum::<usize>().div_ceil(self.0.len().max(1)),
        }
    }

    fn worst(&self) -> usize {
        self.0.last().copied().unwrap_or_default()
    }
}

fn main() {
    let mut broken = measure("bytes a key", &[SMALL, USUAL, LARGE], Way::Plain, BOUNDS);
    broken.extend(measure("of a visit, compressed", &[SMALL, USUAL], Way::Compressed, COMPRESSED));
    assert!(broken.is_empty(), "over the bounds: {}", broken.join("; "));
}

/// Prints what keys cost that way, and tells what is over its bound.
fn measure(title: &str, sizes: &[Size], way: Way, bounds: &[Bound]) -> Vec<String> {
    let mut broken = Vec::new();
    println!("{title:36} keys   median     mean    worst");
    for size in sizes {
        let walk = Walk::through_all(*size, way);
        for kind in Kind::ALL {
            let costs = Costs::of(&walk, kind);
            let name = format!("{}x{} {}", size.width, size.height, kind.name());
            let (median, mean) = (costs.figure(Figure::Median), costs.figure(Figure::Mean));
            println!("{name:36} {:>4} {median:>8} {mean:>8} {:>8}", costs.0.len(), costs.worst());
            assert!(!costs.0.is_empty(), "no key is {name}");
            for (_, _, figure, bound) in bounds.iter().filter(|(of, what, ..)| of == size && *what == kind) {
                let bytes = costs.figure(*figure);
                if bytes > *bound {
                    broken.push(format!("{title}, {name}: {figure:?} {bytes} > {bound}"));
                }
            }
        }
    }
    broken
}

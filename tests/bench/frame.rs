//! What a key costs in bytes, by kind, at three sizes: a session is driven in this process, on the bundled pack, in all
//! colours, on a terminal that does what xterm does. Bytes are counted, not timed, so they are the same wherever this
//! runs, and it fails where one of [`BOUNDS`] does not hold.
//!
//! Run with `cargo bench --bench frame`; `.ci/run` runs it as well, in the profile of the tests.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench prints and stops if it cannot go on")]

#[path = "frame/walks.rs"]
mod walks;

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

/// What a key of this kind may cost on a screen of this size. A lone letter that finds something else brings other hits and
/// another record; one of a word that is typed, the best hits, and the last of it all others and the record.
const BOUNDS: &[(Size, Kind, Figure, usize)] = &[
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
    let mut broken = Vec::new();
    println!("bytes a key                      keys   median     mean    worst");
    for size in [SMALL, USUAL, LARGE] {
        let walk = Walk::through_all(size);
        for kind in Kind::ALL {
            let costs = Costs::of(&walk, kind);
            let name = format!("{}x{} {}", size.width, size.height, kind.name());
            let (median, mean) = (costs.figure(Figure::Median), costs.figure(Figure::Mean));
            println!("{name:32} {:>4} {median:>8} {mean:>8} {:>8}", costs.0.len(), costs.worst());
            assert!(!costs.0.is_empty(), "no key is {name}");
            let bounds = BOUNDS.iter().filter(|(of, what, ..)| *of == size && *what == kind);
            for (_, _, figure, bound) in bounds {
                let bytes = costs.figure(*figure);
                if bytes > *bound {
                    broken.push(format!("{name}: {figure:?} {bytes} > {bound}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "over the bounds: {}", broken.join("; "));
}

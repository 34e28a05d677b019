//! Which cells lead to an address of the web, and how a terminal is told so (OSC 8).
//!
//! A terminal keeps the address that was opened last and puts it under every cell that is written until it is closed.
//! So it is opened and closed around what is written in one go, and nowhere else: what moves or erases never meets an
//! open one. Addresses are cleaned here; cells and their looks are the [`backend`](super::backend)'s.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use ratatui::layout::Position;

use super::browser::is_of_the_web;
use crate::tui::web_link::WebLink;

/// Some terminals take no longer ones.
const LONGEST: usize = 2083;
/// Cells of one address and one name light up together where one points at them, as the rows of a name do.
const OPENING: &str = "\x1b]8;id=m;";
const END: &str = "\x1b\\";
const CLOSING: &[u8] = b"\x1b]8;;\x1b\\";

/// The links of a screen.
#[derive(Debug, Default)]
pub(super) struct Hyperlinks {
    /// Those of the frame that is drawn, and those that the terminal has.
    wanted: Vec<Stretch>,
    shown: Vec<Stretch>,
    /// The address the terminal puts under what is written now.
    open: Option<Arc<str>>,
}

/// Columns of a row with the address they lead to, clean.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stretch {
    row: u16,
    columns: Range<u16>,
    address: Arc<str>,
}

/// Columns of a row that stay as the terminal shows them, whatever else is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stay {
    pub(super) row: u16,
    pub(super) columns: Range<u16>,
}

impl Stay {
    /// Whether this place is one of these.
    pub(super) fn is_at(&self, at: Position) -> bool {
        self.row == at.y && self.columns.contains(&at.x)
    }
}

impl Stretch {
    /// What of it stands in these columns.
    fn within(&self, columns: Range<u16>) -> Option<Self> {
        let columns = self.columns.start.max(columns.start)..self.columns.end.min(columns.end);
        (!columns.is_empty()).then(|| Self { columns, row: self.row, address: Arc::clone(&self.address) })
    }
}

impl Hyperlinks {
    /// Takes the links of the frame that is about to be drawn; those to anything but the web are left out. What stays
    /// as it is leads where it does.
    pub(super) fn set(&mut self, links: Vec<WebLink>, kept: &[Stay]) {
        let clean = |link: WebLink| {
            let address = cleaned(&link.address)?.into();
            Some(Stretch { row: link.row, columns: link.columns, address })
        };
        let links: Vec<Stretch> = links.into_iter().filter_map(clean).collect();
        self.wanted = if kept.is_empty() { links } else { drawn(&links, kept).chain(self.left(kept)).collect() };
    }

    /// What of those that the terminal has stands where nothing is drawn.
    fn left(&self, kept: &[Stay]) -> Vec<Stretch> {
        let of = |stay: &Stay| {
            let there = self.shown.iter().filter(|link| link.row == stay.row);
            there.filter_map(|link| link.within(stay.columns.clone())).collect::<Vec<_>>()
        };
        kept.iter().flat_map(of).collect()
    }

    /// The cells, as column and row, that lead elsewhere than the terminal has it.
    pub(super) fn changed(&self) -> Vec<(u16, u16)> {
        if self.wanted == self.shown {
            return Vec::new();
        }
        let all = self.wanted.iter().chain(&self.shown);
        let cells = all.flat_map(|stretch| stretch.columns.clone().map(|x| (x, stretch.row)));
        cells.filter(|&(x, y)| at(&self.wanted, x, y) != at(&self.shown, x, y)).collect()
    }

    /// Whether the cell at this place leads anywhere.
    pub(super) fn leads(&self, x: u16, y: u16) -> bool {
        at(&self.wanted, x, y).is_some()
    }

    /// Notes that the terminal has the links of the frame.
    pub(super) fn settle(&mut self) {
        self.shown.clone_from(&self.wanted);
    }

    /// Notes that the terminal shows nothing.
    pub(super) fn forget(&mut self) {
        self.shown.clear();
    }

    /// Opens what the cell at this place leads to, which is written next, or closes what is open.
    ///
    /// # Errors
    /// What the writer refuses.
    pub(super) fn go_to(&mut self, x: u16, y: u16, out: &mut impl Write) -> io::Result<()> {
        match at(&self.wanted, x, y) {
            None => self.close(out),
            Some(address) if self.open.as_ref() == Some(address) => Ok(()),
            Some(address) => {
                write!(out, "{OPENING}{address}{END}")?;
                self.open = Some(Arc::clone(address));
                Ok(())
            }
        }
    }

    /// Closes what is open, before anything is moved or erased.
    ///
    /// # Errors
    /// What the writer refuses.
    pub(super) fn close(&mut self, out: &mut impl Write) -> io::Result<()> {
        if self.open.take().is_some() { out.write_all(CLOSING) } else { Ok(()) }
    }
}

/// What of these stands where something is drawn.
fn drawn<'s>(links: &'s [Stretch], kept: &'s [Stay]) -> impl Iterator<Item = Stretch> + use<'s> {
    links.iter().flat_map(move |link| {
        let mut parts = vec![link.columns.clone()];
        for stay in kept.iter().filter(|stay| stay.row == link.row) {
            let around = |part: Range<u16>| {
                [part.start..part.end.min(stay.columns.start), part.start.max(stay.columns.end)..part.end]
            };
            parts = parts.into_iter().flat_map(around).filter(|part| !part.is_empty()).collect();
        }
        parts.into_iter().filter_map(|part| link.within(part)).collect::<Vec<_>>()
    })
}

fn at(stretches: &[Stretch], x: u16, y: u16) -> Option<&Arc<str>> {
    let stretch = stretches.iter().find(|stretch| stretch.row == y && stretch.columns.contains(&x));
    stretch.map(|stretch| &stretch.address)
}

/// An address as it can be told to a terminal: of the web, in letters that end no sequence, the others written as
/// bytes; none where that can't be.
fn cleaned(address: &str) -> Option<String> {
    if !is_of_the_web(address) {
        return None;
    }
    let mut clean = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            clean.push(char::from(byte));
        } else {
            // Writing into memory does not fail.
            let _ = write!(clean, "%{byte:02X}");
        }
    }
    (clean.len() <= LONGEST).then_some(clean)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn only_clean_addresses_of_the_web_are_told() {
        let told = |address| cleaned(address);
        assert_eq!(told("https://example.org/a?b=c;d#e").as_deref(), Some("https://example.org/a?b=c;d#e"));
        assert_eq!(told("https://example.org/日").as_deref(), Some("https://example.org/%E6%97%A5"));
        let long = format!("https://example.org/{}", "a".repeat(LONGEST));
        for other in
            ["file:///etc/passwd", "https://a\u{1b}\\b", "https://a\u{9c}b", "https://a\u{7}", "https://", &long]
        {
            assert_eq!(told(other), None, "{other:?}");
        }
    }

    #[test]
    fn a_link_is_opened_once_and_closed_before_anything_else() {
        let mut links = Hyperlinks::default();
        let address = "https://example.org".to_owned();
        links.set(vec![WebLink { row: 1, columns: 2..4, address }], &[]);
        assert_eq!(links.changed(), [(2, 1), (3, 1)]);
        let mut out = Vec::new();
        for x in 1..5 {
            links.go_to(x, 1, &mut out).unwrap();
            out.push(b'x');
        }
        links.close(&mut out).unwrap();
        let told = "x\x1b]8;id=m;https://example.org\x1b\\xx\x1b]8;;\x1b\\x";
        assert_eq!(String::from_utf8(out).unwrap(), told);
        links.settle();
        assert_eq!(links.changed(), []);
        links.set(Vec::new(), &[]);
        assert_eq!(links.changed(), [(2, 1), (3, 1)], "what led somewhere leads nowhere any more");
    }

    #[test]
    fn what_stays_leads_where_it_did_and_what_is_drawn_where_it_does_now() {
        let link = |columns, address: &str| WebLink { row: 1, columns, address: format!("https://{address}") };
        let mut links = Hyperlinks::default();
        links.set(vec![link(0..4, "a"), link(10..14, "b")], &[]);
        links.settle();
        let stay = Stay { row: 1, columns: 8..20 };
        links.set(vec![link(2..12, "c")], std::slice::from_ref(&stay));
        assert_eq!(links.changed().into_iter().collect::<BTreeSet<_>>(), (0..8).map(|x| (x, 1)).collect());
        let leads = |x| at(&links.wanted, x, 1).map(ToString::to_string);
        assert_eq!(
            [1, 3, 7, 8, 9, 10, 13, 14].map(leads),
            [None, Some("c"), Some("c"), None, None, Some("b"), Some("b"), None]
                .map(|to| to.map(|to| format!("https://{to}")))
        );
        // All in the middle, and nothing at all.
        links.set(vec![link(5..30, "d")], &[stay]);
        assert!([7, 20, 29].into_iter().all(|x| links.leads(x, 1)) && !links.leads(9, 1));
    }
}

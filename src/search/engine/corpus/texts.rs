//! The folded texts of all items one after the other, and those of one item: as they were folded, or by the numbers of
//! their words where they are compiled into the program.

use super::coded::Coded;

/// The texts of all items, each after a space and before a line end.
#[derive(Debug)]
pub(crate) enum Texts {
    /// As they were folded. A place in them is a byte.
    Plain(String),
    /// By the numbers of their words. A place in them is a word.
    Coded(Coded),
}

impl Texts {
    /// How long they are, in places.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Plain(texts) => texts.len(),
            Self::Coded(coded) => coded.len(),
        }
    }

    /// Every word of them: the texts themselves, or each word once.
    pub(crate) fn words(&self) -> &str {
        match self {
            Self::Plain(texts) => texts,
            Self::Coded(coded) => coded.words(),
        }
    }

    /// Those of an item, from one place to another; `room` is for what has to be written out.
    #[inline]
    pub(super) fn of<'t>(&'t self, span: &Span, room: &'t mut Vec<u8>) -> ItemTexts<'t> {
        match self {
            Self::Plain(texts) => ItemTexts {
                all: texts.as_bytes().get(span.start..span.end).unwrap_or_default(),
                summary: span.summary.saturating_sub(span.start),
            },
            Self::Coded(coded) => {
                room.clear();
                coded.write(span.start, span.summary, room);
                let summary = room.len();
                coded.write(span.summary, span.end, room);
                ItemTexts { all: room, summary }
            }
        }
    }
}

/// Where the texts of an item stand.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Span {
    pub(crate) start: usize,
    /// Where the summary begins.
    pub(crate) summary: usize,
    pub(crate) end: usize,
}

/// The folded texts of an item.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ItemTexts<'t> {
    pub(crate) all: &'t [u8],
    /// Where in them the summary begins.
    pub(crate) summary: usize,
}

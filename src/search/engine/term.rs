//! One word of a query against one folded text: does it stand there, and how well.
//!
//! Names are compared by words, prefixes, substrings and scattered letters; longer texts by words,
//! prefixes and substrings only, since letters scattered over a paragraph are noise. Scattered
//! letters must keep to words: the first begins a word, and each further one follows in the same
//! word or begins the next. That still finds `shnknsn` and `ijdp`, but not `abe` in
//! *A*greement on *B*ilat*e*ral trade; and only those of a short form are scattered at all, so that `poison` is not
//! found in *provision* (see [`super::subsequence`]). What a fit is worth is for [`super::score`].

use memchr::memmem::Finder;
use memchr::{memchr, memrchr};

use super::char_mask::{LONE, bit, pair_bit};
use super::fit::{Fit, MIN_INSIDE, MIN_SCATTERED};
use super::subsequence::{Subsequence, words};

/// How a word of the query wants to be matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Mode {
    /// As the plain word that was typed: everything that [`Fit`] knows but scattered letters.
    Fuzzy,
    /// As a plain word of a few letters that words begin with: not within others, where it is hardly meant.
    Begun,
    /// As a plain word that no word of a name begins with: its letters may be scattered too if it is a short form, and
    /// words may be written as one.
    Loose,
    /// `'word`: as written, anywhere.
    Exact,
    /// `^word`: a name begins with it.
    Start,
    /// `word$`: a name ends with it.
    End,
    /// `"some words"`: as written, from the beginning of a word to the end of one.
    Phrase,
    /// `"some wor`: a phrase still being typed.
    OpenPhrase,
}

impl Mode {
    /// Whether it is that of a plain word, which is scored letter by letter and may be initials.
    pub(crate) fn is_plain(self) -> bool {
        matches!(self, Self::Fuzzy | Self::Begun | Self::Loose)
    }
}

/// A word made ready for many comparisons.
#[derive(Debug)]
pub(crate) struct Needle {
    text: String,
    mode: Mode,
    finder: Finder<'static>,
    /// For a short word, which in texts must be whole: the word between spaces.
    padded: Option<Finder<'static>>,
    mask: u64,
    first: u64,
    /// Whether it is one letter that has a bit of its own.
    lone: bool,
    /// For a short word of two bytes, the bit of this pair.
    pair: u64,
    /// The bit of the pair it begins with.
    opening: u64,
    /// For words that may be initials or scattered.
    subsequence: Option<Subsequence>,
}

impl Needle {
    /// From folded text, which is not empty.
    pub(crate) fn new(text: &str, mode: Mode) -> Self {
        let bytes = text.as_bytes();
        let mask = text.bytes().filter(|&byte| byte != b' ').fold(0, |mask, byte| mask | bit(byte));
        let first = bytes.first().map_or(0, |&byte| bit(byte));
        let short = matches!(mode, Mode::Fuzzy | Mode::Begun) && bytes.len() < MIN_INSIDE;
        let padded = short.then(|| Finder::new(&format!(" {text} ")).into_owned());
        Self {
            text: text.to_owned(),
            mode,
            finder: Finder::new(text).into_owned(),
            padded,
            mask,
            first,
            pair: if let (true, [first, second]) = (short, bytes) { pair_bit(*first, *second) } else { 0 },
            opening: if let [first, second, ..] = bytes { pair_bit(*first, *second) } else { 0 },
            lone: bytes.len() == 1 && bytes.iter().all(u8::is_ascii_alphanumeric) && short,
            subsequence: if mode.is_plain() { Subsequence::new(text) } else { None },
        }
    }

    /// The word.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether a name with these letters might match: a quick refusal before anything is read.
    #[inline]
    pub(crate) fn may_fit(&self, mask: u64, heads: u64) -> bool {
        self.mask & !mask == 0 && (!self.is_short() || heads & self.first != 0)
    }

    /// Whether names whose words begin with these pairs might match.
    #[inline]
    pub(crate) fn may_begin(&self, pairs: u64) -> bool {
        self.pair & !pairs == 0
    }

    /// Whether a name with these letters might match although the word does not stand in it.
    #[inline]
    pub(crate) fn may_scatter(&self, heads: u64) -> bool {
        match self.mode {
            Mode::Fuzzy | Mode::Begun => self.subsequence.is_some() && self.mask & !heads == 0,
            Mode::Loose => heads & self.first != 0,
            _ => false,
        }
    }

    /// As [`Needle::may_scatter`], of names that have these letters and whose words begin with these pairs: other words than
    /// short forms begin there as they do.
    #[inline]
    pub(crate) fn may_stand_apart(&self, mask: u64, heads: u64, pairs: u64) -> bool {
        let begins = || self.opening & !pairs == 0 || mask & LONE != 0 || self.mask & !heads == 0;
        self.may_scatter(heads)
            && (!self.is_loose() || self.subsequence.as_ref().is_some_and(Subsequence::scatters) || begins())
    }

    /// The fit in a name with these letters, where they alone tell.
    #[inline]
    pub(crate) fn fit_of_mask(&self, mask: u64) -> Option<Fit> {
        (self.lone && mask & LONE == 0).then_some(Fit::Prefix)
    }

    /// The best fit in a folded name.
    pub(crate) fn in_name(&self, name: &[u8], heads: u64) -> Option<Fit> {
        self.in_name_from(name, heads, Some(0))
    }

    /// As [`Needle::in_name`], where it is known that the word does not stand before `written`, or
    /// nowhere as written.
    #[inline]
    pub(crate) fn in_name_from(&self, name: &[u8], heads: u64, written: Option<usize>) -> Option<Fit> {
        match self.mode {
            Mode::Fuzzy | Mode::Begun | Mode::Loose => {
                let fit = written.and_then(|from| self.contiguous(name, from));
                if fit.is_some() || !self.may_scatter(heads) { fit } else { self.not_written(name, heads) }
            }
            Mode::Start => name.starts_with(self.text.as_bytes()).then_some(Fit::Prefix),
            Mode::End => name.ends_with(self.text.as_bytes()).then_some(Fit::Inside),
            Mode::Exact | Mode::Phrase | Mode::OpenPhrase => written.and_then(|from| self.contiguous(name, from)),
        }
    }

    /// The best fit in a folded longer text, and where it begins. The text begins and ends with a
    /// space.
    pub(crate) fn in_text(&self, text: &[u8]) -> Option<(Fit, usize)> {
        self.in_text_from(text, 0)
    }

    /// As [`Needle::in_text`], where it is known that the word does not stand before `from`.
    pub(crate) fn in_text_from(&self, text: &[u8], from: usize) -> Option<(Fit, usize)> {
        match (&self.padded, self.mode) {
            (_, Mode::Start | Mode::End) => None,
            // One letter in a text is no trace of what is meant.
            _ if self.lone => None,
            (Some(padded), _) => padded.find(text.get(from..)?).map(|at| (Fit::Word, from + at + 1)),
            (None, _) => self.best_of(text, from),
        }
    }

    /// Whether the word matches only at the beginning of words, which the first letters of a name
    /// tell without a look at it.
    pub(crate) fn is_short(&self) -> bool {
        self.padded.is_some()
    }

    /// How it wants to be matched.
    pub(crate) fn mode(&self) -> Mode {
        self.mode
    }

    /// Whether it is one letter.
    pub(crate) fn is_lone(&self) -> bool {
        self.lone
    }

    /// Its letters.
    pub(crate) fn mask(&self) -> u64 {
        self.mask
    }

    /// Its letters one by one, if it may be initials or scattered.
    pub(crate) fn subsequence(&self) -> Option<&Subsequence> {
        self.subsequence.as_ref()
    }

    /// Whether its letters may be scattered.
    pub(crate) fn is_loose(&self) -> bool {
        self.mode == Mode::Loose
    }

    /// Whether the word wants to begin or end a name.
    pub(crate) fn is_anchored(&self) -> bool {
        matches!(self.mode, Mode::Start | Mode::End)
    }

    /// Where the word next stands in names as written, whatever the fit.
    pub(crate) fn next_in_names(&self, names: &[u8], from: usize) -> Option<usize> {
        self.finder.find(names.get(from..)?).map(|found| from + found)
    }

    /// Where the word next stands in texts, whatever the fit.
    pub(crate) fn next_in_texts(&self, texts: &[u8], from: usize) -> Option<usize> {
        if self.lone {
            return None;
        }
        let finder = self.padded.as_ref().unwrap_or(&self.finder);
        finder.find(texts.get(from..)?).map(|found| from + found)
    }

    /// Whether it is several words after each other.
    pub(crate) fn is_several(&self) -> bool {
        self.text.contains(' ')
    }

    /// Tells of each of these words, which stand between spaces, in which this one is as [`Needle::in_text`] would find
    /// it: a byte of it, and the fit. Of several after each other it is told where the first may be.
    pub(crate) fn in_words(&self, words: &str, mut tell: impl FnMut(usize, Fit)) {
        let words = words.as_bytes();
        match (&self.padded, self.text.split_once(' ')) {
            _ if self.lone || self.is_anchored() => {}
            (Some(padded), _) => padded.find_iter(words).for_each(|at| tell(at, Fit::Word)),
            (None, Some((first, _))) => {
                Finder::new(&format!("{first} ")).find_iter(words).for_each(|at| tell(at, Fit::Inside));
            }
            (None, None) => {
                let found = self.finder.find_iter(words);
                let fits = found.map(|at| (at, fit_at(words, at, at + self.text.len())));
                fits.filter(|(_, fit)| self.counts(*fit)).for_each(|(at, fit)| tell(at, fit));
            }
        }
    }

    fn contiguous(&self, name: &[u8], from: usize) -> Option<Fit> {
        if self.padded.is_some() { self.short_in_name(name) } else { self.best_of(name, from).map(|(fit, _)| fit) }
    }

    /// A short word counts only at the beginning of a word.
    fn short_in_name(&self, name: &[u8]) -> Option<Fit> {
        let text = self.text.as_bytes();
        let mut best = None;
        for word in words(name) {
            if word.first() != text.first() || !word.starts_with(text) {
                continue;
            }
            if word.get(text.len()).is_none_or(|&next| next <= b' ') {
                return Some(Fit::Word);
            }
            best = Some(Fit::Prefix);
        }
        best
    }

    /// The best occurrence as written, from some place on.
    fn best_of(&self, text: &[u8], mut from: usize) -> Option<(Fit, usize)> {
        let mut best: Option<(Fit, usize)> = None;
        while let Some(found) = text.get(from..).and_then(|rest| self.finder.find(rest)) {
            let at = from + found;
            let fit = fit_at(text, at, at + self.text.len());
            if self.counts(fit) && best.is_none_or(|(sofar, _)| fit > sofar) {
                best = Some((fit, at));
                if fit == Fit::Word {
                    break;
                }
            }
            from = at + 1;
        }
        best
    }

    /// Whether a fit as written is one at all.
    fn counts(&self, fit: Fit) -> bool {
        match self.mode {
            Mode::Phrase => fit == Fit::Word,
            Mode::OpenPhrase | Mode::Begun => fit >= Fit::Prefix,
            _ => true,
        }
    }

    /// Tells of each line of a folded longer text in which a word is, or begins with, this one: where it begins, and
    /// the fit. What is told last of a line is the best.
    pub(crate) fn lines_in_text(&self, text: &[u8], mut tell: impl FnMut(usize, Fit)) {
        let mut next = if self.is_anchored() { None } else { self.next_in_texts(text, 0) };
        while let Some(found) = next {
            // A short word was looked for with the spaces round it.
            let at = if self.is_short() { found + 1 } else { found };
            let fit = fit_at(text, at, at + self.text.len());
            let mut after = at + 1;
            if fit >= Fit::Prefix && self.counts(fit) {
                tell(memrchr(b'\n', text.get(..at).unwrap_or_default()).map_or(0, |end| end + 1), fit);
                if fit == Fit::Word {
                    let Some(end) = memchr(b'\n', text.get(at..).unwrap_or_default()) else { return };
                    after = at + end;
                }
            }
            next = self.next_in_texts(text, after);
        }
    }

    /// Every stretch of a folded text that this word stands on, the whole words alone if there are any.
    pub(crate) fn stretches(&self, text: &[u8]) -> Vec<(usize, usize)> {
        if self.is_anchored() {
            let fits = self.in_name(text, u64::MAX).is_some();
            let end = if self.mode == Mode::Start { self.text.len() } else { text.len() };
            return if fits { vec![(end - self.text.len(), end)] } else { Vec::new() };
        }
        let Some((best, _)) = self.best_of(text, 0) else { return Vec::new() };
        if best == Fit::Inside && self.is_short() {
            return Vec::new();
        }
        let least = if best >= Fit::Prefix { Fit::Prefix } else { best };
        let ends = self.finder.find_iter(text).map(|at| (at, at + self.text.len()));
        ends.filter(|&(at, end)| fit_at(text, at, end) >= least).collect()
    }

    /// The fit as initials or scattered letters.
    fn not_written(&self, name: &[u8], heads: u64) -> Option<Fit> {
        let subsequence = self.subsequence.as_ref()?;
        let initials = if self.mask & !heads == 0 { subsequence.initials(name) } else { None };
        let scattered =
            || self.mode == Mode::Loose && self.text.len() >= MIN_SCATTERED && subsequence.is_scattered_over(name);
        initials.or_else(|| scattered().then_some(Fit::Scattered))
    }
}

fn fit_at(text: &[u8], start: usize, end: usize) -> Fit {
    // Folded text holds spaces and line ends as the only signs below the letters.
    let parts = |byte: Option<&u8>| byte.is_none_or(|&byte| byte <= b' ');
    let head = start == 0 || parts(start.checked_sub(1).and_then(|at| text.get(at)));
    match (head, parts(text.get(end))) {
        (true, true) => Fit::Word,
        (true, false) => Fit::Prefix,
        _ => Fit::Inside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::engine::char_mask::masks;

    fn fit(word: &str, name: &str) -> Option<Fit> {
        let (mask, heads) = masks(name.as_bytes());
        let mode = if word.len() < MIN_SCATTERED { Mode::Fuzzy } else { Mode::Loose };
        let needle = Needle::new(word, mode);
        let fit = needle.in_name(name.as_bytes(), heads);
        assert!(fit.is_none() || needle.may_fit(mask, heads), "{word} in {name} refused too early");
        fit
    }

    #[test]
    fn fits_are_told_apart() {
        for (word, name, expected) in [
            ("forum", "act east forum", Some(Fit::Word)),
            ("for", "act east forum", Some(Fit::Prefix)),
            ("kansen", "shinkansen", Some(Fit::Inside)),
            ("ijdp", "india japan digital partnership", Some(Fit::Initials)),
            ("cepa", "comprehensive economic partnership agreement of 2011", Some(Fit::Initials)),
            ("aef", "act east forum", Some(Fit::Initials)),
            ("ijd", "india japan digital partnership", Some(Fit::Begun)),
            ("jdp", "india japan digital partnership", None),
            ("shnknsn", "shinkansen", Some(Fit::Scattered)),
            ("todaiji", "todai ji", Some(Fit::Scattered)),
            ("todaij", "the todai ji", Some(Fit::Scattered)),
            ("sumit", "annual summit", Some(Fit::Scattered)),
            ("poison", "provision of services", None),
            ("ninja", "national institute of japan", None),
            ("govpart", "government of india partnership", None),
            ("abe", "agreement on bilateral trade", None),
            ("ae", "act east forum", None),
            ("as", "act east forum", None),
            ("ea", "act east forum", Some(Fit::Prefix)),
            ("東", "大東寺", Some(Fit::Inside)),
        ] {
            assert_eq!(fit(word, name), expected, "{word} in {name}");
        }
    }

    #[test]
    fn texts_are_matched_by_words_and_substrings_only() {
        let text = b" makes an act of east \n shinkansen ";
        assert_eq!(Needle::new("act", Mode::Fuzzy).in_text(text), Some((Fit::Word, 10)));
        assert_eq!(Needle::new("shnknsn", Mode::Loose).in_text(text), None);
        assert_eq!(Needle::new("ac", Mode::Fuzzy).in_text(text), None);
        assert_eq!(Needle::new("an", Mode::Fuzzy).in_text(text), Some((Fit::Word, 7)));
        assert_eq!(Needle::new("act of", Mode::Phrase).in_text(text), Some((Fit::Word, 10)));
        assert_eq!(Needle::new("act o", Mode::Phrase).in_text(text), None);
        assert_eq!(Needle::new("act o", Mode::OpenPhrase).in_text(text), Some((Fit::Prefix, 10)));
    }
}

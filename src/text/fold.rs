//! Folding: the one form in which names, texts and queries are compared.
//!
//! Folded text is lower case, without Latin diacritics, its words parted by single spaces:
//! `Tōdai-ji’s “R&D”` becomes `todai ji r and d`. Both sides of a comparison are folded, so a rule
//! need only bring spellings together, not be right English; and each rule looks only at what stands
//! *before* a letter where it changes one, so that a half-typed word stays a prefix of the whole.
//! Other scripts stay as written, but for marks that their writers may leave out. What there is to know of a script is
//! Unicode's, not that of any language. What a match means is for those who compare.

use unicode_segmentation::UnicodeSegmentation;

/// A text in folded form.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    fold_into(text, &mut out);
    into_string(out)
}

/// Appends the folded form, which is UTF-8 and never begins or ends with a space.
pub(crate) fn fold_into(text: &str, out: &mut Vec<u8>) {
    let start = out.len();
    Folder::<false> { out, start, parted: false, origins: Vec::new() }.run(text);
}

/// Folded bytes as text, which they are.
pub(crate) fn into_string(folded: Vec<u8>) -> String {
    String::from_utf8(folded).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// A folded text that still knows where each letter came from.
#[derive(Debug)]
pub(crate) struct Traced<'t> {
    /// The folded form.
    pub(crate) folded: String,
    /// For each byte of the folded form, where its original character begins.
    origins: Vec<usize>,
    original: &'t str,
}

impl<'t> Traced<'t> {
    /// Folds a text that is to be marked.
    pub(crate) fn new(original: &'t str) -> Self {
        let mut out = Vec::with_capacity(original.len());
        let folder = Folder::<true> { out: &mut out, start: 0, parted: false, origins: Vec::new() };
        let origins = folder.run(original);
        Self { folded: into_string(out), origins, original }
    }

    /// The original graphemes that a stretch of the folded form came from.
    pub(crate) fn original(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        let first = self.origins.get(start).copied().unwrap_or(self.original.len());
        let last = end.checked_sub(1).and_then(|at| self.origins.get(at)).copied().unwrap_or(first);
        let (mut from, mut to) = (0, self.original.len());
        for (at, grapheme) in self.original.grapheme_indices(true) {
            if at <= first {
                from = at;
            }
            if at + grapheme.len() > last {
                to = at + grapheme.len();
                break;
            }
        }
        from..to
    }
}

/// Lower case of the ASCII letters and digits; 0 for every other byte.
const PLAIN: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, which checks it")]
            {
                table[byte as usize] = byte.to_ascii_lowercase();
            }
        }
        byte += 1;
    }
    table
};

fn plain(byte: u8) -> u8 {
    PLAIN.get(usize::from(byte)).copied().unwrap_or(0)
}

/// Walks a text and appends its folded characters; if `TRACE`, notes where each came from.
struct Folder<'o, const TRACE: bool> {
    out: &'o mut Vec<u8>,
    /// Where in `out` this text begins.
    start: usize,
    /// Whether a space is due before the next character.
    parted: bool,
    origins: Vec<usize>,
}

impl<const TRACE: bool> Folder<'_, TRACE> {
    fn run(mut self, text: &str) -> Vec<usize> {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let letter = plain(byte);
            if letter != 0 {
                self.letter(letter, at);
                at += 1;
            } else if byte == b' ' {
                self.parted = true;
                at += 1;
            } else if byte.is_ascii() {
                at += self.sign(byte, at, bytes.get(at + 1..).unwrap_or_default());
            } else {
                let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                let after = bytes.get(at + c.len_utf8()..).unwrap_or_default();
                at += self.other(c, at, after).max(c.len_utf8());
            }
        }
        self.origins
    }

    /// The last byte handed out, or a space between words.
    fn last(&self) -> u8 {
        if self.parted || self.out.len() == self.start { b' ' } else { self.out.last().copied().unwrap_or(b' ') }
    }

    /// An ASCII letter or digit, already in lower case.
    #[inline]
    fn letter(&mut self, byte: u8, at: usize) {
        let byte = match byte {
            // -ize and -ise, -ization and -isation.
            b'z' if self.last() == b'i' => b's',
            // Defense and defence.
            b's' if self.last() == b'n' && self.out.ends_with(b"defen") => b'c',
            other => other,
        };
        self.put(byte, at);
    }

    #[inline]
    fn put(&mut self, byte: u8, at: usize) {
        if self.parted {
            self.parted = false;
            if self.out.len() > self.start {
                self.push(b' ', at);
            }
        }
        self.push(byte, at);
    }

    #[inline]
    fn push(&mut self, byte: u8, at: usize) {
        self.out.push(byte);
        if TRACE {
            self.origins.push(at);
        }
    }

    /// Letters that stand for a sign, as a word of their own.
    fn spell(&mut self, word: &str, at: usize) {
        self.parted = true;
        word.bytes().for_each(|byte| self.put(byte, at));
        self.parted = true;
    }

    /// An ASCII character that is no letter; answers how many bytes are dealt with.
    fn sign(&mut self, byte: u8, at: usize, after: &[u8]) -> usize {
        let next = after.first().copied().unwrap_or(b' ');
        let last = self.last();
        let word = self.out.get(self.start..).unwrap_or_default();
        let alone = word.len() == 1 || word.len().checked_sub(2).and_then(|before| word.get(before)) == Some(&b' ');
        match byte {
            b'\'' => return self.apostrophe(after),
            b'&' => self.spell("and", at),
            // `2+2` is a word.
            b'+' if last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric() => self.put(b'+', at),
            // `1.5` keeps its point, `1,441` loses its comma, `U.S.` is `us`.
            b'.' if last.is_ascii_digit() && next.is_ascii_digit() => self.put(b'.', at),
            b',' if last.is_ascii_digit() && next.is_ascii_digit() => {}
            b'.' if last.is_ascii_alphabetic() && next.is_ascii_alphabetic() => {}
            // `G-20` is `g20`.
            b'-' if alone && last.is_ascii_alphabetic() && next.is_ascii_digit() => {}
            _ => self.parted = true,
        }
        1
    }

    /// `Japan’s` is `japan`, `O’Neill` is `oneill`, and any other apostrophe parts words.
    fn apostrophe(&mut self, after: &[u8]) -> usize {
        let mut following = after.iter().copied();
        let (next, then) = (following.next().unwrap_or(b' '), following.next().unwrap_or(b' '));
        let in_word = self.last() != b' ';
        if in_word && next.eq_ignore_ascii_case(&b's') && !then.is_ascii_alphanumeric() && then.is_ascii() {
            self.parted = true;
            return 2;
        }
        if !(in_word && next.is_ascii_alphabetic()) {
            self.parted = true;
        }
        1
    }

    /// A character beyond ASCII; answers how many bytes are dealt with, or 0 for just its own.
    fn other(&mut self, c: char, at: usize, after: &[u8]) -> usize {
        match c {
            '’' | '‘' | 'ʼ' | '＇' => return self.apostrophe(after) - 1 + c.len_utf8(),
            '‐'..='―' | '−' => _ = self.sign(b'-', at, after),
            '\u{a2}'..='\u{a5}' | '\u{e3f}' | '\u{20a0}'..='\u{20cf}' | '￠' | '￡' | '￥' | '￦' => {
                match money(c) {
                    "" => self.parted = true,
                    name => self.spell(name, at),
                }
            }
            '\u{ff01}'..='\u{ff5e}' => {
                let narrow = u8::try_from(u32::from(c) - 0xff01 + 0x21).unwrap_or(b' ');
                match plain(narrow) {
                    0 => _ = self.sign(narrow, at, after),
                    letter => self.letter(letter, at),
                }
            }
            c if leaves_no_trace(c) => {}
            _ => match base(c) {
                "" if is_word(c) => {
                    // The sign of the ångström is a letter of its own, whose small one is å.
                    for lower in c.to_lowercase() {
                        match base(lower) {
                            "" => lower.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| self.put(byte, at)),
                            letters => letters.bytes().for_each(|byte| self.letter(byte, at)),
                        }
                    }
                }
                "" => self.parted = true,
                letters => letters.bytes().for_each(|byte| self.letter(byte, at)),
            },
        }
        0
    }
}

/// Whether a word is the same with a character and without it: combining marks, joiners and variation selectors; and the
/// points and vowel signs that Hebrew and Arabic are mostly written without.
fn leaves_no_trace(c: char) -> bool {
    let is_joiner = matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{ad}');
    let is_hebrew =
        matches!(c, '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}');
    let is_arabic =
        matches!(c, '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}');
    is_joiner || is_hebrew || is_arabic
}

/// Whether a character beyond Latin belongs to a word. Some vowel signs and tone marks are not alphanumeric in Unicode's
/// sense but are part of their words: those of the scripts from Devanagari to Myanmar, and of Khmer.
fn is_word(c: char) -> bool {
    c.is_alphanumeric()
        || ('\u{900}'..='\u{dff}').contains(&c) && !matches!(c, '।' | '॥')
        || matches!(c, '\u{e31}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{eb1}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}'
            | '\u{f35}' | '\u{f37}' | '\u{f39}' | '\u{f71}'..='\u{f84}' | '\u{f8d}'..='\u{fbc}'
            | '\u{102b}'..='\u{103e}' | '\u{1056}'..='\u{1059}' | '\u{17b4}'..='\u{17d3}' | '\u{17dd}')
}

/// What a sign for money is called, after Unicode; nothing of one that is seldom met.
fn money(c: char) -> &'static str {
    match c {
        '\u{a2}' | '￠' => "cent",
        '\u{a3}' | '￡' => "pound",
        '\u{a5}' | '￥' => "yen",
        '\u{e3f}' => "baht",
        '\u{20a1}' => "colon",
        '\u{20a6}' => "naira",
        '\u{20a9}' | '￦' => "won",
        '\u{20aa}' => "sheqel",
        '\u{20ab}' => "dong",
        '\u{20ac}' => "euro",
        '\u{20ad}' => "kip",
        '\u{20ae}' => "tugrik",
        '\u{20b1}' => "peso",
        '\u{20b2}' => "guarani",
        '\u{20b4}' => "hryvnia",
        '\u{20b5}' => "cedi",
        '\u{20b8}' => "tenge",
        '\u{20b9}' => "rupee",
        '\u{20ba}' => "lira",
        '\u{20bc}' => "manat",
        '\u{20bd}' => "ruble",
        '\u{20be}' => "lari",
        _ => "",
    }
}

/// The plain letters of a letter with a diacritic, or nothing.
pub(super) fn base(c: char) -> &'static str {
    match c {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'Ǎ' | 'ǎ' | 'Ḁ' | 'ḁ' | 'Ạ'..='ặ' => "a",
        'Ḃ'..='ḇ' => "b",
        'Ç' | 'ç' | 'Ć'..='č' | 'Ḉ' | 'ḉ' => "c",
        'Ď'..='đ' | 'Ḋ'..='ḓ' | 'Ð' | 'ð' => "d",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' | 'Ḕ'..='ḝ' | 'Ẹ'..='ệ' => "e",
        'Ḟ' | 'ḟ' => "f",
        'Ĝ'..='ģ' | 'Ḡ' | 'ḡ' => "g",
        'Ĥ'..='ħ' | 'Ḣ'..='ḫ' | 'ẖ' => "h",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' | 'Ǐ' | 'ǐ' | 'Ḭ'..='ḯ' | 'Ỉ'..='ị' => "i",
        'Ĵ' | 'ĵ' => "j",
        'Ķ' | 'ķ' | 'Ḱ'..='ḵ' => "k",
        'Ĺ'..='ł' | 'Ḷ'..='ḽ' => "l",
        'Ḿ'..='ṃ' => "m",
        'Ñ' | 'ñ' | 'Ń'..='ň' | 'Ṅ'..='ṋ' => "n",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' | 'Ơ' | 'ơ' | 'Ǒ' | 'ǒ' | 'Ṍ'..='ṓ' | 'Ọ'..='ợ' => {
            "o"
        }
        'Ṕ'..='ṗ' => "p",
        'Ŕ'..='ř' | 'Ṙ'..='ṟ' => "r",
        'Ś'..='š' | 'Ș' | 'ș' | 'Ṡ'..='ṩ' => "s",
        'Ţ'..='ŧ' | 'Ț' | 'ț' | 'Ṫ'..='ṱ' | 'ẗ' => "t",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' | 'Ư' | 'ư' | 'Ǔ'..='ǜ' | 'Ṳ'..='ṻ' | 'Ụ'..='ự' => "u",
        'Ṽ'..='ṿ' => "v",
        'Ŵ' | 'ŵ' | 'Ẁ'..='ẉ' | 'ẘ' => "w",
        'Ẋ'..='ẍ' => "x",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' | 'Ẏ' | 'ẏ' | 'ẙ' | 'Ỳ'..='ỹ' => "y",
        'Ź'..='ž' | 'Ẑ'..='ẕ' => "z",
        'ß' => "ss",
        'Æ' | 'æ' => "ae",
        'Œ' | 'œ' => "oe",
        'Þ' | 'þ' => "th",
        // Greek with its accents, the last sigma, ё; the forms of alef, and letters that are written either way.
        'ά' | 'ἀ'..='ἇ' | 'ὰ' => "α",
        'έ' | 'ἐ'..='ἕ' | 'ὲ' => "ε",
        'ή' | 'ἠ'..='ἧ' | 'ὴ' => "η",
        'ί' | 'ϊ' | 'ΐ' | 'ἰ'..='ἷ' | 'ὶ' => "ι",
        'ό' | 'ὀ'..='ὅ' | 'ὸ' => "ο",
        'ύ' | 'ϋ' | 'ΰ' | 'ὐ'..='ὗ' | 'ὺ' => "υ",
        'ώ' | 'ὠ'..='ὧ' | 'ὼ' => "ω",
        'ς' => "σ",
        'ё' => "е",
        'أ' | 'إ' | 'آ' | 'ٱ' => "ا",
        'ى' => "ي",
        'ة' => "ه",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_meet() {
        for (text, folded) in [
            ("\u{212b}ngstr\u{f6}m", "angstrom"),
            ("Tōdai-ji’s “R&D”", "todai ji r and d"),
            ("Defense organization", "defence organisation"),
            ("Defence organisation", "defence organisation"),
            ("modernizing", "modernising"),
            ("Śāntiniketan – Café—Tokyo", "santiniketan cafe tokyo"),
            ("ＦＵＬＬ－ｗｉｄｔｈ　１２", "full width 12"),
            ("e\u{301}te\u{301}", "ete"),
            ("2+2 of G-20 in the U.S.", "2+2 of g20 in the us"),
            ("US$ 1,441.5 million", "us 1441.5 million"),
            ("O'Brien's 'quoted'", "obrien quoted"),
            ("東大寺・奈良", "東大寺 奈良"),
            ("मैत्री।", "मैत्री"),
            ("  ", ""),
            ("&", "and"),
            ("¥5 trillion", "yen 5 trillion"),
            ("€30 and £5", "euro 30 and pound 5"),
            ("Nguyễn Phương Thảo, Đặng", "nguyen phuong thao dang"),
            ("اِتِّفَاقِيَّة التُّمُور", "اتفاقيه التمور"),
            ("أحمد", "احمد"),
            ("เมืองเชียงใหม่", "เมืองเชียงใหม่"),
            ("Ἀθῆναι Αθήνας", "αθῆναι αθηνασ"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn places_lead_back_to_whole_graphemes() {
        let text = "In To\u{304}dai-ji & Nara’s";
        let traced = Traced::new(text);
        assert_eq!(traced.folded, "in todai ji and nara");
        let original = |start, end| text.get(traced.original(start, end)).unwrap();
        assert_eq!(original(3, 8), "To\u{304}dai");
        assert_eq!(original(4, 5), "o\u{304}");
        assert_eq!(original(12, 15), "&");
        assert_eq!(original(16, 20), "Nara");
    }

    proptest! {
        #[test]
        fn a_prefix_stays_a_prefix(text in "[a-z]{1,12}", cut in 1_usize..12) {
            let head: String = text.chars().take(cut).collect();
            prop_assert!(fold(&text).starts_with(&fold(&head)));
        }

        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert!(!once.starts_with(' ') && !once.ends_with(' ') && !once.contains("  "));
            prop_assert_eq!(Traced::new(&text).folded, once);
        }

        #[test]
        fn any_stretch_comes_from_whole_graphemes(text in "\\PC{0,20}", start in 0_usize..30, length in 1_usize..10) {
            let range = Traced::new(&text).original(start, start + length);
            prop_assert!(text.get(range).is_some());
        }
    }
}

//! What folding knows of single characters: which leave no trace, which belong to a word, and the plain letters of
//! those with a diacritic.
//!
//! Ids of cards, and what else is kept by them, rest on these tables ([`super::fold_for_ids`]): a change moves what
//! somebody has learnt away from its card.

/// Whether a word is the same with a character and without it: combining marks, joiners and variation selectors; and
/// the points and vowel signs that Hebrew and Arabic are mostly written without.
pub(super) fn leaves_no_trace(c: char) -> bool {
    let is_joiner = matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{ad}');
    let is_hebrew =
        matches!(c, '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}');
    let is_arabic =
        matches!(c, '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}');
    is_joiner || is_hebrew || is_arabic
}

/// Whether a character beyond Latin belongs to a word. Some vowel signs and tone marks are not alphanumeric in
/// Unicode's sense but are part of their words: those of the scripts from Devanagari to Myanmar, and of Khmer.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric()
        || ('\u{900}'..='\u{dff}').contains(&c) && !matches!(c, '।' | '॥')
        || matches!(c, '\u{e31}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{eb1}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}'
            | '\u{f35}' | '\u{f37}' | '\u{f39}' | '\u{f71}'..='\u{f84}' | '\u{f8d}'..='\u{fbc}'
            | '\u{102b}'..='\u{103e}' | '\u{1056}'..='\u{1059}' | '\u{17b4}'..='\u{17d3}' | '\u{17dd}')
}

/// What a sign for money is called, after Unicode; nothing of one that is seldom met.
pub(super) fn money(c: char) -> &'static str {
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
pub(in crate::text) fn base(c: char) -> &'static str {
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

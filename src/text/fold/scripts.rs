//! What folding does to scripts beyond Latin, so that the spellings of one word meet: kana of either kind and width, nasals
//! that the scripts of India write in either of two ways, letters composed or not.
//!
//! Each rule looks only at the letter before, so that a half-typed word stays a prefix of the whole; but for the one
//! keystroke between a nasal and the virama that joins it to the next, and between a kana and its voicing mark.

use unicode_normalization::char::{compose, decompose_canonical, decompose_compatible};

/// What becomes of a character after another.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Becomes {
    /// Nothing: the word is the same without it.
    Nothing,
    /// This letter.
    Letter(char),
    /// These letters.
    Letters(char, char),
    /// This letter in place of the one before, and perhaps another.
    InPlaceOfLast(char, Option<char>),
}

/// Hands out the characters that one is composed of, in Unicode's canonical order, but for the syllables of Hangul, which
/// are handed out whole; and what a half-width form is a form of.
pub(super) fn pieces(c: char, mut piece: impl FnMut(char)) {
    match c {
        '\u{ac00}'..='\u{d7a3}' => piece(c),
        '\u{ff65}'..='\u{ffdc}' => decompose_compatible(c, piece),
        // Marks of voicing that take room of their own.
        '\u{309b}' => piece(VOICED),
        '\u{309c}' => piece(HALF_VOICED),
        _ => decompose_canonical(c, piece),
    }
}

const VOICED: char = '\u{3099}';
const HALF_VOICED: char = '\u{309a}';

/// What becomes of a character, that is no composed one, after `last` of the same word.
pub(super) fn becomes(c: char, last: impl FnOnce() -> Option<char>) -> Becomes {
    let joined = |last: Option<char>| last.and_then(|last| compose(last, c)).map(|whole| (whole, None));
    match c {
        // Katakana as hiragana, which stand so many places before them.
        'ァ'..='ヶ' | 'ヽ' => Becomes::Letter(char::from_u32(u32::from(c) - 0x60).unwrap_or(c)),
        VOICED | HALF_VOICED => {
            joined(last()).map_or(Becomes::Nothing, |(whole, more)| Becomes::InPlaceOfLast(whole, more))
        }
        // トーキョー and とうきょう: the sign that lengthens a vowel as the vowel that does.
        'ー' => Becomes::Letter(last().and_then(lengthened).unwrap_or(c)),
        // The vowels and last consonants of Hangul.
        '\u{1161}'..='\u{1175}' | '\u{11a8}'..='\u{11c2}' => {
            joined(last()).map_or(Becomes::Letter(c), |(whole, more)| Becomes::InPlaceOfLast(whole, more))
        }
        '\u{900}'..='\u{cff}' => indic(c, last),
        _ => Becomes::Letter(c),
    }
}

/// The vowel by which a long one is written after a hiragana.
fn lengthened(kana: char) -> Option<char> {
    const BY_VOWEL: [(&str, char); 5] = [
        ("ぁあかがさざただなはばぱまゃやらゎわ", 'あ'),
        ("ぃいきぎしじちぢにひびぴみりゐ", 'い'),
        ("ぅうくぐすずつづぬふぶぷむゅゆるゔ", 'う'),
        ("ぇえけげせぜてでねへべぺめれゑ", 'い'),
        ("ぉおこごそぞとどのほぼぽもょよろを", 'う'),
    ];
    BY_VOWEL.iter().find(|(row, _)| row.contains(kana)).map(|(_, vowel)| *vowel)
}

/// The rules of the scripts of India that Unicode lays out alike, each in 128 places: a letter's place tells what it is.
fn indic(c: char, last: impl FnOnce() -> Option<char>) -> Becomes {
    /// Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Telugu and Kannada: those that write a nasal before a consonant
    /// of its class as a dot.
    const NASAL_AS_DOT: [u32; 7] = [0x900, 0x980, 0xa00, 0xa80, 0xb00, 0xc00, 0xc80];
    const NA: u32 = 0x28;
    const VIRAMA: u32 = 0x4d;
    let (block, place) = (u32::from(c) & !0x7f, u32::from(c) & 0x7f);
    let at = |place: u32| char::from_u32(block + place).unwrap_or(c);
    if !NASAL_AS_DOT.contains(&block) {
        return Becomes::Letter(c);
    }
    match place {
        // Candrabindu and anusvara, and the tippi of Gurmukhi.
        0x01 | 0x02 => Becomes::Letters(at(NA), at(VIRAMA)),
        0x70 if block == 0xa00 => Becomes::Letters(at(NA), at(VIRAMA)),
        // The nukta, which few type; and the accents of the Veda.
        0x3c => Becomes::Nothing,
        0x51..=0x54 if block == 0x900 => Becomes::Nothing,
        // The nasals of the other classes before a consonant.
        VIRAMA => match last() {
            Some(last) if [0x19, 0x1e, 0x23, 0x2e].map(at).contains(&last) => Becomes::InPlaceOfLast(at(NA), Some(c)),
            _ => Becomes::Letter(c),
        },
        // Vowel signs typed in two parts.
        0x45 | 0x47 | 0x48 if matches!(block, 0x900 | 0xa80) => match last() {
            Some(last) if last == at(0x3e) => Becomes::InPlaceOfLast(at(place + 4), None),
            _ => Becomes::Letter(c),
        },
        _ => Becomes::Letter(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use crate::text::fold::{Traced, fold};

    fn all_meet(spellings: &[&str]) {
        let first = spellings.first().map(|first| fold(first));
        for spelling in spellings {
            assert_eq!(Some(fold(spelling)), first, "{spelling}");
        }
    }

    #[test]
    fn spellings_of_devanagari_meet() {
        all_meet(&["नरेन्द्र", "नरेंद्र"]);
        all_meet(&["राजेन्द्र", "राजेंद्र"]);
        all_meet(&["रवीन्द्रनाथ", "रवींद्रनाथ"]);
        all_meet(&["विवेकानन्द", "विवेकानंद"]);
        all_meet(&["मुंबई", "मुम्बई"]);
        all_meet(&["अंडमान", "अण्डमान"]);
        all_meet(&["इंदौर", "इन्दौर"]);
        all_meet(&["हिंदी", "हिन्दी"]);
        all_meet(&["संबंध", "सम्बन्ध"]);
        all_meet(&["पंडित", "पण्डित"]);
        all_meet(&["गंगा", "गङ्गा"]);
        all_meet(&["पंजाब", "पञ्जाब"]);
        all_meet(&["अंग्रेज़ी", "अँग्रेजी", "अंग्रेज\u{93c}ी", "अंग्रे\u{95b}ी"]);
        all_meet(&["गाँधी", "गांधी", "गान्धी"]);
        all_meet(&["फ़ैज़", "फैज", "\u{95e}ै\u{95b}"]);
        all_meet(&["डॉ", "ड\u{93e}\u{945}"]);
        all_meet(&["क्\u{200d}ष", "क्ष"]);
        all_meet(&["२०११", "2011"]);
        assert_ne!(fold("जन्म"), fold("जल्म"));
    }

    #[test]
    fn spellings_of_other_scripts_of_india_meet() {
        all_meet(&["অংক", "অঙ্ক"]);
        all_meet(&["পঞ্জাব", "পংজাব"]);
        all_meet(&["ਪੰਜਾਬ", "ਪਂਜਾਬ"]);
        all_meet(&["મુંબઈ", "મુમ્બઈ"]);
        all_meet(&["ముంబై", "ముమ్బై"]);
        all_meet(&["\u{9dc}", "\u{9a1}\u{9bc}"]);
        assert_ne!(fold("மரம்"), fold("மரன்"), "Tamil tells its nasals apart");
    }

    #[test]
    fn spellings_of_kana_meet() {
        all_meet(&["だるま", "ダルマ", "ﾀﾞﾙﾏ", "た\u{3099}るま", "タ\u{3099}ルマ", "タ゛ルマ"]);
        all_meet(&["とうだいじ", "トウダイジ", "ﾄｳﾀﾞｲｼﾞ"]);
        all_meet(&["とうきょう", "トーキョー", "ﾄｰｷｮｰ"]);
        all_meet(&["ガンディー", "カ\u{3099}ンテ\u{3099}ィー", "ｶﾞﾝﾃﾞｨｰ"]);
        all_meet(&["パール", "ハ\u{309a}ール", "ぱある"]);
        assert_eq!(fold("ヴァーラーナシー・ー"), "ゔぁあらあなしい ー");
        assert_ne!(fold("かき"), fold("がき"));
    }

    #[test]
    fn composed_and_decomposed_letters_meet() {
        for word in ["Ἀθῆναι", "Київ", "한국", "ญี่ปุ่น", "কোলকাতা", "ഇന്ത്യ", "東\u{fa19}", "Å"]
        {
            all_meet(&[word, &word.nfd().to_string(), &word.nfc().to_string()]);
        }
    }

    #[test]
    fn places_lead_back_to_whole_graphemes() {
        for (text, word, lit) in [
            ("श्री नरेंद्र मोदी", "नरेन्द्र", "नरेंद्र"),
            ("मुम्बई में", "मुंबई", "मुम्बई"),
            ("In ﾀﾞﾙﾏ form", "だるま", "ﾀﾞﾙﾏ"),
            ("In た\u{3099}るま", "ダル", "た\u{3099}る"),
            ("फ़ैज़ अहमद", "फैज", "फ़ैज़"),
            ("सन् २०११ में", "2011", "२०११"),
        ] {
            let (traced, word) = (Traced::new(text), fold(word));
            let at = traced.folded.find(&word).unwrap();
            assert_eq!(text.get(traced.original(at, at + word.len())), Some(lit));
        }
    }

    proptest! {
        #[test]
        fn a_beginning_of_kana_stays_a_prefix(text in "[ぁ-ゖァ-ヶー]{1,12}", cut in 1_usize..12) {
            let head: String = text.chars().take(cut).collect();
            prop_assert!(fold(&text).starts_with(&fold(&head)));
        }

        #[test]
        fn a_beginning_of_devanagari_stays_a_prefix(text in "[क-हािीुंँ्]{1,12}", cut in 1_usize..12) {
            let head: String = text.chars().take(cut).collect();
            let is_between = head.ends_with(['ङ', 'ञ', 'ण', 'म']) && text.chars().nth(cut) == Some('्');
            prop_assert!(is_between || fold(&text).starts_with(&fold(&head)));
        }

        #[test]
        fn normal_forms_meet(text in "[ぁ-ヾ가-힣ऀ-ॿঀ-ৱఀ-్ಀ-್\u{370}-\u{52f}\u{1f00}-\u{1ffe}]{0,12}") {
            let folded = fold(&text);
            prop_assert_eq!(fold(&text.nfd().to_string()), folded.clone());
            prop_assert_eq!(fold(&text.nfc().to_string()), folded.clone());
            prop_assert_eq!(fold(&folded), folded);
        }
    }
}

//! Where a word of a script that puts no spaces between words may be several: at the ends of what stands in it in
//! katakana, as a foreign name does, or in Latin letters. Whether it is several is for whoever knows the words there are.

use std::ops::Range;

/// Letters of one sort in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Katakana,
    Hiragana,
    Kanji,
    /// Letters and digits of ASCII.
    Latin,
    Other,
}

/// A run of letters of one script.
struct Run {
    script: Script,
    at: Range<usize>,
    letters: usize,
}

impl Run {
    /// Whether it is surely a word apart from what is beside it. One letter may be a part of a word, as in 霞ヶ関, and few
    /// hiragana are mostly its ending.
    fn stands_apart(&self) -> bool {
        match self.script {
            Script::Katakana | Script::Latin => self.letters >= 2,
            // As folding leaves katakana.
            Script::Hiragana => self.letters >= 3,
            Script::Kanji | Script::Other => false,
        }
    }
}

/// The words that one may be; itself alone if it is of one script.
pub(super) fn parts(word: &str) -> Vec<&str> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, letter) in word.char_indices() {
        let (script, end) = (script(letter), at + letter.len_utf8());
        match runs.last_mut() {
            Some(run) if run.script == script => {
                run.at.end = end;
                run.letters += 1;
            }
            _ => runs.push(Run { script, at: at..end, letters: 1 }),
        }
    }
    let is_other = |run: &Run| run.script == Script::Other;
    let are_apart = |one: &Run, next: &Run| one.stands_apart() || next.stands_apart();
    let ends = runs.windows(2).filter_map(|pair| match pair {
        [one, next] if !is_other(one) && !is_other(next) && are_apart(one, next) => Some(one.at.end),
        _ => None,
    });
    let mut from = 0;
    let part = |end: usize| word.get(std::mem::replace(&mut from, end)..end);
    ends.chain([word.len()]).filter_map(part).filter(|part| !part.is_empty()).collect()
}

fn script(letter: char) -> Script {
    match letter {
        'ァ'..='ヺ' | 'ー' | '\u{ff66}'..='\u{ff9f}' => Script::Katakana,
        'ぁ'..='ゖ' => Script::Hiragana,
        '々' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Script::Kanji,
        letter if letter.is_ascii_alphanumeric() => Script::Latin,
        _ => Script::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_parted_at_the_ends_of_foreign_names() {
        for (word, expected) in [
            ("モディ首相", &["モディ", "首相"][..]),
            ("もでい首相", &["もでい", "首相"]),
            ("日本カメラ協会", &["日本", "カメラ", "協会"]),
            ("JICA総裁", &["JICA", "総裁"]),
            ("G20大阪サミット", &["G20", "大阪", "サミット"]),
            ("2023年", &["2023", "年"]),
            ("霞ヶ関", &["霞ヶ関"]),
            ("お茶の水", &["お茶の水"]),
            ("新しい", &["新しい"]),
            ("X線", &["X線"]),
            ("東京", &["東京"]),
            ("naïve", &["naïve"]),
            ("us-2", &["us-2"]),
            ("", &[]),
        ] {
            assert_eq!(parts(word), expected, "{word}");
        }
    }
}

//! Spellings of one name: what differs between ways to write Indian and Japanese names in Latin letters is
//! brought together, so that *Rajiv* meets *Rajeev* and *Kyuusyuu* meets *Kyushu*.
//!
//! Only words that the dataset does not know are compared so: far too much would be alike otherwise. Slips
//! of the hand are for [`super::vocabulary`].

/// What is written in several ways, and the one way it is compared in; the first that fits counts.
const ALIKE: [(&str, &str); 38] = [
    // Japanese: the Hepburn, Kunrei and wāpuro ways.
    ("shi", "si"),
    ("sh", "s"),
    ("sy", "s"),
    ("chi", "ti"),
    ("tch", "c"),
    ("ch", "c"),
    ("ty", "c"),
    ("tsu", "tu"),
    ("zi", "ji"),
    ("zy", "j"),
    ("jy", "j"),
    ("fu", "hu"),
    ("ou", "u"),
    ("oh", "u"),
    ("oo", "u"),
    ("mb", "nb"),
    ("mp", "np"),
    // Indian: aspirates, long vowels, v and w.
    ("bh", "b"),
    ("dh", "d"),
    ("gh", "g"),
    ("jh", "j"),
    ("kh", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("aa", "a"),
    ("ee", "i"),
    ("ii", "i"),
    ("ai", "i"),
    ("ay", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("uu", "u"),
    ("w", "v"),
    ("z", "j"),
    ("q", "k"),
    ("x", "ks"),
    ("y", "i"),
    ("o", "u"),
];

/// Letters that stand in all spellings of a name or in none.
pub(super) const STEADY: &[u8] = b"bdglr";

/// The form in which spellings of a folded word are compared.
pub(super) fn sound(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(letter) = rest.chars().next() {
        let alike = ALIKE.iter().find_map(|(written, one)| rest.strip_prefix(written).map(|after| (*one, after)));
        let (one, after) = alike.unwrap_or_else(|| rest.split_at(letter.len_utf8()));
        for letter in one.chars() {
            // A doubled letter sounds once.
            if !out.ends_with(letter) {
                out.push(letter);
            }
        }
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_sound_alike() {
        for (one, other) in [
            ("rajiv", "rajeev"),
            ("chandrashekhar", "chandrasekhar"),
            ("kyuusyuu", "kyushu"),
            ("mythri", "maitri"),
            ("toukyou", "tokyo"),
            ("sinzou", "shinzo"),
            ("tsuchiya", "tutiya"),
            ("shimbun", "shinbun"),
            ("vajpayi", "vajpayee"),
            ("fukuoka", "hukuoka"),
            ("narendhra", "narendra"),
        ] {
            assert_eq!(sound(one), sound(other), "{one} and {other}");
        }
    }

    #[test]
    fn steady_letters_are_kept() {
        let steady = |text: &str| text.bytes().filter(|byte| STEADY.contains(byte)).collect::<Vec<_>>();
        for (written, one) in ALIKE {
            assert_eq!(steady(written), steady(one), "{written}");
        }
    }

    #[test]
    fn other_names_do_not() {
        for (one, other) in [("kishida", "kishi"), ("nara", "nagoya"), ("suga", "sugar"), ("delhi", "dalai")] {
            assert_ne!(sound(one), sound(other), "{one} and {other}");
        }
    }
}

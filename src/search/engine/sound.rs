//! Spellings of one name: what differs between ways to write it in Latin letters is brought together, so that *Rajiv*
//! meets *Rajeev*.
//!
//! Some ways to write a sound are those of most languages that are written in Latin letters as they sound, and stand
//! here. Those of one language are handed in. Only words that the dataset does not know are compared so: far too much
//! would be alike otherwise. Slips of the hand are for [`crate::search::engine::spelling`].

use super::char_mask::mask;

/// Ways to write a sound that most transliterations share: aspirates, long vowels, y and i, v and w; and the plain one.
const COMMON: [(&str, &str); 26] = [
    ("tch", "c"),
    ("sh", "s"),
    ("ch", "c"),
    ("ph", "f"),
    ("bh", "b"),
    ("dh", "d"),
    ("gh", "g"),
    ("jh", "j"),
    ("kh", "k"),
    ("th", "t"),
    ("ck", "k"),
    ("ee", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("ai", "i"),
    ("ay", "i"),
    ("ii", "i"),
    ("iy", "i"),
    ("oo", "u"),
    ("ou", "u"),
    ("o", "u"),
    ("y", "i"),
    ("w", "v"),
    ("q", "k"),
    ("x", "ks"),
    ("z", "s"),
];

/// The ways to write a sound that are one for a pack.
#[derive(Clone, Debug)]
pub(crate) struct Sounds {
    /// The longest first.
    rules: Vec<Rule>,
    /// The letters that stand in all spellings of a name or in none, as a mask.
    steady: u64,
}

/// A way to write a sound.
#[derive(Clone, Debug)]
struct Rule {
    /// Its first letter.
    first: u8,
    /// What is written.
    written: Box<[u8]>,
    /// The one way to write the same.
    plain: Box<[u8]>,
}

impl Default for Sounds {
    fn default() -> Self {
        Self::of(std::iter::empty())
    }
}

impl Sounds {
    /// The common ways to write a sound, and these: each with another way to write the same.
    pub(crate) fn of<'s>(spellings: impl Iterator<Item = (&'s str, &'s str)>) -> Self {
        let rule = |written: &str, plain: &[u8]| Rule {
            first: written.bytes().next().unwrap_or(0),
            written: written.as_bytes().into(),
            plain: plain.into(),
        };
        let common = COMMON.into_iter().map(|(written, plain)| rule(written, plain.as_bytes()));
        let mut sounds = Self { rules: common.collect(), steady: 0 };
        sounds.put_in_order();
        let own: Vec<Rule> = spellings.map(|(one, other)| rule(one, &sounds.sound(other))).collect();
        sounds.rules.retain(|rule| !own.iter().any(|other| other.written == rule.written));
        sounds.rules.extend(own);
        sounds.put_in_order();
        let changing = sounds.rules.iter().fold(0, |all, rule| all | (mask(&rule.written) ^ mask(&rule.plain)));
        sounds.steady = mask(b"abcdefghijklmnopqrstuvwxyz") & !changing;
        sounds
    }

    fn put_in_order(&mut self) {
        self.rules.sort_by(|a, b| b.written.len().cmp(&a.written.len()).then_with(|| a.written.cmp(&b.written)));
    }

    /// The letters that stand in all spellings of a name or in none, as a mask.
    pub(crate) fn steady(&self) -> u64 {
        self.steady
    }

    /// The form in which spellings of a folded word are compared.
    pub(crate) fn sound(&self, word: &str) -> Vec<u8> {
        let mut out = Vec::with_capacity(word.len() + 1);
        for letter in self.parts(word).flatten() {
            // A doubled letter sounds once.
            if out.last() != Some(letter) {
                out.push(*letter);
            }
        }
        out
    }

    /// The first letter of that form, which tells most words apart.
    pub(crate) fn first(&self, word: &str) -> Option<u8> {
        self.parts(word).flatten().next().copied()
    }

    /// The ways to write a sound of which a word is made, each in the one way.
    fn parts<'s>(&'s self, word: &'s str) -> impl Iterator<Item = &'s [u8]> {
        let mut rest = word.as_bytes();
        std::iter::from_fn(move || {
            let [first, ..] = rest else { return None };
            // The first letter refuses most without a comparison; this is asked of every letter of hundreds of words.
            let is_it = |rule: &&Rule| rule.first == *first && rest.starts_with(&rule.written);
            let rule = self.rules.iter().find(is_it);
            let (one, taken) = rule.map_or((std::slice::from_ref(first), 1), |rule| (&*rule.plain, rule.written.len()));
            rest = rest.get(taken..).unwrap_or_default();
            Some(one)
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Ways to write the sounds of two languages, as a pack has them.
    const OWN: [(&str, &str); 13] = [
        ("sy", "sh"),
        ("ti", "chi"),
        ("tu", "tsu"),
        ("ty", "ch"),
        ("zy", "j"),
        ("jy", "j"),
        ("hu", "fu"),
        ("oh", "o"),
        ("mb", "nb"),
        ("mp", "np"),
        ("mbh", "nb"),
        ("mph", "nf"),
        ("z", "j"),
    ];

    proptest! {
        #[test]
        fn steady_letters_are_those_of_the_sound(word in "[a-z]{1,12}") {
            for sounds in [Sounds::default(), Sounds::of(OWN.into_iter())] {
                let sound = sounds.sound(&word);
                prop_assert_eq!(mask(word.as_bytes()) & sounds.steady(), mask(&sound) & sounds.steady());
                prop_assert_eq!(sounds.first(&word), sound.first().copied());
            }
        }
    }

    #[test]
    fn spellings_of_a_name_sound_alike() {
        let sounds = Sounds::of(OWN.into_iter());
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
            assert_eq!(sounds.sound(one), sounds.sound(other), "{one} and {other}");
        }
        for (one, other) in [("kishida", "kishi"), ("nara", "nagoya"), ("suga", "sugar"), ("delhi", "dalai")] {
            assert_ne!(sounds.sound(one), sounds.sound(other), "{one} and {other}");
        }
    }

    #[test]
    fn what_one_language_alone_does_is_for_the_pack_to_say() {
        let sounds = Sounds::default();
        assert_ne!(sounds.sound("fukuoka"), sounds.sound("hukuoka"));
        assert_eq!(sounds.sound("mohammed"), sounds.sound("mohamed"));
        assert_eq!(sounds.sound("khaleej"), sounds.sound("kalij"));
    }
}

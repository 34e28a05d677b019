//! Spellings of one name: what differs between ways to write Indian and Japanese names in Latin letters is
//! brought together, so that *Rajiv* meets *Rajeev* and *Kyuusyuu* meets *Kyushu*.
//!
//! Only words that the dataset does not know are compared so: far too much would be alike otherwise. Slips
//! of the hand are for [`crate::search::engine::spelling`].

/// Letters that stand in all spellings of a name or in none.
pub(crate) const STEADY: &[u8] = b"bdglr";

/// The form in which spellings of a folded word are compared.
pub(crate) fn sound(word: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(word.len() + 1);
    let mut rest = word.as_bytes();
    while let [first, ..] = rest {
        let (one, taken) = first_sound(rest);
        for letter in one.unwrap_or(std::slice::from_ref(first)) {
            // A doubled letter sounds once.
            if out.last() != Some(letter) {
                out.push(*letter);
            }
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

/// The one way to write what a text begins with if there are several, and how many letters of it that is.
fn first_sound(rest: &[u8]) -> (Option<&'static [u8]>, usize) {
    let (one, taken): (&[u8], usize) = match rest {
        // Japanese, in the Hepburn, Kunrei and wāpuro ways: shi and si, cha and tya, tsu and tu, fu and hu,
        // long vowels, n before b and p.
        [b's', b'h' | b'y', ..] => (b"s", 2),
        [b'c', b'h', b'i', ..] | [b't', b's', b'u', ..] => (b"t", 2),
        [b't', b'c', b'h', ..] => (b"c", 3),
        [b'c', b'h', ..] | [b't', b'y', ..] => (b"c", 2),
        [b'z' | b'j', b'y', ..] => (b"j", 2),
        [b'f', b'u', ..] => (b"h", 1),
        [b'o', b'u' | b'h' | b'o', ..] => (b"u", 2),
        [b'm', b'b' | b'p', ..] => (b"n", 1),
        // Indian: aspirates, long vowels, v and w.
        [b'b' | b'd' | b'g' | b'j' | b'k' | b't', b'h', ..] => return (None, 2),
        [b'p', b'h', ..] => (b"f", 2),
        [b'e', b'e' | b'i' | b'y', ..] | [b'a' | b'i', b'i' | b'y', ..] => (b"i", 2),
        [b'w', ..] => (b"v", 1),
        [b'z', ..] => (b"j", 1),
        [b'q', ..] => (b"k", 1),
        [b'x', ..] => (b"ks", 1),
        [b'y', ..] => (b"i", 1),
        [b'o', ..] => (b"u", 1),
        _ => return (None, 1),
    };
    (Some(one), taken)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn steady_letters_are_those_of_the_sound(word in "[a-z]{1,12}") {
            let sound = sound(&word);
            prop_assert!(STEADY.iter().all(|letter| word.as_bytes().contains(letter) == sound.contains(letter)));
        }
    }

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
    fn other_names_do_not() {
        for (one, other) in [("kishida", "kishi"), ("nara", "nagoya"), ("suga", "sugar"), ("delhi", "dalai")] {
            assert_ne!(sound(one), sound(other), "{one} and {other}");
        }
    }
}

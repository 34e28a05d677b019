//! Plurals of English: what a word may be more than one of, by its ending alone. Whether there is such a word is for
//! [`super::spelling`].

/// What a folded word is more than one of, if it is a plural.
pub(crate) fn singulars(word: &str) -> impl Iterator<Item = String> {
    /// Of shorter words hardly any is a noun with an ending.
    const MIN_STEM: usize = 3;
    let of = |ending: &str, instead: &str| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.len() >= MIN_STEM && !stem.ends_with('s'));
        stem.map(|stem| format!("{stem}{instead}"))
    };
    // Only after a hissing sound the ending is longer: *states* are no *stats*.
    let hissing = ["sh", "ch", "ss", "x", "z"].into_iter().find_map(|sound| {
        word.strip_suffix("es").filter(|stem| stem.len() >= MIN_STEM && stem.ends_with(sound)).map(str::to_owned)
    });
    // Of those of Latin the ones that people write.
    [of("ies", "y"), of("s", ""), hissing, of("a", "um")].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plural_is_of_one() {
        for (many, one) in [
            ("treaties", "treaty"),
            ("companies", "company"),
            ("emperors", "emperor"),
            ("churches", "church"),
            ("alliances", "alliance"),
            ("businesses", "business"),
            ("memoranda", "memorandum"),
        ] {
            assert!(singulars(many).any(|word| word == one), "{many}: {:?}", singulars(many).collect::<Vec<_>>());
        }
        for word in ["princess", "gas", "ies", "s", "", "treaty"] {
            assert_eq!(singulars(word).count(), 0, "{word}");
        }
        assert!(!singulars("sates").any(|word| word == "sat"));
    }
}

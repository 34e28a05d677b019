//! Which words of a text carry meaning, and how much of it two texts share.
//!
//! To the small words of English the pack adds the names of its two countries, which all its texts have
//! in common, and its own words for money, numbers, things and offices.

use super::{folded, words};
use crate::data::Dataset;
use crate::data::pack::Pack;
use crate::data::pack::usage::WORLD_CURRENCIES;
use crate::data::text::Text;

/// English words that carry no meaning of their own where two countries are spoken of.
fn is_stop(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "and"
            | "as"
            | "at"
            | "between"
            | "by"
            | "for"
            | "from"
            | "he"
            | "her"
            | "his"
            | "in"
            | "into"
            | "is"
            | "it"
            | "its"
            | "of"
            | "on"
            | "or"
            | "other"
            | "over"
            | "s"
            | "that"
            | "the"
            | "their"
            | "them"
            | "this"
            | "to"
            | "two"
            | "under"
            | "with"
            | "was"
            | "were"
            | "both"
            | "country"
            | "countries"
    )
}

/// Words that any cooperation has in its purpose, in the form of [`root`].
pub(super) fn is_general(word: &str) -> bool {
    matches!(
        word,
        "agenc"
            | "carr"
            | "collaborate"
            | "collaboration"
            | "comprehensive"
            | "cooperate"
            | "cooperation"
            | "encourage"
            | "establish"
            | "future"
            | "institution"
            | "joint"
            | "jointl"
            | "manner"
            | "meeting"
            | "mutual"
            | "national"
            | "partner"
            | "potential"
            | "programme"
            | "project"
            | "promote"
            | "pursue"
            | "research"
            | "researcher"
            | "set"
            | "strengthen"
            | "support"
            | "talk"
            | "work"
    )
}

/// Roughly: `ministries` and `ministry` become one.
fn root(word: &str) -> &str {
    match word.strip_suffix("ies").or_else(|| word.strip_suffix('y')) {
        Some(root) if root.len() > 2 => root,
        _ if word.len() > 3 => word.trim_end_matches('s'),
        _ => word,
    }
}

/// So many letters in common are one word.
const LETTERS: usize = 6;

fn start_of(word: &str) -> String {
    word.chars().take(LETTERS).collect()
}

/// The words of a pack's texts.
#[derive(Debug)]
pub struct Lexicon<'p> {
    pack: &'p Pack<'p>,
    /// The words of the countries' names, folded.
    countries: Vec<String>,
    /// The money that series are counted in: `NOK`, where the unit of one is `NOK million`.
    counted: Vec<&'p str>,
}

impl<'p> Lexicon<'p> {
    /// The words of a dataset's texts.
    #[must_use]
    pub fn of(dataset: &'p Dataset<'p>) -> Self {
        let mut lexicon = Self::of_pack(&dataset.pack);
        let units = dataset.units().filter_map(|unit| unit.split_once(' '));
        let is_code = |word: &str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        let counted = units.filter(|(code, rest)| is_code(code) && lexicon.is_magnitude(rest)).map(|(code, _)| code);
        let mut counted: Vec<&str> = counted.collect();
        counted.sort_unstable();
        counted.dedup();
        lexicon.counted = counted;
        lexicon
    }

    /// The words of a pack's texts.
    #[must_use]
    pub fn of_pack(pack: &'p Pack<'p>) -> Self {
        let names = pack.countries.iter().flat_map(|country| words(&country.name)).map(folded);
        Self { pack, countries: names.collect(), counted: Vec::new() }
    }

    fn is_stop(&self, word: &str) -> bool {
        is_stop(word) || self.countries.iter().any(|name| name == word) || has(&self.pack.usage.joining, word)
    }

    /// Whether a word before a number is money.
    #[must_use]
    pub fn is_currency(&self, word: &str) -> bool {
        let own = |word: &str| {
            let all = self.pack.currencies.iter().flat_map(|currency| currency.before.iter().chain([&currency.code]));
            has(all, word)
        };
        WORLD_CURRENCIES.contains(&word) || is_money_sign(word) || own(word) || self.counted.contains(&word)
    }

    /// Whether a word is a large number.
    fn is_magnitude(&self, word: &str) -> bool {
        matches!(word, "million" | "billion" | "trillion" | "thousand") || has(&self.pack.usage.magnitudes, word)
    }

    /// Whether a word after a number belongs to it: a magnitude, money, or a measure.
    #[must_use]
    pub fn is_unit(&self, word: &str) -> bool {
        const COMMON: &[&str] = &[
            "%", "billion", "million", "thousand", "trillion", "cm", "km", "m", "mm", "km²", "m²", "ha", "hectares",
            "acres", "kW", "MW", "GW", "kWh", "MWh", "GWh", "TWh", "dollars", "euros", "pounds", "kg", "tonnes",
            "tons", "litres", "barrels",
        ];
        COMMON.contains(&word)
            || is_money_sign(word)
            || self.is_magnitude(word)
            || has(&self.pack.usage.units, word)
            || has(self.pack.currencies.iter().flat_map(|currency| &currency.after), word)
    }

    /// Whether a number after this word is part of a name and no value.
    #[must_use]
    pub fn is_numbered(&self, word: &str) -> bool {
        const COMMON: &[&str] =
            &["No", "Article", "HS", "chapter", "Chapter", "paragraph", "Phase", "phase", "FY", "fiscal", "version"];
        COMMON.contains(&word) || has(&self.pack.usage.numbered, word)
    }

    /// The pack itself.
    #[must_use]
    pub fn pack(&self) -> &'p Pack<'p> {
        self.pack
    }

    /// The words of a folded text that carry meaning, in the form of [`root`].
    pub(super) fn roots<'t>(&self, folded: &'t str) -> impl Iterator<Item = &'t str> {
        folded.split(' ').filter(|word| !word.is_empty() && !self.is_stop(word)).map(root)
    }

    /// How many words of a folded text carry meaning.
    #[must_use]
    pub fn weight_of(&self, folded: &str) -> usize {
        self.roots(folded).count()
    }

    /// How many different words tell one purpose from another: not those which any cooperation has.
    #[must_use]
    pub fn telling(&self, text: &str) -> usize {
        let folded = folded(text);
        let mut words: Vec<&str> = self.roots(&folded).filter(|word| !is_general(word)).collect();
        words.sort_unstable();
        words.dedup();
        words.len()
    }

    /// How much of the telling words of the shorter text the other shares, from 0 to 1; 1 if it has none.
    #[must_use]
    pub fn overlap(&self, a: &str, b: &str) -> f64 {
        let (a, b) = (folded(a), folded(b));
        let words = |text| self.roots(text).filter(|word| !is_general(word)).collect::<Vec<_>>();
        overlap(&words(&a), &words(&b))
    }

    /// Calls back with the telling words of a text, as they come.
    pub fn each_telling(&self, text: &str, visit: impl FnMut(&str)) {
        let folded = folded(text);
        self.roots(&folded).filter(|word| !is_general(word)).for_each(visit);
    }

    /// How many words of meaning of the second folded text stand in the first, be it in another form:
    /// `environmental` for `environment`.
    #[must_use]
    pub fn shared(&self, text: &str, of: &str) -> usize {
        let words: Vec<String> = self.roots(text).map(start_of).collect();
        self.roots(of).map(start_of).filter(|word| words.contains(word)).count()
    }

    /// How many telling words of the second text the first does not have, be it in another form.
    #[must_use]
    pub fn news(&self, known: &str, text: &str) -> usize {
        let known = folded(known);
        let known: Vec<String> = self.roots(&known).map(start_of).collect();
        self.telling_words(text).iter().filter(|word| !known.contains(word)).count()
    }

    /// The starts of the words of a text that tell one purpose from another, in order and each once.
    #[must_use]
    pub fn telling_words(&self, text: &str) -> Vec<String> {
        let folded = folded(text);
        let mut words: Vec<String> = self.roots(&folded).filter(|word| !is_general(word)).map(start_of).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// How much of the second text's meaning stands in the first, from 0 to 1.
    #[must_use]
    pub fn share(&self, text: &str, of: &str) -> f64 {
        self.share_of(&folded(text), &folded(of))
    }

    /// The same of texts already folded.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    pub fn share_of(&self, text: &str, of: &str) -> f64 {
        let words: Vec<&str> = self.roots(text).collect();
        let (mut all, mut said) = (0_usize, 0_usize);
        for word in self.roots(of) {
            all += 1;
            said += usize::from(words.contains(&word));
        }
        if all == 0 { 0.0 } else { said as f64 / all as f64 }
    }

    /// How alike two texts are: shared words of all words, from 0 to 1.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    pub fn likeness(&self, a: &str, b: &str) -> f64 {
        let (a, b) = (folded(a), folded(b));
        let (a, b): (Vec<&str>, Vec<&str>) = (self.roots(&a).collect(), self.roots(&b).collect());
        let shared = a.iter().filter(|word| b.contains(word)).count();
        let all = (a.len() + b.len()).saturating_sub(shared);
        if all == 0 { 0.0 } else { shared as f64 / all as f64 }
    }
}

/// Whether a word is a sign for money, of whatever country, be it with letters before it: `€`, `R$`, `US$`.
fn is_money_sign(word: &str) -> bool {
    let letters = word.trim_end_matches(super::quantities::is_money_sign);
    letters.len() < word.len() && letters.len() <= 3 && letters.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// How much of the words of the shorter of two texts the other shares, from 0 to 1; 1 if it has none.
#[expect(clippy::cast_precision_loss, reason = "counts of words")]
fn overlap(a: &[&str], b: &[&str]) -> f64 {
    let shared = a.iter().filter(|word| b.contains(word)).count();
    let least = a.len().min(b.len());
    if least == 0 { 1.0 } else { shared as f64 / least as f64 }
}

fn has<'t>(words: impl IntoIterator<Item = &'t Text<'t>>, word: &str) -> bool {
    words.into_iter().any(|known| known == word)
}

#[cfg(test)]
pub(in crate::study) mod tests {
    use super::*;
    use crate::data::load::options;

    /// A pack with words of its own.
    pub(in crate::study) fn pack() -> Pack<'static> {
        read(
            r#"(title: "Norway – Côte d’Ivoire", edition: "2026", sectors: [], sources: [], countries: [
                (code: "no", name: "Norway", adjective: "Norwegian"),
                (code: "ci", name: "Côte d’Ivoire", adjective: "Ivorian")],
            currencies: [(code: "JPY", before: ["¥"], after: ["yen"]), (code: "INR", before: ["Rs"])],
            usage: (magnitudes: ["crore"], numbered: ["Chandrayaan"]))"#,
        )
    }

    fn read(text: &'static str) -> Pack<'static> {
        options().from_str(text).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn the_countries_names_carry_no_meaning() {
        let pack = pack();
        let lexicon = Lexicon::of_pack(&pack);
        let roots = |text: &str| lexicon.roots(&folded(text)).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(roots("The accord between Norway and the Côte d’Ivoire"), ["accord"]);
        assert_eq!(roots("The accord of India and Japan"), ["accord", "india", "japan"]);
        assert!(lexicon.overlap("Trade of Norway", "Fish of Norway").abs() < f64::EPSILON);
    }

    #[test]
    fn words_for_money_and_numbers_are_the_packs() {
        let pack = pack();
        let own = Lexicon::of_pack(&pack);
        assert!(own.is_currency("JPY") && own.is_currency("Rs") && own.is_unit("yen") && own.is_unit("crore"));
        assert!(own.is_numbered("Chandrayaan"));
        let pack = read(r#"(title: "T", edition: "2026", sectors: [], sources: [], countries: [])"#);
        let plain = Lexicon::of_pack(&pack);
        assert!(!["JPY", "Rs", "NOK"].iter().any(|word| plain.is_currency(word)));
        assert!(["€", "£", "R$", "US$", "¥", "₹", "EUR"].iter().all(|word| plain.is_currency(word)));
        assert!(!["$$$$$x", "us$", "ABCD$", ""].iter().any(|word| plain.is_currency(word)));
        assert!(!["yen", "crore"].iter().any(|word| plain.is_unit(word)) && !plain.is_numbered("Chandrayaan"));
        assert!(plain.is_currency("US$") && plain.is_unit("billion") && plain.is_numbered("Article"));
    }
}

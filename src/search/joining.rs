//! Which words only join others. How a search treats them is not told here.

use crate::data::Pack;
use crate::text::fold::fold;

/// The word behind what somebody is that tells that it goes on: *Prime Minister since 2025*.
pub(super) const GOING_ON: &str = "since";

/// Words that join others and may be missing: who remembers a title seldom remembers these, and who asks in a sentence
/// means its other words.
pub(super) const JOINING: [&str; 51] = [
    "the", "a", "an", "of", "and", "or", "in", "on", "at", "to", "for", "from", "by", "with", "between", "is", "was",
    "were", "did", "when", "who", "what", "which", "where", "how", "while", "why", "are", "vs", "versus", "into",
    "its", "that", "this", "these", "there",
    // What questions are asked with, where they are typed as sentences.
    "many", "much", "does", "do", "has", "have", "had", "be", "been", "whose", "come", "came", "happen", "happened",
    "about",
];

/// Tells of a folded word whether it only joins others, in English or in names of a pack.
pub(crate) fn joining(pack: &Pack<'_>) -> impl Fn(&str) -> bool + use<> {
    let of_pack: Vec<String> = pack.usage.joining.iter().map(|word| fold(word)).collect();
    move |word| JOINING.contains(&word) || of_pack.iter().any(|joining| joining == word)
}

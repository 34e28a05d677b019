//! Matching names by their beginnings: which of many a shortened one may mean, and the nearest to one that means none.
//!
//! The query language and the options of the command line choose alike; what they say of it is theirs.

use crate::data::problem::nearest;

/// What a name that may be shortened means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning<'n, T> {
    /// These, each with the name it goes by: one, unless several names begin so.
    Some(Vec<(&'n str, T)>),
    /// Nothing; these names are nearest, best first.
    Nothing(Vec<&'n str>),
}

/// What a name means: the one that is exactly it, else all that begin with it, letters large or small. Names
/// are in tiers: where one of an earlier tier fits, later ones are not asked. The names of one thing stand next to each
/// other in a tier: a huge pack has a hundred thousand sources, and each is not compared with all before it.
pub(crate) fn meaning<'n, T: Clone + PartialEq>(
    typed: &str,
    tiers: &[Vec<(&'n str, T)>],
    near: usize,
) -> Meaning<'n, T> {
    let lower = typed.trim().to_lowercase();
    let all = || tiers.iter().flatten();
    if let Some(exact) = all().find(|(name, _)| name.to_lowercase() == lower) {
        return Meaning::Some(vec![exact.clone()]);
    }
    for tier in tiers {
        let mut fitting: Vec<(&str, T)> = Vec::new();
        for (name, value) in tier {
            let is_met = |fitting: &[(&str, T)]| fitting.last().is_some_and(|(_, last)| last == value);
            if name.to_lowercase().starts_with(&lower) && !is_met(&fitting) {
                fitting.push((name, value.clone()));
            }
        }
        if !fitting.is_empty() {
            return Meaning::Some(fitting);
        }
    }
    Meaning::Nothing(nearest(typed, all().map(|(name, _)| *name), near))
}

//! Cards of initiatives: when each was launched.

use super::dispute::{DisputedPoint, disputed};
use super::stage::Stage;
use super::{Maker, asked};
use crate::data::Kind;
use crate::data::body::Body;
use crate::study::cards::card::{Evidence, Topic, Value};
use crate::study::wording;

/// What makes the cards of all initiatives that are launched: cooperation as such begins at no time.
pub(crate) const STAGES: &[Stage] = &[Stage::of(Kind::Initiative, make)];

fn make(maker: &mut Maker<'_, '_>, number: usize) {
    let Some((id, record)) = maker.record(number) else { return };
    let Body::Initiative(initiative) = &record.body else { return };
    let stem = wording::stem(&record.title);
    let when = initiative.launched.filter(|when| !when.is_approximate() && !disputed(record, DisputedPoint::Date));
    if let Some(when) = when.filter(|_| is_scheme(stem)) {
        let be = if wording::is_plural(stem) { "were" } else { "was" };
        let question = format!("{} {be} {} launched?", wording::capital(asked(when)), wording::the(stem));
        maker.recall(id, (Topic::Launched, ""), (Evidence::Head, Value::Date(when)), question, when.to_string());
    }
}

/// Whether a name is that of something one launches.
fn is_scheme(name: &str) -> bool {
    const SCHEMES: &[&str] = &[
        "bridge",
        "fellowship",
        "fellowships",
        "fund",
        "initiative",
        "mechanism",
        "network",
        "partnership",
        "plan",
        "platform",
        "policy",
        "programme",
        "roadmap",
        "scheme",
        "track",
    ];
    wording::words(name).any(|word| SCHEMES.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::is_scheme;

    #[test]
    fn cooperation_is_not_launched() {
        assert!(is_scheme("Clean Energy Partnership") && is_scheme("Osaka Track on e-commerce rules"));
        assert!(!is_scheme("Healthcare cooperation") && !is_scheme("Bilateral trade"));
    }
}

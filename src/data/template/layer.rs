//! A layer to begin with: it lies on a pack that there is, and adds one example to it.

use super::{check_name, filled};
use crate::data::Dataset;
use crate::data::pack::id as pack_id;
use crate::data::ron_text::quoted;

static TEXTS: [(&str, &str); 2] = [
    ("pack.ron", include_str!("../../../assets/template/layer/pack.ron")),
    ("changes.ron", include_str!("../../../assets/template/layer/changes.ron")),
];

/// The files of a layer on this pack, each with its name; `today` is the day of its first edition, as in `2026-11-29`.
///
/// # Errors
/// A sentence about a title that cannot be one, or about a pack that has nothing to lie on.
pub fn layer_files(
    base: &Dataset<'_>,
    title: Option<&str>,
    today: &str,
) -> Result<Vec<(&'static str, String)>, String> {
    let title = title.map_or_else(|| format!("More on {}", base.pack.title), str::to_owned);
    check_name(&title)?;
    let id = pack_id::made_of(&title);
    if id == *base.pack.id() {
        return Err(format!(
            "a title makes the id, and “{id}” is that of the pack it lies on; give it another --title"
        ));
    }
    let (Some(sector), Some(record)) = (base.pack.sectors.first(), base.records.first()) else {
        return Err("the pack has no topic or no record that a layer could be about".to_owned());
    };
    let words = [
        ("base", quoted(&base.pack.id())),
        ("id", quoted(&id)),
        ("id-text", id),
        ("title", quoted(&title)),
        ("today", today.to_owned()),
        ("sector", quoted(sector)),
        ("record", quoted(&record.id)),
    ];
    Ok(TEXTS.iter().map(|&(name, text)| (name, filled(text, &words))).collect())
}

//! What a sheet may be asked of: a topic, which is a sector of the pack, or some records. Reads the words in which
//! somebody asks; what is then put in is for others.

use crate::data::problem::nearest;
use crate::data::text::Text;
use crate::data::{Dataset, ItemId};
use crate::text::fold::fold;
use crate::text::{listed, sanitised};

/// Records that one sheet may be about, at most: more have no room on two pages.
pub const MOST_RECORDS: usize = 6;
/// Names that are suggested for a wrong one.
const SUGGESTED: usize = 3;
/// Letters of a file's name, at most.
const LONGEST_NAME: usize = 60;

/// What a sheet is asked of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// A sector, as the pack names it.
    Sector(String),
    /// One or several records or series, the most important first.
    Items(Vec<ItemId>),
}

/// Why words ask for no sheet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoRequest {
    /// Nothing goes by that name.
    #[error("no topic and no record is called “{0}”; {1}")]
    Unknown(String, String),
    /// Several do.
    #[error("“{0}” may be {1}")]
    Several(String, String),
    /// A topic among other names.
    #[error("a sheet is of one topic or of records; “{0}” is a topic, so ask for it alone")]
    Mixed(String),
    /// More than have room.
    #[error("a sheet has room for {MOST_RECORDS} records, and {0} are named; ask for fewer, or for a topic")]
    TooMany(usize),
    /// Nothing is named.
    #[error("name a topic or a record; the topics are {0}")]
    Nothing(String),
}

impl Request {
    /// Reads names: of one topic, by as much of it as tells it apart, or of records, by their ids or titles. Letters
    /// may be large or small, with accents or without.
    ///
    /// # Errors
    /// A sentence that tells what the names may have meant.
    pub fn read(dataset: &Dataset<'_>, names: &[String]) -> Result<Self, NoRequest> {
        let mut items = Vec::new();
        // A name of several words need not be quoted.
        if let ([_, _, ..], Ok(one)) = (names, named(dataset, &names.join(" "))) {
            return Ok(one);
        }
        for name in names {
            match named(dataset, name)? {
                one @ Self::Sector(_) if names.len() == 1 => return Ok(one),
                Self::Sector(sector) => return Err(NoRequest::Mixed(sector)),
                Self::Items(found) => {
                    for item in found {
                        if !items.contains(&item) {
                            items.push(item);
                        }
                    }
                }
            }
        }
        match items.len() {
            0 => Err(NoRequest::Nothing(listed(dataset.pack.sectors.iter().map(Text::as_str), "and"))),
            1..=MOST_RECORDS => Ok(Self::Items(items)),
            more => Err(NoRequest::TooMany(more)),
        }
    }

    /// What a sheet of it is called.
    #[must_use]
    pub fn title(&self, dataset: &Dataset<'_>) -> String {
        match self {
            Self::Sector(sector) => sector.clone(),
            Self::Items(items) => {
                let titles = items.iter().filter_map(|item| dataset.get(*item)).map(|item| item.title());
                titles.collect::<Vec<_>>().join(" · ")
            }
        }
    }

    /// What a file of it is called, without an ending: nothing but letters, digits and hyphens, so that it names no
    /// other place.
    #[must_use]
    pub fn file_name(&self, dataset: &Dataset<'_>) -> String {
        let name = match self {
            Self::Sector(sector) => fold(sector),
            Self::Items(items) => {
                let ids = items.iter().filter_map(|item| dataset.get(*item)).map(|item| item.id());
                ids.collect::<Vec<_>>().join("-")
            }
        };
        let plain = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).take(LONGEST_NAME);
        let plain = plain.collect::<String>();
        let plain = plain.trim_matches('-');
        if plain.is_empty() { "sheet".to_owned() } else { plain.to_owned() }
    }
}

/// What a name means: a sector, an id, a title or other name; or else the beginning of a sector or of a title.
fn named(dataset: &Dataset<'_>, name: &str) -> Result<Request, NoRequest> {
    let wanted = fold(name);
    if wanted.is_empty() {
        return Err(unknown(dataset, name));
    }
    let sectors = || dataset.pack.sectors.iter().map(|sector| (fold(sector), sector.as_str()));
    if let Some((_, sector)) = sectors().find(|(folded, _)| *folded == wanted) {
        return Ok(Request::Sector(sector.to_owned()));
    }
    if let Some(item) = dataset.find(name.trim()).or_else(|| called(dataset, &wanted)) {
        return Ok(Request::Items(vec![item]));
    }
    let begun: Vec<&str> =
        sectors().filter(|(folded, _)| folded.starts_with(&wanted)).map(|(_, sector)| sector).collect();
    match begun.as_slice() {
        [] => titled(dataset, name, &wanted),
        [only] => Ok(Request::Sector((*only).to_owned())),
        several => Err(NoRequest::Several(shown(name), listed(several.iter().copied(), "or"))),
    }
}

/// What has this name, if only one thing has: a title before another name.
fn called(dataset: &Dataset<'_>, wanted: &str) -> Option<ItemId> {
    let titled = dataset.items().find(|(_, item)| fold(item.title()) == wanted);
    if let Some((id, _)) = titled {
        return Some(id);
    }
    let mut also = dataset.items().filter(|(_, item)| item.aka().iter().any(|name| fold(name) == wanted));
    let first = also.next().map(|(id, _)| id);
    first.filter(|_| also.next().is_none())
}

/// What has a title that begins so.
fn titled(dataset: &Dataset<'_>, name: &str, wanted: &str) -> Result<Request, NoRequest> {
    let begun: Vec<_> = dataset.items().filter(|(_, item)| fold(item.title()).starts_with(wanted)).collect();
    match begun.as_slice() {
        [] => Err(unknown(dataset, name)),
        [(id, _)] => Ok(Request::Items(vec![*id])),
        several => {
            let more = several.len().saturating_sub(SUGGESTED);
            let more = (more > 0).then(|| format!("one of {more} more"));
            let ids = several.iter().take(SUGGESTED).map(|(_, item)| item.id());
            Err(NoRequest::Several(shown(name), listed(ids.chain(more.as_deref()), "or")))
        }
    }
}

fn unknown(dataset: &Dataset<'_>, name: &str) -> NoRequest {
    let sectors = || dataset.pack.sectors.iter().map(Text::as_str);
    let ids = dataset.items().map(|(_, item)| item.id());
    let near = nearest(name, sectors().chain(ids), SUGGESTED);
    let help = match near.as_slice() {
        [] if dataset.pack.sectors.is_empty() => "`maitri search` finds records".to_owned(),
        [] => format!("the topics are {}, and `maitri search` finds records", listed(sectors(), "and")),
        near => format!("did you mean {}?", listed(near.iter().copied(), "or")),
    };
    NoRequest::Unknown(shown(name), help)
}

fn shown(name: &str) -> String {
    sanitised(name.trim()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(names: &[&str]) -> Result<Request, String> {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        Request::read(&dataset, &names).map_err(|no_request| no_request.to_string())
    }

    #[test]
    fn topics_and_records_are_read_by_their_names() {
        let sector = |name: &str| Ok(Request::Sector(name.to_owned()));
        assert_eq!((read(&["ENERGY"]), read(&["infra"])), (sector("Energy"), sector("Infrastructure")));
        assert_eq!(read(&["comprehensive", "economic", "partnership", "agreement"]), read(&["cepa"]));
        assert!(matches!(read(&["cepa", "exports"]), Ok(Request::Items(items)) if items.len() == 2));
    }

    #[test]
    fn what_may_be_several_things_is_not_guessed() {
        assert!(read(&["e"]).unwrap_err().starts_with("“e” may be Economy, "));
        assert!(read(&["joint"]).unwrap_err().contains(" more"));
        assert!(read(&["cepa", "energy"]).unwrap_err().contains("ask for it alone"));
        assert!(read(&[]).unwrap_err().starts_with("name a topic or a record; the topics are Political, "));
    }

    #[test]
    fn a_file_is_called_by_letters_digits_and_hyphens_alone() {
        let dataset = crate::data::bundled::dataset().unwrap_or_else(|error| panic!("{error}"));
        let name = |sector: &str| Request::Sector(sector.to_owned()).file_name(&dataset);
        assert_eq!(name("Science & Téchnology"), "science-and-technology");
        assert_eq!(name("../../etc/passwd"), "etc-passwd");
        assert_eq!((name("…"), name(&"x".repeat(500)).len()), ("sheet".to_owned(), LONGEST_NAME));
    }
}

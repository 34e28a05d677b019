//! Names for a new pack as they are written on the command line and typed in answer to a question.

use crate::data::pack::usage::is_language_tag;
use crate::data::template::{CountryNames, check_code, check_name};

/// How a country is written on the command line.
pub(super) const FORM: &str = "NAME:CODE:ADJECTIVE, as in Norway:no:Norwegian";

/// Reads a name.
pub(super) fn name(text: &str) -> Result<String, String> {
    check_name(text)?;
    Ok(text.trim().to_owned())
}

/// Reads a country as `Norway:no:Norwegian`.
pub(super) fn country(text: &str) -> Result<CountryNames, String> {
    let parts: Vec<&str> = text.split(':').map(str::trim).collect();
    let [country, code, adjective] = parts.as_slice() else { return Err(format!("write {FORM}")) };
    check_code(code)?;
    Ok(CountryNames { code: (*code).to_owned(), name: name(country)?, adjective: name(adjective)? })
}

/// Reads a language as `nb:Norwegian`.
pub(super) fn language(text: &str) -> Result<(String, String), String> {
    let (tag, called) = text.split_once(':').ok_or("write TAG:NAME, as in nb:Norwegian")?;
    let tag = tag.trim();
    if !is_language_tag(tag) {
        return Err(format!("“{tag}” is no tag of a language; write one after BCP 47, as in nb or zh-Hant"));
    }
    Ok((tag.to_owned(), name(called)?))
}

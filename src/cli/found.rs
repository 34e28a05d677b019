//! One rule for every command that looks for something: what is asked wrongly, and what finds nothing, is an error with
//! a sentence, told before anything is written. The finder and the filter go on instead, for their reader types on.

use super::errors::Failure;
use crate::search::Results;

/// The results of a query, unless it does not read or finds nothing.
pub(crate) fn found<'r>(results: &'r Results, query: &str) -> Result<&'r Results, Failure> {
    if let Some(fault) = results.query.fault() {
        return Err(Failure::Refused(fault.to_owned()));
    }
    if results.query.is_empty() {
        return Err(Failure::Refused("the query is empty; write a word to look for".to_owned()));
    }
    if results.matching.is_empty() {
        let notice = results.notice_beside(results.undated.len());
        let why = if notice.is_empty() { String::new() } else { format!("; {notice}") };
        return Err(Failure::Refused(format!("nothing is found for “{}”{why}", query.trim())));
    }
    Ok(results)
}

/// Fails with this sentence where there is nothing.
pub(crate) fn unless_none(is_none: bool, sentence: impl FnOnce() -> String) -> Result<(), Failure> {
    if is_none { Err(Failure::Refused(sentence())) } else { Ok(()) }
}

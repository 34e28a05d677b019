//! Disputes that records share: each is there that is named, and named that is there.

use std::collections::HashSet;

use super::Report;
use crate::data::Dataset;
use crate::data::dispute::Conflict;
use crate::data::files::{DISPUTES_FILE, Files};
use crate::data::problem::Problem;
use crate::data::text::Text;
use crate::data::unread::Unread;

/// What is wrong with the disputes that records share: named (by a record, each with the dispute's id) and not there,
/// there and not named, without an id or with that of another.
#[must_use]
pub(in crate::data) fn shared_disputes(
    dataset: &Dataset<'_>,
    files: &Files,
    unread: &Unread,
    disputes: &[Conflict<'_>],
    unknown: &[(Text<'_>, Text<'_>)],
) -> Vec<Problem> {
    let mut report = Report { unread, ..Report::new(dataset, files) };
    if disputes.is_empty() && unknown.is_empty() {
        // Records of a compiled pack stay packed.
        return report.problems;
    }
    for (record, name) in unknown.iter().filter(|(_, name)| !unread.may_hold(name)) {
        let near = report.did_you_mean(name, disputes.iter().filter_map(|dispute| dispute.id.as_deref()));
        let at = if name.is_unescaped() { record } else { name };
        report.say(record, "conflicts", at, format!("{DISPUTES_FILE} has no dispute “{name}”{near}"));
    }
    let shared = dataset.records.iter().flat_map(|record| &record.conflicts);
    let named: HashSet<&str> = shared.filter_map(|conflict| conflict.id.as_deref()).collect();
    let mut ids: HashSet<&str> = HashSet::new();
    for dispute in disputes {
        let Some(id) = &dispute.id else {
            report.say("disputes", "", &dispute.point, "a dispute in this file has an id, by which records name it");
            continue;
        };
        report.own_id(&mut ids, "dispute", id);
        if !named.contains(id.as_str()) && unread.is_empty() {
            report.say(
                id,
                "id",
                id,
                "no record names this dispute; write its id among the `conflicts` of those it is about",
            );
        }
    }
    report.problems
}

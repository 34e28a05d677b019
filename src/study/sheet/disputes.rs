//! Where sources disagree on what a sheet is about: what each says, and the best-supported reading.

use super::subjects::Subjects;
use super::{Dispute, Statement, cited};
use crate::data::Record;
use crate::data::dispute::Conflict;

/// Disputes on a sheet.
const DISPUTES: usize = 3;

/// The disputes of the records, each once; of a topic one of each record.
pub(super) fn disputes<'d>(subjects: &Subjects<'d>) -> Vec<Dispute<'d>> {
    let each = if subjects.is_one() { DISPUTES } else { 1 };
    let mut told: Vec<(&Record<'_>, &Conflict<'_>)> = Vec::new();
    for (_, record) in subjects.records() {
        // A topic of a huge pack has tens of thousands.
        if told.len() == DISPUTES {
            break;
        }
        for conflict in record.conflicts.iter().take(each) {
            // One that several records share stands in each of them.
            if told.len() < DISPUTES
                && !told.iter().any(|(_, known)| known.point == conflict.point && known.reading == conflict.reading)
            {
                told.push((record, conflict));
            }
        }
    }
    told.into_iter().map(|(record, conflict)| dispute(subjects, record, conflict)).collect()
}

fn dispute<'d>(subjects: &Subjects<'d>, record: &'d Record<'d>, conflict: &'d Conflict<'d>) -> Dispute<'d> {
    let claim =
        |claim: &'d crate::data::claim::Claim<'d>| Statement::new("", claim.statement.as_str(), cited([&claim.cites]));
    // A reading that no source bears out follows from the claims themselves.
    let claims = || conflict.claims.iter().map(|claim| &claim.cites);
    let bears = cited([&conflict.support]);
    let bears = if bears.is_empty() { cited(claims()) } else { bears };
    Dispute {
        point: subjects.label(record, conflict.point.as_str()),
        claims: conflict.claims.iter().map(claim).collect(),
        reading: Statement::new("", conflict.reading.as_str(), bears),
    }
}

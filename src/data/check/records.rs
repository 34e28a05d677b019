//! What a record must have, whatever its kind, and what its particulars must be.

use super::{NOTHING_CITED, Report};
use crate::data::date::{Order, PartialDate};
use crate::data::particular::{Particular, Value};
use crate::data::record::Record;
use crate::data::text::Text;

impl Report<'_, '_> {
    pub(super) fn record(&mut self, record: &Record<'_>) {
        let id = record.id.as_str();
        record.each_text(&mut |part, text| self.text(id, part, text));
        if record.cites.is_empty() {
            self.say(id, "cites", id, NOTHING_CITED);
        }
        for (index, cites) in record.cites.iter().enumerate() {
            self.cites(id, &format_args!("cites[{index}]"), cites, &record.id);
        }
        for (index, fact) in record.facts.iter().enumerate() {
            self.cites(id, &format_args!("facts[{index}]"), &fact.cites, &fact.label);
        }
        for (index, conflict) in record.conflicts.iter().enumerate() {
            let part = format!("conflicts[{index}]");
            if conflict.claims.len() < 2 {
                self.say(id, &part, &conflict.point, "a disagreement needs at least two claims");
            }
            for claim in &conflict.claims {
                self.cites(id, &part, &claim.cites, &claim.statement);
            }
            if !conflict.support.is_empty() {
                self.cites(id, &part, &conflict.support, &conflict.reading);
            }
        }
        for (index, link) in record.links.iter().enumerate().filter(|(_, link)| !link.cites.is_empty()) {
            self.cites(id, &format_args!("links[{index}]"), &link.cites, &link.to);
        }
        if record.sectors.is_empty() {
            self.say(id, "sectors", id, "a record belongs to at least one sector");
        }
        for sector in &record.sectors {
            let known = &self.dataset.pack.sectors;
            if !known.contains(sector) && !self.unread.is_head {
                let message = self.no_such_sector(sector);
                self.say(id, "sectors", sector, message);
            }
        }
        for (field, names) in [("native", &record.native), ("read_as", &record.read_as)] {
            for native in names {
                self.language(id, field, &native.language);
            }
        }
        self.body(record);
    }

    pub(super) fn body(&mut self, record: &Record<'_>) {
        let id = record.id.as_str();
        self.words_of(record);
        let mut last = None;
        for Particular { field, value, .. } in record.body.particulars() {
            match value {
                Value::Side(side) => self.side(id, side),
                Value::Parties(parties) => parties.iter().for_each(|(side, _)| self.side(id, side)),
                Value::Date(date) => {
                    self.in_order(id, field, &record.id, last, date);
                    last = date.or(last);
                }
                Value::Entries(_, entries) => {
                    for (index, entry) in entries.iter().enumerate() {
                        let part = format!("{field}[{index}]");
                        self.cites(id, &part, entry.cites, entry.name.unwrap_or(&record.id));
                        self.in_order(id, &part, entry.name.unwrap_or(entry.cites.as_text()), last, entry.date);
                        last = entry.date.or(last);
                    }
                }
                Value::Meanings(meanings) => {
                    for (meaning, cites) in meanings {
                        self.cites(id, field, cites, meaning);
                    }
                }
                Value::Position(north, east) => {
                    if !((-90.0..=90.0).contains(&north) && (-180.0..=180.0).contains(&east)) {
                        self.say(id, "body", id, "latitude runs from -90 to 90 and longitude from -180 to 180");
                    }
                }
                Value::Sort(_) | Value::Branch(_) | Value::State(_) | Value::Text(_) | Value::Names(_) => {}
            }
        }
    }

    fn in_order(
        &mut self,
        id: &str,
        part: &str,
        at: &Text<'_>,
        earlier: Option<PartialDate>,
        later: Option<PartialDate>,
    ) {
        if let (Some(earlier), Some(later)) = (earlier, later)
            && later.compare(&earlier) == Order::Before
        {
            self.say(id, part, at, format!("{later} stands after {earlier}, which is later"));
        }
    }
}

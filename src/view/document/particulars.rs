//! What only one kind of record has, put into words: a row for each particular, whatever the kind.

use std::borrow::Cow;

use super::{Block, Writer};
use crate::data::body::Body;
use crate::data::cite::Cites;
use crate::data::particular::{Entry, Particular, Value};
use crate::data::record::Record;
use crate::data::text::Text;
use crate::text::listed;

/// `MoU`, `Dialogue`, `Exercise (Army)`: what a record is, as precisely as its body tells.
pub(crate) fn kind_in_words(body: &Body<'_>) -> String {
    let kind = body.kind().name();
    let told = body.particulars().into_iter().find_map(|particular| match particular.value {
        Value::Sort(sort) => Some(sort.to_owned()),
        Value::Branch(branch) => Some(format!("{kind} ({branch})")),
        Value::State(_)
        | Value::Side(_)
        | Value::Parties(_)
        | Value::Text(_)
        | Value::Names(_)
        | Value::Date(_)
        | Value::Position(..)
        | Value::Entries(..)
        | Value::Meanings(_) => None,
    });
    told.unwrap_or_else(|| kind.to_owned())
}

impl<'d> Writer<'d> {
    /// Tells what only this kind of record has; who signed it stands last, a row for each side.
    pub(super) fn body(&mut self, record: &'d Record<'d>) {
        let particulars = record.body.particulars();
        for Particular { label, value, .. } in &particulars {
            self.particular(label, value);
        }
        for particular in &particulars {
            if let Value::Parties(parties) = &particular.value {
                self.parties(parties);
            }
        }
    }

    fn particular(&mut self, label: &'static str, value: &Value<'d>) {
        match value {
            // Those stand in the document's head and at its end.
            Value::Sort(_) | Value::Branch(_) | Value::Parties(_) => {}
            Value::State(word) => self.labelled(label, *word),
            Value::Side(code) => self.labelled(label, self.dataset.pack.side_name(code)),
            Value::Text(text) => self.some(label, text.map(Text::as_str)),
            Value::Names(names) => self.names(label, names.iter().map(Text::as_str)),
            Value::Date(date) => self.some(label, date.map(|date| date.to_string())),
            Value::Position(lat, lon) => self.labelled(label, position(*lat, *lon)),
            Value::Entries(_, entries) => {
                if !entries.is_empty() {
                    self.heading(label);
                }
                for entry in entries {
                    self.entry(entry);
                }
            }
            Value::Meanings(meanings) => self.meanings(label, meanings),
        }
    }

    fn some(&mut self, label: &'static str, text: Option<impl Into<Cow<'d, str>>>) {
        if let Some(text) = text {
            self.labelled(label, text);
        }
    }

    fn names(&mut self, label: &'static str, names: impl Iterator<Item = &'d str>) {
        let text = listed(names, "and");
        if !text.is_empty() {
            self.labelled(label, text);
        }
    }

    fn parties(&mut self, parties: &[(&'d Text<'d>, &'d Text<'d>)]) {
        let pack = &self.dataset.pack;
        let of =
            |code: &str| listed(parties.iter().filter(|(side, _)| *side == code).map(|(_, name)| name.as_str()), "and");
        let told: Vec<(&str, String)> = pack.sides().map(|code| (code, of(code))).collect();
        let told: Vec<(&str, String)> = told.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        // That the countries themselves signed goes without saying, unless not all of them did, or others.
        if told.iter().all(|(code, text)| pack.side_name(code) == text) {
            let is_own = |code: &str| pack.countries.iter().any(|country| country.code.as_str() == code);
            if told.len() != pack.countries.len() || !told.iter().all(|(code, _)| is_own(code)) {
                self.names("Parties", told.iter().map(|(code, _)| pack.side_name(code)));
            }
            return;
        }
        for (code, text) in told {
            self.labelled(pack.side_name(code), text);
        }
    }

    fn entry(&mut self, entry: &Entry<'d>) {
        let number = || entry.number.map_or_else(|| "–".to_owned(), |number| format!("No. {number}"));
        let name = entry.name.map_or_else(|| Cow::Owned(number()), |name| Cow::Borrowed(name.as_str()));
        let date = entry.date.map(|date| date.to_string());
        let texts = [entry.place, entry.note].into_iter().flatten().map(Text::as_str);
        let parts: Vec<&str> = date.as_deref().into_iter().chain(texts).collect();
        let notes = self.notes([entry.cites]);
        self.labelled(name, format!("{}{notes}", parts.join("; ")));
    }

    fn meanings(&mut self, label: &'static str, meanings: &[(&'d Text<'d>, &'d Cites<'d>)]) {
        match meanings.len() {
            0 => {}
            1 => self.heading(label),
            _ => self.heading(format!("{label}s")),
        }
        for (meaning, cites) in meanings {
            let notes = self.notes([*cites]);
            self.blocks.push(Block::Paragraph(Cow::Owned(format!("{meaning}{notes}"))));
        }
    }
}

/// `34.69° N, 135.80° E`
fn position(lat: f64, lon: f64) -> String {
    let (ns, ew) = (if lat < 0.0 { 'S' } else { 'N' }, if lon < 0.0 { 'W' } else { 'E' });
    format!("{:.2}° {ns}, {:.2}° {ew}", lat.abs(), lon.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_read_well() {
        assert_eq!(position(34.69, -75.5), "34.69° N, 75.50° W");
    }
}

//! Every text of a record that a reader may see, one by one: for whoever has to look at all of them.

use std::fmt::Display;

use super::body::Body;
use super::particular::Particular;
use super::record::Record;
use super::text::Text;

impl Record<'_> {
    /// Calls back with every text of the record that a reader may see, and which part it is.
    pub fn each_text<'r>(&'r self, visit: &mut dyn FnMut(&dyn Display, &'r Text<'r>)) {
        self.each_name(visit);
        self.each_statement(visit);
    }

    /// The names it goes by besides its title: these explain themselves or are explained elsewhere.
    fn each_name<'r>(&'r self, visit: &mut dyn FnMut(&dyn Display, &'r Text<'r>)) {
        visit(&"id", &self.id);
        for (index, text) in self.aka.iter().enumerate() {
            visit(&format_args!("aka[{index}]"), text);
        }
        for (field, names) in [("native", &self.native), ("read_as", &self.read_as)] {
            for (index, native) in names.iter().enumerate() {
                visit(&format_args!("{field}[{index}]"), &native.language);
                visit(&format_args!("{field}[{index}]"), &native.name);
            }
        }
    }

    /// The title and all that is told.
    pub(super) fn each_statement<'r>(&'r self, visit: &mut dyn FnMut(&dyn Display, &'r Text<'r>)) {
        visit(&"title", &self.title);
        visit(&"summary", &self.summary);
        for (index, fact) in self.facts.iter().enumerate() {
            visit(&format_args!("facts[{index}].label"), &fact.label);
            visit(&format_args!("facts[{index}]"), &fact.statement);
        }
        for (index, conflict) in self.conflicts.iter().enumerate() {
            visit(&format_args!("conflicts[{index}].point"), &conflict.point);
            visit(&format_args!("conflicts[{index}].reading"), &conflict.reading);
            for claim in &conflict.claims {
                visit(&format_args!("conflicts[{index}].claims"), &claim.statement);
            }
        }
        self.body.each_text(visit);
    }
}

impl Body<'_> {
    /// Calls back with every text that only this kind of record has.
    pub fn each_text<'r>(&'r self, visit: &mut dyn FnMut(&dyn Display, &'r Text<'r>)) {
        for Particular { field, value, .. } in self.particulars() {
            value.each_text(&mut |entry, text| match entry {
                Some(index) => visit(&format_args!("{field}[{index}]"), text),
                None => visit(&field, text),
            });
        }
    }
}

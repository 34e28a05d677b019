//! Every text of a record that a reader may see, one by one: for whoever has to look at all of them.

use std::fmt::Display;

use super::body::Body;
use super::record::Record;
use super::text::Text;

impl<'a> Record<'a> {
    /// Calls back with every text of the record that a reader may see, and which part it is.
    pub fn each_text<'r>(&'r self, visit: &mut dyn FnMut(&dyn Display, &'r Text<'a>)) {
        self.each_name(visit);
        self.each_statement(visit);
    }

    /// The names it goes by besides its title: these explain themselves or are explained elsewhere.
    fn each_name<'r>(&'r self, visit: &mut dyn FnMut(&dyn Display, &'r Text<'a>)) {
        visit(&"id", &self.id);
        for (index, text) in self.aka.iter().enumerate() {
            visit(&format_args!("aka[{index}]"), text);
        }
        for (index, native) in self.native.iter().enumerate() {
            visit(&format_args!("native[{index}]"), &native.language);
            visit(&format_args!("native[{index}]"), &native.name);
        }
    }

    /// The title and all that is told.
    pub(super) fn each_statement<'r>(&'r self, visit: &mut dyn FnMut(&dyn Display, &'r Text<'a>)) {
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

impl<'a> Body<'a> {
    /// Calls back with every text that only this kind of record has.
    pub fn each_text<'r>(&'r self, visit: &mut dyn FnMut(&dyn Display, &'r Text<'a>)) {
        let mut all = |part: &dyn Display, texts: &mut dyn Iterator<Item = &'r Text<'a>>| {
            for text in texts {
                visit(part, text);
            }
        };
        match self {
            Self::Event(event) => all(&"place", &mut event.place.iter()),
            Self::Agreement(agreement) => {
                all(&"objective", &mut [&agreement.objective].into_iter());
                all(&"parties", &mut agreement.parties.iter().map(|party| &party.name));
            }
            Self::Institution(institution) => {
                all(&"level", &mut institution.level.iter());
                all(&"mandate", &mut institution.mandate.iter());
                all(&"chairs", &mut institution.chairs.iter());
                for (index, meeting) in institution.meetings.iter().enumerate() {
                    all(&format_args!("meetings[{index}]"), &mut meeting.place.iter().chain(&meeting.note));
                }
            }
            Self::Project(project) => all(&"body", &mut project.place.iter().chain(&project.partners)),
            Self::Exercise(exercise) => {
                all(&"partners", &mut exercise.partners.iter());
                for (index, edition) in exercise.editions.iter().enumerate() {
                    let texts = [&edition.name].into_iter().chain(&edition.place).chain(&edition.note);
                    all(&format_args!("editions[{index}]"), &mut { texts });
                }
            }
            Self::Person(person) => all(&"role", &mut [&person.role].into_iter()),
            Self::Initiative(initiative) => all(&"body", &mut initiative.lead.iter().chain(&initiative.partners)),
            Self::Theme(_) => {}
            Self::Place(place) => all(&"region", &mut place.region.iter()),
            Self::Term(term) => all(&"expansions", &mut term.expansions.iter().map(|expansion| &expansion.statement)),
        }
    }
}

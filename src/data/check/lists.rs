//! Words that records take from lists of the pack: each is in its list, and each list can be gone through with the eye.

use std::collections::{HashMap, HashSet};

use super::{Report, THE_OTHER};
use crate::data::body::Body;
use crate::data::pack::lists::MOST;
use crate::data::record::Record;
use crate::data::series::Series;
use crate::data::text::Text;
use crate::data::word::Word;

/// A list of `pack.ron`: its field, what one of it is called and what several are, and how one is written.
type List = (&'static str, &'static str, &'static str, &'static str);

const STATUSES: List = ("statuses", "status", "statuses", "(id: Shelved, name: \"Shelved\")");
const STANCES: List = ("stances", "stance", "stances", "(id: Hope, name: \"Hope\", heading: \"Hopes\")");
const GROUPS: List = ("groups", "group", "groups", "(id: Fish, name: \"Fish\")");

impl Report<'_, '_> {
    /// The lists themselves, that of the sectors included.
    pub(super) fn lists(&mut self) {
        let pack = &self.dataset.pack;
        let sectors = &pack.sectors;
        if sectors.len() > MOST {
            let message = format!(
                "a pack has at most {MOST} sectors, and this one has {}: who reads chooses among them; make several one",
                sectors.len()
            );
            self.say("pack", "sectors", sectors.get(MOST).unwrap_or(&pack.title), message);
        }
        let mut seen: HashMap<String, &Text<'_>> = HashMap::new();
        for sector in sectors {
            if let Some(first) = seen.insert(sector.trim().to_lowercase(), sector) {
                let message = format!("the sector “{sector}” stands here twice; take one of them out");
                self.say_beside("pack", "sectors", sector, message, (first, THE_OTHER));
            }
        }
        let statuses = pack.statuses.iter().map(|status| (&status.id, &status.name, None));
        self.list(STATUSES, statuses.collect());
        let stances = pack.stances.iter().map(|stance| (&stance.id, &stance.name, stance.heading.as_ref()));
        self.list(STANCES, stances.collect());
        self.list(GROUPS, pack.groups.iter().map(|group| (&group.id, &group.name, None)).collect());
    }

    fn list(&mut self, (field, one, several, _): List, words: Vec<(&Word<'_>, &Text<'_>, Option<&Text<'_>>)>) {
        if let Some((id, ..)) = words.get(MOST) {
            let message = format!("a pack has at most {MOST} {several}, and this one has {}", words.len());
            self.say("pack", field, id.id(), message);
        }
        let mut seen: HashSet<&str> = HashSet::new();
        for (id, name, heading) in words {
            for text in [name].into_iter().chain(heading) {
                self.text_near("pack", field, text, id.id());
            }
            if let Some(first) = seen.replace(id.id()) {
                let message = format!("another {one} is called “{}”", id.id());
                self.say_beside("pack", field, id.id(), message, (first, THE_OTHER));
            }
        }
    }

    /// The words of a record: its agreement’s status, its argument’s stance.
    pub(super) fn words_of(&mut self, record: &Record<'_>) {
        let pack = &self.dataset.pack;
        match &record.body {
            Body::Agreement(agreement) => {
                let known: Vec<&str> = pack.all_statuses().into_iter().map(|(id, _)| id).collect();
                self.word(&record.id, STATUSES, &agreement.status, &known);
            }
            Body::Theme(theme) => {
                let known: Vec<&str> = pack.all_stances().into_iter().map(|(id, ..)| id).collect();
                self.word(&record.id, STANCES, &theme.stance, &known);
            }
            Body::Event(_)
            | Body::Institution(_)
            | Body::Project(_)
            | Body::Exercise(_)
            | Body::Person(_)
            | Body::Initiative(_)
            | Body::Place(_)
            | Body::Term(_) => {}
        }
    }

    /// The group of a series.
    pub(super) fn group_of(&mut self, series: &Series<'_>) {
        let known: Vec<&str> = self.dataset.pack.all_groups().into_iter().map(|(id, _)| id).collect();
        self.word(&series.id, GROUPS, &series.group, &known);
    }

    /// The group of a chart.
    pub(super) fn group_of_chart(&mut self, chart: &str, group: &Word<'_>) {
        let known: Vec<&str> = self.dataset.pack.all_groups().into_iter().map(|(id, _)| id).collect();
        self.word(chart, GROUPS, group, &known);
    }

    fn word(&mut self, owner: &str, (field, one, several, example): List, word: &Word<'_>, known: &[&str]) {
        let id = word.id();
        if self.unread.is_head || known.contains(&id.as_str()) {
            return;
        }
        let near = self.did_you_mean(id, known.iter().copied());
        let near = if near.is_empty() { ".".to_owned() } else { near };
        let message = format!(
            "there is no {one} “{id}”{near} The {several} are {}; pack.ron may have more: `{field}: [{example}]`",
            known.join(", ")
        );
        self.say(owner, one, id, message);
    }
}

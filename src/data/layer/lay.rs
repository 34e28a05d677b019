//! The texts of layers read as what they are, and put among what the base has.
//!
//! Only what layers change is read: the rest of a compiled base stays packed. What is withdrawn is dropped where others
//! name it, and that is noted; what becomes of sources is in [`sources`].

mod sources;

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::BetweenLayers;
use super::form::OF_CHANGES;
use super::head::HeadOfLayer;
use super::history::{Contest, RawStep};
use super::instruction::{Key, Namespace};
use super::spliced::FileOffset;
use super::woven::{Thing, Woven};
use crate::data::card::WrittenCard;
use crate::data::check::{self, Only};
use crate::data::cite::Cites;
use crate::data::diagnosis;
use crate::data::dialect;
use crate::data::dispute::Conflict;
use crate::data::files::DISPUTES_FILE;
use crate::data::mains::MainsQuestion;
use crate::data::notation;
use crate::data::origin::{Deed, LayerHead, Layers, Step, Withdrawn};
use crate::data::pack::{Pack, Source};
use crate::data::problem::{FilePosition, Problem};
use crate::data::question::BankQuestion;
use crate::data::record::Record;
use crate::data::resolve::{Parts, resolve};
use crate::data::series::Series;
use crate::data::text::Text;
use crate::data::unread::Unread;
use crate::data::{Dataset, ItemId};

/// A base with its layers, and what is to be said of it besides.
#[derive(Debug)]
pub(super) struct Laid<'a> {
    pub(super) dataset: Dataset<'a>,
    /// What a careful editor wants to know: conflicts, and what went with what was withdrawn.
    pub(super) notes: Vec<Problem>,
    /// Of these, where two layers change the same.
    pub(super) conflicts: Vec<BetweenLayers>,
    /// How many things were read for it: those that layers changed.
    pub(super) parsed: usize,
}

/// Puts layers on a base; these are the ids of all that were given, whether they could be laid or not.
///
/// # Errors
/// Everything wrong with what the layers say, at its place in their files.
pub(super) fn lay<'a>(woven: &'a Woven, base: Parts<'a>, ids: &[String]) -> Result<Laid<'a>, Vec<Problem>> {
    let mut layer = Laying { woven, unread: woven.unread.clone(), problems: Vec::new(), notes: Vec::new(), parsed: 0 };
    let heads = layer.heads(&base.pack, ids);
    if !layer.problems.is_empty() {
        // What says that it lies on another pack is not held against this one.
        return Err(layer.problems);
    }
    let mut parts = base;
    if parts.disputes.is_empty() {
        parts.disputes = layer.disputes_of_base();
    }
    for head in &heads {
        head.laid_on(&mut parts.pack);
    }
    let disputes = layer.put(&mut parts);
    layer.drop_withdrawn(&mut parts, &disputes);
    let withdrawn = parts.withdrawn.clone();
    let (mut dataset, mut problems) = resolve(parts, &woven.files, &layer.unread);
    dataset.pack.layers = layer.heads_told(&heads);
    dataset.layers = layer.told(&dataset);
    for head in &heads {
        layer.texts_of(head, &dataset);
    }
    layer.missed_sources(&dataset);
    problems.extend(check::soundness_of(&dataset, &woven.files, &only(&dataset, &heads), &layer.unread));
    let wrong = problems.into_iter().filter(Problem::is_error);
    layer.problems.extend(wrong.map(|problem| woven.translated(problem)));
    let mut conflicts = layer.conflicts();
    layer.notes.extend(conflicts.iter().map(|conflict| conflict.problem.clone()));
    // What a layer says twice is for its own editor.
    conflicts.retain(|conflict| conflict.later != conflict.earlier);
    layer.idle();
    layer.dropped_links(&dataset, &withdrawn);
    check::sort(&mut layer.problems);
    let mut notes: Vec<Problem> = layer.notes.into_iter().map(Problem::into_warning).collect();
    check::sort(&mut notes);
    let parsed = layer.parsed;
    if layer.problems.is_empty() { Ok(Laid { dataset, notes, conflicts, parsed }) } else { Err(layer.problems) }
}

/// What is judged of a base that was sound before: what the layers had a hand in.
fn only<'d>(dataset: &'d Dataset<'_>, heads: &'d [HeadOfLayer<'_>]) -> Only<'d> {
    fn ids<'d>(steps: &'d HashMap<String, Vec<Step<'_>>>) -> HashSet<&'d str> {
        steps.keys().map(String::as_str).collect()
    }
    let layers = &dataset.layers;
    let items = layers.items.keys().filter_map(|id| dataset.get(*id)).map(|item| item.id()).collect();
    Only {
        items,
        questions: ids(&layers.questions),
        cards: ids(&layers.cards),
        mains: ids(&layers.mains),
        sources: ids(&layers.sources),
        tours: heads.iter().flat_map(HeadOfLayer::tours).collect(),
    }
}

struct Laying<'a> {
    woven: &'a Woven,
    /// What did not read: what points at it points at something.
    unread: Unread,
    problems: Vec<Problem>,
    notes: Vec<Problem>,
    /// How many things were read.
    parsed: usize,
}

impl<'a> Laying<'a> {
    /// Judges the texts of a layer's head, which is no part of the pack's.
    fn texts_of(&mut self, head: &HeadOfLayer<'_>, dataset: &Dataset<'a>) {
        for (part, text) in head.texts() {
            self.problems.extend(check::text_of(dataset, &self.woven.files, ("pack", part), text));
        }
    }

    /// The heads of the layers, in order; what is wrong with one is told.
    fn heads(&mut self, pack: &Pack<'_>, ids: &[String]) -> Vec<HeadOfLayer<'a>> {
        let mut heads: Vec<HeadOfLayer<'a>> = Vec::new();
        for number in &self.woven.heads {
            let Some(file) = self.woven.files.list.get(*number) else { continue };
            // Why one does not read is told where its form is.
            match dialect::options().from_str::<HeadOfLayer<'a>>(&file.text).ok() {
                Some(head) => {
                    let said = |text: &str, message: String| {
                        let place = file.offset_of(text).map(|offset| FilePosition::at(&file.text, offset));
                        Problem::new(&file.name, place, "pack", message)
                    };
                    let id = head.id();
                    let is_layer = *head.extends == *id || ids.iter().any(|other| *head.extends == **other);
                    if head.extends != *pack.id() && is_layer {
                        let which = if *head.extends == *id { "this layer itself" } else { "a layer too" };
                        let message = format!(
                            "“{}” is {which}, and a layer lies on a pack of its own: write the one below all of them, extends: \"{}\"; \
                             in which order layers lie is for `--data` and `maitri pack order` to say",
                            head.extends,
                            pack.id()
                        );
                        self.problems.push(said(&head.extends, message));
                    } else if head.extends != *pack.id() {
                        let message = format!(
                            "this lies on the pack “{}”, and that in use is “{}”; name the one it lies on with `--data`, or keep \
                             that: `maitri pack add DIR`",
                            head.extends,
                            pack.id()
                        );
                        self.problems.push(said(&head.extends, message));
                    } else if !crate::data::pack::id::is_id(&id) {
                        let message = "an id is lower-case letters, digits and single hyphens".to_owned();
                        self.problems.push(said(head.id.as_deref().unwrap_or_default(), message));
                    } else if id == *pack.id() || heads.iter().any(|other| other.id() == id) {
                        let message =
                            format!("another pack in use has the id “{id}”; give this one its own, as `id: \"…\"`");
                        self.problems.push(said(head.id.as_deref().unwrap_or(&head.title), message));
                    }
                    heads.push(head);
                }
                None => self.unread.is_head = true,
            }
        }
        heads
    }

    /// The disputes of a compiled base, which keeps none by themselves, where layers change some or have records that name
    /// some.
    fn disputes_of_base(&mut self) -> Vec<Conflict<'a>> {
        let names_some = |thing: &Thing| {
            let file = thing.text.and_then(|number| self.woven.files.list.get(number));
            thing.key.namespace == Namespace::Disputes
                || file.is_some_and(|file| notation::field_named(&file.text, "conflicts").is_some())
        };
        if !self.woven.things.iter().any(names_some) {
            return Vec::new();
        }
        let file = self.woven.base().iter().find(|file| file.base_name() == DISPUTES_FILE);
        // The base is sound: it was read before.
        let read: Vec<Conflict<'a>> =
            file.and_then(|file| dialect::options().from_str(&file.text).ok()).unwrap_or_default();
        self.parsed += read.len();
        read
    }

    /// Puts in their places all things that are, and takes out those that are no more; gives the shared disputes that
    /// nothing names since.
    fn put(&mut self, parts: &mut Parts<'a>) -> Vec<Text<'a>> {
        let gone = |namespace| self.gone(namespace);
        let items: HashSet<&str> = gone(Namespace::Items).collect();
        let questions: HashSet<&str> = gone(Namespace::Questions).collect();
        let cards: HashSet<&str> = gone(Namespace::Cards).collect();
        let mains: HashSet<&str> = gone(Namespace::Mains).collect();
        let disputes: HashSet<&str> = gone(Namespace::Disputes).collect();
        let sources: HashSet<&str> = gone(Namespace::Sources).collect();
        let year = parts.pack.fiscal_year;
        let mut series: Vec<Series<'a>> = self.read(|thing| thing.key.namespace == Namespace::Items && thing.is_series);
        for series in &mut series {
            series.count_in(year);
            // What is added stands where it belongs in time; the same period twice is told by the check.
            series.points.sort_by(|a, b| a.period.list_order(&b.period));
        }
        let records: Vec<Record<'a>> = self.read(|thing| thing.key.namespace == Namespace::Items && !thing.is_series);
        let was_amended = self.woven.things.iter().any(|thing| thing.key.namespace == Namespace::Disputes);
        put(&mut parts.disputes, self.read(on(Namespace::Disputes)), &disputes, |dispute| {
            dispute.id.as_deref().unwrap_or_default()
        });
        if was_amended {
            own_disputes(&mut parts.records, &parts.disputes, &disputes);
        }
        let withdrawn = parts.records.iter().filter(|record| items.contains(record.id.as_str()));
        let mut unnamed: Vec<Text<'a>> = withdrawn.flat_map(shared_disputes).cloned().collect();
        put(&mut parts.records, records, &items, |record| &record.id);
        // The others are asked only where it matters: reading all of a huge pack takes its time.
        let charts = &parts.pack.charts;
        unnamed.retain(|id| charts.iter().any(|chart| chart.disputes.contains(id)));
        unnamed.retain(|id| !parts.records.iter().flat_map(shared_disputes).any(|named| named == id));
        put(&mut parts.series, series, &items, |series| &series.id);
        let mut all: Vec<Source<'a>> = std::mem::take(&mut parts.pack.sources).into();
        put(&mut all, self.read(on(Namespace::Sources)), &sources, |source| &source.id);
        parts.pack.sources = all.into();
        let any_gone = !items.is_empty();
        if any_gone || self.has(Namespace::Questions) {
            let more: Vec<BankQuestion<'a>> = self.read(on(Namespace::Questions));
            parts.questions.change(|all| all, |all| put(all, more, &questions, |question| &question.id));
        }
        if any_gone || self.has(Namespace::Cards) {
            let more: Vec<WrittenCard<'a>> = self.read(on(Namespace::Cards));
            parts.cards.change(|all| all, |all| put(all, more, &cards, |card| &card.id));
        }
        if any_gone || self.has(Namespace::Mains) {
            let more: Vec<MainsQuestion<'a>> = self.read(on(Namespace::Mains));
            parts.mains.change(|all| all, |all| put(all, more, &mains, |question| &question.id));
        }
        parts.withdrawn = items.union(&disputes).copied().collect();
        unnamed
    }

    fn has(&self, of: Namespace) -> bool {
        self.woven.things.iter().any(|thing| thing.key.namespace == of)
    }

    /// The ids of what is no more of a namespace.
    fn gone(&self, of: Namespace) -> impl Iterator<Item = &'a str> + use<'a> {
        let things = self.woven.things.iter().filter(move |thing| thing.key.namespace == of && thing.text.is_none());
        things.map(|thing| thing.key.id.as_str())
    }

    /// Reads the things of one sort.
    fn read<T: Deserialize<'a>>(&mut self, is_of: impl Fn(&Thing) -> bool) -> Vec<T> {
        let mut read = Vec::new();
        for thing in self.woven.things.iter().filter(|thing| is_of(thing)) {
            let Some(file) = thing.text.and_then(|number| self.woven.files.list.get(number)) else { continue };
            self.parsed += 1;
            match dialect::options().from_str(&file.text) {
                Ok(value) => read.push(value),
                Err(error) => {
                    let beside =
                        if thing.steps.iter().any(|step| step.deed == Deed::Amended) { OF_CHANGES } else { &[] };
                    let told = diagnosis::explain_one_beside::<T>(file, &error, beside).into_iter().map(|problem| {
                        // The text of one thing does not say of any part of it which thing that is of.
                        let id = &thing.key.id;
                        let path = if problem.path.is_empty() { id.clone() } else { format!("{id}.{}", problem.path) };
                        self.woven.translated(Problem { path, ..problem })
                    });
                    self.problems.extend(told);
                    self.unread.add(Some(&thing.key.id));
                }
            }
        }
        read
    }

    /// Takes what is withdrawn, and the disputes that nothing names since, out of the lists that name it. A question or a card
    /// about nothing else goes with it.
    fn drop_withdrawn(&mut self, parts: &mut Parts<'a>, disputes: &[Text<'a>]) {
        if parts.withdrawn.is_empty() {
            return;
        }
        let gone = parts.withdrawn.clone();
        let stays = |id: &Text<'_>| !gone.contains(id.as_str());
        let mut went = 0;
        parts.questions.change(
            |all| all,
            |all| {
                let before = all.len();
                for question in all.iter_mut() {
                    question.records.retain(stays);
                }
                all.retain(|question| !question.records.is_empty());
                went += before - all.len();
            },
        );
        parts.cards.change(
            |all| all,
            |all| {
                let before = all.len();
                all.retain(|card| stays(&card.record));
                went += before - all.len();
            },
        );
        parts.mains.change(
            |all| all,
            |all| {
                for question in all {
                    let points = question.body.iter_mut().map(|point| &mut point.records);
                    let ends = [&mut question.introduction.records, &mut question.conclusion.records];
                    points.chain(ends).for_each(|records| records.retain(stays));
                }
            },
        );
        let pack = &mut parts.pack;
        pack.changes.iter_mut().for_each(|change| change.records.retain(stays));
        pack.charts.retain_mut(|chart| chart.keep(|id| stays(id) && !disputes.contains(id)));
        for breakdown in &mut pack.breakdowns {
            breakdown.parts.retain(|(id, _)| stays(id));
            breakdown.total = breakdown.total.take().filter(stays);
        }
        pack.breakdowns.retain(|breakdown| !breakdown.parts.is_empty());
        for step in &mut pack.ladder {
            step.papers.retain(stays);
        }
        pack.ladder.retain(|step| stays(&step.record));
        for tour in &mut pack.tours {
            tour.stops.retain(|stop| stays(&stop.to));
        }
        pack.tours.retain(|tour| !tour.stops.is_empty());
        pack.summits = pack.summits.take().filter(stays);
        if went > 0 {
            let first =
                self.woven.things.iter().filter(|thing| thing.text.is_none()).find_map(|thing| thing.steps.last());
            let message = match went {
                1 => "one question or card goes with it: it is about nothing else".to_owned(),
                went => format!("{went} questions and cards go with it: they are about nothing else"),
            };
            self.notes.extend(first.map(|step| self.woven.problem(step.place, String::new(), message)));
        }
    }

    /// The layers as they are told of.
    fn heads_told(&self, heads: &[HeadOfLayer<'a>]) -> Vec<LayerHead<'a>> {
        let counts = |layer: usize| {
            let steps = self.woven.things.iter().flat_map(|thing| &thing.steps).filter(|step| step.layer == layer);
            let mut counts = [0; 4];
            for step in steps {
                if let Some(count) = counts.get_mut(step.deed as usize) {
                    *count += 1;
                }
            }
            counts
        };
        let told = |(layer, head): (usize, &HeadOfLayer<'a>)| LayerHead {
            id: head.id(),
            title: head.title.clone(),
            edition: head.edition,
            counts: counts(layer),
        };
        heads.iter().enumerate().map(told).collect()
    }

    /// Whose everything is.
    fn told(&mut self, dataset: &Dataset<'a>) -> Layers<'a> {
        let mut layers = Layers::default();
        let woven = self.woven;
        for thing in &woven.things {
            let steps: Vec<Step<'a>> = thing.steps.iter().map(|step| self.step(dataset, &thing.key, step)).collect();
            let id = thing.key.id.clone();
            match (thing.text, thing.key.namespace) {
                (None, of) => {
                    let what = of.thing();
                    let last = steps.into_iter().rfind(|step| step.deed == Deed::Withdrawn);
                    layers.withdrawn.extend(last.map(|step| Withdrawn { id, what, step }));
                }
                (Some(_), Namespace::Items) => {
                    layers.items.extend(dataset.find(&id).map(|item: ItemId| (item, steps)));
                }
                (Some(_), Namespace::Questions) => drop(layers.questions.insert(id, steps)),
                (Some(_), Namespace::Cards) => drop(layers.cards.insert(id, steps)),
                (Some(_), Namespace::Mains) => drop(layers.mains.insert(id, steps)),
                (Some(_), Namespace::Sources) => drop(layers.sources.insert(id, steps)),
                (Some(_), Namespace::Disputes) => drop(layers.disputes.insert(id, steps)),
            }
        }
        layers
    }

    /// A step with its texts read, its cites judged.
    fn step(&mut self, dataset: &Dataset<'_>, key: &Key, step: &'a RawStep) -> Step<'a> {
        let file = self.woven.files.list.get(step.place.0);
        let mut cites = None;
        if let Some((file, range)) = file.zip(step.cite.clone()) {
            let text = file.text.get(range.clone()).unwrap_or_default();
            if let Ok(read) = dialect::options().from_str::<Cites<'a>>(text) {
                let wrong = check::cites_of(dataset, &self.woven.files, &key.id, &read, &self.unread);
                // A text with a backslash in it has lost its place.
                let placed = wrong.into_iter().map(|problem| match problem.place {
                    Some(_) => problem,
                    None => self.woven.problem((step.place.0, range.start), problem.path, problem.message),
                });
                self.problems.extend(placed);
                cites = Some(read);
            } else {
                let message = "a cite is a text, as in \"source-id ¶14\"".to_owned();
                self.problems.push(self.woven.problem((step.place.0, range.start), key.id.clone(), message));
            }
        }
        let mut because = None;
        if let Some((file, range)) = file.zip(step.because.clone()) {
            let text = file.text.get(range.clone()).unwrap_or_default();
            let here = |message| self.woven.problem((step.place.0, range.start), key.id.clone(), message);
            if let Ok(read) = dialect::options().from_str::<Text<'a>>(text) {
                let wrong = check::text_of(dataset, &self.woven.files, (&key.id, "because"), &read);
                // It may have lost its place by what is escaped in it.
                let wrong: Vec<Problem> = wrong.into_iter().map(|problem| here(problem.message)).collect();
                self.problems.extend(wrong);
                because = Some(read);
            } else {
                let wrong = here("why is told in a text, as in \"It was never signed.\"".to_owned());
                self.problems.push(wrong);
            }
        }
        Step { layer: step.layer, deed: step.deed, cites, because, changes: &step.changes }
    }

    /// Notes each link that is dropped, for what it leads to is withdrawn.
    fn dropped_links(&mut self, dataset: &Dataset<'_>, withdrawn: &HashSet<&str>) {
        if withdrawn.is_empty() {
            return;
        }
        for (_, item) in dataset.items() {
            let gone = |id: &str| withdrawn.contains(id) && dataset.find(id).is_none();
            for link in item.raw_links().iter().filter(|link| gone(&link.to)) {
                let mut things = self.woven.things.iter();
                let thing =
                    things.find(|thing| thing.key.namespace == Namespace::Items && thing.key.id == link.to.as_str());
                let Some(step) = thing.and_then(|thing| thing.steps.last()) else { continue };
                let message = format!("the link of “{}” to this is dropped", item.id());
                let note = self.woven.problem(step.place, link.to.to_string(), message);
                let there = check::link_place(dataset, &self.woven.files, item, link);
                self.notes.push(match there {
                    Some(place) => self.woven.translated(note.beside(place)),
                    None => note,
                });
            }
        }
    }

    /// Where two layers want the same otherwise, or one says two things of a field.
    fn conflicts(&self) -> Vec<BetweenLayers> {
        let layer = |place: &FileOffset| self.woven.owners.get(place.0).copied().flatten();
        let told = |(id, contest): &(String, Contest)| {
            let Contest { later, earlier, what, deed, is_heard } = contest;
            let (did, does) =
                if *deed == Deed::Withdrawn { ("withdrawn", "withdraws") } else { ("changed", "changes") };
            let holds = if *is_heard {
                "what stands here, in the later one, holds"
            } else {
                "so nothing is left that could be changed here"
            };
            let too = if *deed == Deed::Withdrawn { "" } else { " too" };
            let is_one = layer(later) == layer(earlier);
            let (message, beside) = if is_one {
                let message = format!("this layer changes {what} twice; what stands here, the later, holds");
                (message, "the first time it is changed here".to_owned())
            } else {
                let message = format!("{what} is {did} by an earlier layer{too}; {holds}");
                (message, format!("the earlier layer {does} it here"))
            };
            let other = self.woven.other(*earlier, &beside);
            let problem = self.woven.problem(*later, id.clone(), message).beside(other).into_warning();
            Some(BetweenLayers { later: layer(later)?, earlier: layer(earlier)?, is_heard: *is_heard, problem })
        };
        self.woven.contests.iter().filter_map(told).collect()
    }

    /// Notes where a layer says what is so already.
    fn idle(&mut self) {
        for (id, place) in &self.woven.idle {
            let message = "this is so already, and changes nothing; it can be taken out".to_owned();
            self.notes.push(self.woven.problem(*place, id.clone(), message));
        }
    }
}

fn on(namespace: Namespace) -> impl Fn(&Thing) -> bool {
    move |thing| thing.key.namespace == namespace
}

/// Puts things where those of their ids are, new ones at the end, and takes some out.
fn put<T>(all: &mut Vec<T>, more: Vec<T>, gone: &HashSet<&str>, id: impl Fn(&T) -> &str) {
    if more.is_empty() && gone.is_empty() {
        return;
    }
    let places: HashMap<String, usize> = all.iter().enumerate().map(|(at, thing)| (id(thing).to_owned(), at)).collect();
    for thing in more {
        match places.get(id(&thing)).and_then(|at| all.get_mut(*at)) {
            Some(place) => *place = thing,
            None => all.push(thing),
        }
    }
    if !gone.is_empty() {
        all.retain(|thing| !gone.contains(id(thing)));
    }
}

/// The ids of the disputes of a record that it may share with others.
fn shared_disputes<'r, 'a>(record: &'r Record<'a>) -> impl Iterator<Item = &'r Text<'a>> {
    record.conflicts.iter().filter_map(|conflict| conflict.id.as_ref())
}

/// Gives records of a base, which have their disputes already, those that layers changed.
fn own_disputes<'a>(records: &mut [Record<'a>], disputes: &[Conflict<'a>], gone: &HashSet<&str>) {
    let named = |id: &str| disputes.iter().find(|dispute| dispute.id.as_deref() == Some(id));
    for record in records {
        let shared = |conflict: &Conflict<'_>| conflict.id.is_some() && conflict.missing().is_none();
        if !record.conflicts.iter().any(shared) {
            continue;
        }
        record.unpack();
        let Some(content) = record.written_mut() else { continue };
        content.conflicts.retain_mut(|conflict| {
            let Some(id) = conflict.id.clone().filter(|_| conflict.missing().is_none()) else { return true };
            if let Some(dispute) = named(&id) {
                *conflict = dispute.clone();
            }
            !gone.contains(id.as_str())
        });
    }
}

/// How many of each deed, in words: `12 added, 3 amended`.
#[must_use]
pub fn counted(counts: [usize; 4]) -> String {
    let words = [
        (Deed::Added, "added"),
        (Deed::Replaced, "replaced"),
        (Deed::Amended, "amended"),
        (Deed::Withdrawn, "withdrawn"),
    ];
    let told = words.iter().zip(counts).filter(|(_, count)| *count > 0);
    let told: Vec<String> = told.map(|((_, word), count)| format!("{count} {word}")).collect();
    if told.is_empty() { "nothing changed".to_owned() } else { told.join(", ") }
}

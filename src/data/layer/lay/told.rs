//! What is told of layers once they lie: which there are, whose everything is, and where two of them do not agree.

use std::ops::Range;

use super::super::BetweenLayers;
use super::super::head::HeadOfLayer;
use super::super::history::{Contest, RawStep};
use super::super::instruction::{Key, Namespace};
use super::super::spliced::FileOffset;
use super::Laying;
use crate::data::check;
use crate::data::cite::Cites;
use crate::data::dialect;
use crate::data::origin::{Deed, LayerHead, Layers, Step, Withdrawn};
use crate::data::problem::Problem;
use crate::data::text::Text;
use crate::data::{Dataset, ItemId};

impl<'a> Laying<'a> {
    /// The layers as they are told of.
    pub(super) fn heads_told(&self, heads: &[HeadOfLayer<'a>]) -> Vec<LayerHead<'a>> {
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
    pub(super) fn told(&mut self, dataset: &Dataset<'a>) -> Layers<'a> {
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
        let (mut cites, mut because) = (None, None);
        if let Some((text, here)) = self.said_at(key, step, step.cite.as_ref()) {
            if let Ok(read) = dialect::options().from_str::<Cites<'a>>(text) {
                self.tell(|laying| {
                    let wrong = check::cites_of(dataset, &laying.woven.files, &key.id, &read, &laying.unread);
                    // A text with a backslash in it has lost its place.
                    let placed = |problem: Problem| match problem.place {
                        Some(_) => problem,
                        None => Problem { path: problem.path, ..here(problem.message) },
                    };
                    wrong.into_iter().map(placed).collect()
                });
                cites = Some(read);
            } else {
                self.tell(|_| vec![here("a cite is a text, as in \"source-id ¶14\"".to_owned())]);
            }
        }
        if let Some((text, here)) = self.said_at(key, step, step.because.as_ref()) {
            if let Ok(read) = dialect::options().from_str::<Text<'a>>(text) {
                self.tell(|laying| {
                    let wrong = check::text_of(dataset, &laying.woven.files, (&key.id, "because"), &read);
                    // It may have lost its place by what is escaped in it.
                    wrong.into_iter().map(|problem| here(problem.message)).collect()
                });
                because = Some(read);
            } else {
                self.tell(|_| vec![here("why is told in a text, as in \"It was never signed.\"".to_owned())]);
            }
        }
        Step { layer: step.layer, deed: step.deed, cites, because, changes: &step.changes }
    }

    /// A text that stands beside a step in its file, and how a problem there is told.
    fn said_at<'k>(
        &self,
        key: &'k Key,
        step: &RawStep,
        range: Option<&Range<usize>>,
    ) -> Option<(&'a str, impl Fn(String) -> Problem + use<'a, 'k>)> {
        let (woven, file, range) = (self.woven, step.place.0, range?.clone());
        let text = woven.files.list.get(file)?.text.get(range.clone()).unwrap_or_default();
        Some((text, move |message| woven.problem((file, range.start), key.id.clone(), message)))
    }

    /// Where two layers want the same otherwise, or one says two things of a field.
    pub(super) fn conflicts(&self) -> Vec<BetweenLayers> {
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
    pub(super) fn idle(&mut self) {
        for (id, place) in &self.woven.idle {
            let message = "this is so already, and changes nothing; it can be taken out".to_owned();
            self.notes.push(self.woven.problem(*place, id.clone(), message));
        }
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

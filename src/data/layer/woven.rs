//! Layers laid on a base as text, in a form that outlives what is read from it: the files, the texts that were put
//! together, and where each of these stood.

use std::collections::{BTreeMap, HashSet};

use super::base::{self, Base};
use super::form;
use super::history::{self, Contest, Outcome, RawStep, Refusal};
use super::instruction::{self, Flaw, Instruction, Key, Namespace};
use super::spliced::{FileOffset, Spliced};
use crate::data::files::{File, Files, PACK_FILE};
use crate::data::problem::{FilePosition, Problem, did_you_mean};
use crate::data::unread::Unread;

/// A base and some layers.
#[derive(Debug)]
pub(super) struct Woven {
    /// The files of the base, those of the layers, and the texts of things that layers changed.
    pub(super) files: Files,
    /// How many files the base has.
    base: usize,
    /// Which layer each file is of, by its number among all layers that were given; nothing is the base.
    pub(super) owners: Vec<Option<usize>>,
    /// Where the bytes of the texts stood, which come after the files.
    pub(super) texts: Vec<Spliced>,
    /// The `pack.ron` of each layer that lies on the base, as numbers of files.
    pub(super) heads: Vec<usize>,
    /// Everything that any layer changed; what is new in the order of the files.
    pub(super) things: Vec<Thing>,
    /// Where two layers want it otherwise, each with the id of the thing.
    pub(super) contests: Vec<(String, Contest)>,
    /// Where a layer says what is so already, each with the id of the thing.
    pub(super) idle: Vec<(String, FileOffset)>,
    /// What keeps the uppermost of these layers from being laid, with its number: what of it can be laid all the same lies
    /// there, so that everything else that is wrong with it can be told.
    pub(super) broken: Option<(usize, Vec<Problem>)>,
    /// What of that layer does not read.
    pub(super) unread: Unread,
}

/// A thing that layers changed.
#[derive(Debug)]
pub(super) struct Thing {
    pub(super) key: Key,
    pub(super) is_series: bool,
    /// The number of the file with its text; nothing if it is no more.
    pub(super) text: Option<usize>,
    /// Who did what, the layers numbered among those that lie on the base.
    pub(super) steps: Vec<RawStep>,
}

/// What one layer says.
#[derive(Debug, Default)]
struct Said {
    /// The layer, by its number among all.
    layer: usize,
    /// The number of its `pack.ron` among the files.
    head: Option<usize>,
    instructions: Vec<Instruction>,
    /// What of it cannot be laid, and what that is called.
    wrong: Vec<Problem>,
    unread: Unread,
}

impl Woven {
    /// Lays layers on a base, in order, but for those of these numbers. Those that cannot be laid are told of.
    pub(super) fn new(base: &[File], layers: &[Files], without: &HashSet<usize>) -> Self {
        let mut list: Vec<File> = base.to_vec();
        let mut owners: Vec<Option<usize>> = vec![None; list.len()];
        for (layer, files) in layers.iter().enumerate().filter(|(layer, _)| !without.contains(layer)) {
            list.extend(files.list.iter().cloned());
            owners.resize(list.len(), Some(layer));
        }
        let mut woven = Self {
            files: Files { list },
            base: base.len(),
            owners,
            texts: Vec::new(),
            heads: Vec::new(),
            things: Vec::new(),
            contests: Vec::new(),
            idle: Vec::new(),
            broken: None,
            unread: Unread::default(),
        };
        woven.weave();
        woven
    }

    /// The files of the base.
    pub(super) fn base(&self) -> &[File] {
        self.files.list.get(..self.base).unwrap_or_default()
    }

    /// How many files the base has.
    pub(super) fn base_count(&self) -> usize {
        self.base
    }

    fn weave(&mut self) {
        let mut list = std::mem::take(&mut self.files.list);
        let mut layers: Vec<usize> = self.owners.iter().flatten().copied().collect();
        layers.dedup();
        let mut said: Vec<Said> = Vec::new();
        for layer in layers {
            said.push(self.said(&mut list, layer));
            if said.last().is_some_and(|said| !said.wrong.is_empty()) {
                // What lies on this one is judged once it is left out.
                break;
            }
        }
        let (of_base, _) = list.split_at_checked(self.base).unwrap_or_default();
        let wanted = said.iter().flat_map(|said| &said.instructions).map(|said| &said.key).collect();
        let known = Base::of(of_base, &wanted);
        let outcomes = loop {
            let (at, flaws) = match woven((&list, self.base), &known, &said) {
                Ok(outcomes) => break outcomes,
                Err(first) => first,
            };
            said.truncate(at + 1);
            let Some(faulty) = said.last_mut() else { break BTreeMap::new() };
            // What else is wrong with it is told too: it is laid without this.
            faulty.instructions.retain(|instruction| !flaws.iter().any(|(key, _)| *key == instruction.key));
            for (key, flaw) in flaws {
                faulty.unread.add(Some(&key.id));
                faulty.wrong.extend(problems(&list, vec![flaw]));
            }
        };
        self.heads = said.iter().filter_map(|said| said.head).collect();
        if let Some(Said { layer, wrong, unread, .. }) = said.pop().filter(|said| !said.wrong.is_empty()) {
            self.broken = Some((layer, wrong));
            self.unread = unread;
        }
        self.take(&list, outcomes);
        self.files.list.splice(0..0, list);
    }

    /// What a layer says, and what of it does not read.
    fn said(&self, list: &mut [File], layer: usize) -> Said {
        let files: Vec<usize> =
            (self.base..list.len()).filter(|at| self.owners.get(*at) == Some(&Some(layer))).collect();
        let is_head = |at: &&usize| list.get(**at).is_some_and(|file| file.base_name() == PACK_FILE);
        let mut said = Said { layer, head: files.iter().find(is_head).copied(), ..Said::default() };
        for at in files {
            let Some(form) = list.get(at).map(form::of) else { continue };
            // Read as it is meant and told as it stands: every byte has its place in both.
            let written = form.text.and_then(|text| Some(std::mem::replace(&mut list.get_mut(at)?.text, text.into())));
            let (more, flaws) = instruction::instructions_among(list, at, form.elements);
            for flaw in &flaws {
                let id = list.get(at).and_then(|file| instruction::id_at(file, flaw.place.1));
                said.unread.add(id.as_deref());
            }
            if let (Some(file), Some(written)) = (list.get_mut(at), written) {
                file.text = written;
            }
            said.instructions.extend(more);
            said.unread.extend(form.unread);
            said.wrong.extend(form.problems);
            said.wrong.extend(problems(list, flaws));
        }
        said
    }

    /// Keeps what the layers come to.
    fn take(&mut self, list: &[File], outcomes: BTreeMap<Key, Outcome>) {
        let mut outcomes: Vec<_> = outcomes.into_iter().collect();
        // What is new comes in the order in which it stands in the files.
        outcomes.sort_by_key(|(_, outcome)| outcome.whole.as_ref().map(|whole| whole.text.origin()));
        for (key, Outcome { whole, steps, contests, idle }) in outcomes {
            self.contests.extend(contests.into_iter().map(|contest| (key.id.clone(), contest)));
            self.idle.extend(idle.into_iter().map(|place| (key.id.clone(), place)));
            if steps.is_empty() {
                continue;
            }
            let is_series = whole.as_ref().is_some_and(|whole| whole.is_series);
            let text = whole.map(|whole| {
                let number = list.len() + self.texts.len();
                let name = format!("{}#{}", key.id, self.texts.len());
                self.files.list.push(File { name, text: whole.text.text().to_owned().into() });
                self.texts.push(whole.text);
                number
            });
            self.things.push(Thing { key, is_series, text, steps });
        }
    }

    /// A problem at a place in a file.
    pub(super) fn problem(&self, place: FileOffset, path: String, message: String) -> Problem {
        at(&self.files.list, place, path, message)
    }

    /// The numbers of the layers that lie on the base, among all.
    pub(super) fn laid(&self) -> Vec<usize> {
        self.heads.iter().filter_map(|head| self.owners.get(*head).copied().flatten()).collect()
    }
}

/// A layer that cannot be laid, by its number, and what is wrong with which thing.
type Refused = (usize, Vec<(Key, Flaw)>);

/// What becomes of every thing by what layers say; or which of them, by its number among these, is the first that cannot be
/// laid on those before it, and why.
fn woven((list, of_base): (&[File], usize), base: &Base, said: &[Said]) -> Result<BTreeMap<Key, Outcome>, Refused> {
    let mut by_thing: BTreeMap<&Key, Vec<(usize, &Instruction)>> = BTreeMap::new();
    for (at, said) in said.iter().enumerate() {
        for instruction in &said.instructions {
            by_thing.entry(&instruction.key).or_default().push((at, instruction));
        }
    }
    let (mut outcomes, mut flaws): (_, Vec<(usize, Key, Flaw)>) = (BTreeMap::new(), Vec::new());
    for (key, said) in by_thing {
        match history::played(base.get(key, list), &said) {
            Ok(outcome) => drop(outcomes.insert(key.clone(), outcome)),
            Err((at, refusal)) => flaws.push((at, key.clone(), told((list, of_base), base, key, refusal))),
        }
    }
    match flaws.iter().map(|(at, ..)| *at).min() {
        None => Ok(outcomes),
        Some(first) => {
            let of_first = flaws.into_iter().filter(|(at, ..)| *at == first);
            let mut flaws: Vec<(Key, Flaw)> = of_first.map(|(_, key, flaw)| (key, flaw)).collect();
            flaws.sort_by_key(|(_, flaw)| flaw.place);
            Err((first, flaws))
        }
    }
}

/// Why a thing cannot be what a layer says, in a person’s words.
fn told((list, of_base): (&[File], usize), base: &Base, key: &Key, refusal: Refusal) -> Flaw {
    let (thing, id) = (key.namespace.thing(), &key.id);
    match refusal {
        Refusal::Flawed(flaw) => flaw,
        Refusal::IsThere(place, there) => {
            let there = there.or_else(|| base.place(key));
            let there = there.map_or_else(String::new, |there| format!(" at {}", shown(list, there)));
            let message = format!(
                "there is a {thing} “{id}” already{there}; give this another id, or begin it with `replace: \"{id}\"`"
            );
            Flaw::new(place, message)
        }
        Refusal::IsGone(place, there) => Flaw::new(place, format!("“{id}” was withdrawn at {}", shown(list, there))),
        Refusal::NeverWas(place) => {
            let known = base::ids(list.get(..of_base).unwrap_or_default(), key.namespace);
            let is_of = |other: &Namespace| {
                *other != key.namespace && base::ids(list.get(..of_base).unwrap_or_default(), *other).contains(id)
            };
            let message = if let Some(other) = Namespace::ALL.iter().find(|other| is_of(other)) {
                format!("“{id}” is a {}, and what changes of one is written in {}", other.thing(), other.file())
            } else {
                let near = did_you_mean(id, known.iter().map(String::as_str));
                format!("there is no {thing} “{id}”{near}")
            };
            Flaw::new(place, message)
        }
    }
}

/// A place as a sentence names it: `news.ron:12`.
fn shown(list: &[File], (file, offset): FileOffset) -> String {
    let Some(file) = list.get(file) else { return "another layer".to_owned() };
    format!("{}:{}", file.name, FilePosition::at(&file.text, offset).line)
}

fn problems(list: &[File], flaws: Vec<Flaw>) -> Vec<Problem> {
    flaws.into_iter().map(|flaw| at(list, flaw.place, String::new(), flaw.message)).collect()
}

fn at(list: &[File], (file, offset): FileOffset, path: String, message: String) -> Problem {
    let found = list.get(file);
    let name = found.map_or_else(|| "layer".to_owned(), |file| file.name.clone());
    Problem::new(name, found.map(|file| FilePosition::at(&file.text, offset)), path, message)
}

#[cfg(test)]
#[expect(clippy::string_slice, reason = "tests know what they cut")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BASE: &str =
        "[(id: \"a\", title: \"A\", aka: [\"x\"]), (id: \"b\", title: \"B\", body: Event(sort: Visit, place: \"P\"))]";

    fn pack(name: &str, records: &str) -> Files {
        let file =
            |base_name: &str, text: &str| File { name: format!("{name}/{base_name}"), text: text.to_owned().into() };
        Files {
            list: vec![file("pack.ron", "(extends: \"b\", title: \"T\", edition: \"2026\")"), file("x.ron", records)],
        }
    }

    /// Layers laid on a base, and why others of them are not.
    fn laid_on(base: &str, layers: &[&str]) -> (Woven, Vec<(usize, Vec<Problem>)>) {
        let said = layers.iter().enumerate().map(|(at, said)| pack(&format!("l{at}"), &format!("[{said}]")));
        let (base, layers): (Files, Vec<Files>) = (pack("base", base), said.collect());
        let mut broken: Vec<(usize, Vec<Problem>)> = Vec::new();
        loop {
            let without = broken.iter().map(|(layer, _)| *layer).collect();
            let woven = Woven::new(&base.list, &layers, &without);
            match woven.broken.clone() {
                Some(wrong) => broken.push(wrong),
                None => return (woven, broken),
            }
        }
    }

    fn laid(layers: &[&str]) -> Woven {
        laid_on(BASE, layers).0
    }

    /// The numbers of the layers that lie on the base.
    fn numbers(woven: &Woven) -> Vec<usize> {
        let name = |head: &usize| woven.files.list[*head].name.clone();
        woven.heads.iter().map(|head| name(head)[1..2].parse().unwrap()).collect()
    }

    /// What everything comes to that layers changed.
    fn texts(woven: &Woven) -> Vec<(String, Option<String>)> {
        let text = |thing: &Thing| {
            Some(
                woven
                    .files
                    .list
                    .get(thing.text?)?
                    .text
                    .split_whitespace()
                    .collect::<String>()
                    .replace(",)", ")")
                    .replace(",]", "]"),
            )
        };
        let mut texts: Vec<_> = woven.things.iter().map(|thing| (thing.key.id.clone(), text(thing))).collect();
        texts.sort();
        texts
    }

    /// What holds where one layer says the first of `b`, or adds `c`, and another says the second: what is contested of it
    /// (with `!`, if the later is not heard), `agreed`, `heard`, or `refused`.
    fn held(first: &str, second: &str) -> String {
        let (woven, broken) = laid_on(BASE, &[first, second]);
        if let [(1, problems)] = broken.as_slice() {
            return format!("refused: {}", problems[0].message);
        }
        assert!(broken.is_empty(), "{broken:?}");
        match woven.contests.as_slice() {
            [] if woven.idle.is_empty() => "heard".to_owned(),
            [] => "agreed".to_owned(),
            [(_, contest)] => format!("{}{}", contest.what, if contest.is_heard { "" } else { "!" }),
            several => format!("{several:?}"),
        }
    }

    #[test]
    fn what_two_layers_say_of_one_thing_holds_as_the_table_says() {
        let amend = |id: &str, fields: &str| format!("(amend: \"{id}\", cite: \"s ¶1\", {fields})");
        let withdraw = |id: &str| format!("(withdraw: \"{id}\", because: \"So.\")");
        let replace = |id: &str, title: &str| format!("(replace: \"{id}\", title: \"{title}\")");
        let add = |id: &str, title: &str| format!("(id: \"{id}\", title: \"{title}\")");
        let title = |id: &str, title: &str| amend(id, &format!("title: \"{title}\""));
        for (first, second, holds) in [
            // Added.
            (add("c", "C"), add("c", "C"), "agreed"),
            (add("c", "C"), "( id: \"c\", // the same\n title: \"C\", )".to_owned(), "agreed"),
            (add("c", "C"), add("c", "D"), "refused: there is a record or series “c” already at l0/x.ron:1"),
            (add("c", "C"), title("c", "D"), "heard"),
            (add("c", "C"), replace("c", "D"), "heard"),
            (add("c", "C"), withdraw("c"), "heard"),
            // Amended.
            (title("b", "X"), add("b", "X"), "refused: there is a record or series “b” already at l0/x.ron:1"),
            (title("b", "X"), title("b", "X"), "agreed"),
            (title("b", "X"), title("b", "Y"), "title"),
            (title("b", "X"), amend("b", "body: (place: \"Q\")"), "heard"),
            (amend("b", "body: Event(sort: Summit)"), amend("b", "body: Event(sort: Talk)"), "body.sort"),
            (amend("b", "when: \"2011\""), amend("b", "when: \"2012\""), "when"),
            (amend("a", "add: (aka: [\"p\"])"), amend("a", "add: (aka: [\"q\"])"), "heard"),
            (amend("a", "add: (aka: [\"p\"])"), amend("a", "add: (aka: [\"p\"])"), "agreed"),
            (amend("a", "take: (aka: [\"x\"])"), amend("a", "take: (aka: [\"x\"])"), "agreed"),
            (amend("a", "add: (aka: [\"p\"])"), amend("a", "aka: [\"q\"]"), "aka"),
            (title("b", "X"), replace("b", "Y"), "b"),
            (title("b", "X"), withdraw("b"), "b"),
            // Replaced.
            (replace("b", "X"), add("b", "X"), "refused: there is a record or series “b” already at l0/x.ron:1"),
            (replace("b", "X"), title("b", "Y"), "b"),
            (replace("b", "X"), title("b", "X"), "agreed"),
            (replace("b", "X"), replace("b", "X"), "agreed"),
            (replace("b", "X"), replace("b", "Y"), "b"),
            (replace("b", "X"), withdraw("b"), "b"),
            // Withdrawn.
            (withdraw("b"), add("b", "X"), "heard"),
            (withdraw("b"), title("b", "X"), "b!"),
            (withdraw("b"), replace("b", "X"), "b"),
            (withdraw("b"), withdraw("b"), "agreed"),
        ] {
            let told = held(&first, &second);
            assert!(told == holds || (holds.contains(':') && told.starts_with(holds)), "{first} then {second}: {told}");
        }
    }

    #[test]
    fn what_cannot_be_laid_is_told_with_both_places_and_keeps_no_other_out() {
        let (twice, broken) = laid_on(
            BASE,
            &[
                "(id: \"a\", title: \"A\"), (amend: \"aa\", cite: \"s ¶1\", title: \"\")",
                "(withdraw: \"b\", because: \"So.\"), (amend: \"b\", cite: \"s ¶1\", title: \"\")",
                "(id: \"c\", title: \"C\")",
                "(id: \"c\", title: \"D\")",
            ],
        );
        let told: Vec<(usize, &str)> =
            broken.iter().flat_map(|(layer, all)| all.iter().map(|one| (*layer, one.message.as_str()))).collect();
        assert!(
            told[0].0 == 0 && told[0].1.starts_with("there is a record or series “a” already at base/x.ron:1"),
            "{told:?}"
        );
        assert!(told[1].0 == 0 && told[1].1.starts_with("there is no record or series “aa”"), "{told:?}");
        assert!(told[2].0 == 1 && told[2].1.starts_with("“b” was withdrawn at l1/x.ron:1"), "{told:?}");
        assert!(told[3].0 == 3 && told[3].1.starts_with("there is a record or series “c” already at l2"), "{told:?}");
        assert_eq!((numbers(&twice), texts(&twice).len()), (vec![2], 1));
        // Without the first the second is right.
        let (one, broken) = laid_on(
            BASE,
            &["(id: \"c\", title: \"C\"), (withdraw: \"nowhere\", because: \"So.\")", "(id: \"c\", title: \"D\")"],
        );
        assert_eq!((broken.len(), numbers(&one)), (1, vec![1]));
    }

    #[test]
    fn nobody_is_told_of_what_changed_nothing() {
        let woven =
            laid(&["(amend: \"a\", cite: \"s ¶1\", title: \"A\"), (amend: \"b\", cite: \"s ¶1\", title: \"X\")"]);
        assert_eq!((woven.things.len(), woven.idle.len()), (1, 1));
        let steps = |woven: &Woven| woven.things.iter().map(|thing| thing.steps.len()).collect::<Vec<_>>();
        assert_eq!(steps(&laid(&["(withdraw: \"a\", because: \"So.\")", "(withdraw: \"a\", because: \"Yes.\")"])), [1]);
    }

    /// What a layer may say of a thing, by numbers: of four ids, of which the base has two.
    fn said() -> impl Strategy<Value = String> {
        let id = prop::sample::select(vec!["a", "b", "c", "d"]);
        let value = 0..4_u8;
        prop_oneof![
            (id.clone(), value.clone())
                .prop_map(|(id, n)| format!("(id: \"{id}\", title: \"T{n}\", aka: [\"x\", \"y{n}\"])")),
            (id.clone(), value.clone()).prop_map(|(id, n)| format!("(replace: \"{id}\", title: \"R{n}\", aka: [])")),
            (id.clone(), value.clone()).prop_map(|(id, n)| format!(
                "(amend: \"{id}\", cite: \"s ¶1\", title: \"A{n}\", body: (place: \"P{n}\"))"
            )),
            (id.clone(), value.clone())
                .prop_map(|(id, n)| format!("(amend: \"{id}\", cite: \"s ¶1\", add: (aka: [\"z{n}\"]))")),
            id.clone().prop_map(|id| format!("(amend: \"{id}\", cite: \"s ¶1\", take: (aka: [\"x\"]))")),
            id.prop_map(|id| format!("(withdraw: \"{id}\", because: \"So.\")")),
        ]
    }

    fn layer() -> impl Strategy<Value = String> {
        prop::collection::vec(said(), 0..5).prop_map(|all| all.join(", "))
    }

    /// What layers that could be laid come to as a base of its own.
    fn as_base(woven: &Woven) -> String {
        let (base, texts) = (laid(&[]), texts(woven));
        let of_base = |id: &str| base.base().iter().any(|file| file.text.contains(&format!("id: \"{id}\"")));
        let mut all: Vec<String> = ["a", "b"]
            .into_iter()
            .filter(|id| of_base(id) && !texts.iter().any(|(known, _)| known == id))
            .map(|id| {
                let list = instruction::elements(&base.base()[1]).unwrap();
                BASE[list[usize::from(id == "b")].clone()].to_owned()
            })
            .collect();
        all.extend(texts.into_iter().filter_map(|(_, text)| text));
        format!("[{}]", all.join(", "))
    }

    proptest! {
        #[test]
        fn layers_are_associative(first in layer(), second in layer(), third in layer()) {
            let together = laid(&[&first, &second, &third]);
            // Those that can be laid at all; whether one can does not hang on how they are taken together.
            let sound: Vec<&str> = numbers(&together).iter().map(|at| [&first, &second, &third][*at].as_str()).collect();
            prop_assert_eq!(texts(&laid(&sound)), texts(&together));
            // The first ones made one pack with the base, and the rest laid on that.
            for split in 0..=sound.len() {
                let below = as_base(&laid(&sound[..split]));
                let (stepwise, broken) = laid_on(&below, &sound[split..]);
                // To withdraw, add or take what is so already is for the base to refuse: another layer may agree with it.
                if !broken.is_empty() {
                    continue;
                }
                let all = texts(&stepwise);
                for (id, text) in texts(&together) {
                    let now = all.iter().find(|(known, _)| *known == id).map_or_else(|| {
                        let element = instruction::elements(&pack("base", &below).list[1]).unwrap();
                        element.into_iter().map(|element| below[element].split_whitespace().collect::<String>()).find(|text| text.contains(&format!("id:\"{id}\""))).map(|text| text.replace(",)", ")").replace(",]", "]"))
                    }, |(_, text)| text.clone());
                    prop_assert_eq!(now, text, "{} of {:?} split at {}", id, &sound, split);
                }
            }
        }

        #[test]
        fn nothing_laid_on_a_base_is_the_base(layer in layer()) {
            let nothing = laid(&[""]);
            prop_assert!(nothing.things.is_empty() && nothing.broken.is_none());
            let (with, without) = (laid(&["", &layer, ""]), laid(&[&layer]));
            prop_assert_eq!(texts(&with), texts(&without));
        }

        #[test]
        fn withdrawing_and_adding_restores(which in 0..2_usize) {
            let elements = instruction::elements(&pack("base", BASE).list[1]).unwrap();
            let whole = &BASE[elements[which].clone()];
            let id = ["a", "b"][which];
            let woven = laid(&[&format!("(withdraw: \"{id}\", because: \"So.\")"), whole]);
            let restored = woven.things[0].text.map(|at| woven.files.list[at].text.as_ref());
            prop_assert_eq!(restored, Some(whole));
        }
    }
}

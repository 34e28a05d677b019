//! What the help tells, in groups: the keys of here by what they are for, then those that hold everywhere, the signs,
//! and the keys of all other places. How it is laid out is [`super::flow`]'s.

use crate::data::pack::grade::Grade;
use crate::text::fold::fold;
use crate::tui::context::Context;
use crate::tui::keymap::groups::Group;
use crate::tui::keymap::{Binding, Scope};

/// Some lines under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// The heading.
    pub(super) heading: String,
    /// Keys or signs, and what they do or mean.
    pub(super) lines: Vec<(String, String)>,
    /// Whether it holds here.
    pub(super) is_here: bool,
}

/// All there is to tell where these scopes hold, as far as it fits every word of what is typed.
pub(super) fn all(ctx: Context<'_>, scopes: &[Scope], typed: &str) -> Vec<Told> {
    let wanted = fold(typed);
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let mut told = here(ctx, scopes);
    if scopes.contains(&Scope::Global) {
        told.push(of_scope(ctx, Scope::Global, true));
    }
    told.push(signs(ctx, scopes));
    let elsewhere = Scope::ALL.into_iter().filter(|scope| !scopes.contains(scope));
    told.extend(elsewhere.map(|scope| of_scope(ctx, scope, false)));
    for told in &mut told {
        let heading = fold(&told.heading);
        told.lines.retain(|(keys, text)| {
            let line = fold(&format!("{keys} {text}"));
            words.iter().all(|word| line.contains(word) || heading.contains(word))
        });
    }
    told.retain(|told| !told.lines.is_empty());
    told
}

/// The keys of here in groups. A key that the first scope has another meaning for is told once, as it works.
fn here(ctx: Context<'_>, scopes: &[Scope]) -> Vec<Told> {
    let mut taken = Vec::new();
    let mut works: Vec<(Group, String, String)> = Vec::new();
    for binding in scopes.iter().filter(|scope| **scope != Scope::Global).flat_map(|scope| ctx.keymap.of(*scope)) {
        let keys: Vec<_> = binding.keys.iter().copied().filter(|key| !taken.contains(key)).collect();
        if keys.is_empty() {
            continue;
        }
        taken.extend(&keys);
        let working = Binding { keys: keys.into(), ..binding.clone() };
        works.push((Group::of(binding.action), ctx.keymap.in_words(&working), binding.help.to_owned()));
    }
    let of_group = |group: Group| Told {
        heading: group.name().to_owned(),
        lines: works
            .iter()
            .filter(|(of, ..)| *of == group)
            .map(|(_, keys, text)| (keys.clone(), text.clone()))
            .collect(),
        is_here: true,
    };
    Group::ALL.into_iter().map(of_group).collect()
}

fn of_scope(ctx: Context<'_>, scope: Scope, is_here: bool) -> Told {
    let lines = ctx.keymap.of(scope).map(|binding| (ctx.keymap.in_words(binding), binding.help.to_owned()));
    Told { heading: scope.name().to_owned(), lines: lines.collect(), is_here }
}

/// What the signs mean; of a map where one shows, of layers and of the letters of sources where the pack has any.
fn signs(ctx: Context<'_>, scopes: &[Scope]) -> Told {
    let symbols = ctx.symbols;
    let line = |sign: &str, text: &str| (sign.to_owned(), text.to_owned());
    let mut lines = vec![
        line(symbols.pointer, "what the keys go to"),
        line(symbols.core, "an exam asks it"),
        line(symbols.conflict, "sources disagree"),
        line(symbols.mark, "you marked it"),
        line(symbols.noted, "you have a note on it"),
        line(symbols.marked_and_noted, "you have both"),
        line("[1]", "the number of a source; [1 ¶4] its paragraph"),
        line(symbols.event, "something happened then, on a chart"),
        line(&symbols.more.join(" "), "there is more above, or below"),
        line("…", "a title goes on; its record has all of it"),
    ];
    if scopes.contains(&Scope::Map) {
        lines.push(line(
            &symbols.places.join(" "),
            "a place: little, more or most is told of it; it has the colour of what an exam asks",
        ));
        lines.push(line(symbols.place_here, "the selected place"));
        lines.push(line("12", "a place without room for its name: the list beside the map has it by that number"));
        lines.push(line(&symbols.arc(), "a record joins the two places; in a second colour two others"));
    }
    if scopes.contains(&Scope::Lineage) {
        lines.push(line(&symbols.horizontal.repeat(3), "the later came of the earlier, or carries it out"));
        lines.push(line(&symbols.broken[0].repeat(3), "the later only followed on the earlier"));
    }
    if !ctx.dataset.pack.layers.is_empty() {
        lines.push(line("+", "a layer added it"));
        lines.push(line("~", "a layer changed it"));
    }
    if ctx.dataset.pack.has_grades() {
        lines.push(line("A to D", &format!("how good a source is: {}", Grade::legend(", "))));
    }
    Told { heading: "Signs".to_owned(), lines, is_here: true }
}

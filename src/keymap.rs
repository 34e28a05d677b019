//! The one table of keys. Dispatch, the footer's hints, the help overlay, the README and the tests
//! all read it, so that what is told is what happens. A user's own keys take their places in it
//! ([`rebound`]) before any of those look.

pub mod rebound;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::action::Action;
use crate::key::Key;
use crate::study::memory::Grade;

/// Where a binding holds. The screen or overlay in front is asked first, [`Scope::Global`] last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// The list of a screen.
    List,
    /// The record beside or over the list.
    Detail,
    /// The timeline, besides what any list does.
    Timeline,
    /// The trade figures, besides what any list does.
    Trade,
    /// The topics, besides what any list does.
    Topics,
    /// The map of the topics' places, besides what any list does.
    Map,
    /// The overview of what there is to study.
    Study,
    /// A card, before its answer.
    Question,
    /// A card's options.
    Choice,
    /// A card, after its answer.
    Answer,
    /// A card, after its answer, where four grades are asked for.
    FourGrades,
    /// A record beside those it is taken for.
    Compare,
    /// The mock exam.
    Exam,
    /// The questions of a mock exam that was handed in.
    Result,
    /// The finder, while one types.
    Finder,
    /// The line in which a filter is typed.
    Filter,
    /// The facets of a list.
    Facets,
    /// The help and the palette, in which one types.
    Help,
    /// Text put on the screen to be taken away.
    Copied,
    /// Everywhere, unless text is being typed.
    Global,
}

impl Scope {
    /// Every scope, in the order of the help.
    pub const ALL: [Self; 20] = [
        Self::Global,
        Self::List,
        Self::Detail,
        Self::Timeline,
        Self::Trade,
        Self::Topics,
        Self::Map,
        Self::Study,
        Self::Question,
        Self::Choice,
        Self::Answer,
        Self::FourGrades,
        Self::Compare,
        Self::Exam,
        Self::Result,
        Self::Finder,
        Self::Filter,
        Self::Facets,
        Self::Help,
        Self::Copied,
    ];

    /// Heading in help and README.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "In a list",
            Self::Detail => "In a record",
            Self::Timeline => "Timeline",
            Self::Trade => "Trade",
            Self::Topics => "Topics",
            Self::Map => "On the map",
            Self::Study => "Study",
            Self::Question => "Before a card’s answer",
            Self::Choice => "Among a card’s options",
            Self::Answer => "After a card’s answer",
            Self::FourGrades => "With four grades",
            Self::Compare => "Beside its likes",
            Self::Exam => "In the mock exam",
            Self::Result => "After the mock exam",
            Self::Finder => "In the finder",
            Self::Filter => "While filtering",
            Self::Facets => "Among facets",
            Self::Help => "In this help",
            Self::Copied => "Before copied text",
            Self::Global => "Everywhere",
        }
    }

    /// Whether text is typed here, so that characters and the keys that edit have no other meaning.
    #[must_use]
    pub fn takes_text(self) -> bool {
        matches!(self, Self::Finder | Self::Filter | Self::Help)
    }
}

/// One meaning of some keys.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Where it holds.
    pub scope: Scope,
    /// The keys, the one to be shown in hints first.
    pub keys: Cow<'static, [Key]>,
    /// What they mean.
    pub action: Action,
    /// What they do, in a few words.
    pub help: &'static str,
    /// The word in the footer, and how early it is dropped when room is short: 0 stays longest.
    pub hint: Option<(&'static str, u8)>,
}

const fn bind(scope: Scope, keys: &'static [Key], action: Action, help: &'static str) -> Binding {
    Binding { scope, keys: Cow::Borrowed(keys), action, help, hint: None }
}

const fn hinted(
    scope: Scope,
    keys: &'static [Key],
    action: Action,
    help: &'static str,
    hint: (&'static str, u8),
) -> Binding {
    Binding { scope, keys: Cow::Borrowed(keys), action, help, hint: Some(hint) }
}

/// Every key of the program, unless its user has others.
pub const KEYMAP: &[Binding] = {
    use Action as A;
    use Key::{
        AltLeft, AltRight, BackTab, Backspace, Char, Ctrl, Delete, Down, End, Enter, Esc, Home, Left, PageDown, PageUp,
        Right, Tab, Up,
    };
    use Scope::{
        Answer, Choice, Compare, Copied, Detail, Exam, Facets, Filter, Finder, FourGrades, Global, Help, List, Map,
        Question, Result, Study, Timeline, Topics, Trade,
    };
    &[
        hinted(Global, &[Char(' ')], A::Find, "find anything by typing", ("find", 0)),
        hinted(Global, &[Char('?')], A::Help, "show the keys", ("help", 1)),
        bind(Global, &[Char(':')], A::Palette, "everything that can be done here"),
        hinted(Global, &[Char('q'), Ctrl('c')], A::Quit, "quit", ("quit", 2)),
        bind(Global, &[Tab], A::NextTab, "next tab"),
        bind(Global, &[BackTab], A::PreviousTab, "previous tab"),
        bind(Global, &[Char('1')], A::GoToTab(0), "Timeline"),
        bind(Global, &[Char('2')], A::GoToTab(1), "Agreements"),
        bind(Global, &[Char('3')], A::GoToTab(2), "Trade"),
        bind(Global, &[Char('4')], A::GoToTab(3), "Institutions"),
        bind(Global, &[Char('5')], A::GoToTab(4), "Topics"),
        bind(Global, &[Char('6')], A::GoToTab(5), "Study"),
        hinted(Global, &[Backspace, AltLeft], A::Back, "back to where you were", ("back", 6)),
        bind(Global, &[AltRight], A::Forward, "forward again"),
        hinted(List, &[Up, Char('k')], A::Up, "up", ("move", 4)),
        hinted(List, &[Down, Char('j')], A::Down, "down", ("move", 4)),
        bind(List, &[PageUp], A::PageUp, "a page up"),
        bind(List, &[PageDown], A::PageDown, "a page down"),
        bind(List, &[Home, Char('g')], A::First, "to the first"),
        bind(List, &[End, Char('G')], A::Last, "to the last"),
        bind(List, &[Left, Char('h')], A::Previous, "to the heading before"),
        bind(List, &[Right, Char('l')], A::Next, "to the next heading"),
        hinted(List, &[Enter], A::Open, "into the record", ("open", 3)),
        hinted(List, &[Char('/')], A::Filter, "filter this list", ("filter", 5)),
        hinted(List, &[Char('f')], A::Facets, "narrow by sector, kind, decade, person, source", ("facets", 8)),
        hinted(List, &[Char('s')], A::Sort, "another order", ("sort", 7)),
        hinted(List, &[Char('m')], A::Mark, "mark, or take the mark away", ("mark", 9)),
        hinted(List, &[Char('y')], A::Copy, "copy a line that cites it", ("copy", 10)),
        bind(List, &[Char('Y')], A::CopyAll, "copy the whole record, or all that are marked"),
        hinted(List, &[Char('d')], A::Drill, "drill: answer the cards about it", ("drill", 11)),
        bind(List, &[Esc], A::Close, "drop the filter, then the facets"),
        hinted(Detail, &[Up, Char('k')], A::Up, "to the link above, or scroll", ("move", 4)),
        hinted(Detail, &[Down, Char('j')], A::Down, "to the link below, or scroll", ("move", 4)),
        bind(Detail, &[PageUp], A::PageUp, "scroll a page up"),
        bind(Detail, &[PageDown], A::PageDown, "scroll a page down"),
        bind(Detail, &[Home, Char('g')], A::First, "to the top"),
        bind(Detail, &[End, Char('G')], A::Last, "to the bottom"),
        hinted(Detail, &[Enter, Right, Char('l')], A::Open, "follow the selected link", ("follow", 3)),
        hinted(Detail, &[Esc, Left, Char('h')], A::Close, "back to the list", ("list", 1)),
        hinted(Detail, &[Char('m')], A::Mark, "mark, or take the mark away", ("mark", 9)),
        hinted(Detail, &[Char('y')], A::Copy, "copy a line that cites it", ("copy", 10)),
        bind(Detail, &[Char('Y')], A::CopyAll, "copy the whole record, or all that are marked"),
        hinted(Detail, &[Char('d')], A::Drill, "drill: answer the cards about it", ("drill", 11)),
        hinted(Timeline, &[Char('+'), Char('=')], A::ZoomIn, "finer headings: century, decade, year", ("zoom", 7)),
        hinted(Timeline, &[Char('-')], A::ZoomOut, "coarser headings", ("zoom", 7)),
        bind(Timeline, &[Char('b')], A::Lanes, "a ruler for each sector, and back"),
        hinted(Trade, &[Left, Char('h')], A::Previous, "to the period before", ("period", 4)),
        hinted(Trade, &[Right, Char('l')], A::Next, "to the period after", ("period", 4)),
        hinted(Trade, &[Char('c')], A::Commodities, "to the commodities, and back", ("commodities", 7)),
        hinted(Trade, &[Char('t')], A::ToggleTable, "the figures as a table, and back", ("table", 7)),
        hinted(Topics, &[Char('v')], A::ToggleMap, "the places on a map", ("map", 5)),
        hinted(Map, &[Up, Char('k')], A::Up, "to the next place northward", ("move", 4)),
        hinted(Map, &[Down, Char('j')], A::Down, "to the next place southward", ("move", 4)),
        hinted(Map, &[Left, Char('h')], A::Previous, "to the next place westward", ("move", 4)),
        hinted(Map, &[Right, Char('l')], A::Next, "to the next place eastward", ("move", 4)),
        bind(Map, &[PageUp], A::PageUp, "to the place before in the list"),
        bind(Map, &[PageDown], A::PageDown, "to the place after in the list"),
        hinted(Map, &[Char('+'), Char('=')], A::ZoomIn, "closer", ("zoom", 7)),
        hinted(Map, &[Char('-')], A::ZoomOut, "farther", ("zoom", 7)),
        hinted(Map, &[Char('v'), Esc], A::ToggleMap, "back to the list", ("list", 1)),
        hinted(Study, &[Up, Char('k')], A::Up, "up", ("move", 4)),
        hinted(Study, &[Down, Char('j')], A::Down, "down", ("move", 4)),
        bind(Study, &[PageUp, Home, Char('g')], A::First, "to the first"),
        bind(Study, &[PageDown, End, Char('G')], A::Last, "to the last"),
        hinted(Study, &[Enter, Right], A::Open, "begin", ("begin", 0)),
        hinted(Study, &[Char('c')], A::Cram, "cram: any cards at once, nothing is scheduled; and back", ("cram", 3)),
        hinted(Study, &[Char('u')], A::Undo, "take back the last answer", ("undo", 5)),
        bind(Study, &[Esc, Left], A::Close, "back to the list"),
        hinted(Question, &[Enter, Right], A::Open, "show the answer", ("answer", 0)),
        hinted(Question, &[Char('o'), Down], A::Options, "four options to choose from", ("options", 3)),
        hinted(Question, &[Char('s')], A::Later, "leave it for later in this sitting", ("later", 4)),
        hinted(Question, &[Char('u')], A::Undo, "take back the last answer", ("undo", 5)),
        hinted(Question, &[Esc, Left], A::Close, "end the sitting", ("end", 2)),
        hinted(Choice, &[Up, Char('k')], A::Up, "to the option above", ("move", 3)),
        hinted(Choice, &[Down, Char('j')], A::Down, "to the option below", ("move", 3)),
        hinted(Choice, &[Enter, Right], A::Open, "choose it", ("choose", 0)),
        bind(Choice, &[Char('a')], A::Choose(0), "choose the first"),
        bind(Choice, &[Char('b')], A::Choose(1), "choose the second"),
        bind(Choice, &[Char('c')], A::Choose(2), "choose the third"),
        bind(Choice, &[Char('d')], A::Choose(3), "choose the fourth"),
        hinted(Choice, &[Esc, Left], A::Close, "without options", ("without", 1)),
        hinted(Answer, &[Char('a'), Left], A::Grade(Grade::Again), "not known: ask again", ("again", 0)),
        hinted(
            Answer,
            &[Char('h')],
            A::Grade(Grade::Hard),
            "known with trouble, where four grades are asked",
            ("hard", 8),
        ),
        hinted(Answer, &[Enter, Char('g'), Right], A::Grade(Grade::Good), "known", ("good", 0)),
        hinted(FourGrades, &[Char('e')], A::Grade(Grade::Easy), "known at once", ("easy", 1)),
        hinted(Answer, &[Char('r')], A::Source, "to the record behind it", ("record", 1)),
        hinted(Answer, &[Char('l')], A::Compare, "the record beside those it is taken for", ("likes", 6)),
        hinted(Answer, &[Char('u')], A::Undo, "take back the last answer", ("undo", 4)),
        hinted(Answer, &[Char('m')], A::Mark, "mark the record, or take the mark away", ("mark", 9)),
        hinted(Answer, &[Char('y')], A::Copy, "copy a line that cites the record", ("copy", 10)),
        bind(Answer, &[Char('Y')], A::CopyAll, "copy the whole record, or all that are marked"),
        bind(Answer, &[Up, Char('k')], A::Up, "scroll up"),
        bind(Answer, &[Down, Char('j')], A::Down, "scroll down"),
        bind(Answer, &[PageUp], A::PageUp, "scroll a page up"),
        bind(Answer, &[PageDown], A::PageDown, "scroll a page down"),
        hinted(Answer, &[Esc], A::Close, "end the sitting", ("end", 2)),
        hinted(Compare, &[Left, Char('h')], A::Previous, "to the one before", ("another", 1)),
        hinted(Compare, &[Right, Char('l')], A::Next, "to the one after", ("another", 1)),
        hinted(Compare, &[Up, Char('k')], A::Up, "scroll up", ("scroll", 3)),
        hinted(Compare, &[Down, Char('j')], A::Down, "scroll down", ("scroll", 3)),
        bind(Compare, &[PageUp], A::PageUp, "scroll a page up"),
        bind(Compare, &[PageDown], A::PageDown, "scroll a page down"),
        hinted(Compare, &[Enter, Char('r')], A::Source, "to the record at the right", ("record", 2)),
        hinted(Compare, &[Esc], A::Close, "back to the cards", ("cards", 0)),
        hinted(Exam, &[Up, Char('k')], A::Up, "to the option above", ("move", 5)),
        hinted(Exam, &[Down, Char('j')], A::Down, "to the option below", ("move", 5)),
        hinted(Exam, &[Enter], A::Open, "choose it, or let it go", ("choose", 0)),
        bind(Exam, &[Char('a')], A::Choose(0), "choose the first"),
        bind(Exam, &[Char('b')], A::Choose(1), "choose the second"),
        bind(Exam, &[Char('c')], A::Choose(2), "choose the third"),
        bind(Exam, &[Char('d')], A::Choose(3), "choose the fourth"),
        hinted(Exam, &[Char('x'), Delete], A::Strike, "strike an option out, or take it up again", ("strike", 4)),
        hinted(Exam, &[Char('s')], A::Confidence, "how sure: guess, unsure, sure", ("sure?", 6)),
        hinted(Exam, &[Char('m')], A::Later, "mark the question for review", ("mark", 3)),
        hinted(Exam, &[Left, Char('p')], A::Previous, "to the question before", ("question", 1)),
        hinted(Exam, &[Right, Char('n')], A::Next, "to the next question: skip", ("question", 1)),
        bind(Exam, &[Home], A::First, "to the first question"),
        bind(Exam, &[End], A::Last, "to the last question"),
        bind(Exam, &[PageUp], A::PageUp, "scroll up"),
        bind(Exam, &[PageDown], A::PageDown, "scroll down"),
        hinted(Exam, &[Char('f')], A::HandIn, "finish: hand the paper in", ("finish", 2)),
        hinted(Exam, &[Esc], A::Close, "to the overview; the clock goes on", ("leave", 7)),
        hinted(Result, &[Up, Char('k')], A::Up, "to the question above", ("move", 3)),
        hinted(Result, &[Down, Char('j')], A::Down, "to the question below", ("move", 3)),
        hinted(Result, &[PageUp], A::PageUp, "scroll the explanation up", ("scroll", 4)),
        hinted(Result, &[PageDown], A::PageDown, "scroll the explanation down", ("scroll", 4)),
        bind(Result, &[Home, Char('g')], A::First, "to the report"),
        bind(Result, &[End, Char('G')], A::Last, "to the last question"),
        hinted(Result, &[Enter, Right], A::Open, "read the explanation", ("read", 1)),
        hinted(Result, &[Char('r')], A::Source, "to the record behind it", ("record", 2)),
        hinted(Result, &[Char('m')], A::Mark, "mark the record, or take the mark away", ("mark", 9)),
        hinted(Result, &[Char('y')], A::Copy, "copy a line that cites the record", ("copy", 10)),
        hinted(Result, &[Esc, Left], A::Close, "back to the list, or to the overview", ("leave", 0)),
        hinted(Finder, &[Up], A::Up, "to the hit above", ("move", 1)),
        hinted(Finder, &[Down], A::Down, "to the hit below", ("move", 1)),
        bind(Finder, &[PageUp], A::PageUp, "a page up"),
        bind(Finder, &[PageDown], A::PageDown, "a page down"),
        hinted(Finder, &[Enter], A::Open, "go there", ("go there", 0)),
        hinted(Finder, &[Char('?')], A::Help, "on an empty line: what can be typed", ("language", 3)),
        hinted(Finder, &[Esc], A::Close, "close the finder", ("close", 2)),
        bind(Finder, &[Ctrl('c')], A::Quit, "quit"),
        hinted(Filter, &[Enter], A::Open, "keep the filter", ("keep", 0)),
        bind(Filter, &[Up], A::Up, "up"),
        bind(Filter, &[Down], A::Down, "down"),
        bind(Filter, &[PageUp], A::PageUp, "a page up"),
        bind(Filter, &[PageDown], A::PageDown, "a page down"),
        hinted(Filter, &[Esc], A::Close, "drop the filter", ("drop", 1)),
        bind(Filter, &[Ctrl('c')], A::Quit, "quit"),
        hinted(Facets, &[Up, Char('k')], A::Up, "up", ("move", 2)),
        hinted(Facets, &[Down, Char('j')], A::Down, "down", ("move", 2)),
        bind(Facets, &[PageUp], A::PageUp, "a page up"),
        bind(Facets, &[PageDown], A::PageDown, "a page down"),
        bind(Facets, &[Home, Char('g')], A::First, "to the first"),
        bind(Facets, &[End, Char('G')], A::Last, "to the last"),
        hinted(Facets, &[Char(' '), Enter], A::Toggle, "choose, or let go", ("choose", 0)),
        hinted(Facets, &[Delete, Char('x')], A::Clear, "let all go", ("let all go", 3)),
        hinted(Facets, &[Esc, Char('f')], A::Close, "back to the list", ("list", 1)),
        hinted(Help, &[Up], A::Up, "up", ("move", 1)),
        hinted(Help, &[Down], A::Down, "down", ("move", 1)),
        bind(Help, &[PageUp], A::PageUp, "a page up"),
        bind(Help, &[PageDown], A::PageDown, "a page down"),
        hinted(Help, &[Enter], A::Open, "do it, where it can be done", ("do it", 2)),
        hinted(Help, &[Esc], A::Close, "close", ("close", 0)),
        bind(Help, &[Ctrl('c')], A::Quit, "quit"),
        hinted(Copied, &[Up, Char('k')], A::Up, "scroll up", ("scroll", 1)),
        hinted(Copied, &[Down, Char('j')], A::Down, "scroll down", ("scroll", 1)),
        bind(Copied, &[PageUp], A::PageUp, "scroll a page up"),
        bind(Copied, &[PageDown], A::PageDown, "scroll a page down"),
        bind(Copied, &[Home, Char('g')], A::First, "to the top"),
        bind(Copied, &[End, Char('G')], A::Last, "to the bottom"),
        hinted(Copied, &[Esc, Enter], A::Close, "close", ("close", 0)),
    ]
};

/// The keys as the user has them.
#[derive(Clone, Debug)]
pub struct Keymap(Cow<'static, [Binding]>);

/// The keys of a user who has changed none.
pub static STANDARD: Keymap = Keymap(Cow::Borrowed(KEYMAP));

impl Keymap {
    /// Every binding, in the order of the table.
    #[must_use]
    pub fn bindings(&self) -> &[Binding] {
        &self.0
    }

    /// The bindings of a scope.
    pub fn of(&self, scope: Scope) -> impl Iterator<Item = &Binding> {
        self.0.iter().filter(move |binding| binding.scope == scope)
    }

    /// What a key means where these scopes hold, the first of them that knows it deciding.
    #[must_use]
    pub fn lookup(&self, scopes: &[Scope], key: Key) -> Option<Action> {
        let mut bindings = scopes.iter().flat_map(|scope| self.of(*scope));
        bindings.find(|binding| binding.keys.contains(&key)).map(|binding| binding.action)
    }

    /// How the key of an action is called where this scope holds; empty if it has none.
    #[must_use]
    pub fn name(&self, scope: Scope, action: Action) -> String {
        let binding = self.of(scope).find(|binding| binding.action == action);
        binding.and_then(|binding| binding.keys.first()).map(ToString::to_string).unwrap_or_default()
    }

    /// The hints for these scopes, the most specific first; bindings of one word share a hint.
    #[must_use]
    pub fn hints(&self, scopes: &[Scope]) -> Vec<Hint> {
        let mut hints: Vec<Hint> = Vec::new();
        let mut taken: Vec<Key> = Vec::new();
        for binding in scopes.iter().flat_map(|scope| self.of(*scope)) {
            let Some(key) = binding.keys.first() else { continue };
            let Some((word, priority)) = binding.hint else {
                taken.extend(binding.keys.iter());
                continue;
            };
            if taken.contains(key) {
                continue;
            }
            taken.extend(binding.keys.iter());
            match hints.iter_mut().find(|hint| hint.word == word) {
                Some(hint) => {
                    let key = key.to_string();
                    // `↑↓` reads well, `PgUpPgDn` does not.
                    let is_word = |keys: &str| keys.chars().count() > 1 && !keys.starts_with(['↑', '←']);
                    if is_word(&hint.keys) || is_word(&key) {
                        hint.keys.push('/');
                    }
                    hint.keys.push_str(&key);
                }
                None => hints.push(Hint { keys: key.to_string(), word, priority }),
            }
        }
        hints
    }
}

/// The first key of an action where this scope holds, as it is shown.
#[must_use]
pub fn shown_key(scope: Scope, action: Action) -> String {
    let binding = KEYMAP.iter().find(|binding| binding.scope == scope && binding.action == action);
    binding.and_then(|binding| binding.keys.first()).map_or_else(String::new, ToString::to_string)
}

/// A hint of the footer: its keys as shown, and the word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// `↑↓`
    pub keys: String,
    /// `move`
    pub word: &'static str,
    priority: u8,
}

/// As many hints as fit in so many columns with two spaces between, the least important dropped first.
#[must_use]
pub fn fitting(mut hints: Vec<Hint>, columns: usize) -> Vec<Hint> {
    let width = |hints: &[Hint]| {
        let each = hints.iter().map(|hint| crate::text::width(&hint.keys) + 1 + crate::text::width(hint.word));
        each.sum::<usize>() + 2 * hints.len().saturating_sub(1)
    };
    while width(&hints) > columns {
        let Some(last) = (0..hints.len()).max_by_key(|&index| hints.get(index).map(|hint| hint.priority)) else {
            break;
        };
        hints.remove(last);
    }
    hints
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_scope() {
        for scope in Scope::ALL {
            let mut seen = HashSet::new();
            for key in STANDARD.of(scope).flat_map(|binding| binding.keys.iter()) {
                assert!(seen.insert(key), "{key} twice in {scope:?}");
            }
        }
    }

    #[test]
    fn every_binding_has_keys_and_help() {
        for binding in KEYMAP {
            assert!(!binding.keys.is_empty() && !binding.help.is_empty(), "{binding:?}");
        }
    }

    #[test]
    fn escape_closes_and_never_quits() {
        for scope in Scope::ALL {
            assert_ne!(STANDARD.lookup(&[scope], Key::Esc), Some(Action::Quit));
        }
    }

    /// What a list or record can do besides being walked, which the palette offers without a letter of its own.
    const EXTRA: [Action; 7] =
        [Action::Filter, Action::Facets, Action::Sort, Action::Mark, Action::Copy, Action::CopyAll, Action::Drill];

    #[test]
    fn letters_are_never_the_only_way() {
        // Arrows, Enter, Esc, Tab, PgUp/PgDn, Home and End do what letters do in lists and records.
        for scope in [Scope::List, Scope::Detail, Scope::Facets, Scope::Copied] {
            for binding in KEYMAP.iter().filter(|binding| binding.scope == scope && !EXTRA.contains(&binding.action)) {
                assert!(binding.keys.iter().any(|key| !matches!(key, Key::Char(_))), "{binding:?}");
            }
        }
    }

    #[test]
    fn no_letter_is_bound_where_text_is_typed() {
        for binding in KEYMAP.iter().filter(|binding| binding.scope.takes_text()) {
            // A query beginning with `?` would mean nothing, so there it can mean something else.
            assert!(!binding.keys.iter().any(|key| matches!(key, Key::Char(c) if *c != '?')), "{binding:?}");
        }
    }

    #[test]
    fn hints_merge_and_drop_by_priority() {
        let hints = STANDARD.hints(&[Scope::List, Scope::Global]);
        assert!(hints.iter().any(|hint| hint.keys == "↑↓" && hint.word == "move"));
        assert_eq!(fitting(hints.clone(), 400).len(), hints.len());
        let few = fitting(hints, 20);
        assert!(few.iter().any(|hint| hint.word == "find"), "{few:?}");
        assert!(fitting(few, 0).is_empty());
    }
}

//! The application as a model: whatever is done to it on whatever screen, at whatever size and pace,
//! what must always hold holds.
//!
//! The walks are random and the same each time. `MAITRI_WALKS` asks for more of them than the few
//! that every run of the tests takes.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use maitri::term::decoder::{Decoder, Input, NEAR};
use maitri::tui::action::{Action, Effect};
use maitri::tui::key::Key;
use maitri::tui::keymap::KEYMAP;
use maitri::view::tab::Tab;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

use crate::harness::{Player, Size};

/// More Escs than anything needs to be closed.
const ENOUGH: usize = 10;
/// Where everything shows.
const CLASSIC: Size = (80, 24);

/// What was done in all walks together.
static DONE: AtomicU64 = AtomicU64::new(0);

/// Every key of the keymap and some that mean nothing or are text.
fn all_keys() -> Vec<Key> {
    let known = KEYMAP.iter().flat_map(|binding| binding.keys.iter().copied());
    let text = "abcdefinoruxyz 0689.:\"-éमै日🙂\u{301}\u{200d}\u{1b}\u{202e}".chars().map(Key::Char);
    let editing =
        [Key::Delete, Key::Ctrl('u'), Key::Ctrl('w'), Key::Ctrl('z'), Key::Ctrl('a'), Key::Alt('b'), Key::CtrlLeft];
    let mut seen = HashSet::new();
    known.chain(text).chain(editing).filter(|key| seen.insert(*key)).collect()
}

/// Every action there is a key for.
fn all_actions() -> Vec<Action> {
    let mut seen = HashSet::new();
    KEYMAP.iter().map(|binding| binding.action).filter(|action| seen.insert(*action)).collect()
}

/// What may happen to the application.
#[derive(Clone, Copy, Debug)]
enum Happening {
    Press(Key),
    /// A terminal sends this for some keys.
    Send(&'static [u8]),
    Paste(&'static str),
    /// Keys that come at once.
    Burst(&'static str),
    Act(Action),
    Resize(Size),
    Wait(Duration),
}

/// What keypads, terminals with other protocols, and Alt send; none of it quits.
const SENT: [&[u8]; 12] = [
    b"\x1bOq\x1bOj",
    b"\x1bOM",
    b"\x1bO5q",
    b"\x1b[7$\x1b[3^",
    b"\x1b[97;5u",
    b"\x1b[13u",
    b"\x1b[27;5;97~",
    b"\x1b[1;1:3B\x1b[57419u",
    b"\x1bq\x1bb",
    b"\x1b\x1b[D",
    b"\x1b[81;16;113;0;0;1_",
    b"\x1b[1;5C\x1bd",
];
const PASTES: [&str; 5] =
    ["q", "harbours\ntreaty", "\r\n \n", "\u{1b}[31m\u{202e}日本\tq\r", "kind:agreement year:>2000"];
/// Of none anything may come that lasts.
const BURSTS: [&str; 5] =
    ["quick brown fox", "<enter><enter><enter><enter>", ":quit<enter>", "jjjjq", "gggg!!!!bbbb<tab>mmmm"];

fn happening() -> impl Strategy<Value = Happening> {
    let size = prop_oneof![
        8 => (58_u16..130, 14_u16..45),
        2 => (0_u16..60, 0_u16..16),
        1 => Just((300, 100)),
    ];
    prop_oneof![
        40 => proptest::sample::select(all_keys()).prop_map(Happening::Press),
        20 => proptest::sample::select(all_actions()).prop_map(Happening::Act),
        4 => proptest::sample::select(SENT.to_vec()).prop_map(Happening::Send),
        3 => proptest::sample::select(PASTES.to_vec()).prop_map(Happening::Paste),
        3 => proptest::sample::select(BURSTS.to_vec()).prop_map(Happening::Burst),
        3 => size.prop_map(Happening::Resize),
        1 => (0_u64..10_000_000).prop_map(|ms| Happening::Wait(Duration::from_millis(ms))),
    ]
}

fn happenings() -> impl Strategy<Value = Vec<Happening>> {
    proptest::collection::vec(happening(), 1..60)
}

fn config(cases: u32) -> Config {
    let asked = std::env::var("MAITRI_WALKS").ok().and_then(|count| count.parse().ok());
    // The same walks each time: a test that fails now and then helps nobody.
    let rng_seed = RngSeed::Fixed(0x6d61_6974_7269);
    Config { cases: asked.unwrap_or(cases), rng_seed, failure_persistence: None, ..Config::default() }
}

/// Opens the application on a tab.
fn open(tab: Tab, size: Size) -> Player {
    let mut player = Player::open(size);
    let number = Tab::ALL.iter().position(|known| *known == tab).and_then(|number| u8::try_from(number).ok());
    player.act(Action::GoToTab(number.expect("a tab")));
    player
}

/// Does one thing. Nothing, if it was no key and no action.
fn happen(player: &mut Player, happening: Happening) -> Option<Effect> {
    DONE.fetch_add(1, Ordering::Relaxed);
    match happening {
        Happening::Press(key) => Some(player.key(key)),
        Happening::Act(action) => Some(player.act(action)),
        Happening::Paste(text) => Some(player.paste(text)),
        Happening::Burst(keys) => Some(player.burst(keys)),
        Happening::Send(bytes) => {
            let (mut decoder, mut inputs) = (Decoder::new(NEAR), Vec::new());
            decoder.feed(bytes, Duration::ZERO, &mut inputs);
            let effects = inputs.into_iter().map(|input| match input {
                Input::Key(key) => player.key(key),
                Input::AfterEsc(key) => player.key_after_esc(key),
                other => panic!("{other:?} is no key"),
            });
            let effects: Vec<Effect> = effects.collect();
            effects.into_iter().find(|effect| *effect != Effect::Nothing).or(Some(Effect::Nothing))
        }
        Happening::Resize(size) => {
            player.resize(size);
            None
        }
        Happening::Wait(time) => {
            player.pass(time);
            None
        }
    }
}

/// What must hold of what shows.
fn examine(player: &Player) -> Result<(), TestCaseError> {
    if let Some(cursor) = player.cursor() {
        prop_assert!(player.buffer().area.contains(cursor), "the cursor stands at {}", cursor);
    }
    let note = player.position();
    if let Some((at, of)) = note.split_once('/')
        && let (Ok(at), Ok(of)) = (at.parse::<usize>(), of.parse::<usize>())
    {
        prop_assert!(at <= of, "{} of {} is selected", at, of);
        prop_assert_eq!(at == 0, of == 0, "{} of {} is selected", at, of);
    }
    Ok(())
}

/// Whether this is what quits.
fn quits(happening: Happening) -> bool {
    let press = |key| {
        let mut bindings = KEYMAP.iter().filter(|binding| binding.action == Action::Quit);
        bindings.any(|binding| binding.keys.contains(&key))
    };
    match happening {
        Happening::Press(key) => press(key),
        // Enter in the palette does what is selected there.
        Happening::Act(action) => matches!(action, Action::Quit | Action::Open),
        Happening::Resize(_) | Happening::Wait(_) | Happening::Paste(_) | Happening::Burst(_) => false,
        // Enter among them may stand on “quit” in the palette.
        Happening::Send(bytes) => bytes == b"\x1bOM" || bytes == b"\x1b[13u",
    }
}

/// Goes back and forward again, if there is anything to go back to, and compares.
fn there_and_back(player: &mut Player) -> Result<(), TestCaseError> {
    let here = player.place();
    if player.act(Action::Back) != Effect::Redraw || player.place() == here {
        return Ok(());
    }
    let before = player.place();
    prop_assert_eq!(player.act(Action::Forward), Effect::Redraw, "there is a way forward from where one came back to");
    prop_assert_eq!(player.place(), here, "forward leads where back came from");
    player.act(Action::Back);
    prop_assert_eq!(player.place(), before, "and back again");
    player.act(Action::Forward);
    Ok(())
}

/// Presses Esc until nothing is left to close.
fn close_all(player: &mut Player) -> Result<(), TestCaseError> {
    let effects: Vec<_> = (0..ENOUGH).map(|_| player.key(Key::Esc)).collect();
    prop_assert!(!effects.contains(&Effect::Quit), "Esc quits");
    prop_assert_eq!(effects.last(), Some(&Effect::Nothing), "there is always more to close:\n{}", player.text());
    Ok(())
}

#[test]
fn a_remark_goes_with_what_is_done_next_whatever_that_does() {
    let mut player = Player::after("2<end><up>d<down>", (60, 16));
    assert!(player.text().contains("This card has no options"), "{}", player.text());
    assert_eq!(player.act(Action::Sort), Effect::Redraw);
    assert!(!player.text().contains("This card has no options"), "{}", player.text());
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn whatever_happens_one_gets_home_and_out(
        tab in proptest::sample::select(Tab::ALL.to_vec()),
        size in (60_u16..125, 16_u16..42),
        happenings in happenings(),
    ) {
        let mut player = open(tab, size);
        for (number, happening) in happenings.into_iter().enumerate() {
            let effect = happen(&mut player, happening);
            if effect == Some(Effect::Quit) {
                // Enter in the palette may stand on “quit”.
                prop_assert!(quits(happening) || matches!(happening, Happening::Press(Key::Enter)), "{:?} quits", happening);
            }
            examine(&player)?;
            if number % 16 == 15 {
                player.resize(CLASSIC);
                close_all(&mut player)?;
                there_and_back(&mut player)?;
            }
        }
        close_all(&mut player)?;
        player.resize(CLASSIC);
        prop_assert!(!player.text().contains("Esc close"), "this is no base screen:\n{}", player.text());
        for size in [(0, 0), size] {
            player.resize(size);
            // Whoever sits a paper is asked, once.
            if player.press("q") != Effect::Quit {
                let is_told = size == (0, 0) || player.text().contains("quit again");
                prop_assert!(is_told, "why not is told:\n{}", player.text());
                prop_assert_eq!(player.press("q"), Effect::Quit, "q quits at any size");
            }
        }
        println!("{} things done so far", DONE.load(Ordering::Relaxed));
    }

    #[test]
    fn what_says_that_nothing_changed_changed_nothing(
        tab in proptest::sample::select(Tab::ALL.to_vec()),
        size in (60_u16..125, 16_u16..42),
        happenings in happenings(),
    ) {
        let mut player = open(tab, size);
        for happening in happenings {
            let effect = happen(&mut player, happening);
            if effect == Some(Effect::Quit) {
                // Nothing is drawn after that.
                break;
            }
            if effect == Some(Effect::Nothing) {
                let (before, cursor) = (player.buffer().clone(), player.cursor());
                player.draw();
                if (&before, cursor) != (player.buffer(), player.cursor()) {
                    let before = maitri::cli::commands::explore::rows(&before).join("\n");
                    prop_assert!(false, "{:?} changed something:\n{}\n{}", happening, before, player.text());
                }
            }
        }
        println!("{} things done so far", DONE.load(Ordering::Relaxed));
    }
}

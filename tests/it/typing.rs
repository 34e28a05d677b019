//! What keys do where text is typed and where one moves, as in a shell; and keys of other keyboards and input methods.

use maitri::tui::action::Effect;
use maitri::tui::key::Key;

use crate::harness::{Player, Size};

const SIZE: Size = (80, 24);

/// Keys that lead to the same picture.
#[track_caller]
fn same(keys: &str, others: &str) {
    let (player, other) = (Player::after(keys, SIZE), Player::after(others, SIZE));
    assert_eq!(player.rows(), other.rows(), "{keys} and {others}");
}

#[test]
fn every_line_is_edited_as_in_a_shell() {
    for field in ["<space>", "/", "<enter>/", ":", "?", "f"] {
        for (keys, line) in [
            ("one-two<alt-b>x", "one-xtwo"),
            ("one-two<c-left><c-left><alt-d>six", "six-two"),
            ("one-two<c-a>x<c-e>y", "xone-twoy"),
            ("one-two<c-a><alt-f><c-k>zz", "onezz"),
            ("one-two<c-a><c-right><c-u>zz", "zz-two"),
            ("one-two<c-w>zzz", "zzz"),
            ("one-two<c-b><c-b>x<c-f>y", "one-txwyo"),
            ("one-two<c-u>six<c-y>x", "sixone-twox"),
            ("xone<c-a><c-d>zz", "zzone"),
        ] {
            let text = Player::after(&format!("{field}{keys}"), SIZE).text();
            assert!(text.contains(line) && !text.contains("one-two "), "{field}{keys}: {text}");
        }
    }
}

#[test]
fn alt_and_a_letter_is_never_the_letter() {
    let mut player = Player::open(SIZE);
    let before = player.rows();
    for key in ['q', ' ', '/', 'd', '2', '?'] {
        assert_eq!(player.key(Key::Alt(key)), Effect::Nothing, "Alt-{key}");
    }
    assert_eq!(player.rows(), before);
}

#[test]
fn control_n_and_p_move_in_every_list() {
    for list in ["", "<enter>", "<space>", "/", ":", "f", "0", "2", "3", "4", "5", "6", "M", "T", "i"] {
        same(&format!("{list}<c-n><c-n><c-p>"), &format!("{list}<down><down><up>"));
    }
}

#[test]
fn what_was_asked_before_is_had_with_alt_and_p() {
    let mut player = Player::after("<space>harbours<enter><space>", SIZE);
    player.press("<alt-p>");
    assert!(player.text().contains("harbours"), "{}", player.text());
    player.press("<alt-n>");
    same("<space>harbours<enter><space><alt-p>", "<space>harbours<enter><space><up>");
}

#[test]
fn control_d_and_u_go_by_half_a_page() {
    let position = |keys: &str| Player::after(keys, SIZE).position();
    assert_eq!(position("g<c-d><c-u>"), position("g"));
    assert_ne!(position("g<c-d>"), position("g"));
    assert_ne!(position("g<c-d>"), position("g<pgdn>"));
    same("g<enter>z<pgdn><c-u><c-u>", "g<enter>z");
}

#[test]
fn full_width_letters_act_as_the_narrow_ones_where_no_text_is_typed() {
    same("\u{3000}", "<space>");
    same("２", "2");
    same("：", ":");
    same("？", "?");
    same("／", "/");
    assert_eq!(Player::open(SIZE).press("ｑ"), Effect::Quit);
    let player = Player::after("/ｑ", SIZE);
    assert!(player.text().contains('ｑ'), "text it stays where it is typed: {}", player.text());
}

#[test]
fn letters_of_other_keyboards_act_by_their_place() {
    same("о", "j");
    same("ηξ", "hj");
    same("य", "/");
    same("ר", "e");
    same("ت", "j");
    same("ㅓ", "j");
    same("র", "j");
    same("२", "2");
    assert_eq!(Player::open(SIZE).press("й"), Effect::Quit);
    same("/harbours treaty<alt-и>x", "/harbours treaty<alt-b>x");
    let mut player = Player::open(SIZE);
    player.press("日本語");
    assert!(player.text().contains("is no key: a Latin keyboard is meant, and ?"), "{}", player.text());
    player.press("j");
    assert!(!player.text().contains("is no key"), "it goes with the next key");
}

#[test]
fn a_capital_whose_small_letter_is_a_key_says_so() {
    let mut player = Player::open(SIZE);
    assert_ne!(player.press("Q"), Effect::Quit);
    assert!(player.text().contains("“Q” is no key here, “q” is one: is Caps Lock on?"), "{}", player.text());
}

#[test]
fn what_was_left_out_of_a_burst_is_told_whole_on_a_small_screen() {
    for keys in ["jjjjq", "jjjjjj<enter>q"] {
        let mut player = Player::open((60, 16));
        player.burst(keys);
        assert!(player.text().contains("q came among many keys at once: press again to do it."), "{}", player.text());
    }
}

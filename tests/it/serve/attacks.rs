//! Attacks on `maitri serve`: a table of cases, each with a name. During each of them another visitor goes on pressing
//! keys and must be answered; what the attacker hears tells nothing of the machine; and once all is over nobody has
//! panicked, nobody is stuck, and only the other visitor is there. How long that one waited is told (`--nocapture`),
//! and not asserted.

mod answers;
mod channels;
mod clients;
mod commands;
mod environment;
mod floods;
mod guest;
mod lines;
mod places;
mod readers;
mod relay;
mod scene;
mod sizes;
mod witness;

use std::time::Instant;

use scene::{Case, Scene};
use tokio::runtime::Builder;

use super::server::Served;
use crate::pty::signal;

/// Plays cases on a server with these options.
fn play(options: &[&str], cases: Vec<Case>) {
    let scene = Scene::open(options);
    for case in cases {
        scene.play(&case);
    }
    scene.close();
}

#[test]
fn commands_that_a_visitor_must_not_have() {
    play(&[], commands::forbidden());
}

#[test]
fn commands_that_are_written_with_malice() {
    play(&[], commands::malicious());
}

#[test]
fn environments() {
    play(&[], environment::cases());
}

#[test]
fn sizes_of_terminals() {
    play(&[], sizes::cases());
}

#[test]
fn floods_of_keys() {
    play(&[], floods::of_keys());
}

#[test]
fn floods_of_requests() {
    play(&[], floods::of_requests());
}

#[test]
fn answers_that_no_terminal_gives() {
    play(&[], answers::cases());
}

#[test]
fn channels_and_logins() {
    play(&[], channels::cases());
}

#[test]
fn lines_that_speak_no_ssh_or_break_off() {
    play(&[], lines::cases());
}

#[test]
fn readers_who_stop_reading() {
    play(&["--idle-timeout", "2s"], readers::cases());
}

#[test]
fn all_places_taken() {
    play(&["--max-visits", "12"], places::cases());
}

#[test]
fn clients_of_openssh() {
    if super::server::available(&[]).is_some() {
        play(&[], clients::cases());
    }
}

#[test]
fn asked_to_end_it_ends_though_nobody_reads_and_some_say_nothing() {
    let mut server = Served::start(&["--drain", "1s"]);
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let port = server.port();
    let crowd = runtime.block_on(readers::crowd(port));
    let silent: Vec<_> = (0..50).map(|_| std::net::TcpStream::connect(("127.0.0.1", port))).collect();
    let begin = Instant::now();
    signal("-TERM", server.process());
    assert_eq!(server.exit_code(), 0);
    println!("it ended {} ms after it was asked to", begin.elapsed().as_millis());
    drop((crowd, silent));
}

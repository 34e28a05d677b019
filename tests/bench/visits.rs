//! What visits over SSH cost, measured on this machine over loopback, against the program as it is built for a bench or
//! the one that `MAITRI_BENCH_BINARY` names. Run with `cargo bench --bench visits`; after `--` may follow
//!
//! - nothing, or numbers of visitors: memory each, from a key to its frame, connections a second, and idling
//!   ([`load`]); `--plain` has no visitor compress, `--sshd` goes through OpenSSH's own server;
//! - `--thin-line`: how long a visitor on a slow and distant line waits ([`thin_line`]);
//! - `--soak MINUTES`, after it perhaps a number of visitors: what becomes of memory while they do anything ([`soak`]).
//!
//! It prints what it finds and judges nothing but what must never be: a visit that is stuck.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench prints and stops if it cannot go on")]
#![cfg_attr(
    target_os = "linux",
    expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "figures are told to three places"
    )
)]

#[cfg(target_os = "linux")]
#[path = "visits/load.rs"]
mod load;
#[cfg(target_os = "linux")]
#[path = "visits/relay.rs"]
mod relay;
#[cfg(target_os = "linux")]
#[path = "visits/served.rs"]
mod served;
#[cfg(target_os = "linux")]
#[path = "visits/soak.rs"]
mod soak;
#[cfg(target_os = "linux")]
#[path = "visits/thin_line.rs"]
mod thin_line;
#[cfg(target_os = "linux")]
#[path = "visits/visitor.rs"]
mod visitor;

/// How many visitors there are, unless it is said.
const VISITORS: [usize; 3] = [100, 500, 1000];
/// How many there are through OpenSSH's own server, of which each visit is three processes.
const VISITORS_OF_SSHD: usize = 50;

#[cfg(target_os = "linux")]
fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let has = |word: &str| words.iter().any(|known| known == word);
    let numbers: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    if has("--thin-line") {
        thin_line::measure();
    } else if has("--soak") {
        let minutes = numbers.first().copied().unwrap_or(10);
        soak::soak(minutes, numbers.get(1).copied().unwrap_or(VISITORS[2]));
    } else {
        let is_openssh = has("--sshd");
        let counts = match (numbers.is_empty(), is_openssh) {
            (false, _) => numbers,
            (true, true) => vec![VISITORS_OF_SSHD],
            (true, false) => VISITORS.to_vec(),
        };
        load::measure(&counts, is_openssh, !has("--plain"));
    }
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("What visits cost is read from /proc, which only Linux has.");
    let _ = (VISITORS, VISITORS_OF_SSHD);
}

//! The program: a run in the process's own world.

use std::env;
use std::process::ExitCode;

use maitri::cli::{Io, run};

fn main() -> ExitCode {
    let words: Vec<_> = env::args_os().collect();
    run(&words, &mut Io::of_process()).into()
}

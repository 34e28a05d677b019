//! The program: reads its arguments, does what they say, and turns a failure into a sentence and
//! an exit code.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use maitri::cli::{Arguments, Failure};

fn main() -> ExitCode {
    match maitri::cli::run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read our output has read enough: that is no error.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure @ Failure::Ended(_)) => failure.code().into(),
        Err(failure) => {
            // Whoever closed standard error does not want to know.
            let _ = writeln!(std::io::stderr(), "{failure}");
            failure.code().into()
        }
    }
}

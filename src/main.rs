//! The program: reads its arguments, does what they say, and turns a failure into a sentence and
//! an exit code.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use maitri::cli::{Arguments, Failure, cleaned};

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error),
    };
    match maitri::cli::run(arguments) {
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

/// Tells what is wrong with the arguments, which are quoted cleaned; or the help or version asked for.
fn refuse(error: &clap::Error) -> ExitCode {
    // Whoever closed the output does not want to know.
    let _ = if error.use_stderr() {
        write!(std::io::stderr(), "{}", cleaned(&error.render().to_string()))
    } else {
        error.print()
    };
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

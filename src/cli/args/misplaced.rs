//! An option of the explorer that stands after a command which has none of that name: the complaint says where it goes.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::is_named;

/// The complaint, with that said where it is so.
pub(super) fn told(mut error: clap::Error, command: &clap::Command) -> clap::Error {
    if error.kind() != ErrorKind::UnknownArgument {
        return error;
    }
    let Some(ContextValue::String(refused)) = error.get(ContextKind::InvalidArg) else { return error };
    let name = refused.split('=').next().unwrap_or_default().to_owned();
    let Some(known) = command.get_arguments().find(|argument| is_named(argument, &name)) else { return error };
    let value = if known.get_action().takes_values() { " …" } else { "" };
    let tip = StyledStr::from(format!("'{name}' goes before the command: maitri {name}{value} COMMAND"));
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
    error
}

//! The reader's own editor, to which the terminal is lent for a while. Started only where its reader
//! has named it; who visits has none.

use std::io;
use std::path::Path;
use std::process::{Child, Command};

/// An editor, as `$VISUAL` and `$EDITOR` name one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    program: String,
    arguments: Vec<String>,
}

impl Editor {
    /// The editor of a command such as `vi` or `code --wait`; nothing if that names none.
    #[must_use]
    pub fn named(command: &str) -> Option<Self> {
        // There a backslash parts directories.
        let split = if cfg!(windows) { None } else { shell_words::split(command).ok() };
        let words = split.unwrap_or_else(|| command.split_whitespace().map(str::to_owned).collect());
        let (program, arguments) = words.split_first()?;
        (!program.is_empty()).then(|| Self { program: program.clone(), arguments: arguments.to_vec() })
    }

    /// Starts it on a file, at the terminal that this program has.
    pub(crate) fn start(&self, file: &Path) -> io::Result<Child> {
        Command::new(&self.program).args(&self.arguments).arg(file).spawn()
    }

    /// What to say where it could not be started.
    pub(crate) fn told(&self, error: &io::Error) -> String {
        format!("The editor {} could not be started ({error}); set $VISUAL or $EDITOR to another.", self.program)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_may_have_words_of_its_own() {
        let read = |command: &str| Editor::named(command).map(|editor| (editor.program, editor.arguments.join("|")));
        assert_eq!(read("vi"), Some(("vi".to_owned(), String::new())));
        assert_eq!(read(" code  --wait "), Some(("code".to_owned(), "--wait".to_owned())));
        assert_eq!((read(""), read("  "), read("''")), (None, None, None));
        if !cfg!(windows) {
            assert_eq!(read("'my vi' -c 'set tw=72'"), Some(("my vi".to_owned(), "-c|set tw=72".to_owned())));
        }
    }

    #[test]
    fn an_editor_that_is_not_there_is_told() {
        let editor = Editor::named("no-such-editor-anywhere").unwrap();
        let error = editor.start(Path::new("x")).unwrap_err();
        assert!(editor.told(&error).contains("no-such-editor-anywhere could not be started"));
    }
}

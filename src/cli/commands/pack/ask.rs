//! Asking for the names of a new pack, line by line. An answer that will not do is said why, and asked for again.

use std::io::{BufRead as _, Write as _};

use super::names::language;
use crate::cli::errors::Failure;
use crate::cli::io::Io;
use crate::data::template::{CountryNames, SECTORS, check_code, check_name};
use crate::text::sanitised;

/// The longest line read, in bytes.
const LONGEST_LINE: u64 = 10_000;

/// Asks somebody at a terminal.
pub(super) struct Ask<'i, 'p> {
    io: &'i mut Io<'p>,
}

impl<'i, 'p> Ask<'i, 'p> {
    pub(super) fn new(io: &'i mut Io<'p>) -> Self {
        Self { io }
    }

    /// A country: the `first` or `second`, which is another than the one before.
    pub(super) fn country(&mut self, which: &str, before: Option<&CountryNames>) -> Result<CountryNames, Failure> {
        let is_other = |text: &str, taken: Option<&str>| match taken {
            Some(taken) if taken.to_lowercase() == text.to_lowercase() => {
                Err("that is the first country’s; a pack is about two".to_owned())
            }
            _ => Ok(()),
        };
        let name = self.until(&format!("The {which} country, as in Norway"), None, |text| {
            check_name(text)?;
            is_other(text, before.map(|before| before.name.as_str()))?;
            Ok(text.to_owned())
        })?;
        let suggested = suggested_code(&name, before);
        let code = self.until("Its code, in small letters", suggested.as_deref(), |text| {
            check_code(text)?;
            is_other(text, before.map(|before| before.code.as_str()))?;
            Ok(text.to_owned())
        })?;
        let adjective = self.until("What is of it, as in Norwegian", None, |text| {
            check_name(text)?;
            Ok(text.to_owned())
        })?;
        Ok(CountryNames { code, name, adjective })
    }

    /// Languages of names in other scripts.
    pub(super) fn languages(&mut self) -> Result<Vec<(String, String)>, Failure> {
        self.until("Other languages of names, as in nb:Norwegian", Some("none"), |text| {
            if text == "none" { Ok(Vec::new()) } else { parts(text).map(language).collect() }
        })
    }

    /// Topics.
    pub(super) fn sectors(&mut self) -> Result<Vec<String>, Failure> {
        self.until("Topics, with commas between", Some(&SECTORS.join(", ")), |text| {
            let sectors: Vec<String> = parts(text).map(str::to_owned).collect();
            sectors.iter().try_for_each(|sector| check_name(sector))?;
            Ok(sectors)
        })
    }

    /// Asks until an answer will do; an empty one is the one suggested.
    fn until<T>(
        &mut self,
        question: &str,
        suggested: Option<&str>,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, Failure> {
        loop {
            let shown = suggested.map_or_else(String::new, |suggested| format!(" [{suggested}]"));
            write!(self.io.output, "{question}{shown}: ")?;
            self.io.output.flush()?;
            let line = self.line()?;
            let answer = line.trim();
            let answer = if answer.is_empty() { suggested.unwrap_or_default() } else { answer };
            match read(answer) {
                Ok(value) => return Ok(value),
                Err(sentence) => writeln!(self.io.output, "  {}.", sanitised(&sentence))?,
            }
        }
    }

    fn line(&mut self) -> Result<String, Failure> {
        let mut bytes = Vec::new();
        let mut bounded = std::io::Read::take(&mut self.io.input, LONGEST_LINE);
        let read = bounded.read_until(b'\n', &mut bytes);
        let count = read.map_err(|error| Failure::Refused(format!("the answer cannot be read: {error}")))?;
        if count == 0 {
            writeln!(self.io.output)?;
            return Err(Failure::Refused("the answers ended here, so nothing was made".to_owned()));
        }
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// What stands between commas.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty())
}

/// A code that would do: the first two letters of the name.
fn suggested_code(name: &str, before: Option<&CountryNames>) -> Option<String> {
    let code: String = name.chars().filter(char::is_ascii_alphabetic).take(2).collect();
    let code = code.to_ascii_lowercase();
    let is_free = before.is_none_or(|before| before.code != code);
    (is_free && check_code(&code).is_ok()).then_some(code)
}

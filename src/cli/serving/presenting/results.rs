//! The results of a quiz as CSV, added to a file question by question as each is over: a row for each who answered, and
//! for each who was there and did not.

use std::path::Path;

use jiff::civil::DateTime;

use crate::store::results::ResultsFile;
use crate::study::exam::print::letter;
use crate::study::room::Outcome;
use crate::tui::room::Results;

/// The columns: when the question was over, as the host's clock tells, its id in the bank, who, the letters of the
/// answer and of the right one, whether they are the same, and after how many milliseconds it came.
const COLUMNS: [&str; 7] = ["time", "question", "nickname", "answer", "right_answer", "right", "ms"];

/// What keeps results in this file, which is begun if it is empty, with the time; what cannot be kept later is told.
///
/// # Errors
/// Why it cannot be written to, in a sentence.
pub(crate) fn keep(
    path: &Path,
    now: impl Fn() -> DateTime + Send + 'static,
    mut tell: impl FnMut(String) + Send + 'static,
) -> Result<Results, String> {
    let named = path.display().to_string();
    let mut file = ResultsFile::open(path).map_err(|error| format!("{named} cannot be written to: {error}"))?;
    if file.is_empty() {
        file.add(&line(&COLUMNS.map(str::to_owned))).map_err(|error| format!("{named}: {error}"))?;
    }
    Ok(Box::new(move |outcomes| {
        let time = now().strftime("%Y-%m-%d %H:%M:%S").to_string();
        let rows: String = outcomes.iter().map(|outcome| line(&row(&time, outcome))).collect();
        if let Err(error) = file.add(&rows) {
            tell(format!("the results could not be added to {named}: {error}"));
        }
    }))
}

fn row(time: &str, outcome: &Outcome) -> [String; 7] {
    [
        time.to_owned(),
        outcome.question.clone(),
        outcome.nickname.clone(),
        outcome.answer.map(|option| letter(option).to_string()).unwrap_or_default(),
        letter(outcome.right).to_string(),
        if outcome.is_right { "yes" } else { "no" }.to_owned(),
        outcome.after.map(|after| after.as_millis().to_string()).unwrap_or_default(),
    ]
}

/// A row, its line end included; empty only if memory refused it.
fn line(cells: &[String; 7]) -> String {
    let mut table = csv::Writer::from_writer(Vec::new());
    let written = table.write_record(cells).ok().and_then(|()| table.into_inner().ok());
    written.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use jiff::civil::date;

    use super::*;

    fn outcome(nickname: &str, answer: Option<usize>) -> Outcome {
        let after = answer.map(|_| Duration::from_millis(1234));
        let question = "harbours".to_owned();
        Outcome { question, nickname: nickname.to_owned(), answer, right: 1, is_right: answer == Some(1), after }
    }

    #[test]
    fn rows_are_added_to_what_is_there_and_the_head_stands_once() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("quiz.csv");
        let now = || date(2026, 11, 22).at(12, 0, 9, 0);
        keep(&path, now, |_| ()).unwrap()(&[outcome("Asha", Some(1)), outcome("मैत्री", Some(2))]);
        keep(&path, now, |_| ()).unwrap()(&[outcome("O’Neil, Jr.", None)]);
        let text = std::fs::read_to_string(&path).unwrap();
        let rows = [
            "time,question,nickname,answer,right_answer,right,ms\n",
            "2026-11-22 12:00:09,harbours,Asha,b,b,yes,1234\n",
            "2026-11-22 12:00:09,harbours,मैत्री,c,b,no,1234\n",
            "2026-11-22 12:00:09,harbours,\"O’Neil, Jr.\",,b,no,\n",
        ];
        assert_eq!(text, rows.concat());
    }

    #[test]
    fn a_file_that_cannot_be_written_to_is_told_of_before_anybody_comes() {
        let directory = tempfile::tempdir().unwrap();
        let told = Arc::new(Mutex::new(Vec::new()));
        let tells = Arc::clone(&told);
        let refused = keep(directory.path(), DateTime::default, move |why| tells.lock().unwrap().push(why)).err();
        assert!(refused.is_some_and(|why| why.contains("cannot be written to")));
        assert!(told.lock().unwrap().is_empty());
    }
}

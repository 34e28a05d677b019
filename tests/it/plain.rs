//! The plain views and what can be taken away: lists, charts, today, export.

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use maitri::cli::text_output::chart::{Chart, ChartOptions};
use maitri::cli::text_output::entry::entry;
use maitri::cli::text_output::hanging;
use maitri::cli::text_output::selection::Selection;
use maitri::data::date::{Order, PartialDate};
use maitri::data::on_this_day::on_this_day;
use maitri::data::{Item, ItemId};
use maitri::text::width;
use proptest::prelude::*;

use crate::harness::{frozen, library};
use crate::program::{as_shipped, command, finish, has_escapes, run, succeed};

const LISTS: [&str; 4] = ["timeline", "agreements", "institutions", "topics"];

/// The id at the end of a line.
fn id_of(line: &str) -> Option<&str> {
    line.strip_suffix(']')?.rsplit_once('[').map(|(_, id)| id)
}

/// The rows of a CSV text, its head first.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().flatten().map(|row| row.iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_line_of_a_list_is_complete_in_itself() {
    for list in LISTS {
        let text = succeed(&[list, "--width", "1000"]);
        for line in text.lines() {
            let item = id_of(line).and_then(|id| frozen().dataset().find(id)).and_then(|id| frozen().dataset().get(id));
            let Some(Item::Record(record)) = item else { panic!("{line}") };
            assert!(line.contains(record.title.as_str()), "{line}");
            assert!(record.sectors.iter().all(|sector| line.contains(sector.as_str())), "{line}");
            assert!(record.when.is_none_or(|when| line.starts_with(&when.to_string())), "{line}");
        }
    }
}

#[test]
fn each_list_tells_everything_once() {
    let dataset = frozen().dataset();
    let listed = |list: &str| -> Vec<String> {
        succeed(&[list, "--width", "1000"]).lines().filter_map(id_of).map(str::to_owned).collect()
    };
    let dated = dataset.records.iter().filter(|record| record.when.is_some()).count();
    assert_eq!(listed("timeline").len(), dated);
    let mut all: Vec<String> = LISTS.iter().flat_map(|list| listed(list)).collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), dataset.records.len());
    let series = succeed(&["chart", "--width", "1000"]);
    assert_eq!(series.lines().filter_map(id_of).count(), dataset.series.len());
    for chart in &dataset.pack.charts {
        let told = format!("{}: {}, a chart of {} series", chart.id, chart.title, chart.members.len());
        assert!(series.lines().any(|line| line == told), "{told}: {series}");
    }
}

#[test]
fn lists_are_in_the_order_that_their_help_tells() {
    let dataset = library().dataset();
    for (list, told) in [("timeline", "oldest first"), ("agreements", "newest first; what has no date comes last")] {
        let help = succeed(&[list, "--help"]);
        assert!(help.lines().next().is_some_and(|line| line.contains(told)), "{help}");
        let ran = finish(&mut as_shipped(&[list, "--width", "1000"]));
        let dates: Vec<_> = ran
            .stdout
            .lines()
            .filter_map(|line| dataset.record(dataset.find(id_of(line)?)?))
            .map(|record| record.when)
            .collect();
        assert!(dates.len() > 20, "{list}: {}", dates.len());
        let undated = dates.iter().position(Option::is_none).unwrap_or(dates.len());
        let (with_day, rest) = dates.split_at(undated);
        assert!(rest.iter().all(Option::is_none), "{list}: what has no date comes last");
        // Of what is no day it is not known which is earlier.
        let is_out_of_order = |pair: &[Option<PartialDate>]| match (told.starts_with("oldest"), pair) {
            (true, [Some(one), Some(other)]) => one.compare(other) == Order::After,
            (false, [Some(one), Some(other)]) => one.compare(other) == Order::Before,
            _ => true,
        };
        assert_eq!(with_day.windows(2).find(|pair| is_out_of_order(pair)), None, "{list}");
    }
}

#[test]
fn plain_is_what_they_are_in_any_terminal() {
    for list in LISTS {
        let text = succeed(&[list]);
        assert!(!has_escapes(&text));
        assert!(text.lines().all(|line| width(line) <= 80));
        assert_eq!(text, succeed(&[list, "--plain"]));
        let dumb = finish(command(&[list]).env("TERM", "dumb").env("COLUMNS", "40"));
        assert_eq!((text.as_str(), dumb.code), (dumb.stdout.as_str(), 0), "a pipe has the usual width");
    }
    assert_eq!(succeed(&["chart", "exports", "--plain"]), succeed(&["chart", "exports"]));
}

#[test]
fn a_date_that_touches_the_range_is_in() {
    let ids = |arguments: &[&str]| -> HashSet<String> {
        let text = succeed(&[&["timeline", "--width", "1000"], arguments].concat());
        text.lines().filter_map(id_of).map(str::to_owned).collect()
    };
    for day in ["2011-08-01", "2011-08", "2011", "201X", "20XX", "FY2011-12"] {
        assert!(ids(&["--from", day, "--to", day]).contains("monsoon-trade-agreement"), "{day}");
    }
    assert!(!ids(&["--from", "2011-08-02"]).contains("monsoon-trade-agreement"));
    assert!(!ids(&["--to", "2011-07"]).contains("monsoon-trade-agreement"));
    let all = ids(&[]).len();
    let (before, after) = (ids(&["--to", "1999"]).len(), ids(&["--from", "2000"]).len());
    assert!(before > 0 && after > 0 && before + after >= all, "{before} + {after} of {all}");
}

#[test]
fn what_is_undated_is_told_to_be_left_out() {
    let undated = run(&["topics", "--from", "2000"]).stderr;
    assert!(undated.starts_with("maitri: ") && undated.contains(" undated not shown"), "{undated}");
    assert_eq!(run(&["agreements", "--from", "2000"]).stderr, "");
    assert_eq!(run(&["topics"]).stderr, "");
}

#[test]
fn names_may_be_shortened_and_wrong_ones_are_answered() {
    assert_eq!(succeed(&["timeline", "--kind", "agr"]), succeed(&["timeline", "--kind", "agreement"]));
    assert_eq!(succeed(&["topics", "--sector", "def"]), succeed(&["topics", "--sector", "Defence"]));
    let mous = succeed(&["agreements", "--kind", "mou", "--width", "1000"]);
    assert!(mous.lines().count() > 0 && mous.lines().all(|line| line.contains("(MoU")), "{mous}");
    let both = succeed(&["agreements", "--kind", "mou", "--kind", "moc", "--width", "1000"]);
    assert!(both.lines().count() > mous.lines().count());
    for (arguments, told) in [
        (["timeline", "--kind", "sumit"], "Summit"),
        (["timeline", "--kind", "e"], "event or exercise"),
        (["topics", "--sector", "defense"], "Defence"),
        (["topics", "--sector", "zzz"], "Political"),
    ] {
        let ran = run(&arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{arguments:?}");
        assert!(ran.stderr.contains(told), "{ran:?}");
    }
    assert_eq!(run(&["timeline", "--from", "20x"]).code, 2);
    assert_eq!(run(&["timeline", "--width", "19"]).code, 2);
    assert_eq!(run(&["timeline", "--from", "2015", "--to", "2014"]).code, 1);
}

#[test]
fn nothing_found_is_a_sentence_and_a_failure() {
    for arguments in [
        &["timeline", "--from", "3000"][..],
        &["chart", "exports", "--from", "3000"],
        &["chart", "--from", "3000"],
        &["export", "--format", "md", "--query", "qqqqzzzz"],
    ] {
        let ran = run(arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
        assert!(ran.stderr.starts_with("maitri: ") && ran.stderr.len() > 40, "{ran:?}");
    }
    let ran = run(&["agreements", "--kind", "event"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("--kind event"), "{ran:?}");
}

#[test]
fn a_reader_that_has_read_enough_is_no_error() {
    for arguments in [&["timeline"][..], &["chart", "exports", "--csv"], &["export", "--format", "csv"]] {
        let mut child =
            command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let mut first = String::new();
        let mut out = BufReader::with_capacity(16, child.stdout.take().expect("a pipe"));
        out.read_line(&mut first).expect("a line");
        drop(out);
        let ended = child.wait_with_output().expect("an end");
        assert_eq!((ended.status.code(), ended.stderr.as_slice()), (Some(0), &b""[..]), "{arguments:?}");
    }
}

#[test]
fn a_chart_tells_exact_values_gaps_signs_and_sources() {
    let text = succeed(&["chart", "imports"]);
    assert!(text.starts_with("India's imports from Japan (US$ billion)\nBasis: "), "{text}");
    assert!(text.contains("FY 2008-09 to FY 2009-10: no figure found"), "{text}");
    let points = &frozen().dataset().series.iter().find(|series| series.id == "imports").expect("imports").points;
    for point in points {
        let value = maitri::data::series::format_value(point.value);
        let source = point.cite.parts().next().expect("a cite");
        let line = text.lines().find(|line| line.starts_with(&point.period.to_string())).expect("a row");
        assert!(line.contains(&format!(" {value} ")) && line.contains(source) && line.contains('│'), "{line}");
    }
    // Each of them is named below.
    let said = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let named = said(text.split_once("\nSources\n").expect("sources").1);
    for cite in points.iter().flat_map(|point| point.cite.iter()).flatten() {
        let source = frozen().dataset().pack.source(cite.source).expect("a source");
        assert!(named.contains(&said(&format!("{}: {}; {}", source.id, source.title, source.byline()))), "{text}");
    }
    let balance = succeed(&["chart", "trade-balance"]);
    let row = balance.lines().find(|line| line.starts_with("FY 2024-25")).expect("a row");
    assert!(row.contains("-12.125") && row.contains("█│"), "{row}");
    assert!(balance.contains("d derived"), "{balance}");
}

#[test]
fn a_chart_can_be_ascii_and_together() {
    let text = succeed(&["chart", "trade-balance", "--together", "--ascii", "--from", "2020"]);
    assert!(text.starts_with("Exports, imports, deficit (US$ billion)"), "{text}");
    assert!(text.contains("#|") && text.contains("|#") && !text.contains(['│', '█', '≠']), "{text}");
    for name in ["Exports", "Imports", "Balance"] {
        assert_eq!(text.lines().filter(|line| line.starts_with(&format!("FY 2024-25  {name}"))).count(), 1, "{text}");
    }
    let alone = run(&["chart", "fdi-inflow-none"]);
    assert_eq!(alone.code, 1);
}

#[test]
fn a_chart_is_named_by_its_id_and_its_title() {
    let by_id = succeed(&["chart", "trade"]);
    assert!(by_id.starts_with("Exports, imports, deficit (US$ billion)"), "{by_id}");
    assert!(by_id.contains("FY 2024-25  Exports") && !by_id.contains("Balance"), "what shows first: {by_id}");
    assert_eq!(succeed(&["chart", "exports, IMPORTS, deficit"]), by_id);
    // A series that has the id of its chart is told alone.
    assert!(succeed(&["chart", "companies"]).starts_with("Japanese companies in India (companies)"));
    let rows = rows(&succeed(&["chart", "trade", "--csv"]));
    assert_eq!(rows[0][0], "series");
    assert!(rows.iter().skip(1).all(|row| ["exports", "imports"].contains(&row[0].as_str())));
    assert!(run(&["chart", "trad"]).stderr.contains("the nearest") && run(&["chart", "trad"]).stderr.contains("trade"));
}

#[test]
fn an_unknown_series_is_answered_with_the_nearest() {
    let ran = run(&["chart", "export"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("exports"), "{ran:?}");
    assert!(run(&["chart", "kobe"]).stderr.contains("maitri show kobe"));
}

#[test]
fn figures_as_csv_read_back() {
    let rows_of = |arguments: &[&str]| rows(&succeed(arguments));
    let single = rows_of(&["chart", "exports", "--csv"]);
    let columns =
        ["period", "start", "end", "value", "unit", "status", "cites", "note", "publishers", "grades", "addresses"];
    assert_eq!(single[0], columns);
    let series = frozen().dataset().series.iter().find(|series| series.id == "exports").expect("exports");
    assert_eq!(single.len(), series.points.len() + 1);
    for (row, point) in single.iter().skip(1).zip(&series.points) {
        assert_eq!(row[0], point.period.notation());
        assert_eq!(row[3].parse(), Ok(point.value));
        assert_eq!(row[6], point.cite.as_text().as_str());
        assert!(point.note.as_ref().is_none_or(|note| row[7].starts_with(note.as_str())), "{row:?}");
        assert!(point.also.iter().all(|other| row[7].contains(other.note.trim_end_matches('.'))), "{row:?}");
    }
    let all = rows_of(&["export", "--format", "csv", "--series"]);
    let points: usize = frozen().dataset().series.iter().map(|series| series.points.len()).sum();
    assert_eq!((all[0][0].as_str(), all.len()), ("series", points + 1));
}

#[test]
fn records_as_csv_read_back() {
    let table = rows(&succeed(&["export", "--format", "csv"]));
    let dataset = frozen().dataset();
    assert_eq!(table.len(), dataset.records.len() + 1);
    for (row, record) in table.iter().skip(1).zip(&dataset.records) {
        assert_eq!(row.len(), table[0].len());
        assert_eq!((row[0].as_str(), row[3].as_str()), (record.id.as_str(), record.title.as_str()));
        assert_eq!(row[10], record.summary.as_str());
    }
}

#[test]
fn an_export_can_be_of_some() {
    let ids = |text: &str| -> Vec<String> {
        let array: Vec<serde_json::Value> = serde_json::from_str(text).expect("an array");
        array.iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
    };
    assert_eq!(ids(&succeed(&["export", "--format", "json", "--ids", "exports,kobe,exports"])), ["exports", "kobe"]);
    assert_eq!(ids(&succeed(&["export", "--format", "json"])).len(), frozen().dataset().len());
    let leagues = ids(&succeed(&["export", "--format", "json", "--query", "kind:agreement harbour"]));
    assert!(!leagues.is_empty() && leagues.len() < 10, "{leagues:?}");
    assert_eq!(run(&["export", "--format", "json", "--query", "qqqqzzzz"]).stdout, "");
    let wrong = run(&["export", "--ids", "kobee"]);
    assert_eq!((wrong.code, wrong.stdout.as_str()), (1, ""));
    assert!(wrong.stderr.ends_with(" kobe\n"), "{wrong:?}");
    assert!(
        run(&["export", "--format", "csv", "--ids", "monsoon-trade-agreement,exports"])
            .stderr
            .contains("1 series left out")
    );
    assert_eq!(run(&["export", "--ids", "kobe", "--query", "x"]).code, 2);
}

#[test]
fn markdown_has_a_footnote_for_every_source() {
    let page = succeed(&["export", "--format", "md", "--ids", "monsoon-trade-agreement,exports"]);
    assert!(page.contains("\n## Monsoon Trade Agreement\n"), "{page}");
    let defined: Vec<&str> =
        page.lines().filter_map(|line| line.strip_prefix("[^")?.split_once("]: ").map(|(name, _)| name)).collect();
    assert!(defined.len() > 5 && defined.iter().collect::<HashSet<_>>().len() == defined.len());
    let used: HashSet<&str> =
        page.split("[^").skip(1).filter_map(|rest| rest.split_once(']')).map(|(name, _)| name).collect();
    assert_eq!(used, defined.into_iter().collect());
}

#[test]
fn today_tells_what_is_known_to_the_day() {
    let text = succeed(&["today", "--date", "2026-08-01"]);
    let (day, month) = text.split_once("In August of other years:").expect("two parts");
    assert!(day.starts_with("On 1 August in other years:\n") && day.contains("[monsoon-trade-agreement]"), "{text}");
    assert!(!month.contains("[monsoon-trade-agreement]") && month.contains("[third-monsoon-summit]"), "{text}");
    let found = on_this_day(frozen().dataset(), "2011-08-01".parse().expect("a day"));
    let pact = frozen().dataset().find("monsoon-trade-agreement").expect("the pact");
    assert!(!found.day.contains(&pact) && !found.month.contains(&pact), "that is this year, not another");
    for wrong in ["2026-02-30", "2026-08", "yesterday", "2026-08-01T00:00"] {
        assert_eq!(run(&["today", "--date", wrong]).code, 2, "{wrong}");
    }
    assert!(!succeed(&["today"]).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_plain_view_is_wider_than_asked(columns in 20_usize..=300, ascii: bool, from in 1990_u16..2026) {
        let dataset = frozen().dataset();
        for id in dataset.ids() {
            for line in hanging(&entry(dataset, id), columns) {
                prop_assert!(width(&line) <= columns, "{columns}: {line}");
            }
        }
        let day = format!("{from}-01-01").parse().ok();
        let some = Selection { from: day, ..Selection::default() };
        // The charts of the bundled dataset, a part of them each time: there are many, and of every sort.
        let bundled = library().dataset();
        for series in bundled.series.iter().skip(columns % 6).step_by(6) {
            let together = Chart::together(bundled, series);
            for chart in together.into_iter().chain([Chart::alone(series)]) {
                for line in chart.lines(ChartOptions { columns, ascii, periods: &some }) {
                    prop_assert!(width(&line) <= columns, "{columns}: {line}");
                    prop_assert!(!has_escapes(&line));
                }
            }
        }
    }

    #[test]
    fn every_day_has_its_events_once(month in 1_i8..=12, day in 1_i8..=28) {
        let found = on_this_day(frozen().dataset(), jiff::civil::date(2031, month, day));
        let mut seen: HashSet<ItemId> = HashSet::new();
        prop_assert!(found.day.iter().chain(&found.month).all(|id| seen.insert(*id)));
    }
}

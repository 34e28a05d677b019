//! The overview: what it tells and how it looks, where its doors lead, and that nothing in it is cut at any width.

use maitri::tui::action::Effect;
use maitri::view::tab::Tab;

use crate::harness::{ASCII, DARK, LIGHT, Look, MONO, Player, Size, frozen, library};
use crate::program::{as_shipped, finish, has_escapes};

/// The overview of the frozen pack after these keys.
fn after(keys: &str, size: Size) -> Player {
    Player::after(&format!("0{keys}"), size)
}

fn picture(name: &str, player: &Player) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(name, player.picture()));
}

#[test]
fn the_relationship_stands_on_one_screen() {
    for (columns, rows) in [(40, 10), (60, 16), (80, 24), (120, 40), (200, 60)] {
        picture(&format!("overview_{columns}x{rows}"), &after("", (columns, rows)));
    }
    let looks: [(&str, Look); 3] = [("light", LIGHT), ("mono", MONO), ("ascii", ASCII)];
    for (name, look) in looks {
        let mut player = Player::on(frozen(), look, (80, 24));
        player.press("0");
        picture(&format!("overview_{name}"), &player);
    }
}

#[test]
fn zero_leads_there_from_anywhere_and_escape_and_numbers_away() {
    for keys in ["", "3", "6", "5v", "2<enter>", "/tea<enter>", " tea<enter>"] {
        let mut player = Player::after(keys, (80, 24));
        let before = player.place();
        player.press("0");
        assert!(player.place().is_overview, "{keys}: {}", player.text());
        player.press("<esc>");
        assert_eq!((player.place().is_overview, player.place().tab), (false, before.tab), "{keys}");
        player.press("0<backspace>");
        assert_eq!(player.place().tab, before.tab, "{keys}");
        player.press("04");
        assert_eq!(player.place().tab, Tab::Institutions, "{keys}");
    }
    let tab = |keys: &str| after(keys, (80, 24)).place().tab;
    assert_eq!((tab("<tab>"), tab("<shift-tab>")), (Tab::Timeline, Tab::Study));
    let mut player = Player::after("3", (80, 24));
    player.click(2, 0);
    assert!(player.place().is_overview, "the program's name leads there");
    assert_eq!(player.press("0"), Effect::Nothing);
}

#[test]
fn every_door_opens_something_by_key_and_by_click() {
    for size in [(40, 10), (60, 16), (80, 24), (120, 40), (200, 60)] {
        let home = after("", size).text();
        // Every door is reached by walking.
        let mut seen = vec![after("", size).cursor()];
        let mut ways = vec![String::new()];
        while let Some(way) = ways.pop() {
            for key in ["<up>", "<down>", "<left>", "<right>"] {
                let keys = format!("{way}{key}");
                let player = after(&keys, size);
                if !seen.contains(&player.cursor()) {
                    seen.push(player.cursor());
                    ways.push(keys);
                }
            }
        }
        assert!(seen.len() >= if size.1 < 16 { 5 } else { 8 }, "{size:?}: {seen:?}");
        for at in seen.into_iter().flatten() {
            let mut player = after("", size);
            player.click(at.x, at.y);
            assert_ne!(player.text(), home, "{size:?}: nothing opens at {at:?}");
            if !player.place().is_overview {
                let is_tour = player.text().contains("any other key explores");
                player.press(if is_tour { "<esc>" } else { "<backspace>" });
                assert!(player.place().is_overview, "{size:?}: back leads to the overview from {at:?}");
            }
        }
    }
}

#[test]
fn doors_lead_where_they_say() {
    let opened = |door: &str| {
        let mut player = after("", (120, 40));
        let rows = player.rows();
        let row =
            rows.iter().position(|row| row.contains(door)).unwrap_or_else(|| panic!("{door}:\n{}", player.text()));
        let column = rows[row].find(door).map(|at| rows[row][..at].chars().count()).expect("it is there");
        player.click(u16::try_from(column + 1).expect("a column"), u16::try_from(row).expect("a row"));
        player
    };
    assert!(opened("Lighthouse Partnership").text().contains("Ties elevated to a Lighthouse Partnership"));
    assert!(opened("5th").text().contains("Fifth Monsoon Summit"));
    assert_eq!(opened("deficit").place().tab, Tab::Trade);
    assert!(opened("Where sources disagree").text().contains("has:conflict"));
    assert!(opened("What an exam asks").text().contains("weight:core"));
    assert!(opened("Walk a tour").text().contains("Along the coast"));
}

/// Every width with some of the heights, in turn, so that all come up.
fn sizes() -> impl Iterator<Item = Size> {
    (40..=300_u16).flat_map(|width| [37, 53].map(|step| (width, 10 + (width * step) % 91)))
}

/// The years below the bars, if the row is theirs.
fn years_of(row: &str) -> Option<Vec<i16>> {
    let years: Option<Vec<i16>> = row.split_whitespace().map(|word| word.parse().ok()).collect();
    years.filter(|years| years.len() > 2)
}

#[test]
fn no_step_is_missing_and_no_figure_cut_at_any_width() {
    for library in [frozen(), library()] {
        let mut player = Player::on(library, DARK, (80, 24));
        player.press("0");
        let steps: Vec<String> =
            library.dataset().pack.ladder.iter().map(|step| step.when.year().to_string()).collect();
        for (width, height) in sizes() {
            player.resize((width, height));
            let rows = player.rows();
            for step in steps.iter().filter(|_| width >= 60 && height >= 16) {
                // Its year, and a name before or on its tread.
                let told =
                    rows.iter().any(|row| row.contains(&format!("{step} ╭")) || row.contains(&format!("{step} ─")));
                assert!(told, "{step} at {width}×{height}:\n{}", player.text());
            }
            // A number that is cut is another number.
            let is_cut = |row: &&String| row.contains("US$") && row.contains('…') && width < 76;
            let cut = rows.iter().find(|row| is_cut(row) || row.contains("$ …") || row.contains(".…"));
            assert_eq!(cut, None, "{width}×{height}");
            // In the present as in the past, what lies between two years of the axis never grows towards the present.
            for years in rows.iter().filter_map(|row| years_of(row)) {
                let inner = &years[1..years.len() - 1];
                let gaps: Vec<i16> = inner.windows(2).map(|pair| pair[1] - pair[0]).collect();
                assert!(gaps.windows(2).all(|pair| pair[0] >= pair[1] && pair[1] > 0), "{years:?} at {width}×{height}");
            }
            // All ways in are there, in whatever form.
            let ways = ["our", "earch", "xam", "is"];
            assert!(
                rows.iter().any(|row| ways.iter().all(|way| row.contains(way))),
                "{width}×{height}:\n{}",
                player.text()
            );
        }
    }
}

#[test]
fn a_large_screen_is_used_to_its_foot() {
    for size in [(120, 40), (160, 50), (200, 60)] {
        let mut player = Player::on(library(), DARK, size);
        player.press("0");
        let rows = player.rows();
        // The footer, and the ways in above it where they stand there, are no part of what is told.
        let told = rows.iter().rposition(|row| !row.is_empty() && row.chars().any(|c| c != ' ')).expect("something");
        let last = rows[..told].iter().rposition(|row| !row.trim().is_empty()).expect("something");
        assert!(last + 1 + usize::from(size.1) / 10 >= told, "{size:?}:\n{}", player.text());
    }
}

#[test]
fn an_empty_pack_has_an_honest_one_and_a_new_pack_a_good_one() {
    let empty = tempfile::tempdir().expect("a temporary directory");
    std::fs::write(empty.path().join("pack.ron"), "(title: \"Norway – Chile\", edition: \"2026\", countries: [(code: \"no\", name: \"Norway\", adjective: \"Norwegian\"), (code: \"cl\", name: \"Chile\", adjective: \"Chilean\")], sectors: [\"Sea\"], sources: [])").expect("a file");
    for size in ["60x16", "200x60"] {
        let ran = finish(as_shipped(&["--print", "--size", size, "--data"]).arg(empty.path()).env_remove("MAITRI_TAB"));
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        assert!(ran.stdout.contains("About") && !has_escapes(&ran.stdout), "{}", ran.stdout);
    }
}

#[test]
fn it_opens_first_unless_something_else_is_asked_for() {
    let shown = |arguments: &[&str], tab: Option<&str>| {
        let mut command = as_shipped(&[&["--print", "--size", "80x24"], arguments].concat());
        match tab {
            Some(tab) => command.env("MAITRI_TAB", tab),
            None => command.env_remove("MAITRI_TAB"),
        };
        finish(&mut command)
    };
    let is_overview = |text: &str| text.contains("Where sources disagree");
    assert!(is_overview(&shown(&[], None).stdout));
    assert!(!is_overview(&shown(&["--tab", "trade"], None).stdout));
    assert!(!is_overview(&shown(&["--open", "cepa"], None).stdout));
    assert!(is_overview(&shown(&["--keys", "30"], None).stdout));
    assert!(!is_overview(&shown(&[], Some("Agreements")).stdout));
    let refused = shown(&[], Some("Moon"));
    assert!(refused.code == 1 && refused.stderr.contains("the tabs are Timeline, Agreements"), "{refused:?}");
}

#[test]
fn no_amount_is_told_without_its_year_at_any_size() {
    for library in [frozen(), library()] {
        for size in [(40, 10), (40, 12), (44, 14), (60, 16), (76, 20), (80, 24), (120, 40), (200, 60)] {
            let mut player = Player::on(library, DARK, size);
            player.press("0");
            let rows = player.rows();
            let told: Vec<&String> = rows.iter().filter(|row| row.contains("US$")).collect();
            assert!(!told.is_empty(), "{size:?}:\n{}", player.text());
            for row in told {
                let after = row.split("US$").nth(1).unwrap_or_default();
                assert!(after.contains("20"), "{size:?}: {row}");
            }
        }
    }
}

//! Pictures of every screen at every size: text, cursor and colours, after a string of keys.
//!
//! A picture that changes is looked at, not waved through: `INSTA_UPDATE=always` only after that.

use crate::harness::{ASCII, LIGHT, MONO, Player, snap};

const CLASSIC: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (120, 40);

#[test]
fn timeline() {
    snap!("");
}

#[test]
fn timeline_selection_moved() {
    snap!("<pgup><up><up><up>");
}

#[test]
fn timeline_beginning() {
    snap!("<home>");
}

#[test]
fn timeline_by_decade() {
    snap!("++<left><left>", CLASSIC);
}

#[test]
fn timeline_by_century() {
    snap!("+<home>");
}

#[test]
fn timeline_by_year() {
    snap!("+++<pgup>", CLASSIC);
    snap!("+++<pgup>", LARGE);
}

#[test]
fn timeline_newest_first() {
    snap!("s", CLASSIC);
}

#[test]
fn timeline_filter_being_typed() {
    snap!("/lantern");
}

#[test]
fn timeline_filter_kept() {
    snap!("/lantern<enter><down>");
}

#[test]
fn timeline_filter_without_hits() {
    snap!("/qqqqzzzz", CLASSIC);
}

#[test]
fn record() {
    snap!("<home><down><enter>");
}

#[test]
fn record_with_disputes() {
    snap!("<space>bronze<space>bell<enter><end>");
}

#[test]
fn record_link_selected() {
    snap!("<home><down><down><enter><enter>");
}

#[test]
fn record_link_followed() {
    snap!("<home><down><down><enter><enter><down><enter>");
}

#[test]
fn record_link_followed_and_back() {
    snap!("<home><down><down><enter><enter><down><enter><backspace>", CLASSIC);
}

#[test]
fn agreements() {
    snap!("2");
}

#[test]
fn agreements_selection_moved() {
    snap!("2<pgdn><pgdn>", (60, 16));
}

#[test]
fn agreements_in_the_next_order() {
    snap!("2s");
}

#[test]
fn agreements_in_the_third_order() {
    snap!("2ss", LARGE);
}

/// Where few rows have room for it beside their title, nothing promises a column of forms.
#[test]
fn forms_of_agreements_have_a_heading_where_they_have_room_or_decide_about_the_order() {
    let heads = |keys: &str, size| Player::after(keys, size).rows().get(3).is_some_and(|row| row.contains(" Form"));
    assert_eq!([(80, 24), (60, 16), (120, 40)].map(|size| heads("2", size)), [false, true, true]);
    let by_form = (1..6).map(|times| format!("2{}", "s".repeat(times)));
    let by_form: Vec<String> =
        by_form.filter(|keys| Player::after(keys, CLASSIC).text().contains(" by form")).collect();
    assert!(!by_form.is_empty() && by_form.iter().all(|keys| heads(keys, CLASSIC)));
}

#[test]
fn agreements_filtered() {
    snap!("2/harbour<enter>");
}

#[test]
fn agreement_read() {
    snap!("2<enter>");
}

#[test]
fn trade() {
    snap!("3");
}

#[test]
fn trade_earlier_period() {
    snap!("3<left><left><left><left>");
}

#[test]
fn trade_as_table() {
    snap!("3t<left>");
}

#[test]
fn trade_one_series() {
    snap!("3<right><down><down><down><down>");
}

#[test]
fn trade_last_series() {
    snap!("3<end>", LARGE);
}

#[test]
fn trade_filtered() {
    snap!("3/yen");
}

#[test]
fn trade_in_a_chart() {
    snap!("3<enter><down><down>x");
}

#[test]
fn trade_compared() {
    snap!("3<left>v<left><left><left><left>");
}

#[test]
fn trade_one_figure() {
    snap!("3/residents<enter><enter>");
}

#[test]
fn trade_in_rows() {
    snap!("3/goods sold<enter><enter><down>");
}

#[test]
fn trade_parts() {
    snap!("3/all goods<enter><enter><down>");
}

#[test]
fn trade_on_two_axes() {
    snap!("3/companies<enter><enter><down>x");
}

#[test]
fn figures_read() {
    snap!("3<enter><enter>");
}

#[test]
fn institutions() {
    snap!("4");
}

#[test]
fn institutions_end() {
    snap!("4<end>", CLASSIC);
}

#[test]
fn institutions_filtered() {
    snap!("4/university<enter>", LARGE);
}

#[test]
fn institution_with_meetings() {
    snap!("<space>monsoon dialogue kind:institution<enter>");
}

#[test]
fn topics() {
    snap!("5");
}

#[test]
fn topics_next_headings() {
    snap!("5<right><right><right>", CLASSIC);
}

#[test]
fn topics_filtered() {
    snap!("5/lighthouse", CLASSIC);
}

#[test]
fn topic_read() {
    snap!("5<enter>");
}

#[test]
fn finder() {
    snap!("<space>");
}

#[test]
fn finder_typing() {
    snap!("<space>lantern");
}

#[test]
fn finder_selection_moved() {
    snap!("<space>kobe<down><down>", LARGE);
}

#[test]
fn finder_corrected() {
    snap!("<space>lihgthouse");
}

#[test]
fn finder_with_a_word_too_many() {
    snap!("<space>stone lantern qqxzy");
}

#[test]
fn finder_fields() {
    snap!("<space>kind:agreement year:2001..2012 port", LARGE);
}

#[test]
fn finder_language() {
    snap!("<space>?<down><down>");
}

#[test]
fn finder_without_hits() {
    snap!("<space>qqqqzzzz");
}

#[test]
fn timeline_by_sector() {
    snap!("b");
}

#[test]
fn another_lane_and_along_it() {
    snap!("b<up><left><left>", CLASSIC);
    snap!("+b<down>", LARGE, ASCII);
    snap!("b<down>", (60, 16), MONO);
}

#[test]
fn more_room_for_the_list_and_less() {
    snap!(">>>", CLASSIC);
    snap!("2<lt><lt><lt>", LARGE);
}

#[test]
fn topics_in_another_order() {
    snap!("5s", CLASSIC);
}

#[test]
fn commodities() {
    snap!("3c");
}

#[test]
fn commodities_as_table() {
    snap!("3ct<down>", CLASSIC);
}

#[test]
fn facets() {
    snap!("f");
}

#[test]
fn facets_chosen() {
    snap!("f<down><space>", LARGE);
}

#[test]
fn timeline_narrowed_by_facets() {
    snap!("f<down><space><esc>", CLASSIC);
}

#[test]
fn marked() {
    snap!("mm<up>m", CLASSIC);
}

#[test]
fn copied_line() {
    snap!("y");
}

#[test]
fn copied_line_shown() {
    snap!("yy", CLASSIC);
}

#[test]
fn copied_record() {
    snap!("<home><down>Y", CLASSIC);
}

#[test]
fn palette() {
    snap!(":");
}

#[test]
fn palette_typing() {
    snap!("3:tab", CLASSIC);
}

#[test]
fn help() {
    snap!("?");
}

#[test]
fn help_scrolled() {
    snap!("3?<end>", CLASSIC);
}

#[test]
fn ascii_timeline() {
    snap!("", CLASSIC, ASCII);
}

#[test]
fn ascii_trade() {
    snap!("3", LARGE, ASCII);
}

#[test]
fn ascii_finder() {
    snap!("<space>mta", LARGE, ASCII);
}

#[test]
fn ascii_help() {
    snap!("?", CLASSIC, ASCII);
}

#[test]
fn mono_timeline() {
    snap!("<home><enter>", LARGE, MONO);
}

#[test]
fn mono_trade() {
    snap!("3", CLASSIC, MONO);
}

#[test]
fn mono_finder() {
    snap!("<space>lantern", CLASSIC, MONO);
}

#[test]
fn light_timeline() {
    snap!("/lantern<enter>", CLASSIC, LIGHT);
}

#[test]
fn too_small() {
    snap!("", (38, 8));
}

#[test]
fn smallest() {
    for size in [(40, 10), (50, 12)] {
        snap!("", size);
    }
}

#[test]
fn smallest_record() {
    snap!("<enter>", (40, 10));
}

#[test]
fn smallest_help() {
    snap!("?", (40, 10));
}

#[test]
fn facets_typed_into() {
    snap!("fecon<space>", CLASSIC);
    snap!("fecon<space>", (60, 16));
}

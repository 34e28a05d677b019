//! Queries in other scripts, and in the letters of other keyboards, against the bundled dataset.

use maitri::search::{Predicate, SearchSession};

use super::{best_three, with_each_index};

/// What each finds, in order, as another does.
const SAME: [(&str, &str); 22] = [
    ("kind：agreement", "kind:agreement"),
    ("ｋｉｎｄ：ａｇｒｅｅｍｅｎｔ", "kind:agreement"),
    ("ＫＩＮＤ：agreement", "kind:agreement"),
    ("kind﹕agreement", "kind:agreement"),
    ("Kind: agreement", "kind:agreement"),
    ("kind:“agreement”", "kind:agreement"),
    ("sector:ｄｅｆｅｎｃｅ", "sector:defence"),
    ("year:２０１１", "year:2011"),
    ("year:२०११", "year:2011"),
    ("year:٢٠١١", "year:2011"),
    ("year:１９９０ｓ", "year:1990s"),
    ("before:１９６０", "before:1960"),
    ("year:2006．．2014", "year:2006..2014"),
    ("year:2006‥2014", "year:2006..2014"),
    ("year:2006…2014", "year:2006..2014"),
    ("summit　！quad", "summit !quad"),
    ("jaxa ｜ isro", "jaxa | isro"),
    ("＂act east forum＂", "\"act east forum\""),
    ("“act east forum”", "\"act east forum\""),
    ("「act east forum」", "\"act east forum\""),
    ("＾joint", "^joint"),
    ("forum＄", "forum$"),
];

#[test]
fn syntax_of_other_keyboards_is_syntax() {
    with_each_index(|_, index| {
        for (typed, plain) in SAME {
            let found = |query: &str| {
                let results = SearchSession::new().update(index, query, Predicate::ALL).clone();
                (results.matching.clone(), results.top.clone(), results.notice())
            };
            let plain = found(plain);
            assert!(!plain.0.is_empty() && plain.2.is_none());
            assert_eq!(found(typed), plain, "{typed}");
        }
    });
}

#[test]
fn spellings_of_other_scripts_find_what_they_name() {
    with_each_index(|dataset, index| {
        for (query, id) in [
            ("नरेन्द्र मोदी", "narendra-modi"),
            ("नरेंद्र मोदी", "narendra-modi"),
            ("राजेंद्र प्रसाद", "rajendra-prasad"),
            ("रवींद्रनाथ", "rabindranath-tagore"),
            ("विवेकानंद", "swami-vivekananda"),
            ("चंद्र बोस", "subhas-chandra-bose"),
            ("महात्मा गाँधी", "mahatma-gandhi"),
            ("मुम्बई", "mumbai"),
            ("मुंबई", "mumbai"),
            ("インド", "india"),
            ("いんど", "india"),
            ("ｲﾝﾄﾞ", "india"),
            ("イント\u{3099}", "india"),
            ("インディラ・カ\u{3099}ンテ\u{3099}ィー", "indira-gandhi"),
            ("ﾈﾙｰ", "jawaharlal-nehru"),
            ("東京", "tokyo"),
            ("とうきょう", "tokyo"),
            ("トーキョー", "tokyo"),
            ("ﾄｳｷｮｳ", "tokyo"),
            ("きょうと", "kyoto"),
            ("なら", "nara"),
            ("とうだいじ", "nara"),
        ] {
            let best = best_three(dataset, index, query);
            assert!(best.contains(&id), "{query}: {best:?}");
        }
    });
}

#[test]
fn what_is_marked_in_other_scripts_is_whole() {
    with_each_index(|_, index| {
        for (query, shown, marked) in [
            ("नरेंद्र", "श्री नरेन्द्र मोदी", "नरेन्द्र"),
            ("मुम्बई", "मुंबई में", "मुंबई"),
            ("गाँधी", "महात्मा गांधी", "गांधी"),
            ("だるま", "A ﾀﾞﾙﾏ doll", "ﾀﾞﾙﾏ"),
            ("ｶﾞﾝﾃﾞｨｰ", "インディラ・ガンディー", "ガンディー"),
        ] {
            let results = SearchSession::new().update(index, query, Predicate::ALL).clone();
            let marks: Vec<&str> = results.marks(shown).into_iter().filter_map(|mark| shown.get(mark)).collect();
            assert_eq!(marks, [marked], "{query}");
        }
    });
}

//! Queries in other scripts, and in the letters of other keyboards, against the bundled dataset.

use maitri::search::{Predicate, SearchSession};

use super::{best_three, with_each_index};

/// What each finds, in order, as another does.
const SAME: [(&str, &str); 51] = [
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
    ("’jica", "'jica"),
    ("＇ｊｉｃａ", "'jica"),
    ("year:2006〜2014", "year:2006..2014"),
    ("ｙｅａｒ：２００６～２０１４", "year:2006..2014"),
    ("year:２００６－２０１４", "year:2006-2014"),
    ("year:२००६−२०१४", "year:2006-2014"),
    ("year:2006‐2014", "year:2006-2014"),
    ("year:2006ー2014", "year:2006-2014"),
    ("year:２００６．．", "year:2006.."),
    ("after：２０１４－０６", "after:2014-06"),
    ("source：ｅｍｂａｓｓｙ－ｂｒｉｅｆ－２０２４", "source:embassy-brief-2024"),
    ("ｇｒａｄｅ：ａ", "grade:a"),
    ("ｈａｓ：ｃｏｎｆｌｉｃｔ", "has:conflict"),
    ("weight：「core」", "weight:core"),
    ("pack：ｉｎｄｉａ－ｊａｐａｎ", "pack:india-japan"),
    ("！ｋｉｎｄ：event　kind：\u{3000}agreement", "!kind:event kind:agreement"),
    ("jaxa｜isro", "jaxa | isro"),
    ("\u{200f}kind:agreement", "kind:agreement"),
    ("kind:\u{200b}agreement", "kind:agreement"),
    ("ki\u{ad}nd:agree\u{2060}ment\u{feff}", "kind:agreement"),
    ("\u{202b}year:\u{2067}2011\u{2069}\u{202c}", "year:2011"),
    ("kind:agreement\u{a0}year:2011", "kind:agreement year:2011"),
    ("kind:agreement\u{2003}year:2011\u{202f}", "kind:agreement year:2011"),
    ("\u{feff}c\u{200b}epa", "cepa"),
    ("Ltd．", "Ltd."),
    ("act\u{2010}east", "act-east"),
    ("act\u{2011}east", "act-east"),
    ("act–east", "act-east"),
    ("ａｃｔ－ｅａｓｔ", "act-east"),
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
            ("外務省", "mofa"),
            ("がいむしょう", "mofa"),
            ("ｶﾞｲﾑｼｮｳ", "mofa"),
            ("ガイムショー", "mofa"),
            ("國際協力機構", "jica"),
            ("国際協力銀行", "jbic"),
            ("慶応義塾大学", "keio-university"),
            ("慶應義塾大學", "keio-university"),
            ("けいおうぎじゅく", "keio-university"),
            ("海上自衞隊", "jmsdf"),
            ("佐佐井秀嶺", "surai-sasai"),
            ("髙市早苗", "sanae-takaichi"),
            ("たかいちさなえ", "sanae-takaichi"),
            ("オーサカ", "osaka"),
            ("オオサカ", "osaka"),
            ("オ－サカ", "osaka"),
            ("ト‐キョ‐", "tokyo"),
            ("とーきょー", "tokyo"),
            ("ビベーカナンダ", "vivekananda-cultural-centre"),
            ("ｳﾞｨｳﾞｪｰｶﾅﾝﾀﾞ", "vivekananda-cultural-centre"),
            ("インディラガンディー", "indira-gandhi"),
            ("インディラ＝ガンディー", "indira-gandhi"),
            ("インディラ゠ガンディー", "indira-gandhi"),
            ("ｲﾝﾃﾞｨﾗ･ｶﾞﾝﾃﾞｨｰ", "indira-gandhi"),
            ("インデイラ・ガンデイー", "indira-gandhi"),
            ("チャンドラ・ボース", "subhas-chandra-bose"),
            ("スバスチヤンドラボース", "subhas-chandra-bose"),
            ("にっぽん", "japan"),
            ("しんかんせん", "term-shinkansen"),
            ("Tōkyō", "tokyo"),
            ("Toukyou", "tokyo"),
            ("Tookyoo", "tokyo"),
            ("To\u{304}kyo\u{304}", "tokyo"),
            ("Shinzō Abe", "shinzo-abe"),
            ("Shinzou Abe", "shinzo-abe"),
            ("Ōsaka", "osaka"),
            ("Oosaka", "osaka"),
            ("नयी दिल्ली", "new-delhi"),
            ("एस॰ जयशंकर", "s-jaishankar"),
            ("नरेन्\u{200d}द्र मोदी", "narendra-modi"),
            ("Rabīndranāth Ṭhākur", "rabindranath-tagore"),
            ("Mahātmā Gāndhī", "mahatma-gandhi"),
            ("Vārāṇasī", "varanasi"),
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
            ("国際", "於 國際聯盟", "國際"),
            ("佐佐井", "僧 佐々井秀嶺", "佐々井"),
            ("ビベーカナンダ", "像 ｳﾞｨｳﾞｪｰｶﾅﾝﾀﾞ", "ｳﾞｨｳﾞｪｰｶﾅﾝﾀﾞ"),
            ("オーサカ", "市 おおさか", "おおさか"),
            ("とうきょう", "市 ト－キョ－", "ト－キョ－"),
            ("नयी", "वह नई दिल्ली", "नई"),
        ] {
            let results = SearchSession::new().update(index, query, Predicate::ALL).clone();
            let marks: Vec<&str> = results.marks(shown).into_iter().filter_map(|mark| shown.get(mark)).collect();
            assert_eq!(marks, [marked], "{query}");
        }
    });
}

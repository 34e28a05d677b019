//! Old forms of kanji, which names and old texts keep, and the new ones of today.
//!
//! What is old is after the list of jōyō kanji of Japan's Agency for Cultural Affairs (常用漢字表, 2010), which has the old
//! form in brackets behind the new, and some more that names are written with. What Unicode itself takes for the same
//! letter, as U+FA4C for 社, is met already where letters are taken apart.

/// Each old form and the new one of it, in the order of the old.
const FORMS: [&str; 352] = [
    "乘乗", "亂乱", "亙亘", "亞亜", "佛仏", "來来", "倂併", "假仮", "傳伝", "僞偽", "價価", "儉倹", "兒児", "內内",
    "兩両", "凉涼", "剩剰", "劍剣", "劑剤", "勞労", "勳勲", "勵励", "勸勧", "區区", "卷巻", "卻却", "卽即", "參参",
    "吳呉", "單単", "嚴厳", "囑嘱", "圈圏", "國国", "圍囲", "圓円", "圖図", "團団", "堯尭", "增増", "墮堕", "壓圧",
    "壘塁", "壞壊", "壤壌", "壯壮", "壹壱", "壻婿", "壽寿", "奧奥", "奬奨", "姬姫", "孃嬢", "學学", "寢寝", "實実",
    "寫写", "寬寛", "寶宝", "將将", "專専", "對対", "尙尚", "屆届", "屬属", "峯峰", "峽峡", "嶋島", "嶽岳", "巖巌",
    "巢巣", "帶帯", "廢廃", "廣広", "廳庁", "强強", "彈弾", "彌弥", "彥彦", "徑径", "從従", "徵徴", "德徳", "恆恒",
    "悅悦", "惠恵", "惡悪", "惱悩", "愼慎", "慘惨", "應応", "懷懐", "戀恋", "戰戦", "戲戯", "戶戸", "戾戻", "拂払",
    "拔抜", "拜拝", "挾挟", "插挿", "揭掲", "搖揺", "搜捜", "擇択", "擊撃", "擔担", "據拠", "擧挙", "擴拡", "攝摂",
    "收収", "效効", "敍叙", "敎教", "敕勅", "敘叙", "數数", "斷断", "旣既", "晚晩", "晝昼", "曆暦", "曉暁", "曾曽",
    "會会", "條条", "棧桟", "榮栄", "槇槙", "槪概", "樂楽", "樓楼", "樞枢", "樣様", "橫横", "檢検", "櫻桜", "權権",
    "歐欧", "歡歓", "步歩", "歲歳", "歷歴", "歸帰", "殘残", "殼殻", "毆殴", "每毎", "氣気", "污汚", "沒没", "涉渉",
    "淚涙", "淨浄", "淸清", "淺浅", "渴渇", "溪渓", "溫温", "溼湿", "滯滞", "滿満", "潛潜", "澀渋", "澁渋", "澤沢",
    "濕湿", "濟済", "濱浜", "濵浜", "瀧滝", "瀨瀬", "灣湾", "燈灯", "燒焼", "營営", "爐炉", "爭争", "爲為", "犧犠",
    "狀状", "狹狭", "獨独", "獵猟", "獸獣", "獻献", "瑤瑶", "瓣弁", "甁瓶", "產産", "畫画", "當当", "疊畳", "瘦痩",
    "癡痴", "發発", "盜盗", "盡尽", "眞真", "硏研", "碎砕", "祕秘", "祿禄", "禪禅", "禮礼", "禱祷", "稅税", "稱称",
    "稻稲", "穗穂", "穩穏", "穰穣", "竊窃", "竝並", "粹粋", "絕絶", "絲糸", "經経", "綠緑", "緖緒", "緣縁", "縣県",
    "縱縦", "總総", "繩縄", "繪絵", "繼継", "續続", "纖繊", "缺欠", "罐缶", "羣群", "聰聡", "聲声", "聽聴", "肅粛",
    "脫脱", "腦脳", "膽胆", "臟臓", "臺台", "與与", "舊旧", "舍舎", "艷艶", "莊荘", "莖茎", "萬万", "薰薫", "藏蔵",
    "藝芸", "藥薬", "處処", "虛虚", "號号", "螢蛍", "蟲虫", "蠶蚕", "蠻蛮", "衞衛", "裝装", "襃褒", "覺覚", "覽覧",
    "觀観", "觸触", "說説", "謠謡", "證証", "譯訳", "譽誉", "讀読", "變変", "讓譲", "豐豊", "豫予", "貳弐", "賣売",
    "賴頼", "贊賛", "踐践", "輕軽", "轉転", "辨弁", "辭辞", "辯弁", "遙遥", "遞逓", "遲遅", "邉辺", "邊辺", "郞郎",
    "鄉郷", "鄕郷", "鄰隣", "醉酔", "醫医", "釀醸", "釋釈", "銳鋭", "錄録", "錢銭", "鍊錬", "鎭鎮", "鐵鉄", "鑄鋳",
    "鑛鉱", "閱閲", "關関", "陷陥", "隨随", "險険", "隱隠", "雙双", "雜雑", "霸覇", "靈霊", "靑青", "靜静", "顏顔",
    "顯顕", "飜翻", "餘余", "餠餅", "騷騒", "驅駆", "驗験", "驛駅", "髓髄", "體体", "髙高", "髮髪", "鬪闘", "鬭闘",
    "鷄鶏", "鹽塩", "麥麦", "麵麺", "黃黄", "黑黒", "默黙", "點点", "黨党", "齊斉", "齋斎", "齒歯", "齡齢", "龍竜",
    "龜亀", "﨑崎",
];

/// The new form of an old one; any other letter as it is.
pub(super) fn new_form(c: char) -> char {
    if !matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{fa11}') {
        return c;
    }
    let found = FORMS.binary_search_by_key(&Some(c), |forms| forms.chars().next());
    found.ok().and_then(|at| FORMS.get(at)?.chars().nth(1)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn each_old_form_has_one_new_one_which_is_not_old_itself() {
        assert!(FORMS.is_sorted_by_key(|forms| forms.chars().next()));
        for forms in FORMS {
            let (old, new) = (forms.chars().next().unwrap(), forms.chars().nth(1).unwrap());
            assert_eq!(forms.chars().count(), 2, "{forms}");
            assert_eq!((new_form(old), new_form(new)), (new, new));
            assert_eq!(old.nfc().next(), Some(old), "{forms}: Unicode knows it already");
        }
        assert_eq!("國際學會の佛敎".chars().map(new_form).collect::<String>(), "国際学会の仏教");
    }
}

//! Queries as strangers to the dataset type them: held out while the ranking was made, put to it afterwards.
//!
//! Misses were mended by other names and by ranking that holds for every query; a few are left as they are.

use super::{Rate, best_three, with_index};

/// What is typed, and the id of what is meant.
const QUERIES: &[(&str, &str)] = &[
    // Doubled vowels, macrons, older romanisations, names in either order.
    ("toukyou", "tokyo"),
    ("tôkyô", "tokyo"),
    ("oosaka", "osaka"),
    ("kyouto", "kyoto"),
    ("hokkaidou", "hokkaido"),
    ("kyuushuu", "kyushu"),
    ("sinkansen", "term-shinkansen"),
    ("shin kansen", "term-shinkansen"),
    ("fujisan", "mount-fuji"),
    ("abe sinzo", "shinzo-abe"),
    ("kisi nobusuke", "nobusuke-kishi"),
    ("nobusuke kisi", "nobusuke-kishi"),
    ("suga yosihide", "yoshihide-suga"),
    ("hayasi yosimasa", "yoshimasa-hayashi"),
    ("motegi", "toshimitsu-motegi"),
    ("iwaya takesi", "takeshi-iwaya"),
    ("kamikawa youko", "yoko-kamikawa"),
    ("ueda kazuo", "kazuo-ueda"),
    ("naruhito", "emperor-naruhito"),
    ("michiko", "empress-michiko"),
    ("nirmla sitaraman", "nirmala-sitharaman"),
    ("ashwini vaishnav", "ashwini-vaishnaw"),
    ("piyush goel", "piyush-goyal"),
    ("jayshankar", "s-jaishankar"),
    ("rabindranath thakur", "rabindranath-tagore"),
    ("viveka nanda", "swami-vivekananda"),
    ("rashbehari bose", "rash-behari-bose"),
    ("gandhiji", "mahatma-gandhi"),
    ("chacha nehru", "jawaharlal-nehru"),
    ("banaras", "varanasi"),
    ("kashi rudraksha", "rudraksh"),
    ("bombay", "mumbai"),
    ("calcutta", "kolkata"),
    ("bangalore", "bengaluru"),
    ("maitri exercise", "shinyuu-maitri"),
    // Abbreviations and what everybody calls it.
    ("bullet train loan 2023", "mahsr-loan-2023"),
    ("mumbai ahmedabad hsr", "mahsr"),
    ("civil nuke deal", "nuclear-agreement-2016"),
    ("nuclear pact 2016", "nuclear-agreement-2016"),
    ("free trade agreement", "cepa"),
    ("logistics pact", "rpss-2020"),
    ("moon mission", "lupex"),
    ("chandrayan 5", "lupex"),
    ("amphibious aircraft", "us-2"),
    ("foreign sec consultations", "foreign-office-consultations"),
    ("fin min sitharaman g7", "g7-sitharaman-2023"),
    ("tokyo trial judge", "radha-binod-pal"),
    ("yen loan 2022", "yen-loans-2022"),
    ("chip supply chain moc", "semiconductor-moc-2023"),
    ("10 trillion yen", "investment-target-10-trillion"),
    ("5 trillion yen", "investment-target-5-trillion"),
    // One slip in several words, words in another order, years.
    ("2019 energy dialog", "energy-dialogue-2019"),
    ("agrement peace 1952", "peace-treaty-1952"),
    ("2018 naval aranged", "naval-arrangement-2018"),
    ("cyber securty memorandum", "cybersecurity-moc"),
    ("nehru prime minister visit japan", "visit-nehru"),
    ("kishi vist india", "visit-kishi"),
    ("koizumi 2005 vist", "visit-koizumi-2005"),
    ("confluense two seas", "speech-confluence-2007"),
    ("hirosima g7 sumit", "g7-hiroshima-2023"),
    ("tourism year", "tourism-year-2023"),
    ("padma vibhusan abe", "padma-vibhushan-2021"),
    ("gandhi bust hiroshima", "gandhi-statue-2023"),
    ("funeral abe", "state-funeral-2022"),
    ("summit 2014", "special-strategic-partnership-2014"),
    ("daruma skytree", "skytree-daruma-2025"),
    ("sendai bullet ride", "sendai-ride-2025"),
    ("6th century budhism", "buddhism-6th-century"),
    // Hindi and Japanese.
    ("जापान", "japan"),
    ("東京", "tokyo"),
    ("京都", "kyoto"),
    ("安倍晋三", "shinzo-abe"),
    ("新幹線", "term-shinkansen"),
    // Acronyms go to what they name, not to what happened to it.
    ("CEPA", "cepa"),
    ("foc", "foreign-office-consultations"),
    ("npci", "npci"),
    ("scri", "scri"),
    ("jircas", "jircas"),
    ("icar", "icar"),
    ("irel", "irel"),
    ("ntt", "ntt"),
    ("asm3", "arctic-science-ministerial"),
];

#[test]
fn what_strangers_type_finds_what_they_mean() {
    with_index(|dataset, index| {
        let mut rate = Rate::default();
        for (query, wanted) in QUERIES {
            assert!(dataset.find(wanted).is_some(), "{wanted} is no id");
            rate.count(query, wanted, &best_three(dataset, index, query));
        }
        rate.demand("strangers", 90.0, 97.0);
    });
}

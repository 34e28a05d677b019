//! Packs of any size that hold a bit of everything, for measuring: every kind, most relations, disputes, meetings,
//! editions, figures, written questions. A seeded generator makes them, so they are the same everywhere. What may hurt
//! a program is among them: a record to which a third of all others lead, a figure a day for thirty years, thousands of
//! places close to each other, and a tenth as many sources as records.

use std::fmt::Write as _;

const NOUNS: &str = "agreement committee dialogue memorandum programme partnership exercise corridor institute statement \
    shinkansen semiconductor reactor observatory harbour festival scholarship workshop delegation treaty laboratory \
    satellite hospital library museum railway pipeline refinery fishery monastery university parliament";
const ADJECTIVES: &str = "joint bilateral annual maritime nuclear digital cultural scientific industrial regional strategic \
    technical urban coastal lunar polar quantum agricultural financial historical ministerial vocational";
const TOPICS: &str = "trade energy security education health tourism steel textiles shipping aviation forestry hydrogen \
    ammonia robotics language heritage disaster water transport insurance banking investment exploration computing";
const PLACES: &str = "Tokyo Osaka Kyoto Nara Sendai Sapporo Nagoya Fukuoka Delhi Mumbai Chennai Kolkata Bengaluru Pune \
    Hyderabad Jaipur Kochi Guwahati Varanasi Ahmedabad";
const SECTORS: [&str; 12] = [
    "Political",
    "Defence",
    "Economy",
    "Infrastructure",
    "Technology",
    "Space",
    "Energy",
    "Environment",
    "Health",
    "Education",
    "Culture",
    "People",
];
/// How many days the daily series has.
pub(crate) const DAYS: usize = 7392;

/// A generator of numbers, the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most.max(1)
    }

    fn one<T: Copy + Default>(&mut self, of: &[T]) -> T {
        of.get(self.below(of.len())).copied().unwrap_or_default()
    }
}

/// The files of a sound pack of so many records, by name.
#[must_use]
pub(crate) fn files(records: usize) -> Vec<(String, String)> {
    let mut writer = Writer::new(records);
    vec![
        ("pack.ron".to_owned(), writer.head()),
        ("questions.ron".to_owned(), writer.questions()),
        ("records.ron".to_owned(), writer.records()),
        ("series.ron".to_owned(), writer.series()),
    ]
}

struct Writer {
    records: usize,
    sources: usize,
    numbers: Numbers,
    words: [Vec<&'static str>; 4],
}

/// Of twenty records in a row, what each is.
const KINDS: [&str; 20] = [
    "event",
    "event",
    "agreement",
    "event",
    "person",
    "event",
    "institution",
    "event",
    "place",
    "event",
    "agreement",
    "project",
    "event",
    "initiative",
    "event",
    "agreement",
    "exercise",
    "event",
    "term",
    "theme",
];

impl Writer {
    fn new(records: usize) -> Self {
        let words = [NOUNS, ADJECTIVES, TOPICS, PLACES].map(|words| words.split_whitespace().collect());
        Self { records, sources: (records / 10).max(10), numbers: Numbers(7), words }
    }

    fn head(&mut self) -> String {
        let mut text = String::from(
            "(title:\"A varied pack\",edition:\"2026\",countries:[(code:\"in\",name:\"India\",adjective:\"Indian\"),\
             (code:\"jp\",name:\"Japan\",adjective:\"Japanese\")],sectors:[",
        );
        for sector in SECTORS {
            _ = write!(text, "\"{sector}\",");
        }
        text.push_str("],sources:[\n");
        for source in 0..self.sources {
            let grade = self.numbers.one(&["A", "B", "C", "D"]);
            _ = writeln!(
                text,
                "(id:\"s{source}\",title:\"Source {source}\",publisher:\"Office {source}\",grade:{grade},paragraphs:99),"
            );
        }
        text.push_str("])\n");
        text
    }

    fn cite(&mut self) -> String {
        format!("s{} ¶{}", self.numbers.below(self.sources), 1 + self.numbers.below(99))
    }

    /// Some cites, joined as one text.
    fn cites(&mut self, most: usize) -> String {
        let count = 1 + self.numbers.below(most);
        (0..count).map(|_| self.cite()).collect::<Vec<_>>().join("; ")
    }

    fn word(&mut self, list: usize) -> &'static str {
        self.words.get(list).map_or("", |words| self.numbers.one(words))
    }

    fn date(&mut self) -> String {
        let (year, month, day) =
            (1950 + self.numbers.below(76), 1 + self.numbers.below(12), 1 + self.numbers.below(28));
        match self.numbers.below(8) {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        }
    }

    /// The id of some record of the sort that stands at this place in each row of twenty.
    fn of_sort(&mut self, place: usize) -> String {
        format!("r{}", self.numbers.below(self.records / 20) * 20 + place)
    }

    fn records(&mut self) -> String {
        let mut text = String::from("[\n");
        for number in 0..self.records {
            let kind = KINDS.get(number % KINDS.len()).copied().unwrap_or("event");
            self.record(&mut text, number, kind);
        }
        text.push_str("]\n");
        text
    }

    fn record(&mut self, text: &mut String, number: usize, kind: &str) {
        let (adjective, noun, topic) = (self.word(1), self.word(0), self.word(2));
        let title = match kind {
            "person" => format!("Envoy {adjective} {number}"),
            "place" => format!("Town {} {number}", self.word(3)),
            "term" => format!("T{number}"),
            _ => format!("{adjective} {noun} on {topic} {number}"),
        };
        let (sector, other) = (self.numbers.one(&SECTORS), self.numbers.one(&SECTORS));
        let sectors = if sector == other { format!("\"{sector}\"") } else { format!("\"{sector}\",\"{other}\"") };
        let weight = self.numbers.one(&["Core", "Useful", "Detail", "Detail"]);
        let (place, mut when) = (self.word(3), self.date());
        if kind == "institution" {
            // Its meetings begin later.
            when = format!("{}", 1950 + self.numbers.below(30));
        }
        let cites = (0..=self.numbers.below(3)).map(|_| format!("\"{}\"", self.cite())).collect::<Vec<_>>().join(",");
        _ = write!(text, "(id:\"r{number}\",title:\"{title}\",sectors:[{sectors}],weight:{weight},");
        if !matches!(kind, "person" | "place" | "term" | "theme" | "exercise") {
            _ = write!(text, "when:\"{when}\",");
        }
        _ = write!(text, "summary:\"A {noun} held in {place} about {topic} in the {adjective} field.\",facts:[");
        for fact in 0..self.numbers.below(3) {
            let count = 2 + self.numbers.below(900);
            _ = write!(
                text,
                "(\"Fact {fact}\",\"The {noun} {number} has {count} members from {place}.\",\"{}\"),",
                self.cites(3)
            );
        }
        text.push_str("],");
        if self.numbers.below(20) == 0 {
            let (one, two) = (self.cite(), self.cite());
            _ = write!(
                text,
                "conflicts:[(point:\"How many came\",claims:[(\"Ten.\",\"{one}\"),(\"Twelve.\",\"{two}\")],reading:\"Ten.\",support:\"{one}\")],"
            );
        }
        let links = self.links(number, kind);
        let body = self.body(kind, &when, place, topic, number);
        _ = writeln!(text, "links:{{{links}}},cites:[{cites}],body:{body}),");
    }

    fn links(&mut self, number: usize, kind: &str) -> String {
        let mut links = String::new();
        // The last theme of the first twenty is the hub.
        let mut see = vec![format!("\"r{}\"", self.numbers.below(self.records))];
        if number % 10 < 3 {
            see.push("\"r19\"".to_owned());
        }
        see.sort();
        see.dedup();
        see.retain(|to| *to != format!("\"r{number}\""));
        _ = write!(links, "SeeAlso:[{}],", see.join(","));
        match kind {
            "event" => {
                _ = write!(links, "AttendedBy:[\"{}\"],LocatedIn:[\"{}\"],", self.of_sort(4), self.of_sort(8));
            }
            "agreement" => {
                _ = write!(links, "SignedAt:[\"{}\"],SignedBy:[\"{}\"],", self.of_sort(0), self.of_sort(4));
            }
            "institution" | "exercise" => {
                let to = self.of_sort(4);
                _ = write!(links, "Involves:[\"{to}\"],");
            }
            "project" => {
                let to = self.of_sort(8);
                _ = write!(links, "LocatedIn:[\"{to}\"],");
            }
            _ => {}
        }
        links
    }

    fn body(&mut self, kind: &str, when: &str, place: &str, topic: &str, number: usize) -> String {
        let side = self.numbers.one(&["in", "jp"]);
        match kind {
            "agreement" => {
                let form = self.numbers.one(&["Treaty", "Agreement", "Statement"]);
                let status = self.numbers.one(&["InForce", "Signed"]);
                format!(
                    "Agreement(form:{form},signed:\"{when}\",status:{status},parties:[(\"in\",\"India\"),(\"jp\",\"Japan\")],objective:\"To further {topic} number {number} between the two.\")"
                )
            }
            "person" => {
                let office = self.numbers.one(&["Prime Minister", "Minister", "Ambassador", "Secretary"]);
                format!(
                    "Person(side:\"{side}\",role:\"{office} of {topic} {number} ({})\")",
                    1950 + self.numbers.below(70)
                )
            }
            "institution" => {
                let mut meetings = String::new();
                for meeting in 1..=self.numbers.below(6) {
                    let (year, cite) = (1980 + meeting * 5, self.cite());
                    _ = write!(meetings, "(number:{meeting},date:\"{year}-05\",place:\"{place}\",cite:\"{cite}\"),");
                }
                format!(
                    "Institution(form:Dialogue,side:\"both\",established:\"{when}\",mandate:\"Talks about {topic} and what belongs to it.\",meetings:[{meetings}])"
                )
            }
            "place" => {
                let thousandths = |numbers: &mut Numbers, from: usize, room: usize| {
                    let at = from + numbers.below(room);
                    format!("{}.{:03}", at / 1000, at % 1000)
                };
                let (lat, lon) = if side == "in" {
                    (thousandths(&mut self.numbers, 9_000, 21_000), thousandths(&mut self.numbers, 73_000, 14_000))
                } else {
                    (thousandths(&mut self.numbers, 32_000, 11_000), thousandths(&mut self.numbers, 131_000, 11_000))
                };
                format!("Place(side:\"{side}\",lat:{lat},lon:{lon})")
            }
            "project" => format!("Project(stage:Underway,place:\"{place}\",partners:[\"Company {number}\"])"),
            "initiative" => {
                format!("Initiative(launched:\"{when}\",lead:\"Office of {topic}\",partners:[\"School {number}\"])")
            }
            "exercise" => {
                let mut editions = String::new();
                for edition in 1..=self.numbers.below(5) {
                    let (year, cite) = (1990 + edition * 6, self.cite());
                    _ = write!(
                        editions,
                        "(name:\"Edition {edition} of {number}\",date:\"{year}-02\",place:\"{place}\",cite:\"{cite}\"),"
                    );
                }
                format!("Exercise(service:Navy,partners:[\"India\",\"Japan\"],editions:[{editions}])")
            }
            "term" => {
                let cite = self.cite();
                format!("Term(expansions:[(\"Joint {place} {topic} Office {number}\",\"{cite}\")])")
            }
            "theme" => "Theme(stance:Significance)".to_owned(),
            _ => {
                let sort = self.numbers.one(&["Summit", "Visit", "Meeting", "Milestone"]);
                format!("Event(kind:{sort})")
            }
        }
    }

    fn series(&mut self) -> String {
        let mut text = String::from(
            "[\n(id:\"daily\",title:\"A figure a day\",group:Trade,unit:\"JPY billion\",basis:\"By the day.\",links:{},points:[",
        );
        let (mut year, mut month, mut day) = (1996, 1, 1);
        for number in 0..DAYS {
            let value = 900 + self.numbers.below(4000);
            _ = write!(
                text,
                "(period:\"{year}-{month:02}-{day:02}\",value:{}.{},status:Reported,cite:\"s{} ¶1\"),",
                value / 10,
                value % 10,
                number % 7
            );
            day += 1;
            if day > 28 {
                (day, month) = (1, month + 1);
            }
            if month > 12 {
                (month, year) = (1, year + 1);
            }
        }
        text.push_str("]),\n");
        for series in 0..self.records / 100 {
            let topic = self.word(2);
            _ = write!(
                text,
                "(id:\"x{series}\",title:\"Figures of {topic} {series}\",group:Trade,unit:\"US$ million\",basis:\"By the year.\",links:{{}},points:["
            );
            for year in 2000..2020 {
                let (value, cite) = (10 + self.numbers.below(5000), self.cite());
                _ = write!(text, "(period:\"{year}\",value:{value},status:Reported,cite:\"{cite}\"),");
            }
            text.push_str("]),\n");
        }
        text.push_str("]\n");
        text
    }

    /// A few written questions: too few for a paper, so that drills fill it.
    fn questions(&mut self) -> String {
        let mut text = String::from("[\n");
        for question in 0..20 {
            let (topic, cite) = (self.numbers.one(&SECTORS), self.cite());
            _ = write!(
                text,
                "(id:\"q{question}\",form:Best,difficulty:2,topic:\"{topic}\",syllabus:\"Paper\",records:[\"r{question}\"],stem:\"Which one of these is number {question}?\",items:["
            );
            for item in 0..4 {
                let word = self.word(0);
                _ = write!(
                    text,
                    "(text:\"The {word} of {question} and {item}\",holds:{},why:\"It is so.\",cite:\"{cite}\"),",
                    item == 0
                );
            }
            _ = writeln!(text, "],explanation:\"The first one is the one that is asked for here.\",cites:\"{cite}\"),");
        }
        text.push_str("]\n");
        text
    }
}

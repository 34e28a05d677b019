//! Completions, loaded and used by each shell there is here: what a person who presses Tab is offered. Where a shell is
//! not installed, its test says so and ends.

use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};
use tempfile::TempDir;

use crate::harness::PACK;
use crate::program::{MAITRI, command, finish, run, succeed};

/// How long a shell may take for anything; far more than it takes.
const DEADLINE: Duration = Duration::from_secs(20);
/// What shells show before a line, and nothing else does.
const PROMPT: &str = "@@> ";
/// A file and a directory where the shells are.
const HERE: [&str; 2] = ["salmon.ron", "nets"];

/// What is typed before Tab is pressed, some of what is offered, and some of what is not.
const CASES: [(&str, &[&str], &[&str]); 31] = [
    ("maitri --tab ", &["timeline", "trade", "study"], &HERE),
    ("maitri --tab=t", &["timeline", "trade"], &["agreements", "salmon.ron"]),
    ("maitri --theme ", &["dark", "auto", "plain"], &HERE),
    ("maitri --color ", &["256", "never"], &HERE),
    ("maitri --marker ", &["braille"], &HERE),
    ("maitri --grades ", &["2", "4"], &HERE),
    ("maitri --theme dark s", &["search", "show"], &["light", "salmon.ron"]),
    ("maitri --ascii ", &["about", "today"], &["true", "salmon.ron", "nets"]),
    ("maitri --ascii --th", &["--theme"], &HERE),
    ("maitri --ascii s", &["search", "show"], &HERE),
    ("maitri --fresh --", &["--open", "--state-dir"], &["--fresh", "salmon.ron"]),
    ("maitri --data PACK --open monsoon-", &["monsoon-dialogue", "monsoon-trade-agreement"], &HERE),
    ("maitri --data \"PACK\" show monsoon-", &["monsoon-dialogue", "monsoon-trade-agreement"], &HERE),
    ("maitri --data s", &["salmon.ron"], &["nets"]),
    ("maitri check -- s", &["salmon.ron"], &["nets"]),
    ("maitri --data PACK show monsoon-", &["monsoon-dialogue", "monsoon-trade-agreement"], &HERE),
    ("maitri --data PACK export --ids exports,monsoon-", &["monsoon-dialogue", "monsoon-trade"], &HERE),
    ("maitri --data PACK timeline --sector ", &["Political", "Culture"], &HERE),
    ("maitri search --kind ", &["agreement", "institution"], &HERE),
    ("maitri gen completions ", &["bash", "nushell"], &HERE),
    ("maitri gen man pack-", &["pack-add", "pack-schema"], &HERE),
    ("maitri mock --print ", &["paper", "key"], &HERE),
    ("maitri pack ", &["add", "schema"], &HERE),
    ("maitri check s", &["salmon.ron"], &["nets"]),
    ("maitri --data nope show ", &[], &HERE),
    ("maitri search ", &[], &HERE),
    ("maitri timeline --from ", &[], &HERE),
    ("maitri --exam ", &[], &HERE),
    ("maitri --data PACK chart --csv exp", &["exports"], &HERE),
    ("maitri --data PACK sheet de", &["Defence", "deep-sea-cable"], &HERE),
    ("maitri --data PACK sheet -- de", &["Defence", "deep-sea-cable"], &HERE),
];

/// A directory with those two, and what one shell loads.
fn surroundings(shell: &str, file: &str) -> TempDir {
    let directory = tempfile::tempdir().expect("a temporary directory");
    fs::write(directory.path().join(HERE[0]), "").expect("a file");
    fs::create_dir(directory.path().join(HERE[1])).expect("a directory");
    let hidden = directory.path().join(".completions");
    fs::create_dir(&hidden).expect("a directory");
    fs::write(hidden.join(file), succeed(&["gen", "completions", shell])).expect("a file");
    directory
}

/// Whether a shell is there; says so where it is not.
fn is_there(shell: &str) -> bool {
    let ran = Command::new(shell).arg("--version").stdin(Stdio::null()).output();
    let is_there = ran.is_ok_and(|output| output.status.success());
    if !is_there {
        eprintln!("skipped: there is no {shell} here");
    }
    is_there
}

/// Variables that lead the shell to the program under test, and keep both in the directory.
fn variables(directory: &Path) -> Vec<(&'static str, String)> {
    let program = Path::new(MAITRI).parent().expect("a directory").display();
    let path = std::env::var("PATH").unwrap_or_default();
    let at = |name: &str| directory.join(name).display().to_string();
    vec![
        ("PATH", format!("{program}:{path}")),
        ("HOME", at(".home")),
        ("XDG_DATA_HOME", at(".home/data")),
        ("XDG_STATE_HOME", at(".home/state")),
        ("XDG_CONFIG_HOME", at(".home/config")),
        ("TERM", "dumb".to_owned()),
        ("PS1", PROMPT.to_owned()),
    ]
}

/// A shell in a terminal.
struct Session {
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    child: Box<dyn Child + Send + Sync>,
}

impl Session {
    fn start(words: &[&str], directory: &Path, setup: &str) -> Self {
        let file = directory.join(".setup");
        fs::write(&file, setup).expect("a file");
        let size = PtySize { rows: 50, cols: 200, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pty");
        let mut builder = CommandBuilder::new(words[0]);
        builder.args(&words[1..]);
        builder.cwd(directory);
        for (name, value) in variables(directory) {
            builder.env(name, value);
        }
        for name in ["MAITRI_THEME", "MAITRI_COLOR", "MAITRI_ASCII", "MAITRI_MARKER", "MAITRI_TAB", "INPUTRC"] {
            builder.env_remove(name);
        }
        let child = pair.slave.spawn_command(builder).expect("the shell starts");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let (sender, output) = channel();
        thread::spawn(move || {
            // The terminal lasts as long as it is read.
            let _master = pair.master;
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let mut session = Self { writer, output, child };
        session.send(&format!("source {}\r", file.display()));
        session.until(&["READY\r", PROMPT]);
        session
    }

    fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("the shell reads");
        self.writer.flush().expect("the shell reads");
    }

    /// All that is shown until these are, one after another.
    fn until(&mut self, marks: &[&str]) -> String {
        let are_shown = |shown: &str| {
            let mut rest = shown;
            marks.iter().all(|mark| {
                let found = rest.split_once(mark);
                rest = found.map_or(rest, |(_, after)| after);
                found.is_some()
            })
        };
        let mut shown = String::new();
        while !are_shown(&shown) {
            let bytes = self.output.recv_timeout(DEADLINE);
            let bytes = bytes.unwrap_or_else(|error| panic!("{error}: the shell shows no {marks:?}: {shown:?}"));
            shown.push_str(&String::from_utf8_lossy(&bytes));
        }
        shown
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Holds what is offered for each line against what should be.
fn compare(shell: &str, mut offered: impl FnMut(&str) -> Vec<String>) {
    for (line, wanted, unwanted) in CASES {
        let line = line.replace("PACK", PACK);
        let all = offered(&line);
        for word in wanted {
            let bare =
                |offer: &String| offer.rsplit(['=', ',']).next().unwrap_or(offer).trim_matches(['"', '\'']).to_owned();
            assert!(
                all.iter().any(|offer| bare(offer).starts_with(word)),
                "{shell}: {line:?} offers no {word}: {all:?}"
            );
        }
        for word in unwanted {
            let is_it = |offer: &String| offer.trim_end_matches('/') == *word;
            assert!(!all.iter().any(is_it), "{shell}: {line:?} offers {word}: {all:?}");
        }
        if wanted.is_empty() {
            assert_eq!(all, Vec::<String>::new(), "{shell}: {line:?}");
        }
    }
}

#[test]
fn bash_offers_what_may_come() {
    if !is_there("bash") {
        return;
    }
    let here = surroundings("bash", "maitri");
    // Options that trip scripts that do not expect them.
    let setup = format!(
        "PS1='{PROMPT}'\nset -u; shopt -s failglob nullglob\n\
         bind 'set show-all-if-ambiguous on'; bind 'set completion-query-items 0'; bind 'set page-completions off'\n\
         bind 'set enable-bracketed-paste off'; bind 'set bell-style none'\n\
         source .completions/maitri; source .completions/maitri\necho REA''DY\n"
    );
    let mut session = Session::start(&["bash", "--norc", "--noprofile", "-i"], here.path(), &setup);
    compare("bash", |line| {
        session.send(&format!("{line}\t\u{15}echo DO''NE\r"));
        let shown = session.until(&["DONE\r", PROMPT]);
        // The line as it was typed, the offers or what was put in, and the line of the next command.
        let typed = shown.split("echo DO").next().unwrap_or_default().replace('\u{7}', "");
        let typed = typed.replace("\r\n", "\n");
        let rest = typed.strip_prefix(line).map(str::to_owned).unwrap_or(typed);
        let offers = rest.split(PROMPT).flat_map(str::split_whitespace);
        let last = line.split([' ', '=', ',']).next_back().unwrap_or_default();
        let whole = |word: &str| {
            // What was put in goes on where the typed word ended.
            if rest.starts_with(word) && !rest.starts_with([' ', '\n']) {
                format!("{last}{word}")
            } else {
                word.to_owned()
            }
        };
        let words = line.split_whitespace().collect::<Vec<_>>();
        offers.filter(|word| !words.contains(word) && !word.contains('\u{8}')).map(whole).collect()
    });
}

/// Names by which a pack might have a shell do something; a tour's has room for no more.
const HOSTILE: [&str; 3] =
    [r#"Qu $(touch p) 'x' "y" !1 \ ;"#, "Qu `touch p`; touch p & x|y<", "Qu ~ # * {a,b} (c)>d: e@f ?["];

#[test]
fn bash_runs_nothing_that_a_pack_says() {
    if !is_there("bash") {
        return;
    }
    let here = surroundings("bash", "maitri");
    // What is completed as the program is, and says what it was given.
    let setup = format!(
        "PS1='{PROMPT}'\nset -u -o histexpand; shopt -s failglob\nbind 'set enable-bracketed-paste off'\n\
         source .completions/maitri\nsays() {{ printf 'SAID:%s:END\\n' \"${{@:4}}\"; }}\ncomplete -F _maitri says\n\
         echo REA''DY\n"
    );
    let mut session = Session::start(&["bash", "--norc", "--noprofile", "-i"], here.path(), &setup);
    for (number, name) in HOSTILE.into_iter().enumerate() {
        let pack = here.path().join(format!("pack{number}"));
        fs::create_dir(&pack).expect("a directory");
        let written = format!("name: \"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""));
        for entry in fs::read_dir(PACK).expect("the pack") {
            let entry = entry.expect("a file of the pack");
            let text = fs::read_to_string(entry.path()).expect("text");
            let text = text.replace("name: \"Along the coast\"", &written);
            fs::write(pack.join(entry.file_name()), text).expect("a file");
        }
        for typed in ["Qu", "\"Qu", "'Qu", "\"Qu\"", "'Qu'", "Q\"u", "Q'u", "Qu\\ ", "\"Qu "] {
            session.send(&format!("says --data pack{number} tour {typed}\t\r"));
            let shown = session.until(&["SAID:", ":END\r", PROMPT]);
            let said: Vec<_> = shown.split("SAID:").skip(1).filter_map(|said| said.split(":END").next()).collect();
            assert_eq!(said, [name], "{typed}");
            assert!(!here.path().join("p").exists(), "{name}: {typed}");
        }
    }
}

#[test]
fn zsh_offers_what_may_come() {
    if !is_there("zsh") {
        return;
    }
    let here = surroundings("zsh", "_maitri");
    let setup = format!(
        "PS1='{PROMPT}'; unsetopt beep prompt_sp; unset zle_bracketed_paste\n\
         fpath=(${{PWD}}/.completions $fpath); autoload -U compinit; compinit -D -u\n\
         compadd() {{ case \" $* \" in\n  *' -'[OAD]' '*|*' -'[a-zA-Z]#[OAD]' '*) builtin compadd \"$@\";;\n\
           *) local -a hits; builtin compadd -A hits \"$@\"; all+=(\"${{hits[@]}}\"); builtin compadd \"$@\";;\nesac }}\n\
         probe() {{ all=(); _main_complete \"$@\"; print -r -- \"<<${{(j:|:)all}}>>\" >$TTY; compstate[insert]=; compstate[list]= }}\n\
         zle -C probe complete-word probe; bindkey '^I' probe\nprint REA''DY\n"
    );
    let mut session = Session::start(&["zsh", "-f", "-i"], here.path(), &setup);
    compare("zsh", |line| {
        session.send(&format!("{line}\t"));
        let shown = session.until(&[">>\r"]);
        session.send("\u{15}print DO''NE\r");
        session.until(&["DONE\r", PROMPT]);
        let (_, offers) = shown.rsplit_once("<<").unwrap_or_default();
        let (offers, _) = offers.split_once(">>").unwrap_or_default();
        offers.split('|').filter(|offer| !offer.is_empty()).map(str::to_owned).collect()
    });
}

fn ran(shell: &str, words: &[&str], here: &Path) -> String {
    let mut command = Command::new(shell);
    command.args(words).current_dir(here).stdin(Stdio::null()).envs(variables(here));
    let output = command.output().expect("the shell runs");
    assert!(output.status.success(), "{shell} {words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn fish_offers_what_may_come() {
    if !is_there("fish") {
        return;
    }
    let here = surroundings("fish", "maitri.fish");
    // One run for all lines.
    let mut script = "source .completions/maitri.fish; source .completions/maitri.fish\n".to_owned();
    for (line, ..) in CASES {
        let _ = writeln!(script, "complete -C '{}'; echo ----", line.replace("PACK", PACK));
    }
    let told = ran("fish", &["--no-config", "-c", &script], here.path());
    let mut all = told.split("----\n");
    compare("fish", |_| {
        let offers = all.next().unwrap_or_default().lines();
        offers.map(|line| line.split('\t').next().unwrap_or(line).to_owned()).collect()
    });
}

#[test]
fn nushell_offers_what_may_come_and_passes_every_word_on() {
    if !is_there("nu") {
        return;
    }
    let here = surroundings("nushell", "maitri.nu");
    let file = here.path().join(".line.nu");
    compare("nushell", |line| {
        let text = format!("source .completions/maitri.nu\n{line}");
        fs::write(&file, &text).expect("a file");
        let told = ran("nu", &["--no-config-file", "--ide-complete", &text.len().to_string(), ".line.nu"], here.path());
        let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
        let words = told["completions"].as_array().expect("a list").iter();
        words.map(|word| word.as_str().expect("a word").to_owned()).collect()
    });
    for (line, said) in
        [("maitri --ascii=false --color true --version", "maitri "), ("maitri show --help", "Usage: maitri show")]
    {
        let script = format!("source .completions/maitri.nu; {line}");
        let told = ran("nu", &["--no-config-file", "-c", &script], here.path());
        assert!(told.contains(said), "{line}: {told}");
    }
}

#[test]
fn whoever_presses_tab_is_told_no_error_and_leaves_nothing_behind() {
    let home = tempfile::tempdir().expect("a temporary directory");
    let at = home.path().join("none");
    for words in [
        &["maitri", "--data", "/nowhere", "show", ""][..],
        &["maitri", "--data", PACK, "lists", ""],
        &["maitri", "--data", PACK, "--open", ""],
        &["maitri", "nonsense", "--what", "", "-"],
        &["maitri", "--theme"],
        &["maitri"],
        &[],
    ] {
        for shell in ["bash", "zsh", "fish", "nushell"] {
            let mut command = command(&[&["gen", "complete", shell, "--"], words].concat());
            for variable in ["XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
                command.env(variable, &at);
            }
            let ran = finish(&mut command);
            assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{shell} {words:?}");
        }
    }
    assert!(!at.exists(), "nothing is written");
    let refused = run(&["gen", "completions", "powershell"]);
    assert!(refused.code == 2 && refused.stderr.contains("bash, zsh, fish, nushell"), "{refused:?}");
}

//! The audit trail names every command the product has.

use std::collections::BTreeSet;
use std::path::Path;

use thidua_app::audit::COMMANDS;

/// Every text of the sources, in one string.
fn sources(folder: &Path, text: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            text.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// `room.deed`, as commands are written; names of files and columns of tables are none.
fn is_command(word: &str) -> bool {
    let Some((room, deed)) = word.split_once('.') else {
        return false;
    };
    let plain = |text: &str| {
        text.len() > 1
            && text
                .bytes()
                .all(|byte| byte == b'_' || byte.is_ascii_lowercase())
    };
    let ending = [
        "toml", "html", "json", "svg", "css", "rs", "db", "txt", "pem", "csv",
    ];
    // Codes of figures, names of worked accounts, conditions and parameters of the law.
    let other = ["viec", "tien", "nguoi", "kiem", "moc", "ky_xet"];
    plain(room) && plain(deed) && !ending.contains(&deed) && !other.contains(&room)
}

#[test]
fn every_command_of_the_code_has_a_name() {
    let mut text = String::new();
    for part in ["app", "web", "thidua"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .join(part)
            .join("src");
        sources(&folder, &mut text);
    }
    let words: BTreeSet<&str> = text.split('"').filter(|word| is_command(word)).collect();
    let named: BTreeSet<&str> = COMMANDS.iter().map(|(code, _)| *code).collect();
    assert_eq!(named.len(), COMMANDS.len(), "each once");
    let rooms: BTreeSet<&str> = named
        .iter()
        .filter_map(|code| code.split('.').next())
        .collect();
    let nameless: Vec<_> = words
        .iter()
        .filter(|word| !named.contains(*word))
        .filter(|word| {
            // A new room is told by the way its events are written.
            let written = [format!("command: \"{word}\""), format!(", \"{word}\",")];
            rooms.contains(word.split('.').next().unwrap_or_default())
                || written
                    .iter()
                    .any(|written| text.contains(written.as_str()))
        })
        .collect();
    assert!(nameless.is_empty(), "{nameless:?}");
    for word in [
        "law.answer",
        "rules.approve",
        "award.revoke",
        "registration.send",
        "registration.many",
        "registration.consolidate",
        "registration.recall",
        "registration.take_up",
        "registration.give_back",
        "registration.deadline",
    ] {
        assert!(words.contains(word), "{word} is no longer found");
    }
}

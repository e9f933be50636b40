//! A folder with a database of its own, and commands on it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The examples of the contract.
pub(crate) const EXAMPLES: [&str; 5] = [
    "@vi-du/can-tho-2020-2025",
    "@vi-du/dong-thap-2015-2020",
    "@vi-du/ben-tre-2022",
    "@vi-du/quan-1-2021",
    "@vi-du/vinh-phuc-2021",
];

/// A folder with a database.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

/// What a command came to.
pub(crate) struct Said {
    /// Exit status.
    pub(crate) status: i32,
    /// Results.
    pub(crate) stdout: String,
    /// Messages.
    pub(crate) stderr: String,
}

impl Said {
    /// The one JSON document on stdout.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}\n{}\n{}", self.stdout, self.stderr))
    }

    /// The command was done.
    #[track_caller]
    pub(crate) fn done(self) -> Self {
        assert_eq!(self.status, 0, "{}\n{}", self.stdout, self.stderr);
        self
    }

    /// The command was refused.
    #[track_caller]
    pub(crate) fn refused(self) -> Self {
        assert_eq!(self.status, 1, "{}\n{}", self.stdout, self.stderr);
        self
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

impl Desk {
    /// A desk without a database.
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("temporary folder"),
        }
    }

    /// A desk with bundles loaded.
    pub(crate) fn with(bundles: &[&str]) -> Self {
        let desk = Self::new();
        desk.run(&[&["load"], bundles].concat()).done();
        desk
    }

    /// A path in its folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Its folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a sheet of a bundle.
    pub(crate) fn sheet(&self, bundle: &str, sheet: &str, text: &str) -> String {
        let folder = self.path(bundle);
        std::fs::create_dir_all(&folder).expect("folder");
        std::fs::write(folder.join(format!("{sheet}.csv")), text).expect("sheet");
        folder.to_str().expect("path").to_owned()
    }

    /// A command, not started.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_thidua"));
        command
            .args(words)
            .current_dir(self.folder.path())
            .env_remove("THIDUA_LOG")
            .env_remove("THIDUA_LOG_FORMAT")
            .env("THIDUA_DB", "sqlite:t.db")
            .stdin(Stdio::null());
        command
    }

    /// Runs a command.
    pub(crate) fn run(&self, words: &[&str]) -> Said {
        self.command(words)
            .output()
            .expect("the binary runs")
            .into()
    }

    /// Runs a command that must be done, and answers its JSON.
    #[track_caller]
    pub(crate) fn json(&self, words: &str) -> Value {
        let words: Vec<&str> = words.split_whitespace().chain(["--json"]).collect();
        self.run(&words).done().json()
    }
}

//! Imports as work sessions: a file or a pasted list is recognised, mended and answered, then stored once.
//!
//! A session is rows of the database (`store::import`) that only its owner finds: the file as sent, a plan (which
//! sheet is what, which column says what, which rows count), and the cells mended since. Everything shown is made of
//! these anew, so a restart loses nothing; what is expensive (the file read, the check) is remembered in `cache`.
//! What is right and wrong is decided by the bundle alone: a check is its dry run, a commit its load.

mod book;
mod cache;
mod change;
mod check;
mod checked;
mod codes;
mod coin;
mod commit;
mod foreign;
mod form;
mod ground;
mod groups;
mod judge;
mod kept;
mod lay;
mod learned;
mod line;
mod mapping;
mod names;
mod noise;
mod part;
mod paste;
mod place;
mod plan;
mod recognise;
mod registered;
mod review;
mod scene;
mod session;
mod settle;
mod shape;
mod speak;
mod subject;
mod synonyms;
mod table;
mod tabs;
mod template;
#[cfg(test)]
mod tests;
mod unclear;
mod upload;
mod when;
mod wide;
mod words;
mod years;

pub use change::{
    Mend, Mended, Pasted, RowDeed, Saved, grow, mend, paste, replace, rows_deed, standing,
};
pub use commit::{Answer, Done, Ended, Ending, Seen, Thing, commit, done};
pub use form::{
    Answered, FormInput, KeptColumn, KeptMapping, KeptName, KeptPage, KeptSheetPage, MappedForm,
    MappedRow, Question, QuestionCandidate, Questions, answer, change_mapping, forget_mapping,
    kept_mapping, kept_mappings, questions,
};
pub use kept::keep_mapping;
pub use mapping::{Choice, Constant, MappedColumn, MappedSheet, Mapping, SheetForm, mapping};
pub use plan::Decision;
pub use review::review;
pub use session::{Summary, blank, discard, forget, list, sweep};
pub use settle::set_mapping;
pub use shape::{
    AskReview, Group, Review, ReviewCell, ReviewColumn, ReviewCounts, ReviewRow, ReviewSheet,
    ReviewTab,
};
pub use template::{Template, template};
pub use upload::{Sent, upload};

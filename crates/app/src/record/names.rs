//! Names in place of codes: what a form shows for a code, and which code a name means.
//!
//! A user need not know a code. Names that several bear are told apart by where they stand, and only
//! where that does not help by the code itself.

mod book;
mod make;

use std::collections::BTreeMap;

use thidua_domain::text;

use self::book::Book;
use self::make::make;
use crate::View;
use crate::bundle::{PERMISSION, Refers};

/// Names by what is referred to, made when first asked for.
pub(super) struct Names<'a> {
    view: &'a View,
    books: BTreeMap<&'static str, Book>,
}

/// The books a reference is looked up in, the first first.
fn books(refers: Refers) -> &'static [&'static str] {
    match refers {
        Refers::Agency => &["co-quan"],
        Refers::AgencyOrBlock => &["co-quan", "cum-khoi"],
        Refers::AgencyOrPerson | Refers::Candidate => &["nhan-su", "co-quan"],
        Refers::Meeting => &["hop-cum"],
        Refers::Person => &["nhan-su"],
        Refers::Block => &["cum-khoi"],
        Refers::Member => &["co-quan", "tat-ca"],
        Refers::Document => &["van-ban"],
        Refers::Target => &["chi-tieu"],
        Refers::Movement => &["phong-trao"],
        Refers::Figure => &["so-lieu"],
        Refers::Event => &["su-kien"],
        Refers::Achievement => &["thanh-tich"],
        Refers::Exemplar => &["dien-hinh"],
        Refers::Practice => &["cach-lam-hay"],
        Refers::Initiative => &["sang-kien"],
    }
}

/// What is looked for, in a sentence.
pub(super) fn noun(refers: Refers) -> &'static str {
    match refers {
        Refers::Agency | Refers::Member => "cơ quan",
        Refers::AgencyOrBlock => "cơ quan hoặc cụm, khối",
        Refers::AgencyOrPerson | Refers::Candidate => "người hoặc tập thể",
        Refers::Meeting => "cuộc họp của cụm, khối",
        Refers::Person => "người",
        Refers::Block => "cụm, khối",
        Refers::Document => "văn bản",
        Refers::Target => "chỉ tiêu",
        Refers::Movement => "phong trào",
        Refers::Figure => "số liệu",
        Refers::Event => "sự kiện",
        Refers::Achievement => "thành tích",
        Refers::Exemplar => "điển hình",
        Refers::Practice => "cách làm hay",
        Refers::Initiative => "sáng kiến",
    }
}

impl<'a> Names<'a> {
    pub(super) fn new(view: &'a View) -> Self {
        Self {
            view,
            books: BTreeMap::new(),
        }
    }

    /// Whose names they are.
    pub(super) fn view(&self) -> &'a View {
        self.view
    }

    fn book(&mut self, name: &'static str) -> &Book {
        let view = self.view;
        self.books.entry(name).or_insert_with(|| make(view, name))
    }

    /// The word of a code in a list of labels.
    pub(super) fn word(&self, list: &str, code: &str) -> String {
        self.view.state.catalogue.labels.word(list, code).to_owned()
    }

    /// What a form shows for a code; the code itself where it is nobody's.
    pub(super) fn label(&mut self, refers: Refers, code: &str) -> String {
        for name in books(refers) {
            if let Some(label) = self.book(name).by_code.get(code) {
                return label.clone();
            }
        }
        // People out of reach are in no book; who reads the row may read their names.
        let state = self.view.state.as_ref();
        match refers {
            Refers::Person | Refers::AgencyOrPerson | Refers::Candidate => {
                state.name_on(code, self.view.today)
            }
            _ => code.to_owned(),
        }
    }

    /// The code a text names.
    ///
    /// # Errors
    /// What is wrong and what cures it.
    pub(super) fn code(
        &mut self,
        refers: Refers,
        written: &str,
    ) -> Result<String, (String, String)> {
        for name in books(refers) {
            if let Some(code) = self.book(name).code(written) {
                return Ok(code.clone());
            }
        }
        // A target out of reach is named by its code alone, which a form may send back as it was.
        let mut targets = self.view.state.targets.iter();
        if refers == Refers::Target && targets.any(|one| one.code.as_deref() == Some(written)) {
            return Ok(written.to_owned());
        }
        let what = noun(refers);
        let mut near = None;
        for name in books(refers) {
            let labels = self.book(name).entries.iter();
            near = near.or(
                text::nearest(written, labels.map(|(_, label)| label.as_str())).map(str::to_owned),
            );
        }
        let cure = near.map_or_else(
            || "Gõ vài chữ của tên rồi chọn trong danh sách gợi ý.".to_owned(),
            |near| {
                format!("Có phải «{near}»? Nếu không, gõ vài chữ của tên rồi chọn trong danh sách.")
            },
        );
        Err((
            format!("Không tìm thấy {what} tên «{written}», hoặc có nhiều {what} cùng tên này."),
            cure,
        ))
    }

    /// The labels a form offers.
    pub(super) fn offered(&mut self, refers: Refers) -> Vec<String> {
        let mut all = Vec::new();
        for name in books(refers) {
            let book = self.book(name);
            let labels = book.entries.iter().take(book.offered);
            all.extend(labels.map(|(_, label)| label.clone()));
        }
        all
    }

    /// Codes and labels of the agencies the actor may write for.
    pub(super) fn own_agencies(&mut self) -> Vec<(String, String)> {
        let view = self.view;
        let own = |code: &str| view.permit_agency(PERMISSION, code).is_ok();
        let entries = self.book("co-quan").entries.iter();
        entries.filter(|(code, _)| own(code)).cloned().collect()
    }
}

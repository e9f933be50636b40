//! What people decided of conditions that only a person can judge: the sheet `tra-loi-dieu-kien`, and which conditions
//! ask for such an answer at all.
//!
//! An answer is a fact like any other: of one subject, one condition and one year, with its ground and who gave it.
//! Where the records themselves tell (ratings, awards, service …) no answer counts: what is wrong there is mended there.

use super::book::{Law, Lawbook};
use super::fact::{AwardSet, SubjectKind};
use super::rule::{Condition, ConditionId, Kind as Asks};
use super::value::Confidence;
use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::{PartialDate, WorkYear};

/// Codes of `Kết luận`.
pub const CONCLUSIONS: &[&str] = &["co", "khong"];

/// The sheet `tra-loi-dieu-kien`.
pub static ANSWERS: SheetDef = SheetDef {
    name: "tra-loi-dieu-kien",
    title: "Kết luận về điều kiện khen thưởng",
    identity: &[],
    columns: &[
        Column::key("ma_doi_tuong", "Mã đối tượng", Kind::Code)
            .required()
            .asked("Người hoặc tập thể")
            .help("Người hoặc tập thể được kết luận; không ai tự kết luận cho mình."),
        Column::key("dieu_kien", "Điều kiện", Kind::Text)
            .required()
            .help("Mã điều kiện trong quy định khen thưởng; chỉ điều kiện phải có người xem xét."),
        Column::key("nam", "Năm", Kind::Year)
            .required()
            .asked("Năm xét")
            .help("Năm thành tích được xét."),
        Column::content("ket_luan", "Kết luận", Kind::Choice(CONCLUSIONS))
            .required()
            .help("Có: đạt điều kiện này. Không: chưa đạt."),
        Column::content("can_cu", "Căn cứ", Kind::Lines)
            .required()
            .help("Vì sao kết luận như vậy: biên bản bình xét, ý kiến của tập thể, văn bản đã đối chiếu."),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .asked("Văn bản kèm theo")
            .help("Biên bản, công văn làm căn cứ; bỏ trống nếu không có."),
        Column::content("nguoi_tra_loi", "Người trả lời", Kind::Text)
            .help("Họ tên, chức vụ người kết luận."),
        Column::content("ngay", "Ngày", Kind::Date).help("Ngày kết luận."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// What a person decided of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Code of the person or collective.
    pub subject: String,
    /// Code of the condition.
    pub condition: String,
    /// The considered year.
    pub year: WorkYear,
    /// Whether it holds.
    pub holds: bool,
    /// Why.
    pub ground: Option<String>,
    /// The paper it rests on: a code of `van-ban`, or as written.
    pub document: Option<String>,
    /// Who answered: name and office.
    pub by: Option<String>,
    /// When.
    pub on: Option<PartialDate>,
    /// Key of its record.
    pub key: String,
}

impl Answer {
    /// The answer a row tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            subject: row.text("ma_doi_tuong")?,
            condition: row.text("dieu_kien")?,
            year: row.year("nam")?,
            holds: match row.get("ket_luan")? {
                "co" => true,
                "khong" => false,
                _ => return None,
            },
            ground: row.text("can_cu"),
            document: row.text("van_ban"),
            by: row.text("nguoi_tra_loi"),
            on: row.date("ngay"),
            key: row.key(&ANSWERS),
        })
    }
}

impl Lawbook {
    /// The condition of a code.
    pub fn named(&self, id: &str) -> Option<&Condition> {
        self.conditions.iter().find(|condition| condition.id == id)
    }

    /// Whether a condition asks for an answer of a person, under any of the regimes: only a person can judge it, or no
    /// text was found that establishes it.
    pub fn asks_people(&self, condition: &Condition) -> bool {
        let mut regimes = 0..self.regimes.len();
        condition.kind == Asks::NeedsHuman
            || regimes.any(|regime| self.asks_people_under(condition, regime))
    }

    /// What a law asks people about such subjects, each condition with the awards it bears on, in the order of the awards.
    pub fn questions(&self, law: Law, subject: SubjectKind) -> Vec<(&Condition, AwardSet)> {
        let mut found: Vec<(ConditionId, AwardSet)> = Vec::new();
        for award in self.names.all() {
            let Some(rules) = self.rules_on(award, subject, law.day) else {
                continue;
            };
            let mut open: Vec<ConditionId> = rules.roads.iter().map(|road| road.when).collect();
            open.extend(&rules.also);
            while let Some(id) = open.pop() {
                let Some(condition) = self.condition(id) else {
                    continue;
                };
                if self.asks_people_under(condition, law.regime) {
                    match found.iter_mut().find(|(own, _)| *own == id) {
                        Some((_, awards)) => *awards = awards.with(award),
                        None => found.push((id, AwardSet::NONE.with(award))),
                    }
                } else {
                    open.extend(condition.kind.parts());
                }
            }
        }
        let named = found.into_iter();
        named
            .filter_map(|(id, awards)| Some((self.condition(id)?, awards)))
            .collect()
    }

    /// Whether a condition asks for an answer of a person under a regime.
    pub fn asks_people_under(&self, condition: &Condition, regime: usize) -> bool {
        let open = self.confidence(condition, regime) == Confidence::NotFound
            && self.confirmed(condition, regime).is_none();
        open || condition.kind == Asks::NeedsHuman
    }

    /// Whether a condition, or a part of it, is about discipline or open cases: an answer to it is read by those who may
    /// read these.
    pub fn is_about_conduct(&self, condition: &Condition) -> bool {
        let own = matches!(
            condition.kind,
            Asks::NoDiscipline { .. } | Asks::NoBlocker | Asks::MembersDiscipline(_)
        );
        let parts = condition.kind.parts().iter();
        own || parts
            .filter_map(|part| self.condition(*part))
            .any(|part| self.is_about_conduct(part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{LawFile, Names};

    fn book() -> Lawbook {
        let text = r#"
[[text]]
id = "l"
symbol = "1"
name = "Luật"
short = "Luật"
confidence = "S"
[[regime]]
id = "A"
name = "A"
from = "2017-10-01"
texts = ["l"]
[[condition]]
id = "a.doan_ket"
kind = "needs_human"
asks = "Xem biên bản"
text = "Đoàn kết"
cite = ["l:Điều 1"]
confidence = "S"
[[condition]]
id = "a.chua_ro"
kind = "no_discipline"
from_form = "canh_cao"
when = "year"
asks = "Tìm văn bản"
text = "Không bị kỷ luật"
confidence = "X"
[[condition]]
id = "a.ro"
kind = "no_blocker"
text = "Không vướng mắc"
cite = ["l:Điều 2"]
confidence = "S"
[[condition]]
id = "a.tat_ca"
kind = "all"
of = ["a.doan_ket", "a.ro"]
text = "Tất cả"
confidence = "S"
"#;
        let file = LawFile { name: "x", text };
        Lawbook::parse(&[file], Names::default()).unwrap()
    }

    #[test]
    fn only_what_a_person_must_judge_asks_for_an_answer() {
        let book = book();
        let asks = |id: &str| book.asks_people(book.named(id).unwrap());
        assert!(asks("a.doan_ket") && asks("a.chua_ro"));
        assert!(!asks("a.ro") && !asks("a.tat_ca"));
        assert!(book.named("a.khac").is_none());
    }

    #[test]
    fn what_is_about_discipline_is_known_through_groups() {
        let book = book();
        let guarded = |id: &str| book.is_about_conduct(book.named(id).unwrap());
        assert!(guarded("a.chua_ro") && guarded("a.ro") && guarded("a.tat_ca"));
        assert!(!guarded("a.doan_ket"));
    }

    #[test]
    fn a_subject_a_condition_and_a_year_have_one_answer() {
        let mut row = Values::default();
        for (id, text) in [
            ("ma_doi_tuong", "nv-1"),
            ("dieu_kien", "a.doan_ket"),
            ("nam", "2026"),
            ("ket_luan", "co"),
            ("can_cu", "Biên bản bình xét"),
        ] {
            row.set(id, text);
        }
        let yes = Answer::from_row(&row).unwrap();
        row.set("ket_luan", "khong");
        let no = Answer::from_row(&row).unwrap();
        assert!(yes.holds && !no.holds && yes.key == no.key);
        row.set("ket_luan", "x");
        assert_eq!(Answer::from_row(&row), None);
    }
}

//! Decisions and the register rows that rest on them.

use crate::generate::SOURCE;
use crate::generate::table::Table;
use crate::generate::tree::Province;
use crate::time::WorkYear;

/// An award to somebody or to a collective.
pub(super) struct Given<'a> {
    pub(super) agency: &'a str,
    pub(super) level: &'static str,
    pub(super) subject: &'a str,
    pub(super) person: bool,
    pub(super) award: &'static str,
}

/// The year's decisions and rows.
pub(super) struct Papers {
    year: WorkYear,
    pending: bool,
    decisions: Table,
    rows: Table,
    number: u32,
}

/// A province's desk: what it gives and what it asks for.
pub(super) struct Desk<'a> {
    papers: &'a mut Papers,
    province: &'a Province,
    /// Codes of the decisions that were made: few, so they are searched one by one.
    made: Vec<String>,
}

/// Who decides on an award: the code of the agency and the day, `None` for those who decide above the
/// province and not yet on the newest year.
struct Decider {
    agency: String,
    code: String,
    symbol: &'static str,
    month: i16,
    text: &'static str,
    above: bool,
}

impl Papers {
    pub(super) fn new(year: WorkYear, pending: bool) -> Self {
        Self {
            year,
            pending,
            decisions: Table::documents(),
            rows: Table::new(
                "khen-thuong",
                &[
                    "Mã cơ quan",
                    "Mã đối tượng",
                    "Đối tượng",
                    "Cấp đối tượng",
                    "Mã khen thưởng",
                    "Năm thành tích",
                    "Loại thành tích",
                    "Số quyết định",
                    "Ngày quyết định",
                    "Cơ quan quyết định",
                    "Trạng thái",
                    "Mã",
                    "Nguồn",
                ],
            ),
            number: 0,
        }
    }

    pub(super) fn desk<'a>(&'a mut self, province: &'a Province) -> Desk<'a> {
        Desk {
            papers: self,
            province,
            made: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Vec<Table> {
        vec![self.decisions, self.rows]
    }
}

impl Desk<'_> {
    /// Enters an award, with its decision where that is made.
    pub(super) fn give(&mut self, given: Given<'_>) {
        let decider = self.decider(given.award);
        let open = decider.above && self.papers.pending;
        let (decision, day) = if open {
            (String::new(), String::new())
        } else {
            self.decision(&decider)
        };
        self.papers.number += 1;
        let code = format!("kt-{}-{:05}", self.papers.year, self.papers.number);
        self.papers.rows.row([
            given.agency,
            given.subject,
            if given.person { "ca_nhan" } else { "tap_the" },
            given.level,
            given.award,
            &self.papers.year.to_string(),
            if given.award == "knc" {
                "cong_hien"
            } else {
                "cong_trang"
            },
            &decision,
            &day,
            &decider.agency,
            if open { "dang_de_nghi" } else { "da_tang" },
            &code,
            SOURCE,
        ]);
    }

    /// The decision of a decider for this province: made with the first award it is needed for.
    fn decision(&mut self, decider: &Decider) -> (String, String) {
        // The months after September are the year's own, those before March the next year's.
        let year = if decider.month >= 10 {
            self.papers.year
        } else {
            self.papers.year.next()
        };
        let day = format!("{year}-{:02}-15", decider.month);
        let code = format!(
            "qd-{}-{}-{}",
            self.province.code, self.papers.year, decider.code
        );
        if !self.made.contains(&code) {
            let symbol = format!(
                "{}/QĐ-{}",
                self.papers.decisions.rows.len() + 1,
                decider.symbol
            );
            let text = format!("{} năm {} (sinh thử)", decider.text, self.papers.year);
            let cells = [
                &code,
                &symbol,
                &day,
                &decider.agency,
                "quyet_dinh",
                &text,
                "",
                SOURCE,
            ];
            self.papers.decisions.row(cells);
            self.made.push(code.clone());
        }
        (code, day)
    }

    fn decider(&self, award: &str) -> Decider {
        let province = self.province.code.clone();
        let committee = format!("ubnd-{province}");
        let (agency, code, symbol, month, text, above) = match award {
            "ldtt" | "cstdcs" | "tt_ldtt" => (
                province,
                "thi-dua",
                "THADS-ST",
                11,
                "Tặng danh hiệu thi đua",
                false,
            ),
            "gk" => (
                province,
                "giay-khen",
                "THADS-ST",
                11,
                "Tặng Giấy khen",
                false,
            ),
            "bk_tinh" => (
                committee,
                "bang-khen-tinh",
                "UBND-ST",
                2,
                "Tặng Bằng khen",
                true,
            ),
            "co_tinh" => (committee, "co-tinh", "UBND-ST", 2, "Tặng Cờ thi đua", true),
            "bk_ttcp" => (
                "thu-tuong-chinh-phu".into(),
                "bang-khen-ttcp",
                "TTg-ST",
                3,
                "Tặng Bằng khen",
                true,
            ),
            "hcld_3" => (
                "chu-tich-nuoc".into(),
                "huan-chuong",
                "CTN-ST",
                3,
                "Tặng thưởng Huân chương Lao động",
                true,
            ),
            "knc" => (
                "bo-tu-phap".into(),
                "ky-niem-chuong",
                "BTP-ST",
                2,
                "Tặng Kỷ niệm chương",
                true,
            ),
            _ => (
                "bo-tu-phap".into(),
                "bo",
                "BTP-ST",
                1,
                "Tặng danh hiệu thi đua, Bằng khen",
                true,
            ),
        };
        Decider {
            agency,
            code: code.to_owned(),
            symbol,
            month,
            text,
            above,
        }
    }
}

//! What the cells of a worksheet compute of one another, each formula with its result: the identities under the
//! regime of the month, and what asks for an explanation beside last month.
//!
//! They only help whoever fills in without network; what counts is checked when the workbook comes back.

use std::collections::BTreeMap;

use thidua_domain::amount::Rate;
use thidua_domain::catalogue::Regime;
use thidua_domain::text::number;
use thidua_files::sheet::fill::Content;

/// Letters of the columns: last month, typed, computed, explained.
const BEFORE: char = 'C';
const TYPED: char = 'D';
const MADE: char = 'E';
const EXPLAINED: char = 'G';
/// Cases ended by returning the request (NĐ 152/2026/NĐ-CP Đ32 k1 điểm d).
const RETURNED: &str = "ket_thuc_tra_yeu_cau";
/// The third group.
const GROUP: [&str; 3] = ["hoan", "tam_dinh_chi", "khac"];

/// What is known of a figure's row.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    /// Its row, from 1 as Excel counts.
    pub(super) row: u32,
    /// Whether something stands in the cell.
    pub(super) told: bool,
    /// The number in it, where it is one.
    pub(super) value: Option<i64>,
    /// Last month's, where it is a number.
    pub(super) before: Option<i64>,
    /// Whether it is explained.
    pub(super) explained: bool,
}

/// A formula with its result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) text: String,
    pub(super) value: Option<i64>,
}

impl Made {
    /// As it is written.
    pub(super) fn content(&self) -> Content {
        Content::Formula {
            text: format!("={}", self.text),
            shown: self
                .value
                .map(|value| value.to_string())
                .unwrap_or_default(),
        }
    }
}

/// The figures of a worksheet.
pub(super) struct Cells<'a> {
    pub(super) rows: BTreeMap<&'a str, Known>,
    pub(super) regime: &'a Regime,
}

impl Cells<'_> {
    fn known(&self, side: &str, name: &str) -> Option<Known> {
        let own = format!("{side}.{name}");
        let code = if name == RETURNED { name } else { own.as_str() };
        self.rows.get(code).copied()
    }

    /// What a total comes to: `None` for a figure no identity makes.
    pub(super) fn total(&self, code: &str) -> Option<Made> {
        let (side, name) = code.split_once('.')?;
        match name {
            "thu_ly" => self.sum(side, &[("cu", 1), ("moi", 1)], &[]),
            "phai_thi_hanh" => {
                let less = [("uy_thac", -1), ("rut_len", -1), ("thu_hoi_huy", -1)];
                self.sum(side, &[("thu_ly", 1)], &less)
            }
            "chuyen_ky_sau" => {
                let ended = side == "viec" && self.regime.request_returned;
                let less: &[(&str, i64)] = if ended { &[(RETURNED, -1)] } else { &[] };
                self.sum(side, &[("phai_thi_hanh", 1), ("xong", -1)], less)
            }
            _ => None,
        }
    }

    /// What is left of phải thi hành after có điều kiện, chưa có điều kiện and the third group.
    pub(super) fn rest(&self, side: &str) -> Option<Made> {
        let needed = [
            ("phai_thi_hanh", 1),
            ("co_dieu_kien", -1),
            ("chua_dieu_kien", -1),
        ];
        self.sum(side, &needed, &GROUP.map(|name| (name, -1)))
    }

    /// A sum of cells that must all be numbers, and of others that count as 0 where they are empty.
    fn sum(&self, side: &str, needed: &[(&str, i64)], optional: &[(&str, i64)]) -> Option<Made> {
        let find = |(name, sign): &(&str, i64)| Some((self.known(side, name)?, *sign));
        let needed: Option<Vec<(Known, i64)>> = needed.iter().map(find).collect();
        let (needed, optional) = (
            needed?,
            optional.iter().filter_map(find).collect::<Vec<_>>(),
        );
        let cells = |rows: &[(Known, i64)]| {
            let cells = rows
                .iter()
                .map(|(known, _)| format!("{TYPED}{}", known.row));
            cells.collect::<Vec<_>>().join(",")
        };
        let mut guard = format!("COUNT({})={}", cells(&needed), needed.len());
        if !optional.is_empty() {
            let all = cells(&optional);
            guard = format!("AND({guard},COUNTA({all})=COUNT({all}))");
        }
        let mut sum = String::new();
        let mut value = Some(0_i64);
        for (known, sign) in needed.iter().chain(&optional) {
            let mark = match (sum.is_empty(), *sign < 0) {
                (true, _) => "",
                (false, true) => "-",
                (false, false) => "+",
            };
            sum.push_str(&format!("{mark}{TYPED}{}", known.row));
            let term = match (known.value, known.told) {
                (Some(term), _) => Some(term),
                (None, told) => (!told).then_some(0),
            };
            let term = term.and_then(|term| term.checked_mul(*sign));
            value = value
                .zip(term)
                .and_then(|(sum, term)| sum.checked_add(term));
        }
        let full = needed.iter().all(|(known, _)| known.value.is_some());
        Some(Made {
            text: format!("IF({guard},{sum},\"\")"),
            value: value.filter(|_| full),
        })
    }

    /// The rate of completion in percent.
    pub(super) fn rate(&self, side: &str) -> Option<Content> {
        let (done, able) = (self.known(side, "xong")?, self.known(side, "co_dieu_kien")?);
        let counted = self
            .known(side, RETURNED)
            .filter(|_| side == "viec" && self.regime.counts_returned());
        let more = counted
            .map(|known| format!("+{TYPED}{}", known.row))
            .unwrap_or_default();
        let text = format!(
            "=IF(COUNT({TYPED}{0},{TYPED}{1})<2,\"\",IF({TYPED}{1}=0,\"\",ROUND(({TYPED}{0}{more})/{TYPED}{1}*100,2)))",
            done.row, able.row
        );
        let returned = counted.and_then(|known| known.value).unwrap_or_default();
        let part = done.value.and_then(|done| done.checked_add(returned));
        let rate = part
            .zip(able.value)
            .and_then(|(part, whole)| Rate::of(part, whole));
        let shown = rate
            .map(|rate| rate.print2().to_string())
            .unwrap_or_default();
        Some(Content::Formula { text, shown })
    }

    /// What is said of a figure: whether its identity holds, whether it fits last month and its neighbours.
    pub(super) fn says(&self, code: &str) -> Option<Content> {
        let own = self.rows.get(code)?;
        if let Some(made) = self.total(code) {
            return Some(balanced(own, &made));
        }
        let (side, name) = code.split_once('.')?;
        let mut doubts: Vec<(String, bool, &str)> = Vec::new();
        let cell = format!("{TYPED}{}", own.row);
        let before = format!("{BEFORE}{}", own.row);
        let pair = own.value.zip(own.before);
        if name == "cu" {
            let differs = pair.is_some_and(|(now, then)| now != then);
            doubts.push((differ(&cell, "<>", &before), differs, "khác kỳ trước"));
        }
        if matches!(name, "moi" | "xong" | "uy_thac") {
            let fell = pair.is_some_and(|(now, then)| now < then);
            doubts.push((differ(&cell, "<", &before), fell, "nhỏ hơn kỳ trước"));
        }
        let whole = match name {
            "xong" => Some(("co_dieu_kien", "lớn hơn số có điều kiện")),
            "dinh_chi" => Some(("xong", "lớn hơn số thi hành xong")),
            _ => None,
        };
        if let Some((whole, what)) = whole
            && let Some(whole) = self.known(side, whole)
        {
            let over = own.value.zip(whole.value);
            let over = over.is_some_and(|(part, whole)| part > whole);
            doubts.push((
                differ(&cell, ">", &format!("{TYPED}{}", whole.row)),
                over,
                what,
            ));
        }
        if doubts.is_empty() {
            return None;
        }
        let said = |what: &str| match own.explained {
            true => format!("Đã giải trình: {what}"),
            false => format!("Cần giải trình: {what}"),
        };
        let shown = doubts
            .iter()
            .find(|(_, holds, _)| *holds)
            .map(|(_, _, what)| said(what));
        let mut text = "\"\"".to_owned();
        for (when, _, what) in doubts.iter().rev() {
            let explained = format!("{EXPLAINED}{}", own.row);
            text = format!(
                "IF({when},IF({explained}=\"\",\"Cần giải trình: {what}\",\"Đã giải trình: {what}\"),{text})"
            );
        }
        Some(Content::Formula {
            text: format!("={text}"),
            shown: shown.unwrap_or_default(),
        })
    }

    /// What is said of the rest of a side; the row of it is `row`, its explanation stands with chưa có điều kiện.
    pub(super) fn says_rest(&self, side: &str, row: u32, made: &Made) -> Option<Content> {
        let group: Vec<Known> = GROUP
            .iter()
            .filter_map(|name| self.known(side, name))
            .collect();
        let explained = self.known(side, "chua_dieu_kien")?;
        let residual = self.regime.third_group && group.iter().all(|known| !known.told);
        let shown = match made.value {
            None => String::new(),
            Some(0) => "Khớp".to_owned(),
            Some(rest) if rest > 0 && residual => {
                "Phần còn lại là hoãn, tạm đình chỉ, khác".to_owned()
            }
            Some(rest) if explained.explained => {
                format!("Đã giải trình: lệch {}", number::group(rest))
            }
            Some(rest) => format!(
                "Lệch {}: cần giải trình ở dòng chưa có điều kiện",
                number::group(rest)
            ),
        };
        let told = group.iter().map(|known| format!("{TYPED}{}", known.row));
        let told = told.collect::<Vec<_>>().join(",");
        let left = match self.regime.third_group && !told.is_empty() {
            true => format!(
                "IF(AND(COUNTA({told})=0,{MADE}{row}>0),\"Phần còn lại là hoãn, tạm đình chỉ, khác\","
            ),
            false => "IF(FALSE,\"\",".to_owned(),
        };
        let text = format!(
            "=IF(COUNT({MADE}{row})=0,\"\",IF({MADE}{row}=0,\"Khớp\",{left}IF({EXPLAINED}{0}=\"\",\"Lệch \"&FIXED({MADE}{row},0)&\": cần giải trình ở dòng chưa có điều kiện\",\"Đã giải trình: lệch \"&FIXED({MADE}{row},0)))))",
            explained.row
        );
        Some(Content::Formula { text, shown })
    }
}

/// Both cells are numbers, and compare so.
fn differ(one: &str, sign: &str, other: &str) -> String {
    format!("AND(COUNT({one},{other})=2,{one}{sign}{other})")
}

/// Whether a total is what its parts come to.
fn balanced(own: &Known, made: &Made) -> Content {
    let row = own.row;
    let text = format!(
        "=IF(COUNT({TYPED}{row},{MADE}{row})<2,\"\",IF({TYPED}{row}={MADE}{row},\"Khớp\",IF({EXPLAINED}{row}=\"\",\"Lệch \"&FIXED({TYPED}{row}-{MADE}{row},0)&\": cần giải trình\",\"Đã giải trình: lệch \"&FIXED({TYPED}{row}-{MADE}{row},0))))"
    );
    let rest = own.value.zip(made.value);
    let rest = rest.and_then(|(own, made)| own.checked_sub(made));
    let shown = match rest {
        None => String::new(),
        Some(0) => "Khớp".to_owned(),
        Some(rest) if own.explained => format!("Đã giải trình: lệch {}", number::group(rest)),
        Some(rest) => format!("Lệch {}: cần giải trình", number::group(rest)),
    };
    Content::Formula { text, shown }
}

/// Whether a result asks for something to be done.
pub(super) fn asks(content: &Content) -> bool {
    matches!(content, Content::Formula { shown, .. } if shown.starts_with("Lệch") || shown.starts_with("Cần"))
}

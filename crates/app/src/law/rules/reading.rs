//! What was typed, read as a change, with every fault at once.

use jiff::civil::Date;
use thidua_domain::law::Confidence;
use thidua_domain::law::change::{
    About, Act, Change, Compared, Draft, Edit, Field, Standing, Wanted,
};
use thidua_domain::text::clean;

use super::typed::{TypedChange, TypedEdit};
use super::written::{read_cites, read_value, share};
use super::{change, numbers, typed};
use crate::View;
use crate::closing::day;

/// Longest text of a field, in letters.
const LONGEST: usize = 2000;

/// The code a change bears while it is tried out: nothing stored has it.
pub(super) const TRIAL: &str = "qd-0000-0000";

/// The change that was typed, or every fault of it. `whole`: with reason and paper.
pub(super) fn read(view: &View, typed: &TypedChange, whole: bool) -> Result<Change, Vec<String>> {
    let mut reading = Reading {
        view,
        faults: Vec::new(),
    };
    let change = reading.change(typed, whole);
    match change {
        Some(change) if reading.faults.is_empty() => Ok(change),
        _ if reading.faults.is_empty() => {
            Err(vec!["Không có mục này trong bộ quy định.".to_owned()])
        }
        _ => Err(reading.faults),
    }
}

struct Reading<'v> {
    view: &'v View,
    faults: Vec<String>,
}

impl Reading<'_> {
    fn change(&mut self, typed: &TypedChange, whole: bool) -> Option<Change> {
        let act = Act::from_code(&typed.act)?;
        let about = About::from_code(&typed.about).filter(|about| about.admits(act))?;
        let of = match act {
            Act::AddText => self.text_code(typed),
            _ => typed.of.clone(),
        };
        let from = match act {
            Act::Supersede => self.day("Áp dụng từ ngày", &typed.from),
            Act::Correct if about == About::Rules => self.day("Ngày đang xem", &typed.from),
            _ => None,
        };
        let regime = Some(typed.regime.clone()).filter(|id| !id.is_empty());
        let edits = match about {
            About::Rules => self.edits(&typed.edits),
            _ => Vec::new(),
        };
        let wanted = self.wanted(typed, (act, about, &of));
        // What is needed is shared by the regimes; each has a mark of its own.
        let more = wanted.keys().any(|field| *field != Field::Confidence);
        if regime.is_some() && act == Act::Correct && more {
            self.faults.push(
                "Riêng một giai đoạn chỉ ghi lại được mức chắc chắn. Nội dung, con số, điều khoản dùng chung cho các \
                 giai đoạn: sửa quy định của danh hiệu, hình thức theo ngày áp dụng."
                    .to_owned(),
            );
        }
        let compared = self.compared(typed, act == Act::Confirm);
        if whole {
            self.told("Ghi lý do.", &typed.reason);
        }
        if whole && act != Act::Repeal {
            self.told("Ghi văn bản làm căn cứ.", &typed.document);
        }
        let nothing = wanted.is_empty() && edits.is_empty() && compared.is_none();
        if nothing && !matches!(act, Act::Repeal | Act::Confirm) {
            self.faults.push("Chưa thay đổi nội dung nào.".to_owned());
        }
        let document = clean(&typed.document);
        Some(Change {
            code: TRIAL.to_owned(),
            act,
            about,
            of,
            regime,
            from,
            wanted,
            edits,
            compared,
            reason: clean(&typed.reason),
            document: (!document.is_empty()).then_some(document),
            proposed: change::by(self.view),
            standing: Standing::Waiting,
            answered: None,
            answer: None,
            number: None,
        })
    }

    fn told(&mut self, fault: &str, text: &str) {
        if text.trim().is_empty() {
            self.faults.push(fault.to_owned());
        }
        self.short(text);
    }

    fn short(&mut self, text: &str) {
        if text.chars().count() > LONGEST {
            self.faults
                .push(format!("Mỗi ô ghi dài nhất {LONGEST} ký tự."));
        }
    }

    fn day(&mut self, what: &str, typed: &str) -> Option<Date> {
        let read = day(typed).ok();
        if read.is_none() {
            self.faults
                .push(format!("{what}: ghi theo mẫu 01/03/2027."));
        }
        read
    }

    /// A text's code is made of its symbol: `152/2025/NĐ-CP` → `v_152_2025_nd_cp`.
    fn text_code(&mut self, typed: &TypedChange) -> String {
        let symbol = typed
            .fields
            .get(Field::Symbol.column())
            .cloned()
            .unwrap_or_default();
        let folded = thidua_domain::text::fold(&symbol);
        let parts = folded.split(|sign: char| !sign.is_ascii_alphanumeric());
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        for (field, fault) in [
            (Field::Symbol, "Ghi số, ký hiệu của văn bản."),
            (Field::Name, "Ghi tên đầy đủ của văn bản."),
            (Field::Short, "Ghi tên viết tắt khi dẫn chiếu."),
        ] {
            let text = typed
                .fields
                .get(field.column())
                .cloned()
                .unwrap_or_default();
            self.told(fault, &text);
        }
        let wanted = thidua_domain::text::fold(symbol.trim());
        let mut texts = self.view.state.law.texts.iter();
        if texts.any(|own| thidua_domain::text::fold(&own.symbol) == wanted) {
            self.faults.push(format!(
                "Văn bản «{}» đã có trong bộ quy định.",
                symbol.trim()
            ));
        }
        format!("v_{}", parts.join("_"))
    }

    /// What differs from what stands there.
    fn wanted(&mut self, typed: &TypedChange, (act, about, of): (Act, About, &str)) -> Wanted {
        let mut wanted = Wanted::new();
        for (field, now) in typed::fields(self.view, act, about, of) {
            let Some(text) = typed.fields.get(field.column()) else {
                continue;
            };
            let text = text.trim().replace("\r\n", "\n");
            self.short(&text);
            let new = matches!(act, Act::AddText | Act::Supersede);
            // Nothing typed into what is new says nothing; what stands there already is no change.
            let silent = if new { text.is_empty() } else { text == now };
            if silent {
                continue;
            }
            if let Some(stored) = self.stored(field, &text, (about, of)) {
                wanted.insert(field, stored);
            }
        }
        if act == Act::Supersede && about == About::Parameter && !wanted.contains_key(&Field::Value)
        {
            self.faults.push("Ghi giá trị mới.".to_owned());
        }
        wanted
    }

    /// A field as it is stored.
    fn stored(&mut self, field: Field, text: &str, (about, of): (About, &str)) -> Option<String> {
        let book = self.view.state.law.as_ref();
        let read = match field {
            Field::Value => {
                let id = of.split('@').next().unwrap_or(of);
                read_value(book, book.parameter(id)?, text)
            }
            Field::Cites => read_cites(book, text).map(|lines| lines.join("\n")),
            Field::FirstDay | Field::LastDay | Field::IssuedOn if text.is_empty() => {
                Ok(String::new())
            }
            Field::FirstDay | Field::LastDay | Field::IssuedOn => {
                let what = typed::label(about, field);
                let read = day(text).map(|day| day.to_string());
                read.map_err(|_| format!("{what}: ghi theo mẫu 01/03/2027."))
            }
            Field::Confidence => match Confidence::from_code(text) {
                Some(mark) => Ok(mark.code().to_owned()),
                None => Err("Chọn mức chắc chắn.".to_owned()),
            },
            Field::Strict | Field::Counts if ["co", "khong"].contains(&text) => Ok(text.to_owned()),
            Field::Strict | Field::Counts => return None,
            Field::AlertDays if text.is_empty() => Ok(String::new()),
            Field::AlertDays => match text.parse::<u16>() {
                Ok(days) => Ok(days.to_string()),
                Err(_) => Err("Báo trước: ghi số ngày.".to_owned()),
            },
            Field::Replaces => self.replaced(text),
            Field::Numbers => self.numbers(of, text),
            Field::Text | Field::Name | Field::Short | Field::Symbol if text.is_empty() => Err(
                format!("{}: không được để trống.", typed::label(about, field)),
            ),
            Field::Text
            | Field::Name
            | Field::Short
            | Field::Symbol
            | Field::Asks
            | Field::Note => Ok(text.to_owned()),
        };
        match read {
            Ok(stored) => Some(stored),
            Err(fault) => {
                self.faults.push(fault);
                None
            }
        }
    }

    fn replaced(&self, text: &str) -> Result<String, String> {
        let lines = text.replace(';', "\n");
        let read = read_cites(self.view.state.law.as_ref(), &lines)?;
        let codes: Vec<String> = read
            .iter()
            .map(|cite| cite.trim_end_matches(':').to_owned())
            .collect();
        Ok(codes.join(";"))
    }

    /// `Ít nhất bao nhiêu: 2` a line, as the field shows them.
    fn numbers(&self, of: &str, text: &str) -> Result<String, String> {
        let own = self
            .view
            .state
            .law
            .condition_named(of)
            .map(numbers::of)
            .unwrap_or_default();
        let mut written = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let (label, number) = line.rsplit_once(':').unwrap_or((line, ""));
            let known = own.iter().find(|(_, name, _)| *name == label.trim());
            let Some((key, ..)) = known else {
                return Err(format!(
                    "Các con số: không có «{}» ở điều kiện này.",
                    label.trim()
                ));
            };
            written.push(format!("{key}={}", number_typed(key, number)?));
        }
        Ok(written.join(";"))
    }

    fn compared(&mut self, typed: &TypedChange, needed: bool) -> Option<Compared> {
        let by = clean(&typed.compared_by);
        let told = [&typed.compared_at, &typed.original, &typed.page];
        if by.is_empty() && !needed && told.iter().all(|text| text.trim().is_empty()) {
            return None;
        }
        self.told(
            "Ghi người đã đối chiếu với bản gốc: họ tên, chức vụ, cơ quan.",
            &typed.compared_by,
        );
        self.told(
            "Ghi bản gốc đã đối chiếu: Công báo, bản sao y, cổng thông tin …",
            &typed.original,
        );
        self.told("Ghi trang hoặc vị trí trong bản gốc.", &typed.page);
        let at = self.day("Ngày đối chiếu", &typed.compared_at)?;
        if at > self.view.today {
            self.faults
                .push("Ngày đối chiếu không được sau hôm nay.".to_owned());
        }
        Some(Compared {
            by,
            at,
            original: clean(&typed.original),
            page: clean(&typed.page),
        })
    }

    fn edits(&mut self, typed: &[TypedEdit]) -> Vec<Edit> {
        let mut edits = Vec::new();
        for edit in typed {
            let under = Some(edit.under.clone()).filter(|id| !id.is_empty());
            let condition = edit.condition.clone();
            match edit.what.as_str() {
                "bo" => edits.push(Edit::Drop { condition }),
                "thay" => {
                    let with = self.draft(edit, false);
                    edits.push(Edit::Replace { condition, with });
                }
                "them" if !condition.is_empty() => edits.push(Edit::Add { under, condition }),
                "them_moi" if !edit.text.trim().is_empty() => {
                    let with = self.draft(edit, true);
                    edits.push(Edit::AddNew { under, with });
                }
                _ => {}
            }
        }
        edits
    }

    fn draft(&mut self, edit: &TypedEdit, human: bool) -> Draft {
        let book = self.view.state.law.as_ref();
        self.told("Ghi nội dung của điều kiện mới.", &edit.text);
        if human {
            self.told(
                "Ghi điều người xem xét phải kiểm tra của điều kiện thêm mới.",
                &edit.asks,
            );
        }
        let cites = read_cites(book, &edit.cites).unwrap_or_else(|fault| {
            self.faults.push(fault);
            Vec::new()
        });
        if cites.is_empty() && !edit.cites.trim().is_empty() {
            self.short(&edit.cites);
        }
        let confidence = Confidence::from_code(&edit.confidence).unwrap_or(Confidence::Seen);
        let mut numbers = std::collections::BTreeMap::new();
        for (key, text) in &edit.numbers {
            match number_typed(key, text) {
                Ok(number) => {
                    numbers.insert(key.clone(), number);
                }
                Err(fault) => self.faults.push(fault),
            }
        }
        Draft {
            text: clean(&edit.text),
            asks: clean(&edit.asks),
            cites,
            confidence: confidence.code().to_owned(),
            numbers,
        }
    }
}

fn number_typed(key: &str, text: &str) -> Result<String, String> {
    let text = text.trim();
    let bad = || format!("{}: «{text}» không hợp lệ.", numbers::label(key));
    if key == "share" {
        return share(text).ok_or_else(bad);
    }
    let number = text
        .parse::<i64>()
        .ok()
        .filter(|number| (0..=1200).contains(number));
    number.map(|number| number.to_string()).ok_or_else(bad)
}

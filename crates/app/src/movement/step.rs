//! Adjusting, pausing, taking up, ending and reopening a movement: each with its day, paper and reason; an adjustment
//! changes the row of the movement in the same event and writes down what was and what is.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::bundle::{Cell, Fault, Place, Severity, Values, row as read_row};
use thidua_domain::movement::sheet::MOVEMENTS;
use thidua_domain::movement::{Act, Movement, life};
use thidua_domain::text;
use thidua_domain::time::PartialDate;

use super::launch::own;
use super::paper::{self, Paper};
use super::said::{Answered, FieldFault};
use crate::access::Caller;
use crate::bundle::{self, Deed, Options, Told};
use crate::{App, AppError, View};

/// Columns of `phong-trao` an adjustment may change.
pub const ADJUSTED: &[&str] = &[
    "ten",
    "chu_de",
    "khau_hieu",
    "tu_ngay",
    "den_ngay",
    "muc_dich",
    "doi_tuong_thi_dua",
    "pham_vi_thi_dua",
];
/// Longest reason.
const LONGEST: usize = 1000;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct AskStep {
    /// What to do; launching has a command of its own.
    pub act: Act,
    /// From which day on, as written.
    pub day: String,
    /// Number and symbol of the paper, or its code.
    pub document: String,
    /// Why.
    pub reason: String,
    /// Of an adjustment: column of [`ADJUSTED`] → what shall stand there, as written.
    pub changes: BTreeMap<String, String>,
}

/// A step that can be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Open {
    /// Its code.
    pub act: &'static str,
    /// A column of `phong-trao`, its name, whether it has several lines, and what stands there: of an adjustment.
    pub fields: Vec<(&'static str, &'static str, bool, String)>,
}

/// What can be done with a movement today by who asks; empty for who may not.
pub fn open_steps(view: &View, code: &str) -> Vec<Open> {
    let Ok((movement, _)) = own(view, code) else {
        return Vec::new();
    };
    let stage = movement.stage(view.today);
    let closed = movement.is_closed(view.today);
    let acts = Act::ALL.into_iter();
    let open = acts.filter(|act| act.is_open_to(stage, closed));
    open.map(|act| Open {
        act: act.code(),
        fields: match act {
            Act::Adjust => fields(movement),
            _ => Vec::new(),
        },
    })
    .collect()
}

fn fields(movement: &Movement) -> Vec<(&'static str, &'static str, bool, String)> {
    let columns = ADJUSTED.iter().filter_map(|id| MOVEMENTS.column(id));
    let lines = |id: &str| !matches!(id, "ten" | "tu_ngay" | "den_ngay");
    columns
        .map(|column| {
            let now = shown(movement, column.id);
            (column.id, column.label, lines(column.id), now)
        })
        .collect()
}

/// What stands in a column, as people read and write it.
fn shown(movement: &Movement, id: &str) -> String {
    let day = |date: Option<PartialDate>| date.map(PartialDate::vn);
    let text = match id {
        "ten" => Some(movement.name.clone()),
        "chu_de" => movement.theme.clone(),
        "khau_hieu" => movement.slogan.clone(),
        "tu_ngay" => day(movement.from),
        "den_ngay" => day(movement.to),
        "muc_dich" => movement.purpose.clone(),
        "doi_tuong_thi_dua" => movement.subjects.clone(),
        _ => movement.scope.clone(),
    };
    text.unwrap_or_default()
}

/// Takes a step.
///
/// # Errors
/// [`AppError::NotFound`] for a movement of somebody else.
pub async fn take_step(
    app: &App,
    by: &Caller,
    code: &str,
    ask: &AskStep,
) -> Result<Answered, AppError> {
    let view = app.view(&by.actor).await?;
    let (movement, launcher) = own(&view, code)?;
    let mut faults = Vec::new();
    let on = day_of(movement, ask, &mut faults);
    let symbol = paper::symbol(&ask.document);
    let symbol = symbol.unwrap_or_else(|words| {
        faults.push(("van_ban".to_owned(), words));
        String::new()
    });
    let reason = paper::lines(&ask.reason);
    if symbol.is_empty() && faults.iter().all(|(field, _)| field != "van_ban") {
        let words = "Ghi số, ký hiệu văn bản quyết định việc này.";
        faults.push(("van_ban".to_owned(), words.to_owned()));
    }
    if reason.is_empty() {
        faults.push(("ly_do".to_owned(), "Ghi lý do.".to_owned()));
    }
    if reason.chars().count() > LONGEST {
        faults.push((
            "ly_do".to_owned(),
            format!("Lý do dài nhất {LONGEST} ký tự."),
        ));
    }
    let (changed, said) = match ask.act {
        Act::Adjust => changes(movement, ask, &mut faults),
        _ => (None, String::new()),
    };
    let Some(on) = on.filter(|_| faults.is_empty()) else {
        return Ok(Answered::refused(faults));
    };
    let paper = Paper {
        issuer: launcher,
        symbol: &symbol,
        day: Some(on),
        kind: "quyet_dinh",
        subject: format!("{} phong trào thi đua “{}”", verb(ask.act), movement.name),
        bases: Vec::new(),
    };
    // A symbol of another kind than a decision is told by its own letters.
    let kind = kind_of(&symbol);
    let (document, new) = Paper { kind, ..paper }.document(app, &view).await?;
    let mut step = Values::default();
    for (id, text) in [
        ("ma_phong_trao", code),
        ("ma_co_quan", launcher),
        ("viec", ask.act.code()),
        ("ngay", &on.to_string()),
        ("van_ban", &document),
        ("ly_do_neu", &reason),
        ("noi_dung", &said),
    ] {
        if !text.is_empty() {
            step.set(id, text);
        }
    }
    let told = |def, values| Told {
        def,
        number: 1,
        values,
    };
    let rows = new
        .into_iter()
        .chain(changed.map(|row| told(&MOVEMENTS, row)));
    let rows = rows.chain([told(&life::SHEET, step)]).collect();
    let options = Options {
        channel: by.channel.to_owned(),
        revise: Some(reason),
        deed: Some(Deed {
            command: command(ask.act),
            subject: format!("phong-trao {code}"),
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let loaded = bundle::store(app, &by.actor, rows, Vec::new(), &options).await?;
    Ok(Answered::of(&loaded, field))
}

fn field(fault: &Fault) -> &'static str {
    let column = MOVEMENTS.columns.iter();
    let mut column = column.filter(|column| column.heading == fault.column);
    match fault.column.as_str() {
        "Ngày" => "ngay",
        "Văn bản" | "Số ký hiệu" => "van_ban",
        _ => column.next().map_or("", |column| column.id),
    }
}

/// The day of a step, where it can be taken then.
fn day_of(movement: &Movement, ask: &AskStep, faults: &mut Vec<FieldFault>) -> Option<Date> {
    let mut fault = |words: &str| faults.push(("ngay".to_owned(), words.to_owned()));
    let on = match paper::day(&ask.day) {
        Ok(Some(on)) => on,
        Ok(None) => {
            fault("Ghi ngày việc này có hiệu lực.");
            return None;
        }
        Err(words) => {
            fault(&words);
            return None;
        }
    };
    let last = movement.life.last().map(|step| step.on.first_day());
    if last.is_some_and(|last| on < last) {
        fault("Ngày này ở trước diễn biến gần nhất của phong trào.");
    }
    if !ask
        .act
        .is_open_to(movement.stage(on), movement.is_closed(on))
        || ask.act == Act::Launch
    {
        fault("Vào ngày này phong trào không ở tình trạng làm được việc ấy.");
    }
    Some(on)
}

/// The row of an adjustment, and what it changes in words.
fn changes(
    movement: &Movement,
    ask: &AskStep,
    faults: &mut Vec<FieldFault>,
) -> (Option<Values>, String) {
    let place = Place {
        sheet: MOVEMENTS.name,
        row: 1,
    };
    let mut row = Values::default();
    row.set("ma", &movement.code);
    let mut said = Vec::new();
    for column in ADJUSTED.iter().filter_map(|id| MOVEMENTS.column(id)) {
        let Some(typed) = ask.changes.get(column.id) else {
            continue;
        };
        let (typed, before) = (paper::lines(typed), shown(movement, column.id));
        if typed == before {
            continue;
        }
        if typed.is_empty() {
            let words = "Điều chỉnh không bỏ trống được mục này; muốn bỏ hẳn thì dùng «Sửa».";
            faults.push((column.id.to_owned(), words.to_owned()));
            continue;
        }
        let mut told = Vec::new();
        let cell = Cell::Text(typed.clone());
        let read = read_row(
            &MOVEMENTS,
            place,
            std::iter::once((column, &cell)),
            &mut told,
        );
        let wrong = told
            .iter()
            .filter(|fault| fault.severity == Severity::Error && fault.column == column.heading);
        for fault in wrong {
            faults.push((
                column.id.to_owned(),
                format!("{} {}", fault.reason, fault.cure),
            ));
        }
        if let Some(value) = read.get(column.id) {
            row.set(column.id, value);
            let one = |text: &str| text::clean(&text.replace('\n', "; "));
            let was = match before.is_empty() {
                true => "chưa nêu".to_owned(),
                false => one(&before),
            };
            said.push(format!("{}: {was} → {}", column.label, one(&typed)));
        }
    }
    if said.is_empty() && faults.is_empty() {
        faults.push((
            String::new(),
            "Chưa sửa mục nào nên chưa có gì để điều chỉnh.".to_owned(),
        ));
    }
    ((!said.is_empty()).then_some(row), said.join("\n"))
}

/// The kind of a paper by the letters of its symbol.
fn kind_of(symbol: &str) -> &'static str {
    let letters = symbol.split('/').next_back().unwrap_or_default();
    match letters.split('-').next().unwrap_or_default() {
        "KH" => "ke_hoach",
        "TB" => "thong_bao",
        "CT" => "chi_thi",
        "HD" => "huong_dan",
        "QĐ" => "quyet_dinh",
        _ => "cong_van",
    }
}

const fn verb(act: Act) -> &'static str {
    match act {
        Act::Launch => "Phát động",
        Act::Adjust => "Điều chỉnh",
        Act::Pause => "Tạm dừng",
        Act::Resume => "Tiếp tục",
        Act::Close => "Kết thúc",
        Act::Reopen => "Mở lại",
    }
}

const fn command(act: Act) -> &'static str {
    match act {
        Act::Launch => "movement.launch",
        Act::Adjust => "movement.adjust",
        Act::Pause => "movement.pause",
        Act::Resume => "movement.resume",
        Act::Close => "movement.close",
        Act::Reopen => "movement.reopen",
    }
}

#[cfg(test)]
mod tests {
    use super::kind_of;

    #[test]
    fn a_symbol_tells_the_kind_of_its_paper() {
        assert_eq!(kind_of("12/KH-CTHADS"), "ke_hoach");
        assert_eq!(kind_of("5/QĐ-THADS"), "quyet_dinh");
        assert_eq!(kind_of("120/THADS-VP"), "cong_van");
    }
}

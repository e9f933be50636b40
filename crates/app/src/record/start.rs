//! What the form of a new record begins with: the place it was asked for at, and for another row of a code
//! what does not change with time.

use thidua_domain::access::Target;
use thidua_domain::bundle::Values;
use thidua_domain::time::WorkYear;

use super::kind::Kind;
use super::reach;
use crate::bundle::PERMISSION;
use crate::{AppError, View};

/// What a new row begins with.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// Code of the agency it belongs to.
    pub agency: Option<String>,
    /// Code it is another row of: a person's next post, an agency's next name, a block's next year; or whom
    /// it is about: a person's rating, discipline, initiative.
    pub code: Option<String>,
    /// Work year.
    pub year: Option<i16>,
}

/// What a new row begins with; refused where the actor may not enter it.
pub(super) fn begin(view: &View, kind: &'static Kind, start: &Start) -> Result<Values, AppError> {
    let name = kind.def.name;
    view.permit(PERMISSION, Target::Any)?;
    if !reach::enters(view, name) {
        return Err(AppError::NotFound);
    }
    if let Some(code) = start.code.as_ref().filter(|_| name == "phong-trao") {
        return crate::movement::again(view, code);
    }
    let mut base = Values::default();
    for column in kind.def.columns {
        if let Some(default) = column.default {
            base.set(column.id, default);
        }
    }
    if let Some(subject) = start.code.as_ref().filter(|_| of_subject(name).is_some()) {
        base.set(of_subject(name).unwrap_or_default(), subject);
        reach::permit_write(view, name, &base)?;
    }
    if let Some(agency) = &start.agency {
        view.permit_agency(PERMISSION, agency)?;
        let column = match name {
            "co-quan" => "ma_cap_tren",
            "van-ban" => "co_quan_ban_hanh",
            "phong-trao" => "co_quan_phat_dong",
            "cum-khoi" => "co_quan_quan_ly",
            "sap-xep" => "ma_cu",
            "danh-gia" | "vuong-mac" => "ma_doi_tuong",
            _ => "ma_co_quan",
        };
        if kind.def.column(column).is_some() {
            base.set(column, agency);
        }
    }
    let year = start.year.unwrap_or_else(|| WorkYear::of(view.today).0);
    let years = ["nam_cong_tac", "nam_thanh_tich", "nam"];
    let column = years.iter().find(|id| kind.def.column(id).is_some());
    if let Some(column) = column {
        base.set(column, year.to_string());
    }
    if let Some(code) = start.code.as_ref().filter(|_| of_movement(name)) {
        crate::movement::find(view, code)?;
        base.set("ma_phong_trao", code);
        return Ok(base);
    }
    if let Some(code) = start.code.as_ref().filter(|_| of_subject(name).is_none()) {
        continued(view, kind, code, &mut base)?;
    }
    Ok(base)
}

/// Sheets whose rows are asked for at a movement.
fn of_movement(sheet: &str) -> bool {
    matches!(sheet, "moc-phong-trao" | "tieu-chuan-phong-trao")
}

/// The column of whom the row is about, in the sheets whose rows are asked for at that person or collective.
fn of_subject(sheet: &str) -> Option<&'static str> {
    match sheet {
        "danh-gia" | "vuong-mac" => Some("ma_doi_tuong"),
        "ky-luat" | "vang-mat" => Some("ma_ca_nhan"),
        "sang-kien" => Some("tac_gia"),
        "thanh-vien-cum" | "hop-cum" => Some("ma_cum"),
        "suy-ton" => Some("ma_hop"),
        _ => None,
    }
}

/// Another row of a code begins with what its last row says and does not change with time.
fn continued(
    view: &View,
    kind: &'static Kind,
    code: &str,
    base: &mut Values,
) -> Result<(), AppError> {
    let state = view.state.as_ref();
    base.set("ma", code);
    let mut put = |id: &str, text: Option<String>| {
        if let Some(text) = text {
            base.set(id, text);
        }
    };
    match kind.def.name {
        "nhan-su" => {
            let person = state.people.get(code).ok_or(AppError::NotFound)?;
            let last = person.posts.last().ok_or(AppError::NotFound)?;
            put("ho_va_ten", Some(last.name.clone()));
            put("ngay_sinh", person.born.map(|day| day.to_string()));
            put("gioi_tinh", person.gender.clone());
            put("nhom", last.group.clone());
            put("chuc_danh", last.title.clone());
            put("ma_co_quan", Some(last.agency.clone()));
            let row = Values::clone(base);
            reach::permit_write(view, kind.def.name, &row)
        }
        "co-quan" => {
            let agency = state.org.find(code).ok_or(AppError::NotFound)?;
            let last = agency.spells.last().ok_or(AppError::NotFound)?;
            put("ten", Some(last.name.clone()));
            put("ten_ngan", last.short_name.clone());
            put("cap", Some(last.level.code().to_owned()));
            put("ma_cap_tren", last.parent.clone());
            put("dia_ban", last.area.clone());
            Ok(())
        }
        "cum-khoi" => {
            let years = state.clusters.get(code).ok_or(AppError::NotFound)?;
            let last = years.last().ok_or(AppError::NotFound)?;
            put("ten", Some(last.name.clone()));
            put("co_quan_quan_ly", last.manager.clone());
            put("thanh_vien", Some(last.members.join(";")));
            Ok(())
        }
        _ => Err(AppError::NotFound),
    }
}

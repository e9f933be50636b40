//! What forms and histories are called.

use thidua_domain::bundle::Values;

use super::kind::Kind;
use super::start::Start;
use crate::View;

/// The title of a form for a new record.
pub(super) fn adding(kind: &Kind, start: &Start) -> String {
    match (&start.code, kind.more) {
        (Some(_), Some(more)) => format!("Thêm {more}"),
        _ => format!("Thêm {}", kind.noun),
    }
}

/// The title of a form for a stored record.
pub(super) fn editing(kind: &Kind) -> String {
    match kind.def.name {
        "nhan-su" => "Sửa giai đoạn công tác".to_owned(),
        _ => format!("Sửa {}", kind.noun),
    }
}

/// What a record is about, in the words of a heading.
pub(super) fn thing(view: &View, kind: &Kind, values: &Values) -> Option<String> {
    let state = view.state.as_ref();
    let agency = || {
        values
            .get("ma_co_quan")
            .map(|code| state.label_on(code, view.today))
    };
    match kind.def.name {
        "nhan-su" => values.text("ho_va_ten").or_else(agency),
        "co-quan" | "cum-khoi" | "sang-kien" | "phong-trao" => values.text("ten"),
        "danh-gia" | "ky-luat" | "vuong-mac" | "vang-mat" | "tra-loi-dieu-kien" => {
            let subject = values.get("ma_doi_tuong").or(values.get("ma_ca_nhan"));
            subject.map(|code| state.label_on(code, view.today))
        }
        "thanh-vien-cum" => values
            .get("ma_thanh_vien")
            .map(|code| state.label_on(code, view.today)),
        "suy-ton" => values
            .get("ma_doi_tuong")
            .map(|code| state.label_on(code, view.today)),
        "hop-cum" => values
            .get("ma_cum")
            .map(|code| state.label_on(code, view.today)),
        "van-ban" => values.text("so_ky_hieu").or(values.text("trich_yeu")),
        "xep-loai-doan-the"
        | "huong-ung"
        | "so-lieu-ngay"
        | "dien-bien-phong-trao"
        | "moc-phong-trao"
        | "tieu-chuan-phong-trao"
        | "chi-tieu"
        | "khen-thuong"
        | "thu-hoi-khen-thuong"
        | "xem-lai-khen-thuong" => agency(),
        "doi-chieu-ten" => values.text("ho_ten_neu"),
        "danh-muc-khen-thuong" => values.text("ten_goi"),
        "gop-nguoi" => values
            .get("ma_giu")
            .map(|code| state.label_on(code, view.today)),
        "kien-nghi-khen-thuong" => values
            .get("ma_ca_nhan")
            .map(|code| state.label_on(code, view.today)),
        "su-kien" => values.text("ten").or_else(agency),
        name if crate::deed::is_deed(name) => agency(),
        "ky-dau" => agency(),
        "ngay-nghi" => values.text("ten").or_else(agency),
        "che-do-bao-cao" => values.text("ma_che_do"),
        _ => values
            .get("ma_cu")
            .map(|code| state.label_on(code, view.today)),
    }
}

/// One line that tells a record from others of its kind.
pub(super) fn line(view: &View, kind: &Kind, values: &Values) -> String {
    let state = view.state.as_ref();
    let said = |id: &str| values.text(id);
    let joined = |parts: Vec<Option<String>>| {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(", ")
    };
    match kind.def.name {
        "chi-tieu" => {
            let figure = values.get("ma_chi_tieu");
            let figure = figure.map(|code| state.catalogue.figure_name(code).to_owned());
            let text = said("noi_dung").map(|text| text.replace('\n', " "));
            joined(vec![
                figure.or(text),
                said("nam_cong_tac").map(|year| format!("năm {year}")),
            ])
        }
        "khen-thuong" => {
            let name = |code: &str| {
                let award = state.catalogue.award(code);
                award.map_or_else(|| code.to_owned(), |award| award.name.clone())
            };
            let award = values.get("ma_khen_thuong");
            let award =
                award.map(|codes| codes.split(';').map(name).collect::<Vec<_>>().join("; "));
            let named = values.get("ma_doi_tuong");
            let named = named.map(|code| state.label_on(code, view.today));
            let named = named.or_else(|| said("ho_ten_neu"));
            let labels = &state.catalogue.labels;
            let kind = values
                .get("doi_tuong")
                .map(|code| labels.word("doi_tuong", code).to_lowercase());
            let counted = values.count("so_luong").zip(kind.clone());
            let counted = counted.map(|(count, kind)| format!("{count:02} {kind}"));
            let level = values
                .get("cap_doi_tuong")
                .map(|codes| labels.words("cap", codes));
            let year = said("nam_thanh_tich").map(|year| format!("năm {year}"));
            let paper = said("so_quyet_dinh").map(|paper| state.cited(&paper));
            joined(vec![award, named.or(counted).or(kind), level, year, paper])
        }
        name if crate::deed::is_deed(name) => deed_line(view, name, values),
        "nhan-su" => joined(vec![
            said("ho_va_ten"),
            said("chuc_vu").or(said("chuc_danh")),
        ]),
        "van-ban" => joined(vec![said("so_ky_hieu"), said("trich_yeu")]),
        _ => thing(view, kind, values).unwrap_or_default(),
    }
}

/// A contribution, an activity … in one line: how much, what, of which year.
fn deed_line(view: &View, sheet: &str, values: &Values) -> String {
    let state = view.state.as_ref();
    let labels = &state.catalogue.labels;
    let word = |id: &str| {
        let code = values.get(id)?;
        Some(labels.words(&format!("{sheet}.{id}"), code))
    };
    let told = match sheet {
        "dong-gop" => thidua_domain::contribution::Contribution::from_row(values)
            .map(|row| crate::contribution::list::Titled::titled(&row)),
        "cach-lam-hay" => values.text("ten"),
        "lan-toa" => values.text("tieu_de"),
        "buoc-dien-hinh" | "hoc-tap-dien-hinh" => values
            .get("ma_dien_hinh")
            .map(|code| crate::exemplar::called(view, code)),
        "ap-dung-cach-lam" => values
            .get("ma_cach_lam")
            .map(|code| crate::practice::called(view, code)),
        "dien-hinh" | "dang-ky" => values
            .get("ma_doi_tuong")
            .map(|code| state.label_on(code, view.today)),
        "su-kien" => values.text("ten"),
        "xep-hang" => word("hang").or_else(|| values.get("thu").map(|thu| format!("thứ {thu}"))),
        _ => values.text("noi_dung").map(|text| text.replace('\n', " ")),
    };
    let award = values.get("ma_danh_hieu");
    let award = award.and_then(|code| state.catalogue.award(code));
    let year = values.get("nam").map(|year| format!("năm {year}"));
    let kind = ["loai", "muc", "buoc", "trang_thai"]
        .iter()
        .find_map(|id| word(id));
    let parts = [told, award.map(|award| award.name.clone()), kind, year];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

//! The buttons of lists and tables: what may be added to one, and the form of one of its rows.

use thidua_app::listing::Which;
use thidua_app::record::{enters, writes};
use thidua_domain::bundle::Values;

use super::super::PERMISSION;
use super::{Button, button, of_row};
use crate::ask::Ask;
use crate::problem::Problem;

/// What may be done with targets (`chi-tieu`) or awards (`khen-thuong`) of an agency.
pub(crate) fn of_register(
    ask: &Ask,
    name: &str,
    code: &str,
    year: i16,
) -> Result<Vec<Button>, Problem> {
    let view = ask.view()?;
    if !(enters(view, name) && view.permit_agency(PERMISSION, code).is_ok()) {
        return Ok(Vec::new());
    }
    let year = year.to_string();
    let label = match name {
        "chi-tieu" => "Thêm chỉ tiêu",
        "dong-gop" => "Thêm khoản đóng góp",
        "hoat-dong" => "Thêm hoạt động",
        "dang-ky" => "Thêm đăng ký",
        _ => "Thêm khen thưởng",
    };
    Ok(vec![
        button(
            label,
            &format!("/du-lieu/{name}/them"),
            &[("co-quan", code), ("nam", &year)],
        ),
        button(
            "Sửa từng dòng",
            &format!("/du-lieu/{name}"),
            &[("co-quan", code)],
        ),
    ])
}

/// What may be added to a list: `(words, path, icon)`.
pub(crate) fn of_list(ask: &Ask, which: &Which) -> Option<(&'static str, String, &'static str)> {
    let (name, label, agency) = match which {
        Which::People(asked) => ("nhan-su", "Thêm người", asked.within.as_deref()),
        Which::Agencies(_) => ("co-quan", "Thêm cơ quan", None),
        Which::Goals(within, _) => ("chi-tieu", "Thêm chỉ tiêu", within.as_deref()),
        Which::Register(asked) => ("khen-thuong", "Thêm khen thưởng", asked.within.as_deref()),
        Which::Ratings(asked) => ("danh-gia", "Thêm xếp loại", asked.within.as_deref()),
        Which::Discipline(_) => ("ky-luat", "Thêm kỷ luật", None),
        Which::Blockers(within) => ("vuong-mac", "Thêm trường hợp", within.as_deref()),
        Which::Absences(_) => ("vang-mat", "Thêm trường hợp", None),
        Which::Organisations(within) => ("xep-loai-doan-the", "Thêm xếp loại", within.as_deref()),
        Which::Initiatives(_) => ("sang-kien", "Thêm sáng kiến", None),
        Which::Deeds(sheet, asked) => {
            let label = match *sheet {
                "dong-gop" => "Thêm khoản đóng góp",
                "hoat-dong" => "Thêm hoạt động",
                "thanh-tich" => "Thêm thành tích",
                "cach-lam-hay" => "Thêm cách làm hay",
                "lan-toa" => "Thêm lần lan tỏa",
                "dien-hinh" => "Thêm điển hình",
                "su-kien" => "Thêm sự kiện",
                "noi-dung" => "Thêm câu",
                "dang-ky" => "Thêm đăng ký",
                _ => "Thêm kết quả xếp hạng",
            };
            (*sheet, label, asked.within.as_deref())
        }
        Which::Clusters(_) => ("cum-khoi", "Thêm cụm, khối", None),
        Which::Documents => ("van-ban", "Thêm văn bản", None),
        Which::Movements(asked) => (
            "phong-trao",
            "Phát động phong trào",
            asked.within.as_deref(),
        ),
        _ => return None,
    };
    let view = ask.view().ok()?;
    let own = |code: &&str| view.permit_agency(PERMISSION, code).is_ok();
    let fields: Vec<(&str, &str)> = agency
        .filter(own)
        .map(|code| ("co-quan", code))
        .into_iter()
        .collect();
    let add = match name {
        // A movement begins with a template or last year's; the blank form is offered there.
        "phong-trao" => button(label, "/phong-trao/moi", &[]),
        _ => button(label, &format!("/du-lieu/{name}/them"), &fields),
    };
    enters(view, name).then_some((label, add.href, "plus"))
}

/// The form's address of a target that has a code, for whoever may change it.
pub(crate) fn of_target(ask: &Ask, code: Option<&str>) -> Result<Option<String>, Problem> {
    let view = ask.view()?;
    let Some(code) = code.filter(|_| enters(view, "chi-tieu")) else {
        return Ok(None);
    };
    let mut targets = view.state.targets.iter();
    let found = targets.find(|target| target.code.as_deref() == Some(code));
    let may = found.is_some_and(|target| {
        let mut row = Values::default();
        row.set("ma_co_quan", target.agency.as_str());
        writes(view, "chi-tieu", &row)
    });
    Ok(may.then(|| of_row("sua", "chi-tieu", code, None)))
}

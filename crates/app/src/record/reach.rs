//! Who may read and who may write a record: the agency it belongs to decides; the common tree and
//! registers are written by whoever loads for the whole system.

use thidua_domain::access::{Permission, Target};
use thidua_domain::bundle::Values;
use thidua_domain::conduct::is_guarded;
use thidua_domain::initiative;
use thidua_domain::law::ANSWERS;

use super::kind::has_own_page;
use crate::bundle::PERMISSION;
use crate::law::answer;
use crate::{AppError, View, conduct, rating};

/// Whether the actor may write a record; nothing is said of records that are not there.
pub fn writes(view: &View, sheet: &str, values: &Values) -> bool {
    // What cannot be read cannot be written, whatever else one loads.
    if !conduct::opens(view, sheet, values) {
        return false;
    }
    // A claim is answered and withdrawn on its own page, a cancelling taken back and looked at again on its own: their
    // states are no form's to change.
    if is_closed(sheet) {
        return false;
    }
    // Nobody decides of oneself, and who loads for the whole system only brings along what others decided.
    if sheet == ANSWERS.name {
        return answer::writes(view, values);
    }
    if !crate::deed::opens(view, sheet, values) {
        return false;
    }
    if view.loads_everywhere() {
        return true;
    }
    let owns = |id: &str| {
        let agency = values.get(id);
        agency.is_some_and(|agency| view.permit_agency(PERMISSION, agency).is_ok())
    };
    match sheet {
        "nhan-su" => owns("ma_co_quan") && is_here(view, values),
        "xep-loai-doan-the"
        | "chi-tieu"
        | "khen-thuong"
        | "doi-chieu-ten"
        | "danh-muc-khen-thuong"
        | "ngay-nghi" => owns("ma_co_quan"),
        sheet if crate::deed::is_deed(sheet) => {
            let codes = crate::deed::agencies(sheet, values);
            let mut codes = codes.into_iter();
            codes.any(|code| view.permit_agency(PERMISSION, code).is_ok())
        }
        "quy-doi" | "ky-dau" => crate::restate::writes(view, values),
        "gop-nguoi" => ["ma_trung", "ma_giu"]
            .iter()
            .all(|id| has(view, values.get(id))),
        "van-ban" => owns("co_quan_ban_hanh"),
        "phong-trao" => owns("co_quan_phat_dong"),
        "huong-ung"
        | "so-lieu-ngay"
        | "dien-bien-phong-trao"
        | "moc-phong-trao"
        | "tieu-chuan-phong-trao" => owns("ma_co_quan"),
        "cum-khoi" => {
            let code = values.get("ma").unwrap_or_default();
            let known = view.state.clusters.contains_key(code);
            owns("co_quan_quan_ly") && (!known || view.permit_agency(PERMISSION, code).is_ok())
        }
        "thanh-vien-cum" | "hop-cum" | "suy-ton" => crate::cluster::writes_row(view, sheet, values),
        "danh-gia" | "vuong-mac" => has(view, values.get("ma_doi_tuong")),
        "ky-luat" | "vang-mat" => has(view, values.get("ma_ca_nhan")),
        "sang-kien" => {
            let authors = initiative::authors(values);
            authors.is_empty() || authors.iter().any(|author| has(view, Some(&author.person)))
        }
        _ => false,
    }
}

/// Whether rows of a sheet change by their own commands alone: neither form, nor restoring, nor undoing.
pub(super) fn is_closed(sheet: &str) -> bool {
    matches!(
        sheet,
        "kien-nghi-khen-thuong" | "thu-hoi-khen-thuong" | "xem-lai-khen-thuong"
    )
}

/// Whether a person or collective is the actor's to write for.
fn has(view: &View, subject: Option<&str>) -> bool {
    let Some(code) = subject else { return true };
    let code = view.state.merged.standing(code);
    match view.state.people.contains_key(code) {
        true => view.permit_person(PERMISSION, code).is_ok(),
        false => view.permit_agency(PERMISSION, code).is_ok(),
    }
}

/// Whether the actor may move a person to another office: the present post is within reach.
pub fn moves(view: &View, person: &str) -> bool {
    let found = view.state.people.get(person);
    let post = found.and_then(|person| person.on(view.today).or(person.posts.last()));
    post.is_some_and(|post| {
        view.loads_everywhere() || view.permit_agency(PERMISSION, &post.agency).is_ok()
    })
}

/// Whether the present post of the row's person is within reach: who left is somebody else's.
fn is_here(view: &View, values: &Values) -> bool {
    let code = values.get("ma").unwrap_or_default();
    let Some(person) = view.state.people.get(code) else {
        return true;
    };
    let now = person.on(view.today).or(person.posts.last());
    now.is_none_or(|post| view.permit_agency(PERMISSION, &post.agency).is_ok())
}

/// Whether the actor may enter a record of the kind at all.
pub fn enters(view: &View, sheet: &str) -> bool {
    let own = [
        "nhan-su",
        "chi-tieu",
        "khen-thuong",
        "van-ban",
        "phong-trao",
        "huong-ung",
        "moc-phong-trao",
        "tieu-chuan-phong-trao",
        "cum-khoi",
        "thanh-vien-cum",
        "hop-cum",
        "suy-ton",
        "danh-gia",
        "ky-luat",
        "vuong-mac",
        "vang-mat",
        "xep-loai-doan-the",
        "sang-kien",
        "ngay-nghi",
    ];
    if has_own_page(sheet) {
        return false;
    }
    let reads = !is_guarded(sheet) || conduct::reads(view);
    let common = !own.contains(&sheet) && !crate::deed::is_deed(sheet);
    reads && view.permit(PERMISSION, Target::Any).is_ok() && (!common || view.loads_everywhere())
}

/// Refuses who may not read a record: not yours and not there answer the same.
pub(super) fn permit_read(view: &View, sheet: &str, values: &Values) -> Result<(), AppError> {
    let agency = |permission: Permission| {
        let code = values.get("ma_co_quan").unwrap_or_default();
        view.permit_agency(permission, code)
    };
    match sheet {
        "nhan-su" => {
            view.permit_person(Permission::ViewPeople, values.get("ma").unwrap_or_default())
        }
        "vang-mat" => {
            let person = values.get("ma_ca_nhan").unwrap_or_default();
            view.permit_person(Permission::ViewPeople, person)
        }
        "hop-cum" | "suy-ton" => crate::cluster::reads_row(view, sheet, values)
            .then_some(())
            .ok_or(AppError::NotFound),
        "xep-loai-doan-the" | "huong-ung" => agency(Permission::ViewAwards),
        "so-lieu-ngay" => agency(Permission::ViewFigures),
        "dien-bien-phong-trao" | "moc-phong-trao" | "tieu-chuan-phong-trao" => {
            let code = values.get("ma_phong_trao").unwrap_or_default();
            crate::movement::find(view, code).map(|_| ())
        }
        "phong-trao" => crate::movement::reads(view, values)
            .then_some(())
            .ok_or(AppError::NotFound),
        "chi-tieu" => {
            // A target of one officer is read, as in lists, by whom that officer's row is open to.
            if let Some(person) = values.get("ma_can_bo") {
                view.permit_person(Permission::ViewPeople, person)?;
            }
            agency(Permission::ViewTargets)
        }
        "khen-thuong" | "doi-chieu-ten" | "thu-hoi-khen-thuong" | "xem-lai-khen-thuong" => {
            agency(Permission::ViewAwards)
        }
        sheet if crate::deed::is_deed(sheet) => crate::deed::reads(view, sheet, values)
            .then_some(())
            .ok_or(AppError::NotFound),
        "gop-nguoi" => view.permit_person(
            Permission::ViewPeople,
            values.get("ma_giu").unwrap_or_default(),
        ),
        "kien-nghi-khen-thuong" => crate::register::claim::permit(view, values),
        "danh-gia" => {
            let subject = values.get("ma_doi_tuong").unwrap_or_default();
            rating::sees(view, subject)
                .then_some(())
                .ok_or(AppError::NotFound)
        }
        "tra-loi-dieu-kien" => answer::opens(view, values)
            .then_some(())
            .ok_or(AppError::NotFound),
        "ky-luat" | "vuong-mac" => conduct::opens(view, sheet, values)
            .then_some(())
            .ok_or(AppError::NotFound),
        "sang-kien" => {
            let authors = initiative::authors(values);
            let authors = authors.iter().map(|author| author.person.as_str());
            crate::initiative::sees_authors(view, authors)
                .then_some(())
                .ok_or(AppError::NotFound)
        }
        _ => view.permit(Permission::ViewCommon, Target::Any),
    }
}

/// Whether a record is the actor's to read.
pub(crate) fn reads(view: &View, sheet: &str, values: &Values) -> bool {
    permit_read(view, sheet, values).is_ok()
}

/// Whether a revision of a record is shown: to whom the record is open where it stood then. A record that
/// came from another agency does not bring along what is that agency's.
pub(super) fn shows(view: &View, sheet: &str, values: &Values) -> bool {
    if writes(view, sheet, values) {
        return true;
    }
    if permit_read(view, sheet, values).is_err() {
        return false;
    }
    if sheet != "nhan-su" {
        return true;
    }
    // The posts of a person are read by whoever reads the person; a post that was corrected away is not.
    let code = values.get("ma").unwrap_or_default();
    let agency = values.get("ma_co_quan").unwrap_or_default();
    let person = view.state.people.get(code);
    let held = person.is_some_and(|person| person.posts.iter().any(|post| post.agency == agency));
    held || view.actor.person.as_deref() == Some(code)
        || view.permit_agency(Permission::ViewPeople, agency).is_ok()
}

/// Refuses who may not write a record: not yours and not there answer the same.
pub(super) fn permit_write(view: &View, sheet: &str, values: &Values) -> Result<(), AppError> {
    view.permit(PERMISSION, Target::Any)?;
    if writes(view, sheet, values) {
        Ok(())
    } else {
        Err(AppError::NotFound)
    }
}

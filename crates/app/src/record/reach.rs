//! Who may read and who may write a record: the agency it belongs to decides; the common tree and
//! registers are written by whoever loads for the whole system.

use thidua_domain::access::{Permission, Target};
use thidua_domain::bundle::Values;

use crate::bundle::PERMISSION;
use crate::{AppError, View};

/// Whether the actor may write a record; nothing is said of records that are not there.
pub fn writes(view: &View, sheet: &str, values: &Values) -> bool {
    if view.loads_everywhere() {
        return true;
    }
    let owns = |id: &str| {
        let agency = values.get(id);
        agency.is_some_and(|agency| view.permit_agency(PERMISSION, agency).is_ok())
    };
    match sheet {
        "nhan-su" => owns("ma_co_quan") && is_here(view, values),
        "chi-tieu" | "khen-thuong" => owns("ma_co_quan"),
        "van-ban" => owns("co_quan_ban_hanh"),
        _ => false,
    }
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
    let common = !matches!(sheet, "nhan-su" | "chi-tieu" | "khen-thuong" | "van-ban");
    view.permit(PERMISSION, Target::Any).is_ok() && (!common || view.loads_everywhere())
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
        "chi-tieu" => {
            // A target of one officer is read, as in lists, by whom that officer's row is open to.
            if let Some(person) = values.get("ma_can_bo") {
                view.permit_person(Permission::ViewPeople, person)?;
            }
            agency(Permission::ViewTargets)
        }
        "khen-thuong" => agency(Permission::ViewAwards),
        _ => view.permit(Permission::ViewCommon, Target::Any),
    }
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

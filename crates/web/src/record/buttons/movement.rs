//! The buttons of a movement, its milestones and criteria, and of what a unit did under it.

use std::collections::BTreeMap;

use thidua_app::record::{enters, kind, writes};
use thidua_domain::access::{Permission, Target};
use thidua_domain::bundle::Values;

use super::super::PERMISSION;
use super::{Button, button, of_key, of_row};
use crate::ask::Ask;
use crate::problem::Problem;

/// What may be done with a movement: changed, launched again for the next year, given targets and awards.
pub(crate) fn of_movement(ask: &Ask, code: &str) -> Result<Vec<Button>, Problem> {
    let view = ask.view()?;
    let launcher = view.state.movements.get(code);
    let launcher = launcher.and_then(|movement| movement.launcher.clone());
    let mut row = Values::default();
    row.set("co_quan_phat_dong", launcher.clone().unwrap_or_default());
    let mut page = Vec::new();
    let prints = match &launcher {
        Some(launcher) => view.permit_agency(Permission::Print, launcher),
        None => view.permit(Permission::Print, Target::Any),
    };
    if prints.is_ok() {
        let part: String = form_urlencoded::byte_serialize(code.as_bytes()).collect();
        page.push(Button {
            label: "In kế hoạch",
            href: format!("/phong-trao/{part}/ke-hoach"),
        });
    }
    if enters(view, "phong-trao") && writes(view, "phong-trao", &row) {
        let part: String = form_urlencoded::byte_serialize(code.as_bytes()).collect();
        page.push(Button {
            label: "Phát động đến đơn vị",
            href: format!("/phong-trao/{part}/phat-dong"),
        });
        page.push(Button {
            label: "Điều chỉnh, kết thúc",
            href: format!("/phong-trao/{part}/dien-bien"),
        });
        page.push(Button {
            label: "Sửa",
            href: of_row("sua", "phong-trao", code, None),
        });
        page.push(button(
            "Lặp lại cho năm sau",
            "/phong-trao/moi",
            &[("cua", code)],
        ));
    }
    page.push(Button {
        label: "Lịch sử",
        href: of_row("lich-su", "phong-trao", code, None),
    });
    Ok(page)
}

/// The forms of further milestones and criteria of a movement; `None` for who may not write them.
pub(crate) fn adds_to_movement(ask: &Ask, code: &str) -> Option<minijinja::Value> {
    let view = ask.view().ok()?;
    let launcher = view.state.movements.get(code)?.launcher.clone()?;
    let own = enters(view, "moc-phong-trao") && view.permit_agency(PERMISSION, &launcher).is_ok();
    let form = |sheet: &str| {
        let path = format!("/du-lieu/{sheet}/them");
        button("", &path, &[("cua", code), ("co-quan", &launcher)]).href
    };
    own.then(|| {
        minijinja::context! {
            milestone => form("moc-phong-trao"), standard => form("tieu-chuan-phong-trao"),
        }
    })
}

/// The forms of the milestones and criteria of a movement that the reader may change, by the key of their record.
pub(crate) fn edits_of_movement(
    ask: &Ask,
    found: &thidua_app::movement::MovementAnswer,
) -> BTreeMap<String, String> {
    let Ok(view) = ask.view() else {
        return BTreeMap::new();
    };
    let due = found.milestones.iter();
    let due = due.map(|line| ("moc-phong-trao", &line.agency, &line.key));
    let rules = found.standards.iter();
    let rules = rules.map(|line| ("tieu-chuan-phong-trao", &line.agency, &line.key));
    let own = due
        .chain(rules)
        .filter(|(_, agency, _)| view.permit_agency(PERMISSION, agency).is_ok());
    own.map(|(sheet, _, key)| {
        let part: String = form_urlencoded::byte_serialize(key.as_bytes()).collect();
        (key.clone(), format!("/du-lieu/{sheet}/sua?khoa={part}"))
    })
    .collect()
}

/// The form of what a unit did under a movement, for whoever may change it; `None` where nothing is recorded.
pub(crate) fn of_response(
    ask: &Ask,
    movement: &str,
    agency: &str,
    recorded: bool,
) -> Result<Option<Button>, Problem> {
    if !recorded {
        return Ok(None);
    }
    let mut row = Values::default();
    row.set("ma_phong_trao", movement);
    row.set("ma_co_quan", agency);
    let Some(kind) = kind("huong-ung") else {
        return Ok(None);
    };
    let key = row.key(kind.def);
    of_key(ask, "huong-ung", "ma_co_quan", agency, &key).map(Some)
}

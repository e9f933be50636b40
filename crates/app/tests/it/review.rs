//! What a reading of the contract with fresh eyes found wrong, each kept right by a case.

mod figures;
mod permission;
mod register;
mod rows;
mod targets;

use thidua_app::bundle::Loaded;
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::bundle::Severity;

/// Two provinces with their offices.
const AGENCIES: (&str, &str) = (
    "co-quan",
    "Mã|Tên|Cấp|Mã cấp trên
     cuc|Cục Quản lý|cuc_quan_ly|
     tinh-a|THADS tỉnh A|tinh|cuc
     phong-1|Phòng 1|khu_vuc|tinh-a
     phong-2|Phòng 2|khu_vuc|tinh-a
     tinh-b|THADS tỉnh B|tinh|cuc
     phong-b|Phòng B|khu_vuc|tinh-b",
);

/// Somebody with a role at an agency.
fn actor(role: Role, agency: &str, person: Option<&str>) -> Actor {
    Actor {
        user: "nguoi.dung".to_owned(),
        person: person.map(str::to_owned),
        grants: vec![Grant {
            role,
            agency: agency.to_owned(),
            from: None,
            to: None,
        }],
    }
}

/// Row, heading and reason of each fault of a severity.
fn faults(loaded: &Loaded, severity: Severity) -> Vec<(u32, &str, &str)> {
    let faults = loaded.faults.iter();
    faults
        .filter(|fault| fault.severity == severity)
        .map(|fault| (fault.row, fault.column.as_str(), fault.reason.as_str()))
        .collect()
}

fn errors(loaded: &Loaded) -> Vec<(u32, &str, &str)> {
    faults(loaded, Severity::Error)
}

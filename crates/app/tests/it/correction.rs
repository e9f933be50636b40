//! Corrections: found in the revisions however they came, with everything they touch, which none of them changes.

mod papers;
mod told;
mod touched;
mod waiting;

use thidua_app::access::Caller;
use thidua_app::correction::{Correction, Listed, correction, list};
use thidua_app::{App, View};
use thidua_domain::access::{Actor, Grant, Role};

use crate::desk::{bundle, take, view};

/// Ten months of 2026 in a province of three divisions: 70, 69 and 60 % of the cases done, where 69,42 % is the pace.
const COUNTRY: [(&str, &str); 6] = [
    (
        "co-quan",
        "Mã|Tên|Cấp|Mã cấp trên|Từ ngày
         cuc|Cục Quản lý|cuc_quan_ly||
         tinh-a|Thi hành án dân sự tỉnh A|tinh|cuc|
         phong-1|Phòng 1|khu_vuc|tinh-a|
         phong-2|Phòng 2|khu_vuc|tinh-a|
         phong-3|Phòng 3|khu_vuc|tinh-a|",
    ),
    (
        "van-ban",
        "Mã|Số ký hiệu|Ngày ban hành|Loại|Trích yếu|Cơ quan ban hành
         bc-1|15/BC-THADS|2026-08-05|bao_cao|Báo cáo thống kê 10 tháng|phong-1
         bc-2|19/BC-THADS|2026-09-01|bao_cao|Báo cáo bổ sung 10 tháng|phong-1",
    ),
    (
        "nhan-su",
        "Mã|Họ và tên|Mã cơ quan|Chức vụ|Nhóm|Từ ngày
         nv-1|Nguyễn Văn An|phong-1|Trưởng phòng|lanh_dao|2020-01-01
         nv-2|Trần Thị Bình|phong-1|||2020-01-01
         nv-3|Lê Văn Cường|phong-2|||2020-01-01",
    ),
    (
        "chi-tieu",
        "Mã|Mã cơ quan|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị
         ct-1|phong-1|2026|viec.ty_le|>=|83,30",
    ),
    (
        "khen-thuong",
        "Mã cơ quan|Mã đối tượng|Đối tượng|Mã khen thưởng|Năm thành tích|Trạng thái|Số quyết định
         phong-1|phong-1|tap_the|tt_ldtt|2026|da_tang|
         phong-1|nv-1|ca_nhan|cstdcs|2026|da_tang|
         phong-1|nv-2|ca_nhan|ldtt|2025|da_tang|
         phong-2|nv-3|ca_nhan|ldtt|2026|da_tang|
         phong-2|phong-2|tap_the|tt_ldtt|2026|da_tang|bc-1",
    ),
    (
        "so-lieu",
        "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Đơn vị tính|Nguồn
         phong-1|2026|10|viec.xong|700|viec|bc-1
         phong-1|2026|10|viec.co_dieu_kien|1000|viec|bc-1
         phong-1|2026|10|tien.xong|5000|nghin_dong|bc-1
         phong-2|2026|10|viec.xong|690|viec|
         phong-2|2026|10|viec.co_dieu_kien|1000|viec|
         phong-2|2026|10|tien.xong|100|nghin_dong|
         phong-3|2026|10|viec.xong|600|viec|
         phong-3|2026|10|viec.co_dieu_kien|1000|viec|
         phong-3|2026|10|tien.xong|100|nghin_dong|",
    ),
];

async fn country(app: &App) {
    let loaded = take(app, &bundle(&COUNTRY), None).await;
    assert!(!loaded.refused(), "{loaded:#?}");
}

/// Loads figures of ten months over stored ones: agency, code, value, unit, source.
async fn revise(app: &App, rows: &[&str], reason: &str) {
    let head = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Đơn vị tính|Nguồn";
    let text = format!("{head}\n{}", rows.join("\n"));
    let loaded = take(app, &bundle(&[("so-lieu", &text)]), Some(reason)).await;
    assert!(!loaded.refused(), "{loaded:#?}");
}

const FEWER: &str = "phong-1|2026|10|viec.xong|680|viec|bc-1";

fn person(user: &str, role: Role, agency: &str) -> Caller {
    Caller {
        actor: Actor {
            user: user.to_owned(),
            person: None,
            grants: vec![Grant {
                role,
                agency: agency.to_owned(),
                from: None,
                to: None,
            }],
        },
        name: user.to_owned(),
        channel: "web",
    }
}

async fn seen_by(app: &App, by: &Caller) -> View {
    app.view(&by.actor).await.unwrap()
}

async fn all(app: &App, agency: &str) -> Vec<Listed> {
    list(app, &view(app).await, agency, None).await.unwrap()
}

/// The correction of a round, seen by who sees everything.
async fn shown(app: &App, agency: &str, round: usize) -> Correction {
    let all = all(app, agency).await;
    let listed = all.iter().find(|listed| listed.round == round).unwrap();
    correction(app, &view(app).await, agency, &[listed.number])
        .await
        .unwrap()
}

//! Who may load and read what: codes of somebody else in any column.

use thidua_app::bundle::{Loaded, Options, load};
use thidua_app::cluster::block;
use thidua_app::figures::{AskBalance, balance_of};
use thidua_app::targets::pace;
use thidua_app::{App, AppError, View};
use thidua_domain::access::{Actor, Permission, Role};
use thidua_store::testing::on_both;

use super::{AGENCIES, actor, errors};
use crate::desk::{app, ask, bundle, take};

const PEOPLE: &str = "Mã|Họ và tên|Mã cơ quan|Nhóm
    nv-1|Nguyễn Văn Một|phong-1|chap_hanh_vien
    nv-2|Nguyễn Văn Hai|phong-2|chap_hanh_vien
    nv-3|Trần Thị Ba|phong-1|cong_chuc";

const TARGETS: &str = "Mã|Mã cơ quan|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị
    ct-2|phong-2|2026|viec.ty_le|>=|83,5";

async fn filled(app: &App) {
    let loaded = take(
        app,
        &bundle(&[AGENCIES, ("nhan-su", PEOPLE), ("chi-tieu", TARGETS)]),
        None,
    )
    .await;
    assert!(!loaded.refused(), "{loaded:#?}");
}

async fn by(
    app: &App,
    actor: &Actor,
    sheet: (&str, &str),
    revise: bool,
) -> Result<Loaded, AppError> {
    let options = Options {
        revise: revise.then(|| "thử".to_owned()),
        channel: "web".to_owned(),
        ..Options::default()
    };
    load(app, actor, &bundle(&[sheet]), &options).await
}

async fn view(app: &App, actor: &Actor) -> View {
    app.view(actor).await.unwrap()
}

/// A code of one's own agency in `Mã cơ quan` does not open the stored row of another.
#[tokio::test]
async fn a_stored_row_of_another_agency_is_neither_told_nor_revised() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let officer = actor(Role::Officer, "phong-1", None);
        let stolen = "Mã|Mã cơ quan|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị
            ct-2|phong-1|2026|viec.ty_le|>=|10";
        for revise in [false, true] {
            let loaded = by(&app, &officer, ("chi-tieu", stolen), revise)
                .await
                .unwrap();
            let found = errors(&loaded);
            assert!(
                found.len() == 1
                    && found[0].1 == "Mã"
                    && !found[0].2.contains("83")
                    && !found[0].2.contains("phong-2"),
                "{found:?}"
            );
        }
        let state = app.state().await.unwrap();
        assert_eq!(state.targets.first().unwrap().agency, "phong-2");
        // One's own are loaded.
        let own = "Mã|Mã cơ quan|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị
            ct-1|phong-1|2026|viec.ty_le|>=|84";
        let loaded = by(&app, &officer, ("chi-tieu", own), false).await.unwrap();
        assert_eq!(loaded.stored.get("chi-tieu"), Some(&1), "{loaded:#?}");
    })
    .await;
}

#[tokio::test]
async fn people_of_another_agency_are_not_taken_named_or_honoured() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let officer = actor(Role::Officer, "phong-1", None);
        let moved = "Mã|Họ và tên|Mã cơ quan|Từ ngày\nnv-2|Tên Khác|phong-1|2026-01-01";
        let loaded = by(&app, &officer, ("nhan-su", moved), true).await.unwrap();
        assert_eq!(errors(&loaded).len(), 1, "{loaded:#?}");
        let target = "Mã cơ quan|Mã cán bộ|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị
            phong-1|nv-2|2026|viec.ty_le|>=|10";
        let award = "Mã cơ quan|Mã đối tượng|Đối tượng|Mã khen thưởng|Năm thành tích
            phong-1|nv-2|ca_nhan|gk|2026
            phong-1|phong-b|tap_the|gk|2026";
        for (sheet, count) in [(("chi-tieu", target), 1), (("khen-thuong", award), 2)] {
            let loaded = by(&app, &officer, sheet, false).await.unwrap();
            let found = errors(&loaded);
            assert_eq!(found.len(), count, "{found:?}");
            // The same as of a code that is nobody's.
            assert!(
                found.iter().all(|(_, _, why)| why.starts_with("Không có")),
                "{found:?}"
            );
        }
        let own = "Mã cơ quan|Mã đối tượng|Đối tượng|Mã khen thưởng|Năm thành tích
            phong-1|nv-1|ca_nhan|gk|2026";
        let loaded = by(&app, &officer, ("khen-thuong", own), false)
            .await
            .unwrap();
        assert_eq!(loaded.stored.get("khen-thuong"), Some(&1), "{loaded:#?}");
    })
    .await;
}

#[tokio::test]
async fn a_slip_in_the_agency_is_told_and_another_agency_is_not_found() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let officer = actor(Role::Officer, "phong-1", None);
        let rows = |agency: &str| {
            format!("Mã cơ quan|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị\n{agency}|2026|viec.ty_le|>=|84")
        };
        let slip = by(&app, &officer, ("chi-tieu", &rows("phong-11")), false)
            .await
            .unwrap();
        assert_eq!(errors(&slip).len(), 1);
        let foreign = by(&app, &officer, ("chi-tieu", &rows("phong-2")), false).await;
        assert!(matches!(foreign, Err(AppError::NotFound)), "{foreign:?}");
        // The common tree: told as it stands, a row is anybody's; otherwise nobody's but who loads for all.
        let other = ("co-quan", "Mã|Tên|Cấp\nphong-1|Khác|khu_vuc");
        let other = by(&app, &officer, other, true).await.unwrap();
        assert_eq!(errors(&other).len(), 1, "{other:?}");
        assert!(other.stored.is_empty());
        let new = ("co-quan", "Mã|Tên|Cấp\nphong-9|Mới|khu_vuc");
        let new = by(&app, &officer, new, true).await;
        assert!(matches!(new, Err(AppError::Refused(_))), "{new:?}");
    })
    .await;
}

/// Whoever loads for the whole sector may load agencies and their rows in one bundle.
#[tokio::test]
async fn the_sector_loads_new_agencies_with_their_figures() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let sector = actor(Role::Ministry, "cuc", None);
        let agencies = "Mã|Tên|Cấp|Mã cấp trên\nphong-3|Phòng 3|khu_vuc|tinh-a";
        let figures = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị
            phong-3|2026|3|viec.cu|10";
        let options = Options::default();
        let both = bundle(&[("co-quan", agencies), ("so-lieu", figures)]);
        let loaded = load(&app, &sector, &both, &options).await.unwrap();
        assert!(!loaded.refused(), "{loaded:#?}");
    })
    .await;
}

/// Access: "an agency that no longer exists hangs under each of its successors"; one without stays.
#[tokio::test]
async fn a_province_still_reads_an_office_that_ended_without_an_heir() {
    on_both(async |db| {
        let app = app(db).await;
        let agencies = "Mã|Tên|Cấp|Mã cấp trên|Từ ngày|Đến ngày
            tinh-a|THADS tỉnh A|tinh|||
            quan-c|Chi cục quận C|huyen|tinh-a||30/6/2025";
        take(&app, &bundle(&[("co-quan", agencies)]), None).await;
        let head = actor(Role::Head, "tinh-a", None);
        let view = view(&app, &head).await;
        assert!(view.sees(Permission::ViewFigures, "quan-c"));
    })
    .await;
}

/// Role: an employee "reads the figures of the own agency, and the own row" — not a colleague's.
#[tokio::test]
async fn an_employee_reads_the_own_row_and_no_colleagues() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let rows = "Mã cơ quan|Mã cán bộ|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị
            phong-1|nv-1|2026|3|viec.xong|10
            phong-1|nv-3|2026|3|viec.xong|20";
        let targets = "Mã cơ quan|Mã cán bộ|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị
            phong-1|nv-3|2026|viec.xong|>=|30";
        take(
            &app,
            &bundle(&[("so-lieu", rows), ("chi-tieu", targets)]),
            None,
        )
        .await;
        let employee = actor(Role::Employee, "phong-1", Some("nv-1"));
        let view = view(&app, &employee).await;
        let of = |person: &str| AskBalance {
            person: Some(person.to_owned()),
            ..ask("phong-1", 2026, 3)
        };
        let own = balance_of(&app, &view, &of("nv-1")).await.unwrap();
        assert_eq!(own.figures.get("viec.xong").map(String::as_str), Some("10"));
        let colleague = balance_of(&app, &view, &of("nv-3")).await;
        assert!(matches!(colleague, Err(AppError::NotFound)));
        assert!(matches!(pace(&view, &of("nv-3")), Err(AppError::NotFound)));
    })
    .await;
}

/// A block is common knowledge, its figures are not.
#[tokio::test]
async fn figures_of_a_block_are_for_who_may_read_them() {
    on_both(async |db| {
        let app = app(db).await;
        let blocks = "Mã|Tên|Năm|Cơ quan quản lý|Thành viên|Dịp
            cum-1|Cụm 1|2026|tinh-a|phong-1;tinh-a/khu_vuc|Ngày truyền thống THADS (1946-07-19)";
        let figures = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị
            cum-1|2026|12|viec.xong|10";
        let loaded = take(
            &app,
            &bundle(&[AGENCIES, ("cum-khoi", blocks), ("so-lieu", figures)]),
            None,
        )
        .await;
        assert!(!loaded.refused(), "{loaded:#?}");
        let read = async |role, agency| {
            let view = view(&app, &actor(role, agency, None)).await;
            block(&view, "cum-1", 2026).unwrap()
        };
        let manager = read(Role::Head, "tinh-a").await;
        assert_eq!(
            manager.figures.get("viec.xong").map(String::as_str),
            Some("10")
        );
        // A member told twice is one member.
        let members: Vec<&str> = manager
            .members
            .iter()
            .map(|member| member.code.as_str())
            .collect();
        assert_eq!(members, ["phong-1", "phong-2"]);
        assert_eq!(manager.occasions, ["Ngày truyền thống THADS (1946-07-19)"]);
        let other = read(Role::Employee, "phong-b").await;
        assert!(other.figures.is_empty() && other.members.len() == 2);
        // The block's manager loads its figures.
        let officer = actor(Role::Officer, "tinh-a", None);
        let more = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị
            cum-1|2026|12|viec.cu|5";
        let loaded = by(&app, &officer, ("so-lieu", more), false).await.unwrap();
        assert_eq!(loaded.stored.get("so-lieu"), Some(&1), "{loaded:#?}");
    })
    .await;
}

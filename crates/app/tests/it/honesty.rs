//! Panels of honesty: what they count, over whom, for whom; and that no rows are told of what is out of reach.

use thidua_app::honesty::{AskHonesty, Honesty, Panel, panels, print};
use thidua_app::{App, AppError, View};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, take, view};

async fn country(app: &App) {
    let agencies = "Mã|Tên|Cấp|Mã cấp trên|Từ ngày
        cuc|Cục Quản lý|cuc_quan_ly||
        tinh-a|Thi hành án dân sự tỉnh A|tinh|cuc|
        tinh-b|Thi hành án dân sự tỉnh B|tinh|cuc|";
    let people = "Mã|Họ và tên|Giới tính|Mã cơ quan|Chức vụ|Nhóm|Từ ngày
        nv-1|Trần Lan|nu|tinh-a|Trưởng THADS|lanh_dao|2010-01-01
        nv-2|Lê Văn Bình|nam|tinh-a||chap_hanh_vien|2010-01-01
        nv-3|Phạm Thị Cúc|nu|tinh-b||chap_hanh_vien|2010-01-01";
    let mut awards =
        "Mã cơ quan|Mã đối tượng|Đối tượng|Mã khen thưởng|Năm thành tích|Số lượng".to_owned();
    for year in 2018..=2021 {
        awards.push_str(&format!("\ntinh-a|nv-1|ca_nhan|cstdcs|{year}|"));
    }
    for year in [2017, 2019, 2021] {
        awards.push_str(&format!("\ntinh-a|nv-2|ca_nhan|bk_bo|{year}|"));
    }
    awards.push_str("\ntinh-b|nv-3|ca_nhan|cstdcs|2021|\ntinh-a||ca_nhan|ldtt|2021|7");
    // 20 % not enforceable at the end of August, 26 % at the end of September; 83.40 % of what is.
    let figures = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị
        tinh-a|2021|11|viec.phai_thi_hanh|1000
        tinh-a|2021|11|viec.chua_dieu_kien|200
        tinh-a|2021|12|viec.phai_thi_hanh|1000
        tinh-a|2021|12|viec.chua_dieu_kien|260
        tinh-a|2021|12|viec.co_dieu_kien|1000
        tinh-a|2021|12|viec.xong|834
        tinh-b|2021|12|viec.co_dieu_kien|1000
        tinh-b|2021|12|viec.xong|830";
    let targets = "Mã|Mã cơ quan|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị|Đơn vị giao
        ct-a|tinh-a|2021|viec.ty_le|>=|83.30|cuc
        ct-b|tinh-b|2021|viec.ty_le|>=|83.30|cuc";
    let told = [
        ("co-quan", agencies),
        ("nhan-su", people),
        ("khen-thuong", awards.as_str()),
        ("so-lieu", figures),
        ("chi-tieu", targets),
    ];
    let loaded = take(app, &bundle(&told), None).await;
    assert!(!loaded.refused(), "{loaded:#?}");
}

fn asked(within: Option<&str>) -> AskHonesty {
    AskHonesty {
        within: within.map(str::to_owned),
        year: 2021,
    }
}

fn of<'a>(found: &'a Honesty, code: &str) -> &'a Panel {
    found
        .panels
        .iter()
        .find(|panel| panel.code == code)
        .unwrap()
}

fn texts(panel: &Panel, table: usize) -> Vec<Vec<&str>> {
    let rows = panel.tables[table].rows.iter();
    rows.map(|row| row.iter().map(|cell| cell.text.as_str()).collect())
        .collect()
}

async fn holding(app: &App, role: Role, agency: &str) -> View {
    let actor = Actor {
        user: "ai-do".into(),
        person: None,
        grants: vec![Grant {
            role,
            agency: agency.into(),
            from: None,
            to: None,
        }],
    };
    app.view(&actor).await.unwrap()
}

#[tokio::test]
async fn each_panel_counts_what_it_says_with_the_rows_behind() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let found = panels(&view(&app).await, &asked(Some("cuc"))).unwrap();
        assert!(found.withheld.is_empty());
        for panel in &found.panels {
            assert!(
                !panel.method.is_empty() && !panel.cannot.is_empty() && !panel.cases.is_empty()
            );
            for table in &panel.tables {
                assert!(
                    table.rows.iter().all(|row| row.len() == table.heads.len()),
                    "{table:?}"
                );
            }
        }
        for panel in &found.panels {
            assert!(!panel.told.limits.is_empty() && !panel.told.citation.is_empty());
            assert_eq!(panel.told.from, "1993-07-01");
            assert!(panel.told.words().contains("chưa xác nhận"), "{panel:?}");
        }
        let growth = texts(of(&found, "chua-dieu-kien"), 0);
        assert_eq!(growth.len(), 1);
        assert_eq!(growth[0][1..6], ["12", "20,00", "26,00", "6,00", "chưa có"]);
        let edges = of(&found, "sat-nguong");
        let around = texts(edges, 0);
        let told: Vec<_> = around.iter().filter(|row| row[2] != "0").collect();
        assert_eq!(told, [&["-0,50", "0,00", "1"], &["0,00", "+0,50", "1"]]);
        let near = &edges.tables[1].rows[0][4];
        assert_eq!(
            (near.text.as_str(), near.value.as_deref()),
            ("+0,10", Some("0.10"))
        );
        assert!(
            edges.found[0].starts_with("Ngay trên mức: 1; ngay dưới mức: 1."),
            "{:?}",
            edges.found
        );
        let groups = of(&found, "nhom-nguoi");
        assert_eq!(groups.cases, "3 khen thưởng có tên người nhận");
        assert!(
            groups.found[0].contains("Ngoài ra 7 khen thưởng"),
            "{:?}",
            groups.found
        );
        let rows = texts(groups, 0);
        let officers = rows
            .iter()
            .find(|row| row[0].contains("hấp hành viên"))
            .unwrap();
        assert_eq!(officers[1..], ["2", "2", "quá ít", "2"]);
        let forms = &groups.tables[1];
        let heads: Vec<&str> = forms.heads.iter().map(|head| head.text.as_str()).collect();
        assert_eq!(heads.len(), 3, "only groups that received: {heads:?}");
        assert_eq!(forms.drawn.as_ref().unwrap().columns, [1, 2]);
        let repeats = texts(of(&found, "lap-lai"), 0);
        assert_eq!(repeats.len(), 2);
        assert_eq!(repeats[0][..1], ["Lê Văn Bình"]);
        assert_eq!(repeats[0][2], "cách một năm, 2017 – 2021");
        assert_eq!(repeats[1][2], "liền các năm 2018 – 2021");
    })
    .await;
}

#[tokio::test]
async fn a_reader_is_told_of_his_reach_alone() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let own = holding(&app, Role::Personnel, "tinh-b").await;
        let found = panels(&own, &asked(None)).unwrap();
        assert_eq!(found.agency, "tinh-b");
        let all: Vec<String> = found
            .panels
            .iter()
            .flat_map(|panel| panel.tables.iter())
            .flat_map(|table| table.rows.iter().flatten())
            .map(|cell| cell.text.clone())
            .collect();
        assert!(
            !all.iter()
                .any(|text| text.contains("tỉnh A") || text == "Trần Lan"),
            "{all:?}"
        );
        assert!(matches!(
            panels(&own, &asked(Some("tinh-a"))),
            Err(AppError::NotFound)
        ));
        assert!(matches!(
            print(&own, &asked(Some("tinh-a"))),
            Err(AppError::NotFound)
        ));
        let plain = holding(&app, Role::Employee, "tinh-a").await;
        let found = panels(&plain, &asked(None)).unwrap();
        assert!(
            found.panels.iter().all(|panel| panel.code != "lap-lai"),
            "names of others"
        );
        let file = print(&view(&app).await, &asked(Some("cuc"))).unwrap();
        assert!(file.name.ends_with(".xlsx") && file.bytes.starts_with(b"PK"));
    })
    .await;
}

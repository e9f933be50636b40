//! The register for life, and the sheets only the law asks for.

mod sheets;

use thidua_app::register::life::{AskLife, Life, LifeRow, life, prints, words};
use thidua_app::report::{Form, Issue, What, print};
use thidua_app::{App, AppError, View};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_files::grid;
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, take, view};

/// A office renamed in 2020 and merged with another in 2025; a person with two files.
const BUNDLE: &[(&str, &str)] = &[
    (
        "co-quan",
        "Mã|Tên|Cấp|Mã cấp trên|Từ ngày|Đến ngày
         cuc|Cục Quản lý|cuc_quan_ly|||
         tinh-a|THADS tỉnh A|tinh|cuc||
         tinh-b|THADS tỉnh B|tinh|cuc||
         doi|Đội Thi hành án A1|huyen|tinh-a|01/01/2015|31/12/2019
         chi-cuc-1|Chi cục A1|huyen|tinh-a|01/01/2020|30/6/2025
         chi-cuc-2|Chi cục A2|huyen|tinh-a|01/01/2015|30/6/2025
         phong|Phòng khu vực 1|khu_vuc|tinh-a|01/7/2025|",
    ),
    (
        "sap-xep",
        "Ngày hiệu lực|Loại|Mã cũ|Mã mới|Văn bản
         01/01/2020|doi_ten|doi|chi-cuc-1|
         01/7/2025|sap_nhap|chi-cuc-1|phong|
         01/7/2025|sap_nhap|chi-cuc-2|phong|",
    ),
    (
        "van-ban",
        "Mã|Số ký hiệu|Ngày ban hành|Cơ quan ban hành|Loại
         qd-1|11/QĐ-THADS|10/12/2018|tinh-a|quyet_dinh",
    ),
    (
        "nhan-su",
        "Mã|Họ và tên|Ngày sinh|Mã cơ quan|Chức vụ|Chức danh|Từ ngày|Đến ngày|Ngày vào ngành
         nv-1|Nguyễn Văn An|05/9/1980|doi||Chấp hành viên|01/01/2016|31/12/2019|01/4/2015
         nv-1|Nguyễn Văn An||chi-cuc-1|Chi cục trưởng|Chấp hành viên|01/01/2020|30/6/2025|
         nv-1|Nguyễn Văn An||phong|Trưởng phòng||01/7/2025||
         nv-cu|Nguyễn Văn An||tinh-a|||01/01/2014|31/12/2015|
         nv-b|Lê Thị Bình||tinh-b|||||",
    ),
    ("gop-nguoi", "Mã trùng|Mã giữ lại|Căn cứ\n nv-cu|nv-1|Một người"),
    (
        "khen-thuong",
        "Mã|Mã cơ quan|Mã đối tượng|Đối tượng|Mã khen thưởng|Năm thành tích|Loại thành tích|Số quyết định|Ngày quyết định|Cơ quan quyết định|Trạng thái|Chức vụ đối tượng|Nguồn
         k1|chi-cuc-1|nv-1|ca_nhan|cstdcs|2021||20/QĐ-THADS|10/12/2021|tinh-a|da_tang||
         k2|chi-cuc-1|nv-1|ca_nhan|ldtt|2021||19/QĐ-THADS|10/12/2021|tinh-a|da_tang||
         k3|doi|nv-1|ca_nhan|ldtt|2018||qd-1|10/12/2018|tinh-a|da_tang|Thư ký thi hành án|qd-1
         k4|tinh-a|nv-cu|ca_nhan|gk|2014||3/QĐ-THADS|05/01/2015|tinh-a|da_tang||
         k5|chi-cuc-1|nv-1|ca_nhan|cstdcs|2022||21/QĐ-THADS|10/12/2022|tinh-a|thu_hoi||
         k6|phong|nv-1|ca_nhan|bk_bo|2025|||||dang_de_nghi||
         k7|chi-cuc-1|nv-1|ca_nhan|gk|||||tinh-a|da_tang||
         t1|doi|doi|tap_the|tt_ldtt|2016||||tinh-a|da_tang||
         t2|chi-cuc-1|chi-cuc-1|tap_the|tt_ldxs|2022||||tinh-a|da_tang||
         t3|chi-cuc-2|chi-cuc-2|tap_the|tt_ldtt|2022||||tinh-a|da_tang||
         t4|phong|phong|tap_the|tt_ldtt|2025||||tinh-a|da_tang||
         t5|phong||tap_the|gk|2024||||tinh-a|da_tang||",
    ),
];

async fn filled(app: &App) {
    let loaded = take(app, &bundle(BUNDLE), None).await;
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
}

fn years(life: &Life) -> Vec<(&str, &str)> {
    let told = life.rows.iter();
    told.map(|row| (row.years.as_deref().unwrap_or("-"), row.award.as_str()))
        .collect()
}

fn of<'a>(life: &'a Life, award: &str, year: &str) -> &'a LifeRow {
    let mut rows = life.rows.iter();
    rows.find(|row| row.award == award && row.years.as_deref() == Some(year))
        .unwrap()
}

fn seen_by(view: &View, role: Role, agency: &str, person: Option<&str>) -> View {
    let grant = Grant {
        role,
        agency: agency.to_owned(),
        from: None,
        to: None,
    };
    let actor = Actor {
        user: "ai-do".to_owned(),
        person: person.map(str::to_owned),
        grants: vec![grant],
    };
    View {
        actor,
        ..view.clone()
    }
}

#[tokio::test]
async fn a_person_has_every_award_in_the_order_of_years_and_precedence() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let view = view(&app).await;
        let found = life(&view, "nv-1").unwrap();
        assert_eq!(
            years(&found),
            [
                ("2014", "gk"),
                ("2018", "ldtt"),
                ("2021", "cstdcs"),
                ("2021", "ldtt"),
                ("2022", "cstdcs"),
                ("2025", "bk_bo"),
                ("-", "gk"),
            ]
        );
        // As it was then: the agency's name, the position of the list, else that of the file.
        let old = of(&found, "ldtt", "2018");
        assert_eq!(old.agency_name, "Đội Thi hành án A1");
        assert_eq!(old.position.as_deref(), Some("Thư ký thi hành án"));
        assert!(old.position_told && old.document.as_deref() == Some("qd-1"));
        assert!(
            old.sources
                .iter()
                .any(|source| source.contains("11/QĐ-THADS"))
        );
        let head = of(&found, "cstdcs", "2021");
        assert_eq!(head.agency_name, "Chi cục A1");
        assert_eq!(
            head.position.as_deref(),
            Some("Chi cục trưởng, Chấp hành viên")
        );
        assert!(!head.position_told);
        assert!(words::decision(head).contains("20/QĐ-THADS ngày 10/12/2021"));
        // What was told of the other file is here, and that there was one.
        assert_eq!(of(&found, "gk", "2014").agency_name, "THADS tỉnh A");
        assert_eq!(found.former.len(), 1);
        // Cancelled and proposed rows are marked, and do not count.
        let cancelled = of(&found, "cstdcs", "2022");
        assert!(cancelled.cancelled.is_some());
        assert!(words::remark(&view.state, cancelled).contains("không tính"));
        assert_eq!((found.cancelled, found.pending), (1, 1));
        let counts: Vec<(&str, i64)> = found
            .counts
            .iter()
            .map(|count| (count.award.as_str(), count.own))
            .collect();
        assert_eq!(counts, [("cstdcs", 1), ("ldtt", 2), ("gk", 2)]);
        // Years of which no row tells have no data; nothing says there was none.
        let gaps: Vec<(i16, i16)> = found.gaps.iter().map(|gap| (gap.from, gap.to)).collect();
        assert_eq!(gaps, [(2015, 2017), (2019, 2020), (2023, 2026)]);
        let open = words::open_points(&found).join(" ");
        assert!(
            open.contains("Chưa có dữ liệu") && open.contains("2015 – 2017"),
            "{open}"
        );
        assert!(!open.contains("không được khen"), "{open}");
        // The merged code is the same register.
        assert_eq!(life(&view, "nv-cu").unwrap(), found);
    })
    .await;
}

#[tokio::test]
async fn a_collective_tells_its_own_awards_apart_from_those_it_is_heir_to() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let view = view(&app).await;
        let found = life(&view, "phong").unwrap();
        let told: Vec<(&str, bool, &str)> = found
            .rows
            .iter()
            .map(|row| (row.award.as_str(), row.inherited, row.agency_name.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("tt_ldtt", true, "Đội Thi hành án A1"),
                ("tt_ldxs", true, "Chi cục A1"),
                ("tt_ldtt", true, "Chi cục A2"),
                ("tt_ldtt", false, "Phòng khu vực 1"),
            ]
        );
        let ldtt = found
            .counts
            .iter()
            .find(|count| count.award == "tt_ldtt")
            .unwrap();
        assert_eq!((ldtt.own, ldtt.inherited), (1, 2));
        assert_eq!(found.former.len(), 3);
        assert_eq!(found.unnamed, 1, "an award whose collective nobody named");
        assert_eq!(
            found.from,
            Some(2016),
            "its first year, or that of what it came from"
        );
        // One that was only renamed is the same body.
        let renamed = life(&view, "chi-cuc-1").unwrap();
        assert!(renamed.rows.iter().all(|row| !row.inherited));
        assert_eq!(renamed.rows.len(), 2);
        assert_eq!(renamed.born.as_deref(), Some("2015-01-01"));
        assert_eq!(renamed.ended.as_deref(), Some("2025-06-30"));
    })
    .await;
}

#[tokio::test]
async fn a_register_is_read_like_the_file_and_taken_along_by_oneself_or_who_prints() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let view = view(&app).await;
        let own = seen_by(&view, Role::Employee, "tinh-a", Some("nv-1"));
        let found = life(&own, "nv-1").unwrap();
        assert!(prints(&own, &found));
        assert!(matches!(life(&own, "nv-b"), Err(AppError::NotFound)));
        let officer = seen_by(&view, Role::Officer, "tinh-b", None);
        for code in ["nv-1", "phong", "khong-co"] {
            assert!(
                matches!(life(&officer, code), Err(AppError::NotFound)),
                "{code}"
            );
        }
        let auditor = seen_by(&view, Role::Auditor, "tinh-a", None);
        let found = life(&auditor, "nv-1").unwrap();
        let paper = What::Life(AskLife {
            subject: "nv-1".to_owned(),
            issue: Issue::default(),
        });
        let printed = print(&auditor, &paper, Form::Docx);
        assert_eq!(printed.is_ok(), prints(&auditor, &found));
    })
    .await;
}

#[tokio::test]
async fn the_paper_says_what_the_screen_says_in_every_form() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let view = view(&app).await;
        for subject in ["nv-1", "phong"] {
            let what = What::Life(AskLife {
                subject: subject.to_owned(),
                issue: Issue::default(),
            });
            for form in [Form::Docx, Form::Pdf, Form::Xlsx] {
                let printed = print(&view, &what, form).unwrap();
                assert!(printed.name.starts_with("tong-hop-khen-thuong_"));
                assert!(printed.bytes.len() > 1_000);
            }
            let printed = print(&view, &what, Form::Xlsx).unwrap();
            let book = grid::read("bang.xlsx", &printed.bytes, &grid::Limits::default()).unwrap();
            let cells = book.sheets.iter().flat_map(|sheet| &sheet.rows);
            let cells: Vec<String> = cells
                .flat_map(|row| row.cells.iter().map(|cell| cell.shown()))
                .collect();
            let told = life(&view, subject).unwrap();
            for row in &told.rows {
                assert!(
                    cells.iter().any(|cell| cell == &row.award_name),
                    "{}",
                    row.award_name
                );
                let decision = words::decision(row);
                assert!(cells.contains(&decision), "{decision}");
            }
            for count in &told.counts {
                assert!(cells.contains(&count.award_name));
            }
        }
    })
    .await;
}

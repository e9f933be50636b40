//! Who has read a paper; what units owe a movement; the calendar of the year and what presses.

use thidua_app::access::Caller;
use thidua_app::calendar::{AskCalendar, calendar, ics, pressing};
use thidua_app::compliance::{self, HandIn, hand_in, sheet};
use thidua_app::reading::{self, Ask, board, confirm, mine};
use thidua_app::report::Form;
use thidua_app::{App, AppError};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::calendar::Kind;
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, take, view};

const SHEETS: &[(&str, &str)] = &[
    (
        "co-quan",
        "Mã|Tên|Cấp|Mã cấp trên
         cuc|Cục Quản lý|cuc_quan_ly|
         tinh-a|THADS tỉnh A|tinh|cuc
         phong-1|Phòng 1|khu_vuc|tinh-a
         phong-2|Phòng 2|khu_vuc|tinh-a
         tinh-b|THADS tỉnh B|tinh|cuc",
    ),
    (
        "nhan-su",
        "Mã|Họ và tên|Mã cơ quan|Chức danh|Nhóm|Từ ngày
         nv-1|Nguyễn Văn Một|phong-1|Chấp hành viên|chap_hanh_vien|2020-01-01",
    ),
    (
        "van-ban",
        "Mã|Số ký hiệu|Ngày ban hành|Cơ quan ban hành
         kh-a|12/KH-THADS|2026-10-10|tinh-a
         kh-1|03/KH-P1|2026-10-20|phong-1",
    ),
    (
        "phong-trao",
        "Mã|Tên|Loại|Cơ quan phát động|Từ ngày|Đến ngày|Văn bản
         pt|Thi đua năm 2027|thuong_xuyen|tinh-a|2026-10-01|2027-09-30|kh-a
         cd|Cao điểm cuối năm|cao_diem|tinh-a|2026-11-01|2026-12-31|kh-a",
    ),
    (
        "huong-ung",
        "Mã phong trào|Mã cơ quan|Văn bản|Đã ban hành
         pt|phong-1|kh-1|x",
    ),
    (
        "moc-phong-trao",
        "Mã phong trào|Mã cơ quan|Mốc|Lần thứ|Hạn|Đơn vị phải gửi
         pt|tinh-a|ban_hanh_ke_hoach||2026-10-31|x
         pt|tinh-a|so_ket|1|2026-11-30|x
         pt|tinh-a|kiem_tra||2027-06-15|",
    ),
    (
        "su-kien",
        "Mã|Tên|Loại|Ngày|Mã cơ quan
         hn|Hội nghị tổng kết|tong_ket|2026-12-20|tinh-a
         hn-b|Hội nghị của B|tong_ket|2026-12-21|tinh-b",
    ),
];

fn caller(role: Role, agency: &str, person: Option<&str>) -> Caller {
    Caller {
        actor: Actor {
            user: format!("{agency}-{person:?}"),
            person: person.map(str::to_owned),
            grants: vec![Grant {
                role,
                agency: agency.to_owned(),
                from: None,
                to: None,
            }],
        },
        name: "Người thử".to_owned(),
        channel: "web",
    }
}

async fn filled(app: &App) {
    let loaded = take(app, &bundle(SHEETS), None).await;
    assert!(!loaded.refused(), "{loaded:#?}");
}

#[tokio::test]
async fn who_has_read_a_paper_and_who_has_not() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let province = caller(Role::Officer, "tinh-a", None);
        let wanted = Ask {
            asker: "tinh-a".into(),
            agencies: vec!["phong-1".into(), "tinh-b".into()],
            people: "Nguyễn Văn Một\nKhông Có Ai".into(),
            due: "01/10/2020".into(),
            ..Ask::default()
        };
        let refused = reading::ask(&app, &province, "kh-a", &wanted).await;
        let Err(AppError::Refused(why)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(why.lines().count(), 3, "{why}");
        let wanted = Ask {
            asker: "tinh-a".into(),
            all_below: true,
            people: "nguyen van mot".into(),
            due: "30/11/2026".into(),
            ..Ask::default()
        };
        let asked = reading::ask(&app, &province, "kh-a", &wanted)
            .await
            .unwrap();
        assert_eq!(asked.readers, 3);

        // The unit and the person find it among their own; another unit finds its own.
        let office = caller(Role::Officer, "phong-1", Some("nv-1"));
        let own = app.view(&office.actor).await.unwrap();
        let waits = mine(&app, &own).await.unwrap();
        let readers: Vec<&str> = waits.iter().map(|one| one.reader.code.as_str()).collect();
        assert_eq!(readers, ["nv-1", "phong-1"]);
        assert!(
            waits
                .iter()
                .all(|one| !one.late && one.due.as_deref() == Some("30/11/2026"))
        );
        // Nobody confirms for another, nor what was not asked.
        for (document, reader) in [("kh-a", "phong-2"), ("kh-a", "tinh-a"), ("kh-1", "phong-1")] {
            let other = confirm(&app, &office, document, reader).await;
            assert!(
                matches!(other, Err(AppError::NotFound)),
                "{document} {reader}"
            );
        }
        let above = confirm(&app, &province, "kh-a", "phong-1").await;
        assert!(matches!(above, Err(AppError::NotFound)));
        confirm(&app, &office, "kh-a", "phong-1").await.unwrap();
        confirm(&app, &office, "kh-a", "phong-1").await.unwrap();
        assert_eq!(mine(&app, &own).await.unwrap().len(), 1);

        let seen = app.view(&province.actor).await.unwrap();
        let found = board(&app, &seen, "kh-a").await.unwrap();
        let call = &found.calls[0];
        assert_eq!((call.read, call.total), (Some(1), Some(3)));
        assert_eq!(call.percent.as_deref(), Some("33,33"));
        let states: Vec<&str> = call.lines.iter().map(|line| line.state).collect();
        assert_eq!(states, ["read", "waiting", "waiting"]);
        // A unit sees itself and not how its sisters stand; strangers see nothing.
        let sister = caller(Role::Officer, "phong-2", None);
        let seen = app.view(&sister.actor).await.unwrap();
        let found = board(&app, &seen, "kh-a").await.unwrap();
        assert_eq!(found.calls[0].lines.len(), 1);
        assert_eq!(found.calls[0].total, None);
        let stranger = caller(Role::Officer, "tinh-b", None);
        let seen = app.view(&stranger.actor).await.unwrap();
        assert!(board(&app, &seen, "kh-a").await.unwrap().calls.is_empty());
        let ended = reading::end(&app, &stranger, "kh-a", "tinh-a").await;
        assert!(matches!(ended, Err(AppError::NotFound)));
        reading::end(&app, &province, "kh-a", "tinh-a")
            .await
            .unwrap();
        assert!(
            mine(&app, &app.view(&office.actor).await.unwrap())
                .await
                .unwrap()
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn what_units_owe_is_seen_counted_handed_in_and_printed() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let province = caller(Role::Leader, "tinh-a", None);
        let seen = app.view(&province.actor).await.unwrap();
        let found = sheet(&seen, "pt").unwrap();
        let names: Vec<&str> = found.duties.iter().map(|duty| duty.name.as_str()).collect();
        assert_eq!(names[0], "Kế hoạch");
        assert_eq!(
            names.len(),
            2,
            "a check of the launcher is owed by nobody: {names:?}"
        );
        let states = |agency: &str, found: &compliance::Sheet| -> Vec<&'static str> {
            let row = found.rows.iter().find(|row| row.agency == agency).unwrap();
            row.cells.iter().map(|cell| cell.state).collect()
        };
        assert_eq!(states("phong-1", &found), ["done", "open"]);
        assert_eq!(states("phong-2", &found), ["late", "open"]);
        assert_eq!((found.missing, found.late), (2, 1));
        assert_eq!(found.percent.as_deref(), Some("25,00"));

        let office = caller(Role::Officer, "phong-2", None);
        let sent = |kind: &str, turn: i64, day: &str| HandIn {
            kind: kind.into(),
            turn,
            symbol: "07/BC-P2".into(),
            day: day.into(),
        };
        let future = hand_in(
            &app,
            &office,
            ("pt", "phong-2"),
            &sent("so_ket", 1, "01/01/2030"),
        )
        .await;
        assert_eq!(future.unwrap().faults.len(), 1);
        let other = hand_in(
            &app,
            &office,
            ("pt", "phong-1"),
            &sent("so_ket", 1, "20/11/2026"),
        )
        .await;
        assert!(matches!(other, Err(AppError::NotFound)));
        let unasked = hand_in(
            &app,
            &office,
            ("pt", "phong-2"),
            &sent("tong_ket", 0, "20/11/2026"),
        )
        .await;
        assert!(matches!(unasked, Err(AppError::NotFound)));
        let done = hand_in(
            &app,
            &office,
            ("pt", "phong-2"),
            &sent("so_ket", 1, "20/11/2026"),
        )
        .await
        .unwrap();
        assert!(done.faults.is_empty() && done.event.is_some(), "{done:?}");
        let late = hand_in(
            &app,
            &office,
            ("pt", "phong-2"),
            &sent("ban_hanh_ke_hoach", 0, "05/11/2026"),
        )
        .await
        .unwrap();
        assert!(late.faults.is_empty(), "{late:?}");
        let seen = app.view(&province.actor).await.unwrap();
        let found = sheet(&seen, "pt").unwrap();
        assert_eq!(states("phong-2", &found), ["done_late", "done"]);
        let cell = &found
            .rows
            .iter()
            .find(|row| row.agency == "phong-2")
            .unwrap()
            .cells[1];
        assert_eq!(cell.symbol.as_deref(), Some("07/BC-P2"));
        assert!(cell.document.is_some() && cell.on.as_deref() == Some("20/11/2026"));
        for form in [Form::Xlsx, Form::Docx, Form::Pdf] {
            let printed = compliance::print(&seen, "pt", form).unwrap();
            assert!(!printed.bytes.is_empty());
        }
        let stranger = app
            .view(&caller(Role::Officer, "tinh-b", None).actor)
            .await
            .unwrap();
        assert!(matches!(sheet(&stranger, "pt"), Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn the_calendar_has_what_concerns_an_agency_and_what_presses_is_told() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let office = caller(Role::Officer, "phong-2", None);
        let seen = app.view(&office.actor).await.unwrap();
        let asked = AskCalendar {
            year: Some(2027),
            ..AskCalendar::default()
        };
        let found = calendar(&seen, &asked).unwrap();
        assert_eq!((found.agency.as_str(), found.year), ("phong-2", 2027));
        let titles: Vec<(&str, &str)> = found
            .lines
            .iter()
            .map(|line| (line.from.as_str(), line.title.as_str()))
            .collect();
        for wanted in [
            ("2026-10-01", "Bắt đầu năm công tác 2027"),
            ("2026-10-01", "Bắt đầu phong trào “Thi đua năm 2027”"),
            ("2026-11-01", "Đợt cao điểm “Cao điểm cuối năm”"),
            ("2026-12-20", "Hội nghị tổng kết"),
        ] {
            assert!(titles.contains(&wanted), "{wanted:?}: {titles:#?}");
        }
        assert!(
            titles
                .iter()
                .any(|(day, title)| *day == "2027-07-19" && title.contains("năm"))
        );
        assert!(!titles.iter().any(|(_, title)| title.contains("của B")));
        let plan = found
            .lines
            .iter()
            .find(|line| line.from == "2026-10-31" && line.kind == "moc");
        assert_eq!(plan.unwrap().state, Some("late"));
        assert!(found.lines.windows(2).all(|two| two[0].from <= two[1].from));
        let only = AskCalendar {
            kind: Some(Kind::Event),
            ..asked.clone()
        };
        assert!(
            calendar(&seen, &only)
                .unwrap()
                .lines
                .iter()
                .all(|line| line.kind == "su-kien")
        );
        let stamp = jiff::civil::date(2026, 11, 22).at(9, 0, 0, 0);
        let (name, text) = ics(&seen, &asked, stamp).unwrap();
        assert_eq!(name, "lich_thi_dua_phong-2_2027.ics");
        assert_eq!(text.matches("BEGIN:VEVENT").count(), found.lines.len());
        let other = AskCalendar {
            agency: Some("tinh-b".into()),
            ..asked
        };
        assert!(matches!(calendar(&seen, &other), Err(AppError::NotFound)));

        let pressing_at = |agency: &'static str| {
            let app = &app;
            async move {
                let who = caller(Role::Officer, agency, None);
                pressing(&app.view(&who.actor).await.unwrap())
            }
        };
        let own = pressing_at("phong-2").await;
        let told: Vec<(bool, usize)> = own.iter().map(|one| (one.late, one.units)).collect();
        assert_eq!(told, [(true, 0), (false, 0)], "{own:#?}");
        let above = pressing_at("tinh-a").await;
        let told: Vec<(bool, usize)> = above.iter().map(|one| (one.late, one.units)).collect();
        assert_eq!(told, [(true, 1), (false, 2)], "{above:#?}");
        assert!(pressing_at("tinh-b").await.is_empty());
        assert!(pressing(&view(&app).await).is_empty());
    })
    .await;
}

//! Corrections: found in the revisions however they came, with everything they touch, which none of them changes.

use thidua_app::access::Caller;
use thidua_app::closing::{AskRegulation, AskStep, act, regulate};
use thidua_app::correction::{
    AskIssue, AskPaper, Correction, Kind, Listed, correction, file_of, issue, list, of_entry,
    of_waiting, papers, withdraw,
};
use thidua_app::figures::entry::{AskEntry, Outcome, Typed, USUAL_UNIT, entry, store};
use thidua_app::report::{Form, Issue, What, print};
use thidua_app::{App, AppError, View};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::closing::{Action, PeriodKey, Regulation};
use thidua_domain::time::{Window, WorkYear};
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, take, view};

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

#[tokio::test]
async fn a_correction_tells_what_it_touches_and_changes_none_of_it() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        assert!(all(&app, "phong-1").await.is_empty());
        revise(&app, &[FEWER], "nhầm cột").await;
        let listed = all(&app, "phong-1").await;
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].reason, "nhầm cột");
        assert_eq!(listed[0].months[0].2, "10 tháng năm 2026");
        assert!(all(&app, "phong-2").await.is_empty());

        let found = shown(&app, "phong-1", 1).await;
        let row = &found.figures[0];
        assert_eq!(
            (
                row.before.as_str(),
                row.after.as_str(),
                row.difference.as_str()
            ),
            ("700", "680", "-20")
        );
        let rates: Vec<_> = found
            .touched
            .rates
            .iter()
            .map(|line| (line.subject.as_str(), line.before.clone().unwrap(), line.after.clone().unwrap()))
            .collect();
        // 1990 and 1970 of 3000 for the province, and the nation that has no other.
        let province = ("66,33".to_owned(), "65,67".to_owned());
        assert_eq!(rates[0], ("phong-1", "70,00".to_owned(), "68,00".to_owned()));
        assert_eq!(rates[1], ("tinh-a", province.0.clone(), province.1.clone()));
        assert_eq!(rates[2], ("cuc", province.0, province.1));
        assert_eq!(found.touched.rates[0].difference.as_deref(), Some("-2,00"));

        let pace = &found.touched.paces[0];
        assert_eq!((pace.met_before, pace.met_after), (Some(true), Some(false)));
        assert_eq!(pace.deviation_after.as_deref(), Some("-1,42"));
        assert_eq!(found.counts.crossed, 1);

        let rank = &found.touched.ranks[0];
        assert_eq!((rank.within.as_str(), rank.total), ("tinh-a", 3));
        assert_eq!((rank.before, rank.after), (Some(1), Some(2)));
        assert_eq!(rank.passed_by[0].name, "Phòng 2");
        assert_eq!((rank.passed_by[0].before, rank.passed_by[0].after), (Some(2), Some(1)));

        let sum = &found.touched.sums[0];
        assert_eq!((sum.subject.as_str(), sum.changes), ("tinh-a", true));
        assert_eq!(sum.difference.as_deref(), Some("-20 việc"));

        let awards: Vec<_> = found
            .touched
            .awards
            .iter()
            .map(|line| line.recipient.as_str())
            .collect();
        assert_eq!(awards, ["Phòng 2", "Phòng 1", "Nguyễn Văn An"]);
        assert!(found.touched.awards[0].why.contains("văn bản có số bị đính chính"));
        assert!(found.touched.awards[2].why.contains("Lãnh đạo"));
        assert_eq!(found.touched.papers[0].document.as_deref(), Some("bc-1"));
        assert_eq!(
            found.words,
            "03 tỷ lệ, 01 chỉ tiêu, 01 thứ hạng, 02 số tổng hợp cấp trên, 03 khen thưởng, 01 báo cáo, văn bản"
        );
        assert_eq!(app.state().await.unwrap().awards.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn a_correction_is_what_it_was_whatever_came_after() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        revise(&app, &[FEWER], "nhầm cột").await;
        let first = shown(&app, "phong-1", 1).await;
        revise(&app, &["phong-2|2026|10|viec.xong|500|viec|"], "nhầm dòng").await;
        revise(
            &app,
            &["phong-1|2026|10|viec.xong|650|viec|bc-1"],
            "nhầm lần nữa",
        )
        .await;
        let again = shown(&app, "phong-1", 1).await;
        assert_eq!(
            (again.figures, again.touched),
            (first.figures, first.touched)
        );
        let second = shown(&app, "phong-1", 2).await;
        assert_eq!(second.figures[0].before, "680");
        // The sister's correction came between: nobody is passed any more.
        let rank = &second.touched.ranks[0];
        assert_eq!((rank.before, rank.after), (Some(1), Some(1)));
        assert!(!rank.moves());
    })
    .await;
}

#[tokio::test]
async fn corrections_told_together_and_taken_back() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        revise(&app, &[FEWER], "nhầm cột").await;
        revise(
            &app,
            &["phong-1|2026|10|viec.xong|650|viec|bc-1"],
            "nhầm lần nữa",
        )
        .await;
        let numbers: Vec<i64> = all(&app, "phong-1")
            .await
            .iter()
            .map(|one| one.number)
            .collect();
        let view_now = view(&app).await;
        let both = correction(&app, &view_now, "phong-1", &numbers)
            .await
            .unwrap();
        assert_eq!((both.figures.len(), both.rounds.len()), (1, 2));
        assert_eq!(
            (
                both.figures[0].before.as_str(),
                both.figures[0].after.as_str()
            ),
            ("700", "650")
        );
        assert_eq!(both.figures[0].reason, "nhầm cột; nhầm lần nữa");

        revise(
            &app,
            &["phong-1|2026|10|viec.xong|700|viec|bc-1"],
            "số đầu đúng",
        )
        .await;
        let listed = all(&app, "phong-1").await;
        assert!(listed[0].undoes && !listed[1].undoes);
        let numbers: Vec<i64> = listed.iter().map(|one| one.number).collect();
        let view_now = view(&app).await;
        let none = correction(&app, &view_now, "phong-1", &numbers)
            .await
            .unwrap();
        assert!(none.nothing_left && none.touched.is_empty());
        let what = What::Correction(Box::new(AskPaper {
            correction: none,
            issue: Issue::default(),
        }));
        let refused = print(&view_now, &what, Form::Docx);
        assert!(
            matches!(refused, Err(AppError::Refused(text)) if text.contains("không còn số nào"))
        );
        let missing = correction(&app, &view_now, "phong-1", &[1]).await;
        assert!(matches!(missing, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn another_source_corrects_only_where_it_is_believed() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        revise(&app, &["phong-1|2026|10|viec.xong|685|viec|bc-2"], "").await;
        let later = shown(&app, "phong-1", 1).await;
        assert_eq!(
            (
                later.figures[0].before.as_str(),
                later.figures[0].after.as_str()
            ),
            ("700", "685")
        );
        assert_eq!(
            later.figures[0].source.as_deref(),
            Some("19/BC-THADS ngày 01/09/2026")
        );
        // The earlier report is no longer what answers: its own number changes nothing else.
        revise(&app, &[FEWER], "nhầm cột").await;
        let behind = shown(&app, "phong-1", 2).await;
        assert!(!behind.figures[0].answers);
        assert!(behind.touched.rates.is_empty() && behind.touched.ranks.is_empty());
        assert_eq!(all(&app, "phong-1").await[0].answering, 0);
    })
    .await;
}

#[tokio::test]
async fn many_cells_at_once_are_one_correction() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let rows = |times: i64| -> Vec<String> {
            let months = (1..=9_i64).flat_map(|month| {
                let codes = [
                    "viec.cu",
                    "viec.moi",
                    "viec.thu_ly",
                    "viec.xong",
                    "tien.xong",
                ];
                codes.into_iter().zip(1_i64..).map(move |(code, at)| {
                    let unit = if code.starts_with("tien") {
                        "nghin_dong"
                    } else {
                        "viec"
                    };
                    format!("phong-1|2026|{month}|{code}|{}|{unit}|", month * at * times)
                })
            });
            months.collect()
        };
        let first = rows(10);
        revise(
            &app,
            &first.iter().map(String::as_str).collect::<Vec<_>>(),
            "lần đầu",
        )
        .await;
        assert!(
            all(&app, "phong-1").await.is_empty(),
            "told for the first time"
        );
        let second = rows(11);
        revise(
            &app,
            &second.iter().map(String::as_str).collect::<Vec<_>>(),
            "nhập lại cả tệp",
        )
        .await;
        let listed = all(&app, "phong-1").await;
        assert_eq!(
            (listed.len(), listed[0].figures, listed[0].months.len()),
            (1, 45, 9)
        );
        let found = shown(&app, "phong-1", 1).await;
        let what = What::Correction(Box::new(AskPaper {
            correction: found,
            issue: Issue::default(),
        }));
        for form in [Form::Docx, Form::Pdf, Form::Xlsx] {
            let printed = print(&view(&app).await, &what, form).unwrap();
            assert!(printed.bytes.len() > 2_000);
            assert!(printed.name.starts_with("dinh-chinh-so-lieu_phong-1_"));
        }
    })
    .await;
}

fn question() -> AskEntry {
    AskEntry {
        agency: "phong-2".to_owned(),
        year: 2026,
        month: 10,
        scope: "btp".to_owned(),
        unit: USUAL_UNIT.to_owned(),
        ..AskEntry::default()
    }
}

fn period() -> PeriodKey {
    PeriodKey {
        agency: "phong-2".to_owned(),
        window: Window {
            year: WorkYear(2026),
            month: 10,
        },
        scope: "btp".to_owned(),
    }
}

async fn step(app: &App, by: &Caller, action: Action) {
    let view = seen_by(app, by).await;
    let shown = thidua_app::closing::show(app, &view, &period())
        .await
        .unwrap();
    let wanted: AskStep = shown.step(action);
    act(app, by, &wanted).await.unwrap();
}

#[tokio::test]
async fn what_is_typed_and_what_waits_is_foretold_and_counts_from_its_approval() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let (go, head) = (
            person("go", Role::Officer, "phong-2"),
            person("truong", Role::Head, "phong-2"),
        );
        let rule = Regulation {
            agency: "tinh-a".to_owned(),
            from: jiff::civil::date(2025, 10, 1),
            on: true,
            accepts: false,
            alone: false,
            days: Some(60),
        };
        let above = person("lanh-dao", Role::Head, "tinh-a");
        let wanted = AskRegulation {
            rule,
            reason: Some("QĐ 12".to_owned()),
            seen: 0,
        };
        regulate(&app, &above, &wanted).await.unwrap();
        let open = AskStep {
            reason: Some("nhập bổ sung".to_owned()),
            until: Some(jiff::civil::date(2026, 12, 1)),
            ..thidua_app::closing::show(&app, &seen_by(&app, &above).await, &period())
                .await
                .unwrap()
                .step(Action::Open)
        };
        act(&app, &above, &open).await.unwrap();

        let seen = seen_by(&app, &go).await;
        let page = entry(&seen, &question(), None).unwrap();
        let typed = Typed {
            unit: USUAL_UNIT.to_owned(),
            cells: [("phong-2/viec.xong".to_owned(), "710".to_owned())].into(),
            seen: page.seen,
            reason: Some("đếm lại".to_owned()),
            ..Typed::default()
        };
        let foretold = of_entry(&app, &seen, &question(), &typed).await.unwrap();
        assert_eq!(foretold.agencies.len(), 1);
        let rank = &foretold.agencies[0].touched.ranks[0];
        assert_eq!((rank.before, rank.after), (Some(2), Some(1)));
        assert_eq!(rank.passes[0].name, "Phòng 1");
        // The province's sums are not the office's to see; that they move by so much it knows itself.
        let sum = &foretold.agencies[0].touched.sums[0];
        assert_eq!(
            (&sum.before, sum.difference.as_deref()),
            (&None, Some("+20 việc"))
        );
        let unread = of_waiting(&app, &seen, &period()).await.unwrap();
        assert!(unread.agencies.is_empty(), "nothing waits yet");

        // What looks doubtful is explained.
        let flags = entry(&seen, &question(), Some(&typed)).unwrap().flags;
        let flags = flags
            .into_iter()
            .map(|flag| (flag.cell, "đã đối chiếu".to_owned()));
        let typed = Typed {
            explained: flags.collect(),
            ..typed
        };
        match store(&app, &go, &question(), &typed).await.unwrap() {
            Outcome::Stored(_) => {}
            other => panic!("{other:#?}"),
        }
        let seen = seen_by(&app, &head).await;
        let waiting = of_waiting(&app, &seen, &period()).await.unwrap();
        assert_eq!(waiting.agencies[0].touched, foretold.agencies[0].touched);
        assert!(
            all(&app, "phong-2").await.is_empty(),
            "it does not count yet"
        );
        step(&app, &go, Action::Submit).await;
        step(&app, &head, Action::Approve).await;
        let listed = all(&app, "phong-2").await;
        assert_eq!(
            (listed.len(), listed[0].approved_by.as_deref()),
            (1, Some("truong"))
        );
        assert_eq!(listed[0].reason, "đếm lại");
        let stored = correction(
            &app,
            &seen_by(&app, &head).await,
            "phong-2",
            &[listed[0].number],
        )
        .await;
        assert_eq!(stored.unwrap().touched, waiting.agencies[0].touched);
    })
    .await;
}

#[tokio::test]
async fn it_is_read_by_those_who_read_the_figures() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        revise(&app, &[FEWER], "nhầm cột").await;
        let number = all(&app, "phong-1").await[0].number;
        let other = seen_by(&app, &person("khac", Role::Head, "phong-2")).await;
        assert!(matches!(
            list(&app, &other, "phong-1", None).await,
            Err(AppError::NotFound)
        ));
        let hidden = correction(&app, &other, "phong-1", &[number]).await;
        assert!(matches!(hidden, Err(AppError::NotFound)));
        let own = seen_by(&app, &person("go", Role::Officer, "phong-1")).await;
        let found = correction(&app, &own, "phong-1", &[number]).await.unwrap();
        assert!(
            found
                .touched
                .rates
                .iter()
                .all(|line| line.subject == "phong-1")
        );
        assert!(found.touched.sums.iter().all(|line| line.before.is_none()));
        // Another agency's correction is none of this one's.
        let mixed = correction(&app, &view(&app).await, "phong-2", &[number]).await;
        assert!(matches!(mixed, Err(AppError::NotFound)));
    })
    .await;
}

fn paper(agency: &str, kind: Kind, symbol: &str) -> AskIssue {
    AskIssue {
        agency: agency.to_owned(),
        kind,
        year: 2026,
        month: 10,
        scope: "btp".to_owned(),
        symbol: symbol.to_owned(),
        on: Some(jiff::civil::date(2026, 8, 10)),
        signer: Some("Nguyễn Văn An".to_owned()),
    }
}

#[tokio::test]
async fn an_issued_paper_is_found_by_a_later_correction_and_stays_as_it_was() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let go = person("go", Role::Officer, "tinh-a");
        let own = issue(&app, &go, &paper("phong-1", Kind::Figures, "21/BC-P1")).await.unwrap();
        issue(&app, &go, &paper("tinh-a", Kind::AnnualReport, "22/BC-A")).await.unwrap();
        issue(&app, &go, &paper("phong-3", Kind::Figures, "23/BC-P3")).await.unwrap();
        let again = issue(&app, &go, &paper("phong-1", Kind::Figures, "21/BC-P1")).await;
        assert!(matches!(again, Err(AppError::Refused(text)) if text.contains("đã được ghi")));
        let wrong = AskIssue {
            symbol: "không số".to_owned(),
            on: None,
            ..paper("phong-1", Kind::Figures, "")
        };
        let wrong = issue(&app, &go, &wrong).await;
        assert!(matches!(wrong, Err(AppError::Refused(text)) if text.contains("Số, ký hiệu") && text.contains("ngày ban hành")));
        let foreign = person("khac", Role::Officer, "phong-2");
        let foreign = issue(&app, &foreign, &paper("phong-1", Kind::Figures, "24/BC-P1")).await;
        assert!(matches!(foreign, Err(AppError::NotFound)));

        let seen = seen_by(&app, &go).await;
        let before = file_of(&app, &seen, "phong-1", &own.file).await.unwrap();
        assert!(papers(&app, &seen, "phong-1").await.unwrap()[0].corrected.is_empty());
        revise(&app, &[FEWER], "nhầm cột").await;
        let seen = seen_by(&app, &go).await;
        let listed = papers(&app, &seen, "phong-1").await.unwrap();
        assert_eq!(listed[0].count, 1);
        assert_eq!(listed[0].corrected[0].1, "700 việc");
        assert_eq!(listed[0].corrected[0].2, "680 việc");
        assert_eq!(papers(&app, &seen, "tinh-a").await.unwrap()[0].count, 1);
        assert_eq!(papers(&app, &seen, "phong-3").await.unwrap()[0].count, 0);
        assert_eq!(file_of(&app, &seen, "phong-1", &own.file).await.unwrap(), before);

        let found = shown(&app, "phong-1", 1).await;
        let cited: Vec<&str> = found.touched.papers.iter().map(|line| line.cited.as_str()).collect();
        assert_eq!(cited, ["15/BC-THADS ngày 05/08/2026", "21/BC-P1 ngày 10/08/2026", "22/BC-A ngày 10/08/2026"]);
        // A paper issued after the correction says the new number.
        issue(&app, &go, &paper("phong-1", Kind::Figures, "25/BC-P1")).await.unwrap();
        assert_eq!(shown(&app, "phong-1", 1).await.touched.papers.len(), 3);

        let key = listed[0].key.clone();
        let silent = withdraw(&app, &go, "phong-1", &key, " ").await;
        assert!(matches!(silent, Err(AppError::Refused(_))));
        assert!(matches!(withdraw(&app, &go, "phong-2", &key, "nhầm").await, Err(AppError::NotFound)));
        withdraw(&app, &go, "phong-1", &key, "ghi nhầm").await.unwrap();
        assert_eq!(shown(&app, "phong-1", 1).await.touched.papers.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_merged_agency_and_the_next_year_are_touched_too() {
    on_both(async |db| {
        let app = app(db).await;
        let told = [
            (
                "co-quan",
                "Mã|Tên|Cấp|Mã cấp trên|Từ ngày|Đến ngày
              cuc|Cục Quản lý|cuc_quan_ly|||
              cu-1|Cục tỉnh Một|tinh|cuc||2025-06-30
              cu-2|Cục tỉnh Hai|tinh|cuc||2025-06-30
              moi|THADS tỉnh Mới|tinh|cuc|2025-07-01|",
            ),
            (
                "sap-xep",
                "Ngày hiệu lực|Loại|Mã cũ|Mã mới
              2025-07-01|sap_nhap|cu-1|moi
              2025-07-01|sap_nhap|cu-2|moi",
            ),
            (
                "so-lieu",
                "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Đơn vị tính
              cu-1|2025|6|viec.xong|300|viec
              cu-1|2025|6|viec.co_dieu_kien|500|viec
              cu-2|2025|6|viec.xong|100|viec
              cu-2|2025|6|viec.co_dieu_kien|500|viec
              moi|2026|6|viec.xong|450|viec",
            ),
        ];
        let loaded = take(&app, &bundle(&told), None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        revise(&app, &["cu-1|2025|6|viec.xong|310|viec|"], "nhầm").await;
        let found = shown(&app, "cu-1", 1).await;
        let sums: Vec<&str> = found
            .touched
            .sums
            .iter()
            .map(|line| line.subject.as_str())
            .collect();
        assert!(sums.contains(&"moi"), "{sums:?}");
        let line = found
            .touched
            .sums
            .iter()
            .find(|line| line.subject == "moi")
            .unwrap();
        assert_eq!(
            (line.before.as_deref(), line.after.as_deref()),
            (Some("400 việc"), Some("410 việc"))
        );
        let heir = found
            .touched
            .rates
            .iter()
            .find(|line| line.subject == "moi")
            .unwrap();
        assert_eq!(
            (heir.before.as_deref(), heir.after.as_deref()),
            (Some("40,00"), Some("41,00"))
        );
        let ranked = found
            .touched
            .ranks
            .iter()
            .any(|line| line.subject == "cu-1" && line.within == "cuc");
        assert!(ranked, "the tree of its time");
    })
    .await;
}

#[tokio::test]
async fn a_year_s_end_is_the_beginning_of_the_next() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let rows = [
            "phong-3|2025|12|viec.chuyen_ky_sau|50|viec|",
            "phong-3|2025|12|viec.xong|800|viec|",
            "phong-3|2026|2|viec.cu|50|viec|",
            "phong-3|2026|12|viec.xong|900|viec|",
            "phong-3|2026|12|viec.cu|50|viec|",
        ];
        revise(&app, &rows, "").await;
        revise(
            &app,
            &[
                "phong-3|2025|12|viec.chuyen_ky_sau|55|viec|",
                "phong-3|2025|12|viec.xong|790|viec|",
            ],
            "đối chiếu sổ",
        )
        .await;
        let found = shown(&app, "phong-3", 1).await;
        let carried: Vec<_> = found
            .touched
            .proofs
            .iter()
            .filter(|line| line.why == "carried")
            .map(|line| (line.period.as_str(), line.before, line.after))
            .collect();
        assert_eq!(
            carried.first().map(|line| line.0),
            Some("2 tháng năm 2026"),
            "{:#?}",
            found.touched.proofs
        );
        let compared = found
            .touched
            .later
            .iter()
            .find(|line| line.what.contains("xong"))
            .unwrap();
        assert_eq!(
            (compared.before.as_str(), compared.after.as_str()),
            ("+100", "+110")
        );
        assert_eq!(compared.period, "năm 2026");
    })
    .await;
}

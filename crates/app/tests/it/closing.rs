//! Closing a month: typed figures wait, are sent, approved in order, given back, corrected; what is over is opened by
//! name; what was signed or loaded is approved by nobody again.

use jiff::civil::{Date, date};
use thidua_app::access::Caller;
use thidua_app::closing::{
    AskGrid, AskRegulation, Mark, Show, act, grid, regulate, regulations, show, tasks,
};
use thidua_app::figures::entry::{AskEntry, Outcome, Typed, USUAL_UNIT, Which, entry, store};
use thidua_app::figures::{balance, history};
use thidua_app::{App, AppError, View};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::closing::{Action, PeriodKey, Regulation};
use thidua_domain::time::{Window, WorkYear};
use thidua_store::integrity;
use thidua_store::testing::on_both;

use crate::desk::{app, ask as window, bundle, take};

const COUNTRY: [(&str, &str); 2] = [
    (
        "co-quan",
        "Mã|Tên|Cấp|Mã cấp trên|Từ ngày
         tinh-a|THADS tỉnh A|tinh||
         phong-1|Phòng 1|khu_vuc|tinh-a|
         phong-2|Phòng 2|khu_vuc|tinh-a|
         phong-3|Phòng 3|khu_vuc|tinh-a|",
    ),
    (
        "van-ban",
        "Mã|Số ký hiệu|Ngày ban hành|Loại|Trích yếu
         bc-1|15/BC-THADS|2026-11-02|bao_cao|Báo cáo thống kê tháng 10
         bai-1||2026-11-02|bai_viet|Một bài viết",
    ),
];

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

fn typist(agency: &str) -> Caller {
    person(&format!("go.{agency}"), Role::Officer, agency)
}

fn head(agency: &str) -> Caller {
    person(&format!("truong.{agency}"), Role::Head, agency)
}

/// October 2026, the first month of work year 2027; today is 22/11/2026.
fn key(agency: &str) -> PeriodKey {
    PeriodKey {
        agency: agency.to_owned(),
        window: Window {
            year: WorkYear(2027),
            month: 1,
        },
        scope: "btp".to_owned(),
    }
}

async fn view_of(app: &App, by: &Caller) -> View {
    app.view(&by.actor).await.unwrap()
}

async fn shown(app: &App, by: &Caller, agency: &str) -> Show {
    let view = view_of(app, by).await;
    show(app, &view, &key(agency)).await.unwrap()
}

async fn step(app: &App, by: &Caller, agency: &str, action: Action) -> Result<(), AppError> {
    stepped(app, by, agency, action, None, None).await
}

async fn stepped(
    app: &App,
    by: &Caller,
    agency: &str,
    action: Action,
    reason: Option<&str>,
    until: Option<Date>,
) -> Result<(), AppError> {
    let mut wanted = shown(app, by, agency).await.step(action);
    wanted.reason = reason.map(str::to_owned);
    wanted.until = until;
    act(app, by, &wanted).await
}

fn question(agency: &str) -> AskEntry {
    AskEntry {
        agency: agency.to_owned(),
        year: 2027,
        month: 1,
        scope: "btp".to_owned(),
        unit: USUAL_UNIT.to_owned(),
        ..AskEntry::default()
    }
}

async fn typed(
    app: &App,
    by: &Caller,
    ask: &AskEntry,
    cells: &[(&str, &str)],
    reason: Option<&str>,
    source: Option<&str>,
) -> Outcome {
    let view = view_of(app, by).await;
    let page = entry(&view, ask, None).unwrap();
    let cells = cells
        .iter()
        .map(|(code, text)| (format!("{}/{code}", ask.agency), (*text).to_owned()));
    let typing = Typed {
        unit: USUAL_UNIT.to_owned(),
        cells: cells.collect(),
        seen: page.seen,
        reason: reason.map(str::to_owned),
        source: source.map(str::to_owned),
        ..Typed::default()
    };
    store(app, by, ask, &typing).await.unwrap()
}

async fn enter(app: &App, by: &Caller, agency: &str, value: &str) {
    match typed(
        app,
        by,
        &question(agency),
        &[("viec.moi", value)],
        None,
        None,
    )
    .await
    {
        Outcome::Stored(_) => {}
        other => panic!("{other:#?}"),
    }
}

fn messages(outcome: Outcome) -> String {
    match outcome {
        Outcome::Refused(page) => page.messages.join(" "),
        other => panic!("{other:#?}"),
    }
}

/// The figure answers read, and the one with what waits; the second with what the answer says of itself.
async fn figures(app: &App, agency: &str) -> (Option<String>, Option<String>, &'static str) {
    let view = view_of(app, &Caller::console()).await;
    let told = |view: &View| balance(view, &window(agency, 2027, 1)).unwrap();
    let (approved, latest) = (told(&view), told(&view.with_drafts()));
    assert_eq!(approved.state, "approved");
    let code = "viec.moi";
    (
        approved.figures.get(code).cloned(),
        latest.figures.get(code).cloned(),
        latest.state,
    )
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

async fn decide(app: &App, by: &Caller, agency: &str, days: u8, accepts: bool) {
    let wanted = AskRegulation {
        rule: Regulation {
            agency: agency.to_owned(),
            from: date(2026, 10, 1),
            on: true,
            accepts,
            alone: false,
            days: Some(days),
        },
        reason: some("QĐ 12/QĐ-THADS"),
        seen: 0,
    };
    regulate(app, by, &wanted).await.unwrap();
}

/// The country, with approval on and figures not yet due.
async fn country(app: &App, accepts: bool) {
    let loaded = take(app, &bundle(&COUNTRY), None).await;
    assert!(!loaded.refused(), "{loaded:#?}");
    decide(app, &head("tinh-a"), "tinh-a", 60, accepts).await;
}

fn refused(result: Result<(), AppError>) -> String {
    match result {
        Err(AppError::Refused(text)) => text,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn typed_figures_wait_until_they_are_approved() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app, false).await;
        let (go, truong) = (typist("phong-1"), head("phong-1"));
        enter(&app, &go, "phong-1", "900").await;
        assert_eq!(figures(&app, "phong-1").await, (None, some("900"), "draft"));
        assert_eq!(shown(&app, &go, "phong-1").await.may, ["gui"]);
        assert_eq!(tasks(&view_of(&app, &go).await)[0].kind, "gui");

        step(&app, &go, "phong-1", Action::Submit).await.unwrap();
        let locked = typed(
            &app,
            &go,
            &question("phong-1"),
            &[("viec.moi", "950")],
            Some("sửa"),
            None,
        )
        .await;
        assert!(messages(locked).contains("đang chờ duyệt"));
        assert_eq!(tasks(&view_of(&app, &truong).await)[0].kind, "duyet");
        // Whoever types does not approve; another agency's head is not told there is anything.
        assert!(matches!(
            step(&app, &go, "phong-1", Action::Approve).await,
            Err(AppError::Forbidden)
        ));
        let other = head("phong-2");
        let foreign = show(&app, &view_of(&app, &other).await, &key("phong-1")).await;
        assert!(matches!(foreign, Err(AppError::NotFound)));

        let before = app.db().version().await.unwrap();
        step(&app, &truong, "phong-1", Action::Approve)
            .await
            .unwrap();
        assert_eq!(app.db().version().await.unwrap(), before + 1, "one event");
        let (approved, latest, said) = figures(&app, "phong-1").await;
        assert_eq!(
            (approved, latest, said),
            (some("900"), some("900"), "approved")
        );
        let page = shown(&app, &truong, "phong-1").await;
        assert_eq!((page.standing.mark, page.rounds), (Mark::Approved, 1));
        assert_eq!(page.history.len(), 3);
        let snapshot = app.db().read().await.unwrap();
        assert!(integrity::check(&snapshot).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_parent_waits_for_its_children_and_accepts_afterwards() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app, true).await;
        for agency in ["phong-1", "phong-2"] {
            enter(&app, &typist(agency), agency, "100").await;
            step(&app, &typist(agency), agency, Action::Submit)
                .await
                .unwrap();
        }
        step(&app, &head("phong-1"), "phong-1", Action::Approve)
            .await
            .unwrap();
        let (go, truong) = (typist("tinh-a"), head("tinh-a"));
        step(&app, &go, "tinh-a", Action::Submit).await.unwrap();
        let said = refused(step(&app, &truong, "tinh-a", Action::Approve).await);
        assert!(
            said.contains("02 đơn vị") || said.contains("còn 2 đơn vị"),
            "{said}"
        );
        assert!(
            said.contains("Phòng 2 (đã gửi)") && said.contains("Phòng 3 (chưa có)"),
            "{said}"
        );
        step(&app, &head("phong-2"), "phong-2", Action::Approve)
            .await
            .unwrap();
        // The third is told by a signed paper: nobody approves it.
        let so_lieu = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Đơn vị tính|Nguồn
             phong-3|2027|1|viec.moi|50|việc|bc-1";
        let loaded = take(&app, &bundle(&[("so-lieu", so_lieu)]), None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        assert_eq!(
            shown(&app, &truong, "phong-3").await.standing.mark,
            Mark::Counted
        );
        step(&app, &truong, "tinh-a", Action::Approve)
            .await
            .unwrap();
        assert_eq!(figures(&app, "tinh-a").await.0, some("250"));
        // Who leads below does not accept in the name of the level above.
        let said = refused(step(&app, &head("phong-1"), "phong-1", Action::Accept).await);
        assert!(said.contains("cơ quan cấp trên"), "{said}");
        step(&app, &truong, "phong-1", Action::Accept)
            .await
            .unwrap();
        assert_eq!(
            shown(&app, &truong, "phong-1").await.standing.mark,
            Mark::Accepted
        );
        let view = view_of(&app, &truong).await;
        let wanted = AskGrid {
            agency: "tinh-a".to_owned(),
            year: 2027,
            month: 1,
            scope: "btp".to_owned(),
        };
        let found = grid(&view, &wanted).unwrap();
        assert_eq!(found.rows.len(), 4);
        let region = &found
            .levels
            .iter()
            .find(|(code, _)| *code == "khu_vuc")
            .unwrap()
            .1[0];
        assert_eq!(
            (region.obliged, region.told, region.in_time),
            (3, 3, region.known)
        );
    })
    .await;
}

#[tokio::test]
async fn a_correction_stands_behind_the_approved_figures_until_it_is_approved() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app, false).await;
        let (go, truong) = (typist("phong-1"), head("phong-1"));
        enter(&app, &go, "phong-1", "900").await;
        step(&app, &go, "phong-1", Action::Submit).await.unwrap();
        step(&app, &truong, "phong-1", Action::Approve)
            .await
            .unwrap();
        let correcting = AskEntry {
            correcting: true,
            ..question("phong-1")
        };
        let silent = typed(&app, &go, &correcting, &[("viec.moi", "910")], None, None).await;
        assert!(messages(silent).contains("lý do"));
        let said = typed(
            &app,
            &go,
            &correcting,
            &[("viec.moi", "910")],
            Some("đếm sót"),
            None,
        )
        .await;
        assert!(matches!(said, Outcome::Stored(_)), "{said:#?}");
        assert_eq!(
            figures(&app, "phong-1").await,
            (some("900"), some("910"), "draft")
        );
        let page = shown(&app, &go, "phong-1").await;
        assert_eq!(page.standing.mark, Mark::Correcting);
        assert!(page.standing.stands && page.reason.as_deref() == Some("đếm sót"));
        assert_eq!(
            (
                page.sheets[0].changes[0].before.as_str(),
                page.sheets[0].changes[0].after.as_str()
            ),
            ("900 việc", "910 việc")
        );
        step(&app, &go, "phong-1", Action::Submit).await.unwrap();
        stepped(
            &app,
            &truong,
            "phong-1",
            Action::Return,
            Some("ghi rõ hơn"),
            None,
        )
        .await
        .unwrap();
        assert_eq!(figures(&app, "phong-1").await.0, some("900"));
        assert_eq!(tasks(&view_of(&app, &go).await)[0].kind, "tra_lai");
        step(&app, &go, "phong-1", Action::Submit).await.unwrap();
        step(&app, &truong, "phong-1", Action::Approve)
            .await
            .unwrap();
        assert_eq!(figures(&app, "phong-1").await.0, some("910"));
        let view = view_of(&app, &go).await;
        let sheet = balance(&view, &window("phong-1", 2027, 1)).unwrap().lines[0].sources[0]
            .sheet
            .clone();
        let past = history(&app, &view, &sheet, "viec.moi").await.unwrap();
        assert_eq!(past.revisions.len(), 2);
        assert!(past.revisions.iter().all(|line| line.approved));
    })
    .await;
}

#[tokio::test]
async fn what_is_over_is_opened_by_name_until_a_day() {
    on_both(async |db| {
        let app = app(db).await;
        let loaded = take(&app, &bundle(&COUNTRY), None).await;
        assert!(!loaded.refused());
        decide(&app, &head("tinh-a"), "tinh-a", 2, false).await;
        let (go, truong) = (typist("phong-1"), head("tinh-a"));
        let late = typed(
            &app,
            &go,
            &question("phong-1"),
            &[("viec.moi", "900")],
            None,
            None,
        )
        .await;
        let said = messages(late);
        assert!(
            said.contains("hết hạn") && said.contains("03/11/2026") || said.contains("3/11/2026"),
            "{said}"
        );
        let found = tasks(&view_of(&app, &go).await);
        assert_eq!((found[0].kind, found[0].count), ("qua_han", 0));
        let found = tasks(&view_of(&app, &truong).await);
        assert_eq!((found[0].kind, found[0].count), ("qua_han", 3));
        // The office itself does not open its own month.
        let own = stepped(
            &app,
            &head("phong-1"),
            "phong-1",
            Action::Open,
            Some("mất điện"),
            Some(date(2026, 11, 25)),
        )
        .await;
        assert!(refused(own).contains("cấp trên"));
        let past = stepped(
            &app,
            &truong,
            "phong-1",
            Action::Open,
            Some("mất điện"),
            Some(date(2026, 11, 21)),
        )
        .await;
        assert!(refused(past).contains("từ hôm nay"));
        stepped(
            &app,
            &truong,
            "phong-1",
            Action::Open,
            Some("mất điện"),
            Some(date(2026, 11, 25)),
        )
        .await
        .unwrap();
        enter(&app, &go, "phong-1", "900").await;
        step(&app, &go, "phong-1", Action::Submit).await.unwrap();
        step(&app, &head("phong-1"), "phong-1", Action::Approve)
            .await
            .unwrap();
        let page = shown(&app, &go, "phong-1").await;
        assert_eq!(page.standing.in_time, Some(false));
        let opened = page.history.last().unwrap();
        assert_eq!(
            (opened.what.as_str(), opened.by.as_str()),
            ("Mở kỳ", "truong.tinh-a")
        );
        assert!(opened.reason.contains("25/11/2026"));
    })
    .await;
}

#[tokio::test]
async fn what_is_signed_or_loaded_counts_and_is_never_laid_over_what_waits() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app, false).await;
        let go = typist("phong-1");
        let fresh = AskEntry {
            which: Which::New,
            ..question("phong-1")
        };
        let signed = typed(
            &app,
            &go,
            &fresh,
            &[("viec.moi", "700")],
            None,
            Some("bc-1"),
        )
        .await;
        assert!(matches!(signed, Outcome::Stored(_)), "{signed:#?}");
        assert_eq!(
            figures(&app, "phong-1").await,
            (some("700"), some("700"), "approved")
        );
        assert_eq!(
            shown(&app, &go, "phong-1").await.standing.mark,
            Mark::Counted
        );
        // An article is no signed paper.
        let two = typist("phong-2");
        let fresh = AskEntry {
            which: Which::New,
            ..question("phong-2")
        };
        typed(
            &app,
            &two,
            &fresh,
            &[("viec.moi", "300")],
            None,
            Some("bai-1"),
        )
        .await;
        assert_eq!(figures(&app, "phong-2").await, (None, some("300"), "draft"));
        let over = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Đơn vị tính|Nguồn
             phong-2|2027|1|viec.cu|10|việc|bai-1";
        let loaded = take(&app, &bundle(&[("so-lieu", over)]), Some("bổ sung")).await;
        assert!(loaded.refused(), "{loaded:#?}");
        assert!(
            loaded.faults[0].reason.contains("chưa duyệt"),
            "{:?}",
            loaded.faults
        );
        // A locked month takes what is loaded only with a reason.
        step(&app, &two, "phong-2", Action::Submit).await.unwrap();
        step(&app, &head("phong-2"), "phong-2", Action::Approve)
            .await
            .unwrap();
        let loaded = take(&app, &bundle(&[("so-lieu", over)]), None).await;
        assert!(
            loaded.refused() && loaded.faults[0].reason.contains("đã duyệt và khóa"),
            "{loaded:#?}"
        );
        let loaded = take(&app, &bundle(&[("so-lieu", over)]), Some("bổ sung")).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        assert_eq!(
            shown(&app, &two, "phong-2").await.standing.mark,
            Mark::Approved
        );
    })
    .await;
}

#[tokio::test]
async fn two_people_never_overwrite_one_another() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app, false).await;
        let (go, truong) = (typist("phong-1"), head("phong-1"));
        enter(&app, &go, "phong-1", "900").await;
        let seen = shown(&app, &go, "phong-1").await.step(Action::Submit);
        // Typed again between the look and the sending.
        let again = typed(
            &app,
            &typist("tinh-a"),
            &question("phong-1"),
            &[("viec.moi", "901")],
            Some("sửa"),
            None,
        )
        .await;
        assert!(matches!(again, Outcome::Stored(_)));
        assert!(matches!(act(&app, &go, &seen).await, Err(AppError::Stale)));
        let page = shown(&app, &go, "phong-1").await;
        assert_eq!(page.on_behalf.as_deref(), Some("THADS tỉnh A"));
        step(&app, &go, "phong-1", Action::Submit).await.unwrap();
        let approve = shown(&app, &truong, "phong-1").await.step(Action::Approve);
        step(&app, &go, "phong-1", Action::Withdraw).await.unwrap();
        assert!(matches!(
            act(&app, &truong, &approve).await,
            Err(AppError::Stale)
        ));
    })
    .await;
}

#[tokio::test]
async fn where_nothing_was_decided_nothing_changes_and_below_nobody_undoes_it() {
    on_both(async |db| {
        let app = app(db).await;
        let loaded = take(&app, &bundle(&COUNTRY), None).await;
        assert!(!loaded.refused());
        enter(&app, &typist("phong-1"), "phong-1", "900").await;
        assert_eq!(figures(&app, "phong-1").await.0, some("900"));
        assert!(
            refused(step(&app, &typist("phong-1"), "phong-1", Action::Submit).await)
                .contains("chưa đặt chế độ duyệt")
        );
        decide(&app, &head("tinh-a"), "tinh-a", 60, false).await;
        let off = AskRegulation {
            rule: Regulation {
                agency: "phong-1".to_owned(),
                from: date(2026, 10, 31),
                on: false,
                accepts: false,
                alone: false,
                days: None,
            },
            reason: some("không cần"),
            seen: 0,
        };
        assert!(refused(regulate(&app, &head("phong-1"), &off).await).contains("THADS tỉnh A"));
        assert!(matches!(
            regulate(&app, &typist("phong-1"), &off).await,
            Err(AppError::Forbidden)
        ));
        regulate(&app, &head("tinh-a"), &off).await.unwrap();
        let found = regulations(&app, &view_of(&app, &head("phong-1")).await, "phong-1")
            .await
            .unwrap();
        assert!(!found.on && found.own.len() == 1 && found.own[0].by == "truong.tinh-a");
        // What a new state reads is what this one came to step by step.
        let view = view_of(&app, &head("tinh-a")).await;
        let again = crate::desk::app(app.db().clone()).await;
        let fresh = view_of(&again, &head("tinh-a")).await;
        assert_eq!(
            format!("{:?}", view.state.closing),
            format!("{:?}", fresh.state.closing)
        );
    })
    .await;
}

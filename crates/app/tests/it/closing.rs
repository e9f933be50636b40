//! Closing a month: typed figures wait, are sent, approved in order, given back, corrected; what is over is opened by
//! name; what was signed or loaded is approved by nobody again.

mod order;
mod signed;
mod time;

use jiff::civil::{Date, date};
use thidua_app::access::Caller;
use thidua_app::closing::{AskRegulation, Mark, Show, act, regulate, show, tasks};
use thidua_app::figures::balance;
use thidua_app::figures::entry::{AskEntry, Outcome, Typed, USUAL_UNIT, entry, store};
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

pub(crate) fn person(user: &str, role: Role, agency: &str) -> Caller {
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
pub(crate) async fn country(app: &App, accepts: bool) {
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

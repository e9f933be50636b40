//! Requests for reports: asked of units below, answered, given back, sent again, taken together by name and sum.

use thidua_app::access::Caller;
use thidua_app::report::{Form, Issue, What, print};
use thidua_app::request::{
    self, AskChange, AskFill, AskPaper, AskRequest, AskRequests, Change, QuestionLine, Waits, Wish,
};
use thidua_app::{App, AppError, View};
use thidua_domain::access::{Actor, Role};
use thidua_domain::request::Reply;
use thidua_store::testing::on_both;

use crate::deeds::{as_user, bundle, errors};
use crate::desk::{app, take, view};

const TREE: &[&str] = &[
    "Mã;Tên;Tên ngắn;Cấp;Mã cấp trên",
    "cuc;Cục Quản lý thi hành án dân sự;Cục QLTHADS;cuc_quan_ly;",
    "tinh-a;Thi hành án dân sự tỉnh A;THADS tỉnh A;tinh;cuc",
    "phong-1;Phòng THADS khu vực 1;Phòng 1;khu_vuc;tinh-a",
    "phong-2;Phòng THADS khu vực 2;Phòng 2;khu_vuc;tinh-a",
    "tinh-b;Thi hành án dân sự tỉnh B;THADS tỉnh B;tinh;cuc",
];

pub(crate) async fn office(db: thidua_store::Db) -> (App, View) {
    let app = app(db).await;
    assert!(errors(&take(&app, &bundle(&[("co-quan", TREE)]), None).await).is_empty());
    let view = view(&app).await;
    (app, view)
}

pub(crate) fn officer(view: &View, agency: &str) -> Caller {
    let actor: Actor = as_user(view, Role::Officer, agency).actor;
    Caller {
        name: format!("Cán bộ {agency}"),
        actor,
        channel: "web",
    }
}

pub(crate) async fn seen(app: &App, by: &Caller) -> View {
    app.view(&by.actor).await.unwrap()
}

fn line(words: &str, kind: &str, unit: &str, fields: &str, required: bool) -> QuestionLine {
    QuestionLine {
        words: words.to_owned(),
        kind: kind.to_owned(),
        unit: unit.to_owned(),
        fields: fields.to_owned(),
        required,
        ..QuestionLine::default()
    }
}

pub(crate) fn wish(asker: &str) -> AskRequest {
    AskRequest {
        asker: asker.to_owned(),
        title: "Kết quả phong trào quý IV".to_owned(),
        paper: "Công văn số 12/CTHADS-VP".to_owned(),
        questions: vec![
            line("Số tiền ủng hộ", "so", "đồng", "", true),
            line("Khó khăn, vướng mắc", "chu", "", "", false),
            line(
                "Mô hình hay",
                "bang",
                "",
                "Tên mô hình\nSố việc | số | việc",
                false,
            ),
            line("", "chu", "", "", false),
        ],
        wish: Wish::Below,
        days: "5".to_owned(),
        ..AskRequest::default()
    }
}

pub(crate) fn one(text: &str) -> Reply {
    Reply::One(text.to_owned())
}

fn filled(code: &str, unit: &str, money: &str, rows: &[[&str; 2]]) -> AskFill {
    let row = |row: &[&str; 2]| row.map(str::to_owned).to_vec();
    AskFill {
        code: code.to_owned(),
        unit: unit.to_owned(),
        typed: vec![
            one(money),
            one("Thiếu biên chế"),
            Reply::Rows(rows.iter().map(row).collect()),
        ],
        ..AskFill::default()
    }
}

#[tokio::test]
async fn units_answer_are_given_back_and_stand_in_one_table() {
    on_both(async |db| {
        let (app, console) = office(db).await;
        let province = officer(&console, "tinh-a");
        let (first, second) = (officer(&console, "phong-1"), officer(&console, "phong-2"));
        let code = request::ask(&app, &province, &wish("tinh-a"))
            .await
            .unwrap();
        // 22/11/2026 is a Sunday: five working days later is Friday.
        let now = request::consolidated(&seen(&app, &province).await, &code).unwrap();
        assert_eq!(
            (now.due.as_str(), now.units.len(), now.told),
            ("2026-11-27", 2, 0)
        );
        assert_eq!(now.missing.len(), 2);

        // It waits at the units, not at others.
        let waits = request::waits(&seen(&app, &first).await);
        assert!(
            matches!(&waits[..], [Waits::Answer { unit, begun: false, .. }] if unit == "phong-1")
        );
        let other = officer(&console, "tinh-b");
        assert!(request::waits(&seen(&app, &other).await).is_empty());

        // What is written on counts nowhere and is the unit's own to see.
        let draft = filled(&code, "phong-1", "", &[["Sổ tay", "2"]]);
        request::save(&app, &first, &draft).await.unwrap();
        let above = request::form(&seen(&app, &province).await, &code, "phong-1").unwrap();
        assert_eq!(
            (above.stage, above.has_draft, above.fills),
            ("chua_lam", false, false)
        );
        let own = request::form(&seen(&app, &first).await, &code, "phong-1").unwrap();
        assert_eq!((own.stage, own.questions[2].rows.len()), ("dang_lam", 1));
        let now = request::consolidated(&seen(&app, &province).await, &code).unwrap();
        assert_eq!((now.told, now.units[0].stage), (0, "chua_lam"));

        // What must be answered is asked for; every fault at once; nothing is stored.
        let seen_now = own.revision;
        let wrong = AskFill {
            seen: seen_now,
            ..filled(&code, "phong-1", "nhiều", &[["A", "x"]])
        };
        let fault = request::send(&app, &first, &wrong)
            .await
            .unwrap_err()
            .to_string();
        assert_eq!(fault.lines().count(), 2, "{fault}");
        assert!(fault.contains("dòng 1, cột «Số việc»"), "{fault}");
        let empty = AskFill {
            seen: seen_now,
            ..filled(&code, "phong-1", " ", &[])
        };
        let fault = request::send(&app, &first, &empty)
            .await
            .unwrap_err()
            .to_string();
        assert!(fault.contains("phải trả lời"), "{fault}");
        // Two people: the second one who saw an older answer changes nothing.
        let old = filled(&code, "phong-1", "1.000", &[]);
        assert!(matches!(
            request::send(&app, &first, &old).await,
            Err(AppError::Stale)
        ));

        let sent = AskFill {
            seen: seen_now,
            ..filled(
                &code,
                "phong-1",
                "1.500.000,5",
                &[["Sổ tay", "2"], ["Tổ hòa giải", "3"]],
            )
        };
        request::send(&app, &first, &sent).await.unwrap();
        let sent = filled(&code, "phong-2", "500.000", &[["Tủ sách", "4"]]);
        request::send(&app, &second, &sent).await.unwrap();
        let now = request::consolidated(&seen(&app, &province).await, &code).unwrap();
        assert_eq!(now.figures[0].total.as_deref(), Some("2.000.000,5"));
        assert_eq!(now.tables[0].totals[1].as_deref(), Some("9"));
        assert_eq!((now.tables[0].rows.len(), now.texts[0].answered), (3, 2));
        assert!(now.missing.is_empty() && now.overdue.is_empty());
        let waits = request::waits(&seen(&app, &province).await);
        assert!(
            matches!(&waits[..], [Waits::Complete { of: 2, .. }]),
            "{waits:?}"
        );

        // Given back: it does not count until it is sent again, with who, when, why.
        let back = |number| vec![("phong-2".to_owned(), number)];
        let bare = request::give_back(&app, &province, &code, &back(1), " ").await;
        assert!(matches!(bare, Err(AppError::Refused(_))));
        let stale = request::give_back(&app, &province, &code, &back(2), "Sai").await;
        assert!(matches!(stale, Err(AppError::Stale)));
        request::give_back(&app, &province, &code, &back(1), "Sai số tiền")
            .await
            .unwrap();
        let now = request::consolidated(&seen(&app, &province).await, &code).unwrap();
        assert_eq!((now.told, now.returned.len()), (1, 1));
        assert_eq!(now.figures[0].total.as_deref(), Some("1.500.000,5"));
        let own = request::form(&seen(&app, &second).await, &code, "phong-2").unwrap();
        assert_eq!(own.returned.unwrap().2, "Sai số tiền");
        let again = AskFill {
            seen: own.revision,
            ..filled(&code, "phong-2", "600.000", &[])
        };
        request::send(&app, &second, &again).await.unwrap();
        // What stands is replaced only with a reason.
        let own = request::form(&seen(&app, &second).await, &code, "phong-2").unwrap();
        let more = AskFill {
            seen: own.revision,
            ..filled(&code, "phong-2", "700.000", &[])
        };
        assert!(matches!(
            request::send(&app, &second, &more).await,
            Err(AppError::Refused(_))
        ));

        // One audit event each.
        let snapshot = app.db().read().await.unwrap();
        let last =
            thidua_store::audit::event(&snapshot, thidua_store::Snapshot::version(&snapshot))
                .await
                .unwrap();
        assert_eq!(last.unwrap().command, "request.send");
        drop(snapshot);

        for form in [Form::Docx, Form::Pdf, Form::Xlsx] {
            let what = What::Request(AskPaper {
                code: code.clone(),
                issue: Issue::default(),
            });
            let paper = print(&seen(&app, &province).await, &what, form).unwrap();
            assert!(paper.bytes.len() > 1_000 && paper.name.starts_with("tong-hop-bao-cao_"));
        }
    })
    .await;
}

#[tokio::test]
async fn who_asks_changes_the_day_and_ends_it_and_nobody_else() {
    on_both(async |db| {
        let (app, console) = office(db).await;
        let province = officer(&console, "tinh-a");
        let code = request::ask(&app, &province, &wish("tinh-a"))
            .await
            .unwrap();
        let twice = request::ask(&app, &province, &wish("tinh-a")).await;
        assert!(matches!(twice, Err(AppError::Refused(_))));
        // Every fault at once.
        let bad = AskRequest {
            title: String::new(),
            questions: vec![
                line("Bảng", "bang", "", "", false),
                line("", "so", "", "A", false),
            ],
            wish: Wish::Chosen,
            units: vec!["tinh-b".to_owned()],
            due: "28/11/2026".to_owned(),
            ..wish("tinh-a")
        };
        let fault = request::ask(&app, &province, &bad)
            .await
            .unwrap_err()
            .to_string();
        assert_eq!(fault.lines().count(), 5, "{fault}");
        assert!(
            fault.contains("30/11/2026") && fault.contains("không trực thuộc"),
            "{fault}"
        );

        let below = officer(&console, "phong-1");
        let beside = officer(&console, "tinh-b");
        for by in [&below, &beside] {
            let hidden = request::consolidated(&seen(&app, by).await, &code);
            assert!(matches!(hidden, Err(AppError::NotFound)));
            let own = request::ask(&app, by, &wish("tinh-a")).await;
            assert!(matches!(own, Err(AppError::NotFound)));
        }
        let foreign = request::form(&seen(&app, &beside).await, &code, "phong-1");
        assert!(matches!(foreign, Err(AppError::NotFound)));
        // Who stands above does not send in a unit's name.
        let sent = request::send(&app, &province, &filled(&code, "phong-1", "1", &[])).await;
        assert!(matches!(sent, Err(AppError::NotFound)));

        let revision = async || {
            request::consolidated(&seen(&app, &province).await, &code)
                .unwrap()
                .revision
        };
        let change = async |by: &Caller, change: Change, reason: Option<&str>| {
            let seen = revision().await;
            let reason = reason.map(str::to_owned);
            request::change(
                &app,
                by,
                &AskChange {
                    code: code.clone(),
                    change,
                    reason,
                    seen,
                },
            )
            .await
        };
        let due = || Change::Due("30/11/2026".to_owned());
        assert!(matches!(
            change(&below, due(), Some("x")).await,
            Err(AppError::NotFound)
        ));
        assert!(matches!(
            change(&province, due(), None).await,
            Err(AppError::Refused(_))
        ));
        change(&province, due(), Some("Chờ số liệu tháng"))
            .await
            .unwrap();
        change(&province, Change::Close, None).await.unwrap();
        let closed = request::send(&app, &below, &filled(&code, "phong-1", "1", &[])).await;
        assert!(matches!(closed, Err(AppError::Refused(_))));
        assert!(request::waits(&seen(&app, &below).await).is_empty());
        change(&province, Change::Reopen, None).await.unwrap();
        change(&province, Change::Cancel, Some("Trùng yêu cầu"))
            .await
            .unwrap();
        let list = request::requests(&seen(&app, &below).await, &AskRequests::default()).unwrap();
        assert!(list.to_answer.is_empty() && list.asked.is_empty());
        let all = AskRequests {
            all: true,
            ..AskRequests::default()
        };
        let list = request::requests(&seen(&app, &below).await, &all).unwrap();
        assert_eq!(
            (list.to_answer.len(), list.to_answer[0].status),
            (1, "da_huy")
        );
    })
    .await;
}

#[tokio::test]
async fn a_request_is_passed_on_and_the_answers_below_begin_the_own_one() {
    on_both(async |db| {
        let (app, console) = office(db).await;
        let (above, province) = (officer(&console, "cuc"), officer(&console, "tinh-a"));
        let code = request::ask(&app, &above, &wish("cuc")).await.unwrap();
        let nothing = request::starting(&seen(&app, &province).await, &code, "tinh-a");
        assert!(matches!(nothing, Err(AppError::Refused(_))));
        let form = request::passed_on(&seen(&app, &province).await, &code, "tinh-a").unwrap();
        let form = AskRequest { days: "3".to_owned(), ..form };
        let below = request::ask(&app, &province, &form).await.unwrap();
        for (unit, money) in [("phong-1", "10"), ("phong-2", "32,5")] {
            let sent = filled(&below, unit, money, &[["Mô hình", "1"]]);
            request::send(&app, &officer(&console, unit), &sent).await.unwrap();
        }
        let begun = request::starting(&seen(&app, &province).await, &code, "tinh-a").unwrap();
        assert_eq!(begun[0], one("42.5"));
        assert!(matches!(&begun[2], Reply::Rows(rows) if rows.len() == 2));
        assert!(matches!(&begun[1], Reply::One(text) if text.contains("Phòng THADS khu vực 2: Thiếu biên chế")));
        let foreign = request::passed_on(&seen(&app, &province).await, &below, "tinh-a");
        assert!(matches!(foreign, Err(AppError::NotFound)));
    })
    .await;
}

//! The life of a movement: begun from a template, launched to chosen units, answered by plans of their own, adjusted,
//! paused, ended, opened again; what is refused is told whole and changes nothing.

use std::collections::BTreeMap;

use thidua_app::access::Caller;
use thidua_app::movement::launch::{AskLaunch, launch, preview};
use thidua_app::movement::own::{NewGoal, SaidGoal, SaidPlan, send_plan};
use thidua_app::movement::prepare::{AskNew, prepare};
use thidua_app::movement::step::{AskStep, open_steps, take_step};
use thidua_app::movement::unit::room;
use thidua_app::movement::{Said, matrix, movement, respond, tasks};
use thidua_app::{App, AppError};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::movement::Act;
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, take};

const TREE: &str = "Mã|Tên|Cấp|Mã cấp trên\ncuc|Cục Quản lý|cuc_quan_ly|\ntinh-a|THADS A|tinh|cuc\n\
    tinh-b|THADS B|tinh|cuc\nkv-1|Phòng 1|khu_vuc|tinh-a\nkv-2|Phòng 2|khu_vuc|tinh-a\nkv-3|Phòng 3|khu_vuc|tinh-a";
const PEOPLE: &str = "Mã|Họ và tên|Mã cơ quan|Từ ngày\nnv-1|Nguyễn Văn An|kv-1|2020-01-01\nnv-2|Trần Thị Bình|kv-2|2020-01-01";
const TARGETS: &str = "Mã|Mã cơ quan|Áp dụng cho cấp|Năm công tác|Mã phong trào|Mã chỉ tiêu|Phép so|Giá trị\n\
    ct-1|tinh-a|khu_vuc|2027|pt-a|viec.ty_le|>=|83,5\nct-2|tinh-a|khu_vuc|2027|pt-a|tien.ty_le|>=|50";
const LAUNCHED: &str = "Mã|Tên|Cơ quan phát động|Phong trào cấp trên|Từ ngày|Đến ngày|Dự thảo\n\
    pt-cuc|Phong trào của Cục|cuc||2027|2027|\npt-a|Phong trào của A|tinh-a|pt-cuc|01/10/2026|30/9/2027|x";

fn actor(agency: &str, role: Role) -> Actor {
    Actor {
        user: format!("nguoi-{agency}"),
        person: None,
        grants: vec![Grant {
            role,
            agency: agency.to_owned(),
            from: None,
            to: None,
        }],
    }
}

fn by(agency: &str) -> Caller {
    Caller {
        actor: actor(agency, Role::Officer),
        ..Caller::console()
    }
}

async fn world(app: &App) {
    let sheets = [
        ("co-quan", TREE),
        ("nhan-su", PEOPLE),
        ("phong-trao", LAUNCHED),
        ("chi-tieu", TARGETS),
    ];
    let loaded = take(app, &bundle(&sheets), None).await;
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
}

fn asked(units: &[&str]) -> AskLaunch {
    AskLaunch {
        units: units.iter().map(|unit| (*unit).to_owned()).collect(),
        day: "05/10/2026".to_owned(),
        document: "258/KH-THADS".to_owned(),
        due: "31/12/2026".to_owned(),
        ..AskLaunch::default()
    }
}

/// Looks first, then launches what was seen.
async fn launched(app: &App, units: &[&str]) {
    let ask = asked(units);
    let looked = launch(app, &by("tinh-a"), "pt-a", &ask).await.unwrap();
    assert_eq!(looked.answered.event, None);
    assert!(looked.answered.faults.is_empty(), "{:?}", looked.answered);
    let ask = AskLaunch {
        seen: Some(looked.preview.seen),
        ..ask
    };
    let done = launch(app, &by("tinh-a"), "pt-a", &ask).await.unwrap();
    assert!(done.answered.event.is_some(), "{:?}", done.answered);
}

#[tokio::test]
async fn a_draft_is_its_launchers_until_it_is_launched_to_chosen_units() {
    on_both(async |db| {
        let app = app(db).await;
        world(&app).await;
        let unit = app.view(&by("kv-1").actor).await.unwrap();
        let hidden = movement(&unit, "pt-a");
        assert!(matches!(hidden, Err(AppError::NotFound)), "{hidden:?}");
        assert!(matches!(
            preview(&unit, "pt-cuc", &asked(&[])),
            Err(AppError::NotFound)
        ));
        let own = app.view(&by("tinh-a").actor).await.unwrap();
        assert_eq!(movement(&own, "pt-a").unwrap().stage, "draft");
        let shown = preview(&own, "pt-a", &asked(&["kv-1", "kv-2"])).unwrap();
        assert_eq!((shown.units.len(), shown.fresh, shown.again), (3, 2, 0));
        assert_eq!(shown.above[0].code, "pt-cuc");
        launched(&app, &["kv-1", "kv-2"]).await;
        let own = app.view(&by("tinh-a").actor).await.unwrap();
        let told = movement(&own, "pt-a").unwrap();
        assert_ne!(told.stage, "draft");
        assert_eq!(told.life.len(), 1);
        assert!(
            told.life[0]
                .change
                .as_deref()
                .unwrap()
                .contains("02 đơn vị")
        );
        assert_eq!(told.milestones[0].due.as_deref(), Some("2026-12-31"));
        // Two chosen units are the whole; the launch is the launcher's plan under the movement above.
        assert_eq!(
            (told.coverage.issued, told.coverage.total),
            (Some(0), Some(2))
        );
        let console = app.view(&Caller::console().actor).await.unwrap();
        let above = movement(&console, "pt-cuc").unwrap();
        assert!(
            above
                .responses
                .iter()
                .any(|row| row.agency == "tinh-a" && row.issued)
        );
        // The chosen see it and are asked; the third sees it as what runs above, and is not asked.
        let unit = app.view(&by("kv-1").actor).await.unwrap();
        let waits = tasks::waiting(&unit, &["kv-1".to_owned()]);
        assert_eq!(waits.len(), 1);
        assert!(!waits[0].received && waits[0].due.as_deref() == Some("31/12/2026"));
        let third = app.view(&by("kv-3").actor).await.unwrap();
        assert!(tasks::waiting(&third, &["kv-3".to_owned()]).is_empty());
        respond(&app, &by("kv-1"), ("pt-a", "kv-1"), &Said::Received)
            .await
            .unwrap();
        let unit = app.view(&by("kv-1").actor).await.unwrap();
        assert!(tasks::waiting(&unit, &["kv-1".to_owned()]).is_empty());
        // Launched again: only the new one is new, and no second paper stands.
        launched(&app, &["kv-1", "kv-3"]).await;
        let own = app.view(&by("tinh-a").actor).await.unwrap();
        assert_eq!(matrix(&own, "pt-a").unwrap().units.len(), 3);
        let papers = own.state.documents.values();
        assert_eq!(
            papers
                .filter(|it| it.symbol.as_deref() == Some("258/KH-THADS"))
                .count(),
            1
        );
    })
    .await;
}

#[tokio::test]
async fn an_office_without_units_launches_among_its_own_people_once() {
    on_both(async |db| {
        let app = app(db).await;
        world(&app).await;
        let own = "Mã|Tên|Cơ quan phát động|Từ ngày|Đến ngày|Dự thảo\n\
            pt-kv|Phong trào của Phòng 1|kv-1|01/10/2026|30/9/2027|x";
        let loaded = take(&app, &bundle(&[("phong-trao", own)]), None).await;
        assert!(!loaded.refused(), "{:#?}", loaded.faults);
        let mut ask = asked(&["kv-2"]);
        let foreign = launch(&app, &by("kv-1"), "pt-kv", &ask).await.unwrap();
        assert_eq!(foreign.answered.faults.len(), 1, "{:?}", foreign.answered);
        ask.units.clear();
        let looked = launch(&app, &by("kv-1"), "pt-kv", &ask).await.unwrap();
        assert!(looked.preview.units.is_empty() && looked.answered.faults.is_empty());
        ask.seen = Some(looked.preview.seen);
        let done = launch(&app, &by("kv-1"), "pt-kv", &ask).await.unwrap();
        assert!(done.answered.event.is_some(), "{:?}", done.answered);
        let view = app.view(&by("kv-1").actor).await.unwrap();
        let told = movement(&view, "pt-kv").unwrap();
        assert_ne!(told.stage, "draft");
        assert_eq!(
            told.life[0].change.as_deref(),
            Some("Phát động trong cơ quan.")
        );
        let again = launch(&app, &by("kv-1"), "pt-kv", &ask).await.unwrap();
        assert_eq!(again.answered.event, None);
        assert!(again.answered.faults[0].1.contains("trong cơ quan"));
        let room = room(&app, &view, "pt-kv", "kv-1").await.unwrap();
        assert!(room.launches && !room.chosen);
    })
    .await;
}

#[tokio::test]
async fn a_launch_tells_every_fault_at_once_and_changes_nothing() {
    on_both(async |db| {
        let app = app(db).await;
        world(&app).await;
        let ask = AskLaunch {
            units: vec!["tinh-b".to_owned()],
            day: "hôm nay".to_owned(),
            due: "mai".to_owned(),
            seen: Some(String::new()),
            ..AskLaunch::default()
        };
        let done = launch(&app, &by("tinh-a"), "pt-a", &ask).await.unwrap();
        let fields: Vec<&str> = done
            .answered
            .faults
            .iter()
            .map(|it| it.0.as_str())
            .collect();
        for field in ["ngay", "van_ban", "han", "don_vi"] {
            assert!(fields.contains(&field), "{field} in {:?}", done.answered);
        }
        assert_eq!(done.answered.event, None);
        // What was looked at is not what stands: looked at again first.
        let stale = AskLaunch {
            seen: Some("khác".to_owned()),
            ..asked(&["kv-1"])
        };
        let done = launch(&app, &by("tinh-a"), "pt-a", &stale).await.unwrap();
        assert_eq!(done.answered.event, None);
        assert_eq!(done.answered.faults.len(), 1);
        let foreign = launch(&app, &by("tinh-b"), "pt-a", &asked(&["kv-1"])).await;
        assert!(matches!(foreign, Err(AppError::NotFound)));
        let own = app.view(&by("tinh-a").actor).await.unwrap();
        assert_eq!(movement(&own, "pt-a").unwrap().stage, "draft");
    })
    .await;
}

fn goal(key: &str, how: &str, value: &str, reason: &str) -> SaidGoal {
    SaidGoal {
        key: key.to_owned(),
        how: how.to_owned(),
        value: value.to_owned(),
        reason: reason.to_owned(),
    }
}

fn plan(given: Vec<SaidGoal>, seen: i64) -> SaidPlan {
    SaidPlan {
        person: "nv-1".to_owned(),
        symbol: "7/KH-KV1".to_owned(),
        day: "10/10/2026".to_owned(),
        given,
        seen,
        ..SaidPlan::default()
    }
}

#[tokio::test]
async fn a_unit_raises_adds_and_says_why_it_does_not_keep() {
    on_both(async |db| {
        let app = app(db).await;
        world(&app).await;
        launched(&app, &["kv-1", "kv-2"]).await;
        let (me, at) = (by("kv-1"), ("pt-a", "kv-1"));
        let view = app.view(&me.actor).await.unwrap();
        let opened = room(&app, &view, "pt-a", "kv-1").await.unwrap();
        let given: Vec<&str> = opened.given.iter().map(|it| it.kept).collect();
        assert_eq!(given, ["as_given", "as_given"]);
        assert_eq!(opened.people.len(), 1);
        // Lower without a reason, not taken without a reason, another's person: all told, nothing stored.
        let wrong = SaidPlan {
            person: "nv-2".to_owned(),
            ..plan(
                vec![goal("ct-1", "doi", "80", ""), goal("ct-2", "khong", "", "")],
                opened.seen,
            )
        };
        let refused = send_plan(&app, &me, at, &wrong).await.unwrap();
        assert_eq!(
            (refused.event, refused.faults.len()),
            (None, 3),
            "{refused:?}"
        );
        let said = SaidPlan {
            added: vec![NewGoal {
                text: "Không có việc quá hạn xác minh".to_owned(),
                op: "co".to_owned(),
                ..NewGoal::default()
            }],
            ..plan(
                vec![
                    goal("ct-1", "doi", "85", ""),
                    goal("ct-2", "khong", "", "Chưa có án có điều kiện"),
                ],
                opened.seen,
            )
        };
        let done = send_plan(&app, &me, at, &said).await.unwrap();
        assert!(done.event.is_some(), "{done:?}");
        let view = app.view(&me.actor).await.unwrap();
        let now = room(&app, &view, "pt-a", "kv-1").await.unwrap();
        let given: Vec<(&str, Option<&str>)> = now
            .given
            .iter()
            .map(|it| (it.kept, it.own.as_deref()))
            .collect();
        assert_eq!(given, [("raised", Some("85")), ("dropped", None)]);
        assert_eq!(now.own.len(), 1);
        assert_eq!(now.person_name.as_deref(), Some("Nguyễn Văn An"));
        assert!(now.issued && now.symbol.as_deref() == Some("7/KH-KV1"));
        // The launcher is told what is not kept.
        let own = app.view(&by("tinh-a").actor).await.unwrap();
        let table = matrix(&own, "pt-a").unwrap();
        let unit = table.units.iter().find(|it| it.agency == "kv-1").unwrap();
        assert_eq!(
            (unit.short, unit.person.as_deref()),
            (1, Some("Nguyễn Văn An"))
        );
        // Somebody with an older page overwrites nothing.
        let stale = send_plan(&app, &me, at, &plan(Vec::new(), opened.seen))
            .await
            .unwrap();
        assert!(stale.event.is_none() && !stale.faults.is_empty());
        // Kept again as handed down: the own row goes, the target handed down holds.
        let back = plan(
            vec![goal("ct-1", "giu", "", ""), goal("ct-2", "giu", "", "")],
            now.seen,
        );
        assert!(
            send_plan(&app, &me, at, &back)
                .await
                .unwrap()
                .event
                .is_some()
        );
        let view = app.view(&me.actor).await.unwrap();
        let now = room(&app, &view, "pt-a", "kv-1").await.unwrap();
        assert!(
            now.given.iter().all(|it| it.kept == "as_given"),
            "{:?}",
            now.given
        );
        assert_eq!(now.own.len(), 1, "what it added stays");
        let other = send_plan(&app, &me, ("pt-a", "kv-2"), &said).await;
        assert!(matches!(other, Err(AppError::NotFound)));
    })
    .await;
}

fn step(act: Act, day: &str, paper: &str) -> AskStep {
    AskStep {
        act,
        day: day.to_owned(),
        document: paper.to_owned(),
        reason: "Theo chỉ đạo".to_owned(),
        changes: BTreeMap::new(),
    }
}

#[tokio::test]
async fn each_step_has_its_day_paper_and_reason() {
    on_both(async |db| {
        let app = app(db).await;
        world(&app).await;
        launched(&app, &["kv-1"]).await;
        let me = by("tinh-a");
        let take = async |ask: &AskStep| take_step(&app, &me, "pt-a", ask).await.unwrap();
        let bare = AskStep {
            reason: String::new(),
            ..step(Act::Pause, "", "")
        };
        let refused = take(&bare).await;
        assert_eq!(
            (refused.event, refused.faults.len()),
            (None, 3),
            "{refused:?}"
        );
        // Taken up without a pause, or before the launch: not possible.
        assert!(
            !take(&step(Act::Resume, "06/10/2026", "1/QĐ-THADS"))
                .await
                .faults
                .is_empty()
        );
        assert!(
            !take(&step(Act::Pause, "01/10/2026", "1/QĐ-THADS"))
                .await
                .faults
                .is_empty()
        );
        let mut adjust = step(Act::Adjust, "06/10/2026", "2/QĐ-THADS");
        assert!(
            !take(&adjust).await.faults.is_empty(),
            "nothing was changed"
        );
        adjust
            .changes
            .insert("den_ngay".to_owned(), "31/10/2027".to_owned());
        assert!(take(&adjust).await.event.is_some());
        assert!(
            take(&step(Act::Pause, "07/10/2026", "3/QĐ-THADS"))
                .await
                .event
                .is_some()
        );
        assert!(
            take(&step(Act::Resume, "08/10/2026", "4/TB-THADS"))
                .await
                .event
                .is_some()
        );
        assert!(
            take(&step(Act::Close, "09/10/2026", "5/QĐ-THADS"))
                .await
                .event
                .is_some()
        );
        let view = app.view(&me.actor).await.unwrap();
        let told = movement(&view, "pt-a").unwrap();
        let acts: Vec<&str> = told.life.iter().map(|it| it.act).collect();
        assert_eq!(
            acts,
            [
                "phat_dong",
                "dieu_chinh",
                "tam_dung",
                "tiep_tuc",
                "ket_thuc"
            ]
        );
        assert!(
            told.life[1]
                .change
                .as_deref()
                .unwrap()
                .contains("30/09/2027 → 31/10/2027"),
            "{:?}",
            told.life
        );
        assert_eq!(told.to.as_deref(), Some("2027-10-31"));
        assert!(told.closed && told.stage == "over");
        let open: Vec<&str> = open_steps(&view, "pt-a").iter().map(|it| it.act).collect();
        assert_eq!(open, ["mo_lai"]);
        // Ended, it takes nothing in; opened again, it does.
        let late = respond(&app, &by("kv-1"), ("pt-a", "kv-1"), &Said::Received)
            .await
            .unwrap();
        assert!(late.event.is_none() && !late.faults.is_empty());
        assert!(
            take(&step(Act::Reopen, "10/10/2026", "6/QĐ-THADS"))
                .await
                .event
                .is_some()
        );
        let now = respond(&app, &by("kv-1"), ("pt-a", "kv-1"), &Said::Received)
            .await
            .unwrap();
        assert!(now.event.is_some(), "{now:?}");
        // A unit ends nobody's movement, neither by the command nor by a file.
        let foreign = take_step(
            &app,
            &by("kv-1"),
            "pt-a",
            &step(Act::Close, "11/10/2026", "9/QĐ"),
        )
        .await;
        assert!(matches!(foreign, Err(AppError::NotFound)));
        let row = "Mã phong trào|Mã cơ quan|Việc|Ngày\npt-a|kv-1|ket_thuc|2026-10-12";
        let options = thidua_app::bundle::Options::default();
        let loaded = thidua_app::bundle::load(
            &app,
            &by("kv-1").actor,
            &bundle(&[("dien-bien-phong-trao", row)]),
            &options,
        )
        .await
        .unwrap();
        assert!(loaded.refused(), "{loaded:?}");
    })
    .await;
}

#[tokio::test]
async fn a_movement_begins_with_a_template_or_with_last_years() {
    on_both(async |db| {
        let app = app(db).await;
        world(&app).await;
        let me = by("tinh-a");
        let ask = AskNew {
            template: "cao-diem-19-7".to_owned(),
            agency: "tinh-a".to_owned(),
            year: 2026,
            under: "pt-cuc".to_owned(),
            ..AskNew::default()
        };
        let made = prepare(&app, &me, &ask).await.unwrap();
        assert!(made.answered.event.is_some(), "{made:?}");
        let view = app.view(&me.actor).await.unwrap();
        let told = movement(&view, &made.code).unwrap();
        assert_eq!(
            (told.stage, told.from.as_deref()),
            ("draft", Some("2026-04-01"))
        );
        assert_eq!(told.parents[0].code, "pt-cuc");
        assert!(
            !told.milestones.is_empty() && !told.standards.is_empty() && !told.sections.is_empty()
        );
        assert!(told.targets.is_empty(), "no figure is made up");
        let again = AskNew {
            copy: made.code.clone(),
            agency: "tinh-a".to_owned(),
            year: 2027,
            ..AskNew::default()
        };
        let next = prepare(&app, &me, &again).await.unwrap();
        let view = app.view(&me.actor).await.unwrap();
        let copied = movement(&view, &next.code).unwrap();
        assert_eq!(copied.from.as_deref(), Some("2027-04-01"));
        assert!(copied.name.contains("2027"), "{}", copied.name);
        assert_eq!(copied.milestones.len(), told.milestones.len());
        assert_eq!(copied.milestones[0].due.as_deref(), Some("2027-04-10"));
        assert_eq!(copied.standards.len(), told.standards.len());
        let foreign = AskNew {
            agency: "tinh-b".to_owned(),
            ..ask
        };
        assert!(matches!(
            prepare(&app, &me, &foreign).await,
            Err(AppError::NotFound)
        ));
    })
    .await;
}

//! The life of a movement: begun from a template, launched to chosen units, answered by plans of their own, adjusted,
//! paused, ended, opened again; what is refused is told whole and changes nothing.

mod plan;
mod step;

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

//! Movements of the articles as they are told, who may see which, and what units say of them.

use thidua_app::access::Caller;
use thidua_app::bundle::{Options, from_path, load};
use thidua_app::movement::{Said, matrix, movement, respond};
use thidua_app::{App, AppError};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, take};

async fn article(app: &App, name: &str) -> Vec<String> {
    let bundle = from_path(&format!("../../examples/{name}")).unwrap();
    let loaded = load(app, &Caller::console().actor, &bundle, &Options::default())
        .await
        .unwrap();
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
    loaded
        .faults
        .into_iter()
        .map(|fault| fault.reason)
        .collect()
}

fn officer(agency: &str) -> Actor {
    Actor {
        user: "thong-ke".to_owned(),
        person: None,
        grants: vec![Grant {
            role: Role::Officer,
            agency: agency.to_owned(),
            from: None,
            to: None,
        }],
    }
}

/// Bến Tre 2022: Chỉ thị 01-CT/TU → 2354/KH-UBND → 508/KH-CTHADS → 258/KH-CTHADS.
#[tokio::test]
async fn the_chain_of_ben_tre_comes_out_as_written() {
    on_both(async |db| {
        let app = app(db).await;
        assert!(article(&app, "ben-tre-2022").await.is_empty());
        let view = app.view(&Caller::console().actor).await.unwrap();
        let told = movement(&view, "dong-khoi-moi-2022").unwrap();
        let mut line = Vec::new();
        let mut next = told.tree.first();
        while let Some(node) = next {
            line.push(node.name.split(' ').next().unwrap().to_owned());
            next = node.next.first();
        }
        assert_eq!(
            line,
            ["258/KH-CTHADS", "508/KH-CTHADS", "2354/KH-UBND", "01-CT/TU"]
        );
        let symbols: Vec<Option<&str>> = told
            .documents
            .iter()
            .map(|it| it.symbol.as_deref())
            .collect();
        assert_eq!(symbols.len(), 4);
        assert!(symbols.contains(&Some("01-CT/TU")) && symbols.contains(&Some("2354/KH-UBND")));
        assert!(told.documents.iter().all(|paper| paper.doubts.is_empty()));
        let launchers: Vec<(&str, bool)> = told
            .launchers
            .iter()
            .map(|it| (it.code.as_str(), it.own))
            .collect();
        assert_eq!(launchers, [("ben-tre", true), ("ubnd-ben-tre", false)]);
        assert_eq!(told.parents[0].code, "dong-khoi-moi");
        assert_eq!(told.ancestors[0].code, "dong-khoi-moi-tinh");
        // Nothing was told of who issued a plan: no number stands for it.
        assert_eq!((told.coverage.percent, told.coverage.total), (None, None));
        assert!(told.reasons.contains_key("coverage"));
        let period = movement(&view, "dong-khoi-moi").unwrap();
        assert_eq!(
            (period.from.as_deref(), period.to.as_deref(), period.vision),
            (Some("2020"), Some("2025"), Some(2030))
        );
    })
    .await;
}

/// Vĩnh Phúc 2021: 100 % is reported, two occasions are counted, the mistyped day is told and kept.
#[tokio::test]
async fn the_coverage_and_occasions_of_vinh_phuc_come_out_as_written() {
    on_both(async |db| {
        let app = app(db).await;
        let told = article(&app, "vinh-phuc-2021").await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].contains("19/7/2021, ở đây ghi 09/7/2021"),
            "{told:?}"
        );
        let view = app.view(&Caller::console().actor).await.unwrap();
        let told = movement(&view, "vinh-phuc-2021").unwrap();
        assert_eq!(told.coverage.percent.as_deref(), Some("100.00"));
        assert_eq!(told.coverage.basis, Some("reported"));
        assert_eq!((told.coverage.issued, told.coverage.total), (None, None));
        let years: Vec<Option<i16>> = told.occasions.iter().map(|it| it.years).collect();
        assert_eq!(years, [Some(75), Some(76)]);
        assert!(told.theme.unwrap().contains("19/7/1946-9/7/2021"));
        assert_eq!(told.targets.len(), 8);
        let strict = told
            .targets
            .iter()
            .find(|it| it.target_code.as_deref() == Some("kntc.ty_le"))
            .unwrap();
        assert_eq!(
            (strict.op.as_deref(), strict.value.as_deref()),
            (Some(">"), Some("97"))
        );
        assert_eq!(told.documents.len(), 5);
    })
    .await;
}

const TREE: &str = "Mã|Tên|Cấp|Mã cấp trên\ncuc|Cục Quản lý|cuc_quan_ly|\ntinh-a|THADS A|tinh|cuc\n\
    tinh-b|THADS B|tinh|cuc\nkv-1|Phòng 1|khu_vuc|tinh-a\nkv-2|Phòng 2|khu_vuc|tinh-a\nubnd-b|UBND B|ngoai_nganh|";
const PAPERS: &str = "Mã|Số ký hiệu|Ngày ban hành|Cơ quan ban hành|Loại|Trích yếu\nkh-1|1/KH-THADS|2026-01-05|tinh-a|ke_hoach|Phát động";
const LAUNCHED: &str = "Mã|Tên|Cơ quan phát động|Phong trào cấp trên|Từ ngày|Đến ngày|Văn bản\n\
    cua-cuc|Phong trào của Cục|cuc||2026|2026|\ncua-a|Phong trào của A|tinh-a|cua-cuc|2026|2026|kh-1\n\
    cua-b|Phong trào của B|tinh-b||2026|2026|\ncua-ubnd-b|Phong trào của UBND B|ubnd-b||2026|2026|\n\
    ca-nuoc|Phong trào cả nước||||2026|";
const UNDER: &str = "Mã phong trào|Mã cơ quan\ncua-ubnd-b|tinh-b";

async fn launched(app: &App) {
    let sheets = [
        ("co-quan", TREE),
        ("van-ban", PAPERS),
        ("phong-trao", LAUNCHED),
        ("huong-ung", UNDER),
    ];
    let loaded = take(app, &bundle(&sheets), None).await;
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
}

#[tokio::test]
async fn units_see_what_is_launched_to_them_and_answer() {
    on_both(async |db| {
        let app = app(db).await;
        launched(&app).await;
        let unit = app.view(&officer("kv-1")).await.unwrap();
        for open in ["cua-cuc", "cua-a", "ca-nuoc"] {
            assert!(movement(&unit, open).is_ok(), "{open}");
        }
        for closed in ["cua-b", "cua-ubnd-b", "khong-co"] {
            let refused = movement(&unit, closed);
            assert!(matches!(refused, Err(AppError::NotFound)), "{closed}");
        }
        // Which of its sisters has issued a plan is not the unit's to know.
        assert!(movement(&unit, "cua-a").unwrap().coverage.percent.is_none());
        assert_eq!(matrix(&unit, "cua-a").unwrap().units.len(), 1);
        let by = Caller {
            actor: officer("kv-1"),
            ..Caller::console()
        };
        let issued = |symbol: &str, day: &str| Said::Issued {
            symbol: symbol.to_owned(),
            day: day.to_owned(),
            subject: String::new(),
        };
        let elsewhere = respond(&app, &by, ("cua-a", "kv-2"), &Said::Received).await;
        assert!(matches!(elsewhere, Err(AppError::NotFound)));
        let wrong = respond(&app, &by, ("cua-a", "kv-1"), &issued("2/KH", "31/2/2026"))
            .await
            .unwrap();
        assert_eq!(wrong.faults.len(), 1, "{wrong:?}");
        respond(&app, &by, ("cua-a", "kv-1"), &Said::Received)
            .await
            .unwrap();
        let done = respond(
            &app,
            &by,
            ("cua-a", "kv-1"),
            &issued("2/KH-KV1", "12/01/2026"),
        )
        .await
        .unwrap();
        assert!(done.event.is_some() && done.faults.is_empty(), "{done:?}");
        // Said again, nothing is new, and no second paper stands.
        let again = respond(
            &app,
            &by,
            ("cua-a", "kv-1"),
            &issued("2/KH-KV1", "12/01/2026"),
        )
        .await
        .unwrap();
        assert_eq!(again.event, None);
        let all = app.view(&officer("tinh-a")).await.unwrap();
        let told = movement(&all, "cua-a").unwrap();
        assert_eq!(
            (told.coverage.issued, told.coverage.total),
            (Some(2), Some(3))
        );
        assert_eq!(told.coverage.percent.as_deref(), Some("66.67"));
        assert_eq!(told.coverage.missing[0].code, "kv-2");
        let paper = all
            .state
            .documents
            .values()
            .find(|it| it.symbol.as_deref() == Some("2/KH-KV1"))
            .unwrap();
        assert_eq!(paper.based_on, ["kh-1"]);
        let table = matrix(&all, "cua-a").unwrap();
        let states: Vec<(&str, &str)> = table
            .units
            .iter()
            .map(|it| (it.agency.as_str(), it.state))
            .collect();
        assert_eq!(
            states,
            [
                ("tinh-a", "issued"),
                ("kv-1", "issued"),
                ("kv-2", "missing")
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_is_refused_at_once() {
    on_both(async |db| {
        let app = app(db).await;
        launched(&app).await;
        let movements = "Mã|Tên|Phong trào cấp trên|Từ ngày|Đến ngày|Số đợt|Dịp\n\
            cua-cuc|Phong trào của Cục|cua-a||||\n\
            moi|Phong trào mới|khong-co|2026|2025|ba|ngày truyền thống THADS (hôm qua)";
        let targets =
            "Mã cơ quan|Năm công tác|Mã phong trào|Nội dung|Phép so\ntinh-a|2026|cua-aa|Việc|co";
        let under = "Mã phong trào|Mã cơ quan|Tỷ lệ\ncua-a|tinh-a|120";
        let sheets = [
            ("phong-trao", movements),
            ("chi-tieu", targets),
            ("huong-ung", under),
        ];
        let loaded = take(&app, &bundle(&sheets), None).await;
        assert!(loaded.refused());
        let told: Vec<(&str, &str)> = loaded
            .faults
            .iter()
            .map(|it| (it.sheet.as_str(), it.column.as_str()))
            .collect();
        for wanted in [
            ("phong-trao", "Phong trào cấp trên"),
            ("phong-trao", "Đến ngày"),
            ("phong-trao", "Số đợt"),
            ("phong-trao", "Dịp"),
            ("chi-tieu", "Mã phong trào"),
            ("huong-ung", "Tỷ lệ"),
        ] {
            assert!(told.contains(&wanted), "{wanted:?} of {:#?}", loaded.faults);
        }
        let near = loaded
            .faults
            .iter()
            .find(|it| it.value == "cua-aa")
            .unwrap();
        assert!(near.cure.contains("«cua-a»"), "{near:?}");
        let circle = loaded
            .faults
            .iter()
            .any(|it| it.reason.contains("chính nó"));
        assert!(circle, "{:#?}", loaded.faults);
        // Another's movement is not an officer's to tell; told as it stands it is anybody's.
        let officer = officer("tinh-a");
        let own = "Mã|Tên|Cơ quan phát động\ncua-cuc|Phong trào của Cục|cuc";
        let same = load(
            &app,
            &officer,
            &bundle(&[("phong-trao", own)]),
            &Options::default(),
        )
        .await
        .unwrap();
        assert!(!same.refused(), "{:#?}", same.faults);
        let foreign = "Mã|Tên|Cơ quan phát động\nkhac|Phong trào khác|tinh-b";
        let refused = load(
            &app,
            &officer,
            &bundle(&[("phong-trao", foreign)]),
            &Options::default(),
        )
        .await
        .unwrap();
        assert!(refused.refused());
    })
    .await;
}

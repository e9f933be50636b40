//! Who may receive what: facts gathered from the records, verdicts with their proofs, for one and for all, on both
//! databases. What a rule asks is tested beside the rules; here it is what the records say of it.

mod guard;
mod many;
mod units;

use serde_json::Value;
use thidua_app::law::eligibility::{Ask, Eligibility, StepLine, of, one};
use thidua_app::{App, AppError, View};
use thidua_store::Engine;
use thidua_store::testing::{fresh, on_both};

use crate::desk::{app, bundle, take, view};

/// A province with an office of ten people; 2025 is judged on its last day, 31/12/2025.
pub(super) const BASE: &[(&str, &str)] = &[
    (
        "co-quan",
        "Mã|Tên|Cấp|Mã cấp trên|Từ ngày|Đến ngày
         cuc|Cục Quản lý|cuc_quan_ly|||
         tinh-a|THADS tỉnh A|tinh|cuc||
         phong-1|Phòng THADS khu vực 1|khu_vuc|tinh-a||
         tinh-b|THADS tỉnh B|tinh|cuc||",
    ),
    (
        "nhan-su",
        "Mã|Họ và tên|Giới tính|Mã cơ quan|Chức vụ|Nhóm|Từ ngày|Ngày vào ngành
         nv-01|Nguyễn Văn Một|nam|phong-1|Trưởng phòng|lanh_dao|2020-01-01|2010-01-01
         nv-02|Trần Thị Hai|nu|phong-1||chap_hanh_vien|2020-01-01|2012-01-01
         nv-03|Lê Văn Ba|nam|phong-1||chap_hanh_vien|2020-01-01|2012-01-01
         nv-04|Phạm Thị Bốn|nu|phong-1||chap_hanh_vien|2020-01-01|2012-01-01
         nv-05|Hoàng Văn Năm|nam|phong-1||cong_chuc|2020-01-01|2012-01-01
         nv-06|Vũ Văn Sáu|nam|phong-1||cong_chuc|2020-01-01|2012-01-01
         nv-07|Đặng Thị Bảy|nu|phong-1||cong_chuc|2020-01-01|2012-01-01
         nv-08|Bùi Thị Tám|nu|phong-1||nguoi_lao_dong|2020-01-01|2012-01-01
         nv-09|Ngô Văn Chín|nam|phong-1||nguoi_lao_dong|2020-01-01|2012-01-01
         nv-10|Đinh Văn Mười|nam|phong-1||nguoi_lao_dong|2020-01-01|2012-01-01
         nv-a|Mai Văn A|nam|tinh-a|Phó Trưởng Thi hành án dân sự tỉnh|lanh_dao|2020-01-01|
         nv-b|Đỗ Văn B|nam|tinh-b||cong_chuc|2020-01-01|",
    ),
    (
        "danh-gia",
        "Năm|Mã đối tượng|Mức xếp loại
         2025|nv-01|htxsnv
         2025|nv-02|httnv
         2025|nv-03|httnv
         2025|nv-04|httnv
         2025|nv-05|httnv
         2025|nv-06|httnv
         2025|nv-07|httnv
         2025|nv-08|htnv
         2025|phong-1|httnv",
    ),
    (
        "sang-kien",
        "Mã|Tên|Tác giả|Phạm vi|Ngày công nhận|Đã dùng cho
         sk-1|Sổ theo dõi việc theo thời hạn|nv-02: 60 %; nv-03: 40 %|co_so|10/5/2025|
         sk-2|Mẫu thông báo chung|nv-04|co_so||",
    ),
];

/// Lao động tiên tiến of 2025 for seven of the ten.
pub(super) const AWARDS: &[(&str, &str)] = &[(
    "khen-thuong",
    "Mã cơ quan|Đối tượng|Mã đối tượng|Mã khen thưởng|Năm thành tích|Ngày quyết định
     phong-1|ca_nhan|nv-01|ldtt|2025|20/11/2025
     phong-1|ca_nhan|nv-02|ldtt|2025|20/11/2025
     phong-1|ca_nhan|nv-03|ldtt|2025|20/11/2025
     phong-1|ca_nhan|nv-04|ldtt|2025|20/11/2025
     phong-1|ca_nhan|nv-05|ldtt|2025|20/11/2025
     phong-1|ca_nhan|nv-06|ldtt|2025|20/11/2025
     phong-1|ca_nhan|nv-07|ldtt|2025|20/11/2025
     tinh-a|ca_nhan|nv-a|ldtt|2025|20/11/2025",
)];

pub(super) async fn told(app: &App, sheets: &[(&str, &str)]) {
    let loaded = take(app, &bundle(sheets), None).await;
    assert!(!loaded.refused(), "{loaded:#?}");
}

pub(super) async fn filled(app: &App) {
    told(app, BASE).await;
    told(app, AWARDS).await;
}

pub(super) fn asked(subject: &str, award: &str, year: i16) -> Ask {
    Ask {
        subject: subject.to_owned(),
        award: Some(award.to_owned()),
        year,
        ..Ask::default()
    }
}

pub(super) fn verdict(view: &View, subject: &str, award: &str, year: i16) -> Eligibility {
    one(view, &asked(subject, award, year)).unwrap()
}

pub(super) fn outcome(view: &View, subject: &str, award: &str, year: i16) -> &'static str {
    verdict(view, subject, award, year).outcome
}

/// The step of a condition in a tree of steps.
pub(super) fn step<'a>(steps: &'a [StepLine], rule: &str) -> Option<&'a StepLine> {
    steps.iter().find_map(|own| match own.rule == rule {
        true => Some(own),
        false => step(&own.steps, rule),
    })
}

/// An answer without the identities of records, which follow the order of loading.
pub(super) fn bare(found: &impl serde::Serialize) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.remove("key");
                fields.values_mut().for_each(strip);
                if let Some(Value::Array(evidence)) = fields.get_mut("evidence") {
                    evidence.sort_by_key(ToString::to_string);
                }
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(found).unwrap();
    strip(&mut value);
    value
}

#[tokio::test]
async fn a_verdict_follows_the_records_and_names_them() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let view = view(&app).await;
        let found = verdict(&view, "nv-01", "cstdcs", 2025);
        assert_eq!(found.outcome, "eligible", "{found:#?}");
        assert_eq!(
            (found.on.as_str(), found.regime.as_str()),
            ("2025-12-31", "C")
        );
        assert!(found.missing.is_empty() && found.unconfirmed && found.conduct_known);
        let ldtt = step(&found.steps, "cstdcs.ldtt").unwrap();
        assert_eq!((ldtt.holds, ldtt.evidence.len()), (Some(true), 1));
        assert!(ldtt.citation.contains("Điều 23"), "{}", ldtt.citation);
        assert_eq!(ldtt.evidence[0].sheet, "khen-thuong");
        assert!(ldtt.evidence[0].key.parse::<i64>().is_ok());
        assert!(ldtt.confirmed.is_none(), "nobody confirmed anything yet");
        // By an initiative: of both authors; one that was not recognised counts for nobody.
        assert_eq!(outcome(&view, "nv-02", "cstdcs", 2025), "eligible");
        assert_eq!(outcome(&view, "nv-03", "cstdcs", 2025), "eligible");
        let not = verdict(&view, "nv-04", "cstdcs", 2025);
        assert_eq!(not.outcome, "not_eligible", "{not:#?}");
        let ways: Vec<Option<&str>> = not
            .missing
            .iter()
            .map(|own| own.one_way_of.as_deref())
            .collect();
        assert_eq!(ways, [Some("cstdcs.mot_trong"); 2]);
        // Nobody rated the deputy: that is not known, and not a failure.
        let human = verdict(&view, "nv-a", "cstdcs", 2025);
        assert_eq!(human.outcome, "needs_human");
        assert!(human.missing.iter().any(|own| own.needs_human));
        assert_eq!(outcome(&view, "nv-08", "cstdcs", 2025), "not_eligible");
        assert_eq!(outcome(&view, "nv-01", "cstdcs", 2026), "not_eligible");
    })
    .await;
}

#[tokio::test]
async fn what_is_known_of_a_person_is_what_was_told() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let view = view(&app).await;
        let book = view.state.law.clone();
        let days = thidua_app::law::eligibility::Days::default();
        let moment = thidua_app::law::eligibility::moment(&book, 2025, &days, view.today).unwrap();
        let gatherer = thidua_app::law::Gatherer::new(&view, &book, moment);
        let head = gatherer.person("nv-01").unwrap();
        assert_eq!(
            (head.woman, head.group.as_deref()),
            (Some(false), Some("lanh_dao"))
        );
        assert!(head.service_from.is_some());
        let post = &head.posts[0];
        assert_eq!(post.position, Some(thidua_domain::law::Position::Head));
        assert_eq!(post.level.as_str(), "khu_vuc");
        let lead = head.leads.unwrap();
        assert_eq!(lead.link.key.as_str(), "phong-1");
        let deputy = gatherer.person("nv-a").unwrap();
        assert_eq!((deputy.service_from, deputy.leads), (None, None));
        assert_eq!(
            deputy.posts[0].position,
            Some(thidua_domain::law::Position::Deputy)
        );
        assert!(deputy.ratings.is_empty() && deputy.members.is_none());
        assert!(gatherer.person("phong-1").is_none() && gatherer.unit("nv-01").is_none());
        let office = gatherer.unit("phong-1").unwrap();
        assert_eq!(office.members.unwrap().len(), 10);
        assert!(office.targets.is_empty() && office.unit.is_some());
        // The office is a part of the province; the provinces are bodies of their own below the directorate.
        assert_eq!(gatherer.unit("tinh-a").unwrap().members.unwrap().len(), 11);
        assert_eq!(gatherer.unit("cuc").unwrap().members, None);
    })
    .await;
}

#[tokio::test]
async fn two_codes_of_one_person_are_one_person() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let other = &[
            (
                "nhan-su",
                "Mã|Họ và tên|Mã cơ quan|Nhóm|Từ ngày|Đến ngày
                 cu-01|Nguyễn Văn Một|tinh-b|cong_chuc|2015-01-01|2019-12-31",
            ),
            (
                "khen-thuong",
                "Mã cơ quan|Đối tượng|Mã đối tượng|Mã khen thưởng|Năm thành tích|Ngày quyết định
                 tinh-b|ca_nhan|cu-01|cstdcs|2024|20/12/2024
                 phong-1|ca_nhan|nv-01|cstdcs|2025|20/12/2025",
            ),
        ];
        told(&app, other).await;
        let apart = view(&app).await;
        assert_ne!(outcome(&apart, "nv-01", "bk_bo", 2025), "eligible");
        told(&app, &[("gop-nguoi", "Mã trùng|Mã giữ lại\ncu-01|nv-01")]).await;
        let view = view(&app).await;
        let found = verdict(&view, "nv-01", "bk_bo", 2025);
        assert_eq!(found.outcome, "eligible", "{found:#?}");
        let twice = step(&found.steps, "bk_bo.hai_cstdcs").unwrap();
        assert_eq!(twice.evidence.len(), 2);
        let same = verdict(&view, "cu-01", "bk_bo", 2025);
        assert_eq!(same, found, "asked for by the other code");
    })
    .await;
}

#[tokio::test]
async fn a_name_that_was_not_matched_is_nobodys_and_several_awards_in_one_are_none_for_sure() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let rows = &[(
            "khen-thuong",
            "Mã cơ quan|Đối tượng|Mã đối tượng|Họ tên nêu|Mã khen thưởng|Năm thành tích|Ngày quyết định
             phong-1|ca_nhan|nv-05||cstdcs|2024|20/12/2024
             phong-1|ca_nhan|nv-05||cstdcs;bk_bo|2025|20/12/2025
             phong-1|ca_nhan|nv-06||cstdcs|2025|20/12/2025
             phong-1|ca_nhan||Vũ Văn Sáu|cstdcs|2024|20/12/2024",
        )];
        told(&app, rows).await;
        let view = view(&app).await;
        let unsplit = verdict(&view, "nv-05", "bk_bo", 2025);
        let twice = step(&unsplit.steps, "bk_bo.hai_cstdcs").unwrap();
        assert_eq!(twice.holds, None, "{twice:#?}");
        let named = verdict(&view, "nv-06", "bk_bo", 2025);
        let twice = step(&named.steps, "bk_bo.hai_cstdcs").unwrap();
        assert_eq!((twice.holds, twice.evidence.len()), (Some(false), 1));
    })
    .await;
}

#[tokio::test]
async fn the_order_of_rows_never_matters() {
    on_both(async |db| {
        let here = app(db).await;
        filled(&here).await;
        let forward = view(&here).await;
        let second = fresh(Engine::Sqlite).await;
        let other = app(second.db.clone()).await;
        told(&other, BASE).await;
        let (sheet, text) = AWARDS[0];
        let mut lines = text.lines();
        let mut turned: Vec<&str> = vec![lines.next().unwrap()];
        turned.extend(lines.rev());
        told(&other, &[(sheet, &turned.join("\n"))]).await;
        let backward = view(&other).await;
        for subject in ["nv-01", "nv-04", "nv-a", "phong-1", "tinh-a"] {
            let ask = Ask {
                award: None,
                ..asked(subject, "", 2025)
            };
            let (one, two) = (of(&forward, &ask).unwrap(), of(&backward, &ask).unwrap());
            assert!(one.awards.len() > 3);
            assert_eq!(bare(&one), bare(&two), "{subject}");
        }
        drop(other);
        second.finish().await;
    })
    .await;
}

#[tokio::test]
async fn questions_the_law_does_not_answer_are_refused_in_words() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let view = view(&app).await;
        let refused = |ask: Ask| match one(&view, &ask) {
            Err(AppError::Refused(why)) => why,
            other => panic!("{other:#?}"),
        };
        assert!(refused(asked("nv-01", "khong-co", 2025)).contains("«khong-co»"));
        assert!(refused(asked("nv-01", "tt_ldxs", 2025)).contains("cho cá nhân"));
        assert!(refused(asked("nv-01", "ldtt", 2010)).contains("01/10/2017"));
        assert!(refused(asked("nv-01", "ldtt", 20)).contains("Năm 20"));
        let mut road = asked("nv-01", "ldtt", 2025);
        road.road = Some("khac".to_owned());
        assert!(refused(road).contains("cong_trang"));
        let mut late = asked("nv-01", "ldtt", 2025);
        late.on = Some(jiff::civil::date(2025, 10, 1));
        late.received_on = Some(jiff::civil::date(2025, 11, 1));
        assert!(refused(late).contains("tiếp nhận"));
        let missing = one(&view, &asked("khong-ai", "ldtt", 2025));
        assert!(matches!(missing, Err(AppError::NotFound)));
    })
    .await;
}

//! Collectives: shares of members at their edges, what becomes of the awards of bodies that are no more, targets,
//! clusters, ceilings.

use thidua_app::View;
use thidua_store::testing::on_both;

use super::{AWARDS, BASE, filled, outcome, step, told, verdict};
use crate::desk::{app, take, view};

#[tokio::test]
async fn seventy_percent_is_enough_and_one_less_is_not() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let seven = view(&app).await;
        let found = verdict(&seven, "phong-1", "tt_ldtt", 2025);
        assert_eq!(found.outcome, "eligible", "{found:#?}");
        let share = step(&found.steps, "tt_ldtt.ty_le").unwrap();
        assert!(share.found.contains("07/10"), "{}", share.found);
        // One more joins without the title: seven of eleven.
        let one_more = &[(
            "nhan-su",
            "Mã|Họ và tên|Mã cơ quan|Nhóm|Từ ngày|Ngày vào ngành
             nv-11|Lý Văn Mười Một|phong-1|cong_chuc|2025-02-01|2012-01-01",
        )];
        told(&app, one_more).await;
        let view = view(&app).await;
        assert_eq!(outcome(&view, "phong-1", "tt_ldtt", 2025), "not_eligible");
        assert_eq!(seven.state.people.len() + 1, view.state.people.len());
    })
    .await;
}

#[tokio::test]
async fn whoever_may_have_to_be_left_out_is_reckoned_both_ways_and_named() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let away =
            |person: &str, from: &str| format!("Mã cá nhân|Loại|Từ ngày\n{person}|thai_san|{from}");
        // Of another year: nothing to reckon.
        told(&app, &[("vang-mat", &away("nv-07", "01/11/2025"))]).await;
        let before = view(&app).await;
        assert_eq!(outcome(&before, "phong-1", "tt_ldtt", 2025), "eligible");
        // With her seven of ten, without her six of nine.
        told(&app, &[("vang-mat", &away("nv-07", "01/8/2025"))]).await;
        let open = view(&app).await;
        let found = verdict(&open, "phong-1", "tt_ldtt", 2025);
        assert_eq!(found.outcome, "needs_human", "{found:#?}");
        let share = step(&found.steps, "tt_ldtt.ty_le").unwrap();
        assert_eq!(share.left_out.len(), 1);
        assert!(
            share.left_out[0].contains("thai sản"),
            "{:?}",
            share.left_out
        );
    })
    .await;
}

#[tokio::test]
async fn members_are_those_of_the_last_day_of_the_year() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, BASE).await;
        told(&app, AWARDS).await;
        let rows = &[(
            "nhan-su",
            "Mã|Họ và tên|Mã cơ quan|Nhóm|Từ ngày|Đến ngày|Ngày vào ngành
             di-1|Người Đi|phong-1|cong_chuc|2020-01-01|29/9/2025|2012-01-01
             den-1|Người Đến|phong-1|cong_chuc|1/10/2025||2012-01-01
             huu-1|Người Nghỉ Hưu|phong-1|cong_chuc|2000-01-01|30/6/2025|2000-01-01",
        )];
        told(&app, rows).await;
        let before = view(&app).await;
        let found = verdict(&before, "phong-1", "tt_ldtt", 2025);
        let share = step(&found.steps, "tt_ldtt.ty_le").unwrap();
        assert!(share.found.contains("07/10"), "{}", share.found);
        let retired = "Mã cá nhân|Loại|Từ ngày\nhuu-1|nghi_huu|01/7/2025";
        told(&app, &[("vang-mat", retired)]).await;
        let view = view(&app).await;
        let found = verdict(&view, "phong-1", "tt_ldtt", 2025);
        let share = step(&found.steps, "tt_ldtt.ty_le").unwrap();
        assert_eq!(share.left_out.len(), 1, "{share:#?}");
        assert_eq!(
            found.outcome, "needs_human",
            "seven of ten, or seven of eleven"
        );
    })
    .await;
}

/// Three bodies of before July 2025: one renamed, two merged, one dissolved. Each new one won alone what was won in 2025.
const HEIRS: &[(&str, &str)] = &[
    (
        "co-quan",
        "Mã|Tên|Cấp|Mã cấp trên|Từ ngày|Đến ngày
         cuc|Cục Quản lý|cuc_quan_ly|||
         tinh-a|THADS tỉnh A|tinh|cuc||
         q-1|Chi cục THADS Quận 1|huyen|tinh-a||30/6/2025
         q-2|Chi cục THADS Quận 2|huyen|tinh-a||30/6/2025
         q-3|Chi cục THADS Quận 3|huyen|tinh-a||30/6/2025
         q-4|Chi cục THADS Quận 4|huyen|tinh-a||30/6/2025
         kv-1|Phòng THADS khu vực 1|khu_vuc|tinh-a|01/7/2025|
         kv-2|Phòng THADS khu vực 2|khu_vuc|tinh-a|01/7/2025|",
    ),
    (
        "sap-xep",
        "Ngày hiệu lực|Loại|Mã cũ|Mã mới
         01/7/2025|doi_ten|q-1|kv-1
         01/7/2025|sap_nhap|q-2|kv-2
         01/7/2025|sap_nhap|q-3|kv-2
         01/7/2025|giai_the|q-4|",
    ),
    (
        "danh-gia",
        "Năm|Mã đối tượng|Mức xếp loại
         2025|kv-1|htnv
         2025|kv-2|htnv
         2025|q-4|htnv",
    ),
    (
        "khen-thuong",
        "Mã cơ quan|Đối tượng|Mã đối tượng|Mã khen thưởng|Năm thành tích|Ngày quyết định
         q-1|tap_the|q-1|tt_ldxs|2024|20/12/2024
         kv-1|tap_the|kv-1|tt_ldxs|2025|20/12/2025
         q-2|tap_the|q-2|tt_ldxs|2024|20/12/2024
         kv-2|tap_the|kv-2|tt_ldxs|2025|20/12/2025
         q-4|tap_the|q-4|tt_ldxs|2024|20/12/2024
         q-4|tap_the|q-4|tt_ldxs|2025|20/12/2025",
    ),
];

#[tokio::test]
async fn a_new_name_keeps_what_was_won_a_merger_asks_a_person_and_a_dissolved_body_gets_none() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, HEIRS).await;
        let view = view(&app).await;
        let renamed = verdict(&view, "kv-1", "bk_bo", 2025);
        assert_eq!(renamed.outcome, "eligible", "{renamed:#?}");
        let merged = verdict(&view, "kv-2", "bk_bo", 2025);
        assert_eq!(merged.outcome, "needs_human", "{merged:#?}");
        let twice = step(&merged.steps, "bk_bo.tt_hai_ldxs").unwrap();
        assert_eq!((twice.holds, twice.evidence.len()), (None, 2));
        assert!(
            twice.remarks.iter().any(|own| own.contains("tiền thân")),
            "{twice:#?}"
        );
        let gone = verdict(&view, "q-4", "bk_bo", 2025);
        assert_eq!(gone.outcome, "not_eligible");
        let alive = step(&gone.steps, "chung.con_hoat_dong").unwrap();
        assert_eq!(alive.holds, Some(false), "{alive:#?}");
    })
    .await;
}

#[tokio::test]
async fn a_flag_needs_the_cluster_the_targets_and_the_organisations() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let flag = "Mã cơ quan|Đối tượng|Mã đối tượng|Mã khen thưởng|Năm thành tích|Trạng thái
                    phong-1|tap_the|phong-1|co_bo|2025|suy_ton";
        let rated = "Mã cơ quan|Tổ chức|Năm|Mức xếp loại
                     phong-1|dang|2025|htxsnv
                     phong-1|doan_the|2025|htxsnv";
        let target = |result: &str| {
            format!(
                "Mã|Mã cơ quan|Năm công tác|Nội dung|Kết quả nêu
                 ct-1|phong-1|2025|Tổ chức tốt phong trào thi đua|vuot
                 ct-2|phong-1|2025|Cải cách hành chính|{result}"
            )
        };
        told(&app, &[("khen-thuong", flag), ("xep-loai-doan-the", rated)]).await;
        let none = view(&app).await;
        let open = verdict(&none, "phong-1", "co_bo", 2025);
        assert_eq!(
            open.outcome, "needs_human",
            "no targets were told: {open:#?}"
        );
        let unknown = target("");
        told(&app, &[("chi-tieu", &unknown)]).await;
        let half = view(&app).await;
        assert_eq!(outcome(&half, "phong-1", "co_bo", 2025), "needs_human");
        let done = target("vuot");
        take(
            &app,
            &crate::desk::bundle(&[("chi-tieu", &done)]),
            Some("Bổ sung kết quả"),
        )
        .await;
        let all = view(&app).await;
        let found = verdict(&all, "phong-1", "co_bo", 2025);
        assert_eq!(found.outcome, "eligible", "{found:#?}");
        // While the year runs its result is open.
        let mut early = super::asked("phong-1", "co_bo", 2025);
        early.on = Some(jiff::civil::date(2025, 9, 30));
        let early = thidua_app::law::eligibility::one(&all, &early).unwrap();
        assert_eq!(early.outcome, "needs_human");
        let met = target("dat");
        take(
            &app,
            &crate::desk::bundle(&[("chi-tieu", &met)]),
            Some("Sửa kết quả"),
        )
        .await;
        let view = view(&app).await;
        assert_eq!(outcome(&view, "phong-1", "co_bo", 2025), "not_eligible");
    })
    .await;
}

#[tokio::test]
async fn a_ceiling_counts_those_proposed_and_the_nominee() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, BASE).await;
        let mut people = "Mã|Họ và tên|Mã cơ quan|Nhóm|Từ ngày".to_owned();
        let mut awards =
            "Mã cơ quan|Đối tượng|Mã đối tượng|Mã khen thưởng|Năm thành tích|Trạng thái".to_owned();
        let mut initiatives = "Mã|Tên|Tác giả|Phạm vi|Ngày công nhận".to_owned();
        for at in 1..=20 {
            people.push_str(&format!(
                "\np-{at:02}|Người số {at:02}|tinh-b|cong_chuc|2015-01-01"
            ));
            awards.push_str(&format!("\ntinh-b|ca_nhan|p-{at:02}|ldtt|2023|da_tang"));
        }
        for at in 1..=4 {
            initiatives.push_str(&format!(
                "\ns-{at}|Sáng kiến {at}|p-{at:02}|co_so|10/5/2023"
            ));
        }
        for at in 1..=3 {
            awards.push_str(&format!(
                "\ntinh-b|ca_nhan|p-{at:02}|cstdcs|2023|dang_de_nghi"
            ));
        }
        told(
            &app,
            &[
                ("nhan-su", &people),
                ("khen-thuong", &awards),
                ("sang-kien", &initiatives),
            ],
        )
        .await;
        let view = view(&app).await;
        // 15 % of twenty are three: the third of those proposed is within, a fourth is for people to choose.
        let within = verdict(&view, "p-03", "cstdcs", 2023);
        let ceiling = step(&within.steps, "cstdcs.tran").unwrap();
        assert_eq!(ceiling.holds, Some(true), "{ceiling:#?}");
        assert!(ceiling.found.contains("03/20"), "{}", ceiling.found);
        assert_eq!((within.outcome, within.regime.as_str()), ("eligible", "A"));
        let over = verdict(&view, "p-04", "cstdcs", 2023);
        assert_eq!(over.outcome, "needs_human", "{over:#?}");
        assert!(
            step(&over.steps, "cstdcs.tran")
                .unwrap()
                .found
                .contains("04/20")
        );
        // A row that counts some without naming them: how many there are, nobody knows.
        let counted = "Mã cơ quan|Đối tượng|Mã đối tượng|Họ tên nêu|Mã khen thưởng|Năm thành tích|Trạng thái|Số lượng";
        let others = "tinh-b|ca_nhan|||cstdcs|2022|da_tang|2\ntinh-b|tap_the|||tt_ldtt|2023|da_tang|2\ntinh-a|ca_nhan|||cstdcs|2023|da_tang|9";
        told(&app, &[("khen-thuong", &format!("{counted}\n{others}"))]).await;
        let ceiling = |view: &View| {
            let found = verdict(view, "p-03", "cstdcs", 2023);
            step(&found.steps, "cstdcs.tran").unwrap().holds
        };
        let seen = crate::desk::view(&app).await;
        assert_eq!(ceiling(&seen), Some(true), "other years, bodies and awards");
        let row = "tinh-b|ca_nhan||Người Lạ|ldtt|2023|dang_de_nghi|";
        told(&app, &[("khen-thuong", &format!("{counted}\n{row}"))]).await;
        let seen = crate::desk::view(&app).await;
        assert_eq!(ceiling(&seen), None);
    })
    .await;
}

#[tokio::test]
async fn a_body_that_was_parted_and_lives_on_wins_for_itself_from_then_on() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, BASE).await;
        let parted = &[
            (
                "co-quan",
                "Mã|Tên|Cấp|Mã cấp trên|Từ ngày
                 phong-2|Phòng THADS khu vực 2|khu_vuc|tinh-a|2022-01-01",
            ),
            (
                "sap-xep",
                "Ngày hiệu lực|Loại|Mã cũ|Mã mới|Văn bản
                 01/01/2022|chia_tach|phong-1|phong-2|",
            ),
            (
                "khen-thuong",
                "Mã cơ quan|Mã đối tượng|Đối tượng|Mã khen thưởng|Năm thành tích|Trạng thái
                 phong-1|phong-1|tap_the|tt_ldxs|2020|da_tang
                 phong-1|phong-1|tap_the|tt_ldxs|2024|da_tang",
            ),
        ];
        told(&app, parted).await;
        let view = view(&app).await;
        let moment = thidua_domain::law::Moment::new(
            thidua_domain::time::WorkYear(2025),
            jiff::civil::date(2025, 12, 31),
        );
        let gatherer = thidua_app::law::Gatherer::new(&view, &view.state.law, moment);
        let years = |code: &str| -> Vec<(i16, bool)> {
            let facts = gatherer.unit(code).unwrap();
            let awards = facts.awards.iter();
            awards
                .map(|own| (own.years.unwrap().to.0, own.inherited))
                .collect()
        };
        assert_eq!(years("phong-1"), [(2020, false), (2024, false)]);
        assert_eq!(years("phong-2"), [(2020, true)]);
    })
    .await;
}

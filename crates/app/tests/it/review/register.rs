//! Awards: each agency in its time, rows without a year, ranking within a block.

use thidua_app::AppError;
use thidua_app::register::{AskAwards, Awards, awards};
use thidua_app::scoring::{AskRanking, ranking};
use thidua_app::{App, View};
use thidua_store::testing::on_both;

use super::{AGENCIES, errors};
use crate::desk::{app, bundle, take, view};

async fn tally(app: &App, agency: &str, from: i16, to: i16) -> Awards {
    let ask = AskAwards {
        agency: agency.to_owned(),
        from,
        to,
        month: None,
        own: false,
    };
    awards(&view(app).await, &ask).unwrap()
}

fn instances(awards: &Awards) -> i64 {
    awards.rows.iter().filter_map(|row| row.instances).sum()
}

/// Contract: `--agency C` counts "C, the agencies below it and, through `sap-xep`, its predecessors, each
/// in its time".
#[tokio::test]
async fn an_agency_that_moved_is_counted_where_it_stood() {
    on_both(async |db| {
        let app = app(db).await;
        let agencies = "Mã|Tên|Cấp|Mã cấp trên|Từ ngày|Đến ngày
            cuc|Cục|cuc_quan_ly|||
            tinh-a|A|tinh|cuc||
            tinh-b|B|tinh|cuc||
            quan-x|X|huyen|tinh-a||2023-09-30
            quan-x|X|huyen|tinh-b|2023-10-01|";
        let told = "Mã cơ quan|Đối tượng|Mã khen thưởng|Năm thành tích|Số lượng
            quan-x|ca_nhan|gk|2022|3
            quan-x|ca_nhan|gk|2024|5
            quan-x|ca_nhan|gk|2019-2020|7";
        let loaded = take(
            &app,
            &bundle(&[("co-quan", agencies), ("khen-thuong", told)]),
            None,
        )
        .await;
        assert!(!loaded.refused(), "{loaded:#?}");
        let all = async |agency| instances(&tally(&app, agency, 2019, 2024).await);
        assert_eq!(all("tinh-a").await, 10);
        assert_eq!(all("tinh-b").await, 5);
        assert_eq!(all("cuc").await, 15);
        assert_eq!(all("quan-x").await, 15);
    })
    .await;
}

/// A row whose year is not told is named, never dropped in silence.
#[tokio::test]
async fn a_row_without_a_year_is_left_out_by_name() {
    on_both(async |db| {
        let app = app(db).await;
        let told = "Mã cơ quan|Đối tượng|Mã khen thưởng|Ngày quyết định|Số lượng
            phong-1|ca_nhan|gk||4
            phong-1|tap_the|gk|2019-01-15|2";
        take(&app, &bundle(&[AGENCIES, ("khen-thuong", told)]), None).await;
        let found = tally(&app, "tinh-a", 2026, 2026).await;
        assert!(found.rows.is_empty());
        let left: Vec<_> = found.left_out.iter().map(|row| row.instances).collect();
        assert_eq!(left, [Some(4)]);
        assert_eq!(tally(&app, "tinh-a", 2018, 2019).await.left_out.len(), 2);
    })
    .await;
}

/// Contract: `--to` may name a month. What was decided in those months counts, what was decided later does
/// not, and of a row without a day only its source can tell that it was decided before.
#[tokio::test]
async fn the_last_year_may_end_at_a_month() {
    on_both(async |db| {
        let app = app(db).await;
        let papers = "Mã|Loại|Ngày ban hành|Trích yếu
            bao-som|bao_cao|2021-05-20|Báo cáo tháng 5
            bao-muon|bao_cao|2021-12-01|Báo cáo năm";
        let told =
            "Mã cơ quan|Đối tượng|Mã khen thưởng|Năm thành tích|Ngày quyết định|Số lượng|Nguồn
            phong-1|ca_nhan|gk|2020||1|bao-muon
            phong-1|ca_nhan|gk|2021|2021-05-31|2|
            phong-1|ca_nhan|gk|2021|2021-06-01|4|
            phong-1|tap_the|gk|2021||8|bao-som
            phong-1|tap_the|bk_bo|2021||16|bao-muon
            phong-1|tap_the|bk_tinh|2020-2021|2021|32|
            phong-1|tap_the|ldtt||2021-06-01|64|
            phong-1|tap_the|tt_ldtt|2021|2021-05|128|";
        let loaded = take(
            &app,
            &bundle(&[AGENCIES, ("van-ban", papers), ("khen-thuong", told)]),
            None,
        )
        .await;
        assert!(!loaded.refused(), "{loaded:#?}");
        let ask = |to: i16, month: Option<u8>| AskAwards {
            agency: "tinh-a".to_owned(),
            from: 2020,
            to,
            month,
            own: false,
        };
        let view = view(&app).await;
        let found = awards(&view, &ask(2021, Some(8))).unwrap();
        assert_eq!((instances(&found), found.month), (1 + 2 + 8 + 128, 8));
        let left: Vec<(Option<i64>, &str)> = found
            .left_out
            .iter()
            .map(|row| (row.instances, row.left_out.as_deref().unwrap_or_default()))
            .collect();
        let why =
            "Nguồn không nêu ngày quyết định nên không biết có trong 8 tháng năm 2021 hay không.";
        assert_eq!(left, [(Some(16), why), (Some(32), why)]);
        let whole = awards(&view, &ask(2021, Some(12))).unwrap();
        assert_eq!(instances(&whole), 255 - 64);
        assert_eq!(whole, awards(&view, &ask(2021, None)).unwrap());
        assert!(awards(&view, &ask(2021, Some(13))).is_err());
    })
    .await;
}

/// A count beyond reason is refused, so that sums never overflow.
#[tokio::test]
async fn a_count_beyond_reason_is_refused() {
    on_both(async |db| {
        let app = app(db).await;
        let told = "Mã cơ quan|Đối tượng|Mã khen thưởng|Năm thành tích|Số lượng
            phong-1|ca_nhan|gk|2026|9000000000000000000";
        let loaded = take(&app, &bundle(&[AGENCIES, ("khen-thuong", told)]), None).await;
        assert_eq!(errors(&loaded).len(), 1);
    })
    .await;
}

fn ask(within: &str, year: i16, level: Option<&str>) -> AskRanking {
    AskRanking {
        within: within.to_owned(),
        year,
        month: 12,
        by: Vec::new(),
        level: level.map(str::to_owned),
        scope: None,
    }
}

#[tokio::test]
async fn a_member_is_ranked_once_and_a_year_without_a_block_is_told() {
    on_both(async |db| {
        let app = app(db).await;
        let blocks = "Mã|Tên|Năm|Cơ quan quản lý|Thành viên
            cum-1|Cụm 1|2026|tinh-a|phong-1;tinh-a/khu_vuc";
        take(&app, &bundle(&[AGENCIES, ("cum-khoi", blocks)]), None).await;
        let view: View = view(&app).await;
        let found = ranking(&view, &ask("cum-1", 2026, None)).unwrap();
        assert_eq!((found.total, found.rows.len()), (2, 2));
        assert!(
            found
                .rows
                .iter()
                .all(|row| row.reasons.contains_key("score") && row.reasons.contains_key("rank"))
        );
        for wrong in [ask("cum-1", 2020, None), ask("tinh-a", 2026, Some("quận"))] {
            assert!(matches!(ranking(&view, &wrong), Err(AppError::Refused(_))));
        }
    })
    .await;
}

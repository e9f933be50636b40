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

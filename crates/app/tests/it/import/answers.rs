//! What is stored already: kept or replaced, row by row.

use super::*;
use crate::desk::view;
use thidua_app::AppError;
use thidua_app::bundle::work::{Decision, Ended, RowDeed};
use thidua_store::testing::on_both;

#[tokio::test]
async fn what_is_stored_already_is_kept_or_replaced_row_by_row() {
    on_both(async |db| {
        let app = office(db).await;
        let me = console();
        let stored = bundle(&[(
            "nhan-su",
            "Mã|Họ và tên|Mã cơ quan|Chức vụ
             nv-1|Nguyễn Văn An|tinh-a|Trưởng phòng
             nv-2|Lê Thị Bình|tinh-a|Phó Trưởng phòng",
        )]);
        take(&app, &stored, None).await;
        let text = "Mã,Họ và tên,Mã cơ quan,Chức vụ\nnv-1,Nguyễn Văn An,tinh-a,Phó Trưởng phòng\nnv-2,Lê Thị Bình,tinh-a,Trưởng phòng\nnv-3,Mới,tinh-a,\n";
        let id = upload(&app, &me, text).await;
        settle(&app, &me, &id).await;
        let found = review(&app, &me, &id).await;
        assert_eq!((found.unlike, found.counts.undecided, found.counts.wrong), (2, 2, 0), "{found:#?}");
        work::rows_deed(&app, &me, &id, 0, &[2], RowDeed::Decide(Decision::Keep)).await.unwrap();
        work::rows_deed(&app, &me, &id, 0, &[3], RowDeed::Decide(Decision::Take)).await.unwrap();
        let found = review(&app, &me, &id).await;
        assert!(found.clean && found.takes, "{found:#?}");
        let by = caller();
        let refused = work::commit(&app, &by, &id, seen(&found), None).await;
        assert!(matches!(refused, Err(AppError::Refused(_))), "a reason is needed");
        let unseen = work::commit(&app, &by, &id, Seen { conflicts: "khác", ..seen(&found) }, Some("lý do")).await.unwrap();
        assert_eq!(unseen, Ended::Changed);
        let ended = work::commit(&app, &by, &id, seen(&found), Some("theo quyết định mới")).await.unwrap();
        assert_eq!(ended, Ended::Stored);
        let state = view(&app).await.state;
        let post = |code: &str| state.people[code].posts[0].post.clone().unwrap_or_default();
        assert_eq!((post("nv-1"), post("nv-2")), ("Trưởng phòng".to_owned(), "Trưởng phòng".to_owned()));
        assert!(state.people.contains_key("nv-3"));
    })
    .await;
}

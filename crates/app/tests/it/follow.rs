//! Limits, causes and solutions that are followed; an event with what belongs to it.

use thidua_app::AppError;
use thidua_app::access::Caller;
use thidua_app::event;
use thidua_app::note::follow::{AskFollowed, FollowUp, Progress, followed, item, progress};
use thidua_app::note::notes;
use thidua_app::{App, View};
use thidua_domain::access::{Actor, Role};
use thidua_store::testing::on_both;

use crate::deeds::{as_user, bundle, errors, loaded, years};
use crate::desk::{take, view};

async fn told(app: &App) -> View {
    let rows = bundle(&[
        (
            "nhan-su",
            &[
                "Mã;Họ và tên;Mã cơ quan;Từ ngày",
                "a-1;Nguyễn Văn An;quan-1;2015-01-01",
            ],
        ),
        (
            "noi-dung",
            &[
                "Mã cơ quan;Năm;Mục;Thứ tự;Nội dung;Giao cho;Hạn xong;Tiến độ;Của hạn chế",
                "quan-1;2024;han_che;1;Hồ sơ lưu trữ chậm;;;;",
                "quan-1;2024;han_che;2;Chưa có phòng tiếp dân riêng;;;;",
                "quan-1;2024;nguyen_nhan;1;Thiếu người làm lưu trữ;;;;1",
                "quan-1;2024;giai_phap;1;Chỉnh lý toàn bộ hồ sơ trước 2020;a-1;2024-06-30;dang_lam;1",
                "ben-tre;2024;giai_phap;1;Mở lớp tập huấn;ben-tre;2024-05-31;xong;",
            ],
        ),
    ]);
    let loaded = take(app, &rows, None).await;
    assert!(errors(&loaded).is_empty(), "{:?}", loaded.faults);
    view(app).await
}

fn ask(within: Option<&str>, year: i16) -> AskFollowed {
    AskFollowed {
        within: within.map(str::to_owned),
        year,
        mine: false,
    }
}

fn texts(found: &FollowUp) -> Vec<(&str, &str, i16)> {
    let rows = found.rows.iter();
    rows.map(|one| {
        (
            one.row.text.as_deref().unwrap_or_default(),
            one.standing,
            one.carried,
        )
    })
    .collect()
}

fn caller(view: &View) -> Caller {
    Caller {
        actor: view.actor.clone(),
        ..Caller::console()
    }
}

const SOLUTION: &str = "Chỉnh lý toàn bộ hồ sơ trước 2020";

#[tokio::test]
async fn a_limit_is_followed_over_years_until_it_is_done() {
    on_both(async |db| {
        let (app, _) = loaded(db).await;
        let console = told(&app).await;
        // Late in its own year, and carried into the next ones as the same thing.
        let found = followed(&console, &ask(Some("quan-1"), 2024)).unwrap();
        assert_eq!(texts(&found), [(SOLUTION, "qua_han", 0)]);
        assert_eq!(found.rows[0].limit.as_deref(), Some("Hồ sơ lưu trữ chậm"));
        let loose: Vec<_> = found
            .loose
            .iter()
            .map(|(row, ..)| row.text.as_deref().unwrap_or_default())
            .collect();
        assert_eq!(
            loose,
            ["Chưa có phòng tiếp dân riêng"],
            "the other limit has a solution that is followed"
        );
        let found = followed(&console, &ask(Some("quan-1"), 2026)).unwrap();
        assert_eq!(texts(&found), [(SOLUTION, "qua_han", 2)]);
        assert!(
            found.loose.is_empty(),
            "limits of other years are not asked of this one"
        );
        assert!(
            followed(&console, &ask(Some("quan-1"), 2023))
                .unwrap()
                .rows
                .is_empty()
        );
        let key = found.rows[0].key.clone();
        // Another office reads and writes none of it.
        let other = as_user(&console, Role::Officer, "ben-tre");
        assert!(matches!(item(&other, &key), Err(AppError::NotFound)));
        let done = Progress {
            key: key.clone(),
            progress: "xong".to_owned(),
            done_on: Some("15/11/2025".to_owned()),
            outcome: Some("Đã chỉnh lý 1.204 hồ sơ".to_owned()),
            ..Progress::default()
        };
        let refused = progress(&app, &caller(&other), &done).await;
        assert!(matches!(refused, Err(AppError::NotFound)), "{refused:?}");
        // Another day needs its reason; without one nothing is stored.
        let later = Progress {
            key: key.clone(),
            progress: "dang_lam".to_owned(),
            due: Some("31/12/2025".to_owned()),
            ..Progress::default()
        };
        let officer = as_user(&console, Role::Officer, "quan-1");
        let refused = progress(&app, &caller(&officer), &later).await;
        assert!(matches!(refused, Err(AppError::Refused(_))), "{refused:?}");
        let later = Progress {
            reason: Some("Chờ kinh phí".to_owned()),
            ..later
        };
        progress(&app, &caller(&officer), &later).await.unwrap();
        // Who answers for it tells that it is done, though loading nothing.
        let owner = View {
            actor: Actor {
                person: Some("a-1".to_owned()),
                ..as_user(&console, Role::Employee, "quan-1").actor
            },
            ..view(&app).await
        };
        let mine = followed(
            &owner,
            &AskFollowed {
                mine: true,
                ..ask(None, 2026)
            },
        )
        .unwrap();
        assert_eq!(mine.rows.len(), 1);
        assert!(mine.rows[0].writes);
        progress(&app, &caller(&owner), &done).await.unwrap();
        let now = view(&app).await;
        let found = item(&now, &key).unwrap();
        assert_eq!(
            found.standing,
            Some("da_xong"),
            "done before the day it was given"
        );
        assert_eq!(found.row.done_on.as_deref(), Some("2025-11-15"));
        assert_eq!(found.row.due.as_deref(), Some("2025-12-31"));
        assert_eq!(
            found.limit.and_then(|(_, text)| text).as_deref(),
            Some("Hồ sơ lưu trữ chậm")
        );
        let history = thidua_app::record::history(&app, &now, "noi-dung", &key)
            .await
            .unwrap();
        let reasons: Vec<_> = history
            .lines
            .iter()
            .map(|line| line.reason.as_deref())
            .collect();
        assert_eq!(
            reasons,
            [Some("Cập nhật tiến độ"), Some("Chờ kinh phí"), None]
        );
        // Done in 2026, so that year still tells it; the next one no more, and reports carry it no further.
        let of = |year: i16| {
            followed(&now, &ask(Some("quan-1"), year))
                .unwrap()
                .rows
                .len()
        };
        assert_eq!((of(2025), of(2026), of(2027)), (1, 1, 0));
        assert!(
            notes(&now, &years("quan-1", 2027, 2027))
                .unwrap()
                .carried
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_wrong_is_told_and_nothing_is_stored() {
    on_both(async |db| {
        let (app, _) = loaded(db).await;
        let console = told(&app).await;
        let found = followed(&console, &ask(Some("quan-1"), 2024)).unwrap();
        let wrong = Progress {
            key: found.rows[0].key.clone(),
            progress: "xong".to_owned(),
            done_on: Some("ngày kia".to_owned()),
            due: Some("31/31/2025".to_owned()),
            reason: Some("x".to_owned()),
            ..Progress::default()
        };
        let refused = progress(&app, &Caller::console(), &wrong).await;
        let Err(AppError::Faulty(faults)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(faults.len(), 2, "{faults:?}");
        let again = followed(&view(&app).await, &ask(Some("quan-1"), 2024)).unwrap();
        assert_eq!(again, found);
        // A row brought by a file is held to the same.
        let rows = bundle(&[(
            "noi-dung",
            &[
                "Mã cơ quan;Năm;Mục;Thứ tự;Nội dung;Tiến độ;Ngày xong;Của hạn chế",
                "quan-1;2025;giai_phap;1;Mở thêm bàn tiếp dân;dang_lam;2025-03-01;",
                "quan-1;2025;ket_qua;1;Đạt chỉ tiêu;;;1",
            ],
        )]);
        let refused = take(&app, &rows, None).await;
        assert_eq!(errors(&refused).len(), 2, "{:?}", refused.faults);
    })
    .await;
}

#[tokio::test]
async fn an_event_shows_what_belongs_to_it() {
    on_both(async |db| {
        let (app, _) = loaded(db).await;
        let rows = bundle(&[
            (
                "su-kien",
                &[
                    "Mã;Tên;Loại;Ngày;Mã cơ quan;Thành phần;Con số",
                    "hn-1;Hội nghị biểu dương;trao_thuong;2021-07-19;quan-1;quan-1:chu_tri;Đại biểu: 120",
                ],
            ),
            (
                "khen-thuong",
                &[
                    "Mã cơ quan;Đối tượng;Mã khen thưởng;Năm thành tích;Cơ quan quyết định;Trạng thái;Số lượng;Sự kiện",
                    "quan-1;ca_nhan;gk;2021;tp-hcm;da_tang;3;hn-1",
                    "quan-1;ca_nhan;gk;2021;tp-hcm;da_tang;9;",
                    "ben-tre;ca_nhan;gk;2021;ben-tre;da_tang;5;hn-1",
                ],
            ),
            (
                "dien-hinh",
                &[
                    "Mã cơ quan;Đối tượng;Số lượng;Năm;Trạng thái;Sự kiện",
                    "quan-1;tap_the;2;2021;cong_nhan;hn-1",
                ],
            ),
        ]);
        let loaded = take(&app, &rows, None).await;
        assert!(errors(&loaded).is_empty(), "{:?}", loaded.faults);
        let console = view(&app).await;
        let counts = |view: &View| {
            let page = event::page(view, "hn-1").unwrap();
            let awards: Vec<_> = page.awards.iter().map(|row| row.instances).collect();
            (awards, page.commended.len())
        };
        let (awards, commended) = counts(&console);
        assert_eq!((awards.len(), commended), (2, 1), "awards announced there alone: {awards:?}");
        let own = as_user(&console, Role::Head, "quan-1");
        assert_eq!(counts(&own), (vec![Some(3)], 1), "of awards out of reach nothing is told");
        let other = as_user(&console, Role::Head, "ben-tre");
        assert!(matches!(event::page(&other, "hn-1"), Err(AppError::NotFound)));
        assert!(matches!(event::page(&console, "hn-0"), Err(AppError::NotFound)));
    })
    .await;
}

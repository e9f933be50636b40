//! Achievements rewarded once, the way of an exemplar, followers beside it, good practice taken up.

mod followed;
mod taken_up;

use thidua_app::access::Caller;
use thidua_app::achievement::{self, Linked, Reply};
use thidua_app::deed::list::AskDeeds;
use thidua_app::exemplar;
use thidua_app::listing::Which;
use thidua_app::practice::{self, AskPractices};
use thidua_app::{App, AppError, View};
use thidua_domain::access::{Actor, Role};
use thidua_store::testing::on_both;

use crate::deeds::{as_user, bundle, errors, loaded, years};
use crate::desk::{take, view};

fn by(actor: &Actor) -> Caller {
    Caller {
        actor: actor.clone(),
        name: actor.user.clone(),
        channel: "web",
    }
}

fn typed(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    let pair = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    fields.iter().map(pair).collect()
}

const PEOPLE: &[&str] = &[
    "Mã;Họ và tên;Mã cơ quan;Nhóm;Từ ngày",
    "nv-1;Nguyễn Văn An;quan-1;cong_chuc;2015-01-01",
    "nv-2;Trần Thị Bình;quan-1;cong_chuc;2015-01-01",
];

async fn people(app: &App) {
    let rows = bundle(&[("nhan-su", PEOPLE)]);
    assert!(errors(&take(app, &rows, None).await).is_empty());
}

fn as_person(console: &View, role: Role, agency: &str, person: &str) -> Actor {
    let mut actor = as_user(console, role, agency).actor;
    actor.person = Some(person.to_owned());
    actor
}

async fn at(app: &App, actor: &Actor) -> View {
    app.view(actor).await.unwrap()
}

fn refused<T: std::fmt::Debug>(found: Result<T, AppError>, says: &str) {
    match found {
        Err(AppError::Refused(words)) => assert!(words.contains(says), "{words}"),
        other => panic!("{says}: {other:?}"),
    }
}

#[tokio::test]
async fn one_tells_of_himself_and_somebody_else_confirms() {
    on_both(async |db| {
        let (app, _) = loaded(db).await;
        people(&app).await;
        let console = view(&app).await;
        let an = as_person(&console, Role::Employee, "quan-1", "nv-1");
        let binh = as_person(&console, Role::Employee, "quan-1", "nv-2");
        let head = as_user(&console, Role::Head, "quan-1").actor;
        let other = as_user(&console, Role::Officer, "ben-tre").actor;
        refused(
            achievement::record(&app, &by(&an), &typed(&[("ngay", "3/2021")])).await,
            "Ghi đã làm được việc gì",
        );
        let told = typed(&[
            ("ngay", "15/3/2021"),
            ("loai", "dot_xuat"),
            ("noi_dung", "Thi hành xong vụ việc kéo dài 12 năm"),
        ]);
        let code = achievement::record(&app, &by(&an), &told).await.unwrap();
        // Of somebody else only who keeps the log tells.
        let foreign = typed(&[("ma_doi_tuong", "nv-2"), ("noi_dung", "Việc tốt")]);
        let found = achievement::record(&app, &by(&an), &foreign).await;
        assert!(matches!(found, Err(AppError::NotFound)), "{found:?}");
        // What waits is its writer's and the unit's.
        assert!(achievement::one(&at(&app, &an).await, &code).is_ok());
        for actor in [&binh, &other] {
            let found = achievement::one(&at(&app, actor).await, &code);
            assert!(matches!(found, Err(AppError::NotFound)));
        }
        let counted = |view: &View| {
            let found = achievement::achievements(view, &years("quan-1", 2021, 2021)).unwrap();
            (found.rows.len(), found.totals.len())
        };
        assert_eq!(counted(&at(&app, &binh).await), (0, 0));
        assert_eq!(
            counted(&at(&app, &head).await),
            (1, 0),
            "what waits is not counted"
        );
        let codes = [code.clone()];
        let found = achievement::answer(&app, &by(&binh), &codes, &Reply::Confirm).await;
        assert!(matches!(found, Err(AppError::NotFound)), "{found:?}");
        let mut himself = head.clone();
        himself.person = Some("nv-1".to_owned());
        refused(
            achievement::answer(&app, &by(&himself), &codes, &Reply::Confirm).await,
            "Không tự xác nhận",
        );
        refused(
            achievement::answer(&app, &by(&head), &codes, &Reply::Return("  ".to_owned())).await,
            "nêu lý do",
        );
        let back = Reply::Return("Ghi rõ số tiền".to_owned());
        achievement::answer(&app, &by(&head), &codes, &back)
            .await
            .unwrap();
        // Told anew over what was given back: the same one, waiting again.
        let again = typed(&[
            ("ma", &code),
            ("ngay", "15/3/2021"),
            ("loai", "dot_xuat"),
            (
                "noi_dung",
                "Thi hành xong vụ việc kéo dài 12 năm, 3 tỷ đồng",
            ),
        ]);
        assert_eq!(
            achievement::record(&app, &by(&an), &again).await.unwrap(),
            code
        );
        achievement::answer(&app, &by(&head), &codes, &Reply::Confirm)
            .await
            .unwrap();
        let stale = achievement::answer(&app, &by(&head), &codes, &Reply::Confirm).await;
        assert!(matches!(stale, Err(AppError::Stale)), "{stale:?}");
        refused(
            achievement::record(&app, &by(&an), &again).await,
            "đã được xác nhận",
        );
        let praise = typed(&[
            ("bieu_duong", "tại giao ban tháng 4"),
            ("ngay_bieu_duong", "05/4/2021"),
        ]);
        achievement::praise(&app, &by(&head), &code, &praise)
            .await
            .unwrap();
        let seen = achievement::one(&at(&app, &binh).await, &code).unwrap();
        assert_eq!(seen.row.recognition, "bieu_duong");
        assert_eq!(counted(&at(&app, &binh).await), (1, 1));
        let board = achievement::board(&at(&app, &binh).await, "quan-1", 2021).unwrap();
        let first = board
            .rows
            .iter()
            .find(|row| row.kind == "bieu_duong")
            .unwrap();
        assert_eq!(first.who, "Nguyễn Văn An");
        let foreign = achievement::board(&at(&app, &other).await, "quan-1", 2021);
        assert!(matches!(foreign, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_second_award_for_one_achievement_is_told_with_both_decisions() {
    on_both(async |db| {
        let (app, _) = loaded(db).await;
        people(&app).await;
        let rows = bundle(&[
            (
                "thanh-tich",
                &[
                    "Mã;Mã cơ quan;Mã đối tượng;Đối tượng;Ngày;Loại;Nội dung",
                    "tt-1;quan-1;nv-1;ca_nhan;2021-03-15;dot_xuat;Thi hành xong vụ kéo dài",
                ],
            ),
            (
                "khen-thuong",
                &[
                    "Mã;Mã cơ quan;Mã đối tượng;Đối tượng;Mã khen thưởng;Năm thành tích;Loại thành tích;Số quyết định;Ngày quyết định;Thành tích",
                    "kt-1;quan-1;nv-1;ca_nhan;gk;2021;dot_xuat;11/QĐ-X;2021-04-01;tt-1",
                    "kt-2;quan-1;nv-1;ca_nhan;gk;2021;dot_xuat;22/QĐ-X;2021-06-01;",
                    "kt-3;quan-1;nv-1;ca_nhan;gk;2021;cong_trang;33/QĐ-X;2021-10-20;",
                ],
            ),
        ]);
        let found = take(&app, &rows, None).await;
        assert!(errors(&found).is_empty(), "{:?}", found.faults);
        let twice = |found: &thidua_app::bundle::Loaded| {
            let mut faults = found.faults.iter();
            faults.any(|fault| fault.reason.contains("khen hai lần"))
        };
        assert!(!twice(&found));
        let console = view(&app).await;
        let officer = by(&as_user(&console, Role::Officer, "quan-1").actor);
        let record = |number: &str, view: &View| {
            let state = view.state.as_ref();
            let mut awards = state.awards.iter();
            let at = awards.position(|award| award.code.as_deref() == Some(number));
            state.award_records[at.unwrap()]
        };
        let second = record("kt-2", &console);
        let offered = achievement::rewardable(&console, "tt-1").unwrap();
        assert_eq!(offered.len(), 2, "{offered:?}");
        // Told with both decisions, nothing stored; meant all the same, it is.
        let told = achievement::link(&app, &officer, "tt-1", second, false).await.unwrap();
        let Linked::Second(pairs) = told else { panic!("{told:?}") };
        assert_eq!(pairs.len(), 1);
        assert!(pairs[0].first.contains("11/QĐ-X") && pairs[0].second.contains("22/QĐ-X"));
        assert_eq!(pairs[0].nature, "cung");
        assert_eq!(achievement::rewards(&view(&app).await, "tt-1").len(), 1);
        let told = achievement::link(&app, &officer, "tt-1", second, true).await.unwrap();
        assert_eq!(told, Linked::Done);
        let seen = achievement::one(&view(&app).await, "tt-1").unwrap();
        assert_eq!((seen.row.rewards.len(), seen.row.seconds.len()), (2, 1));
        assert_eq!(seen.row.recognition, "khen_thuong");
        achievement::unlink(&app, &officer, "tt-1", second).await.unwrap();
        assert!(achievement::one(&view(&app).await, "tt-1").unwrap().row.seconds.is_empty());
        // Of another nature it is told as such; a bundle says it as a warning and stores it.
        let yearly = record("kt-3", &view(&app).await);
        let told = achievement::link(&app, &officer, "tt-1", yearly, false).await.unwrap();
        let Linked::Second(pairs) = told else { panic!("{told:?}") };
        assert_eq!(pairs[0].nature, "khac");
        let more = bundle(&[(
            "khen-thuong",
            &[
                "Mã;Mã cơ quan;Mã đối tượng;Đối tượng;Mã khen thưởng;Năm thành tích;Loại thành tích;Số quyết định;Thành tích",
                "kt-4;quan-1;nv-1;ca_nhan;gk;2021;dot_xuat;44/QĐ-X;tt-1",
            ],
        )]);
        let found = take(&app, &more, None).await;
        assert!(errors(&found).is_empty() && twice(&found), "{:?}", found.faults);
        let again = take(&app, &rows, None).await;
        assert!(errors(&again).is_empty() , "{:?}", again.faults);
        // Another office ties nothing here.
        let other = by(&as_user(&console, Role::Officer, "ben-tre").actor);
        let found = achievement::link(&app, &other, "tt-1", second, true).await;
        assert!(matches!(found, Err(AppError::NotFound)), "{found:?}");
    })
    .await;
}

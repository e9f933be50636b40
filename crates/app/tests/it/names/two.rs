//! Two people at the same names: the second is told, nothing is lost; and what is undone is undone whole.

use thidua_app::people::duplicates::{merge, part};
use thidua_app::register::decide::{Decide, Reply, confirm, decide};
use thidua_app::register::queue::look;
use thidua_app::{App, AppError, record};
use thidua_store::testing::on_both;

use super::{awards_of, caller, filled, of, questions, seen};
use crate::desk::{app, bundle, take};

fn answer(key: &str, reply: Reply, reason: Option<&str>) -> Decide {
    Decide {
        key: key.to_owned(),
        reply,
        seen: None,
        reason: reason.map(str::to_owned),
    }
}

fn is(code: &str) -> Reply {
    Reply::Is(code.to_owned())
}

async fn key_of(app: &App, name: &str) -> String {
    let by = caller("thong-ke", Some("tinh-a"), None);
    let all = questions(&seen(app, &by).await, false);
    of(&all, name).key.clone()
}

#[tokio::test]
async fn the_second_answer_is_told_of_the_first_and_changes_nothing() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let first = caller("mot", Some("tinh-a"), None);
        let second = caller("hai", Some("tinh-a"), None);
        let key = key_of(&app, "Trần Thị Bình").await;
        decide(&app, &first, &answer(&key, is("binh-1"), None))
            .await
            .unwrap();
        // The second had the page open, and even wrote a reason.
        let late = answer(&key, is("binh-2"), Some("Theo sổ khen thưởng"));
        assert!(matches!(
            decide(&app, &second, &late).await,
            Err(AppError::Stale)
        ));
        // Mending an answer that somebody else mended meanwhile is told too.
        let mend = |reply: Reply, seen: &str| Decide {
            seen: Some(seen.to_owned()),
            ..answer(&key, reply, Some("Theo hồ sơ gốc"))
        };
        decide(&app, &first, &mend(Reply::Nobody, "binh-1"))
            .await
            .unwrap();
        assert!(matches!(
            decide(&app, &second, &mend(is("binh-2"), "binh-1")).await,
            Err(AppError::Stale)
        ));
        let view = seen(&app, &second).await;
        assert!(awards_of(&view, "binh-2").is_empty());
        // A preview confirmed after another confirmed it: nothing is left, and nothing is overwritten.
        let certain = key_of(&app, "Nguyễn Văn An").await;
        decide(&app, &first, &answer(&certain, Reply::Nobody, None))
            .await
            .unwrap();
        assert!(matches!(
            confirm(&app, &second, std::slice::from_ref(&certain)).await,
            Err(AppError::Refused(_))
        ));
        assert!(awards_of(&seen(&app, &second).await, "an").is_empty());
    })
    .await;
}

#[tokio::test]
async fn two_answers_at_the_same_moment_leave_one() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let first = caller("mot", Some("tinh-a"), None);
        let second = caller("hai", Some("tinh-a"), None);
        let key = key_of(&app, "Trần Thị Bình").await;
        let (one, two) = (
            answer(&key, is("binh-1"), None),
            answer(&key, is("binh-2"), None),
        );
        let (a, b) = tokio::join!(decide(&app, &first, &one), decide(&app, &second, &two));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        assert!(matches!(a.and(b), Err(AppError::Stale)));
        let view = seen(&app, &first).await;
        let given = awards_of(&view, "binh-1").len() + awards_of(&view, "binh-2").len();
        assert_eq!(given, 1);
    })
    .await;
}

#[tokio::test]
async fn doubles_merged_by_two_people_never_lose_the_first_and_never_ring() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let people = "Mã|Họ và tên|Ngày sinh|Mã cơ quan|Từ ngày
             dung-3|Lê Văn Dũng|1979-01-01|q2|2020-01-01";
        take(&app, &bundle(&[("nhan-su", people)]), None).await;
        let first = caller("mot", Some("tinh-a"), None);
        let second = caller("hai", Some("tinh-a"), None);
        let (a, b) = tokio::join!(
            merge(&app, &first, ("dung", "dung-2"), Some("Rà soát")),
            merge(&app, &second, ("dung-2", "dung"), Some("Rà soát"))
        );
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        let state = app.state().await.unwrap();
        let kept = state.merged.standing("dung-2").to_owned();
        assert_eq!(state.merged.standing("dung"), kept, "no ring");
        // The page of the second still shows the one that was merged.
        let other = if kept == "dung" { "dung-2" } else { "dung" };
        for pair in [("dung-3", other), (other, "dung-3")] {
            assert!(matches!(
                merge(&app, &second, pair, Some("Rà soát")).await,
                Err(AppError::Stale)
            ));
        }
        assert_eq!(app.state().await.unwrap().merged.standing(other), kept);
        part(&app, &first, other, Some("Hai người")).await.unwrap();
        assert!(matches!(
            part(&app, &second, other, Some("Hai người")).await,
            Err(AppError::Stale)
        ));
    })
    .await;
}

#[tokio::test]
async fn somebody_entered_from_a_list_goes_with_the_answer_that_entered_them() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = caller("thong-ke", Some("tinh-a"), None);
        let key = key_of(&app, "Hoàng Không Có").await;
        let view = seen(&app, &by).await;
        let all = questions(&view, false);
        assert_eq!(
            of(&all, "Hoàng Không Có").place,
            "Chi cục Thi hành án dân sự Quận 1"
        );
        // The unit is asked, by its name; one out of reach is refused in words.
        let new = |agency: &str| Reply::New {
            agency: agency.to_owned(),
        };
        for wrong in ["Chi cục không có", "tinh-b"] {
            let refused = decide(&app, &by, &answer(&key, new(wrong), None)).await;
            assert!(matches!(refused, Err(AppError::Refused(_))), "{refused:?}");
        }
        let entered = new("Chi cục Thi hành án dân sự Quận 2");
        let event = decide(&app, &by, &answer(&key, entered, None))
            .await
            .unwrap();
        let after = seen(&app, &by).await;
        let posts = &after.state.people.get("hoang-khong-co").unwrap().posts;
        assert_eq!(posts[0].agency, "q2");
        assert_eq!(awards_of(&after, "hoang-khong-co"), ["ldtt"]);
        let undone = record::undo(&app, &by, event.unwrap()).await.unwrap();
        assert_eq!(undone.kind, "doi-chieu-ten");
        let after = seen(&app, &by).await;
        assert!(after.state.people.get("hoang-khong-co").is_none());
        assert_eq!(of(&questions(&after, false), "Hoàng Không Có").key, key);
        // Where something else names the person meanwhile, nothing is taken away.
        let event = decide(&app, &by, &answer(&key, new("q1"), None))
            .await
            .unwrap();
        let state = app.state().await.unwrap();
        let mut codes = state.people.values().map(|person| &person.code);
        let code = codes.rfind(|code| code.starts_with("hoang"));
        let code = code.unwrap().clone();
        let more = format!(
            "Mã cơ quan|Đối tượng|Mã đối tượng|Mã khen thưởng|Năm thành tích
             q1|ca_nhan|{code}|GK|2020"
        );
        take(&app, &bundle(&[("khen-thuong", &more)]), None).await;
        let refused = record::undo(&app, &by, event.unwrap()).await;
        let Err(AppError::Refused(said)) = refused else {
            panic!("{refused:?}")
        };
        assert!(said.contains("Khen thưởng: 1"), "{said}");
        assert_eq!(awards_of(&seen(&app, &by).await, &code), ["ldtt", "gk"]);
    })
    .await;
}

#[tokio::test]
async fn who_is_none_of_the_candidates_is_found_by_name_and_unit() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = caller("thong-ke", Some("tinh-a"), None);
        let key = key_of(&app, "Hoàng Không Có").await;
        let view = seen(&app, &by).await;
        let found = look(&app, &view, &key, "dung quan 2").unwrap();
        let codes: Vec<&str> = found.iter().map(|offer| offer.code.as_str()).collect();
        assert!(
            codes.contains(&"dung") && codes.contains(&"dung-2"),
            "{codes:?}"
        );
        assert!(!found[0].then.is_empty(), "{found:?}");
        // Nobody out of reach is found.
        assert!(look(&app, &view, &key, "Phạm Xa").unwrap().is_empty());
        assert!(matches!(
            look(&app, &view, "khac", "dung"),
            Err(AppError::Stale)
        ));
        decide(&app, &by, &answer(&key, is("dung"), None))
            .await
            .unwrap();
        assert_eq!(awards_of(&seen(&app, &by).await, "dung"), ["ldtt"]);
    })
    .await;
}

//! Names of old lists matched, doubles merged and parted, names of awards, claims.

mod two;

use thidua_app::access::Caller;
use thidua_app::people::duplicates::{duplicates, merge, part};
use thidua_app::people::person;
use thidua_app::register::claim::{self, Reply as ClaimReply};
use thidua_app::register::decide::{Decide, Reply, confirm, decide};
use thidua_app::register::naming::{NewName, add_name};
use thidua_app::register::queue::{AskQueue, Question, certain, queue};
use thidua_app::register::{AskAwards, awards};
use thidua_app::{App, AppError, View, record};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, take, view};

const SHEETS: &[(&str, &str)] = &[
    (
        "co-quan",
        "Mã|Tên|Cấp|Mã cấp trên
         cuc|Cục Quản lý|cuc_quan_ly|
         tinh-a|Cục Thi hành án dân sự tỉnh A|tinh|cuc
         q1|Chi cục Thi hành án dân sự Quận 1|huyen|tinh-a
         q2|Chi cục Thi hành án dân sự Quận 2|huyen|tinh-a
         tinh-b|Cục Thi hành án dân sự tỉnh B|tinh|cuc",
    ),
    (
        "nhan-su",
        "Mã|Họ và tên|Ngày sinh|Mã cơ quan|Chức danh|Từ ngày
         an|Nguyễn Văn An|1980-05-17|q1|Chấp hành viên|2010-01-01
         binh-1|Trần Thị Bình|1982-03-01|q1|Thư ký|2010-01-01
         binh-2|Trần Thị Bính|1985-03-01|q1|Kế toán|2012-01-01
         dung|Lê Văn Dũng|1979-01-01|q2|Chấp hành viên|2010-01-01
         dung-2|Lê Văn Dũng|1979-01-01|q2||2018-01-01
         xa|Phạm Xa|1970-01-01|tinh-b|Chấp hành viên|2000-01-01",
    ),
    (
        "khen-thuong",
        "Mã cơ quan|Đối tượng|Mã khen thưởng|Năm thành tích|Họ tên nêu|Đơn vị nêu
         q1|ca_nhan|LĐTT|2019|Nguyễn Văn An|CC THADS Q.1
         q1|ca_nhan|CSTĐ cơ sở|2019|Nguyễn Văn An|CC THADS Q.1
         q1|ca_nhan|LĐTT|2019|Trần Thị Bình|CC THADS Q.1
         q1|ca_nhan|LĐTT|2019|Hoàng Không Có|CC THADS Q.1",
    ),
];

fn caller(user: &str, agency: Option<&str>, person: Option<&str>) -> Caller {
    let grants = agency.map(|agency| Grant {
        role: Role::Officer,
        agency: agency.to_owned(),
        from: None,
        to: None,
    });
    Caller {
        actor: Actor {
            user: user.to_owned(),
            person: person.map(str::to_owned),
            grants: grants.into_iter().collect(),
        },
        name: "Người thử".to_owned(),
        channel: "web",
    }
}

async fn filled(app: &App) {
    let loaded = take(app, &bundle(SHEETS), None).await;
    assert!(!loaded.refused(), "{loaded:#?}");
}

async fn seen(app: &App, by: &Caller) -> View {
    app.view(&by.actor).await.unwrap()
}

fn questions(view: &View, answered: bool) -> Vec<Question> {
    let ask = AskQueue {
        answered,
        page: 1,
        ..AskQueue::default()
    };
    queue(view, &ask).unwrap().questions
}

fn of<'a>(all: &'a [Question], name: &str) -> &'a Question {
    all.iter().find(|it| it.name == name).unwrap()
}

fn awards_of(view: &View, code: &str) -> Vec<String> {
    let found = person(view, code, None).unwrap().awards;
    found.into_iter().map(|award| award.award).collect()
}

/// Everything some people, the tally and the doubles answer.
fn answers(view: &View) -> String {
    let people: Vec<_> = ["an", "dung", "dung-2"]
        .iter()
        .map(|code| serde_json::to_string(&person(view, code, None).ok()).unwrap())
        .collect();
    let ask = AskAwards {
        agency: "tinh-a".to_owned(),
        from: 2010,
        to: 2026,
        month: None,
        own: false,
    };
    let tally = serde_json::to_string(&awards(view, &ask).unwrap()).unwrap();
    let doubles = serde_json::to_string(&duplicates(view).unwrap()).unwrap();
    format!("{people:?} {tally} {doubles}")
}

#[tokio::test]
async fn names_wait_are_matched_remembered_and_undone() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = caller("thong-ke", Some("tinh-a"), None);
        let before = seen(&app, &by).await;
        let all = questions(&before, false);
        assert_eq!(all.len(), 3, "{all:#?}");
        assert_eq!(of(&all, "Nguyễn Văn An").outcome, "certain");
        assert_eq!(of(&all, "Nguyễn Văn An").awards.len(), 2);
        assert_eq!(of(&all, "Trần Thị Bình").outcome, "doubtful");
        assert_eq!(of(&all, "Trần Thị Bình").offers.len(), 2);
        assert_eq!(of(&all, "Hoàng Không Có").outcome, "unknown");
        assert!(awards_of(&before, "an").is_empty());
        // Another province sees and answers nothing of it.
        let other = caller("khac", Some("tinh-b"), None);
        assert!(questions(&seen(&app, &other).await, false).is_empty());
        let key = of(&all, "Trần Thị Bình").key.clone();
        let answer = |key: &str, reply: Reply, reason: Option<&str>| Decide {
            key: key.to_owned(),
            reply,
            seen: None,
            reason: reason.map(str::to_owned),
        };
        let mended = |key: &str, reply: Reply, (seen, reason): (&str, Option<&str>)| Decide {
            seen: Some(seen.to_owned()),
            ..answer(key, reply, reason)
        };
        let foreign = answer(&key, Reply::Is("binh-1".to_owned()), None);
        assert!(decide(&app, &other, &foreign).await.is_err());

        let keys: Vec<String> = certain(&before, None, 200)
            .unwrap()
            .into_iter()
            .map(|it| it.key)
            .collect();
        let (count, event) = confirm(&app, &by, &keys).await.unwrap();
        assert_eq!(count, 1);
        let after = seen(&app, &by).await;
        assert_eq!(awards_of(&after, "an"), ["ldtt", "cstdcs"]);
        // A confirmation is undone, and the name waits again.
        record::undo(&app, &by, event.unwrap()).await.unwrap();
        let undone = seen(&app, &by).await;
        assert!(awards_of(&undone, "an").is_empty());
        assert_eq!(questions(&undone, false).len(), 3);
        confirm(&app, &by, &keys).await.unwrap();

        decide(&app, &by, &foreign).await.unwrap();
        let nobody = of(&all, "Hoàng Không Có").key.clone();
        decide(&app, &by, &answer(&nobody, Reply::Nobody, None))
            .await
            .unwrap();
        let done = seen(&app, &by).await;
        assert!(questions(&done, false).is_empty());
        assert_eq!(awards_of(&done, "binh-1"), ["ldtt"]);
        // The list again, and another award of the same name, unit and year: nothing is asked.
        let again = take(&app, &bundle(SHEETS), None).await;
        assert!(again.stored.is_empty(), "{again:#?}");
        let more = "Mã cơ quan|Đối tượng|Mã khen thưởng|Năm thành tích|Họ tên nêu|Đơn vị nêu
             q1|ca_nhan|GK|2019|Trần Thị Bình|CC THADS Q.1";
        take(&app, &bundle(&[("khen-thuong", more)]), None).await;
        let done = seen(&app, &by).await;
        assert!(questions(&done, false).is_empty());
        assert_eq!(awards_of(&done, "binh-1"), ["ldtt", "gk"]);
        // Mended with a reason, and only so.
        let other = mended(&key, Reply::Is("binh-2".to_owned()), ("binh-1", None));
        assert!(matches!(
            decide(&app, &by, &other).await,
            Err(AppError::Refused(_))
        ));
        let why = ("binh-1", Some("Theo hồ sơ gốc"));
        let other = mended(&key, Reply::Is("binh-2".to_owned()), why);
        decide(&app, &by, &other).await.unwrap();
        let done = seen(&app, &by).await;
        assert_eq!(awards_of(&done, "binh-2"), ["ldtt", "gk"]);
        // Whom the register lacks is entered from the list.
        let new = Reply::New {
            agency: "q1".to_owned(),
        };
        decide(&app, &by, &mended(&nobody, new, ("", Some("Đã nghỉ hưu"))))
            .await
            .unwrap();
        let done = seen(&app, &by).await;
        assert_eq!(awards_of(&done, "hoang-khong-co"), ["ldtt"]);
    })
    .await;
}

#[tokio::test]
async fn merged_and_parted_again_answers_to_the_letter() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let more = "Mã cơ quan|Đối tượng|Mã đối tượng|Mã khen thưởng|Năm thành tích
             q2|ca_nhan|dung|LĐTT|2019
             q2|ca_nhan|dung-2|GK|2020";
        take(&app, &bundle(&[("khen-thuong", more)]), None).await;
        let by = caller("thong-ke", Some("tinh-a"), None);
        let before = answers(&seen(&app, &by).await);
        let found = duplicates(&seen(&app, &by).await).unwrap();
        let codes: Vec<&str> = found.pairs[0]
            .people
            .iter()
            .map(|it| it.code.as_str())
            .collect();
        assert_eq!(codes, ["dung", "dung-2"]);
        assert!(merge(&app, &by, ("dung", "dung-2"), None).await.is_err());
        let other = caller("khac", Some("tinh-b"), None);
        assert!(
            merge(&app, &other, ("dung", "dung-2"), Some("x"))
                .await
                .is_err()
        );
        merge(&app, &by, ("dung", "dung-2"), Some("Biên bản rà soát"))
            .await
            .unwrap();
        let merged = seen(&app, &by).await;
        // Both codes answer the one person, who has both awards, and nobody stands there twice.
        assert_eq!(awards_of(&merged, "dung"), ["ldtt", "gk"]);
        assert_eq!(
            person(&merged, "dung-2", None).unwrap(),
            person(&merged, "dung", None).unwrap()
        );
        assert!(duplicates(&merged).unwrap().pairs.is_empty());
        assert_eq!(merged.state.people.len(), 5);
        // The other way round would be a ring.
        assert!(
            merge(&app, &by, ("dung-2", "dung"), Some("x"))
                .await
                .is_err()
        );
        // Rows of the merged code still load.
        let row = "Mã cơ quan|Đối tượng|Mã đối tượng|Mã khen thưởng|Năm thành tích
             q2|ca_nhan|dung-2|GK|2020";
        let again = take(&app, &bundle(&[("khen-thuong", row)]), None).await;
        assert!(!again.refused() && again.stored.is_empty(), "{again:#?}");
        assert!(part(&app, &by, "dung-2", None).await.is_err());
        part(&app, &by, "dung-2", Some("Hai người khác nhau"))
            .await
            .unwrap();
        assert_eq!(answers(&seen(&app, &by).await), before);
        assert!(view(&app).await.state.merged.is_empty());
    })
    .await;
}

#[tokio::test]
async fn names_of_awards_are_added_by_agencies() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = caller("thong-ke", Some("tinh-a"), None);
        let list = "Mã cơ quan|Đối tượng|Mã khen thưởng|Năm thành tích|Họ tên nêu
             q1|ca_nhan|Lao động giỏi|2018|Nguyễn Văn An";
        let refused = take(&app, &bundle(&[("khen-thuong", list)]), None).await;
        assert!(refused.refused());
        let new = NewName {
            agency: "tinh-a".to_owned(),
            name: "Lao động giỏi".to_owned(),
            award: Some("ldtt".to_owned()),
            ..NewName::default()
        };
        let foreign = caller("khac", Some("tinh-b"), None);
        assert!(add_name(&app, &foreign, &new).await.is_err());
        let event = add_name(&app, &by, &new).await.unwrap();
        assert!(matches!(
            add_name(&app, &by, &new).await,
            Err(AppError::Refused(_))
        ));
        let loaded = take(&app, &bundle(&[("khen-thuong", list)]), None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        let own = NewName {
            name: "Người tốt việc tốt".to_owned(),
            award: None,
            kind: Some("danh_hieu".to_owned()),
            ..new.clone()
        };
        add_name(&app, &by, &own).await.unwrap();
        let state = app.state().await.unwrap();
        let award = state.catalogue.award_spelt("nguoi tot viec tot").unwrap();
        assert!(award.added);
        record::undo(&app, &by, event.unwrap()).await.unwrap();
        let state = app.state().await.unwrap();
        assert!(state.catalogue.award_spelt("Lao động giỏi").is_none());
    })
    .await;
}

#[tokio::test]
async fn a_claim_is_sent_seen_by_those_concerned_and_answered_once() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let own = caller("an", None, Some("an"));
        let officer = caller("thong-ke", Some("tinh-a"), None);
        let stranger = caller("xa", Some("tinh-b"), Some("xa"));
        let typed = |pairs: &[(&str, &str)]| -> claim::Typed {
            let pairs = pairs.iter();
            pairs
                .map(|(id, text)| ((*id).to_owned(), (*text).to_owned()))
                .collect()
        };
        let told = typed(&[
            ("loai", "thieu"),
            ("ma_khen_thuong", "gk"),
            ("nam_thanh_tich", "2017"),
            ("so_quyet_dinh", "12/QĐ-CTHADS"),
            ("ngay_quyet_dinh", "05/01/2018"),
            ("ten_tep", "giay-khen-2017.jpg"),
        ]);
        assert!(claim::send(&app, &stranger, "an", &told).await.is_err());
        assert!(
            claim::send(&app, &own, "an", &typed(&[("loai", "thieu")]))
                .await
                .is_err()
        );
        let code = claim::send(&app, &own, "an", &told).await.unwrap();
        assert_eq!(claim::claims(&seen(&app, &own).await).unwrap().len(), 1);
        assert_eq!(claim::waiting(&seen(&app, &officer).await), 1);
        assert!(
            claim::claims(&seen(&app, &stranger).await)
                .unwrap()
                .is_empty()
        );
        let accept = ClaimReply::Accept {
            award: None,
            words: Some("Đã đối chiếu sổ".to_owned()),
        };
        // The one who asks does not answer.
        assert!(claim::answer(&app, &own, &code, &accept).await.is_err());
        assert!(
            claim::answer(&app, &stranger, &code, &accept)
                .await
                .is_err()
        );
        let silent = ClaimReply::Refuse { words: None };
        assert!(claim::answer(&app, &officer, &code, &silent).await.is_err());
        claim::answer(&app, &officer, &code, &accept).await.unwrap();
        let after = seen(&app, &own).await;
        assert_eq!(awards_of(&after, "an"), ["gk"]);
        let shown = claim::claim(&after, &code).unwrap();
        assert_eq!(shown.standing, "chap_nhan");
        assert!(shown.row.is_some());
        assert!(matches!(
            claim::answer(&app, &officer, &code, &silent).await,
            Err(AppError::Stale | AppError::Refused(_))
        ));
        let second = claim::send(&app, &officer, "an", &told).await.unwrap();
        assert_ne!(second, code);
        claim::answer(&app, &own, &second, &ClaimReply::Withdraw)
            .await
            .unwrap();
        assert_eq!(claim::waiting(&seen(&app, &officer).await), 0);
    })
    .await;
}

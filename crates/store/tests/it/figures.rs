//! Figure sheets: insert, revise, approve, filters, history.

use thidua_store::figures::{
    self, Filter, Level, NewContent, NewSheet, Place, Revision, SheetKey, StoredSheet,
};
use thidua_store::testing::{event, on_both, stamp};
use thidua_store::{Canonical, Db};

pub(crate) fn sheet(agency: &str, person: Option<&str>, year: i32, month: i32) -> NewSheet {
    let key = format!("{agency}|{}|{year}|{month}", person.unwrap_or(""));
    NewSheet {
        key: SheetKey {
            key,
            agency: agency.to_owned(),
            person: person.map(str::to_owned),
            year,
            month,
            movement: None,
            scope: "btp".to_owned(),
            included: "toan_bo".to_owned(),
            case_group: None,
            source: None,
            cut_off: None,
            status: None,
        },
        content: content("approved", true, 1),
    }
}

pub(crate) fn content(state: &str, approved: bool, value: i64) -> NewContent {
    let value = serde_json::json!({ "viec.xong": { "v": value, "unit": "viec" } });
    NewContent {
        state: state.to_owned(),
        approved,
        content: Canonical::from_value(&value).unwrap(),
        place: Place::default(),
    }
}

pub(crate) async fn insert(db: &Db, sheets: Vec<NewSheet>) {
    let mut tx = db.write().await.unwrap();
    figures::insert(&mut tx, &stamp(), sheets).await.unwrap();
    tx.commit(event("figures.load")).await.unwrap();
}

pub(crate) async fn revise(db: &Db, key: &str, content: NewContent) -> i64 {
    let mut tx = db.write().await.unwrap();
    let old = figures::find(&tx, key).await.unwrap().unwrap();
    let revision = Revision {
        id: old.id,
        follows: old.number,
        content,
    };
    figures::revise(&mut tx, &stamp(), vec![revision])
        .await
        .unwrap();
    tx.commit(event("figures.enter")).await.unwrap()
}

async fn keys(db: &Db, filter: Filter) -> Vec<String> {
    let tx = db.read().await.unwrap();
    let found = figures::all_current(&tx, &filter).await.unwrap();
    found.into_iter().map(|sheet| sheet.key.key).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_pick_agencies_officers_and_years() {
    on_both(async |db| {
        let sheets = vec![
            sheet("can-tho", None, 2025, 9),
            sheet("can-tho", Some("nguyen.an"), 2025, 9),
            sheet("can-tho", None, 2026, 1),
            sheet("hau-giang", None, 2025, 9),
        ];
        insert(&db, sheets).await;
        let all = keys(&db, Filter::default()).await;
        assert_eq!(all.len(), 4);
        let agencies = Filter {
            level: Level::Agencies,
            ..Filter::default()
        };
        assert_eq!(keys(&db, agencies).await.len(), 3);
        let people = Filter {
            level: Level::People,
            ..Filter::default()
        };
        assert_eq!(keys(&db, people).await, ["can-tho|nguyen.an|2025|9"]);
        let one = Filter {
            agency: Some("can-tho".to_owned()),
            year: Some(2025),
            ..Filter::default()
        };
        assert_eq!(
            keys(&db, one).await,
            ["can-tho||2025|9", "can-tho|nguyen.an|2025|9"]
        );
        let person = Filter {
            person: Some("nguyen.an".to_owned()),
            ..Filter::default()
        };
        assert_eq!(keys(&db, person).await.len(), 1);
    })
    .await;
}

fn seen(sheet: &StoredSheet) -> (i64, &str, bool) {
    (sheet.number, sheet.state.as_str(), sheet.approved)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_over_an_approved_revision_hides_behind_it() {
    on_both(async |db| {
        insert(&db, vec![sheet("can-tho", None, 2025, 9)]).await;
        let key = "can-tho||2025|9";
        assert_eq!(revise(&db, key, content("draft", false, 2)).await, 2);
        let tx = db.read().await.unwrap();
        let drafts = Filter {
            drafts: true,
            ..Filter::default()
        };
        let approved = figures::all_current(&tx, &Filter::default()).await.unwrap();
        assert_eq!(seen(&approved[0]), (1, "approved", true));
        let newest = figures::all_current(&tx, &drafts).await.unwrap();
        assert_eq!(seen(&newest[0]), (2, "draft", false));
        assert_eq!(figures::find(&tx, key).await.unwrap().unwrap(), newest[0]);
        let changed = figures::changed_since(&tx, 1, true).await.unwrap();
        assert_eq!(changed, newest);
        let changed = figures::changed_since(&tx, 1, false).await.unwrap();
        assert_eq!(changed, approved);
        assert!(
            figures::changed_since(&tx, 2, true)
                .await
                .unwrap()
                .is_empty()
        );
        drop(tx);

        revise(&db, key, content("approved", true, 2)).await;
        let tx = db.read().await.unwrap();
        let approved = figures::all_current(&tx, &Filter::default()).await.unwrap();
        assert_eq!(seen(&approved[0]), (3, "approved", true));
        let history = figures::history(&tx, key).await.unwrap();
        let states: Vec<_> = history.iter().map(seen).collect();
        assert_eq!(
            states,
            [
                (1, "approved", true),
                (2, "draft", false),
                (3, "approved", true)
            ]
        );
        assert_eq!(history[0].key, history[2].key);
        assert_eq!(figures::of_event(&tx, 2).await.unwrap(), history[1..2]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_never_approved_is_only_a_draft() {
    on_both(async |db| {
        let mut new = sheet("can-tho", None, 2025, 9);
        new.content = content("draft", false, 1);
        insert(&db, vec![new]).await;
        assert!(keys(&db, Filter::default()).await.is_empty());
        let drafts = Filter {
            drafts: true,
            ..Filter::default()
        };
        assert_eq!(keys(&db, drafts).await.len(), 1);
    })
    .await;
}

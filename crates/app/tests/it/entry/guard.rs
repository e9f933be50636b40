//! What keeps figures from being stored over: locks, and somebody else.

use super::*;

#[tokio::test]
async fn what_may_not_be_typed_is_locked_a_document_s_sheet_opens_for_a_correction() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let typing = typed("phong-2", &[("viec.moi", "310")]);
        let ask = question("phong-2");
        let page = refused(&app, &ask, &typing).await;
        assert!(page.lock.as_ref().unwrap().by_correction);
        assert!(page.messages[0].contains("Đính chính"));
        assert_eq!(cell(&page, "phong-2/viec.moi").state, "locked");
        assert_eq!(cell(&page, "phong-2/viec.ty_le").state, "locked");
        let correcting = AskEntry {
            correcting: true,
            ..ask.clone()
        };
        let page = refused(&app, &correcting, &typing).await;
        assert!(page.correcting && page.lock.is_none());
        let ground = Typed {
            reason: Some("Cộng sót".into()),
            correction: Some("bb-1".into()),
            ..typing.clone()
        };
        let wrong = Typed {
            correction: Some("bb-9".into()),
            ..ground.clone()
        };
        assert!(refused(&app, &correcting, &wrong).await.messages[0].contains("bb-9"));
        stored(&app, &correcting, &ground).await;
        let found = balance(&view(&app).await, &window("phong-2", 2026, 3)).unwrap();
        assert_eq!(found.figures["viec.moi"], "310");
        let sheet = &found.lines[0].sources[0].sheet;
        let told = history(&app, &view(&app).await, sheet, "viec.moi")
            .await
            .unwrap();
        let reason = told.revisions[1].reason.clone().unwrap();
        assert!(
            reason.contains("Cộng sót (đính chính theo 02/BB-THADS"),
            "{reason}"
        );
        // A new sheet beside it needs no correction, and is told to differ.
        let new = AskEntry {
            which: Which::New,
            ..ask
        };
        let page = refused(&app, &new, &typed("phong-2", &[("viec.moi", "300")])).await;
        assert!(
            page.flags
                .iter()
                .any(|flag| flag.cell == "phong-2/viec.moi")
        );

        for (agency, month, why) in [("phong-1", 12, ""), ("phong-3", 3, "không tồn tại")] {
            let ask = AskEntry {
                month,
                year: if month == 12 { 2027 } else { 2026 },
                ..question(agency)
            };
            let page = refused(&app, &ask, &typed(agency, &[("viec.moi", "1")])).await;
            let lock = page.lock.unwrap();
            assert!(!lock.by_correction && lock.reason.contains(why), "{lock:?}");
        }
        for year in [1899, 3000, i16::MIN, i16::MAX] {
            let ask = AskEntry {
                year,
                ..question("phong-1")
            };
            let never = entry(&view(&app).await, &ask, None);
            assert!(matches!(never, Err(AppError::Refused(_))), "{never:?}");
        }
        let nobody = entry(&view(&app).await, &question("khong-co"), None);
        assert!(matches!(nobody, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn the_second_is_told_of_the_first_cell_by_cell() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let ask = question("phong-1");
        let first = [("viec.cu", "10"), ("viec.moi", "1000"), ("viec.xong", "3")];
        stored(&app, &ask, &typed("phong-1", &first)).await;
        let seen = entry(&view(&app).await, &ask, None).unwrap().seen;
        // Both opened revision 1; the first stores.
        let mut a = typed("phong-1", &[("viec.cu", "11"), ("viec.moi", "1010")]);
        a.seen = seen.clone();
        a.reason = Some("theo sổ".into());
        stored(&app, &ask, &a).await;
        let cells = [("viec.cu", "12"), ("viec.moi", "1000"), ("viec.xong", "4")];
        let mut b = typed("phong-1", &cells);
        b.seen = seen;
        b.reason = Some("theo báo cáo".into());
        let came = store(&app, &Caller::console(), &ask, &b).await.unwrap();
        let Outcome::Conflict(_, found) = came else {
            panic!("{came:#?}")
        };
        let told: Vec<_> = found
            .cells
            .iter()
            .map(|clash| {
                let texts = (
                    clash.base.as_str(),
                    clash.theirs.as_str(),
                    clash.mine.as_str(),
                );
                (clash.cell.as_str(), texts, clash.open)
            })
            .collect();
        assert_eq!(
            told,
            [
                ("phong-1/viec.cu", ("10", "11", "12"), true),
                ("phong-1/viec.moi", ("1.000", "1.010", "1000"), false),
            ]
        );
        assert_eq!(found.cells[0].by, "Dòng lệnh trên máy chủ");
        // A form that leaves out what it saw passes over nobody.
        let silent = Typed {
            seen: Default::default(),
            ..b.clone()
        };
        let came = store(&app, &Caller::console(), &ask, &silent)
            .await
            .unwrap();
        assert!(matches!(came, Outcome::Conflict(..)), "{came:#?}");
        assert_eq!(
            figure(&app, "phong-1", "viec.xong").await.as_deref(),
            Some("3")
        );
        b.seen = found.seen;
        b.theirs.insert("phong-1/viec.moi".into());
        stored(&app, &ask, &b).await;
        for (code, value) in [("viec.cu", "12"), ("viec.moi", "1010"), ("viec.xong", "4")] {
            assert_eq!(figure(&app, "phong-1", code).await.as_deref(), Some(value));
        }
    })
    .await;
}

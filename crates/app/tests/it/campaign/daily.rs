//! Daily entries: typed, stored, beside approved months, refused by their cells.

use super::*;

fn ask(unit: Option<&str>) -> AskEntry {
    AskEntry {
        code: "dot-2".to_owned(),
        agency: unit.map(str::to_owned),
        ..AskEntry::default()
    }
}

fn cells(list: &[(&str, &str)]) -> Typed {
    Typed {
        cells: list
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect(),
        seen: BTreeMap::new(),
    }
}

#[tokio::test]
async fn daily_entries_are_typed_stored_and_stay_apart() {
    on_both(async |db| {
        let app = app(db.clone()).await;
        told(&app).await;
        let own = app.view(&officer("kv-1")).await.unwrap();
        let sheet = grid(&own, &ask(None)).unwrap();
        // The one unit of the officer over the days that have come: 02/11 – 22/11.
        assert_eq!(sheet.agency.as_deref(), Some("kv-1"));
        assert_eq!((sheet.rows.len(), sheet.columns.len()), (21, 1));
        let refused = grid(&own, &ask(Some("kv-2")));
        assert!(matches!(refused, Err(AppError::NotFound)));
        let wrong = cells(&[
            ("kv-1/2026-11-02/viec.xong", "5"),
            ("kv-1/2026-11-03/viec.xong", "khoảng 4"),
            ("kv-1/2026-11-04/viec.xong", "2,5"),
            ("kv-1/2026-11-05/viec.xong", "3 triệu đồng"),
        ]);
        let came = enter(&app, &by("kv-1"), &ask(None), &wrong).await.unwrap();
        let Entered::Refused(sheet) = came else {
            panic!("{came:?}");
        };
        let faults = sheet.rows.iter().flat_map(|row| &row.cells);
        assert_eq!(faults.filter(|cell| cell.fault.is_some()).count(), 3);
        // Cells of another unit are not of this grid: nothing of them is stored.
        let right = cells(&[
            ("kv-1/2026-11-02/viec.xong", "5"),
            ("kv-1/2026-11-03/viec.xong", "0"),
            ("kv-1/2026-11-20/viec.xong", "12"),
            ("kv-2/2026-11-02/viec.xong", "99"),
        ]);
        let came = enter(&app, &by("kv-1"), &ask(None), &right).await.unwrap();
        assert!(matches!(came, Entered::Stored(3, Some(_))), "{came:?}");
        let view = view(&app).await;
        let found = shown(&view, "dot-2");
        let figure = &found.figures[0];
        assert_eq!(
            (found.stage, found.day_number, found.days_left),
            ("running", 21, 8)
        );
        let done = figure.done.as_ref().unwrap();
        assert_eq!((done.value.as_str(), figure.basis), ("17", Some("daily")));
        assert!(!figure.complete && figure.silent_days > 0);
        assert_eq!(figure.approved, None);
        assert!(
            figure.reasons[0].contains("một phần tháng 11/2026"),
            "{:?}",
            figure.reasons
        );
        let first = &figure.units[0];
        assert_eq!(
            (first.agency.as_str(), first.rank, first.share.as_deref()),
            ("kv-1", Some(1), Some("42.50"))
        );
        let day = figure
            .points
            .iter()
            .find(|point| point.day == "2026-11-03")
            .unwrap();
        assert_eq!(
            day.so_far.as_ref().map(|number| number.value.as_str()),
            Some("5")
        );
        // Nothing of it is among the approved figures.
        assert!(
            movement::movement(&view, "dot-2")
                .unwrap()
                .results
                .is_empty()
        );
        // What another server reads from the first row is the same as what was laid over.
        let again = crate::desk::app(db).await;
        assert_eq!(shown(&self::view(&again).await, "dot-2"), found);
        // An emptied cell is taken back; a cell somebody changed since is a conflict.
        let mut emptied = cells(&[("kv-1/2026-11-20/viec.xong", "")]);
        let came = enter(&app, &by("kv-1"), &ask(None), &emptied)
            .await
            .unwrap();
        assert!(matches!(came, Entered::Conflict(_)), "{came:?}");
        emptied
            .seen
            .insert("kv-1/2026-11-20/viec.xong".into(), "12".into());
        let came = enter(&app, &by("kv-1"), &ask(None), &emptied)
            .await
            .unwrap();
        assert!(matches!(came, Entered::Stored(1, _)), "{came:?}");
        let view = self::view(&app).await;
        let left = shown(&view, "dot-2").figures[0].done.clone().unwrap();
        assert_eq!(left.value, "5");
    })
    .await;
}

#[tokio::test]
async fn approved_months_and_days_that_differ_are_both_told() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app).await;
        let daily = "Mã phong trào|Mã cơ quan|Ngày|Mã số liệu|Giá trị\n\
            dot-1|kv-1|2026-07-06|viec.xong|60\ndot-1|kv-1|2026-07-07|viec.xong|55";
        let loaded = take(&app, &bundle(&[("so-lieu-ngay", daily)]), None).await;
        assert!(!loaded.refused(), "{:#?}", loaded.faults);
        let view = view(&app).await;
        let one = AskCampaign {
            agency: Some("kv-1".to_owned()),
            ..AskCampaign::default()
        };
        let found = campaign(&view, "dot-1", &one).unwrap();
        let july = &found.figures[0].months[0];
        let told = |number: &Option<thidua_app::campaign::Number>| {
            number
                .as_ref()
                .map(|number| number.value.clone())
                .unwrap_or_default()
        };
        assert_eq!(
            [&july.approved, &july.daily, &july.difference].map(told),
            ["100", "115", "-15"]
        );
        // The approved month stands.
        assert_eq!(told(&found.figures[0].done), "300");
        let by_days = AskCampaign {
            order: Order::Daily,
            ..AskCampaign::default()
        };
        let ranked = campaign(&view, "dot-1", &by_days).unwrap();
        assert_eq!(ranked.figures[0].units[0].agency, "kv-1");
        assert_eq!(ranked.figures[0].units[1].rank, None);
        let line = bulletin(&found, Instant(1_795_340_460_000_000));
        assert!(
            line.starts_with("Tính đến 16 giờ 41 phút ngày 22/11/2026, Đợt cao điểm quý III"),
            "{line}"
        );
        assert!(
            line.contains("300 việc, đạt 75,00% chỉ tiêu đợt") && !line.contains('\n'),
            "{line}"
        );
    })
    .await;
}

#[tokio::test]
async fn rows_that_cannot_be_are_refused_by_their_cells() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app).await;
        let daily = "Mã phong trào|Mã cơ quan|Ngày|Mã số liệu|Giá trị\n\
            ca-nam|kv-1|2026-07-06|viec.xong|6\ndot-1|kv-1|2026-06-30|viec.xong|5\ndot-1|kv-1|2026-07|viec.xong|5\n\
            dot-1|kv-1|2026-07-08|viec.ty_le|50\ndot-1|kv-1|2026-07-09|viec.xong|1,5\nkhong-co|kv-1|2026-07-09|viec.xong|1";
        let loaded = take(&app, &bundle(&[("so-lieu-ngay", daily)]), None).await;
        let errors = loaded.faults.iter().filter(|fault| fault.severity == Severity::Error);
        let found: Vec<(u32, &str)> = errors.map(|fault| (fault.row, fault.column.as_str())).collect();
        assert_eq!(
            found,
            [
                (2, "Mã phong trào"),
                (3, "Ngày"),
                (4, "Ngày"),
                (5, "Mã số liệu"),
                (6, "Giá trị"),
                (7, "Mã phong trào"),
            ],
            "{:#?}",
            loaded.faults
        );
        // A window told in the same bundle counts.
        let moved = "Mã|Tên|Loại|Từ ngày|Đến ngày\nmoi|Đợt mới|cao_diem|2026-05-04|2026-05-08";
        let daily = "Mã phong trào|Mã cơ quan|Ngày|Mã số liệu|Giá trị\nmoi|kv-1|2026-05-06|tien.xong|50 triệu đồng";
        let loaded = take(&app, &bundle(&[("phong-trao", moved), ("so-lieu-ngay", daily)]), None).await;
        assert!(!loaded.refused(), "{:#?}", loaded.faults);
        let state = app.state().await.unwrap();
        let stored = state.daily.at("moi", "kv-1", "tien.xong", date(2026, 5, 6));
        assert_eq!(stored, Some(50_000_000));
    })
    .await;
}

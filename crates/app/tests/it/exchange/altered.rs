//! What was changed on the way is told, and so is what was lost.

use thidua_app::access::Caller;
use thidua_store::testing::on_both;

use super::{asked, errors, files, load, write};
use crate::desk::{app, load_embedded};

#[tokio::test]
async fn an_altered_file_is_told() {
    on_both(async |db| {
        let app = app(db).await;
        load_embedded(&app, &["vi-du/quan-1-2021"]).await;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let ask = asked("quan-1", 2021, 2021);
        write(&app, &Caller::console(), &ask, &path).await.unwrap();
        let file = path.join("so-lieu.csv");
        let whole = std::fs::read(&file).unwrap();
        let text = String::from_utf8(whole.clone()).unwrap();

        // Saved again in another form by a spreadsheet, nothing of it changed.
        let plain = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        std::fs::write(&file, plain).unwrap();
        assert!(errors(&load(&app, &path, None).await).is_empty());

        let mut lines: Vec<&str> = text.lines().collect();
        lines.pop();
        std::fs::write(&file, lines.join("\r\n")).unwrap();
        let loaded = load(&app, &path, None).await;
        let told = errors(&loaded);
        assert_eq!(told.len(), 1, "{told:#?}");
        assert_eq!(told[0].sheet, "so-lieu");
        assert!(
            told[0].reason.contains("khác với bản kê"),
            "{}",
            told[0].reason
        );

        std::fs::remove_file(&file).unwrap();
        let loaded = load(&app, &path, None).await;
        assert!(errors(&loaded)[0].reason.contains("Bản kê có trang này"));

        std::fs::write(&file, &whole).unwrap();
        std::fs::write(path.join("ghi-chu.csv"), "Mã\nx\n").unwrap();
        let loaded = load(&app, &path, None).await;
        assert!(errors(&loaded)[0].reason.contains("không có trong bản kê"));

        std::fs::remove_file(path.join("ghi-chu.csv")).unwrap();
        std::fs::write(path.join("ban-ke.json"), "{}").unwrap();
        let loaded = load(&app, &path, None).await;
        assert!(errors(&loaded)[0].reason.contains("Không đọc được bản kê"));
        assert!(!files(&path).is_empty());
    })
    .await;
}

/// A folder that holds something is not written into.
#[tokio::test]
async fn a_folder_in_use_is_refused() {
    on_both(async |db| {
        let app = app(db).await;
        load_embedded(&app, &["vi-du/quan-1-2021"]).await;
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("x.txt"), "x").unwrap();
        let ask = asked("quan-1", 2021, 2021);
        let refused = write(&app, &Caller::console(), &ask, folder.path())
            .await
            .unwrap_err();
        assert!(refused.to_string().contains("đã có tệp"), "{refused}");
        let ask = asked("quan-1", 2022, 2021);
        let refused = write(&app, &Caller::console(), &ask, folder.path())
            .await
            .unwrap_err();
        assert!(refused.to_string().contains("Năm công tác"));
    })
    .await;
}

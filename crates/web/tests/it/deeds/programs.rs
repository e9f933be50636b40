//! The same for programs.

use super::*;

#[tokio::test]
async fn programs_are_answered_the_same() {
    on_both(async |db| {
        let (_world, mut browser) = officer(db).await;
        let years = "agency=tinh-a&from=2026&to=2026";
        for subject in [
            "contributions",
            "activities",
            "exemplars",
            "notes",
            "ranks",
            "registrations",
        ] {
            let answer = browser
                .get(&format!("/api/v1/{subject}?{years}"))
                .await
                .expect(200)
                .json();
            assert!(answer["rows"].is_array(), "{subject}: {answer}");
            browser
                .get(&format!(
                    "/api/v1/{subject}?agency=tinh-b&from=2026&to=2026"
                ))
                .await
                .expect(404);
        }
        let days = "from=2025-10-01&to=2026";
        let events = browser
            .get(&format!("/api/v1/events?agency=tinh-a&{days}"))
            .await
            .expect(200)
            .json();
        assert!(events["rows"].is_array());
        browser
            .get(&format!("/api/v1/events?{days}"))
            .await
            .expect(400);
    })
    .await;
}

//! Answers that begin with the data: approved figures, sections of the unit's own report; what is corrected later is shown.

use thidua_app::AppError;
use thidua_app::access::Caller;
use thidua_app::report::{Form, Issue, What, print};
use thidua_app::request::{self, AskFill, AskPaper, AskRequest, QuestionLine};
use thidua_store::testing::on_both;

use crate::deeds::{bundle, errors};
use crate::desk::take;
use crate::requests::{office, officer, one, seen, wish};

const FIGURES: &[&str] = &[
    "Mã cơ quan;Năm công tác;Tháng lũy kế;Mã số liệu;Giá trị;Đơn vị tính",
    "phong-1;2026;9;viec.xong;700;viec",
    "phong-1;2026;9;tien.xong;1,5;ty_dong",
];
const SAID: &[&str] = &[
    "Mã cơ quan;Năm;Mục;Thứ tự;Nội dung",
    "phong-1;2026;han_che;1;Còn 12 vụ việc kéo dài.",
];

/// Two figures and the section of limits of a report, of nine months of 2026.
fn from_data() -> AskRequest {
    let figure = |name: &str| QuestionLine {
        figure: name.to_owned(),
        required: true,
        ..QuestionLine::default()
    };
    let sections = request::outline_questions("giai-doan").unwrap().into_iter();
    let limits = sections.filter(|line| line.section.ends_with("/danh-gia"));
    AskRequest {
        questions: [
            figure("thi hành xong (về việc)"),
            figure("Thi hành xong (về tiền)"),
        ]
        .into_iter()
        .chain(limits)
        .collect(),
        year: "2026".to_owned(),
        month: "9".to_owned(),
        ..wish("tinh-a")
    }
}

#[tokio::test]
async fn an_answer_begins_with_approved_figures_and_the_own_report_and_tells_what_was_corrected_later()
 {
    on_both(async |db| {
        let (app, console) = office(db).await;
        let province = officer(&console, "tinh-a");
        let unit = officer(&console, "phong-1");
        let told = bundle(&[("so-lieu", FIGURES), ("noi-dung", SAID)]);
        assert!(errors(&take(&app, &told, None).await).is_empty());
        // A name that is none, and no period: both are told.
        let wrong = AskRequest {
            questions: vec![
                QuestionLine {
                    figure: "Việc xong xuôi".to_owned(),
                    ..QuestionLine::default()
                },
                from_data().questions.remove(0),
            ],
            year: String::new(),
            ..from_data()
        };
        let fault = request::ask(&app, &province, &wrong)
            .await
            .unwrap_err()
            .to_string();
        assert!(
            fault.contains("«Việc xong xuôi»") && fault.contains("ghi năm công tác"),
            "{fault}"
        );

        let code = request::ask(&app, &province, &from_data()).await.unwrap();
        let form =
            async |by: &Caller, of: &str| request::form(&seen(&app, by).await, &code, of).unwrap();
        let begun = form(&unit, "phong-1").await;
        assert!(begun.begun_by_data && begun.period == Some((2026, 9)));
        let texts: Vec<&str> = begun
            .questions
            .iter()
            .map(|one| one.text.as_str())
            .collect();
        assert_eq!(texts[..2], ["700", "1.500.000.000"]);
        assert!(texts[2].contains("Còn 12 vụ việc kéo dài"), "{texts:?}");
        assert_eq!(begun.questions[1].words, "Thi hành xong (về tiền) (đồng)");
        let whose = |form: &request::Form| {
            let data = form.questions.iter().map(|one| one.data.as_ref().unwrap());
            data.map(|data| (data.whose, data.gone.len()))
                .collect::<Vec<_>>()
        };
        assert_eq!(whose(&begun), [("du_lieu", 0); 3]);
        // A unit without figures is told so and types its own.
        let other = form(&officer(&console, "phong-2"), "phong-2").await;
        assert!(!other.begun_by_data && other.questions[0].data.as_ref().unwrap().value.is_empty());

        // One number of its own, a line of its own beside the report's.
        let typed = vec![
            one("701"),
            one(texts[1]),
            one(&format!("{}\nĐơn vị thiếu một chấp hành viên.", texts[2])),
        ];
        let sent = AskFill {
            code: code.clone(),
            unit: "phong-1".to_owned(),
            typed,
            ..AskFill::default()
        };
        request::send(&app, &unit, &sent).await.unwrap();
        let own = form(&unit, "phong-1").await;
        assert_eq!(whose(&own), [("rieng", 0), ("du_lieu", 0), ("ca_hai", 0)]);
        assert_eq!(own.questions[2].data.as_ref().unwrap().own, 1);
        let all = request::consolidated(&seen(&app, &province).await, &code).unwrap();
        let differing: Vec<_> = all
            .differing
            .iter()
            .map(|one| (one.sent.as_str(), one.now.as_str(), one.why))
            .collect();
        assert_eq!(differing, [("701", "700", "rieng")]);

        // The data are corrected: what was right when it was sent is told apart from what was the unit's own.
        let corrected = bundle(&[
            (
                "so-lieu",
                &[FIGURES[0], "phong-1;2026;9;tien.xong;1,6;ty_dong"],
            ),
            (
                "noi-dung",
                &[SAID[0], "phong-1;2026;han_che;1;Còn 11 vụ việc kéo dài."],
            ),
        ]);
        assert!(errors(&take(&app, &corrected, Some("Đối chiếu lại")).await).is_empty());
        let later = form(&unit, "phong-1").await;
        assert_eq!(whose(&later), [("rieng", 0), ("du_lieu", 1), ("ca_hai", 1)]);
        let all = request::consolidated(&seen(&app, &province).await, &code).unwrap();
        let money = all
            .differing
            .iter()
            .find(|one| one.why == "da_sua")
            .unwrap();
        assert_eq!(
            (money.sent.as_str(), money.then.as_str(), money.now.as_str()),
            ("1.500.000.000", "1.500.000.000", "1.600.000.000")
        );
        // The sum is of what was sent.
        assert_eq!(all.figures[1].total.as_deref(), Some("1.500.000.000"));
        // Taken from the data again.
        let again = request::from_data(&seen(&app, &unit).await, &code, "phong-1").unwrap();
        assert_eq!(again[..2], [one("700"), one("1600000000")]);
        let none = request::from_data(
            &seen(&app, &officer(&console, "phong-2")).await,
            &code,
            "phong-2",
        );
        assert!(matches!(none, Err(AppError::Refused(_))));
        // Passed on, it keeps where its answers are from.
        for form in [Form::Docx, Form::Xlsx] {
            let what = What::Request(AskPaper {
                code: code.clone(),
                issue: Issue::default(),
            });
            assert!(
                print(&seen(&app, &province).await, &what, form)
                    .unwrap()
                    .bytes
                    .len()
                    > 1_000
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_request_passed_on_asks_for_the_same_data_and_long_texts_are_refused() {
    on_both(async |db| {
        let (app, console) = office(db).await;
        let (above, province) = (officer(&console, "cuc"), officer(&console, "tinh-a"));
        let asked = AskRequest {
            asker: "cuc".to_owned(),
            ..from_data()
        };
        let code = request::ask(&app, &above, &asked).await.unwrap();
        let typed = request::passed_on(&seen(&app, &province).await, &code, "tinh-a").unwrap();
        assert_eq!((typed.year.as_str(), typed.month.as_str()), ("2026", "9"));
        let form = AskRequest {
            days: "3".to_owned(),
            ..typed
        };
        let below = request::ask(&app, &province, &form).await.unwrap();
        let state = seen(&app, &province).await.state;
        let questions = |code: &str| state.requests.get(code).unwrap().questions.clone();
        assert_eq!(questions(&below), questions(&code));
        // 10,000 letters where 3,000 may stand; a section of a report may be longer.
        let long = "ầ".repeat(10_000);
        let fill = |unit: &str, of: &str, texts: [&str; 3]| AskFill {
            code: of.to_owned(),
            unit: unit.to_owned(),
            typed: texts.map(one).to_vec(),
            ..AskFill::default()
        };
        let phong = officer(&console, "phong-1");
        request::save(&app, &phong, &fill("phong-1", &below, ["1", "2", &long]))
            .await
            .unwrap();
        let plain = request::ask(&app, &province, &wish("tinh-a"))
            .await
            .unwrap();
        let fault = request::send(&app, &phong, &fill("phong-1", &plain, ["1", &long, ""])).await;
        let fault = fault.unwrap_err().to_string();
        assert!(
            fault.contains("dài 10.000 ký tự, nhiều nhất 3.000"),
            "{fault}"
        );
    })
    .await;
}

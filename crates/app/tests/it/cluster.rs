//! Blocks: members by their days, who headed when, a meeting that chooses, what of it enters the register; the papers of
//! blocks and the plan of a movement.

use thidua_app::access::Caller;
use thidua_app::cluster::{
    meeting, minutes::AskMinutes, pact::AskPact, parts, preview, propose, reads, rotation, writes,
};
use thidua_app::movement::plan::{self, AskPlan};
use thidua_app::report::{Form, Issue, What, print};
use thidua_app::{App, AppError, View};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::bundle::Severity;
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, take, view};

const BUNDLE: &[(&str, &str)] = &[
    (
        "co-quan",
        "Mã|Tên|Cấp|Mã cấp trên|Địa bàn
         bo|Bộ Tư pháp|bo||
         cuc|Cục Quản lý Thi hành án dân sự|cuc_quan_ly|bo|
         tinh|Cục Thi hành án dân sự tỉnh A|tinh|cuc|Tỉnh A
         cc-1|Chi cục Thi hành án dân sự huyện Một|huyen|tinh|Huyện Một
         cc-2|Chi cục Thi hành án dân sự huyện Hai|huyen|tinh|Huyện Hai
         cc-3|Chi cục Thi hành án dân sự huyện Ba|huyen|tinh|Huyện Ba
         tinh-b|Cục Thi hành án dân sự tỉnh B|tinh|cuc|
         so-tu-phap|Sở Tư pháp tỉnh A|tu_phap_dia_phuong||",
    ),
    (
        "nhan-su",
        "Mã|Họ và tên|Mã cơ quan|Chức vụ
         nv-1|Lê Văn Tám|cc-1|Chi cục trưởng",
    ),
    (
        "van-ban",
        "Mã|Số ký hiệu|Ngày ban hành|Cơ quan ban hành|Loại|Trích yếu|Căn cứ|Hết hiệu lực
         kh-bo|1895/KH-BTP|05/01/2025|bo|ke_hoach|Phát động phong trào thi đua năm 2025||
         kh-cu|12/KH-TCTHADS|03/01/2019|cuc|ke_hoach|Kế hoạch thi đua giai đoạn cũ||01/01/2021
         kh-tinh|58/KH-CTHADS|10/02/2025|tinh|ke_hoach|Phát động phong trào thi đua về đích sớm|kh-bo;kh-cu|
         qc-khoi|30/QĐ-CTHADS|02/01/2025|tinh|quyet_dinh|Quy chế hoạt động của khối||",
    ),
    (
        "cum-khoi",
        "Mã|Tên|Năm|Cơ quan quản lý|Trưởng cụm|Phó cụm|Thành viên|Chủ đề|Nội dung giao ước
         khoi|Khối thi đua các Chi cục|2024|tinh|cc-2||cc-1;cc-2;cc-3||
         khoi|Khối thi đua các Chi cục|2025|tinh|cc-1|cc-2|cc-1;cc-2;cc-3|Đoàn kết|1. Hoàn thành chỉ tiêu về việc",
    ),
    (
        "thanh-vien-cum",
        "Mã cụm|Năm|Mã thành viên|Từ ngày|Đến ngày|Vai trò|Người đại diện|Chức vụ đại diện
         khoi|2025|so-tu-phap|01/3/2025|||Trần Thị Hoa|Giám đốc
         khoi|2025|cc-3||30/6/2025|||
         khoi|2025|cc-1||||Lê Văn Tám|Chi cục trưởng",
    ),
    (
        "hop-cum",
        "Mã|Mã cụm|Năm|Ngày|Thành viên dự|Cách quyết định|Tỷ lệ dự họp|Tỷ lệ đồng ý|Tính trên|Quy chế|Số được suy tôn
         hop-1|khoi|2025|10/01/2026|cc-1;cc-2;so-tu-phap|bo_phieu_kin|2/3|>1/2|thanh_vien|qc-khoi|Cờ thi đua ngành Tư pháp: 1
         hop-2|khoi|2024|12/01/2025|cc-1|thong_nhat|||||",
    ),
    (
        "suy-ton",
        "Mã cuộc họp|Mã đối tượng|Mã khen thưởng|Phiếu phát ra|Phiếu thu vào|Phiếu hợp lệ|Phiếu đồng ý|Phiếu không đồng ý|Nhất trí|Kết luận|Giải trình
         hop-1|cc-1|co_bo|3|3|3|3|0|||
         hop-1|cc-2|co_bo|3|3|3|1|2|||
         hop-1|nv-1|bk_bo|3|3|3|2|1|||
         hop-2|cc-3|co_bo||||||co||",
    ),
    (
        "phong-trao",
        "Mã|Tên|Chủ đề|Cơ quan phát động|Từ ngày|Đến ngày|Văn bản|Mục đích, yêu cầu
         ve-dich|Về đích sớm|Đoàn kết, bứt phá|tinh|01/4/2025|30/6/2025|kh-tinh|Tạo khí thế thi đua",
    ),
    (
        "chi-tieu",
        "Mã|Mã cơ quan|Năm công tác|Mã phong trào|Mã chỉ tiêu|Nội dung|Phép so|Giá trị
         ct-1|tinh|2025|ve-dich|viec.ty_le||>=|81,5
         ct-2|tinh|2025|ve-dich||Không có án tồn quá hạn không lý do||
         ct-3|cc-1|2025|ve-dich|viec.ty_le||>=|83",
    ),
    (
        "noi-dung",
        "Mã cơ quan|Mã phong trào|Năm|Mục|Thứ tự|Nội dung|Giao cho|Hạn xong
         tinh|ve-dich|2025|giai_phap|1|Phân công chấp hành viên theo địa bàn|cc-1|15/4/2025
         tinh|ve-dich|2025|giai_phap|2|Hai là phối hợp với các ngành||",
    ),
    (
        "moc-phong-trao",
        "Mã phong trào|Mã cơ quan|Mốc|Lần thứ|Nội dung|Hạn|Đơn vị phải gửi
         ve-dich|tinh|dang_ky||Bản đăng ký|10/4/2025|x
         ve-dich|tinh|tong_ket|||10/7/2025|",
    ),
];

async fn filled(app: &App) {
    let loaded = take(app, &bundle(BUNDLE), None).await;
    let errors = loaded.faults.iter();
    let errors: Vec<_> = errors
        .filter(|fault| fault.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

fn officer(agency: &str) -> Caller {
    Caller {
        actor: Actor {
            user: format!("cb-{agency}"),
            person: None,
            grants: vec![Grant {
                role: Role::Officer,
                agency: agency.to_owned(),
                from: None,
                to: None,
            }],
        },
        ..Caller::console()
    }
}

async fn seen_by(app: &App, agency: &str) -> View {
    app.view(&officer(agency).actor).await.unwrap()
}

fn words(view: &View, what: &What) -> String {
    let printed = print(view, what, Form::Docx).unwrap();
    let pdf = print(view, what, Form::Pdf).unwrap();
    assert!(pdf.bytes.len() > 5_000);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(printed.bytes)).unwrap();
    let mut xml = String::new();
    let mut part = archive.by_name("word/document.xml").unwrap();
    std::io::Read::read_to_string(&mut part, &mut xml).unwrap();
    let mut text = String::new();
    let mut inside = false;
    for letter in xml.replace("</w:p>", "\n").chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            letter if !inside => text.push(letter),
            _ => {}
        }
    }
    text
}

#[tokio::test]
async fn members_stand_by_their_days_and_head_in_turn() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let view = view(&app).await;
        let told: Vec<_> = parts(&view, "khoi", 2025).unwrap();
        let line = |code: &str| told.iter().find(|line| line.member.code == code).unwrap();
        assert_eq!(told.len(), 4);
        assert_eq!(line("cc-1").role, "truong");
        assert_eq!(line("cc-2").role, "pho");
        assert!(line("so-tu-phap").outside && line("so-tu-phap").now);
        assert!(!line("cc-3").now, "it left in June");
        let turns = rotation(&view, "khoi", 2025).unwrap();
        let order: Vec<(&str, &[i16])> = turns
            .iter()
            .map(|turn| (turn.member.code.as_str(), turn.head.as_slice()))
            .collect();
        assert_eq!(
            order,
            [
                ("so-tu-phap", &[][..]),
                ("cc-2", &[2024][..]),
                ("cc-1", &[2025][..])
            ]
        );
        // The year before knows nothing of these rows.
        assert_eq!(parts(&view, "khoi", 2024).unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_meeting_is_reckoned_in_whole_numbers_and_enters_the_register_once() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = officer("tinh");
        let seen = app.view(&by.actor).await.unwrap();
        let found = meeting(&seen, "hop-1").unwrap();
        let rule = &found.rule;
        assert_eq!((found.members.len(), found.attendance), (3, Some(3)));
        assert_eq!((rule.quorum_least, rule.quorate), (Some(2), Some(true)));
        assert!(rule.confirmed);
        let told: Vec<_> = found
            .candidates
            .iter()
            .map(|line| {
                (
                    line.subject.as_str(),
                    line.reckoned,
                    line.least,
                    line.share.as_deref(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("cc-1", "suy_ton", Some(2), Some("100.00")),
                ("cc-2", "khong_du_phieu", Some(2), Some("33.33")),
                ("nv-1", "suy_ton", Some(2), Some("66.67")),
            ]
        );
        // One of three is no quorum by the usual rule, which nobody confirmed.
        let short = meeting(&seen, "hop-2").unwrap();
        assert!(!short.rule.confirmed);
        assert_eq!(short.candidates[0].reckoned, "khong_du_nguoi_hop");
        assert!(preview(&seen, "hop-2").unwrap().is_empty());

        let rows = preview(&seen, "hop-1").unwrap();
        assert!(rows.iter().all(|row| row.state == "new"));
        let before = app.view(&by.actor).await.unwrap().state.awards.len();
        let keys: Vec<String> = rows.iter().map(|row| row.key.clone()).collect();
        assert_eq!(propose(&app, &by, "hop-1", &keys).await.unwrap(), 2);
        let after = app.view(&by.actor).await.unwrap();
        assert_eq!(after.state.awards.len(), before + 2);
        let award = after
            .state
            .awards
            .iter()
            .find(|row| row.subject.as_deref() == Some("nv-1"));
        let award = award.unwrap();
        assert_eq!(
            (
                award.status.as_str(),
                award.cluster.as_deref(),
                award.agency.as_str(),
                award.count
            ),
            ("suy_ton", Some("khoi"), "cc-1", Some(1))
        );
        let again = preview(&after, "hop-1").unwrap();
        assert!(again.iter().all(|row| row.state == "known"));
        let refused = propose(&app, &by, "hop-1", &keys).await;
        assert!(matches!(refused, Err(AppError::Refused(_))));
        let none = propose(&app, &by, "hop-1", &[]).await;
        assert!(matches!(none, Err(AppError::Refused(_))));
    })
    .await;
}

#[tokio::test]
async fn the_manager_and_the_head_of_the_year_tell_of_a_block_and_nobody_else() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        for (agency, reads_it, writes_2025, writes_2024) in [
            ("tinh", true, true, true),
            ("cc-1", true, true, false),
            ("cc-2", true, false, true),
            ("tinh-b", false, false, false),
        ] {
            let seen = seen_by(&app, agency).await;
            assert_eq!(reads(&seen, "khoi", 2025), reads_it, "{agency}");
            assert_eq!(writes(&seen, "khoi", 2025), writes_2025, "{agency}");
            assert_eq!(writes(&seen, "khoi", 2024), writes_2024, "{agency}");
            assert_eq!(meeting(&seen, "hop-1").is_ok(), reads_it, "{agency}");
        }
        let foreign = propose(&app, &officer("tinh-b"), "hop-1", &[]).await;
        assert!(matches!(foreign, Err(AppError::NotFound)));
        // The head of the year tells only of its own rows in the register.
        let head = seen_by(&app, "cc-1").await;
        let rows = preview(&head, "hop-1").unwrap();
        assert!(rows.iter().all(|row| row.agency == "cc-1" && row.is_new()));
    })
    .await;
}

#[tokio::test]
async fn rows_that_cannot_be_are_told_and_not_stored() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        for (sheet, text, reason) in [
            (
                "hop-cum",
                "Mã|Mã cụm|Năm|Tỷ lệ dự họp\n x|khoi|2025|3/2",
                "Không phải một tỷ lệ",
            ),
            (
                "hop-cum",
                "Mã|Mã cụm|Năm|Số được suy tôn\n x|khoi|2025|hai cờ",
                "Có dòng không phải",
            ),
            (
                "suy-ton",
                "Mã cuộc họp|Mã đối tượng|Mã khen thưởng|Phiếu hợp lệ|Phiếu đồng ý|Phiếu không đồng ý\n hop-1|cc-3|co_bo|3|3|1",
                "Phiếu đồng ý và không đồng ý",
            ),
            (
                "suy-ton",
                "Mã cuộc họp|Mã đối tượng|Mã khen thưởng\n hop-khac|cc-3|co_bo",
                "",
            ),
            (
                "thanh-vien-cum",
                "Mã cụm|Năm|Mã thành viên|Từ ngày|Đến ngày\n khoi|2025|cc-2|01/6/2025|01/5/2025",
                "Đến ngày trước",
            ),
        ] {
            let loaded = take(&app, &bundle(&[(sheet, text)]), None).await;
            assert!(loaded.refused(), "{text}");
            let mut faults = loaded.faults.iter();
            assert!(faults.any(|fault| fault.reason.contains(reason)), "{:#?}", loaded.faults);
        }
    })
    .await;
}

#[tokio::test]
async fn the_papers_say_what_is_recorded_and_leave_room_for_the_rest() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let view = view(&app).await;
        let plan = What::Plan(AskPlan {
            movement: "ve-dich".to_owned(),
            ..AskPlan::default()
        });
        let told = words(&view, &plan);
        for part in [
            "Số: 58/KH-CTHADS",
            "Căn cứ Kế hoạch số 1895/KH-BTP ngày 05 tháng 01 năm 2025 của Bộ Tư pháp về phát động",
            "Một là, phân công chấp hành viên",
            "Hai là phối hợp",
            "xong trước ngày 15/4/2025",
            "từ 81,5% trở lên",
            "Không có án tồn quá hạn",
            "Tổng kết, trước ngày 10/7/2025",
            "chưa đối chiếu với mẫu",
            "đã hết hiệu lực khi ban hành",
            "chưa ghi nhận nên để chỗ trống",
            "………",
        ] {
            assert!(told.contains(part), "{part}\n{told}");
        }
        let own = AskPlan {
            movement: "ve-dich".to_owned(),
            agency: Some("cc-1".to_owned()),
            issue: Issue::default(),
        };
        let page = plan::page(&view, &own).unwrap();
        assert_eq!(
            page.agency_name.as_deref(),
            Some("Chi cục Thi hành án dân sự huyện Một")
        );
        let told = words(&view, &What::Plan(own));
        assert!(
            told.contains("từ 83% trở lên") && !told.contains("81,5%"),
            "{told}"
        );
        assert!(
            told.contains("58/KH-CTHADS"),
            "the launching plan is its basis"
        );

        let pact = What::Pact(AskPact {
            block: "khoi".to_owned(),
            year: 2025,
            issue: Issue::default(),
        });
        let told = words(&view, &pact);
        for part in [
            "Trần Thị Hoa",
            "Đại diện Sở Tư pháp",
            "1. Hoàn thành chỉ tiêu về việc",
        ] {
            assert!(
                told.to_lowercase().contains(&part.to_lowercase()),
                "{part}\n{told}"
            );
        }
        let minutes = What::Minutes(AskMinutes {
            meeting: "hop-1".to_owned(),
            issue: Issue::default(),
        });
        let told = words(&view, &minutes);
        for part in [
            "ít nhất 2/3",
            "tức 02 thành viên",
            "3/3",
            "66,67",
            "Được suy tôn (01)",
            "chưa ghi nhận",
        ] {
            assert!(told.contains(part), "{part}\n{told}");
        }
        // Who may not read the meeting prints no minutes of it.
        let foreign = seen_by(&app, "tinh-b").await;
        assert!(print(&foreign, &minutes, Form::Docx).is_err());
        assert!(print(&foreign, &plan, Form::Docx).is_err());
    })
    .await;
}

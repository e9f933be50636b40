//! Times a report may tell: months of a work year, calendar years and halves over its border, several years with their
//! annexes; awards against the time before, how soon they came; to the council of the province; yearly forms.

use thidua_app::report::period::{AskPeriod, REPORT, document};
use thidua_app::report::statutory::{self, AskForms};
use thidua_domain::report::Months;

use super::*;
use crate::desk::{bundle, take};

const AGENCIES: &str = "Mã|Tên|Tên ngắn|Cấp|Mã cấp trên|Địa bàn
    tinh-a|Cục Thi hành án dân sự tỉnh A|Cục THADS tỉnh A|tinh|tong-cuc|Tỉnh A
    huyen-m|Chi cục Thi hành án dân sự huyện M|Chi cục THADS huyện M|huyen|tinh-a|Huyện M";

// Work year 2021: 30 cases by December 2020, 120 by June 2021, 200 in all; 2022: 40 by December 2021.
const FIGURES: &str =
    "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Đơn vị tính|Mức chính xác|Nguồn
    tinh-a|2019|12|viec.xong|100|viec||bc
    tinh-a|2020|3|viec.xong|20|viec||bc
    tinh-a|2020|12|viec.xong|150|viec||bc
    tinh-a|2021|3|viec.xong|30|viec||bc
    tinh-a|2021|6|viec.xong|80|viec||bc
    tinh-a|2021|9|viec.xong|120|viec||bc
    tinh-a|2021|12|viec.xong|200|viec||bc
    tinh-a|2022|3|viec.xong|40|viec||bc
    tinh-a|2021|12|viec.co_dieu_kien|250|viec||bc
    tinh-a|2021|12|viec.moi|400|viec||bc
    tinh-a|2021|3|viec.moi|90|viec||bc
    tinh-a|2021|12|tien.xong|7000000000|dong|hon|bc
    tinh-a|2021|3|tien.xong|1000000000|dong||bc
    tinh-a|2022|3|tien.xong|1000000000|dong||bc";

const ACHIEVEMENTS: &str = "Mã|Mã cơ quan|Mã đối tượng|Đối tượng|Ngày|Loại|Nội dung|Nguồn
    tt-1|huyen-m|huyen-m|tap_the|2021-03-01|dot_xuat|Thi hành xong vụ phức tạp|bc
    tt-2|huyen-m|huyen-m|tap_the|2021-05-10|dot_xuat|Vận động tự nguyện giao nhà|bc
    tt-3|huyen-m|huyen-m|tap_the|2021|cong_viec|Dẫn đầu cụm|bc";

const AWARDS: &str = "Mã cơ quan|Mã đối tượng|Đối tượng|Mã khen thưởng|Năm thành tích|Loại thành tích|Ngày quyết định|Cơ quan quyết định|Số lượng|Thành tích|Nguồn
    huyen-m|huyen-m|tap_the|gk|2021|dot_xuat|2021-03-11|tinh-a||tt-1|bc
    huyen-m|huyen-m|tap_the|gk|2021|dot_xuat|2021-07-09|tinh-a||tt-2|bc
    huyen-m|huyen-m|tap_the|gk|2021|cong_trang|2021-12-01|tinh-a||tt-3|bc
    huyen-m|huyen-m|tap_the|bk_bo|2021|chuyen_de|2021-12-20|bo-tu-phap|||bc
    tinh-a||ca_nhan|bk_bo|2021|cong_trang|2021-12-20|bo-tu-phap|4||bc
    tinh-a||ca_nhan|bk_bo|2020|cong_trang|2020-12-20|bo-tu-phap|6||bc
    tinh-a||tap_the|co_bo|2019-2021||2021-12-20|bo-tu-phap|1||bc";

const MOVEMENTS: &str = "Mã|Tên|Loại|Cơ quan phát động|Từ ngày|Đến ngày|Nguồn
    pt-nam|Phong trào thi đua năm 2021|thuong_xuyen|tinh-a|2021|2021|bc
    pt-dai|Thi đua năm năm|chuyen_de|bo-tu-phap|2020|2025|bc";

const RESPONSES: &str = "Mã phong trào|Mã cơ quan|Đã ban hành|Nguồn
    pt-dai|tinh-a|x|bc";

const DOCUMENTS: &str = "Mã|Số ký hiệu|Ngày ban hành|Cơ quan ban hành|Loại|Trích yếu
    bc|80/BC-CTHADS|2022-01-05|tinh-a|bao_cao|Thống kê";

async fn province() -> View {
    let fresh = fresh(Engine::Sqlite).await;
    let app = app(fresh.db.clone()).await;
    load_embedded(&app, &["nganh"]).await;
    let sheets = [
        ("co-quan", AGENCIES),
        ("van-ban", DOCUMENTS),
        ("phong-trao", MOVEMENTS),
        ("huong-ung", RESPONSES),
        ("so-lieu", FIGURES),
        ("thanh-tich", ACHIEVEMENTS),
        ("khen-thuong", AWARDS),
    ];
    let loaded = take(&app, &bundle(&sheets), None).await;
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
    let view = view(&app).await;
    fresh.finish().await;
    view
}

fn ask(from: i16, to: i16) -> AskPeriod {
    AskPeriod {
        agency: "tinh-a".to_owned(),
        from,
        to,
        month: None,
        stretch: None,
        scope: None,
        outline: REPORT.to_owned(),
        title: None,
        author: None,
        issue: Issue::default(),
    }
}

fn told(view: &View, ask: &AskPeriod) -> String {
    text(&document(view, ask).unwrap())
}

fn holds(told: &str, wanted: &[&str]) {
    for words in wanted {
        assert!(told.contains(words), "{words}\n{told}");
    }
}

#[tokio::test]
async fn a_calendar_year_is_told_from_cumulative_months_and_what_cannot_be_is_said() {
    let view = province().await;
    let of = |months| {
        let ask = AskPeriod {
            stretch: Some(months),
            ..ask(2021, 2021)
        };
        told(&view, &ask)
    };
    // 200 − 30 + 40 against 150 − 20 + 30 the year before.
    holds(
        &of(Months::Calendar),
        &[
            "năm dương lịch 2021",
            "| 1 | Thi hành xong | việc | 210 | 160 | +50 | +31,25 |",
            "trừ lũy kế 03 tháng năm 2021, cộng lũy kế năm 2021, cộng lũy kế 03 tháng năm 2022",
            "thiếu số liệu lũy kế 03 tháng năm 2022 (đến 31/12/2021)",
            "chỉ nêu ước lượng, không cộng trừ được",
            "Có điều kiện thi hành (về việc) là số tại cuối kỳ hoặc tính từ đầu năm công tác",
        ],
    );
    // 120 − 30; of 2020 nothing is known to the end of June.
    holds(
        &of(Months::CalendarFirst),
        &[
            "06 tháng đầu năm 2021 (dương lịch)",
            "| 1 | Thi hành xong | việc | 90 |",
        ],
    );
    holds(
        &of(Months::CalendarLast),
        &["| 1 | Thi hành xong | việc | 120 |"],
    );
    holds(
        &of(Months::WorkLast),
        &[
            "06 tháng cuối năm công tác 2021",
            "| 1 | Thi hành xong | việc | 120 |",
        ],
    );
    let two = AskPeriod {
        stretch: Some(Months::Calendar),
        ..ask(2020, 2021)
    };
    assert!(matches!(document(&view, &two), Err(AppError::Refused(_))));
}

#[tokio::test]
async fn quarters_stand_beside_those_of_the_year_before_and_years_after_the_one_before() {
    let view = province().await;
    let year = told(&view, &ask(2021, 2021));
    holds(
        &year,
        &[
            "Diễn biến trong năm 2021 (lũy kế)",
            "| Thi hành xong (về việc) | việc | 30 | 20 | 80 |  | 120 |  | 200 | 150 |",
        ],
    );
    let years = told(&view, &ask(2020, 2021));
    holds(
        &years,
        &[
            "=== Tổng hợp khen thưởng theo năm, giai đoạn 2020 – 2021",
            "=== Kết quả công tác thi hành án dân sự theo năm, giai đoạn 2020 – 2021",
            "=== Các phong trào thi đua, giai đoạn 2020 – 2021",
            "| STT | Chỉ tiêu | Đơn vị tính | Năm 2019 | Năm 2020 | Năm 2021 | Nguồn |",
            "| Thi hành xong (về việc) | việc | 100 | 150 | 200 |",
        ],
    );
}

#[tokio::test]
async fn awards_stand_against_the_time_before_with_the_days_they_took() {
    let view = province().await;
    let told = told(&view, &ask(2021, 2021));
    holds(
        &told,
        &[
            "So với năm 2020, số được tặng, được công nhận:",
            "04 cá nhân (giảm 02 so với 06)",
            "trong 02 khen thưởng có ghi ngày lập thành tích và ngày quyết định, một nửa được quyết định trong vòng 10 ngày; nhanh nhất 10 ngày, lâu nhất 60 ngày; 01 khen thưởng trong vòng 30 ngày",
            "03 khen thưởng khác không tính được số ngày",
            "Năm 2021: Chi cục Thi hành án dân sự huyện M được Bộ Tư pháp tặng Bằng khen của Bộ trưởng Bộ Tư pháp",
        ],
    );
    // What any agency gives is no highlight.
    assert!(!told.contains("Năm 2021: Chi cục Thi hành án dân sự huyện M được Cục"));
}

#[tokio::test]
async fn the_council_and_the_unit_itself_have_outlines_of_their_own() {
    let view = province().await;
    let paper = document(
        &view,
        &AskPeriod {
            outline: "hoi-dong-tinh".to_owned(),
            ..ask(2021, 2021)
        },
    )
    .unwrap();
    assert_eq!(paper.addressees, ["Hội đồng Thi đua - Khen thưởng tỉnh A"]);
    let review = AskPeriod {
        outline: "tu-danh-gia".to_owned(),
        ..ask(2021, 2021)
    };
    holds(
        &told(&view, &review),
        &["Tự đánh giá kết quả phong trào thi đua", "I. THỰC TRẠNG"],
    );
}

#[tokio::test]
async fn yearly_forms_count_movements_and_awards_and_leave_open_what_is_not_held() {
    let view = province().await;
    let paper = statutory::document(
        &view,
        &AskForms {
            agency: "tinh-a".to_owned(),
            year: 2021,
            issue: Issue::default(),
        },
    )
    .unwrap();
    assert_eq!(paper.annexes.len(), 5);
    let told = text(&paper);
    holds(
        &told,
        &[
            "| Tổng số | 01 | 2 | 0 | 1 | 1 |",
            "| - 1 năm | 07 | 1 | 0 | 0 | 1 |",
            "| - Từ 5 năm trở lên | 10 | 1 | 0 | 1 | 0 |",
            "| - Thi đua theo chuyên đề | 11 | 1 | 0 | 1 | 0 |",
            // One collective and four people of the ministry's Bằng khen; what is of three years is not of this one.
            "| Tổng số | 01 |  | 5 | 5 | 0 | 0 | 0 |",
            "| - Cá nhân | 05 | Người | 4 | 4 | 0 | 0 | 0 |",
            "| Trong đó: Doanh nghiệp | 03 | Doanh nghiệp | … | … | … | … | … |",
            "01 dòng khen thưởng ghi chung nhiều năm",
            "chưa đối chiếu",
        ],
    );
}

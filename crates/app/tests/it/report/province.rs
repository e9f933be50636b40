//! A province with everything a report can tell: agencies below, two years, targets, awards, a block.

use thidua_app::View;
use thidua_app::report::{AskFigures, Form, What, annual_report, figures_paper, print};
use thidua_store::Engine;
use thidua_store::testing::fresh;

use super::{annual, figures, text};
use crate::desk::{app, bundle, load_embedded, take, view};

const AGENCIES: &str = "Mã|Tên|Tên ngắn|Cấp|Mã cấp trên|Địa bàn
    tinh-a|Cục Thi hành án dân sự tỉnh A|Cục THADS tỉnh A|tinh|tong-cuc|Tỉnh A
    tinh-b|Cục Thi hành án dân sự tỉnh B|Cục THADS tỉnh B|tinh|tong-cuc|Tỉnh B
    huyen-m|Chi cục Thi hành án dân sự huyện M|Chi cục THADS huyện M|huyen|tinh-a|Huyện M
    huyen-n|Chi cục Thi hành án dân sự huyện N|Chi cục THADS huyện N|huyen|tinh-a|Huyện N
    huyen-p|Chi cục Thi hành án dân sự huyện P|Chi cục THADS huyện P|huyen|tinh-a|Huyện P";

const FIGURES: &str =
    "Mã cơ quan|Năm công tác|Tháng lũy kế|Nhóm án|Mã số liệu|Giá trị|Đơn vị tính|Tình trạng|Nguồn
    huyen-m|2022|12||viec.cu|300|viec||bc-m
    huyen-m|2022|12||viec.moi|700|viec||bc-m
    huyen-m|2022|12||viec.thu_ly|1000|viec||bc-m
    huyen-m|2022|12||viec.uy_thac|5|viec||bc-m
    huyen-m|2022|12||viec.phai_thi_hanh|995|viec||bc-m
    huyen-m|2022|12||viec.co_dieu_kien|800|viec||bc-m
    huyen-m|2022|12||viec.chua_dieu_kien|190|viec||bc-m
    huyen-m|2022|12||viec.hoan|5|viec||bc-m
    huyen-m|2022|12||viec.xong|700|viec||bc-m
    huyen-m|2022|12||viec.chuyen_ky_sau|295|viec||bc-m
    huyen-n|2022|12||viec.cu|100|viec||bc-n
    huyen-n|2022|12||viec.moi|400|viec||bc-n
    huyen-n|2022|12||viec.thu_ly|500|viec||bc-n
    huyen-n|2022|12||viec.phai_thi_hanh|500|viec||bc-n
    huyen-n|2022|12||viec.co_dieu_kien|450|viec||bc-n
    huyen-n|2022|12||viec.chua_dieu_kien|50|viec||bc-n
    huyen-n|2022|12||viec.xong|360|viec||bc-n
    huyen-n|2022|12||viec.chuyen_ky_sau|140|viec||bc-n
    huyen-p|2022|12||viec.xong|90|viec||bc-p
    huyen-p|2022|12||viec.co_dieu_kien|100|viec||bc-p
    tinh-a|2022|12||viec.cu|650|viec||bc-a
    tinh-a|2022|12||viec.moi|1500|viec||bc-a
    tinh-a|2022|12||viec.thu_ly|2150|viec||bc-a
    tinh-a|2022|12||viec.uy_thac|5|viec||bc-a
    tinh-a|2022|12||viec.phai_thi_hanh|2145|viec||bc-a
    tinh-a|2022|12||viec.chua_dieu_kien|420|viec||bc-a
    tinh-a|2022|12||viec.xong|1440|viec||bc-a
    tinh-a|2022|12||viec.co_dieu_kien|1725|viec||bc-a
    tinh-a|2022|12||viec.chuyen_ky_sau|705|viec||bc-a
    tinh-a|2022|12||tien.thu_ly|812345678|nghin_dong||bc-a
    tinh-a|2022|12||tien.phai_thi_hanh|800000000|nghin_dong||bc-a
    tinh-a|2022|12||tien.co_dieu_kien|400000000|nghin_dong||bc-a
    tinh-a|2022|12||tien.xong|180000000|nghin_dong||bc-a
    tinh-a|2022|12||kntc.phai_giai_quyet|12|don||bc-a
    tinh-a|2022|12||kntc.da_giai_quyet|12|don||bc-a
    tinh-a|2022|12||tiep_dan.luot|8|luot||bc-a
    tinh-a|2022|12|tin_dung|viec.xong|45|viec||bc-a
    tinh-a|2022|12|tin_dung|tien.xong|98765432|nghin_dong||bc-a
    tinh-a|2021|12||viec.thu_ly|2000|viec|so_bo|bc-a-2021
    tinh-a|2021|12||viec.xong|1400|viec|so_bo|bc-a-2021
    tinh-a|2021|12||viec.co_dieu_kien|1750|viec|so_bo|bc-a-2021
    tinh-a|2021|12||tien.xong|201500000|nghin_dong|so_bo|bc-a-2021
    tinh-a|2021|12||kntc.da_giai_quyet|12|don|so_bo|bc-a-2021
    tinh-b|2022|12||viec.xong|900|viec||bc-b
    tinh-b|2022|12||viec.co_dieu_kien|1000|viec||bc-b";

const TARGETS: &str =
    "Mã|Mã cơ quan|Năm công tác|Nhóm án|Mã chỉ tiêu|Nội dung|Phép so|Giá trị|Đơn vị giao|Văn bản
    ct-1|tinh-a|2022||viec.ty_le||>=|84|tong-cuc|qd-giao
    ct-2|tinh-a|2022||tien.ty_le||>=|40,1|tong-cuc|qd-giao
    ct-3|tinh-a|2022||kntc.ty_le||>|97||
    ct-4|tinh-a|2022|||Đối thoại trực tiếp với đương sự|tang|||";

const DOCUMENTS: &str = "Mã|Số ký hiệu|Ngày ban hành|Cơ quan ban hành|Loại|Trích yếu
    qd-giao|1234/QĐ-TCTHADS|2021-12-20|tong-cuc|quyet_dinh|Giao chỉ tiêu, nhiệm vụ năm 2022
    bc-a|80/BC-CTHADS|2022-10-05|tinh-a|bao_cao|Thống kê 12 tháng năm 2022
    bc-a-2021|75/BC-CTHADS|2021-10-04|tinh-a|bao_cao|Thống kê 12 tháng năm 2021
    bc-m|15/BC-CCTHADS|2022-10-02|huyen-m|bao_cao|
    bc-n|16/BC-CCTHADS|2022-10-02|huyen-n|bao_cao|
    bc-p|17/BC-CCTHADS|2022-10-02|huyen-p|bao_cao|
    bc-b|90/BC-CTHADS|2022-10-06|tinh-b|bao_cao|
    qd-gk|412/QĐ-CTHADS|2022-11-02|tinh-a|quyet_dinh|Tặng Giấy khen";

const AWARDS: &str = "Mã cơ quan|Mã đối tượng|Đối tượng|Ngoài ngành|Mã khen thưởng|Năm thành tích|Số quyết định|Cơ quan quyết định|Trạng thái|Số lượng|Đếm theo|Nguồn
    tinh-a||tap_the||gk|2022|qd-gk|tinh-a||6||bc-a
    tinh-a||ca_nhan||gk|2022|qd-gk|tinh-a||52||bc-a
    tinh-a||ca_nhan|x|gk|2022|qd-gk|tinh-a||11||bc-a
    tinh-a||ca_nhan||cstdcs|2022||tinh-a||9||bc-a
    tinh-a|huyen-m|tap_the||tt_ldxs|2022||bo-tu-phap||||bc-a
    tinh-a||tap_the||bk_bo|2022||bo-tu-phap||3|lan|bc-a
    tinh-a|tinh-a|tap_the||co_bo|2022||bo-tu-phap|suy_ton|||bc-a
    tinh-a||ca_nhan||bk_ttcp|2022||thu-tuong-chinh-phu|dang_de_nghi|2||bc-a
    tinh-a||tap_the||gk|2021||tinh-a||4||bc-a-2021
    tinh-a||ca_nhan||gk|2021||tinh-a||48||bc-a-2021
    tinh-a||tap_the||co_bo|2021||bo-tu-phap||1||bc-a-2021
    tinh-a||ca_nhan||hcld_3|2020-2022||||1||bc-a";

const BLOCKS: &str = "Mã|Tên|Năm|Cơ quan quản lý|Thành viên
    cum-1|Cụm thi đua số 1|2022|tong-cuc|tinh-a;tinh-b";

async fn province() -> View {
    let fresh = fresh(Engine::Sqlite).await;
    let app = app(fresh.db.clone()).await;
    load_embedded(&app, &["nganh"]).await;
    let sheets = [
        ("co-quan", AGENCIES),
        ("so-lieu", FIGURES),
        ("chi-tieu", TARGETS),
        ("van-ban", DOCUMENTS),
        ("khen-thuong", AWARDS),
        ("cum-khoi", BLOCKS),
    ];
    let loaded = take(&app, &bundle(&sheets), None).await;
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
    let view = view(&app).await;
    fresh.finish().await;
    view
}

#[tokio::test]
async fn a_province_is_told_in_full() {
    let view = province().await;
    insta::assert_snapshot!(
        "annual_province",
        text(&annual_report(&view, &annual("tinh-a", 2022, None)).unwrap())
    );
    insta::assert_snapshot!(
        "figures_province",
        text(&figures_paper(&view, &figures("tinh-a", 2022, 12)).unwrap())
    );
    if let Ok(folder) = std::env::var("THIDUA_PAPERS") {
        let papers = [
            What::AnnualReport(annual("tinh-a", 2022, None)),
            What::Figures(AskFigures {
                ..figures("tinh-a", 2022, 12)
            }),
        ];
        for what in &papers {
            for form in [Form::Docx, Form::Pdf, Form::Xlsx] {
                let printed = print(&view, what, form).unwrap();
                std::fs::write(
                    std::path::Path::new(&folder).join(&printed.name),
                    &printed.bytes,
                )
                .unwrap();
            }
        }
    }
}

//! Statistical forms in layouts we invented: none is the official one, whose columns are not known.

mod cases;
mod money;
mod officers;

use super::*;
use crate::desk::{ask, view};
use thidua_app::bundle::work::{Ended, FormInput, MappedForm};
use thidua_app::figures::AskBalance;

const OFFICERS: (&str, &str) = (
    "nhan-su",
    "Mã|Họ và tên|Mã cơ quan|Chức danh|Nhóm|Từ ngày
     cb-an|Nguyễn Văn An|phong-1|Chấp hành viên|chap_hanh_vien|01/10/2015
     cb-binh|Lê Thị Bình|phong-1|Chấp hành viên|chap_hanh_vien|01/10/2015
     cb-cuong|Trần Văn Cường|phong-2|Chấp hành viên|chap_hanh_vien|01/10/2015
     cb-dung|Phạm Tiến Dũng|phong-2|Chấp hành viên|chap_hanh_vien|01/10/2015
     cb-khac|Hoàng Thị Khánh|phong-2|Thư ký|cong_chuc|01/10/2015",
);

/// Form 04 in three rows of headings and a row of numbers, agencies with their officers.
pub(super) const FOUR: &str = "Biểu số: 04,,,,,,,,,\n\
    THADS TỈNH A,,,,,CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM,,,,\n\
    KẾT QUẢ THI HÀNH ÁN DÂN SỰ TÍNH BẰNG VIỆC CHIA THEO CƠ QUAN VÀ CHẤP HÀNH VIÊN,,,,,,,,,\n\
    Từ ngày 01/10/2025 đến ngày 31/3/2026,,,,,,,Đơn vị tính: việc,,\n\
    \n\
    STT,Tên đơn vị,Tổng số thụ lý,,,Tổng số phải thi hành,,,Số chuyển kỳ sau,Tỷ lệ (%)\n\
    ,,Tổng số,Chia ra,,Tổng số,Có điều kiện,,,\n\
    ,,,Năm trước chuyển sang,Mới thụ lý,,Tổng số,Thi hành xong,,\n\
    A,B,1,2,3,4,5,6,7,8\n\
    ,Tổng số,300,100,200,290,250,130,160,\"52,00\"\n\
    I,Phòng THADS khu vực 1,180,60,120,170,150,90,80,\"60,00\"\n\
    1,Nguyễn Văn An,100,40,60,95,80,50,45,\"62,50\"\n\
    2,CHV Lê Thị Bình,80,20,60,75,70,40,35,\"57,14\"\n\
    II,Phòng THADS khu vực 2,120,40,80,120,100,40,80,\"40,00\"\n\
    1,Trần Văn Cường,60,20,40,60,50,20,40,\"40,00\"\n\
    2,Đỗ Văn Lạ,60,20,40,60,50,20,40,\"40,00\"\n\
    \n\
    Ghi chú: số liệu chốt hết ngày 31/3/2026,,,,,,,,,\n\
    Người lập biểu,,,,,Thủ trưởng đơn vị,,,,\n";

pub(super) async fn province(db: thidua_store::Db) -> Arc<App> {
    let app = office(db).await;
    let loaded = take(&app, &bundle(&[OFFICERS]), None).await;
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
    app
}

pub(super) async fn sent(app: &App, name: &str, text: &str) -> String {
    let file = (name.to_owned(), text.as_bytes().to_vec());
    work::upload(app, &console(), vec![file]).await.unwrap()
}

pub(super) async fn form(app: &App, id: &str) -> MappedForm {
    let mapping = work::mapping(app, &console(), id).await.unwrap();
    let sheet = &mapping.sheets[0];
    assert_eq!(sheet.kind.as_deref(), Some("so-lieu"), "{mapping:#?}");
    sheet.form.clone().unwrap_or_else(|| panic!("{sheet:#?}"))
}

/// What each column is, by letters; columns passed over are left out.
async fn columns(app: &App, id: &str) -> Vec<String> {
    let mapping = work::mapping(app, &console(), id).await.unwrap();
    let columns = mapping.sheets[0].columns.iter();
    let told = columns.filter(|column| !column.to.is_empty());
    told.map(|column| match column.group.as_str() {
        "" => format!("{} {}", column.letters, column.to),
        group => format!("{} {} {group}", column.letters, column.to),
    })
    .collect()
}

fn kinds(form: &MappedForm) -> Vec<(u32, &str, &str)> {
    let rows = form.rows.iter();
    rows.map(|row| (row.row, row.is.as_str(), row.who.as_str()))
        .collect()
}

/// Confirms the form as it was proposed, with changes.
pub(super) async fn confirm(
    app: &App,
    id: &str,
    change: impl Fn(&mut SheetForm),
) -> Result<bool, thidua_app::AppError> {
    let mapping = work::mapping(app, &console(), id).await.unwrap();
    let sheet = &mapping.sheets[0];
    let shown = sheet.form.as_ref().unwrap();
    let rows = shown.rows.iter();
    let mut input = SheetForm {
        kind: sheet.kind.clone().unwrap_or_default(),
        heading: sheet.heading,
        deep: sheet.deep,
        links: sheet
            .columns
            .iter()
            .map(|column| (column.at, column.to.clone()))
            .collect(),
        constants: sheet
            .constants
            .iter()
            .map(|one| (one.id.clone(), one.value.clone()))
            .collect(),
        as_form: Some(true),
        form: FormInput {
            headings: Some(shown.headings),
            groups: sheet
                .columns
                .iter()
                .map(|column| (column.at, column.group.clone()))
                .collect(),
            rows: rows
                .map(|row| (row.row, (row.is.clone(), row.who.clone())))
                .collect(),
            ..FormInput::default()
        },
        ..SheetForm::default()
    };
    change(&mut input);
    work::set_mapping(app, &console(), id, &BTreeMap::from([(0, input)])).await
}

pub(super) async fn commit(app: &Arc<App>, id: &str) -> Review {
    let found = review(app, &console(), id).await;
    assert!(found.clean, "{found:#?}");
    let ended = work::commit(app, &caller(), id, seen(&found), None)
        .await
        .unwrap();
    assert_eq!(ended, Ended::Stored);
    found
}

async fn value(app: &App, agency: &str, person: Option<&str>, code: &str) -> Option<String> {
    let ask = AskBalance {
        person: person.map(str::to_owned),
        ..ask(agency, 2026, 6)
    };
    let found = thidua_app::figures::balance_of(app, &view(app).await, &ask)
        .await
        .unwrap();
    found.figures.get(code).cloned()
}

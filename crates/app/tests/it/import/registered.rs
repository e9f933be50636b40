//! Registration lists as offices keep them: a title in one column and a form in another, the unit behind the post.

use thidua_store::testing::on_both;

use super::*;
use crate::desk::view;

const PEOPLE: &str = "Mã|Họ và tên|Mã cơ quan|Chức vụ
     nv-1|Nguyễn Văn An|phong-1|Trưởng phòng
     nv-2|Lê Thị Bình|phong-2|
     nv-3|Trần Văn Cường|tinh-a|";

const LIST: &str = "THI HÀNH ÁN DÂN SỰ TỈNH A,,,,,,\n\
    BẢN ĐĂNG KÝ DANH HIỆU THI ĐUA NĂM 2027,,,,,,\n\
    STT,Ông/Bà,Họ và tên,\"Chức vụ, đơn vị\",Đăng ký danh hiệu thi đua,Đăng ký hình thức khen thưởng,\"Tên sáng kiến, đề tài\"\n\
    I,,CÁ NHÂN,,,,\n\
    1,Ông,Nguyễn Văn An,\"Trưởng phòng, Phòng 1\",\"Lao động tiên tiến, Chiến sĩ thi đua cơ sở\",Giấy khen,Sổ theo dõi án tồn\n\
    2,Bà,Lê Thị Bình,Thư ký,LĐTT,,\n\
    3,Ông,Trần Văn Cường,,,Giấy khen,\n\
    4,,Phòng 2,,Tập thể Lao động tiên tiến,,\n";

#[tokio::test]
async fn a_list_of_two_columns_of_awards_becomes_one_registration_an_award() {
    on_both(async |db| {
        let app = office(db).await;
        let people = bundle(&[("nhan-su", PEOPLE)]);
        assert!(!take(&app, &people, None).await.refused());
        let me = officer("tinh-a", "an");
        let id = upload(&app, &me, LIST).await;
        settle(&app, &me, &id).await;
        let found = review(&app, &me, &id).await;
        assert!(found.clean, "{:#?}", found.list);
        let by = Caller {
            actor: me.clone(),
            ..caller()
        };
        work::commit(&app, &by, &id, seen(&found), None)
            .await
            .unwrap();
        let state = view(&app).await.state;
        let mut rows: Vec<_> = state
            .registrations
            .iter()
            .map(|row| {
                (
                    row.subject.clone().unwrap_or_default(),
                    row.award.clone().unwrap_or_default(),
                    row.agency.clone(),
                    row.kind.clone().unwrap_or_default(),
                    row.initiatives.len(),
                )
            })
            .collect();
        rows.sort();
        let row = |subject: &str, award: &str, agency: &str, kind: &str, works: usize| {
            let text = |text: &str| text.to_owned();
            (text(subject), text(award), text(agency), text(kind), works)
        };
        assert_eq!(
            rows,
            [
                row("nv-1", "cstdcs", "phong-1", "ca_nhan", 0),
                row("nv-1", "gk", "phong-1", "ca_nhan", 0),
                row("nv-1", "ldtt", "phong-1", "ca_nhan", 1),
                row("nv-2", "ldtt", "phong-2", "ca_nhan", 0),
                row("nv-3", "gk", "tinh-a", "ca_nhan", 0),
                row("phong-2", "tt_ldtt", "phong-2", "tap_the", 0),
            ]
        );
        assert!(state.registrations.iter().all(|row| row.year.0 == 2027));
    })
    .await;
}

//! The five articles come out of the report and the article of their bundle: every figure, movement, paper, occasion,
//! exemplar and award they name. The lists were written from the articles.

use thidua_app::report::period::{ARTICLE, AskPeriod, REPORT, document, sentences};

use super::*;

fn ask(agency: &str, from: i16, to: i16, month: Option<u8>, outline: &str) -> AskPeriod {
    AskPeriod {
        agency: agency.to_owned(),
        from,
        to,
        month,
        stretch: None,
        scope: None,
        outline: outline.to_owned(),
        title: None,
        author: None,
        issue: Issue::default(),
    }
}

const CAN_THO: &[&str] = &[
    "giai đoạn 2020 – 2025",
    "Hậu Giang",
    "Sóc Trăng",
    "hơn 3 năm bị tác động mạnh mẽ của đại dịch COVID-19",
    "Kỷ cương, trách nhiệm, đoàn kết, sáng tạo, nỗ lực phấn đấu thi đua hoàn thành xuất sắc nhiệm vụ chính trị được giao",
    "nông thôn mới",
    "người nghèo",
    "văn hóa công sở",
    "đền ơn đáp nghĩa, uống nước nhớ nguồn",
    "hiến máu nhân đạo",
    "Lê Phước Toàn",
    "Lê Phước Toàn, Trưởng THADS",
    "Công nhận nhiều tập thể, cá nhân là điển hình tiên tiến cấp cơ sở",
    "Phát hiện nhiều điển hình",
    "tại các hội nghị, các cuộc họp",
    "chính quyền địa phương",
    "tuyên truyền pháp luật về THADS",
    "những người được thi hành án, người phải thi hành án",
    "Bộ và lãnh đạo TP Cần Thơ giao phó",
    "những cách làm hay, những sáng tạo, những kinh nghiệm công tác hiệu quả",
    "mô hình tổ chức, địa giới hành chính",
    "ứng dụng công nghệ thông tin",
    "tư tưởng của Chủ tịch Hồ Chí Minh",
    "Quốc hội, Bộ Tư pháp, Cục Quản lý THADS giao",
];

const DONG_THAP: &[&str] = &[
    "giai đoạn 2015 – 2020",
    "Toàn ngành Tư pháp đoàn kết, kỷ cương, sáng tạo, tích cực thi đua hoàn thành xuất sắc nhiệm vụ chính trị được giao giai đoạn 2016 -2020",
    "Ngành Tư pháp chung sức góp phần xây dựng nông thôn mới",
    "Cả nước chung tay vì người nghèo, không để ai bị bỏ lại phía sau",
    "Cán bộ Tư pháp tiếp tục đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "từ 01 đến 03 đợt",
    "nhiều lượt",
    "ơn 50.000.000 đồng",
    "sửa chữa và xây mới cầu bằng bê tông",
    "làm đường",
    "đường quê ở nông thôn",
    "cấp ủy Đảng, chính quyền, Mặt trận Tổ quốc và các đoàn thể",
    "nhà hảo tâm",
    "05 năm",
    "hội nghị tập huấn",
    "đăng ký và phát động phong trào thi đua",
    "Đợt cao điểm tập trung thi hành án",
    "Cờ thi đua ngành Tư pháp",
    "Chiến sĩ thi đua ngành Tư pháp",
    "Bằng khen của Bộ trưởng Bộ Tư pháp và Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
    "Năm 2019: Cục Thi hành án dân sự tỉnh Đồng Tháp được tặng Cờ thi đua ngành Tư pháp",
    "Đề nghị tặng Huân chương Lao động hạng Ba cho 01 cá nhân (nguyên Cục trưởng)",
    "12 cây cầu",
    "25 căn nhà tình nghĩa",
    "60 căn nhà tình thương",
    "110.000.000 đồng",
    "các em học sinh nghèo hiếu học",
    "Huân chương Lao động hạng Ba: 01 tập thể",
    "10 lượt tập thể",
    "03 lần",
    "07 lần",
    "19 tập thể và 49 cá nhân",
    "03 cá nhân",
    "nguyên Cục trưởng",
    "Chi cục trưởng",
    "Cờ thi đua của Chính phủ",
    "Bằng khen của Thủ tướng Chính phủ",
];

const BEN_TRE: &[&str] = &[
    "năm 2022",
    "01-CT/TU ngày 17/10/2020",
    "2354/KH-UBND ngày 05/5/2021",
    "508/KH-CTHADS ngày 14/5/2021",
    "258/KH-CTHADS ngày 02/3/2022",
    "Đồng Khởi mới",
    "tầm nhìn đến năm 2030",
    "Hai chân, ba mũi",
    "học tập “điển hình”, bắt kịp “điển hình”, vượt qua “điển hình”",
    "Thực hiện hiệu quả công tác vận động giáo dục, thuyết phục và tổ chức thi hành án dân sự tại các Chi cục",
    "02 tập thể",
    "Chi cục Thi hành án dân sự huyện Giồng Trôm",
    "Chi cục Thi hành án dân sự huyện Thạnh Phú",
    "19 tập thể và 39 cá nhân",
    "20 cá nhân",
    "14 tập thể và 141 cá nhân",
    "01 tập thể và 02 cá nhân",
    "05 tập thể",
    "03 tập thể và 13 cá nhân",
    "01 tập thể",
    "Bộ Tư pháp xếp hạng xuất sắc cho Cục Thi hành án dân sự tỉnh Bến Tre năm 2022",
    "mức khá",
    "cao điểm, chuyên đề theo từng quý",
    "trước thời hạn",
    "Ban Chỉ đạo cùng cấp",
    "Cờ thi đua ngành Tư pháp cho 01 tập thể",
    "Tập thể lao động xuất sắc",
    "Chiến sĩ thi đua cơ sở",
    "đột xuất",
    "ngoài ngành",
    "nhiều giải pháp hay, thiết thực",
    "tiếp bước và vượt qua các gương điển hình hiện có",
];

const QUAN_1: &[&str] = &[
    "năm 2020 và 08 tháng năm 2021",
    "1.426",
    "3.427",
    "1.057",
    "2.370",
    "trên 3.508 tỷ đồng",
    "68,73%",
    "vượt 13,20%",
    "44,34%",
    "cao hơn",
    "Ngành Tư pháp chung sức góp phần xây dựng nông thôn mới",
    "ọc tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "Mỗi người 4 ngày lương",
    "Vì người nghèo",
    "Vì biển đảo",
    "Phòng chống dịch Covid-19",
    "Xây nhà Đại đoàn kết",
    "huyện Cần Giờ",
    "vì Trường Sa thân yêu",
    "các huyện ngoại thành, các tỉnh khác",
    "đề tài, sáng kiến",
    "Biểu dương, nhân rộng nhiều cá nhân điển hình",
    "biên độ bình quân",
    "đạt theo chỉ tiêu của năm công tác",
    "so với cùng kỳ",
    "Quận ủy, HĐND, UBND Quận 1",
    "thiên tai lũ lụt",
    "hoàn cảnh đặc biệt khó khăn",
    "các danh hiệu thi đua cao",
    "Luật Thi đua, khen thưởng",
    "theo định mức được giao",
    "những tháng cuối năm công tác",
    "đúng người, đúng việc, đúng thành tích",
];

const VINH_PHUC: &[&str] = &[
    "năm 2021",
    "100% các cơ quan THADS trên địa bàn tỉnh đã xây dựng, ban hành Kế hoạch",
    "75 năm",
    "19/7/1946",
    "76 năm",
    "28/8/1945",
    "Thi đua bứt phá hiệu quả, về đích sớm",
    "đoàn kết, kỷ cương, liêm chính, hành động, trách nhiệm",
    "100% bản án, quyết định",
    "97%",
    "định kỳ tiếp công dân",
    "kế hoạch tự kiểm tra",
    "Chỉ thị 05",
    "19/7/2021",
    "28/8/2021",
    "dịch bệnh Covid",
    "càng khó khăn thì càng phải thi đua",
    "Kế hoạch công tác năm",
    "vượt cấp, kéo dài",
    "Đối thoại trực tiếp",
    "phản ánh, kiến nghị của người dân và doanh nghiệp",
    "Một là",
    "Ba là",
    "Cán bộ Tư pháp đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "chung sức xây dựng nông thôn mới",
    "thành tích chung của tỉnh Vĩnh Phúc",
    "không để ai bị bỏ lại phía sau",
    "2020 – 2025",
    "đột xuất",
    "chuyên đề",
];

/// Bundle's agency, years, months and what its article names.
type Seed = (&'static str, i16, i16, Option<u8>, &'static [&'static str]);

const SEEDS: [Seed; 5] = [
    ("can-tho", 2020, 2025, None, CAN_THO),
    ("dong-thap", 2015, 2020, None, DONG_THAP),
    ("ben-tre", 2022, 2022, None, BEN_TRE),
    ("quan-1", 2020, 2021, Some(8), QUAN_1),
    ("vinh-phuc", 2021, 2021, None, VINH_PHUC),
];

#[tokio::test]
async fn what_each_article_tells_stands_in_the_report_and_the_article_of_its_bundle() {
    let view = examples().await;
    let mut missing = Vec::new();
    for (agency, from, to, month, wanted) in SEEDS {
        for outline in [REPORT, ARTICLE] {
            let paper = document(&view, &ask(agency, from, to, month, outline)).unwrap();
            let told = text(&paper);
            let absent = wanted.iter().filter(|words| !told.contains(**words));
            missing.extend(absent.map(|words| format!("{agency}, {outline}: {words}")));
            insta::assert_snapshot!(format!("{outline}_{agency}"), told);
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[tokio::test]
async fn sentences_have_one_key_each_and_are_the_same_asked_again() {
    let view = examples().await;
    for (agency, from, to, month, _) in SEEDS {
        let ask = ask(agency, from, to, month, REPORT);
        let told = sentences(&view, &ask).unwrap();
        let mut keys: Vec<&str> = told.iter().map(|one| one.key.as_str()).collect();
        keys.sort_unstable();
        let many = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), many, "{agency}");
        assert!(!told.is_empty(), "{agency}");
        assert_eq!(told, sentences(&view, &ask).unwrap(), "{agency}");
    }
}

#[tokio::test]
async fn years_and_outlines_that_cannot_be_are_refused() {
    let view = examples().await;
    for wrong in [
        ask("quan-1", 2021, 2020, None, REPORT),
        ask("quan-1", 2020, 2021, Some(13), REPORT),
        ask("quan-1", 2020, 2021, None, "khong-co"),
    ] {
        let refused = document(&view, &wrong);
        assert!(matches!(refused, Err(AppError::Refused(_))), "{wrong:?}");
    }
    let foreign = document(&view, &ask("khong-co", 2020, 2021, None, REPORT));
    assert!(matches!(foreign, Err(AppError::NotFound)), "{foreign:?}");
}

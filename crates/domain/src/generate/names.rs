//! Names of people who do not exist, put together as Vietnamese names are.

use super::random::Random;

/// Family names, the frequent ones several times.
const FAMILY: [&str; 32] = [
    "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Trần", "Lê", "Lê",
    "Lê", "Phạm", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Lý", "Đinh", "Trương", "Mai", "Lương", "Tô", "Lâm",
];

const MALE_MIDDLE: [&str; 16] = [
    "Văn", "Văn", "Văn", "Hữu", "Đức", "Minh", "Quốc", "Thanh", "Xuân", "Công", "Đình", "Ngọc",
    "Quang", "Trọng", "Anh", "Hoàng",
];

const FEMALE_MIDDLE: [&str; 12] = [
    "Thị",
    "Thị",
    "Thị",
    "Thị",
    "Thị Thu",
    "Thị Ngọc",
    "Thị Thanh",
    "Thị Hồng",
    "Ngọc",
    "Thu",
    "Kim",
    "Thị Mỹ",
];

const MALE_GIVEN: [&str; 40] = [
    "An", "Bình", "Cường", "Dũng", "Đạt", "Đông", "Giang", "Hải", "Hiếu", "Hòa", "Hoàng", "Hùng",
    "Huy", "Khánh", "Khoa", "Kiên", "Lâm", "Long", "Lợi", "Mạnh", "Minh", "Nam", "Nghĩa", "Phong",
    "Phú", "Phúc", "Quân", "Quang", "Quý", "Sơn", "Tài", "Tâm", "Thắng", "Thành", "Thịnh", "Toàn",
    "Trung", "Tuấn", "Tùng", "Vinh",
];

const FEMALE_GIVEN: [&str; 40] = [
    "An", "Anh", "Bích", "Châu", "Chi", "Dung", "Duyên", "Giang", "Hà", "Hạnh", "Hằng", "Hiền",
    "Hoa", "Hồng", "Huệ", "Hương", "Lan", "Liên", "Linh", "Loan", "Mai", "Nga", "Ngân", "Ngọc",
    "Nhung", "Oanh", "Phương", "Quyên", "Tâm", "Thảo", "Thoa", "Thu", "Thủy", "Trang", "Trâm",
    "Tuyết", "Uyên", "Vân", "Xuân", "Yến",
];

/// A full name.
pub(super) fn name(random: &mut Random, female: bool) -> String {
    let family = random.pick(&FAMILY);
    let (middle, given) = if female {
        (random.pick(&FEMALE_MIDDLE), random.pick(&FEMALE_GIVEN))
    } else {
        (random.pick(&MALE_MIDDLE), random.pick(&MALE_GIVEN))
    };
    format!("{family} {middle} {given}")
}

//! One finding, and by which method it was found.

use crate::time::Window;

/// By which method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// A month unlike the unit's own months.
    Outlier,
    /// Too many round values.
    Round,
    /// Figures of the month before told again.
    Copied,
    /// Two units tell one sheet.
    Twins,
    /// Entered late, close to the end, in the night, before a ranking.
    Timing,
    /// A month is missing between others.
    Gap,
    /// Rates of cases and money swapped.
    Swapped,
    /// A comma read in two ways.
    Separator,
    /// One unit of money taken for another.
    Unit,
    /// Parts and their whole.
    Parts,
    /// A rate unlike the one its parts give.
    Rate,
    /// A rate over another whole than the usual one.
    Denominator,
    /// Two sources tell one figure differently.
    Sources,
    /// A number of another scope.
    Scope,
    /// A year in the words of the source that is another one's.
    YearText,
    /// An identity or cross-check that does not hold.
    Balance,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 16] = [
        Self::Outlier,
        Self::Round,
        Self::Copied,
        Self::Twins,
        Self::Timing,
        Self::Gap,
        Self::Swapped,
        Self::Separator,
        Self::Unit,
        Self::Parts,
        Self::Rate,
        Self::Denominator,
        Self::Sources,
        Self::Scope,
        Self::YearText,
        Self::Balance,
    ];

    /// The code in addresses and records.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Outlier => "khac-thuong",
            Self::Round => "so-tron",
            Self::Copied => "lap-thang-truoc",
            Self::Twins => "trung-don-vi",
            Self::Timing => "thoi-diem-nhap",
            Self::Gap => "thieu-thang",
            Self::Swapped => "doi-cho",
            Self::Separator => "dau-phay",
            Self::Unit => "don-vi-tinh",
            Self::Parts => "cac-phan",
            Self::Rate => "ty-le",
            Self::Denominator => "mau-so",
            Self::Sources => "hai-nguon",
            Self::Scope => "pham-vi",
            Self::YearText => "nam-trong-nguon",
            Self::Balance => "can-doi",
        }
    }

    /// The method of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.code() == code)
    }

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outlier => "Khác với các tháng của chính đơn vị",
            Self::Round => "Nhiều số tròn",
            Self::Copied => "Lặp lại tháng trước",
            Self::Twins => "Hai đơn vị cùng một bảng số",
            Self::Timing => "Thời điểm nhập",
            Self::Gap => "Thiếu tháng",
            Self::Swapped => "Tỷ lệ việc và tiền đổi chỗ",
            Self::Separator => "Dấu phẩy đọc hai cách",
            Self::Unit => "Đơn vị tính",
            Self::Parts => "Các phần và tổng",
            Self::Rate => "Tỷ lệ khác tỷ lệ tính lại",
            Self::Denominator => "Mẫu số của tỷ lệ",
            Self::Sources => "Hai nguồn khác nhau",
            Self::Scope => "Trộn phạm vi",
            Self::YearText => "Năm trong nguyên văn",
            Self::Balance => "Cân đối, đối chiếu",
        }
    }

    /// How it works, in a sentence or two.
    pub const fn explained(self) -> &'static str {
        match self {
            Self::Outlier => {
                "Lấy số tăng trong tháng, so với cùng tháng các năm trước và các tháng liền trước của chính đơn vị. Từ 5 năm trở lên: điểm z hiệu chỉnh = 0,6745 × (số tăng − trung vị) ÷ độ lệch tuyệt đối trung vị. Ít năm hơn: so với số nhỏ nhất, lớn nhất đã có. Cao điểm cuối năm chỉ so với cao điểm các năm trước."
            }
            Self::Round => {
                "Đếm các số đủ lớn tận cùng bằng 0, 00, 000 trong năm, so với số lần các chữ số ngẫu nhiên cho. Số ghi theo triệu, tỷ đồng không tính là số tròn."
            }
            Self::Copied => {
                "So số lũy kế và số tăng trong tháng với tháng trước, ở những chỉ tiêu thường thay đổi hằng tháng."
            }
            Self::Twins => "So toàn bộ bảng số của các đơn vị trong cùng một kỳ.",
            Self::Timing => {
                "So lúc nhập, lúc sửa với hạn của kỳ, giờ ban đêm và hạn của kỳ dùng để xếp hạng."
            }
            Self::Gap => "Đơn vị báo cáo hằng tháng mà có tháng không có số.",
            Self::Swapped => {
                "Tính lại tỷ lệ về việc và về tiền; mỗi tỷ lệ đã nêu bằng tỷ lệ tính lại của bên kia."
            }
            Self::Separator => {
                "Số tiền có dấu phẩy trước đúng ba chữ số đọc được hai cách; so cả hai với nguồn khác, năm bên cạnh, số việc."
            }
            Self::Unit => {
                "So số tiền với năm bên cạnh; chênh từ 100 lần trở lên mà nhân 1.000 hoặc 1.000.000 thì gần bằng."
            }
            Self::Parts => "Cộng các phần, so với tổng đã nêu.",
            Self::Rate => {
                "Tính lại tỷ lệ từ tử số và mẫu số, thử các mẫu số khác đã nêu, đối chiếu nguồn của từng số."
            }
            Self::Denominator => {
                "Tỷ lệ bằng số xong chia số phải thi hành, trong khi tỷ lệ thi hành xong chia cho số có điều kiện."
            }
            Self::Sources => {
                "Đặt các nguồn nêu cùng một số cạnh nhau, nói rõ đang dùng nguồn nào và vì sao."
            }
            Self::Scope => "Tính lại mức vượt theo từng phạm vi; mức đã nêu đúng với phạm vi kia.",
            Self::YearText => "Tìm năm trong nguyên văn, so với năm công tác của số liệu.",
            Self::Balance => {
                "Đẳng thức cân đối của biểu thống kê, lũy kế không giảm, số năm trước chuyển sang, tổng các đơn vị trực thuộc."
            }
        }
    }

    /// Whether it asks about what may well be right: told, but counted apart.
    pub const fn is_mild(self) -> bool {
        matches!(
            self,
            Self::Timing | Self::Gap | Self::YearText | Self::Sources
        )
    }
}

/// What asks for a second look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// By which method.
    pub method: Method,
    /// Code of the agency.
    pub agency: String,
    /// The window.
    pub window: Window,
    /// Code of `Phạm vi`.
    pub scope: String,
    /// Code of `Nhóm án`.
    pub group: Option<String>,
    /// Code of the figure it is about; empty: the whole sheet.
    pub code: String,
    /// What tells it from others of one method and figure.
    pub aspect: String,
    /// The number it is about, in the code's base unit.
    pub value: Option<i64>,
    /// What is unusual, worked out; sources stand in it by code ([`super::with_sources`]).
    pub text: String,
    /// What it was worked out from, in short: another one where a number is another.
    pub mark: String,
}

impl Finding {
    /// What names it as long as it is about the same thing, whatever the numbers.
    pub fn key(&self) -> String {
        let group = self.group.as_deref().unwrap_or_default();
        format!(
            "{}|{}|{}|{group}|{}|{}|{}",
            self.agency,
            self.window,
            self.scope,
            self.method.code(),
            self.code,
            self.aspect
        )
    }
}

/// The mark of what a finding was worked out from (FNV-1a of 64 bits: it tells numbers apart, and guards nothing).
pub fn mark_of(worked_out: &str) -> String {
    let mixed = worked_out
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |mixed, byte| {
            (mixed ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
    format!("{mixed:016x}")
}

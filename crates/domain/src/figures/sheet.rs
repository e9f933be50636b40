//! The sheets `so-lieu` and `danh-muc-so-lieu`, and a row of the first as a figure of a sheet.

use super::figure::Figure;
use super::key::{Frame, GROUPS, INCLUDED, SCOPES, STATUSES, SheetKey};
use crate::amount::{Decimal, Precision};
use crate::bundle::{Column, Fault, Kind, Place, Severity, SheetDef, Values};
use crate::catalogue::{Catalogue, FigureCode, Measure};
use crate::text::number;

/// Codes of `Đơn vị tính`.
pub const UNITS: &[&str] = &[
    "viec",
    "ban_an",
    "van_ban",
    "don",
    "luot",
    "nguoi",
    "dong",
    "nghin_dong",
    "trieu_dong",
    "ty_dong",
    "phan_tram",
    "diem_phan_tram",
    "vu",
];

/// Codes of `Mức chính xác`.
pub const PRECISIONS: &[&str] = &[
    "dung", "hon", "tren", "gan", "khoang", "xap_xi", "duoi", "it_nhat", "toi_da", "nhieu",
];

/// Figures by agency or officer, work year and cumulative month.
pub static FIGURES: SheetDef = SheetDef {
    name: "so-lieu",
    title: "Số liệu thi hành án",
    identity: &[],
    columns: &[
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan")
            .help("Cơ quan, cụm hoặc khối có số liệu."),
        Column::key("ma_can_bo", "Mã cán bộ", Kind::Code)
            .asked("Cán bộ")
            .help("Chỉ điền khi là số liệu của riêng một người, ví dụ chấp hành viên."),
        Column::key("nam_cong_tac", "Năm công tác", Kind::Year)
            .required()
            .help("Năm 2026 là từ 01/10/2025 đến 30/9/2026."),
        Column::key("thang_luy_ke", "Tháng lũy kế", Kind::Month)
            .required()
            .help("Số tháng tính từ 01/10, từ 1 đến 12; 12 là cả năm."),
        Column::key("ma_phong_trao", "Mã phong trào", Kind::Code)
            .asked("Phong trào")
            .help("Chỉ điền khi số liệu tính riêng cho một phong trào."),
        Column::key("pham_vi", "Phạm vi", Kind::Choice(SCOPES))
            .or("btp")
            .help("Hệ thống của Bộ Tư pháp, hoặc cả thi hành án Quân đội."),
        Column::key("bao_gom", "Bao gồm", Kind::Choice(INCLUDED))
            .or("toan_bo")
            .help("Gồm các cơ quan trực thuộc, hoặc riêng cơ quan."),
        Column::key("nhom_an", "Nhóm án", Kind::Choice(GROUPS))
            .help("Chỉ điền khi số liệu tính riêng cho một nhóm án."),
        Column::key("ma_so_lieu", "Mã số liệu", Kind::FigureCode)
            .required()
            .asked("Số liệu")
            .help("Mã trong danh mục số liệu, ví dụ viec.xong."),
        Column::content("gia_tri", "Giá trị", Kind::Number)
            .help("Ví dụ 1.057 hoặc 68,73; bỏ trống nếu nguồn không nêu, không ghi 0 thay."),
        Column::content("don_vi_tinh", "Đơn vị tính", Kind::Text)
            .help("Ví dụ việc, đồng, tỷ đồng."),
        Column::content("muc_chinh_xac", "Mức chính xác", Kind::Choice(PRECISIONS))
            .help("Bỏ trống nếu số đúng; nếu nguồn viết «hơn», «trên», «khoảng» thì chọn từ ấy."),
        Column::content(
            "so_cung_ky",
            "So cùng kỳ",
            Kind::Choice(&["cao_hon", "thap_hon", "bang"]),
        )
        .help("Cao hơn, thấp hơn hay bằng cùng kỳ năm trước như nguồn nêu."),
        Column::content("tang_giam", "Tăng giảm", Kind::Number)
            .help("Số tăng (+) hoặc giảm (-) so với cùng kỳ như nguồn nêu."),
        Column::content("tang_giam_phan_tram", "Tăng giảm %", Kind::Number)
            .help("Tăng, giảm tính bằng phần trăm như nguồn nêu."),
        Column::content(
            "muc_chinh_xac_tang_giam",
            "Mức chính xác tăng giảm",
            Kind::Choice(PRECISIONS),
        )
        .help("Mức chính xác của số tăng, giảm."),
        Column::content("ty_trong", "Tỷ trọng", Kind::Number)
            .help("Phần trăm trên số phải thi hành như nguồn nêu."),
        Column::content("nguyen_van", "Nguyên văn", Kind::Text)
            .help("Câu chữ của nguồn có con số này."),
        Column::key("ngay_chot", "Ngày chốt", Kind::Date)
            .asked("Ngày chốt số liệu")
            .help("Chỉ điền khi số liệu tính đến ngày khác ngày cuối tháng lũy kế."),
        Column::key("tinh_trang", "Tình trạng", Kind::Choice(STATUSES))
            .help("Sơ bộ hoặc chính thức, nếu nguồn phân biệt."),
        Column::key("nguon", "Nguồn", Kind::Document).help("Văn bản hoặc báo cáo cho con số này."),
        Column::NOTE,
    ],
};

/// Figure codes an agency adds to the catalogue.
pub static ADDED: SheetDef = SheetDef {
    name: "danh-muc-so-lieu",
    title: "Danh mục số liệu",
    identity: &["ma"],
    columns: &[
        Column::key("ma", "Mã", Kind::FigureCode)
            .required()
            .asked("Mã số liệu")
            .help("Mã riêng, không trùng mã có sẵn trong danh mục."),
        Column::content("ten", "Tên", Kind::Text)
            .required()
            .asked("Tên số liệu")
            .help("Tên như trong biểu mẫu thống kê."),
        Column::content("don_vi_tinh", "Đơn vị tính", Kind::Text)
            .required()
            .help("Ví dụ việc, đồng, lượt, %."),
        Column::content("linh_vuc", "Lĩnh vực", Kind::Text)
            .help("Lĩnh vực công tác, ví dụ «Khiếu nại, tố cáo»."),
        Column::content("cach_gop", "Cách gộp", Kind::Choice(&["cong", "cuoi_ky"]))
            .help("Cộng các cơ quan lại, hoặc lấy số cuối kỳ."),
        Column::content("tu_so", "Tử số", Kind::FigureCode)
            .help("Số liệu làm tử số, nếu đây là một tỷ lệ."),
        Column::content("mau_so", "Mẫu số", Kind::FigureCode)
            .help("Số liệu làm mẫu số, nếu đây là một tỷ lệ."),
        Column::SOURCE,
        Column::NOTE,
    ],
};

/// A row of `so-lieu`, read: the sheet it belongs to, the code, the figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The sheet.
    pub key: SheetKey,
    /// The figure code.
    pub code: String,
    /// The figure.
    pub figure: Figure,
}

/// Reads a row whose cells were read by column. `None`: the faults were added.
pub fn entry(
    row: &Values,
    catalogue: &Catalogue,
    place: Place<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Entry> {
    let code = row.get("ma_so_lieu")?;
    let Some(declared) = catalogue.figure(code) else {
        faults.push(unknown_code(code, catalogue, place));
        return None;
    };
    let key = SheetKey {
        subject: row.text("ma_co_quan")?,
        person: row.text("ma_can_bo"),
        year: row.year("nam_cong_tac")?,
        month: row.month("thang_luy_ke")?,
        frame: Frame {
            scope: row.text("pham_vi")?,
            included: row.text("bao_gom")?,
            group: row.text("nhom_an"),
            movement: row.text("ma_phong_trao"),
        },
        source: row.text("nguon"),
        cut_off: row.date("ngay_chot"),
        status: row.text("tinh_trang"),
    };
    let mut reader = Reader {
        row,
        declared,
        place,
        faults,
        failed: false,
    };
    let figure = reader.figure();
    let failed = reader.failed;
    (!failed).then(|| Entry {
        key,
        code: code.to_owned(),
        figure,
    })
}

fn unknown_code(code: &str, catalogue: &Catalogue, place: Place<'_>) -> Fault {
    let known = catalogue.figures().map(|figure| figure.code.as_str());
    let cure = match crate::text::nearest(code, known) {
        Some(near) => {
            format!("Có phải «{near}»? Nếu là số liệu mới, khai ở trang «danh-muc-so-lieu».")
        }
        None => "Khai mã này ở trang «danh-muc-so-lieu», hoặc dùng mã có trong danh mục số liệu."
            .to_owned(),
    };
    place.fault(
        Severity::Error,
        "Mã số liệu",
        code,
        "Mã số liệu không có trong danh mục.",
        cure,
    )
}

/// What a cell says beside its number.
#[derive(Clone, Copy, Default)]
struct Beside {
    precision: Option<Precision>,
    unit: Option<&'static str>,
}

struct Reader<'a> {
    row: &'a Values,
    declared: &'a FigureCode,
    place: Place<'a>,
    faults: &'a mut Vec<Fault>,
    failed: bool,
}

impl Reader<'_> {
    fn figure(&mut self) -> Figure {
        let mut unit = self.unit();
        let (value, written) = self.value("gia_tri", "Giá trị", unit.as_deref());
        let precision = self.precision("muc_chinh_xac", written.precision);
        self.plausible(value, precision);
        let (change, _) = self.value("tang_giam", "Tăng giảm", self.change_unit(unit.as_deref()));
        if self.declared.measure == Measure::Money {
            unit = written.unit.map(str::to_owned).or(unit);
        }
        Figure {
            value,
            unit: unit.filter(|unit| value.is_some() && *unit != self.declared.unit),
            precision,
            direction: self.row.text("so_cung_ky"),
            change,
            change_percent: self.percent("tang_giam_phan_tram", "Tăng giảm %"),
            change_precision: self.precision("muc_chinh_xac_tang_giam", None),
            share: self.percent("ty_trong", "Tỷ trọng"),
            raw: self.row.text("nguyen_van"),
            note: self.row.text("ghi_chu"),
        }
    }

    /// What no figure can be: a number that is not told, and fewer than none.
    fn plausible(&mut self, value: Option<i64>, precision: Precision) {
        let Some(value) = value else { return };
        let written = self.row.text("gia_tri").unwrap_or_default();
        if precision == Precision::Nhieu {
            self.error(
                "Giá trị",
                &written,
                "Mức chính xác «nhieu» nghĩa là nguồn không nêu số, nhưng ô Giá trị có số.",
                "Để trống ô Giá trị, hoặc ghi mức chính xác khác (hon, tren, khoang …).".to_owned(),
            );
        }
        if value < 0 && self.declared.measure != Measure::Rate {
            self.error(
                "Giá trị",
                &written,
                "Số liệu này không thể là số âm.",
                "Kiểm tra lại số; mức giảm so với cùng kỳ ghi ở cột Tăng giảm.".to_owned(),
            );
        }
    }

    fn error(&mut self, column: &str, value: &str, reason: &str, cure: String) {
        self.failed = true;
        self.faults.push(
            self.place
                .fault(Severity::Error, column, value, reason, cure),
        );
    }

    /// The unit's code, checked against the code's measure.
    fn unit(&mut self) -> Option<String> {
        let written = self.row.text("don_vi_tinh")?;
        if written == self.declared.unit {
            return Some(written);
        }
        let key = crate::text::heading_key(&written);
        // Also as papers and this program print it: tỷ, điểm %.
        let word = number::UnitWord::parse(&written).map(number::UnitWord::code);
        let known = UNITS
            .iter()
            .find(|known| crate::text::heading_key(known) == key || Some(**known) == word);
        let fits = known.filter(|known| Measure::of_unit(known) == Some(self.declared.measure));
        if let Some(known) = fits {
            return Some((*known).to_owned());
        }
        let cure = format!(
            "«{}» tính bằng {}.",
            self.declared.name,
            self.declared.measure.units()
        );
        self.error(
            "Đơn vị tính",
            &written,
            "Đơn vị tính không hợp với số liệu này.",
            cure,
        );
        None
    }

    /// A change of a rate is told in points.
    fn change_unit<'u>(&self, unit: Option<&'u str>) -> Option<&'u str> {
        if self.declared.measure == Measure::Rate {
            Some("diem_phan_tram")
        } else {
            unit
        }
    }

    /// The number of a column in the code's base unit, and what was written beside it.
    fn value(&mut self, id: &str, heading: &str, unit: Option<&str>) -> (Option<i64>, Beside) {
        let Some(written) = self.row.text(id) else {
            return (None, Beside::default());
        };
        let reading = match number::read(&written) {
            Ok(reading) => reading,
            Err(fault) => {
                self.error(heading, &written, &fault.reason(), fault.cure());
                return (None, Beside::default());
            }
        };
        let beside = Beside {
            precision: reading.precision,
            unit: reading.unit.map(number::UnitWord::code),
        };
        let unit = beside
            .unit
            .unwrap_or_else(|| unit.unwrap_or(&self.declared.unit));
        let fractions = matches!(
            unit,
            "ty_dong" | "trieu_dong" | "nghin_dong" | "phan_tram" | "diem_phan_tram"
        );
        let (number, doubt) = reading.settle(fractions);
        self.doubt(heading, &written, doubt);
        let fits = Measure::of_unit(unit).is_none_or(|measure| measure == self.declared.measure);
        let value = scale(&number, self.declared.measure, unit).filter(|_| fits);
        if value.is_none() {
            let cure = match self.declared.measure {
                Measure::Count => "Ghi số nguyên.".to_owned(),
                Measure::Money => "Ghi số tiền chẵn đến đồng, đúng đơn vị tính.".to_owned(),
                Measure::Rate => "Ghi tỷ lệ phần trăm, tối đa bốn chữ số thập phân.".to_owned(),
            };
            self.error(
                heading,
                &written,
                "Số này không đổi được ra đơn vị gốc một cách chính xác.",
                cure,
            );
        }
        (value, beside)
    }

    fn doubt(&mut self, heading: &str, written: &str, doubt: Option<number::Doubt>) {
        let Some(doubt) = doubt else { return };
        let (reason, cure) = (doubt.reason(), doubt.cure());
        let fault = self
            .place
            .fault(Severity::Warning, heading, written, reason, cure);
        self.faults.push(fault);
    }

    fn percent(&mut self, id: &str, heading: &str) -> Option<i64> {
        let written = self.row.text(id)?;
        let read = number::read(&written).ok().map(|read| read.settle(true));
        let value = read.and_then(|(number, doubt)| {
            self.doubt(heading, &written, doubt);
            scale(&number, Measure::Rate, "phan_tram")
        });
        if value.is_none() {
            let cure = "Ghi phần trăm, ví dụ 13,20.".to_owned();
            self.error(heading, &written, "Không đọc được tỷ lệ phần trăm.", cure);
        }
        value
    }

    fn precision(&self, id: &str, written: Option<Precision>) -> Precision {
        let told = self.row.get(id).and_then(Precision::from_code);
        told.or(written).unwrap_or_default()
    }
}

/// A number in a unit as an integer of the base unit; `None` where that is not exact or too large.
fn scale(value: &Decimal, measure: Measure, unit: &str) -> Option<i64> {
    let power = match (measure, unit) {
        (Measure::Rate, _) => 4,
        (Measure::Money, "nghin_dong") => 3,
        (Measure::Money, "trieu_dong") => 6,
        (Measure::Money, "ty_dong") => 9,
        _ => 0,
    };
    value
        .checked_mul_pow10(power)?
        .to_i64()
        .filter(|value| value.unsigned_abs() <= 9_000_000_000_000_000_000)
}

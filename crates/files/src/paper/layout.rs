//! Sizes and distances shared by the DOCX and the PDF (NĐ 30/2020, Phụ lục I).

use super::model::Margins;

/// Quốc hiệu, in points.
pub(crate) const NATION: u16 = 12;
/// Tiêu ngữ.
pub(crate) const MOTTO: u16 = 13;
/// Cơ quan chủ quản and cơ quan ban hành.
pub(crate) const ISSUER: u16 = 12;
/// Số, ký hiệu, and địa danh, thời gian.
pub(crate) const NUMBER: u16 = 13;
/// Tên loại, trích yếu, body, signature, page number.
pub(crate) const BODY: u16 = 14;
/// Trích yếu of a công văn.
pub(crate) const LETTER_SUBJECT: u16 = 12;
/// The words "Nơi nhận:".
pub(crate) const RECIPIENTS: u16 = 12;
/// The list under them.
pub(crate) const RECIPIENT: u16 = 11;
/// Notes, sources and the unit of a table.
pub(crate) const NOTE: u16 = 12;

/// Width of the text between the default margins of an upright sheet, in millimetres.
const TEXT_WIDTH: u16 = 165;
/// Left column of the letterhead: "TỔNG CỤC THI HÀNH ÁN DÂN SỰ" takes 67 mm.
pub(crate) const LETTERHEAD_LEFT: u16 = 68;

/// Width of the text between the default margins, in millimetres.
pub(crate) const fn text_column(landscape: bool) -> u16 {
    if landscape { 252 } else { TEXT_WIDTH }
}

/// Columns of the letterhead in millimetres; upright, the right one holds the longest dateline, of
/// Thành phố Hồ Chí Minh, which takes 96 mm.
pub(crate) const fn letterhead(landscape: bool) -> (u16, u16) {
    let left = if landscape { 104 } else { LETTERHEAD_LEFT };
    (left, text_column(landscape) - left)
}
/// Quốc hiệu.
pub(crate) const NATION_TEXT: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// Tiêu ngữ.
pub(crate) const MOTTO_TEXT: &str = "Độc lập - Tự do - Hạnh phúc";

/// Width and height of an A4 sheet as it is read, in millimetres.
pub(crate) const fn sheet(landscape: bool) -> (u16, u16) {
    if landscape { (297, 210) } else { (210, 297) }
}

/// Width of the text between `margins`, in twips.
pub(crate) fn text_width(landscape: bool, margins: Margins) -> u32 {
    let taken = margins.left.saturating_add(margins.right);
    twips(sheet(landscape).0.saturating_sub(taken))
}

/// Size of a table's text in points: wide tables are set smaller.
pub(crate) const fn table_size(columns: usize) -> u16 {
    match columns {
        0..=7 => 13,
        8..=10 => 12,
        11..=13 => 11,
        _ => 10,
    }
}

/// Millimetres as twentieths of a point (twips), rounded.
pub(crate) fn twips(millimetres: u16) -> u32 {
    (u32::from(millimetres) * 14_400 + 127) / 254
}

/// Millimetres as thousandths of a point, the unit of [`super::measure`].
pub(crate) fn millimetres(millimetres: u16) -> u64 {
    u64::from(millimetres) * 72_000 * 10 / 254
}

/// Length of the line under an issuer's name or a trích yếu: two fifths of the text, between the
/// third and the half that mục II asks for. In and out: thousandths of a point.
pub(crate) fn rule_under(text: u64) -> u64 {
    text * 2 / 5
}

/// Where "Kính gửi:" stands when the addressees are listed below it, in millimetres from the margin.
pub(crate) const ADDRESSEES_LEFT: u16 = 30;
/// Room for the signature between capacity and name, in points.
pub(crate) const SIGNING: u16 = 68;
/// Space between the border of a cell and its text, in millimetres.
pub(crate) const CELL_PADDING: u16 = 1;
/// Room left beside a longest word, in twips: two renderers never round alike.
pub(crate) const SLACK: u32 = 20;

/// Height of a picture at most, in millimetres: with its caption it leaves room for text on a sheet lying on its side.
const PICTURE_HEIGHT: u16 = 130;
/// Twips of a point of a picture where it is not to be made smaller: 96 points an inch.
const PICTURE_POINT: u64 = 15;

/// Width and height of a picture in twips: as wide as the column unless it has too few points or would be too high.
pub(crate) fn picture(width: u32, height: u32, column: u32) -> (u32, u32) {
    let (wide, high) = (u64::from(width.max(1)), u64::from(height.max(1)));
    let across = (wide * PICTURE_POINT).min(u64::from(column));
    let most = u64::from(twips(PICTURE_HEIGHT));
    let (across, down) = match across * high / wide {
        down if down > most => (most * wide / high, most),
        down => (across, down),
    };
    let whole = |length: u64| u32::try_from(length.max(1)).unwrap_or(column);
    (whole(across), whole(down))
}

/// Thousandths of a point as twips.
pub(crate) fn twips_of(thousandths: u64) -> u32 {
    u32::try_from(thousandths / 50).unwrap_or(u32::MAX)
}

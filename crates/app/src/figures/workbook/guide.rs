//! «Cách dùng»: the worksheet that tells how the workbook is filled in and handed in.

use thidua_files::sheet::fill::{Content, FillSheet, Look, Placed};

use super::mark::Marks;

/// Name of the worksheet.
pub(super) const NAME: &str = "Cách dùng";

/// What everybody must know, in order.
const LINES: [&str; 9] = [
    "1. Điền số lũy kế từ 01/10 đến hết kỳ vào cột «Nhập» (ô nền vàng). Chỉ ghi số nguyên từ 0 trở lên; tiền ghi bằng đồng, ví dụ 1500000000.",
    "2. Ô để trống là chưa có số và không làm đổi số đã ghi trong hệ thống; muốn xóa một số đã ghi thì xóa trên trang «Nhập số liệu».",
    "3. Cột «Kỳ trước» là số lũy kế đến tháng trước, chỉ để đối chiếu. Cột «Tính lại» và «Kiểm tra» tự tính bằng công thức.",
    "4. Dòng nào cột «Kiểm tra» báo lệch hoặc cần giải trình: sửa lại số, hoặc ghi lý do vào cột «Giải trình» của chính dòng ấy. Số nào còn bị hỏi mà chưa có giải trình thì chưa nhập được.",
    "5. Ghi tên người lập sổ và ngày lập ở đầu trang.",
    "6. Trang tính được khóa, không có mật khẩu, để khỏi gõ nhầm vào công thức. Có thể đổi tên trang, đổi thứ tự dòng, thêm dòng ghi chú; không đổi chữ ở cột «Chỉ tiêu thống kê» và dòng tên cột.",
    "7. Nộp sổ: mở trang «Nhập từ tệp» (hoặc bấm «Nạp sổ đã điền» ở trang nhập số liệu) rồi chọn tệp này. Hệ thống tự nhận ra sổ của cơ quan nào, kỳ nào, và báo lỗi theo từng ô.",
    "8. Nếu sau khi tải sổ có người đã sửa số trong hệ thống, khi nộp sẽ thấy cả hai số để chọn; không số nào bị thay mà không hỏi.",
    "9. Kỳ đã gửi, đã duyệt hoặc đã hết hạn thì sổ không nhập được cho đến khi người có quyền trả lại hoặc mở kỳ.",
];

/// The worksheet, with what was left out and why.
pub(super) fn sheet(marks: &Marks, locked: &[(String, String)]) -> FillSheet {
    let mut lines: Vec<(Look, String)> =
        vec![(Look::CentreStrong, "CÁCH DÙNG SỔ NHẬP SỐ LIỆU".to_owned())];
    lines.extend(LINES.map(|line| (Look::Wrapped, line.to_owned())));
    if !locked.is_empty() {
        lines.push((
            Look::Strong,
            "Không có trong tệp này vì không nhập được:".to_owned(),
        ));
        let line =
            |(name, reason): &(String, String)| (Look::Wrapped, format!("– {name}: {reason}"));
        lines.extend(locked.iter().map(line));
    }
    let made = format!("Sổ tải về lúc {}, người tải: {}.", marks.at, marks.by);
    lines.push((Look::Faint, made));
    let cells = (0..).zip(lines).map(|(row, (look, text))| Placed {
        row,
        look,
        content: Content::Text(text),
        ..Placed::default()
    });
    FillSheet {
        name: NAME.to_owned(),
        widths: vec![110],
        cells: cells.collect(),
        locked: true,
        ..FillSheet::default()
    }
}

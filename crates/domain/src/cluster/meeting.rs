//! Meetings of a block where it chooses (suy tôn) whom it proposes: who was there, by which rule, each candidate with
//! the votes as counted.

use super::vote::{Ballot, Threshold};
use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::{PartialDate, Validity, WorkYear};

/// Codes of `Cách quyết định`: agreement, show of hands, secret ballot.
pub const WAYS: &[&str] = &["thong_nhat", "bieu_quyet", "bo_phieu_kin"];
/// Codes of `Tính trên`: what a share of votes is taken of.
pub const BASES: &[&str] = &["thanh_vien", "du_hop", "phat_ra", "thu_vao", "hop_le"];
/// Codes of `Khi bằng phiếu`.
pub const TIES: &[&str] = &["bo_phieu_lai", "theo_diem"];
/// Codes of `Nhất trí`.
pub const AGREED: &[&str] = &["co", "khong"];
/// Codes of `Kết luận`.
pub const CONCLUDED: &[&str] = &["suy_ton", "khong_suy_ton"];

/// The sheet `hop-cum`: one row a meeting.
pub static MEETINGS: SheetDef = SheetDef {
    name: "hop-cum",
    title: "Cuộc họp của cụm, khối thi đua",
    identity: &["ma"],
    columns: &[
        Column::key("ma", "Mã", Kind::Code).required()
            .asked("Mã cuộc họp")
            .help("Mã riêng của cuộc họp."),
        Column::content("ma_cum", "Mã cụm", Kind::Code).required()
            .asked("Cụm, khối")
            .help("Cụm, khối thi đua họp."),
        Column::content("nam", "Năm", Kind::Year).required()
            .asked("Năm thi đua")
            .help("Năm có thành tích được xét, không phải năm họp."),
        Column::content("ngay", "Ngày", Kind::Date).help("Ngày họp."),
        Column::content("gio_bat_dau", "Giờ bắt đầu", Kind::Text).help("Ví dụ 08 giờ 00."),
        Column::content("gio_ket_thuc", "Giờ kết thúc", Kind::Text).help("Ví dụ 11 giờ 30."),
        Column::content("dia_diem", "Địa điểm", Kind::Text).help("Nơi họp."),
        Column::content("chu_tri", "Chủ trì", Kind::Text).help("Họ tên người chủ trì."),
        Column::content("chuc_vu_chu_tri", "Chức vụ chủ trì", Kind::Text)
            .help("Chức vụ của người chủ trì, ví dụ Cụm trưởng và chức vụ ở cơ quan."),
        Column::content("thu_ky", "Thư ký", Kind::Text).help("Họ tên thư ký."),
        Column::content("thanh_vien_du", "Thành viên dự", Kind::Codes)
            .help("Những thành viên có mặt."),
        Column::content("so_du_hop", "Số dự họp", Kind::Count)
            .asked("Số thành viên dự họp")
            .help("Khi biên bản chỉ nêu số, không kể tên; có tên thì bỏ trống."),
        Column::content("cach_quyet_dinh", "Cách quyết định", Kind::Choice(WAYS))
            .help("Thống nhất, biểu quyết hay bỏ phiếu kín."),
        Column::content("ty_le_du", "Tỷ lệ dự họp", Kind::Text)
            .asked("Dự họp ít nhất")
            .help("Phần thành viên phải có mặt: 2/3, 75%, hoặc >1/2 khi phải quá; bỏ trống thì theo quy định chung trong phần mềm."),
        Column::content("ty_le_dong_y", "Tỷ lệ đồng ý", Kind::Text)
            .asked("Đồng ý ít nhất")
            .help("Phần phiếu đồng ý cần có: 2/3, 90%, hoặc >1/2 khi phải quá."),
        Column::content("tinh_tren", "Tính trên", Kind::Choice(BASES))
            .help("Tỷ lệ đồng ý tính trên tổng số thành viên, số dự họp, phiếu phát ra, thu vào hay hợp lệ."),
        Column::content("bang_phieu", "Khi bằng phiếu", Kind::Choice(TIES))
            .help("Bỏ phiếu lại, hay lấy theo điểm chấm."),
        Column::content("quy_che", "Quy chế", Kind::Document)
            .asked("Quy chế của cụm, khối")
            .help("Văn bản quy định các tỷ lệ trên; chưa ghi thì các tỷ lệ được đánh dấu là chưa đối chiếu."),
        Column::content("so_suy_ton", "Số được suy tôn", Kind::Lines)
            .help("Mỗi dòng một danh hiệu, hình thức với số được suy tôn, ví dụ «Cờ thi đua ngành Tư pháp: 2»; không giới hạn thì bỏ trống."),
        Column::content("noi_dung", "Nội dung", Kind::Lines)
            .help("Mỗi dòng một nội dung đã thảo luận, như trong biên bản."),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .asked("Biên bản")
            .help("Biên bản đã ký, nếu có."),
        Column::SOURCE,
        Column::NOTE,
    ],
};

/// The sheet `suy-ton`: one row a candidate of a meeting.
pub static CANDIDATES: SheetDef = SheetDef {
    name: "suy-ton",
    title: "Suy tôn trong cụm, khối thi đua",
    identity: &[],
    columns: &[
        Column::key("ma_hop", "Mã cuộc họp", Kind::Code)
            .required()
            .asked("Cuộc họp")
            .help("Cuộc họp xét suy tôn."),
        Column::key("ma_doi_tuong", "Mã đối tượng", Kind::Code)
            .required()
            .asked("Người, tập thể được giới thiệu")
            .help("Thành viên hoặc cá nhân được giới thiệu."),
        Column::key("ma_khen_thuong", "Mã khen thưởng", Kind::Award)
            .required()
            .asked("Danh hiệu, hình thức")
            .help("Suy tôn để đề nghị danh hiệu, hình thức nào."),
        Column::content("phat_ra", "Phiếu phát ra", Kind::Count).help("Số phiếu phát ra."),
        Column::content("thu_vao", "Phiếu thu vào", Kind::Count).help("Số phiếu thu vào."),
        Column::content("hop_le", "Phiếu hợp lệ", Kind::Count).help("Số phiếu hợp lệ."),
        Column::content("dong_y", "Phiếu đồng ý", Kind::Count)
            .help("Số phiếu hoặc số thành viên đồng ý."),
        Column::content("khong_dong_y", "Phiếu không đồng ý", Kind::Count)
            .help("Số phiếu hoặc số thành viên không đồng ý."),
        Column::content("diem", "Điểm", Kind::Number).help("Điểm chấm của cụm, khối, nếu có."),
        Column::content("nhat_tri", "Nhất trí", Kind::Choice(AGREED))
            .help("Khi quyết định bằng thống nhất: cuộc họp có nhất trí hay không."),
        Column::content("ket_luan", "Kết luận", Kind::Choice(CONCLUDED))
            .help("Kết luận trong biên bản; bỏ trống thì theo kết quả tính ra."),
        Column::content("giai_trinh", "Giải trình", Kind::Text)
            .help("Vì sao kết luận khác kết quả tính ra."),
        Column::SOURCE,
        Column::NOTE,
    ],
};

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Its code.
    pub code: String,
    /// Code of the block.
    pub cluster: String,
    /// The year whose achievement is judged.
    pub year: WorkYear,
    /// The day.
    pub day: Option<PartialDate>,
    /// Beginning, as written.
    pub begins: Option<String>,
    /// End, as written.
    pub ends: Option<String>,
    /// Place.
    pub place: Option<String>,
    /// Who presided.
    pub chair: Option<String>,
    /// In which capacity.
    pub chair_post: Option<String>,
    /// Secretary.
    pub secretary: Option<String>,
    /// Codes of the members that were there.
    pub present: Vec<String>,
    /// How many were there, where only the number is told.
    pub present_count: Option<i64>,
    /// Code of `Cách quyết định`.
    pub way: Option<String>,
    /// What must be present, as written.
    pub quorum: Option<String>,
    /// What must agree, as written.
    pub passing: Option<String>,
    /// Code of `Tính trên`.
    pub base: Option<String>,
    /// Code of `Khi bằng phiếu`.
    pub tie: Option<String>,
    /// The paper that says so.
    pub rules: Option<String>,
    /// Places by award: award as written, number.
    pub places: Vec<(String, u64)>,
    /// What was on, one a line.
    pub lines: Vec<String>,
    /// The signed minutes.
    pub document: Option<String>,
    /// Sources, one a line.
    pub source: Option<String>,
    /// Note.
    pub note: Option<String>,
}

/// A candidate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Key of its record.
    pub key: String,
    /// Code of the meeting.
    pub meeting: String,
    /// Code of the agency or person.
    pub subject: String,
    /// Award code.
    pub award: String,
    /// Ballots handed out.
    pub given: Option<i64>,
    /// Ballots that came back.
    pub returned: Option<i64>,
    /// Valid ones.
    pub valid: Option<i64>,
    /// Votes for.
    pub yes: Option<i64>,
    /// Votes against.
    pub no: Option<i64>,
    /// Score, as canonical decimal.
    pub score: Option<String>,
    /// Whether the meeting agreed.
    pub agreed: Option<bool>,
    /// Code of `Kết luận`.
    pub concluded: Option<String>,
    /// Why it is other than reckoned.
    pub reason: Option<String>,
    /// Note.
    pub note: Option<String>,
}

/// `mã: số` of a line; `None`: it is neither.
pub fn place(line: &str) -> Option<(String, u64)> {
    let (award, number) = line.rsplit_once(':')?;
    let number = number.trim().parse().ok()?;
    Some((award.trim().to_owned(), number)).filter(|(award, _)| !award.is_empty())
}

impl Meeting {
    /// The meeting a row of `hop-cum` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        let lines = |id: &str| -> Vec<String> {
            let text = row.get(id).unwrap_or_default();
            text.lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect()
        };
        Some(Self {
            code: row.text("ma")?,
            cluster: row.text("ma_cum")?,
            year: row.year("nam")?,
            day: row.date("ngay"),
            begins: row.text("gio_bat_dau"),
            ends: row.text("gio_ket_thuc"),
            place: row.text("dia_diem"),
            chair: row.text("chu_tri"),
            chair_post: row.text("chuc_vu_chu_tri"),
            secretary: row.text("thu_ky"),
            present: row.codes("thanh_vien_du"),
            present_count: row.count("so_du_hop"),
            way: row.text("cach_quyet_dinh"),
            quorum: row.text("ty_le_du"),
            passing: row.text("ty_le_dong_y"),
            base: row.text("tinh_tren"),
            tie: row.text("bang_phieu"),
            rules: row.text("quy_che"),
            places: lines("so_suy_ton")
                .iter()
                .filter_map(|line| place(line))
                .collect(),
            lines: lines("noi_dung"),
            document: row.text("van_ban"),
            source: row.text("nguon"),
            note: row.text("ghi_chu"),
        })
    }

    /// How many were there: the named ones, else the number told.
    pub fn attendance(&self) -> Option<i64> {
        match self.present.is_empty() {
            true => self.present_count,
            false => i64::try_from(self.present.len()).ok(),
        }
    }
}

impl Candidate {
    /// The candidate a row of `suy-ton` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            key: row.key(&CANDIDATES),
            meeting: row.text("ma_hop")?,
            subject: row.text("ma_doi_tuong")?,
            award: row.text("ma_khen_thuong")?,
            given: row.count("phat_ra"),
            returned: row.count("thu_vao"),
            valid: row.count("hop_le"),
            yes: row.count("dong_y"),
            no: row.count("khong_dong_y"),
            score: row.text("diem"),
            agreed: row.get("nhat_tri").map(|said| said == "co"),
            concluded: row.text("ket_luan"),
            reason: row.text("giai_trinh"),
            note: row.text("ghi_chu"),
        })
    }
}

/// What cannot be so in a row of one of these sheets or of `thanh-vien-cum`: column, reason, cure.
pub fn check(sheet: &str, row: &Values) -> Option<(&'static str, &'static str, &'static str)> {
    match sheet {
        "hop-cum" => meeting_fault(row),
        "suy-ton" => candidate_fault(row),
        "thanh-vien-cum" => {
            let ordered = Validity::new(row.date("tu_ngay"), row.date("den_ngay")).is_ordered();
            let cure = "Sửa lại một trong hai ngày.";
            (!ordered).then_some(("den_ngay", "Đến ngày trước Từ ngày.", cure))
        }
        _ => None,
    }
}

fn meeting_fault(row: &Values) -> Option<(&'static str, &'static str, &'static str)> {
    for id in ["ty_le_du", "ty_le_dong_y"] {
        if row
            .get(id)
            .is_some_and(|text| Threshold::parse(text).is_none())
        {
            return Some((
                id,
                "Không phải một tỷ lệ từ trên 0 đến 1.",
                "Ghi phân số như 2/3, phần trăm như 75%, hoặc >1/2 khi phải quá.",
            ));
        }
    }
    let lines = row.get("so_suy_ton").unwrap_or_default().lines();
    let mut lines = lines.map(str::trim).filter(|line| !line.is_empty());
    lines.any(|line| place(line).is_none()).then_some((
        "so_suy_ton",
        "Có dòng không phải danh hiệu, hình thức với số được suy tôn.",
        "Ghi mỗi dòng một danh hiệu, dấu hai chấm rồi số, ví dụ «Cờ thi đua ngành Tư pháp: 2».",
    ))
}

fn candidate_fault(row: &Values) -> Option<(&'static str, &'static str, &'static str)> {
    let count = |id: &str| row.count(id).and_then(|number| u64::try_from(number).ok());
    let ballot = Ballot {
        given: count("phat_ra"),
        returned: count("thu_vao"),
        valid: count("hop_le"),
        yes: count("dong_y"),
        no: count("khong_dong_y"),
    };
    let fault = ballot.faults(None).into_iter().next()?;
    Some((
        "dong_y",
        fault,
        "Đối chiếu với biên bản kiểm phiếu rồi sửa lại.",
    ))
}

//! `show`: what can be read, and how it is asked for.

use clap::{Args, Subcommand};
use jiff::civil::Date;
use thidua_domain::time::{PartialDate, Window};

use super::law::{BonusArgs, EligibilityArgs, LifeShowArgs, RulesArgs};
use super::pivot::{MapArgs, PivotArgs};
use super::request::RequestsArgs;
use super::values;

/// What is shown.
#[derive(Debug, Subcommand)]
pub(crate) enum Show {
    #[command(about = "Bảng cân đối số liệu của một cơ quan, cụm, khối hoặc một cán bộ")]
    Balance(BalanceArgs),
    #[command(about = "Chỉ tiêu và tiến độ thực hiện")]
    Pace(WindowArgs),
    #[command(
        about = "Nhịp mùa vụ: dự báo đến 30/9 theo các năm trước của chính đơn vị (tham khảo)"
    )]
    Forecast(WindowArgs),
    #[command(about = "Đối chiếu: dự báo theo nhịp mùa vụ và theo đường thẳng với kết quả các năm")]
    Backtest(BacktestArgs),
    #[command(about = "Tổng quan của một cơ quan và các đơn vị trực thuộc")]
    Dashboard(DashboardArgs),
    #[command(about = "Số liệu so với cùng kỳ năm trước")]
    Compare(WindowArgs),
    #[command(about = "Phiếu soát cân đối: từng đẳng thức và chênh lệch")]
    Proof(WindowArgs),
    #[command(about = "Chất lượng số liệu: điểm khác thường, cách kiểm tra, giải trình")]
    Quality(QualityArgs),
    #[command(
        about = "Các bảng minh bạch: điểm đáng xem trên nhiều đơn vị, nhiều năm, với cách tính"
    )]
    Honesty(HonestyArgs),
    #[command(about = "Xếp hạng các cơ quan của một cụm, khối hoặc trực thuộc một cơ quan")]
    Ranking(RankingArgs),
    #[command(about = "Kết quả khen thưởng")]
    Awards(AwardsArgs),
    #[command(about = "Điều kiện khen thưởng: ai đủ, còn thiếu gì, theo điều khoản nào")]
    Eligibility(EligibilityArgs),
    #[command(about = "Đóng góp xã hội: tự đóng góp và vận động")]
    Contributions(AwardsArgs),
    #[command(about = "Hoạt động: tập huấn, tuyên truyền, hỗ trợ đơn vị khác …")]
    Activities(AwardsArgs),
    #[command(about = "Điển hình tiên tiến")]
    Exemplars(AwardsArgs),
    #[command(about = "Một điển hình: các bước, lan tỏa, các đơn vị học tập so với điển hình")]
    Exemplar(ExemplarArgs),
    #[command(about = "Thành tích, mỗi thành tích với khen thưởng đã khen")]
    Achievements(AwardsArgs),
    #[command(about = "Thư viện cách làm hay và số đơn vị áp dụng")]
    Practices(PracticesArgs),
    #[command(about = "Nội dung, câu văn của báo cáo")]
    Notes(AwardsArgs),
    #[command(about = "Kết quả xếp hạng do nơi khác công bố")]
    Ranks(AwardsArgs),
    #[command(about = "Sự kiện của một cơ quan, cụm, khối hoặc phong trào")]
    Events(EventsArgs),
    #[command(about = "Sáng kiến: đã đến bước nào, những sáng kiến viết giống nhau")]
    Initiatives(InitiativesArgs),
    #[command(about = "Mức tiền thưởng của một danh hiệu, hình thức khen thưởng")]
    Bonus(BonusArgs),
    #[command(about = "Khen thưởng cả đời của một cá nhân, tập thể")]
    LifeRegister(LifeShowArgs),
    #[command(about = "Quy định xét khen thưởng của một ngày, mỗi điều kiện với căn cứ")]
    Rules(RulesArgs),
    #[command(about = "Một cơ quan: tên, cấp, cơ quan trước và sau sắp xếp")]
    Agency(AtArgs),
    #[command(about = "Cây tổ chức")]
    Tree(TreeArgs),
    #[command(about = "Một cụm, khối thi đua")]
    Block(BlockArgs),
    #[command(
        about = "Một phong trào thi đua: văn bản, chỉ tiêu, đơn vị đã ban hành kế hoạch, khen thưởng"
    )]
    Movement(CodeArgs),
    #[command(
        about = "Một đợt cao điểm: đã làm trong đợt, xếp hạng đơn vị, trước và sau, tin nhanh"
    )]
    Campaign(CampaignArgs),
    #[command(about = "Các đợt cao điểm, số đợt mỗi kỳ so với đã định")]
    Campaigns(CampaignsArgs),
    #[command(about = "Kết quả của từng đơn vị trong một phong trào, từ số liệu đã duyệt")]
    Standing(StandingArgs),
    #[command(about = "Bảng chéo: đếm khen thưởng, đóng góp, hoạt động theo hai cột của danh sách")]
    Pivot(PivotArgs),
    #[command(about = "Bản đồ: một số đo của từng tỉnh, thành phố")]
    Map(MapArgs),
    #[command(about = "Các yêu cầu báo cáo: phải trả lời, đã gửi cho đơn vị")]
    Requests(RequestsArgs),
    #[command(about = "Một yêu cầu báo cáo: ai đã gửi, trễ, thiếu; số liệu tổng hợp")]
    Request(CodeArgs),
    #[command(about = "Một cá nhân: chức vụ, khen thưởng")]
    Person(AtArgs),
    #[command(about = "Một văn bản, bài viết")]
    Document(CodeArgs),
}

impl Show {
    /// Whether figures are told for the agencies of today.
    pub(crate) fn restated(&self) -> bool {
        match self {
            Self::Balance(args) => args.window.restated,
            Self::Pace(args) | Self::Forecast(args) | Self::Compare(args) | Self::Proof(args) => {
                args.restated
            }
            Self::Ranking(args) => args.restated,
            _ => false,
        }
    }

    /// Whether figures that wait for approval are read too.
    pub(crate) fn drafts(&self) -> bool {
        match self {
            Self::Balance(args) => args.window.draft,
            Self::Pace(args) | Self::Forecast(args) | Self::Compare(args) | Self::Proof(args) => {
                args.draft
            }
            Self::Dashboard(args) => args.draft,
            Self::Quality(args) => args.draft,
            Self::Ranking(args) => args.draft,
            _ => false,
        }
    }
}

/// An agency in a window.
#[derive(Clone, Debug, Args)]
pub(crate) struct WindowArgs {
    #[arg(
        long,
        value_name = "MÃ",
        value_parser = values::code,
        help = "Mã cơ quan, cụm hoặc khối"
    )]
    pub(crate) agency: String,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm công tác (01/10 năm trước – 30/9)")]
    pub(crate) year: i16,
    #[arg(long, value_name = "THÁNG", value_parser = values::month, help = "Số tháng lũy kế từ 01/10: 1 đến 12")]
    pub(crate) month: u8,
    #[arg(
        long,
        value_name = "PHẠM-VI",
        value_parser = values::scope,
        help = "btp (hệ thống Bộ Tư pháp, mặc định) hoặc btp_quan_doi (cả thi hành án Quân đội)"
    )]
    pub(crate) scope: Option<String>,
    #[arg(long, help = "Kể cả số liệu chưa duyệt (mặc định: chỉ số đã duyệt)")]
    pub(crate) draft: bool,
    #[arg(
        long,
        help = "Quy số liệu của kỳ về cơ quan hôm nay (mặc định: theo cây tổ chức khi đó)"
    )]
    pub(crate) restated: bool,
}

/// `show balance`.
#[derive(Debug, Args)]
pub(crate) struct BalanceArgs {
    #[command(flatten)]
    pub(crate) window: WindowArgs,
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã cán bộ: số liệu của riêng người đó")]
    pub(crate) person: Option<String>,
}

/// `show backtest`.
#[derive(Debug, Args)]
pub(crate) struct BacktestArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Chỉ cơ quan này và các đơn vị cấp dưới (mặc định: tất cả)")]
    pub(crate) agency: Option<String>,
}

/// `show honesty`.
#[derive(Debug, Args)]
pub(crate) struct HonestyArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Cơ quan này và các đơn vị cấp dưới (mặc định: toàn Ngành)")]
    pub(crate) agency: Option<String>,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm công tác (01/10 năm trước – 30/9)")]
    pub(crate) year: i16,
}

/// `show quality`.
#[derive(Debug, Args)]
pub(crate) struct QualityArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã cơ quan")]
    pub(crate) agency: String,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm công tác (01/10 năm trước – 30/9)")]
    pub(crate) year: i16,
    #[arg(long, value_name = "THÁNG", value_parser = values::month, help = "Chỉ một tháng lũy kế: 1 đến 12 (mặc định: cả năm)")]
    pub(crate) month: Option<u8>,
    #[arg(long, help = "Kể cả số liệu chưa duyệt (mặc định: chỉ số đã duyệt)")]
    pub(crate) draft: bool,
}

/// `show initiatives`.
#[derive(Debug, Args)]
pub(crate) struct InitiativesArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã cơ quan, gồm cả trực thuộc (mặc định: tất cả)")]
    pub(crate) agency: Option<String>,
}

/// `show ranking`.
#[derive(Debug, Args)]
pub(crate) struct RankingArgs {
    #[arg(
        long,
        value_name = "MÃ",
        value_parser = values::code,
        required_unless_present = "agency",
        conflicts_with = "agency",
        help = "Mã cụm, khối: xếp hạng các thành viên"
    )]
    pub(crate) block: Option<String>,
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã cơ quan: xếp hạng các cơ quan bên dưới")]
    pub(crate) agency: Option<String>,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm công tác")]
    pub(crate) year: i16,
    #[arg(long, value_name = "THÁNG", value_parser = values::month, help = "Số tháng lũy kế: 1 đến 12")]
    pub(crate) month: u8,
    #[arg(
        long,
        value_name = "MÃ",
        value_delimiter = ',',
        value_parser = values::code,
        help = "Mã số liệu để xếp hạng, mã đầu quyết định trước (mặc định: viec.ty_le)"
    )]
    pub(crate) by: Vec<String>,
    #[arg(long, value_name = "CẤP", value_parser = values::level, help = "Chỉ xếp các cơ quan cấp này: tinh, huyen, khu_vuc …")]
    pub(crate) level: Option<String>,
    #[arg(long, value_name = "PHẠM-VI", value_parser = values::scope, help = "btp hoặc btp_quan_doi")]
    pub(crate) scope: Option<String>,
    #[arg(long, help = "Kể cả số liệu chưa duyệt (mặc định: chỉ số đã duyệt)")]
    pub(crate) draft: bool,
    #[arg(
        long,
        help = "Xếp các cơ quan hôm nay theo số đã quy đổi (mặc định: theo cây tổ chức khi đó)"
    )]
    pub(crate) restated: bool,
}

/// A stretch of work years.
#[derive(Clone, Debug, Args)]
pub(crate) struct YearsArgs {
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm công tác đầu")]
    pub(crate) from: i16,
    #[arg(long, value_name = "NĂM", value_parser = values::end, help = "Năm công tác cuối, tính cả năm đó; hoặc năm và tháng lũy kế, ví dụ 2021/8")]
    pub(crate) to: Window,
}

/// `show awards`.
#[derive(Debug, Args)]
pub(crate) struct AwardsArgs {
    #[arg(
        long,
        value_name = "MÃ",
        value_parser = values::code,
        help = "Mã cơ quan: cả các cơ quan bên dưới và các cơ quan tiền thân, mỗi nơi theo thời gian của nó"
    )]
    pub(crate) agency: String,
    #[command(flatten)]
    pub(crate) years: YearsArgs,
    #[arg(long, help = "Chỉ riêng cơ quan, không gồm bên dưới và tiền thân")]
    pub(crate) own: bool,
}

/// `show events`.
#[derive(Debug, Args)]
pub(crate) struct EventsArgs {
    #[arg(
        long,
        value_name = "MÃ",
        value_parser = values::code,
        required_unless_present_any = ["block", "movement"],
        conflicts_with_all = ["block", "movement"],
        help = "Mã cơ quan: cả các cơ quan bên dưới và các cơ quan tiền thân"
    )]
    pub(crate) agency: Option<String>,
    #[arg(long, value_name = "MÃ", value_parser = values::code, conflicts_with = "movement", help = "Mã cụm, khối")]
    pub(crate) block: Option<String>,
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã phong trào")]
    pub(crate) movement: Option<String>,
    #[arg(long, value_name = "NGÀY", value_parser = values::partial, help = "Từ ngày: 17/6/2021, 2021-06 hoặc 2021")]
    pub(crate) from: PartialDate,
    #[arg(long, value_name = "NGÀY", value_parser = values::partial, help = "Đến hết ngày: 31/12/2021, 2021-12 hoặc 2021")]
    pub(crate) to: PartialDate,
}

/// One thing by its code, on a day.
#[derive(Debug, Args)]
pub(crate) struct AtArgs {
    #[arg(value_name = "MÃ", value_parser = values::code, help = "Mã")]
    pub(crate) code: String,
    #[arg(long, value_name = "NGÀY", value_parser = values::day, help = "Vào ngày này (mặc định: hôm nay)")]
    pub(crate) at: Option<Date>,
}

/// `show tree`.
#[derive(Debug, Args)]
pub(crate) struct TreeArgs {
    #[arg(value_name = "MÃ", value_parser = values::code, help = "Mã cơ quan ở gốc (mặc định: cả cây)")]
    pub(crate) code: Option<String>,
    #[arg(long, value_name = "NGÀY", value_parser = values::day, help = "Vào ngày này (mặc định: hôm nay)")]
    pub(crate) at: Option<Date>,
    #[arg(long, value_name = "SỐ", value_parser = values::count, help = "Số cấp bên dưới gốc (mặc định: tất cả)")]
    pub(crate) depth: Option<usize>,
}

/// `show block`.
#[derive(Debug, Args)]
pub(crate) struct BlockArgs {
    #[arg(value_name = "MÃ", value_parser = values::code, help = "Mã cụm, khối")]
    pub(crate) code: String,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm công tác")]
    pub(crate) year: i16,
}

/// `show campaign`.
#[derive(Debug, Args)]
pub(crate) struct CampaignArgs {
    #[arg(value_name = "MÃ", value_parser = values::code, help = "Mã phong trào của đợt")]
    pub(crate) code: String,
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã cơ quan được xem (mặc định: cơ quan phát động)")]
    pub(crate) agency: Option<String>,
    #[arg(long, value_name = "NGÀY", value_parser = values::day, help = "Tính đến hết ngày này (mặc định: hôm nay)")]
    pub(crate) on: Option<Date>,
    #[arg(long, value_name = "CẤP", value_parser = values::level, help = "So các đơn vị cấp này: tinh, huyen, khu_vuc …")]
    pub(crate) level: Option<String>,
    #[arg(long, value_name = "CÁCH", value_parser = ["approved", "daily"], help = "So theo: approved (số đã duyệt) hoặc daily (số liệu ngày); mặc định: số tốt nhất đã biết")]
    pub(crate) by: Option<String>,
}

/// `show campaigns`.
#[derive(Debug, Args)]
pub(crate) struct CampaignsArgs {
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm công tác (mặc định: mọi năm)")]
    pub(crate) year: Option<i16>,
}

/// `show dashboard`.
#[derive(Debug, Args)]
pub(crate) struct DashboardArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã cơ quan")]
    pub(crate) agency: String,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm công tác (01/10 năm trước – 30/9)")]
    pub(crate) year: i16,
    #[arg(long, value_name = "THÁNG", value_parser = values::month, help = "Số tháng lũy kế từ 01/10: 1 đến 12")]
    pub(crate) month: u8,
    #[arg(long, value_name = "PHẠM-VI", value_parser = values::scope, help = "btp (hệ thống Bộ Tư pháp, mặc định) hoặc btp_quan_doi (cả thi hành án Quân đội)")]
    pub(crate) scope: Option<String>,
    #[arg(long, help = "Kể cả số liệu chưa duyệt (mặc định: chỉ số đã duyệt)")]
    pub(crate) draft: bool,
}

/// `show standing`.
#[derive(Debug, Args)]
pub(crate) struct StandingArgs {
    #[arg(value_name = "MÃ", value_parser = values::code, help = "Mã phong trào")]
    pub(crate) code: String,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm công tác (mặc định: năm mới nhất của phong trào)")]
    pub(crate) year: Option<i16>,
}

/// `show exemplar`.
#[derive(Debug, Args)]
pub(crate) struct ExemplarArgs {
    #[arg(value_name = "MÃ", value_parser = values::code, help = "Mã điển hình")]
    pub(crate) code: String,
    #[arg(long, value_name = "VIỆC|TIỀN", value_parser = ["viec", "tien"], help = "So theo tỷ lệ về việc (viec, mặc định) hoặc về tiền (tien)")]
    pub(crate) by: Option<String>,
}

/// `show practices`.
#[derive(Debug, Args)]
pub(crate) struct PracticesArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Mã cơ quan, gồm cả các cơ quan trực thuộc")]
    pub(crate) agency: Option<String>,
    #[arg(long, value_name = "TỪ", help = "Từ cần tìm, có dấu hoặc không dấu")]
    pub(crate) find: Option<String>,
}

/// One thing by its code.
#[derive(Debug, Args)]
pub(crate) struct CodeArgs {
    #[arg(value_name = "MÃ", value_parser = values::code, help = "Mã")]
    pub(crate) code: String,
}

//! What can be permitted.

/// One right that a command or query asks for; each of them names exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Permission {
    /// The tree, the names of agencies, reorganisations, catalogues, rules and published documents.
    ViewCommon,
    /// One's own account: password, sessions, tokens.
    OwnAccount,
    /// Figures (số liệu thi hành án) with their sources and history.
    ViewFigures,
    /// Targets, pace, scores and ranking.
    ViewTargets,
    /// Awards, movements, contributions, exemplars.
    ViewAwards,
    /// People with their posts, ratings and awards.
    ViewPeople,
    /// Discipline, and the cases in which somebody is not considered for an award yet.
    ViewConduct,
    /// Deciding of the conditions of an award that only a person can judge; never of oneself.
    AnswerConditions,
    /// Writing business data: bundles, files, forms.
    LoadData,
    /// Typing, importing and sending figures, beside writing data: case statistics are one office's work, personnel and
    /// awards another's.
    EnterFigures,
    /// Approving figures, giving them back, accepting them, opening a period, deciding where they are approved.
    ApproveFigures,
    /// Proposing what the rulebook shall say, with its paper: it holds for the whole installation, so only a grant over
    /// the whole of it counts.
    ProposeRules,
    /// Approving or refusing what another person proposed of the rulebook; over the whole installation too.
    ApproveRules,
    /// Printing and downloading documents.
    Print,
    /// Accounts, roles, one-time codes.
    ManageUsers,
    /// The audit trail (nhật ký hệ thống).
    ViewAudit,
}

/// How far below the agency of the grant a permission goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The agency of the grant alone.
    Own,
    /// The agency of the grant and everything it covers.
    Below,
}

impl Permission {
    /// Every permission, in the order documents list them.
    pub const ALL: [Self; 16] = [
        Self::ViewCommon,
        Self::OwnAccount,
        Self::ViewFigures,
        Self::ViewTargets,
        Self::ViewAwards,
        Self::ViewPeople,
        Self::ViewConduct,
        Self::AnswerConditions,
        Self::LoadData,
        Self::EnterFigures,
        Self::ApproveFigures,
        Self::ProposeRules,
        Self::ApproveRules,
        Self::Print,
        Self::ManageUsers,
        Self::ViewAudit,
    ];

    /// The stable code used in audit events, OpenAPI and documents.
    pub fn code(self) -> &'static str {
        match self {
            Self::ViewCommon => "view_common",
            Self::OwnAccount => "own_account",
            Self::ViewFigures => "view_figures",
            Self::ViewTargets => "view_targets",
            Self::ViewAwards => "view_awards",
            Self::ViewPeople => "view_people",
            Self::ViewConduct => "view_conduct",
            Self::AnswerConditions => "answer_conditions",
            Self::LoadData => "load_data",
            Self::EnterFigures => "enter_figures",
            Self::ApproveFigures => "approve_figures",
            Self::ProposeRules => "propose_rules",
            Self::ApproveRules => "approve_rules",
            Self::Print => "print",
            Self::ManageUsers => "manage_users",
            Self::ViewAudit => "view_audit",
        }
    }

    /// What the permission lets one do, in Vietnamese.
    pub fn name(self) -> &'static str {
        match self {
            Self::ViewCommon => "Xem tổ chức, danh mục, văn bản",
            Self::OwnAccount => "Quản lý tài khoản của mình",
            Self::ViewFigures => "Xem số liệu thi hành án",
            Self::ViewTargets => "Xem chỉ tiêu, tiến độ, xếp hạng",
            Self::ViewAwards => "Xem phong trào, khen thưởng",
            Self::ViewPeople => "Xem nhân sự, thành tích cá nhân",
            Self::ViewConduct => "Xem kỷ luật, trường hợp chưa xét khen thưởng",
            Self::AnswerConditions => "Kết luận điều kiện khen thưởng phải có người xem xét",
            Self::LoadData => "Nhập, sửa dữ liệu",
            Self::EnterFigures => "Nhập, gửi số liệu thi hành án",
            Self::ApproveFigures => "Duyệt số liệu, mở kỳ nhập",
            Self::ProposeRules => "Đề xuất thay đổi quy định khen thưởng",
            Self::ApproveRules => "Duyệt thay đổi quy định khen thưởng",
            Self::Print => "In, xuất văn bản",
            Self::ManageUsers => "Quản lý người dùng, vai trò",
            Self::ViewAudit => "Xem nhật ký hệ thống",
        }
    }

    /// Whether everyone who is signed in has it.
    pub fn of_everyone(self) -> bool {
        matches!(self, Self::ViewCommon | Self::OwnAccount)
    }

    /// Whether everyone has it over the own person.
    pub fn of_oneself(self) -> bool {
        matches!(self, Self::ViewPeople | Self::ViewConduct)
    }
}

//! The one table of routes: router, menu, OpenAPI document, authorisation matrix and
//! `docs/permissions.md` are made from it, so that none of them can say anything else.

use std::pin::Pin;
use std::sync::Arc;

use axum::response::Response;
use thidua_domain::access::Permission;

use crate::ask::Ask;
use crate::problem::Problem;
use crate::{access, account, audit, health, home, openapi, session};

/// What a handler gives back.
pub type Outcome = Result<Response, Problem>;
/// A handler: takes the whole request, answers later.
pub type Handler = fn(Arc<Ask>) -> Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// The method of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Reads and changes nothing.
    Get,
    /// Changes something.
    Post,
}

impl Method {
    /// `GET` or `POST`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// What a route answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole HTML page.
    Page,
    /// A part of a page, fetched by htmx.
    Fragment,
    /// A form that was sent: the token of the session must come with it.
    Form,
    /// A file to keep.
    Download,
    /// JSON for programs.
    Api,
    /// For the operator: health.
    System,
}

/// Who may call a route at all; which object it may be is decided by the query itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everyone, signed in or not.
    Public,
    /// Everyone who is signed in, even before the first password is changed.
    SignedIn,
    /// Those one of whose roles carries the permission.
    Needs(Permission),
}

/// What object the path or query names, for the authorisation matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// None.
    Nothing,
    /// An agency, by this field of path or query.
    Agency(&'static str),
    /// A person, by this field of path or query.
    Person(&'static str),
    /// A document, by this field of path or query.
    Document(&'static str),
    /// A user account, by this field of path or query.
    User(&'static str),
}

/// A field of the query string.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Its name.
    pub name: &'static str,
    /// `integer`, `string` or `date` (the JSON schema's words; `date` is a string of that format).
    pub kind: &'static str,
    /// Whether the answer is refused without it.
    pub required: bool,
    /// What it means, in Vietnamese.
    pub summary: &'static str,
}

/// A place in the menu.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The words of the menu (glossary §11).
    pub label: &'static str,
    /// The icon beside them.
    pub icon: &'static str,
    /// Where in the menu, ascending.
    pub order: u8,
}

/// One row of the table.
#[derive(Clone, Copy)]
pub struct Route {
    /// Its method.
    pub method: Method,
    /// Its path in the router's notation (`/co-quan/{ma}`).
    pub path: &'static str,
    /// What it answers with.
    pub kind: Kind,
    /// Who may call it.
    pub access: Access,
    /// What object it is about.
    pub about: About,
    /// Fields of the query string.
    pub params: &'static [Param],
    /// What it is for, in Vietnamese; the title of the page.
    pub summary: &'static str,
    /// Its place in the menu.
    pub entry: Option<Entry>,
    /// What answers.
    pub handler: Handler,
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method.name(), self.path)
    }
}

impl Route {
    const fn new(
        method: Method,
        path: &'static str,
        kind: Kind,
        access: Access,
        summary: &'static str,
        handler: Handler,
    ) -> Self {
        Self {
            method,
            path,
            kind,
            access,
            about: About::Nothing,
            params: &[],
            summary,
            entry: None,
            handler,
        }
    }

    const fn about(mut self, about: About) -> Self {
        self.about = about;
        self
    }

    const fn params(mut self, params: &'static [Param]) -> Self {
        self.params = params;
        self
    }

    const fn menu(mut self, order: u8, label: &'static str, icon: &'static str) -> Self {
        self.entry = Some(Entry { label, icon, order });
        self
    }
}

/// Menu places from here on stand under "Quản trị hệ thống".
pub(crate) const SYSTEM_FROM: u8 = 100;

macro_rules! run {
    ($handler:path) => {
        |ask| Box::pin($handler(ask))
    };
}

const fn get(
    path: &'static str,
    kind: Kind,
    access: Access,
    summary: &'static str,
    handler: Handler,
) -> Route {
    Route::new(Method::Get, path, kind, access, summary, handler)
}

const fn post(
    path: &'static str,
    access: Access,
    summary: &'static str,
    handler: Handler,
) -> Route {
    Route::new(Method::Post, path, Kind::Form, access, summary, handler)
}

impl Route {
    /// Whether the path or query names an agency.
    pub(crate) fn is_about_agency(&self) -> bool {
        matches!(self.about, About::Agency(_))
    }

    /// Whether the query string knows the field.
    pub(crate) fn takes(&self, name: &str) -> bool {
        self.params.iter().any(|param| param.name == name)
    }

    /// Whether it belongs to setting up a fresh database.
    pub(crate) fn is_set_up(&self) -> bool {
        self.path == "/thiet-lap-ban-dau"
    }
}

async fn nowhere(_ask: Arc<Ask>) -> Outcome {
    Err(Problem::NotFound)
}

/// What answers where the table has nothing.
pub(crate) static NOWHERE: Route = get(
    "-",
    Kind::Page,
    Access::Public,
    "Không tìm thấy",
    run!(nowhere),
);

/// Every route.
pub fn all() -> impl Iterator<Item = &'static Route> {
    ROUTES.iter()
}

use Access::{Needs, Public, SignedIn};
use Kind::{Api, Page, System};
use Permission as P;

const NAM: Param = Param {
    name: "nam",
    kind: "integer",
    required: false,
    summary: "Năm công tác",
};

static ROUTES: &[Route] = &[
    get(
        "/healthz",
        System,
        Public,
        "Dịch vụ đang chạy",
        run!(health::alive),
    ),
    get(
        "/readyz",
        System,
        Public,
        "Dịch vụ làm việc được",
        run!(health::ready),
    ),
    get("/dang-nhap", Page, Public, "Đăng nhập", run!(session::form)),
    post("/dang-nhap", Public, "Đăng nhập", run!(session::enter)),
    post("/dang-xuat", SignedIn, "Đăng xuất", run!(session::leave)),
    get(
        "/thiet-lap-ban-dau",
        Page,
        Public,
        "Thiết lập ban đầu",
        run!(account::set_up_form),
    ),
    post(
        "/thiet-lap-ban-dau",
        Public,
        "Thiết lập ban đầu",
        run!(account::set_up),
    ),
    get(
        "/",
        Page,
        Needs(P::ViewCommon),
        "Trang chủ",
        run!(home::start),
    )
    .params(&[NAM])
    .menu(0, "Trang chủ", "home"),
    get(
        "/tai-khoan",
        Page,
        Needs(P::OwnAccount),
        "Tài khoản của tôi",
        run!(account::own),
    ),
    get(
        "/tai-khoan/mat-khau",
        Page,
        SignedIn,
        "Đổi mật khẩu",
        run!(account::password_form),
    ),
    post(
        "/tai-khoan/mat-khau",
        SignedIn,
        "Đổi mật khẩu",
        run!(account::change_password),
    ),
    post(
        "/tai-khoan/phien/ket-thuc",
        Needs(P::OwnAccount),
        "Kết thúc phiên làm việc",
        run!(account::end_session),
    ),
    post(
        "/tai-khoan/ma-truy-cap",
        Needs(P::OwnAccount),
        "Thêm mã truy cập",
        run!(account::issue_token),
    ),
    post(
        "/tai-khoan/ma-truy-cap/ket-thuc",
        Needs(P::OwnAccount),
        "Kết thúc mã truy cập",
        run!(account::end_token),
    ),
    get(
        "/quan-tri/nguoi-dung",
        Page,
        Needs(P::ManageUsers),
        "Người dùng",
        run!(access::users),
    )
    .menu(100, "Người dùng", "users-group"),
    post(
        "/quan-tri/nguoi-dung",
        Needs(P::ManageUsers),
        "Thêm người dùng",
        run!(access::add),
    ),
    get(
        "/quan-tri/nguoi-dung/{ten}",
        Page,
        Needs(P::ManageUsers),
        "Người dùng",
        run!(access::user),
    )
    .about(About::User("ten")),
    post(
        "/quan-tri/nguoi-dung/{ten}/dat-lai",
        Needs(P::ManageUsers),
        "Đặt lại mật khẩu",
        run!(access::reset),
    )
    .about(About::User("ten")),
    post(
        "/quan-tri/nguoi-dung/{ten}/ngung",
        Needs(P::ManageUsers),
        "Ngừng tài khoản",
        run!(access::disable),
    )
    .about(About::User("ten")),
    post(
        "/quan-tri/nguoi-dung/{ten}/cho-dung",
        Needs(P::ManageUsers),
        "Cho dùng lại tài khoản",
        run!(access::enable),
    )
    .about(About::User("ten")),
    post(
        "/quan-tri/nguoi-dung/{ten}/mo-khoa",
        Needs(P::ManageUsers),
        "Mở khóa đăng nhập",
        run!(access::unlock),
    )
    .about(About::User("ten")),
    post(
        "/quan-tri/nguoi-dung/{ten}/vai-tro",
        Needs(P::ManageUsers),
        "Giao vai trò",
        run!(access::grant),
    )
    .about(About::User("ten")),
    post(
        "/quan-tri/nguoi-dung/{ten}/vai-tro/thu-hoi",
        Needs(P::ManageUsers),
        "Thu hồi vai trò",
        run!(access::revoke),
    )
    .about(About::User("ten")),
    get(
        "/quan-tri/nhat-ky",
        Page,
        Needs(P::ViewAudit),
        "Nhật ký hệ thống",
        run!(audit::list),
    )
    .menu(101, "Nhật ký hệ thống", "history"),
    get(
        "/api/v1/openapi.json",
        Api,
        SignedIn,
        "Mô tả giao diện cho phần mềm khác",
        run!(openapi::answer),
    ),
];

//! What a row of the table of routes says.

use std::pin::Pin;
use std::sync::Arc;

use axum::response::Response;
use thidua_domain::access::Permission;

use crate::ask::Ask;
use crate::problem::Problem;

/// Largest form, in bytes.
const FORM: usize = 256 * 1024;

/// What a handler gives back.
pub(crate) type Outcome = Result<Response, Problem>;
/// A handler: takes the whole request, answers later.
pub(crate) type Handler = fn(Arc<Ask>) -> Pin<Box<dyn Future<Output = Outcome> + Send>>;

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
    /// A stored sheet of figures, by this field of path or query.
    Figure(&'static str),
    /// A stored record of the kind the path names, by this field of the query.
    Record(&'static str),
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
    /// Path of the menu's page it belongs to, where its own path does not say so.
    pub room: Option<&'static str>,
    /// Its words among the pages about one agency.
    pub tab: Option<&'static str>,
    /// Whether its tab stands under «Thêm»: pages about the figures themselves, opened less often.
    pub tab_aside: bool,
    /// Largest body, in bytes.
    pub body: usize,
    /// Whether the form carries a file.
    pub file: bool,
    /// What answers.
    pub(crate) handler: Handler,
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method.name(), self.path)
    }
}

impl Route {
    /// A route that reads.
    pub(crate) const fn get(
        path: &'static str,
        kind: Kind,
        access: Access,
        summary: &'static str,
        handler: Handler,
    ) -> Self {
        Self::new(Method::Get, path, kind, access, summary, handler)
    }

    /// A form that is sent.
    pub(crate) const fn post(
        path: &'static str,
        access: Access,
        summary: &'static str,
        handler: Handler,
    ) -> Self {
        Self::new(Method::Post, path, Kind::Form, access, summary, handler)
    }

    /// What a program sends, with a token: at most 25 MiB and what stands around it.
    pub(crate) const fn push(
        path: &'static str,
        access: Access,
        summary: &'static str,
        handler: Handler,
    ) -> Self {
        Self::new(Method::Post, path, Kind::Api, access, summary, handler).body(26 * 1024 * 1024)
    }

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
            room: None,
            tab: None,
            tab_aside: false,
            body: FORM,
            file: false,
            handler,
        }
    }

    pub(crate) const fn about(mut self, about: About) -> Self {
        self.about = about;
        self
    }

    pub(crate) const fn params(mut self, params: &'static [Param]) -> Self {
        self.params = params;
        self
    }

    /// Belongs to the menu's page of this path.
    pub(crate) const fn room(mut self, path: &'static str) -> Self {
        self.room = Some(path);
        self
    }

    /// Takes larger bodies than a form's.
    pub(crate) const fn body(mut self, bytes: usize) -> Self {
        self.body = bytes;
        self
    }

    /// Takes a file beside the form's fields: at most 25 MiB and what stands around it.
    pub(crate) const fn file(mut self) -> Self {
        self.file = true;
        self.body = 26 * 1024 * 1024;
        self
    }

    pub(crate) const fn tab(mut self, label: &'static str) -> Self {
        self.tab = Some(label);
        self
    }

    pub(crate) const fn tab_aside(mut self, label: &'static str) -> Self {
        self.tab = Some(label);
        self.tab_aside = true;
        self
    }

    pub(crate) const fn menu(mut self, order: u8, label: &'static str, icon: &'static str) -> Self {
        self.entry = Some(Entry { label, icon, order });
        self
    }
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

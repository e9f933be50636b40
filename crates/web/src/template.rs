//! Pages as templates: embedded, strict (an undefined name is a fault, not a blank), escaped as HTML.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value,
    escape_formatter,
};
use rust_embed::RustEmbed;
use serde::Serialize;
use thidua_domain::catalogue::Labels;

use crate::{assets, filter};

#[derive(RustEmbed)]
#[folder = "templates"]
struct Files;

/// Names of every embedded template, sorted.
pub(crate) fn names() -> Vec<String> {
    let mut names: Vec<String> = Files::iter().map(|name| name.into_owned()).collect();
    names.sort();
    names
}

/// The environment all pages are rendered in.
///
/// # Errors
/// A template that does not parse, with its line.
pub(crate) fn environment(labels: Labels) -> Result<Environment<'static>, Error> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build();
    env.set_syntax(syntax.map_err(|error| Error::new(ErrorKind::SyntaxError, error.to_string()))?);
    env.set_formatter(escaped);
    filter::register(&mut env);
    env.add_filter("nhan", move |codes: &str, list: &str| {
        labels.words(list, codes)
    });
    env.add_function("asset", |name: &str| {
        Value::from_safe_string(assets::address(name))
    });
    env.add_function("icon", icon);
    for name in names() {
        let file = Files::get(&name)
            .ok_or_else(|| Error::new(ErrorKind::TemplateNotFound, name.clone()))?;
        let source = String::from_utf8(file.data.into_owned())
            .map_err(|_| Error::new(ErrorKind::SyntaxError, format!("{name} is not UTF-8")))?;
        env.add_template_owned(name, source)?;
    }
    Ok(env)
}

/// An icon of the sprite, hidden from screen readers: the words beside it say what it means.
fn icon(name: &str) -> Value {
    let fit = name
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let name = if fit { name } else { "help-circle" };
    Value::from_safe_string(format!(
        "<svg class=\"icon\" aria-hidden=\"true\" focusable=\"false\"><use href=\"{}#{name}\"/></svg>",
        assets::address("icons.svg"),
    ))
}

/// Anything serialisable, as a template sees it.
pub(crate) fn value(given: impl Serialize) -> Value {
    Value::from(Serde(given))
}

/// Escapes text for HTML. The engine's own way also writes every `/` as an entity, which only makes paths
/// unreadable: in text and in quoted attributes a slash means nothing.
fn escaped(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if *state.auto_escape() == AutoEscape::Html && !value.is_safe() => {
            let mut rest = text;
            while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
                out.write_str(&rest[..at])?;
                out.write_str(match rest.as_bytes()[at] {
                    b'&' => "&amp;",
                    b'<' => "&lt;",
                    b'>' => "&gt;",
                    b'"' => "&quot;",
                    _ => "&#39;",
                })?;
                rest = &rest[at + 1..];
            }
            Ok(out.write_str(rest)?)
        }
        _ => escape_formatter(out, state, value),
    }
}

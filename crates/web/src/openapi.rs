//! The description of the API for programs (OpenAPI 3.1), put together from the table of routes.

use std::sync::Arc;

use serde_json::{Map, Value, json};
use thidua_app::schema::{Schemas, schemas};

use crate::ask::Ask;
use crate::routes::{self, Access, Kind, Method, Outcome, Param, Route};

/// Answers with the description.
pub(crate) async fn answer(ask: Arc<Ask>) -> Outcome {
    ask.json(&document())
}

/// The description.
pub fn document() -> Value {
    let schemas = schemas();
    let mut paths: Map<String, Value> = Map::new();
    for route in routes::all().filter(|route| route.kind == Kind::Api) {
        let method = match route.method {
            Method::Get => "get",
            Method::Post => "post",
        };
        let entry = paths.entry(route.path).or_insert_with(|| json!({}));
        if let Some(entry) = entry.as_object_mut() {
            entry.insert(method.into(), operation(route, &schemas));
        }
    }
    let mut components = schemas.components;
    components.insert("Error".to_owned(), error_schema());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Thi Đua",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Số liệu, chỉ tiêu, khen thưởng của các cơ quan thi hành án dân sự. \
                Số tiền và tỷ lệ là chuỗi để không bị làm tròn; ngày theo ISO 8601.",
        },
        "servers": [{ "url": "/" }],
        "security": [{ "bearer": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": { "bearer": { "type": "http", "scheme": "bearer" } },
            "schemas": components,
            "responses": {
                "Error": {
                    "description": "Lý do không thực hiện được",
                    "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Error" } } },
                },
            },
        },
    })
}

fn error_schema() -> Value {
    json!({
        "type": "object",
        "required": ["error"],
        "properties": { "error": {
            "type": "object",
            "required": ["code", "message", "request"],
            "properties": {
                "code": { "type": "string" },
                "message": { "type": "string" },
                "request": { "type": "string" },
            },
        } },
    })
}

fn operation(route: &Route, schemas: &Schemas) -> Value {
    let id = route
        .path
        .trim_start_matches("/api/v1/")
        .replace(['/', '.', '-'], "_")
        .replace(['{', '}'], "");
    let any = json!({ "type": "object" });
    let answer = schemas.answers.get(id.as_str()).unwrap_or(&any);
    let mut responses = json!({
        "200": {
            "description": "Kết quả",
            "content": { "application/json": { "schema": answer } },
        },
    });
    if let Some(responses) = responses.as_object_mut() {
        for status in ["400", "401", "403", "404", "422", "500", "503"] {
            responses.insert(
                status.into(),
                json!({ "$ref": "#/components/responses/Error" }),
            );
        }
    }
    let mut operation = json!({
        "operationId": id,
        "summary": route.summary,
        "parameters": parameters(route),
        "responses": responses,
    });
    if let (Access::Needs(permission), Some(operation)) = (route.access, operation.as_object_mut())
    {
        operation.insert("x-permission".into(), permission.code().into());
    }
    if let (Method::Post, Some(operation)) = (route.method, operation.as_object_mut()) {
        operation.insert("requestBody".into(), pushed());
        if let Some(parameters) = operation
            .get_mut("parameters")
            .and_then(Value::as_array_mut)
        {
            parameters.push(json!({
                "name": "Idempotency-Key", "in": "header", "required": false,
                "description": "Khóa bên gửi đặt cho yêu cầu: gửi lại cùng khóa thì nhận lại câu trả lời cũ, không ghi hai lần",
                "schema": { "type": "string", "maxLength": 200 },
            }));
        }
        if let Some(responses) = operation
            .get_mut("responses")
            .and_then(Value::as_object_mut)
        {
            responses.insert(
                "409".into(),
                json!({ "$ref": "#/components/responses/Error" }),
            );
            responses.insert(
                "413".into(),
                json!({ "$ref": "#/components/responses/Error" }),
            );
            responses.insert(
                "422".into(),
                json!({
                    "description": "Có lỗi, chưa lưu gì: từng lỗi nêu trang, dòng, cột, giá trị, lý do, cách xử lý",
                    "content": { "application/json": { "schema": answer } },
                }),
            );
        }
    }
    operation
}

/// What a bundle is pushed as.
fn pushed() -> Value {
    let row = json!({ "type": "object", "additionalProperties": { "type": ["string", "number", "boolean", "null"] } });
    json!({
        "required": true,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["sheets"],
                    "properties": {
                        "name": { "type": "string", "description": "Tên bộ dữ liệu" },
                        "dry_run": { "type": "boolean", "description": "Chỉ kiểm tra" },
                        "send": { "type": "boolean", "description": "Gửi duyệt các kỳ vừa gửi lên" },
                        "reason": { "type": "string", "description": "Lý do sửa đổi" },
                        "sheets": {
                            "type": "object",
                            "description": "Trang của bộ dữ liệu: tên trang, các dòng; cột gọi theo tiêu đề hoặc mã cột",
                            "additionalProperties": { "type": "array", "items": row },
                        },
                    },
                },
                "example": {
                    "name": "so-lieu-thang-8",
                    "dry_run": true,
                    "sheets": { "so-lieu": [{
                        "Mã cơ quan": "quan-1", "Năm công tác": 2026, "Tháng lũy kế": 8,
                        "Mã số liệu": "viec.xong", "Giá trị": "1057",
                    }] },
                },
            },
            "application/zip": { "schema": { "type": "string", "format": "binary" } },
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": { "file": { "type": "string", "format": "binary" } },
                },
            },
        },
    })
}

fn parameters(route: &Route) -> Vec<Value> {
    let in_path = route
        .path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    in_path
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
        .chain(route.params.iter().map(parameter))
        .collect()
}

fn parameter(param: &Param) -> Value {
    let schema = match param.kind {
        "date" => json!({ "type": "string", "format": "date" }),
        kind => json!({ "type": kind }),
    };
    json!({
        "name": param.name,
        "in": "query",
        "required": param.required,
        "description": param.summary,
        "schema": schema,
    })
}

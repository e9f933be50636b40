//! Pictures in papers: decoded once, turned upright, without what a camera wrote into them, no larger than print needs.
//!
//! A photograph of a phone carries where it was taken; a paper that is sent out must not. So nothing of the file is
//! passed on but its points.

use std::fmt;
use std::io::Cursor;
use std::sync::Arc;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops::FilterType as Smooth;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};
use thidua_domain::attachment::Media;

use crate::attachment::{Unfit, examine};

/// Points of a picture at most: decoded, one of as many takes 90 MB.
pub const MOST_POINTS: u64 = 30_000_000;
/// Points of a side at most.
const LONGEST: u32 = 20_000;
/// Points of a side as printed: the column is 165 mm wide, 300 points an inch fill it.
const PRINTED: u32 = 2_000;
/// Quality of a photograph, of 100.
const QUALITY: u8 = 88;

/// Why a picture cannot be printed, with the cure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPicture {
    /// No file that is taken at all.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// Another kind of file.
    #[error(
        "{0} không in được trong bài. Chỉ dùng ảnh JPEG, PNG: mở ảnh, lưu lại thành .jpg rồi tải lên."
    )]
    Kind(&'static str),
    /// Too many points.
    #[error(
        "Ảnh có kích thước quá lớn để in (tối đa 30 triệu điểm ảnh). Thu nhỏ ảnh còn khoảng 2.000 điểm ảnh chiều rộng rồi tải lên."
    )]
    Large,
    /// Its points cannot be read.
    #[error("{0} bị hỏng, không đọc được các điểm ảnh. Mở lại ảnh trên máy, lưu lại rồi tải lên.")]
    Damaged(&'static str),
}

/// A picture as a paper holds it.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its bytes.
    pub(crate) bytes: Arc<[u8]>,
    /// JPEG or PNG.
    pub(crate) media: Media,
    /// Width in points.
    pub width: u32,
    /// Height in points.
    pub height: u32,
}

impl fmt::Debug for Picture {
    fn fmt(&self, form: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = (self.width, self.height);
        write!(form, "Picture({} {width}×{height})", self.media.code())
    }
}

impl Picture {
    /// Reads a JPEG or PNG. It takes some tenths of a second: call it off the threads that serve requests.
    ///
    /// # Errors
    /// [`BadPicture`], with the cure.
    pub fn read(bytes: &[u8]) -> Result<Self, BadPicture> {
        let found = examine("", bytes)?;
        let format = match found.media {
            Media::Jpeg => ImageFormat::Jpeg,
            Media::Png => ImageFormat::Png,
            other => return Err(BadPicture::Kind(other.name())),
        };
        let points = found
            .pixels
            .map(|(width, height)| u64::from(width) * u64::from(height));
        if points.is_none_or(|points| points > MOST_POINTS) {
            return Err(BadPicture::Large);
        }
        let damaged = |_| BadPicture::Damaged(found.media.name());
        let image = upright(bytes, format).map_err(damaged)?;
        let image = match image.width().max(image.height()) > PRINTED {
            true => image.resize(PRINTED, PRINTED, Smooth::Triangle),
            false => image,
        };
        let points = on_white(&image);
        let bytes = encoded(&points, format).map_err(damaged)?;
        Ok(Self {
            bytes: bytes.into(),
            media: found.media,
            width: points.width(),
            height: points.height(),
        })
    }
}

fn upright(bytes: &[u8], format: ImageFormat) -> image::ImageResult<DynamicImage> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST);
    limits.max_image_height = Some(LONGEST);
    limits.max_alloc = Some(512 << 20);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let turned = decoder.orientation()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(turned);
    Ok(image)
}

/// The points on paper: what is see-through shows the white of it.
fn on_white(image: &DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.to_rgb8();
    }
    let seen = image.to_rgba8();
    let mut points = RgbImage::new(seen.width(), seen.height());
    for (to, from) in points.pixels_mut().zip(seen.pixels()) {
        let [red, green, blue, alpha] = from.0;
        let mixed = |part: u8| {
            let alpha = u32::from(alpha);
            let sum = u32::from(part) * alpha + 255 * (255 - alpha) + 127;
            u8::try_from(sum / 255).unwrap_or(u8::MAX)
        };
        to.0 = [red, green, blue].map(mixed);
    }
    points
}

fn encoded(points: &RgbImage, format: ImageFormat) -> image::ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    match format {
        ImageFormat::Png => points.write_with_encoder(PngEncoder::new_with_quality(
            &mut bytes,
            CompressionType::Default,
            FilterType::Adaptive,
        ))?,
        _ => points.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))?,
    }
    Ok(bytes)
}

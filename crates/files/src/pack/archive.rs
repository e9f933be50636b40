//! A zip of files out, piece by piece: the same bytes for the same files.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Bytes on their way: written on one side, taken on the other.
#[derive(Clone, Debug, Default)]
struct Pipe(Arc<Mutex<Vec<u8>>>);

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A zip that is written while it is sent: never held as a whole.
pub struct Packer {
    zip: ZipWriter<StreamWriter<Pipe>>,
    pipe: Pipe,
}

impl std::fmt::Debug for Packer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Packer")
    }
}

impl Default for Packer {
    fn default() -> Self {
        let pipe = Pipe::default();
        Self {
            zip: ZipWriter::new_stream(pipe.clone()),
            pipe,
        }
    }
}

impl Packer {
    /// Begins a file; the one before it ends.
    ///
    /// # Errors
    /// What the writer of the archive says.
    pub fn begin(&mut self, name: &str) -> std::io::Result<()> {
        // The day is fixed: the same files must give the same bytes.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        self.zip
            .start_file(name, options)
            .map_err(std::io::Error::other)
    }

    /// Adds to the file.
    ///
    /// # Errors
    /// What the writer of the archive says.
    pub fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.zip.write_all(bytes)
    }

    /// What is ready to be sent.
    pub fn take(&mut self) -> Vec<u8> {
        taken(&self.pipe)
    }

    /// Ends the archive: the last of its bytes.
    ///
    /// # Errors
    /// What the writer of the archive says.
    pub fn finish(self) -> std::io::Result<Vec<u8>> {
        self.zip.finish().map_err(std::io::Error::other)?;
        Ok(taken(&self.pipe))
    }
}

fn taken(pipe: &Pipe) -> Vec<u8> {
    let mut held = pipe.0.lock().unwrap_or_else(PoisonError::into_inner);
    std::mem::take(&mut *held)
}

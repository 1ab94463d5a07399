import CPangoCairo
import Figures

/// A Cairo surface with its drawing context.
final class CairoSurface {
  let surface: OpaquePointer
  let cairo: OpaquePointer
  private let what: String
  private let size: Size

  /// Takes ownership of `surface`, which Cairo made for a `what` of `size` pixels.
  init(_ surface: OpaquePointer?, what: String, size: Size) throws {
    guard let surface, let cairo = cairo_create(surface) else {
      throw FiguresCairoError.surface(what: what, width: size.width, height: size.height, reason: "out of memory")
    }
    self.surface = surface
    self.cairo = cairo
    self.what = what
    self.size = size
    let status = cairo_surface_status(surface)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw FiguresCairoError.surface(
        what: what, width: size.width, height: size.height, reason: Self.text(of: status))
    }
  }

  deinit {
    cairo_destroy(cairo)
    cairo_surface_destroy(surface)
  }

  /// A picture in memory.
  static func picture(_ size: Size) throws -> CairoSurface {
    let limit = Double(Int16.max)
    let (width, height) = (size.width.rounded(.up), size.height.rounded(.up))
    guard width > 0, height > 0, width <= limit, height <= limit else {
      throw FiguresCairoError.surface(
        what: "picture", width: size.width, height: size.height, reason: "Cairo's limit is \(Int16.max) pixels a side")
    }
    return try CairoSurface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)), what: "picture",
      size: Size(width: width, height: height))
  }

  /// Throws what went wrong while drawing, if anything did.
  func check() throws {
    for status in [cairo_status(cairo), cairo_surface_status(surface)] where status != CAIRO_STATUS_SUCCESS {
      throw FiguresCairoError.drawing(reason: Self.text(of: status))
    }
  }

  /// The picture's pixels as red, green, blue, row after row.
  func rgbPixels() throws -> [UInt8] {
    cairo_surface_flush(surface)
    try check()
    let (width, height) = (Int(size.width), Int(size.height))
    let stride = Int(cairo_image_surface_get_stride(surface))
    guard let data = cairo_image_surface_get_data(surface), stride >= width * 4 else {
      throw FiguresCairoError.drawing(reason: "the picture has no pixels")
    }
    return [UInt8](unsafeUninitializedCapacity: width * height * 3) { output, count in
      // SAFETY: Cairo's picture has `height` rows of `stride` bytes, and `stride` is at least 4 × `width` (checked); the
      // output has three bytes for each pixel.
      for row in 0..<height {
        let pixels = UnsafeRawPointer(data + row * stride)
        for column in 0..<width {
          let pixel = pixels.loadUnaligned(fromByteOffset: column * 4, as: UInt32.self)
          let place = (row * width + column) * 3
          output[place] = UInt8(truncatingIfNeeded: pixel >> 16)
          output[place + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
          output[place + 2] = UInt8(truncatingIfNeeded: pixel)
        }
      }
      count = width * height * 3
    }
  }

  private static func text(of status: cairo_status_t) -> String {
    cairo_status_to_string(status).map { String(cString: $0) } ?? "Cairo's status \(status.rawValue)"
  }
}

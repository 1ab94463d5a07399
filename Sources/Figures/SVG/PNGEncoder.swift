import CZlib

/// Packs pictures as PNG (ISO/IEC 15948), fast: rows are stored unfiltered and compressed by zlib.
///
/// Cairo writes no indexed PNG, and a heat map with one byte per pixel is a quarter of the same in colours.
package struct PNGEncoder: ImageEncoder {
  /// zlib's level: 1 is fast; noise, which most of a heat map is, gets hardly smaller above it.
  package var level: Int32

  /// An encoder.
  package init(level: Int32 = 1) { self.level = level }

  /// The bytes of an indexed PNG of `image`, with 8 bits per pixel.
  ///
  /// - Throws: ``FiguresError`` where the picture's numbers do not agree.
  package func png(_ image: RasterImage) throws -> [UInt8] {
    guard !image.palette.isEmpty, image.palette.count <= 256,
      let highest = image.indices.max(), Int(highest) < image.palette.count
    else {
      throw FiguresError.picture(width: image.width, height: image.height, pixels: image.indices.count)
    }
    let palette = image.palette.flatMap { [$0.red, $0.green, $0.blue] }
    return try encode(
      Raster(width: image.width, height: image.height, bytesPerPixel: 1, colorType: 3, pixels: image.indices),
      between: chunk("PLTE", palette))
  }

  /// The bytes of a PNG of `pixels`, three bytes each, that is to be shown with `pixelsPerMeter`.
  package func png(width: Int, height: Int, rgb pixels: [UInt8], pixelsPerMeter: Int) throws -> [UInt8] {
    let density = Self.bigEndian(pixelsPerMeter)
    return try encode(
      Raster(width: width, height: height, bytesPerPixel: 3, colorType: 2, pixels: pixels),
      between: chunk("pHYs", density + density + [1]))
  }

  private struct Raster {
    var width: Int
    var height: Int
    var bytesPerPixel: Int
    var colorType: UInt8
    var pixels: [UInt8]
  }

  private func encode(_ raster: Raster, between: [UInt8]) throws -> [UInt8] {
    let limit = Int(Int32.max)
    let (rowBytes, overflow) = raster.width.multipliedReportingOverflow(by: raster.bytesPerPixel)
    guard raster.width > 0, raster.height > 0, !overflow, rowBytes < limit, raster.height < limit / (rowBytes + 1),
      raster.pixels.count == rowBytes * raster.height
    else {
      throw FiguresError.picture(width: raster.width, height: raster.height, pixels: raster.pixels.count)
    }
    let header = Self.bigEndian(raster.width) + Self.bigEndian(raster.height) + [8, raster.colorType, 0, 0, 0]
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let data = try compress(filtered(raster, rowBytes: rowBytes), of: raster)
    return signature + chunk("IHDR", header) + between + chunk("IDAT", data) + chunk("IEND", [])
  }

  /// Each row behind the number of its filter: 0, none.
  private func filtered(_ raster: Raster, rowBytes: Int) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity((rowBytes + 1) * raster.height)
    for row in 0..<raster.height {
      result.append(0)
      result.append(contentsOf: raster.pixels[row * rowBytes..<(row + 1) * rowBytes])
    }
    return result
  }

  private func compress(_ bytes: [UInt8], of raster: Raster) throws -> [UInt8] {
    func failure(_ code: Int32) -> FiguresError {
      .compression(width: raster.width, height: raster.height, code: Int(code))
    }
    var stream = z_stream()
    // A heat map is mostly noise, in which zlib finds no repeats worth their search: runs and Huffman's code alone take a
    // third of the time and a little less room.
    let strategy = raster.bytesPerPixel == 1 ? Z_RLE : Z_DEFAULT_STRATEGY
    let opened = embedscope_deflate_init(&stream, level, strategy)
    guard opened == Z_OK else { throw failure(opened) }
    defer { deflateEnd(&stream) }
    let capacity = Int(deflateBound(&stream, UInt(bytes.count)))
    var input = bytes
    var code = Z_OK
    let output = [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
      input.withUnsafeMutableBufferPointer { input in
        // SAFETY: both pointers stay valid until the closures end, the counts are the buffers' own (below 2³¹, checked
        // by the caller; deflateBound adds less than a thousandth), and zlib writes no further than `avail_out`.
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(truncatingIfNeeded: input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(truncatingIfNeeded: capacity)
        code = deflate(&stream, Z_FINISH)
      }
      count = capacity - Int(stream.avail_out)
    }
    guard code == Z_STREAM_END else { throw failure(code) }
    return output
  }

  private func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + data
    let checksum = body.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32(truncatingIfNeeded: $0.count)) }
    return Self.bigEndian(data.count) + body + Self.bigEndian(Int(checksum))
  }

  private static func bigEndian(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}

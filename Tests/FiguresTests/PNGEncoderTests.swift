import CZlib
import Figures
import Testing

@Suite struct PNGEncoderTests {
  private struct Chunk {
    var type: String
    var data: [UInt8]
  }

  /// The chunks of a PNG file, each with a checksum that fits.
  private func chunks(_ png: [UInt8]) throws -> [Chunk] {
    try #require(png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    func number(_ at: Int) -> Int { png[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
    var result: [Chunk] = []
    var place = 8
    while place < png.count {
      let count = number(place)
      let body = Array(png[place + 4..<place + 8 + count])
      #expect(Int(crc32(0, body, UInt32(body.count))) == number(place + 8 + count))
      result.append(Chunk(type: String(decoding: body.prefix(4), as: UTF8.self), data: Array(body.dropFirst(4))))
      place += 12 + count
    }
    return result
  }

  private func inflated(_ bytes: [UInt8], count: Int) throws -> [UInt8] {
    var output = [UInt8](repeating: 0, count: count)
    var written = UInt(count)
    try #require(uncompress(&output, &written, bytes, UInt(bytes.count)) == Z_OK)
    try #require(written == UInt(count))
    return output
  }

  @Test func anIndexedPictureComesBack() throws {
    let image = RasterImage(
      width: 3, height: 2, palette: [RGB(0x000000), RGB(0xFF8000), RGB(0x0102FF)], indices: [0, 1, 2, 2, 1, 0])
    let chunks = try chunks(try PNGEncoder().png(image))
    #expect(chunks.map(\.type) == ["IHDR", "PLTE", "IDAT", "IEND"])
    #expect(chunks[0].data == [0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0])
    #expect(chunks[1].data == [0, 0, 0, 0xFF, 0x80, 0, 1, 2, 0xFF])
    #expect(try inflated(chunks[2].data, count: 8) == [0, 0, 1, 2, 0, 2, 1, 0])
  }

  @Test func aColorPictureComesBack() throws {
    let pixels: [UInt8] = (0..<30).map { $0 &* 9 }
    let chunks = try chunks(try PNGEncoder(level: 6).png(width: 5, height: 2, rgb: pixels, pixelsPerMeter: 7559))
    #expect(chunks.map(\.type) == ["IHDR", "pHYs", "IDAT", "IEND"])
    #expect(chunks[1].data == [0, 0, 0x1D, 0x87, 0, 0, 0x1D, 0x87, 1])
    #expect(try inflated(chunks[2].data, count: 32) == [0] + pixels[..<15] + [0] + pixels[15...])
  }

  @Test func noiseOfHeatMapSizeComesBack() throws {
    var state: UInt64 = 1
    let indices = (0..<200 * 100).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return UInt8(truncatingIfNeeded: state >> 50)
    }
    let image = RasterImage(width: 200, height: 100, palette: ColorMap.diverging.palette(), indices: indices)
    let data = try chunks(try PNGEncoder().png(image))[2].data
    let rows = try inflated(data, count: 201 * 100)
    #expect((0..<100).flatMap { rows[$0 * 201 + 1..<$0 * 201 + 201] } == indices)
  }

  @Test(arguments: [
    RasterImage(width: 0, height: 1, palette: [RGB(0)], indices: []),
    RasterImage(width: 2, height: 2, palette: [RGB(0)], indices: [0, 0, 0]),
    RasterImage(width: -1, height: -4, palette: [RGB(0)], indices: [0, 0, 0, 0]),
    RasterImage(width: Int.max, height: 2, palette: [RGB(0)], indices: [0]),
    RasterImage(width: 1, height: 1, palette: [], indices: [0]),
    RasterImage(width: 1, height: 1, palette: [RGB(0)], indices: [1]),
    RasterImage(width: 1, height: 1, palette: Array(repeating: RGB(0), count: 257), indices: [1]),
  ]) func aPictureThatContradictsItselfIsRefused(image: RasterImage) {
    #expect(throws: FiguresError.self) { try PNGEncoder().png(image) }
  }
}

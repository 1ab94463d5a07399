import Foundation
import Projections
import Tensors
import Testing

/// Labels stand from a scale on, and never in each other's way.
@Suite struct LabelScalesTests {
  @Test func twoPointsAreFreeOnceTheirBoxesAre() {
    let labels = LabelScales(x: [0, 1], y: [0, 0], halfWidths: [200, 200], height: 14, order: [1, 0])
    // The map is 256 pixels wide where it is smallest; 400 pixels are needed for two boxes side by side.
    #expect(labels.scales == [400, 256])
    #expect(labels.minimumScale == 256)
    #expect(labels.maximumScale == 400)
  }

  @Test func boxesMayBeFreeByTheirHeight() {
    let labels = LabelScales(
      x: [0, 0.1, 1], y: [0, 0.05, 1], halfWidths: [40, 40, 9], height: 20, order: [0, 1, 2])
    #expect(labels.scales == [256, 400, 256])
  }

  @Test func aPointUnderAnotherHasNoLabelAndOneWithoutPlaceNeither() {
    let labels = LabelScales(
      x: [1, 1, .nan, 3], y: [2, 2, 0, 4], halfWidths: [9, 9, 9, 9], height: 14, order: [1, 0, 2, 3])
    #expect(labels.scales == [.infinity, 128, .infinity, 128])
  }

  @Test func onePointOrNoneIsAMap() {
    #expect(LabelScales(x: [5], y: [7], halfWidths: [9], height: 14, order: [0]).scales == [256])
    #expect(LabelScales(x: [.nan], y: [7], halfWidths: [9], height: 14, order: [0]).scales == [.infinity])
    #expect(LabelScales(x: [], y: [], halfWidths: [], height: 14, order: []).maximumScale == 256)
  }

  /// Against all pairs: what the levels find is what there is.
  @Test(arguments: [1, 2, 3] as [UInt64]) func levelsMissNoConflict(seed: UInt64) {
    let map = ClusteredMap(points: 400, seed: seed)
    let labels = map.labels
    #expect(labels.scales == map.scalesByAllPairs())
    // Some are always there, some only later, some never: else nothing was tried.
    #expect(labels.scales.contains(labels.minimumScale))
    #expect(labels.scales.contains(.infinity))
    #expect(labels.scales.contains { $0.isFinite && $0 > labels.minimumScale * 1000 })
  }

  @Test func noTwoLabelsOverlapInAThousandViewsAndTheDeepestNamesAll() {
    let map = ClusteredMap(points: 3000, seed: 7)
    let labels = map.labels
    var random = SeededRandom(seed: 5)
    let depth = labels.maximumScale / labels.minimumScale
    for _ in 0..<1000 {
      let share = Double(random.next() >> 11) * 0x1p-53
      let scale = labels.minimumScale * Float(pow(Double(depth), share))
      let centre = Int(random.next() % UInt64(map.x.count))
      let shown = map.x.indices.filter { point in
        labels.scales[point] <= scale && abs(map.x[point] - map.x[centre]) * scale < 700
          && abs(map.y[point] - map.y[centre]) * scale < 400
      }
      #expect(map.overlap(of: shown, at: scale) == nil)
    }
    for point in map.x.indices where labels.scales[point] == .infinity {
      #expect(
        map.x.indices.contains { other in
          labels.scales[other] <= labels.maximumScale && map.isPoint(point, inBoxOf: other, at: labels.maximumScale)
        })
    }
  }
}

/// Points in tight heaps, some of them on top of each other.
private struct ClusteredMap {
  var x: [Float] = []
  var y: [Float] = []
  var halfWidths: [UInt8] = []
  let height: Float = 14

  init(points: Int, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    func unit() -> Float { Float(random.next() >> 40) * 0x1p-24 }
    for point in 0..<points {
      if point % 17 == 16, let last = x.last, let lastY = y.last {
        x.append(last)
        y.append(lastY)
      } else {
        let spread: Float = [1, 0.01, 0.0001][point % 3]
        x.append(Float(point % 5) + unit() * spread)
        y.append(Float(point % 4) + unit() * spread)
      }
      halfWidths.append(UInt8(5 + random.next() % 50))
    }
  }

  var labels: LabelScales {
    LabelScales(x: x, y: y, halfWidths: halfWidths, height: height, order: Array(x.indices))
  }

  /// The definition, point after point against all before it.
  func scalesByAllPairs() -> [Float] {
    let lowest = labels.minimumScale
    var scales: [Float] = []
    for point in x.indices {
      var scale = lowest
      for other in 0..<point where scales[other] < .infinity {
        let apart = min(
          (Float(halfWidths[point]) + Float(halfWidths[other])) / abs(x[point] - x[other]),
          height / abs(y[point] - y[other]))
        if apart > scales[other] { scale = max(scale, apart) }
      }
      scales.append(scale)
    }
    return scales
  }

  /// Two of `shown` whose boxes overlap by more than a rounding of their places.
  func overlap(of shown: [Int], at scale: Float) -> (Int, Int)? {
    for (place, a) in shown.enumerated() {
      for b in shown[(place + 1)...] {
        let dx = abs(Double(x[a]) - Double(x[b])) * Double(scale)
        let dy = abs(Double(y[a]) - Double(y[b])) * Double(scale)
        if dx < Double(halfWidths[a]) + Double(halfWidths[b]) - 1e-3, dy < Double(height) - 1e-3 { return (a, b) }
      }
    }
    return nil
  }

  func isPoint(_ point: Int, inBoxOf other: Int, at scale: Float) -> Bool {
    abs(x[point] - x[other]) * scale <= Float(halfWidths[other]) && abs(y[point] - y[other]) * scale <= height / 2
  }
}

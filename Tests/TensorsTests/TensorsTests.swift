import Tensors
import Testing
import Work

@Suite struct TensorsTests {
  @Test func sizesOfTypes() {
    #expect(DType.float32.byteCount(elements: 3) == 12)
    #expect(DType.q8_0.byteCount(elements: 64) == 68)
    #expect(DType.q4_1.byteCount(elements: 33) == nil)
    #expect(DType.float64.byteCount(elements: .max) == nil)
  }

  @Test func elementCounts() {
    #expect(Shape([]).elementCount == 1)
    #expect(Shape([0, .max, 2]).elementCount == 0)
    #expect(Shape([.max, 2]).elementCount == nil)
    #expect(Shape([-1, 2]).elementCount == nil)
  }

  /// The first values of SplitMix64 for the seed 1234567, as its authors' C program prints them.
  @Test func splitMix() {
    var random = SeededRandom(seed: 1_234_567)
    #expect(
      (0..<3).map { _ in random.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }

  @Test func parallelResultsKeepTheirOrder() {
    #expect(ParallelLoop.map(1000) { $0 * $0 } == (0..<1000).map { $0 * $0 })
  }
}

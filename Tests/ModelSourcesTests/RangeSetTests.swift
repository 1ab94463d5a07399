import Testing

@testable import ModelSources

@Suite struct RangeSetTests {
  @Test func rangesThatTouchBecomeOne() {
    var set = RangeSet()
    for range in [10..<20, 30..<40, 20..<25, 0..<5, 24..<31, 60..<60] { set.insert(range) }
    #expect(set.ranges == [0..<5, 10..<40])
    #expect(set.count == 35)
    #expect(set.missing(in: 0..<50) == [5..<10, 40..<50])
    #expect(set.missing(in: 12..<39) == [])
    #expect(set.missing(in: 45..<50) == [45..<50])
  }
}

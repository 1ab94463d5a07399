/// Numbered things divided into runs whose lengths differ by one at most.
package enum EvenRuns {
  /// Run `index` of `runs`, over `count` things: from ⌊index · count / runs⌋ on.
  package static func run(_ index: Int, of runs: Int, over count: Int) -> Range<Int> {
    let (whole, rest) = count.quotientAndRemainder(dividingBy: runs)
    func start(_ index: Int) -> Int { index * whole + index * rest / runs }
    return start(index)..<start(index + 1)
  }
}

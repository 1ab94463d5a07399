/// How often each row is among the nearest neighbours of others (Radovanović, Nanopoulos and Ivanović 2010).
///
/// In spaces of many dimensions a few rows, the hubs, are in a great many lists, and many rows are in none.
public struct Hubness: Sendable, Equatable {
  /// For each row, the number of lists it is in: N_k.
  public let occurrences: [Int]
  /// The third standardised moment of ``occurrences`` (SciPy's `skew`); nil where all are equal.
  public let skewness: Double?
  /// How many rows are in no list, those left out that have no neighbours themselves.
  public let antihubs: Int

  /// Counts the lists of `graph`.
  public init(of graph: NeighborGraph) {
    var occurrences = [Int](repeating: 0, count: graph.rowCount)
    for id in graph.ids where id >= 0 { occurrences[Int(id)] += 1 }
    self.occurrences = occurrences
    skewness = Self.skewness(occurrences)
    antihubs = occurrences.indices.count { occurrences[$0] == 0 && graph.hasNeighbors($0) }
  }

  /// The rows that are in the most lists, the one in most lists first; ties by id.
  public func hubs(_ count: Int) -> [Int] {
    Array(occurrences.indices.sorted { (-occurrences[$0], $0) < (-occurrences[$1], $1) }.prefix(max(0, count)))
  }

  private static func skewness(_ values: [Int]) -> Double? {
    let count = Double(values.count)
    let mean = Double(values.reduce(0, +)) / count
    var squares = 0.0
    var cubes = 0.0
    for value in values {
      let distance = Double(value) - mean
      squares += distance * distance
      cubes += distance * distance * distance
    }
    let deviation = (squares / count).squareRoot()
    return deviation > 0 ? cubes / count / (deviation * deviation * deviation) : nil
  }
}
